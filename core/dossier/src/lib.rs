//! The application package: an assessment as papers that can be signed, sealed and handed in, in one zip; and packages from
//! others, opened and compared ([`receive`]); and the folder of whoever serves the site, checked and packed ([`folder`]).
//!
//! What the papers say is composed as neutral documents (`paper`, `book`), rendered as Word and Excel files and packed.
//!
//! # Invariants
//!
//! * The same answers give the same bytes: no clock, no chance; dates of files and properties are the assessment date.
//! * A sentence is printed only where its condition is met; a package carries only what its regime uses.
//! * What comes from outside is bounded, and refused with a reason; nothing in it is ever run.
//!
//! # Example
//!
//! An attached file is measured once, part by part; the package names its sum, so that a changed file is noticed.
//!
//! ```
//! use ziping_dossier::Measure;
//!
//! let mut measure = Measure::new();
//! measure.take(b"%PDF-1.7 ");
//! measure.take(b"...");
//! assert_eq!(measure.finish("audit.pdf").bytes, 12);
//! ```

mod archive;
mod book;
mod bundle;
mod compose;
mod count;
mod deadlines;
mod enclose;
mod excel;
mod fill;
pub mod folder;
mod grid;
mod ics;
mod joint;
mod links;
mod manifest;
mod measure;
mod office;
mod order;
mod package;
pub mod paper;
mod plain;
pub mod receive;
mod scan;
mod template;
mod unpack;
mod word;
mod words;
mod written;
mod xml;

pub use archive::{Piece, TooLarge, archive_of, archive_to_serve, write_archive};
pub use bundle::{Bundled, read_bundle, write_bundle};
pub use count::{LARGEST_COUNTED, count_pages};
pub use deadlines::Deadlines;
pub use enclose::{Enclosure, enclosures};
pub use fill::{Fault, Filled, FormProblem, Placeholder, PlaceholderKind, StrayPlace, fill, placeholders};
pub use grid::{Grid, GridCell, grid};
pub use joint::{joint_plan, joint_plan_text};
use links::carried_in;
pub use links::{Carried, CarriedKind};
pub use manifest::{Extent, Manifest, ManifestFile, ManifestHost};
use measure::hexadecimal;
pub use measure::{Measure, Measured};
pub use order::{Form, Order, Progress, Redaction};
pub use package::{ANSWERS, MANIFEST, RECORDS, RESULT, calendar, package, texts, write_package};
pub use plain::paper as paper_text;
pub use template::{Template, templates};
pub use unpack::{UnpackError, Unpacked, check_file, unpack};
pub use word::word;
pub use written::{Package, PackageError, Written};

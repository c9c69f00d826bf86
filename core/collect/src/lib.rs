//! The collection workbook: questions go out as an Excel file, answers come back from it.
//!
//! * [`make`]: a workbook with the questions of rule books, all or only the open ones, blank or with what is known;
//! * [`form`]: the same questions as a Word file, for those who fill them in by hand;
//! * [`read`]: what was filled in, whatever was done to the file: sorted, rows added, columns moved, saved by another
//!   program;
//! * [`compare`]: what would change, before anything does; [`apply`]: what was chosen of it; [`with`]: any side of any
//!   piece;
//! * [`merge`]: two sets of answers and what both came from.
//!
//! # Invariants
//!
//! * Bytes in, bytes out: no I/O, no clock.
//! * An answer is found by the id of its fact, never by where its cell stands.
//! * What people type is read by the reader of the page and of pasted rows (`ziping_rules::fact::typed`).
//! * Nothing is dropped silently: what is not taken is named with its sheet and cell.
//!
//! # Example
//!
//! ```
//! use ziping_collect::merge;
//! use ziping_rules::fact::{Catalogue, Fact, Kind, Range, Sheet, Value};
//!
//! let catalogue = Catalogue::new(vec![Fact::new("org.staff", Kind::Count), Fact::new("org.sites", Kind::Count)]);
//! let (staff, sites) = (catalogue.find("org.staff").unwrap(), catalogue.find("org.sites").unwrap());
//! let number = |number| Some(Value::Number(Range { low: number, high: number }));
//! let (mut mine, mut theirs) = (Sheet::new(), Sheet::new());
//! mine.put(staff, number(12));
//! theirs.put(staff, number(14));
//! theirs.put(sites, number(2));
//!
//! // Their answer fills the gap; where both answer, mine stays and the conflict is named.
//! let merged = merge(&catalogue, None, &mine, &theirs, None);
//! assert_eq!(merged.sheet.get(sites), theirs.get(sites));
//! assert_eq!(merged.sheet.get(staff), mine.get(staff));
//! assert_eq!(merged.conflicts().count(), 1);
//! ```

mod answer;
mod ask;
mod cells;
mod change;
mod keys;
mod make;
mod merge;
mod pieces;
mod read;
mod refused;
mod told;
mod tongue;
mod words;

pub use ask::{Asked, Group, PAPERS, Paper, Question, Wanted, ask};
pub use cells::Spot;
pub use change::{Change, ChangeKind, Changes, apply, compare};
pub use make::{Made, Order, form, form_text, make};
pub use merge::{Merged, Side, merge};
pub use pieces::{Part, Piece, Standing, with};
pub use read::{Aside, Collected, Contradiction, PaperSaid, Reading, Remark, Sent, Unknown, Unread, read};
pub use refused::Refused;
pub use told::{paper_title, piece_title, piece_value};
pub use tongue::{Regime, Tongue};

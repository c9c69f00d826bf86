//! The application package: an assessment as papers that can be signed, sealed and handed in, in one zip.
//!
//! What the papers say is composed as neutral documents (`paper`, `book`), rendered as Word and Excel files and packed.
//! The same answers give the same bytes: no clock, no chance; dates of files and properties are the assessment date.

mod archive;
pub(crate) mod book;
mod compose;
pub(crate) mod excel;
mod ics;
mod pack;
mod paper;
mod word;
mod xml;

use crate::calendar::Day;
use crate::fact::Sheet;
use crate::regime::{Library, RuleBook, Words};
use core::fmt;
use serde::{Deserialize, Serialize};

pub(crate) use pack::hexadecimal;
pub use pack::{ANSWERS, MANIFEST, RESULT, calendar, package};

/// What to make a package of.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// All facts and rule books.
    pub library: &'a Library,
    /// The regime applied for.
    pub rulebook: &'a RuleBook,
    /// All Chinese words that the regime needs.
    pub words: &'a Words,
    /// The organisation's name as the answer file has it.
    pub organisation: &'a str,
    /// Its answers.
    pub sheet: &'a Sheet,
    /// The assessment date.
    pub as_of: Day,
    /// The outcome applied for, by place; `None`: the best one.
    pub target: Option<u8>,
    /// The version of the kit, for the manifest.
    pub kit_version: &'a str,
    /// What an export for outsiders leaves out.
    pub redact: Redaction,
}

/// What an export for outsiders leaves out. The assessment itself rests on all answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redaction {
    /// Telephone numbers, mail addresses, addresses, contact persons.
    pub contacts: bool,
    /// Names and every other text of the applicant's own.
    pub names: bool,
    /// Amounts of money.
    pub amounts: bool,
}

impl Redaction {
    /// Whether anything is left out.
    #[must_use]
    pub const fn any(&self) -> bool {
        self.contacts || self.names || self.amounts
    }
}

/// How far the package is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// Files done.
    pub done: usize,
    /// Files in all.
    pub of: usize,
    /// The file that is made next; empty at the end.
    pub file: &'a str,
}

/// A finished package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// What to call it.
    pub file_name: String,
    /// The zip.
    pub bytes: Vec<u8>,
    /// What is in it.
    pub manifest: Manifest,
}

/// What a package says of itself (`manifest.json`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of this file.
    pub schema: u32,
    /// What this is and is not.
    pub notice: String,
    /// Version of the kit that made it.
    pub kit: String,
    /// Regime id.
    pub regime: String,
    /// Title of the regime.
    pub regime_title: String,
    /// Version of the rule book.
    pub rulebook: String,
    /// Where the rule book stands: `draft`, `in_force`, `superseded`, `historical`.
    pub status: crate::regime::Status,
    /// The organisation; `None` where names are left out.
    pub organisation: Option<String>,
    /// The assessment date, ISO 8601.
    pub as_of: String,
    /// The outcome applied for.
    pub target: String,
    /// What an export for outsiders leaves out; `None`: nothing, this is the applicant's own copy.
    pub redacted: Option<Redaction>,
    /// Every other file of the package, in order.
    pub files: Vec<ManifestFile>,
}

/// A file of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Its path in the zip.
    pub path: String,
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, in lower-case hexadecimal digits.
    pub sha256: String,
}

/// Why there is no package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackageError {
    /// The caller stopped it.
    Cancelled,
    /// It would be larger than a zip archive can be.
    TooLarge,
    /// The target is not an outcome of the regime.
    UnknownTarget(u8),
}

impl fmt::Display for PackageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cancelled => f.write_str("the package was stopped before it was complete"),
            Self::TooLarge => f.write_str("the package would be larger than a zip archive can be (4 GiB)"),
            Self::UnknownTarget(place) => write!(f, "the regime has no outcome number {place}"),
        }
    }
}

impl core::error::Error for PackageError {}

//! A package taken back in: its answers, what is said of its papers, and their files, with nothing lost.

use super::{ANSWERS, MANIFEST, Manifest, Measure, RECORDS};
use core::fmt;
use core::ops::ControlFlow;
use ziping_assess::proof::{Attached, Records, read_records};
use ziping_base::diag::{Diagnostic, Source};
use ziping_rules::fact::{Answers, Catalogue, read_answers};
use ziping_unzip::{Entry, Refused, Zip};

/// The largest text of a package that is read, in bytes.
const LARGEST_TEXT: u64 = 16 << 20;

/// What the kit takes back from a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpacked {
    /// What the package says of itself.
    pub manifest: Manifest,
    /// The answers.
    pub answers: Answers,
    /// What is said of the papers; each file's `at` is its path in the package.
    pub records: Records,
}

/// Why a package is not taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnpackError {
    /// The zip is refused.
    Zip(Refused),
    /// It is a zip but no package of the kit: this is missing or cannot be read.
    NotAPackage(&'static str),
    /// It is an export for outsiders: what it leaves out cannot come back.
    Redacted,
    /// Its answers cannot be read.
    Answers(Vec<Diagnostic>),
    /// An attached file is missing, or not what was attached.
    File(String),
}

impl fmt::Display for UnpackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zip(refused) => refused.fmt(f),
            Self::NotAPackage(missing) => {
                write!(f, "this is not a package of Ziping: `{missing}` is missing or damaged")
            }
            Self::Redacted => f.write_str("this is an export for outsiders: what it leaves out cannot come back"),
            Self::Answers(problems) => match problems.first() {
                Some(first) => first.fmt(f),
                None => f.write_str("the answers cannot be read"),
            },
            Self::File(path) => write!(f, "`{path}` is missing from the package or was changed in it"),
        }
    }
}

impl core::error::Error for UnpackError {}

impl From<Refused> for UnpackError {
    fn from(refused: Refused) -> Self {
        Self::Zip(refused)
    }
}

fn text(zip: &Zip<'_>, path: &'static str) -> Result<String, UnpackError> {
    read_text(zip, path, LARGEST_TEXT)
}

/// A text of at most so many bytes.
pub(super) fn read_text(zip: &Zip<'_>, path: &'static str, largest: u64) -> Result<String, UnpackError> {
    let entry = zip.find(path).ok_or(UnpackError::NotAPackage(path))?;
    String::from_utf8(zip.read(entry, largest)?).map_err(|_| UnpackError::NotAPackage(path))
}

/// Reads all of a package but its attached files; those are checked by [`check_file`].
///
/// # Errors
/// Why it is not taken back. A package of an older version, which says nothing of papers, is.
pub fn unpack(zip: &Zip<'_>, catalogue: &Catalogue) -> Result<Unpacked, UnpackError> {
    let damaged = UnpackError::NotAPackage(MANIFEST);
    let tree = ziping_base::node::json::read(&text(zip, MANIFEST)?);
    let Some(manifest) = tree.and_then(|tree| Manifest::from_json(&tree).ok()) else { return Err(damaged) };
    if manifest.redacted.is_some() {
        return Err(UnpackError::Redacted);
    }
    let answers = text(zip, ANSWERS)?;
    let answers = read_answers(&Source { name: ANSWERS, text: &answers }, catalogue).map_err(UnpackError::Answers)?;
    let records = match zip.find(RECORDS) {
        None => Records::default(),
        Some(_) => read_records(&text(zip, RECORDS)?).ok_or(UnpackError::NotAPackage(RECORDS))?,
    };
    Ok(Unpacked { manifest, answers, records })
}

/// The entry of an attached file, read through once: it is there and what was attached. `sink` is given its bytes.
///
/// # Errors
/// When it is not.
pub fn check_file<'z>(
    zip: &'z Zip<'_>,
    file: &Attached,
    sink: &mut dyn FnMut(&[u8]),
) -> Result<&'z Entry, UnpackError> {
    let missing = || UnpackError::File(file.at.clone());
    let entry = zip.find(&file.at).filter(|entry| entry.size() == file.bytes).ok_or_else(missing)?;
    let mut measure = Measure::new();
    zip.stream(entry, &mut |part| {
        measure.take(part);
        sink(part);
        ControlFlow::Continue(())
    })?;
    if measure.finish(&file.at).sha256 == file.sha256 { Ok(entry) } else { Err(missing()) }
}

//! The application package: an assessment as papers that can be signed, sealed and handed in, in one zip.
//!
//! What the papers say is composed as neutral documents (`paper`, `book`), rendered as Word and Excel files and packed.
//! The same answers give the same bytes: no clock, no chance; dates of files and properties are the assessment date.

mod archive;
pub(crate) mod book;
mod bundle;
mod compose;
mod enclose;
pub(crate) mod excel;
mod fill;
mod ics;
mod manifest;
mod measure;
mod office;
mod pack;
mod paper;
mod unpack;
mod word;
mod xml;

use crate::assess::Lang;
use crate::calendar::Day;
use crate::diag::Said;
use crate::fact::Sheet;
use crate::proof::Records;
use crate::regime::{Library, RuleBook, Words};
use crate::say;
use core::fmt;
use serde::{Deserialize, Serialize};

pub use bundle::{Bundled, read_bundle, write_bundle};
pub use enclose::{Enclosure, enclosures};
pub use fill::{Fault, FormProblem, fill};
pub use manifest::{Manifest, ManifestFile};
pub(crate) use measure::hexadecimal;
pub use measure::{Measure, Measured};
pub use pack::{ANSWERS, MANIFEST, RECORDS, RESULT, calendar, package, write_package};
pub use unpack::{UnpackError, Unpacked, check_file, unpack};

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
    /// What it has of the papers that prove things.
    pub records: &'a Records,
    /// Its files as they lie now; those of [`enclosures`] are needed.
    pub measured: &'a [Measured],
    /// The assessment date.
    pub as_of: Day,
    /// The outcome applied for, by place; `None`: the best one.
    pub target: Option<u8>,
    /// The procedure that it is for, by id; `None`: the first that the rule book names.
    pub procedure: Option<&'a str>,
    /// Forms of an association's own that are filled beside the kit's application.
    pub forms: &'a [Form<'a>],
    /// The version of the kit, for the manifest.
    pub kit_version: &'a str,
    /// What an export for outsiders leaves out.
    pub redact: Redaction,
}

/// An association's own form, a Word document with placeholders.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// Its file name.
    pub name: &'a str,
    /// The document.
    pub bytes: &'a [u8],
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

/// A piece of a package, in the order in which the pieces make it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// All bytes of the file that lies there (`at`), which was measured before.
    File(&'a str),
}

impl<'a> Piece<'a> {
    /// The bytes at hand: none of a file that lies elsewhere.
    #[must_use]
    pub const fn bytes(self) -> &'a [u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::File(_) => &[],
        }
    }
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What to call the package.
    pub file_name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// What is in it.
    pub manifest: Manifest,
}

/// A finished package without files from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// What to call it.
    pub file_name: String,
    /// The zip.
    pub bytes: Vec<u8>,
    /// What is in it.
    pub manifest: Manifest,
}

/// Why there is no package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageError {
    /// The caller stopped it.
    Cancelled,
    /// It would be larger than packages may be.
    TooLarge,
    /// The target is not an outcome of the regime.
    UnknownTarget(u8),
    /// The procedure is not one of the regime, or has no form to fill.
    UnknownProcedure,
    /// An attached file, by the name it came with, was not found.
    Gone(String),
    /// An attached file, by the name it came with, is not what it was when it was attached.
    Changed(String),
    /// Forms that cannot be filled, by their names, and everything that is wrong with each.
    Forms(Vec<(String, Vec<FormProblem>)>),
}

impl PackageError {
    /// What is wrong and what to do about it, in both languages.
    #[must_use]
    pub fn said(&self) -> Said {
        match self {
            Self::Cancelled => {
                say!("the package was stopped before it was complete", "申请包还没有做完就停止了")
            }
            Self::TooLarge => say!(
                "the package would be larger than packages may be (2 GiB, a single file 1 GiB): attach smaller files, or fewer",
                "申请包会超过上限（整包 2 GiB，单个文件 1 GiB）：请换成较小的附件，或减少附件"
            ),
            Self::UnknownProcedure => {
                say!("the regime has no such procedure with a form to fill", "这份规则没有这样的程序，或没有要填的表单")
            }
            Self::UnknownTarget(place) => {
                say!("the regime has no outcome number {place}", "这份规则没有第 {place} 个等级")
            }
            Self::Gone(name) => say!(
                "the attached file `{name}` is not there any more: attach it again or remove it",
                "附件“{name}”已经不在了：请重新附上，或移除它"
            ),
            Self::Changed(name) => say!(
                "the attached file `{name}` is not what was attached: remove it and attach it again",
                "附件“{name}”与当初附上的不一样：请移除后重新附上"
            ),
            Self::Forms(forms) => {
                let said = |lang, line: fn(&str, String, String) -> String| -> String {
                    let lines: Vec<String> = problems_of(forms)
                        .map(|(name, problem)| line(name, problem.message(lang), problem.help(lang)))
                        .collect();
                    lines.join("\n")
                };
                Said::new(
                    said(Lang::En, |name, message, help| {
                        format!("the form `{name}` cannot be filled: {message}; {help}")
                    }),
                    said(Lang::Zh, |name, message, help| format!("表单“{name}”不能填写：{message}。{help}")),
                )
            }
        }
    }
}

impl fmt::Display for PackageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said().en)
    }
}

/// Every problem of forms with the form's name.
fn problems_of(forms: &[(String, Vec<FormProblem>)]) -> impl Iterator<Item = (&str, &FormProblem)> {
    forms.iter().flat_map(|(name, problems)| problems.iter().map(move |problem| (name.as_str(), problem)))
}

impl core::error::Error for PackageError {}

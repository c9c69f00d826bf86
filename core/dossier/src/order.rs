//! What to make a package of.

use crate::Measured;
use serde::{Deserialize, Serialize};
use ziping_assess::DueTask;
use ziping_assess::proof::Records;
use ziping_base::calendar::Day;
use ziping_host::Host;
use ziping_regime::{Library, RuleBook, Words};
use ziping_rules::fact::Sheet;

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
    /// Its files as they lie now; those of [`crate::enclosures`] are needed.
    pub measured: &'a [Measured],
    /// The assessment date.
    pub as_of: Day,
    /// The outcome that the improvement plan aims at, by place; `None`: the level applied for, else the next better one
    /// ([`ziping_assess::Applied::aim`]). Which level is applied for is an answer ([`ziping_assess::applied`]).
    pub target: Option<u8>,
    /// The procedure that it is for, by id; `None`: the first that the rule book names.
    pub procedure: Option<&'a str>,
    /// The day on which the applicant means to hand in: the steps of the procedure are counted from it.
    pub hand_in: Option<Day>,
    /// The tasks on the way to that day, for calendar and guide; those of a first application.
    pub tasks: &'a [DueTask],
    /// Forms of an association's own that are filled and take the place of the kit's.
    pub forms: &'a [Form<'a>],
    /// The version of the kit, for the manifest.
    pub kit_version: &'a str,
    /// What an export for outsiders leaves out.
    pub redact: Redaction,
    /// Forms keep what they fetch from elsewhere; macros they never do.
    pub keep_links: bool,
    /// The answer file holds the whole sheet, for one's own archive, not only what the regime uses.
    pub whole_sheet: bool,
    /// Who serves the site on which the package is made, for guide, calendar and manifest; `None`: nobody says so.
    pub host: Option<&'a Host>,
}

/// An association's own form, a Word document with placeholders.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// Its file name.
    pub name: &'a str,
    /// The document.
    pub bytes: &'a [u8],
    /// The document of the rule book in whose place it stands; `None`: the application, or the first form of another
    /// procedure.
    pub document: Option<&'a str>,
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

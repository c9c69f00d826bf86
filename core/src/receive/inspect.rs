//! A package opened, checked and assessed again.

use super::about::{self, About, Found, NotAPackage};
use super::compare::{Difference, differences, head};
use super::files::{FileFound, FileState, check};
use super::seen::Seen;
use super::shown;
use crate::assess::{Ends, GradeRange, Rules, Side, assess, compare};
use crate::calendar::Day;
use crate::diag::{Diagnostic, Source};
use crate::dossier::{ANSWERS, RESULT};
use crate::fact::{Answers, Sheet, read_answers};
use crate::regime::{Library, RuleBook};
use crate::unzip::{Limits, ReadAt, Zip};
use core::ops::ControlFlow;
use serde::Serialize;

/// The largest answer file or result that is read.
const LARGEST: u64 = 8 << 20;

/// What was found in a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// What it says of itself.
    pub about: About,
    /// Every file, as the manifest has them, then those that it does not name.
    pub files: Vec<FileFound>,
    /// What the applicant saw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<Seen>,
    /// What the answers lead to under the present rule book, on the package's date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<Seen>,
    /// The grade on the day of opening, under the present rule book.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<Ends>,
    /// What differs between the two.
    pub differences: Vec<Difference>,
    /// Why something could not be done.
    pub problems: Vec<Problem>,
}

/// Why something could not be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Problem {
    /// The answer file is missing or too large.
    NoAnswers,
    /// The answer file is refused.
    BadAnswers {
        /// The first problem.
        first: String,
        /// How many there are.
        count: usize,
    },
    /// The result is missing, too large or not one.
    NoResult,
    /// There is no such rule book here.
    UnknownRegime,
}

/// What it comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Every file is the one that was packed, and the answers lead to the result that is in it.
    Sound,
    /// The files are those that were packed, but the result is another one.
    Differs,
    /// It could not be assessed again.
    Unknown,
    /// Files are changed, missing or added.
    Changed,
}

impl Inspection {
    /// How many files are in a state.
    #[must_use]
    pub fn count(&self, state: FileState) -> usize {
        self.files.iter().filter(|file| file.state == state).count()
    }

    /// Whether every file is the one that was packed, and no other is there.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.files.iter().all(|file| file.state == FileState::Intact)
    }

    /// What it comes to; the gravest counts.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if !self.is_intact() {
            Verdict::Changed
        } else if !self.problems.is_empty() {
            Verdict::Unknown
        } else if self.differences.iter().any(Difference::matters) {
            Verdict::Differs
        } else {
            Verdict::Sound
        }
    }

    /// Whether answers that can decide something are left out, so that only contradictions count as differences.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.about.redacted.is_some_and(|redacted| redacted.names || redacted.amounts)
    }
}

/// Opens a package, checks every file and assesses its answers again. `today`: the day on which it is opened.
/// `progress` hears how many bytes of how many are read and may stop the work.
///
/// # Errors
/// Why it is no package, or is refused.
pub fn inspect(
    source: &dyn ReadAt,
    library: &Library,
    today: Option<Day>,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Inspection, NotAPackage> {
    let zip = Zip::open(source, &Limits::PACKAGE)?;
    let found = about::read(&zip)?;
    let files = check(&zip, &found, progress)?;
    let then = text_of(&zip, &found, RESULT)?.and_then(|text| Seen::read(&text));
    let mut inspection = Inspection {
        about: found.about.clone(),
        files,
        then,
        now: None,
        today: None,
        differences: Vec::new(),
        problems: Vec::new(),
    };
    if inspection.then.is_none() {
        inspection.problems.push(Problem::NoResult);
    }
    let Some(rulebook) = library.regime(&found.about.regime) else {
        inspection.problems.push(Problem::UnknownRegime);
        return Ok(inspection);
    };
    match text_of(&zip, &found, ANSWERS)? {
        None => inspection.problems.push(Problem::NoAnswers),
        Some(text) => {
            let source = Source { name: ANSWERS, text: &text };
            match read_answers(&source, &library.catalogue) {
                Ok(answers) => inspection.assess(library, rulebook, &answers, today),
                Err(problems) => inspection.problems.push(refused(&problems)),
            }
        }
    }
    Ok(inspection)
}

/// A text of the package; `None`: it is missing, too large or no text.
fn text_of(zip: &Zip<'_>, found: &Found, path: &str) -> Result<Option<String>, NotAPackage> {
    match zip.find(&format!("{}{path}", found.folder)) {
        Some(entry) if entry.size() <= LARGEST => Ok(String::from_utf8(zip.read(entry, LARGEST)?).ok()),
        _ => Ok(None),
    }
}

fn refused(problems: &[Diagnostic]) -> Problem {
    let first = problems.first().map(|problem| {
        let help = problem.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
        shown(&format!("{}{help}", problem.message), 300)
    });
    Problem::BadAnswers { first: first.unwrap_or_default(), count: problems.len() }
}

/// The answers without typed figures whose table is not there: an export for outsiders may have left out the table that
/// counted instead of them.
fn without_replaced(library: &Library, sheet: &Sheet) -> Sheet {
    let mut sheet = sheet.clone();
    for derived in library.derived.iter().filter(|derived| sheet.get(derived.table).is_none()).collect::<Vec<_>>() {
        sheet.put(derived.fact, None);
    }
    sheet
}

impl Inspection {
    fn assess(&mut self, library: &Library, rulebook: &RuleBook, answers: &Answers, today: Option<Day>) {
        let as_of = self.about.as_of;
        let sheet = if self.is_partial() { without_replaced(library, &answers.sheet) } else { answers.sheet.clone() };
        let now = Seen::of(rulebook, &assess(library, rulebook, &sheet, as_of), as_of);
        if let Some(then) = &self.then {
            self.differences.extend(head(&self.about, then));
            self.differences.extend(differences(then, &now, rulebook, self.is_partial()));
        }
        if let Some(manifest) = &self.about.organisation {
            let typed = library.catalogue.find("org.name").and_then(|ix| answers.sheet.get(ix));
            let typed = match typed {
                Some(crate::fact::Value::Text(name)) => name.as_str(),
                _ => "",
            };
            // As the package says it: the name of the form, else that of the answer file.
            let named = |name: &str| shown(name.trim(), 120) == *manifest.trim();
            let nameless = typed.trim().is_empty() && answers.organisation.trim().is_empty();
            if !nameless && !named(typed) && !named(&answers.organisation) {
                let answers = shown(if typed.is_empty() { &answers.organisation } else { typed }, 120);
                self.differences.push(Difference::Organisation { manifest: manifest.clone(), answers });
            }
        }
        if let Some(day) = today.filter(|day| *day != as_of) {
            let rules = Rules { library, rulebook };
            let side = |as_of: Day| Side { rules, plain: rules, sheet: &sheet, as_of };
            let outcome = |place: u8| rulebook.grade.outcomes.get(usize::from(place)).cloned().unwrap_or_default();
            let ends = |range: GradeRange| Ends { worst: outcome(range.worst), best: outcome(range.best) };
            self.today = compare(side(as_of), side(day)).last().map(|step| ends(step.after));
        }
        self.now = Some(now);
    }
}

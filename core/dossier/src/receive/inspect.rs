//! A package opened, checked and assessed again.

use super::about::{self, About, Found, NotAPackage};
use super::compare::{Difference, differences, head};
use super::files::{FileFound, FileState, Share, check};
use super::seen::Seen;
use super::shown;
use crate::{ANSWERS, Carried, RESULT, carried_in};
use core::ops::ControlFlow;
use serde::Serialize;
use ziping_assess::{Applied, Beyond, Ends, GradeRange, Rules, Side, applied, assess, compare};
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Source};
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{Answers, Sheet, read_answers};
use ziping_unzip::{Decode, Limits, ReadAt, Zip};

/// The largest answer file or result that is read.
const LARGEST: u64 = 8 << 20;

/// What was found in a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// What it says of itself.
    pub about: About,
    /// The organisation's unified social credit code, as the answers have it; empty where it is not answered.
    pub code: String,
    /// Whom to ask, as the answers have it: name, telephone, mail address; empty where none is answered.
    pub contact: String,
    /// Every file, as the manifest has them, then those that it does not name.
    pub files: Vec<FileFound>,
    /// The level applied for.
    pub applied_for: AppliedFor,
    /// Papers that were edited after export and do not have what the answers say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disagreeing: Vec<Disagreeing>,
    /// Papers and proofs that reach beyond themselves or run when they are opened.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub carrying: Vec<Carrying>,
    /// What the applicant saw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<Seen>,
    /// What the answers lead to under the present rule book, on the package's date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<Seen>,
    /// The grade on the day of opening, under the present rule book.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<Ends>,
    /// Where it was assessed with overlays of its own: what the overlays that are in use here make of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_use: Option<InUse>,
    /// What differs between the two.
    pub differences: Vec<Difference>,
    /// Why something could not be done.
    pub problems: Vec<Problem>,
}

/// What the overlays in use make of a package that was made with others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InUse {
    /// Their names, as `id@version`.
    pub overlays: Vec<String>,
    /// The grade on the package's date; `None`: its answers cannot be read with them.
    pub grade: Option<Ends>,
}

impl InUse {
    /// `text`: the answer file of the package.
    fn of(library: &Library, about: &About, text: &str) -> Option<Self> {
        let rulebook = library.regime(&about.regime)?;
        let answers = read_answers(&Source { name: ANSWERS, text }, &library.catalogue).ok();
        let grade = answers.map(|answers| {
            let assessment = assess(library, rulebook, &answers.sheet, about.as_of);
            Seen::of(rulebook, &assessment, about.as_of).grade
        });
        Some(Self { overlays: names_of(rulebook), grade })
    }
}

/// The level applied for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum AppliedFor {
    /// The applicant says so.
    Stated {
        /// The outcome.
        level: String,
        /// It lies above what the answers lead to now.
        above: bool,
    },
    /// Nobody has said it.
    NotSaid,
    /// Nobody applies for a level.
    NotAsked,
    /// A package of before it was asked; the outcome is what its improvement plan aimed at.
    Aim {
        /// The outcome.
        level: String,
    },
}

impl AppliedFor {
    /// As the manifest has it.
    fn of(about: &About) -> Self {
        let level = about.target.clone();
        match about.answers {
            None => Self::Aim { level },
            Some(_) if level.is_empty() => Self::NotSaid,
            Some(_) => Self::Stated { level, above: false },
        }
    }
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
    /// The applicant used overlays that are not in use here, so that the answers cannot be read.
    NeedsOverlays {
        /// Their names, as `id@version`.
        overlays: Vec<String>,
    },
}

/// A paper that was edited after export, and facts whose answers are not found in its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disagreeing {
    /// Its path.
    pub path: String,
    /// Ids of the facts.
    pub facts: Vec<String>,
}

/// An office file that reaches beyond itself or runs when it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Carrying {
    /// Its path.
    pub path: String,
    /// What it carries; at most twenty.
    pub carried: Vec<Carried>,
}

/// What it comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Every file is the one that was packed, and the answers lead to the result that is in it.
    Sound,
    /// Papers were edited after export, or files were added; data and result are those that were packed.
    Edited,
    /// The data are those that were packed, but the result is another one.
    Differs,
    /// It could not be assessed again.
    Unknown,
    /// Data are changed, or files are missing.
    Changed,
}

impl Inspection {
    /// How many files are in a state.
    #[must_use]
    pub fn count(&self, state: FileState) -> usize {
        self.files.iter().filter(|file| file.state == state).count()
    }

    /// Whether every file is the one that was packed, and no other is there but what systems leave behind.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        !self.files.iter().any(|file| file.state.is_noted())
    }

    /// What it comes to; the gravest counts.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if self.files.iter().any(|file| file.state.is_damage()) {
            Verdict::Changed
        } else if !self.problems.is_empty() {
            Verdict::Unknown
        } else if self.differences.iter().any(Difference::matters) {
            Verdict::Differs
        } else if !self.is_intact() {
            Verdict::Edited
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

/// What packages are opened with.
#[derive(Clone, Copy)]
pub struct Opener<'a> {
    /// The rule books in use.
    pub library: &'a Library,
    /// The same with overlays of other versions, for packages that were made with those.
    pub others: &'a [&'a Library],
    /// The day of opening, for the result on that day.
    pub today: Option<Day>,
    /// Reads names in a code page, GB 18030 that is.
    pub decode: Decode<'a>,
}

impl<'a> Opener<'a> {
    /// The rule books that a package was made with, as far as they are here: those with just its overlays.
    fn library(&self, about: &About) -> &'a Library {
        let same = |library: &&'a Library| {
            library.regime(&about.regime).is_some_and(|rulebook| names_of(rulebook) == about.overlays)
        };
        std::iter::once(self.library).chain(self.others.iter().copied()).find(same).unwrap_or(self.library)
    }
}

fn names_of(rulebook: &RuleBook) -> Vec<String> {
    rulebook.overlays.iter().map(|overlay| format!("{}@{}", overlay.id, overlay.version)).collect()
}

/// Opens an archive that holds one package, checks every file and assesses its answers again. `progress` hears how many
/// bytes of how many are read and may stop the work.
///
/// # Errors
/// Why it is no package, or is refused.
pub fn inspect(
    source: &dyn ReadAt,
    opener: &Opener<'_>,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Inspection, NotAPackage> {
    let zip = Zip::open_named(source, &Limits::PACKAGE, opener.decode)?;
    match about::folders(&zip).as_slice() {
        [folder] => inspect_in(&zip, folder, &Share { others: &|_| false }, opener, progress),
        _ => Err(NotAPackage::NoManifest),
    }
}

/// The package in a folder of an archive.
pub(super) fn inspect_in(
    zip: &Zip<'_>,
    folder: &str,
    share: &Share<'_>,
    opener: &Opener<'_>,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Inspection, NotAPackage> {
    let found = about::read(zip, folder)?;
    let files = check(zip, &found, share, progress)?;
    let then = text_of(zip, &found, RESULT)?.and_then(|text| Seen::read(&text));
    let mut inspection = Inspection {
        about: found.about.clone(),
        applied_for: AppliedFor::of(&found.about),
        code: String::new(),
        contact: String::new(),
        files,
        disagreeing: Vec::new(),
        carrying: carrying(zip, &found)?,
        then,
        now: None,
        today: None,
        in_use: None,
        differences: Vec::new(),
        problems: Vec::new(),
    };
    if inspection.then.is_none() {
        inspection.problems.push(Problem::NoResult);
    }
    let library = opener.library(&found.about);
    let Some(rulebook) = library.regime(&found.about.regime) else {
        inspection.problems.push(Problem::UnknownRegime);
        return Ok(inspection);
    };
    match text_of(zip, &found, ANSWERS)? {
        None => inspection.problems.push(Problem::NoAnswers),
        Some(text) => {
            if !core::ptr::eq(library, opener.library) {
                inspection.in_use = InUse::of(opener.library, &found.about, &text);
            }
            let source = Source { name: ANSWERS, text: &text };
            match read_answers(&source, &library.catalogue) {
                Ok(answers) => {
                    inspection.assess(library, rulebook, &answers, opener.today);
                    inspection.ask(library, &answers);
                    inspection.disagreeing = disagreeing(zip, &found, &inspection.files, library, &answers);
                }
                Err(_) if names_of(rulebook) != found.about.overlays => {
                    let overlays = found.about.overlays.clone();
                    inspection.problems.push(Problem::NeedsOverlays { overlays });
                }
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

/// The text that was answered to a fact, fit to be shown.
fn answer(library: &Library, answers: &Answers, id: &str) -> Option<String> {
    match answers.sheet.get(library.catalogue.find(id)?) {
        Some(ziping_rules::fact::Value::Text(text)) => Some(shown(text.trim(), 120)).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// What a form is looked through for: what tells one organisation from another, and whom to ask.
const LOOKED_FOR: [&str; 6] =
    ["org.name", "org.uscc", "org.legal_representative", "contact.name", "contact.phone", "contact.email"];

/// The applications that were edited after export and lack what the answers say.
fn disagreeing(
    zip: &Zip<'_>,
    found: &Found,
    files: &[FileFound],
    library: &Library,
    answers: &Answers,
) -> Vec<Disagreeing> {
    let edited = files.iter().filter(|file| file.state == FileState::Edited && file.path.starts_with("01-"));
    let text_of = |file: &FileFound| {
        let entry = zip.find(&format!("{}{}", found.folder, file.path)).filter(|entry| entry.size() <= LARGEST)?;
        word_text(&zip.read(entry, LARGEST).ok()?)
    };
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    edited
        .filter_map(|file| {
            let text = bare(&text_of(file)?);
            let lacks = |id: &&str| answer(library, answers, id).is_some_and(|answer| !text.contains(&bare(&answer)));
            let facts: Vec<String> = LOOKED_FOR.into_iter().filter(lacks).map(str::to_owned).collect();
            (!facts.is_empty()).then(|| Disagreeing { path: file.path.clone(), facts })
        })
        .collect()
}

/// The office files of a package that reach beyond themselves or run.
fn carrying(zip: &Zip<'_>, found: &Found) -> Result<Vec<Carrying>, NotAPackage> {
    const ENDINGS: [&str; 7] = [".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".xlsm", ".pptx"];
    let mut all = Vec::new();
    for entry in zip.entries() {
        let Some(path) = entry.name().strip_prefix(&found.folder) else { continue };
        let lower = path.to_ascii_lowercase();
        if entry.size() > Limits::DOCUMENT.archive || !ENDINGS.iter().any(|ending| lower.ends_with(ending)) {
            continue;
        }
        let mut carried = carried_in(&zip.read(entry, Limits::DOCUMENT.archive)?);
        carried.truncate(20);
        if !carried.is_empty() {
            all.push(Carrying { path: shown(path, 300), carried });
        }
    }
    Ok(all)
}

/// The text of a Word file, without its markup. `None`: it is none.
fn word_text(bytes: &[u8]) -> Option<String> {
    let zip = Zip::open(&bytes, &Limits::DOCUMENT).ok()?;
    let is_main = |name: &str| name.starts_with("word/document") && name.ends_with(".xml");
    let main = zip.entries().iter().find(|entry| is_main(entry.name()))?;
    let xml = String::from_utf8(zip.read(main, Limits::DOCUMENT.single).ok()?).ok()?;
    let mut text = String::with_capacity(xml.len() / 4);
    let mut inside = false;
    for c in xml.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    Some(named.into_iter().fold(text, |text, (name, c)| text.replace(name, c)))
}

impl Inspection {
    /// What the answers say of the level applied for; a difference where the manifest says something else.
    fn level(&mut self, rulebook: &RuleBook, answers: Applied, grade: GradeRange) -> Option<Difference> {
        let manifest = match &self.applied_for {
            AppliedFor::Aim { .. } => return None,
            AppliedFor::Stated { level, .. } => level.clone(),
            AppliedFor::NotSaid | AppliedFor::NotAsked => String::new(),
        };
        let (level, said) = match answers {
            Applied::Stated(place) => {
                let level = rulebook.grade.outcomes.get(usize::from(place)).cloned().unwrap_or_default();
                let above = answers.beyond(grade) == Some(Beyond::Above);
                (level.clone(), AppliedFor::Stated { level, above })
            }
            Applied::Predicted(_) => (String::new(), AppliedFor::NotSaid),
            Applied::NotAsked => (String::new(), AppliedFor::NotAsked),
        };
        self.applied_for = said;
        (manifest != level).then_some(Difference::Level { manifest, answers: level })
    }

    /// What an office asks an applicant by.
    fn ask(&mut self, library: &Library, answers: &Answers) {
        let of = |id: &str| answer(library, answers, id);
        self.code = of("org.uscc").unwrap_or_default();
        let contact: Vec<String> =
            ["contact.name", "contact.phone", "contact.email"].into_iter().filter_map(of).collect();
        self.contact = contact.join(" ");
    }

    fn assess(&mut self, library: &Library, rulebook: &RuleBook, answers: &Answers, today: Option<Day>) {
        let as_of = self.about.as_of;
        let sheet = if self.is_partial() { without_replaced(library, &answers.sheet) } else { answers.sheet.clone() };
        let assessment = assess(library, rulebook, &sheet, as_of);
        let level = self.level(rulebook, applied(rulebook, &sheet, assessment.grade), assessment.grade);
        self.differences.extend(level);
        let now = Seen::of(rulebook, &assessment, as_of);
        if let Some(then) = &self.then {
            self.differences.extend(head(&self.about, then));
            self.differences.extend(differences(then, &now, rulebook, self.is_partial()));
        }
        if let Some(manifest) = &self.about.organisation {
            let typed = library.catalogue.find("org.name").and_then(|ix| answers.sheet.get(ix));
            let typed = match typed {
                Some(ziping_rules::fact::Value::Text(name)) => name.as_str(),
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

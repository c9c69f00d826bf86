//! From the files of `content/` to a library, all problems at once. Reading the disk is the caller's business.
//!
//! First every file is put in its place, parsed and checked against its shape ([`Files`]); then each is read, what others
//! need before them; and what must hold between files is said where the second of them is read.

use super::all_words::words;
use super::derived::{DerivedFigures, compile_derived, derived_list};
use super::facts_file::{self, FromTable};
use super::files::{File, Files, Regime, Shared, TextFile};
use super::rulebook_file::{readings, rulebook};
use super::sentences_file;
use super::shared_files;
use super::surroundings::Surroundings;
use super::written::{
    self, CasesFile, ChecksFile, EvidenceFile, FactsFile, HeadingsFile, HolidaysFile, PapersFile, Table,
};
use std::collections::{BTreeMap, HashSet};
use ziping_base::diag::{Diagnostic, Severity, Source};
use ziping_base::say;
use ziping_regime::Words;
use ziping_regime::*;
use ziping_rules::fact::{Catalogue, Fact};
use ziping_rules::rule::{Scores, Windows};

/// Loaded content.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// Logic.
    pub library: Library,
    /// Words by language (`zh`, `en`), then by the folder that they stand in (`""`: shared).
    pub words: BTreeMap<String, BTreeMap<String, Words>>,
    /// The cases of each regime.
    pub cases: BTreeMap<String, Vec<Case>>,
}

impl Content {
    /// All words of a language that an assessment of a regime may need: shared ones, the facts and evidence of every
    /// regime, and the regime's own, which come before the shared ones.
    #[must_use]
    pub fn words_for(&self, lang: &str, regime: &str) -> Words {
        let mut all = Words::default();
        let folders = || self.words.get(lang).into_iter().flatten();
        for (_, words) in folders().filter(|(folder, _)| **folder != regime) {
            for (kind, id, of) in words.iter().filter(|(kind, ..)| matches!(*kind, "fact" | "evidence")) {
                all.insert(kind, id, of.clone());
            }
        }
        for own in ["", regime] {
            folders().filter(|(folder, _)| *folder == own).for_each(|(_, words)| all.merge(words));
        }
        all
    }
}

/// Loads the content. `.toml` files are read, others ignored.
///
/// # Errors
/// Every problem of every file, each with its place; warnings among them when there are errors too.
pub fn load(files: &[TextFile]) -> Result<Content, Vec<Diagnostic>> {
    let (content, problems) = load_with_problems(files);
    let errors = problems.iter().any(|problem| problem.severity == Severity::Error);
    if errors { Err(problems) } else { Ok(content) }
}

/// What there is of the content, and every problem of every file: for those who look for more problems. With an error
/// among them, what there is is not whole.
#[must_use]
pub fn load_with_problems(files: &[TextFile]) -> (Content, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let files = Files::of(files, &mut problems);
    let content = content(&files, &mut problems);
    // One mistake can be met twice in a row, as both ends of an expected range.
    problems.dedup();
    files.put_in_order(&mut problems);
    (content, problems)
}

/// Reads the files in the order in which what is in one needs another.
fn content<'f>(files: &'f Files<'f>, problems: &mut Vec<Diagnostic>) -> Content {
    let books = written_books(files);
    let (facts, from_tables) = facts(files, &books, problems);
    let catalogue = Catalogue::new(facts.iter().map(|(_, fact)| fact.clone()).collect());
    let mut windows = Windows::default();
    let derived = derived(&from_tables, &catalogue, &mut windows, problems);
    let evidence = evidence(files, &catalogue, problems);
    let known: HashSet<String> = evidence.iter().map(|evidence| evidence.id.clone()).collect();
    let mut around = Surroundings {
        catalogue: &catalogue,
        derived: &derived,
        windows: &mut windows,
        evidence: &known,
        scores: Scores::none(),
    };
    let regimes = books.iter().map(|book| rule_book(book, &mut around, problems)).collect();
    let (checks, sentences) = of_all_regimes(files, &catalogue, &mut windows, &known, problems);
    let Shared { holidays, headings, .. } = &files.shared;
    let calendar = holidays.file().map(|file| {
        let written = HolidaysFile::of(&file.node);
        shared_files::holidays(&written.year, &mut file.reader(problems))
    });
    let names = headings.file().map(|file| {
        let written = HeadingsFile::of(&file.node);
        shared_files::names(&written, &catalogue, &mut file.reader(problems))
    });
    let library = Library {
        catalogue,
        windows,
        regimes,
        evidence,
        checks,
        sentences,
        derived: derived_list(derived),
        calendar: calendar.unwrap_or_default(),
        names: names.unwrap_or_default(),
    };
    let words = words(files, &facts, &library, problems);
    let cases = cases(files, &library, problems);
    Content { library, words, cases }
}

/// A rule book as its file says it.
struct WrittenBook<'f> {
    folder: &'f str,
    file: &'f File<'f>,
    written: written::RuleBook<'f>,
}

fn written_books<'f>(files: &'f Files<'f>) -> Vec<WrittenBook<'f>> {
    let of = |regime: &'f Regime<'f>| {
        let file = regime.rulebook.file()?;
        Some(WrittenBook { folder: &regime.folder.name, file, written: written::RuleBook::of(&file.node) })
    };
    files.regimes.iter().filter_map(of).collect()
}

/// The facts of a file that are worked out from tables.
struct FromTables<'f> {
    source: Source<'f>,
    figures: Vec<FromTable<'f>>,
    /// The readings that the folder's rule book defines, with the built-in ones.
    readings: Vec<String>,
}

/// All facts, each with its folder.
fn facts<'f>(
    files: &'f Files<'f>,
    books: &[WrittenBook<'f>],
    problems: &mut Vec<Diagnostic>,
) -> (Vec<(&'f str, Fact)>, Vec<FromTables<'f>>) {
    let mut all: Vec<(&str, Fact)> = Vec::new();
    let mut from_tables = Vec::new();
    for folder in files.folders() {
        let Some(file) = folder.facts.file() else { continue };
        let own = books.iter().find(|book| book.folder == folder.name);
        let readings = readings(own.map_or(&[], |book| &book.written.reading));
        let mut reader = file.reader(problems);
        let mut figures = Vec::new();
        let written = FactsFile::of(&file.node);
        for (fact, span) in facts_file::facts(&written.fact, &mut reader, &mut figures) {
            let ids = || std::iter::once(&fact.id).chain(&fact.former);
            let taken = |id: &&String| all.iter().any(|(_, known)| known.id == **id || known.former.contains(id));
            match ids().find(taken).cloned() {
                Some(id) => reader.problem(
                    span,
                    "duplicate-id",
                    say!("the fact `{id}` is defined twice", "事实“{id}”定义了两次"),
                    say!(
                        "ids are unique over all files, and former ids are never used again",
                        "编号在所有文件中不能重复，用过的编号不再使用"
                    ),
                ),
                None => all.push((&folder.name, fact)),
            }
        }
        from_tables.push(FromTables { source: file.source, figures, readings });
    }
    (all, from_tables)
}

/// Compiles the figures that tables replace.
fn derived(
    from: &[FromTables<'_>],
    catalogue: &Catalogue,
    windows: &mut Windows,
    problems: &mut Vec<Diagnostic>,
) -> DerivedFigures {
    let mut derived = DerivedFigures::new();
    for FromTables { source, figures, readings } in from {
        for figure in figures {
            derived.extend(compile_derived(figure, *source, readings, catalogue, windows, problems));
        }
    }
    derived
}

fn evidence(files: &Files<'_>, catalogue: &Catalogue, problems: &mut Vec<Diagnostic>) -> Vec<Evidence> {
    let mut all: Vec<Evidence> = Vec::new();
    for folder in files.folders() {
        let Some(file) = folder.evidence.file() else { continue };
        let mut reader = file.reader(problems);
        let regime = (!folder.name.is_empty()).then_some(folder.name.as_str());
        let written = EvidenceFile::of(&file.node);
        for (evidence, span) in shared_files::evidence(&written.evidence, regime, catalogue, &mut reader) {
            if all.iter().any(|known| known.id == evidence.id) {
                reader.problem(
                    span,
                    "duplicate-id",
                    say!("the evidence `{id}` is defined twice", "证明材料“{id}”定义了两次", id = &evidence.id),
                    say!("one paper is asked for once", "同一份材料只列一次"),
                );
            } else {
                all.push(evidence);
            }
        }
    }
    all
}

fn rule_book(book: &WrittenBook<'_>, around: &mut Surroundings<'_>, problems: &mut Vec<Diagnostic>) -> RuleBook {
    let WrittenBook { folder, file, written } = book;
    let mut reader = file.reader(problems);
    let book = rulebook(written, &file.node, &mut reader, around);
    if book.id != *folder {
        reader.problem(
            written.id.span,
            "bad-id",
            say!(
                "the rule book of the folder `{folder}` is called `{id}`",
                "文件夹“{folder}”里的规则编号是“{id}”",
                id = &book.id
            ),
            say!("folder and id must be the same", "文件夹名和规则编号须一致"),
        );
    }
    book
}

/// Checks, and the sentences of papers. They look at what was typed as well as at texts, and may look at facts that are
/// for forms only.
fn of_all_regimes(
    files: &Files<'_>,
    catalogue: &Catalogue,
    windows: &mut Windows,
    evidence: &HashSet<String>,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<Check>, Vec<Sentence>) {
    let open = for_all(catalogue.iter().map(|(_, fact)| fact));
    let none = DerivedFigures::new();
    let mut around = Surroundings { catalogue: &open, derived: &none, windows, evidence, scores: Scores::none() };
    let Shared { checks, papers, .. } = &files.shared;
    let checks = checks.file().map(|file| {
        let written = ChecksFile::of(&file.node);
        shared_files::checks(&written.check, &mut file.reader(problems), &mut around)
    });
    let regimes: Vec<&str> = files.regimes.iter().map(|regime| regime.folder.name.as_str()).collect();
    let sentences = papers.file().map(|file| {
        let written = PapersFile::of(&file.node);
        sentences_file::sentences(&written.sentence, &mut file.reader(problems), &mut around, &regimes)
    });
    (checks.unwrap_or_default(), sentences.unwrap_or_default())
}

fn cases(files: &Files<'_>, library: &Library, problems: &mut Vec<Diagnostic>) -> BTreeMap<String, Vec<Case>> {
    let mut all = BTreeMap::new();
    for regime in &files.regimes {
        if let (Some(book), Some(file)) = (library.regime(&regime.folder.name), regime.cases.file()) {
            let CasesFile { base, case } = CasesFile::of(&file.node);
            let cases = super::cases::cases((&base, &case), book, &library.catalogue, &mut file.reader(problems));
            all.insert(book.id.clone(), cases);
        }
    }
    all
}

/// A catalogue of facts in which those that are for forms only may be used as any others.
pub(super) fn for_all<'f>(facts: impl IntoIterator<Item = &'f Fact>) -> Catalogue {
    Catalogue::new(facts.into_iter().map(|fact| Fact { forms_only: false, ..fact.clone() }).collect())
}

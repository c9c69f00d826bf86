//! From the files of `content/` to a library, all problems at once. Reading the disk is the caller's business.
//!
//! Three phases: every file is put in its place, parsed and checked against its shape ([`Files`]); what it says is read into
//! structs ([`ReadFiles`]); then what that means, alone and together with other files.

use super::all_words::words;
use super::derived::{DerivedFigures, compile_derived, derived_list};
use super::facts_file::{self, FromTable};
use super::files::{Files, TextFile};
use super::read_files::{ReadFiles, ReadFolder};
use super::rulebook_file::{readings, rulebook};
use super::sentences_file;
use super::shared_files;
use super::surroundings::Surroundings;
use super::written::CasesFile;
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
    let read = ReadFiles::of(&files);
    let content = content(&files, &read, &mut problems);
    // One mistake can be met twice in a row, as both ends of an expected range.
    problems.dedup();
    files.put_in_order(&mut problems);
    (content, problems)
}

/// What the files mean, in the order in which what is in one needs another.
fn content(files: &Files<'_>, read: &ReadFiles<'_>, problems: &mut Vec<Diagnostic>) -> Content {
    let (facts, from_tables) = facts(read, problems);
    let catalogue = Catalogue::new(facts.iter().map(|(_, fact)| fact.clone()).collect());
    let mut windows = Windows::default();
    let derived = derived(&from_tables, &catalogue, &mut windows, problems);
    let evidence = evidence(read, &catalogue, problems);
    let known: HashSet<String> = evidence.iter().map(|evidence| evidence.id.clone()).collect();
    let mut around = Surroundings {
        catalogue: &catalogue,
        derived: &derived,
        windows: &mut windows,
        evidence: &known,
        scores: Scores::none(),
    };
    let regimes = read.folders.iter().filter_map(|folder| rule_book(folder, &mut around, problems)).collect();
    let (checks, sentences) = of_all_regimes(read, &catalogue, &mut windows, &known, problems);
    let calendar =
        read.holidays.as_ref().map(|file| shared_files::holidays(&file.written.year, &mut file.reader(problems)));
    let names =
        read.headings.as_ref().map(|file| shared_files::names(&file.written, &catalogue, &mut file.reader(problems)));
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
    let words = words((files, read), &facts, &library, problems);
    let cases = cases(read, &library, problems);
    Content { library, words, cases }
}

/// The facts of a file that are worked out from tables.
struct FromTables<'f> {
    source: Source<'f>,
    figures: Vec<FromTable<'f>>,
    /// The readings that the folder's rule book defines, with the built-in ones.
    readings: Vec<String>,
}

/// All facts, each with its folder.
fn facts<'f>(read: &ReadFiles<'f>, problems: &mut Vec<Diagnostic>) -> (Vec<(&'f str, Fact)>, Vec<FromTables<'f>>) {
    let mut all: Vec<(&str, Fact)> = Vec::new();
    let mut from_tables = Vec::new();
    for folder in &read.folders {
        let Some(file) = &folder.facts else { continue };
        let mut reader = file.reader(problems);
        let mut figures = Vec::new();
        for (fact, span) in facts_file::facts(&file.written.fact, &mut reader, &mut figures) {
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
                None => all.push((folder.name, fact)),
            }
        }
        let own = folder.rulebook.as_ref().map_or(&[][..], |book| &book.written.reading);
        from_tables.push(FromTables { source: file.file.source, figures, readings: readings(own) });
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

fn evidence(read: &ReadFiles<'_>, catalogue: &Catalogue, problems: &mut Vec<Diagnostic>) -> Vec<Evidence> {
    let mut all: Vec<Evidence> = Vec::new();
    for folder in &read.folders {
        let Some(file) = &folder.evidence else { continue };
        let mut reader = file.reader(problems);
        let regime = (!folder.name.is_empty()).then_some(folder.name);
        for (evidence, span) in shared_files::evidence(&file.written.evidence, regime, catalogue, &mut reader) {
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

fn rule_book(
    folder: &ReadFolder<'_>,
    around: &mut Surroundings<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<RuleBook> {
    let file = folder.rulebook.as_ref()?;
    let mut reader = file.reader(problems);
    let book = rulebook(&file.written, &file.file.node, &mut reader, around);
    let name = folder.name;
    if book.id != name {
        reader.problem(
            file.written.id.span,
            "bad-id",
            say!(
                "the rule book of the folder `{name}` is called `{id}`",
                "文件夹“{name}”里的规则编号是“{id}”",
                id = &book.id
            ),
            say!("folder and id must be the same", "文件夹名和规则编号须一致"),
        );
    }
    Some(book)
}

/// Checks, and the sentences of papers. They look at what was typed as well as at texts, and may look at facts that are
/// for forms only.
fn of_all_regimes(
    read: &ReadFiles<'_>,
    catalogue: &Catalogue,
    windows: &mut Windows,
    evidence: &HashSet<String>,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<Check>, Vec<Sentence>) {
    let open = for_all(catalogue.iter().map(|(_, fact)| fact));
    let none = DerivedFigures::new();
    let mut around = Surroundings { catalogue: &open, derived: &none, windows, evidence, scores: Scores::none() };
    let checks = read
        .checks
        .as_ref()
        .map(|file| shared_files::checks(&file.written.check, &mut file.reader(problems), &mut around));
    let regimes: Vec<&str> = read.folders.iter().map(|folder| folder.name).filter(|name| !name.is_empty()).collect();
    let sentences = read.papers.as_ref().map(|file| {
        sentences_file::sentences(&file.written.sentence, &mut file.reader(problems), &mut around, &regimes)
    });
    (checks.unwrap_or_default(), sentences.unwrap_or_default())
}

fn cases(read: &ReadFiles<'_>, library: &Library, problems: &mut Vec<Diagnostic>) -> BTreeMap<String, Vec<Case>> {
    let mut all = BTreeMap::new();
    for folder in &read.folders {
        if let (Some(book), Some(file)) = (library.regime(folder.name), &folder.cases) {
            let CasesFile { base, case } = &file.written;
            let cases = super::cases::cases((base, case), book, &library.catalogue, &mut file.reader(problems));
            all.insert(book.id.clone(), cases);
        }
    }
    all
}

/// A catalogue of facts in which those that are for forms only may be used as any others.
pub(super) fn for_all<'f>(facts: impl IntoIterator<Item = &'f Fact>) -> Catalogue {
    Catalogue::new(facts.into_iter().map(|fact| Fact { forms_only: false, ..fact.clone() }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(files: &[(&str, &str)]) -> Vec<Diagnostic> {
        let file = |(path, text): &(&str, &str)| TextFile { path: (*path).into(), text: (*text).into() };
        load_with_problems(&files.iter().map(file).collect::<Vec<_>>()).1
    }

    #[test]
    fn a_rule_book_without_an_id_is_not_taken_for_that_of_the_shared_folder() {
        let told = problems(&[("a/rulebook.toml", "schema = 1\n")]);
        let missing = told.iter().filter(|problem| problem.code == "missing-file");
        let missing: Vec<&str> = missing.map(|problem| problem.message.as_str()).collect();
        assert_eq!(missing, ["`readings.zh.toml` is missing", "`readings.en.toml` is missing"]);
        assert!(told.iter().any(|problem| problem.code == "bad-id"));
    }

    #[test]
    fn a_column_of_a_kind_that_only_facts_have_is_told_and_left_out() {
        let columns = "[[fact.column]]\nid = 'a'\nkind = 'choice'\n[[fact.column]]\nid = 'b'\nkind = 'text'\n";
        let facts = format!("[[fact]]\nid = 'rows'\nkind = 'table'\n{columns}");
        let told = problems(&[("facts.toml", &facts)]);
        let of_facts = told.iter().filter(|problem| problem.place.as_ref().is_some_and(|at| at.file == "facts.toml"));
        let of_facts: Vec<(&str, u32)> =
            of_facts.map(|problem| (problem.code.as_str(), problem.place.as_ref().unwrap().line)).collect();
        assert_eq!(of_facts, [("unknown-word", 6)]);
    }
}

//! From the files of `content/` to a library, all problems at once. Reading the disk is the caller's business.

use super::asked::asked;
use super::cases::read_cases;
use super::derived::{DerivedFigures, compile_derived, derived_list};
use super::facts_file::{self, FromTable};
use super::reader::{Get, Reader};
use super::rulebook_file::rulebook;
use super::sentences_file;
use super::shape::{self, EVIDENCE_WORDS, FACT_WORDS, LANGUAGE, Want};
use super::surroundings::{Surroundings, compile};
use super::words_file;
use std::collections::{BTreeMap, HashSet};
use ziping_base::diag::{Diagnostic, Severity, Source, Span, in_order};
use ziping_base::node::{Node, read_toml};
use ziping_base::say;
use ziping_regime::Words;
use ziping_regime::*;
use ziping_rules::fact::{Catalogue, Fact};
use ziping_rules::rule::{Scores, Windows, compile_test, expr::built_in};

/// The most bytes of one file that are read.
const MAX_BYTES: usize = 4_000_000;

/// A file of the content folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// Path below the content folder, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

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

/// The languages every text must have.
pub(super) const LANGUAGES: [&str; 2] = ["zh", "en"];

struct Loader<'f> {
    files: &'f [TextFile],
    nodes: Vec<Option<Node>>,
    problems: Vec<Diagnostic>,
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
    let mut loader = Loader { files, nodes: Vec::new(), problems: Vec::new() };
    loader.parse();
    let content = loader.content();
    // One mistake can be met twice in a row, as both ends of an expected range.
    loader.problems.dedup();
    in_order(&mut loader.problems);
    (content, loader.problems)
}

impl<'f> Loader<'f> {
    fn parse(&mut self) {
        for file in self.files {
            let source = Source { name: &file.path, text: &file.text };
            let node = if !file.path.ends_with(".toml") {
                None
            } else if file.text.len() > MAX_BYTES {
                self.problems.push(
                    Diagnostic::error("too-long", say!("the file is too long", "文件太长"))
                        .help(say!("at most 4 MB", "最多 4 MB"))
                        .at(&source, Span::default()),
                );
                None
            } else {
                match read_toml(&source) {
                    Ok(node) => Some(node),
                    Err(error) => {
                        self.problems.push(*error);
                        None
                    }
                }
            };
            self.nodes.push(node);
        }
    }

    /// A file by its path: its place and its contents, checked against its shape.
    fn file(&mut self, path: &str, want: Option<Want>) -> Option<(usize, Node, Source<'f>)> {
        let at = self.files.iter().position(|file| file.path == path)?;
        let file = self.files.get(at)?;
        let node = self.nodes.get(at)?.clone()?;
        let source = Source { name: &file.path, text: &file.text };
        if let Some(want) = want {
            Reader { source, problems: &mut self.problems }.check_value(path, &node, want);
        }
        Some((at, node, source))
    }

    /// Folders that have a rule book, in the order of their names.
    fn regimes(&self) -> Vec<String> {
        let mut folders: Vec<String> =
            self.files.iter().filter_map(|file| file.path.strip_suffix("/rulebook.toml")).map(str::to_owned).collect();
        folders.sort();
        folders
    }

    fn content(&mut self) -> Content {
        let regimes = self.regimes();
        let mut folders = vec![String::new()];
        folders.extend(regimes.iter().cloned());
        let (facts, from_tables) = self.facts(&folders);
        let by_folder = facts.iter().map(|(folder, fact)| (folder.clone(), fact.clone())).collect::<Vec<_>>();
        let catalogue = Catalogue::new(facts.into_iter().map(|(_, fact)| fact).collect());
        let mut windows = Windows::default();
        let derived = self.derived(&from_tables, &catalogue, &mut windows);
        let evidence = self.evidence(&folders, &catalogue);
        let known: HashSet<String> = evidence.iter().map(|evidence| evidence.id.clone()).collect();
        let mut books = Vec::new();
        for regime in &regimes {
            if let Some((_, node, source)) =
                self.file(&format!("{regime}/rulebook.toml"), Some(Want::Table(&shape::RULEBOOK)))
            {
                let mut around = Surroundings {
                    catalogue: &catalogue,
                    derived: &derived,
                    windows: &mut windows,
                    evidence: &known,
                    scores: Scores::none(),
                };
                let mut reader = Reader { source, problems: &mut self.problems };
                let book = rulebook(&node, &mut reader, &mut around);
                if book.id != *regime {
                    reader.problem(
                        node.span_of("id"),
                        "bad-id",
                        say!(
                            "the rule book of the folder `{regime}` is called `{id}`",
                            "文件夹“{regime}”里的规则编号是“{id}”",
                            id = &book.id
                        ),
                        say!("folder and id must be the same", "文件夹名和规则编号须一致"),
                    );
                }
                books.push(book);
            }
        }
        let checks = self.checks(&catalogue, &mut windows, &known);
        let sentences = self.sentences(&catalogue, &mut windows, &known, &regimes);
        let calendar = self
            .file("holidays.toml", Some(Want::Table(&shape::HOLIDAYS_FILE)))
            .map(|(_, node, source)| facts_file::holidays(&node, &mut Reader { source, problems: &mut self.problems }));
        let names = self.file("headings.toml", Some(Want::Table(&shape::HEADINGS_FILE))).map(|(_, node, source)| {
            facts_file::names(&node, &catalogue, &mut Reader { source, problems: &mut self.problems })
        });
        let shared = (checks.as_slice(), sentences.as_slice());
        let words = self.words(&folders, &by_folder, &evidence, shared, &books, &catalogue);
        let cases = self.cases(&books, &catalogue);
        let library = Library {
            catalogue,
            windows,
            regimes: books,
            evidence,
            checks,
            sentences,
            derived: derived_list(derived),
            calendar: calendar.unwrap_or_default(),
            names: names.unwrap_or_default(),
        };
        Content { library, words, cases }
    }

    fn facts(&mut self, folders: &[String]) -> (Vec<(String, Fact)>, Vec<FromTable>) {
        let mut all: Vec<(String, Fact)> = Vec::new();
        let mut derived = Vec::new();
        for folder in folders {
            let path = in_folder(folder, "facts.toml");
            let Some((at, node, source)) = self.file(&path, Some(Want::Table(&shape::FACTS_FILE))) else { continue };
            let mut reader = Reader { source, problems: &mut self.problems };
            for (fact, span) in facts_file::facts(&node, at, &mut reader, &mut derived) {
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
                    None => all.push((folder.clone(), fact)),
                }
            }
        }
        (all, derived)
    }

    /// Compiles the figures that tables replace.
    fn derived(&mut self, from: &[FromTable], catalogue: &Catalogue, windows: &mut Windows) -> DerivedFigures {
        let mut derived = DerivedFigures::new();
        for item in from {
            let Some(file) = self.files.get(item.file) else { continue };
            let source = Source { name: &file.path, text: &file.text };
            let readings = self.reading_ids(&file.path);
            derived.extend(compile_derived(item, source, &readings, catalogue, windows, &mut self.problems));
        }
        derived
    }

    /// The readings that a folder's rule book defines, with the built-in ones.
    fn reading_ids(&mut self, path: &str) -> Vec<String> {
        let mut ids: Vec<String> = built_in::ALL.iter().map(|id| (*id).to_owned()).collect();
        if let Some((folder, _)) = path.rsplit_once('/')
            && let Some((_, node, _)) = self.file(&format!("{folder}/rulebook.toml"), None)
        {
            ids.extend(node.tables("reading").iter().map(|table| table.owned("id")));
        }
        ids
    }

    fn evidence(&mut self, folders: &[String], catalogue: &Catalogue) -> Vec<Evidence> {
        let mut all: Vec<Evidence> = Vec::new();
        for folder in folders {
            let Some((_, node, source)) =
                self.file(&in_folder(folder, "evidence.toml"), Some(Want::Table(&shape::EVIDENCE_FILE)))
            else {
                continue;
            };
            let mut reader = Reader { source, problems: &mut self.problems };
            let regime = (!folder.is_empty()).then_some(folder.as_str());
            for (evidence, span) in facts_file::evidence(&node, regime, catalogue, &mut reader) {
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

    fn checks(&mut self, catalogue: &Catalogue, windows: &mut Windows, evidence: &HashSet<String>) -> Vec<Check> {
        let Some((_, node, source)) = self.file("checks.toml", Some(Want::Table(&shape::CHECKS_FILE))) else {
            return Vec::new();
        };
        // Checks look at what was typed as well as at texts.
        let open = for_all(catalogue.iter().map(|(_, fact)| fact));
        let none = DerivedFigures::new();
        let mut checks = Vec::new();
        for table in node.tables("check") {
            let mut around =
                Surroundings { catalogue: &open, derived: &none, windows, evidence, scores: Scores::none() };
            let holds = table
                .get("holds")
                .and_then(|node| compile(node, source, &mut around, &[], &mut self.problems, compile_test));
            if let Some(holds) = holds {
                checks.push(Check { id: table.owned("id"), error: table.text_at("level") == "error", holds });
            }
        }
        checks
    }

    /// The sentences of papers. Like checks they may look at facts that are for forms only.
    fn sentences(
        &mut self,
        catalogue: &Catalogue,
        windows: &mut Windows,
        evidence: &HashSet<String>,
        regimes: &[String],
    ) -> Vec<Sentence> {
        let Some((_, node, source)) = self.file("papers.toml", Some(Want::Table(&shape::PAPERS_FILE))) else {
            return Vec::new();
        };
        let open = for_all(catalogue.iter().map(|(_, fact)| fact));
        let none = DerivedFigures::new();
        let mut around = Surroundings { catalogue: &open, derived: &none, windows, evidence, scores: Scores::none() };
        let mut reader = Reader { source, problems: &mut self.problems };
        sentences_file::sentences(&node, &mut reader, &mut around, regimes)
    }

    fn words(
        &mut self,
        folders: &[String],
        facts: &[(String, Fact)],
        evidence: &[Evidence],
        (checks, sentences): (&[Check], &[Sentence]),
        books: &[RuleBook],
        catalogue: &Catalogue,
    ) -> BTreeMap<String, BTreeMap<String, Words>> {
        let pair = |kind: &str, id: &str| (kind.to_owned(), id.to_owned());
        let mut all: BTreeMap<String, BTreeMap<String, Words>> = BTreeMap::new();
        for lang in LANGUAGES {
            for folder in folders {
                let mut words = Words::default();
                let mut own: Vec<&Fact> = facts.iter().filter(|(of, _)| of == folder).map(|(_, fact)| fact).collect();
                if let Some(book) = books.iter().find(|book| book.id == *folder) {
                    let reworded = self.reworded(book, catalogue);
                    own.extend(facts.iter().map(|(_, fact)| fact).filter(|fact| reworded.contains(&fact.id)));
                }
                let mut groups = vec![
                    ("facts", "fact", own.iter().map(|fact| pair("fact", &fact.id)).collect::<Vec<_>>()),
                    (
                        "evidence",
                        "evidence",
                        evidence
                            .iter()
                            .filter(|item| item.regime.as_deref().unwrap_or("") == folder)
                            .map(|item| pair("evidence", &item.id))
                            .collect(),
                    ),
                ];
                if folder.is_empty() {
                    groups.push(("readings", "reading", built_in::ALL.iter().map(|id| pair("reading", id)).collect()));
                    groups.push(("checks", "check", checks.iter().map(|check| pair("check", &check.id)).collect()));
                    let ids = sentences.iter().map(|sentence| pair("sentence", &sentence.id));
                    groups.push(("papers", "sentence", ids.collect()));
                }
                for (file, kind, expected) in groups {
                    let path = in_folder(folder, &format!("{file}.{lang}.toml"));
                    let want = Want::ById(if kind == "fact" { &FACT_WORDS } else { &EVIDENCE_WORDS });
                    match self.file(&path, Some(want)) {
                        Some((_, node, source)) => {
                            let mut reader = Reader { source, problems: &mut self.problems };
                            let found = words_file::flat(&node, kind, &mut reader);
                            for (_, id, words, span) in found.iter().filter(|_| kind == "sentence") {
                                sentences_file::check_words(id, words, *span, &mut reader);
                            }
                            words_file::in_language(&found, lang, &mut reader);
                            words_file::compare(found, &expected, &own, None, &mut reader, &mut words);
                        }
                        None if expected.is_empty() || self.broken(&path) => {}
                        None => self.missing(&path),
                    }
                }
                if let Some(book) = books.iter().find(|book| book.id == *folder) {
                    let path = in_folder(folder, &format!("{lang}.toml"));
                    match self.file(&path, Some(Want::Table(&LANGUAGE))) {
                        Some((_, node, source)) => {
                            let mut reader = Reader { source, problems: &mut self.problems };
                            let found = words_file::nested(&node, &mut reader);
                            words_file::in_language(&found, lang, &mut reader);
                            let expected = words_file::expected(book, catalogue);
                            words_file::reasons(&found, &words_file::inferences(book, catalogue), &mut reader);
                            words_file::told(&found, book, &mut reader);
                            words_file::compare(found, &expected, &[], None, &mut reader, &mut words);
                        }
                        None if self.broken(&path) => {}
                        None => self.missing(&path),
                    }
                }
                all.entry(lang.to_owned()).or_default().insert(folder.clone(), words);
            }
        }
        all
    }

    /// The facts of other folders that a rule book asks in words of its own, in some language.
    fn reworded(&mut self, book: &RuleBook, catalogue: &Catalogue) -> Vec<String> {
        let mut worded: Vec<String> = Vec::new();
        for lang in LANGUAGES {
            if let Some((_, node, _)) = self.file(&in_folder(&book.id, &format!("facts.{lang}.toml")), None) {
                worded.extend(node.table().into_iter().flatten().map(|(key, _)| key.name.clone()));
            }
        }
        let own = self.file(&in_folder(&book.id, "facts.toml"), None);
        let own: Vec<String> = own
            .map(|(_, node, _)| node.tables("fact").iter().map(|table| table.owned("id")).collect())
            .unwrap_or_default();
        let asked = asked(book, &book.sections).into_iter().map(|fact| catalogue.id(fact).to_owned());
        asked.filter(|id| worded.contains(id) && !own.contains(id)).collect()
    }

    /// Whether a file is there but could not be parsed, which has been reported already.
    fn broken(&self, path: &str) -> bool {
        self.files.iter().zip(&self.nodes).any(|(file, node)| file.path == path && node.is_none())
    }

    fn missing(&mut self, path: &str) {
        self.problems.push(
            Diagnostic::error("missing-file", say!("`{path}` is missing", "缺少文件“{path}”"))
                .help(say!("every text is needed in Chinese and in English", "所有文字都要有中文和英文")),
        );
    }

    fn cases(&mut self, books: &[RuleBook], catalogue: &Catalogue) -> BTreeMap<String, Vec<Case>> {
        let mut all = BTreeMap::new();
        for book in books {
            if let Some((_, node, source)) =
                self.file(&format!("{}/cases.toml", book.id), Some(Want::Table(&shape::CASES_FILE)))
            {
                let mut reader = Reader { source, problems: &mut self.problems };
                all.insert(book.id.clone(), read_cases(&node, book, catalogue, &mut reader));
            }
        }
        all
    }
}

fn in_folder(folder: &str, file: &str) -> String {
    if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }
}

/// A catalogue of facts in which those that are for forms only may be used as any others.
pub(super) fn for_all<'f>(facts: impl IntoIterator<Item = &'f Fact>) -> Catalogue {
    Catalogue::new(facts.into_iter().map(|fact| Fact { forms_only: false, ..fact.clone() }).collect())
}

//! From the files of `content/` to a library, all problems at once. Reading the disk is the caller's business.

use super::cases::{Case, read_cases};
use super::derived::{DerivedFigures, compile_derived, derived_list};
use super::facts_file::{self, FromTable};
use super::model::*;
use super::reader::{Get, Reader};
use super::rulebook_file::{Surroundings, compile, rulebook};
use super::shape::{self, EVIDENCE_WORDS, FACT_WORDS, LANGUAGE, Want};
use super::words::Words;
use super::words_file;
use crate::diag::{Diagnostic, Severity, Source, Span, in_order};
use crate::fact::{Catalogue, Fact};
use crate::node::{Node, read_toml};
use crate::rule::{Windows, compile_test, expr::built_in};
use crate::say;
use std::collections::{BTreeMap, HashSet};

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
    /// regime, and the regime's own.
    #[must_use]
    pub fn words_for(&self, lang: &str, regime: &str) -> Words {
        let mut all = Words::default();
        for (folder, words) in self.words.get(lang).into_iter().flatten() {
            if folder.is_empty() || folder == regime {
                all.merge(words);
            } else {
                for (kind, id, of) in words.iter().filter(|(kind, ..)| matches!(*kind, "fact" | "evidence")) {
                    all.insert(kind, id, of.clone());
                }
            }
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
    let mut loader = Loader { files, nodes: Vec::new(), problems: Vec::new() };
    loader.parse();
    let content = loader.content();
    // One mistake can be met twice in a row, as both ends of an expected range.
    loader.problems.dedup();
    in_order(&mut loader.problems);
    let errors = loader.problems.iter().any(|problem| problem.severity == Severity::Error);
    if errors { Err(loader.problems) } else { Ok(content) }
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
        let evidence = self.evidence(&folders);
        let known: HashSet<String> = evidence.iter().map(|evidence| evidence.id.clone()).collect();
        let mut books = Vec::new();
        for regime in &regimes {
            if let Some((_, node, source)) =
                self.file(&format!("{regime}/rulebook.toml"), Some(Want::Table(&shape::RULEBOOK)))
            {
                let mut around =
                    Surroundings { catalogue: &catalogue, derived: &derived, windows: &mut windows, evidence: &known };
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
        let calendar = self
            .file("holidays.toml", Some(Want::Table(&shape::HOLIDAYS_FILE)))
            .map(|(_, node, source)| facts_file::holidays(&node, &mut Reader { source, problems: &mut self.problems }));
        let words = self.words(&folders, &by_folder, &evidence, &checks, &books, &catalogue);
        let cases = self.cases(&books, &catalogue);
        let library = Library {
            catalogue,
            windows,
            regimes: books,
            evidence,
            checks,
            derived: derived_list(derived),
            calendar: calendar.unwrap_or_default(),
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
                if all.iter().any(|(_, known)| known.id == fact.id) {
                    reader.problem(
                        span,
                        "duplicate-id",
                        say!("the fact `{id}` is defined twice", "事实“{id}”定义了两次", id = &fact.id),
                        say!("ids are unique over all files", "编号在所有文件中不能重复"),
                    );
                } else {
                    all.push((folder.clone(), fact));
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

    fn evidence(&mut self, folders: &[String]) -> Vec<Evidence> {
        let mut all: Vec<Evidence> = Vec::new();
        for folder in folders {
            let Some((_, node, source)) =
                self.file(&in_folder(folder, "evidence.toml"), Some(Want::Table(&shape::EVIDENCE_FILE)))
            else {
                continue;
            };
            let mut reader = Reader { source, problems: &mut self.problems };
            let regime = (!folder.is_empty()).then_some(folder.as_str());
            for (evidence, span) in facts_file::evidence(&node, regime, &mut reader) {
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
        // Checks look at what was typed as well as at texts, so facts used in forms only are allowed here.
        let open =
            Catalogue::new(catalogue.iter().map(|(_, fact)| Fact { forms_only: false, ..fact.clone() }).collect());
        let none = DerivedFigures::new();
        let mut checks = Vec::new();
        for table in node.tables("check") {
            let mut around = Surroundings { catalogue: &open, derived: &none, windows, evidence };
            let holds = table
                .get("holds")
                .and_then(|node| compile(node, source, &mut around, &[], &mut self.problems, compile_test));
            if let Some(holds) = holds {
                checks.push(Check { id: table.owned("id"), error: table.text_at("level") == "error", holds });
            }
        }
        checks
    }

    fn words(
        &mut self,
        folders: &[String],
        facts: &[(String, Fact)],
        evidence: &[Evidence],
        checks: &[Check],
        books: &[RuleBook],
        catalogue: &Catalogue,
    ) -> BTreeMap<String, BTreeMap<String, Words>> {
        let pair = |kind: &str, id: &str| (kind.to_owned(), id.to_owned());
        let mut all: BTreeMap<String, BTreeMap<String, Words>> = BTreeMap::new();
        for lang in LANGUAGES {
            for folder in folders {
                let mut words = Words::default();
                let own: Vec<&Fact> = facts.iter().filter(|(of, _)| of == folder).map(|(_, fact)| fact).collect();
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
                }
                for (file, kind, expected) in groups {
                    let path = in_folder(folder, &format!("{file}.{lang}.toml"));
                    let want = Want::ById(if kind == "fact" { &FACT_WORDS } else { &EVIDENCE_WORDS });
                    match self.file(&path, Some(want)) {
                        Some((_, node, source)) => {
                            let mut reader = Reader { source, problems: &mut self.problems };
                            let found = words_file::flat(&node, kind, &mut reader);
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
                            let expected = words_file::expected(book, catalogue);
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

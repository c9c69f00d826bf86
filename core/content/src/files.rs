//! Which files a content folder has, and what each holds: parsed once, checked against its shape once, found by name.

use super::reader::Reader;
use super::shape::Want;
use super::written::{self, EVIDENCE_WORDS, FACT_WORDS, LANGUAGE, Written};
use std::collections::HashMap;
use ziping_base::diag::{Diagnostic, Source, Span, in_order};
use ziping_base::lang::Lang;
use ziping_base::node::{Node, read_toml};
use ziping_base::say;

/// A file of the content folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// Path below the content folder, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// The most bytes of one file that are read.
const MAX_BYTES: usize = 4_000_000;

/// The languages every text must have.
pub(super) const LANGUAGES: [Lang; 2] = [Lang::Zh, Lang::En];

/// A file that could be parsed. What does not have its shape has been told.
#[derive(Debug)]
pub(super) struct File<'f> {
    pub source: Source<'f>,
    pub node: Node,
}

impl<'f> File<'f> {
    /// For reading what it says; problems are said of this file.
    pub fn reader<'p>(&self, problems: &'p mut Vec<Diagnostic>) -> Reader<'p>
    where
        'f: 'p,
    {
        Reader { source: self.source, problems }
    }
}

/// A place for a file.
#[derive(Debug)]
pub(super) struct Slot<'f> {
    /// Path below the content folder, with `/`.
    pub path: String,
    found: Found<'f>,
}

#[derive(Debug)]
enum Found<'f> {
    Nothing,
    /// It is there and could not be parsed, which has been told.
    Broken,
    File(File<'f>),
}

impl<'f> Slot<'f> {
    /// What it holds, where that could be parsed.
    pub fn file(&self) -> Option<&File<'f>> {
        match &self.found {
            Found::File(file) => Some(file),
            Found::Nothing | Found::Broken => None,
        }
    }

    /// Whether there is no such file.
    pub const fn is_empty(&self) -> bool {
        matches!(self.found, Found::Nothing)
    }
}

/// The same file in both languages: `facts.zh.toml` and `facts.en.toml`.
#[derive(Debug)]
pub(super) struct Both<'f> {
    zh: Slot<'f>,
    en: Slot<'f>,
}

impl<'f> Both<'f> {
    pub const fn of(&self, lang: Lang) -> &Slot<'f> {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// What every folder may have.
#[derive(Debug)]
pub(super) struct Folder<'f> {
    /// The id of its rule book; of the shared folder: nothing.
    pub name: String,
    pub facts: Slot<'f>,
    pub evidence: Slot<'f>,
    pub fact_words: Both<'f>,
    pub evidence_words: Both<'f>,
}

/// The files that all rule books share.
#[derive(Debug)]
pub(super) struct Shared<'f> {
    pub folder: Folder<'f>,
    pub checks: Slot<'f>,
    pub papers: Slot<'f>,
    pub holidays: Slot<'f>,
    pub headings: Slot<'f>,
    pub reading_words: Both<'f>,
    pub check_words: Both<'f>,
    pub paper_words: Both<'f>,
}

/// The folder of a rule book.
#[derive(Debug)]
pub(super) struct Regime<'f> {
    pub folder: Folder<'f>,
    pub rulebook: Slot<'f>,
    pub language: Both<'f>,
    pub cases: Slot<'f>,
}

/// All files.
#[derive(Debug)]
pub(super) struct Files<'f> {
    pub shared: Shared<'f>,
    /// Folders that have a rule book, in the order of their names.
    pub regimes: Vec<Regime<'f>>,
}

impl<'f> Files<'f> {
    /// Parses all `.toml` files, puts them in their places and checks each against its shape.
    pub fn of(files: &'f [TextFile], problems: &mut Vec<Diagnostic>) -> Self {
        let mut regimes: Vec<&str> = files.iter().filter_map(|file| file.path.strip_suffix("/rulebook.toml")).collect();
        regimes.sort_unstable();
        regimes.dedup();
        let mut pile = Pile::of(files, problems);
        Self { shared: pile.shared(), regimes: regimes.into_iter().map(|name| pile.regime(name)).collect() }
    }

    /// The shared folder, then those of rule books.
    fn folders(&self) -> impl Iterator<Item = &Folder<'f>> {
        std::iter::once(&self.shared.folder).chain(self.regimes.iter().map(|regime| &regime.folder))
    }

    /// Puts problems in order: files as what is in one needs another, those that could not be parsed first.
    pub fn put_in_order(&self, problems: &mut [Diagnostic]) {
        let files: Vec<&str> = self.in_order().iter().map(|slot| slot.path.as_str()).collect();
        problems.sort_by_key(|problem| {
            let place = problem.place.as_ref()?;
            files.iter().position(|path| *path == place.file)
        });
        in_order(problems);
    }

    /// The files that could be parsed, in the order in which what is in one needs another.
    fn in_order(&self) -> Vec<&Slot<'f>> {
        let shared = &self.shared;
        let mut all: Vec<&Slot<'f>> = self.folders().map(|folder| &folder.facts).collect();
        all.extend(self.folders().map(|folder| &folder.evidence));
        all.extend(self.regimes.iter().map(|regime| &regime.rulebook));
        all.extend([&shared.checks, &shared.papers, &shared.holidays, &shared.headings]);
        for lang in LANGUAGES {
            let Shared { folder, reading_words, check_words, paper_words, .. } = shared;
            let words = [&folder.fact_words, &folder.evidence_words, reading_words, check_words, paper_words];
            all.extend(words.map(|both| both.of(lang)));
            for Regime { folder, language, .. } in &self.regimes {
                all.extend([&folder.fact_words, &folder.evidence_words, language].map(|both| both.of(lang)));
            }
        }
        all.extend(self.regimes.iter().map(|regime| &regime.cases));
        all.retain(|slot| slot.file().is_some());
        all
    }
}

/// Files that have no place yet.
struct Pile<'f, 'p> {
    /// By path; a file that could not be parsed has no node.
    parsed: HashMap<&'f str, (Source<'f>, Option<Node>)>,
    problems: &'p mut Vec<Diagnostic>,
}

impl<'f, 'p> Pile<'f, 'p> {
    /// Parses all files; of two with one path the first counts.
    fn of(files: &'f [TextFile], problems: &'p mut Vec<Diagnostic>) -> Self {
        let mut parsed = HashMap::new();
        for file in files.iter().filter(|file| file.path.ends_with(".toml")) {
            let source = Source { name: &file.path, text: &file.text };
            let node = parse(source).map_err(|problem| problems.push(*problem)).ok();
            parsed.entry(file.path.as_str()).or_insert((source, node));
        }
        Self { parsed, problems }
    }

    /// Takes a file out, checked against its shape.
    fn take(&mut self, folder: &str, name: &str, want: Want) -> Slot<'f> {
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let found = match self.parsed.remove(path.as_str()) {
            None => Found::Nothing,
            Some((_, None)) => Found::Broken,
            Some((source, Some(node))) => {
                Reader { source, problems: self.problems }.check_value(&path, &node, want);
                Found::File(File { source, node })
            }
        };
        Slot { path, found }
    }

    /// Takes a file out in both languages; `name`: what stands before the language.
    fn both(&mut self, folder: &str, name: &str, want: Want) -> Both<'f> {
        let mut of = |lang: Lang| self.take(folder, &format!("{name}{}.toml", lang.code()), want);
        Both { zh: of(Lang::Zh), en: of(Lang::En) }
    }

    fn folder(&mut self, name: &str) -> Folder<'f> {
        Folder {
            name: name.to_owned(),
            facts: self.take(name, "facts.toml", written::FactsFile::WANT),
            evidence: self.take(name, "evidence.toml", written::EvidenceFile::WANT),
            fact_words: self.both(name, "facts.", Want::ById(&FACT_WORDS)),
            evidence_words: self.both(name, "evidence.", Want::ById(&EVIDENCE_WORDS)),
        }
    }

    fn shared(&mut self) -> Shared<'f> {
        let words = Want::ById(&EVIDENCE_WORDS);
        Shared {
            folder: self.folder(""),
            checks: self.take("", "checks.toml", written::ChecksFile::WANT),
            papers: self.take("", "papers.toml", written::PapersFile::WANT),
            holidays: self.take("", "holidays.toml", written::HolidaysFile::WANT),
            headings: self.take("", "headings.toml", written::HeadingsFile::WANT),
            reading_words: self.both("", "readings.", words),
            check_words: self.both("", "checks.", words),
            paper_words: self.both("", "papers.", words),
        }
    }

    fn regime(&mut self, name: &str) -> Regime<'f> {
        Regime {
            folder: self.folder(name),
            rulebook: self.take(name, "rulebook.toml", written::RuleBook::WANT),
            language: self.both(name, "", Want::Table(&LANGUAGE)),
            cases: self.take(name, "cases.toml", written::CasesFile::WANT),
        }
    }
}

fn parse(source: Source<'_>) -> Result<Node, Box<Diagnostic>> {
    if source.text.len() > MAX_BYTES {
        let problem = Diagnostic::error("too-long", say!("the file is too long", "文件太长"));
        return Err(Box::new(problem.help(say!("at most 4 MB", "最多 4 MB")).at(&source, Span::default())));
    }
    read_toml(&source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::Get;

    fn file(path: &str, text: &str) -> TextFile {
        TextFile { path: path.into(), text: text.into() }
    }

    #[test]
    fn every_file_is_checked_against_its_shape_even_where_the_rule_book_cannot_be_parsed() {
        let files =
            [file("a/rulebook.toml", "id ="), file("a/zh.toml", "clauses = 1"), file("a/cases.toml", "cases = 1")];
        let mut problems = Vec::new();
        let files = Files::of(&files, &mut problems);
        files.put_in_order(&mut problems);
        let told = |problem: &Diagnostic| (problem.place.as_ref().unwrap().file.clone(), problem.code.clone());
        let told: Vec<_> = problems.iter().map(told).filter(|(_, code)| code != "missing-key").collect();
        let expected = [("a/rulebook.toml", "not-toml"), ("a/zh.toml", "unknown-key"), ("a/cases.toml", "unknown-key")];
        assert_eq!(told, expected.map(|(path, code)| (path.to_owned(), code.to_owned())));
        let regime = &files.regimes[0];
        assert!(regime.rulebook.file().is_none() && !regime.rulebook.is_empty(), "broken is not missing");
        assert!(regime.language.of(Lang::En).is_empty() && regime.cases.file().is_some());
    }

    #[test]
    fn of_two_files_with_one_path_the_first_counts() {
        let files = [file("a/rulebook.toml", "id = 'a'"), file("a/rulebook.toml", "id = 'b'")];
        let files = Files::of(&files, &mut Vec::new());
        assert_eq!(files.regimes.len(), 1);
        assert_eq!(files.regimes[0].rulebook.file().unwrap().node.text_at("id"), "a");
    }
}

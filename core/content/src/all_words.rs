//! The words of all folders in both languages, each compared with what it is said of.

use super::asked::asked;
use super::files::{Both, Files, Folder, LANGUAGES, Regime, Shared, Slot};
use super::read_files::ReadFiles;
use super::sentences_file;
use super::words_file;
use std::collections::BTreeMap;
use ziping_base::diag::Diagnostic;
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_regime::{Library, RuleBook, Words};
use ziping_rules::fact::{Catalogue, Fact};
use ziping_rules::rule::expr::built_in;

/// Words by language, then by folder. `facts`: all of them, each with its folder.
pub(super) fn words(
    (files, read): (&Files<'_>, &ReadFiles<'_>),
    facts: &[(&str, Fact)],
    library: &Library,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, BTreeMap<String, Words>> {
    let mut all = BTreeMap::new();
    for lang in LANGUAGES {
        let mut of_language = BTreeMap::new();
        of_language.insert(String::new(), shared(&files.shared, lang, facts, library, problems));
        for regime in &files.regimes {
            of_language.insert(regime.folder.name.clone(), own((regime, read), lang, facts, library, problems));
        }
        all.insert(lang.code().to_owned(), of_language);
    }
    all
}

/// Words of one kind, and what needs them.
struct Group<'g, 'f> {
    kind: &'static str,
    file: &'g Both<'f>,
    ids: Vec<&'g str>,
}

/// The words of the shared folder.
fn shared(
    files: &Shared<'_>,
    lang: Lang,
    facts: &[(&str, Fact)],
    library: &Library,
    problems: &mut Vec<Diagnostic>,
) -> Words {
    let facts = of_folder(&files.folder, facts);
    let mut groups = Vec::from(of_every_folder(&files.folder, &facts, library));
    groups.push(Group { kind: "reading", file: &files.reading_words, ids: built_in::ALL.to_vec() });
    let ids = library.checks.iter().map(|check| check.id.as_str()).collect();
    groups.push(Group { kind: "check", file: &files.check_words, ids });
    let ids = library.sentences.iter().map(|sentence| sentence.id.as_str()).collect();
    groups.push(Group { kind: "sentence", file: &files.paper_words, ids });
    let mut words = Words::default();
    groups.iter().for_each(|group| read_group(group, lang, &facts, &mut words, problems));
    words
}

/// The words of a rule book's folder.
fn own(
    (files, read): (&Regime<'_>, &ReadFiles<'_>),
    lang: Lang,
    facts: &[(&str, Fact)],
    library: &Library,
    problems: &mut Vec<Diagnostic>,
) -> Words {
    let book = library.regime(&files.folder.name);
    let mut own = of_folder(&files.folder, facts);
    if let Some(book) = book {
        let reworded = reworded((&files.folder, read), book, &library.catalogue);
        own.extend(facts.iter().map(|(_, fact)| fact).filter(|fact| reworded.contains(&fact.id.as_str())));
    }
    let mut words = Words::default();
    let groups = of_every_folder(&files.folder, &own, library);
    groups.iter().for_each(|group| read_group(group, lang, &own, &mut words, problems));
    if let Some(book) = book {
        of_book(files.language.of(lang), book, lang, &library.catalogue, &mut words, problems);
    }
    words
}

fn of_folder<'a>(folder: &Folder<'_>, facts: &'a [(&str, Fact)]) -> Vec<&'a Fact> {
    facts.iter().filter(|(of, _)| *of == folder.name).map(|(_, fact)| fact).collect()
}

/// What every folder has words of.
fn of_every_folder<'g, 'f>(folder: &'g Folder<'f>, facts: &[&'g Fact], library: &'g Library) -> [Group<'g, 'f>; 2] {
    let papers = library.evidence.iter().filter(|paper| paper.regime.as_deref().unwrap_or_default() == folder.name);
    let facts = facts.iter().map(|fact| fact.id.as_str()).collect();
    [
        Group { kind: "fact", file: &folder.fact_words, ids: facts },
        Group { kind: "evidence", file: &folder.evidence_words, ids: papers.map(|paper| paper.id.as_str()).collect() },
    ]
}

/// Reads the words of one kind and compares them with what needs them.
fn read_group(group: &Group<'_, '_>, lang: Lang, facts: &[&Fact], words: &mut Words, problems: &mut Vec<Diagnostic>) {
    let Group { kind, file, ids } = group;
    let slot = file.of(lang);
    let Some(file) = slot.file() else {
        if !ids.is_empty() {
            missing(slot, problems);
        }
        return;
    };
    let mut reader = file.reader(problems);
    let found = words_file::flat(&file.node, kind, &mut reader);
    for (_, id, words, span) in found.iter().filter(|_| *kind == "sentence") {
        sentences_file::check_words(id, words, *span, &mut reader);
    }
    words_file::in_language(&found, lang.code(), &mut reader);
    let expected: Vec<_> = ids.iter().map(|id| ((*kind).to_owned(), (*id).to_owned())).collect();
    words_file::compare(found, &expected, facts, None, &mut reader, words);
}

/// Reads the language file of a rule book.
fn of_book(
    slot: &Slot<'_>,
    book: &RuleBook,
    lang: Lang,
    catalogue: &Catalogue,
    words: &mut Words,
    problems: &mut Vec<Diagnostic>,
) {
    let Some(file) = slot.file() else { return missing(slot, problems) };
    let mut reader = file.reader(problems);
    let found = words_file::nested(&file.node, &mut reader);
    words_file::in_language(&found, lang.code(), &mut reader);
    words_file::reasons(&found, &words_file::inferences(book, catalogue), &mut reader);
    words_file::told(&found, book, &mut reader);
    words_file::compare(found, &words_file::expected(book, catalogue), &[], None, &mut reader, words);
}

/// The facts of other folders that a rule book asks in words of its own, in some language.
fn reworded<'c>(
    (folder, read): (&Folder<'_>, &ReadFiles<'_>),
    book: &RuleBook,
    catalogue: &'c Catalogue,
) -> Vec<&'c str> {
    let worded = |id: &str| {
        let mut files = LANGUAGES.iter().filter_map(|lang| folder.fact_words.of(*lang).file());
        files.any(|file| file.node.get(id).is_some())
    };
    let asked = asked(book, &book.sections).into_iter().map(|fact| catalogue.id(fact));
    asked.filter(|id| worded(id) && !read.defines(&folder.name, id)).collect()
}

/// That a file of words is missing; of one that is there and could not be parsed all has been told.
fn missing(slot: &Slot<'_>, problems: &mut Vec<Diagnostic>) {
    if slot.is_empty() {
        let path = &slot.path;
        problems.push(
            Diagnostic::error("missing-file", say!("`{path}` is missing", "缺少文件“{path}”"))
                .help(say!("every text is needed in Chinese and in English", "所有文字都要有中文和英文")),
        );
    }
}

//! Overlays: files that add to a rule book without forking it: indicators below the elements of a score, conditions
//! for the levels of aspects, an association's contact data and forms. The format is in `content/README.md`.
//!
//! An overlay is untrusted input: its size, the number of its parts and the work of its conditions are bounded, and
//! nothing of it is used while anything in it is wrong.

mod commit;
mod facts;
mod head;
mod parts;
mod words;

use super::basis::{Basis, OverlayInfo};
use super::derived::{compile_derived, derived_figures};
use super::load::{Content, TextFile};
use super::model::{Element, Library, RuleBook};
use super::reader::{Get, Reader};
use super::shape::OVERLAY;
use super::words::Words;
use crate::diag::{Diagnostic, Severity, Source, Span, in_order};
use crate::fact::{Catalogue, Fact, FactIx};
use crate::node::{Node, read_toml};
use crate::rule::{Windows, expr::built_in};
use crate::say;
use std::collections::BTreeMap;

/// The most bytes of one overlay.
const MAX_BYTES: usize = 256_000;
/// The most overlays at once.
const MAX_OVERLAYS: usize = 16;
/// The most facts and indicators of one overlay.
const MAX_FACTS: usize = 300;
/// The most level conditions of one overlay.
const MAX_LEVELS: usize = 300;

/// A library with overlays applied, and the words that they bring.
#[derive(Debug, Clone)]
pub struct Overlaid {
    /// Everything needed to assess, overlays included; facts keep their numbers, new ones follow.
    pub library: Library,
    /// Words by language, then by the regime of the overlay; to be laid over the regime's own ([`Words::lay`]).
    pub words: BTreeMap<String, BTreeMap<String, Words>>,
    /// The overlays, in the order of the files.
    pub overlays: Vec<OverlayInfo>,
}

impl Overlaid {
    /// Content with these overlays: library and words.
    #[must_use]
    pub fn over(self, mut content: Content) -> Content {
        content.library = self.library;
        for (lang, regimes) in self.words {
            for (regime, words) in regimes {
                content.words.entry(lang.clone()).or_default().entry(regime).or_default().lay(&words);
            }
        }
        content
    }

    /// Facts that level conditions look at and neither the organisation page asks nor the overlays define, by the id of
    /// the rule book that now asks them: another one may have their words.
    #[must_use]
    pub fn borrowed(&self) -> BTreeMap<&str, Vec<&str>> {
        let catalogue = &self.library.catalogue;
        let is_borrowed = |fact: &FactIx| {
            let defined = self.overlays.iter().any(|overlay| overlay.facts.contains(fact));
            !defined && catalogue.get(*fact).is_some_and(|fact| fact.section.is_none())
        };
        let mut borrowed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for book in &self.library.regimes {
            let aspects = book.elements().iter().filter(|element| !element.level_rules().is_empty());
            for fact in aspects.flat_map(Element::facts).filter(is_borrowed) {
                borrowed.entry(&book.id).or_default().push(catalogue.id(fact));
            }
        }
        borrowed
    }
}

/// Applies overlays to a library, in the order of the files. Cases of the rule books expect what they expect without
/// overlays.
///
/// # Errors
/// Every problem of every file, each with its place; nothing is applied then.
pub fn apply(library: &Library, files: &[TextFile]) -> Result<Overlaid, Vec<Diagnostic>> {
    let mut overlaid = Overlaid { library: library.clone(), words: BTreeMap::new(), overlays: Vec::new() };
    let mut problems = Vec::new();
    if files.len() > MAX_OVERLAYS {
        let message = say!("{n} overlays at once", "同时载入了 {n} 份补充规则", n = files.len());
        let help = say!("at most {MAX_OVERLAYS}", "最多 {MAX_OVERLAYS} 份");
        return Err(vec![Diagnostic::error("too-many", message).help(help)]);
    }
    for file in files {
        lay(file, &mut overlaid, &mut problems);
    }
    in_order(&mut problems);
    let errors = problems.iter().any(|problem: &Diagnostic| problem.severity == Severity::Error);
    if errors { Err(problems) } else { Ok(overlaid) }
}

/// Applies overlays one after the other and leaves out those with problems, so that one that does not fit any more takes
/// no other with it. Answers the problems of each file; none: it applies.
#[must_use]
pub fn apply_each(library: &Library, files: &[TextFile]) -> (Overlaid, Vec<Vec<Diagnostic>>) {
    let mut overlaid = Overlaid { library: library.clone(), words: BTreeMap::new(), overlays: Vec::new() };
    let lay = |file: &TextFile| {
        let mut problems = Vec::new();
        if overlaid.overlays.len() < MAX_OVERLAYS {
            lay(file, &mut overlaid, &mut problems);
            in_order(&mut problems);
        } else {
            let source = Source { name: &file.path, text: &file.text };
            let message = say!("more than {MAX_OVERLAYS} overlays at once", "同时最多载入 {MAX_OVERLAYS} 份补充规则");
            let help = say!("remove another one first", "请先移除一份");
            problems.push(Diagnostic::error("too-many", message).help(help).at(&source, Span::default()));
        }
        problems
    };
    let problems = files.iter().map(lay).collect();
    (overlaid, problems)
}

/// What the parts of an overlay are read against: the library with the overlay's own facts.
struct Bench<'a> {
    id: String,
    book: &'a RuleBook,
    library: &'a Library,
    catalogue: Catalogue,
    windows: Windows,
    readings: Vec<String>,
}

/// Lays one overlay over what there is; nothing of it when anything is wrong.
fn lay(file: &TextFile, overlaid: &mut Overlaid, problems: &mut Vec<Diagnostic>) {
    let source = Source { name: &file.path, text: &file.text };
    let before = problems.len();
    if file.text.len() > MAX_BYTES {
        let message = say!("the file is too long", "文件太长");
        let help = say!("at most {MAX_BYTES} bytes", "最多 {MAX_BYTES} 字节");
        problems.push(Diagnostic::error("too-long", message).help(help).at(&source, Span::default()));
        return;
    }
    let node = match read_toml(&source) {
        Ok(node) => node,
        Err(error) => return problems.push(*error),
    };
    let mut reader = Reader { source, problems };
    reader.check(&node, &OVERLAY);
    let library = &overlaid.library;
    let head = head::read(&node, library, &mut reader);
    if !within_bounds(&node, &mut reader) {
        return;
    }
    let Some((mut info, place)) = head else { return };
    let Some(book) = library.regimes.get(place) else { return };

    let mut from_tables = Vec::new();
    let new = facts::new_facts(&node, &info.id, library, &mut reader, &mut from_tables);
    // A fact that was for forms only may become part of a condition here rather than be asked twice.
    let all: Vec<Fact> = library.catalogue.iter().map(|(_, fact)| fact.clone()).chain(new.iter().cloned()).collect();
    let open = all.iter().map(|fact| Fact { forms_only: false, ..fact.clone() });
    let mut bench = Bench {
        id: info.id.clone(),
        book,
        library,
        catalogue: Catalogue::new(open.collect()),
        windows: library.windows.clone(),
        readings: readings(book),
    };
    let mut derived = derived_figures(&library.derived);
    for item in &from_tables {
        let (catalogue, windows) = (&bench.catalogue, &mut bench.windows);
        let found = compile_derived(item, source, &bench.readings, catalogue, windows, reader.problems);
        derived.extend(found);
    }
    let mut basis = parts::indicators(&node, &bench, &mut reader);
    basis.extend(parts::levels(&node, &mut bench, &derived, &mut reader));
    parts::refuse_facts_in_use(&basis, &bench, &mut reader);
    info.forms = head::forms(&node, book, &mut reader);
    info.contact = words::contact(&node, &mut reader);
    let words = words::read(&node, &info, &new, &basis, &mut reader);
    if reader.problems.len() == before {
        let Bench { windows, .. } = bench;
        let count = overlaid.library.catalogue.len();
        commit::commit(overlaid, place, info, commit::Made { facts: all, windows, derived, basis, count });
        for (lang, of) in words {
            let regime = overlaid.library.regimes.get(place).map_or("", |book| book.id.as_str()).to_owned();
            overlaid.words.entry(lang).or_default().entry(regime).or_default().lay(&of);
        }
    }
}

/// An element or aspect, by place, and what its points or level come from.
type NewBasis = (usize, Basis, Span);

fn readings(book: &RuleBook) -> Vec<String> {
    let own = book.entries.iter().filter(|entry| entry.kind == super::model::EntryKind::Reading);
    own.map(|entry| entry.id.clone()).chain(built_in::ALL.iter().map(|id| (*id).to_owned())).collect()
}

fn within_bounds(node: &Node, reader: &mut Reader<'_>) -> bool {
    let facts = node.tables("fact").len() + node.tables("indicator").len();
    let levels = node.tables("level").len();
    let mut good = true;
    for (count, most, message, key) in [
        (facts, MAX_FACTS, say!("{facts} facts and indicators", "事实和指标共 {facts} 个"), "indicator"),
        (levels, MAX_LEVELS, say!("{levels} level conditions", "等级条件共 {levels} 个"), "level"),
    ] {
        if count > most {
            let help = say!("at most {most} in one overlay", "一份补充规则最多 {most} 个");
            reader.problem(node.span_of(key), "too-many", message, help);
            good = false;
        }
    }
    good
}

/// Ids of an overlay begin with its name, so that no two overlays and no rule book can clash.
fn check_prefix(id: &str, overlay: &str, span: Span, reader: &mut Reader<'_>) {
    let prefix = format!("overlay.{overlay}.");
    if id.strip_prefix(&prefix).is_none_or(str::is_empty) {
        reader.problem(
            span,
            "bad-id",
            say!("`{id}` does not begin with `{prefix}`", "“{id}”不以“{prefix}”开头"),
            say!(
                "call it {prefix}…, so that it cannot be taken for something of the rule book",
                "写成 {prefix}…，以免与规则自己的编号混淆"
            ),
        );
    }
}

/// New facts of an overlay.
type NewFacts = Vec<Fact>;

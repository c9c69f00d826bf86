//! Overlays: files that add to a rule book without forking it: indicators below the elements of a score, conditions
//! for the levels of aspects, an association's contact data and forms. The format is in `content/README.md`.
//!
//! An overlay is untrusted input: its size, the number of its parts and the work of its conditions are bounded, and
//! nothing of it is used while anything in it is wrong.

mod commit;
mod edition;
mod facts;
mod figures;
mod head;
mod overlaid;
mod parts;
mod words;

pub use edition::{Edition, republished};
pub use overlaid::Overlaid;

use super::cases::cases;
use super::derived::{DerivedFigures, compile_derived, derived_figures};
use super::files::TextFile;
use super::load::for_all;
use super::reader::Reader;
use super::scores::{NewScores, below_elements, read_scores};
use super::surroundings::Surroundings;
use super::written::{Overlay, Table};
use std::collections::HashSet;
use ziping_base::diag::{Diagnostic, Severity, Source, Span, TOLD, in_order, not_told};
use ziping_base::node::{Node, read_toml};
use ziping_base::say;
use ziping_regime::{Basis, Library, Model, RuleBook};
use ziping_rules::fact::{Catalogue, Fact};
use ziping_rules::rule::{Scores, Windows, expr::built_in};

/// The most bytes of one overlay.
pub const LARGEST: usize = 256_000;
/// The most overlays at once.
const MAX_OVERLAYS: usize = 16;
/// The most facts and indicators of one overlay.
const MAX_FACTS: usize = 300;
/// The most items, groups and published figures of one overlay.
const MAX_ITEMS: usize = 2_000;
/// The most level conditions of one overlay.
const MAX_LEVELS: usize = 300;

/// Applies overlays to a library, in the order of the files. Cases of the rule books expect what they expect without
/// overlays.
///
/// # Errors
/// Every problem of every file, each with its place; nothing is applied then.
pub fn apply(library: &Library, files: &[TextFile]) -> Result<Overlaid, Vec<Diagnostic>> {
    let mut overlaid = Overlaid::of(library);
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
    if problems.iter().any(is_error) {
        return Err(first(problems));
    }
    overlaid.warnings = problems;
    Ok(overlaid)
}

/// Applies overlays one after the other and leaves out those with problems, so that one that does not fit any more takes
/// no other with it. Answers the problems of each file; none: it applies.
#[must_use]
pub fn apply_each(library: &Library, files: &[TextFile]) -> (Overlaid, Vec<Vec<Diagnostic>>) {
    let mut overlaid = Overlaid::of(library);
    let lay = |file: &TextFile| {
        let mut problems = Vec::new();
        if overlaid.overlays.len() < MAX_OVERLAYS {
            lay(file, &mut overlaid, &mut problems);
            in_order(&mut problems);
            // What is only warned of applies all the same.
            problems = if problems.iter().any(is_error) { first(problems) } else { Vec::new() };
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

fn is_error(problem: &Diagnostic) -> bool {
    problem.severity == Severity::Error
}

/// The first problems, and how many more there are.
fn first(mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let more = problems.len().saturating_sub(TOLD);
    problems.truncate(TOLD);
    problems.extend(not_told(more));
    problems
}

/// Elements whose points are worked out before this overlay, and those that it divides into indicators.
fn worked_out(book: &RuleBook, written: &Overlay<'_>, catalogue: &Catalogue) -> Vec<String> {
    let before = book.elements().iter().filter(|element| {
        matches!(book.grade.model, Model::Scored { .. })
            && matches!(element.basis, Basis::Items(_) | Basis::Indicators(_))
    });
    let divided = written.indicator.iter().map(|indicator| indicator.element.owned());
    before.map(|element| catalogue.id(element.fact).to_owned()).chain(divided).collect()
}

/// What the parts of an overlay are read against: the library with the overlay's own facts.
struct Bench<'a> {
    id: String,
    book: &'a RuleBook,
    library: &'a Library,
    catalogue: Catalogue,
    windows: Windows,
    readings: Vec<String>,
    /// Items of the rule book and of the overlay, for conditions to look at.
    scores: Scores,
}

/// Lays one overlay over what there is; nothing of it when anything is wrong.
fn lay(file: &TextFile, overlaid: &mut Overlaid, problems: &mut Vec<Diagnostic>) {
    let source = Source { name: &file.path, text: &file.text };
    let before = problems.len();
    if file.text.len() > LARGEST {
        let message = say!("the file is too long", "文件太长");
        let help = say!("at most {LARGEST} bytes", "最多 {LARGEST} 字节");
        problems.push(Diagnostic::error("too-long", message).help(help).at(&source, Span::default()));
        return;
    }
    let node = match read_toml(&source) {
        Ok(node) => node,
        Err(error) => return problems.push(*error),
    };
    let mut reader = Reader { source, problems };
    reader.check(&node, Overlay::SHAPE);
    let written = Overlay::of(&node);
    let library = &overlaid.library;
    let head = head::read(&written, library, &mut reader);
    if !within_bounds(&written, &mut reader) {
        return;
    }
    let Some((mut info, place)) = head else { return };
    let Some(book) = library.regimes.get(place) else { return };

    let mut from_tables = Vec::new();
    let new = facts::new_facts(&written, &info.id, library, &mut reader, &mut from_tables);
    // A fact that was for forms only may become part of a condition here rather than be asked twice.
    let all: Vec<Fact> = library.catalogue.iter().map(|(_, fact)| fact.clone()).chain(new.iter().cloned()).collect();
    let mut bench = Bench {
        id: info.id.clone(),
        book,
        library,
        catalogue: for_all(&all),
        windows: library.windows.clone(),
        readings: readings(book),
        scores: Scores {
            items: book.scored().into_iter().cloned().collect(),
            given: book.published.clone(),
            worked_out: worked_out(book, &written, &library.catalogue),
        },
    };
    let mut derived = derived_figures(&library.derived);
    for item in &from_tables {
        let (catalogue, windows) = (&bench.catalogue, &mut bench.windows);
        let found = compile_derived(item, source, &bench.readings, catalogue, windows, reader.problems);
        derived.extend(found);
    }
    let new_scores = scores((&written, &node), &mut bench, &derived, &mut reader);
    let mut basis = parts::indicators(&written.indicator, &bench, &mut reader);
    basis.extend(parts::levels(&written.level, &mut bench, &derived, &mut reader));
    let caps = parts::caps(&written.cap, &mut bench, &derived, &mut reader);
    for (place, items, span) in &new_scores.below {
        if basis.iter().any(|(known, ..)| known == place) {
            let message = say!("one element has indicators and items", "同一个要素既有指标又有项目");
            let help = say!("write all of it as items, or all as indicators", "请都写成项目，或都写成指标");
            reader.problem(*span, "divided-twice", message, help);
        }
        basis.push((*place, items.clone(), *span));
    }
    parts::refuse_facts_in_use(&basis, &bench, &mut reader);
    info.forms = head::forms(&written.form, book, &mut reader);
    info.contact = words::contact(&written, node.span, &mut reader);
    let words = words::read(&written, &info, &new, (&basis, &new_scores, &caps), &mut reader);
    if !reader.problems.iter().skip(before).any(is_error) {
        let Bench { windows, .. } = bench;
        // Cases are about what the overlay makes of the rule book; with a mistake in one nothing of it is used.
        let has_cases = !written.case.is_empty();
        let kept = has_cases.then(|| overlaid.clone());
        let count = overlaid.library.catalogue.len();
        let id = info.id.clone();
        commit::commit(
            overlaid,
            place,
            info,
            commit::Made { facts: all, windows, derived, basis, count, scores: new_scores, caps },
        );
        if let (Some(kept), Some(book)) = (kept, overlaid.library.regimes.get(place)) {
            let cases = cases((&written.base, &written.case), book, &overlaid.library.catalogue, &mut reader);
            if reader.problems.iter().skip(before).any(is_error) {
                *overlaid = kept;
                return;
            }
            let regime = book.id.clone();
            overlaid.cases.entry(regime).or_default().extend(cases);
        } else if !written.item.is_empty() {
            let message = say!(
                "the overlay `{id}` has no cases, so nothing shows that its tables are right",
                "补充规则“{id}”没有案例，表写得对不对无从核对",
                id = &id
            );
            let help = say!(
                "write [[case]]s: for each threshold one below, on and above it (docs/scores.md)",
                "请写 [[case]]：每个界限都要有低于、等于、高于它的案例（见 docs/scores.zh-CN.md）"
            );
            reader.problems.push(Diagnostic::warning("no-cases", message).help(help).at(&source, Span::default()));
        }
        for (lang, of) in words {
            let regime = overlaid.library.regimes.get(place).map_or("", |book| book.id.as_str()).to_owned();
            overlaid.words.entry(lang).or_default().entry(regime).or_default().lay(&of);
        }
    }
}

/// Items, groups and published figures. `file`: where it is looked for what uses them.
fn scores(
    (written, file): (&Overlay<'_>, &Node),
    bench: &mut Bench<'_>,
    derived: &DerivedFigures,
    reader: &mut Reader<'_>,
) -> NewScores {
    let evidence: HashSet<String> = bench.library.evidence.iter().map(|paper| paper.id.clone()).collect();
    let mut around = Surroundings {
        catalogue: &bench.catalogue,
        derived,
        windows: &mut bench.windows,
        evidence: &evidence,
        scores: Scores::none(),
    };
    let id = &bench.id;
    let given = figures::given_figures(&written.given, bench.book, &mut around, reader);
    let points = (written.points(), file);
    let read = read_scores(points, &bench.scores, &bench.readings, reader, &mut around, |item, span, reader| {
        check_prefix(item, id, span, reader);
    });
    let found = read.scores();
    bench.scores.items.extend(found.items);
    bench.scores.given.extend(found.given);
    bench.scores.worked_out.extend(found.worked_out);
    NewScores { given, ..below_elements(read, bench.book, &bench.catalogue, reader) }
}

/// An element or aspect, by place, and what its points or level come from.
type NewBasis = (usize, Basis, Span);

fn readings(book: &RuleBook) -> Vec<String> {
    let own = book.entries.iter().filter(|entry| entry.kind == ziping_regime::EntryKind::Reading);
    own.map(|entry| entry.id.clone()).chain(built_in::ALL.iter().map(|id| (*id).to_owned())).collect()
}

fn within_bounds(written: &Overlay<'_>, reader: &mut Reader<'_>) -> bool {
    let facts = written.fact.len() + written.indicator.len();
    let levels = written.level.len();
    let items = written.item.len() + written.group.len() + written.published.len() + written.cap.len();
    let mut good = true;
    for (count, most, message, span) in [
        (facts, MAX_FACTS, say!("{facts} facts and indicators", "事实和指标共 {facts} 个"), written.indicator.span),
        (items, MAX_ITEMS, say!("{items} items and groups", "项目和组共 {items} 个"), written.item.span),
        (levels, MAX_LEVELS, say!("{levels} level conditions", "等级条件共 {levels} 个"), written.level.span),
    ] {
        if count > most {
            let help = say!("at most {most} in one overlay", "一份补充规则最多 {most} 个");
            reader.problem(span, "too-many", message, help);
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

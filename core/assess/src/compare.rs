//! Two assessments compared: what changed in the grade, and why.

use super::grade::{GradeRange, grade};
use ziping_base::calendar::Day;
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::score::{Points, Scored, points};
use ziping_rules::rule::{Context, Moment, NoTrace};

/// Why a grade differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Changed answers: facts by id.
    Answers(Vec<String>),
    /// The later date.
    Date(Day, Day),
    /// Another version of the rule book.
    RuleBook(String, String),
    /// Other overlays, each as `id@version`.
    Overlays(Vec<String>, Vec<String>),
}

/// A step from one assessment to another: a cause and the grade before and after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The cause.
    pub cause: Cause,
    /// The grade before.
    pub before: GradeRange,
    /// The grade after.
    pub after: GradeRange,
    /// Items of tables of points whose points are others after it.
    pub items: Vec<ItemDifference>,
}

/// An item whose points changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemDifference {
    /// Its id.
    pub id: String,
    /// Its points before; nothing where there was no such item.
    pub before: Option<Points>,
    /// Its points after; nothing where there is none any more.
    pub after: Option<Points>,
}

/// The grade and the points of each line of the tables, on one side of a step.
#[derive(Clone)]
struct Found {
    grade: GradeRange,
    items: Vec<(String, Points)>,
}

impl Found {
    fn on(rules: Rules<'_>, sheet: &Sheet, as_of: Day) -> Self {
        let lines = lines_of(rules, sheet, as_of).into_iter();
        let items = lines.map(|(item, points)| (item.id.clone(), points)).collect();
        Self { grade: graded(rules, sheet, as_of), items }
    }

    fn of(&self, id: &str) -> Option<Points> {
        self.items.iter().find(|(known, _)| known == id).map(|(_, points)| *points)
    }

    /// The lines whose points are others there.
    fn differing(&self, then: &Self) -> Vec<ItemDifference> {
        let ids = self.items.iter().map(|(id, _)| id);
        let new = then.items.iter().map(|(id, _)| id).filter(|id| self.of(id).is_none());
        let all = ids.chain(new).map(|id| ItemDifference { id: id.clone(), before: self.of(id), after: then.of(id) });
        all.filter(|item| item.before != item.after).collect()
    }
}

/// The lines of the tables of points, in the order of the rule book, each with the points that it gives.
pub(super) fn lines_of<'a>(rules: Rules<'a>, sheet: &Sheet, as_of: Day) -> Vec<(&'a Scored, Points)> {
    let moment = Moment::new(as_of, &rules.library.windows);
    let context = Context::new(sheet, &moment);
    let lines = rules.rulebook.scored().into_iter().filter(|item| item.parts().is_empty());
    lines.map(|item| (item, points(item, &context, &mut NoTrace))).collect()
}

/// A rule book and the library that it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// The library.
    pub library: &'a Library,
    /// The rule book.
    pub rulebook: &'a RuleBook,
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The rules, overlays included.
    pub rules: Rules<'a>,
    /// The same without overlays.
    pub plain: Rules<'a>,
    /// The answers, by the facts of the rules.
    pub sheet: &'a Sheet,
    /// The assessment date.
    pub as_of: Day,
}

/// What leads from one assessment to another, in the order answers, date, rule book, overlays; causes that are not
/// there are left out. Where the rule book and its overlays both changed, the old overlays come off before the rule
/// book changes and the new ones are laid on it afterwards, so that the grade in between is that of the document alone.
#[must_use]
pub fn compare(from: Side<'_>, to: Side<'_>) -> Vec<Difference> {
    let mut steps = Vec::new();
    let mut before = Found::on(from.rules, from.sheet, from.as_of);
    let mut push = |cause: Cause, after: Found| {
        let items = before.differing(&after);
        steps.push(Difference { cause, before: before.grade, after: after.grade, items });
        before = after;
    };
    let changed = changed(from, to);
    let now = carried(to.sheet, to.rules.library, from.rules.library);
    if !changed.is_empty() {
        push(Cause::Answers(changed), Found::on(from.rules, &now, from.as_of));
    }
    if from.as_of != to.as_of {
        push(Cause::Date(from.as_of, to.as_of), Found::on(from.rules, &now, to.as_of));
    }
    let (old, new) = (overlays(from.rules.rulebook), overlays(to.rules.rulebook));
    let versions = || (from.plain.rulebook.version.clone(), to.plain.rulebook.version.clone());
    let last = Found::on(to.rules, to.sheet, to.as_of);
    let on_plain = |rules: Rules<'_>| Found::on(rules, &carried(to.sheet, to.rules.library, rules.library), to.as_of);
    match (from.plain.rulebook != to.plain.rulebook, old != new) {
        (true, true) => {
            if !old.is_empty() {
                push(Cause::Overlays(old, Vec::new()), on_plain(from.plain));
            }
            push(Cause::RuleBook(versions().0, versions().1), on_plain(to.plain));
            if !new.is_empty() {
                push(Cause::Overlays(Vec::new(), new), last);
            }
        }
        (true, false) => push(Cause::RuleBook(versions().0, versions().1), last),
        // An overlay that changed without a new version is a change of overlays all the same.
        (false, true) => push(Cause::Overlays(old, new), last),
        (false, false) if from.rules.rulebook != to.rules.rulebook => push(Cause::Overlays(old, new), last),
        (false, false) => {}
    }
    steps
}

/// Answers that move the grade by themselves: each changed answer that the rule book looks at, with the grade that it
/// alone would lead to from `from`, whose library numbers the facts of both sides. An answer without effect by itself may still matter together with others.
#[must_use]
pub fn alone(from: Side<'_>, to: &Sheet, changed: &[FactIx]) -> Vec<(FactIx, GradeRange)> {
    let before = graded(from.rules, from.sheet, from.as_of);
    let mut sheet = from.sheet.clone();
    let mut moves = Vec::new();
    for fact in changed {
        let was = sheet.put(*fact, to.get(*fact).cloned());
        let after = graded(from.rules, &sheet, from.as_of);
        sheet.put(*fact, was);
        if after != before {
            moves.push((*fact, after));
        }
    }
    moves
}

fn graded(rules: Rules<'_>, sheet: &Sheet, as_of: Day) -> GradeRange {
    grade(rules.rulebook, sheet, &Moment::new(as_of, &rules.library.windows)).grade
}

/// The overlays of a rule book.
fn overlays(rulebook: &RuleBook) -> Vec<String> {
    rulebook.overlays.iter().map(|overlay| format!("{}@{}", overlay.id, overlay.version)).collect()
}

/// The facts that are answered otherwise, or on one side only: both sides may number their facts differently.
fn changed(from: Side<'_>, to: Side<'_>) -> Vec<String> {
    let (old, new) = (&from.rules.library.catalogue, &to.rules.library.catalogue);
    let answer = |sheet: &Sheet, ix: Option<FactIx>| ix.and_then(|ix| sheet.get(ix).cloned());
    let ids = old.iter().map(|(_, fact)| &fact.id);
    let added = new.iter().map(|(_, fact)| &fact.id).filter(|id| old.find(id).is_none());
    ids.chain(added).filter(|id| answer(from.sheet, old.find(id)) != answer(to.sheet, new.find(id))).cloned().collect()
}

/// Answers by the facts of another library; what it does not know is left out.
fn carried(sheet: &Sheet, of: &Library, to: &Library) -> Sheet {
    let mut carried = Sheet::new();
    for (fact, value) in sheet.answered() {
        if let Some(ix) = to.catalogue.find(of.catalogue.id(fact)) {
            carried.put(ix, Some(value.clone()));
        }
    }
    carried
}

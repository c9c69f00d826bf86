//! The state of an item, in one chip.

use crate::engine::{Book, Item, ItemKind, View, grade_label, grade_range};
use crate::parts::Tone;
use crate::texts::{Texts, fill};
use ziping_assess::{CapFinding, ElementFinding, Figured, Finding, GradeRange, Outcome};
use ziping_rules::fact::{Range, format_fixed};
use ziping_rules::rule::Truth;

/// Tone and words of a chip.
pub(crate) type Mark = (Tone, String);

/// The finding of a condition, cap or ground.
pub(crate) fn finding(item: Item, view: &View) -> Option<&Finding> {
    let assessment = view.assessment();
    match item.kind {
        ItemKind::Condition => assessment.conditions.get(item.place),
        ItemKind::Cap => assessment.caps.get(item.place).map(|cap| &cap.finding),
        ItemKind::Ground => assessment.grounds.get(item.place),
        ItemKind::Element | ItemKind::Aspect | ItemKind::Figure => None,
    }
}

/// The cap of an item that is one.
pub(crate) fn cap(item: Item, view: &View) -> Option<&CapFinding> {
    (item.kind == ItemKind::Cap).then(|| view.assessment().caps.get(item.place)).flatten()
}

/// The state of an item.
pub(crate) fn mark(item: Item, book: &Book, view: &View, t: &Texts) -> Mark {
    match item.kind {
        ItemKind::Condition => condition(finding(item, view), t),
        ItemKind::Cap => {
            let found = cap(item, view);
            let does = match found.filter(|cap| cap.lowers > 0) {
                Some(cap) => lowers(cap, t),
                None => {
                    let limit = found.and_then(|cap| book.rules().grade.outcomes.get(usize::from(cap.limit)));
                    fill(t.mark_capped(), &[("grade", &limit.map(|id| grade_label(id, t)).unwrap_or_default())])
                }
            };
            caught(finding(item, view), &does, t)
        }
        ItemKind::Ground => caught(finding(item, view), t.mark_caught(), t),
        ItemKind::Element | ItemKind::Aspect => {
            let found = view.assessment().elements.get(item.place);
            found.map_or_else(|| open(t), |found| element(found, item.kind, book, t))
        }
        ItemKind::Figure => figure(item, view, book, t),
    }
}

/// What a cap does to the grade while it holds: limits it, or lowers it.
pub(crate) fn effect(found: &CapFinding, book: &Book, t: &Texts) -> String {
    if found.lowers > 0 {
        return lowers(found, t);
    }
    fill(t.result_at_most(), &[("grade", book.speaker().outcome_title(found.limit))])
}

fn lowers(found: &CapFinding, t: &Texts) -> String {
    fill(t.mark_lowers(), &[("n", &found.lowers.to_string())])
}

fn open(t: &Texts) -> Mark {
    (Tone::Open, t.mark_open().to_owned())
}

/// Not decided: because nothing was answered, or because it depends on the reading.
fn undecided(finding: &Finding, t: &Texts) -> Mark {
    if finding.open.is_empty() && !finding.readings.is_empty() {
        (Tone::Arguable, t.mark_arguable().to_owned())
    } else {
        open(t)
    }
}

pub(super) fn condition(finding: Option<&Finding>, t: &Texts) -> Mark {
    let Some(finding) = finding else { return open(t) };
    match finding.outcome {
        Outcome::True => (Tone::Good, t.mark_met().to_owned()),
        Outcome::False => (Tone::Bad, t.mark_not_met().to_owned()),
        Outcome::NotApplicable => (Tone::Quiet, t.mark_not_applicable().to_owned()),
        Outcome::Unknown => undecided(finding, t),
    }
}

/// A cap or ground: good when it does not hold.
fn caught(finding: Option<&Finding>, when_caught: &str, t: &Texts) -> Mark {
    let Some(finding) = finding else { return open(t) };
    match finding.outcome {
        Outcome::True => (Tone::Bad, when_caught.to_owned()),
        Outcome::False => (Tone::Good, t.mark_clear().to_owned()),
        Outcome::NotApplicable => (Tone::Quiet, t.mark_not_applicable().to_owned()),
        Outcome::Unknown => undecided(finding, t),
    }
}

fn element(found: &ElementFinding, kind: ItemKind, book: &Book, t: &Texts) -> Mark {
    if !found.answered {
        return open(t);
    }
    let tone = match (found.range.is_exact(), kind, found.range.low) {
        (false, ..) => Tone::Open,
        (true, ItemKind::Aspect, 0) => Tone::Bad,
        (true, ..) => Tone::Good,
    };
    (tone, points_or_level(found.range, found.max, kind, book, t))
}

/// Points of an element out of the most it can give, or levels of an aspect.
pub(super) fn points_or_level(range: Range, max: i64, kind: ItemKind, book: &Book, t: &Texts) -> String {
    if kind == ItemKind::Element {
        let (low, high) = (format_fixed(range.low, 1), format_fixed(range.high, 1));
        let points = if low == high { low } else { format!("{low}–{high}") };
        return fill(t.mark_points(), &[("points", &points), ("max", &format_fixed(max, 1))]);
    }
    let place = |end: i64| u8::try_from(end).unwrap_or(u8::MAX);
    let range = GradeRange { worst: place(range.low), best: place(range.high) };
    grade_range(&book.rules().grade.outcomes, range, t)
}

fn figure(item: Item, view: &View, book: &Book, t: &Texts) -> Mark {
    let Some(found) = view.assessment().figures.get(item.place).filter(|found| found.answered) else { return open(t) };
    let speaker = book.speaker();
    let words = match found.value {
        Figured::Number(range, unit) => speaker.range(range, unit),
        Figured::Share(part, whole) if part.is_exact() && whole.is_exact() && whole.low > 0 => {
            format!("{}%", format_fixed(part.low * 1_000 / whole.low, 1))
        }
        Figured::Share(..) | Figured::Truth(Truth::Unknown) => return open(t),
        Figured::Truth(Truth::True) => t.field_yes().to_owned(),
        Figured::Truth(Truth::False) => t.field_no().to_owned(),
    };
    (Tone::Quiet, words)
}

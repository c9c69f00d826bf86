//! What an overlay puts below elements and aspects: indicators and level conditions.

use super::{Bench, NewBasis, check_prefix};
use crate::diag::{Span, nearest};
use crate::fact::{FactIx, format_fixed};
use crate::node::Node;
use crate::regime::basis::{Basis, Indicator, LevelRule};
use crate::regime::derived::DerivedFigures;
use crate::regime::facts_file::{check_id, points};
use crate::regime::model::{Element, Model, RuleBook};
use crate::regime::reader::{Get, Reader};
use crate::regime::rulebook_file::{Surroundings, compile};
use crate::rule::{Test, compile_test, facts_of};
use std::collections::HashSet;

/// The elements of a scored grade, or the aspects of another.
fn elements<'a>(book: &'a RuleBook, key: &str) -> &'a [Element] {
    match (&book.grade.model, key) {
        (Model::Scored { elements, .. }, "element") => elements,
        (Model::Aspects { aspects, .. }, "aspect") => aspects,
        _ => &[],
    }
}

/// The element or aspect that a part names; it may be divided once only.
fn place_of(table: &Node, key: &str, bench: &Bench<'_>, reader: &mut Reader<'_>) -> Option<usize> {
    let (id, span) = (table.get(key)?.text()?, table.span_of(key));
    let all = elements(bench.book, key);
    let known = || all.iter().map(|element| bench.catalogue.id(element.fact));
    let Some(place) = known().position(|known| known == id) else {
        let help = match nearest(id, known()) {
            _ if all.is_empty() => format!("`{}` has none: its grade is found otherwise", bench.book.id),
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has: {}", known().collect::<Vec<_>>().join(", ")),
        };
        reader.problem(span, "unknown-item", format!("`{id}` is not an {key} of `{}`", bench.book.id), help);
        return None;
    };
    if all.get(place).is_some_and(|element| element.basis != Basis::Typed) {
        let help = "two overlays cannot both derive it: apply one of them";
        reader.problem(span, "divided-twice", format!("another overlay already derives `{id}`"), help);
        return None;
    }
    Some(place)
}

/// Indicators by element; those of an element must add up to its most points.
pub(super) fn indicators(node: &Node, bench: &Bench<'_>, reader: &mut Reader<'_>) -> Vec<NewBasis> {
    let all = elements(bench.book, "element");
    let mut groups: Vec<(Vec<Indicator>, Option<Span>, bool)> = all.iter().map(|_| (Vec::new(), None, true)).collect();
    for table in node.tables("indicator") {
        let Some(place) = place_of(table, "element", bench, reader) else { continue };
        let Some((group, span, sound)) = groups.get_mut(place) else { continue };
        span.get_or_insert(table.span_of("element"));
        // A `max` that cannot be read has been reported; the sum would only say so again.
        let max = points(table, &mut Reader { source: reader.source, problems: &mut Vec::new() });
        match (max, bench.catalogue.find(table.text_at("id"))) {
            (Some(max), Some(fact)) => group.push(Indicator { fact, max, clause: table.owned("clause") }),
            _ => *sound = false,
        }
    }
    let mut found = Vec::new();
    for (place, ((group, span, sound), element)) in groups.into_iter().zip(all).enumerate() {
        let Some(span) = span else { continue };
        let sum: i64 = group.iter().map(|indicator| indicator.max).sum();
        if sound && sum != element.max {
            reader.problem(
                span,
                "indicator-sum",
                format!(
                    "the indicators of `{}` add up to {} points, the element has {}",
                    bench.catalogue.id(element.fact),
                    format_fixed(sum, 1),
                    format_fixed(element.max, 1)
                ),
                "correct a max, or add the indicator that is missing: an element is divided wholly or not at all",
            );
        }
        found.push((place, Basis::Indicators(group), span));
    }
    found
}

/// Level conditions by aspect; every level above the lowest must have one.
pub(super) fn levels(
    node: &Node,
    bench: &mut Bench<'_>,
    derived: &DerivedFigures,
    reader: &mut Reader<'_>,
) -> Vec<NewBasis> {
    let all = elements(bench.book, "aspect");
    let mut groups: Vec<(Vec<LevelRule>, Option<Span>)> = all.iter().map(|_| (Vec::new(), None)).collect();
    let mut ids = HashSet::new();
    for table in node.tables("level") {
        let (id, span) = (table.owned("id"), table.span_of("id"));
        check_id(&id, span, reader);
        check_prefix(&id, &bench.id, span, reader);
        if !ids.insert(id.clone()) || bench.catalogue.find(&id).is_some() {
            reader.problem(span, "duplicate-id", format!("`{id}` is used twice"), "ids are unique within an overlay");
        }
        let level = level_of(table, bench.book, reader);
        let when = condition(table, bench, derived, reader);
        let Some(place) = place_of(table, "aspect", bench, reader) else { continue };
        let Some((group, first)) = groups.get_mut(place) else { continue };
        first.get_or_insert(table.span_of("aspect"));
        if let Some(level) = level {
            group.push(LevelRule { id, level, when, clause: table.owned("clause") });
        }
    }
    let mut found = Vec::new();
    for (place, ((mut group, span), aspect)) in groups.into_iter().zip(all).enumerate() {
        let Some(span) = span else { continue };
        for (level, outcome) in (0_u8..).zip(&bench.book.grade.outcomes).skip(1) {
            if !group.iter().any(|rule| rule.level == level) {
                let aspect = bench.catalogue.id(aspect.fact);
                reader.problem(
                    span,
                    "level-missing",
                    format!("`{aspect}` has no condition for the level `{outcome}`"),
                    "add a [[level]]; when = \"false\" where conditions alone cannot reach it",
                );
            }
        }
        group.sort_by_key(|rule| rule.level);
        found.push((place, Basis::Levels(group), span));
    }
    found
}

fn level_of(table: &Node, book: &RuleBook, reader: &mut Reader<'_>) -> Option<u8> {
    let (outcome, span) = (table.get("level")?.text()?, table.span_of("level"));
    let outcomes = &book.grade.outcomes;
    match outcomes.iter().position(|known| known == outcome) {
        Some(place @ 1..) => u8::try_from(place).ok(),
        Some(_) => {
            let message = format!("`{outcome}` is the lowest outcome and needs no condition");
            reader.problem(span, "unknown-outcome", message, "remove it");
            None
        }
        None => {
            let help = format!("the outcomes are {}", outcomes.join(", "));
            reader.problem(span, "unknown-outcome", format!("`{outcome}` is not an outcome"), help);
            None
        }
    }
}

fn condition(table: &Node, bench: &mut Bench<'_>, derived: &DerivedFigures, reader: &mut Reader<'_>) -> Test {
    let none = HashSet::new();
    let mut around =
        Surroundings { catalogue: &bench.catalogue, derived, windows: &mut bench.windows, evidence: &none };
    let compiled = table
        .get("when")
        .and_then(|node| compile(node, reader.source, &mut around, &bench.readings, reader.problems, compile_test));
    let test = compiled.unwrap_or(Test::Constant(false));
    let mut facts = Vec::new();
    facts_of(&test, &mut facts);
    let aspects = elements(bench.book, "aspect");
    if let Some(fact) = facts.iter().find(|fact| aspects.iter().any(|aspect| aspect.fact == **fact)) {
        reader.problem(
            table.span_of("when"),
            "fact-in-use",
            format!("the condition looks at the level `{}`", bench.catalogue.id(*fact)),
            "a level comes from other facts, not from levels as they are typed",
        );
    }
    test
}

/// What is derived is no longer read as it is typed; a condition that reads it would not see the derived figure.
pub(super) fn refuse_facts_in_use(basis: &[NewBasis], bench: &Bench<'_>, reader: &mut Reader<'_>) {
    let all = bench.book.elements();
    for (place, _, span) in basis {
        let Some(fact) = all.get(*place).map(|element| element.fact) else { continue };
        if let Some(user) = user_of(fact, bench) {
            let message = format!("`{}` cannot be derived: `{user}` uses it as it is typed", bench.catalogue.id(fact));
            reader.problem(*span, "fact-in-use", message, "change the rule book rather than laying over it");
        }
    }
}

fn user_of<'a>(fact: FactIx, bench: &Bench<'a>) -> Option<&'a str> {
    let uses = |test: &Test| {
        let mut facts = Vec::new();
        facts_of(test, &mut facts);
        facts.contains(&fact)
    };
    bench.library.regimes.iter().find_map(|book| {
        let conditions = book.conditions.iter().flat_map(|item| {
            std::iter::once(&item.when).chain(&item.applies).map(move |test| (item.id.as_str(), test))
        });
        let caps = book.caps.iter().map(|item| (item.id.as_str(), &item.when));
        let grounds = book.grounds.iter().map(|item| (item.id.as_str(), &item.when));
        conditions.chain(caps).chain(grounds).find(|(_, test)| uses(test)).map(|(id, _)| id)
    })
}

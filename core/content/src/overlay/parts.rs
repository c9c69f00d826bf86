//! What an overlay puts below elements and aspects: indicators and level conditions.

use super::{Bench, NewBasis, check_prefix};
use crate::derived::DerivedFigures;
use crate::facts_file::{check_id, points};
use crate::levels::levels as complete;
use crate::reader::Reader;
use crate::rulebook_file::{cap_limit, not_an_outcome};
use crate::surroundings::{Surroundings, compile};
use crate::written::{Indicator, NewCap, NewLevel, Text};
use std::collections::HashSet;
use ziping_base::diag::{Said, Span, did_you_mean, joined, nearest};
use ziping_base::say;
use ziping_regime::{self as model, Basis, LevelRule};
use ziping_regime::{Backing, Cap, Element, Model, RuleBook};
use ziping_rules::fact::{FactIx, format_fixed};
use ziping_rules::rule::{Test, compile_test, facts_of};

/// The elements of a scored grade, or the aspects of another.
fn elements<'a>(book: &'a RuleBook, key: &str) -> &'a [Element] {
    match (&book.grade.model, key) {
        (Model::Scored { elements, .. }, "element") => elements,
        (Model::Aspects { aspects, .. }, "aspect") => aspects,
        _ => &[],
    }
}

/// The element or aspect that a part names; it may be divided once only.
fn place_of((key, written): (&str, Text<'_>), bench: &Bench<'_>, reader: &mut Reader<'_>) -> Option<usize> {
    let (id, span) = (written.value?, written.span);
    let all = elements(bench.book, key);
    let known = || all.iter().map(|element| bench.catalogue.id(element.fact));
    let (of, kind) = (&bench.book.id, if key == "element" { "要素" } else { "方面" });
    let Some(place) = known().position(|known| known == id) else {
        let help = match nearest(id, known()) {
            _ if all.is_empty() => {
                say!("`{of}` has none: its grade is found otherwise", "“{of}”没有{kind}：它的等级另有评法")
            }
            Some(near) => did_you_mean(near),
            None => {
                let Said { en, zh } = joined(known());
                say!("it has: {en}", "它的{kind}有：{zh}")
            }
        };
        let message = say!("`{id}` is not an {key} of `{of}`", "“{id}”不是规则“{of}”的{kind}");
        reader.problem(span, "unknown-item", message, help);
        return None;
    };
    if all.get(place).is_some_and(|element| element.basis != Basis::Typed) {
        let message = say!("another overlay already derives `{id}`", "另一份补充规则已经推导了“{id}”");
        let help =
            say!("two overlays cannot both derive it: apply one of them", "同一项不能由两份推导，请只用其中一份");
        reader.problem(span, "divided-twice", message, help);
        return None;
    }
    Some(place)
}

/// Indicators by element; those of an element must add up to its most points.
pub(super) fn indicators(written: &[Indicator<'_>], bench: &Bench<'_>, reader: &mut Reader<'_>) -> Vec<NewBasis> {
    let all = elements(bench.book, "element");
    let mut groups: Vec<(Vec<model::Indicator>, Option<Span>, bool)> =
        all.iter().map(|_| (Vec::new(), None, true)).collect();
    for indicator in written {
        let Some(place) = place_of(("element", indicator.element), bench, reader) else { continue };
        let Some((group, span, sound)) = groups.get_mut(place) else { continue };
        span.get_or_insert(indicator.element.span);
        // A `max` that cannot be read has been reported; the sum would only say so again.
        let max = points(indicator.max, &mut Reader { source: reader.source, problems: &mut Vec::new() });
        match (max, bench.catalogue.find(indicator.id.text())) {
            (Some(max), Some(fact)) => group.push(model::Indicator { fact, max, clause: indicator.clause.owned() }),
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
                say!(
                    "the indicators of `{id}` add up to {sum} points, the element has {max}",
                    "“{id}”各指标的满分合计 {sum} 分，要素的满分是 {max} 分",
                    id = bench.catalogue.id(element.fact),
                    sum = format_fixed(sum, 1),
                    max = format_fixed(element.max, 1)
                ),
                say!(
                    "correct a max, or add the indicator that is missing: an element is divided wholly or not at all",
                    "改正某个 max，或补上缺的指标：一个要素要么全部分成指标，要么不分"
                ),
            );
        }
        found.push((place, Basis::Indicators(group), span));
    }
    found
}

/// The id of a part: the overlay's own, and of no fact or other part. `taken`: whether another part has it.
fn own_id(
    written: Text<'_>,
    bench: &Bench<'_>,
    reader: &mut Reader<'_>,
    mut taken: impl FnMut(&str) -> bool,
) -> String {
    let (id, span) = (written.owned(), written.span);
    check_id(&id, span, reader);
    check_prefix(&id, &bench.id, span, reader);
    if taken(&id) || bench.catalogue.find(&id).is_some() {
        let message = say!("`{id}` is used twice", "“{id}”用了两次");
        let help = say!("ids are unique within an overlay", "编号在一份补充规则里不能重复");
        reader.problem(span, "duplicate-id", message, help);
    }
    id
}

/// Level conditions by aspect; every level above the lowest must have one.
pub(super) fn levels(
    written: &[NewLevel<'_>],
    bench: &mut Bench<'_>,
    derived: &DerivedFigures,
    reader: &mut Reader<'_>,
) -> Vec<NewBasis> {
    let all = elements(bench.book, "aspect");
    let mut groups: Vec<(Vec<LevelRule>, Option<Span>)> = all.iter().map(|_| (Vec::new(), None)).collect();
    let mut ids = HashSet::new();
    for written in written {
        let id = own_id(written.id, bench, reader, |id| !ids.insert(id.to_owned()));
        let level = level_of(written.level, bench.book, reader);
        let when = condition(written.when, bench, derived, reader);
        let Some(place) = place_of(("aspect", written.aspect), bench, reader) else { continue };
        let Some((group, first)) = groups.get_mut(place) else { continue };
        first.get_or_insert(written.aspect.span);
        if let Some(level) = level {
            group.push(LevelRule { id, level, when, clause: written.clause.owned() });
        }
    }
    let mut found = Vec::new();
    for (place, ((group, span), aspect)) in groups.into_iter().zip(all).enumerate() {
        let Some(span) = span else { continue };
        let aspect = bench.catalogue.id(aspect.fact);
        found.push((place, complete(group, aspect, &bench.book.grade.outcomes, span, reader), span));
    }
    found
}

/// Caps: gates over points, above all.
pub(super) fn caps(
    written: &[NewCap<'_>],
    bench: &mut Bench<'_>,
    derived: &DerivedFigures,
    reader: &mut Reader<'_>,
) -> Vec<Cap> {
    let mut caps: Vec<Cap> = Vec::new();
    for cap in written {
        let taken = |id: &str| caps.iter().any(|cap| cap.id == id) || bench.scores.item(id).is_some();
        let id = own_id(cap.id, bench, reader, taken);
        let said = (cap.limit, cap.lowers, cap.id);
        let Some((limit, lowers)) = cap_limit(said, &bench.book.grade.outcomes, reader) else { continue };
        let when = condition(cap.when, bench, derived, reader);
        let clauses = cap.clause.value.into_iter().map(str::to_owned).collect();
        let backing = Backing { clauses, ..Backing::default() };
        caps.push(Cap { id, backing, limit, lowers, when });
    }
    caps
}

fn level_of(written: Text<'_>, book: &RuleBook, reader: &mut Reader<'_>) -> Option<u8> {
    let (outcome, span) = (written.value?, written.span);
    let outcomes = &book.grade.outcomes;
    match outcomes.iter().position(|known| known == outcome) {
        Some(place @ 1..) => u8::try_from(place).ok(),
        Some(_) => {
            let message =
                say!("`{outcome}` is the lowest outcome and needs no condition", "“{outcome}”是最低的等级，不需要条件");
            reader.problem(span, "unknown-outcome", message, say!("remove it", "请删去"));
            None
        }
        None => {
            not_an_outcome(outcome, outcomes, span, reader);
            None
        }
    }
}

fn condition(when: Text<'_>, bench: &mut Bench<'_>, derived: &DerivedFigures, reader: &mut Reader<'_>) -> Test {
    let none = HashSet::new();
    let mut around = Surroundings {
        catalogue: &bench.catalogue,
        derived,
        windows: &mut bench.windows,
        evidence: &none,
        scores: &bench.scores,
    };
    let compiled = compile(when, reader.source, &mut around, &bench.readings, reader.problems, compile_test);
    let test = compiled.unwrap_or(Test::Constant(false));
    let mut facts = Vec::new();
    facts_of(&test, &mut facts);
    let aspects = elements(bench.book, "aspect");
    if let Some(fact) = facts.iter().find(|fact| aspects.iter().any(|aspect| aspect.fact == **fact)) {
        reader.problem(
            when.span,
            "fact-in-use",
            say!("the condition looks at the level `{id}`", "条件用到了等级“{id}”", id = bench.catalogue.id(*fact)),
            say!(
                "a level comes from other facts, not from levels as they are typed",
                "等级要由别的事实得出，不能由自己填写的等级得出"
            ),
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
            let message = say!(
                "`{id}` cannot be derived: `{user}` uses it as it is typed",
                "“{id}”不能改由推导得出：“{user}”用到了自己填写的值",
                id = bench.catalogue.id(fact)
            );
            let help = say!("change the rule book rather than laying over it", "请修改规则本身，不能用补充规则");
            reader.problem(*span, "fact-in-use", message, help);
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

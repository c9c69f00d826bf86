//! Running a rule book's cases: what was expected beside what came out.

use super::finding::{Assessment, Figured, Finding, Outcome, assess};
use super::next::next;
use std::borrow::Cow;
use std::collections::BTreeMap;
use ziping_base::diag::{Diagnostic, Said};
use ziping_base::say;
use ziping_regime::{Case, Library, RuleBook};
use ziping_rules::fact::{FactIx, Range, format_fixed};
use ziping_rules::rule::score::{ItemFinding, Points, Ratio};
use ziping_rules::rule::{Truth, Unit};

/// Runs all cases, by regime; one diagnostic for each that comes out otherwise than it expects, at its place.
#[must_use]
pub fn failed_cases(library: &Library, cases: &BTreeMap<String, Vec<Case>>) -> Vec<Diagnostic> {
    let of_books = library.regimes.iter().filter_map(|book| Some((book, cases.get(&book.id)?)));
    let failed = of_books.flat_map(|(book, cases)| cases.iter().filter_map(|case| run_case(library, book, case).err()));
    failed.map(|problem| *problem).collect()
}

/// Runs a case.
///
/// # Errors
/// One diagnostic at the case with every difference.
pub fn run_case(library: &Library, rulebook: &RuleBook, case: &Case) -> Result<(), Box<Diagnostic>> {
    let assessment = assess(library, rulebook, &case.sheet, case.as_of);
    let mut wrong: Vec<Said> = Vec::new();
    let mut expect = |what: Said, expected: Said, found: Said| {
        if expected.en != found.en {
            wrong.push(Said::new(
                format!("{}: expected {}, found {}", what.en, expected.en, found.en),
                format!("{}：应为 {}，结果是 {}", what.zh, expected.zh, found.zh),
            ));
        }
    };
    let outcome = |place: u8| rulebook.grade.outcomes.get(usize::from(place)).cloned().unwrap_or_default();
    let ends = |range: super::GradeRange| format!("{}..{}", outcome(range.worst), outcome(range.best));
    if let Some(eligible) = &case.eligible {
        expect(plain("eligible"), plain(eligible.clone()), plain(Outcome::from(assessment.eligible).name()));
    }
    if let Some([worst, best]) = &case.grade {
        expect(plain("grade"), plain(format!("{worst}..{best}")), plain(ends(assessment.grade)));
    }
    if let Some([worst, best]) = &case.uncapped {
        expect(plain("uncapped"), plain(format!("{worst}..{best}")), plain(ends(assessment.uncapped)));
    }
    if let Some([low, high]) = case.score {
        let typed = assessment.score.unwrap_or(Range::exactly(-10));
        let typed = Points::between(Ratio::fixed(typed.low, 1), Ratio::fixed(typed.high, 1));
        let found = assessment.exact.unwrap_or(typed);
        expect(plain("score"), plain(ends_of(Points::between(low, high))), plain(ends_of(found)));
    }
    let items = assessment.elements.iter().flat_map(|element| &element.items).chain(&assessment.items);
    let items: Vec<&ItemFinding> = items.flat_map(all_of).collect();
    for (id, expected) in &case.points {
        let found = items.iter().find(|item| item.id == *id);
        let found = found.map_or_else(|| say!("none", "没有"), |item| plain(points_of(item.points)));
        expect(plain(id.clone()), plain(expected.clone()), found);
    }
    if let Some(binding) = &case.binding {
        let found: Vec<String> = rulebook
            .caps
            .iter()
            .zip(&assessment.caps)
            .filter(|(_, cap)| cap.binds)
            .map(|(cap, _)| cap.id.clone())
            .collect();
        expect(plain("binding"), plain(sorted(binding.clone())), plain(sorted(found)));
    }
    for (id, expected) in &case.outcomes {
        let found = finding(rulebook, &assessment, id);
        let found = found.map_or_else(|| say!("none", "没有"), |finding| plain(finding.outcome.name()));
        expect(plain(id.clone()), plain(expected.clone()), found);
    }
    for (id, expected) in &case.readings {
        let found = finding(rulebook, &assessment, id).map(|finding| finding.readings.clone()).unwrap_or_default();
        let what = say!("readings of {id}", "{id} 的理解");
        expect(what, plain(sorted(expected.clone())), plain(sorted(found)));
    }
    if let Some(open) = &case.open {
        expect(plain("open"), plain(ids(library, open)), plain(ids(library, &assessment.open_facts())));
    }
    if let Some(empty) = case.next_empty {
        let next = next(library, rulebook, &case.sheet, case.as_of);
        let nothing = || say!("nothing to ask", "没有要问的");
        let found = if next.is_empty() { nothing() } else { plain(ids(library, &next)) };
        if empty != next.is_empty() {
            expect(plain("next"), if empty { nothing() } else { say!("something to ask", "还有要问的") }, found);
        }
    }
    for (id, expected) in &case.figures {
        let found = rulebook.figures.iter().zip(&assessment.figures).find(|(figure, _)| figure.id == *id);
        let found = found.map(|(_, figure)| figured(figure.value)).unwrap_or_default();
        expect(plain(id.clone()), plain(expected.clone()), plain(found));
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let (en, zh): (Vec<_>, Vec<_>) = wrong.into_iter().map(|difference| (difference.en, difference.zh)).unzip();
    let message = say!(
        "the case `{name}` does not come out: {en}",
        "案例“{name}”的结果与预期不符。{zh}",
        name = &case.name,
        en = en.join("; "),
        zh = zh.join("；")
    );
    let help = decided_by(library, rulebook, &assessment)
        .and(&say!("correct the rule, or the case if it is the one that is wrong", "请改正规则；错在案例的，改正案例"));
    let problem = Diagnostic::error("case-failed", message).help(help);
    Err(Box::new(Diagnostic { place: Some(Box::new(case.place.clone())), ..problem }))
}

/// What made the result what it is, by id: where to look for the mistake.
fn decided_by(library: &Library, rulebook: &RuleBook, assessment: &Assessment) -> Said {
    let of = |outcome: Outcome| {
        let conditions = rulebook.conditions.iter().zip(&assessment.conditions);
        let of = conditions.filter(move |(_, finding)| finding.outcome == outcome);
        some(of.map(|(item, _)| item.id.as_str()).collect())
    };
    let caps = rulebook.caps.iter().zip(&assessment.caps).map(|(cap, found)| (&cap.id, found.finding.outcome));
    let grounds = rulebook.grounds.iter().zip(&assessment.grounds).map(|(item, found)| (&item.id, found.outcome));
    let caught: Vec<&str> =
        caps.chain(grounds).filter(|(_, outcome)| *outcome == Outcome::True).map(|(id, _)| id.as_str()).collect();
    let open: Vec<&str> = assessment.open_facts().iter().map(|fact| library.catalogue.id(*fact)).collect();
    let parts = [
        ("not satisfied", "不满足的", of(Outcome::False)),
        ("not decided", "未定的", of(Outcome::Unknown)),
        ("caught", "触发的", some(caught)),
        ("not answered", "没有回答的", some(open)),
    ];
    let told = parts.iter().filter(|(.., ids)| !ids.is_empty());
    let (en, zh): (Vec<String>, Vec<String>) =
        told.map(|(en, zh, ids)| (format!("{en}: {ids};"), format!("{zh}：{ids}；"))).unzip();
    Said::new(en.join(" "), zh.concat())
}

/// The first few ids.
fn some(mut ids: Vec<&str>) -> String {
    const FEW: usize = 6;
    if ids.len() > FEW {
        ids.truncate(FEW);
        ids.push("…");
    }
    ids.join(", ")
}

/// What a case writes, the same in both languages.
fn plain(text: impl Into<Cow<'static, str>>) -> Said {
    Said::english(text)
}

fn finding<'a>(rulebook: &RuleBook, assessment: &'a Assessment, id: &str) -> Option<&'a Finding> {
    let condition =
        rulebook.conditions.iter().position(|item| item.id == id).and_then(|i| assessment.conditions.get(i));
    let cap = rulebook.caps.iter().position(|item| item.id == id).and_then(|i| assessment.caps.get(i));
    let ground = rulebook.grounds.iter().position(|item| item.id == id).and_then(|i| assessment.grounds.get(i));
    condition.or_else(|| cap.map(|cap| &cap.finding)).or(ground)
}

/// An item and its parts.
fn all_of(item: &ItemFinding) -> Vec<&ItemFinding> {
    let mut all = vec![item];
    item.parts.iter().for_each(|part| all.extend(all_of(part)));
    all
}

fn ends_of(points: Points) -> String {
    format!("{}..{}", points.low.shown(), points.high.shown())
}

/// Points as cases write them: `7`, `0..8`.
fn points_of(points: Points) -> String {
    if points.is_exact() { points.low.shown() } else { ends_of(points) }
}

fn sorted(mut items: Vec<String>) -> String {
    items.sort();
    format!("[{}]", items.join(", "))
}

fn ids(library: &Library, facts: &[FactIx]) -> String {
    sorted(facts.iter().map(|fact| library.catalogue.id(*fact).to_owned()).collect())
}

/// A share known exactly, as a percentage rounded half up to two decimals, without the sign.
pub(super) fn percent(part: Range, whole: Range) -> Option<String> {
    if !part.is_exact() || !whole.is_exact() || whole.low <= 0 {
        return None;
    }
    let hundredths = (i128::from(part.low) * 20_000 / i128::from(whole.low) + 1) / 2;
    Some(format_fixed(i64::try_from(hundredths).ok()?, 2))
}

/// A figure as cases write it: `2`, `1..3`, `25` (a share, in percent), `true`.
fn figured(value: Figured) -> String {
    let range = |range: Range, places: u32| {
        let end = |units: i64| if units == Range::OPEN_HIGH { "…".to_owned() } else { format_fixed(units, places) };
        if range.is_exact() { end(range.low) } else { format!("{}..{}", end(range.low), end(range.high)) }
    };
    match value {
        Figured::Number(number, Unit::Count) => range(number, 0),
        Figured::Number(number, Unit::Money) => range(number, 2),
        Figured::Number(number, Unit::Score) => range(number, 1),
        Figured::Share(part, whole) => match percent(part, whole) {
            Some(percent) => percent,
            None => format!("{}/{}", range(part, 0), range(whole, 0)),
        },
        Figured::Truth(Truth::True) => "true".into(),
        Figured::Truth(Truth::False) => "false".into(),
        Figured::Truth(Truth::Unknown) => "unknown".into(),
    }
}

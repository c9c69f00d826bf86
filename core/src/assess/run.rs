//! Running a rule book's cases: what was expected beside what came out.

use super::finding::{Assessment, Figured, Finding, Outcome, assess};
use super::next::next;
use crate::diag::{Diagnostic, Said};
use crate::fact::{FactIx, Range, format_fixed};
use crate::regime::{Case, Library, RuleBook};
use crate::rule::{Truth, Unit};
use crate::say;
use std::borrow::Cow;

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
        let found = assessment.score.unwrap_or(Range::exactly(-1));
        expect(plain("score"), plain(points(low, high)), plain(points(found.low, found.high)));
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
    let help = say!("correct the rule, or the case if it is the one that is wrong", "请改正规则；错在案例的，改正案例");
    let problem = Diagnostic::error("case-failed", message).help(help);
    Err(Box::new(Diagnostic { place: Some(Box::new(case.place.clone())), ..problem }))
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

fn points(low: i64, high: i64) -> String {
    format!("{}..{}", format_fixed(low, 1), format_fixed(high, 1))
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

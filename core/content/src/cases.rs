//! What cases mean: facts → expected result, shipped with the rule book and run by the tests and by `ziping check`.

use super::reader::Reader;
use super::written::{self, Answers, Labels, Sheets, Texts};
use std::collections::BTreeMap;
use ziping_base::calendar::Day;
use ziping_base::diag::{Said, joined};
use ziping_base::say;
use ziping_regime::{Case, RuleBook};
use ziping_rules::fact::{Catalogue, Sheet, read_value, unknown_fact};
use ziping_rules::rule::score::Ratio;

/// Cases, with the answers that they begin with.
pub(super) fn cases(
    (bases, written): (&Sheets<'_>, &[written::Case<'_>]),
    book: &RuleBook,
    catalogue: &Catalogue,
    reader: &mut Reader<'_>,
) -> Vec<Case> {
    let bases: Vec<(&str, Sheet)> =
        bases.iter().map(|(key, base)| (key.name.as_str(), sheet(base, catalogue, reader, Sheet::new()))).collect();
    let mut names: Vec<&str> = Vec::new();
    let mut cases = Vec::new();
    for written in written {
        let name = written.name.text();
        if names.contains(&name) {
            reader.problem(
                written.name.span,
                "duplicate-id",
                say!("two cases are called `{name}`", "有两个案例都叫“{name}”"),
                say!("name the behaviour that each protects", "请各按要守住的规则行为命名"),
            );
        }
        names.push(name);
        if let Some(case) = case(written, &bases, book, catalogue, reader) {
            cases.push(case);
        }
    }
    cases
}

fn sheet(answers: &Answers<'_>, catalogue: &Catalogue, reader: &mut Reader<'_>, mut sheet: Sheet) -> Sheet {
    for (key, value) in answers.iter() {
        let Some(ix) = catalogue.find(&key.name) else {
            reader.problems.push(unknown_fact(&key.name, catalogue).at(&reader.source, key.span));
            continue;
        };
        let Some(fact) = catalogue.get(ix) else { continue };
        match read_value(&fact.kind, value) {
            Ok(value) => {
                sheet.put(ix, Some(value));
            }
            Err(refused) => reader.problems.push(refused.named(&key.name).at(&reader.source, refused.span_in(value))),
        }
    }
    sheet
}

fn case(
    written: &written::Case<'_>,
    bases: &[(&str, Sheet)],
    book: &RuleBook,
    catalogue: &Catalogue,
    reader: &mut Reader<'_>,
) -> Option<Case> {
    let as_of = Day::parse(written.as_of.text());
    if as_of.is_none() {
        let message = say!("this is not a day", "这不是存在的日期");
        reader.problem(written.as_of.span, "bad-day", message, say!("write it as 2026-11-21", "写成 2026-11-21"));
    }
    let mut answers = match written.base {
        None => Sheet::new(),
        Some(base) => match bases.iter().find(|(name, _)| Some(*name) == base.value) {
            Some((_, sheet)) => sheet.clone(),
            None => {
                let message = say!("no base of that name", "没有这个名称的基础答案");
                reader.problem(base.span, "unknown-base", message, say!("add [base.…] above", "请在上面补上 [base.…]"));
                return None;
            }
        },
    };
    for (id, span) in written.without.iter() {
        match catalogue.find(id) {
            Some(fact) => {
                answers.put(fact, None);
            }
            None => reader.problems.push(unknown_fact(id, catalogue).at(&reader.source, *span)),
        }
    }
    if let Some(facts) = &written.facts {
        answers = sheet(facts, catalogue, reader, answers);
    }
    let known = |id: &str| {
        book.conditions.iter().any(|item| item.id == id)
            || book.caps.iter().any(|item| item.id == id)
            || book.grounds.iter().any(|item| item.id == id)
    };
    let outcomes = labels(&written.outcomes);
    let readings = written.readings.iter().map(|(key, ids)| (key.name.clone(), ids.strings()));
    let readings: BTreeMap<String, Vec<String>> = readings.collect();
    for id in outcomes.keys().chain(readings.keys()).filter(|id| !known(id)) {
        let message = say!("`{id}` is not a condition, cap or ground", "“{id}”不是条件、限制或事由");
        reader.problem(written.name.span, "unknown-item", message, correct_the_id());
    }
    let figures = labels(&written.figures);
    for id in figures.keys().filter(|id| !book.figures.iter().any(|figure| figure.id == **id)) {
        let message = say!("`{id}` is not a figure", "“{id}”不是计算项");
        reader.problem(written.figures.span, "unknown-item", message, correct_the_id());
    }
    let points = labels(&written.points);
    for id in points.keys().filter(|id| !book.scored().iter().any(|item| item.id == **id)) {
        let message = say!("`{id}` is not an item or a group", "“{id}”不是评分项目或组");
        reader.problem(written.points.span, "unknown-item", message, correct_the_id());
    }
    let grade = written.grade.as_ref().and_then(|ends| outcomes_at(("grade", ends), book, reader));
    let uncapped = written.uncapped.as_ref().and_then(|ends| outcomes_at(("uncapped", ends), book, reader));
    let score = written.score.as_ref().and_then(|ends| pair(("score", ends), reader));
    let score = score.and_then(|[low, high]| Some([Ratio::parse(&low)?, Ratio::parse(&high)?]));
    let open = written.open.as_ref().map(|open| {
        let mut facts = Vec::new();
        for (id, span) in open.iter() {
            match catalogue.find(id) {
                Some(fact) => facts.push(fact),
                None => reader.problems.push(unknown_fact(id, catalogue).at(&reader.source, *span)),
            }
        }
        facts
    });
    let binding = written.binding.as_ref().map(Texts::strings);
    for id in binding.iter().flatten().filter(|id| !book.caps.iter().any(|cap| cap.id == **id)) {
        let message = say!("`{id}` is not a cap", "“{id}”不是限制");
        reader.problem(
            written.binding.as_ref().map_or(written.name.span, |binding| binding.span),
            "unknown-item",
            message,
            correct_the_id(),
        );
    }
    let next_empty = written.next_empty.and_then(|empty| empty.value);
    let case = Case {
        name: written.name.owned(),
        place: reader.source.place(written.name.span),
        as_of: as_of?,
        sheet: answers,
        eligible: written.eligible.and_then(|eligible| eligible.value).map(|eligible| eligible.0.to_owned()),
        grade,
        uncapped,
        score,
        binding,
        outcomes,
        readings,
        open,
        next_empty,
        figures,
        points,
    };
    let expects = case.eligible.is_some()
        || case.grade.is_some()
        || case.uncapped.is_some()
        || case.score.is_some()
        || case.binding.is_some()
        || case.open.is_some()
        || case.next_empty.is_some()
        || !case.outcomes.is_empty()
        || !case.readings.is_empty()
        || !case.figures.is_empty()
        || !case.points.is_empty();
    if !expects {
        reader.problem(
            written.name.span,
            "empty-case",
            say!("the case expects nothing", "这个案例没有写任何预期"),
            say!("add grade, eligible, outcomes …", "请写上 grade、eligible、outcomes 等预期"),
        );
    }
    Some(case)
}

fn correct_the_id() -> Said {
    say!("correct the id", "请改正编号")
}

fn labels(written: &Labels<'_>) -> BTreeMap<String, String> {
    written.iter().map(|(key, value)| (key.name.clone(), value.owned())).collect()
}

fn pair((key, ends): (&str, &Texts<'_>), reader: &mut Reader<'_>) -> Option<[String; 2]> {
    match &**ends {
        [(low, _), (high, _)] => Some([(*low).to_owned(), (*high).to_owned()]),
        _ => {
            reader.problem(
                ends.span,
                "wrong-kind",
                say!("`{key}` takes two texts", "“{key}”要写两个值，都加引号"),
                say!("worst and best, or low and high", "依次写最低等级和最高等级，或最低分和最高分"),
            );
            None
        }
    }
}

fn outcomes_at((key, ends): (&str, &Texts<'_>), book: &RuleBook, reader: &mut Reader<'_>) -> Option<[String; 2]> {
    let pair = pair((key, ends), reader)?;
    for outcome in pair.iter().filter(|outcome| !book.grade.outcomes.contains(outcome)) {
        let message = say!("`{outcome}` is not an outcome", "没有“{outcome}”这个等级");
        let Said { en, zh } = joined(book.grade.outcomes.iter().map(String::as_str));
        let help = say!("{en}", "等级有：{zh}");
        reader.problem(ends.span, "unknown-outcome", message, help);
    }
    Some(pair)
}

//! Any text as a number expression, or as a comparison of such, on any answers: the same however it is evaluated; what is
//! hidden leaves room for what comes out; days, facts and changes are found without panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::HashMap;
use std::sync::OnceLock;
use ziping_base::diag::Source;
use ziping_content::Content;
use ziping_fuzz::sheets::{Bytes, sheets};
use ziping_fuzz::{points_in_every_way, scores, today};
use ziping_rules::rule::score::{
    Absent, Bands, End, Ratio, Row, Rule, Scored, Shared, Shown, Span, Undefined, Value, breakpoints_of,
    facts_of_scored, facts_of_value, improvements, item_mistakes, value,
};
use ziping_rules::rule::{
    Context, Moment, NoTrace, Record, Scope, Scores, Truth, Windows, Workshop, compile_test, compile_value, evaluate,
    facts_of, thresholds_of_item,
};

fn kinds() -> &'static (Content, Scores) {
    static CONTENT: OnceLock<(Content, Scores)> = OnceLock::new();
    CONTENT.get_or_init(|| {
        let content = scores::book("kinds");
        let book = &content.library.regimes[0];
        let mut items: Vec<Scored> = book.scored().into_iter().cloned().collect();
        items.truncate(12);
        let scores = Scores { items, ..Scores::default() };
        (content, scores)
    })
}

/// Whether a value lies in a span.
fn holds(partial: Span, whole: Span) -> bool {
    if whole.defined && whole.undefined || whole.value().is_none() && whole.defined {
        // Open for a reading: nothing to be held.
        return true;
    }
    if !whole.defined {
        partial.undefined
    } else {
        partial.defined && partial.low <= whole.low && whole.high <= partial.high
    }
}

/// An item of two bands about a number, or one that counts the number itself.
fn item(of: Value, bytes: &mut Bytes<'_>) -> Scored {
    let at =
        Ratio::fixed(i64::from(bytes.byte()), 2).times(Ratio::whole(1 << (bytes.byte() % 30))).unwrap_or(Ratio::ONE);
    let undefined = if bytes.byte() & 1 == 0 { Undefined::Unpublished } else { Undefined::Points(Ratio::ONE) };
    let rule = if bytes.byte() & 1 == 0 {
        let row = |from: Option<Ratio>, to: Option<Ratio>, points: i64| {
            let fixed = |at: Option<Ratio>| at.map(Value::Fixed);
            let points = Ratio::whole(points);
            Row { from: fixed(from), above: false, to: fixed(to), up_to: false, low: points, high: points }
        };
        let rows = vec![row(Some(at), None, 7), row(None, Some(at), 2)];
        Rule::Bands(Bands {
            value: of,
            rows,
            gaps: Vec::new(),
            undefined,
            steps: vec![(End::Below, 1), (End::At(at), 0)],
        })
    } else {
        Rule::Worth(of, undefined)
    };
    let mut scored = Scored {
        id: "item".to_owned(),
        clauses: Vec::new(),
        asks: Vec::new(),
        suggests: Vec::new(),
        least: Ratio::whole(-3),
        most: Ratio::whole(9),
        bonus: false,
        applies: None::<(_, Absent)>,
        rounding: None,
        rule,
        shown: Shown::Plain,
        shared: Shared::default(),
    };
    scored.shared = Shared::of(&scored);
    scored
}

/// Everything that is done with an item.
fn work_on(scored: &Scored, bytes: &mut Bytes<'_>, windows: &Windows) {
    let catalogue = &kinds().0.library.catalogue;
    let mut facts = Vec::new();
    facts_of_scored(scored, &mut facts);
    let (whole, partial) = sheets(bytes, catalogue, &facts, today());
    let moment = Moment::new(today(), windows);
    let now = points_in_every_way(scored, &whole, &moment);
    let before = points_in_every_way(scored, &partial, &moment);
    assert!(!now.is_exact() || before.low <= now.low && now.high <= before.high, "{now:?} is not in {before:?}");
    let context = Context::new(&partial, &moment);
    breakpoints_of(scored, &context, windows, &mut Vec::new());
    let _ = thresholds_of_item(scored);
    let mut found = Vec::new();
    let workshop = Workshop { context, base: today(), catalogue, windows };
    improvements(scored, Ratio::whole(3), &workshop, &mut found);
    for change in found {
        change.apply(&mut partial.clone(), &mut today());
    }
    let mut windows = windows.clone();
    let mistakes = item_mistakes(scored, catalogue, &mut windows);
    let moment = Moment::new(today(), &windows);
    for mistake in mistakes {
        points_in_every_way(&mistake.scored, &partial, &moment);
    }
}

fuzz_target!(|input: &[u8]| {
    let cut = input.iter().position(|byte| *byte == 0).unwrap_or(input.len());
    let (text, answers) = input.split_at(cut);
    let Ok(text) = std::str::from_utf8(text) else { return };
    let bytes = &mut Bytes(answers.get(1..).unwrap_or_default());
    let (content, scores) = kinds();
    let (derived, readings) = (HashMap::new(), Vec::new());
    let mut windows = content.library.windows.clone();
    let mut problems = Vec::new();
    let mut scope = Scope {
        catalogue: &content.library.catalogue,
        derived: &derived,
        readings: &readings,
        scores,
        windows: &mut windows,
        source: Source { name: "expression", text },
        offset: 0,
        problems: &mut problems,
    };
    let number = compile_value(text, &mut scope).map(|(number, _)| number);
    let test = compile_test(text, &mut scope);
    problems.iter().for_each(|problem| assert!(!problem.to_string().is_empty()));
    let moment = Moment::new(today(), &windows);
    if let Some(test) = test {
        let mut facts = Vec::new();
        facts_of(&test, &mut facts);
        let (whole, partial) = sheets(bytes, &content.library.catalogue, &facts, today());
        let ways = |sheet| {
            let context = Context::new(sheet, &moment);
            let truth = evaluate(&test, &context, &mut NoTrace);
            assert_eq!(truth, evaluate(&test, &context, &mut Record::default()));
            truth
        };
        let (now, before) = (ways(&whole), ways(&partial));
        assert!(now == Truth::Unknown || before == Truth::Unknown || now == before);
    }
    if let Some(number) = number {
        let mut facts = Vec::new();
        facts_of_value(&number, &mut facts);
        let (whole, partial) = sheets(bytes, &content.library.catalogue, &facts, today());
        let ways = |sheet| {
            let context = Context::new(sheet, &moment);
            let span = value(&number, &context, &mut NoTrace);
            assert_eq!(span, value(&number, &context, &mut Record::default()));
            assert!(!span.defined || span.low <= span.high, "{span:?}");
            span
        };
        let (now, before) = (ways(&whole), ways(&partial));
        assert!(holds(before, now), "{now:?} is not in {before:?}");
        work_on(&item(number, bytes), bytes, &windows);
    }
});

//! Any text as a condition: parsed and checked without panic, and when it is one evaluated alone and for many sheets at
//! once, with the days on which it changes and the changes that bring it about.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::HashMap;
use ziping_base::diag::Source;
use ziping_fuzz::{demo, today};
use ziping_rules::rule::many::{Block, LANES, OPEN, truth};
use ziping_rules::rule::{
    Checked, Columns, Context, Moment, NoTrace, Record, Scope, Scores, Test, Truth, Windows, Workshop,
};
use ziping_rules::rule::{collect_breakpoints, compile_number, compile_test, evaluate, number, repairs};

/// The outcomes for all sheets of the cases at once.
fn together(test: &Test, moment: &Moment) -> Vec<Truth> {
    let cases = demo().cases.values().flatten();
    let columns = Columns::new(cases.map(|case| case.sheet.clone()).collect());
    let blocks = Block::all(&columns, moment).flat_map(|block| {
        let mut found = [OPEN; LANES];
        block.possible(test, &block.live(), &mut found);
        found.into_iter().take(block.count())
    });
    blocks.map(truth).collect()
}

/// The days on which it changes are found, and every change that is proposed can be made.
fn work_on(test: &Test, context: Context<'_>, windows: &Windows) {
    let mut days = Vec::new();
    collect_breakpoints(test, &context, windows, &mut days);
    let workshop = Workshop { context, base: today(), catalogue: &demo().library.catalogue, windows };
    for change in [true, false].into_iter().flat_map(|want| repairs(test, want, &workshop)) {
        change.apply(&mut context.sheet.clone(), &mut today());
    }
}

fuzz_target!(|text: &str| {
    let content = demo();
    let (derived, readings) = (HashMap::new(), vec!["narrow".to_owned(), "wide".to_owned()]);
    let mut windows = content.library.windows.clone();
    let mut problems = Vec::new();
    let mut scope = Scope {
        catalogue: &content.library.catalogue,
        derived: &derived,
        readings: &readings,
        scores: Scores::none(),
        windows: &mut windows,
        source: Source { name: "condition", text },
        offset: 0,
        problems: &mut problems,
    };
    let test = compile_test(text, &mut scope);
    let figure = compile_number(text, &mut scope);
    // What is wrong can be shown, whatever the place.
    problems.iter().for_each(|problem| assert!(!problem.to_string().is_empty()));
    let moment = Moment::new(today(), &windows);
    let mut together = test.as_ref().map(|test| together(test, &moment)).unwrap_or_default().into_iter();
    for case in content.cases.values().flatten() {
        let context = Context::new(&case.sheet, &moment);
        if let Some(test) = &test {
            let mut record = Record::default();
            let truth = evaluate(test, &context, &mut record);
            assert_eq!(truth, evaluate(test, &context, &mut NoTrace));
            assert_eq!(Some(truth), together.next());
            work_on(test, context, &windows);
            assert!(truth != Truth::Unknown || !record.open.is_empty() || !record.readings.is_empty());
        }
        if let Some(Checked::Number(expression, _)) = &figure {
            let range = number(expression, &context, &mut NoTrace);
            assert!(range.low <= range.high);
        }
    }
});

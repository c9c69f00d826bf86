//! Any text as a condition: parsed and checked without panic, and evaluated when it is one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::HashMap;
use ziping_core::diag::Source;
use ziping_core::rule::{Context, Moment, NoTrace, Record, Scope, compile_number, compile_test, evaluate, number};
use ziping_core::rule::{Checked, Truth};
use ziping_fuzz::{demo, today};

fuzz_target!(|text: &str| {
    let content = demo();
    let (derived, readings) = (HashMap::new(), vec!["narrow".to_owned(), "wide".to_owned()]);
    let mut windows = content.library.windows.clone();
    let mut problems = Vec::new();
    let mut scope = Scope {
        catalogue: &content.library.catalogue,
        derived: &derived,
        readings: &readings,
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
    for case in content.cases.values().flatten() {
        let context = Context::new(&case.sheet, &moment);
        if let Some(test) = &test {
            let mut record = Record::default();
            let truth = evaluate(test, &context, &mut record);
            assert_eq!(truth, evaluate(test, &context, &mut NoTrace));
            assert!(truth != Truth::Unknown || !record.open.is_empty() || !record.readings.is_empty());
        }
        if let Some(Checked::Number(expression, _)) = &figure {
            let range = number(expression, &context, &mut NoTrace);
            assert!(range.low <= range.high);
        }
    }
});

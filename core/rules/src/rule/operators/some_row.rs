//! `some(table where …)`: some row of a table satisfies.

use super::Operator;
use crate::fact::FactIx;
use crate::rule::breakpoints::in_rows;
use crate::rule::check::{Call, Checker, Typed};
use crate::rule::expr::{Rows, WindowIx, Windows};
use crate::rule::mistakes::{Found, Variants};
use crate::rule::moment::Context;
use crate::rule::repair::{Change, Workshop};
use crate::rule::rows;
use crate::rule::score;
use crate::rule::thresholds::Thresholds;
use crate::rule::trace::Trace;
use crate::rule::truth::Truth;
use crate::rule::uses::{facts_of_rows, used_windows};
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;

/// Some row satisfies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SomeRow(pub Box<Rows>);

impl Operator for SomeRow {
    const CALLED: &'static [&'static str] = &["some"];

    fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Typed> {
        let [table] = call.values else { return call.refused(checker) };
        let table = checker.table_of(table)?;
        let filter = checker.filter(table, call.filter)?;
        Some(Typed::Test(Self(Box::new(Rows { table, filter })).into()))
    }

    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        rows::some(&self.0, context, trace)
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        facts_of_rows(&self.0, facts);
    }

    fn windows(&self, used: &mut Vec<WindowIx>) {
        used_windows(&self.0.filter, used);
    }

    fn breakpoints(&self, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
        match rows::turns(&self.0, None, context) {
            Some(steps) => days.extend(steps.iter().map(|(day, _)| *day)),
            None => in_rows(&self.0, None, context, windows, days),
        }
    }

    fn repairs(&self, want: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        if want {
            workshop.complete_rows(&self.0, 1, found);
            workshop.add_rows(&self.0, 1, found);
        }
    }

    fn mistakes(&self, variants: &mut Variants<'_>, found: Found<'_>) {
        variants.in_rows(&self.0, &mut |mistake, rows| found(mistake, Self(Box::new(rows)).into()));
    }

    fn thresholds(&self, found: &mut Thresholds<'_>) {
        found.of_rows(&self.0);
    }

    fn change_within(&mut self, change: &mut score::Change<'_>) {
        score::change_in_test(&mut self.0.filter, change);
    }
}

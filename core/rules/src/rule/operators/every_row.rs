//! `every(table where …, condition)`: every row of a table that satisfies one condition satisfies another.

use super::Operator;
use crate::fact::FactIx;
use crate::rule::breakpoints::in_rows;
use crate::rule::check::{Call, Checker, Typed};
use crate::rule::expr::{Rows, Test, WindowIx, Windows};
use crate::rule::mistakes::{Found, Variants};
use crate::rule::moment::Context;
use crate::rule::repair::{Change, Workshop};
use crate::rule::rows;
use crate::rule::score;
use crate::rule::thresholds::Thresholds;
use crate::rule::trace::Trace;
use crate::rule::truth::Truth;
use crate::rule::uses::{facts_of, facts_of_rows, used_windows};
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;

/// Every row that satisfies the first satisfies the second; true where there is no such row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EveryRow {
    /// Which rows.
    pub rows: Box<Rows>,
    /// What each of them must satisfy.
    pub holds: Box<Test>,
}

impl Operator for EveryRow {
    const CALLED: &'static [&'static str] = &["every"];

    fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Typed> {
        let [table, holds] = call.values else { return call.refused(checker) };
        let table = checker.table_of(table)?;
        let filter = checker.filter(table, call.filter)?;
        let holds = Box::new(checker.in_row(table, holds)?);
        Some(Typed::Test(Self { rows: Box::new(Rows { table, filter }), holds }.into()))
    }

    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        rows::every(&self.rows, &self.holds, context, trace)
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        facts_of_rows(&self.rows, facts);
        facts_of(&self.holds, facts);
    }

    fn windows(&self, used: &mut Vec<WindowIx>) {
        used_windows(&self.rows.filter, used);
        used_windows(&self.holds, used);
    }

    fn breakpoints(&self, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
        match rows::turns(&self.rows, Some(&self.holds), context) {
            Some(steps) => days.extend(steps.iter().map(|(day, _)| *day)),
            None => in_rows(&self.rows, Some(&self.holds), context, windows, days),
        }
    }

    fn repairs(&self, want: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        if want {
            workshop.complete_every(&self.rows, &self.holds, found);
        }
    }

    fn mistakes(&self, variants: &mut Variants<'_>, found: Found<'_>) {
        let Self { rows, holds } = self;
        variants.in_rows(rows, &mut |mistake, rows| {
            found(mistake, Self { rows: Box::new(rows), holds: holds.clone() }.into());
        });
        variants.in_test(holds, &mut |mistake, holds| {
            found(mistake, Self { rows: rows.clone(), holds: Box::new(holds) }.into());
        });
    }

    fn thresholds(&self, found: &mut Thresholds<'_>) {
        found.of_rows(&self.rows);
        found.in_table(self.rows.table).of_test(&self.holds);
    }

    fn change_within(&mut self, change: &mut score::Change<'_>) {
        score::change_in_test(&mut self.rows.filter, change);
        score::change_in_test(&mut self.holds, change);
    }
}

//! `ran(start, end, 近3年)`: a span from start to end touches a period before the assessment date.

use super::{Operator, add_fact};
use crate::fact::{FactIx, Occurrence, Value};
use crate::rule::breakpoints;
use crate::rule::check::{Call, Checker, Typed};
use crate::rule::expr::{Operand, WindowIx, Windows};
use crate::rule::mistakes::{Found, Variants};
use crate::rule::moment::{Context, cause};
use crate::rule::time::{day_in_window, occurrence};
use crate::rule::trace::Trace;
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;
use ziping_base::say;

/// A span from start to end touches the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ran {
    /// Its first day.
    pub start: Operand,
    /// Its last day.
    pub end: Operand,
    /// The window.
    pub window: WindowIx,
}

impl Operator for Ran {
    const CALLED: &'static [&'static str] = &["ran"];

    fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Typed> {
        let [start, end, window] = call.values else { return call.refused(checker) };
        let (start, end) = (checker.event(start), checker.event(end));
        let window = checker.window(window, say!("write 1年 or 近3年", "写成 1年 或 近3年"))?;
        Some(Typed::Test(Self { start: start?, end: end?, window }.into()))
    }

    #[inline(never)]
    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        let Some(bounds) = context.moment.bounds(self.window) else { return Truth::Unknown };
        let day = |operand| match context.get(operand) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        let started = match day(self.start) {
            Some(day) => Truth::known(day <= context.moment.as_of),
            None => Truth::Unknown,
        };
        if started == Truth::False {
            return Truth::False;
        }
        let mark = trace.mark();
        let in_time = match day(self.end) {
            Some(day) => day_in_window(day, bounds, trace),
            None => Truth::Unknown,
        };
        let truth = started.and(in_time);
        if truth.is_known() {
            trace.settle(mark);
        } else if day(self.start).is_none() || day(self.end).is_none() {
            trace.open(cause(self.start));
        }
        truth
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        add_fact(facts, cause(self.start));
        add_fact(facts, cause(self.end));
    }

    fn windows(&self, used: &mut Vec<WindowIx>) {
        used.push(self.window);
    }

    fn breakpoints(&self, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
        if let Some(Occurrence::On(day)) = occurrence(self.start, context) {
            days.push(day);
        }
        breakpoints::in_window(self.end, self.window, context, windows, days);
    }

    fn mistakes(&self, variants: &mut Variants<'_>, found: Found<'_>) {
        for (mistake, window) in variants.other_windows(self.window) {
            found(mistake, Self { window, ..*self }.into());
        }
    }
}

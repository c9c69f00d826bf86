//! `within(event, 1年)`, `within(event, 近3年)`: it last happened within a period before the assessment date.

use super::{Operator, add_fact};
use crate::fact::{FactIx, Occurrence, Value};
use crate::rule::breakpoints;
use crate::rule::check::{Call, Checker, Typed};
use crate::rule::expr::{Operand, WindowIx, Windows};
use crate::rule::many::{Bits, Block, Cost, Live};
use crate::rule::mistakes::{Found, Variants};
use crate::rule::moment::{Context, cause};
use crate::rule::repair::{Change, Workshop};
use crate::rule::time::{in_window, occurrence};
use crate::rule::trace::{Reason, Trace};
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;
use ziping_base::say;

/// It last happened within the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Within {
    /// What happened.
    pub event: Operand,
    /// The window.
    pub window: WindowIx,
}

impl Operator for Within {
    const CALLED: &'static [&'static str] = &["within"];

    fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Typed> {
        let [event, window] = call.values else { return call.refused(checker) };
        let event = checker.event(event);
        let window = checker.window(window, say!("write 1年, 3个月 or 近3年", "写成 1年、3个月 或 近3年"))?;
        Some(Typed::Test(Self { event: event?, window }.into()))
    }

    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        let occurrence = occurrence(self.event, context);
        trace.reason(|| Reason::Event(cause(self.event), occurrence, context.moment.window(self.window)));
        let Some(bounds) = context.moment.bounds(self.window) else { return Truth::Unknown };
        if matches!(occurrence, Some(Occurrence::DayUnknown) | None) {
            trace.open(cause(self.event));
        }
        in_window(occurrence, bounds, trace)
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        add_fact(facts, cause(self.event));
    }

    fn windows(&self, used: &mut Vec<WindowIx>) {
        used.push(self.window);
    }

    fn breakpoints(&self, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
        breakpoints::in_window(self.event, self.window, context, windows, days);
    }

    fn repairs(&self, want: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        let Operand::Fact(fact) = self.event else { return };
        let as_of = workshop.base;
        let Some(window) = workshop.windows.get(self.window) else { return };
        if want {
            // It happens now: for the first time, or anew.
            found.extend(workshop.happens(fact, as_of));
            return;
        }
        match occurrence(self.event, &workshop.context) {
            None => found.push(Change::Set(fact, Value::Occurrence(Occurrence::Never))),
            Some(Occurrence::On(day)) => {
                let (arguable, until) = window.free_from(day);
                found.push(Change::Wait { until, arguable });
            }
            // It must end first; then the time runs.
            Some(Occurrence::Ongoing) => found.push(Change::End(fact, as_of)),
            Some(Occurrence::DayUnknown) => {
                let mut day = window.period.before(as_of).plus_days(-1);
                while window.free_from(day).1 > as_of {
                    day = day.plus_days(-1);
                }
                found.push(Change::Set(fact, Value::Occurrence(Occurrence::On(day))));
            }
            Some(Occurrence::Never) => {}
        }
    }

    fn mistakes(&self, variants: &mut Variants<'_>, found: Found<'_>) {
        for (mistake, window) in variants.other_windows(self.window) {
            found(mistake, Self { window, ..*self }.into());
        }
    }

    fn cost(&self) -> Cost {
        Cost::Block
    }

    fn decide_block(&self, block: &Block<'_>, _live: &Live, out: &mut Bits) {
        block.in_window(self.event, self.window, out);
    }
}

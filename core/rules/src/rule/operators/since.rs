//! `since(date) >= 3年`, `since(date) < 3年`: the time passed since a day compares with a period.

use super::{Operator, add_fact};
use crate::fact::{FactIx, Value};
use crate::rule::breakpoints;
use crate::rule::check::{Call, Checker, Typed, asked_date};
use crate::rule::expr::{Comparison, Date, Operand, Test, WindowIx, Windows, plain};
use crate::rule::many::{Bits, Block, Cost, Live, not};
use crate::rule::mistakes::{Found, Variants};
use crate::rule::moment::{Context, cause};
use crate::rule::repair::{Change, Workshop};
use crate::rule::time::day_in_window;
use crate::rule::trace::{Reason, Trace};
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};
use ziping_base::calendar::{Day, Period};
use ziping_base::diag::Span;
use ziping_base::say;

/// The time passed since a day compares with a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    /// The day.
    pub date: Operand,
    /// The period.
    pub window: WindowIx,
    /// At least so long; otherwise less.
    pub at_least: bool,
}

impl Since {
    /// `since(date) >= period`.
    pub(in crate::rule) fn compared(
        checker: &mut Checker<'_, '_>,
        date: Operand,
        comparison: Comparison,
        period: Period,
        span: Span,
    ) -> Option<Test> {
        let Some(at_least) = comparison.at_least_or_less() else {
            checker.error(
                span,
                "wrong-type",
                say!("the time since a date takes `>=` or `<`", "距某日的时长只能用“>=”或“<”比较"),
                say!("write `since(…) >= 3年`", "写成“since(…) >= 3年”"),
            );
            return None;
        };
        Some(Self { date, window: checker.scope.windows.intern(plain(period)), at_least }.into())
    }
}

impl Operator for Since {
    const CALLED: &'static [&'static str] = &["since"];

    fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Typed> {
        let [date] = call.values else { return call.refused(checker) };
        match checker.value(date)? {
            Typed::Date(Date::Answer(operand)) => Some(Typed::Elapsed(operand)),
            other => {
                let help = say!("since(…) takes a fact of kind date", "since(…) 里写种类为日期（date）的事实");
                checker.wrong(date.span, &asked_date(), &other, help)
            }
        }
    }

    #[inline(never)]
    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        let day = match context.get(self.date) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        trace.reason(|| Reason::Elapsed(cause(self.date), day, context.moment.window(self.window)));
        let Some(bounds) = context.moment.bounds(self.window) else { return Truth::Unknown };
        let less = match day {
            None => {
                trace.open(cause(self.date));
                Truth::Unknown
            }
            Some(day) => day_in_window(day, bounds, trace),
        };
        if self.at_least { less.not() } else { less }
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        add_fact(facts, cause(self.date));
    }

    fn windows(&self, used: &mut Vec<WindowIx>) {
        used.push(self.window);
    }

    fn breakpoints(&self, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
        breakpoints::in_window(self.date, self.window, context, windows, days);
    }

    fn repairs(&self, want: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        let (Operand::Fact(fact), Some(window)) = (self.date, workshop.windows.get(self.window)) else { return };
        if want != self.at_least {
            return;
        }
        match workshop.context.sheet.get(fact) {
            Some(Value::Date(day)) => {
                let arguable = window.period.after(*day);
                found.push(Change::Wait { until: arguable.plus_days(1), arguable });
                // Somebody or something else may bring what time has not: another principal with the experience.
                if workshop.changeable(fact) {
                    found.push(Change::Set(fact, Value::Date(workshop.old_enough(window))));
                }
            }
            _ => found.push(Change::Set(fact, Value::Date(workshop.old_enough(window)))),
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
        block.in_window(self.date, self.window, out);
        if self.at_least {
            out.iter_mut().for_each(|found| *found = not(*found));
        }
    }
}

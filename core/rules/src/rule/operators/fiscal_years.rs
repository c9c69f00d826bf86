//! `full_fiscal_years(date) >= 3`: fiscal years completed since a day (会计法 11: 1 January to 31 December).

use super::{Operator, add_fact};
use crate::fact::{FactIx, Occurrence, Value};
use crate::rule::check::{Call, Checker, Typed, asked_date};
use crate::rule::expr::{Comparison, Date, Operand, Test, Windows, built_in};
use crate::rule::many::{Bits, Block, Cost, Live};
use crate::rule::mistakes::{Found, Variants};
use crate::rule::moment::Context;
use crate::rule::repair::{Change, Workshop};
use crate::rule::trace::{Reason, Trace};
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;
use ziping_base::diag::Span;
use ziping_base::say;

/// Full fiscal years since a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiscalYears {
    /// The day.
    pub fact: FactIx,
    /// How many years.
    pub years: u8,
    /// At least so many; otherwise fewer.
    pub at_least: bool,
}

impl FiscalYears {
    /// `full_fiscal_years(date) >= 3`.
    pub(in crate::rule) fn compared(
        checker: &mut Checker<'_, '_>,
        fact: FactIx,
        comparison: Comparison,
        years: &str,
        span: Span,
    ) -> Option<Test> {
        let (Some(at_least), Ok(years)) = (comparison.at_least_or_less(), years.parse::<u8>()) else {
            checker.error(
                span,
                "wrong-type",
                say!(
                    "full fiscal years take `>=` or `<` and a whole number",
                    "完整会计年度的个数只能用“>=”或“<”与整数比较"
                ),
                say!("write `full_fiscal_years(…) >= 3`", "写成“full_fiscal_years(…) >= 3”"),
            );
            return None;
        };
        Some(Self { fact, years, at_least }.into())
    }

    /// Whether so many, or fewer, are full under both ways of counting the first.
    fn on(&self, day: Day, as_of: Day) -> Truth {
        let (complete, with_part) = full_years(day, as_of);
        let wanted = i32::from(self.years);
        let enough = Truth::of(with_part >= wanted, complete < wanted);
        if self.at_least { enough } else { enough.not() }
    }
}

impl Operator for FiscalYears {
    const CALLED: &'static [&'static str] = &["full_fiscal_years"];

    fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Typed> {
        let [date] = call.values else { return call.refused(checker) };
        match checker.value(date)? {
            Typed::Date(Date::Answer(Operand::Fact(fact))) => Some(Typed::FullYears(fact)),
            other => {
                let help = say!(
                    "full_fiscal_years(…) takes a fact of kind date",
                    "full_fiscal_years(…) 里写种类为日期（date）的事实"
                );
                checker.wrong(date.span, &asked_date(), &other, help)
            }
        }
    }

    #[inline(never)]
    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        let Self { fact, years, at_least } = *self;
        let day = match context.sheet.get(fact) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        let Some(day) = day else {
            trace.reason(|| Reason::FiscalYears(fact, None, 0, 0, years, at_least));
            trace.open(fact);
            return Truth::Unknown;
        };
        let (complete, with_part) = full_years(day, context.moment.as_of);
        trace.reason(|| Reason::FiscalYears(fact, Some(day), complete, with_part, years, at_least));
        let truth = self.on(day, context.moment.as_of);
        if truth == Truth::Unknown {
            trace.reading(built_in::COMPLETE_YEARS);
            trace.reading(built_in::PART_YEAR_COUNTS);
        }
        truth
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        add_fact(facts, self.fact);
    }

    fn breakpoints(&self, context: &Context<'_>, _windows: &Windows, days: &mut Vec<Day>) {
        if let Some(Value::Date(day)) = context.sheet.get(self.fact) {
            let year = day.year() + i32::from(self.years);
            days.extend([Day::first_of_year(year), Day::first_of_year(year + 1)]);
        }
    }

    fn repairs(&self, want: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        let Self { fact, years, at_least } = *self;
        if want != at_least {
            return;
        }
        match workshop.context.sheet.get(fact) {
            Some(Value::Date(day)) => {
                let part = day.year() + i32::from(years);
                let (complete, with_part) = full_years(*day, Day::first_of_year(part));
                let until = Day::first_of_year(part + i32::from(complete < with_part));
                found.push(Change::Wait { until, arguable: Day::first_of_year(part) });
            }
            _ => {
                let first = workshop.context.moment.fiscal_year - i32::from(years);
                found.push(Change::Set(fact, Value::Date(Day::first_of_year(first))));
            }
        }
    }

    fn mistakes(&self, _variants: &mut Variants<'_>, found: Found<'_>) {
        found(say!("a year more", "多一年"), Self { years: self.years.saturating_add(1), ..*self }.into());
        found(say!("a year less", "少一年"), Self { years: self.years.saturating_sub(1), ..*self }.into());
    }

    fn cost(&self) -> Cost {
        Cost::Sheet
    }

    fn decide_block(&self, block: &Block<'_>, _live: &Live, out: &mut Bits) {
        block.event(Operand::Fact(self.fact), out, |date| match date {
            Some(Occurrence::On(day)) => self.on(day, block.as_of()),
            _ => Truth::Unknown,
        });
    }
}

/// Complete fiscal years since `day`, and the count when the founding part-year is one. Founded on 1 January, that year is
/// complete.
fn full_years(day: Day, as_of: Day) -> (i32, i32) {
    let whole_first_year = day == Day::first_of_year(day.year());
    let with_part = (as_of.year() - day.year()).max(0);
    let complete = if whole_first_year { with_part } else { (with_part - 1).max(0) };
    (complete, with_part)
}

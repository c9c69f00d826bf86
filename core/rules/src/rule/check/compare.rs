//! Comparisons: both sides must be of one kind, and the answers must decide them.

use super::Checker;
use super::typed::Typed;
use crate::fact::{Range, parse_fixed};
use crate::rule::expr::{Comparison, Number, Test, Unit};
use crate::rule::operators::{Compare, Days, EachYear, FiscalYears, OneOf, Share, Since};
use crate::rule::parse::Syntax;
use ziping_base::diag::{Said, Span};
use ziping_base::say;

impl Checker<'_, '_> {
    pub(super) fn compare(
        &mut self,
        left: &Syntax,
        comparison: Comparison,
        right: &Syntax,
        span: Span,
    ) -> Option<Test> {
        let a = self.value(left);
        let b = self.value(right);
        let (a, b) = (a?, b?);
        match (a, b) {
            (a @ Typed::Value(..), b) | (a, b @ Typed::Value(..)) => {
                let (a, b) = (self.as_value(a, left.span), self.as_value(b, right.span));
                self.worked(a?, comparison, b?, span)
            }
            (Typed::Number(x, unit), Typed::Number(y, other)) if unit == other => {
                Compare { left: x, comparison, right: y, unit }.checked(self, span)
            }
            (Typed::Number(x, unit), Typed::Bare(spelling)) => {
                let y = self.bare(&spelling, unit, right.span)?;
                Compare { left: x, comparison, right: y, unit }.checked(self, span)
            }
            (Typed::Bare(spelling), Typed::Number(y, unit)) => {
                let x = self.bare(&spelling, unit, left.span)?;
                Compare { left: x, comparison, right: y, unit }.checked(self, span)
            }
            (Typed::Share(part, whole), Typed::Percent(numerator, denominator)) => {
                Some(Share { part, whole, comparison, numerator, denominator }.into())
            }
            (Typed::Percent(numerator, denominator), Typed::Share(part, whole)) => {
                Some(Share { part, whole, comparison: comparison.mirrored(), numerator, denominator }.into())
            }
            (Typed::Date(left), Typed::Date(right)) => Some(Days { left, comparison, right }.into()),
            (Typed::Yearly(left), Typed::Yearly(right)) => Some(EachYear { left, comparison, right }.into()),
            (Typed::Choice(fact), Typed::Option(option) | Typed::Bare(option)) => {
                OneOf::compared(self, fact, comparison, &option, right.span)
            }
            (Typed::Elapsed(date), Typed::Duration(period)) => Since::compared(self, date, comparison, period, span),
            (Typed::FullYears(fact), Typed::Bare(years)) => FiscalYears::compared(self, fact, comparison, &years, span),
            (a, b) => {
                let (a, b) = (a.name(), b.name());
                let message = Said::new(
                    format!("{} cannot be compared with {}", a.en, b.en),
                    format!("{}不能与{}比较", a.zh, b.zh),
                );
                let help = say!(
                    "both sides must be of one kind: money with 1000万元, a count with 50, a share with 30%, a choice with one of its options",
                    "两边须同类：与金额比的写 1000万元，与个数比的写 50，与占比相比的写 30%，与单选比的写它的一个选项"
                );
                self.error(span, "wrong-type", message, help);
                None
            }
        }
    }

    pub(super) fn bare(&mut self, spelling: &str, unit: Unit, span: Span) -> Option<Number> {
        let places = match unit {
            Unit::Count => 0,
            Unit::Score => 1,
            Unit::Money => {
                if spelling == "0" {
                    return Some(Number::Literal(0));
                }
                self.error(
                    span,
                    "wrong-type",
                    say!(
                        "an amount of money cannot be compared with the bare number `{spelling}`",
                        "金额不能与不带单位的数“{spelling}”比较"
                    ),
                    say!("write the unit: 元, 万元 or 亿元", "写上单位：元、万元或亿元"),
                );
                return None;
            }
        };
        let number = parse_fixed(spelling, places).map(Number::Literal);
        if number.is_none() {
            self.error(
                span,
                "wrong-type",
                say!("`{spelling}` is too fine", "“{spelling}”的小数位太多"),
                say!("counts are whole; points have one decimal", "个数是整数，分数最多一位小数"),
            );
        }
        number
    }
}

/// What a number can be at all.
pub(in crate::rule) fn possible(number: &Number) -> Range {
    match number {
        Number::Literal(units) => Range::exactly(*units),
        Number::Answer(_, low, high) | Number::Derived { low, high, .. } => Range { low: *low, high: *high },
        Number::Sum(_, _, signed) | Number::Least(_, _, signed) => {
            Range { low: if *signed { Range::OPEN_LOW } else { 0 }, high: Range::OPEN_HIGH }
        }
        Number::Rows(..) => Range { low: 0, high: Range::OPEN_HIGH },
        Number::Plus(parts) => parts.iter().map(possible).fold(Range::exactly(0), Range::plus),
    }
}

//! Comparisons: both sides must be of one kind, and the answers must decide them.

use super::Checker;
use super::typed::Typed;
use crate::fact::{FactIx, Range, parse_fixed};
use crate::rule::expr::{Comparison, Number, Test, Unit, plain};
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
        let at_least = match comparison {
            Comparison::AtLeast => Some(true),
            Comparison::Less => Some(false),
            Comparison::AtMost | Comparison::More | Comparison::Equal | Comparison::Different => None,
        };
        match (a, b) {
            (a @ Typed::Value(..), b) | (a, b @ Typed::Value(..)) => {
                let (a, b) = (self.as_value(a, left.span), self.as_value(b, right.span));
                self.worked(a?, comparison, b?, span)
            }
            (Typed::Number(x, unit), Typed::Number(y, other)) if unit == other => {
                self.numbers(x, comparison, y, unit, span)
            }
            (Typed::Number(x, unit), Typed::Bare(spelling)) => {
                let y = self.bare(&spelling, unit, right.span)?;
                self.numbers(x, comparison, y, unit, span)
            }
            (Typed::Bare(spelling), Typed::Number(y, unit)) => {
                let x = self.bare(&spelling, unit, left.span)?;
                self.numbers(x, comparison, y, unit, span)
            }
            (Typed::Share(part, whole), Typed::Percent(n, d)) => Some(Test::Share(part, whole, comparison, n, d)),
            (Typed::Percent(n, d), Typed::Share(part, whole)) => {
                Some(Test::Share(part, whole, comparison.mirrored(), n, d))
            }
            (Typed::Date(x), Typed::Date(y)) => Some(Test::Days(x, comparison, y)),
            (Typed::Yearly(x), Typed::Yearly(y)) => Some(Test::EachYear(x, comparison, y)),
            (Typed::Choice(fact), Typed::Option(option) | Typed::Bare(option)) => {
                self.ordered(fact, comparison, &option, right.span)
            }
            (Typed::Elapsed(date), Typed::Duration(period)) => match at_least {
                Some(at_least) => Some(Test::Since(date, self.scope.windows.intern(plain(period)), at_least)),
                None => {
                    self.error(
                        span,
                        "wrong-type",
                        say!("the time since a date takes `>=` or `<`", "距某日的时长只能用“>=”或“<”比较"),
                        say!("write `since(…) >= 3年`", "写成“since(…) >= 3年”"),
                    );
                    None
                }
            },
            (Typed::FullYears(fact), Typed::Bare(spelling)) => match (at_least, spelling.parse::<u8>()) {
                (Some(at_least), Ok(years)) => Some(Test::FiscalYears(fact, years, at_least)),
                _ => {
                    self.error(
                        span,
                        "wrong-type",
                        say!(
                            "full fiscal years take `>=` or `<` and a whole number",
                            "完整会计年度的个数只能用“>=”或“<”与整数比较"
                        ),
                        say!("write `full_fiscal_years(…) >= 3`", "写成“full_fiscal_years(…) >= 3”"),
                    );
                    None
                }
            },
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

    /// Compares two numbers; a comparison that the kinds alone decide is a mistake.
    pub(super) fn numbers(
        &mut self,
        left: Number,
        comparison: Comparison,
        right: Number,
        unit: Unit,
        span: Span,
    ) -> Option<Test> {
        let decided = crate::rule::compare::compare_ranges(possible(&left), comparison, possible(&right));
        if decided.is_known() {
            let message = if decided == crate::rule::Truth::True {
                say!("this always holds, whatever is answered", "不论怎样回答，这里总是成立")
            } else {
                say!("this never holds, whatever is answered", "不论怎样回答，这里都不会成立")
            };
            let help = say!("check the bound and the comparison", "请核对界限和比较符号");
            self.error(span, "unreachable", message, help);
            return None;
        }
        Some(Test::Compare(left, comparison, right, unit))
    }

    pub(super) fn ordered(&mut self, fact: FactIx, comparison: Comparison, option: &str, span: Span) -> Option<Test> {
        let index = self.option(fact, option, span)?;
        let (options, ordered) = self.options(fact);
        let count = options.len();
        let by_order = !matches!(comparison, Comparison::Equal | Comparison::Different);
        if by_order && !ordered {
            let id = self.scope.catalogue.id(fact).to_owned();
            self.error(
                span,
                "wrong-type",
                say!("the options of `{id}` have no order", "“{id}”的选项没有高低顺序"),
                say!(
                    "use == or `in (…)`, or give the fact `ordered = true`",
                    "改用 == 或“in (…)”，或给这个事实加上“ordered = true”"
                ),
            );
            return None;
        }
        let holds = |i: usize| match comparison {
            Comparison::Less => i < index,
            Comparison::AtMost => i <= index,
            Comparison::More => i > index,
            Comparison::AtLeast => i >= index,
            Comparison::Equal => i == index,
            Comparison::Different => i != index,
        };
        let mask = (0..count.min(64)).filter(|i| holds(*i)).fold(0_u64, |mask, i| mask | 1 << i);
        if mask == 0 || mask.count_ones() as usize == count {
            let message = say!("every option decides this alike", "不论选哪个选项，结果都一样");
            let help = say!("check the option and the comparison", "请核对选项和比较符号");
            self.error(span, "unreachable", message, help);
            return None;
        }
        Some(Test::OneOf(fact, mask, by_order))
    }
}

/// What a number can be at all.
pub(super) fn possible(number: &Number) -> Range {
    match number {
        Number::Literal(units) => Range::exactly(*units),
        Number::Answer(_, low, high) | Number::Derived(_, _, _, low, high) => Range { low: *low, high: *high },
        Number::Sum(_, _, signed) | Number::Least(_, _, signed) => {
            Range { low: if *signed { Range::OPEN_LOW } else { 0 }, high: Range::OPEN_HIGH }
        }
        Number::Rows(..) => Range { low: 0, high: Range::OPEN_HIGH },
        Number::Plus(parts) => parts.iter().map(possible).fold(Range::exactly(0), Range::plus),
    }
}

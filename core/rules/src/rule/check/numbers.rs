//! Calls that give numbers, and what calls take: series, years, events, windows.

use super::Checker;
use super::call::Call;
use super::typed::Typed;
use crate::fact::{FactIx, Kind};
use crate::rule::expr::{Date, Number, Operand, Quantity, Rows, Unit, WindowIx, plain};
use crate::rule::parse::Syntax;
use ziping_base::calendar::Window;
use ziping_base::diag::Said;
use ziping_base::say;

/// The names of the calls that give numbers.
pub(super) const NAMES: [&str; 8] = ["sum", "least", "plus", "count", "distinct", "total", "mean", "groups"];

impl Checker<'_, '_> {
    pub(super) fn number_call(&mut self, call: &Call<'_>) -> Option<Typed> {
        match (call.name, call.values) {
            ("sum" | "least", [series, years]) => {
                let fact = self.yearly(series)?;
                let years = self.years(years)?;
                let signed = self.signed(fact);
                let number = if call.name == "sum" {
                    Number::Sum(fact, years, signed)
                } else {
                    Number::Least(fact, years, signed)
                };
                Some(Typed::Number(number, Unit::Money))
            }
            ("plus", [_, _, ..]) => self.plus(call.values),
            ("count", [table]) => {
                let table = self.table_of(table)?;
                let rows = Box::new(Rows { table, filter: self.filter(table, call.filter)? });
                Some(Typed::Number(Number::Rows(rows, Quantity::Count), Unit::Count))
            }
            ("distinct" | "total" | "mean", [column]) => self.over_column(call.name, column, call.filter),
            ("groups", [key, other]) => self.groups(key, other, call.filter),
            _ => call.refused(self),
        }
    }

    fn plus(&mut self, values: &[&Syntax]) -> Option<Typed> {
        let parts: Vec<Option<Typed>> = values.iter().map(|value| self.value(value)).collect();
        let mut numbers = Vec::new();
        let mut unit = None;
        for (part, value) in parts.into_iter().zip(values) {
            match part? {
                Typed::Number(number, found) if *unit.get_or_insert(found) == found => numbers.push(number),
                other => {
                    let wanted = say!("a number of the same kind", "同一类的数");
                    let help =
                        say!("plus(…) adds counts, money or points", "plus(…) 只能把个数、金额或分数与同类的相加");
                    return self.wrong(value.span, &wanted, &other, help);
                }
            }
        }
        Some(Typed::Number(Number::Plus(numbers), unit?))
    }

    /// Money by fiscal year.
    pub(in crate::rule) fn yearly(&mut self, syntax: &Syntax) -> Option<FactIx> {
        match self.value(syntax)? {
            Typed::Yearly(fact) => Some(fact),
            other => {
                let help = say!("use a fact of kind yearly", "改用种类为按会计年度的金额（yearly）的事实");
                self.wrong(syntax.span, &say!("money by fiscal year", "按会计年度的金额"), &other, help)
            }
        }
    }

    /// `3 fiscal years`.
    pub(in crate::rule) fn years(&mut self, syntax: &Syntax) -> Option<u8> {
        match self.value(syntax)? {
            Typed::Years(years) => Some(years),
            other => {
                let help = say!("write `3 fiscal years`", "写成“3 fiscal years”");
                self.wrong(syntax.span, &say!("a number of fiscal years", "会计年度的个数"), &other, help)
            }
        }
    }

    /// Whether the amounts of a series may be negative.
    pub(super) fn signed(&self, fact: FactIx) -> bool {
        matches!(self.scope.catalogue.get(fact).map(|fact| &fact.kind), Some(Kind::Yearly { signed: true }))
    }

    /// An occurrence; a date counts as one.
    pub(in crate::rule) fn event(&mut self, syntax: &Syntax) -> Option<Operand> {
        match self.value(syntax)? {
            Typed::Event(operand) | Typed::Date(Date::Answer(operand)) => Some(operand),
            other => {
                let help =
                    say!("use a fact of kind occurrence or date", "改用种类为事件（occurrence）或日期（date）的事实");
                self.wrong(syntax.span, &say!("an occurrence or a date", "事件或日期"), &other, help)
            }
        }
    }

    /// `1年`, `近3年`; `help` says how it is written there.
    pub(in crate::rule) fn window(&mut self, syntax: &Syntax, help: Said) -> Option<WindowIx> {
        let window = match self.value(syntax)? {
            Typed::Duration(period) => plain(period),
            Typed::Recent(period) => Window { period, recent: true },
            other => return self.wrong(syntax.span, &say!("a period", "时长"), &other, help),
        };
        Some(self.scope.windows.intern(window))
    }
}

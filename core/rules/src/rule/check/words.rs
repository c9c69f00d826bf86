//! Words of a condition: facts, columns of the row at hand, options.

use super::typed::Typed;
use super::{Checked, Checker};
use crate::fact::{FactIx, Kind, Range};
use crate::rule::expr::{Date, Number, Operand, Test, Unit};
use crate::rule::operators::Answer;
use crate::rule::score::Value;
use ziping_base::diag::{Said, Span, did_you_mean, joined, nearest, or_nearest};
use ziping_base::say;

impl Checker<'_, '_> {
    pub(in crate::rule) fn word(&mut self, word: &str, span: Span) -> Option<Typed> {
        if word == "today" {
            return Some(Typed::Date(Date::Today));
        }
        if let Some(given) = self.scope.scores.given(word) {
            let shown = given.shown;
            return Some(Typed::Value(Value::Given(Box::new(given.clone())), shown));
        }
        if let Some(table) = self.table
            && let Some(typed) = self.column(table, word)
        {
            return Some(typed);
        }
        if self.scope.scores.worked_out.iter().any(|id| id == word) {
            let message = say!(
                "the points of `{word}` are worked out; this would read what somebody typed",
                "“{word}”的得分由项目算出，这里读到的却是自己填写的分数"
            );
            let help = say!(
                "put what stands below it into one [[group]] and write points(…) with the group's id",
                "请把它下面的项目放进一个 [[group]]，这里写 points(组的编号)"
            );
            self.error(span, "fact-in-use", message, help);
            return None;
        }
        let catalogue = self.scope.catalogue;
        let Some(ix) = catalogue.find(word) else {
            if !word.contains('.') && self.table.is_none() {
                return Some(Typed::Option(word.to_owned()));
            }
            self.unknown(word, span);
            return None;
        };
        let fact = catalogue.get(ix)?;
        if fact.forms_only {
            self.error(
                span,
                "forms-only",
                say!("`{word}` is used in forms only", "“{word}”只用于表单"),
                say!(
                    "take `forms_only` away from the fact, or use another",
                    "去掉这个事实的“forms_only”，或改用别的事实"
                ),
            );
            return None;
        }
        if let Some((table, derived)) = self.scope.derived.get(&ix) {
            let bounds = fact.kind.bounds();
            return Some(match derived.clone() {
                Checked::Test(test) => {
                    Typed::Test(Test::Derived { fact: ix, table: *table, worked_out: Box::new(test) })
                }
                Checked::Number(number, unit) => {
                    let (table, worked_out) = (*table, Box::new(number));
                    let number = Number::Derived { fact: ix, table, worked_out, low: bounds.low, high: bounds.high };
                    Typed::Number(number, unit)
                }
                Checked::Share(part, whole) => Typed::Share(part, whole),
            });
        }
        Some(Self::typed(&fact.kind, ix, Operand::Fact(ix)))
    }

    pub(in crate::rule) fn typed(kind: &Kind, ix: FactIx, operand: Operand) -> Typed {
        let Range { low, high } = kind.bounds();
        match kind {
            Kind::Bool => Typed::Test(Answer(operand).into()),
            Kind::Count => Typed::Number(Number::Answer(operand, low, high), Unit::Count),
            Kind::Money { .. } => Typed::Number(Number::Answer(operand, low, high), Unit::Money),
            Kind::Score { .. } => Typed::Number(Number::Answer(operand, low, high), Unit::Score),
            Kind::Yearly { .. } => Typed::Yearly(ix),
            Kind::Date => Typed::Date(Date::Answer(operand)),
            Kind::Occurrence => Typed::Event(operand),
            Kind::Choice { .. } => Typed::Choice(ix),
            Kind::Several { .. } => Typed::Several(ix),
            Kind::Text(_) => Typed::Text(operand),
            Kind::Table { .. } => Typed::Table(ix),
        }
    }

    pub(in crate::rule) fn column(&self, table: FactIx, name: &str) -> Option<Typed> {
        let Kind::Table { columns } = &self.scope.catalogue.get(table)?.kind else { return None };
        let index = columns.iter().position(|column| column.id == name)?;
        let operand = Operand::Column(table, u16::try_from(index).ok()?);
        Some(Self::typed(&columns.get(index)?.kind, table, operand))
    }

    pub(in crate::rule) fn unknown(&mut self, word: &str, span: Span) {
        let catalogue = self.scope.catalogue;
        let mut known: Vec<&str> = catalogue.iter().map(|(_, fact)| fact.id.as_str()).collect();
        let mut message = say!("unknown fact `{word}`", "没有“{word}”这个事实");
        if let Some(table) = self.table
            && let Some(Kind::Table { columns }) = catalogue.get(table).map(|fact| &fact.kind)
        {
            known.extend(columns.iter().map(|column| column.id.as_str()));
            message = say!("unknown fact or column `{word}`", "没有“{word}”这个事实或列");
        }
        let help = match nearest(word, known) {
            Some(near) => did_you_mean(near),
            None => say!(
                "define it (in facts.toml, in an overlay by [[fact]]), or correct the id",
                "先定义它（规则写在 facts.toml 里，补充规则写 [[fact]]），或改正编号"
            ),
        };
        self.error(span, "unknown-fact", message, help);
    }

    pub(in crate::rule) fn options(&self, fact: FactIx) -> (&[String], bool) {
        match self.scope.catalogue.get(fact).map(|fact| &fact.kind) {
            Some(Kind::Choice { options, ordered }) => (options, *ordered),
            Some(Kind::Several { options }) => (options, false),
            _ => (&[], false),
        }
    }

    pub(in crate::rule) fn option(&mut self, fact: FactIx, option: &str, span: Span) -> Option<usize> {
        let (options, _) = self.options(fact);
        let found = options.iter().position(|known| known == option);
        if found.is_none() {
            let known = || options.iter().map(String::as_str);
            let Said { en, zh } = joined(known());
            let help = or_nearest(option, known(), say!("its options are {en}", "它的选项有：{zh}"));
            let id = self.scope.catalogue.id(fact).to_owned();
            let message = say!("`{option}` is not an option of `{id}`", "“{id}”没有“{option}”这个选项");
            self.error(span, "unknown-option", message, help);
        }
        found
    }

    pub(in crate::rule) fn mask(&mut self, fact: FactIx, options: &[(String, Span)]) -> Option<u64> {
        let mut mask = 0_u64;
        let mut good = true;
        for (option, span) in options {
            match self.option(fact, option, *span) {
                Some(index) if mask >> index & 1 == 1 => {
                    let message = say!("`{option}` is named twice", "“{option}”写了两次");
                    self.error(*span, "unreachable", message, say!("remove one", "删去一处"));
                    good = false;
                }
                Some(index) => mask |= 1 << index,
                None => good = false,
            }
        }
        good.then_some(mask)
    }
}

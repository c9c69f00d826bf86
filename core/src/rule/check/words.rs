//! Words of a condition: facts, columns of the row at hand, options.

use super::typed::Typed;
use super::{Checked, Checker};
use crate::diag::{Span, nearest};
use crate::fact::{FactIx, Kind, Range};
use crate::rule::expr::{Date, Number, Operand, Test, Unit};
use crate::rule::parse::Syntax;

impl Checker<'_, '_> {
    pub(super) fn word(&mut self, word: &str, span: Span) -> Option<Typed> {
        if word == "today" {
            return Some(Typed::Date(Date::Today));
        }
        if let Some(table) = self.table
            && let Some(typed) = self.column(table, word)
        {
            return Some(typed);
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
                format!("`{word}` is used in forms only"),
                "take `forms_only` away from the fact, or use another",
            );
            return None;
        }
        if let Some((table, derived)) = self.scope.derived.get(&ix) {
            let bounds = fact.kind.bounds();
            return Some(match derived.clone() {
                Checked::Test(test) => Typed::Test(Test::Derived(ix, *table, Box::new(test))),
                Checked::Number(number, unit) => {
                    Typed::Number(Number::Derived(ix, *table, Box::new(number), bounds.low, bounds.high), unit)
                }
                Checked::Share(part, whole) => Typed::Share(part, whole),
            });
        }
        Some(Self::typed(&fact.kind, ix, Operand::Fact(ix)))
    }

    pub(super) fn typed(kind: &Kind, ix: FactIx, operand: Operand) -> Typed {
        let Range { low, high } = kind.bounds();
        match kind {
            Kind::Bool => Typed::Test(Test::Answer(operand)),
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

    pub(super) fn column(&self, table: FactIx, name: &str) -> Option<Typed> {
        let Kind::Table { columns } = &self.scope.catalogue.get(table)?.kind else { return None };
        let index = columns.iter().position(|column| column.id == name)?;
        let operand = Operand::Column(table, u16::try_from(index).ok()?);
        Some(Self::typed(&columns.get(index)?.kind, table, operand))
    }

    pub(super) fn unknown(&mut self, word: &str, span: Span) {
        let catalogue = self.scope.catalogue;
        let mut known: Vec<&str> = catalogue.iter().map(|(_, fact)| fact.id.as_str()).collect();
        let mut what = "fact";
        if let Some(table) = self.table
            && let Some(Kind::Table { columns }) = catalogue.get(table).map(|fact| &fact.kind)
        {
            known.extend(columns.iter().map(|column| column.id.as_str()));
            what = "fact or column";
        }
        let help = match nearest(word, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "define it in facts.toml, or correct the id".into(),
        };
        self.error(span, "unknown-fact", format!("unknown {what} `{word}`"), help);
    }

    pub(super) fn options(&self, fact: FactIx) -> (&[String], bool) {
        match self.scope.catalogue.get(fact).map(|fact| &fact.kind) {
            Some(Kind::Choice { options, ordered }) => (options, *ordered),
            Some(Kind::Several { options }) => (options, false),
            _ => (&[], false),
        }
    }

    pub(super) fn option(&mut self, fact: FactIx, option: &str, span: Span) -> Option<usize> {
        let (options, _) = self.options(fact);
        let found = options.iter().position(|known| known == option);
        if found.is_none() {
            let help = match nearest(option, options.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`? Its options are {}", options.join(", ")),
                None => format!("its options are {}", options.join(", ")),
            };
            let id = self.scope.catalogue.id(fact).to_owned();
            self.error(span, "unknown-option", format!("`{option}` is not an option of `{id}`"), help);
        }
        found
    }

    pub(super) fn mask(&mut self, fact: FactIx, options: &[(String, Span)]) -> Option<u64> {
        let mut mask = 0_u64;
        let mut good = true;
        for (option, span) in options {
            match self.option(fact, option, *span) {
                Some(index) if mask >> index & 1 == 1 => {
                    self.error(*span, "unreachable", format!("`{option}` is named twice"), "remove one");
                    good = false;
                }
                Some(index) => mask |= 1 << index,
                None => good = false,
            }
        }
        good.then_some(mask)
    }

    pub(super) fn one_of(&mut self, left: &Syntax, options: &[(String, Span)]) -> Option<Test> {
        match self.value(left)? {
            Typed::Choice(fact) => Some(Test::OneOf(fact, self.mask(fact, options)?, false)),
            other => self.wrong(left.span, "a choice", &other, "`in` looks a choice up in a list of its options"),
        }
    }
}

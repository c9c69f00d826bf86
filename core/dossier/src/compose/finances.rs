//! Money by fiscal year in one unit, with totals, and the amounts and shares of it that the rule book's own conditions and
//! figures look at.

use super::super::paper::{Align, Block, Paper, TO_FILL, Table};
use super::{Draft, values};
use crate::words;
use ziping_assess::percent_of;
use ziping_regime::{Backing, FigureValue, SentencePart};
use ziping_rules::fact::{FactIx, Kind, Range, Value, format_fixed};
use ziping_rules::rule::{Compared, Context, Moment, NoTrace, Number, Operand, Rows, Test, facts_of_number, number};

/// The unit of all amounts of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MoneyUnit {
    /// 万元, with at most two decimals.
    TenThousand,
    /// 元, exact to the fen.
    Yuan,
}

impl MoneyUnit {
    /// The larger unit where every amount can be written in it without loss.
    pub(super) fn of(amounts: impl IntoIterator<Item = i64>) -> Self {
        let fits = |fen: i64| fen.unsigned_abs().is_multiple_of(10_000);
        if amounts.into_iter().all(fits) { Self::TenThousand } else { Self::Yuan }
    }

    /// As a head names it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::TenThousand => words::application::units::TEN_THOUSAND,
            Self::Yuan => words::application::units::YUAN,
        }
    }

    /// An amount in this unit, its digits grouped: `1,234.5`.
    pub(super) fn write(self, fen: i64) -> String {
        match self {
            Self::TenThousand => values::grouped(&format_fixed(fen / 10_000, 2)),
            Self::Yuan => {
                let plain = format_fixed(fen, 2);
                // Fen are written with both places.
                let short = plain.split_once('.').is_some_and(|(_, fraction)| fraction.len() == 1);
                values::grouped(&if short { format!("{plain}0") } else { plain })
            }
        }
    }

    /// A range of amounts in this unit.
    pub(super) fn range(self, fen: Range) -> String {
        values::range(fen, |fen| self.write(fen))
    }
}

/// Both ends that are known.
pub(super) fn ends(range: Range) -> impl Iterator<Item = i64> {
    [range.low, range.high].into_iter().filter(|end| ![Range::OPEN_LOW, Range::OPEN_HIGH].contains(end))
}

/// A number that a condition or a figure looks at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Term<'t> {
    Amount(&'t Number),
    Share(&'t Number, &'t Number),
}

impl<'t> Term<'t> {
    /// The one or two numbers.
    pub(super) const fn numbers(self) -> [Option<&'t Number>; 2] {
        match self {
            Self::Amount(number) => [Some(number), None],
            Self::Share(part, whole) => [Some(part), Some(whole)],
        }
    }
}

/// The numbers that a condition compares, each once. Rows have no fiscal years.
fn terms(test: &Test) -> Vec<Term<'_>> {
    let mut found = Vec::new();
    let mut add = |term| {
        if !found.contains(&term) {
            found.push(term);
        }
    };
    for compared in test.compared() {
        match compared {
            Compared::Amounts(left, _, right) => {
                add(Term::Amount(left));
                add(Term::Amount(right));
            }
            Compared::Share(part, whole, ..) => add(Term::Share(part, whole)),
        }
    }
    found
}

/// Whether a number is worked out from fiscal years.
fn is_fiscal(number: &Number) -> bool {
    match number {
        Number::Sum(..) | Number::Least(..) => true,
        Number::Plus(parts) => parts.iter().any(is_fiscal),
        Number::Literal(_) | Number::Answer(..) | Number::Rows(..) | Number::Derived { .. } => false,
    }
}

impl Draft<'_> {
    /// Everything that the rule book looks at, with its clauses.
    pub(super) fn looked_at(&self) -> Vec<(Term<'_>, &Backing)> {
        let rulebook = self.order.rulebook;
        let mut all = Vec::new();
        let conditions = rulebook.conditions.iter().map(|condition| (&condition.when, &condition.backing));
        let caps = rulebook.caps.iter().map(|cap| (&cap.when, &cap.backing));
        let grounds = rulebook.grounds.iter().map(|ground| (&ground.when, &ground.backing));
        for (test, backing) in conditions.chain(caps).chain(grounds) {
            all.extend(terms(test).into_iter().map(|term| (term, backing)));
        }
        for figure in &rulebook.figures {
            let found = match &figure.value {
                FigureValue::Number(number, _) => vec![Term::Amount(number)],
                FigureValue::Share(part, whole) => vec![Term::Share(part, whole)],
                FigureValue::Test(test) => terms(test),
            };
            all.extend(found.into_iter().map(|term| (term, &figure.backing)));
        }
        all
    }

    /// Money by fiscal year, the three years that count side by side. Nothing where the regime asks for none.
    pub(super) fn finances(&self, paper: &mut Paper) -> bool {
        let yearly: Vec<FactIx> =
            self.used(|kind| matches!(kind, Kind::Yearly { .. })).into_iter().map(|(fact, _)| fact).collect();
        if yearly.is_empty() {
            return false;
        }
        let years = self.fiscal_years();
        let amounts = |fact: FactIx| years.map(|year| self.amount(fact, year));
        let written = || yearly.iter().flat_map(|fact| amounts(*fact)).flatten().flat_map(ends);
        let unit = MoneyUnit::of(written());
        let item = words::application::finances::item(self.put("finances-unit", || unit.name().to_owned()));
        let mut count = 0;
        let heads = years.map(|year| {
            count += 1;
            self.or_placeholder(&format!("year.{count}"), || words::application::finances::year(year))
        });
        let [first, second, third] = &heads;
        let mut columns = vec![
            (item.as_str(), 27, Align::Left),
            (first, 19, Align::Right),
            (second, 19, Align::Right),
            (third, 19, Align::Right),
        ];
        // Totals of what is counted at the end of a year mean nothing: only those that the rules use.
        let totalled = self.summed();
        if yearly.iter().any(|fact| totalled.contains(fact)) {
            columns.push((words::application::finances::TOTAL, 19, Align::Right));
        }
        let mut table = Table::new(&columns);
        for fact in &yearly {
            let amounts = amounts(*fact);
            let total = amounts.iter().try_fold(Range::exactly(0), |sum, amount| Some(sum.plus((*amount)?)));
            let said = |amount: &Option<Range>| match amount {
                _ if self.hidden(*fact) && self.order.sheet.get(*fact).is_some() => values::HIDDEN.to_owned(),
                None => TO_FILL.to_owned(),
                Some(amount) => unit.range(*amount),
            };
            let mut cells = vec![self.fact_title(*fact).to_owned()];
            cells.extend(amounts.iter().map(said));
            cells.extend(totalled.contains(fact).then(|| said(&total)));
            table.row(cells);
        }
        let columns: &[&str] = &["item", "first", "second", "third", "total"];
        let columns = columns.get(..table.columns.len()).unwrap_or(columns);
        paper.add(Block::Table(self.listed("finances", columns, table)));
        self.compared(paper, unit);
        self.note(paper, SentencePart::Finances);
        true
    }

    /// The facts whose totals over three years conditions or figures look at.
    fn summed(&self) -> Vec<FactIx> {
        fn of(number: &Number, found: &mut Vec<FactIx>) {
            match number {
                Number::Sum(fact, 3, _) => found.push(*fact),
                Number::Plus(parts) => parts.iter().for_each(|part| of(part, found)),
                Number::Literal(_)
                | Number::Answer(..)
                | Number::Sum(..)
                | Number::Least(..)
                | Number::Rows(..)
                | Number::Derived { .. } => {}
            }
        }
        let mut found = Vec::new();
        for (term, _) in self.looked_at() {
            term.numbers().into_iter().flatten().for_each(|number| of(number, &mut found));
        }
        found
    }

    /// The amount of a fiscal year that this export may show.
    pub(in super::super) fn amount(&self, fact: FactIx, year: i32) -> Option<Range> {
        match self.shown.get(fact) {
            Some(Value::Yearly(years)) => years.iter().find(|(known, _)| *known == year).map(|(_, amount)| *amount),
            _ => None,
        }
    }

    /// What conditions and figures make of the amounts, beyond the totals of three years.
    fn compared(&self, paper: &mut Paper, unit: MoneyUnit) {
        let moment = Moment::new(self.order.as_of, &self.order.library.windows);
        let context = Context::new(&self.shown, &moment);
        let worth = |expression: &Number| number(expression, &context, &mut NoTrace);
        let head = words::application::finances::amounts(self.put("amounts-unit", || unit.name().to_owned()));
        let columns = |head| {
            let (value, clause) = (words::application::finances::VALUE, words::shared::heads::CLAUSE);
            Table::new(&[(head, 60, Align::Left), (value, 20, Align::Right), (clause, 20, Align::Centre)])
        };
        let (mut amounts, mut shares) = (columns(head.as_str()), columns(words::application::finances::SHARES));
        for (term, backing) in self.looked_at() {
            match term {
                // The totals of three years stand above.
                Term::Amount(Number::Sum(_, 3, _)) => {}
                Term::Amount(expression) if is_fiscal(expression) => {
                    let range = worth(expression);
                    let fits = MoneyUnit::of(ends(range)) == MoneyUnit::TenThousand || unit == MoneyUnit::Yuan;
                    let said = match () {
                        () if self.hides(expression) => values::HIDDEN.to_owned(),
                        () if !self.known(expression) => TO_FILL.to_owned(),
                        () if fits => unit.range(range),
                        () => format!("{}{}", MoneyUnit::Yuan.range(range), MoneyUnit::Yuan.name()),
                    };
                    put(&mut amounts, self.named_number(expression), said, backing);
                }
                Term::Share(part, whole) if is_fiscal(part) || is_fiscal(whole) => {
                    let (part_name, whole_name) = (self.named_number(part), self.named_number(whole));
                    let name = words::application::finances::Share { part: part_name, whole: whole_name }.to_string();
                    let (of, all) = (worth(part), worth(whole));
                    let said = if self.hides(part) || self.hides(whole) {
                        values::HIDDEN.to_owned()
                    } else if self.known(part) && self.known(whole) && of.is_exact() && all.is_exact() && all.low > 0 {
                        percent_of(of.low, all.low).trim_end_matches('%').to_owned()
                    } else {
                        TO_FILL.to_owned()
                    };
                    put(&mut shares, name, said, backing);
                }
                Term::Amount(_) | Term::Share(..) => {}
            }
        }
        for (name, table) in [("amounts", amounts), ("shares", shares)] {
            if !table.rows.is_empty() {
                paper.add(Block::Table(self.listed(name, &["item", "value", "clause"], table)));
            }
        }
    }

    /// Whether this export leaves out an answer that a number rests on.
    fn hides(&self, expression: &Number) -> bool {
        let mut facts = Vec::new();
        facts_of_number(expression, &mut facts);
        facts.iter().any(|fact| self.hidden(*fact) && self.order.sheet.get(*fact).is_some())
    }

    /// Whether every year and answer that a number rests on is there.
    fn known(&self, expression: &Number) -> bool {
        match expression {
            Number::Literal(_) => true,
            Number::Sum(fact, years, _) | Number::Least(fact, years, _) => {
                let year = self.order.as_of.year();
                (1..=i32::from(*years)).all(|back| self.amount(*fact, year - back).is_some())
            }
            Number::Plus(parts) => parts.iter().all(|part| self.known(part)),
            Number::Answer(Operand::Fact(fact) | Operand::Column(fact, _), ..) => self.shown.get(*fact).is_some(),
            Number::Rows(rows, _) => self.shown.get(rows.table).is_some(),
            Number::Derived { fact, table, .. } => self.shown.get(*fact).or(self.shown.get(*table)).is_some(),
        }
    }

    /// A number in words: 近三年主营业务收入合计.
    fn named_number(&self, expression: &Number) -> String {
        let span = |years: u8| {
            let last = self.order.as_of.year() - 1;
            match years {
                1 => words::application::finances::year(last),
                _ => words::application::finances::Years { first: last + 1 - i32::from(years), last }.to_string(),
            }
        };
        match expression {
            Number::Sum(fact, 1, _) | Number::Least(fact, 1, _) => format!("{}{}", span(1), self.fact_title(*fact)),
            Number::Sum(fact, years, _) => {
                words::application::finances::Sum { years: span(*years), fact: self.fact_title(*fact) }.to_string()
            }
            Number::Least(fact, years, _) => {
                words::application::finances::Least { years: span(*years), fact: self.fact_title(*fact) }.to_string()
            }
            Number::Plus(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.named_number(part)).collect();
                parts.join(words::application::finances::PLUS)
            }
            Number::Literal(units) => MoneyUnit::Yuan.write(*units),
            Number::Answer(Operand::Fact(fact) | Operand::Column(fact, _), ..) | Number::Derived { fact, .. } => {
                self.fact_title(*fact).to_owned()
            }
            Number::Rows(rows, _) => {
                let Rows { table, .. } = &**rows;
                words::application::finances::by_table(self.fact_title(*table))
            }
        }
    }
}

/// Adds a row, or a clause to the one that says the same.
fn put(table: &mut Table, name: String, said: String, backing: &Backing) {
    let clause = backing.clause();
    let known = table.rows.iter_mut().find(|row| row.first() == Some(&name));
    match known.and_then(|row| row.get_mut(2)) {
        Some(clauses) if clauses.split('、').any(|known| known == clause) => {}
        Some(clauses) => {
            clauses.push('、');
            clauses.push_str(clause);
        }
        None => table.row([name, said, clause.to_owned()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_in_ten_thousands_only_where_nothing_is_lost() {
        assert_eq!(MoneyUnit::of([]), MoneyUnit::TenThousand);
        assert_eq!(MoneyUnit::of([12_000_000_000, -3_500_000]), MoneyUnit::TenThousand);
        assert_eq!(MoneyUnit::of([12_000_000_000, 3_500_050]), MoneyUnit::Yuan);
        assert_eq!(MoneyUnit::TenThousand.write(12_345_670_000), "12,345.67");
        assert_eq!(MoneyUnit::Yuan.write(-12_345_605), "-123,456.05");
        assert_eq!(MoneyUnit::TenThousand.range(Range { low: 1_000_000, high: Range::OPEN_HIGH }), "不少于1");
    }
}

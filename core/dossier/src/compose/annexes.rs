//! Tables of the applicant's own as annexes, with the figures worked out from them.

use super::super::paper::{Align, BLANK, Block, NONE, Paper, Table};
use super::finances::{MoneyUnit, ends};
use super::{Draft, values};
use crate::words;
use ziping_assess::Figured;
use ziping_regime::{FigureValue, SentencePart};
use ziping_rules::fact::{Column, Fact, FactIx, Kind, Range, Row, Value};
use ziping_rules::rule::{Number, Quantity, Unit};

const fn align(kind: &Kind) -> Align {
    match kind {
        Kind::Money { .. } => Align::Right,
        Kind::Text(_) => Align::Left,
        _ => Align::Centre,
    }
}

/// Whether a table is too wide for an upright page.
const fn wide(columns: &[Column]) -> bool {
    columns.len() > 7
}

/// How much room a column wants: for what is in it, and for a long head.
fn share(kind: &Kind, head: &str, crowded: bool) -> u16 {
    let content = match kind {
        Kind::Text(_) => 22,
        Kind::Money { .. } => 16,
        // A whole day in one line, where there is room for it.
        Kind::Date if !crowded => 40,
        Kind::Date => 27,
        _ => 12,
    };
    match head.chars().count() {
        0..=8 => content,
        9..=16 => content.max(18),
        // Else a head would be as high as all its rows.
        _ if !crowded => content.max(28),
        _ => content.max(18),
    }
}

/// Columns of a table whose totals a number is worked out from.
fn totalled(number: &Number, table: FactIx, found: &mut Vec<usize>) {
    match number {
        Number::Rows(rows, Quantity::Total(column)) if rows.table == table => {
            found.push(usize::from(*column));
        }
        Number::Derived { worked_out, .. } => totalled(worked_out, table, found),
        Number::Plus(parts) => parts.iter().for_each(|part| totalled(part, table, found)),
        Number::Literal(_) | Number::Answer(..) | Number::Sum(..) | Number::Least(..) | Number::Rows(..) => {}
    }
}

/// The number in a cell.
fn number_in(row: &Row, column: usize) -> Option<Range> {
    match row.cells.get(column) {
        Some(Some(Value::Number(range))) => Some(*range),
        _ => None,
    }
}

impl Draft<'_> {
    /// One table of the applicant's: amounts in one unit, which its heads say, and the totals that the rules use.
    pub(super) fn annex(&self, ix: FactIx, fact: &Fact) -> Table {
        let Kind::Table { columns } = &fact.kind else { return Table::default() };
        let rows = self.rows_of(ix);
        let money = |column: &Column| matches!(column.kind, Kind::Money { .. });
        let amounts = || {
            let of = |(place, _)| rows.iter().filter_map(move |row| number_in(row, place));
            columns.iter().enumerate().filter(|(_, column)| money(column)).flat_map(of)
        };
        let unit = MoneyUnit::of(amounts().flat_map(ends));
        let said = self.put(&format!("{}-unit", fact.id), || unit.name().to_owned());
        let heads: Vec<String> = columns
            .iter()
            .map(|column| {
                let head = self.order.words.label("fact", &fact.id, &column.id);
                if money(column) { format!("{head}（{said}）") } else { head.to_owned() }
            })
            .collect();
        let mut all: Vec<(&str, u16, Align)> =
            vec![(words::shared::heads::NUMBER, if wide(columns) { 10 } else { 14 }, Align::Centre)];
        all.extend(
            columns
                .iter()
                .zip(&heads)
                .map(|(column, head)| (head.as_str(), share(&column.kind, head, wide(columns)), align(&column.kind))),
        );
        let mut table = Table::new(&all);
        for (mut cells, row) in self.annex_rows(ix).into_iter().zip(rows.iter().map(Some).chain([None])) {
            for (place, _) in columns.iter().enumerate().filter(|(_, column)| money(column)) {
                if let Some(amount) = row.and_then(|row| number_in(row, place))
                    && let Some(cell) = cells.get_mut(place + 1)
                {
                    *cell = unit.range(amount);
                }
            }
            table.row(cells);
        }
        let totalled = self.totalled(ix);
        if !rows.is_empty() && !totalled.is_empty() {
            let total = |(place, column): (usize, &Column)| {
                if !totalled.contains(&place) {
                    return BLANK.to_owned();
                }
                let sum = rows.iter().try_fold(Range::exactly(0), |sum, row| Some(sum.plus(number_in(row, place)?)));
                match (sum, &column.kind) {
                    (None, _) => super::TO_FILL.to_owned(),
                    (Some(sum), Kind::Money { .. }) => unit.range(sum),
                    (Some(sum), Kind::Score { .. }) => values::points(sum),
                    (Some(sum), _) => values::count(sum),
                }
            };
            table.row([words::shared::SUM.to_owned()].into_iter().chain(columns.iter().enumerate().map(total)));
        }
        let ids: Vec<&str> = ["no"].into_iter().chain(columns.iter().map(|column| column.id.as_str())).collect();
        self.listed(&fact.id, &ids, table)
    }

    /// The rows of a table that this export may show.
    pub(super) fn rows_of(&self, ix: FactIx) -> &[Row] {
        match self.shown.get(ix) {
            Some(Value::Table(rows)) => rows.rows(),
            _ => &[],
        }
    }

    /// The columns of a table whose totals conditions, figures or figures beside the table are worked out from.
    fn totalled(&self, table: FactIx) -> Vec<usize> {
        let mut found = Vec::new();
        for (term, _) in self.looked_at() {
            term.numbers().into_iter().flatten().for_each(|number| totalled(number, table, &mut found));
        }
        for derived in self.order.library.derived.iter().filter(|derived| derived.table == table) {
            if let FigureValue::Number(number, _) = &derived.value {
                totalled(number, table, &mut found);
            }
        }
        found
    }

    /// The cells of a table's rows, the number first; one row that says why where there is none.
    pub(in super::super) fn annex_rows(&self, ix: FactIx) -> Vec<Vec<String>> {
        let Some(fact) = self.fact(ix) else { return Vec::new() };
        let Kind::Table { columns } = &fact.kind else { return Vec::new() };
        let rows = self.rows_of(ix);
        if rows.is_empty() {
            let hidden = self.hidden(ix) && self.order.sheet.get(ix).is_some();
            let said = match self.shown.get(ix) {
                _ if hidden => values::HIDDEN,
                Some(_) => NONE,
                None => super::TO_FILL,
            };
            // That there is none is said once, not in every cell.
            let none = said == NONE;
            let cell = |place: usize| if none && place > 0 { BLANK } else { said }.to_owned();
            let number = if none { BLANK } else { "1" }.to_owned();
            return vec![std::iter::once(number).chain((0..columns.len()).map(cell)).collect()];
        }
        let numbered = |(place, row): (usize, &Row)| {
            let cells = values::cells(&self.speaker, self.order.words, fact, row);
            std::iter::once((place + 1).to_string()).chain(cells).collect()
        };
        rows.iter().enumerate().map(numbered).collect()
    }

    /// Whether a table is too wide for an upright page.
    pub(super) fn wide_annex(&self) -> bool {
        let is_wide = |kind: &Kind| matches!(kind, Kind::Table { columns } if wide(columns));
        !self.used(is_wide).is_empty()
    }

    /// All tables, each under a heading of its own. Nothing where the regime has none.
    pub(super) fn annexes(&self, paper: &mut Paper) {
        for (i, (ix, fact)) in self.used(|kind| matches!(kind, Kind::Table { .. })).into_iter().enumerate() {
            paper.subheading(
                words::application::annexes::Title { number: i + 1, table: self.fact_title(ix) }.to_string(),
            );
            paper.add(Block::Table(self.annex(ix, fact)));
        }
    }

    /// Figures worked out from the tables: those that stand in the place of answers, and those that decide nothing.
    pub(super) fn figures(&self, paper: &mut Paper) {
        let rulebook = self.order.rulebook;
        let mut table = Table::new(&[
            (words::application::annexes::heads::TITLE, 40, Align::Left),
            (words::application::annexes::heads::VALUE, 20, Align::Centre),
            (words::application::annexes::heads::HOW, 40, Align::Left),
        ]);
        let tables = self.used(|kind| matches!(kind, Kind::Table { .. }));
        for derived in &self.order.library.derived {
            let mine = tables.iter().any(|(ix, _)| *ix == derived.table);
            if let Some(value) = self.worked_out(derived.fact).filter(|_| mine) {
                let from = words::application::annexes::how(self.fact_title(derived.table));
                table.row([self.fact_title(derived.fact).to_owned(), value, from]);
            }
        }
        for (figure, found) in rulebook.figures.iter().zip(&self.findings.assessment().figures) {
            let words = self.order.words.get("figure", &figure.id);
            let value = match found.value {
                _ if !found.answered => super::TO_FILL.to_owned(),
                Figured::Number(_, Unit::Money) if self.order.redact.amounts => values::HIDDEN.to_owned(),
                Figured::Number(range, Unit::Count) if range.high != Range::OPEN_HIGH => values::count(range),
                Figured::Number(range, Unit::Score) if range.high != Range::OPEN_HIGH => values::points(range),
                _ => self.speaker.figure(found),
            };
            table.row([format!("{}（{}）", words.title, figure.backing.clause()), value, words.text.clone()]);
        }
        let mine = |derived: &ziping_regime::Derived| tables.iter().any(|(ix, _)| *ix == derived.table);
        if rulebook.figures.is_empty() && !self.order.library.derived.iter().any(mine) {
            return;
        }
        self.part(paper, "figured", !table.rows.is_empty(), |paper| {
            paper.subheading(words::application::annexes::WORKED_OUT);
            paper.add(Block::Table(self.listed("figures", &["title", "value", "how"], table)));
            if !rulebook.figures.is_empty() {
                self.note(paper, SentencePart::Figures);
            }
        });
    }
}

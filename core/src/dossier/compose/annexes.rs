//! Tables of the applicant's own as annexes, with the figures worked out from them.

use super::super::paper::{Align, Block, NONE, Paper, Table};
use super::{Draft, values};
use crate::assess::Figured;
use crate::fact::{Fact, FactIx, Kind, Value};
use crate::rule::Unit;

const fn align(kind: &Kind) -> Align {
    match kind {
        Kind::Money { .. } => Align::Right,
        Kind::Text(_) => Align::Left,
        _ => Align::Centre,
    }
}

/// How much room a column wants: for what is in it, and for a long head.
fn share(kind: &Kind, head: &str) -> u16 {
    let content = match kind {
        Kind::Text(_) => 22,
        Kind::Money { .. } => 16,
        Kind::Date => 19,
        _ => 12,
    };
    if head.chars().count() > 8 { content.max(18) } else { content }
}

impl Draft<'_> {
    /// One table of the applicant's.
    pub(super) fn annex(&self, ix: FactIx, fact: &Fact) -> Table {
        let Kind::Table { columns } = &fact.kind else { return Table::default() };
        let words = self.order.words;
        let mut heads: Vec<(&str, u16, Align)> = vec![("序号", 6, Align::Centre)];
        heads.extend(columns.iter().map(|column| {
            let head = words.label("fact", &fact.id, &column.id);
            (head, share(&column.kind, head), align(&column.kind))
        }));
        let mut table = Table::new(&heads);
        let rows = match self.shown.get(ix) {
            Some(Value::Table(rows)) => rows.as_slice(),
            _ => &[],
        };
        for (i, row) in rows.iter().enumerate() {
            let mut cells = vec![(i + 1).to_string()];
            cells.extend(values::cells(&self.speaker, words, fact, row));
            table.row(cells);
        }
        if rows.is_empty() {
            let hidden = self.hidden(ix) && self.order.sheet.get(ix).is_some();
            let said = match self.shown.get(ix) {
                _ if hidden => values::HIDDEN,
                Some(_) => NONE,
                None => super::TO_FILL,
            };
            table.row(std::iter::once("1".to_owned()).chain(columns.iter().map(|_| said.to_owned())));
        }
        table
    }

    /// The cells of a table's rows, the number first; one row that says why where there is none.
    pub(in super::super) fn annex_rows(&self, ix: FactIx) -> Vec<Vec<String>> {
        self.fact(ix).map(|fact| self.annex(ix, fact).rows).unwrap_or_default()
    }

    /// Whether a table is too wide for an upright page.
    pub(super) fn wide_annex(&self) -> bool {
        let wide = |kind: &Kind| matches!(kind, Kind::Table { columns } if columns.len() > 7);
        !self.used(wide).is_empty()
    }

    /// All tables, each under a heading of its own. Nothing where the regime has none.
    pub(super) fn annexes(&self, paper: &mut Paper) {
        for (i, (ix, fact)) in self.used(|kind| matches!(kind, Kind::Table { .. })).into_iter().enumerate() {
            paper.subheading(format!("附表{}　{}", i + 1, self.fact_title(ix)));
            paper.add(Block::Table(self.annex(ix, fact)));
        }
    }

    /// Figures worked out from the tables; they decide nothing.
    pub(super) fn figures(&self, paper: &mut Paper) {
        let rulebook = self.order.rulebook;
        if rulebook.figures.is_empty() {
            return;
        }
        paper.subheading("按附表计算的数据");
        let mut table =
            Table::new(&[("数据", 40, Align::Left), ("数值", 20, Align::Centre), ("口径", 40, Align::Left)]);
        for (figure, found) in rulebook.figures.iter().zip(&self.found.figures) {
            let words = self.order.words.get("figure", &figure.id);
            let value = match found.value {
                _ if !found.answered => super::TO_FILL.to_owned(),
                Figured::Number(_, Unit::Money) if self.order.redact.amounts => values::HIDDEN.to_owned(),
                _ => self.speaker.figure(found),
            };
            table.row([format!("{}（{}）", words.title, figure.backing.clause()), value, words.text.clone()]);
        }
        paper.add(Block::Table(table));
        paper.remark("注：按附表计算，供评审参考，不单独决定等级。");
    }
}

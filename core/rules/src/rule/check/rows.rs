//! Forms over the rows of a table.

use super::Checker;
use super::typed::Typed;
use crate::fact::{Fact, FactIx, Kind};
use crate::rule::expr::{Comparison, Number, Quantity, Rows, Test, Unit};
use crate::rule::parse::{Syntax, SyntaxKind};
use ziping_base::diag::{Said, joined, or_nearest};
use ziping_base::say;

impl Checker<'_, '_> {
    pub(in crate::rule) fn table_of(&mut self, syntax: &Syntax) -> Option<FactIx> {
        match self.value(syntax)? {
            Typed::Table(fact) => Some(fact),
            other => {
                let help = say!("write `count(om.projects where …)`", "写成“count(om.projects where …)”");
                self.wrong(syntax.span, &say!("a table", "表格"), &other, help)
            }
        }
    }

    pub(in crate::rule) fn filter(&mut self, table: FactIx, filter: Option<&Syntax>) -> Option<Test> {
        filter.map_or(Some(Test::Constant(true)), |filter| self.in_row(table, filter))
    }

    pub(in crate::rule) fn in_row(&mut self, table: FactIx, syntax: &Syntax) -> Option<Test> {
        let outer = self.table.replace(table);
        let test = self.test(syntax);
        self.table = outer;
        test
    }

    /// `om.projects.client`: a table and one of its columns.
    pub(in crate::rule) fn table_column(&mut self, syntax: &Syntax) -> Option<(FactIx, u16, Unit)> {
        let SyntaxKind::Word(word) = &syntax.kind else {
            let message = say!("a column of a table is expected here", "这里应是表格的一列");
            let help = say!("write `om.projects.client`", "写成“om.projects.client”");
            self.error(syntax.span, "wrong-type", message, help);
            return None;
        };
        let found = word.rsplit_once('.').and_then(|(table, column)| {
            let ix = self.scope.catalogue.find(table)?;
            let Kind::Table { columns } = &self.scope.catalogue.get(ix)?.kind else { return None };
            let index = columns.iter().position(|known| known.id == column)?;
            let unit = match columns.get(index)?.kind {
                Kind::Money { .. } => Unit::Money,
                Kind::Score { .. } => Unit::Score,
                _ => Unit::Count,
            };
            Some((ix, u16::try_from(index).ok()?, unit))
        });
        if found.is_none() {
            let message = say!("`{word}` is not a column of a table", "“{word}”不是表格的列");
            let help = self.nearest_column(word);
            self.error(syntax.span, "unknown-column", message, help);
        }
        found
    }

    /// What a word that is no column may mean: the columns of the table that it names, or the nearest of all.
    fn nearest_column(&self, word: &str) -> Said {
        let columns = |fact: &Fact| match &fact.kind {
            Kind::Table { columns } => columns.iter().map(|column| format!("{}.{}", fact.id, column.id)).collect(),
            _ => Vec::new(),
        };
        let named = word.rsplit_once('.').and_then(|(table, _)| self.scope.catalogue.find(table));
        let of_table: Vec<String> =
            named.and_then(|table| self.scope.catalogue.get(table)).map(columns).unwrap_or_default();
        if of_table.is_empty() {
            let all: Vec<String> = self.scope.catalogue.iter().flat_map(|(_, fact)| columns(fact)).collect();
            let how = say!(
                "write the table's id, a point and the column: `om.projects.client`",
                "依次写表格的编号、点和列：“om.projects.client”"
            );
            return or_nearest(word, all.iter().map(String::as_str), how);
        }
        let Said { en, zh } = joined(of_table.iter().map(String::as_str));
        or_nearest(word, of_table.iter().map(String::as_str), say!("its columns are {en}", "它的列有：{zh}"))
    }

    pub(in crate::rule) fn over_column(
        &mut self,
        name: &str,
        column: &Syntax,
        filter: Option<&Syntax>,
    ) -> Option<Typed> {
        let (table, index, unit) = self.table_column(column)?;
        let kind = match self.scope.catalogue.get(table).map(|fact| &fact.kind) {
            Some(Kind::Table { columns }) => columns.get(usize::from(index)).map(|column| column.kind.clone()),
            _ => None,
        };
        if name != "distinct" && !matches!(kind, Some(Kind::Count | Kind::Money { .. } | Kind::Score { .. })) {
            self.error(
                column.span,
                "wrong-type",
                say!("`{name}` takes a column of numbers", "“{name}”只能用于数字的列"),
                say!(
                    "use a column of kind count, money or score",
                    "改用种类为个数（count）、金额（money）或分数（score）的列"
                ),
            );
            return None;
        }
        let rows = Box::new(Rows { table, filter: self.filter(table, filter)? });
        let (quantity, unit) = match name {
            "distinct" => (Quantity::Distinct(index), Unit::Count),
            "total" => (Quantity::Total(index), unit),
            _ => (Quantity::Mean(index), unit),
        };
        Some(Typed::Number(Number::Rows(rows, quantity), unit))
    }

    pub(in crate::rule) fn groups(&mut self, key: &Syntax, other: &Syntax, filter: Option<&Syntax>) -> Option<Typed> {
        let parts = match &other.kind {
            SyntaxKind::Compare(column, Comparison::AtLeast, count) => match &count.kind {
                SyntaxKind::Number(spelling) => spelling.parse::<u32>().ok().map(|count| (column, count)),
                _ => None,
            },
            _ => None,
        };
        let Some((column, wanted)) = parts else {
            let message = say!("`column >= number` is expected here", "这里应是“列 >= 数”");
            self.error(other.span, "wrong-arguments", message, write_groups());
            return None;
        };
        let (table, first, _) = self.table_column(key)?;
        let (same, second, _) = self.table_column(column)?;
        if same != table {
            let message = say!("both columns must be of one table", "两列须属于同一张表格");
            self.error(other.span, "wrong-arguments", message, write_groups());
            return None;
        }
        let rows = Box::new(Rows { table, filter: self.filter(table, filter)? });
        Some(Typed::Number(Number::Rows(rows, Quantity::Groups(first, second, wanted)), Unit::Count))
    }
}

fn write_groups() -> Said {
    say!("write groups(t.name, t.enterprise >= 2 where …)", "写成 groups(t.name, t.enterprise >= 2 where …)")
}

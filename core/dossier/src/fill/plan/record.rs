//! Table rows that are one record and are repeated together.

use super::{Node, NodeKind, Put, Reader};
use crate::fill::values::Said;
use core::ops::Range;

impl Reader<'_> {
    /// Joins table rows that are one record: rows under each other with columns of one table, and rows into which a cell
    /// with such a column is merged down. Answers whether there are any.
    pub(super) fn group(&mut self) -> bool {
        let mut of_row: Vec<Option<usize>> = vec![None; self.markup.rows.len()];
        for (place, node) in self.nodes.iter().enumerate() {
            if let NodeKind::Row(row) = node.kind
                && let Some(of_row) = of_row.get_mut(row)
            {
                *of_row = Some(place);
            }
        }
        let mut columns: Vec<usize> = Vec::new();
        for item in &self.items {
            if matches!(&item.put, Put::Value(Said::Rows(..))) {
                columns.extend(item.pieces.first().map(|piece| piece.start));
            }
        }
        columns.sort_unstable();
        let says = |place: &Range<usize>| {
            columns.get(columns.partition_point(|at| *at < place.start)).is_some_and(|at| *at < place.end)
        };
        let mut rows: Vec<usize> = (0..self.markup.rows.len()).collect();
        rows.sort_by_key(|row| self.table_of(*row));
        let (mut first, mut groups) = (0, Vec::new());
        while let Some(from) = rows.get(first) {
            let node = |row: usize| of_row.get(row).copied().flatten().and_then(|node| self.nodes.get(node));
            let Some(Node { repeats: Some(repeats), parent, .. }) = node(*from) else {
                first += 1;
                continue;
            };
            let mut last = first;
            while let Some(next) = rows.get(last + 1) {
                let Some(beside) = node(*next).filter(|next| next.parent == *parent) else { break };
                let joined = match &beside.repeats {
                    Some(known) => known == repeats,
                    None => self.goes_on(rows.get(first..=last).unwrap_or_default(), *next, &says),
                };
                if !joined || self.table_of(*next) != self.table_of(*from) {
                    break;
                }
                last += 1;
            }
            if last > first {
                groups.push((rows.get(first..=last).unwrap_or_default().to_vec(), repeats.clone()));
            }
            first = last + 1;
        }
        for (rows, repeats) in &groups {
            let place =
                |row: Option<&usize>| row.and_then(|row| self.markup.rows.get(*row)).map(|row| row.place.clone());
            let (Some(begin), Some(end)) = (place(rows.first()), place(rows.last())) else { continue };
            for node in rows.iter().filter_map(|row| of_row.get(*row).copied().flatten()) {
                if let Some(node) = self.nodes.get_mut(node) {
                    node.repeats = None;
                }
            }
            self.add(begin.start..end.end, begin.start..end.end, NodeKind::Group, Vec::new());
            if let Some(node) = self.nodes.last_mut() {
                node.repeats = Some(repeats.clone());
            }
        }
        !groups.is_empty()
    }

    /// The table that a row stands in.
    fn table_of(&self, row: usize) -> usize {
        self.markup.rows.get(row).map_or(0, |row| row.table)
    }

    /// Whether a cell that says something of a record begins in one of the rows and is merged down into the next.
    fn goes_on(&self, rows: &[usize], next: usize, says: &dyn Fn(&Range<usize>) -> bool) -> bool {
        let merged = |row: &usize| self.markup.rows.get(*row).map(|row| row.merged.as_slice()).unwrap_or_default();
        let begun: Vec<usize> = rows
            .iter()
            .flat_map(merged)
            .filter(|cell| cell.begins && says(&cell.place))
            .map(|cell| cell.column)
            .collect();
        merged(&next).iter().any(|cell| !cell.begins && begun.contains(&cell.column))
    }
}

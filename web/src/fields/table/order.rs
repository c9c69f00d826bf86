//! The order of rows: by one of their columns, and what an edit makes of their places.

use super::Edit;
use std::cmp::Ordering;
use ziping_rules::fact::{Row, Value};

/// By which column, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) column: usize,
    /// The largest first.
    pub(crate) down: bool,
}

/// Which of two texts comes first.
pub(crate) type Words = fn(&str, &str) -> Ordering;

/// The old places of the rows that stay, in their new order, for an edit of whole rows.
pub(super) fn places_after(rows: &[Row], edit: &Edit, words: Words) -> Option<Vec<usize>> {
    match edit {
        Edit::Delete(gone) => Some((0..rows.len()).filter(|place| place != gone).collect()),
        Edit::Sort(order) => Some(sorted(rows, *order, words)),
        Edit::None => Some(Vec::new()),
        // What an undone row left behind is not that of a new one.
        Edit::Add | Edit::Append(_) => Some((0..rows.len()).collect()),
        Edit::Cell(..) => None,
    }
}

/// The places of the rows in this order; equal ones stay as they were.
fn sorted(rows: &[Row], order: Order, words: Words) -> Vec<usize> {
    let mut places: Vec<(usize, &Row)> = rows.iter().enumerate().collect();
    places.sort_by(|(_, a), (_, b)| compare(a, b, order, words));
    places.into_iter().map(|(place, _)| place).collect()
}

/// Whether the rows stand in this order.
pub(super) fn is_sorted(rows: &[Row], order: Order, words: Words) -> bool {
    rows.is_sorted_by(|before, after| compare(before, after, order, words) != Ordering::Greater)
}

/// Rows with nothing in the column come last, whichever way the others go.
fn compare(a: &Row, b: &Row, order: Order, words: Words) -> Ordering {
    fn cell(row: &Row, column: usize) -> Option<&Value> {
        row.cells.get(column).and_then(Option::as_ref)
    }
    match (cell(a, order.column), cell(b, order.column)) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(a), Some(b)) => {
            let ordering = compare_values(a, b, words);
            if order.down { ordering.reverse() } else { ordering }
        }
    }
}

/// Cells of one column are of one kind. *Yes* stands before *no*.
fn compare_values(a: &Value, b: &Value, words: Words) -> Ordering {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => (a.low, a.high).cmp(&(b.low, b.high)),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Bool(a), Value::Bool(b)) => b.cmp(a),
        (Value::Text(a), Value::Text(b)) => words(a, b),
        _ => Ordering::Equal,
    }
}

/// What was typed and cannot be read, under the places that its rows have after an edit. `key` is how the table's
/// drafts begin; what follows is `row-column`.
pub(super) fn drafts_after<'d>(
    drafts: impl Iterator<Item = (&'d String, &'d String)>,
    key: &str,
    places: &[usize],
) -> Vec<(String, String)> {
    let moved = |(name, text): (&String, &String)| {
        let (row, column) = name.strip_prefix(key)?.split_once('-')?;
        let row: usize = row.parse().ok()?;
        let now = places.iter().position(|place| *place == row)?;
        Some((format!("{key}{now}-{column}"), text.clone()))
    };
    drafts.filter_map(moved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;
    use ziping_rules::fact::Range;

    fn rows(cells: &[(&str, Option<i64>)]) -> Vec<Row> {
        let row = |(name, units): &(&str, Option<i64>)| Row {
            cells: vec![Some(Value::Text((*name).into())), units.map(|units| Value::Number(Range::exactly(units)))],
        };
        cells.iter().map(row).collect()
    }

    fn by(column: usize, down: bool) -> Order {
        Order { column, down }
    }

    #[wasm_bindgen_test]
    fn rows_go_by_their_column_and_blank_ones_last_either_way() {
        let rows = rows(&[("b", Some(3)), ("a", None), ("c", Some(1)), ("d", Some(3))]);
        assert_eq!(sorted(&rows, by(1, false), str::cmp), [2, 0, 3, 1]);
        assert_eq!(sorted(&rows, by(1, true), str::cmp), [0, 3, 2, 1], "equal rows keep their order");
        assert_eq!(sorted(&rows, by(0, false), str::cmp), [1, 0, 2, 3]);
        assert_eq!(sorted(&rows, by(7, false), str::cmp), [0, 1, 2, 3], "a column that is not there orders nothing");
    }

    #[wasm_bindgen_test]
    fn sorted_rows_are_seen_to_be_sorted() {
        let before = rows(&[("b", Some(3)), ("a", None), ("c", Some(1))]);
        let after: Vec<Row> = sorted(&before, by(1, true), str::cmp).into_iter().map(|at| before[at].clone()).collect();
        assert!(is_sorted(&after, by(1, true), str::cmp));
        assert!(!is_sorted(&before, by(1, false), str::cmp));
    }

    #[wasm_bindgen_test]
    fn what_was_typed_goes_with_its_row_and_leaves_with_it() {
        let drafts = std::collections::BTreeMap::from([
            ("om.projects#0-3".to_owned(), "gone".to_owned()),
            ("om.projects#2-3".to_owned(), "很多".to_owned()),
            ("om.revenue#2-3".to_owned(), "another field's".to_owned()),
        ]);
        let three = rows(&[("c", None), ("b", None), ("a", None)]);
        let after = |edit| {
            let places = places_after(&three, &edit, str::cmp).unwrap();
            drafts_after(drafts.iter(), "om.projects#", &places)
        };
        assert_eq!(after(Edit::Delete(0)), [("om.projects#1-3".to_owned(), "很多".to_owned())]);
        let sorted = after(Edit::Sort(by(0, false)));
        assert!(sorted.contains(&("om.projects#0-3".to_owned(), "很多".to_owned())), "{sorted:?}");
        assert_eq!(sorted.len(), 2);
        assert_eq!(after(Edit::None), []);
    }
}

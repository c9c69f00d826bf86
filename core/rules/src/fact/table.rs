//! The rows of a table, shared by all copies of an answer, and what has been worked out of them.

use super::{Row, Value};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::any::Any;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

/// The most things kept beside the rows of one table.
const MOST: usize = 256;

/// The rows of a table. They never change: another set of rows is another table. So copying one is cheap, and whatever
/// is worked out of the rows can be kept beside them and is right for as long as they are there.
#[derive(Clone, Default)]
pub struct Table(Arc<Shared>);

#[derive(Default)]
struct Shared {
    rows: Vec<Row>,
    kept: Mutex<Vec<Arc<dyn Beside>>>,
}

/// Something that is worked out of the rows of a table and kept beside them.
pub trait Beside: Any + Send + Sync {
    /// Goes over to the same rows with one cell changed; `None`: it is worked out anew there.
    fn follow(self: Arc<Self>, change: &CellChange<'_>) -> Option<Arc<dyn Beside>>;
}

/// A change of one cell.
#[derive(Debug)]
pub struct CellChange<'c> {
    /// The row, counted from 0.
    pub place: usize,
    /// The column, counted from 0.
    pub column: usize,
    /// The row as it was.
    pub before: &'c Row,
    /// What the cell holds from now on.
    pub value: &'c Option<Value>,
}

impl Table {
    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.0.rows
    }

    /// What is kept beside the rows and fits; made, and kept, when there is nothing yet. Not kept any more once there is
    /// a great deal.
    pub fn kept<K: Beside>(&self, fits: impl Fn(&K) -> bool, make: impl FnOnce() -> K) -> Arc<K> {
        let mut kept = self.0.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut known =
            kept.iter().filter_map(|one| (Arc::clone(one) as Arc<dyn Any + Send + Sync>).downcast::<K>().ok());
        if let Some(found) = known.find(|one| fits(one)) {
            return found;
        }
        let made = Arc::new(make());
        if kept.len() < MOST {
            kept.push(Arc::<K>::clone(&made) as Arc<dyn Beside>);
        }
        made
    }

    /// The same rows and more of them; asked for again with the same, the same table.
    #[must_use]
    pub fn with(&self, more: &[Row]) -> Self {
        let longer = || {
            let rows: Vec<Row> = self.iter().chain(more).cloned().collect();
            Longer { more: more.to_vec(), table: rows.into() }
        };
        self.kept(|known: &Longer| known.more == more, longer).table.clone()
    }

    /// The same rows with another value in one cell; where there is no such cell, the same table. What is kept beside
    /// the rows goes over to the new table, so that a key in a large table costs one row and not all of them.
    #[must_use]
    pub fn with_cell(&self, place: usize, column: usize, value: Option<Value>) -> Self {
        let mut rows = self.rows().to_vec();
        let (Some(before), Some(cell)) =
            (self.get(place), rows.get_mut(place).and_then(|row| row.cells.get_mut(column)))
        else {
            return self.clone();
        };
        cell.clone_from(&value);
        let change = CellChange { place, column, before, value: &value };
        let kept = std::mem::take(&mut *self.0.kept.lock().unwrap_or_else(PoisonError::into_inner));
        let kept = kept.into_iter().filter_map(|one| one.follow(&change)).collect();
        Self(Arc::new(Shared { rows, kept: Mutex::new(kept) }))
    }
}

/// A table with more rows.
struct Longer {
    more: Vec<Row>,
    table: Table,
}

impl Beside for Longer {
    fn follow(self: Arc<Self>, change: &CellChange<'_>) -> Option<Arc<dyn Beside>> {
        let Self { more, table } = Arc::into_inner(self)?;
        let table = table.with_cell(change.place, change.column, change.value.clone());
        Some(Arc::new(Self { more, table }))
    }
}

impl Deref for Table {
    type Target = [Row];

    fn deref(&self) -> &[Row] {
        self.rows()
    }
}

impl From<Vec<Row>> for Table {
    fn from(rows: Vec<Row>) -> Self {
        Self(Arc::new(Shared { rows, kept: Mutex::default() }))
    }
}

impl FromIterator<Row> for Table {
    fn from_iter<I: IntoIterator<Item = Row>>(rows: I) -> Self {
        rows.into_iter().collect::<Vec<_>>().into()
    }
}

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.rows == other.0.rows
    }
}

impl Eq for Table {}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.rows.fmt(f)
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.rows.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Table {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Goes over to changed rows.
    struct Stays(u8);
    /// Does not.
    struct Goes(u8);

    impl Beside for Stays {
        fn follow(self: Arc<Self>, _: &CellChange<'_>) -> Option<Arc<dyn Beside>> {
            Some(self)
        }
    }

    impl Beside for Goes {
        fn follow(self: Arc<Self>, _: &CellChange<'_>) -> Option<Arc<dyn Beside>> {
            None
        }
    }

    fn row(text: &str) -> Row {
        Row { cells: vec![Some(Value::Text(text.to_owned()))] }
    }

    #[test]
    fn what_is_kept_is_made_once_for_all_copies_and_not_for_other_rows() {
        let table: Table = vec![row("甲")].into();
        let copy = table.clone();
        assert_eq!(table.kept(|known: &Stays| known.0 == 7, || Stays(7)).0, 7);
        assert_eq!(copy.kept(|known: &Stays| known.0 == 7, || Stays(8)).0, 7);
        assert_eq!(copy.kept(|known: &Goes| known.0 == 7, || Goes(9)).0, 9);
        let other: Table = table.to_vec().into();
        assert_eq!(other, table);
        assert_eq!(other.kept(|known: &Stays| known.0 == 7, || Stays(8)).0, 8);
    }

    #[test]
    fn another_cell_is_another_table_to_which_goes_what_can() {
        let table: Table = vec![row("甲"), row("乙")].into();
        let longer = table.with(&[row("丙")]);
        table.kept(|_: &Stays| true, || Stays(1));
        table.kept(|_: &Goes| true, || Goes(1));
        let changed = table.with_cell(1, 0, Some(Value::Text("丁".to_owned())));
        assert_eq!((table.to_vec(), changed.to_vec()), (vec![row("甲"), row("乙")], vec![row("甲"), row("丁")]));
        assert_eq!(changed.kept(|_: &Stays| true, || Stays(2)).0, 1);
        assert_eq!(changed.kept(|_: &Goes| true, || Goes(2)).0, 2);
        assert_eq!(table.kept(|_: &Stays| true, || Stays(3)).0, 3, "what has gone over is made anew for the old rows");
        drop(longer);
        assert_eq!(changed.with(&[row("丙")]).to_vec(), [row("甲"), row("丁"), row("丙")]);
        for (place, column) in [(2, 0), (0, 1)] {
            assert_eq!(changed.with_cell(place, column, None), changed, "there is no such cell");
        }
    }

    #[test]
    fn the_same_rows_added_again_are_the_same_table() {
        let table: Table = vec![row("甲")].into();
        let (longer, again) = (table.with(&[row("乙")]), table.with(&[row("乙")]));
        assert!(std::ptr::eq(&raw const *longer, &raw const *again));
        assert_eq!(longer.to_vec(), [row("甲"), row("乙")]);
        assert_eq!(table.with(&[row("丙")]).to_vec(), [row("甲"), row("丙")]);
        assert_eq!(table.len(), 1);
    }

    #[test]
    fn it_is_written_and_read_as_its_rows() {
        let table: Table = vec![row("甲"), row("乙")].into();
        let json = serde_json::to_string(&table).unwrap();
        assert_eq!(json, serde_json::to_string(&table.to_vec()).unwrap());
        assert_eq!(serde_json::from_str::<Table>(&json).unwrap(), table);
    }
}

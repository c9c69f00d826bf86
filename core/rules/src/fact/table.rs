//! The rows of a table, shared by all copies of an answer, and what has been worked out of them.

use super::Row;
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
    kept: Mutex<Vec<Arc<dyn Any + Send + Sync>>>,
}

impl Table {
    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.0.rows
    }

    /// What is kept beside the rows and fits; made, and kept, when there is nothing yet. Not kept any more once there is
    /// a great deal.
    pub fn kept<K: Any + Send + Sync>(&self, fits: impl Fn(&K) -> bool, make: impl FnOnce() -> K) -> Arc<K> {
        let mut kept = self.0.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut known = kept.iter().filter_map(|one| Arc::clone(one).downcast::<K>().ok());
        if let Some(found) = known.find(|one| fits(one)) {
            return found;
        }
        let made = Arc::new(make());
        if kept.len() < MOST {
            kept.push(Arc::<K>::clone(&made));
        }
        made
    }

    /// The same rows and more of them; asked for again with the same, the same table.
    #[must_use]
    pub fn with(&self, more: &[Row]) -> Self {
        struct Longer(Vec<Row>, Table);
        let longer = || {
            let rows: Vec<Row> = self.iter().chain(more).cloned().collect();
            Longer(more.to_vec(), rows.into())
        };
        self.kept(|known: &Longer| known.0 == more, longer).1.clone()
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
    use crate::fact::Value;

    fn row(text: &str) -> Row {
        Row { cells: vec![Some(Value::Text(text.to_owned()))] }
    }

    #[test]
    fn what_is_kept_is_made_once_for_all_copies_and_not_for_other_rows() {
        let table: Table = vec![row("甲")].into();
        let copy = table.clone();
        assert_eq!(*table.kept(|known: &u8| *known == 7, || 7), 7);
        assert_eq!(*copy.kept(|known: &u8| *known == 7, || 8), 7);
        assert_eq!(*copy.kept(|known: &u16| *known == 7, || 9), 9);
        let other: Table = table.to_vec().into();
        assert_eq!(other, table);
        assert_eq!(*other.kept(|known: &u8| *known == 7, || 8), 8);
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

//! What is to be done by when for many organisations, as one calendar file.

use super::compose::{Draft, calendar_of, due};
use super::ics::{Calendar, Entry, calendars};
use super::order::Order;

/// Deadlines, gathered order by order: an organisation under a rule book each.
#[derive(Debug, Clone, Default)]
pub struct Deadlines {
    all: Vec<(Calendar, Vec<Entry>)>,
}

impl Deadlines {
    /// Adds what an order has: the duties and the steps that lie ahead. What comes about by itself, as that a cap lapses,
    /// is nothing to be done and stands in the calendar of the order alone.
    pub fn add(&mut self, order: &Order<'_>) {
        let draft = Draft::new(order);
        let entries = due(&draft);
        if entries.is_empty() {
            return;
        }
        let mut of = calendar_of(&draft, None);
        if !of.whose.is_empty() {
            of.whose = format!("{}（{}）", of.whose, draft.named("short"));
        }
        self.all.push((of, entries));
    }

    /// How many deadlines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.iter().map(|(_, entries)| entries.len()).sum()
    }

    /// Nothing is to be done by any day.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The calendar file under this name; `None` where there are none. `sequence`: minutes since 2020-01-01T00:00:00Z.
    #[must_use]
    pub fn file(&self, name: &str, sequence: u32) -> Option<Vec<u8>> {
        calendars(name, sequence, &self.all)
    }
}

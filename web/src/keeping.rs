//! When everything was backed up last, shown wherever saving is spoken of: what is kept in a browser only is lost with it.

use crate::browser;
use crate::texts::{Texts, fill};

/// Where the day is remembered: in this browser, like what it is about.
const KEY: &str = "ziping.backed-up";

/// Notes that everything was backed up today.
pub(crate) fn note_backup() {
    browser::remember(KEY, &browser::today().to_string());
}

/// When that was, in words.
pub(crate) fn last_backup(t: &Texts) -> String {
    match browser::remembered(KEY) {
        Some(day) => fill(t.saved_backed_up(), &[("day", &day)]),
        None => t.saved_never_backed_up().to_owned(),
    }
}

//! A file that one page has read and another one is to take in.

use std::cell::RefCell;

thread_local! {
    static WAITING: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
}

/// Leaves a file for the page that comes: its name and its text.
pub(crate) fn leave(name: String, text: String) {
    WAITING.set(Some((name, text)));
}

/// Takes the file that was left, if there is one.
pub(crate) fn take() -> Option<(String, String)> {
    WAITING.take()
}

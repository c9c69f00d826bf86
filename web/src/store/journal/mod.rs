//! Notes of what no save holds yet. A save takes a moment, and more with many organisations; a page can be gone sooner.
//! So each change is noted at once, in two places, and the next page puts what was noted onto the save:
//!
//! * in local storage before the browser draws anything else: that survives a reload, closing, a crash of the tab;
//! * in a database of its own after the next frame, without waiting for saves: that is on the disk moments later and survives
//!   the end of the browser, which local storage may not.
//!
//! A note holds only what has changed since the last save and goes once that is saved.

mod delta;
mod replay;
mod taken;

pub(crate) use replay::{Replayed, replay};
pub(super) use taken::{Taken, not_taken};

use super::idb::{Trouble, completed, done, open};
use crate::browser;
use crate::state::Workspace;
use delta::delta;
use js_sys::{Array, Function, Reflect};
use serde_json::{Value as Json, json};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{IdbDatabase, IdbTransactionMode};
use ziping_rules::fact::Catalogue;

const DATABASE: &str = "ziping-journal";
const NOTES: &str = "notes";
/// Begins the names of notes in local storage.
const NAME: &str = "ziping.journal.";
/// The longest note, in bytes of UTF-8. What is longer waits for a save, which is begun at once.
const LONGEST: usize = 2_000_000;

/// What a page that is gone has noted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Left {
    pub(super) page: String,
    /// How many notes that page had written, this one included.
    pub(super) count: u64,
    /// When, in milliseconds.
    pub(super) at: f64,
    pub(super) text: String,
}

/// What has changed since each of these saves, given by their tags; and whether that is all that has changed. `taken`: notes
/// of pages before this one that are part of it.
pub(super) fn write(
    since: &[(&str, &Workspace)],
    now: &Workspace,
    taken: &[Taken],
    catalogue: &Catalogue,
) -> (Option<String>, bool) {
    let mut whole = true;
    let mut changed = false;
    let since: Vec<Json> = since
        .iter()
        .map(|(tag, base)| {
            let found = delta(base, now, catalogue);
            whole &= found.whole;
            changed |= found.json.is_some();
            let none = || json!({ "clients": [], "gone": [], "removed": {}, "back": [] });
            json!({ "tag": tag, "delta": found.json.unwrap_or_else(none) })
        })
        .collect();
    let text = changed.then(|| json!({ "since": since, "taken": taken }).to_string());
    match text {
        Some(text) if text.len() > LONGEST => (None, false),
        text => (text, whole),
    }
}

/// The notes of this page.
pub(super) struct Journal {
    page: String,
    count: Cell<u64>,
    database: Option<IdbDatabase>,
    /// What the database is to hold next; nothing inside: nothing.
    next: RefCell<Option<Option<String>>>,
    busy: Cell<bool>,
    /// Something is noted, as far as this page knows.
    noted: Cell<bool>,
}

impl Journal {
    pub(super) async fn begin(page: String) -> Rc<Self> {
        Rc::new(Self {
            page,
            count: Cell::new(0),
            database: open(DATABASE, &[NOTES]).await.ok(),
            next: RefCell::default(),
            busy: Cell::new(false),
            noted: Cell::new(false),
        })
    }

    pub(super) fn page(&self) -> &str {
        &self.page
    }

    /// Notes a text in the place of the one before, or that there is nothing to note. `false`: it could not be kept at
    /// once.
    pub(super) fn note(self: &Rc<Self>, text: Option<&str>) -> bool {
        if text.is_none() && !self.noted.replace(false) {
            return true;
        }
        self.noted.set(text.is_some());
        self.count.set(self.count.get() + 1);
        let note = text.map(|text| format!("{} {}\n{text}", self.count.get(), js_sys::Date::now()));
        let kept = browser::keep(&format!("{NAME}{}", self.page), note.as_deref().unwrap_or_default());
        *self.next.borrow_mut() = Some(note);
        self.pump();
        kept
    }

    /// Writes what is next into the database, once what follows from an answer is drawn: otherwise its results would wait for it, a
    /// sixth longer (`cargo xtask bench --web`). What was overtaken meanwhile is not written.
    fn pump(self: &Rc<Self>) {
        if self.next.borrow().is_none() || self.busy.replace(true) {
            return;
        }
        let this = Rc::clone(self);
        spawn_local(async move {
            browser::drawn().await;
            let next = this.next.borrow_mut().take();
            if let Some(note) = next {
                let _ = this.put(&this.page, note.as_deref()).await;
            }
            this.busy.set(false);
            this.pump();
        });
    }

    async fn put(&self, page: &str, note: Option<&str>) -> Result<(), Trouble> {
        let Some(database) = &self.database else { return Ok(()) };
        let transaction = database.transaction_with_str_and_mode(NOTES, IdbTransactionMode::Readwrite)?;
        let store = transaction.object_store(NOTES)?;
        match note {
            Some(note) => store.put_with_key(&JsValue::from_str(note), &page.into())?,
            None => store.delete(&page.into())?,
        };
        // Nothing more comes: the page may be gone before it could say so itself. Old browsers wait.
        if let Ok(commit) = Reflect::get(&transaction, &"commit".into()).and_then(JsCast::dyn_into::<Function>) {
            let _ = commit.call0(&transaction);
        }
        Ok(completed(&transaction).await?)
    }

    /// What other pages have noted, of each the last note; the oldest page first.
    pub(super) async fn left(&self) -> Vec<Left> {
        let mut found: BTreeMap<String, (u64, f64, String)> = BTreeMap::new();
        for (page, note) in browser::kept_under(NAME).into_iter().chain(self.in_database().await.unwrap_or_default()) {
            let read = note.split_once('\n').and_then(|(head, text)| {
                let (count, at) = head.split_once(' ')?;
                Some((count.parse().ok()?, at.parse().ok()?, text.to_owned()))
            });
            let note: (u64, f64, String) = read.unwrap_or((0, 0.0, note));
            if page != self.page && found.get(&page).is_none_or(|known| known.0 < note.0) {
                found.insert(page, note);
            }
        }
        let mut left: Vec<Left> =
            found.into_iter().map(|(page, (count, at, text))| Left { page, count, at, text }).collect();
        left.sort_by(|a, b| a.at.total_cmp(&b.at));
        left
    }

    async fn in_database(&self) -> Result<Vec<(String, String)>, Trouble> {
        let Some(database) = &self.database else { return Ok(Vec::new()) };
        let transaction = database.transaction_with_str_and_mode(NOTES, IdbTransactionMode::Readonly)?;
        let store = transaction.object_store(NOTES)?;
        let (keys, values) = (store.get_all_keys()?, store.get_all()?);
        let (keys, values): (Array, Array) = (done(&keys).await?.into(), done(&values).await?.into());
        let pairs = keys.iter().zip(values.iter());
        Ok(pairs.filter_map(|(key, value)| Some((key.as_string()?, value.as_string()?))).collect())
    }

    /// Forgets what other pages have noted.
    pub(super) async fn forget(&self, notes: &[Taken]) {
        for Taken { page, .. } in notes {
            browser::keep(&format!("{NAME}{page}"), "");
            let _ = self.put(page, None).await;
        }
    }
}

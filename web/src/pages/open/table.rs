//! What is on the desk of packages, kept while the site is open: whoever looks at another page finds it again.

use super::view::View;
use crate::browser;
use crate::handed;
use crate::receive::{Ask, Desk, Event, Order};
use serde_json::Value as Json;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{Blob, File};
use yew::Callback;

/// What is on the desk.
#[derive(Clone, PartialEq, Default)]
pub(super) struct State {
    /// The names of the files that are opened now.
    pub(super) files: Vec<String>,
    /// What was found so far, a row a package.
    pub(super) rows: Vec<View>,
    /// Which of the files is read, and how much of it.
    pub(super) reading: Option<(usize, u64, u64)>,
    /// The worker itself failed.
    pub(super) failed: bool,
    /// A file that could not be taken out of its package.
    pub(super) not_taken: Option<String>,
    /// The row that is shown in full.
    pub(super) shown: Option<usize>,
}

#[derive(Default)]
struct Kept {
    state: Rc<State>,
    desk: Option<Desk>,
    /// Rule books with overlays of other versions, beside those in use.
    also: Vec<Blob>,
    /// Draws the page anew, while it is there.
    draw: Option<Callback<()>>,
    /// The name under which a table is saved.
    table: &'static str,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// Draws the page anew.
pub(super) fn drawn() {
    change(|_| {});
}

/// What is on the desk now.
pub(super) fn state() -> Rc<State> {
    KEPT.with_borrow(|kept| Rc::clone(&kept.state))
}

/// Has the page drawn anew whenever something changes; `None`: it is gone.
pub(super) fn watch(draw: Option<Callback<()>>) {
    KEPT.with_borrow_mut(|kept| kept.draw = draw);
}

fn change(change: impl FnOnce(&mut State)) {
    let draw = KEPT.with_borrow_mut(|kept| {
        change(Rc::make_mut(&mut kept.state));
        kept.draw.clone()
    });
    if let Some(draw) = draw {
        draw.emit(());
    }
}

/// Opens files beside those that are there.
pub(super) fn open(files: &[File], over: Option<&Blob>, lang: ziping_base::lang::Lang, table: &'static str) {
    if files.is_empty() {
        return;
    }
    let names: Vec<String> = files.iter().map(File::name).collect();
    let first = KEPT.with_borrow(|kept| kept.state.rows.len());
    change(|state| {
        state.reading = Some((0, 0, 0));
        // One by itself is shown at once.
        state.shown = (names.len() == 1).then_some(first);
        (state.files, state.failed, state.not_taken) = (names, false, None);
    });
    let (desk, also) = KEPT.with_borrow_mut(|kept| {
        kept.table = table;
        (kept.desk.take(), kept.also.clone())
    });
    let order = Order { files, over, also: &also, lang, today: browser::today() };
    let desk = match desk {
        Some(desk) => {
            // The worker has those of before.
            desk.add(&Order { also: &[], ..order });
            Some(desk)
        }
        None => Desk::open(&order, Callback::from(hear)),
    };
    if desk.is_none() {
        change(|state| (state.reading, state.failed) = (None, true));
    }
    KEPT.with_borrow_mut(|kept| kept.desk = desk);
}

/// Takes rule books with an overlay of another version along from now on: those of before are opened anew by the user.
pub(super) fn take_along(pack: Blob) {
    clear();
    KEPT.with_borrow_mut(|kept| kept.also.push(pack));
}

/// How many such rule books are taken along.
pub(super) fn taken_along() -> usize {
    KEPT.with_borrow(|kept| kept.also.len())
}

fn hear(event: Event) {
    match event {
        Event::Opening { place, done, of } => change(|state| state.reading = Some((place, done, of))),
        Event::Found { place, view } => change(|state| found(state, place, view)),
        Event::AllOpen => change(|state| state.reading = None),
        Event::Tabled(file) => handed::file(KEPT.with_borrow(|kept| kept.table), &file),
        Event::Taken { path, file: Some(file) } => hand_over(&path, &file),
        Event::Taken { path, file: None } => change(|state| state.not_taken = Some(path)),
        Event::Broken => {
            let desk = KEPT.with_borrow_mut(|kept| kept.desk.take());
            drop(desk);
            change(|state| *state = State { failed: true, ..State::default() });
        }
    }
}

fn found(state: &mut State, place: usize, view: Json) {
    let view = View(Rc::new(view));
    match state.rows.get_mut(place) {
        // Said again, in another language.
        Some(row) => *row = view,
        None => state.rows.push(view),
    }
}

/// Shows a file of a package in a window of its own where the browser can do that safely, else saves it.
fn hand_over(path: &str, file: &Blob) {
    let shows = matches!(file.type_().as_str(), "application/pdf" | "image/png" | "image/jpeg");
    if !(shows && browser::open_blob(file)) {
        handed::file(path.rsplit('/').next().unwrap_or(path), file);
    }
}

/// Asks for a file of a package.
pub(super) fn take(row: usize, path: &str) {
    change(|state| state.not_taken = None);
    KEPT.with_borrow(|kept| {
        if let Some(desk) = &kept.desk {
            desk.ask(Ask::Take { row, path: path.to_owned() });
        }
    });
}

/// Says everything again in another language.
pub(super) fn say(lang: ziping_base::lang::Lang) {
    KEPT.with_borrow(|kept| {
        if let Some(desk) = &kept.desk {
            desk.ask(Ask::Say(lang));
        }
    });
}

/// Asks for the table as an Excel file.
pub(super) fn export() {
    KEPT.with_borrow(|kept| {
        if let Some(desk) = &kept.desk {
            desk.ask(Ask::Table);
        }
    });
}

/// Shows a row in full.
pub(super) fn show(row: usize) {
    change(|state| state.shown = Some(row));
}

/// Stops opening; what was found stays to be read. The worker ends with it, so that no further file is taken from it.
pub(super) fn stop() {
    let desk = KEPT.with_borrow_mut(|kept| kept.desk.take());
    drop(desk);
    change(|state| state.reading = None);
}

/// Clears the desk.
pub(super) fn clear() {
    let desk = KEPT.with_borrow_mut(|kept| kept.desk.take());
    drop(desk);
    change(|state| *state = State::default());
}

/// Whether there is a worker that can be asked for more.
pub(super) fn is_open() -> bool {
    KEPT.with_borrow(|kept| kept.desk.is_some())
}

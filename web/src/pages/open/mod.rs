//! Packages from others: chosen or dropped, checked and assessed again beside the page, shown one by one or as a table.

mod choose;
mod many;
mod one;
mod view;

use super::use_arrival;
use crate::browser;
use crate::fields::use_site;
use crate::parts::{drops, heading};
use crate::receive::{Desk, Event};
use crate::texts::{Texts, fill};
use serde_json::Value as Json;
use std::cell::RefCell;
use std::rc::Rc;
use view::View;
use web_sys::{Blob, File};
use yew::prelude::*;

/// What is on the desk.
#[derive(Clone, PartialEq, Default)]
struct State {
    /// The names of the files, in the order in which they are opened.
    names: Vec<String>,
    /// What was found so far, by place.
    found: Vec<Option<View>>,
    /// The package that is read, and how much of it.
    reading: Option<(usize, u64, u64)>,
    /// Something to say instead.
    trouble: Option<Trouble>,
    /// The one that is shown in full.
    shown: Option<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Trouble {
    NoZip,
    Failed,
}

enum Action {
    Begin(Vec<String>),
    Progress(usize, u64, u64),
    Found(usize, Rc<Json>),
    /// All are opened, or the rest is not wanted.
    End,
    Show(usize),
    Trouble(Trouble),
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        match action {
            Action::Begin(names) => {
                let shown = (names.len() == 1).then_some(0);
                state = Self { found: vec![None; names.len()], names, shown, ..Self::default() };
                state.reading = Some((0, 0, 0));
            }
            Action::Progress(place, done, of) => state.reading = Some((place, done, of)),
            Action::Found(place, view) => {
                if let Some(found) = state.found.get_mut(place) {
                    *found = Some(View(view));
                }
                if state.reading.is_some() {
                    state.reading = Some((place + 1, 0, 0));
                }
            }
            Action::End => state.reading = None,
            Action::Show(place) => state.shown = Some(place),
            Action::Trouble(trouble) => state = Self { trouble: Some(trouble), ..Self::default() },
        }
        Rc::new(state)
    }
}

/// The worker and its packages, while there are any.
type Held = Rc<RefCell<Option<Desk>>>;

#[component]
pub(crate) fn Open() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.receive_title(), "open".to_owned());
    let state = use_reducer(State::default);
    let held: Held = use_mut_ref(|| None::<Desk>);
    {
        let held = Rc::clone(&held);
        // What was found is said again in the page's new language.
        use_effect_with(site.lang, move |lang| {
            if let Some(desk) = &*held.borrow() {
                desk.say(*lang);
            }
        });
    }
    let begin = {
        let (held, act, lang, packs) = (Rc::clone(&held), state.dispatcher(), site.lang, site.packs.clone());
        Callback::from(move |files: Vec<File>| start(&choose::zips(files), packs.pack(), lang, &held, &act, t))
    };
    let over = use_state_eq(|| false);
    let [ondragover, ondragleave, ondrop] = drops(&over, &begin);
    let stop = {
        let (held, act) = (Rc::clone(&held), state.dispatcher());
        Callback::from(move |_: MouseEvent| {
            // Dropping the desk ends the worker.
            held.borrow_mut().take();
            act.dispatch(Action::End);
        })
    };
    let export = {
        let held = Rc::clone(&held);
        Callback::from(move |_: MouseEvent| {
            if let Some(desk) = &*held.borrow() {
                desk.table();
            }
        })
    };
    let show = {
        let act = state.dispatcher();
        Callback::from(move |place| {
            act.dispatch(Action::Show(place));
            // The full view stands below the table.
            gloo::timers::callback::Timeout::new(0, || browser::reveal(one::ID)).forget();
        })
    };
    let shown = state.shown.and_then(|place| state.found.get(place)?.clone());
    let can_export = held.borrow().is_some() && state.reading.is_none();
    html! {
        <main class="page open" id="main" tabindex="-1" {ondragover} {ondragleave} {ondrop}>
            { heading(t.receive_title()) }
            <p class="lead">{ t.receive_lead() }</p>
            { choose::choose(&begin, *over, t) }
            <div aria-live="polite">{ standing(&state, stop, t) }</div>
            if state.names.len() > 1 {
                <many::Many names={state.names.clone()} found={state.found.clone()} {show} shown={state.shown} />
                <p class="acts"><button type="button" id="export-table" disabled={!can_export} onclick={export}>{ t.receive_export() }</button></p>
            }
            if let Some(view) = shown {
                { one::one(&view, t) }
            }
        </main>
    }
}

/// Begins to open files; those of before are put away.
fn start(
    files: &[File],
    over: Option<&Blob>,
    lang: ziping_core::assess::Lang,
    held: &Held,
    act: &UseReducerDispatcher<State>,
    t: &'static Texts,
) {
    if files.is_empty() {
        return act.dispatch(Action::Trouble(Trouble::NoZip));
    }
    act.dispatch(Action::Begin(files.iter().map(File::name).collect()));
    let heard = act.clone();
    let report = Callback::from(move |event| match event {
        Event::Progress { place, done, of } => heard.dispatch(Action::Progress(place, done, of)),
        Event::Found { place, view } => heard.dispatch(Action::Found(place, view)),
        Event::All => heard.dispatch(Action::End),
        Event::Table(file) => browser::download_file(t.receive_export_name(), &file),
        Event::Failed => heard.dispatch(Action::Trouble(Trouble::Failed)),
    });
    let desk = Desk::open(files, over, lang, browser::today(), report);
    if desk.is_none() {
        act.dispatch(Action::Trouble(Trouble::Failed));
    }
    *held.borrow_mut() = desk;
}

/// How far it is, or how it went.
fn standing(state: &State, stop: Callback<MouseEvent>, t: &'static Texts) -> Html {
    if let Some(trouble) = state.trouble {
        let text = match trouble {
            Trouble::NoZip => t.receive_none(),
            Trouble::Failed => t.receive_failed(),
        };
        return html! { <p class="notice bad" role="alert">{ text }</p> };
    }
    let of = state.names.len();
    if let Some((place, done, all)) = state.reading {
        let file = state.names.get(place).map_or("", String::as_str);
        // In thousandths of a package.
        let part = done.saturating_mul(1000).checked_div(all).unwrap_or(0);
        let (at, end) = (part + 1000 * place as u64, 1000 * of);
        let (n, count) = ((place + 1).min(of).to_string(), of.to_string());
        return html! {
            <>
                <progress max={end.to_string()} value={at.to_string()} aria-label={t.receive_progress()}></progress>
                <p class="acts">
                    <span>{ fill(t.receive_reading(), &[("n", &n), ("of", &count), ("file", file)]) }</span>
                    <button type="button" onclick={stop}>{ t.receive_cancel() }</button>
                </p>
            </>
        };
    }
    let opened: Vec<&View> = state.found.iter().flatten().collect();
    if opened.len() < 2 {
        return Html::default();
    }
    let bad = opened.iter().filter(|view| view.code() != "sound").count();
    html! { <p class="notice">{ fill(t.receive_done(), &[("n", &opened.len().to_string()), ("bad", &bad.to_string())]) }</p> }
}

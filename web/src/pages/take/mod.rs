//! What comes back from others: workbooks, answer files and packages, one or many at once. Each is read and compared
//! beside the page; nothing changes before it is said what would.

mod kept;
mod lines;
mod many;
mod notes;
mod one;
mod row;
mod whose;

use super::use_arrival;
use crate::handed_in;
use crate::outdated;
use crate::parts::{Chooser, Given, chooser, folder_chooser, folder_drops, heading, rest};
use crate::route::Route;
use crate::site::{Site, use_site};
use crate::state::{Client, Workspace};
use crate::texts::fill;
use kept::{Means, Shown};
use row::{Row, State};
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

#[component]
pub(crate) fn TakeIn() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.take_title(), "take".to_owned());
    let changed = use_force_update();
    use_effect_with((), move |()| {
        kept::watch(Some(Callback::from(move |()| changed.force_update())));
        if let Some((name, text)) = handed_in::take() {
            kept::take_over(name, text);
        }
        || kept::watch(None)
    });
    let workspace = use_context::<UseReducerHandle<Workspace>>();
    let clients: Rc<Vec<Rc<Client>>> =
        Rc::new(workspace.as_ref().map(|workspace| workspace.clients.clone()).unwrap_or_default());
    let blank = workspace.as_ref().is_some_and(|workspace| workspace.client().is_blank());
    kept::mean(Means {
        dispatch: site.dispatch.clone(),
        library: Rc::clone(site.library()),
        over: site.packs.pack().cloned(),
    });
    {
        let (clients, library) = (Rc::clone(&clients), Rc::clone(site.library()));
        use_effect(move || kept::follow(&clients, &library));
    }
    let begin = Callback::from(kept::open);
    let over = use_state_eq(|| false);
    let [ondragover, ondragleave, ondrop] = folder_drops(&over, &begin);
    let shown = kept::shown();
    let open = shown.open.and_then(|place| Some((place, Rc::clone(shown.rows.get(place)?))));
    let on_show = Callback::from(|place| {
        kept::show(place);
        gloo::timers::callback::Timeout::new(0, || crate::browser::reveal(one::ID)).forget();
    });
    html! {
        <main class="page hands" id="main" tabindex="-1" {ondragover} {ondragleave} {ondrop}>
            { heading(t.take_title()) }
            <p class="lead">{ t.take_lead() }</p>
            { choose(&site, &begin, *over, !shown.rows.is_empty()) }
            { rest(&shown.rest, t) }
            if shown.droppings > 0 {
                <p class="hint">{ fill(t.take_droppings(), &[("n", &shown.droppings.to_string())]) }</p>
            }
            <div aria-live="polite">{ standing(&site, &shown) }</div>
            if shown.rows.len() > 1 {
                { many::many(&site, &shown, &clients, &on_show, blank) }
            }
            if let Some((place, row)) = open {
                { one::one(&site, place, &row, &clients, blank) }
            }
            if !shown.rows.is_empty() {
                <p class="acts">
                    <button type="button" class="quiet" id="clear-taken" onclick={Callback::from(|_: MouseEvent| kept::clear())}>{ t.take_clear() }</button>
                </p>
            }
        </main>
    }
}

fn choose(site: &Site, begin: &Callback<Given>, over: bool, more: bool) -> Html {
    let t = site.t;
    let with = Chooser {
        id: "take-in",
        accept: ".xlsx,.xls,.et,.ods,.json,.zip,application/json,application/zip,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.ms-excel,application/vnd.oasis.opendocument.spreadsheet",
        label: if more { t.take_more() } else { t.take_choose() },
        multiple: true,
        primary: !more,
        disabled: false,
    };
    let folder = Chooser { id: "take-in-folder", accept: "", label: t.take_folder(), primary: false, ..with };
    html! {
        <>
            <div class={classes!("drop", over.then_some("over"))}>
                { chooser(&with, &begin.reform(|files: Vec<File>| Given::Files(files))) }
                { folder_chooser(&folder, begin) }
                <span class="hint">{ t.take_drop() }</span>
            </div>
            <p class="links">
                <a href={Route::Collect { clients: String::new() }.href()}>{ t.take_collect() }</a>
                <a href={Route::Import.href()}>{ t.take_import() }</a>
            </p>
        </>
    }
}

/// How far it is, or that it does not go on.
fn standing(site: &Site, shown: &Shown) -> Html {
    let t = site.t;
    if let Some(why) = &shown.failed {
        return html! {
            <div class="notice bad" role="alert">
                <p>{ outdated::said(t, t.take_failed()) }</p>
                if let Some(why) = why {
                    <p><small>{ site.lang.pick(&why.zh, &why.en).to_owned() }</small></p>
                }
            </div>
        };
    }
    let reading = |row: &&Rc<Row>| row.state == State::Reading;
    let (of, left) = (shown.rows.len(), shown.rows.iter().filter(reading).count());
    if left == 0 {
        return Html::default();
    }
    let said = [("n", &*(of - left + 1).to_string()), ("of", &of.to_string())];
    html! { <p>{ fill(t.take_reading(), &said) }</p> }
}

//! All organisations side by side.

pub(super) mod backup;
mod batch;
mod bin;
mod chosen;
pub(super) mod compare;
mod grid;
mod handling;
mod order;
mod row;
mod sieve;
mod summary;
mod view;
mod which;

use super::use_arrival;
use crate::browser;
use crate::parts::{Dialog, check_box, heading};
use crate::route::Route;
use crate::site::{Site, use_site};
use crate::state::{Action, Client, Workspace};
use crate::texts::fill;
use handling::Handle;
use order::Order;
use row::Row;
pub(super) use row::{short, shown};
pub(super) use sieve::{Sieve, sieves};
use sieve::{is_sought, known_people, known_tags};
use std::collections::BTreeSet;
use std::rc::Rc;
use summary::{Summaries, Summary};
use view::View;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// An organisation with its place in the list and its line.
type Line = (Rc<Client>, String, Rc<Summary>);

#[component]
pub(crate) fn Clients() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.desk_title(), "clients".to_owned());
    let view = use_state_eq(View::remembered);
    let keeping = use_state_eq(|| None::<String>);
    let handled = use_state_eq(Vec::<String>::new);
    let chosen = use_state_eq(|| Rc::new(BTreeSet::<String>::new()));
    let summaries = use_mut_ref(Summaries::default);
    let on_keep = {
        let keeping = keeping.setter();
        use_callback((), move |id: String, ()| keeping.set(Some(id)))
    };
    let on_handle = {
        let handled = handled.setter();
        use_callback((), move |ids: Vec<String>, ()| handled.set(ids))
    };
    let on_choose = {
        let setter = chosen.setter();
        use_callback(Rc::clone(&chosen), move |id: String, chosen: &Rc<BTreeSet<String>>| {
            let mut next = (**chosen).clone();
            if !next.remove(&id) {
                next.insert(id);
            }
            setter.set(Rc::new(next));
        })
    };
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let today = browser::today();
    let on_view = {
        let setter = view.setter();
        Callback::from(move |view: View| {
            view.remember();
            setter.set(view);
        })
    };
    let view = View { sieve: view.sieve.standing(&workspace.clients), ..(*view).clone() };
    let lines = lines(&site, &workspace, &mut summaries.borrow_mut(), &view);
    let at_hand = workspace.client();
    let begin = {
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Begin { id: browser::new_id() });
            browser::go(&Route::Organisation.href());
        })
    };
    html! {
        <main class="page clients-page" id="main" tabindex="-1">
            { heading(t.desk_title()) }
            <p class="lead">{ t.desk_lead() }</p>
            <p class="acts">
                <button type="button" class="primary" onclick={begin}>{ t.clients_begin() }</button>
                <a class="button" href={Route::Deadlines.href()}>{ t.due_title() }</a>
                <a class="button" href={Route::Compare { from: String::new(), to: String::new() }.href()}>{ t.desk_compare() }</a>
            </p>
            { controls(&site, &workspace, &view, &on_view) }
            <p class="count" role="status">{ fill(t.desk_count(), &[("n", &lines.len().to_string()), ("all", &workspace.clients.len().to_string())]) }</p>
            { chosen::chosen(&site, &lines, &chosen, &on_handle) }
            <div class="scroll" role="region" aria-label={t.desk_title()} tabindex="0">
                <table class="clients-table">
                    <thead>
                        <tr>
                            <th scope="col">{ t.desk_name() }</th>
                            for rules in site.packs.regimes() {
                                <th scope="col" key={rules.id.clone()} class="grade">{ short(&site, &rules.id) }</th>
                            }
                            <th scope="col">{ t.desk_phase() }</th>
                            <th scope="col" class="number">{ t.desk_open() }</th>
                            <th scope="col">{ t.desk_deadline() }</th>
                            <th scope="col">{ t.desk_acts() }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for (client, _, summary) in &lines {
                            <Row
                                key={client.id.clone()}
                                client={Rc::clone(client)}
                                summary={Rc::clone(summary)}
                                at_hand={client.id == at_hand.id}
                                {today}
                                on_keep={&on_keep}
                                on_handle={&on_handle}
                                chosen={chosen.contains(&client.id)}
                                on_choose={&on_choose}
                            />
                        }
                    </tbody>
                </table>
            </div>
            { grid::take_grid(&site, &lines) }
            <bin::Bin />
            <backup::BackUp />
            if let Some(id) = &*keeping {
                { keep_dialog(&site, &workspace, id, keeping.setter()) }
            }
            { handle_dialog(&site, &workspace, &handled) }
        </main>
    }
}

/// The organisations that are sought, in their order.
fn lines(site: &Site, workspace: &Workspace, summaries: &mut Summaries, view: &View) -> Vec<Line> {
    let sought = browser::lowered(view.sought.trim());
    let today = browser::today();
    let mut lines: Vec<Line> = workspace
        .clients
        .iter()
        .filter(|client| (view.archived || !client.archived) && view.sieve.takes(client))
        .map(|client| {
            let summary = summaries.of(site, client, client.as_of.unwrap_or(today));
            (Rc::clone(client), shown(site, client), summary)
        })
        .filter(|(client, name, _)| is_sought(site, client, name, &sought))
        .collect();
    lines.sort_by(|(_, a, first), (_, b, second)| {
        view.order.compare(first, second, || browser::compare_words(a, b, site.lang.code()))
    });
    lines
}

fn controls(site: &Site, workspace: &Workspace, view: &View, on_view: &Callback<View>) -> Html {
    let t = site.t;
    let changed = |put: fn(&mut View, String)| {
        let (view, on_view) = (view.clone(), on_view.clone());
        move |value: String| {
            let mut next = view.clone();
            put(&mut next, value);
            on_view.emit(next);
        }
    };
    let seek = {
        let set = changed(|view, sought| view.sought = sought);
        Callback::from(move |event: InputEvent| set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let sort = {
        let set = changed(|view, order| view.order = Order::parse(&order));
        Callback::from(move |event: Event| set(event.target_unchecked_into::<HtmlSelectElement>().value()))
    };
    let sift = {
        let (view, on_view) = (view.clone(), on_view.clone());
        Callback::from(move |sieve: Sieve| on_view.emit(View { sieve, ..view.clone() }))
    };
    let show_archived = {
        let (view, on_view) = (view.clone(), on_view.clone());
        Callback::from(move |_: Event| on_view.emit(View { archived: !view.archived, ..view.clone() }))
    };
    let some_archived = workspace.clients.iter().any(|client| client.archived);
    let mut orders = vec![
        (Order::Entered, t.desk_by_entered().to_owned()),
        (Order::Name, t.desk_by_name().to_owned()),
        (Order::Open, t.desk_by_open().to_owned()),
        (Order::Deadline, t.desk_by_deadline().to_owned()),
    ];
    for (place, rules) in site.packs.regimes().iter().enumerate() {
        orders.push((Order::Grade(place), fill(t.desk_by_grade(), &[("regime", &short(site, &rules.id))])));
    }
    html! {
        <div class="controls">
            <p>
                <label for="seek">{ t.desk_seek() }</label>
                <input id="seek" type="search" autocomplete="off" value={view.sought.clone()} oninput={seek} />
            </p>
            <p>
                <label for="order">{ t.desk_order() }</label>
                <select id="order" onchange={sort}>
                    for (known, name) in orders {
                        <option key={known.code()} value={known.code()} selected={known == view.order}>{ name }</option>
                    }
                </select>
            </p>
            { sieves(site, &workspace.clients, &view.sieve, &sift) }
            if some_archived {
                { check_box("archived".to_owned(), t.desk_show_archived(), view.archived, show_archived) }
            }
        </div>
    }
}

/// Asks how one or many organisations are looked after.
fn handle_dialog(site: &Site, workspace: &Workspace, handled: &UseStateHandle<Vec<String>>) -> Html {
    let clients: Vec<Rc<Client>> =
        workspace.clients.iter().filter(|client| handled.contains(&client.id)).map(Rc::clone).collect();
    let name = match clients.as_slice() {
        [] => return Html::default(),
        [one] => Some(shown(site, one)),
        _ => None,
    };
    let known = (known_tags(&workspace.clients), known_people(&workspace.clients));
    let close = handled.setter();
    html! { <Handle {clients} {name} {known} on_close={Callback::from(move |()| close.set(Vec::new()))} /> }
}

/// Asks for the name of a state to keep.
fn keep_dialog(site: &Site, workspace: &Workspace, id: &str, keeping: UseStateSetter<Option<String>>) -> Html {
    let t = site.t;
    let Some(client) = workspace.clients.iter().find(|client| client.id == id) else { return Html::default() };
    let today = browser::today();
    let suggested = fill(t.desk_state_name(), &[("n", &(client.snapshots.len() + 1).to_string())]);
    let onsubmit = {
        let (dispatch, id, keeping, suggested) =
            (site.dispatch.clone(), id.to_owned(), keeping.clone(), suggested.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let typed = browser::value_of("state-name").unwrap_or_default();
            let name = if typed.trim().is_empty() { suggested.clone() } else { typed.trim().to_owned() };
            dispatch.dispatch(Action::Keep { id: id.clone(), snapshot: browser::new_id(), name, today });
            keeping.set(None);
        })
    };
    let on_close = Callback::from(move |()| keeping.set(None));
    html! {
        <Dialog title={fill(t.desk_keep_title(), &[("name", &shown(site, client))])} {on_close}>
            <form {onsubmit}>
                <p>{ t.desk_keep_text() }</p>
                <p class="field-line">
                    <label for="state-name">{ t.desk_state_label() }</label>
                    <input id="state-name" type="text" maxlength="80" autocomplete="off" placeholder={suggested} />
                </p>
                <p class="acts"><button type="submit" class="primary">{ t.desk_keep() }</button></p>
            </form>
        </Dialog>
    }
}

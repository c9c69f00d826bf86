//! One file in full: what it is, for whom, what stands beside its answers, what it would change, and taking it in.

use super::kept;
use super::lines::lines;
use super::notes::notes;
use super::row::{Done, Row, State, Target};
use super::whose::{name_of, whose};
use crate::collect::{Found, Source, Take};
use crate::pages::home::problems::problems;
use crate::parts::check_box;
use crate::route::Route;
use crate::site::Site;
use crate::state::{Action, Client};
use crate::store::NotKept;
use crate::texts::fill;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Its id.
pub(super) const ID: &str = "taken";

pub(super) fn one(site: &Site, place: usize, row: &Row, clients: &[Rc<Client>], blank: bool) -> Html {
    let t = site.t;
    let body = match &row.state {
        State::Reading => html! { <p role="status">{ t.take_waits() }</p> },
        State::Refused(found) => problems(&row.file, found, site.lang, t),
        State::TooLarge => html! { <p class="notice bad">{ fill(t.files_too_large(), &[("name", &row.file)]) }</p> },
        State::Unreadable => html! { <p class="notice bad">{ fill(t.files_unreadable(), &[("name", &row.file)]) }</p> },
        State::Found(found) => found_in(site, place, row, found, clients, blank),
    };
    html! {
        <section class="sheet taken-file" id={ID} tabindex="-1" aria-labelledby="taken-name">
            <h2 id="taken-name">{ &row.file }</h2>
            { body }
        </section>
    }
}

/// What the file is, in words.
fn kind(site: &Site, found: &Found) -> String {
    let t = site.t;
    let what = match found.source {
        Source::Workbook => t.take_is_workbook(),
        Source::Answers => t.take_is_answers(),
        Source::Package(_) => t.take_is_package(),
    };
    let organisation = if found.organisation.is_empty() { t.client_unnamed() } else { &found.organisation };
    fill(what, &[("name", organisation), ("code", found.code.as_deref().unwrap_or(t.take_no_code()))])
}

/// What a package has of papers, and whether it comes along.
fn files(site: &Site, place: usize, row: &Row, found: &Found) -> Html {
    let t = site.t;
    let Source::Package(count) = found.source else { return Html::default() };
    if row.package.is_none() {
        return html! { <p class="hint">{ t.take_files_elsewhere() }</p> };
    }
    let with = row.with_files;
    let toggle = Callback::from(move |_: Event| kept::with_files(place, !with));
    let why = row.not_kept.as_ref().map(|why| match why {
        NotKept::Full(name, _) => fill(t.take_files_full(), &[("name", name)]),
        NotKept::Unavailable(name) => fill(t.take_files_unread(), &[("name", name)]),
        NotKept::Stopped => String::new(),
    });
    html! {
        <>
            { check_box("with-files".to_owned(), &fill(t.take_with_files(), &[("n", &count.to_string())]), with, toggle) }
            if let Some(why) = why {
                <p class="notice bad" role="alert">{ why }</p>
            }
        </>
    }
}

fn found_in(site: &Site, place: usize, row: &Row, found: &Found, clients: &[Rc<Client>], blank: bool) -> Html {
    let t = site.t;
    let target = row.target(clients, site.library());
    let papers = {
        let with = row.with_papers;
        Callback::from(move |_: Event| kept::with_papers(place, !with))
    };
    html! {
        <>
            <p>{ kind(site, found) }</p>
            { files(site, place, row, found) }
            <p class="rename">
                <label for="whose">{ t.take_organisation() }</label>
                { whose(site, place, row, clients, "whose".to_owned()) }
            </p>
            <div aria-live="polite">{ row.done.as_ref().map(|done| done_line(site, place, row, done, clients)).unwrap_or_default() }</div>
            { notes(site, &found.notes) }
            if !found.papers.is_empty() {
                <div class="notes">
                    <h3>{ t.take_papers() }{ " " }<small>{ found.papers.len().to_string() }</small></h3>
                    <p>{ found.papers.iter().map(|(_, title)| site.lang.pick(&title.zh, &title.en)).collect::<Vec<_>>().join(t.list_comma()) }</p>
                    { check_box("with-papers".to_owned(), t.take_with_papers(), row.with_papers, papers) }
                </div>
            }
            { match target {
                None => html! { <p class="warning">{ t.take_choose_first() }</p> },
                Some(Target::New) => new(site, place, row, blank),
                Some(Target::Client(_)) => html! { <>{ base(site, place, row, found, clients) }{ lines(site, place, row) }{ take(site, place, row) }</> },
            } }
        </>
    }
}

/// The state that both sides came from, for those who have kept one: what only one side has changed since then is known
/// by it. A workbook notes it itself.
fn base(site: &Site, place: usize, row: &Row, found: &Found, clients: &[Rc<Client>]) -> Html {
    let t = site.t;
    let Some(client) = row.client(clients, site.library()).filter(|client| !client.snapshots.is_empty()) else {
        return Html::default();
    };
    if found.source == Source::Workbook {
        return Html::default();
    }
    let ids: Vec<String> = client.snapshots.iter().map(|snapshot| snapshot.id.clone()).collect();
    let onchange = Callback::from(move |event: Event| {
        // The first entry is *not known*.
        let chosen = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index());
        let chosen = chosen.ok().and_then(|chosen| ids.get(chosen.checked_sub(1)?).cloned());
        kept::come_from(place, chosen);
    });
    html! {
        <p class="rename">
            <label for="came-from">{ t.take_came_from() }</label>
            <select id="came-from" {onchange}>
                <option selected={row.base.is_none()}>{ t.take_came_from_nothing() }</option>
                for snapshot in client.snapshots.iter() {
                    <option key={snapshot.id.clone()} selected={row.base.as_ref() == Some(&snapshot.id)}>
                        { format!("{} {}", snapshot.name, snapshot.taken) }
                    </option>
                }
            </select>
        </p>
    }
}

/// Takes it in as another organisation.
fn new(site: &Site, place: usize, row: &Row, blank: bool) -> Html {
    if row.done.is_some() {
        return Html::default();
    }
    let onclick = Callback::from(move |_: MouseEvent| kept::adopt(place, blank));
    html! {
        <>
            <p>{ site.t.take_new_text() }</p>
            <p class="acts"><button type="button" class="primary" id="adopt" {onclick}>{ site.t.take_adopt() }</button></p>
        </>
    }
}

/// Takes in what was chosen.
fn take(site: &Site, place: usize, row: &Row) -> Html {
    let t = site.t;
    let count = row.takes.iter().filter(|take| **take != Take::Mine).count();
    let beside =
        if row.done.is_none() { row.papers().len() + row.kept_remarks() + row.files().unwrap_or(0) } else { 0 };
    if row.compared.is_none() || row.takes.is_empty() && beside == 0 {
        return Html::default();
    }
    let onclick = Callback::from(move |_: MouseEvent| kept::take(place));
    let disabled = row.taking || count + beside == 0;
    html! {
        <p class="acts">
            <button type="button" class="primary" id="take" {disabled} {onclick}>
                { fill(t.take_take(), &[("n", &(count + beside).to_string())]) }
            </button>
        </p>
    }
}

/// What was taken in, the way to it and the way back.
fn done_line(site: &Site, place: usize, row: &Row, done: &Done, clients: &[Rc<Client>]) -> Html {
    let t = site.t;
    let Some(client) = clients.iter().find(|client| client.id == done.client) else { return Html::default() };
    let name = name_of(site, client);
    let (n, papers) = (done.count.to_string(), done.papers.to_string());
    let text = if done.new { t.take_adopted() } else { t.take_taken() };
    let show = {
        let (dispatch, id) = (site.dispatch.clone(), done.client.clone());
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Show { id: id.clone() }))
    };
    html! {
        <div class="notice">
            <p>{ fill(text, &[("name", &name), ("n", &n), ("papers", &papers)]) }</p>
            if done.files > 0 {
                <p>{ fill(t.take_taken_files(), &[("n", &done.files.to_string())]) }</p>
            }
            <p class="acts">
                if row.can_undo(clients) {
                    <button type="button" id="undo-take" onclick={Callback::from(move |_: MouseEvent| kept::undo(place))}>{ t.take_undo() }</button>
                }
                <a class="button" href={Route::Organisation.href()} onclick={show}>{ fill(t.take_look(), &[("name", &name)]) }</a>
            </p>
        </div>
    }
}

//! For which organisation a file is: one that is here, or one that is not here yet.

use super::kept;
use super::row::{Row, Target};
use crate::site::Site;
use crate::state::Client;
use crate::texts::fill;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The name under which an organisation is shown.
pub(super) fn name_of(site: &Site, client: &Client) -> String {
    match client.shown_name(&site.library().catalogue) {
        "" => site.t.client_unnamed().to_owned(),
        name => name.to_owned(),
    }
}

/// A list of the organisations to choose from; `id`: that of the list.
pub(super) fn whose(site: &Site, place: usize, row: &Row, clients: &[Rc<Client>], id: String) -> Html {
    let t = site.t;
    let target = row.target(clients, site.library());
    let listed: Vec<&Rc<Client>> =
        clients.iter().filter(|client| !client.archived || target == Some(Target::Client(client.id.clone()))).collect();
    let ids: Vec<String> = listed.iter().map(|client| client.id.clone()).collect();
    let onchange = Callback::from(move |event: Event| {
        let chosen = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index()).unwrap_or(0);
        // The first two entries are none and a new one.
        match chosen {
            0 => {}
            1 => kept::aim(place, Target::New),
            other => {
                if let Some(id) = ids.get(other - 2) {
                    kept::aim(place, Target::Client(id.clone()));
                }
            }
        }
    });
    let label = fill(t.take_whose(), &[("file", &row.file)]);
    html! {
        <select {id} aria-label={label} {onchange}>
            <option selected={target.is_none()} disabled={target.is_some()}>{ t.take_nobody() }</option>
            <option selected={target == Some(Target::New)}>{ t.take_new() }</option>
            for client in listed {
                <option key={client.id.clone()} selected={target == Some(Target::Client(client.id.clone()))}>
                    { name_of(site, client) }
                </option>
            }
        </select>
    }
}

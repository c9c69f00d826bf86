//! The ways in: one obvious one, the others quieter. Each is a link as a whole.

use crate::browser;
use crate::route::Route;
use crate::site::Site;
use crate::state::Client;
use crate::texts::fill;
use yew::prelude::*;

/// The list of the rule books.
pub(super) const BOOKS: &str = "books";

/// `last`: where one was, when there is something to go on with.
pub(super) fn ways(site: &Site, client: &Client, last: Option<String>) -> Html {
    let t = site.t;
    let choose = Callback::from(|event: MouseEvent| {
        // The address after the `#` names the page, so the link must not change it.
        event.prevent_default();
        browser::reveal(BOOKS);
    });
    let begin = |class: &'static str, title: &'static str, text: &'static str, button: Option<&'static str>| {
        html! {
            <a {class} href={format!("#{BOOKS}")} onclick={choose.clone()}>
                <b>{ title }</b>
                <span class="hint">{ text }</span>
                if let Some(button) = button {
                    <span class="button primary">{ button }</span>
                }
            </a>
        }
    };
    let organisation = html! {
        <a class="way" href={Route::Organisation.href()}>
            <b>{ t.ways_in_fits() }</b>
            <span class="hint">{ t.ways_in_fits_text() }</span>
            <span class="button">{ t.ways_in_fits_button() }</span>
        </a>
    };
    let Some(href) = last else {
        return html! {
            <div class="ways-in">
                { begin("way first", t.ways_in_begin(), t.ways_in_begin_text(), Some(t.ways_in_button())) }
                { organisation }
            </div>
        };
    };
    let name = client.shown_name(&site.library().catalogue);
    let name = if name.is_empty() { t.client_unnamed() } else { name };
    let regime = Route::parse(href.trim_start_matches('#')).regime().map(str::to_owned);
    let regime = regime.and_then(|id| site.words.get("card", &id).labels.get("short").cloned()).unwrap_or_default();
    html! {
        <div class="ways-in">
            <a class="way first" {href}>
                <b>{ t.home_continue() }</b>
                <span class="hint">{ fill(t.ways_in_last(), &[("name", name), ("regime", &regime)]) }</span>
                <span class="button primary">{ t.ways_in_on() }</span>
            </a>
            { begin("way", t.ways_in_other(), t.ways_in_begin_text(), None) }
            { organisation }
        </div>
    }
}

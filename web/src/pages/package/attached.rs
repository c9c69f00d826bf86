//! The attached files that go into the package.

use crate::kit::Book;
use crate::parts::size;
use crate::route::Route;
use crate::state::Client;
use crate::store::Files;
use crate::texts::{Texts, fill};
use web_sys::Blob;
use yew::prelude::*;
use ziping_core::proof::{Attached, needs};

/// The files of the papers that the rule book calls for.
pub(super) fn files(book: &Book, client: &Client) -> Vec<Attached> {
    let needs = needs([book.rules()]);
    let records = needs.iter().filter_map(|need| client.records.get(need.paper));
    records.flat_map(|record| record.files.iter().cloned()).collect()
}

/// Handles of the files, or the name of one that is not in this browser.
pub(super) async fn fetch(files: &[Attached]) -> Result<Vec<Blob>, String> {
    let mut found = Vec::with_capacity(files.len());
    let Some(first) = files.first() else { return Ok(found) };
    let store = Files::open().await.map_err(|_| first.name.clone())?;
    for file in files {
        let blob = store.get(&file.at).await.ok().flatten();
        found.push(blob.ok_or_else(|| file.name.clone())?);
    }
    Ok(found)
}

/// What goes in, and where to attach more.
pub(super) fn attached(book: &Book, client: &Client, redacted: bool, t: &Texts) -> Html {
    let files = files(book, client);
    let bytes = files.iter().map(|file| file.bytes).sum();
    let text = match files.len() {
        0 => t.attached_none.to_owned(),
        _ if redacted => t.attached_without.to_owned(),
        n => fill(t.attached_title, &[("n", &n.to_string()), ("size", &size(bytes))]),
    };
    html! { <p>{ text }{ " " }<a href={Route::Evidence.href()}>{ t.attached_link }</a></p> }
}

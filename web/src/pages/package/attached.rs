//! The attached files that go into the package.

use super::lost::Lost;
use crate::engine::Book;
use crate::parts::size;
use crate::route::Route;
use crate::state::Client;
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::proof::{Attached, Records, needs};

/// The files of the papers that the rule book calls for.
pub(super) fn files(book: &Book, client: &Client) -> Vec<Attached> {
    let needs = needs([book.rules()]);
    let records = needs.iter().filter_map(|need| client.records.get(need.paper));
    records.flat_map(|record| record.files.iter().cloned()).collect()
}

/// The records without files that are lost.
pub(super) fn without(records: &Records, is_lost: &dyn Fn(&str) -> bool) -> Records {
    let mut kept = Records::default();
    for (paper, record) in records.iter() {
        let mut record = record.clone();
        record.files.retain(|file| !is_lost(&file.at));
        kept.put(paper, record);
    }
    kept
}

/// What goes in, and where to attach more.
pub(super) fn attached(files: &[Attached], lost: &Lost, redacted: bool, t: &Texts) -> Html {
    let there: Vec<&Attached> = files.iter().filter(|file| !lost.has(&file.at)).collect();
    let bytes = there.iter().map(|file| file.bytes).sum();
    let text = match there.len() {
        _ if files.is_empty() => t.attached_none().to_owned(),
        _ if redacted => t.attached_without().to_owned(),
        // What is said of those that are lost stands below.
        0 => String::new(),
        _ => fill(t.attached_title(), &[("n", &there.len().to_string()), ("size", &size(bytes))]),
    };
    let state = (!files.is_empty() && !redacted).then_some(if lost.checked {
        t.attached_checked()
    } else {
        t.attached_checking()
    });
    html! {
        <>
            <p>{ text }{ " " }<a href={Route::Evidence.href()}>{ t.attached_link() }</a></p>
            if let Some(state) = state {
                <p id="files-state" data-checked={lost.checked.to_string()}><small>{ state }</small></p>
            }
        </>
    }
}

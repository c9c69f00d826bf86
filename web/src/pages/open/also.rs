//! Overlays of other versions, loaded beside packages that were made with them; those in use stay in use.

use super::table;
use crate::browser;
use crate::overlay::read;
use crate::state::Overlay;
use crate::texts::{Texts, fill};
use std::cell::RefCell;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File};
use yew::prelude::*;
use ziping_content::overlay::LARGEST;
use ziping_regime::Origin;

thread_local! {
    /// The names of files that are no overlay that can be read.
    static REFUSED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Whether a file is an overlay's.
pub(super) fn is_overlay(file: &File) -> bool {
    file.name().to_ascii_lowercase().ends_with(".toml")
}

/// Reads overlays, then goes on.
pub(super) fn load(files: Vec<File>, then: impl FnOnce() + 'static) {
    REFUSED.set(Vec::new());
    if files.is_empty() {
        return then();
    }
    spawn_local(async move {
        for file in files {
            match pack_of(&file).await {
                Some(pack) => table::take_along(pack),
                None => REFUSED.with_borrow_mut(|refused| refused.push(browser::name_of(&file))),
            }
        }
        table::drawn();
        then();
    });
}

/// The rule books with this overlay alone.
async fn pack_of(file: &File) -> Option<Blob> {
    if file.size() > LARGEST as f64 {
        return None;
    }
    let text = JsFuture::from(file.text()).await.ok()?.as_string()?;
    let found = read(&[Overlay {
        name: browser::name_of(file),
        text,
        hash: String::new(),
        book: None,
        origin: Origin::Visitor,
        instead_of: None,
    }])
    .await?;
    if found.problems.iter().any(|problems| !problems.is_empty()) {
        return None;
    }
    let part = js_sys::Array::of1(&found.applied);
    Blob::new_with_u8_array_sequence(&part).ok()
}

/// How many are taken along, and what could not be read.
pub(super) fn said(t: &Texts) -> Html {
    let count = table::taken_along();
    let refused = REFUSED.with_borrow(Clone::clone);
    html! {
        <>
            if count > 0 {
                <p class="notice" id="also">{ fill(t.receive_also(), &[("n", &count.to_string())]) }</p>
            }
            if !refused.is_empty() {
                <p class="notice bad" role="alert">
                    { fill(t.receive_also_refused(), &[("names", &refused.join(t.list_comma()))]) }
                </p>
            }
        </>
    }
}

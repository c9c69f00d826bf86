//! Files handed to the user: as a download, and where that would do nothing one can see, they wait for the notice that says
//! so (`pages/handed.rs`).

use crate::browser;
use crate::surroundings::Surroundings;
use js_sys::Array;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, File, FilePropertyBag, ShareData};

/// Told to the page when a file waits to be handed over.
pub(crate) const WAITS: &str = "ziping-handed";

/// A file that waits for the user's own press of a button, without which no share sheet opens.
#[derive(Clone)]
pub(crate) struct Waiting {
    pub(crate) name: String,
    pub(crate) file: Option<File>,
}

impl Waiting {
    /// The file that waits now.
    pub(crate) fn now() -> Option<Self> {
        WAITING.with_borrow(Clone::clone)
    }
}

thread_local! {
    static WAITING: RefCell<Option<Waiting>> = const { RefCell::new(None) };
}

/// Hands a file over as a download; its bytes are not copied. Where downloads are lost, a notice says so and offers what
/// there is.
pub(crate) fn file(name: &str, blob: &Blob) {
    browser::download_blob(name, blob);
    if Surroundings::here().loses_downloads() {
        WAITING.replace(Some(Waiting { name: name.to_owned(), file: shareable(name, blob) }));
        browser::announce(WAITS);
    }
}

/// The file as a share sheet takes it; `None` where there is none, or it takes no such files.
fn shareable(name: &str, blob: &Blob) -> Option<File> {
    let options = FilePropertyBag::new();
    options.set_type(&blob.type_());
    let file = File::new_with_blob_sequence_and_options(&Array::of1(blob), name, &options).ok()?;
    let navigator = browser::window()?.navigator();
    // Old browsers have no such function, and calling it would be a fault.
    let can = js_sys::Reflect::has(&navigator, &"canShare".into()).unwrap_or(false);
    (can && navigator.can_share_with_data(&data(&file))).then_some(file)
}

/// The file as a share sheet is given it.
pub(crate) fn data(file: &File) -> ShareData {
    let data = ShareData::new();
    data.set_files(&Array::of1(file));
    data
}

/// Hands a text over.
pub(crate) fn text(name: &str, text: &str) {
    parts(name, "application/json", core::slice::from_ref(&text));
}

/// Hands a file over that is put together of parts, without joining them in memory.
pub(crate) fn parts(name: &str, kind: &str, parts: &[impl AsRef<str>]) {
    let parts: Array = parts.iter().map(|part| JsValue::from_str(part.as_ref())).collect();
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    if let Ok(blob) = Blob::new_with_blob_sequence_and_options(&parts, &options) {
        file(name, &blob);
    }
}

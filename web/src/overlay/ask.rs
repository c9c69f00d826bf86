//! The page's side: has overlays read, in a worker that lives only as long as that takes.

use super::read::READY;
use crate::state::Overlay;
use js_sys::{Array, Promise, Uint8Array};
use serde_json::Value as Json;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};
use ziping_core::diag::Diagnostic;
use ziping_core::json;

/// The script that loads the worker's program.
const SCRIPT: &str = "overlay.js";

/// What was found in overlays' files.
pub(crate) struct Read {
    /// What is wrong with each; nothing: it applies.
    pub(crate) problems: Vec<Vec<Diagnostic>>,
    /// SHA-256 of each.
    pub(crate) hashes: Vec<String>,
    /// The rule books with those that apply, as [`ziping_core::pack::read_applied`] reads them.
    pub(crate) applied: Vec<u8>,
}

struct Hired(Worker);

impl Drop for Hired {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

impl Hired {
    /// What the worker says next.
    async fn next(&self) -> Option<JsValue> {
        let promise = Promise::new(&mut |resolve, reject| {
            self.0.set_onmessage(Some(&resolve));
            self.0.set_onerror(Some(&reject));
        });
        let event: MessageEvent = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
        Some(event.data())
    }
}

/// Reads overlays in their order. One without a hash is new; one with a hash must be what it was. `None`: the browser
/// gives no worker, or the worker cannot get the rule books.
pub(crate) async fn read(overlays: &[Overlay]) -> Option<Read> {
    let hired = Hired(Worker::new(SCRIPT).ok()?);
    if hired.next().await?.as_string()? != READY {
        return None;
    }
    let hash = |overlay: &Overlay| if overlay.hash.is_empty() { Json::Null } else { Json::from(overlay.hash.as_str()) };
    let asked: Vec<Json> = overlays
        .iter()
        .map(|overlay| serde_json::json!({ "name": overlay.name, "text": overlay.text, "hash": hash(overlay) }))
        .collect();
    // The handlers are there before the worker can answer: it answers in a later turn.
    hired.0.post_message(&JsValue::from_str(&json::write(&Json::Array(asked)))).ok()?;
    let said: Array = hired.next().await?.dyn_into().ok()?;
    let bytes: Uint8Array = said.get(1).dyn_into().ok()?;
    let found = json::read(&said.get(0).as_string()?)?;
    let problems = |of: &Json| of.as_array()?.iter().map(Diagnostic::from_json).collect::<Option<_>>();
    Some(Read {
        problems: json::items(&found, "problems", problems)?,
        hashes: json::items(&found, "hashes", |hash| Some(hash.as_str()?.to_owned()))?,
        applied: bytes.to_vec(),
    })
}

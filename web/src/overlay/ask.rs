//! The page's side: has overlays read, in a worker that lives only as long as that takes.

use super::order::{Asked, Attempt, Read, Request};
use crate::state::Overlay;
use crate::worker::{Errand, READY, post};
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

/// The script that loads the worker's program.
const SCRIPT: &str = "overlay.js";

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
    ask(overlays, None).await
}

/// As [`read`], and says what the overlays do.
pub(crate) async fn attempt(overlays: &[Overlay], attempt: Attempt) -> Option<Read> {
    ask(overlays, Some(attempt)).await
}

async fn ask(overlays: &[Overlay], attempt: Option<Attempt>) -> Option<Read> {
    let hired = Hired(Worker::new(SCRIPT).ok()?);
    if hired.next().await?.as_string()? != READY {
        return None;
    }
    let overlays: Vec<Asked> = overlays
        .iter()
        .map(|overlay| Asked {
            name: overlay.name.clone(),
            text: overlay.text.clone(),
            hash: Some(overlay.hash.clone()).filter(|hash| !hash.is_empty()),
        })
        .collect();
    // The handlers are there before the worker can answer: it answers in a later turn.
    hired
        .0
        .post_message(&post::write(&Errand { ask: Request { overlays, attempt }, over: None, files: Vec::new() })?)
        .ok()?;
    post::read::<Option<Read>>(hired.next().await?)?
}

//! The page's side: has the program that reads TOML do things, overlays read among them.

use super::order::{Asked, Attempt, Read, Request, Tried, Try};
use crate::browser;
use crate::state::Overlay;
use crate::worker::{Errand, Hired, once};
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Blob;

/// The script that loads the worker's program.
const SCRIPT: &str = "overlay.js";

/// Asks the program that reads TOML for one thing, in a worker that lives only as long as that takes. `files`: what it is asked
/// about. `None`: the browser gives no worker, or the worker cannot get the rule books.
pub(crate) async fn ask<S: DeserializeOwned + 'static>(ask: impl Serialize, files: Vec<Blob>) -> Option<S> {
    let errand = Errand { ask, over: None, files };
    let (said, _worker) = once(|heard| Hired::of(SCRIPT, &errand, heard)).await?;
    said.flatten()
}

/// Reads overlays in their order. One without a hash is new; one with a hash must be what it was. `None`: the browser
/// gives no worker, or the worker cannot get the rule books.
pub(crate) async fn read(overlays: &[Overlay]) -> Option<Read> {
    look(overlays, None).await
}

/// As [`read`], and says what the overlays do.
pub(crate) async fn attempt(overlays: &[Overlay], attempt: Attempt) -> Option<Read> {
    look(overlays, Some(attempt)).await
}

/// Tries an overlay beside those in force: what is wrong with it, and what it changes for the example, for its cases and for
/// the organisations of these answer files.
pub(crate) async fn try_out(in_force: &[Overlay], tried: &Overlay, sheets: Vec<(String, String)>) -> Option<Tried> {
    let in_force = in_force.iter().map(Asked::of).collect();
    ask(Try { in_force, tried: Asked::of(tried), sheets, as_of: browser::today() }, Vec::new()).await
}

async fn look(overlays: &[Overlay], attempt: Option<Attempt>) -> Option<Read> {
    ask(Request { overlays: overlays.iter().map(Asked::of).collect(), attempt }, Vec::new()).await
}

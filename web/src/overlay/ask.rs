//! The page's side: has overlays read, in a worker that lives only as long as that takes.

use super::order::{Asked, Attempt, Read, Request, Tried, Try};
use crate::browser;
use crate::state::Overlay;
use crate::worker::{Errand, Hired, once};

/// The script that loads the worker's program.
pub(crate) const SCRIPT: &str = "overlay.js";

/// Reads overlays in their order. One without a hash is new; one with a hash must be what it was. `None`: the browser
/// gives no worker, or the worker cannot get the rule books.
pub(crate) async fn read(overlays: &[Overlay]) -> Option<Read> {
    ask(overlays, None).await
}

/// As [`read`], and says what the overlays do.
pub(crate) async fn attempt(overlays: &[Overlay], attempt: Attempt) -> Option<Read> {
    ask(overlays, Some(attempt)).await
}

/// Tries an overlay beside those in force: what is wrong with it, and what it changes for the example, for its cases and for
/// the organisations of these answer files.
pub(crate) async fn try_out(in_force: &[Overlay], tried: &Overlay, sheets: Vec<(String, String)>) -> Option<Tried> {
    let in_force = in_force.iter().map(Asked::of).collect();
    let order = Try { in_force, tried: Asked::of(tried), sheets, as_of: browser::today() };
    let errand = Errand { ask: order, over: None, files: Vec::new() };
    let (said, _worker) = once(|heard| Hired::of(SCRIPT, &errand, heard)).await?;
    said.flatten()
}

async fn ask(overlays: &[Overlay], attempt: Option<Attempt>) -> Option<Read> {
    let overlays = overlays.iter().map(Asked::of).collect();
    let errand = Errand { ask: Request { overlays, attempt }, over: None, files: Vec::new() };
    let (said, _worker) = once(|heard| Hired::of(SCRIPT, &errand, heard)).await?;
    said.flatten()
}

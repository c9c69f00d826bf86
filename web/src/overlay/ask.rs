//! The page's side: has overlays read, in a worker that lives only as long as that takes.

use super::order::{Asked, Attempt, Read, Request};
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

async fn ask(overlays: &[Overlay], attempt: Option<Attempt>) -> Option<Read> {
    let overlays = overlays.iter().map(Asked::of).collect();
    let errand = Errand { ask: Request { overlays, attempt }, over: None, files: Vec::new() };
    let (said, _worker) = once(|heard| Hired::of(SCRIPT, &errand, heard)).await?;
    said.flatten()
}

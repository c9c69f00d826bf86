//! The page's side: one question, one answer.

use super::order::{Ask, Event};
use crate::worker::{Errand, Hired, once};
use web_sys::Blob;

/// Asks the worker for something, with the overlays that apply and the files it is asked about. `None`: the browser gives no
/// worker, or the worker cannot get what it needs.
pub(crate) async fn ask(ask: Ask, over: Option<Blob>, files: Vec<Blob>) -> Option<Event> {
    let errand = Errand { ask, over, files };
    let (said, hired) = once(|heard| Hired::begin(&errand, heard)).await?;
    hired.rest();
    said.flatten()
}

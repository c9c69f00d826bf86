//! Forms on paper: made by the program that writes Word files for packages, so that the program of workbooks stays small.

use super::make::{Matter, make_all};
use super::order::{Event, Form, Wish};
use crate::worker::{Errand, Hired, WORD, listen, say};
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use yew::Callback;
use ziping_collect::form;

/// What the page asks for: a form, or a zip of several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Ask {
    OnPaper(Box<Wish>, Vec<Form>),
}

/// The page's side: forms that are being made. Dropping it ends the work.
pub(crate) struct OnPaper(#[expect(dead_code, reason = "it is kept for as long as the work lasts")] Hired);

impl OnPaper {
    /// Begins to make them. `over`: the overlays in use. `None`: the browser gives no worker.
    pub(crate) fn begin(
        wish: Box<Wish>,
        forms: Vec<Form>,
        over: Option<&Blob>,
        report: Callback<Event>,
    ) -> Option<Self> {
        let heard = Callback::from(move |event: Option<Event>| report.emit(event.unwrap_or(Event::Broken)));
        let errand = Errand { ask: Ask::OnPaper(wish, forms), over: over.cloned(), files: Vec::new() };
        Hired::begin(&errand, heard).map(Self)
    }
}

/// The worker's side: waits for errands.
pub(crate) fn on_paper(scope: &DedicatedWorkerGlobalScope) {
    listen(scope, |scope, Errand { ask: Ask::OnPaper(wish, forms), over, .. }: Errand<Ask>| {
        spawn_local(async move {
            let done = match Matter::of(&scope, over.as_ref()).await {
                Ok(matter) => make_all(&scope, &matter, (&wish, &forms), (form, WORD)),
                Err(trouble) => Err(trouble.why),
            };
            if let Err(why) = done {
                say(&scope, &Event::Failed(why));
            }
        });
    });
}

//! The worker's side: fetches what it needs from beside the page, makes the package, hands its bytes over.

use super::Order;
use super::order::Said;
use core::ops::ControlFlow;
use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Response};
use ziping_core::diag::Source;
use ziping_core::dossier::{self, Progress, Redaction};
use ziping_core::fact::read_answers;
use ziping_core::pack::{read_library, read_words};

/// Waits for orders.
pub(crate) fn work() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let here = scope.clone();
    // It listens as long as the worker lives.
    EventListener::new(&scope, "message", move |event| {
        let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
        let Some(order) = text.as_deref().and_then(Order::read) else { return };
        let scope = here.clone();
        spawn_local(async move {
            if let Err(why) = make(&scope, &order).await {
                say(&scope, &Said::Failed { why });
            }
        });
    })
    .forget();
    say(&scope, &Said::Ready);
}

fn say(scope: &DedicatedWorkerGlobalScope, said: &Said) {
    // A page that is gone hears nothing and misses nothing.
    let _ = scope.post_message(&JsValue::from_str(&said.write()));
}

async fn make(scope: &DedicatedWorkerGlobalScope, order: &Order) -> Result<(), String> {
    let library = read_library(&fetch(scope, "library.pack").await?).map_err(|error| error.to_string())?;
    let shared = read_words(&fetch(scope, "words.zh.pack").await?).map_err(|error| error.to_string())?;
    let own = fetch(scope, &format!("{}.zh.pack", order.regime)).await?;
    let mut words = read_words(&own).map_err(|error| error.to_string())?;
    words.merge(&shared);
    let rulebook = library.regime(&order.regime).ok_or_else(|| format!("no rule book `{}`", order.regime))?;
    let source = Source { name: "answers", text: &order.answers };
    let answers = read_answers(&source, &library.catalogue)
        .map_err(|problems| problems.first().map(ToString::to_string).unwrap_or_default())?;
    let [contacts, names, amounts] = order.without;
    let calendar = order.calendar;
    let order = dossier::Order {
        library: &library,
        rulebook,
        words: &words,
        organisation: &order.organisation,
        sheet: &answers.sheet,
        as_of: order.as_of,
        target: order.target,
        kit_version: env!("CARGO_PKG_VERSION"),
        redact: Redaction { contacts, names, amounts },
    };
    if calendar {
        let name = format!("{}-{}.ics", rulebook.id, order.as_of);
        return hand_over(scope, name, &dossier::calendar(&order));
    }
    let package = dossier::package(&order, &mut |progress: Progress<'_>| {
        say(scope, &Said::Progress { done: progress.done, of: progress.of, file: progress.file.to_owned() });
        ControlFlow::Continue(())
    })
    .map_err(|error| error.to_string())?;
    hand_over(scope, package.file_name, &package.bytes)
}

/// Gives the page what was made; the bytes change hands uncopied.
fn hand_over(scope: &DedicatedWorkerGlobalScope, name: String, bytes: &[u8]) -> Result<(), String> {
    let bytes = Uint8Array::from(bytes).buffer();
    let said = Said::Done { name }.write();
    let message = Array::of2(&JsValue::from_str(&said), &bytes);
    scope
        .post_message_with_transfer(&message, &Array::of1(&bytes))
        .map_err(|_| "what was made could not be handed over".to_owned())
}

async fn fetch(scope: &DedicatedWorkerGlobalScope, name: &str) -> Result<Vec<u8>, String> {
    let missing = || format!("`packs/{name}` could not be fetched");
    let response = JsFuture::from(scope.fetch_with_str(&format!("packs/{name}"))).await.map_err(|_| missing())?;
    let response: Response = response.dyn_into().map_err(|_| missing())?;
    if !response.ok() {
        return Err(missing());
    }
    let buffer = response.array_buffer().map_err(|_| missing())?;
    Ok(Uint8Array::new(&JsFuture::from(buffer).await.map_err(|_| missing())?).to_vec())
}

//! The worker's side: reads overlays against the rule books of the site, says what is wrong with each, and hands over the
//! rule books with those that fit.

use js_sys::{Array, Uint8Array};
use serde_json::{Value as Json, json};
use std::iter;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use ziping_core::assess::Lang;
use ziping_core::diag::{Diagnostic, Source, Span};
use ziping_core::dossier::Measure;
use ziping_core::pack::{Applied, fingerprint, read_library, read_words, write_applied};
use ziping_core::regime::TextFile;
use ziping_core::regime::overlay::{self, Overlaid};
use ziping_core::say;

/// What the worker says when it waits for overlays.
pub(super) const READY: &str = "overlays";

/// Waits for overlays.
pub(crate) fn listen() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let here = scope.clone();
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let scope = here.clone();
        spawn_local(async move {
            let answer = match event.data().as_string() {
                Some(asked) => serve(&scope, &asked).await,
                None => None,
            };
            // Nothing but a word means that the rule books could not be had.
            let _ = scope.post_message(&answer.map_or_else(|| JsValue::from_str("failed"), JsValue::from));
        });
    });
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // It listens as long as the worker lives.
    heard.forget();
    let _ = scope.post_message(&JsValue::from_str(READY));
}

/// The files asked about: each name, text, and the hash that it was kept with.
fn files(asked: &str) -> Option<Vec<(TextFile, Option<String>)>> {
    let asked = ziping_core::json::read(asked)?;
    let file = |file: &Json| {
        let word = |key: &str| file.get(key).and_then(Json::as_str).map(str::to_owned);
        Some((TextFile { path: word("name")?, text: word("text")? }, word("hash")))
    };
    asked.as_array()?.iter().map(file).collect()
}

/// What is wrong with each file and the hash of each, and beside it the rule books.
async fn serve(scope: &DedicatedWorkerGlobalScope, asked: &str) -> Option<Array> {
    let pack = crate::job::fetch(scope, "library.pack").await.ok()?;
    let library = read_library(&pack).ok()?;
    let asked = files(asked)?;
    let mut hashes = Vec::new();
    let mut intact = Vec::new();
    for (file, kept) in &asked {
        let mut measure = Measure::new();
        measure.take(file.text.as_bytes());
        let hash = measure.finish("").sha256;
        intact.push(kept.as_ref().is_none_or(|kept| *kept == hash));
        // What is kept is known by the hash that it was kept with, whatever became of its text.
        hashes.push(kept.clone().unwrap_or(hash));
    }
    let fit: Vec<TextFile> =
        asked.iter().zip(&intact).filter(|(_, intact)| **intact).map(|((file, _), _)| file.clone()).collect();
    let (mut overlaid, found) = overlay::apply_each(&library, &fit);
    lend(scope, &mut overlaid).await?;
    let mut found = found.into_iter();
    let problems: Vec<Vec<Diagnostic>> = asked
        .iter()
        .zip(&intact)
        .map(|((file, _), intact)| if *intact { found.next().unwrap_or_default() } else { vec![changed(file)] })
        .collect();
    let files = hashes.iter().cloned().zip(problems.iter().map(Vec::is_empty)).collect();
    let applied = write_applied(&Applied::new(fingerprint(&pack), files, overlaid));
    let said = json!({ "hashes": hashes, "problems": problems }).to_string();
    Some(Array::of2(&JsValue::from_str(&said), &Uint8Array::from(applied.as_slice())))
}

/// Words of facts that an overlay asks and another rule book defines: the pack of its own rule book lacks them.
async fn lend(scope: &DedicatedWorkerGlobalScope, overlaid: &mut Overlaid) -> Option<()> {
    let mut lent = Vec::new();
    for (regime, facts) in overlaid.borrowed() {
        // Its own first: most often they are there.
        let others = overlaid.library.regimes.iter().map(|book| book.id.as_str()).filter(|other| *other != regime);
        for lang in [Lang::Zh, Lang::En] {
            let mut missing = facts.clone();
            for owner in iter::once(regime).chain(others.clone()) {
                if missing.is_empty() {
                    break;
                }
                let pack = crate::job::fetch(scope, &format!("{owner}.{}.pack", lang.code())).await.ok()?;
                let words = read_words(&pack).ok()?;
                missing.retain(|fact| {
                    let found = words.find("fact", fact);
                    lent.extend(found.map(|of| (lang, regime.to_owned(), (*fact).to_owned(), of.clone())));
                    found.is_none()
                });
            }
        }
    }
    for (lang, regime, fact, of) in lent {
        let words = overlaid.words.entry(lang.code().to_owned()).or_default().entry(regime).or_default();
        words.insert("fact", &fact, of);
    }
    Some(())
}

/// The text is not what was loaded.
fn changed(file: &TextFile) -> Diagnostic {
    let source = Source { name: &file.path, text: &file.text };
    let message = say!(
        "this is not the text that was loaded: what the browser kept of it is damaged",
        "与载入时的内容不一致，浏览器里存的已经损坏"
    );
    let help = say!(
        "download it to look at it; then remove it here and load the overlay again from its file",
        "可先下载查看；然后在这里移除，再从原来的文件重新载入"
    );
    Diagnostic::error("changed", message).help(help).at(&source, Span::default())
}

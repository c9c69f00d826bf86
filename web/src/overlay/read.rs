//! The worker's side: reads overlays against the rule books of the site, says what is wrong with each, and hands over the
//! rule books with those that fit.

use super::order::{Asked, Read, Request};
use super::trial::trial;
use crate::worker::{Errand, fetch, listen, ready, say};
use js_sys::Uint8Array;
use std::iter;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::DedicatedWorkerGlobalScope;
use ziping_base::diag::{Diagnostic, Source, Span};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_content::TextFile;
use ziping_content::overlay::{self, Overlaid};
use ziping_dossier::Measure;
use ziping_regime::compiled::{fingerprint, read_library, read_words, write_applied};

/// Waits for overlays.
pub(crate) fn work() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    listen(&scope, |scope, errand: Errand<Request>| {
        // Nothing read means that the rule books could not be had.
        spawn_local(async move { say(&scope, &read(&scope, errand.ask).await) });
    });
    ready(&scope);
}

/// What is wrong with each file and the hash of each, and the rule books. `None`: those of the site could not be had.
async fn read(scope: &DedicatedWorkerGlobalScope, Request { overlays: asked, attempt }: Request) -> Option<Read> {
    let pack = fetch(scope, "library.bin").await.ok()?;
    let library = read_library(&pack).ok()?;
    let asked: Vec<(TextFile, Option<String>)> =
        asked.into_iter().map(|Asked { name, text, hash }| (TextFile { path: name, text }, hash)).collect();
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
    let trial = attempt.map(|attempt| trial(&library, &overlaid, &attempt));
    let files = hashes.iter().cloned().zip(problems.iter().map(Vec::is_empty)).collect();
    let applied = write_applied(&overlaid.to_keep(fingerprint(&pack), files));
    Some(Read { problems, hashes, trial, applied: Uint8Array::from(applied.as_slice()) })
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
                let pack = fetch(scope, &format!("{owner}.{}.bin", lang.code())).await.ok()?;
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

//! Loading overlays from files: read beside the page, taken only when all of them fit.

use crate::app::Site;
use crate::overlay::{Read, read};
use crate::state::{Action, Overlay};
use std::rc::Rc;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;
use yew::prelude::*;
use ziping_core::diag::{Diagnostic, Source, Span};
use ziping_core::say;

/// The largest overlay that is read, in bytes; the reader's own bound.
const LARGEST: f64 = 256_000.0;
/// The most bytes of all overlays: they are part of every save.
const LARGEST_TOGETHER: usize = 1_000_000;

/// What became of the last files.
#[derive(Clone, PartialEq)]
pub(super) enum Outcome {
    Nothing,
    Reading,
    Loaded(Vec<String>),
    /// That file is loaded already.
    Same(String),
    /// Each file with what is wrong with it.
    Refused(Rc<Vec<(String, Vec<Diagnostic>)>>),
    TooLarge(String),
    /// All overlays together would be too large.
    TooMuch,
    Unreadable(String),
    /// The program that reads overlays could not be had.
    Failed,
}

/// Loads files over those that are there; one of the same name takes the place of the one before.
pub(super) fn load(site: &Site, here: Rc<Vec<Overlay>>, files: Vec<File>, outcome: UseStateSetter<Outcome>) {
    outcome.set(Outcome::Reading);
    let site = site.clone();
    spawn_local(async move {
        let new = match texts(&files).await {
            Ok(new) => new,
            Err(refused) => return outcome.set(refused),
        };
        let kept = here.iter().filter(|known| new.iter().all(|new| new.name != known.name));
        let mut all: Vec<Overlay> = kept.cloned().collect();
        let first = all.len();
        all.extend(new);
        if all.iter().map(|overlay| overlay.text.len()).sum::<usize>() > LARGEST_TOGETHER {
            return outcome.set(Outcome::TooMuch);
        }
        let Some(found) = read(&all).await else { return outcome.set(Outcome::Failed) };
        let Read { problems, hashes, applied } = found;
        let names: Vec<String> = all.iter().skip(first).map(|overlay| overlay.name.clone()).collect();
        for (overlay, hash) in all.iter_mut().zip(hashes) {
            overlay.hash = hash;
        }
        if let Some(same) = all.iter().skip(first).find(|new| here.iter().any(|known| known.hash == new.hash)) {
            return outcome.set(Outcome::Same(same.name.clone()));
        }
        let wrong: Vec<_> = all
            .iter()
            .zip(problems)
            .skip(first)
            .filter(|(_, problems)| !problems.is_empty())
            .map(|(overlay, problems)| (overlay.name.clone(), problems))
            .collect();
        if !wrong.is_empty() {
            return outcome.set(Outcome::Refused(Rc::new(wrong)));
        }
        // The page finds it when it follows.
        site.saver.keep_applied(Some(applied)).await;
        site.dispatch.dispatch(Action::Overlay(Rc::new(all)));
        outcome.set(Outcome::Loaded(names));
    });
}

/// The files as new overlays, without hashes yet.
async fn texts(files: &[File]) -> Result<Vec<Overlay>, Outcome> {
    let mut new = Vec::new();
    for file in files {
        let name = file.name();
        if file.size() > LARGEST {
            return Err(Outcome::TooLarge(name));
        }
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
        let Some(text) = text else { return Err(Outcome::Unreadable(name)) };
        // What is no UTF-8 is read with this mark in its place.
        if let Some(at) = text.find('\u{fffd}') {
            let source = Source { name: &name, text: &text };
            let message = say!("the file is not UTF-8 text", "文件不是 UTF-8 编码");
            let help =
                say!("save it as UTF-8 in a text editor and load it again", "请用文本编辑器另存为 UTF-8，再载入一次");
            let problem = Diagnostic::error("not-utf8", message).help(help).at(&source, Span::new(at, at + 3));
            return Err(Outcome::Refused(Rc::new(vec![(name, vec![problem])])));
        }
        new.push(Overlay { name, text, hash: String::new() });
    }
    Ok(new)
}

//! Loading overlays from files: read beside the page, taken only when all of them fit.

use crate::browser;
use crate::overlay::{Read, read};
use crate::site::Site;
use crate::state::{Action, Overlay};
use crate::store::{FORMS_OF_OVERLAYS, Forms, KeptForm};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};
use yew::prelude::*;
use ziping_base::diag::Diagnostic;
use ziping_content::overlay::LARGEST;
use ziping_regime::Origin;

/// The most bytes of all overlays: they are part of every save.
const LARGEST_TOGETHER: usize = 1_000_000;

/// What became of the last files.
#[derive(Clone, PartialEq)]
pub(super) enum Outcome {
    Nothing,
    Reading,
    Loaded(Vec<String>),
    /// Forms alone are kept for overlays that name them.
    Forms(Vec<String>),
    /// The browser did not keep a form.
    NotKept,
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
        let (forms, files): (Vec<File>, Vec<File>) = files.into_iter().partition(|file| is_form(&file.name()));
        if !keep_forms(&forms).await {
            return outcome.set(Outcome::NotKept);
        }
        let mut names: Vec<String> = forms.iter().map(File::name).collect();
        if files.is_empty() {
            return outcome.set(Outcome::Forms(names));
        }
        let new = match texts(&files).await {
            Ok(new) => new,
            Err(refused) => return outcome.set(refused),
        };
        let kept = here.iter().filter(|known| {
            known.book.is_some() || known.origin == Origin::Trial || new.iter().all(|new| new.name != known.name)
        });
        let mut all: Vec<Overlay> = kept.cloned().collect();
        let first = all.len();
        all.extend(new);
        let overlays = all.iter().filter(|loaded| loaded.book.is_none());
        if overlays.map(|overlay| overlay.text.len()).sum::<usize>() > LARGEST_TOGETHER {
            return outcome.set(Outcome::TooMuch);
        }
        // The host's apply before all others.
        let of_host = site.hosted.overlays.len();
        let together: Vec<Overlay> = site.hosted.overlays.iter().chain(&all).cloned().collect();
        let Some(found) = read(&together).await else { return outcome.set(Outcome::Failed) };
        let Read { mut problems, mut hashes, applied, trial: _ } = found;
        problems.drain(..of_host.min(problems.len()));
        hashes.drain(..of_host.min(hashes.len()));
        names.extend(all.iter().skip(first).map(|overlay| overlay.name.clone()));
        for (overlay, hash) in all.iter_mut().zip(hashes) {
            overlay.hash = hash;
        }
        let known = || site.hosted.overlays.iter().chain(here.iter());
        if let Some(same) = all.iter().skip(first).find(|new| known().any(|known| known.hash == new.hash)) {
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
        site.saver.keep_applied(Some(applied.to_vec())).await;
        site.dispatch.dispatch(Action::Overlay(Rc::new(all)));
        outcome.set(Outcome::Loaded(names));
    });
}

/// Whether a file is a Word form, which an overlay may name.
fn is_form(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".docx", ".docm", ".dotx"].iter().any(|ending| name.ends_with(ending))
}

/// Keeps forms for the package page, which takes them where an overlay names them; `false`: the browser did not.
async fn keep_forms(forms: &[File]) -> bool {
    if forms.is_empty() {
        return true;
    }
    let Ok(store) = Forms::open().await else { return false };
    for form in forms {
        let kept = KeptForm { of: FORMS_OF_OVERLAYS.to_owned(), name: browser::name_of(form), file: Blob::clone(form) };
        if store.put(&kept).await.is_err() {
            return false;
        }
    }
    true
}

/// The files as new overlays, without hashes yet.
async fn texts(files: &[File]) -> Result<Vec<Overlay>, Outcome> {
    let mut new = Vec::new();
    for file in files {
        let name = browser::name_of(file);
        if file.size() > LARGEST as f64 {
            return Err(Outcome::TooLarge(name));
        }
        let text = match browser::read_text(file).await {
            Ok(text) => text,
            Err(Some(refused)) => return Err(Outcome::Refused(Rc::new(vec![(name, vec![refused.problem()])]))),
            Err(None) => return Err(Outcome::Unreadable(name)),
        };
        new.push(Overlay { name, text, hash: String::new(), book: None, origin: Origin::Visitor, instead_of: None });
    }
    Ok(new)
}

//! An overlay tried beside those in force: what is wrong with it, its cases, what it changes; then used as a draft.

use super::HEADING;
use crate::browser;
use crate::overlay::{Tried, try_out};
use crate::pages::effects::effects;
use crate::pages::home::problems::listed;
use crate::route::Route;
use crate::site::Site;
use crate::state::{Action, Client, Overlay};
use crate::texts::fill;
use std::rc::Rc;
use web_sys::Blob;
use yew::prelude::*;
use ziping_content::draft::is_file;
use ziping_regime::Origin;
use ziping_rules::fact::foreign::write_with;

/// The most organisations that are looked at.
const MOST: usize = 200;

/// An overlay with what came of trying it.
#[derive(Clone, PartialEq)]
pub(super) struct Beside {
    name: String,
    text: String,
    found: Tried,
}

/// The overlay among files: one TOML file alone that is not part of a rule book.
pub(super) fn overlay_in(files: &[(String, Blob)]) -> Option<(String, Blob)> {
    let [(path, file)] = files else { return None };
    let name = path.rsplit('/').next().unwrap_or_default();
    (name.ends_with(".toml") && !is_file(name)).then(|| (name.to_owned(), file.clone()))
}

/// The example and the organisations that are saved, as answer files.
pub(super) fn sheets(site: &Site, clients: &[Rc<Client>]) -> Vec<(String, String)> {
    let catalogue = &site.library().catalogue;
    let one = |client: &Rc<Client>| {
        let name = client.shown_name(catalogue).to_owned();
        let text = write_with(&name, &client.sheet, &client.foreign, catalogue);
        (if name.is_empty() { site.t.client_unnamed().to_owned() } else { name }, text)
    };
    clients.iter().filter(|client| !client.is_blank()).take(MOST).map(one).collect()
}

/// Tries an overlay. `None`: what tries it cannot be had.
///
/// # Errors
/// The name of a file that is no text.
pub(super) async fn look(
    site: &Site,
    here: &Rc<Vec<Overlay>>,
    sheets: &[(String, String)],
    name: String,
    file: &Blob,
) -> Result<Option<Beside>, String> {
    let Ok(text) = browser::read_text(file).await else { return Err(name) };
    let with = site.hosted.with(here);
    // What is tried already is no yardstick.
    let standing: Vec<Overlay> =
        with.iter().filter(|overlay| overlay.book.is_some() || overlay.origin != Origin::Trial).cloned().collect();
    let mut all = sheets.to_vec();
    if let Some(example) = browser::fetch("packs/example.json").await.and_then(|bytes| String::from_utf8(bytes).ok()) {
        all.insert(0, (String::new(), example));
    }
    let tried = overlay(&name, &text, String::new(), None);
    let found = try_out(&standing, &tried, all).await;
    Ok(found.map(|found| Beside { name, text, found }))
}

fn overlay(name: &str, text: &str, hash: String, instead_of: Option<String>) -> Overlay {
    let (name, text) = (name.to_owned(), text.to_owned());
    Overlay { name, text, hash, book: None, origin: Origin::Trial, instead_of }
}

/// What was found, and the way to using it.
pub(super) fn report(site: &Site, Beside { name, text, found }: &Beside, here: &Rc<Vec<Overlay>>) -> Html {
    let t = site.t;
    let title = found.named.as_ref().map_or(name.as_str(), |named| {
        let [zh, en] = &named.titles;
        site.lang.pick(zh.as_str(), en.as_str())
    });
    let is_used = here.iter().any(|known| known.hash == found.hash && known.origin == Origin::Trial);
    // Just this one is in force already: there is nothing to try.
    let is_same = found.before.as_ref().is_some_and(|(hash, _)| *hash == found.hash);
    let in_use = {
        let (site, here) = (site.clone(), Rc::clone(here));
        let instead_of = found.before.as_ref().map(|(hash, _)| hash.clone());
        let tried = overlay(name, text, found.hash.clone(), instead_of);
        let id = found.id.clone();
        Callback::from(move |_: MouseEvent| {
            // Another one of its id that is tried gives way.
            let id_of = |known: &Overlay| {
                let file = site.packs.overlays().iter().find(|file| known.is(file));
                file.and_then(|file| file.overlay.clone())
            };
            let stays = |known: &&Overlay| known.origin != Origin::Trial || id_of(known).as_ref() != Some(&id);
            let mut all: Vec<Overlay> = here.iter().filter(stays).cloned().collect();
            all.push(tried.clone());
            site.dispatch.dispatch(Action::Overlay(Rc::new(all)));
        })
    };
    html! {
        <section class="sheet" id="overlay-report" aria-labelledby={HEADING}>
            <h2 id={HEADING} tabindex="-1">{ fill(t.drafts_report(), &[("name", title)]) }</h2>
            if !found.problems.is_empty() {
                <div class="notice bad problems" role="alert">
                    <p><b>{ fill(t.drafts_bad(), &[("n", &found.problems.len().to_string())]) }</b></p>
                    { listed(&found.problems, site.lang, t) }
                </div>
            } else {
                { good(site, found) }
                if is_used {
                    <p class="notice">{ t.drafts_overlay_used() }</p>
                }
                <p class="acts">
                    if !is_used && !is_same {
                        <button type="button" class="primary" id="use-overlay" onclick={in_use}>{ t.drafts_overlay_use() }</button>
                    } else if let Some(named) = &found.named {
                        <a class="button" href={Route::Result { regime: named.id.clone() }.href()}>{ t.drafts_assess() }</a>
                    }
                </p>
            }
        </section>
    }
}

/// What an overlay that applies has and changes.
fn good(site: &Site, found: &Tried) -> Html {
    let t = site.t;
    let (of, n) = (found.of.to_string(), found.effects.len().to_string());
    let cases = |text: &str| fill(text, &[("n", &found.cases.to_string()), ("wrong", &found.failed.len().to_string())]);
    let (book, version) =
        found.named.as_ref().map(|named| (named.id.as_str(), named.version.as_str())).unwrap_or_default();
    let said = [
        ("book", site.words.title("card", book)),
        ("version", version),
        ("before", found.before.as_ref().map_or("", |(_, version)| version.as_str())),
    ];
    html! {
        <>
            <p class="notice">{ fill(if found.before.is_some() { t.drafts_overlay_instead() } else { t.drafts_overlay_beside() }, &said) }</p>
            <h3>{ t.drafts_cases() }</h3>
            if found.cases == 0 {
                <p id="overlay-cases">{ t.drafts_cases_none() }</p>
            } else if found.failed.is_empty() {
                <p id="overlay-cases">{ cases(t.drafts_cases_good()) }</p>
            } else {
                <div class="notice bad problems" id="overlay-cases">
                    <p><b>{ cases(t.drafts_cases_bad()) }</b></p>
                    { listed(&found.failed, site.lang, t) }
                </div>
            }
            <h3>{ t.drafts_overlay_changes() }</h3>
            <div id="overlay-effects">
                if found.effects.is_empty() {
                    <p>{ fill(t.drafts_overlay_same(), &[("of", &of)]) }</p>
                } else {
                    <p>{ fill(t.drafts_overlay_other(), &[("of", &of), ("n", &n)]) }</p>
                    { effects(site, &found.effects) }
                }
            </div>
        </>
    }
}

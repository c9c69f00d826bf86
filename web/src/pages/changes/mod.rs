//! What changed with the rules: by the rule books, and by the organisations saved here.

mod lines;

use super::use_arrival;
use crate::browser;
use crate::changes::{BookChange, Changes, Comparing, Edition, Kept, compare};
use crate::handed;
use crate::outdated;
use crate::parts::{heading, retry};
use crate::site::{Site, use_site};
use crate::state::Workspace;
use crate::texts::{Texts, fill};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What there is to show.
#[derive(Clone, PartialEq)]
enum Found {
    Reading,
    /// No other rules are known.
    Nothing,
    Failed,
    Changes(Rc<Kept>, Rc<Changes>),
}

#[component]
pub(crate) fn ChangesPage() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.changes_title(), "changes".to_owned());
    let found = use_state(|| Found::Reading);
    let tries = use_state_eq(|| 0_u32);
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    {
        let (site, set) = (site.clone(), found.setter());
        let workspace = Rc::new((*workspace).clone());
        // The organisations as they are when the page is opened; whoever answers something comes back to see what it does.
        use_effect_with((site.packs.clone(), *tries), move |_| {
            spawn_local(async move { set.set(look(site, workspace).await) });
        });
    }
    let again = {
        let (set, tries) = (found.setter(), tries.clone());
        Callback::from(move |_: MouseEvent| {
            set.set(Found::Reading);
            tries.set(*tries + 1);
        })
    };
    html! {
        <main class="page changes" id="main" tabindex="-1">
            { heading(t.changes_title()) }
            { match &*found {
                Found::Reading => html! { <p role="status">{ t.changes_reading() }</p> },
                Found::Nothing => html! { <p>{ t.changes_none() }</p> },
                Found::Failed => retry(outdated::said(t, t.changes_failed()), t.changes_again(), again),
                Found::Changes(kept, changes) => shown(&site, &workspace, kept, changes),
            } }
        </main>
    }
}

async fn look(site: Site, workspace: Rc<Workspace>) -> Found {
    let Some(kept): Option<Kept> = site.saver.rules().await else { return Found::Nothing };
    let Some(before) = &kept.before else { return Found::Nothing };
    let comparing = Comparing {
        packs: site.packs.clone(),
        hosted: Rc::clone(&site.hosted),
        workspace,
        before: before.rules.clone(),
    };
    match compare(comparing).await {
        Some(changes) => Found::Changes(Rc::new(kept), Rc::new(changes)),
        None => Found::Failed,
    }
}

fn shown(site: &Site, workspace: &Workspace, kept: &Rc<Kept>, changes: &Changes) -> Html {
    let t = site.t;
    let Some(before) = &kept.before else { return Html::default() };
    let period = fill(t.changes_period(), &[("since", &before.rules.since), ("until", &before.until)]);
    html! {
        <>
            <p class="lead">{ t.changes_lead() }</p>
            <p>{ period }</p>
            if !changes.is_news() {
                <p>{ t.changes_same() }</p>
            }
            if !changes.books.is_empty() {
                <section class="sheet" aria-labelledby="changed-books">
                    <h2 id="changed-books">{ t.changes_books() }</h2>
                    <ul class="list">
                        for book in &changes.books {
                            <li key={book.id.clone()}>
                                <b>{ site.lang.pick(&book.titles[0], &book.titles[1]) }</b>
                                <br />{ edition_change(book, t) }
                            </li>
                        }
                    </ul>
                </section>
            }
            { lines::lines(site, workspace, changes) }
            <p class="acts">
                { saved(before.save.as_deref(), &before.until, t) }
                { seen(site, kept) }
            </p>
            if before.save.is_some() {
                <p class="hint">{ t.changes_save_hint() }</p>
            }
        </>
    }
}

/// From which edition to which: `2025-1 → 2026-1 with table@2`.
fn edition_change(BookChange { before, after, unread, .. }: &BookChange, t: &Texts) -> String {
    let said = |edition: &Edition| {
        let overlays = edition.overlays.join(t.list_comma());
        let parts = [("version", edition.version.as_str()), ("overlays", &overlays)];
        if overlays.is_empty() { edition.version.clone() } else { fill(t.changes_over(), &parts) }
    };
    let after_said = after.as_ref().map(said).unwrap_or_default();
    let after_too: [(&str, &str); 1] = [("after", &after_said)];
    match (before, after) {
        (_, None) => t.changes_gone().to_owned(),
        (None, Some(_)) if *unread => fill(t.changes_unread(), &after_too),
        (None, Some(_)) => fill(t.changes_new(), &after_too),
        (Some(old), Some(new)) if old == new => fill(t.changes_words(), &after_too),
        (Some(old), Some(_)) => fill(t.changes_other(), &[("before", &said(old)), ("after", &after_said)]),
    }
}

/// The way to the save as it was before.
fn saved(save: Option<&str>, until: &str, t: &Texts) -> Html {
    let Some(save) = save.map(str::to_owned) else { return Html::default() };
    let name = format!("ziping-before-{until}.json");
    let onclick = Callback::from(move |_: MouseEvent| handed::text(&name, &save));
    html! { <button type="button" id="download-before" {onclick}>{ t.changes_save() }</button> }
}

/// That the visitor has seen it, once; afterwards that this is noted.
fn seen(site: &Site, kept: &Rc<Kept>) -> Html {
    let t = site.t;
    if !site.rules_changed {
        return html! { <span role="status">{ t.changes_seen_done() }</span> };
    }
    let onclick = {
        let (saver, set, kept) = (site.saver.clone(), site.set_rules_changed.clone(), Rc::clone(kept));
        Callback::from(move |_: MouseEvent| {
            let (saver, set, kept) = (saver.clone(), set.clone(), (*kept).clone());
            spawn_local(async move {
                saver.keep_rules(&kept.seen()).await;
                set.emit(false);
                browser::focus(crate::parts::HEADING);
            });
        })
    };
    html! { <button type="button" class="primary" id="rules-seen" {onclick}>{ t.changes_seen() }</button> }
}

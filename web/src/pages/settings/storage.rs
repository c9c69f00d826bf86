//! What is kept in the browser, how much room it takes, and whether the browser has promised to keep it.

use crate::keeping::last_backup;
use crate::parts::{Tone, chip, size};
use crate::site::{Saving, use_site};
use crate::state::Workspace;
use crate::store::{Room, SaveState, is_persisted, persist, room};
use crate::surroundings::Surroundings;
use crate::texts::fill;
use std::collections::BTreeMap;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The files that the organisations' papers name: each once, with its size in bytes.
pub(super) fn attached(workspace: &Workspace) -> BTreeMap<&str, u64> {
    let files = workspace.clients.iter().flat_map(|client| client.records.files());
    files.map(|(_, file)| (file.at.as_str(), file.bytes)).collect()
}

#[component]
pub(super) fn Storage() -> Html {
    let site = use_site();
    let t = site.t;
    let (workspace, saving) = (use_context::<UseReducerHandle<Workspace>>(), use_context::<Saving>());
    let said = use_state_eq(|| None::<Room>);
    let promised = use_state_eq(|| None::<bool>);
    // Asked for, and not given.
    let refused = use_state_eq(|| false);
    {
        let (said, promised) = (said.setter(), promised.setter());
        use_effect_with(saving.as_ref().map(|saving| saving.state.clone()), move |_| {
            spawn_local(async move {
                said.set(room().await);
                promised.set(is_persisted().await);
            });
        });
    }
    let (Some(workspace), Some(saving)) = (workspace, saving) else { return Html::default() };
    let ask = {
        let (promised, refused) = (promised.setter(), refused.setter());
        Callback::from(move |_: MouseEvent| {
            let (promised, refused) = (promised.clone(), refused.clone());
            spawn_local(async move {
                let given = persist().await;
                refused.set(given != Some(true));
                promised.set(given);
            });
        })
    };
    let number = |n: usize| n.to_string();
    let files = attached(&workspace);
    let archived = workspace.clients.iter().filter(|client| client.archived).count();
    let states: usize = workspace.clients.iter().map(|client| client.snapshots.len()).sum();
    let (books, more) = super::loaded_books(&workspace, t);
    let kept = fill(
        t.storage_kept(),
        &[
            ("clients", &number(workspace.clients.len())),
            ("archived", &number(archived)),
            ("states", &number(states)),
            ("overlays", &number(workspace.overlays.len() - books)),
            ("books", &more),
            ("files", &number(files.len())),
            ("size", &size(files.values().sum())),
        ],
    );
    let used = said.map_or_else(
        || t.storage_unknown().to_owned(),
        |room| {
            let available = room.of.saturating_sub(room.used);
            fill(t.storage_used(), &[("used", &size(room.used)), ("free", &size(available))])
        },
    );
    let saves = !matches!(saving.state, SaveState::Unsaved(_) | SaveState::Newer);
    html! {
        <section class="sheet" aria-labelledby="storage">
            <h2 id="storage">{ t.storage_title() }</h2>
            <dl class="facts">
                <dt>{ t.storage_here() }</dt><dd id="kept-here">{ kept }</dd>
                <dt>{ t.storage_room() }</dt><dd id="room">{ used }</dd>
                <dt>{ t.storage_keeping() }</dt>
                <dd id="keeping">
                    if !saves {
                        { chip(Tone::Bad, t.storage_not_saving()) }
                    } else if *promised == Some(true) {
                        { chip(Tone::Good, t.storage_promised()) }
                    } else {
                        { chip(Tone::Open, t.storage_not_promised()) }
                    }
                </dd>
                <dt>{ t.storage_backup() }</dt><dd class="last-backup">{ last_backup(t) }</dd>
            </dl>
            if Surroundings::here() == Surroundings::Safari {
                <p class="warning">{ t.handed_safari() }</p>
            }
            <p>{ t.storage_meaning() }</p>
            if saves && *promised != Some(true) {
                <p class="acts"><button type="button" id="persist" onclick={ask}>{ t.storage_ask() }</button></p>
            }
            <div aria-live="polite">
                if *refused && *promised != Some(true) {
                    <p class="warning">{ t.storage_refused() }</p>
                }
            </div>
        </section>
    }
}

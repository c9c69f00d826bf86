//! PDFs attached before pages were counted: counted when that is asked for.

use super::attach::count;
use crate::site::use_site;
use crate::state::{Action, Client};
use crate::store::Files;
use crate::texts::fill;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use ziping_assess::proof::{Attached, Paged, paged};

#[derive(Properties, PartialEq)]
pub(super) struct UncountedProps {
    pub(super) client: Rc<Client>,
}

fn uncounted(file: &Attached) -> bool {
    paged(&file.name) == Paged::Pdf && file.counted.is_none()
}

#[component]
pub(super) fn Uncounted(props: &UncountedProps) -> Html {
    let site = use_site();
    let t = site.t;
    let busy = use_state_eq(|| false);
    // Whoever leaves the page waits for nothing.
    let stop = use_mut_ref(|| Rc::new(Cell::new(false)));
    {
        let stop = Rc::clone(&stop.borrow());
        use_effect_with((), move |()| move || stop.set(true));
    }
    let files: Vec<Attached> =
        props.client.records.files().map(|(_, file)| file).filter(|file| uncounted(file)).cloned().collect();
    if files.is_empty() {
        return Html::default();
    }
    let n = files.len().to_string();
    let onclick = {
        let (client, dispatch, busy, stop) =
            (props.client.id.clone(), site.dispatch.clone(), busy.setter(), Rc::clone(&stop.borrow()));
        Callback::from(move |_: MouseEvent| {
            let (client, dispatch, busy, stop) = (client.clone(), dispatch.clone(), busy.clone(), Rc::clone(&stop));
            let attached = files.clone();
            busy.set(true);
            spawn_local(async move {
                let mut found = Vec::new();
                for (file, blob) in attached.iter().zip(Files::held(&attached).await) {
                    if let Some(blob) = blob
                        && !stop.get()
                        && let Some(pages) = count(&blob, &stop).await
                    {
                        found.push((file.at.clone(), pages));
                    }
                }
                if !stop.get() {
                    dispatch.dispatch(Action::Counted { client, files: found });
                    busy.set(false);
                }
            });
        })
    };
    html! {
        <p class="uncounted" role="status">
            { fill(t.evidence_uncounted(), &[("n", &n)]) }
            { " " }
            <button type="button" id="count-pages" disabled={*busy} {onclick}>
                { if *busy { t.evidence_counting() } else { t.evidence_count() } }
            </button>
        </p>
    }
}

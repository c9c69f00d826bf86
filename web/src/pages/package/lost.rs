//! Attached files that are not what they were: gone from the browser, or changed on its disk. Looked for when the page
//! opens, beside the page, and again by whoever makes the package.

use crate::job::{Ask, Event, Job};
use crate::store::Files;
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::prelude::*;
use ziping_assess::proof::Attached;

/// What is known so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lost {
    places: BTreeSet<String>,
    /// Every file was looked at.
    pub(super) checked: bool,
}

/// Files that were found to be lost, and whether that was a look at all of them.
pub(super) struct Found(pub(super) Vec<String>, pub(super) bool);

impl Reducible for Lost {
    type Action = Found;

    fn reduce(self: Rc<Self>, Found(places, all): Found) -> Rc<Self> {
        let mut next = (*self).clone();
        next.places.extend(places);
        next.checked |= all;
        Rc::new(next)
    }
}

impl Lost {
    /// Those of the files that are lost.
    pub(super) fn of(&self, files: &[Attached]) -> Vec<Attached> {
        files.iter().filter(|file| self.places.contains(&file.at)).cloned().collect()
    }

    pub(super) fn has(&self, at: &str) -> bool {
        self.places.contains(at)
    }
}

/// Which of the files are lost; found out while the page is open.
#[hook]
pub(super) fn use_lost(files: &[Attached]) -> UseReducerHandle<Lost> {
    let lost = use_reducer(Lost::default);
    let job = use_mut_ref(|| None::<Job>);
    let dispatch = lost.dispatcher();
    use_effect_with(files.to_vec(), move |files| {
        let files = files.clone();
        let holder = Rc::clone(&job);
        if !files.is_empty() {
            spawn_local(async move {
                let found = Files::held(&files).await;
                let gone: Vec<String> = files
                    .iter()
                    .zip(&found)
                    .filter(|(_, blob)| blob.is_none())
                    .map(|(file, _)| file.at.clone())
                    .collect();
                dispatch.dispatch(Found(gone, false));
                let (there, blobs): (Vec<Attached>, Vec<Blob>) =
                    files.into_iter().zip(found).filter_map(|(file, blob)| Some((file, blob?))).unzip();
                let held = Rc::clone(&holder);
                let report = Callback::from(move |event| match event {
                    Event::Measured(sums) => {
                        let differs = |(file, sum): (&Attached, _)| {
                            (sum != Some((file.bytes, file.sha256.clone()))).then(|| file.at.clone())
                        };
                        dispatch.dispatch(Found(there.iter().zip(sums).filter_map(differs).collect(), true));
                        Job::end(&held);
                    }
                    // Whoever makes the package looks again.
                    Event::Failed { .. } => Job::end(&held),
                    Event::Progress { .. }
                    | Event::Reading { .. }
                    | Event::Done { .. }
                    | Event::Counted(_)
                    | Event::Planned(_)
                    | Event::Lost(_)
                    | Event::BadForms(_)
                    | Event::Unpacked { .. }
                    | Event::BackedUp { .. }
                    | Event::Restored { .. } => {}
                });
                Job::begin(&holder, Ask::Measure, None, blobs, report);
            });
        }
        // Whoever leaves the page waits for nothing.
        move || {
            job.borrow_mut().take();
        }
    });
    lost
}

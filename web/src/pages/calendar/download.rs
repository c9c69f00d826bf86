//! A file that the worker which makes packages makes beside them: dates as a calendar, organisations as a table.

use crate::handed;
use crate::job::{Ask, Event as JobEvent, Job};
use crate::site::use_site;
use crate::texts::fill;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Blob;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct DownloadProps {
    /// The id of the button, and what it says; that for a calendar unless something else is named.
    #[prop_or("make-calendar")]
    pub(crate) id: &'static str,
    #[prop_or_default]
    pub(crate) label: Option<&'static str>,
    /// Says what to make, when it is to be made.
    pub(crate) order: Callback<(), Ask>,
    /// What is in it.
    pub(crate) hint: &'static str,
    /// What is said where nothing has a date.
    pub(crate) none: &'static str,
}

/// What became of the file.
#[derive(Clone, PartialEq)]
enum Stage {
    Idle,
    Making,
    Done(String),
    /// Nothing has a date.
    None,
    Failed,
}

#[component]
pub(crate) fn Download(props: &DownloadProps) -> Html {
    let site = use_site();
    let t = site.t;
    let stage = use_state_eq(|| Stage::Idle);
    let job = use_mut_ref(|| None::<Job>);
    let begin = {
        let (stage, job, order, packs) = (stage.setter(), Rc::clone(&job), props.order.clone(), site.packs.clone());
        Callback::from(move |_: MouseEvent| {
            stage.set(Stage::Making);
            start(order.emit(()), packs.pack(), &stage, &job);
        })
    };
    html! {
        <>
            <p class="acts">
                <button type="button" id={props.id} disabled={*stage == Stage::Making} onclick={begin}>{ props.label.unwrap_or(t.ics_make()) }</button>
            </p>
            <div aria-live="polite">
                { match &*stage {
                    Stage::Idle => html! { <p class="hint">{ props.hint }</p> },
                    Stage::Making => html! { <p>{ t.export_loading() }</p> },
                    Stage::Done(name) => html! { <p class="notice">{ fill(t.export_done(), &[("name", name)]) }</p> },
                    Stage::None => html! { <p class="notice">{ props.none }</p> },
                    Stage::Failed => html! { <p class="notice bad">{ t.export_failed() }</p> },
                } }
            </div>
        </>
    }
}

fn start(order: Ask, over: Option<&Blob>, stage: &UseStateSetter<Stage>, job: &Rc<RefCell<Option<Job>>>) {
    let (heard, holder) = (stage.clone(), Rc::clone(job));
    let end = move |then: Stage| {
        heard.set(then);
        Job::end(&holder);
    };
    let report = Callback::from(move |event| match event {
        JobEvent::Progress { .. } | JobEvent::Reading { .. } => {}
        JobEvent::Done { name, file, .. } => {
            handed::file(&name, &file);
            end(Stage::Done(name));
        }
        JobEvent::Failed { why: Some((_, code)) } if code == "no-dates" => end(Stage::None),
        JobEvent::Measured(_)
        | JobEvent::Counted(_)
        | JobEvent::Planned(_)
        | JobEvent::Lost(_)
        | JobEvent::BadForms(_)
        | JobEvent::Unpacked { .. }
        | JobEvent::BackedUp { .. }
        | JobEvent::Restored { .. }
        | JobEvent::Failed { .. } => end(Stage::Failed),
    });
    Job::begin(job, order, over, Vec::new(), report);
}

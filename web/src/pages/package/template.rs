//! The kit's own form as a Word template, for an association that has none yet.

use crate::engine::Book;
use crate::handed;
use crate::job::{Ask, Event as JobEvent, Job};
use crate::site::use_site;
use crate::texts::fill;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;
use ziping_base::calendar::Day;

/// How far it is.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    Idle,
    Making,
    Done(String),
    Failed,
}

#[derive(Properties, PartialEq)]
pub(super) struct TakeTemplateProps {
    pub(super) book: Book,
    /// The procedure whose form it is.
    pub(super) procedure: AttrValue,
    pub(super) as_of: Day,
}

#[component]
pub(super) fn TakeTemplate(props: &TakeTemplateProps) -> Html {
    let site = use_site();
    let t = site.t;
    let stage = use_state(|| Stage::Idle);
    let job = use_mut_ref(|| None::<Job>);
    let begin = {
        let (stage, job, packs) = (stage.setter(), Rc::clone(&job), site.packs.clone());
        let ask = Ask::Template {
            regime: props.book.rules().id.clone(),
            procedure: props.procedure.to_string(),
            as_of: props.as_of,
        };
        Callback::from(move |_: MouseEvent| {
            stage.set(Stage::Making);
            let report = heard(&stage, &job);
            Job::begin(&job, ask.clone(), packs.pack(), Vec::new(), report);
        })
    };
    html! {
        <div class="template">
            <p class="hint">{ t.template_text() }</p>
            <p class="acts">
                <button type="button" id="take-template" disabled={*stage == Stage::Making} onclick={begin}>{ t.template_take() }</button>
            </p>
            <div aria-live="polite">
                { match &*stage {
                    Stage::Idle => Html::default(),
                    Stage::Making => html! { <p>{ t.template_making() }</p> },
                    Stage::Done(name) => html! { <p class="notice">{ fill(t.template_done(), &[("name", name)]) }</p> },
                    Stage::Failed => html! { <p class="notice bad">{ t.template_failed() }</p> },
                } }
            </div>
        </div>
    }
}

/// What becomes of the job.
fn heard(stage: &UseStateSetter<Stage>, job: &Rc<RefCell<Option<Job>>>) -> Callback<JobEvent> {
    let (stage, job) = (stage.clone(), Rc::clone(job));
    Callback::from(move |event| {
        match event {
            JobEvent::Progress { .. } | JobEvent::Reading { .. } => return,
            JobEvent::Done { name, file, .. } => {
                handed::file(&name, &file);
                stage.set(Stage::Done(name));
            }
            JobEvent::Measured(_)
            | JobEvent::Counted(_)
            | JobEvent::Planned(_)
            | JobEvent::Lost(_)
            | JobEvent::BadForms(_)
            | JobEvent::Unpacked { .. }
            | JobEvent::BackedUp { .. }
            | JobEvent::Restored { .. }
            | JobEvent::Failed { .. } => stage.set(Stage::Failed),
        }
        Job::end(&job);
    })
}

//! The dates as a calendar file with reminders. The worker that makes packages makes it.

use crate::app::Site;
use crate::engine::Book;
use crate::fields::use_site;
use crate::handed;
use crate::job::{Ask, Event as JobEvent, Job, Order};
use crate::state::Client;
use crate::texts::fill;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Blob;
use yew::prelude::*;
use ziping_assess::proof::write_records;
use ziping_base::calendar::Day;
use ziping_rules::fact::write_answers;

#[derive(Properties, PartialEq)]
pub(super) struct DownloadProps {
    pub(super) book: Book,
    pub(super) client: Rc<Client>,
    pub(super) as_of: Day,
    /// The procedure whose steps are in it.
    pub(super) procedure: AttrValue,
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
pub(super) fn Download(props: &DownloadProps) -> Html {
    let site = use_site();
    let t = site.t;
    let stage = use_state_eq(|| Stage::Idle);
    let job = use_mut_ref(|| None::<Job>);
    let begin = {
        let (stage, job, order, packs) = (stage.setter(), Rc::clone(&job), order(&site, props), site.packs.clone());
        Callback::from(move |_: MouseEvent| {
            stage.set(Stage::Making);
            start(order.clone(), packs.pack(), &stage, &job);
        })
    };
    html! {
        <>
            <p class="acts">
                <button type="button" id="make-calendar" disabled={*stage == Stage::Making} onclick={begin}>{ t.ics_make() }</button>
            </p>
            <div aria-live="polite">
                { match &*stage {
                    Stage::Idle => html! { <p class="hint">{ t.ics_text() }</p> },
                    Stage::Making => html! { <p>{ t.export_loading() }</p> },
                    Stage::Done(name) => html! { <p class="notice">{ fill(t.export_done(), &[("name", name)]) }</p> },
                    Stage::None => html! { <p class="notice">{ t.ics_none() }</p> },
                    Stage::Failed => html! { <p class="notice bad">{ t.export_failed() }</p> },
                } }
            </div>
        </>
    }
}

fn order(site: &Site, props: &DownloadProps) -> Ask {
    let catalogue = &site.library().catalogue;
    let organisation = props.client.shown_name(catalogue).to_owned();
    let answers = write_answers(&organisation, &props.client.sheet, catalogue);
    Ask::Calendar(Box::new(Order {
        regime: props.book.rules().id.clone(),
        organisation,
        answers,
        records: write_records(&props.client.records),
        places: Vec::new(),
        as_of: props.as_of,
        target: None,
        procedure: Some(props.procedure.to_string()),
        hand_in: props.client.hand_in.get(&props.book.rules().id).copied(),
        without: [false; 3],
        whole: false,
        forms: Vec::new(),
        keep_links: false,
        host: site.hosted.text(),
        lang: site.lang,
    }))
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
        | JobEvent::Lost(_)
        | JobEvent::BadForms(_)
        | JobEvent::Unpacked { .. }
        | JobEvent::BackedUp { .. }
        | JobEvent::Restored { .. }
        | JobEvent::Failed { .. } => end(Stage::Failed),
    });
    Job::begin(job, order, over, Vec::new(), report);
}

//! Making the package: what for, what to leave out, how far it is, and stopping it.

use crate::browser;
use crate::fields::use_site;
use crate::job::{Event as JobEvent, Job, Order};
use crate::kit::{Book, View, grade_label};
use crate::state::Client;
use crate::texts::fill;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use ziping_core::calendar::Day;
use ziping_core::fact::write_answers;

/// What is in a package, in the order of hand-in.
fn contents(t: &crate::texts::Texts) -> [&str; 6] {
    [
        t.contents_application,
        t.contents_conditions,
        t.contents_evidence,
        t.contents_plan,
        t.contents_guide,
        t.contents_data,
    ]
}

#[derive(Clone, PartialEq)]
enum Stage {
    Idle,
    Loading,
    Making { done: usize, of: usize, file: String },
    Done { name: String },
    Failed { why: Option<String> },
}

#[derive(Properties, PartialEq)]
pub(crate) struct ExportProps {
    pub(crate) book: Book,
    pub(crate) view: View,
    pub(crate) client: Rc<Client>,
    pub(crate) as_of: Day,
}

#[component]
pub(crate) fn Export(props: &ExportProps) -> Html {
    let site = use_site();
    let t = site.t;
    let stage = use_state(|| Stage::Idle);
    let target = use_state(|| None::<u8>);
    let without = use_state(|| [false; 3]);
    let job = use_mut_ref(|| None::<Job>);
    let begin = {
        let (site, stage, job) = (site.clone(), stage.setter(), Rc::clone(&job));
        let (regime, client, as_of) = (props.book.rules().id.clone(), Rc::clone(&props.client), props.as_of);
        let (target, without) = (*target, *without);
        Callback::from(move |_: MouseEvent| {
            let catalogue = &site.library().catalogue;
            let organisation = client.shown_name(catalogue).to_owned();
            let answers = write_answers(&organisation, &client.sheet, catalogue);
            let order = Order { regime: regime.clone(), organisation, answers, as_of, target, without };
            stage.set(Stage::Loading);
            start(&order, &stage, &job);
        })
    };
    let cancel = {
        let (stage, job) = (stage.setter(), Rc::clone(&job));
        Callback::from(move |_: MouseEvent| {
            // Dropping the job ends the worker.
            job.borrow_mut().take();
            stage.set(Stage::Idle);
        })
    };
    let running = matches!(*stage, Stage::Loading | Stage::Making { .. });
    html! {
        <section class="sheet" aria-labelledby="export">
            <h2 id="export">{ t.export_title }</h2>
            <p>{ t.export_contents }</p>
            <ol>
                for text in contents(t) {
                    <li key={text}>{ text }</li>
                }
            </ol>
            <Target book={props.book.clone()} chosen={*target} on_choose={Callback::from({ let target = target.setter(); move |chosen| target.set(chosen) })} />
            <Without without={*without} on_change={Callback::from({ let without = without.setter(); move |now| without.set(now) })} />
            <p class="acts">
                <button type="button" class="primary" id="make-package" disabled={running} onclick={begin}>{ t.export_make }</button>
                if running {
                    <button type="button" onclick={cancel}>{ t.export_cancel }</button>
                }
            </p>
            <div aria-live="polite">{ progress(&stage, t) }</div>
        </section>
    }
}

fn start(order: &Order, stage: &UseStateSetter<Stage>, job: &Rc<RefCell<Option<Job>>>) {
    let (heard, holder) = (stage.clone(), Rc::clone(job));
    let report = Callback::from(move |event| match event {
        JobEvent::Progress { done, of, file } => heard.set(Stage::Making { done, of, file }),
        JobEvent::Done { name, bytes } => {
            browser::download_bytes(&name, "application/zip", &bytes);
            heard.set(Stage::Done { name });
            end(&holder);
        }
        JobEvent::Failed { why } => {
            heard.set(Stage::Failed { why });
            end(&holder);
        }
    });
    let begun = Job::begin(order, report);
    if begun.is_none() {
        stage.set(Stage::Failed { why: None });
    }
    *job.borrow_mut() = begun;
}

/// Ends the worker after its last message, outside the call that brought the message.
fn end(job: &Rc<RefCell<Option<Job>>>) {
    let job = Rc::clone(job);
    gloo::timers::callback::Timeout::new(0, move || {
        job.borrow_mut().take();
    })
    .forget();
}

fn progress(stage: &Stage, t: &'static crate::texts::Texts) -> Html {
    match stage {
        Stage::Idle => Html::default(),
        Stage::Loading => html! { <p>{ t.export_loading }</p> },
        Stage::Making { done, of, file } => html! {
            <>
                <progress max={of.to_string()} value={done.to_string()} aria-label={t.export_progress}></progress>
                <p>{ fill(t.export_file, &[("done", &done.to_string()), ("of", &of.to_string()), ("file", file)]) }</p>
            </>
        },
        Stage::Done { name } => html! { <p class="notice">{ fill(t.export_done, &[("name", name)]) }</p> },
        Stage::Failed { why } => html! {
            <div class="notice bad" role="alert">
                <p>{ t.export_failed }</p>
                if let Some(why) = why {
                    <p><small lang="en">{ why }</small></p>
                }
            </div>
        },
    }
}

#[derive(Properties, PartialEq)]
struct TargetProps {
    book: Book,
    chosen: Option<u8>,
    on_choose: Callback<Option<u8>>,
}

/// The grade that the improvement plan aims at.
#[component]
fn Target(props: &TargetProps) -> Html {
    let site = use_site();
    let onchange = props.on_choose.reform(|event: Event| {
        let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        // The first entry is *the best*; the lowest outcome is nobody's aim and is left out.
        u8::try_from(place).ok().filter(|place| *place > 0)
    });
    let outcomes = props.book.rules().grade.outcomes.iter();
    html! {
        <p class="rename">
            <label for="target">{ site.t.export_target }</label>
            <select id="target" {onchange}>
                <option selected={props.chosen.is_none()}>{ site.t.export_best }</option>
                for (place, id) in (1_u8..).zip(outcomes.skip(1)) {
                    <option key={id.clone()} selected={props.chosen == Some(place)}>{ grade_label(id, site.t) }</option>
                }
            </select>
        </p>
    }
}

#[derive(Properties, PartialEq)]
struct WithoutProps {
    without: [bool; 3],
    on_change: Callback<[bool; 3]>,
}

/// What an export for outsiders leaves out.
#[component]
fn Without(props: &WithoutProps) -> Html {
    let site = use_site();
    let t = site.t;
    let labels = [t.without_contacts, t.without_names, t.without_amounts];
    let set = |place: usize| {
        let before = props.without;
        props.on_change.reform(move |event: Event| {
            let checked = event.target_unchecked_into::<HtmlInputElement>().checked();
            let mut now = before;
            if let Some(one) = now.get_mut(place) {
                *one = checked;
            }
            now
        })
    };
    html! {
        <details>
            <summary>{ t.without_title }</summary>
            <p><small>{ t.without_text }</small></p>
            <div class="boxes">
                for (place, (label, checked)) in labels.into_iter().zip(props.without).enumerate() {
                    <label key={place} class="box">
                        <input type="checkbox" {checked} onchange={set(place)} />
                        <span>{ label }</span>
                    </label>
                }
            </div>
        </details>
    }
}

//! Making the package: what for, which files go in, what to leave out, how far it is, and stopping it.

use super::attached::{self, attached};
use crate::browser;
use crate::fields::use_site;
use crate::job::{Ask, Event as JobEvent, Job, Order};
use crate::kit::{Book, grade_label};
use crate::parts::{check_box, size};
use crate::state::Client;
use crate::texts::{Texts, fill};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, HtmlSelectElement};
use yew::prelude::*;
use ziping_core::calendar::Day;
use ziping_core::fact::write_answers;
use ziping_core::proof::write_records;

/// What is in a package, in the order of hand-in.
fn contents(t: &Texts) -> [&str; 6] {
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
    Reading {
        done: u64,
        of: u64,
    },
    Making {
        done: usize,
        of: usize,
        file: String,
    },
    Done {
        name: String,
    },
    /// An attached file is not in this browser any more.
    Gone {
        name: String,
    },
    Failed {
        why: Option<String>,
    },
}

#[derive(Properties, PartialEq)]
pub(crate) struct ExportProps {
    pub(crate) book: Book,
    pub(crate) client: Rc<Client>,
    pub(crate) as_of: Day,
}

#[component]
pub(crate) fn Export(props: &ExportProps) -> Html {
    let site = use_site();
    let t = site.t;
    let stage = use_state(|| Stage::Idle);
    let target = use_state(|| None::<u8>);
    let procedure = use_state(|| None::<String>);
    let without = use_state(|| [false; 3]);
    let job = use_mut_ref(|| None::<Job>);
    let begin = {
        let (site, stage, job) = (site.clone(), stage.setter(), Rc::clone(&job));
        let (book, client, as_of) = (props.book.clone(), Rc::clone(&props.client), props.as_of);
        let (target, without, procedure) = (*target, *without, (*procedure).clone());
        Callback::from(move |_: MouseEvent| {
            let catalogue = &site.library().catalogue;
            let organisation = client.shown_name(catalogue).to_owned();
            let answers = write_answers(&organisation, &client.sheet, catalogue);
            let records = write_records(&client.records);
            let order = Order {
                regime: book.rules().id.clone(),
                organisation,
                answers,
                records,
                places: Vec::new(),
                as_of,
                target,
                procedure: procedure.clone(),
                without,
            };
            stage.set(Stage::Loading);
            let enclosed = if without.contains(&true) { Vec::new() } else { attached::files(&book, &client) };
            let (stage, job, packs) = (stage.clone(), Rc::clone(&job), site.packs.clone());
            spawn_local(async move {
                match attached::fetch(&enclosed).await {
                    Ok(files) => {
                        let places = enclosed.into_iter().map(|file| file.at).collect();
                        start(Order { places, ..order }, packs.pack(), &files, &stage, &job);
                    }
                    Err(name) => stage.set(Stage::Gone { name }),
                }
            });
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
    let running = matches!(*stage, Stage::Loading | Stage::Reading { .. } | Stage::Making { .. });
    html! {
        <section class="sheet" aria-labelledby="export">
            <h2 id="export">{ t.export_title }</h2>
            <p>{ t.export_contents }</p>
            <ol>
                for text in contents(t) {
                    <li key={text}>{ text }</li>
                }
            </ol>
            { purpose(&props.book, &procedure, t) }
            { aim(&props.book, &target, t) }
            { leave_out(&without, t) }
            { attached(&props.book, &props.client, without.contains(&true), t) }
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

fn start(
    order: Order,
    over: Option<&Blob>,
    files: &[Blob],
    stage: &UseStateSetter<Stage>,
    job: &Rc<RefCell<Option<Job>>>,
) {
    let (heard, holder) = (stage.clone(), Rc::clone(job));
    let report = Callback::from(move |event| match event {
        JobEvent::Progress { done, of, file } => heard.set(Stage::Making { done, of, file }),
        JobEvent::Reading { done, of } => heard.set(Stage::Reading { done, of }),
        JobEvent::Done { name, file } => {
            browser::download_file(&name, &file);
            heard.set(Stage::Done { name });
            Job::end(&holder);
        }
        JobEvent::Failed { why } => {
            heard.set(Stage::Failed { why: why.map(|(why, _)| why) });
            Job::end(&holder);
        }
        // Nothing of this is asked for here.
        JobEvent::Measured(_) | JobEvent::Unpacked { .. } | JobEvent::BackedUp { .. } | JobEvent::Restored { .. } => {}
    });
    let begun = Job::begin(&Ask::Package(Box::new(order)), over, files, report);
    if begun.is_none() {
        stage.set(Stage::Failed { why: None });
    }
    *job.borrow_mut() = begun;
}

fn progress(stage: &Stage, t: &'static Texts) -> Html {
    match stage {
        Stage::Idle => Html::default(),
        Stage::Loading => html! { <p>{ t.export_loading }</p> },
        Stage::Reading { done, of } => html! {
            <>
                <progress max={of.to_string()} value={done.to_string()} aria-label={t.export_progress}></progress>
                <p>{ fill(t.attached_reading, &[("done", &size(*done)), ("of", &size(*of))]) }</p>
            </>
        },
        Stage::Gone { name } => html! {
            <p class="notice bad" role="alert">{ fill(t.attached_gone, &[("name", name)]) }</p>
        },
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

/// The procedure that the package is for; nothing to choose where there is one only.
fn purpose(book: &Book, procedure: &UseStateHandle<Option<String>>, t: &Texts) -> Html {
    let procedures: Vec<String> = book.rules().procedures().into_iter().map(str::to_owned).collect();
    if procedures.len() < 2 {
        return Html::default();
    }
    let chosen = (**procedure).clone();
    let options = procedures.iter().enumerate().map(|(place, id)| {
        let selected = chosen.as_ref().map_or(place == 0, |chosen| chosen == id);
        html! { <option key={id.clone()} {selected}>{ book.words().title("procedure", id) }</option> }
    });
    let options: Html = options.collect();
    let set = procedure.setter();
    let onchange = Callback::from(move |event: Event| {
        let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        // The first entry is the first application.
        let place = usize::try_from(place).ok().filter(|place| *place > 0);
        set.set(place.and_then(|place| procedures.get(place).cloned()));
    });
    html! {
        <p class="rename">
            <label for="purpose">{ t.export_purpose }</label>
            <select id="purpose" {onchange}>{ options }</select>
        </p>
    }
}

/// The grade that the improvement plan aims at.
fn aim(book: &Book, target: &UseStateHandle<Option<u8>>, t: &Texts) -> Html {
    let (chosen, set) = (**target, target.setter());
    let onchange = Callback::from(move |event: Event| {
        let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        // The first entry is *the best*; the lowest outcome is nobody's aim and is left out.
        set.set(u8::try_from(place).ok().filter(|place| *place > 0));
    });
    html! {
        <p class="rename">
            <label for="target">{ t.export_target }</label>
            <select id="target" {onchange}>
                <option selected={chosen.is_none()}>{ t.export_best }</option>
                for (place, id) in (1_u8..).zip(book.rules().grade.outcomes.iter().skip(1)) {
                    <option key={id.clone()} selected={chosen == Some(place)}>{ grade_label(id, t) }</option>
                }
            </select>
        </p>
    }
}

/// What an export for outsiders leaves out.
fn leave_out(without: &UseStateHandle<[bool; 3]>, t: &Texts) -> Html {
    let toggle = |place: usize| {
        let (before, setter) = (**without, without.setter());
        Callback::from(move |_: Event| {
            let mut now = before;
            if let Some(one) = now.get_mut(place) {
                *one = !*one;
            }
            setter.set(now);
        })
    };
    let labels = [t.without_contacts, t.without_names, t.without_amounts];
    html! {
        <details>
            <summary>{ t.without_title }</summary>
            <p><small>{ t.without_text }</small></p>
            <div class="boxes">
                for (place, (label, checked)) in labels.into_iter().zip(**without).enumerate() {
                    { check_box(format!("without-{place}"), label, checked, toggle(place)) }
                }
            </div>
        </details>
    }
}

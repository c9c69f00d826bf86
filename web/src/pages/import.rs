//! Taking a package back in: answers, what is said of papers, attached files.

use super::known::merge_or_another;
use super::use_arrival;
use crate::browser;
use crate::engine::Packs;
use crate::job::{Ask, Event as JobEvent, Job};
use crate::parts::{Chooser, chooser, drops, heading, progress, size, use_job_focus};
use crate::route::Route;
use crate::site::use_site;
use crate::state::{Action, Known, Workspace, known, named};
use crate::store::{NotKept, keep_enclosed};
use crate::texts::{Texts, fill};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};
use yew::prelude::*;
use ziping_assess::proof::{Records, read_records};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_rules::fact::{Answers, Catalogue, read_answers};

/// The id of the question what is to become of a package.
const KNOWN: &str = "known-package";

/// How far it is, or what became of it.
#[derive(Clone, PartialEq)]
enum Stage {
    Idle,
    Reading {
        done: u64,
        of: u64,
    },
    Opened {
        name: String,
        files: usize,
    },
    /// Its organisation is here: what is to become of it is asked first.
    Known(Rc<Unpacked>),
    /// The visitor stopped it; nothing was taken.
    Stopped,
    /// Nothing was taken; the word says why.
    Refused {
        name: String,
        code: String,
    },
    /// There is no room for this file.
    Full {
        name: String,
        bytes: u64,
    },
}

/// What was in a package.
struct Unpacked {
    /// The name of the file.
    file: String,
    answers: Answers,
    records: Records,
    as_of: Option<Day>,
    regime: String,
    files: Vec<Blob>,
    /// The answers as an answer file.
    text: String,
}

impl PartialEq for Unpacked {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self, other)
    }
}

#[component]
pub(crate) fn Import() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.unpack_button(), "import".to_owned());
    let workspace = use_context::<UseReducerHandle<Workspace>>();
    let clients = workspace.map(|workspace| workspace.clients.clone()).unwrap_or_default();
    let stage = use_state(|| Stage::Idle);
    let job = use_mut_ref(|| None::<Job>);
    let stop = use_memo((), |()| Cell::new(false));
    let busy = matches!(*stage, Stage::Reading { .. });
    let taking = {
        let (stage, job, stop) = (stage.setter(), Rc::clone(&job), Rc::clone(&stop));
        Taking { stage, job, stop, dispatch: site.dispatch.clone() }
    };
    let take = {
        let (taking, site) = (taking.clone(), site.clone());
        Callback::from(move |files: Vec<File>| {
            let Some(file) = files.first().filter(|_| !busy) else { return };
            let (library, clients) = (Rc::clone(site.library()), clients.clone());
            begin(taking.clone(), &site.packs, file, move |answers, records| {
                let (answers, records) = read(answers, records, &library.catalogue)?;
                let (code, name) = named(&answers.sheet, &library.catalogue);
                let name = name.unwrap_or(&answers.organisation);
                let is_here = known(&clients, &library.catalogue, code, name) != Known::Not;
                Some((answers, records, is_here))
            });
        })
    };
    let cancel = {
        let (stage, job, stop) = (stage.setter(), Rc::clone(&job), Rc::clone(&stop));
        Callback::from(move |_: MouseEvent| {
            stop.set(true);
            // Dropping the job ends the worker.
            job.borrow_mut().take();
            stage.set(Stage::Stopped);
        })
    };
    use_job_focus(busy, "stop-unpack".to_owned(), vec!["unpack".to_owned()]);
    let over = use_state_eq(|| false);
    let [ondragover, ondragleave, ondrop] = drops(&over, &take);
    let with = Chooser {
        id: "unpack",
        accept: ".zip,application/zip",
        label: t.unpack_choose(),
        multiple: false,
        primary: true,
        disabled: busy,
    };
    html! {
        <main class="page import" id="main" tabindex="-1" {ondragover} {ondragleave} {ondrop}>
            { heading(t.unpack_button()) }
            <p class="lead">{ t.unpack_lead() }</p>
            <div class={classes!("drop", over.then_some("over"))}>
                { chooser(&with, &take) }
                <span class="hint">{ t.unpack_drop() }</span>
            </div>
            <div aria-live="polite">{ tell(&stage, &taking, t) }</div>
            if busy {
                <p class="acts"><button type="button" class="stop" id="stop-unpack" onclick={cancel}>{ t.export_cancel() }</button></p>
            }
        </main>
    }
}

type Taken = (ziping_rules::fact::Answers, Records);

fn read(answers: &str, records: &str, catalogue: &Catalogue) -> Option<Taken> {
    let answers = read_answers(&Source { name: "answers", text: answers }, catalogue).ok()?;
    Some((answers, read_records(records)?))
}

#[derive(Clone)]
struct Taking {
    stage: UseStateSetter<Stage>,
    job: Rc<RefCell<Option<Job>>>,
    /// Set to stop between two files.
    stop: Rc<Cell<bool>>,
    dispatch: UseReducerDispatcher<Workspace>,
}

/// `read`: the answers and the records, and whether the organisation is here.
fn begin(
    to: Taking,
    packs: &Packs,
    file: &File,
    read: impl Fn(&str, &str) -> Option<(Answers, Records, bool)> + 'static,
) {
    let name = browser::name_of(file);
    let file_name = name.clone();
    to.stop.set(false);
    to.stage.set(Stage::Reading { done: 0, of: file.size() as u64 });
    let holder = Rc::clone(&to.job);
    let refused = {
        let stage = to.stage.clone();
        move |code: &str| stage.set(Stage::Refused { name: name.clone(), code: code.to_owned() })
    };
    let report = Callback::from(move |event| match event {
        JobEvent::Reading { done, of } => to.stage.set(Stage::Reading { done, of }),
        JobEvent::Unpacked { answers, records, as_of, regime, files } => {
            Job::end(&to.job);
            let text = answers;
            let Some((answers, records, is_here)) = read(&text, &records) else { return refused("answers") };
            let (file, as_of) = (file_name.clone(), Day::parse(&as_of));
            let unpacked = Rc::new(Unpacked { file, answers, records, as_of, regime, files, text });
            if is_here {
                to.stage.set(Stage::Known(unpacked));
                gloo::timers::callback::Timeout::new(0, || browser::reveal(KNOWN)).forget();
            } else {
                take_in(to.clone(), unpacked);
            }
        }
        JobEvent::Failed { why } => {
            Job::end(&to.job);
            refused(&why.map(|(_, code)| code).unwrap_or_default());
        }
        // Nothing of this is asked for here.
        JobEvent::Progress { .. }
        | JobEvent::Done { .. }
        | JobEvent::Measured(_)
        | JobEvent::Counted(_)
        | JobEvent::Planned(_)
        | JobEvent::Lost(_)
        | JobEvent::BadForms(_)
        | JobEvent::BackedUp { .. }
        | JobEvent::Restored { .. } => {}
    });
    Job::begin(&holder, Ask::Unpack, packs.pack(), vec![Blob::clone(file)], report);
}

/// Takes a package in as another organisation.
fn take_in(to: Taking, unpacked: Rc<Unpacked>) {
    spawn_local(async move {
        let Unpacked { answers, records, as_of, regime, files, .. } = &*unpacked;
        match keep_enclosed(records, files, || to.stop.get()).await {
            // What is kept of a stopped one is named by nothing and goes within a day.
            _ if to.stop.get() => {}
            Ok(records) => {
                let (id, name) = (browser::new_id(), answers.organisation.clone());
                let (answers, as_of, regime) = (answers.clone(), *as_of, regime.clone());
                to.dispatch.dispatch(Action::Unpack { id, answers, records, as_of, regime });
                to.stage.set(Stage::Opened { name, files: files.len() });
            }
            Err(NotKept::Stopped) => to.stage.set(Stage::Stopped),
            Err(NotKept::Unavailable(name)) => to.stage.set(Stage::Refused { name, code: "unavailable".to_owned() }),
            Err(NotKept::Full(name, bytes)) => to.stage.set(Stage::Full { name, bytes }),
        }
    });
}

/// Asks what is to become of a package whose organisation is here.
fn known_one(unpacked: &Rc<Unpacked>, taking: &Taking, t: &Texts) -> Html {
    let another = {
        let (unpacked, taking) = (Rc::clone(unpacked), taking.clone());
        Callback::from(move |_: MouseEvent| take_in(taking.clone(), Rc::clone(&unpacked)))
    };
    let more = html! { <p class="hint">{ t.unpack_without_files() }</p> };
    let package = (unpacked.file.as_str(), unpacked.text.as_str());
    merge_or_another(KNOWN, &unpacked.answers.organisation, package, more, another, t)
}

fn tell(stage: &Stage, taking: &Taking, t: &Texts) -> Html {
    match stage {
        Stage::Known(unpacked) => known_one(unpacked, taking, t),
        Stage::Idle => Html::default(),
        Stage::Reading { done, of } => {
            let said = fill(t.unpack_reading(), &[("done", &size(*done)), ("of", &size(*of))]);
            progress(*done, *of, t.unpack_button(), said)
        }
        Stage::Opened { name, files } => html! {
            <>
                <p class="notice">{ fill(t.unpack_opened(), &[("name", name), ("n", &files.to_string())]) }</p>
                <p class="links">
                    <a href={Route::Evidence.href()}>{ t.evidence_nav() }</a>
                    <a href={Route::Organisation.href()}>{ t.nav_organisation() }</a>
                </p>
            </>
        },
        Stage::Stopped => html! { <p>{ t.unpack_stopped() }</p> },
        Stage::Refused { name, code } => {
            let text = match code.as_str() {
                "redacted" => t.unpack_redacted(),
                "file" => t.unpack_file(),
                "zip" => t.unpack_zip(),
                "answers" => t.unpack_answers(),
                "not-a-package" => t.unpack_not_a_package(),
                "unavailable" => t.evidence_unavailable(),
                _ => t.unpack_failed(),
            };
            html! { <p class="notice bad" role="alert">{ fill(text, &[("name", name)]) }</p> }
        }
        Stage::Full { name, bytes } => html! {
            <p class="notice bad" role="alert">
                { fill(t.evidence_full(), &[("name", name), ("size", &size(*bytes))]) }
            </p>
        },
    }
}

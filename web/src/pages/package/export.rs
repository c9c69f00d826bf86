//! Making the package: what for, which files and forms go in, what stands against it, how far it is, and stopping it.

use super::attached::{self, attached};
use super::choice::{Choice, aim, extent, leave_out, purpose};
use super::doubts::{self, Doubts, doubts};
use super::forms::{Chosen, chosen as chosen_forms, forms, missing as missing_forms, use_kept};
use super::level;
use super::lost::{Found, Lost, use_lost};
use super::placeholders::Placeholders;
use super::stage::{BAD_FORMS, OUTCOME, Stage, stage};
use super::template::TakeTemplate;
use super::unreadable::unreadable;
use crate::browser;
use crate::engine::{Book, View};
use crate::handed;
use crate::job::{Ask, Event as JobEvent, Job, Order};
use crate::pages::assess::use_ask;
use crate::pages::way::{due, fingerprint};
use crate::parts::use_job_focus;
use crate::site::{Site, use_site};
use crate::state::{Action, Client, Mark, Milestone};
use crate::store::Files;
use crate::texts::{Texts, fill};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::prelude::*;
use ziping_assess::proof::{Attached, write_records};
use ziping_base::calendar::Day;
use ziping_regime::Document;
use ziping_rules::fact::write_answers;

/// The ids of what begins and what stops it.
const MAKE: &str = "make-package";
const STOP: &str = "stop-package";

/// The id of its heading.
pub(super) const HERE: &str = "export";

/// What is in a package, in the order of hand-in: for a procedure that assesses nobody, its letters in the place of an
/// application and what goes with that.
fn contents(book: &Book, procedure: &str, t: &Texts) -> Vec<String> {
    let rules = book.rules();
    let mut all: Vec<String> = if rules.assesses(procedure) {
        [t.contents_application(), t.contents_conditions(), t.contents_evidence(), t.contents_plan()]
            .map(str::to_owned)
            .into()
    } else {
        let title = |letter: &Document| book.words().title("document", &letter.id).to_owned();
        let letters = rules.forms_of(procedure).into_iter().map(title);
        letters.map(|title| fill(t.contents_letter(), &[("title", &title)])).collect()
    };
    all.extend([t.contents_guide().to_owned(), t.contents_data().to_owned()]);
    all
}

#[derive(Properties, PartialEq)]
pub(crate) struct ExportProps {
    pub(crate) book: Book,
    pub(crate) client: Rc<Client>,
    pub(crate) view: Rc<View>,
    pub(crate) as_of: Day,
    pub(crate) choice: UseStateHandle<Choice>,
}

/// What a package is made of, as the page has it.
#[derive(Clone)]
struct Making {
    site: Site,
    book: Book,
    client: Rc<Client>,
    as_of: Day,
    choice: Choice,
    forms: Vec<Chosen>,
    files: Vec<Attached>,
    lost: UseReducerHandle<Lost>,
    stage: UseStateSetter<Stage>,
    job: Rc<RefCell<Option<Job>>>,
}

#[component]
pub(crate) fn Export(props: &ExportProps) -> Html {
    let site = use_site();
    let t = site.t;
    let now = use_state(|| Stage::Idle);
    let kept = use_kept(&site);
    let procedure = props.choice.procedure(&props.book);
    let chosen = chosen_forms(&kept, &props.book, procedure);
    let job = use_mut_ref(|| None::<Job>);
    let ask = use_ask(&props.book);
    let redacted = props.choice.redacted();
    let assesses = props.book.rules().assesses(procedure);
    // A letter encloses none.
    let files = if assesses { attached::files(&props.book, &props.client) } else { Vec::new() };
    let lost = use_lost(&files);
    let found = Doubts {
        unreadable: unreadable(&props.book, &props.client),
        lost: if redacted { Vec::new() } else { lost.of(&files) },
        forms: missing_forms(&kept, &chosen, &site, &props.book, procedure),
    };
    let making = Making {
        site: site.clone(),
        book: props.book.clone(),
        client: Rc::clone(&props.client),
        as_of: props.as_of,
        choice: (*props.choice).clone(),
        forms: chosen,
        files: if redacted { Vec::new() } else { files.clone() },
        lost: lost.clone(),
        stage: now.setter(),
        job: Rc::clone(&job),
    };
    let begin = {
        let (making, doubtful) = (making.clone(), found.any());
        Callback::from(move |_: MouseEvent| if doubtful { asked(&making.stage) } else { making.begin() })
    };
    let go_on = (*now == Stage::Asked).then(|| Callback::from(move |_: MouseEvent| making.begin()));
    let cancel = {
        let (stage, job) = (now.setter(), Rc::clone(&job));
        Callback::from(move |_: MouseEvent| {
            // Dropping the job ends the worker.
            job.borrow_mut().take();
            stage.set(Stage::Stopped);
        })
    };
    let running = now.is_running();
    // The host's forms come first: a package without them would not be the one that it wants.
    let waits = kept.waits();
    use_job_focus(running, STOP.to_owned(), vec![OUTCOME.to_owned(), MAKE.to_owned()]);
    html! {
        <section class="sheet" aria-labelledby={HERE}>
            <h2 id={HERE} tabindex="-1">{ t.export_title() }</h2>
            <p>{ t.export_contents() }</p>
            <ol>
                for text in contents(&props.book, procedure, t) {
                    <li key={text.clone()}>{ text }</li>
                }
            </ol>
            { purpose(&props.book, &props.choice, t) }
            if assesses {
                { level(&site, &props.book, &props.view, &props.client.sheet) }
                { aim(&props.book, &props.choice, t) }
            }
            { forms(&kept, &props.choice, &props.book, running, &site) }
            <TakeTemplate book={props.book.clone()} procedure={AttrValue::from(procedure.to_owned())} as_of={props.as_of} />
            <Placeholders book={props.book.clone()} />
            { extent(&props.choice, t) }
            { leave_out(&props.choice, t) }
            if assesses {
                { attached(&files, &lost, redacted, t) }
            }
            { doubts(&found, go_on, &site, &props.book, &ask) }
            <p class="acts">
                <button type="button" class="primary" id={MAKE} disabled={running || waits} onclick={begin}>{ t.export_make() }</button>
                if running {
                    <button type="button" class="stop" id={STOP} onclick={cancel}>{ t.export_cancel() }</button>
                }
            </p>
            <div aria-live="polite">{ stage(&now, site.lang, t) }</div>
        </section>
    }
}

/// Asks whether to go on, and brings the question to the visitor.
fn asked(stage: &UseStateSetter<Stage>) {
    stage.set(Stage::Asked);
    reveal(doubts::ID);
}

/// Brings something that is drawn next into view.
fn reveal(id: &'static str) {
    gloo::timers::callback::Timeout::new(0, move || browser::reveal(id)).forget();
}

/// What a package is made of. `papers`: what is said of them, and where their files lie.
pub(super) fn order(
    site: &Site,
    book: &Book,
    (client, as_of): (&Client, Day),
    choice: &Choice,
    forms: &[Chosen],
    (records, places): (String, Vec<String>),
) -> Order {
    let catalogue = &site.library().catalogue;
    let organisation = client.shown_name(catalogue).to_owned();
    Order {
        regime: book.rules().id.clone(),
        answers: write_answers(&organisation, &client.sheet, catalogue),
        records,
        organisation,
        places,
        as_of,
        target: choice.target,
        procedure: choice.procedure.clone(),
        hand_in: client.hand_in_of(book.rules(), choice.procedure(book)),
        tasks: due(book.library(), book.rules(), client, as_of),
        without: choice.without,
        whole: choice.whole,
        forms: forms.iter().map(|form| (form.name.clone(), form.document.clone())).collect(),
        keep_links: choice.keep_links,
        host: site.hosted.text(),
        lang: site.lang,
    }
}

/// Notes that the package of an organisation was made today, of the answers that it has now.
pub(super) fn mark_packaged(site: &Site, book: &Book, client: &Client) {
    site.dispatch.dispatch(Action::Mark {
        client: client.id.clone(),
        regime: book.rules().id.clone(),
        milestone: Milestone::Packaged,
        mark: Mark { day: browser::today(), of: fingerprint(book.library(), book.rules(), client) },
    });
}

impl Making {
    /// Makes the package without the files that are known to be lost. One that turns out to be lost is asked about first.
    fn begin(&self) {
        self.stage.set(Stage::Loading);
        let making = self.clone();
        spawn_local(async move {
            let wanted: Vec<Attached> =
                making.files.iter().filter(|file| !making.lost.has(&file.at)).cloned().collect();
            let found = Files::held(&wanted).await;
            let gone = wanted.iter().zip(&found).filter(|(_, blob)| blob.is_none());
            let gone: Vec<String> = gone.map(|(file, _)| file.at.clone()).collect();
            if gone.is_empty() {
                let places = wanted.into_iter().map(|file| file.at).collect();
                making.start(places, found.into_iter().flatten().collect());
            } else {
                making.lose(gone);
            }
        });
    }

    fn lose(&self, places: Vec<String>) {
        self.lost.dispatch(Found(places, false));
        asked(&self.stage);
    }

    /// Gives the worker the order. `places`: where the files lie for the records.
    fn start(&self, places: Vec<String>, mut files: Vec<Blob>) {
        files.extend(self.forms.iter().map(|form| form.file.clone()));
        let records = write_records(&attached::without(&self.client.records, &|at| self.lost.has(at)));
        let order =
            order(&self.site, &self.book, (&self.client, self.as_of), &self.choice, &self.forms, (records, places));
        let making = self.clone();
        let report = Callback::from(move |event| making.hear(event));
        Job::begin(&self.job, Ask::Package(Box::new(order)), self.site.packs.pack(), files, report);
    }

    fn hear(&self, event: JobEvent) {
        match event {
            JobEvent::Progress { done, of, file } => return self.stage.set(Stage::Making { done, of, file }),
            JobEvent::Reading { done, of } => return self.stage.set(Stage::Reading { done, of }),
            JobEvent::Done { name, file, carried } => {
                handed::file(&name, &file);
                // What leaves things out for outsiders is not what is handed in.
                if !self.choice.redacted() && self.choice.procedure.is_none() {
                    mark_packaged(&self.site, &self.book, &self.client);
                }
                self.stage.set(Stage::Done { name, carried });
            }
            JobEvent::Lost(places) => self.lose(places),
            JobEvent::BadForms(forms) => {
                self.stage.set(Stage::BadForms(forms));
                reveal(BAD_FORMS);
            }
            JobEvent::Failed { why } => self.stage.set(Stage::Failed { why: why.map(|(why, _)| why) }),
            // Nothing of this is asked for here.
            JobEvent::Measured(_)
            | JobEvent::Counted(_)
            | JobEvent::Planned(_)
            | JobEvent::Unpacked { .. }
            | JobEvent::BackedUp { .. }
            | JobEvent::Restored { .. } => return,
        }
        Job::end(&self.job);
    }
}

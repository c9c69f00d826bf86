//! Workbooks and forms on paper that collect answers: for whom, which questions, how; made beside the page and handed over.

mod ask;
mod made;
mod sections;
mod wish;

use super::evidence::in_hand;
use super::file_names::{file_name, unlike};
use super::use_arrival;
use crate::browser;
use crate::collect::{Ask, Desk, Event as Said, Form, Group, Made, OnPaper, Wish};
use crate::handed;
use crate::outdated;
use crate::parts::{heading, progress};
use crate::route::Route;
use crate::site::{Site, use_site};
use crate::state::{Client, Workspace};
use crate::texts::fill;
use ask::ask;
use made::made;
use sections::sections;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Blob;
use wish::{Choice, Part, choices, use_only};
use yew::prelude::*;
use ziping_base::{diag, say};
use ziping_rules::fact::write_answers_noting;

/// The ids of the button and of what came of it.
const MAKE: &str = "make-workbook";
const OUTCOME: &str = "workbook-outcome";

/// How far it is.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    Idle,
    Making(usize, usize),
    Done(Rc<Vec<Made>>),
    Failed(Option<diag::Said>),
}

/// What a workbook would ask: its sections, and how many papers.
type Counted = (Rc<Vec<Group>>, usize);

#[derive(Properties, PartialEq)]
pub(crate) struct CollectProps {
    /// The ids of the organisations, joined by commas; empty: the one at hand.
    pub(crate) clients: String,
}

#[component]
pub(crate) fn Collect(props: &CollectProps) -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.collect_title(), format!("collect/{}", props.clients));
    let workspace = use_context::<UseReducerHandle<Workspace>>();
    let clients = workspace.map(|workspace| chosen(&workspace, &props.clients)).unwrap_or_default();
    let choice = use_state_eq(|| Choice::new(clients.first().map(|client| in_hand(&site, client)).unwrap_or_default()));
    let only = use_only(&site, &choice.regimes);
    let counted = use_state_eq(|| None::<Counted>);
    let stage = use_state_eq(|| Stage::Idle);
    let desk = use_mut_ref(|| None::<Desk>);
    let writing = use_mut_ref(|| None::<OnPaper>);
    // The names under which the files are saved: of each, of several together.
    let names = use_mut_ref(|| (Vec::<String>::new(), String::new()));
    let report = {
        let (counted, stage, names) = (counted.setter(), stage.setter(), Rc::clone(&names));
        Callback::from(move |said: Said| match said {
            Said::Counted { groups, papers } => counted.set(Some((Rc::new(groups), papers))),
            Said::Making { done, of } => stage.set(Stage::Making(done, of)),
            Said::Made { file, made } => {
                if let Some(file) = &file {
                    let names = names.borrow();
                    let mut good = made.iter().zip(&names.0).filter(|(made, _)| made.refused.is_none());
                    let name = match (good.next(), good.next()) {
                        (Some((_, name)), None) => name,
                        _ => &names.1,
                    };
                    handed::file(name, file);
                }
                stage.set(Stage::Done(Rc::new(made)));
                gloo::timers::callback::Timeout::new(0, || browser::reveal(OUTCOME)).forget();
            }
            Said::Failed(why) => stage.set(Stage::Failed(Some(why))),
            Said::Broken => stage.set(Stage::Failed(None)),
            // Nothing of this is asked for here.
            Said::Found { .. } | Said::Refused { .. } | Said::Compared { .. } | Said::Merged { .. } => {}
        })
    };
    let tell = {
        let (desk, report, over) = (Rc::clone(&desk), report.clone(), site.packs.pack().cloned());
        move |ask: Ask| give(&desk, ask, over.as_ref(), &report)
    };
    {
        // What the first of them would be asked; of several all questions, for others may lack other answers.
        let form = clients.first().map(|client| form(&site, client, (String::new(), Part::default())));
        let wish =
            Wish { sections: Vec::new(), open_only: choice.open_only && clients.len() == 1, ..choice.wish(None) };
        let (tell, counted) = (tell.clone(), counted.setter());
        use_effect_with((wish, form, site.packs.clone()), move |(wish, form, _)| match form {
            Some(form) if !wish.regimes.is_empty() => tell(Ask::Count(Box::new(wish.clone()), Box::new(form.clone()))),
            _ => counted.set(None),
        });
    }
    let running = matches!(*stage, Stage::Making(..));
    let make = {
        let (site, choice, clients, stage) = (site.clone(), (*choice).clone(), clients.clone(), stage.setter());
        let (counted, names) = ((*counted).clone(), Rc::clone(&names));
        Callback::from(move |_: MouseEvent| {
            // A day that cannot be read would be missing in what is sent.
            if choice.until.is_none() && browser::value_of(ask::UNTIL).is_some_and(|text| !text.trim().is_empty()) {
                stage.set(Stage::Failed(Some(say!(
                    "nothing was made: the day by which it is to come back cannot be read; write it as 2026-12-10, or leave it out",
                    "没有做：“请在哪天以前发回”不像日期，请写成 2026-12-10 这样，或者清空"
                ))));
                browser::focus(ask::UNTIL);
                return;
            }
            let (groups, papers) = counted.as_ref().map_or((&[][..], 0), |(groups, papers)| (&**groups, *papers));
            let forms = forms(&site, &clients, &choice.parts(groups, papers), choice.on_paper);
            let each = forms.iter().map(|form| form.name.clone()).collect();
            let many = fill(site.t.collect_files(), &[("day", &browser::today().to_string())]);
            *names.borrow_mut() = (each, many);
            stage.set(Stage::Making(0, forms.len()));
            let wish = Box::new(choice.wish(Some(groups)));
            if !choice.on_paper {
                tell(Ask::Make(wish, forms));
                return;
            }
            let begun = OnPaper::begin(wish, forms, site.packs.pack(), report.clone());
            if begun.is_none() {
                report.emit(Said::Broken);
            }
            *writing.borrow_mut() = begun;
        })
    };
    let files = clients.len() * counted.as_ref().map_or(1, |(groups, papers)| choice.parts(groups, *papers).len());
    let ready = !clients.is_empty() && counted.as_ref().is_some_and(|(groups, papers)| choice.asks(groups, *papers));
    html! {
        <main class="page hands" id="main" tabindex="-1">
            { heading(t.collect_title()) }
            <p class="lead">{ t.collect_lead() }</p>
            <p class="links"><a href={Route::Take.href()}>{ t.collect_back() }</a></p>
            { whose(&site, &clients) }
            { choices(&site, &choice, only.as_ref()) }
            { ask(&site, &choice) }
            { sections(&site, &choice, counted.as_ref(), clients.len() == 1) }
            <p class="acts">
                <button type="button" class="primary" id={MAKE} disabled={running || !ready} onclick={make}>
                    { if files == 1 { t.collect_make().to_owned() } else { fill(t.collect_make_all(), &[("n", &files.to_string())]) } }
                </button>
            </p>
            <div aria-live="polite">{ outcome(&site, &stage) }</div>
        </main>
    }
}

/// Gives the worker an errand; the first one hires it.
fn give(desk: &Rc<RefCell<Option<Desk>>>, ask: Ask, over: Option<&Blob>, report: &Callback<Said>) {
    let mut desk = desk.borrow_mut();
    match &*desk {
        Some(desk) => desk.ask(ask, over, None),
        None => {
            *desk = Desk::open(ask, over, None, report.clone());
            if desk.is_none() {
                report.emit(Said::Broken);
            }
        }
    }
}

/// The organisations of these ids; without ids the one at hand.
fn chosen(workspace: &Workspace, ids: &str) -> Vec<Rc<Client>> {
    if ids.is_empty() {
        return vec![workspace.client()];
    }
    ids.split(',').filter_map(|id| workspace.clients.iter().find(|client| client.id == id).cloned()).collect()
}

/// What one person fills in for an organisation, under the name of the file.
fn form(site: &Site, client: &Client, (name, (person, sections)): (String, Part)) -> Form {
    let catalogue = &site.library().catalogue;
    let organisation = client.shown_name(catalogue).to_owned();
    Form {
        answers: write_answers_noting(&organisation, &client.sheet, &client.unsure.notes, catalogue),
        as_of: client.as_of.unwrap_or_else(browser::today),
        organisation,
        name,
        person,
        sections,
    }
}

/// A workbook for each organisation and each part; no two files have the same name.
fn forms(site: &Site, clients: &[Rc<Client>], parts: &[Part], on_paper: bool) -> Vec<Form> {
    let t = site.t;
    let ending = if on_paper { "docx" } else { "xlsx" };
    let mut names: Vec<String> = Vec::new();
    let mut forms = Vec::new();
    for client in clients {
        let organisation = file_name(client.shown_name(&site.library().catalogue), t.client_unnamed());
        for (person, sections) in parts {
            // Without names one file holds all; with names, what nobody was named for is the rest.
            let person = if person.is_empty() && parts.len() > 1 { t.collect_rest() } else { person };
            let name = match person {
                "" => organisation.clone(),
                person => format!("{organisation}-{}", file_name(person, t.collect_rest())),
            };
            let name = fill(t.collect_file(), &[("name", &unlike(name, &mut names)), ("ending", ending)]);
            forms.push(form(site, client, (name, (person.to_owned(), sections.clone()))));
        }
    }
    forms
}

/// Whom it is for.
fn whose(site: &Site, clients: &[Rc<Client>]) -> Html {
    let t = site.t;
    let name = |client: &Client| match client.shown_name(&site.library().catalogue) {
        "" => t.client_unnamed().to_owned(),
        name => name.to_owned(),
    };
    html! {
        <section class="sheet" aria-labelledby="whose">
            <h2 id="whose">{ t.collect_whose() }</h2>
            if clients.is_empty() {
                <p>{ t.collect_nobody() }</p>
            } else {
                <p class="whom">{ clients.iter().map(|client| name(client)).collect::<Vec<_>>().join(t.list_comma()) }</p>
            }
            <p class="links"><a href={Route::Clients.href()}>{ t.collect_others() }</a></p>
        </section>
    }
}

fn outcome(site: &Site, stage: &Stage) -> Html {
    let t = site.t;
    match stage {
        Stage::Idle => Html::default(),
        Stage::Making(done, of) => {
            let said = fill(t.collect_making(), &[("n", &(done + 1).min(*of).to_string()), ("of", &of.to_string())]);
            progress(*done as u64, *of as u64, t.collect_title(), said)
        }
        Stage::Done(all) => made(site, all, OUTCOME),
        Stage::Failed(why) => html! {
            <div class="notice bad" role="alert">
                <p>{ outdated::said(t, t.collect_failed()) }</p>
                if let Some(why) = why {
                    <p><small>{ site.lang.pick(&why.zh, &why.en).to_owned() }</small></p>
                }
            </div>
        },
    }
}

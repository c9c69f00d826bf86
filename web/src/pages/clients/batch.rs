//! Work on all organisations that were chosen at once: out of the way, their answers, packages and deadlines as files.

use super::which::Which;
use crate::browser;
use crate::handed;
use crate::job::{Ask, Event, done};
use crate::pages::calendar::due_order;
use crate::pages::file_names::{file_name, unlike};
use crate::pages::package::{Many, in_for, packages};
use crate::parts::progress;
use crate::site::{Site, use_site};
use crate::state::{Action, Client};
use crate::texts::{Texts, fill};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::prelude::*;
use ziping_rules::fact::write_answers_noting;

#[derive(Properties, PartialEq)]
pub(super) struct BatchProps {
    /// Those chosen, in the order of the list.
    pub(super) clients: Vec<Rc<Client>>,
}

/// How far it is, or what came of it.
#[derive(Clone, PartialEq)]
enum Stage {
    Idle,
    /// So many of so many; whose is next.
    Running(usize, usize, String),
    /// The file that was handed over, how many are in it, and whose is not, with the reason.
    Done(String, usize, Vec<(String, String)>),
    /// There is no file: whose could not be made, with the reason.
    None(Vec<(String, String)>),
}

#[component]
pub(super) fn Batch(props: &BatchProps) -> Html {
    let site = use_site();
    let t = site.t;
    let stage = use_state_eq(|| Stage::Idle);
    let stopped = use_memo((), |()| Cell::new(false));
    let busy = matches!(*stage, Stage::Running(..));
    let ids: Vec<String> = props.clients.iter().map(|client| client.id.clone()).collect();
    let archived = props.clients.iter().all(|client| client.archived);
    let put_away = site.dispatch.clone();
    let archive = Callback::from(move |_: MouseEvent| {
        put_away.dispatch(Action::ArchiveMany { clients: ids.clone(), archived: !archived });
    });
    let begin = {
        let (site, stage, stopped) = (site.clone(), stage.setter(), Rc::clone(&stopped));
        let clients = props.clients.clone();
        move || {
            stopped.set(false);
            stage.set(Stage::Running(0, clients.len(), String::new()));
            Work { site: site.clone(), stage: stage.clone(), stopped: Rc::clone(&stopped), clients: clients.clone() }
        }
    };
    let asking = use_state_eq(|| false);
    let ask_or_make = {
        let (begin, asking, site, clients) = (begin.clone(), asking.setter(), site.clone(), props.clients.clone());
        Callback::from(move |_: MouseEvent| {
            let named = in_for_any(&site, &clients);
            if named.len() > 1 {
                asking.set(true);
            } else {
                begin().packages(named);
            }
        })
    };
    let on_go = {
        let (begin, asking) = (begin.clone(), asking.setter());
        Callback::from(move |named: Vec<String>| {
            asking.set(false);
            begin().packages(named);
        })
    };
    let on_close = {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(false))
    };
    let stop = {
        let stopped = Rc::clone(&stopped);
        Callback::from(move |_: MouseEvent| stopped.set(true))
    };
    let button = |id: &'static str, label: &'static str, work: fn(Work)| {
        let begin = begin.clone();
        html! { <button type="button" {id} disabled={busy} onclick={move |_: MouseEvent| work(begin())}>{ label }</button> }
    };
    html! {
        <>
            <p class="acts">
                { button("batch-answers", t.batch_answers(), Work::answers) }
                <button type="button" id="batch-packages" disabled={busy} onclick={ask_or_make}>{ t.batch_packages() }</button>
                { button("batch-calendar", t.batch_calendar(), Work::calendar) }
                <button type="button" id="batch-archive" disabled={busy} onclick={archive}>
                    { if archived { t.batch_get_back() } else { t.batch_archive() } }
                </button>
                if busy {
                    <button type="button" class="stop" id="batch-stop" onclick={stop}>{ t.batch_stop() }</button>
                }
            </p>
            <div id="batch-outcome" aria-live="polite">{ told(&stage, t) }</div>
            if *asking {
                <Which clients={props.clients.clone()} {on_go} {on_close} />
            }
        </>
    }
}

/// The rule books that any of them is in for.
fn in_for_any(site: &Site, clients: &[Rc<Client>]) -> Vec<String> {
    let of: Vec<Vec<String>> = clients.iter().map(|client| in_for(site, client)).collect();
    let known = site.packs.regimes().iter().map(|rules| rules.id.clone());
    known.filter(|id| of.iter().flatten().any(|wanted| wanted == id)).collect()
}

fn told(stage: &Stage, t: &'static Texts) -> Html {
    let not = |not: &[(String, String)]| {
        html! {
            <ul>
                for (whose, why) in not {
                    <li key={whose.clone()}><b>{ whose }</b>{ t.list_colon() }{ why }</li>
                }
            </ul>
        }
    };
    match stage {
        Stage::Idle => Html::default(),
        Stage::Running(done, of, whose) => {
            let said = [("done", &*done.to_string()), ("of", &of.to_string()), ("file", whose)];
            progress(*done as u64, *of as u64, t.batch_progress(), fill(t.export_file(), &said))
        }
        Stage::Done(name, n, left) => html! {
            <div class="notice">
                <p>{ fill(t.batch_done(), &[("name", name), ("n", &n.to_string())]) }</p>
                if !left.is_empty() {
                    <p>{ fill(t.batch_not(), &[("n", &left.len().to_string())]) }</p>
                    { not(left) }
                }
            </div>
        },
        Stage::None(left) => html! {
            <div class="notice bad">
                <p>{ t.batch_none() }</p>
                { not(left) }
            </div>
        },
    }
}

/// What is to be done with those chosen.
struct Work {
    site: Site,
    stage: UseStateSetter<Stage>,
    /// It is to stop before the next one.
    stopped: Rc<Cell<bool>>,
    clients: Vec<Rc<Client>>,
}

impl Work {
    /// The answers of each as an answer file.
    fn answers(self) {
        let catalogue = &self.site.library().catalogue;
        let mut names = Vec::new();
        let mut file = |client: &Rc<Client>| {
            let name = client.shown_name(catalogue);
            let text = write_answers_noting(name, &client.sheet, &client.unsure.notes, catalogue);
            let stem = unlike(file_name(name, self.site.t.client_unnamed()), &mut names);
            Some((format!("{stem}.ziping.json"), browser::blob_of(&[text])?))
        };
        let files: Vec<(String, Blob)> = self.clients.iter().filter_map(&mut file).collect();
        let zip = fill(self.site.t.batch_answers_file(), &[("day", &browser::today().to_string())]);
        spawn_local(async move { self.together(zip, files, Vec::new()).await });
    }

    /// The packages of each by these rule books.
    fn packages(self, named: Vec<String>) {
        spawn_local(async move {
            let stage = self.stage.clone();
            let progress = Callback::from(move |(done, of, whose)| stage.set(Stage::Running(done, of, whose)));
            let Many { made, not } =
                packages(&self.site, (&self.clients, &named), progress, || !self.stopped.get()).await;
            let zip = fill(self.site.t.batch_packages_file(), &[("day", &browser::today().to_string())]);
            if made.is_empty() {
                self.stage.set(if not.is_empty() { Stage::Idle } else { Stage::None(not) });
            } else {
                self.together(zip, made, not).await;
            }
        });
    }

    /// The deadlines of all as one calendar file.
    fn calendar(self) {
        let ask = due_order(&self.site, &self.clients, browser::today());
        spawn_local(async move { self.hand_over(ask, Vec::new(), self.clients.len(), Vec::new()).await });
    }

    /// Hands files over in one zip.
    async fn together(&self, name: String, files: Vec<(String, Blob)>, not: Vec<(String, String)>) {
        let (names, files): (Vec<String>, Vec<Blob>) = files.into_iter().unzip();
        let n = names.len();
        self.hand_over(Ask::Together { name, names }, files, n, not).await;
    }

    /// Has a file of so many made, and hands it over.
    async fn hand_over(&self, ask: Ask, files: Vec<Blob>, n: usize, mut not: Vec<(String, String)>) {
        let t = self.site.t;
        self.stage.set(match done(ask, self.site.packs.pack(), files, Callback::noop()).await {
            Event::Done { name, file, .. } => {
                handed::file(&name, &file);
                Stage::Done(name, n, not)
            }
            failed => {
                let why = match failed {
                    Event::Failed { why: Some((why, _)) } => self.site.lang.pick(&why.zh, &why.en).to_owned(),
                    _ => t.export_failed().to_owned(),
                };
                not.push((fill(t.batch_all(), &[("n", &n.to_string())]), why));
                Stage::None(not)
            }
        });
    }
}

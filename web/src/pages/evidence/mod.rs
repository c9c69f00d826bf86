//! What to collect for the rule books chosen: each paper once, with where it is used, whether it is there and will
//! do, and its files.

mod attach;
mod card;
mod choose;
mod files;
mod said;
mod wanted;

use super::use_arrival;
use crate::app::Site;
use crate::browser;
use crate::fields::use_site;
use crate::parts::{check_box, heading, size};
use crate::state::{Client, Workspace};
use crate::texts::fill;
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wanted::{Wanted, use_books, wanted};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use ziping_core::calendar::Day;
use ziping_core::proof::{Expiry, Record, Standing};

/// After how long a change has usually been saved, in milliseconds.
const SAVED: u32 = 1_000;

/// Whether there is still something to do about a paper.
fn is_open(record: &Record, as_of: Day) -> bool {
    match record.standing {
        Standing::Missing => true,
        Standing::Have => record.expiry(as_of) == Expiry::Before,
        Standing::NotNeeded => false,
    }
}

#[component]
pub(crate) fn Evidence() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.evidence_title(), "evidence".to_owned());
    let only_open = use_state_eq(|| false);
    let workspace = use_context::<UseReducerHandle<Workspace>>();
    let client = workspace.as_ref().map(|workspace| workspace.client());
    let regimes = client.as_ref().map(|client| Rc::clone(&client.regimes)).unwrap_or_default();
    let books = use_books(&site, &regimes);
    let papers = use_memo((Rc::clone(&books), site.lang), |(books, _)| wanted(&site, books));
    let (left, clear) = use_left(&site, workspace.as_ref());
    let Some(client) = client else { return Html::default() };
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let shown: Vec<&Rc<Wanted>> =
        papers.iter().filter(|paper| !*only_open || is_open(&client.records.of(&paper.id), as_of)).collect();
    let toggle = {
        let only_open = only_open.clone();
        Callback::from(move |_: Event| only_open.set(!*only_open))
    };
    html! {
        <main class="page evidence" id="main" tabindex="-1" aria-busy={books.is_empty().then_some("true")}>
            { heading(t.evidence_title()) }
            <p class="lead">{ t.evidence_lead() }</p>
            <section class="sheet">
                { choose::choose(&site, &client) }
                { totals(&site, &papers, &client, as_of) }
                if left > 0 {
                    <p>
                        { fill(t.evidence_left(), &[("n", &left.to_string())]) }
                        { " " }
                        <button type="button" onclick={clear}>{ t.evidence_clear() }</button>
                    </p>
                }
                <div class="acts">
                    { check_box("only-open".to_owned(), t.evidence_filter(), *only_open, toggle) }
                    <button type="button" onclick={Callback::from(|_: MouseEvent| browser::print())}>{ t.evidence_print() }</button>
                </div>
            </section>
            if shown.is_empty() && !books.is_empty() {
                <p>{ if papers.is_empty() { t.evidence_none() } else { t.evidence_filtered_none() } }</p>
            }
            <ol class="proofs">
                for paper in shown {
                    <card::Card
                        key={paper.id.clone()}
                        paper={Rc::clone(paper)}
                        record={client.records.of(&paper.id)}
                        client={client.id.clone()}
                        {as_of}
                    />
                }
            </ol>
        </main>
    }
}

/// How many removed files still take room, and the way to forget them now. Looked up a little after each change, when
/// it has been saved.
#[hook]
fn use_left(site: &Site, workspace: Option<&UseReducerHandle<Workspace>>) -> (usize, Callback<MouseEvent>) {
    let left = use_state_eq(|| 0);
    let sweep = {
        let (saver, left, workspace) = (site.saver.clone(), left.setter(), workspace.cloned());
        move |at_once: bool| {
            let (saver, left, workspace) = (saver.clone(), left.clone(), workspace.clone());
            spawn_local(async move {
                if let Some(workspace) = workspace
                    && let Some(n) = saver.sweep(&workspace, at_once).await
                {
                    left.set(n);
                }
            });
        }
    };
    let files: usize =
        workspace.map_or(0, |workspace| workspace.clients.iter().map(|client| client.records.files().count()).sum());
    {
        let sweep = sweep.clone();
        use_effect_with(files, move |_| {
            let later = Timeout::new(SAVED, move || sweep(false));
            move || drop(later)
        });
    }
    (*left, Callback::from(move |_: MouseEvent| sweep(true)))
}

/// How many there are of each kind, and how much the files take.
fn totals(site: &Site, papers: &[Rc<Wanted>], client: &Client, as_of: Day) -> Html {
    let t = site.t;
    let records: Vec<Record> = papers.iter().map(|paper| client.records.of(&paper.id)).collect();
    let count = |wanted: &dyn Fn(&Record) -> bool| records.iter().filter(|record| wanted(record)).count();
    let standing = |standing| count(&|record| record.standing == standing).to_string();
    let expired = count(&|record| record.standing == Standing::Have && record.expiry(as_of) == Expiry::Before);
    let (files, bytes) = client.records.files().fold((0_u64, 0), |(n, bytes), (_, file)| (n + 1, bytes + file.bytes));
    let said = fill(
        t.evidence_totals(),
        &[
            ("all", &papers.len().to_string()),
            ("have", &standing(Standing::Have)),
            ("missing", &standing(Standing::Missing)),
            ("not", &standing(Standing::NotNeeded)),
        ],
    );
    html! {
        <p class="totals" role="status">
            { said }
            if expired > 0 {
                { " " }
                <b class="error">{ fill(t.evidence_expired(), &[("n", &expired.to_string()), ("as_of", &as_of.to_string())]) }</b>
            }
            if files > 0 {
                { " " }
                { fill(t.evidence_files_total(), &[("n", &files.to_string()), ("size", &size(bytes))]) }
            }
        </p>
    }
}

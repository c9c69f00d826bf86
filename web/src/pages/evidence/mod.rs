//! What to collect for the rule books chosen: each paper once, with where it is used, whether it is there and will
//! do, and its files.

mod attach;
mod batch;
mod files;
mod filter;
mod row;
mod said;
mod uncounted;
mod wanted;

pub(super) use filter::in_hand;

use super::use_arrival;
use crate::browser;
use crate::parts::{check_box, drops, heading, size};
use crate::site::{Site, use_site};
use crate::state::{Client, Workspace};
use crate::texts::fill;
use batch::{Batch, Sorted, sort};
use filter::{Which, filter};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use uncounted::Uncounted;
use wanted::{Wanted, use_books, wanted};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;
use ziping_assess::proof::{Expiry, Record, Standing};
use ziping_base::calendar::Day;
use ziping_rules::fact::Sheet;

/// After how long a change has usually been saved, in milliseconds.
const SAVED: u32 = 1_000;

/// Whether there is still something to do about a paper.
fn is_open(paper: &Wanted, client: &Client, as_of: Day) -> bool {
    let record = client.records.of(&paper.id);
    match record.standing {
        // What would not be true is not missing; where it lies in the file it should not.
        _ if !paper.applies => record.standing == Standing::Have,
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
    let which = use_state_eq(Which::default);
    let workspace = use_context::<UseReducerHandle<Workspace>>();
    let client = workspace.as_ref().map(|workspace| workspace.client());
    let client = client.unwrap_or_else(|| Rc::new(Client::new(String::new(), String::new(), Sheet::new())));
    let here =
        use_memo((client.sheet.clone(), client.regimes.clone(), site.packs.clone()), |_| in_hand(&site, &client));
    let chosen = use_memo((Rc::clone(&here), (*which).clone()), |(here, which)| which.of(&site, here));
    let books = use_books(&site, &chosen);
    let papers =
        use_memo((Rc::clone(&books), client.sheet.clone(), site.lang), |(books, sheet, _)| wanted(&site, books, sheet));
    let sorting = use_state(Rc::<Sorted>::default);
    let over = use_state_eq(|| false);
    let (left, clear) = use_left(&site, workspace.as_ref());
    if workspace.is_none() {
        return Html::default();
    }
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let shown: Vec<&Rc<Wanted>> = papers.iter().filter(|paper| !*only_open || is_open(paper, &client, as_of)).collect();
    let toggle = {
        let only_open = only_open.clone();
        Callback::from(move |_: Event| only_open.set(!*only_open))
    };
    let take = {
        let (site, books, papers) = (site.clone(), Rc::clone(&books), Rc::clone(&papers));
        let sorting = sorting.setter();
        Callback::from(move |files: Vec<File>| {
            if !files.is_empty() {
                sort(&site, &books, &papers, files, sorting.clone());
            }
        })
    };
    let [ondragover, ondragleave, ondrop] = drops(&over, &take);
    html! {
        <main
            class={classes!("page", "evidence", over.then_some("over"))}
            id="main"
            tabindex="-1"
            aria-busy={books.is_empty().then_some("true")}
            {ondragover}
            {ondragleave}
            {ondrop}
        >
            { heading(t.evidence_title()) }
            <p class="lead">{ t.evidence_lead() }</p>
            <section class="sheet">
                <div class="filters">
                    { filter(&site, &here, &which) }
                    { check_box("only-open".to_owned(), t.evidence_filter(), *only_open, toggle) }
                    <button type="button" class="print" onclick={Callback::from(|_: MouseEvent| browser::print())}>{ t.evidence_print() }</button>
                </div>
                { totals(&site, &papers, &client, as_of) }
                if left > 0 {
                    <p>
                        { fill(t.evidence_left(), &[("n", &left.to_string())]) }
                        { " " }
                        <button type="button" onclick={clear}>{ t.evidence_clear() }</button>
                    </p>
                }
                <Uncounted client={Rc::clone(&client)} />
                <Batch key={client.id.clone()} papers={Rc::clone(&papers)} books={Rc::clone(&books)} client={Rc::clone(&client)} {sorting} />
            </section>
            if shown.is_empty() && !books.is_empty() {
                <p>{ if papers.is_empty() { t.evidence_none() } else { t.evidence_filtered_none() } }</p>
            }
            if !shown.is_empty() {
                <table class="proofs">
                    <caption class="sr">{ t.evidence_title() }</caption>
                    <thead>
                        <tr>
                            for head in [t.evidence_paper(), t.evidence_state(), t.evidence_owner(), t.evidence_due(), t.evidence_files()] {
                                <th key={head} scope="col">{ head }</th>
                            }
                        </tr>
                    </thead>
                    for paper in shown {
                        <row::Row
                            key={paper.id.clone()}
                            paper={Rc::clone(paper)}
                            record={client.records.of(&paper.id)}
                            client={client.id.clone()}
                            {as_of}
                        />
                    }
                </table>
            }
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
    let applies = |paper: &Wanted| paper.applies || client.records.of(&paper.id).standing == Standing::Have;
    let off = papers.iter().filter(|paper| !applies(paper)).count();
    let missing =
        papers.iter().filter(|paper| paper.applies && client.records.of(&paper.id).standing == Standing::Missing);
    let missing = missing.count();
    let late = papers.iter().filter(|paper| paper.applies && client.records.of(&paper.id).overdue(as_of)).count();
    let not = papers.len() - off - missing - count(&|record| record.standing == Standing::Have);
    let expired = count(&|record| record.standing == Standing::Have && record.expiry(as_of) == Expiry::Before);
    let (files, bytes) = client.records.files().fold((0_u64, 0), |(n, bytes), (_, file)| (n + 1, bytes + file.bytes));
    let said = fill(
        t.evidence_totals(),
        &[
            ("all", &papers.len().to_string()),
            ("have", &count(&|record| record.standing == Standing::Have).to_string()),
            ("missing", &missing.to_string()),
            ("not", &(not + off).to_string()),
        ],
    );
    html! {
        <p class="totals" role="status">
            { said }
            if expired > 0 {
                { " " }
                <b class="error">{ fill(t.evidence_expired(), &[("n", &expired.to_string()), ("as_of", &as_of.to_string())]) }</b>
            }
            if late > 0 {
                { " " }
                <b class="error">{ fill(t.evidence_overdue_total(), &[("n", &late.to_string())]) }</b>
            }
            if files > 0 {
                { " " }
                { fill(t.evidence_files_total(), &[("n", &files.to_string()), ("size", &size(bytes))]) }
            }
        </p>
    }
}

//! Many files at once: chosen or dropped together, each with the paper that its name suggests, which can be changed; then
//! attached in one go, which can be taken back.

use super::attach::{Attaching, Meant, Outcome, attach};
use super::files::said;
use super::wanted::Wanted;
use crate::browser;
use crate::engine::Book;
use crate::job::Job;
use crate::parts::{Chooser, chooser, progress, size, use_job_focus};
use crate::site::{Site, use_site};
use crate::state::{Action, Client};
use crate::texts::{Texts, fill};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlSelectElement};
use yew::prelude::*;
use ziping_assess::proof::{Attached, Named, Standing, guess};

/// The ids of the buttons.
const CHOOSE: &str = "add-many";
const ATTACH: &str = "attach-many";
const STOP: &str = "stop-many";
const UNDO: &str = "undo-many";

/// Files with the papers that they are for; `None`: for none.
pub(super) type Sorted = Vec<(File, Option<String>)>;

#[derive(Properties, PartialEq)]
pub(super) struct BatchProps {
    pub(super) papers: Rc<Vec<Rc<Wanted>>>,
    /// The rule books in hand, in the language of the page.
    pub(super) books: Rc<Vec<Book>>,
    pub(super) client: Rc<Client>,
    /// Files that are being sorted: the page takes what is dropped anywhere on it.
    pub(super) sorting: UseStateHandle<Rc<Sorted>>,
}

/// Files with what their names suggest, by the papers' titles in both languages.
fn sorted(papers: &[Rc<Wanted>], other: &[String], files: Vec<File>) -> Rc<Sorted> {
    let other = other.iter().map(String::as_str).chain(std::iter::repeat(""));
    let named: Vec<Named<'_>> = papers
        .iter()
        .zip(other)
        .map(|(paper, other)| Named {
            id: &paper.id,
            titles: [&paper.words.title, other],
            number: match paper.wishes.as_slice() {
                [wish] => Some(wish.number),
                _ => None,
            },
        })
        .collect();
    let sorted = files.into_iter().map(|file| {
        let place = guess(&file.name(), &named);
        let paper = place.and_then(|place| papers.get(place)).map(|paper| paper.id.clone());
        (file, paper)
    });
    Rc::new(sorted.collect())
}

/// Sorts files for the papers of the rule books in hand. The titles in the language that the page is not in are fetched
/// for it; where they do not come those of the page have to do.
pub(super) fn sort(
    site: &Site,
    books: &Rc<Vec<Book>>,
    papers: &Rc<Vec<Rc<Wanted>>>,
    files: Vec<File>,
    sorting: UseStateSetter<Rc<Sorted>>,
) {
    let (packs, lang) = (site.packs.clone(), crate::lang::other(site.lang));
    let (books, papers) = (Rc::clone(books), Rc::clone(papers));
    spawn_local(async move {
        let mut there: Vec<Book> = Vec::new();
        for book in books.iter() {
            if let Ok(Some(other)) = packs.fetch_book(&book.rules().id, lang).await {
                there.push(other);
            }
        }
        let titles = |paper: &Rc<Wanted>| {
            let words = there.iter().find_map(|book| book.words().find("evidence", &paper.id));
            words.map(|words| words.title.clone()).unwrap_or_default()
        };
        let other: Vec<String> = papers.iter().map(titles).collect();
        sorting.set(sorted(&papers, &other, files));
    });
}

/// What was attached: the paper, whether it was missing before, the file.
type Done = Rc<RefCell<Vec<(String, bool, Attached)>>>;

#[component]
pub(super) fn Batch(props: &BatchProps) -> Html {
    let site = use_site();
    let t = site.t;
    let outcome = use_state(|| Outcome::Nothing);
    let job = use_mut_ref(|| None::<Job>);
    let stop = use_mut_ref(|| Rc::new(Cell::new(false)));
    let done: Done = use_mut_ref(Vec::new);
    let busy = outcome.is_busy();
    let sorting = props.sorting.clone();
    let take = {
        let (site, books, papers) = (site.clone(), Rc::clone(&props.books), Rc::clone(&props.papers));
        let (sorting, outcome) = (sorting.setter(), outcome.setter());
        Callback::from(move |files: Vec<File>| {
            outcome.set(Outcome::Nothing);
            sort(&site, &books, &papers, files, sorting.clone());
        })
    };
    let begin = {
        let (sorting, done, job, stop) = (sorting.clone(), Rc::clone(&done), Rc::clone(&job), Rc::clone(&stop));
        let (client, dispatch, outcome) = (Rc::clone(&props.client), site.dispatch.clone(), outcome.setter());
        Callback::from(move |_: MouseEvent| {
            let meant =
                |(file, paper): &(File, Option<String>)| Some(Meant { file: file.clone(), paper: paper.clone()? });
            let files: Vec<Meant> = sorting.iter().filter_map(meant).collect();
            done.borrow_mut().clear();
            let (note, before) = (Rc::clone(&done), Rc::clone(&client));
            let attaching = Attaching {
                client: client.id.clone(),
                known: client.records.files().map(|(paper, file)| (paper.to_owned(), file.sha256.clone())).collect(),
                dispatch: dispatch.clone(),
                outcome: outcome.clone(),
                job: Rc::clone(&job),
                stop: Rc::default(),
                attached: Callback::from(move |(paper, file): (String, Attached)| {
                    let missing = before.records.of(&paper).standing == Standing::Missing;
                    note.borrow_mut().push((paper, missing, file));
                }),
            };
            *stop.borrow_mut() = Rc::clone(&attaching.stop);
            sorting.set(Rc::default());
            attach(attaching, files);
        })
    };
    let cancel = {
        let (job, stop, outcome) = (Rc::clone(&job), Rc::clone(&stop), outcome.clone());
        Callback::from(move |_: MouseEvent| {
            stop.borrow().set(true);
            job.borrow_mut().take();
            if matches!(*outcome, Outcome::Measuring { .. }) {
                outcome.set(Outcome::Stopped(0));
            }
        })
    };
    let drop_all = {
        let sorting = sorting.clone();
        Callback::from(move |_: MouseEvent| sorting.set(Rc::default()))
    };
    use_job_focus(busy, STOP.to_owned(), vec![UNDO.to_owned(), CHOOSE.to_owned()]);
    let meant = sorting.iter().filter(|(_, paper)| paper.is_some()).count();
    let choose =
        Chooser { id: CHOOSE, accept: "", label: t.evidence_many(), multiple: true, primary: false, disabled: busy };
    html! {
        <div class="many">
            <p class="acts">
                { chooser(&choose, &take) }
                <small class="drop-hint">{ t.evidence_many_drop() }</small>
            </p>
            if !sorting.is_empty() {
                <h2>{ fill(t.evidence_sorting(), &[("n", &sorting.len().to_string())]) }</h2>
                <p class="hint">{ t.evidence_sorting_text() }</p>
                <ul class="sorting">
                    for (place, (file, paper)) in sorting.iter().enumerate() {
                        { one(&site, props, place, file, paper.as_deref()) }
                    }
                </ul>
                <p class="acts">
                    <button type="button" class="primary" id={ATTACH} disabled={meant == 0} onclick={begin}>
                        { fill(t.evidence_attach_all(), &[("n", &meant.to_string())]) }
                    </button>
                    <button type="button" onclick={drop_all}>{ t.evidence_attach_none() }</button>
                </p>
            }
            <div aria-live="polite">{ tell(&outcome, t) }</div>
            if busy {
                <p class="acts"><button type="button" class="stop" id={STOP} onclick={cancel}>{ t.export_cancel() }</button></p>
            }
            if !busy && !done.borrow().is_empty() {
                { undo(&site, props, &done, &outcome) }
            }
        </div>
    }
}

/// How far it is, or what came of it.
fn tell(outcome: &Outcome, t: &'static Texts) -> Html {
    match outcome {
        Outcome::Measuring { done, of } => {
            let said = fill(t.evidence_measuring(), &[("done", &size(*done)), ("of", &size(*of))]);
            progress(*done, *of, t.evidence_many(), said)
        }
        Outcome::Storing { done, of } => {
            let said = fill(t.evidence_storing(), &[("done", &done.to_string()), ("of", &of.to_string())]);
            progress(*done as u64, *of as u64, t.evidence_many(), said)
        }
        other => said(other, t),
    }
}

/// A file with the choice of its paper.
fn one(site: &Site, props: &BatchProps, place: usize, file: &File, paper: Option<&str>) -> Html {
    let t = site.t;
    let id = format!("sort-{place}");
    let onchange = {
        let (sorting, papers) = (props.sorting.clone(), Rc::clone(&props.papers));
        Callback::from(move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            let paper =
                usize::try_from(chosen - 1).ok().and_then(|chosen| papers.get(chosen)).map(|paper| paper.id.clone());
            let mut next = (**sorting).clone();
            if let Some(entry) = next.get_mut(place) {
                entry.1 = paper;
            }
            sorting.set(Rc::new(next));
        })
    };
    html! {
        <li key={place} class={classes!(paper.is_none().then_some("open"))}>
            <label for={id.clone()}><b>{ browser::name_of(file) }</b>{ " " }<small>{ size(file.size() as u64) }</small></label>
            <select {id} {onchange}>
                <option selected={paper.is_none()}>{ t.evidence_for_none() }</option>
                for wanted in props.papers.iter() {
                    <option key={wanted.id.clone()} selected={paper == Some(wanted.id.as_str())}>{ &wanted.words.title }</option>
                }
            </select>
        </li>
    }
}

/// Takes back what was attached last, all of it.
fn undo(site: &Site, props: &BatchProps, done: &Done, outcome: &UseStateHandle<Outcome>) -> Html {
    let t = site.t;
    let onclick = {
        let (client, dispatch, done, outcome) =
            (Rc::clone(&props.client), site.dispatch.clone(), Rc::clone(done), outcome.setter());
        Callback::from(move |_: MouseEvent| {
            let taken = done.take();
            let mut papers: Vec<&str> = taken.iter().map(|(paper, ..)| paper.as_str()).collect();
            papers.sort_unstable();
            papers.dedup();
            for paper in papers {
                let mut record = client.records.of(paper);
                record.files.retain(|file| taken.iter().all(|(_, _, gone)| gone.at != file.at));
                if record.files.is_empty() && taken.iter().any(|(of, missing, _)| of == paper && *missing) {
                    record.standing = Standing::Missing;
                }
                dispatch.dispatch(Action::Paper { paper: paper.to_owned(), record, typing: false });
            }
            outcome.set(Outcome::Nothing);
        })
    };
    let n = done.borrow().len().to_string();
    html! {
        <p class="acts"><button type="button" id={UNDO} {onclick}>{ fill(t.evidence_undo_many(), &[("n", &n)]) }</button></p>
    }
}

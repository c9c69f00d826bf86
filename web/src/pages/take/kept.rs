//! What has come back, kept while the site is open: whoever looks at another page finds it again.

use super::row::{Asked, Done, Row, State, Target};
use crate::browser;
use crate::collect::{Ask, Desk, Event, Sides, Take};
use crate::job::{Ask as JobAsk, Event as JobEvent, Job};
use crate::parts::{Given, Rest};
use crate::state::{Action, Client, Taken, Workspace, join_note};
use crate::store::{NotKept, keep_enclosed};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};
use yew::{Callback, UseReducerDispatcher};
use ziping_assess::proof::{Records, read_records};
use ziping_base::diag::{Diagnostic, Said, Source};
use ziping_base::dropping::is_dropping;
use ziping_regime::Library;
use ziping_rules::fact::{Sheet, read_answers, write_answers};

/// The largest file that is read, in bytes; packages are read part by part and may be larger.
const LARGEST_TEXT: f64 = 16_000_000.0;

/// What the page is drawn from.
#[derive(Clone, PartialEq, Default)]
pub(super) struct Shown {
    pub(super) rows: Vec<Rc<Row>>,
    /// The row that is shown in full.
    pub(super) open: Option<usize>,
    /// What the worker needs does not come, and why; nothing when it failed itself.
    pub(super) failed: Option<Option<Said>>,
    /// What was not read of what came in last.
    pub(super) rest: Rest,
    /// How many files of it systems had left there, and are not listed.
    pub(super) droppings: usize,
}

/// What it takes to change something: where to, and by which facts.
#[derive(Clone)]
pub(super) struct Means {
    pub(super) dispatch: UseReducerDispatcher<Workspace>,
    pub(super) library: Rc<Library>,
    /// The overlays in use.
    pub(super) over: Option<Blob>,
}

/// A package whose files are wanted, before it is taken in.
#[derive(Clone, Copy)]
struct Wanted {
    row: usize,
    /// It becomes an organisation of its own; whether a blank one gives its place.
    adopt: Option<bool>,
}

#[derive(Default)]
struct Kept {
    shown: Rc<Shown>,
    desk: Option<Desk>,
    means: Option<Means>,
    /// Packages whose files are wanted, one after the other.
    waiting: VecDeque<Wanted>,
    /// The job that takes files out of a package.
    job: Rc<RefCell<Option<Job>>>,
    /// Draws the page anew, while it is there.
    draw: Option<Callback<()>>,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// What is there now.
pub(super) fn shown() -> Rc<Shown> {
    KEPT.with_borrow(|kept| Rc::clone(&kept.shown))
}

/// Has the page drawn anew whenever something changes; `None`: it is gone.
pub(super) fn watch(draw: Option<Callback<()>>) {
    KEPT.with_borrow_mut(|kept| kept.draw = draw);
}

/// With these things it is done from now on. Rule books with other overlays know other facts: what was read by the
/// former ones is forgotten.
pub(super) fn mean(means: Means) {
    let other =
        KEPT.with_borrow(|kept| kept.means.as_ref().is_some_and(|known| !Rc::ptr_eq(&known.library, &means.library)));
    if other {
        clear();
    }
    KEPT.with_borrow_mut(|kept| kept.means = Some(means));
}

fn change(change: impl FnOnce(&mut Shown)) {
    let draw = KEPT.with_borrow_mut(|kept| {
        change(Rc::make_mut(&mut kept.shown));
        kept.draw.clone()
    });
    if let Some(draw) = draw {
        draw.emit(());
    }
}

fn change_row(row: usize, change_it: impl FnOnce(&mut Row)) {
    change(|shown| {
        if let Some(row) = shown.rows.get_mut(row) {
            change_it(Rc::make_mut(row));
        }
    });
}

/// Gives the worker an errand; the first one hires it.
fn tell(ask: Ask, file: Option<Blob>) {
    let (desk, over) =
        KEPT.with_borrow_mut(|kept| (kept.desk.take(), kept.means.as_ref().and_then(|means| means.over.clone())));
    let desk = match desk {
        Some(desk) => {
            desk.ask(ask, over.as_ref(), file);
            Some(desk)
        }
        None => Desk::open(ask, over.as_ref(), file, Callback::from(hear)),
    };
    let failed = desk.is_none();
    KEPT.with_borrow_mut(|kept| kept.desk = desk);
    if failed {
        hear(Event::Broken);
    }
}

/// Reads what came in, whole folders too, beside what is there.
pub(super) fn open(given: Given) {
    spawn_local(async move {
        let came = given.all().await;
        let (droppings, files): (Vec<_>, Vec<_>) = came.files.into_iter().partition(|(path, _)| is_dropping(path));
        change(|shown| (shown.rest, shown.droppings) = (came.rest, droppings.len()));
        read(files);
    });
}

/// Reads files with their paths: answer files here, everything else by the worker.
fn read(files: Vec<(String, File)>) {
    if files.is_empty() {
        return;
    }
    let first = shown().rows.len();
    change(|shown| {
        shown.failed = None;
        shown.rows.extend(files.iter().map(|(path, _)| Rc::new(Row::of(path.clone()))));
        // One by itself is shown at once.
        shown.open = (files.len() == 1).then_some(first);
    });
    let as_of = browser::today();
    for (row, (path, file)) in (first..).zip(files) {
        change_row(row, |row| row.package = Some(file.clone()));
        if !file.name().to_lowercase().ends_with(".json") {
            tell(Ask::Open { row, as_of }, Some(file.into()));
            continue;
        }
        if file.size() > LARGEST_TEXT {
            change_row(row, |row| row.state = State::TooLarge);
            continue;
        }
        spawn_local(async move {
            match browser::read_text(&file).await {
                Ok(text) => tell(Ask::Read { row, name: path, text }, None),
                Err(Some(refused)) => refuse(row, vec![refused.problem()]),
                Err(None) => change_row(row, |row| row.state = State::Unreadable),
            }
        });
    }
}

/// Takes an answer file in that another page has read.
pub(super) fn take_over(name: String, text: String) {
    let row = shown().rows.len();
    change(|shown| {
        shown.rows.push(Rc::new(Row::of(name.clone())));
        shown.open = Some(row);
    });
    tell(Ask::Read { row, name, text }, None);
}

fn refuse(row: usize, problems: Vec<Diagnostic>) {
    change_row(row, |row| row.state = State::Refused(Rc::new(problems)));
}

fn hear(event: Event) {
    match event {
        Event::Found { row, found } => change_row(row, |row| row.state = State::Found(Rc::from(found))),
        Event::Refused { row, problems } => refuse(row, problems),
        Event::Compared { row, view } => change_row(row, |row| row.compared(view)),
        Event::Merged { row, answers } => merged(row, &answers),
        Event::Failed(why) => change(|shown| shown.failed = Some(Some(why))),
        Event::Broken => {
            let desk = KEPT.with_borrow_mut(|kept| kept.desk.take());
            drop(desk);
            change(|shown| *shown = Shown { failed: Some(None), ..Shown::default() });
        }
        // Nothing of this is asked for here.
        Event::Counted { .. } | Event::Making { .. } | Event::Made { .. } => {}
    }
}

/// Has every row compared with the answers that its organisation has now.
pub(super) fn follow(clients: &[Rc<Client>], library: &Library) {
    let mut asks = Vec::new();
    KEPT.with_borrow_mut(|kept| {
        let shown = Rc::make_mut(&mut kept.shown);
        for (place, row) in shown.rows.iter_mut().enumerate() {
            let Some(wanted) = row.wanted(clients, library) else { continue };
            if row.asked.as_ref() == Some(&wanted) {
                continue;
            }
            asks.push((place, sides(&wanted, library)));
            Rc::make_mut(row).ask(wanted);
        }
    });
    for (row, mine) in asks {
        tell(Ask::Compare { row, mine }, None);
    }
}

/// What a row is compared with, as the worker takes it.
fn sides(asked: &Asked, library: &Library) -> Sides {
    let text = |sheet: &Sheet| write_answers("", sheet, &library.catalogue);
    Sides { mine: text(&asked.mine), base: asked.base.as_deref().map(text) }
}

/// Chooses the state that both sides came from, by its id.
pub(super) fn come_from(row: usize, base: Option<String>) {
    change_row(row, |row| row.base = base);
}

/// Chooses a side for a line of a row; without a line for all of them.
pub(super) fn choose(row: usize, line: Option<usize>, take: Take) {
    change_row(row, |row| row.choose(line, take));
}

/// Chooses whether the papers that it says are there are taken as being there.
pub(super) fn with_papers(row: usize, with: bool) {
    change_row(row, |row| row.with_papers = with);
}

/// Chooses whether what a package has of papers is taken as well.
pub(super) fn with_files(row: usize, with: bool) {
    change_row(row, |row| row.with_files = with);
}

/// Takes the files of a package out and keeps them; then takes it in.
fn fetch(wanted: Wanted) {
    change_row(wanted.row, |row| (row.taking, row.not_kept) = (true, None));
    let first = KEPT.with_borrow_mut(|kept| {
        kept.waiting.push_back(wanted);
        kept.waiting.len() == 1
    });
    if first {
        fetch_next();
    }
}

/// The next package that waits.
fn fetch_next() {
    let (wanted, job, over) = KEPT.with_borrow(|kept| {
        let over = kept.means.as_ref().and_then(|means| means.over.clone());
        (kept.waiting.front().copied(), Rc::clone(&kept.job), over)
    });
    let Some(wanted) = wanted else { return };
    let file = shown().rows.get(wanted.row).and_then(|row| row.package.clone());
    let Some(file) = file else { return fetched(wanted, Err(NotKept::Unavailable(String::new()))) };
    let name = browser::name_of(&file);
    let holder = Rc::clone(&job);
    let report = Callback::from(move |event| match event {
        JobEvent::Reading { .. } | JobEvent::Progress { .. } => {}
        JobEvent::Unpacked { records, files, .. } => {
            Job::end(&holder);
            let (records, name) = (read_records(&records), name.clone());
            spawn_local(async move {
                let kept = match records {
                    Some(records) => keep_enclosed(&records, &files, || false).await,
                    None => Err(NotKept::Unavailable(name)),
                };
                fetched(wanted, kept);
            });
        }
        _ => {
            Job::end(&holder);
            fetched(wanted, Err(NotKept::Unavailable(name.clone())));
        }
    });
    Job::begin(&job, JobAsk::Unpack, over.as_ref(), vec![file.into()], report);
}

/// The files of a package are kept, or not: it is taken in, or stays as it is and says why.
fn fetched(wanted: Wanted, kept: Result<Records, NotKept>) {
    KEPT.with_borrow_mut(|all| all.waiting.pop_front());
    let Wanted { row, adopt: new } = wanted;
    match kept {
        Ok(records) => {
            change_row(row, |row| (row.taking, row.enclosed) = (false, Some(Rc::new(records))));
            match new {
                Some(blank) => adopt(row, blank),
                None => take(row),
            }
        }
        Err(why) => change_row(row, |row| (row.taking, row.not_kept) = (false, Some(why))),
    }
    fetch_next();
}

/// Chooses for which organisation a row is.
pub(super) fn aim(row: usize, target: Target) {
    change_row(row, |row| (row.target, row.base) = (Some(target), None));
}

/// Takes in what was chosen of a row.
pub(super) fn take(row: usize) {
    let shown = shown();
    let (Some(known), Some(means)) = (shown.rows.get(row), KEPT.with_borrow(|kept| kept.means.clone())) else { return };
    if known.compared.is_none() || known.taking {
        return;
    }
    if known.files().is_some() && known.enclosed.is_none() {
        return fetch(Wanted { row, adopt: None });
    }
    let Some(asked) = &known.asked else { return };
    let (mine, takes) = (sides(asked, &means.library), known.takes.clone());
    change_row(row, |row| row.taking = true);
    tell(Ask::Merge { row, mine, takes }, None);
}

/// The answers as they are to be: each that is another one goes into the organisation, all in one step.
fn merged(row: usize, answers: &str) {
    let shown = shown();
    let (Some(known), Some(means)) = (shown.rows.get(row), KEPT.with_borrow(|kept| kept.means.clone())) else { return };
    let catalogue = &means.library.catalogue;
    let read = read_answers(&Source { name: "answers", text: answers }, catalogue);
    let (Ok(read), Some(Asked { client, mine, .. })) = (read, &known.asked) else { return };
    let mut facts: Vec<_> = mine.answered().chain(read.sheet.answered()).map(|(fact, _)| fact).collect();
    facts.sort_unstable();
    facts.dedup();
    facts.retain(|fact| mine.get(*fact) != read.sheet.get(*fact));
    let fields = facts.iter().map(|fact| format!("{}#", catalogue.id(*fact))).collect();
    let answers = facts.iter().map(|fact| (*fact, read.sheet.get(*fact).cloned())).collect();
    let papers = known.papers();
    let count = known.takes.iter().filter(|take| **take != Take::Mine).count();
    let enclosed = known.enclosed.clone().unwrap_or_default();
    let done = Done {
        client: client.clone(),
        sheet: Rc::new(read.sheet.clone()),
        count,
        papers: papers.len(),
        files: enclosed.files().count(),
        new: false,
    };
    let client = client.clone();
    let (mut unknown, paper_notes) = known.notes();
    for (fact, note) in known.unknown(catalogue) {
        join_note(unknown.entry(fact).or_default(), &note);
    }
    change_row(row, |row| (row.taking, row.done, row.enclosed) = (false, Some(done), None));
    let taken = Box::new(Taken { answers, unknown, fields, papers, paper_notes, enclosed });
    means.dispatch.dispatch(Action::Take { client, taken });
}

/// Takes a row in as an organisation of its own; a blank one at hand gives its place.
pub(super) fn adopt(row: usize, blank: bool) {
    let shown = shown();
    let (Some(known), Some(means)) = (shown.rows.get(row), KEPT.with_borrow(|kept| kept.means.clone())) else { return };
    let State::Found(found) = &known.state else { return };
    if known.taking {
        return;
    }
    if known.files().is_some() && known.enclosed.is_none() {
        return fetch(Wanted { row, adopt: Some(blank) });
    }
    let read = read_answers(&Source { name: "answers", text: &found.answers }, &means.library.catalogue);
    let Ok(mut read) = read else { return };
    if read.organisation.is_empty() {
        read.organisation.clone_from(&found.organisation);
    }
    let id = browser::new_id();
    let (sheet, papers) = (Rc::new(read.sheet.clone()), known.papers());
    let count = read.sheet.answered().count();
    let enclosed = known.enclosed.clone().unwrap_or_default();
    let files = enclosed.files().count();
    let done = Done { client: id.clone(), sheet, count, papers: papers.len(), files, new: true };
    change_row(row, |row| {
        (row.target, row.done, row.enclosed) = (Some(Target::Client(id.clone())), Some(done), None);
    });
    means.dispatch.dispatch(if blank {
        Action::Open { id: id.clone(), answers: read }
    } else {
        Action::Adopt(vec![Client::with(id.clone(), read)])
    });
    let (unknown, paper_notes) = known.notes();
    let taken = Taken { unknown, papers, paper_notes, enclosed, ..Taken::default() };
    if taken != Taken::default() {
        means.dispatch.dispatch(Action::Take { client: id, taken: Box::new(taken) });
    }
}

/// Undoes what was taken in of a row.
pub(super) fn undo(row: usize) {
    let shown = shown();
    let (Some(known), Some(means)) = (shown.rows.get(row), KEPT.with_borrow(|kept| kept.means.clone())) else { return };
    let Some(done) = known.done.clone() else { return };
    change_row(row, |row| {
        row.done = None;
        if done.new {
            row.target = Some(Target::New);
        }
    });
    means.dispatch.dispatch(if done.new {
        Action::Remove { id: done.client, today: browser::today() }
    } else {
        Action::UndoIn { client: done.client }
    });
}

/// Shows a row in full.
pub(super) fn show(row: usize) {
    change(|shown| shown.open = Some(row));
}

/// Forgets all files; what was taken in stays.
pub(super) fn clear() {
    let (desk, job) = KEPT.with_borrow_mut(|kept| {
        kept.waiting.clear();
        (kept.desk.take(), Rc::clone(&kept.job))
    });
    drop((desk, job.borrow_mut().take()));
    change(|shown| *shown = Shown::default());
}

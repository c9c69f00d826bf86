//! Saves each change soon after it was made, one save at a time, and notices when another tab has saved. Until a change
//! is saved it stands in a note (see [`super::journal`]).

use super::format::{self, Opened};
use super::idb::{Database, Trouble, Written};
use super::journal::{Journal, Left, Replayed, Taken, not_taken, replay, write as write_note};
use super::tab;
use crate::browser;
use crate::state::{Joining, Move, Prefer, Workspace};
use futures_util::future::join;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, PageTransitionEvent, VisibilityState};
use yew::Callback;
use ziping_regime::Library;

mod aside;
mod tabs;

use aside::name_aside;

/// How long changes are gathered after the first of them, in milliseconds.
const GATHER: u32 = 100;

/// Under which name the organisation at hand is remembered: in the tab, and for the next one.
const AT_HAND: &str = "ziping.at_hand";

/// After how long a failed save is tried again, in milliseconds; the next change tries at once.
const RETRY: u32 = 5_000;

/// How long the browser may take to give what is there, in milliseconds.
const PATIENCE: u32 = 5_000;

/// Where saving stands, as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SaveState {
    /// Nothing was entered yet.
    Fresh,
    /// On the way.
    Saving,
    /// All is saved, since this time of day.
    Saved(String),
    /// Not saved: what is on the page is only there.
    Unsaved(Trouble),
    /// Another tab has saved something else: the user decides which to go on with.
    Overtaken,
    /// What the other tab has saved cannot be read now: the user decides again.
    Unread,
    /// A newer version of the site wrote the save: it is left alone and nothing is saved.
    Newer,
}

/// What the saver has to say.
pub(crate) enum SaveEvent {
    State(SaveState),
    /// Another tab has saved: what it saved is to be taken in.
    Join(Box<Joining>),
    /// The list of texts kept aside has changed.
    Kept(Vec<String>),
}

/// What the page begins with.
pub(crate) struct Beginning {
    pub(crate) workspace: Workspace,
    pub(crate) state: SaveState,
    /// Saves that could not be read and are kept.
    pub(crate) kept: Vec<String>,
    pub(crate) saver: Saver,
}

/// A handle to the one saver of the page.
#[derive(Clone)]
pub(crate) struct Saver(Rc<Inner>);

impl PartialEq for Saver {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Inner {
    /// What the facts of a workspace that is read are numbered by.
    library: RefCell<Rc<Library>>,
    /// Overlays as they were applied last, for where they cannot be kept.
    applied: RefCell<Option<Vec<u8>>>,
    /// Brings back what was erased, as long as the page is open.
    erased: RefCell<Option<Box<dyn FnOnce()>>>,
    database: Option<Database>,
    /// The revision that this page has read or written last.
    revision: Cell<u64>,
    /// The tag of that save, and what it holds: what is on the page has grown out of it.
    base: RefCell<(String, Rc<Workspace>)>,
    /// The save that is on its way.
    on_its_way: RefCell<Option<(String, Rc<Workspace>)>>,
    /// How many saves this page has written.
    count: Cell<u64>,
    /// Notes of what no save holds yet.
    journal: Rc<Journal>,
    /// Notes of pages that are gone, until what they say is saved.
    adopted: RefCell<Vec<Taken>>,
    /// A save of another tab that the page is taking in, and its tag.
    joining: RefCell<Option<(String, Rc<Workspace>, u64)>>,
    /// Changes that no save holds yet.
    waiting: RefCell<Option<Waiting>>,
    timer: RefCell<Option<Timeout>>,
    /// The timer runs for changes that are gathered.
    soon: Cell<bool>,
    busy: Cell<bool>,
    /// What no save holds stands in the note, all of it.
    noted: Cell<bool>,
    /// The page was put to sleep: nothing is written until it is shown again.
    asleep: Cell<bool>,
    /// Nothing is written while the user has not decided, or may not be written at all.
    held: Cell<bool>,
    channel: Option<BroadcastChannel>,
    report: RefCell<Callback<SaveEvent>>,
    listeners: RefCell<Vec<EventListener>>,
}

/// A workspace, and what its facts are numbered by.
#[derive(Clone)]
struct Waiting {
    workspace: Rc<Workspace>,
    library: Rc<Library>,
}

impl Waiting {
    fn write(&self, tag: &str) -> String {
        format::write_by(&self.workspace, &self.library.catalogue, tag)
    }
}

impl Saver {
    /// Opens the database and reads what it has, and puts on it what pages that are gone have noted since. `waits`: called when
    /// the browser does not give what is there for a while, since another page holds it.
    pub(crate) async fn begin(library: Rc<Library>, waits: impl FnOnce() + 'static) -> Beginning {
        let waits = Timeout::new(PATIENCE, waits);
        let page = browser::new_id();
        let before = tab::enter(&page);
        let (opened, (journal, notes)) = join(Database::open(), async {
            let journal = Journal::begin(page).await;
            let left = tab::left_behind(journal.left().await, before.as_deref()).await;
            (journal, left)
        })
        .await;
        let blank = || Workspace::new(browser::new_id());
        let (saved, mut state) = match &opened {
            Ok(database) => match database.read().await {
                Ok(saved) => (saved, SaveState::Fresh),
                Err(trouble) => (None, SaveState::Unsaved(trouble)),
            },
            Err(trouble) => (None, SaveState::Unsaved(*trouble)),
        };
        drop(waits);
        let database = opened.ok();
        let mut held = state != SaveState::Fresh;
        let revision = saved.as_ref().map_or(0, |saved| saved.revision);
        let text = saved.map(|saved| saved.text);
        // A save that could not be read as it stands is put aside; no other may take its place before that.
        let (mut tag, mut base, mut lost) = (String::new(), None, None);
        if let Some(text) = &text {
            match format::read(text, &library.catalogue) {
                Opened::Whole(workspace) => {
                    state = SaveState::Saved(browser::time_of_day());
                    (tag, base) = (format::tag_of(text), Some(workspace));
                }
                Opened::Newer => {
                    held = true;
                    state = SaveState::Newer;
                }
                Opened::Part(workspace) => (lost, base) = (Some(text), Some(workspace)),
                Opened::Damaged => lost = Some(text),
            }
        }
        let is_whole = lost.is_none();
        let put_aside = async |text: &str| match &database {
            Some(database) => database.keep(&name_aside(), text).await,
            None => Err(Trouble::Unavailable),
        };
        if let Some(text) = lost
            && let Err(trouble) = put_aside(text).await
        {
            held = true;
            state = SaveState::Unsaved(trouble);
        }
        let mut workspace = base.clone().unwrap_or_else(Workspace::nothing);
        let mut adopted: Vec<Taken> = Vec::new();
        // What a newer version has saved is left alone, and so is what it has noted.
        if !notes.is_empty() && state != SaveState::Newer {
            let replayed = replay(text.as_deref(), workspace, &not_taken(&notes), &library.catalogue);
            let Replayed { workspace: with_notes, aside } = replayed;
            workspace = with_notes;
            let mut kept = true;
            for text in aside {
                kept &= put_aside(&text).await.is_ok();
            }
            // What could not be kept elsewhere stays where it is.
            adopted = if kept { notes.iter().map(Left::taken).collect() } else { Vec::new() };
        }
        if workspace.clients.is_empty() {
            let bin = workspace.bin;
            workspace = blank();
            workspace.bin = bin;
        }
        let at_hand = browser::remembered_here(AT_HAND).or_else(|| browser::remembered(AT_HAND));
        workspace = workspace.at_hand(&at_hand.unwrap_or_default());
        if !adopted.is_empty() {
            workspace.edits += 1;
        }
        let kept = match &database {
            Some(database) => database.kept().await.unwrap_or_default(),
            None => Vec::new(),
        };
        // What is on the page grew out of a save that was read in part: all of it is to be saved.
        let base = base.filter(|_| is_whole).unwrap_or_else(Workspace::nothing);
        let saver = Self(Rc::new(Inner {
            library: RefCell::new(library),
            applied: RefCell::default(),
            erased: RefCell::default(),
            database,
            revision: Cell::new(revision),
            base: RefCell::new((tag, Rc::new(base.sharing(&workspace)))),
            on_its_way: RefCell::default(),
            count: Cell::new(0),
            journal,
            adopted: RefCell::new(adopted),
            joining: RefCell::default(),
            waiting: RefCell::default(),
            timer: RefCell::default(),
            soon: Cell::new(false),
            busy: Cell::new(false),
            noted: Cell::new(true),
            asleep: Cell::new(false),
            held: Cell::new(held),
            channel: BroadcastChannel::new("ziping").ok(),
            report: RefCell::default(),
            listeners: RefCell::default(),
        }));
        Beginning { workspace, state, kept, saver }
    }

    /// Says where to report to, and begins to listen: to other tabs, and to the page being left.
    pub(crate) fn listen(&self, report: Callback<SaveEvent>) {
        *self.0.report.borrow_mut() = report;
        let mut listeners = Vec::new();
        if let Some(channel) = &self.0.channel {
            let this = self.clone();
            listeners.push(EventListener::new(channel, "message", move |_| this.look()));
        }
        if let Some(window) = browser::window() {
            let this = self.clone();
            listeners.push(EventListener::new(&window, "pagehide", move |event| {
                let stays = event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted);
                if stays { this.sleep() } else { this.flush() }
            }));
            let this = self.clone();
            listeners.push(EventListener::new(&window, "pageshow", move |_| this.wake()));
        }
        if let Some(document) = browser::document() {
            let this = self.clone();
            let watched = document.clone();
            listeners.push(EventListener::new(&watched, "visibilitychange", move |_| {
                match document.visibility_state() {
                    VisibilityState::Hidden => this.flush(),
                    // A tab that slept may have missed what another one said.
                    _ => this.look(),
                }
            }));
        }
        *self.0.listeners.borrow_mut() = listeners;
    }

    /// The browser keeps the page to come back to, and runs none of it meanwhile: a save that is half written would keep
    /// other pages from theirs, so it is given up. What it would have held stands in the note.
    fn sleep(&self) {
        if !self.0.noted.get() {
            return self.flush();
        }
        self.0.asleep.set(true);
        if let Some(database) = &self.0.database {
            database.give_up();
        }
    }

    /// The page is shown again, or for the first time.
    fn wake(&self) {
        if self.0.asleep.replace(false) {
            self.look();
            self.flush();
        }
    }

    fn library(&self) -> Rc<Library> {
        Rc::clone(&self.0.library.borrow())
    }

    /// A workspace of the page as it is now.
    fn waiting(&self, workspace: Rc<Workspace>) -> Waiting {
        Waiting { workspace, library: self.library() }
    }

    /// From now on the facts of the page are numbered as after this move.
    pub(crate) fn follow(&self, step: &Move) {
        *self.0.library.borrow_mut() = Rc::clone(step.to());
        let mut base = self.0.base.borrow_mut();
        Rc::make_mut(&mut base.1).follow(step);
    }

    /// Overlays as they were applied: by this page, and as they are kept for the next one.
    pub(crate) async fn applied(&self) -> Vec<Vec<u8>> {
        let mut found: Vec<Vec<u8>> = self.0.applied.borrow().iter().cloned().collect();
        if let Some(database) = &self.0.database {
            found.extend(database.applied().await.ok().flatten());
        }
        found
    }

    /// Keeps applied overlays for the next page, or forgets them. Where they cannot be kept this page still has them.
    pub(crate) async fn keep_applied(&self, applied: Option<Vec<u8>>) {
        if let Some(database) = &self.0.database {
            let _ = database.keep_applied(applied.as_deref()).await;
        }
        *self.0.applied.borrow_mut() = applied;
    }

    fn say(&self, event: SaveEvent) {
        let report = self.0.report.borrow().clone();
        report.emit(event);
    }

    /// Something changed: it is noted at once and saved soon. `library`: what its facts are numbered by.
    pub(crate) fn changed(&self, workspace: Rc<Workspace>, library: Rc<Library>) {
        let joined = self.has_joined(&workspace);
        let whole = self.note(&workspace, &library);
        if joined && workspace.saves_like(&self.base()) {
            self.0.waiting.borrow_mut().take();
            return self.say(SaveEvent::State(SaveState::Saved(browser::time_of_day())));
        }
        *self.0.waiting.borrow_mut() = Some(Waiting { workspace, library });
        if self.0.held.get() {
            return;
        }
        self.say(SaveEvent::State(SaveState::Saving));
        if !whole {
            return self.flush();
        }
        // A save that comes soon takes this change along; one that waits to be tried again must not keep it waiting.
        if !self.0.soon.replace(true) {
            self.wait_and_flush(GATHER);
        }
    }

    fn base(&self) -> Rc<Workspace> {
        Rc::clone(&self.0.base.borrow().1)
    }

    /// Notes what no save holds yet. `false`: not all of it could be.
    fn note(&self, workspace: &Workspace, library: &Library) -> bool {
        let (base, on_its_way) = (self.0.base.borrow(), self.0.on_its_way.borrow());
        let since: Vec<(&str, &Workspace)> =
            [Some(&*base), on_its_way.as_ref()].into_iter().flatten().map(|(tag, it)| (tag.as_str(), &**it)).collect();
        let (text, whole) = write_note(&since, workspace, &self.0.adopted.borrow(), &library.catalogue);
        let noted = self.0.journal.note(text.as_deref()) && whole;
        self.0.noted.set(noted);
        noted
    }

    fn wait_and_flush(&self, milliseconds: u32) {
        let this = self.clone();
        *self.0.timer.borrow_mut() = Some(Timeout::new(milliseconds, move || this.flush()));
    }

    /// Saves what is waiting, now.
    pub(crate) fn flush(&self) {
        self.0.timer.borrow_mut().take();
        self.0.soon.set(false);
        if self.0.busy.get() || self.0.held.get() || self.0.asleep.get() || self.0.joining.borrow().is_some() {
            return;
        }
        let Some(waiting) = self.0.waiting.borrow_mut().take() else { return };
        self.0.busy.set(true);
        let this = self.clone();
        spawn_local(async move {
            let state = this.save(waiting).await;
            this.0.busy.set(false);
            let more = this.0.waiting.borrow().is_some();
            match state {
                SaveState::Saved(_) if more => this.flush(),
                // What another tab has saved is taken in first, and whether it could be decides what is said; or the save
                // was given up while the page slept.
                SaveState::Saving => this.flush(),
                SaveState::Unsaved(_) => {
                    // What was changed meanwhile is tried sooner.
                    if !this.0.soon.get() {
                        this.wait_and_flush(RETRY);
                    }
                    this.say(SaveEvent::State(state));
                }
                state => this.say(SaveEvent::State(state)),
            }
        });
    }

    /// Writes one save. What could not be written waits on, unless something newer does.
    async fn save(&self, waiting: Waiting) -> SaveState {
        self.0.count.set(self.0.count.get() + 1);
        let tag = format!("{}.{}", self.0.journal.page(), self.0.count.get());
        let text = waiting.write(&tag);
        *self.0.on_its_way.borrow_mut() = Some((tag.clone(), Rc::clone(&waiting.workspace)));
        let written = match &self.0.database {
            Some(database) => database.write(&text, self.0.revision.get()).await,
            None => Err(Trouble::Unavailable),
        };
        self.0.on_its_way.borrow_mut().take();
        match written {
            Ok(Written::As(revision)) => {
                self.0.revision.set(revision);
                *self.0.base.borrow_mut() = (tag, Rc::clone(&waiting.workspace));
                let newest = self.0.waiting.borrow().clone().unwrap_or(waiting);
                self.note(&newest.workspace, &newest.library);
                self.forget_adopted().await;
                if let Some(channel) = &self.0.channel {
                    let _ = channel.post_message(&JsValue::from_f64(revision as f64));
                }
                SaveState::Saved(browser::time_of_day())
            }
            Ok(Written::Overtaken) => {
                self.0.waiting.borrow_mut().get_or_insert(waiting);
                if self.meet(Prefer::Neither).await {
                    return SaveState::Saving;
                }
                self.0.held.set(true);
                SaveState::Overtaken
            }
            // The page was put to sleep; it is saved as soon as the page is shown again.
            Ok(Written::GivenUp) => {
                self.0.waiting.borrow_mut().get_or_insert(waiting);
                SaveState::Saving
            }
            Err(trouble) => {
                self.0.waiting.borrow_mut().get_or_insert(waiting);
                SaveState::Unsaved(trouble)
            }
        }
    }

    /// What pages that are gone have noted is saved now.
    async fn forget_adopted(&self) {
        let adopted = self.0.adopted.take();
        if !adopted.is_empty() {
            self.0.journal.forget(&adopted).await;
        }
    }

    /// Whether a save holds all that is on the page.
    fn is_at_rest(&self) -> bool {
        !self.0.held.get()
            && !self.0.busy.get()
            && self.0.waiting.borrow().is_none()
            && self.0.joining.borrow().is_none()
    }
}

/// Remembers which organisation this tab has at hand; one in which nothing was entered is nothing to come back to.
pub(crate) fn remember_at_hand(id: &str, blank: bool) {
    browser::remember_here(AT_HAND, id);
    browser::remember(AT_HAND, if blank { "" } else { id });
}

/// Asks the browser to keep the saves even when room gets short.
pub(crate) fn ask_to_persist() {
    if let Some(window) = browser::window() {
        // The answer changes nothing for the page: it saves either way.
        let _ = window.navigator().storage().persist();
    }
}

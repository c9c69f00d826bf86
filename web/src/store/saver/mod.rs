//! Saves each change soon after it was made, one save at a time, and notices when another tab has saved.

use super::Reader;
use super::format::{self, Opened};
use super::idb::{Database, Saved, Trouble, Written};
use crate::browser;
use crate::later::Loading;
use crate::state::Workspace;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, VisibilityState};
use yew::Callback;
use ziping_core::regime::Library;

mod aside;
mod tabs;

use aside::name_aside;

/// How long changes are gathered after the first of them, in milliseconds.
const GATHER: u32 = 100;

/// After how long a failed save is tried again, in milliseconds; the next change tries at once.
const RETRY: u32 = 5_000;

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
    /// Another tab has saved; nothing of this one is lost by taking it over.
    TakeOver(Box<Workspace>),
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
    /// Brings what reads saves.
    reader: fn() -> Loading<Reader>,
    database: Option<Database>,
    /// The revision that this page has read or written last.
    revision: Cell<u64>,
    /// Changes that no save holds yet.
    waiting: RefCell<Option<Waiting>>,
    timer: RefCell<Option<Timeout>>,
    /// The timer runs for changes that are gathered.
    soon: Cell<bool>,
    busy: Cell<bool>,
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
    fn write(&self) -> String {
        format::write(&self.workspace, &self.library.catalogue)
    }
}

impl Saver {
    /// Opens the database and reads what it has. `None`: what reads it did not come, so that nobody knows what is there
    /// and nothing may be written.
    pub(crate) async fn begin(library: Rc<Library>, reader: fn() -> Loading<Reader>) -> Option<Beginning> {
        let blank = || Workspace::new(browser::new_id());
        let opened = Database::open().await;
        let (saved, mut state) = match &opened {
            Ok(database) => match database.read().await {
                Ok(saved) => (saved, SaveState::Fresh),
                Err(trouble) => (None, SaveState::Unsaved(trouble)),
            },
            Err(trouble) => (None, SaveState::Unsaved(*trouble)),
        };
        let database = opened.ok();
        let mut held = state != SaveState::Fresh;
        let revision = saved.as_ref().map_or(0, |saved| saved.revision);
        let workspace = match saved {
            None => blank(),
            Some(Saved { text, .. }) => match reader().await?.read(&text, &library.catalogue) {
                Opened::Whole(workspace) => {
                    state = SaveState::Saved(browser::time_of_day());
                    workspace
                }
                Opened::Newer => {
                    held = true;
                    state = SaveState::Newer;
                    blank()
                }
                unread @ (Opened::Part(_) | Opened::Damaged) => {
                    // The next save replaces this one: first it is put aside.
                    let put_aside = match &database {
                        Some(database) => database.keep(&name_aside(), &text).await,
                        None => Err(Trouble::Unavailable),
                    };
                    if let Err(trouble) = put_aside {
                        held = true;
                        state = SaveState::Unsaved(trouble);
                    }
                    if let Opened::Part(workspace) = unread { workspace } else { blank() }
                }
            },
        };
        let kept = match &database {
            Some(database) => database.kept().await.unwrap_or_default(),
            None => Vec::new(),
        };
        let saver = Self(Rc::new(Inner {
            library: RefCell::new(library),
            reader,
            applied: RefCell::default(),
            erased: RefCell::default(),
            database,
            revision: Cell::new(revision),
            waiting: RefCell::default(),
            timer: RefCell::default(),
            soon: Cell::new(false),
            busy: Cell::new(false),
            held: Cell::new(held),
            channel: BroadcastChannel::new("ziping").ok(),
            report: RefCell::default(),
            listeners: RefCell::default(),
        }));
        Some(Beginning { workspace, state, kept, saver })
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
            listeners.push(EventListener::new(&window, "pagehide", move |_| this.flush()));
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

    fn library(&self) -> Rc<Library> {
        Rc::clone(&self.0.library.borrow())
    }

    /// A workspace of the page as it is now.
    fn waiting(&self, workspace: Rc<Workspace>) -> Waiting {
        Waiting { workspace, library: self.library() }
    }

    /// From now on the facts of the page are numbered by this library.
    pub(crate) fn follow(&self, library: Rc<Library>) {
        *self.0.library.borrow_mut() = library;
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

    /// Something changed: save it soon. `library`: what its facts are numbered by.
    pub(crate) fn changed(&self, workspace: Rc<Workspace>, library: Rc<Library>) {
        *self.0.waiting.borrow_mut() = Some(Waiting { workspace, library });
        if self.0.held.get() {
            return;
        }
        self.say(SaveEvent::State(SaveState::Saving));
        // A save that comes soon takes this change along; one that waits to be tried again must not keep it waiting.
        if !self.0.soon.replace(true) {
            self.wait_and_flush(GATHER);
        }
    }

    fn wait_and_flush(&self, milliseconds: u32) {
        let this = self.clone();
        *self.0.timer.borrow_mut() = Some(Timeout::new(milliseconds, move || this.flush()));
    }

    /// Saves what is waiting, now.
    pub(crate) fn flush(&self) {
        self.0.timer.borrow_mut().take();
        self.0.soon.set(false);
        if self.0.busy.get() || self.0.held.get() {
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
        let text = waiting.write();
        let written = match &self.0.database {
            Some(database) => database.write(&text, self.0.revision.get()).await,
            None => Err(Trouble::Unavailable),
        };
        match written {
            Ok(Written::As(revision)) => {
                self.0.revision.set(revision);
                if let Some(channel) = &self.0.channel {
                    let _ = channel.post_message(&JsValue::from_f64(revision as f64));
                }
                SaveState::Saved(browser::time_of_day())
            }
            Ok(Written::Overtaken) => {
                self.0.held.set(true);
                self.0.waiting.borrow_mut().get_or_insert(waiting);
                SaveState::Overtaken
            }
            Err(trouble) => {
                self.0.waiting.borrow_mut().get_or_insert(waiting);
                SaveState::Unsaved(trouble)
            }
        }
    }

    /// Whether a save holds all that is on the page.
    fn is_at_rest(&self) -> bool {
        !self.0.held.get() && !self.0.busy.get() && self.0.waiting.borrow().is_none()
    }
}

/// Asks the browser to keep the saves even when room gets short.
pub(crate) fn ask_to_persist() {
    if let Some(window) = browser::window() {
        // The answer changes nothing for the page: it saves either way.
        let _ = window.navigator().storage().persist();
    }
}

//! Other tabs that save: what they saved is taken in beside what is here. Where both have changed the same organisation
//! the user decides.

use super::{SaveEvent, SaveState, Saver, Waiting, format};
use crate::state::{Joining, Met, Prefer, Workspace};
use crate::store::format::Opened;
use crate::store::idb::Saved;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// The save of another tab, as it was read.
struct Theirs {
    workspace: Workspace,
    tag: String,
    revision: u64,
}

impl Saver {
    /// Another tab may have saved: takes it in, unless something of this one is not saved yet; saving that will.
    pub(super) fn look(&self) {
        if !self.is_at_rest() {
            return;
        }
        let this = self.clone();
        spawn_local(async move {
            let Some(database) = &this.0.database else { return };
            if database.revision().await.is_ok_and(|revision| revision != this.0.revision.get()) {
                this.meet(Prefer::Neither).await;
            }
        });
    }

    /// Reads what another tab has saved. `None`: it cannot be read now.
    async fn theirs(&self) -> Option<Theirs> {
        let Saved { revision, text } = self.0.database.as_ref()?.read().await.ok()??;
        let Opened::Whole(workspace) = format::read(&text, &self.library().catalogue) else { return None };
        Some(Theirs { workspace, tag: format::tag_of(&text), revision })
    }

    /// Takes in what another tab has saved. `false`: it cannot be read now.
    pub(super) async fn meet(&self, prefer: Prefer) -> bool {
        let theirs = self.theirs().await;
        let found = theirs.is_some();
        // Meanwhile this tab may have saved itself, or taken it in already.
        if let Some(theirs) = theirs.filter(|theirs| theirs.revision != self.0.revision.get())
            && self.0.joining.borrow().is_none()
        {
            self.join(theirs, prefer);
        }
        found
    }

    fn join(&self, theirs: Theirs, prefer: Prefer) {
        let Theirs { workspace, tag, revision } = theirs;
        let theirs = Rc::new(workspace);
        *self.0.joining.borrow_mut() = Some((tag, Rc::clone(&theirs), revision));
        let joining = Joining { base: self.base(), theirs, revision, prefer };
        self.say(SaveEvent::Join(Box::new(joining)));
    }

    /// Whether this is the page once it has taken in what another tab saved. It goes on from there, or the user decides.
    pub(super) fn has_joined(&self, workspace: &Workspace) -> bool {
        let Some(Met { revision, fits, .. }) = workspace.met else { return false };
        let taken = self.0.joining.borrow_mut().take_if(|(_, _, theirs)| *theirs == revision);
        let Some((tag, theirs, _)) = taken else { return false };
        if fits {
            self.0.revision.set(revision);
            *self.0.base.borrow_mut() = (tag, Rc::new((*theirs).clone().sharing(workspace)));
            self.0.held.set(false);
        } else {
            self.0.held.set(true);
            self.say(SaveEvent::State(SaveState::Overtaken));
        }
        fits
    }

    /// Goes on with what the other tab has saved, where both have changed the same; what is here is put aside.
    pub(crate) fn take_theirs(&self, mine: Rc<Workspace>) {
        let this = self.clone();
        spawn_local(async move {
            let mut mine = this.waiting(mine);
            loop {
                let unread = || this.say(SaveEvent::State(SaveState::Unread));
                // What reads theirs comes first: nothing is put aside in vain.
                let Some(theirs) = this.theirs().await else { return unread() };
                // If it cannot be kept, that has been said.
                if !this.put_aside(&mine.write("")).await {
                    return;
                }
                let waiting = this.0.waiting.borrow().clone();
                match waiting.filter(|waiting| waiting.workspace != mine.workspace) {
                    // More was typed meanwhile: it is put aside too.
                    Some(typed) => mine = typed,
                    None => return this.join(theirs, Prefer::Theirs),
                }
            }
        });
    }

    /// Goes on with what is here, where both have changed the same; what the other tab has saved is put aside.
    pub(crate) fn keep_mine(&self, mine: Rc<Workspace>) {
        let this = self.clone();
        spawn_local(async move {
            let Some(database) = &this.0.database else { return };
            let Ok(Some(saved)) = database.read().await else { return };
            if !this.put_aside(&saved.text).await {
                return;
            }
            if let Some(theirs) = this.theirs().await {
                return this.join(theirs, Prefer::Mine);
            }
            // It cannot be read: all of it gives way.
            this.0.revision.set(saved.revision);
            this.0.held.set(false);
            // Or what was typed since.
            let newest = this.0.waiting.borrow().clone();
            let Waiting { workspace, library } = newest.unwrap_or_else(|| this.waiting(mine));
            this.changed(workspace, library);
        });
    }
}

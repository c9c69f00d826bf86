//! Other tabs that save: what they saved is taken over, or the user decides.

use super::{SaveEvent, SaveState, Saver, Waiting};
use crate::browser;
use crate::state::Workspace;
use crate::store::Reader;
use crate::store::format::Opened;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

impl Saver {
    /// Another tab may have saved: takes it over, unless something of this one is not saved yet.
    pub(super) fn look(&self) {
        if !self.is_at_rest() {
            return;
        }
        let this = self.clone();
        spawn_local(async move {
            let Some(database) = &this.0.database else { return };
            if database.revision().await.is_ok_and(|revision| revision != this.0.revision.get())
                && let Some(reader) = (this.0.reader)().await
            {
                // What was typed while this was read is not to be replaced: saving it will ask the user.
                this.take_over(reader, || this.is_at_rest()).await;
            }
        });
    }

    /// Takes over what is in the database, if it still may once that was read. `false` when it was not.
    async fn take_over(&self, reader: Reader, may: impl Fn() -> bool) -> bool {
        let Some(database) = &self.0.database else { return false };
        let Ok(Some(saved)) = database.read().await else { return false };
        let library = self.library();
        let Opened::Whole(workspace) = reader.read(&saved.text, &library.catalogue) else { return false };
        if !may() {
            return false;
        }
        self.0.revision.set(saved.revision);
        self.say(SaveEvent::TakeOver(Box::new(workspace)));
        self.say(SaveEvent::State(SaveState::Saved(browser::time_of_day())));
        true
    }

    /// Goes on with what the other tab has saved; what is here is put aside.
    pub(crate) fn take_theirs(&self, mine: Rc<Workspace>) {
        let this = self.clone();
        spawn_local(async move {
            let unread = || this.say(SaveEvent::State(SaveState::Unread));
            // What reads theirs comes first: nothing is put aside in vain.
            let Some(reader) = (this.0.reader)().await else { return unread() };
            let mut mine = this.waiting(mine);
            loop {
                let newer = || {
                    let waiting = this.0.waiting.borrow();
                    waiting.as_ref().filter(|waiting| waiting.workspace != mine.workspace).cloned()
                };
                // If it cannot be kept, that has been said.
                if !this.put_aside(&mine.write()).await {
                    return;
                }
                if this.take_over(reader, || newer().is_none()).await {
                    this.0.waiting.borrow_mut().take();
                    this.0.held.set(false);
                    return;
                }
                // More was typed meanwhile: it is put aside too.
                match newer() {
                    Some(typed) => mine = typed,
                    None => return unread(),
                }
            }
        });
    }

    /// Goes on with what is here; what the other tab has saved is put aside.
    pub(crate) fn keep_mine(&self, mine: Rc<Workspace>) {
        let this = self.clone();
        spawn_local(async move {
            let Some(database) = &this.0.database else { return };
            let Ok(Some(saved)) = database.read().await else { return };
            if this.put_aside(&saved.text).await {
                this.0.revision.set(saved.revision);
                this.0.held.set(false);
                // Or what was typed since.
                let newest = this.0.waiting.borrow().clone();
                let Waiting { workspace, library } = newest.unwrap_or_else(|| this.waiting(mine));
                this.changed(workspace, library);
            }
        });
    }
}

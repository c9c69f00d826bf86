//! What is kept beside the save: texts put aside, attached files; and erasing all of it.

use super::{SaveEvent, SaveState, Saver};
use crate::browser;
use crate::handed;
use crate::state::Workspace;
use crate::store::journal::{Left, Taken};
use crate::store::{Files, Forms};
use crate::worker::post::{read, write};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

impl Saver {
    /// Keeps what is here beside the save, before something else takes its place.
    pub(crate) fn set_aside(&self, mine: Rc<Workspace>) {
        let this = self.clone();
        spawn_local(async move {
            let text = this.waiting(mine).write("");
            this.put_aside(&text).await;
        });
    }

    pub(super) async fn put_aside(&self, text: &str) -> bool {
        let Some(database) = &self.0.database else { return false };
        match database.keep(&name_aside(), text).await {
            Ok(()) => {
                self.report_kept().await;
                true
            }
            Err(trouble) => {
                self.say(SaveEvent::State(SaveState::Unsaved(trouble)));
                false
            }
        }
    }

    pub(super) async fn report_kept(&self) {
        if let Some(database) = &self.0.database {
            let kept = database.kept().await.unwrap_or_default();
            self.say(SaveEvent::Kept(kept));
        }
    }

    /// The rules that this browser had; `None`: none are kept.
    pub(crate) async fn rules<T: DeserializeOwned>(&self) -> Option<T> {
        read(self.0.database.as_ref()?.rules().await.ok()?)
    }

    /// Keeps them. Where they cannot be kept, a change of them is not told.
    pub(crate) async fn keep_rules(&self, rules: &impl Serialize) {
        if let (Some(database), Some(rules)) = (&self.0.database, write(rules)) {
            let _ = database.keep_rules(Some(&rules)).await;
        }
    }

    /// The save as it is in the browser.
    pub(crate) async fn saved(&self) -> Option<String> {
        Some(self.0.database.as_ref()?.read().await.ok()??.text)
    }

    /// Hands over a text that was kept, as a download.
    pub(crate) fn download_kept(&self, name: String) {
        let this = self.clone();
        spawn_local(async move {
            let Some(database) = &this.0.database else { return };
            if let Ok(Some(text)) = database.kept_text(&name).await {
                handed::text(&format!("ziping-{}.json", name.replace([':', ' '], "-")), &text);
            }
        });
    }

    /// Forgets a text that was kept.
    pub(crate) fn drop_kept(&self, name: String) {
        let this = self.clone();
        spawn_local(async move {
            if let Some(database) = &this.0.database {
                let _ = database.drop_kept(&name).await;
            }
            this.report_kept().await;
        });
    }

    /// Whether what changes is saved, so that what is erased here is gone.
    pub(crate) fn can_erase(&self) -> bool {
        self.0.database.is_some() && !self.0.held.get()
    }

    /// Erases what is kept beside the save: texts put aside, attached files, forms. `undo` is done when the user wants all of
    /// it back. The save itself follows the page.
    pub(crate) async fn erase(&self) {
        let mut kept = Vec::new();
        if let Some(database) = &self.0.database {
            for name in database.kept().await.unwrap_or_default() {
                if let Ok(Some(text)) = database.kept_text(&name).await {
                    kept.push((name.clone(), text));
                }
                let _ = database.drop_kept(&name).await;
            }
            let _ = database.keep_rules(None).await;
        }
        // Pages that are gone have noted what is erased now.
        let notes: Vec<Taken> = self.0.journal.left().await.iter().map(Left::taken).collect();
        self.0.journal.forget(&notes).await;
        // What was taken out stays readable as long as the page holds it.
        let files = match Files::open().await {
            Ok(files) => files.take_all().await.unwrap_or_default(),
            Err(_) => Vec::new(),
        };
        let forms = match Forms::open().await {
            Ok(store) => store.take_all().await.unwrap_or_default(),
            Err(_) => Vec::new(),
        };
        self.report_kept().await;
        let this = self.clone();
        *self.0.erased.borrow_mut() = Some(Box::new(move || {
            spawn_local(async move {
                if let Ok(store) = Files::open().await {
                    for (at, file) in &files {
                        let _ = store.put(at, file).await;
                    }
                }
                if let Ok(store) = Forms::open().await {
                    for form in &forms {
                        let _ = store.put(form).await;
                    }
                }
                if let Some(database) = &this.0.database {
                    for (name, text) in &kept {
                        let _ = database.keep(name, text).await;
                    }
                }
                this.report_kept().await;
            });
        }));
    }

    /// Brings back what was erased beside the save, if anything was.
    pub(crate) fn bring_back(&self) {
        let undo = self.0.erased.borrow_mut().take();
        if let Some(undo) = undo {
            undo();
        }
    }

    /// Forgets attached files that neither a save nor this page names; see [`Files::sweep`]. Does nothing while what
    /// is on the page is not saved yet: the saves would not name the newest files. Answers how many wait for their day.
    pub(crate) async fn sweep(&self, workspace: &Workspace, at_once: bool) -> Option<usize> {
        let database = self.0.database.as_ref()?;
        if !self.is_at_rest() {
            return None;
        }
        let (texts, files) = (database.texts().await.ok()?, Files::open().await.ok()?);
        let in_saves = |at: &str| texts.iter().any(|text| text.contains(at));
        let here = || workspace.clients.iter().flat_map(|client| client.records.files());
        if !here().all(|(_, file)| in_saves(&file.at)) {
            return None;
        }
        // What cannot be swept now is swept another day.
        files.sweep(in_saves, js_sys::Date::now(), at_once).await.ok()
    }
}

/// A name for a text that is put aside now.
pub(super) fn name_aside() -> String {
    format!("{} {} {}", browser::today(), browser::time_of_day(), browser::new_id())
}

//! The rule books as the page has them: those of the site, or with overlays.

use super::worker::{Trouble, fetch};
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use ziping_core::pack::{Applied, read_applied, read_library, read_words};
use ziping_core::regime::Words;

/// The library and what overlays say.
pub(crate) struct Rules(Applied);

impl Rules {
    /// Fetches them; with overlays they come from the page.
    pub(crate) async fn of(scope: &DedicatedWorkerGlobalScope, over: Option<&Blob>) -> Result<Self, Trouble> {
        let applied = match over {
            None => {
                let library = read_library(&fetch(scope, "library.pack").await?).map_err(Trouble::other)?;
                Applied { library, ..Applied::default() }
            }
            Some(over) => {
                let buffer = JsFuture::from(over.array_buffer());
                let buffer = buffer.await.map_err(|_| Trouble::other("the overlays in use cannot be read"))?;
                read_applied(&Uint8Array::new(&buffer).to_vec()).map_err(Trouble::other)?
            }
        };
        Ok(Self(applied))
    }

    pub(crate) fn library(&self) -> &ziping_core::regime::Library {
        &self.0.library
    }

    /// All words for a rule book in a language.
    pub(crate) async fn words(
        &self,
        scope: &DedicatedWorkerGlobalScope,
        regime: &str,
        lang: &str,
    ) -> Result<Words, Trouble> {
        let shared = read_words(&fetch(scope, &format!("words.{lang}.pack")).await?).map_err(Trouble::other)?;
        let mut words = read_words(&fetch(scope, &format!("{regime}.{lang}.pack")).await?).map_err(Trouble::other)?;
        words.merge(&shared);
        if let Some(over) = self.0.words.get(lang).and_then(|of| of.get(regime)) {
            words.lay(over);
        }
        Ok(words)
    }
}

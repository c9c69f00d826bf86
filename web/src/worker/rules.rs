//! The rule books as the page has them: those of the site, or with overlays.

use super::fetch::{Trouble, fetch};
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use ziping_base::say;
use ziping_regime::Words;
use ziping_regime::compiled::{Applied, read_applied, read_library, read_words};

thread_local! {
    /// The rule books that come with the site, kept for the next job.
    static BUILT_IN: RefCell<Option<Rc<Applied>>> = const { RefCell::new(None) };
    /// Their words by rule book and language.
    static WORDS: RefCell<BTreeMap<(String, String), Rc<Words>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The library and what overlays say.
pub(crate) struct Rules(Rc<Applied>);

impl Rules {
    /// Fetches them; with overlays they come from the page.
    pub(crate) async fn of(scope: &DedicatedWorkerGlobalScope, over: Option<&Blob>) -> Result<Self, Trouble> {
        if let Some(over) = over {
            let buffer = JsFuture::from(over.array_buffer());
            let buffer = buffer
                .await
                .map_err(|_| Trouble::other(say!("the overlays in use cannot be read", "载入的补充规则读不出来")))?;
            let applied = read_applied(&Uint8Array::new(&buffer).to_vec()).map_err(Trouble::pack)?;
            return Ok(Self(Rc::new(applied)));
        }
        if let Some(kept) = BUILT_IN.with_borrow(Clone::clone) {
            return Ok(Self(kept));
        }
        let library = read_library(&fetch(scope, "library.bin").await?).map_err(Trouble::pack)?;
        let applied = Rc::new(Applied { library, ..Applied::default() });
        BUILT_IN.set(Some(Rc::clone(&applied)));
        Ok(Self(applied))
    }

    pub(crate) fn library(&self) -> &ziping_regime::Library {
        &self.0.library
    }

    /// All words for a rule book in a language.
    pub(crate) async fn words(
        &self,
        scope: &DedicatedWorkerGlobalScope,
        regime: &str,
        lang: &str,
    ) -> Result<Rc<Words>, Trouble> {
        let words = match self.0.own_words(lang, regime) {
            Some(own) => {
                let mut words = (*fetched(scope, "", lang).await?).clone();
                words.merge(own);
                Rc::new(words)
            }
            None => fetched(scope, regime, lang).await?,
        };
        let Some(over) = self.0.words.get(lang).and_then(|of| of.get(regime)) else { return Ok(words) };
        let mut laid = (*words).clone();
        laid.lay(over);
        Ok(Rc::new(laid))
    }
}

/// The words of a rule book that comes with the site; without a name those that all share.
async fn fetched(scope: &DedicatedWorkerGlobalScope, regime: &str, lang: &str) -> Result<Rc<Words>, Trouble> {
    let key = (regime.to_owned(), lang.to_owned());
    if let Some(words) = WORDS.with_borrow(|kept| kept.get(&key).cloned()) {
        return Ok(words);
    }
    let own = [regime.to_owned(), format!("{regime}.more")];
    let mut words = Words::default();
    // A rule book's own words come before the shared ones.
    for part in std::iter::once("words").chain(own.iter().map(String::as_str).filter(|_| !regime.is_empty())) {
        let pack = fetch(scope, &format!("{part}.{lang}.bin")).await?;
        words.merge(&read_words(&pack).map_err(Trouble::pack)?);
    }
    let words = Rc::new(words);
    WORDS.with_borrow_mut(|kept| kept.insert(key, Rc::clone(&words)));
    Ok(words)
}

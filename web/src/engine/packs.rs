//! Fetching packs, each once. They lie beside the page; nothing is fetched from elsewhere.

use super::Book;
use crate::browser;
use crate::outdated;
use crate::texts::Texts;
use futures_util::future::join;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use web_sys::Blob;
use ziping_base::lang::Lang;
use ziping_regime::compiled::{Applied, AppliedFile, PackError, fingerprint, read_library, read_words};
use ziping_regime::{Library, Origin, RuleBook, Words};

/// Where packs lie: beside the page; the components' tests read them where they are made.
const FOLDER: &str = if cfg!(test) { "generated" } else { "packs" };

/// Why a pack is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It could not be fetched.
    Network,
    /// It is of another build, or damaged.
    Refused(PackError),
}

/// What all pages need of a language: the site's own texts, and the words that all rule books share.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) texts: &'static Texts,
    pub(crate) words: Rc<Words>,
}

/// All packs that the page has.
#[derive(Clone)]
pub(crate) struct Packs(Rc<Inner>);

struct Inner {
    library: Rc<Library>,
    regimes: Vec<Rc<RuleBook>>,
    /// Words as they were fetched.
    fetched: Rc<Fetched>,
    shared: RefCell<BTreeMap<&'static str, Shared>>,
    /// Rule books with their words, and whether these are all of them.
    books: RefCell<BTreeMap<BookKey, (Book, bool)>>,
    over: Option<Over>,
}

/// A rule book's id and a language.
type BookKey = (String, &'static str);

/// What comes with the build and is the same whatever overlays apply.
struct Fetched {
    /// The fingerprint of the library's pack.
    fingerprint: u64,
    /// The ids of all rule books, in the kit's order.
    ids: Vec<String>,
    /// The rule books shown, by id, in their order; empty: all of them.
    shown: RefCell<Vec<String>>,
    shared: RefCell<BTreeMap<&'static str, Shared>>,
    /// Words of rule books, and whether these are all of them.
    books: RefCell<BTreeMap<BookKey, (Rc<Words>, bool)>>,
}

/// Overlays that apply, and rule books that the user has loaded.
struct Over {
    built_in: Packs,
    files: Vec<AppliedFile>,
    words: BTreeMap<String, BTreeMap<String, Words>>,
    /// All words of rule books that were loaded, by language, then by rule book; nothing of them is fetched.
    own: BTreeMap<String, BTreeMap<String, Words>>,
    /// All of it as [`ziping_regime::compiled::read_applied`] reads it, for the workers.
    pack: Blob,
}

impl PartialEq for Packs {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Packs {
    /// Fetches what every page needs: the library, and what is shared of a language.
    pub(crate) async fn begin(lang: Lang) -> Result<Self, Trouble> {
        let (pack, shared) = join(fetch("library.bin"), fetch_shared(lang)).await;
        let pack = pack?;
        let library = read_library(&pack).map_err(Trouble::Refused)?;
        let fetched = Fetched {
            fingerprint: fingerprint(&pack),
            ids: library.regimes.iter().map(|book| book.id.clone()).collect(),
            shown: RefCell::default(),
            shared: RefCell::default(),
            books: RefCell::default(),
        };
        fetched.shared.borrow_mut().insert(lang.code(), shared?);
        let packs = Self::of(library, Rc::new(fetched), None);
        packs.fetch_shared(lang).await?;
        Ok(packs)
    }

    fn of(mut library: Library, fetched: Rc<Fetched>, over: Option<Over>) -> Self {
        let regimes: Vec<Rc<RuleBook>> = std::mem::take(&mut library.regimes).into_iter().map(Rc::new).collect();
        let shown = only(&regimes, &fetched.shown.borrow());
        // What the host shows may be damaged: the site is then as without it.
        let regimes = if shown.is_empty() && over.is_some() { regimes } else { shown };
        let (shared, books) = (RefCell::default(), RefCell::default());
        Self(Rc::new(Inner { library: Rc::new(library), regimes, fetched, shared, books, over }))
    }

    /// Only these rule books, in this order; none named: all of them. For a page that begins: before any words of a rule
    /// book have come.
    pub(crate) fn showing(self, regimes: &[String]) -> Self {
        if *self.0.fetched.shown.borrow() == regimes {
            return self;
        }
        *self.0.fetched.shown.borrow_mut() = regimes.to_vec();
        Self(Rc::new(Inner {
            library: Rc::clone(&self.0.library),
            regimes: only(&self.0.regimes, regimes),
            fetched: Rc::clone(&self.0.fetched),
            shared: self.0.shared.clone(),
            books: RefCell::default(),
            over: None,
        }))
    }

    /// Whether the host of the site says which rule books are shown, and in which order.
    pub(crate) fn is_ordered(&self) -> bool {
        !self.0.fetched.shown.borrow().is_empty()
    }

    /// These rule books with overlays and those that were loaded, in all languages and with all words that are here: nothing
    /// has to be fetched to go on with them.
    pub(crate) fn with(&self, applied: Applied, pack: Blob) -> Self {
        let Applied { base: _, files, library, words, own } = applied;
        let loaded: Vec<String> =
            files.iter().filter(|file| file.applied).filter_map(|file| file.book.clone()).collect();
        let over = Over { built_in: self.built_in(), files, words, own, pack };
        let packs = Self::of(library, Rc::clone(&self.0.fetched), Some(over));
        for (lang, shared) in self.0.fetched.shared.borrow().iter() {
            packs.share(lang, shared);
        }
        for ((regime, code), words) in self.0.fetched.books.borrow().iter() {
            let lang = lang_of(code);
            // Words of the one whose place another has taken say nothing of that one.
            if packs.own(regime, lang).is_none() {
                packs.make_book(regime, lang, words);
            }
        }
        for code in self.0.fetched.shared.borrow().keys() {
            loaded.iter().for_each(|regime| drop(packs.make_own(regime, lang_of(code))));
        }
        packs
    }

    /// The rule books as they come with the site.
    pub(crate) fn built_in(&self) -> Self {
        self.0.over.as_ref().map_or_else(|| self.clone(), |over| over.built_in.clone())
    }

    /// The files of overlays and rule books that were loaded, and what became of each.
    pub(crate) fn overlays(&self) -> &[AppliedFile] {
        self.0.over.as_ref().map(|over| over.files.as_slice()).unwrap_or_default()
    }

    /// The overlays for a worker, which reads the rule books itself; `None`: as they come with the site.
    pub(crate) fn pack(&self) -> Option<&Blob> {
        self.0.over.as_ref().map(|over| &over.pack)
    }

    /// The fingerprint of the library that came with the site.
    pub(crate) fn fingerprint(&self) -> u64 {
        self.0.fetched.fingerprint
    }

    /// Facts, windows and what else all rule books share; the rule books themselves are [`Packs::regimes`].
    pub(crate) fn library(&self) -> &Rc<Library> {
        &self.0.library
    }

    /// The rule books shown, in their order.
    pub(crate) fn regimes(&self) -> &[Rc<RuleBook>] {
        &self.0.regimes
    }

    /// The ids of all rule books in the kit's order, also of those that the host does not show.
    pub(crate) fn all_ids(&self) -> &[String] {
        &self.0.fetched.ids
    }

    /// The shared words of a language, when they are here.
    pub(crate) fn words(&self, lang: Lang) -> Option<Rc<Words>> {
        self.0.shared.borrow().get(lang.code()).map(|shared| Rc::clone(&shared.words))
    }

    /// Fetches what is shared of a language, unless it is here.
    pub(crate) async fn fetch_shared(&self, lang: Lang) -> Result<Shared, Trouble> {
        let here = self.0.shared.borrow().get(lang.code()).cloned();
        if let Some(shared) = here {
            return Ok(shared);
        }
        let fetched = &self.0.fetched;
        let known = fetched.shared.borrow().get(lang.code()).cloned();
        let shared = match known {
            Some(shared) => shared,
            None => fetch_shared(lang).await?,
        };
        fetched.shared.borrow_mut().insert(lang.code(), shared.clone());
        Ok(self.share(lang.code(), &shared))
    }

    fn share(&self, lang: &'static str, shared: &Shared) -> Shared {
        let shared = Shared { texts: shared.texts, words: self.laid(lang, "", &shared.words) };
        self.0.shared.borrow_mut().insert(lang, shared.clone());
        shared
    }

    /// Words with those of the overlays over them, and with the cards of rule books that were loaded.
    fn laid(&self, lang: &str, name: &str, words: &Rc<Words>) -> Rc<Words> {
        let Some(over) = &self.0.over else { return Rc::clone(words) };
        let (overlays, own) = (over.words.get(lang).and_then(|of| of.get(name)), over.own.get(lang));
        if overlays.is_none() && own.is_none() {
            return Rc::clone(words);
        }
        let mut laid = (**words).clone();
        overlays.into_iter().for_each(|over| laid.lay(over));
        for (regime, words) in own.into_iter().flatten() {
            laid.insert("card", regime, words.get("regime", "").clone());
        }
        Rc::new(laid)
    }

    /// The words of a rule book that was loaded; `None`: it comes with the site.
    fn own(&self, regime: &str, lang: Lang) -> Option<&Words> {
        self.0.over.as_ref()?.own.get(lang.code())?.get(regime)
    }

    /// A rule book that was loaded, with all its words; `None`: it comes with the site, or what is shared is not here.
    fn make_own(&self, regime: &str, lang: Lang) -> Option<Book> {
        let own = self.own(regime, lang)?;
        let mut words = self.0.fetched.shared.borrow().get(lang.code()).map(|shared| (*shared.words).clone())?;
        words.merge(own);
        self.make_book(regime, lang, &(Rc::new(words), true))
    }

    /// A rule book with the words that it takes to answer its questions, when they are here.
    pub(crate) fn book(&self, regime: &str, lang: Lang) -> Option<Book> {
        self.0.books.borrow().get(&(regime.to_owned(), lang.code())).map(|(book, _)| book.clone())
    }

    /// A rule book with all its words, when they are here.
    pub(crate) fn whole_book(&self, regime: &str, lang: Lang) -> Option<Book> {
        let books = self.0.books.borrow();
        books.get(&(regime.to_owned(), lang.code())).filter(|(_, whole)| *whole).map(|(book, _)| book.clone())
    }

    /// Fetches all words of a rule book, also those that it does not take to answer its questions: of clauses, steps,
    /// documents, duties and fees. `None`: there is no such rule book.
    pub(crate) async fn fetch_whole(&self, regime: &str, lang: Lang) -> Result<Option<Book>, Trouble> {
        if let Some(book) = self.whole_book(regime, lang) {
            return Ok(Some(book));
        }
        if self.fetch_book(regime, lang).await?.is_none() {
            return Ok(None);
        }
        if self.own(regime, lang).is_some() {
            return Ok(self.whole_book(regime, lang));
        }
        let (fetched, key) = (&self.0.fetched, (regime.to_owned(), lang.code()));
        let is_whole = fetched.books.borrow().get(&key).is_some_and(|(_, whole)| *whole);
        if !is_whole {
            let more = fetch_words(&format!("{regime}.more"), lang).await?;
            if let Some((known, whole)) = fetched.books.borrow_mut().get_mut(&key) {
                Rc::make_mut(known).merge(&more);
                *whole = true;
            }
        }
        let known = fetched.books.borrow().get(&key).cloned();
        Ok(known.and_then(|known| self.make_book(regime, lang, &known)))
    }

    /// Fetches the words that it takes to answer a rule book's questions, unless they are here. `None`: there is no such
    /// rule book.
    pub(crate) async fn fetch_book(&self, regime: &str, lang: Lang) -> Result<Option<Book>, Trouble> {
        if let Some(book) = self.book(regime, lang) {
            return Ok(Some(book));
        }
        if !self.0.regimes.iter().any(|rules| rules.id == regime) {
            return Ok(None);
        }
        if self.own(regime, lang).is_some() {
            self.fetch_shared(lang).await?;
            return Ok(self.make_own(regime, lang));
        }
        let key = (regime.to_owned(), lang.code());
        let known = self.0.fetched.books.borrow().get(&key).cloned();
        let known = match known {
            Some(known) => known,
            None => {
                let (shared, own) = join(self.fetch_shared(lang), fetch_words(regime, lang)).await;
                let (own, _) = (own?, shared?);
                // The shared ones as they were fetched: overlays come and go. A rule book's own come before them.
                let shared = self.0.fetched.shared.borrow().get(lang.code()).map(|shared| Rc::clone(&shared.words));
                let mut words = shared.as_deref().cloned().unwrap_or_default();
                words.merge(&own);
                (Rc::new(words), false)
            }
        };
        // Meanwhile they may have come another way, with more among them.
        let known = self.0.fetched.books.borrow_mut().entry(key).or_insert(known).clone();
        Ok(self.make_book(regime, lang, &known))
    }

    fn make_book(&self, regime: &str, lang: Lang, (words, whole): &(Rc<Words>, bool)) -> Option<Book> {
        let rules = self.0.regimes.iter().find(|rules| rules.id == regime)?;
        let words = self.laid(lang.code(), regime, words);
        let book = Book::new(Rc::clone(&self.0.library), Rc::clone(rules), words, lang);
        self.0.books.borrow_mut().insert((regime.to_owned(), lang.code()), (book.clone(), *whole));
        Some(book)
    }
}

/// The language of a code.
fn lang_of(code: &str) -> Lang {
    if code == Lang::En.code() { Lang::En } else { Lang::Zh }
}

/// The rule books of these ids in their order, then those that the user has loaded; without ids all of them. The host's own
/// come when they are loaded.
fn only(regimes: &[Rc<RuleBook>], shown: &[String]) -> Vec<Rc<RuleBook>> {
    if shown.is_empty() {
        return regimes.to_vec();
    }
    let loaded = regimes.iter().filter(|rules| rules.origin == Origin::Trial && !shown.contains(&rules.id));
    let shown = shown.iter().filter_map(|id| regimes.iter().find(|rules| rules.id == *id));
    shown.chain(loaded).cloned().collect()
}

async fn fetch_shared(lang: Lang) -> Result<Shared, Trouble> {
    let texts = async { fetch(&format!("texts.{}.bin", lang.code())).await };
    let (texts, words) = join(texts, fetch_words("words", lang)).await;
    let texts = String::from_utf8(texts?).ok().and_then(Texts::read);
    Ok(Shared { texts: texts.ok_or(Trouble::Refused(PackError::OtherBuild))?, words: Rc::new(words?) })
}

async fn fetch_words(name: &str, lang: Lang) -> Result<Words, Trouble> {
    read_words(&fetch(&format!("{name}.{}.bin", lang.code())).await?).map_err(Trouble::Refused)
}

/// A pack; when it does not come, the page knows whether that is because the site has a newer build.
async fn fetch(name: &str) -> Result<Vec<u8>, Trouble> {
    let bytes = browser::fetch(&format!("{FOLDER}/{name}")).await;
    if bytes.is_none() {
        outdated::look().await;
    }
    bytes.ok_or(Trouble::Network)
}

//! Fetching packs, each once. They lie beside the page; nothing is fetched from elsewhere.

use super::Book;
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;
use ziping_core::assess::Lang;
use ziping_core::pack::{PackError, read_library, read_words};
use ziping_core::regime::{Library, RuleBook, Words};

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

/// All packs that the page has.
#[derive(Clone)]
pub(crate) struct Packs(Rc<Inner>);

struct Inner {
    library: Rc<Library>,
    regimes: Vec<Rc<RuleBook>>,
    shared: RefCell<BTreeMap<&'static str, Rc<Words>>>,
    books: RefCell<BTreeMap<(String, &'static str), Book>>,
}

impl PartialEq for Packs {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Packs {
    /// Fetches what every page needs: the library and the shared words of a language.
    pub(crate) async fn begin(lang: Lang) -> Result<Self, Trouble> {
        let words = fetch_words("words", lang);
        let library = async { read_library(&fetch("library.pack").await?).map_err(Trouble::Refused) };
        let (library, words) = join(library, words).await;
        let mut library = library?;
        let regimes = std::mem::take(&mut library.regimes).into_iter().map(Rc::new).collect();
        let library = Rc::new(library);
        let packs = Self(Rc::new(Inner { library, regimes, shared: RefCell::default(), books: RefCell::default() }));
        packs.0.shared.borrow_mut().insert(lang.code(), Rc::new(words?));
        Ok(packs)
    }

    /// Facts, windows and what else all rule books share; the rule books themselves are [`Packs::regimes`].
    pub(crate) fn library(&self) -> &Rc<Library> {
        &self.0.library
    }

    pub(crate) fn regimes(&self) -> &[Rc<RuleBook>] {
        &self.0.regimes
    }

    /// The shared words of a language, when they are here.
    pub(crate) fn words(&self, lang: Lang) -> Option<Rc<Words>> {
        self.0.shared.borrow().get(lang.code()).cloned()
    }

    /// Fetches the shared words of a language, unless they are here.
    pub(crate) async fn fetch_shared(&self, lang: Lang) -> Result<Rc<Words>, Trouble> {
        if let Some(words) = self.words(lang) {
            return Ok(words);
        }
        let words = Rc::new(fetch_words("words", lang).await?);
        self.0.shared.borrow_mut().insert(lang.code(), Rc::clone(&words));
        Ok(words)
    }

    /// A rule book with all its words, when they are here.
    pub(crate) fn book(&self, regime: &str, lang: Lang) -> Option<Book> {
        self.0.books.borrow().get(&(regime.to_owned(), lang.code())).cloned()
    }

    /// Fetches a rule book's words, unless they are here. `None`: there is no such rule book.
    pub(crate) async fn fetch_book(&self, regime: &str, lang: Lang) -> Result<Option<Book>, Trouble> {
        if let Some(book) = self.book(regime, lang) {
            return Ok(Some(book));
        }
        let Some(rules) = self.0.regimes.iter().find(|rules| rules.id == regime) else {
            return Ok(None);
        };
        let (shared, own) = join(self.fetch_shared(lang), fetch_words(regime, lang)).await;
        let mut words = own?;
        words.merge(&*shared?);
        let book = Book::new(Rc::clone(&self.0.library), Rc::clone(rules), Rc::new(words), lang);
        self.0.books.borrow_mut().insert((regime.to_owned(), lang.code()), book.clone());
        Ok(Some(book))
    }
}

async fn fetch_words(name: &str, lang: Lang) -> Result<Words, Trouble> {
    read_words(&fetch(&format!("{name}.{}.pack", lang.code())).await?).map_err(Trouble::Refused)
}

async fn fetch(name: &str) -> Result<Vec<u8>, Trouble> {
    let bytes = fetch_bytes(&format!("{FOLDER}/{name}")).await.ok_or(Trouble::Network)?;
    Ok(bytes.to_vec())
}

/// The bytes of a file of the site; `None` when it does not come.
pub(crate) async fn fetch_bytes(address: &str) -> Option<Uint8Array> {
    let window = crate::browser::window()?;
    let response: Response = JsFuture::from(window.fetch_with_str(address)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer))
}

/// Waits for both.
async fn join<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>) -> (A, B) {
    let mut a = std::pin::pin!(a);
    let mut b = std::pin::pin!(b);
    let (mut first, mut second) = (None, None);
    std::future::poll_fn(move |context| {
        if first.is_none()
            && let std::task::Poll::Ready(value) = a.as_mut().poll(context)
        {
            first = Some(value);
        }
        if second.is_none()
            && let std::task::Poll::Ready(value) = b.as_mut().poll(context)
        {
            second = Some(value);
        }
        match (first.take(), second.take()) {
            (Some(a), Some(b)) => std::task::Poll::Ready((a, b)),
            (a, b) => {
                (first, second) = (a, b);
                std::task::Poll::Pending
            }
        }
    })
    .await
}

/// The text of a file of the site.
pub(crate) async fn fetch_text(address: &str) -> Option<String> {
    String::from_utf8(fetch_bytes(address).await?.to_vec()).ok()
}

//! The browser's database, as far as saves need it: one store, whole texts, one transaction a save; and how any
//! database is opened and waited for.

use js_sys::{Array, Function, Promise, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode,
};

const DATABASE: &str = "ziping";
const STORE: &str = "saves";
const WORKSPACE: &str = "workspace";
const REVISION: &str = "revision";
/// Overlays as they were applied; worked out from the save, kept so that a page has them at once.
const APPLIED: &str = "applied";
/// The rules that this browser had; see [`crate::changes`].
const RULES: &str = "rules";
/// Begins the keys of saves that could not be read and are kept.
const KEPT: &str = "kept ";

/// Why nothing could be saved or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The browser gives no database: private mode, a policy, an old browser.
    Unavailable,
    /// There is no room left.
    Full,
    /// Anything else.
    Failed,
}

impl From<JsValue> for Trouble {
    fn from(error: JsValue) -> Self {
        let name = error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
        if name == "QuotaExceededError" { Self::Full } else { Self::Failed }
    }
}

/// A save as it stands in the database.
pub(crate) struct Saved {
    pub(crate) revision: u64,
    pub(crate) text: String,
}

/// What became of a write.
pub(crate) enum Written {
    /// Saved, as this revision.
    As(u64),
    /// Somebody else has saved since; nothing was written.
    Overtaken,
    /// Given up before it was done, by [`Database::give_up`]; nothing was written.
    GivenUp,
}

/// The open database.
pub(crate) struct Database {
    opened: IdbDatabase,
    /// The transaction of the save that is on its way.
    writing: RefCell<Option<IdbTransaction>>,
}

impl Database {
    pub(crate) async fn open() -> Result<Self, Trouble> {
        Ok(Self { opened: open(DATABASE, &[STORE]).await?, writing: RefCell::default() })
    }

    /// Gives up the save that is on its way: its transaction must not wait for a page that browsers put to sleep, since
    /// those of all other pages wait for it.
    pub(crate) fn give_up(&self) {
        if let Some(transaction) = self.writing.take() {
            // One that has ended already cannot be given up.
            let _ = transaction.abort();
        }
    }

    /// Every text that is kept: the save and what was put aside.
    pub(crate) async fn texts(&self) -> Result<Vec<String>, Trouble> {
        let (_, store) = self.begin(IdbTransactionMode::Readonly)?;
        let texts: Array = done(&store.get_all()?).await?.into();
        // What is no text may name attached files too.
        Ok(texts.iter().map(|text| text_of(&text)).collect())
    }

    fn begin(&self, mode: IdbTransactionMode) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
        let transaction = self.opened.transaction_with_str_and_mode(STORE, mode)?;
        let store = transaction.object_store(STORE)?;
        Ok((transaction, store))
    }

    /// The revision at hand; 0 when nothing was saved yet.
    pub(crate) async fn revision(&self) -> Result<u64, Trouble> {
        let (_, store) = self.begin(IdbTransactionMode::Readonly)?;
        revision(&store).await
    }

    /// The save, when there is one.
    pub(crate) async fn read(&self) -> Result<Option<Saved>, Trouble> {
        let (_, store) = self.begin(IdbTransactionMode::Readonly)?;
        read(&store).await
    }

    /// Writes a save over the one of revision `over`, whole or not at all.
    pub(crate) async fn write(&self, text: &str, over: u64) -> Result<Written, Trouble> {
        let (transaction, store) = self.begin(IdbTransactionMode::Readwrite)?;
        *self.writing.borrow_mut() = Some(transaction.clone());
        let written = write_over(&transaction, &store, text, over).await;
        let given_up = self.writing.borrow_mut().take().is_none();
        if given_up && written.is_err() { Ok(Written::GivenUp) } else { written }
    }

    /// Overlays as they were applied.
    pub(crate) async fn applied(&self) -> Result<Option<Vec<u8>>, Trouble> {
        let (_, store) = self.begin(IdbTransactionMode::Readonly)?;
        let bytes = done(&store.get(&APPLIED.into())?).await?.dyn_into::<Uint8Array>();
        Ok(bytes.ok().map(|bytes| bytes.to_vec()))
    }

    /// Keeps them, or forgets them.
    pub(crate) async fn keep_applied(&self, applied: Option<&[u8]>) -> Result<(), Trouble> {
        let (transaction, store) = self.begin(IdbTransactionMode::Readwrite)?;
        match applied {
            Some(bytes) => store.put_with_key(&Uint8Array::from(bytes), &APPLIED.into())?,
            None => store.delete(&APPLIED.into())?,
        };
        Ok(completed(&transaction).await?)
    }

    /// The rules that this browser had, as they were kept.
    pub(crate) async fn rules(&self) -> Result<JsValue, Trouble> {
        let (_, store) = self.begin(IdbTransactionMode::Readonly)?;
        Ok(done(&store.get(&RULES.into())?).await?)
    }

    /// Keeps them, or forgets them.
    pub(crate) async fn keep_rules(&self, rules: Option<&JsValue>) -> Result<(), Trouble> {
        let (transaction, store) = self.begin(IdbTransactionMode::Readwrite)?;
        match rules {
            Some(rules) => store.put_with_key(rules, &RULES.into())?,
            None => store.delete(&RULES.into())?,
        };
        Ok(completed(&transaction).await?)
    }

    /// Keeps a text that must not get lost, beside the save.
    pub(crate) async fn keep(&self, name: &str, text: &str) -> Result<(), Trouble> {
        let (transaction, store) = self.begin(IdbTransactionMode::Readwrite)?;
        store.put_with_key(&JsValue::from_str(text), &format!("{KEPT}{name}").into())?;
        Ok(completed(&transaction).await?)
    }

    /// The names of the texts that were kept.
    pub(crate) async fn kept(&self) -> Result<Vec<String>, Trouble> {
        let (_, store) = self.begin(IdbTransactionMode::Readonly)?;
        let keys: Array = done(&store.get_all_keys()?).await?.into();
        let names = keys.iter().filter_map(|key| Some(key.as_string()?.strip_prefix(KEPT)?.to_owned()));
        Ok(names.collect())
    }

    /// A text that was kept.
    pub(crate) async fn kept_text(&self, name: &str) -> Result<Option<String>, Trouble> {
        let (_, store) = self.begin(IdbTransactionMode::Readonly)?;
        let kept = done(&store.get(&format!("{KEPT}{name}").into())?).await?;
        Ok((!kept.is_undefined()).then(|| text_of(&kept)))
    }

    /// Forgets a text that was kept.
    pub(crate) async fn drop_kept(&self, name: &str) -> Result<(), Trouble> {
        let (transaction, store) = self.begin(IdbTransactionMode::Readwrite)?;
        store.delete(&format!("{KEPT}{name}").into())?;
        Ok(completed(&transaction).await?)
    }
}

async fn revision(store: &IdbObjectStore) -> Result<u64, Trouble> {
    let value = done(&store.get(&REVISION.into())?).await?;
    Ok(value.as_f64().map_or(0, |number| number as u64))
}

async fn write_over(
    transaction: &IdbTransaction,
    store: &IdbObjectStore,
    text: &str,
    over: u64,
) -> Result<Written, Trouble> {
    if revision(store).await? != over {
        return Ok(Written::Overtaken);
    }
    let next = over + 1;
    store.put_with_key(&JsValue::from_str(text), &WORKSPACE.into())?;
    // Revisions stay far below 2^53, where a double is exact.
    store.put_with_key(&JsValue::from_f64(next as f64), &REVISION.into())?;
    completed(transaction).await?;
    Ok(Written::As(next))
}

async fn read(store: &IdbObjectStore) -> Result<Option<Saved>, Trouble> {
    let value = done(&store.get(&WORKSPACE.into())?).await?;
    if value.is_undefined() {
        return Ok(None);
    }
    let revision = revision(store).await?;
    Ok(Some(Saved { revision, text: text_of(&value) }))
}

/// What stands where a text should: as JSON, or else as the browser says it. It is no save then, and is kept.
fn text_of(value: &JsValue) -> String {
    let as_json = || js_sys::JSON::stringify(value).ok().and_then(|json| json.as_string());
    value.as_string().or_else(as_json).unwrap_or_else(|| format!("{value:?}"))
}

/// Opens a database of these stores, and makes it when it is new.
pub(super) async fn open(name: &str, stores: &'static [&'static str]) -> Result<IdbDatabase, Trouble> {
    // Some browsers throw where others give nothing.
    let factory = crate::browser::window().and_then(|window| window.indexed_db().ok().flatten());
    let request = factory.ok_or(Trouble::Unavailable)?.open_with_u32(name, 1).map_err(|_| Trouble::Unavailable)?;
    let opening: IdbOpenDbRequest = request.clone();
    let make_stores = Closure::once_into_js(move || {
        if let Ok(database) = opening.result().and_then(JsCast::dyn_into::<IdbDatabase>) {
            for store in stores {
                let _ = database.create_object_store(store);
            }
        }
    });
    request.set_onupgradeneeded(Some(make_stores.unchecked_ref()));
    let database = done(&request).await.map_err(|_| Trouble::Unavailable)?;
    database.dyn_into().map_err(|_| Trouble::Unavailable)
}

/// The result of a request.
pub(super) async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(promise).await {
        Ok(_) => request.result(),
        Err(_) => Err(request.error().ok().flatten().map_or(JsValue::NULL, JsValue::from)),
    }
}

/// The end of a transaction, which gets no further requests: all of it is written, or an error says why nothing is.
pub(super) async fn completed(transaction: &IdbTransaction) -> Result<(), JsValue> {
    // It ends without this page, which may be put to sleep meanwhile. One that has failed already says so below.
    #[expect(
        deprecated,
        reason = "web-sys calls it so since Safari before 15 lacks it; there it throws, and nothing is lost"
    )]
    let _ = transaction.commit();
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(promise).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction.error().map_or(JsValue::NULL, JsValue::from)),
    }
}

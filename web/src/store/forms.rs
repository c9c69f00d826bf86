//! Forms of an association's own, kept in a database of their own so that they are there the next time: by the rule book
//! that they were chosen for, or for whichever overlay names them; and the files of a host folder that is being made.

use super::idb::{Trouble, completed, done, open};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, IdbDatabase, IdbObjectStore, IdbTransaction, IdbTransactionMode};

const DATABASE: &str = "ziping-forms";
/// Where a form belongs and its name, with a line feed between → the file.
const FORMS: &str = "forms";
/// Where a form belongs that was loaded beside overlays.
pub(crate) const OVERLAYS: &str = "overlays";
/// Where a file of a host folder belongs that is being made.
pub(crate) const HOST: &str = "host";

/// A form as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KeptForm {
    /// The rule book that it was chosen for, or [`OVERLAYS`], or [`HOST`].
    pub(crate) of: String,
    pub(crate) name: String,
    pub(crate) file: Blob,
}

impl KeptForm {
    fn key(&self) -> JsValue {
        format!("{}\n{}", self.of, self.name).into()
    }
}

/// The open database of forms.
pub(crate) struct Forms(IdbDatabase);

impl Forms {
    pub(crate) async fn open() -> Result<Self, Trouble> {
        Ok(Self(open(DATABASE, &[FORMS]).await?))
    }

    fn begin(&self, mode: IdbTransactionMode) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
        let transaction = self.0.transaction_with_str_and_mode(FORMS, mode)?;
        let store = transaction.object_store(FORMS)?;
        Ok((transaction, store))
    }

    /// Keeps a form, in the place of one of its name.
    pub(crate) async fn put(&self, form: &KeptForm) -> Result<(), Trouble> {
        let (transaction, store) = self.begin(IdbTransactionMode::Readwrite)?;
        store.put_with_key(&form.file, &form.key())?;
        Ok(completed(&transaction).await?)
    }

    /// Forgets a form.
    pub(crate) async fn remove(&self, form: &KeptForm) -> Result<(), Trouble> {
        let (transaction, store) = self.begin(IdbTransactionMode::Readwrite)?;
        store.delete(&form.key())?;
        Ok(completed(&transaction).await?)
    }

    /// All that are kept.
    pub(crate) async fn all(&self) -> Result<Vec<KeptForm>, Trouble> {
        let (_, store) = self.begin(IdbTransactionMode::Readonly)?;
        let keys: Array = done(&store.get_all_keys()?).await?.into();
        let mut all = Vec::new();
        for key in keys.iter() {
            let (_, store) = self.begin(IdbTransactionMode::Readonly)?;
            let file = done(&store.get(&key)?).await?.dyn_into::<Blob>();
            let name = key.as_string();
            let parts = name.as_deref().and_then(|name| name.split_once('\n'));
            if let (Ok(file), Some((of, name))) = (file, parts) {
                all.push(KeptForm { of: of.to_owned(), name: name.to_owned(), file });
            }
        }
        Ok(all)
    }

    /// The files of a host folder that is being made; none where the browser keeps none.
    pub(crate) async fn of_host() -> Vec<KeptForm> {
        let Ok(store) = Self::open().await else { return Vec::new() };
        let all = store.all().await.unwrap_or_default();
        all.into_iter().filter(|form| form.of == HOST).collect()
    }

    /// Takes all forms out.
    pub(crate) async fn take_all(&self) -> Result<Vec<KeptForm>, Trouble> {
        let taken = self.all().await?;
        let (transaction, store) = self.begin(IdbTransactionMode::Readwrite)?;
        store.clear()?;
        completed(&transaction).await?;
        Ok(taken)
    }
}

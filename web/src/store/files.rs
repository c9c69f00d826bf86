//! Attached files: each its own record in a database of its own, apart from the saves, which only name them.
//!
//! A file that no save names any more is left for a day, so that removing it can be undone here and in other tabs.

use super::idb::{Trouble, completed, done, open};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, IdbDatabase, IdbObjectStore, IdbTransaction, IdbTransactionMode};
use ziping_assess::proof::Attached;

const DATABASE: &str = "ziping-files";
/// Where a file lies (`at`) → its bytes.
const FILES: &str = "files";
/// Where a file lies that no save names → since when, in milliseconds.
const LEFT: &str = "left";
/// How long such a file is kept, in milliseconds.
const KEPT: f64 = 24.0 * 3_600_000.0;

/// The open database of files.
pub(crate) struct Files(IdbDatabase);

impl Files {
    pub(crate) async fn open() -> Result<Self, Trouble> {
        Ok(Self(open(DATABASE, &[FILES, LEFT]).await?))
    }

    fn begin(&self, name: &str, mode: IdbTransactionMode) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
        let transaction = self.0.transaction_with_str_and_mode(name, mode)?;
        let store = transaction.object_store(name)?;
        Ok((transaction, store))
    }

    /// Keeps a file, whole or not at all.
    pub(crate) async fn put(&self, at: &str, file: &Blob) -> Result<(), Trouble> {
        let (transaction, store) = self.begin(FILES, IdbTransactionMode::Readwrite)?;
        store.put_with_key(file, &at.into())?;
        Ok(completed(&transaction).await?)
    }

    /// A file; its bytes are read when they are asked for.
    pub(crate) async fn get(&self, at: &str) -> Result<Option<Blob>, Trouble> {
        let (_, store) = self.begin(FILES, IdbTransactionMode::Readonly)?;
        Ok(done(&store.get(&at.into())?).await?.dyn_into().ok())
    }

    /// Those of the attached files that this browser has, each in the place of its name; `None`: it is not here.
    pub(crate) async fn held(files: &[Attached]) -> Vec<Option<Blob>> {
        let mut found = Vec::with_capacity(files.len());
        let store = if files.is_empty() { None } else { Self::open().await.ok() };
        for file in files {
            found.push(match &store {
                Some(store) => store.get(&file.at).await.ok().flatten(),
                None => None,
            });
        }
        found
    }

    /// Forgets a file.
    pub(crate) async fn remove(&self, at: &str) -> Result<(), Trouble> {
        let (transaction, store) = self.begin(FILES, IdbTransactionMode::Readwrite)?;
        store.delete(&at.into())?;
        Ok(completed(&transaction).await?)
    }

    /// Takes all files out.
    pub(crate) async fn take_all(&self) -> Result<Vec<(String, Blob)>, Trouble> {
        let mut taken = Vec::new();
        for at in self.keys(FILES).await? {
            if let Some(file) = self.get(&at).await? {
                taken.push((at, file));
            }
        }
        for name in [FILES, LEFT] {
            let (transaction, store) = self.begin(name, IdbTransactionMode::Readwrite)?;
            store.clear()?;
            completed(&transaction).await?;
        }
        Ok(taken)
    }

    async fn keys(&self, name: &str) -> Result<Vec<String>, Trouble> {
        let (_, store) = self.begin(name, IdbTransactionMode::Readonly)?;
        let keys: Array = done(&store.get_all_keys()?).await?.into();
        Ok(keys.iter().filter_map(|key| key.as_string()).collect())
    }

    /// Forgets files that no save has named for a day; with `at_once` those that none names now. Answers how many that
    /// no save names are left.
    pub(crate) async fn sweep(
        &self,
        is_named: impl Fn(&str) -> bool,
        now: f64,
        at_once: bool,
    ) -> Result<usize, Trouble> {
        let mut waiting = 0;
        for at in self.keys(FILES).await? {
            let (transaction, left) = self.begin(LEFT, IdbTransactionMode::Readwrite)?;
            let key = JsValue::from_str(&at);
            let since = done(&left.get(&key)?).await?.as_f64();
            let over = match (is_named(&at), since) {
                (true, None) => false,
                (true, Some(_)) => {
                    left.delete(&key)?;
                    false
                }
                (false, None) => {
                    left.put_with_key(&JsValue::from_f64(now), &key)?;
                    at_once
                }
                (false, Some(since)) => at_once || now - since > KEPT,
            };
            completed(&transaction).await?;
            waiting += usize::from(!over && !is_named(&at));
            if over {
                let (transaction, files) = self.begin(FILES, IdbTransactionMode::Readwrite)?;
                files.delete(&key)?;
                completed(&transaction).await?;
                let (transaction, left) = self.begin(LEFT, IdbTransactionMode::Readwrite)?;
                left.delete(&key)?;
                completed(&transaction).await?;
            }
        }
        Ok(waiting)
    }
}

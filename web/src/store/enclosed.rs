//! Keeping the files that came in a package: all of them, before any record names one.

use super::files::Files;
use super::idb::Trouble;
use crate::browser;
use web_sys::Blob;
use ziping_assess::proof::Records;

/// Why files are not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NotKept {
    /// The visitor stopped it.
    Stopped,
    /// The browser keeps nothing, or not this file.
    Unavailable(String),
    /// There is no room for this file.
    Full(String, u64),
}

/// Keeps the files of records, in their order, under places of their own; gives the records that name these. What is kept and
/// named by nothing goes within a day.
pub(crate) async fn keep_enclosed(
    records: &Records,
    files: &[Blob],
    stop: impl Fn() -> bool,
) -> Result<Records, NotKept> {
    let mut kept = Records::default();
    let store = if files.is_empty() { None } else { Files::open().await.ok() };
    let mut files = files.iter();
    for (paper, record) in records.iter() {
        let mut record = record.clone();
        for attached in &mut record.files {
            if stop() {
                return Err(NotKept::Stopped);
            }
            let unavailable = || NotKept::Unavailable(attached.name.clone());
            let (Some(file), Some(store)) = (files.next(), &store) else { return Err(unavailable()) };
            let at = browser::new_id();
            store.put(&at, file).await.map_err(|trouble| match trouble {
                Trouble::Full => NotKept::Full(attached.name.clone(), attached.bytes),
                Trouble::Unavailable | Trouble::Failed => unavailable(),
            })?;
            attached.at = at;
        }
        kept.put(paper, record);
    }
    Ok(kept)
}

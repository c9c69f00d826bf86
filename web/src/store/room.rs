//! How much room the browser gives, and whether it keeps what is there when room gets short.

use crate::browser;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

/// Room in bytes, as the browser estimates it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Room {
    pub(crate) used: u64,
    pub(crate) of: u64,
}

fn manager() -> Option<StorageManager> {
    Some(browser::window()?.navigator().storage())
}

/// How much is used; `None` where the browser does not say.
pub(crate) async fn room() -> Option<Room> {
    let estimate: StorageEstimate = JsFuture::from(manager()?.estimate().ok()?).await.ok()?.unchecked_into();
    // Whole numbers of bytes, far below 2^53.
    Some(Room { used: estimate.get_usage()? as u64, of: estimate.get_quota()? as u64 })
}

/// Whether the browser has promised to keep everything; `None` where it does not say.
pub(crate) async fn is_persisted() -> Option<bool> {
    JsFuture::from(manager()?.persisted().ok()?).await.ok()?.as_bool()
}

/// Asks for that promise.
pub(crate) async fn persist() -> Option<bool> {
    JsFuture::from(manager()?.persist().ok()?).await.ok()?.as_bool()
}

//! How the list of organisations is looked at: remembered for this tab, so that it stands as it was when one comes back.

use super::order::Order;
use super::sieve::Sieve;
use crate::browser;
use serde::{Deserialize, Serialize};

/// The name under which it is remembered.
const VIEW: &str = "ziping.clients-view";

/// What is sought, chosen and sorted by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct View {
    /// What was typed into the search.
    pub(super) sought: String,
    /// Those put out of the way are listed too.
    pub(super) archived: bool,
    pub(super) order: Order,
    pub(super) sieve: Sieve,
}

impl View {
    /// That of this tab; what cannot be read begins anew.
    pub(super) fn remembered() -> Self {
        browser::remembered_here(VIEW).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    pub(super) fn remember(&self) {
        if let Ok(text) = serde_json::to_string(self) {
            browser::remember_here(VIEW, &text);
        }
    }
}

//! The site of Ziping 自评: what a visitor sees and does. All rules are applied by the crates in `core/`; nothing here decides one.
//!
//! A page and its three workers are four programs of this crate. State is pure Rust in `state`, saving is in `store`,
//! everything that asks the browser for something is in `browser` and the folders that need it; what all workers share is in
//! `worker`.

mod app;
mod boot;
mod browser;
mod changes;
mod collect;
mod draft;
mod engine;
mod fields;
mod folder;
mod handed;
mod handed_in;
mod host;
mod job;
mod keeping;
mod lang;
mod lazy;
mod outdated;
mod overlay;
mod pages;
mod parts;
mod receive;
mod route;
mod site;
mod state;
mod store;
mod surroundings;
mod texts;
mod theme;
#[cfg(test)]
mod trials;
mod worker;

use wasm_bindgen::JsCast as _;

pub use lazy::{Desk, Loading};

/// Starts the page: loads the rule books and the saved work, then draws. `bring` brings [`desk`].
pub fn start(bring: fn() -> Loading<Desk>) {
    boot::start(bring);
}

/// The pages that it does not take to answer questions.
pub fn desk() -> Desk {
    pages::desk()
}

/// Starts the worker that reads overlays and rule books, and compares them.
pub fn read_overlays() {
    let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() else { return };
    overlay::work(&scope);
    overlay::try_beside(&scope);
    draft::work(&scope);
    changes::work(&scope);
    worker::ready(&scope);
}

/// Starts the worker that makes the workbooks that collect answers, and reads what comes back.
pub fn collect() {
    let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() else { return };
    collect::work(&scope);
    worker::ready(&scope);
}

/// Starts the worker that makes application packages, opens those of others, packs host folders, and
/// writes forms that collect answers on paper.
pub fn work() {
    let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() else { return };
    job::work(&scope);
    receive::work(&scope);
    folder::work(&scope);
    collect::on_paper(&scope);
    worker::ready(&scope);
}

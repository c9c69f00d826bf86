//! Which pages of this site are open: whose notes are another tab's, and whose are left behind.

use super::journal::Left;
use crate::browser;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The page that was in this tab before, in the tab's own storage.
const PAGE: &str = "ziping.page";
/// Begins the names of locks: a page holds one as long as it is open.
const LOCK: &str = "ziping page ";
/// Where there are no locks, a note that is older than this was left behind, in milliseconds. A page that is open saves
/// much sooner.
const STALE: f64 = 10_000.0;
/// How long the page before may take to be gone, in tenths of a second.
const PATIENCE: u32 = 6;

fn locks() -> Option<JsValue> {
    let navigator = browser::window()?.navigator();
    Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}

/// Says that a page is open for as long as it is. Answers which one was in this tab before.
pub(super) fn enter(page: &str) -> Option<String> {
    let before = browser::remembered_here(PAGE);
    browser::remember_here(PAGE, page);
    if let Some(locks) = locks()
        && let Some(request) = method(&locks, "request")
    {
        // A promise that is never kept: the lock goes with the page.
        let held = Closure::once_into_js(|| Promise::new(&mut |_, _| {}));
        let _ = request.call2(&locks, &format!("{LOCK}{page}").into(), &held);
    }
    before
}

/// The names of the locks that are held; `None`: the browser does not say.
async fn held() -> Option<Vec<String>> {
    let locks = locks()?;
    let asked: Promise = method(&locks, "query")?.call0(&locks).ok()?.dyn_into().ok()?;
    let found = JsFuture::from(asked).await.ok()?;
    let held: Array = Reflect::get(&found, &"held".into()).ok()?.dyn_into().ok()?;
    Some(held.iter().filter_map(|lock| Reflect::get(&lock, &"name".into()).ok()?.as_string()).collect())
}

/// Those notes whose pages are gone. A page that is reloaded may take a moment.
pub(super) async fn left_behind(notes: Vec<Left>, before: Option<&str>) -> Vec<Left> {
    let mut tries = 0;
    loop {
        let Some(held) = held().await else {
            let now = js_sys::Date::now();
            let gone = |note: &Left| before == Some(note.page.as_str()) || now - note.at > STALE;
            return notes.into_iter().filter(gone).collect();
        };
        let is_open = |note: &Left| held.contains(&format!("{LOCK}{}", note.page));
        let waits = notes.iter().any(|note| before == Some(note.page.as_str()) && is_open(note));
        if !waits || tries >= PATIENCE {
            return notes.into_iter().filter(|note| !is_open(note)).collect();
        }
        tries += 1;
        browser::pause(100).await;
    }
}

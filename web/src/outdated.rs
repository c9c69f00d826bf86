//! Whether the host has another build of the site by now. A page that was opened before keeps running; parts of it that
//! it has not fetched yet are gone from the host, and *check the network* would be the wrong thing to say.

use crate::browser;
use crate::texts::Texts;

/// The mark of the page with its build, which `cargo xtask build` writes.
const MARK: &str = "meta[name=ziping-build]";

/// The list of the site's files, with their build.
const LIST: &str = "asset-list";

/// Asks the host, after something of the site did not come. Where it has another build, the page is told
/// (`web/start.js`), which offers to reload.
pub(crate) async fn look() {
    let Some(own) = own_build() else { return };
    if let Some(list) = browser::fetch(LIST).await
        && build_of(&list).is_some_and(|build| build != own)
    {
        browser::announce("ziping-outdated");
    }
}

/// What to say of something that did not come: the general word, or that the site has a newer build.
pub(crate) fn said(t: &Texts, general: &'static str) -> &'static str {
    if browser::root_attribute("data-update").is_some() { t.loading_outdated() } else { general }
}

fn own_build() -> Option<String> {
    browser::document()?.query_selector(MARK).ok()??.get_attribute("content")
}

/// The build that the list of files is of.
fn build_of(list: &[u8]) -> Option<String> {
    let list: serde_json::Value = serde_json::from_slice(list).ok()?;
    Some(list.get("build")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_build_is_read_from_the_list_of_files_and_from_nothing_else() {
        assert_eq!(build_of(br#"{"build":"ab","files":[]}"#).as_deref(), Some("ab"));
        assert_eq!(build_of(b"<!doctype html><title>not found</title>"), None);
    }
}

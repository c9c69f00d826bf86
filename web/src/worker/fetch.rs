//! Packs of the site as a worker fetches them, and why something cannot be done.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, Response};
use ziping_base::diag;
use ziping_base::say;
use ziping_regime::compiled::PackError;

/// Why there is nothing to hand over; the code where the page knows what to say of it.
pub(crate) struct Trouble {
    pub(crate) why: diag::Said,
    pub(crate) code: &'static str,
}

impl Trouble {
    pub(crate) const fn other(why: diag::Said) -> Self {
        Self { why, code: "" }
    }

    /// A pack of this site cannot be read.
    pub(crate) fn pack(error: PackError) -> Self {
        let help = say!("reload the page and try again", "请刷新页面后再试");
        let what = diag::Said::new(format!("{error};"), "规则文件不完整或不是这一版的；");
        Self::other(what.and(&help))
    }
}

/// A pack of the site.
pub(crate) async fn fetch(scope: &DedicatedWorkerGlobalScope, name: &str) -> Result<Vec<u8>, Trouble> {
    let missing =
        || Trouble::other(say!("`packs/{name}` could not be fetched", "取不到 packs/{name}，请检查网络后再试"));
    let response = JsFuture::from(scope.fetch_with_str(&format!("packs/{name}"))).await.map_err(|_| missing())?;
    let response: Response = response.dyn_into().map_err(|_| missing())?;
    if !response.ok() {
        return Err(missing());
    }
    let buffer = response.array_buffer().map_err(|_| missing())?;
    Ok(Uint8Array::new(&JsFuture::from(buffer).await.map_err(|_| missing())?).to_vec())
}

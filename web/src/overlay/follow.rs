//! Bringing the page to the overlays that the host and the saved work have: from what is kept beside the save or lies compiled
//! in the host folder, else by reading them.

use super::ask::read;
use crate::engine::Packs;
use crate::host::Hosted;
use crate::state::{Move, Overlay};
use crate::store::Saver;
use js_sys::{Array, Uint8Array};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use ziping_regime::compiled::{Applied, AppliedFile, read_applied};

/// What to bring where.
#[derive(Clone)]
pub(crate) struct Following {
    pub(crate) packs: Packs,
    pub(crate) saver: Saver,
    /// The overlays that should apply.
    pub(crate) wanted: Rc<Vec<Overlay>>,
    pub(crate) hosted: Rc<Hosted>,
    /// Only from what is compiled: a page that starts does not wait for overlays to be read.
    pub(crate) at_once: bool,
}

/// The rule books with the overlays wanted, and how answers follow them.
pub(crate) struct Followed {
    pub(crate) packs: Packs,
    pub(crate) step: Move,
}

/// `None`: the overlays cannot be had, the rule books at hand stay.
pub(crate) async fn follow(following: Following) -> Option<Followed> {
    let from = following.packs.clone();
    let packs = with(following).await?;
    Some(Followed { step: Move::new(from.library(), packs.library()), packs })
}

/// Whether files that were worked out are just those that are wanted, in their order.
pub(crate) fn is_of(files: &[AppliedFile], wanted: &[Overlay]) -> bool {
    files.len() == wanted.len() && files.iter().zip(wanted).all(|(file, overlay)| overlay.is(file))
}

async fn with(following: Following) -> Option<Packs> {
    let Following { packs, saver, wanted, hosted, at_once } = following;
    let built_in = packs.built_in();
    if wanted.is_empty() {
        // The page goes on without them at once: what is still kept fits no other wish and is never taken by mistake.
        spawn_local(async move { saver.keep_applied(None).await });
        return Some(built_in);
    }
    let fits = |applied: &Applied| applied.base == built_in.fingerprint() && is_of(&applied.files, &wanted);
    let good = |bytes: Vec<u8>| Some((read_applied(&bytes).ok().filter(fits)?, blob(&bytes)?));
    let mut found = saver.applied().await.into_iter().find_map(&good);
    if found.is_none() && wanted == hosted.overlays {
        found = hosted.compiled().await.and_then(good);
    }
    let (applied, pack) = match found {
        Some(found) => found,
        None if at_once => return None,
        None => {
            let bytes = read(&wanted).await?.applied.to_vec();
            let found = good(bytes.clone())?;
            // Where it cannot be kept, it is worked out anew by the next page.
            saver.keep_applied(Some(bytes)).await;
            found
        }
    };
    Some(built_in.with(applied, pack))
}

fn blob(bytes: &[u8]) -> Option<Blob> {
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()
}

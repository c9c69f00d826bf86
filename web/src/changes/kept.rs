//! What is kept of the rules that this browser had, as sources: a newer version of the site can read them again.

use super::ask::Comparing;
use super::order::Changes;
use crate::browser;
use crate::engine::Packs;
use crate::host::Hosted;
use crate::overlay::Asked;
use crate::state::Workspace;
use crate::store::Saver;
use crate::worker::post::file_or_none;
use gloo::timers::future::TimeoutFuture;
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use web_sys::Blob;
use ziping_regime::compiled::after_head;

/// The files of the site's rule books.
const FILES: &str = "packs/content.bin";

/// How long a page is left alone before its rules are looked at, in milliseconds.
const SETTLES: u32 = 2_000;

/// Rules as they are in force for every visitor: the site's, and what the host lays over them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct InForce {
    /// Another one whenever they change, and with each build of the site.
    key: String,
    /// The day from which this browser has had them.
    pub(crate) since: String,
    /// The files of the site's rule books, packed.
    #[serde(with = "file_or_none")]
    pub(crate) files: Option<Blob>,
    /// What the host lays over them.
    pub(crate) over: Vec<Asked>,
}

/// The rules before those in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Before {
    pub(crate) rules: InForce,
    /// The day on which others took their place here.
    pub(crate) until: String,
    /// The save as it was on that day.
    pub(crate) save: Option<String>,
    /// The visitor has seen what changed.
    pub(crate) seen: bool,
}

/// All that is kept of rules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Kept {
    now: InForce,
    pub(crate) before: Option<Before>,
}

impl Kept {
    fn is_unseen(&self) -> bool {
        self.before.as_ref().is_some_and(|before| !before.seen)
    }

    /// As it is once the visitor has seen what changed.
    pub(crate) fn seen(mut self) -> Self {
        self.before.iter_mut().for_each(|before| before.seen = true);
        self
    }
}

/// What tells the rules of today from others; `None`: what the host lays over them did not come.
fn key_of(packs: &Packs, hosted: &Hosted) -> Option<String> {
    let over = hosted.overlays.iter().map(|file| file.hash.as_str());
    let own = format!("{:016x}", packs.fingerprint());
    hosted.problems.is_empty().then(|| std::iter::once(own.as_str()).chain(over).collect::<Vec<_>>().join(" "))
}

/// Keeps the rules of today where there is something to assess with them, and notices that they are others than before.
/// Answers whether there is something that the visitor has not seen yet. `compare`: what changes from the rules of before to
/// those of today.
pub(crate) async fn watch(
    (packs, hosted): (Packs, Rc<Hosted>),
    workspace: Rc<Workspace>,
    saver: Saver,
    compare: impl AsyncFnOnce(Comparing) -> Option<Changes>,
) -> bool {
    TimeoutFuture::new(SETTLES).await;
    let Some(key) = key_of(&packs, &hosted) else { return false };
    let kept: Option<Kept> = saver.rules().await;
    if let Some(kept) = &kept
        && kept.now.key == key
    {
        return kept.is_unseen();
    }
    // What cannot be fetched now is looked at by the next page.
    let Some(files) = browser::fetch_blob(FILES).await else { return false };
    let now = InForce {
        key,
        since: browser::today().to_string(),
        files: Some(files),
        over: hosted.overlays.iter().map(Asked::of).collect(),
    };
    let Some(Kept { now: old, before }) = kept else {
        saver.keep_rules(&Kept { now, before: None }).await;
        return false;
    };
    if same(&old, &now).await {
        let now = InForce { since: old.since, ..now };
        let kept = Kept { now, before };
        saver.keep_rules(&kept).await;
        return kept.is_unseen();
    }
    // What was not seen yet is told together with what has come since.
    let before = before.filter(|before| !before.seen);
    let rules = before.as_ref().map_or(&old, |before| &before.rules).clone();
    let comparing = Comparing { packs, hosted, workspace, before: rules };
    let Some(changes) = compare(comparing).await else { return false };
    let before = match before {
        Some(before) => Some(before),
        None if Changes::is_news(&changes) => {
            Some(Before { rules: old, until: now.since.clone(), save: saver.saved().await, seen: false })
        }
        None => None,
    };
    let kept = Kept { now, before };
    saver.keep_rules(&kept).await;
    kept.is_unseen()
}

/// Whether both are the same rules, of whatever build.
async fn same(old: &InForce, new: &InForce) -> bool {
    let over = |rules: &InForce| rules.over.iter().map(|file| file.hash.clone()).collect::<Vec<_>>();
    if over(old) != over(new) {
        return false;
    }
    let (Some(old), Some(new)) = (&old.files, &new.files) else { return false };
    let (Some(old), Some(new)) = (browser::bytes_of(old).await, browser::bytes_of(new).await) else { return false };
    after_head(&old).is_some() && after_head(&old) == after_head(&new)
}

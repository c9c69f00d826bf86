//! The page's side: has rules compared, in a worker that lives only as long as that takes.

use super::kept::InForce;
use super::order::{Changes, Compare, Organisation};
use crate::browser;
use crate::engine::Packs;
use crate::host::Hosted;
use crate::overlay::{Asked, ask};
use crate::state::{Client, Overlay, Workspace, laid_over};
use std::rc::Rc;
use ziping_rules::fact::foreign::write_with;

/// The rules before, and all that makes up those of today.
#[derive(Clone)]
pub(crate) struct Comparing {
    pub(crate) packs: Packs,
    pub(crate) hosted: Rc<Hosted>,
    pub(crate) workspace: Rc<Workspace>,
    pub(crate) before: InForce,
}

/// What changes with the rules for the organisations here; what the visitor has loaded is laid over both. `None`: the
/// browser gives no worker, or the worker cannot get the rule books.
pub(crate) async fn compare(Comparing { packs, hosted, workspace, before }: Comparing) -> Option<Changes> {
    let over: Vec<Overlay> = before.over.into_iter().map(Asked::kept).collect();
    let (catalogue, today) = (&packs.library().catalogue, browser::today());
    let organisation = |client: &Client| Organisation {
        id: client.id.clone(),
        answers: write_with(&client.name, &client.sheet, &client.foreign, catalogue),
        as_of: client.as_of.unwrap_or(today),
        regimes: client.regimes.to_vec(),
    };
    let order = Compare {
        before: laid_over(&over, &workspace.overlays).iter().map(Asked::of).collect(),
        after: hosted.with(&workspace.overlays).iter().map(Asked::of).collect(),
        organisations: workspace
            .clients
            .iter()
            .filter(|client| !client.is_blank())
            .map(|client| organisation(client))
            .collect(),
    };
    ask(order, before.files.into_iter().collect()).await
}

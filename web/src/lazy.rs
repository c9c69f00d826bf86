//! The pages that are brought when first wanted. In the release build they are a file of their own, so that a first visit waits for
//! what it takes to answer questions alone.

use crate::browser;
use crate::changes::{Changes, Comparing};
use crate::route::Route;
use futures_util::future::{LocalBoxFuture, join};
use std::cell::Cell;
use std::rc::Rc;
use yew::prelude::*;

/// A part of the program on its way; `None` when it cannot be had now.
pub type Loading<T> = LocalBoxFuture<'static, Option<T>>;

/// The pages that are brought when first wanted, and what changes with the rules. The rest of the program calls them through this
/// value only, so that the build can put them into a file of their own.
#[derive(Debug, Clone, Copy)]
pub struct Desk {
    pub(crate) page: fn(Route) -> Html,
    pub(crate) compare: fn(Comparing) -> Loading<Changes>,
}

/// Where they are kept once they came.
#[derive(Clone)]
pub(crate) struct Shelf {
    bring: fn() -> Loading<Desk>,
    desk: Rc<Cell<Option<Desk>>>,
}

impl Shelf {
    pub(crate) fn new(bring: fn() -> Loading<Desk>) -> Self {
        Self { bring, desk: Rc::default() }
    }

    /// The pages, if they are here.
    pub(crate) fn here(&self) -> Option<Desk> {
        self.desk.get()
    }

    /// The pages, fetched unless they are here. `None`: they cannot be had now.
    pub(crate) async fn desk(&self) -> Option<Desk> {
        if self.desk.get().is_none()
            && let (true, desk) = join(browser::lay_styles("desk"), (self.bring)()).await
        {
            self.desk.set(desk);
        }
        self.desk.get()
    }

    /// What changes with the rules. `None`: it cannot be had now.
    pub(crate) async fn compare(&self, comparing: Comparing) -> Option<Changes> {
        (self.desk().await?.compare)(comparing).await
    }
}

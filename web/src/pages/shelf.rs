//! Pages that are brought when first opened: everything that is not needed to answer questions. In the release build
//! they are a file of their own, so a first visit does not wait for them.

use super::{DeskPage, PageProps};
use crate::fields::use_site;
use crate::kit::Packs;
use crate::overlay::{Following, follow};
use crate::parts::heading;
use crate::route::Route;
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The pages beyond those of a first visit, and the way to rule books with overlays.
#[derive(Debug, Clone, Copy)]
pub struct Desk {
    page: fn(Route) -> Html,
    follow: fn(Following) -> Followed,
}

/// Rule books with overlays on their way.
type Followed = Pin<Box<dyn Future<Output = Option<Packs>>>>;

/// The pages on their way; `None` when they cannot be had now.
pub type Loading = Pin<Box<dyn Future<Output = Option<Desk>>>>;

impl Desk {
    /// The only way from the program to these pages: what is reached through it alone can be split off.
    pub(crate) fn here() -> Self {
        Self { page: |route| html! { <DeskPage {route} /> }, follow: |following| Box::pin(follow(following)) }
    }
}

/// Where the pages are kept once they came.
#[derive(Clone)]
pub(crate) struct Shelf {
    load: fn() -> Loading,
    here: Rc<Cell<Option<Desk>>>,
}

impl Shelf {
    pub(crate) fn new(load: fn() -> Loading) -> Self {
        Self { load, here: Rc::default() }
    }

    /// The pages, fetched unless they are here.
    async fn desk(&self) -> Option<Desk> {
        if self.here.get().is_none() {
            self.here.set((self.load)().await);
        }
        self.here.get()
    }

    /// The rule books with the overlays wanted. `None`: they cannot be had now.
    pub(crate) async fn follow(&self, following: Following) -> Option<Packs> {
        (self.desk().await?.follow)(following).await
    }
}

/// One of those pages, once they are here.
#[component]
pub(super) fn Later(props: &PageProps) -> Html {
    let site = use_site();
    let here = use_state(|| site.shelf.here.get());
    let failed = use_state_eq(|| false);
    let fetch = {
        let (shelf, here, failed) = (site.shelf.clone(), here.setter(), failed.setter());
        Callback::from(move |()| {
            let (shelf, here, failed) = (shelf.clone(), here.clone(), failed.clone());
            spawn_local(async move {
                let came = shelf.desk().await;
                failed.set(came.is_none());
                here.set(came);
            });
        })
    };
    {
        let (fetch, waiting) = (fetch.clone(), here.is_none());
        use_effect_with((), move |()| {
            if waiting {
                fetch.emit(());
            }
        });
    }
    if let Some(desk) = *here {
        return (desk.page)(props.route.clone());
    }
    let t = site.t;
    let again = fetch.reform(|_: MouseEvent| ());
    html! {
        <main class="page" id="main">
            if *failed {
                { heading(t.loading_failed()) }
                <p role="alert">{ t.boot_network() }</p>
                <p><button type="button" onclick={again}>{ t.loading_again() }</button></p>
            } else {
                { heading(t.loading_title()) }
                <p role="status">{ t.loading_page() }</p>
            }
        </main>
    }
}

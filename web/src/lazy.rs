//! Parts of the program that are brought when first wanted. In the release build each is a file of its own, so that a
//! first visit waits for nothing but what it takes to answer questions:
//!
//! * [`Near`]: what stands beside the questions, such as the first page, the organisation, tables, the walk, and rule books
//!   with overlays;
//! * [`Reader`]: reading what was kept before, of which a first visit has nothing;
//! * [`Desk`]: all other pages.

use crate::browser;
use crate::changes::{Changes, Comparing, compare};
use crate::engine::{Book, View};
use crate::fields::{TableField, TableFieldProps, use_site};
use crate::outdated;
use crate::overlay::{Followed, Following, follow};
use crate::pages::{Derived, DerivedProps, DeskPage, Finder, FinderProps, NearPage, WhyTable, use_title};
use crate::parts::{ClauseText, heading, retry};
use crate::route::Route;
use crate::store::{Loading, Reader};
use futures_util::future::join;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What is drawn by a part that may not be here yet.
#[derive(Clone, PartialEq)]
pub(crate) enum Wanted {
    Page(Route),
    Table(TableFieldProps),
    Finder(FinderProps),
    /// How an overlay works the figure of a question out.
    Derived(DerivedProps),
    /// Why each condition stands as it does.
    Why(Book, View),
    /// What a clause says and what the kit makes of it.
    Clause(Book, AttrValue),
}

impl Wanted {
    fn is_near(&self) -> bool {
        match self {
            Self::Page(route) => is_near(route),
            Self::Table(_) | Self::Finder(_) | Self::Derived(_) | Self::Why(..) | Self::Clause(..) => true,
        }
    }
}

fn is_near(route: &Route) -> bool {
    matches!(route, Route::Home | Route::Organisation | Route::Ask { .. })
}

/// Draws what a part is for.
type Draw = fn(Wanted) -> Html;

/// What stands beside the questions, and the way to rule books with overlays.
#[derive(Debug, Clone, Copy)]
pub struct Near {
    draw: Draw,
    follow: fn(Following) -> Loading<Followed>,
}

impl Near {
    /// The only way from the program to what this part draws: what is reached through it alone can be split off.
    pub(crate) fn here() -> Self {
        Self {
            draw: |wanted| match wanted {
                Wanted::Page(route) => html! { <NearPage {route} /> },
                Wanted::Table(props) => html! { <TableField ..props /> },
                Wanted::Finder(props) => html! { <Finder ..props /> },
                Wanted::Derived(props) => html! { <Derived ..props /> },
                Wanted::Why(book, view) => html! { <WhyTable {book} {view} /> },
                Wanted::Clause(book, clause) => html! { <ClauseText {book} {clause} /> },
            },
            follow: |following| Box::pin(follow(following)),
        }
    }
}

/// All other pages, and what changes with the rules.
#[derive(Debug, Clone, Copy)]
pub struct Desk {
    draw: Draw,
    compare: fn(Comparing) -> Loading<Changes>,
}

impl Desk {
    /// As [`Near::here`].
    pub(crate) fn here() -> Self {
        Self {
            draw: |wanted| match wanted {
                Wanted::Page(route) => html! { <DeskPage {route} /> },
                _ => Html::default(),
            },
            compare: |comparing| Box::pin(compare(comparing)),
        }
    }
}

/// How the parts are brought.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    /// Brings what stands beside the questions.
    pub near: fn() -> Loading<Near>,
    /// Brings what reads saves.
    pub reader: fn() -> Loading<Reader>,
    /// Brings all other pages.
    pub desk: fn() -> Loading<Desk>,
}

/// Where the parts are kept once they came.
#[derive(Clone)]
pub(crate) struct Shelf {
    parts: Parts,
    near: Rc<Cell<Option<Near>>>,
    desk: Rc<Cell<Option<Desk>>>,
}

impl Shelf {
    pub(crate) fn new(parts: Parts) -> Self {
        Self { parts, near: Rc::default(), desk: Rc::default() }
    }

    /// What draws it, if it is here.
    fn here(&self, near: bool) -> Option<Draw> {
        if near { self.near.get().map(|near| near.draw) } else { self.desk.get().map(|desk| desk.draw) }
    }

    /// What draws it, fetched unless it is here.
    async fn bring(&self, near: bool) -> Option<Draw> {
        if near { self.near().await.map(|near| near.draw) } else { self.desk().await.map(|desk| desk.draw) }
    }

    /// Brings what a first address needs beside the questions, so that its page stands at once. One that cannot be had
    /// says so where it should stand.
    pub(crate) async fn prepare(&self, route: &Route) {
        if is_near(route) {
            self.near().await;
        }
    }

    async fn near(&self) -> Option<Near> {
        if self.near.get().is_none() {
            self.near.set((self.parts.near)().await);
        }
        self.near.get()
    }

    async fn desk(&self) -> Option<Desk> {
        if self.desk.get().is_none()
            && let (true, desk) = join(browser::lay_styles("desk"), (self.parts.desk)()).await
        {
            self.desk.set(desk);
        }
        self.desk.get()
    }

    /// What reads saves and who serves the site. `None`: it cannot be had now.
    pub(crate) async fn reader(&self) -> Option<Reader> {
        (self.parts.reader)().await
    }

    /// The rule books with the overlays wanted. `None`: they cannot be had now.
    pub(crate) async fn follow(&self, following: Following) -> Option<Followed> {
        (self.near().await?.follow)(following).await
    }

    /// What changes with the rules. `None`: it cannot be had now.
    pub(crate) async fn compare(&self, comparing: Comparing) -> Option<Changes> {
        (self.desk().await?.compare)(comparing).await
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct LazyProps {
    pub(crate) wanted: Wanted,
}

/// What is wanted, once its part is here.
#[component]
pub(crate) fn Lazy(props: &LazyProps) -> Html {
    let site = use_site();
    let failed = use_state_eq(|| false);
    let came = use_force_update();
    let near = props.wanted.is_near();
    let fetch = {
        let (shelf, failed) = (site.shelf.clone(), failed.setter());
        Callback::from(move |()| {
            let (shelf, came, failed) = (shelf.clone(), came.clone(), failed.clone());
            failed.set(false);
            spawn_local(async move {
                let lost = shelf.bring(near).await.is_none();
                if lost {
                    outdated::look().await;
                }
                failed.set(lost);
                came.force_update();
            });
        })
    };
    {
        let (fetch, waiting) = (fetch.clone(), site.shelf.here(near).is_none());
        use_effect_with(near, move |_| {
            if waiting {
                fetch.emit(());
            }
        });
    }
    let t = site.t;
    let here = site.shelf.here(near);
    let waits = match props.wanted {
        Wanted::Page(_) if here.is_none() => Some(if *failed { t.loading_lost() } else { t.loading_title() }),
        _ => None,
    };
    use_title(waits, &site);
    if let Some(draw) = here {
        return draw(props.wanted.clone());
    }
    let (title, said) = if *failed {
        let again = fetch.reform(|_: MouseEvent| ());
        (t.loading_lost(), retry(outdated::said(t, t.loading_network()), t.loading_again(), again))
    } else {
        (t.loading_title(), html! { <p role="status">{ t.loading_page() }</p> })
    };
    match &props.wanted {
        Wanted::Page(_) => html! { <main class="page" id="main">{ heading(title) }{ said }</main> },
        Wanted::Table(_) | Wanted::Finder(_) | Wanted::Derived(_) | Wanted::Why(..) | Wanted::Clause(..) => said,
    }
}

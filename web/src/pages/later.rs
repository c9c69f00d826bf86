//! A page that is brought when first wanted.

use super::use_title;
use crate::outdated;
use crate::parts::{heading, retry};
use crate::route::Route;
use crate::site::use_site;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct LaterProps {
    pub(super) route: Route,
}

/// The page, once it is here.
#[component]
pub(super) fn Later(props: &LaterProps) -> Html {
    let site = use_site();
    let failed = use_state_eq(|| false);
    let came = use_force_update();
    let fetch = {
        let (shelf, failed) = (site.shelf.clone(), failed.setter());
        Callback::from(move |()| {
            let (shelf, came, failed) = (shelf.clone(), came.clone(), failed.clone());
            failed.set(false);
            spawn_local(async move {
                let lost = shelf.desk().await.is_none();
                if lost {
                    outdated::look().await;
                }
                failed.set(lost);
                came.force_update();
            });
        })
    };
    {
        let (fetch, waiting) = (fetch.clone(), site.shelf.here().is_none());
        use_effect_with((), move |()| {
            if waiting {
                fetch.emit(());
            }
        });
    }
    let t = site.t;
    let here = site.shelf.here();
    let waits = here.is_none().then(|| if *failed { t.loading_lost() } else { t.loading_title() });
    use_title(waits, &site);
    if let Some(desk) = here {
        return (desk.page)(props.route.clone());
    }
    let (title, said) = if *failed {
        let again = fetch.reform(|_: MouseEvent| ());
        (t.loading_lost(), retry(outdated::said(t, t.loading_network()), t.loading_again(), again))
    } else {
        (t.loading_title(), html! { <p role="status">{ t.loading_page() }</p> })
    };
    html! { <main class="page" id="main">{ heading(title) }{ said }</main> }
}

//! The frame around every page: skip link, header, notices, footer.

use super::header::Header;
use super::notices::Notices;
use crate::host::{Hosted, end_preview};
use crate::parts::host_line;
use crate::route::Route;
use crate::site::{Site, use_site};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct FrameProps {
    pub(crate) route: Route,
    pub(crate) children: Html,
}

#[component]
pub(crate) fn Frame(props: &FrameProps) -> Html {
    let site = use_site();
    let skip = Callback::from(|event: MouseEvent| {
        // The address after the `#` names the page, so the link must not change it.
        event.prevent_default();
        crate::browser::focus("main");
    });
    html! {
        <>
            <a class="skip" href="#main" onclick={skip}>{ site.t.frame_skip() }</a>
            if Hosted::is_preview() {
                { preview(&site) }
            }
            <Header route={props.route.clone()} />
            <Notices route={props.route.clone()} />
            { props.children.clone() }
            { footer(&site) }
        </>
    }
}

/// That this is the site as visitors will see it, and the way back.
fn preview(site: &Site) -> Html {
    let onclick = Callback::from(|_: MouseEvent| end_preview(&Route::Host.href()));
    html! {
        <aside class="preview" aria-label={site.t.make_preview()}>
            <p>{ site.t.make_preview_bar() }</p>
            <button type="button" id="leave-preview" {onclick}>{ site.t.make_preview_leave() }</button>
        </aside>
    }
}

/// What stands under every page.
fn footer(site: &Site) -> Html {
    let (t, next) = (site.t, site.theme.next());
    let onclick = site.set_theme.reform(move |_: MouseEvent| next);
    let name = site.theme.name(t);
    html! {
        <footer class="foot">
            { host_line(site) }
            <p>{ t.frame_promise() }</p>
            <p>
                <button type="button" class="quiet" {onclick}>{ t.theme_label() }{ name }</button>
                <small>{ t.frame_version() }{ env!("CARGO_PKG_VERSION") }</small>
            </p>
        </footer>
    }
}

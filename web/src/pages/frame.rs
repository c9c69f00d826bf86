//! The frame around every page: skip link, header, notices, footer.

use super::header::Header;
use super::notices::Notices;
use crate::fields::use_site;
use crate::route::Route;
use crate::theme::Theme;
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
            <a class="skip" href="#main" onclick={skip}>{ site.t.frame_skip }</a>
            <Header route={props.route.clone()} />
            <Notices />
            { props.children.clone() }
            <Footer />
        </>
    }
}

#[component]
fn Footer() -> Html {
    let site = use_site();
    let t = site.t;
    let theme = use_state(Theme::chosen);
    let onclick = {
        let theme = theme.clone();
        Callback::from(move |_: MouseEvent| {
            let next = theme.next();
            next.apply();
            theme.set(next);
        })
    };
    let name = match *theme {
        Theme::System => t.theme_system,
        Theme::Light => t.theme_light,
        Theme::Dark => t.theme_dark,
    };
    html! {
        <footer class="foot">
            <p>{ t.frame_promise }</p>
            <p>
                <button type="button" class="quiet" {onclick}>{ t.theme_label }{ name }</button>
                <small>{ t.frame_version }{ env!("CARGO_PKG_VERSION") }</small>
            </p>
        </footer>
    }
}

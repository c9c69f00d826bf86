//! Where one can go: the pages of a rule book as tabs, and the pages that belong to none. On a narrow screen the latter
//! unfold from the header.

use crate::route::Route;
use crate::site::Site;
use crate::texts::Texts;
use yew::prelude::*;

/// The id of the list of the pages that belong to no rule book.
pub(super) const GLOBAL_ID: &str = "places";

/// A page and its name in the navigation.
type Place = (Route, fn(&Texts) -> &'static str);

/// The pages that belong to no rule book, in their order. A new page enters itself here.
const GLOBAL: &[Place] = &[
    (Route::Organisation, |t| t.nav_organisation()),
    (Route::Evidence, |t| t.evidence_nav()),
    (Route::Calendar { regime: None }, |t| t.nav_dates()),
    (Route::Clients, |t| t.nav_clients()),
    (Route::Collect { clients: String::new() }, |t| t.nav_collect()),
    (Route::Open, |t| t.nav_open()),
    (Route::Settings, |t| t.nav_settings()),
];

/// The pages of a rule book, in their order.
fn tabs(regime: &str) -> [Place; 6] {
    let regime = || regime.to_owned();
    [
        (Route::Way { regime: regime() }, |t| t.nav_way()),
        (Route::Assess { regime: regime(), section: None }, |t| t.nav_assess()),
        (Route::Result { regime: regime() }, |t| t.nav_result()),
        (Route::Clauses { regime: regime(), clause: None }, |t| t.nav_clauses()),
        (Route::Calendar { regime: Some(regime()) }, |t| t.nav_calendar()),
        (Route::Package { regime: regime() }, |t| t.nav_package()),
    ]
}

/// Whether a place belongs to a page of the navigation: whichever of its parts is shown, it stays the same page.
fn is_at(page: &Route, place: &Route) -> bool {
    // The dates of all rule books are another page than those of one.
    let same = std::mem::discriminant(page) == std::mem::discriminant(place);
    same && page.regime().is_some() == place.regime().is_some()
        || matches!(
            (page, place),
            (Route::Assess { .. }, Route::Ask { .. })
                | (Route::Collect { .. }, Route::Take)
                | (Route::Way { .. }, Route::Check { .. })
        )
}

pub(super) fn nav(site: &Site, route: &Route, unfolded: bool) -> Html {
    let t = site.t;
    let links = |places: &[Place]| {
        let link = |(place, name): &Place| {
            let here = is_at(place, route);
            let href = place.href();
            html! { <li key={href.clone()}><a {href} aria-current={here.then_some("page")}>{ name(t) }</a></li> }
        };
        places.iter().map(link).collect::<Html>()
    };
    html! {
        <div class={classes!("nav", unfolded.then_some("unfolded"), route.regime().is_some().then_some("tabbed"))}>
            if let Some(regime) = route.regime() {
                <nav class="tabs" aria-label={t.nav_tabs()}><ul>{ links(&tabs(regime)) }</ul></nav>
            }
            <nav class="places" id={GLOBAL_ID} aria-label={t.nav_places()}><ul>{ links(GLOBAL) }</ul></nav>
        </div>
    }
}

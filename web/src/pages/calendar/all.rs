//! All rule books' dates at a glance: for each, what comes next.

use crate::browser;
use crate::fields::use_site;
use crate::pages::use_arrival;
use crate::parts::heading;
use crate::route::Route;
use crate::state::Workspace;
use crate::texts::fill;
use yew::prelude::*;
use ziping_core::assess::duties;

#[component]
pub(crate) fn AllDates() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.calendar_all(), "calendar".to_owned());
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let client = workspace.client();
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let card = |rules: &ziping_core::regime::RuleBook| {
        let ahead = duties(site.library(), rules, &client.sheet, as_of);
        let mut ahead = ahead.into_iter().filter(|date| date.arguable >= as_of);
        let first = ahead.next();
        let href = Route::Calendar { regime: Some(rules.id.clone()) }.href();
        let said = first.map_or_else(
            || t.calendar_no_dates().to_owned(),
            |date| {
                let days = (date.safe.number() - as_of.number()).max(0).to_string();
                let more = ahead.count().to_string();
                fill(t.calendar_next(), &[("day", &date.safe.to_string()), ("n", &days), ("more", &more)])
            },
        );
        html! {
            <li class="card" key={rules.id.clone()}>
                <h2><a {href}>{ site.words.title("card", &rules.id) }</a></h2>
                <p>{ said }</p>
            </li>
        }
    };
    html! {
        <main class="page calendar" id="main" tabindex="-1">
            { heading(t.calendar_all()) }
            <p class="lead">{ t.calendar_all_lead() }</p>
            <ul class="cards">{ for site.packs.regimes().iter().map(|rules| card(rules)) }</ul>
        </main>
    }
}

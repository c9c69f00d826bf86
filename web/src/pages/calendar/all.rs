//! All rule books' dates at a glance: for each, what comes next.

use super::agenda::is_past;
use super::{days, planned, steps_of};
use crate::browser;
use crate::pages::use_arrival;
use crate::pages::way::due;
use crate::parts::heading;
use crate::route::Route;
use crate::site::use_site;
use crate::state::Workspace;
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_base::calendar::Day;

#[component]
pub(crate) fn AllDates() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.calendar_all(), "calendar".to_owned());
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let client = workspace.client();
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let card = |rules: &ziping_regime::RuleBook| {
        let library = site.library();
        let steps = steps_of(library, rules, rules.first_procedure(), &client, as_of);
        let planned = planned(library, rules, rules.first_procedure(), &steps, &client);
        let tasks = due(library, rules, &client, as_of);
        let days = days(library, rules, &client, rules.first_procedure(), &planned, &tasks, as_of);
        let mut ahead = days.iter().filter(|dated| !is_past(dated, as_of));
        let first = ahead.next();
        let href = Route::Calendar { regime: Some(rules.id.clone()) }.href();
        let said = first.map_or_else(
            || {
                nothing_ahead(
                    client.hand_in_of(rules, rules.first_procedure()),
                    days.last().map(|dated| dated.day),
                    as_of,
                    t,
                )
            },
            |date| {
                let days = (date.day.number() - as_of.number()).max(0).to_string();
                let more = ahead.count().to_string();
                fill(t.calendar_next(), &[("day", &date.day.to_string()), ("n", &days), ("more", &more)])
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
            if workspace.clients.len() > 1 {
                <p class="acts"><a class="button" href={Route::Deadlines.href()}>{ t.due_title() }</a></p>
            }
            <ul class="cards">{ for site.packs.regimes().iter().map(|rules| card(rules)) }</ul>
        </main>
    }
}

/// Why no day lies ahead, and what to do about it: none was ever set, the one for handing in is over, or all are.
fn nothing_ahead(hand_in: Option<Day>, last: Option<Day>, as_of: Day, t: &Texts) -> String {
    match (hand_in.filter(|day| *day < as_of), last) {
        (Some(day), _) => fill(t.calendar_hand_in_past(), &[("day", &day.to_string())]),
        (None, Some(day)) => fill(t.calendar_all_past(), &[("day", &day.to_string())]),
        (None, None) => t.calendar_no_dates().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{EN, ZH};
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_day_that_is_over_is_never_said_not_to_be_set() {
        let day = |text: &str| Day::parse(text).unwrap();
        let as_of = day("2026-11-21");
        let (over, ahead) = (day("2026-11-20"), day("2026-11-22"));
        for t in [&ZH, &EN] {
            let past = nothing_ahead(Some(over), Some(over), as_of, t);
            assert!(past.contains("2026-11-20") && past != t.calendar_no_dates(), "{past}");
            // Steps without a day of their own: the day for handing in is said all the same.
            assert_eq!(nothing_ahead(Some(over), None, as_of, t), past);
            let all = nothing_ahead(None, Some(over), as_of, t);
            assert!(all.contains("2026-11-20") && all != past, "{all}");
            // Only where there is no day at all none was set.
            assert_eq!(nothing_ahead(None, None, as_of, t), t.calendar_no_dates());
            assert_eq!(nothing_ahead(Some(as_of), None, as_of, t), t.calendar_no_dates());
            assert_eq!(nothing_ahead(Some(ahead), None, as_of, t), t.calendar_no_dates());
        }
    }
}

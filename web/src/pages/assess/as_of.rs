//! The assessment date: shown, and changed where one asks what a later day would bring.

use crate::browser;
use crate::fields::{DateEntry, use_site};
use crate::state::Action;
use yew::prelude::*;
use ziping_core::calendar::Day;

#[derive(Properties, PartialEq)]
pub(crate) struct AsOfProps {
    pub(crate) as_of: Day,
}

#[component]
pub(crate) fn AsOf(props: &AsOfProps) -> Html {
    let site = use_site();
    let t = site.t;
    let today = props.as_of == browser::today();
    let on_value = use_callback(site.clone(), |day: Option<Day>, site| {
        // An emptied control means today, and so does today's own date: it moves on with the days.
        site.dispatch.dispatch(Action::AsOf(day.filter(|day| *day != browser::today())));
    });
    let back = {
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::AsOf(None)))
    };
    html! {
        <div class="as-of">
            <label for="as-of">{ t.as_of_label }</label>
            <DateEntry id="as-of" value={props.as_of} {on_value} />
            if today {
                <small>{ t.as_of_today }</small>
            } else {
                <button type="button" class="quiet" onclick={back}>{ t.as_of_back }</button>
            }
        </div>
    }
}

//! The assessment date: shown, and changed where one asks what a later day would bring.

use crate::browser;
use crate::fields::DateEntry;
use crate::site::Site;
use crate::state::Action;
use yew::prelude::*;
use ziping_base::calendar::Day;

pub(super) fn as_of(site: &Site, as_of: Day) -> Html {
    let t = site.t;
    let set = {
        let dispatch = site.dispatch.clone();
        // An emptied control means today, and so does today's own date: it moves on with the days.
        Callback::from(move |day: Option<Day>| {
            dispatch.dispatch(Action::AsOf(day.filter(|day| *day != browser::today())));
        })
    };
    let back = set.reform(|_: MouseEvent| None);
    html! {
        <div class="as-of">
            <label for="as-of">{ t.as_of_label() }</label>
            <DateEntry id="as-of" value={as_of} on_value={set} />
            if as_of == browser::today() {
                <small>{ t.as_of_today() }</small>
            } else {
                <button type="button" class="quiet" onclick={back}>{ t.as_of_back() }</button>
            }
        </div>
    }
}

//! What is to be done by when, once there is a certificate: the dates ahead of the day that the page is shown for.

use crate::engine::Book;
use crate::pages::calendar::dates;
use crate::route::Route;
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::duties;
use ziping_base::calendar::Day;
use ziping_rules::fact::Sheet;

pub(super) fn ahead(book: &Book, sheet: &Sheet, day: Day, on_clause: &Callback<AttrValue>, t: &'static Texts) -> Html {
    let rules = book.rules();
    if rules.duties.is_empty() {
        return Html::default();
    }
    let mut found = duties(book.library(), rules, sheet, day);
    // What nobody can argue for any more belongs to the calendar, not to the report.
    found.retain(|date| date.arguable >= day);
    let href = Route::Calendar { regime: Some(rules.id.clone()) }.href();
    html! {
        <section class="sheet" aria-labelledby="duties">
            <h2 id="duties">{ t.duties_title() }</h2>
            if found.is_empty() {
                <p>{ t.duties_none() }</p>
            } else {
                <p class="intro">{ fill(t.duties_lead(), &[("day", &day.to_string())]) }</p>
                { dates(book, &found, day, on_clause, t) }
            }
            <p class="screen-only"><a {href}>{ t.duties_calendar() }</a></p>
        </section>
    }
}

//! Money by fiscal year: the three closed years that rules look at, and others when there are any.

use super::number::NumberEntry;
use super::{FieldProps, answer};
use crate::site::Site;
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_rules::fact::{Kind, Range, Value};

/// The years to show, newest first: the three closed before the assessment's, those answered, and `more` older ones.
fn years_to_show(assessed: i32, answered: &[(i32, Range)], more: i32) -> Vec<i32> {
    let closed = (assessed - 3 - more..assessed).rev();
    let mut years: Vec<i32> = closed.chain(answered.iter().map(|(year, _)| *year)).collect();
    years.sort_by_key(|year| -year);
    years.dedup();
    years
}

/// The answer with one year changed.
fn with_year(answered: &[(i32, Range)], year: i32, money: Option<Range>) -> Option<Value> {
    let mut years: Vec<(i32, Range)> = answered.iter().filter(|(known, _)| *known != year).copied().collect();
    years.extend(money.map(|money| (year, money)));
    years.sort_by_key(|(year, _)| *year);
    (!years.is_empty()).then_some(Value::Yearly(years))
}

pub(super) fn yearly(site: &Site, props: &FieldProps, kind: &Kind, more: UseStateHandle<i32>) -> Html {
    let answered: Rc<[(i32, Range)]> = match &props.value {
        Some(Value::Yearly(years)) => years.as_slice().into(),
        _ => Rc::default(),
    };
    let years = years_to_show(props.as_of.year(), &answered, *more);
    let entry = |(place, year): (usize, i32)| {
        let id = if place == 0 { props.id("") } else { props.id(&year.to_string()) };
        let (to, fact, known) = (site.clone(), props.fact, Rc::clone(&answered));
        let on_value = Callback::from(move |money| answer(&to, fact, with_year(&known, year, money), true));
        let name = fill(site.t.field_year(), &[("year", &year.to_string())]);
        let label = format!("{} {name}", site.words.title("fact", site.id_of(props.fact)));
        html! {
            <div class="year" key={year}>
                <label for={id.clone()}>{ name }</label>
                <NumberEntry
                    {id}
                    {label}
                    kind={kind.clone()}
                    value={answered.iter().find(|(known, _)| *known == year).map(|(_, money)| *money)}
                    draft={props.draft(site, &year.to_string())}
                    draft_name={props.draft_name(site, &year.to_string())}
                    {on_value}
                />
            </div>
        }
    };
    let entries: Html = years.into_iter().enumerate().map(entry).collect();
    let onclick = Callback::from(move |_: MouseEvent| more.set(*more + 1));
    html! {
        <div class="years" role="group" aria-labelledby={&props.labelled_by}>
            { entries }
            <button type="button" class="quiet" {onclick}>{ site.t.field_older_year() }</button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_three_closed_years_are_always_shown_and_answered_ones_too() {
        let money = Range::exactly(1);
        assert_eq!(years_to_show(2026, &[], 0), [2025, 2024, 2023]);
        assert_eq!(years_to_show(2026, &[(2019, money), (2024, money)], 1), [2025, 2024, 2023, 2022, 2019]);
    }

    #[wasm_bindgen_test]
    fn emptying_the_last_year_takes_the_answer_back() {
        let money = Range::exactly(1);
        assert_eq!(with_year(&[(2024, money)], 2024, None), None);
        assert_eq!(
            with_year(&[(2024, money)], 2023, Some(money)),
            Some(Value::Yearly(vec![(2023, money), (2024, money)]))
        );
    }
}

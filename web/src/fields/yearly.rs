//! Money by fiscal year: the three closed years that rules look at, and others when there are any.

use super::number::NumberEntry;
use super::{FieldProps, answer, use_site};
use crate::texts::fill;
use yew::prelude::*;
use ziping_core::fact::{FactIx, Kind, Range, Value};

/// The years to show, newest first: the three closed before the assessment's, those answered, and `more` older ones.
fn years_to_show(assessed: i32, answered: &[(i32, Range)], more: i32) -> Vec<i32> {
    let closed = (assessed - 3 - more..assessed).rev();
    let mut years: Vec<i32> = closed.chain(answered.iter().map(|(year, _)| *year)).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
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

#[component]
pub(crate) fn YearlyField(props: &FieldProps) -> Html {
    let site = use_site();
    let more = use_state(|| 0);
    let answered: &[(i32, Range)] = match &props.value {
        Some(Value::Yearly(years)) => years,
        _ => &[],
    };
    let on_year = use_callback(
        (site.clone(), props.fact, props.value.clone()),
        |(year, money): (i32, Option<Range>), (site, fact, value)| {
            let answered: &[(i32, Range)] = match value {
                Some(Value::Yearly(years)) => years,
                _ => &[],
            };
            answer(site, *fact, with_year(answered, year, money), true);
        },
    );
    let onclick = {
        let more = more.clone();
        Callback::from(move |_: MouseEvent| more.set(*more + 1))
    };
    let Some(kind) = site.library().catalogue.get(props.fact).map(|fact| fact.kind.clone()) else {
        return Html::default();
    };
    let years = years_to_show(props.as_of.year(), answered, *more);
    html! {
        <div class="years" role="group" aria-labelledby={&props.labelled_by}>
            for (place, year) in years.iter().enumerate() {
                <Year
                    key={*year}
                    id={if place == 0 { props.id("") } else { props.id(&year.to_string()) }}
                    fact={props.fact}
                    year={*year}
                    kind={kind.clone()}
                    money={answered.iter().find(|(known, _)| known == year).map(|(_, money)| *money)}
                    draft={props.draft(&site, &year.to_string())}
                    draft_name={props.draft_name(&site, &year.to_string())}
                    on_year={&on_year}
                />
            }
            <button type="button" class="quiet" {onclick}>{ site.t.field_older_year }</button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct YearProps {
    id: AttrValue,
    fact: FactIx,
    year: i32,
    kind: Kind,
    money: Option<Range>,
    draft: Option<AttrValue>,
    draft_name: AttrValue,
    on_year: Callback<(i32, Option<Range>)>,
}

#[component]
fn Year(props: &YearProps) -> Html {
    let site = use_site();
    let on_value =
        use_callback((props.on_year.clone(), props.year), |money, (on_year, year)| on_year.emit((*year, money)));
    let year = fill(site.t.field_year, &[("year", &props.year.to_string())]);
    let label = format!("{} {year}", site.words.title("fact", site.id_of(props.fact)));
    html! {
        <div class="year">
            <label for={&props.id}>{ year }</label>
            <NumberEntry
                id={&props.id}
                {label}
                kind={props.kind.clone()}
                value={props.money}
                draft={props.draft.clone()}
                draft_name={&props.draft_name}
                {on_value}
            />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_closed_years_are_always_shown_and_answered_ones_too() {
        let money = Range::exactly(1);
        assert_eq!(years_to_show(2026, &[], 0), [2025, 2024, 2023]);
        assert_eq!(years_to_show(2026, &[(2019, money), (2024, money)], 1), [2025, 2024, 2023, 2022, 2019]);
    }

    #[test]
    fn emptying_the_last_year_takes_the_answer_back() {
        let money = Range::exactly(1);
        assert_eq!(with_year(&[(2024, money)], 2024, None), None);
        assert_eq!(
            with_year(&[(2024, money)], 2023, Some(money)),
            Some(Value::Yearly(vec![(2023, money), (2024, money)]))
        );
    }
}

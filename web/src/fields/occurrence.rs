//! When something last happened: never, on a day, on an unknown day, or it goes on.

use super::date::DateEntry;
use super::segments::segments;
use super::{FieldProps, answer};
use crate::site::Site;
use crate::state::Action;
use yew::prelude::*;
use ziping_base::calendar::Day;
use ziping_rules::fact::{Occurrence, Value};

/// The draft that stands for *it happened, the day follows*.
const DAY: &str = "day";
/// The draft of a day that cannot be read, or that waits while another option is chosen.
const TYPED: &str = "typed";

/// The answer after an option was chosen; `kept` is the day that was given earlier.
fn chosen(place: usize, before: Option<Occurrence>, kept: Option<Day>) -> Occurrence {
    match (place, before) {
        (0, _) => Occurrence::Never,
        (1, Some(dated @ Occurrence::On(_))) => dated,
        // Until the day is given it is true that it happened on an unknown one.
        (1, _) => kept.map_or(Occurrence::DayUnknown, Occurrence::On),
        (2, _) => Occurrence::DayUnknown,
        _ => Occurrence::Ongoing,
    }
}

pub(super) fn occurrence(site: &Site, props: &FieldProps) -> Html {
    let occurrence = match props.value {
        Some(Value::Occurrence(occurrence)) => Some(occurrence),
        _ => None,
    };
    let name = props.draft_name(site, DAY);
    let day_follows = props.drafts.contains_key(&name);
    let place = match occurrence {
        None => None,
        Some(Occurrence::Never) => Some(0),
        Some(Occurrence::On(_)) => Some(1),
        Some(Occurrence::DayUnknown) => Some(if day_follows { 1 } else { 2 }),
        Some(Occurrence::Ongoing) => Some(3),
    };
    let t = site.t;
    let options = [t.occurrence_never(), t.occurrence_on(), t.occurrence_unknown(), t.occurrence_ongoing()];
    let (to, fact) = (site.clone(), props.fact);
    let typed = props.draft_name(site, TYPED);
    let kept = props.draft(site, TYPED).and_then(|text| Day::parse(&text));
    let choose = Callback::from(move |place: usize| {
        // The arrow keys pass through all options: a day that was given waits until its option is chosen again.
        let waits = match occurrence {
            Some(Occurrence::On(day)) if place != 1 => Some(Some(day.to_string())),
            _ if place == 1 && kept.is_some() => Some(None),
            _ => None,
        };
        if let Some(text) = waits {
            to.dispatch.dispatch(Action::Draft { field: typed.clone(), text });
        }
        if place == 1 || day_follows {
            let text = (place == 1).then(String::new);
            to.dispatch.dispatch(Action::Draft { field: name.clone(), text });
        }
        answer(&to, fact, Some(Value::Occurrence(chosen(place, occurrence, kept))), false);
    });
    let to = site.clone();
    let on_value = Callback::from(move |day: Option<Day>| {
        let occurrence = day.map_or(Occurrence::DayUnknown, Occurrence::On);
        answer(&to, fact, Some(Value::Occurrence(occurrence)), true);
    });
    let day = match occurrence {
        Some(Occurrence::On(day)) => Some(day),
        _ => None,
    };
    html! {
        <div class="occurrence">
            { segments(&props.id(""), &props.labelled_by, &options, place, &choose) }
            if place == Some(1) {
                <DateEntry
                    id={props.id(DAY)}
                    label={format!("{} {}", site.words.title("fact", site.id_of(props.fact)), t.occurrence_day())}
                    value={day}
                    draft={props.draft(site, TYPED)}
                    draft_name={props.draft_name(site, TYPED)}
                    until={props.as_of}
                    {on_value}
                />
                if day.is_none() {
                    <span class="hint">{ t.occurrence_give_day() }</span>
                }
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn saying_that_it_happened_is_no_day_yet_and_keeps_the_day_there_was() {
        let day = Day::parse("2026-03-01").map(Occurrence::On);
        assert_eq!(chosen(1, None, None), Occurrence::DayUnknown);
        assert_eq!(chosen(1, Some(Occurrence::Never), None), Occurrence::DayUnknown);
        assert_eq!(Some(chosen(1, day, None)), day);
        assert_eq!(chosen(0, day, None), Occurrence::Never);
        assert_eq!(chosen(3, day, None), Occurrence::Ongoing);
        assert_eq!(Some(chosen(1, Some(Occurrence::Ongoing), Day::parse("2026-03-01"))), day);
        assert_eq!(chosen(2, Some(Occurrence::Ongoing), Day::parse("2026-03-01")), Occurrence::DayUnknown);
    }
}

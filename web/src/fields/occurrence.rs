//! When something last happened: never, on a day, on an unknown day, or it goes on.

use super::date::DateEntry;
use super::segments::Segments;
use super::{FieldProps, answer, use_site};
use crate::state::Action;
use yew::prelude::*;
use ziping_core::calendar::Day;
use ziping_core::fact::{Occurrence, Value};

/// The draft that stands for *it happened, the day follows*.
const DAY: &str = "day";
/// The draft of a day that cannot be read.
const TYPED: &str = "typed";

#[component]
pub(crate) fn OccurrenceField(props: &FieldProps) -> Html {
    let site = use_site();
    let occurrence = match props.value {
        Some(Value::Occurrence(occurrence)) => Some(occurrence),
        _ => None,
    };
    let name = props.draft_name(&site, DAY);
    let day_follows = props.drafts.contains_key(&name);
    let chosen = match occurrence {
        None => None,
        Some(Occurrence::Never) => Some(0),
        Some(Occurrence::On(_)) => Some(1),
        Some(Occurrence::DayUnknown) => Some(if day_follows { 1 } else { 2 }),
        Some(Occurrence::Ongoing) => Some(3),
    };
    let options = vec![
        site.t.occurrence_never.into(),
        site.t.occurrence_on.into(),
        site.t.occurrence_unknown.into(),
        site.t.occurrence_ongoing.into(),
    ];
    let on_choose = {
        let deps = (site.clone(), props.fact, name.clone(), day_follows, occurrence);
        use_callback(deps, |place: usize, (site, fact, name, day_follows, occurrence)| {
            let draft = |text| site.dispatch.dispatch(Action::Draft { field: name.clone(), text });
            if place == 1 {
                draft(Some(String::new()));
            } else if *day_follows {
                draft(None);
            }
            let chosen = match (place, occurrence) {
                (0, _) => Occurrence::Never,
                // Until the day is given it is true that it happened on an unknown one.
                (1, Some(dated @ Occurrence::On(_))) => *dated,
                (1 | 2, _) => Occurrence::DayUnknown,
                _ => Occurrence::Ongoing,
            };
            answer(site, *fact, Some(Value::Occurrence(chosen)), false);
        })
    };
    let on_value = use_callback((site.clone(), props.fact), |day: Option<Day>, (site, fact)| {
        let occurrence = day.map_or(Occurrence::DayUnknown, Occurrence::On);
        answer(site, *fact, Some(Value::Occurrence(occurrence)), true);
    });
    let day = match occurrence {
        Some(Occurrence::On(day)) => Some(day),
        _ => None,
    };
    html! {
        <div class="occurrence">
            <Segments id={props.id("")} labelled_by={&props.labelled_by} {options} {chosen} {on_choose} />
            if chosen == Some(1) {
                <DateEntry
                    id={props.id(DAY)}
                    label={format!("{} {}", site.words.title("fact", site.id_of(props.fact)), site.t.occurrence_day)}
                    value={day}
                    draft={props.draft(&site, TYPED)}
                    draft_name={props.draft_name(&site, TYPED)}
                    until={props.as_of}
                    {on_value}
                />
                if day.is_none() {
                    <span class="hint">{ site.t.occurrence_give_day }</span>
                }
            }
        </div>
    }
}

//! Points of an element: an exact number or a range, with a bar that shows how far it goes.

use super::number::NumberEntry;
use super::{FieldProps, answer, use_site};
use crate::parts::Bar;
use crate::texts::fill;
use yew::prelude::*;
use ziping_core::fact::{Kind, Range, Value, format_fixed};

#[component]
pub(crate) fn ScoreField(props: &FieldProps) -> Html {
    let site = use_site();
    let value = match props.value {
        Some(Value::Number(range)) => Some(range),
        _ => None,
    };
    let on_value = use_callback((site.clone(), props.fact), |range: Option<Range>, (site, fact)| {
        answer(site, *fact, range.map(Value::Number), true);
    });
    let kind = site.library().catalogue.get(props.fact).map(|fact| fact.kind.clone());
    let Some(kind @ Kind::Score { max }) = kind else { return Html::default() };
    html! {
        <div class="points">
            <NumberEntry
                id={props.id("")}
                labelled_by={props.labelled_by.clone()}
                {kind}
                {value}
                draft={props.draft(&site, "")}
                draft_name={props.draft_name(&site, "")}
                {on_value}
            />
            <span class="of">{ fill(site.t.field_of_points, &[("max", &format_fixed(max, 1))]) }</span>
            <Bar range={value.unwrap_or(Range { low: 0, high: 0 })} {max} />
        </div>
    }
}

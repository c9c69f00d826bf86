//! One cell of a table.

use super::Edit;
use crate::fields::FieldProps;
use crate::fields::date::DateEntry;
use crate::fields::number::NumberEntry;
use crate::site::Site;
use crate::state::Action;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use ziping_base::calendar::Day;
use ziping_rules::fact::typed::one_line;
use ziping_rules::fact::{Kind, Range, Value};

/// Where a cell stands: its table, its row and column, and how it is called.
pub(super) struct Place<'p> {
    pub(super) props: &'p FieldProps,
    pub(super) place: usize,
    pub(super) at: usize,
    pub(super) label: String,
}

pub(super) fn cell(site: &Site, here: Place<'_>, kind: &Kind, value: Option<&Value>, on_edit: &Callback<Edit>) -> Html {
    let Place { props, place, at, label } = here;
    let part = format!("{place}-{at}");
    let id = props.id(&part);
    let set = on_edit.reform(move |value: Option<Value>| Edit::Cell(place, at, value));
    match kind {
        Kind::Count | Kind::Money { .. } | Kind::Score { .. } => {
            let value = match value {
                Some(Value::Number(range)) => Some(*range),
                _ => None,
            };
            html! {
                <NumberEntry
                    {id}
                    {label}
                    kind={kind.clone()}
                    {value}
                    draft={props.draft(site, &part)}
                    draft_name={props.draft_name(site, &part)}
                    on_value={set.reform(|range: Option<Range>| range.map(Value::Number))}
                    echo={false}
                />
            }
        }
        Kind::Date => {
            let value = match value {
                Some(Value::Date(day)) => Some(*day),
                _ => None,
            };
            html! {
                <DateEntry
                    {id}
                    {label}
                    {value}
                    draft={props.draft(site, &part)}
                    draft_name={props.draft_name(site, &part)}
                    on_value={set.reform(|day: Option<Day>| day.map(Value::Date))}
                />
            }
        }
        Kind::Bool => yes_or_no(site, id, label, value, &set),
        Kind::Text(_)
        | Kind::Yearly { .. }
        | Kind::Occurrence
        | Kind::Choice { .. }
        | Kind::Several { .. }
        | Kind::Table { .. } => words(site, id, label, value, &set),
    }
}

fn yes_or_no(site: &Site, id: String, label: String, value: Option<&Value>, set: &Callback<Option<Value>>) -> Html {
    let chosen = match value {
        Some(Value::Bool(truth)) => Some(*truth),
        _ => None,
    };
    let onchange =
        set.reform(|event: Event| match event.target_unchecked_into::<HtmlSelectElement>().selected_index() {
            1 => Some(Value::Bool(true)),
            2 => Some(Value::Bool(false)),
            _ => None,
        });
    html! {
        <select {id} aria-label={label} {onchange}>
            <option selected={chosen.is_none()}>{ "—" }</option>
            <option selected={chosen == Some(true)}>{ site.t.field_yes() }</option>
            <option selected={chosen == Some(false)}>{ site.t.field_no() }</option>
        </select>
    }
}

fn words(site: &Site, id: String, label: String, value: Option<&Value>, set: &Callback<Option<Value>>) -> Html {
    let value = match value {
        Some(Value::Text(text)) => AttrValue::from(text.clone()),
        _ => AttrValue::default(),
    };
    let oninput = set.reform(|event: InputEvent| {
        let text = one_line(&event.target_unchecked_into::<HtmlInputElement>().value());
        (!text.is_empty()).then_some(Value::Text(text))
    });
    let dispatch = site.dispatch.clone();
    let onblur = Callback::from(move |_: FocusEvent| dispatch.dispatch(Action::Settle));
    html! { <input type="text" autocomplete="off" maxlength="20000" {id} aria-label={label} {value} {oninput} {onblur} /> }
}

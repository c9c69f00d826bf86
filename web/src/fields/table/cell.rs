//! One cell of a table.

use super::Edit;
use crate::fields::date::DateEntry;
use crate::fields::number::NumberEntry;
use crate::fields::use_site;
use crate::state::Action;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use ziping_core::calendar::Day;
use ziping_core::fact::{Kind, Range, Value};

#[derive(Properties, PartialEq)]
pub(crate) struct CellProps {
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) place: usize,
    pub(crate) at: usize,
    pub(crate) kind: Kind,
    pub(crate) value: Option<Value>,
    pub(crate) draft: Option<AttrValue>,
    pub(crate) draft_name: AttrValue,
    pub(crate) on_edit: Callback<Edit>,
}

#[component]
pub(crate) fn Cell(props: &CellProps) -> Html {
    let site = use_site();
    let set =
        use_callback((props.on_edit.clone(), props.place, props.at), |value: Option<Value>, (edit, place, at)| {
            edit.emit(Edit::Cell(*place, *at, value));
        });
    let (id, label) = (&props.id, &props.label);
    match &props.kind {
        Kind::Count | Kind::Money { .. } | Kind::Score { .. } => {
            let value = match props.value {
                Some(Value::Number(range)) => Some(range),
                _ => None,
            };
            let on_value = set.reform(|range: Option<Range>| range.map(Value::Number));
            html! {
                <NumberEntry
                    {id}
                    {label}
                    kind={props.kind.clone()}
                    {value}
                    draft={props.draft.clone()}
                    draft_name={&props.draft_name}
                    {on_value}
                    echo={false}
                />
            }
        }
        Kind::Date => {
            let value = match props.value {
                Some(Value::Date(day)) => Some(day),
                _ => None,
            };
            let on_value = set.reform(|day: Option<Day>| day.map(Value::Date));
            html! { <DateEntry {id} {label} {value} draft={props.draft.clone()} draft_name={&props.draft_name} {on_value} /> }
        }
        Kind::Bool => {
            let chosen = match props.value {
                Some(Value::Bool(truth)) => Some(truth),
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
                    <option selected={chosen == Some(true)}>{ site.t.field_yes }</option>
                    <option selected={chosen == Some(false)}>{ site.t.field_no }</option>
                </select>
            }
        }
        Kind::Text(_)
        | Kind::Yearly { .. }
        | Kind::Occurrence
        | Kind::Choice { .. }
        | Kind::Several { .. }
        | Kind::Table { .. } => {
            let value = match &props.value {
                Some(Value::Text(text)) => AttrValue::from(text.clone()),
                _ => AttrValue::default(),
            };
            let oninput = set.reform(|event: InputEvent| {
                let text = event.target_unchecked_into::<HtmlInputElement>().value();
                (!text.is_empty()).then_some(Value::Text(text))
            });
            let onblur = {
                let dispatch = site.dispatch.clone();
                Callback::from(move |_: FocusEvent| dispatch.dispatch(Action::Settle))
            };
            html! { <input type="text" autocomplete="off" maxlength="20000" {id} aria-label={label} {value} {oninput} {onblur} /> }
        }
    }
}

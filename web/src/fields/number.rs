//! A number typed as people say it. What cannot be read stays as typed, with the reason beside it, and the answer
//! before it stays in force until a new one can be read.

use super::typed::{beside, echo_money, read_number, write_number};
use super::{FieldProps, answer};
use crate::site::{Site, use_site};
use crate::state::Action;
use crate::texts::fill;
use yew::prelude::*;
use ziping_rules::fact::{Kind, Range, Value};

#[derive(Properties, PartialEq)]
pub(crate) struct NumberEntryProps {
    pub(crate) id: AttrValue,
    /// The element that says what is asked; or else `label` does.
    #[prop_or_default]
    pub(crate) labelled_by: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
    pub(crate) kind: Kind,
    pub(crate) value: Option<Range>,
    /// What was typed and could not be read.
    pub(crate) draft: Option<AttrValue>,
    /// Under which name that is kept.
    pub(crate) draft_name: AttrValue,
    pub(crate) on_value: Callback<Option<Range>>,
    /// Amounts are said in full under the field.
    #[prop_or(true)]
    pub(crate) echo: bool,
}

/// The control itself.
#[component]
pub(crate) fn NumberEntry(props: &NumberEntryProps) -> Html {
    let site = use_site();
    // What is being typed while the field has the focus, and the answer before it.
    let typed = use_state(|| None::<(String, Option<Range>)>);
    let read = |text: &str| read_number(&props.kind, text);
    let shown = match (&*typed, &props.draft) {
        (Some((text, _)), _) if read(text).is_ok_and(|value| value == props.value) || read(text).is_err() => {
            text.clone()
        }
        (_, Some(draft)) => draft.to_string(),
        _ => props.value.map(|range| write_number(&props.kind, range)).unwrap_or_default(),
    };
    let fault = if typed.is_some() { None } else { read(&shown).err() };
    let oninput = {
        let before = typed.as_ref().map_or(props.value, |(_, before)| *before);
        let (typed, site, kind) = (typed.setter(), site.clone(), props.kind.clone());
        let (on_value, name, drafted) = (props.on_value.clone(), props.draft_name.clone(), props.draft.is_some());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<web_sys::HtmlInputElement>().value();
            let draft = |text| site.dispatch.dispatch(Action::Draft { field: name.to_string(), text });
            match read_number(&kind, &text) {
                Ok(value) => {
                    if drafted {
                        draft(None);
                    }
                    on_value.emit(value);
                }
                // What the keys on the way meant is no answer: `5` of `5o0万`.
                Err(_) => {
                    draft(Some(text.clone()));
                    on_value.emit(before);
                }
            }
            typed.set(Some((text, before)));
        })
    };
    let onblur = {
        let (typed, dispatch) = (typed.setter(), site.dispatch.clone());
        Callback::from(move |_: FocusEvent| {
            typed.set(None);
            dispatch.dispatch(Action::Settle);
        })
    };
    let is_money = matches!(props.kind, Kind::Money { .. } | Kind::Yearly { .. });
    let error_id = format!("{}-error", props.id);
    let echo = props.value.filter(|_| is_money && props.echo).map(|range| echo_money(range, site.t));
    html! {
        <span class="entry">
            <input
                type="text"
                inputmode={if is_money { "text" } else { "decimal" }}
                autocomplete="off"
                class={if is_money { "money" } else { "number" }}
                id={&props.id}
                aria-labelledby={&props.labelled_by}
                aria-label={&props.label}
                aria-invalid={fault.is_some().then_some("true")}
                aria-describedby={fault.is_some().then(|| error_id.clone())}
                value={shown}
                {oninput}
                {onblur}
            />
            if let Some(fault) = fault {
                <span class="error" id={error_id}>
                    { beside(&fault.say(), site.lang) }
                    if let Some(range) = props.value {
                        { " " }{ fill(site.t.fault_still(), &[("value", &write_number(&props.kind, range))]) }
                    }
                </span>
            } else if let Some(echo) = echo {
                <span class="echo">{ "＝ " }{ echo }</span>
            }
        </span>
    }
}

/// A count or an amount.
pub(super) fn number(site: &Site, props: &FieldProps, kind: &Kind) -> Html {
    let value = match props.value {
        Some(Value::Number(range)) => Some(range),
        _ => None,
    };
    let (to, fact) = (site.clone(), props.fact);
    html! {
        <NumberEntry
            id={props.id("")}
            labelled_by={props.labelled_by.clone()}
            kind={kind.clone()}
            {value}
            draft={props.draft(site, "")}
            draft_name={props.draft_name(site, "")}
            on_value={Callback::from(move |range: Option<Range>| answer(&to, fact, range.map(Value::Number), true))}
        />
    }
}

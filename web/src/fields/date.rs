//! A day, with the browser's own control for dates.

use super::typed::Fault;
use super::{FieldProps, answer, use_site};
use crate::state::Action;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use ziping_core::calendar::Day;
use ziping_core::fact::Value;

#[derive(Properties, PartialEq)]
pub(crate) struct DateEntryProps {
    pub(crate) id: AttrValue,
    #[prop_or_default]
    pub(crate) labelled_by: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
    pub(crate) value: Option<Day>,
    /// A day after this one is marked as an error.
    #[prop_or_default]
    pub(crate) until: Option<Day>,
    pub(crate) on_value: Callback<Option<Day>>,
}

/// The control itself. Half a date stays in it as typed; the answer before it stays in force.
#[component]
pub(crate) fn DateEntry(props: &DateEntryProps) -> Html {
    let site = use_site();
    // What the control holds while it is no day that can be an answer.
    let half = use_state(|| None::<String>);
    let oninput = {
        let half = half.setter();
        use_callback(props.on_value.clone(), move |event: InputEvent, on_value| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let text = input.value();
            let day = Day::parse(&text).filter(|day| (Day::EARLIEST..=Day::LATEST).contains(day));
            if day.is_some() || (text.is_empty() && !input.validity().bad_input()) {
                half.set(None);
                on_value.emit(day);
            } else {
                half.set(Some(text));
            }
        })
    };
    let onblur = {
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: FocusEvent| dispatch.dispatch(Action::Settle))
    };
    let shown = half.as_ref().cloned().unwrap_or_else(|| props.value.map(|day| day.to_string()).unwrap_or_default());
    let error = if half.is_some() {
        Some(Fault::NotDate.say(site.t))
    } else if props.value.zip(props.until).is_some_and(|(day, until)| day > until) {
        Some(site.t.fault_future.to_owned())
    } else {
        None
    };
    let error_id = format!("{}-error", props.id);
    html! {
        <span class="entry">
            <input
                type="date"
                min="1800-01-01"
                max="2199-12-31"
                id={&props.id}
                aria-labelledby={&props.labelled_by}
                aria-label={&props.label}
                aria-invalid={error.is_some().then_some("true")}
                aria-describedby={error.is_some().then(|| error_id.clone())}
                value={shown}
                {oninput}
                {onblur}
            />
            if let Some(error) = error {
                <span class="error" id={error_id}>{ error }</span>
            }
        </span>
    }
}

#[component]
pub(crate) fn DateField(props: &FieldProps) -> Html {
    let site = use_site();
    let value = match props.value {
        Some(Value::Date(day)) => Some(day),
        _ => None,
    };
    let on_value = use_callback((site, props.fact), |day: Option<Day>, (site, fact)| {
        answer(site, *fact, day.map(Value::Date), true);
    });
    html! { <DateEntry id={props.id("")} labelled_by={props.labelled_by.clone()} {value} {on_value} /> }
}

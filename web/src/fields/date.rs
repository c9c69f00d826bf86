//! A day: typed as people write it, year in front, or picked in the browser's own calendar.

use super::typed::{Fault, read_day};
use super::{FieldProps, answer, use_site};
use crate::browser;
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
    /// What was typed and is no day.
    #[prop_or_default]
    pub(crate) draft: Option<AttrValue>,
    /// Under which name that is kept; without one it is kept as long as the field is on the page.
    #[prop_or_default]
    pub(crate) draft_name: AttrValue,
    /// A day after this one is marked as an error.
    #[prop_or_default]
    pub(crate) until: Option<Day>,
    pub(crate) on_value: Callback<Option<Day>>,
}

/// The control itself. What is no day stays as typed; the answer before it stays in force.
#[component]
pub(crate) fn DateEntry(props: &DateEntryProps) -> Html {
    let site = use_site();
    let typed = use_state(|| None::<String>);
    let editing = use_state(|| false);
    let shown = match (&*typed, &props.draft) {
        (Some(text), _) if read_day(text).is_err() || read_day(text) == Ok(props.value) => text.clone(),
        (_, Some(draft)) if !draft.is_empty() => draft.to_string(),
        _ => props.value.map(|day| day.to_string()).unwrap_or_default(),
    };
    let oninput = {
        let (typed, dispatch) = (typed.setter(), site.dispatch.clone());
        let deps = (props.on_value.clone(), props.draft_name.clone(), props.draft.is_some());
        use_callback(deps, move |event: InputEvent, (on_value, name, drafted)| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            let draft = |text| {
                if !name.is_empty() {
                    dispatch.dispatch(Action::Draft { field: name.to_string(), text });
                }
            };
            match read_day(&text) {
                Ok(day) => {
                    if *drafted {
                        draft(None);
                    }
                    on_value.emit(day);
                }
                Err(_) => draft(Some(text.clone())),
            }
            typed.set(Some(text));
        })
    };
    let onfocus = {
        let editing = editing.setter();
        Callback::from(move |_: FocusEvent| editing.set(true))
    };
    let onblur = {
        let (typed, editing, dispatch) = (typed.clone(), editing.setter(), site.dispatch.clone());
        Callback::from(move |_: FocusEvent| {
            if typed.as_ref().is_some_and(|text| read_day(text).is_ok()) {
                typed.set(None);
            }
            editing.set(false);
            dispatch.dispatch(Action::Settle);
        })
    };
    let error = if !*editing && read_day(&shown).is_err() {
        Some(Fault::NotDate.say(site.t))
    } else if props.value.zip(props.until).is_some_and(|(day, until)| day > until) {
        Some(site.t.fault_future.to_owned())
    } else {
        None
    };
    let error_id = format!("{}-error", props.id);
    html! {
        <span class="entry date">
            <input
                type="text"
                inputmode="numeric"
                autocomplete="off"
                class="day"
                placeholder={site.t.field_date_example}
                id={&props.id}
                aria-labelledby={&props.labelled_by}
                aria-label={&props.label}
                aria-invalid={error.is_some().then_some("true")}
                aria-describedby={error.is_some().then(|| error_id.clone())}
                value={shown}
                {oninput}
                {onfocus}
                {onblur}
            />
            <Picker id={format!("{}-pick", props.id)} value={props.value} on_value={&props.on_value} />
            if let Some(error) = error {
                <span class="error" id={error_id}>{ error }</span>
            }
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct PickerProps {
    id: AttrValue,
    value: Option<Day>,
    on_value: Callback<Option<Day>>,
}

/// A button that opens the browser's calendar. The browser's own field stays hidden: it would write the day in the
/// order of the browser's language, which need not be that of the page.
#[component]
fn Picker(props: &PickerProps) -> Html {
    let site = use_site();
    let node = use_node_ref();
    let oninput = use_callback(props.on_value.clone(), |event: InputEvent, on_value| {
        on_value.emit(Day::parse(&event.target_unchecked_into::<HtmlInputElement>().value()));
    });
    let onclick = {
        let node = node.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                browser::show_picker(&input);
            }
        })
    };
    html! {
        <span class="picker">
            <input
                ref={node}
                type="date"
                tabindex="-1"
                aria-hidden="true"
                min="1800-01-01"
                max="2199-12-31"
                id={&props.id}
                value={props.value.map(|day| day.to_string()).unwrap_or_default()}
                {oninput}
            />
            <button type="button" class="quiet icon" aria-label={site.t.field_pick_day} title={site.t.field_pick_day} {onclick}>
                <svg viewBox="0 0 20 20" aria-hidden="true">
                    <path d="M3 5h14v12H3zM3 9h14M7 3v4M13 3v4" />
                </svg>
            </button>
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
    let on_value = use_callback((site.clone(), props.fact), |day: Option<Day>, (site, fact)| {
        answer(site, *fact, day.map(Value::Date), true);
    });
    html! {
        <DateEntry
            id={props.id("")}
            labelled_by={props.labelled_by.clone()}
            {value}
            draft={props.draft(&site, "")}
            draft_name={props.draft_name(&site, "")}
            {on_value}
        />
    }
}

//! A day: typed as people write it, year in front, or picked in the browser's own calendar.

use super::typed::{Fault, beside, read_day};
use super::{FieldProps, answer};
use crate::browser;
use crate::site::{Site, use_site};
use crate::state::Action;
use crate::texts::fill;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use ziping_base::calendar::Day;
use ziping_rules::fact::Value;

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
    // What is being typed, and the day before it.
    let typed = use_state(|| None::<(String, Option<Day>)>);
    // While one types, half a date is no mistake; who comes back to a mistake finds it named.
    let editing = use_state(|| false);
    let node = use_node_ref();
    let shown = match (&*typed, &props.draft) {
        (Some((text, _)), _) if read_day(text).is_err() || read_day(text) == Ok(props.value) => text.clone(),
        (_, Some(draft)) if !draft.is_empty() => draft.to_string(),
        _ => props.value.map(|day| day.to_string()).unwrap_or_default(),
    };
    let oninput = {
        let before = typed.as_ref().filter(|_| *editing).map_or(props.value, |(_, before)| *before);
        let (typed, editing) = (typed.setter(), editing.setter());
        let (dispatch, on_value) = (site.dispatch.clone(), props.on_value.clone());
        let (name, drafted) = (props.draft_name.clone(), props.draft.is_some());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            let draft = |text| {
                if !name.is_empty() {
                    dispatch.dispatch(Action::Draft { field: name.to_string(), text });
                }
            };
            match read_day(&text) {
                Ok(day) => {
                    if drafted {
                        draft(None);
                    }
                    on_value.emit(day);
                }
                // What the keys on the way meant is no answer: `2019-02-3` of `2019-02-30`.
                Err(_) => {
                    draft(Some(text.clone()));
                    on_value.emit(before);
                }
            }
            editing.set(true);
            typed.set(Some((text, before)));
        })
    };
    let onblur = {
        let (typed, editing, dispatch) = (typed.clone(), editing.setter(), site.dispatch.clone());
        Callback::from(move |_: FocusEvent| {
            if typed.as_ref().is_some_and(|(text, _)| read_day(text).is_ok()) {
                typed.set(None);
            }
            editing.set(false);
            dispatch.dispatch(Action::Settle);
        })
    };
    let fault = if *editing { None } else { read_day(&shown).err() };
    let error = if let Some(fault) = fault {
        Some(beside(&fault.say(), site.lang))
    } else if props.value.zip(props.until).is_some_and(|(day, until)| day > until) {
        Some(site.t.fault_future().to_owned())
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
                placeholder={site.t.field_date_example()}
                id={&props.id}
                aria-labelledby={&props.labelled_by}
                aria-label={&props.label}
                aria-invalid={error.is_some().then_some("true")}
                aria-describedby={error.is_some().then(|| error_id.clone())}
                value={shown}
                {oninput}
                {onblur}
            />
            { picker(&site, node, props) }
            if let Some(error) = error {
                <span class="error" id={error_id}>
                    { error }
                    if let Some(Fault::Serial(day)) = fault {
                        { " " }{ proposal(day, props, &site, &typed) }
                    }
                </span>
            }
        </span>
    }
}

/// A button that takes the day that a spreadsheet's number stands for.
fn proposal(
    day: Day,
    props: &DateEntryProps,
    site: &Site,
    typed: &UseStateHandle<Option<(String, Option<Day>)>>,
) -> Html {
    let (typed, dispatch, on_value) = (typed.setter(), site.dispatch.clone(), props.on_value.clone());
    let (name, id) = (props.draft_name.clone(), props.id.to_string());
    let onclick = Callback::from(move |_: MouseEvent| {
        if !name.is_empty() {
            dispatch.dispatch(Action::Draft { field: name.to_string(), text: None });
        }
        on_value.emit(Some(day));
        dispatch.dispatch(Action::Settle);
        typed.set(None);
        // The button goes with what it mends.
        browser::hand_on(vec![id.clone()]);
    });
    html! { <button type="button" class="quiet" {onclick}>{ fill(site.t.field_take(), &[("value", &day.to_string())]) }</button> }
}

/// A button that opens the browser's calendar. The browser's own field stays hidden: it would write the day in the
/// order of the browser's language, which need not be that of the page.
fn picker(site: &Site, node: NodeRef, props: &DateEntryProps) -> Html {
    let oninput = props
        .on_value
        .reform(|event: InputEvent| Day::parse(&event.target_unchecked_into::<HtmlInputElement>().value()));
    let shown = node.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(input) = shown.cast::<HtmlInputElement>() {
            browser::show_picker(&input);
        }
    });
    html! {
        <span class="picker">
            <input
                ref={node}
                type="date"
                tabindex="-1"
                aria-hidden="true"
                min="1800-01-01"
                max="2199-12-31"
                value={props.value.map(|day| day.to_string()).unwrap_or_default()}
                {oninput}
            />
            <button type="button" class="quiet icon" aria-label={site.t.field_pick_day()} title={site.t.field_pick_day()} {onclick}>
                <svg viewBox="0 0 20 20" aria-hidden="true">
                    <path d="M3 5h14v12H3zM3 9h14M7 3v4M13 3v4" />
                </svg>
            </button>
        </span>
    }
}

pub(super) fn date(site: &Site, props: &FieldProps) -> Html {
    let value = match props.value {
        Some(Value::Date(day)) => Some(day),
        _ => None,
    };
    let (to, fact) = (site.clone(), props.fact);
    html! {
        <DateEntry
            id={props.id("")}
            labelled_by={props.labelled_by.clone()}
            {value}
            draft={props.draft(site, "")}
            draft_name={props.draft_name(site, "")}
            on_value={Callback::from(move |day: Option<Day>| answer(&to, fact, day.map(Value::Date), true))}
        />
    }
}

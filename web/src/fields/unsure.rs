//! That an answer is not known yet: said beside a field without one, with a note of who knows it or was asked when.

use super::FieldProps;
use crate::browser;
use crate::parts::{Tone, chip};
use crate::site::Site;
use crate::state::Action;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The most characters of a note.
const LONGEST: &str = "200";

/// Nothing where there is an answer.
pub(super) fn unsure(site: &Site, props: &FieldProps) -> Html {
    let t = site.t;
    if props.value.is_some() {
        return Html::default();
    }
    let title = site.words.title("fact", site.id_of(props.fact));
    let named = |label: &str| format!("{label}: {title}");
    let note = |note: Option<String>, typing: bool| Action::NotKnown { fact: props.fact, note, typing };
    // The button goes with what it changes.
    let act = |action: Action, then: String| {
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(action.clone());
            browser::hand_on(vec![then.clone()]);
        })
    };
    let (mark, field) = (props.id("unsure"), props.id("note"));
    let Some(text) = &props.unsure else {
        let onclick = act(note(Some(String::new()), false), field);
        return html! { <button type="button" class="clear" id={mark} aria-label={named(t.unsure_mark())} {onclick}>{ t.unsure_mark() }</button> };
    };
    let oninput = {
        let (dispatch, fact) = (site.dispatch.clone(), props.fact);
        Callback::from(move |event: InputEvent| {
            let note = Some(event.target_unchecked_into::<HtmlInputElement>().value());
            dispatch.dispatch(Action::NotKnown { fact, note, typing: true });
        })
    };
    let onblur = {
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: FocusEvent| dispatch.dispatch(Action::Settle))
    };
    html! {
        <div class="not-known">
            { chip(Tone::Open, t.unsure_noted()) }
            <label for={field.clone()}>{ t.unsure_note() }</label>
            <input
                id={field} type="text" maxlength={LONGEST} autocomplete="off" value={text.clone()}
                title={t.unsure_hint()} {oninput} {onblur}
            />
            <button type="button" class="clear" aria-label={named(t.unsure_end())} onclick={act(note(None, false), mark)}>{ t.unsure_end() }</button>
        </div>
    }
}

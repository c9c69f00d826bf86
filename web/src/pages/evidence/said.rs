//! What is said of a paper beside whether it is there: form, copies, until when it is good, a remark; of one that is not
//! needed, why.

use super::row::{Change, Say};
use super::wanted::Wanted;
use crate::fields::DateEntry;
use crate::site::Site;
use crate::state::Action;
use crate::texts::{Texts, fill};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use ziping_assess::proof::{Record, Standing};
use ziping_regime::Form;

/// The longest remark, in characters.
const LONGEST: &str = "500";

const fn form_name(form: Form, t: &Texts) -> &'static str {
    match form {
        Form::Original => t.evidence_form_original(),
        Form::CopySealed => t.evidence_form_copy_sealed(),
        Form::Copy => t.evidence_form_copy(),
        Form::Print => t.evidence_form_print(),
        Form::Statement => t.evidence_form_statement(),
    }
}

/// A label over its control.
fn labelled(id: &str, label: &str, control: Html) -> Html {
    html! { <p><label for={id.to_owned()}>{ label }</label>{ control }</p> }
}

pub(super) fn said(site: &Site, paper: &Wanted, record: &Record, say: &Say) -> Html {
    let t = site.t;
    let settle = {
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: FocusEvent| dispatch.dispatch(Action::Settle))
    };
    let note_id = format!("note-{}", paper.id);
    let note = {
        let oninput = say.reform(|event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            (Box::new(move |record: &mut Record| record.note = text) as Change, true)
        });
        let value = record.note.clone();
        html! { <input type="text" id={note_id.clone()} maxlength={LONGEST} autocomplete="off" {value} {oninput} onblur={&settle} /> }
    };
    if record.standing == Standing::NotNeeded {
        return html! { <div class="said">{ labelled(&note_id, t.evidence_why(), note) }</div> };
    }
    let until = format!("until-{}", paper.id);
    let on_value = say.reform(|day| (Box::new(move |record: &mut Record| record.valid_until = day) as Change, true));
    let (form, copies) = (format!("form-{}", paper.id), format!("copies-{}", paper.id));
    html! {
        <div class="said">
            { labelled(&form, t.evidence_form(), form_select(&form, paper, record, say, t)) }
            { labelled(&copies, t.evidence_copies(), copies_field(&copies, record, say, &settle, t)) }
            { labelled(&until, t.evidence_until(), html! {
                <DateEntry id={until.clone()} value={record.valid_until} {on_value} />
            }) }
            { labelled(&note_id, t.evidence_note(), note) }
        </div>
    }
}

fn form_select(id: &str, paper: &Wanted, record: &Record, say: &Say, t: &Texts) -> Html {
    let usual = paper.form;
    let onchange = say.reform(move |event: Event| {
        let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        let form = usize::try_from(place)
            .ok()
            .and_then(|place| Form::ALL.get(place))
            .copied()
            .filter(|form| Some(*form) != usual);
        (Box::new(move |record: &mut Record| record.form = form) as Change, false)
    });
    html! {
        <select id={id.to_owned()} {onchange}>
            for form in Form::ALL {
                <option key={form.name()} selected={record.form.or(usual) == Some(form)}>
                    if usual == Some(form) {
                        { fill(t.evidence_form_usual(), &[("form", form_name(form, t))]) }
                    } else {
                        { form_name(form, t) }
                    }
                </option>
            }
        </select>
    }
}

fn copies_field(id: &str, record: &Record, say: &Say, settle: &Callback<FocusEvent>, t: &Texts) -> Html {
    let oninput = say.reform(|event: InputEvent| {
        let typed = event.target_unchecked_into::<HtmlInputElement>().value();
        let copies = typed.trim().parse().ok().filter(|copies| (1..=999).contains(copies));
        (Box::new(move |record: &mut Record| record.copies = copies) as Change, true)
    });
    // A number field keeps what is no number to itself and says so; the browser names the fault by this title.
    html! {
        <input
            type="number"
            min="1"
            max="999"
            step="1"
            inputmode="numeric"
            id={id.to_owned()}
            placeholder={t.evidence_copies_usual()}
            title={t.evidence_copies_fault()}
            value={record.copies.map(|copies| copies.to_string()).unwrap_or_default()}
            {oninput}
            onblur={settle}
        />
    }
}

//! Languages and the colour of the host's own.

use super::field::{Desk, error, id_of};
use super::said::section;
use crate::parts::check_box;
use crate::texts::fill;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use ziping_base::lang::Lang;
use ziping_host::{Colour, DARK, Draft, Ground, LIGHT};

/// The languages that one can choose, with the first one first.
const CHOICES: [&[Lang]; 4] = [&[Lang::Zh, Lang::En], &[Lang::En, Lang::Zh], &[Lang::Zh], &[Lang::En]];

/// Where a colour is kept.
type Colours = fn(&mut Draft) -> &mut String;

pub(super) fn look(desk: &Desk) -> Html {
    let (t, draft) = (desk.site.t, &desk.draft);
    let options = [t.make_both_zh(), t.make_both_en(), t.make_only_zh(), t.make_only_en()];
    let chosen = CHOICES.iter().position(|choice| *choice == draft.languages.as_slice());
    let act = desk.act.clone();
    let choose = Callback::from(move |event: Event| {
        let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        if let Some(choice) = usize::try_from(place).ok().and_then(|place| CHOICES.get(place)) {
            act.emit(super::Act::Edit(Box::new(|draft| draft.languages = choice.to_vec())));
        }
    });
    let coloured = {
        let act = desk.act.clone();
        Callback::from(move |_: Event| act.emit(super::Act::Edit(Box::new(|draft| draft.coloured = !draft.coloured))))
    };
    let inside = html! {
        <>
            <p class="field-line">
                <label for="make-languages">{ t.make_languages() }</label>
                <select id="make-languages" onchange={choose}>
                    for (place, option) in options.into_iter().enumerate() {
                        <option key={place} selected={chosen == Some(place)}>{ option }</option>
                    }
                </select>
            </p>
            { check_box("make-coloured".to_owned(), t.make_coloured(), draft.coloured, coloured) }
            if draft.coloured {
                <fieldset class="both" aria-describedby="make-contrast">
                    <legend>{ t.make_coloured() }</legend>
                    <p class="hint" id="make-contrast">{ t.make_colour_hint() }</p>
                    { colour(desk, "accent.light", t.make_light(), &draft.light, |draft| &mut draft.light, LIGHT) }
                    { colour(desk, "accent.dark", t.make_dark(), &draft.dark, |draft| &mut draft.dark, DARK) }
                </fieldset>
            }
        </>
    };
    section("make-look", t.make_look(), "", inside)
}

/// A colour: typed, or chosen in the browser's own dialog; where it cannot be read, the nearest that can.
fn colour(desk: &Desk, field: &str, label: &str, value: &str, slot: Colours, ground: Ground) -> Html {
    let t = desk.site.t;
    let id = id_of(field);
    let (described, error) = error(desk, field, label);
    let set = {
        let act = desk.act.clone();
        Callback::from(move |text: String| {
            act.emit(super::Act::Edit(Box::new(move |draft: &mut Draft| *slot(draft) = text)));
        })
    };
    let oninput = set.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let read = Colour::parse(value.trim());
    let nearest = read.filter(|colour| !colour.fits(ground)).map(|colour| colour.nearest(ground).to_string());
    html! {
        <p class="field-line colour">
            <label for={id.clone()}>{ label.to_owned() }</label>
            <span class="entry">
                <input type="text" id={id.clone()} class="code" autocomplete="off" maxlength="7" aria-invalid={described.is_some().then_some("true")} aria-describedby={described} value={value.to_owned()} oninput={oninput.clone()} />
                <input type="color" aria-label={fill(t.make_pick(), &[("name", label)])} value={read.map(|colour| colour.to_string())} {oninput} />
                if let Some(nearest) = nearest {
                    <button type="button" onclick={{ let (set, nearest, id) = (set.clone(), nearest.clone(), id.clone()); Callback::from(move |_: MouseEvent| { set.emit(nearest.clone()); crate::browser::hand_on(vec![id.clone()]); }) }}>
                        { fill(t.make_nearest(), &[("colour", &nearest)]) }
                    </button>
                }
            </span>
            { error }
        </p>
    }
}

//! How it asks: in Excel or on paper, all questions or the open ones, blank or filled, in which languages; who asks, and by when.

use super::wish::Choice;
use crate::fields::{DateEntry, segments};
use crate::site::Site;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;

/// The id of the day by which it is to come back.
pub(super) const UNTIL: &str = "collect-until";

/// The languages in their order here.
const LANGS: [Option<Lang>; 3] = [Some(Lang::Zh), None, Some(Lang::En)];

pub(super) fn ask(site: &Site, choice: &UseStateHandle<Choice>) -> Html {
    let t = site.t;
    let set = |change: fn(&mut Choice, usize)| {
        let choice = choice.clone();
        Callback::from(move |place: usize| {
            let mut next = (*choice).clone();
            change(&mut next, place);
            choice.set(next);
        })
    };
    let line = |id: &'static str, label: &'static str, options: &[&str], chosen: usize, choose: Callback<usize>| {
        let labelled = format!("{id}-label");
        html! {
            <div class="choice">
                <span id={labelled.clone()}>{ label }</span>
                { segments(id, &labelled.into(), options, Some(chosen), &choose) }
            </div>
        }
    };
    let lang = LANGS.iter().position(|lang| *lang == choice.lang).unwrap_or_default();
    let from = {
        let choice = choice.clone();
        Callback::from(move |event: InputEvent| {
            let from = event.target_unchecked_into::<HtmlInputElement>().value();
            choice.set(Choice { from, ..(*choice).clone() });
        })
    };
    let until = {
        let choice = choice.clone();
        Callback::from(move |until: Option<Day>| choice.set(Choice { until, ..(*choice).clone() }))
    };
    html! {
        <section class="sheet" aria-labelledby="how">
            <h2 id="how">{ t.collect_how() }</h2>
            { line("medium", t.collect_medium(), &[t.collect_excel(), t.collect_word()], usize::from(choice.on_paper),
                set(|choice, place| choice.on_paper = place == 1)) }
            if choice.on_paper {
                <p class="hint">{ t.collect_word_hint() }</p>
            }
            { line("extent", t.collect_extent(), &[t.collect_open_only(), t.collect_all()], usize::from(!choice.open_only),
                set(|choice, place| choice.open_only = place == 0)) }
            { line("filling", t.collect_filling(), &[t.collect_blank(), t.collect_filled()], usize::from(choice.filled),
                set(|choice, place| choice.filled = place == 1)) }
            { line("tongue", t.collect_tongue(), &[t.collect_zh(), t.collect_both(), t.collect_en()], lang,
                set(|choice, place| choice.lang = LANGS.get(place).copied().flatten())) }
            <p class="rename">
                <label for="collect-from">{ t.collect_from() }</label>
                <input id="collect-from" type="text" autocomplete="off" maxlength="200" value={choice.from.clone()} oninput={from} />
            </p>
            <p class="rename">
                <label for={UNTIL}>{ t.collect_until() }</label>
                <DateEntry id={UNTIL} value={choice.until} on_value={until} />
            </p>
            if choice.filled {
                <p class="hint">{ t.collect_filled_hint() }</p>
            }
        </section>
    }
}

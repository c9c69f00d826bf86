//! The industry finder: search the sections of the classification, tick those of the clients, take over what they point
//! to. For any rule book that has one.

use super::question::id_of;
use crate::engine::{Book, View};
use crate::fields::answer;
use crate::parts::{check_box, clause_chip};
use crate::site::{Site, use_site};
use crate::texts::fill;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use ziping_assess::Found;
use ziping_rules::fact::{FactIx, Kind, Sheet, Value};

#[derive(Properties, PartialEq, Clone)]
pub(crate) struct FinderProps {
    pub(crate) book: Book,
    pub(crate) view: View,
    pub(crate) sheet: Rc<Sheet>,
    pub(crate) on_clause: Callback<AttrValue>,
}

/// Whether all words of a query are in one of the texts, whatever their case.
fn fits(query: &str, texts: &[&str]) -> bool {
    let texts = texts.join("\n").to_ascii_lowercase();
    query.to_ascii_lowercase().split_whitespace().all(|word| texts.contains(word))
}

fn set_of(sheet: &Sheet, fact: FactIx) -> u64 {
    match sheet.get(fact) {
        Some(Value::Several(set)) => *set,
        _ => 0,
    }
}

/// Ticks or unticks an option; with the last one the answer is gone.
fn toggle(site: &Site, sheet: &Sheet, fact: FactIx, place: usize) {
    let bit = u32::try_from(place).ok().and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0);
    let set = set_of(sheet, fact) ^ bit;
    answer(site, fact, (set != 0).then_some(Value::Several(set)), false);
}

#[component]
pub(crate) fn Finder(props: &FinderProps) -> Html {
    let site = use_site();
    let t = site.t;
    let query = use_state_eq(String::new);
    let Some(found) = props.view.found() else { return Html::default() };
    let oninput = {
        let query = query.setter();
        Callback::from(move |event: InputEvent| query.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let id = site.id_of(found.sections);
    let words = site.words.get("fact", id);
    let options = match site.library().catalogue.get(found.sections).map(|fact| &fact.kind) {
        Some(Kind::Several { options }) => options.as_slice(),
        _ => &[],
    };
    let set = set_of(&props.sheet, found.sections);
    // Where no section is called so, what the items say of their clients is searched.
    let said = |section: &String| {
        let rows = props.book.rules().finder.iter().filter(|row| row.sections.contains(section));
        rows.map(|row| props.book.words().get("finder", &row.item).text.clone()).collect::<Vec<_>>().join("\n")
    };
    let own = |section: &String| site.words.label("fact", id, section).to_owned();
    let named = options.iter().filter(|section| fits(&query, &[section.as_str(), &own(section)])).count();
    let shown = |section: &String| {
        fits(&query, &[section.as_str(), &own(section)]) || named == 0 && fits(&query, &[&said(section)])
    };
    let boxes: Vec<Html> = options
        .iter()
        .enumerate()
        .filter(|(_, section)| shown(section))
        .map(|(place, section)| {
            let (to, sheet, fact) = (site.clone(), Rc::clone(&props.sheet), found.sections);
            let onchange = Callback::from(move |_: Event| toggle(&to, &sheet, fact, place));
            let label = format!("{section}　{}", own(section));
            check_box(format!("finder-{section}"), &label, set >> place & 1 == 1, onchange)
        })
        .collect();
    html! {
        <section class="q finder" id={id_of(found.sections)} aria-labelledby="finder">
            <h2 class="label"><span id="finder">{ &words.text }</span></h2>
            <p class="what">{ &words.help }</p>
            <div class="field">
                <label class="sr" for="finder-query">{ t.finder_query() }</label>
                <input id="finder-query" type="search" placeholder={t.finder_query()} value={(*query).clone()} {oninput} />
            </div>
            <p class="sr" role="status">{ fill(t.finder_shown(), &[("n", &boxes.len().to_string())]) }</p>
            if boxes.is_empty() {
                <p class="what">{ t.finder_nothing() }</p>
            }
            <div class="field boxes" role="group" aria-labelledby="finder">{ for boxes }</div>
            { suggested(&site, found, props) }
        </section>
    }
}

/// The items that the sections point to.
fn suggested(site: &Site, found: &Found, props: &FinderProps) -> Html {
    let t = site.t;
    let rules = props.book.rules();
    let one = |suggestion: &ziping_assess::Suggestion| {
        let row = rules.finder.get(suggestion.place)?;
        let words = props.book.words().get("finder", &row.item);
        let (to, sheet, fact, place) =
            (site.clone(), Rc::clone(&props.sheet), found.items, usize::from(suggestion.option));
        let onchange = Callback::from(move |_: Event| toggle(&to, &sheet, fact, place));
        Some(html! {
            <li key={row.item.clone()}>
                <b>{ &words.title }</b>{ " " }
                <span class="tag">{ if row.prompt { t.finder_consider() } else { t.finder_fits() } }</span>{ " " }
                { clause_chip(row.backing.clause(), &props.on_clause, t) }
                <p><small>{ &words.text }</small></p>
                if !words.inferred.is_empty() {
                    <p><span class="tag">{ t.question_inferred() }</span>{ " " }<small>{ &words.inferred }</small></p>
                }
                { check_box(format!("take-{}", row.item), t.finder_take(), suggestion.chosen, onchange) }
            </li>
        })
    };
    html! {
        <div class="field suggested" aria-live="polite">
            if found.suggested.is_empty() {
                <p class="what">{ t.finder_none() }</p>
            } else {
                <h3>{ t.finder_suggested() }</h3>
                <ul class="list">{ for found.suggested.iter().filter_map(one) }</ul>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_section_is_found_by_its_letter_its_name_or_several_words() {
        assert!(fits("j", &["J", "金融业"]));
        assert!(fits("金融", &["J", "金融业"]));
        assert!(fits("Financial inter", &["J", "Financial intermediation"]));
        assert!(fits("", &["J"]));
        assert!(!fits("银行", &["J", "金融业"]));
    }
}

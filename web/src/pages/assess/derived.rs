//! An element or aspect whose figure an overlay works out: what it is now and from what. It takes no input of its own;
//! its parts are asked below, and what was entered before the overlay came is kept.

use super::breach::beside;
use super::mark::{condition, points_or_level};
use super::question::{Asked, id_of};
use crate::browser;
use crate::engine::{Book, Item, ItemKind, View, grade_label};
use crate::fields::answer;
use crate::parts::chip;
use crate::site::{Site, use_site};
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::{Finding, Outcome};
use ziping_regime::LevelRule;
use ziping_rules::fact::{Range, Value};

#[derive(Properties, PartialEq, Clone)]
pub(crate) struct DerivedProps {
    pub(crate) book: Book,
    pub(crate) item: Item,
    pub(crate) view: View,
    /// The fact that is not asked, with what was entered before.
    pub(crate) asked: Asked,
}

#[component]
pub(crate) fn Derived(props: &DerivedProps) -> Html {
    let site = use_site();
    let t = site.t;
    let DerivedProps { book, item, view, asked } = props;
    let Some(found) = view.assessment().elements.get(item.place) else { return Html::default() };
    let overlay = book.rules().overlays.iter().find(|overlay| overlay.derives.contains(&asked.fact));
    let name = overlay.map_or("", |overlay| book.words().title("overlay", &overlay.id));
    let figure = |range: Range| points_or_level(range, found.max, item.kind, book, t);
    let text = if item.kind == ItemKind::Element { t.derived_points() } else { t.derived_level() };
    let rules = book.rules().elements().get(item.place).map_or(&[][..], |element| element.level_rules());
    html! {
        <div class="why derived">
            <p>{ fill(text, &[("name", name), ("figure", &figure(found.range))]) }</p>
            if !rules.is_empty() {
                <ul class="list">{ for rules.iter().zip(&found.levels).map(|(rule, found)| level(rule, found, book, t)) }</ul>
            }
            if let Some(range) = typed(asked.value.as_ref()) {
                <p>
                    { fill(t.derived_typed(), &[("figure", &figure(range))]) }{ " " }
                    { clear(&site, asked) }
                </p>
            }
            { beside(asked.fact, &asked.breaches) }
        </div>
    }
}

/// What was entered itself: points, or the level by its place.
fn typed(value: Option<&Value>) -> Option<Range> {
    match value? {
        Value::Number(range) => Some(*range),
        Value::Choice(place) => Some(Range::exactly(i64::from(*place))),
        _ => None,
    }
}

/// One condition of a level, and how it stands.
fn level(rule: &LevelRule, found: &Finding, book: &Book, t: &Texts) -> Html {
    let (tone, word) = condition(Some(found), t);
    let outcome = book.rules().grade.outcomes.get(usize::from(rule.level));
    let reasons = if found.outcome == Outcome::False { book.reasons(Some(found)) } else { Vec::new() };
    html! {
        <li key={rule.id.clone()}>
            <b>{ outcome.map(|id| grade_label(id, t)) }</b>{ t.list_colon() }
            { book.words().title("level", &rule.id) }{ " " }{ chip(tone, &word) }
            { for reasons.into_iter().map(|reason| html! { <p><small>{ reason }</small></p> }) }
        </li>
    }
}

/// Takes back what was entered; the way back is undo.
fn clear(site: &Site, asked: &Asked) -> Html {
    let label = format!("{}: {}", site.t.field_clear(), site.words.title("fact", site.id_of(asked.fact)));
    let (site, fact, word) = (site.clone(), asked.fact, site.t.field_clear());
    let onclick = Callback::from(move |_: MouseEvent| {
        answer(&site, fact, None, false);
        // The button goes with what it clears.
        browser::show(&id_of(fact));
    });
    html! { <button type="button" class="clear" aria-label={label} {onclick}>{ word }</button> }
}

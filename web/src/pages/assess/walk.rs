//! Only what still matters: one question at a time, first what one is, then whether one may apply, then the most telling,
//! until nothing open can change the result; at its end, what the application still needs.

use super::ahead::ahead;
use super::decided::decided;
use super::question::{Asked, Plain, Question, id_of};
use super::section::why;
use super::{breaches, mark};
use crate::browser;
use crate::engine::{Book, View};
use crate::parts::heading;
use crate::route::Route;
use crate::site::{Site, use_site};
use crate::state::{Drafts, Unsure};
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_assess::Asking;
use ziping_assess::proof::Records;
use ziping_base::calendar::Day;
use ziping_rules::fact::{FactIx, Sheet};

/// Where one is on the way. A question stays until one leaves it, whatever its answer does to the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trail {
    /// What was asked, in order.
    asked: Vec<FactIx>,
    /// The one at hand; past the last one, the way is at its end.
    at: usize,
}

impl Trail {
    pub(super) fn begin(next: &[FactIx]) -> Self {
        Self { asked: next.first().copied().into_iter().collect(), at: 0 }
    }

    pub(super) fn at_hand(&self) -> Option<FactIx> {
        self.asked.get(self.at).copied()
    }

    /// On to what was asked after it already, else to the most telling one that was not asked yet, else to the end.
    fn forward(mut self, next: &[FactIx]) -> Self {
        self.at = (self.at + 1).min(self.asked.len());
        if self.at == self.asked.len() {
            self.asked.extend(next.iter().find(|fact| !self.asked.contains(fact)));
        }
        self
    }

    /// How many more questions there can be after the one at hand. What was passed over is not asked again on this way.
    fn left(&self, at_most: &[FactIx]) -> usize {
        let passed = self.asked.get(..=self.at).unwrap_or(&self.asked);
        at_most.iter().filter(|fact| !passed.contains(fact)).count()
    }

    fn back(mut self) -> Self {
        self.at = self.at.saturating_sub(1);
        self
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct WalkProps {
    pub(crate) book: Book,
    pub(crate) view: View,
    pub(crate) asking: Rc<Asking>,
    pub(crate) sheet: Rc<Sheet>,
    pub(crate) records: Rc<Records>,
    pub(crate) drafts: Rc<Drafts>,
    pub(crate) unsure: Rc<Unsure>,
    pub(crate) as_of: Day,
    pub(crate) trail: UseStateHandle<Trail>,
    pub(crate) on_clause: Callback<AttrValue>,
}

#[component]
pub(super) fn Walk(props: &WalkProps) -> Html {
    let site = use_site();
    let t = site.t;
    let (trail, next) = (&props.trail, &props.asking.order);
    let at_hand = trail.at_hand();
    {
        // Each question takes the focus when one comes to it; the first leaves it where the page put it.
        let first = use_mut_ref(|| true);
        use_effect_with((at_hand, trail.at), move |(fact, _)| {
            if !first.replace(false) {
                match fact {
                    Some(fact) => browser::show_here(&id_of(*fact)),
                    None => browser::focus(crate::parts::HEADING),
                }
            }
        });
    }
    let step = |to: Trail| {
        let trail = trail.setter();
        Callback::from(move |_: MouseEvent| trail.set(to.clone()))
    };
    let back = (trail.at > 0).then(|| step((**trail).clone().back()));
    let answered = at_hand.is_some_and(|fact| !next.contains(&fact));
    // Some years of several, a range: what was entered is kept, so going on is no skipping.
    let begun = at_hand.is_some_and(|fact| props.sheet.typed(fact).is_some());
    let left = trail.left(&props.asking.at_most);
    // A field that loses the focus says what is wrong with it, and the button would move away under the pointer.
    let keep_focus = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <>
            { heading(t.walk_title()) }
            if let Some(fact) = at_hand {
                <p class="intro">
                    { fill(t.walk_place(), &[("n", &(trail.at + 1).to_string()), ("left", &left.to_string())]) }
                </p>
                <div class="sheet walk" key={fact.index()}>{ question(fact, &site, props) }</div>
            } else {
                { decided(&site, &props.book, &props.view, next.len(), t) }
                if !next.is_empty() {
                    <p class="again"><button type="button" onclick={step(Trail::begin(next))}>{ t.walk_again() }</button></p>
                }
                { ahead(&site, &props.book, &props.view, &props.sheet, &props.records, props.as_of) }
            }
            <div class="onward kept">
                <button type="button" disabled={back.is_none()} onmousedown={&keep_focus} onclick={back.unwrap_or_else(Callback::noop)}>{ "← " }{ t.walk_back() }</button>
                if at_hand.is_some() {
                    <button
                        type="button"
                        class={answered.then_some("primary")}
                        onmousedown={&keep_focus}
                        onclick={step((**trail).clone().forward(next))}
                    >{ if answered || begun { t.walk_next() } else { t.walk_skip() } }{ " →" }</button>
                } else {
                    <a class="button" href={Route::Result { regime: props.book.rules().id.clone() }.href()}>{ t.result_full() }{ " →" }</a>
                }
            </div>
        </>
    }
}

/// The question of a fact, under the first item that looks at it.
fn question(fact: FactIx, site: &Site, props: &WalkProps) -> Html {
    let (book, view) = (&props.book, &props.view);
    let value = props.sheet.typed(fact).cloned();
    let unsure = props.unsure.note(fact);
    let is_asked = |fact| book.section_of(fact).is_some();
    let breaches = breaches(&book.speaker(), view.inconsistencies(), fact, &props.sheet, is_asked);
    match book.item_of(fact) {
        Some(item) => html! {
            <Question
                book={book.clone()}
                {item}
                mark={mark(item, book, view, site.t)}
                why={why(item, book, view, site.t)}
                asked={vec![Asked { fact, value, breaches, unsure }]}
                drafts={props.drafts.clone()}
                as_of={props.as_of}
                on_clause={&props.on_clause}
            />
        },
        None => {
            html! { <Plain {fact} {value} drafts={props.drafts.clone()} {unsure} as_of={props.as_of} {breaches} /> }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn facts(places: &[usize]) -> Vec<FactIx> {
        places.iter().map(|place| FactIx::new(*place)).collect()
    }

    #[wasm_bindgen_test]
    fn a_question_stays_at_hand_when_its_answer_takes_it_off_the_list() {
        let trail = Trail::begin(&facts(&[4, 7]));
        assert_eq!(trail.at_hand(), Some(FactIx::new(4)));
        let trail = trail.forward(&facts(&[9, 7]));
        assert_eq!(trail.at_hand(), Some(FactIx::new(9)));
    }

    #[wasm_bindgen_test]
    fn what_was_skipped_is_not_asked_again_on_the_way_and_can_be_gone_back_to() {
        let next = facts(&[4, 7]);
        let trail = Trail::begin(&next).forward(&next).forward(&next);
        assert_eq!(trail.at_hand(), None);
        let trail = trail.back();
        assert_eq!(trail.at_hand(), Some(FactIx::new(7)));
        assert_eq!(trail.back().at_hand(), Some(FactIx::new(4)));
    }

    #[wasm_bindgen_test]
    fn going_on_after_going_back_repeats_the_way_and_does_not_ask_anew() {
        let next = facts(&[4, 7, 8]);
        let trail = Trail::begin(&next).forward(&next).back().forward(&facts(&[8]));
        assert_eq!(trail.at_hand(), Some(FactIx::new(7)));
        assert_eq!(trail.forward(&facts(&[8])).at_hand(), Some(FactIx::new(8)));
    }

    #[wasm_bindgen_test]
    fn what_was_passed_over_is_not_counted_among_what_may_still_be_asked() {
        let next = facts(&[4, 7, 8]);
        let trail = Trail::begin(&next);
        assert_eq!(trail.left(&facts(&[4, 7, 8, 9])), 3);
        // Skipped: 4 stays open and does not come again.
        assert_eq!(trail.clone().forward(&next).left(&facts(&[4, 7, 8, 9])), 2);
        // Answered: it is off the list.
        assert_eq!(trail.forward(&facts(&[7, 8])).left(&facts(&[7, 8, 9])), 2);
    }

    #[wasm_bindgen_test]
    fn the_end_opens_again_when_something_new_matters() {
        let trail = Trail::begin(&facts(&[4])).forward(&[]);
        assert_eq!(trail.at_hand(), None);
        assert_eq!(trail.forward(&facts(&[5])).at_hand(), Some(FactIx::new(5)));
    }
}

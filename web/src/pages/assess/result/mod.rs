//! What it means now: the grade, what holds it down, the ways up, what is open.

mod horizon;
mod inconsistent;
mod open;
mod paths;
mod verdict;
mod why;

pub(crate) use inconsistent::inconsistent;
pub(crate) use verdict::verdict;
pub(crate) use why::WhyTable;

use super::mark::effect;
use crate::engine::{Book, View, grade_range};
use crate::parts::{Dialog, clause_chip, ladder};
use crate::route::Route;
use crate::site::use_site;
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_rules::fact::FactIx;

#[derive(Properties, PartialEq)]
pub(crate) struct ResultProps {
    /// The organisation that answers.
    pub(crate) whose: AttrValue,
    pub(crate) book: Book,
    pub(crate) view: View,
    /// Only what still matters is asked.
    pub(crate) walk: bool,
    pub(crate) on_clause: Callback<AttrValue>,
    pub(crate) on_ask: Callback<FactIx>,
}

/// Beside the questions on a desk; on a narrow screen one line at the foot that unfolds.
#[component]
pub(crate) fn ResultPanel(props: &ResultProps) -> Html {
    let site = use_site();
    let t = site.t;
    let (book, view) = (&props.book, &props.view);
    let unfolded = use_state(|| false);
    let explaining = use_state(|| false);
    let toggle = {
        let unfolded = unfolded.clone();
        Callback::from(move |_: MouseEvent| unfolded.set(!*unfolded))
    };
    let (explain, close) = (explaining.setter(), explaining.setter());
    let assessment = view.assessment();
    let outcomes = &book.rules().grade.outcomes;
    let grade = grade_range(outcomes, assessment.grade, t);
    let open = view.next().len().to_string();
    html! {
        <aside class={classes!("result", "sheet", unfolded.then_some("unfolded"))} aria-label={t.result_label()}>
            // Heard after each change, also where the panel is folded away.
            <p class="sr" role="status">{ fill(t.result_grade(), &[("grade", &grade)]) }</p>
            <button type="button" class="fold" aria-expanded={unfolded.to_string()} aria-controls="result-body" onclick={toggle}>
                <b>{ fill(t.result_grade(), &[("grade", &grade)]) }</b>
                // On the way through the questions another number is said, which also counts what decides eligibility.
                if !props.walk {
                    <span>{ fill(t.result_open_count(), &[("n", &open)]) }</span>
                }
                <span aria-hidden="true">{ if *unfolded { "▼" } else { "▲" } }</span>
            </button>
            <div class="body" id="result-body">
                { verdict(book, view, t) }
                { ladder(outcomes, assessment.grade, assessment.uncapped, t) }
                { inconsistent(&site, book, view, None, &props.on_ask) }
                { binding(book, view, &props.on_clause, t) }
                <paths::Ways whose={&props.whose} book={book.clone()} view={view.clone()} />
                { open::open(&site, view, &props.on_ask) }
                { horizon::horizon(&site, book, view) }
                <p class="acts">
                    <a class="button" href={Route::Package { regime: book.rules().id.clone() }.href()}>{ t.result_package() }</a>
                    <a class="button" href={Route::Result { regime: book.rules().id.clone() }.href()}>{ t.result_full() }</a>
                    <button type="button" onclick={Callback::from(move |_: MouseEvent| explain.set(true))}>{ t.result_why() }</button>
                </p>
            </div>
            if *explaining {
                <Dialog title={t.why_title()} on_close={Callback::from(move |()| close.set(false))}>
                    <WhyTable book={book.clone()} view={view.clone()} />
                </Dialog>
            }
        </aside>
    }
}

/// What holds the grade down, and until when.
fn binding(book: &Book, view: &View, on_clause: &Callback<AttrValue>, t: &Texts) -> Html {
    let rules = book.rules();
    let binding: Vec<_> = view.assessment().caps.iter().filter(|cap| cap.binds).collect();
    if binding.is_empty() {
        return Html::default();
    }
    html! {
        <section>
            <h3>{ t.result_binding() }</h3>
            <ul class="list">
                for found in binding {
                    if let Some(cap) = rules.caps.get(found.finding.place) {
                        <li key={cap.id.clone()}>
                            <b>{ book.words().title("cap", &cap.id) }</b>
                            { " → " }
                            { effect(found, book, t) }
                            { " " }
                            { clause_chip(cap.backing.clause(), on_clause, t) }
                            <br />
                            <small>
                                if let Some((_, safe)) = found.free {
                                    { fill(t.result_free(), &[("safe", &safe.to_string())]) }
                                } else {
                                    { t.result_not_by_time() }
                                }
                            </small>
                        </li>
                    }
                }
            </ul>
        </section>
    }
}

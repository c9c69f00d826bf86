//! What it means now: the grade, what holds it down, the ways up, what is open.

mod horizon;
mod inconsistent;
mod open;
mod paths;
mod verdict;
mod why;

use crate::fields::use_site;
use crate::kit::{Book, View, grade_range};
use crate::parts::{ClauseChip, Ladder};
use crate::route::Route;
use crate::texts::fill;
use yew::prelude::*;
use ziping_core::fact::FactIx;

#[derive(Properties, PartialEq)]
pub(crate) struct ResultProps {
    pub(crate) book: Book,
    pub(crate) view: View,
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
        <aside class={classes!("result", "sheet", unfolded.then_some("unfolded"))} aria-label={t.result_label}>
            <button type="button" class="fold" aria-expanded={unfolded.to_string()} aria-controls="result-body" onclick={toggle}>
                <b>{ fill(t.result_grade, &[("grade", &grade)]) }</b>
                <span>{ fill(t.result_open_count, &[("n", &open)]) }</span>
                <span aria-hidden="true">{ if *unfolded { "▼" } else { "▲" } }</span>
            </button>
            <div class="body" id="result-body">
                <verdict::Verdict book={book.clone()} view={view.clone()} />
                <Ladder outcomes={outcomes.clone()} grade={assessment.grade} uncapped={assessment.uncapped} />
                <inconsistent::Inconsistent book={book.clone()} view={view.clone()} on_ask={&props.on_ask} />
                <Binding book={book.clone()} view={view.clone()} on_clause={&props.on_clause} />
                <paths::Paths book={book.clone()} view={view.clone()} />
                <open::Open book={book.clone()} view={view.clone()} on_ask={&props.on_ask} />
                <horizon::Horizon book={book.clone()} view={view.clone()} />
                <p class="acts">
                    <a class="button primary" href={Route::Package { regime: book.rules().id.clone() }.href()}>{ t.result_package }</a>
                    <button type="button" onclick={Callback::from(move |_: MouseEvent| explain.set(true))}>{ t.result_why }</button>
                </p>
            </div>
            if *explaining {
                <why::WhyDialog
                    book={book.clone()}
                    view={view.clone()}
                    on_close={Callback::from(move |()| close.set(false))}
                />
            }
        </aside>
    }
}

#[derive(Properties, PartialEq)]
struct BindingProps {
    book: Book,
    view: View,
    on_clause: Callback<AttrValue>,
}

/// What holds the grade down, and until when.
#[component]
fn Binding(props: &BindingProps) -> Html {
    let site = use_site();
    let t = site.t;
    let (book, rules) = (&props.book, props.book.rules());
    let binding: Vec<_> = props.view.assessment().caps.iter().filter(|cap| cap.binds).collect();
    if binding.is_empty() {
        return Html::default();
    }
    html! {
        <section>
            <h3>{ t.result_binding }</h3>
            <ul class="list">
                for found in binding {
                    if let Some(cap) = rules.caps.get(found.finding.place) {
                        <li key={cap.id.clone()}>
                            <b>{ book.words().title("cap", &cap.id) }</b>
                            { " → " }
                            { fill(t.result_at_most, &[("grade", &book.speaker().outcome_title(found.limit))]) }
                            { " " }
                            <ClauseChip clause={cap.backing.clause().to_owned()} on_open={&props.on_clause} />
                            <br />
                            <small>
                                if let Some((_, safe)) = found.free {
                                    { fill(t.result_free, &[("safe", &safe.to_string())]) }
                                } else {
                                    { t.result_not_by_time }
                                }
                            </small>
                        </li>
                    }
                }
            </ul>
        </section>
    }
}

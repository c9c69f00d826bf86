//! How it goes on: the steps of the procedure with who acts and how long, and fees.

use super::choice::Choice;
use crate::engine::{Book, View};
use crate::parts::{Tone, chip};
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::applied;
use ziping_regime::{DurationUnit, Step, WordsOf};
use ziping_rules::fact::Sheet;

pub(super) fn procedure(book: &Book, view: &View, sheet: &Sheet, choice: &Choice, t: &'static Texts) -> Html {
    let (rules, procedure) = (book.rules(), choice.procedure(book));
    // As in the package: the steps of the procedure that lie ahead with the level applied for.
    let levels = applied(rules, sheet, view.assessment().grade).levels(rules);
    let steps = rules.steps_ahead(procedure, levels.worst, levels.best);
    if steps.is_empty() {
        return Html::default();
    }
    let speaker = book.speaker();
    html! {
        <section class="sheet" aria-labelledby="procedure">
            <h2 id="procedure">{ fill(t.procedure_title(), &[("procedure", book.words().title("procedure", procedure))]) }</h2>
            <ol class="steps">
                for step in steps {
                    <li key={step.id.clone()}>{ one(step, book, t) }</li>
                }
            </ol>
            if !rules.fees.is_empty() {
                <h3>{ t.procedure_fees() }</h3>
                <ul class="list">
                    for fee in &rules.fees {
                        <li key={fee.id.clone()}>
                            { book.words().title("fee", &fee.id) }{ t.list_colon() }
                            if let Some(amount) = fee.amount {
                                { speaker.money(amount) }
                            } else {
                                <small>{ t.procedure_not_published() }</small>
                            }
                        </li>
                    }
                </ul>
            }
        </section>
    }
}

fn one(step: &Step, book: &Book, t: &'static Texts) -> Html {
    let words = book.words().get("step", &step.id);
    html! {
        <>
            <b>{ &words.title }</b>{ " " }{ actor(step, book, t) }
            <p>{ &words.text }</p>
            { inference(words, t) }
            if !step.only.is_empty() {
                <p><small>{ only(step, book, t) }</small></p>
            }
            <p><small>{ duration(step, t) }{ " · " }{ step.backing.clause() }</small></p>
        </>
    }
}

/// How long a step takes, or within what time it is due, as far as the document says.
pub(crate) fn duration(step: &Step, t: &Texts) -> String {
    let said = if step.within { t.procedure_within() } else { t.procedure_duration() };
    fill(said, &[("duration", &length(step, t))])
}

fn length(step: &Step, t: &Texts) -> String {
    let Some((n, unit)) = step.duration else { return t.procedure_not_published().to_owned() };
    let text = match unit {
        DurationUnit::WorkingDays => t.procedure_working_days(),
        DurationUnit::Days => t.procedure_days(),
        DurationUnit::Months => t.procedure_months(),
    };
    fill(text, &[("n", &n.to_string())])
}

/// The outcomes that a step is for.
pub(crate) fn only(step: &Step, book: &Book, t: &Texts) -> String {
    let only: Vec<&str> = step.only.iter().map(|id| book.words().title("outcome", id)).collect();
    fill(t.procedure_only(), &[("outcomes", &only.join(t.list_comma()))])
}

/// Who acts, marked where the document does not say that it is they.
pub(crate) fn actor(step: &Step, book: &Book, t: &Texts) -> Html {
    html! {
        <>
            <span class="tag actor">{ book.words().title("actor", &step.actor).to_owned() }</span>
            if step.inferred_actor || step.backing.inferred {
                { " " }{ chip(Tone::Quiet, t.procedure_inferred()) }
            }
        </>
    }
}

/// What is the kit's inference, and why; nothing where nothing is.
pub(crate) fn inference(words: &WordsOf, t: &Texts) -> Html {
    if words.inferred.is_empty() {
        return Html::default();
    }
    html! { <p class="inferred"><small>{ fill(t.procedure_inference(), &[("why", &words.inferred)]) }</small></p> }
}

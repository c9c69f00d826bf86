//! How it goes on: the steps of the procedure with who acts and how long, and fees.

use super::choice::Choice;
use crate::kit::Book;
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_core::regime::{DurationUnit, Step};

pub(super) fn procedure(book: &Book, choice: &Choice, t: &'static Texts) -> Html {
    let (rules, procedure, target) = (book.rules(), choice.procedure(book), choice.outcome(book));
    // As in the package: the steps of the procedure that lie ahead with the grade aimed at.
    let mine = |step: &&Step| {
        step.procedures.iter().any(|known| known == procedure)
            && (step.only.is_empty() || target.is_some_and(|target| step.only.contains(target)))
    };
    let steps: Vec<&Step> = rules.steps.iter().filter(mine).collect();
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
            <b>{ &words.title }</b>{ " " }<span class="tag">{ actor(&step.actor, t) }</span>
            <p>{ &words.text }</p>
            <p><small>{ fill(t.procedure_duration(), &[("duration", &duration(step, t))]) }{ " · " }{ step.backing.clause() }</small></p>
        </>
    }
}

/// How long a step takes, as far as the document says.
pub(crate) fn duration(step: &Step, t: &Texts) -> String {
    let Some((n, unit)) = step.duration else { return t.procedure_not_published().to_owned() };
    let text = match unit {
        DurationUnit::WorkingDays => t.procedure_working_days(),
        DurationUnit::Days => t.procedure_days(),
        DurationUnit::Months => t.procedure_months(),
    };
    fill(text, &[("n", &n.to_string())])
}

/// Who acts, or to whom something goes.
pub(crate) fn actor(id: &str, t: &Texts) -> &'static str {
    match id {
        "applicant" => t.actor_applicant(),
        "province" => t.actor_province(),
        "centre" => t.actor_centre(),
        "office" => t.actor_office(),
        "committee" => t.actor_committee(),
        "review_body" => t.actor_review_body(),
        "advisory_body" => t.actor_advisory_body(),
        "experts" => t.actor_experts(),
        "authority" => t.actor_authority(),
        _ => t.actor_anyone(),
    }
}

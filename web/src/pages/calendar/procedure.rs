//! The procedures as time lines: who acts, what is handed in to whom, how long it takes; where a duration is published
//! and a day is given on which it begins, when it ends.

use super::dates::kind_of;
use crate::fields::{DateEntry, use_site};
use crate::kit::Book;
use crate::pages::package::{actor, duration};
use crate::parts::clause_chip;
use crate::texts::{Texts, fill};
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use ziping_core::assess::{procedures, step_end};
use ziping_core::calendar::Day;
use ziping_core::regime::Step;

#[derive(Properties, PartialEq)]
pub(super) struct ProcedureProps {
    pub(super) book: Book,
    pub(super) as_of: Day,
    pub(super) on_clause: Callback<AttrValue>,
}

/// The name of a procedure.
fn name<'p>(procedure: &'p str, t: &Texts) -> &'p str {
    match procedure {
        "first" => t.procedures_first(),
        "renewal" => t.procedures_renewal(),
        "yearly_review" => t.procedures_yearly_review(),
        "change" => t.procedures_change(),
        "merger" => t.procedures_merger(),
        "reissue" => t.procedures_reissue(),
        "objection" => t.procedures_objection(),
        "appeal" => t.procedures_appeal(),
        "complaint" => t.procedures_complaint(),
        "correction" => t.procedures_correction(),
        "adjustment" => t.procedures_adjustment(),
        "project" => t.procedures_project(),
        "revocation" => t.procedures_revocation(),
        other => other,
    }
}

#[component]
pub(super) fn Procedure(props: &ProcedureProps) -> Html {
    let site = use_site();
    let t = site.t;
    let rules = props.book.rules();
    let all = procedures(rules);
    let chosen = use_state_eq(|| 0_usize);
    let start = use_state_eq(|| props.as_of);
    let Some(procedure) = all.get(*chosen).or_else(|| all.first()).copied() else { return Html::default() };
    let onchange = {
        let chosen = chosen.setter();
        Callback::from(move |event: Event| {
            let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            chosen.set(usize::try_from(place).unwrap_or(0));
        })
    };
    let on_value = {
        let (start, as_of) = (start.setter(), props.as_of);
        Callback::from(move |day: Option<Day>| start.set(day.unwrap_or(as_of)))
    };
    let mine = |procedures: &[String]| procedures.iter().any(|own| own == procedure);
    let steps = rules.steps.iter().filter(|step| mine(&step.procedures));
    let timed = steps.clone().any(|step| step.duration.is_some());
    html! {
        <section class="sheet" aria-labelledby="procedures">
            <h2 id="procedures">{ t.procedures_title() }</h2>
            <div class="controls">
                <label for="procedure">{ t.procedures_choose() }</label>
                <select id="procedure" {onchange}>
                    for (place, id) in all.iter().enumerate() {
                        <option key={*id} selected={place == *chosen}>{ name(id, t).to_owned() }</option>
                    }
                </select>
                if timed {
                    <label for="step-start">{ t.procedures_start() }</label>
                    <DateEntry id="step-start" value={*start} {on_value} />
                }
            </div>
            <ol class="line">
                for step in steps {
                    <li key={step.id.clone()} class={(step.actor == "applicant").then_some("own")}>{ one(step, *start, props, t) }</li>
                }
            </ol>
        </section>
    }
}

fn one(step: &Step, start: Day, props: &ProcedureProps, t: &'static Texts) -> Html {
    let book = &props.book;
    let words = book.words().get("step", &step.id);
    let only: Vec<&str> = step.only.iter().map(|id| book.words().title("outcome", id)).collect();
    let end = step_end(book.library(), step, start).map(|(end, provisional)| {
        let kind = kind_of(&book.library().calendar, end, t);
        let text = if provisional { t.procedures_ends_provisional() } else { t.procedures_ends() };
        fill(text, &[("from", &start.to_string()), ("to", &end.to_string()), ("kind", &kind)])
    });
    html! {
        <>
            <p>
                <b>{ &words.title }</b>{ " " }<span class="tag">{ actor(&step.actor, t) }</span>{ " " }
                { clause_chip(step.backing.clause(), &props.on_clause, t) }
            </p>
            <p>{ &words.text }</p>
            if !only.is_empty() {
                <p><small>{ fill(t.procedures_only(), &[("outcomes", &only.join(t.list_comma()))]) }</small></p>
            }
            <p><small>{ fill(t.procedure_duration(), &[("duration", &duration(step, t))]) }</small></p>
            for said in end {
                <p key={said.clone()} class="ends">{ said }</p>
            }
            if !step.documents.is_empty() {
                <ul class="handed-in">
                    for id in &step.documents {
                        <li key={id.clone()}>{ handed_in(id, book, t) }</li>
                    }
                </ul>
            }
        </>
    }
}

/// A paper that is handed in: how many, to whom.
fn handed_in(id: &str, book: &Book, t: &'static Texts) -> Html {
    let Some(document) = book.rules().documents.iter().find(|document| document.id == id) else {
        return Html::default();
    };
    let copies = document.copies.map_or_else(
        || t.procedures_copies_not_published().to_owned(),
        |n| fill(t.procedures_copies(), &[("n", &n.to_string())]),
    );
    let to = document.to.as_deref().map_or_else(
        || t.procedures_to_not_published().to_owned(),
        |to| fill(t.procedures_to(), &[("actor", actor(to, t))]),
    );
    html! {
        <>
            { book.words().title("document", id).to_owned() }{ " " }
            <small>{ copies }{ t.list_comma() }{ to }</small>
        </>
    }
}

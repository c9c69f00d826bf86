//! A procedure as a time line: who acts, what is handed in to whom, how long it takes, and on which days, once it is said
//! when one means to hand in.

use super::dates::kind_of;
use crate::engine::Book;
use crate::pages::package::{actor, duration, inference, only};
use crate::parts::clause_chip;
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::{Place, Scheduled};
use ziping_base::calendar::Day;
use ziping_regime::{Document, Step};

pub(super) fn procedure(
    book: &Book,
    procedure: &str,
    steps: &[&Step],
    planned: &[Scheduled<'_>],
    on_clause: &Callback<AttrValue>,
    t: &'static Texts,
) -> Html {
    if steps.is_empty() {
        return Html::default();
    }
    let name = book.words().title("procedure", procedure);
    html! {
        <section class="sheet" aria-labelledby="procedures">
            <h2 id="procedures">{ fill(t.procedures_title(), &[("procedure", name)]) }</h2>
            <ol class="line">
                for (place, step) in steps.iter().enumerate() {
                    <li key={step.id.clone()} class={(step.actor == "applicant").then_some("own")}>
                        { one(book, procedure, step, planned.get(place), on_clause, t) }
                    </li>
                }
            </ol>
        </section>
    }
}

fn one(
    book: &Book,
    procedure: &str,
    step: &Step,
    planned: Option<&Scheduled<'_>>,
    on_clause: &Callback<AttrValue>,
    t: &'static Texts,
) -> Html {
    let words = book.words().get("step", &step.id);
    html! {
        <>
            <p>
                <b>{ &words.title }</b>{ " " }{ actor(step, book, t) }{ " " }
                { clause_chip(step.backing.clause(), on_clause, t) }
            </p>
            <p>{ &words.text }</p>
            { inference(words, t) }
            if !step.only.is_empty() {
                <p><small>{ only(step, book, t) }</small></p>
            }
            <p><small>{ duration(step, t) }</small></p>
            if let Some(planned) = planned {
                <p class="ends">{ when(book, planned, t) }</p>
            }
            { handed_in(book, step, procedure, t) }
        </>
    }
}

/// The days of a step, in words.
fn when(book: &Book, planned: &Scheduled<'_>, t: &'static Texts) -> String {
    let named = |day: Day| format!("{day}（{}）", kind_of(&book.library().calendar, day, t));
    let said = match planned.place {
        Place::HandIn(day) => fill(t.procedures_on(), &[("day", &named(day))]),
        Place::Before { from: None, by } => fill(t.procedures_by(), &[("day", &named(by))]),
        Place::Before { from: Some(from), by } => {
            fill(t.procedures_begin_by(), &[("from", &named(from)), ("day", &named(by))])
        }
        Place::After { from, to } => {
            let (from, to) = (from.to_string(), to.map(named));
            match (planned.certain, to) {
                (true, Some(to)) => fill(t.procedures_ends(), &[("from", &from), ("to", &to)]),
                (false, Some(to)) => fill(t.procedures_ends_earliest(), &[("from", &from), ("to", &to)]),
                (true, None) => fill(t.procedures_from(), &[("from", &from)]),
                (false, None) => fill(t.procedures_from_earliest(), &[("from", &from)]),
            }
        }
    };
    if planned.provisional { format!("{said}{}", t.procedures_provisional()) } else { said }
}

/// The papers of the procedure that are handed in with a step: how many, to whom.
fn handed_in(book: &Book, step: &Step, procedure: &str, t: &'static Texts) -> Html {
    let mine: Vec<&Document> = book.rules().handed_in(step, procedure);
    if mine.is_empty() {
        return Html::default();
    }
    html! { <ul class="handed-in">{ for mine.into_iter().map(|document| paper(document, book, t)) }</ul> }
}

fn paper(document: &Document, book: &Book, t: &'static Texts) -> Html {
    let words = book.words().get("document", &document.id);
    let copies = document.copies.map_or_else(
        || t.procedures_copies_not_published().to_owned(),
        |n| fill(t.procedures_copies(), &[("n", &n.to_string())]),
    );
    let through_text = |id: &String| fill(t.procedures_through(), &[("actor", book.words().title("actor", id))]);
    let to = document.to.as_deref().map_or_else(
        || t.procedures_to_not_published().to_owned(),
        |to| {
            let text = if document.inferred_to { t.procedures_to_inferred() } else { t.procedures_to() };
            fill(text, &[("actor", book.words().title("actor", to))])
        },
    );
    html! {
        <li key={document.id.clone()}>
            { &words.title }{ " " }
            <small>
                { copies }{ t.list_comma() }{ to }
                if let Some(through) = &document.through {
                    { t.list_comma() }{ through_text(through) }
                }
            </small>
            { inference(words, t) }
        </li>
    }
}

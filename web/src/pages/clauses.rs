//! The document article by article: what it says in short, what the kit does with it, doubts, and where it is asked.

use super::use_arrival;
use crate::browser;
use crate::fields::use_site;
use crate::kit::Book;
use crate::parts::{EntryView, Heading, encoded_by, entries_of};
use crate::route::Route;
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_core::regime::Clause;

#[derive(Properties, PartialEq)]
pub(crate) struct ClausesProps {
    pub(crate) book: Book,
    /// The clause to show first.
    pub(crate) clause: Option<AttrValue>,
}

/// The id of a clause's part of the page.
fn place_of(clause: &str) -> String {
    format!("c-{clause}")
}

#[component]
pub(crate) fn Clauses(props: &ClausesProps) -> Html {
    let site = use_site();
    let t = site.t;
    let (book, rules) = (&props.book, props.book.rules());
    use_arrival(&fill(t.clauses_title, &[("regime", book.title())]), format!("clauses/{}", rules.id));
    use_effect_with(props.clause.clone(), |clause| {
        if let Some(clause) = clause {
            browser::reveal(&place_of(clause));
        }
    });
    let card = book.words().get("regime", "");
    let label = |name: &str| card.labels.get(name).cloned().unwrap_or_default();
    let effective = &rules.effective;
    html! {
        <main class="page clauses" id="main" tabindex="-1">
            <Heading text={fill(t.clauses_title, &[("regime", book.title())])} />
            <p class="lead">{ &card.text }</p>
            <dl class="facts">
                <dt>{ t.clauses_document }</dt><dd>{ label("document") }</dd>
                <dt>{ t.clauses_issuer }</dt><dd>{ label("issuer") }</dd>
                if let Some(from) = &effective.from {
                    <dt>{ t.clauses_from }</dt><dd>{ from }</dd>
                }
                if let Some(to) = &effective.to {
                    <dt>{ t.clauses_to }</dt><dd>{ to }</dd>
                }
                if let Some(repeals) = &effective.repeals {
                    <dt>{ t.clauses_repeals }</dt><dd>{ repeals }</dd>
                }
                <dt>{ t.clauses_version }</dt><dd>{ &rules.version }</dd>
            </dl>
            if !card.help.is_empty() {
                <p class="notice">{ &card.help }</p>
            }
            <p><small>{ t.clauses_paraphrase }</small></p>
            <p><a class="button" href={Route::Assess { regime: rules.id.clone(), section: None }.href()}>{ t.clauses_assess }</a></p>
            for clause in &rules.clauses {
                <article class="sheet" key={clause.id.clone()} id={place_of(&clause.id)} tabindex="-1">{ article(clause, book, t) }</article>
            }
        </main>
    }
}

fn article(clause: &Clause, book: &Book, t: &'static Texts) -> Html {
    let rules = book.rules();
    let words = book.words().get("clause", &clause.id);
    let encoded = encoded_by(rules, &clause.id);
    html! {
        <>
            <h2><span class="number">{ &clause.id }</span>{ " " }{ &words.title }</h2>
            <p>{ &words.text }</p>
            if !words.help.is_empty() {
                <p class="kit"><span class="tag">{ t.clauses_kit }</span>{ " " }{ &words.help }</p>
            }
            if !encoded.is_empty() {
                <ul class="encoded">
                    for (kind, id) in encoded {
                        <li key={id.to_owned()}>{ link(kind, id, book, t) }</li>
                    }
                </ul>
            }
            for entry in entries_of(rules, &clause.id) {
                <EntryView key={entry.id.clone()} book={book.clone()} kind={entry.kind} id={entry.id.clone()} />
            }
        </>
    }
}

/// What encodes a clause; a condition leads to its question.
fn link(kind: &str, id: &str, book: &Book, t: &'static Texts) -> Html {
    let title = book.words().title(kind, id).to_owned();
    let name = match kind {
        "condition" => t.kind_condition,
        "cap" => t.kind_cap,
        "ground" => t.kind_ground,
        "figure" => t.kind_figure,
        "step" => t.kind_step,
        "document" => t.kind_document,
        "duty" => t.kind_duty,
        _ => t.kind_fee,
    };
    let section = book.section_with(id).map(|section| section.id.clone());
    html! {
        <>
            <span class="tag">{ name }</span>{ " " }
            if section.is_some() {
                <a href={Route::Assess { regime: book.rules().id.clone(), section }.href()}>{ title }</a>
            } else {
                { title }
            }
        </>
    }
}

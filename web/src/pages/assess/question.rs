//! One question: what is asked and by which clause, its state, the fields, why it stands so, and what proves it.

use super::mark::Mark;
use crate::fields::{Field, use_site};
use crate::kit::{Book, Item, ItemKind};
use crate::parts::{Chip, ClauseChip};
use crate::route::Route;
use crate::state::Drafts;
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_core::calendar::Day;
use ziping_core::fact::{FactIx, Value};
use ziping_core::regime::{Backing, EntryKind};

/// A fact to ask, with its answer.
#[derive(Clone, PartialEq)]
pub(crate) struct Asked {
    pub(crate) fact: FactIx,
    pub(crate) value: Option<Value>,
}

/// A line of explanation.
#[derive(Clone, PartialEq)]
pub(crate) enum Why {
    Strong(String),
    Plain(String),
    /// A reading in dispute, by id.
    Reading(String),
}

#[derive(Properties, PartialEq)]
pub(crate) struct QuestionProps {
    pub(crate) book: Book,
    pub(crate) item: Item,
    pub(crate) mark: Mark,
    pub(crate) why: Vec<Why>,
    pub(crate) asked: Vec<Asked>,
    pub(crate) drafts: Rc<Drafts>,
    pub(crate) as_of: Day,
    pub(crate) on_clause: Callback<AttrValue>,
}

/// The id of the part of the page that asks a fact.
pub(crate) fn id_of(fact: FactIx) -> String {
    format!("q{}", fact.index())
}

#[component]
pub(crate) fn Question(props: &QuestionProps) -> Html {
    let site = use_site();
    let (book, item) = (&props.book, props.item);
    let id = book.id(item);
    let words = book.words().get(item.kind.words(), id);
    let backing = book.backing(item);
    // A single fact speaks for the item; several stand under the item's own title.
    let single = match props.asked.as_slice() {
        [one] => Some(one),
        _ => None,
    };
    let fact_words = |fact: FactIx| site.words.get("fact", site.id_of(fact));
    let title = match single {
        Some(one) if item.kind != ItemKind::Element => fact_words(one.fact).text.clone(),
        _ => words.title.clone(),
    };
    let label = format!("l-{id}");
    let (tone, word) = props.mark.clone();
    html! {
        <section class="q" id={single.map(|one| id_of(one.fact))} aria-labelledby={label.clone()}>
            <h2 class="label">
                <span id={label.clone()}>{ title }</span>
                if let Some(backing) = backing {
                    { " " }<ClauseChip clause={backing.clause().to_owned()} on_open={&props.on_clause} />
                }
            </h2>
            <Chip {tone} {word} />
            if single.is_none() || item.kind == ItemKind::Element {
                <p class="what">{ &words.text }</p>
            }
            if let Some(one) = single {
                { field(one, &label, props) }
            } else {
                for one in &props.asked {
                    <div class="sub" key={one.fact.index()} id={id_of(one.fact)}>
                        <p class="label" id={format!("l{}", one.fact.index())}>{ &fact_words(one.fact).text }</p>
                        { field(one, &format!("l{}", one.fact.index()), props) }
                        <More title={site.t.question_help} text={fact_words(one.fact).help.clone()} />
                    </div>
                }
                if props.asked.is_empty() && item.kind != ItemKind::Figure {
                    <p class="why">{ site.t.question_asked_above }</p>
                }
            }
            if !props.why.is_empty() {
                <div class="why">
                    for (place, why) in props.why.iter().enumerate() {
                        <p key={place}>{ explain(why, book) }</p>
                    }
                </div>
            }
            <div class="more">
                if let Some(one) = single {
                    <More title={site.t.question_help} text={fact_words(one.fact).help.clone()} />
                }
                if let Some(backing) = backing {
                    <Proof book={book.clone()} backing={backing.clone()} />
                    <Doubts book={book.clone()} notes={backing.notes.clone()} inferred={backing.inferred.then(|| words.help.clone())} />
                }
            </div>
        </section>
    }
}

fn field(asked: &Asked, label: &str, props: &QuestionProps) -> Html {
    html! {
        <Field
            fact={asked.fact}
            value={asked.value.clone()}
            drafts={props.drafts.clone()}
            as_of={props.as_of}
            labelled_by={label.to_owned()}
        />
    }
}

fn explain(why: &Why, book: &Book) -> Html {
    match why {
        Why::Strong(text) => html! { <b>{ text }</b> },
        Why::Plain(text) => html! { { text } },
        Why::Reading(id) => {
            let words = book.words().get("reading", id);
            html! { <><b>{ &words.title }</b>{ "：" }{ &words.text }</> }
        }
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct PlainProps {
    pub(crate) fact: FactIx,
    pub(crate) value: Option<Value>,
    pub(crate) drafts: Rc<Drafts>,
    pub(crate) as_of: Day,
}

/// A fact that no condition asks: for forms, dates and tables.
#[component]
pub(crate) fn Plain(props: &PlainProps) -> Html {
    let site = use_site();
    let words = site.words.get("fact", site.id_of(props.fact));
    let label = format!("l{}", props.fact.index());
    html! {
        <section class="q" id={id_of(props.fact)} aria-labelledby={label.clone()}>
            <h2 class="label"><span id={label.clone()}>{ &words.text }</span></h2>
            <Field
                fact={props.fact}
                value={props.value.clone()}
                drafts={props.drafts.clone()}
                as_of={props.as_of}
                labelled_by={label}
            />
            <div class="more"><More title={site.t.question_help} text={words.help.clone()} /></div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct MoreProps {
    title: AttrValue,
    text: AttrValue,
}

/// Something to unfold; nothing where there is no text.
#[component]
fn More(props: &MoreProps) -> Html {
    if props.text.is_empty() {
        return Html::default();
    }
    html! { <details><summary>{ &props.title }</summary><p>{ &props.text }</p></details> }
}

#[derive(Properties, PartialEq)]
struct ProofProps {
    book: Book,
    backing: Backing,
}

/// What proves it: papers that the document asks for, and those that the kit suggests.
#[component]
fn Proof(props: &ProofProps) -> Html {
    let site = use_site();
    let (asks, suggests) = (&props.backing.asks, &props.backing.suggests);
    if asks.is_empty() && suggests.is_empty() {
        return Html::default();
    }
    let list = |ids: &[String], tag: &'static str| {
        ids.iter()
            .map(|id| {
                let words = props.book.words().get("evidence", id);
                html! { <li key={id.clone()}><b>{ &words.title }</b>{ " " }<span class="tag">{ tag }</span><br /><small>{ &words.text }</small></li> }
            })
            .collect::<Html>()
    };
    let count = (asks.len() + suggests.len()).to_string();
    html! {
        <details>
            <summary>{ fill(site.t.question_proof, &[("n", &count)]) }</summary>
            <ul class="proof">
                { list(asks, site.t.proof_asked) }
                { list(suggests, site.t.proof_suggested) }
            </ul>
        </details>
    }
}

#[derive(Properties, PartialEq)]
struct DoubtsProps {
    book: Book,
    notes: Vec<String>,
    /// Why the kit infers this condition, where it does.
    inferred: Option<String>,
}

/// What is doubtful about the text here.
#[component]
fn Doubts(props: &DoubtsProps) -> Html {
    let site = use_site();
    if props.notes.is_empty() && props.inferred.is_none() {
        return Html::default();
    }
    let rules = props.book.rules();
    let kind = |id: &str| rules.entries.iter().find(|entry| entry.id == id).map_or(EntryKind::Note, |entry| entry.kind);
    html! {
        <details>
            <summary>{ site.t.question_doubts }</summary>
            if let Some(inferred) = &props.inferred {
                <p><span class="tag">{ site.t.question_inferred }</span>{ " " }{ inferred }</p>
            }
            for note in &props.notes {
                <crate::parts::EntryView key={note.clone()} book={props.book.clone()} kind={kind(note)} id={note.clone()} />
            }
            <p><a href={Route::Clauses { regime: rules.id.clone(), clause: Some(props.backing_clause()) }.href()}>{ site.t.clause_more }</a></p>
        </details>
    }
}

impl DoubtsProps {
    /// The clause of the first note.
    fn backing_clause(&self) -> String {
        let first = self.notes.first();
        let entry = self.book.rules().entries.iter().find(|entry| Some(&entry.id) == first);
        entry.map(|entry| entry.backing.clause().to_owned()).unwrap_or_default()
    }
}

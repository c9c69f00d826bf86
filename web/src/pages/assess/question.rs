//! One question: what is asked and by which clause, its state, the fields, why it stands so, and what proves it.

use super::breach::{Breach, beside, id_of as breaches_of};
use super::derived::{Derived, DerivedProps};
use super::mark::Mark;
use crate::engine::{Book, Item, ItemKind};
use crate::fields::Field;
use crate::parts::{chip, clause_chip, entry_view};
use crate::route::Route;
use crate::site::use_site;
use crate::state::Drafts;
use crate::texts::{Texts, fill};
use std::rc::Rc;
use yew::prelude::*;
use ziping_base::calendar::Day;
use ziping_regime::{Backing, EntryKind};
use ziping_rules::fact::{FactIx, Value};

/// A fact to ask, with its answer.
#[derive(Clone, PartialEq)]
pub(crate) struct Asked {
    pub(crate) fact: FactIx,
    pub(crate) value: Option<Value>,
    pub(crate) breaches: Vec<Breach>,
    /// The note at an answer that is not known yet.
    pub(crate) unsure: Option<AttrValue>,
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
    /// How its figure is worked out, where an overlay does that.
    #[prop_or_default]
    pub(crate) derived: Option<DerivedProps>,
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
    // A single fact speaks for the item; several, and the parts of what an overlay divides, stand under its own title.
    let derived = book.derived(item);
    let single = match props.asked.as_slice() {
        [one] if derived.is_none() => Some(one),
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
        <section class="q" id={single.map(|one| one.fact).or(derived).map(id_of)} aria-labelledby={label.clone()}>
            <h2 class="label">
                <span id={label.clone()}>{ title }</span>
                if let Some(backing) = backing {
                    { " " }{ clause_chip(backing.clause(), &props.on_clause, site.t) }
                }
            </h2>
            { chip(tone, &word) }
            if single.is_none() || item.kind == ItemKind::Element {
                <p class="what">{ &words.text }</p>
            }
            if let Some(props) = &props.derived {
                <Derived ..props.clone() />
            }
            if let Some(one) = single {
                { field(one, &label, props) }
            } else {
                for one in &props.asked {
                    <div class="sub" key={one.fact.index()} id={id_of(one.fact)}>
                        <p class="label" id={format!("l{}", one.fact.index())}>{ &fact_words(one.fact).text }</p>
                        { field(one, &format!("l{}", one.fact.index()), props) }
                        { more(site.t.question_help(), &fact_words(one.fact).help) }
                    </div>
                }
                if props.asked.is_empty() && item.kind != ItemKind::Figure {
                    <p class="why">{ site.t.question_asked_above() }</p>
                }
            }
            if !props.why.is_empty() {
                <div class="why">
                    for (place, why) in props.why.iter().enumerate() {
                        <p key={place}>{ explain(why, book, site.t) }</p>
                    }
                </div>
            }
            <div class="more">
                if let Some(one) = single {
                    { more(site.t.question_help(), &fact_words(one.fact).help) }
                }
                if let Some(backing) = backing {
                    { proof(book, backing, site.t) }
                    { doubts(book, backing, &words.inferred, site.t) }
                }
            </div>
        </section>
    }
}

fn field(asked: &Asked, label: &str, props: &QuestionProps) -> Html {
    html! {
        <>
            <Field
                fact={asked.fact}
                value={asked.value.clone()}
                drafts={props.drafts.clone()}
                unsure={asked.unsure.clone()}
                as_of={props.as_of}
                labelled_by={label.to_owned()}
                described_by={described_by(asked.fact, &asked.breaches)}
            />
            { beside(asked.fact, &asked.breaches) }
        </>
    }
}

/// The place that says what is wrong with an answer, if something is.
fn described_by(fact: FactIx, breaches: &[Breach]) -> Option<AttrValue> {
    (!breaches.is_empty()).then(|| AttrValue::from(breaches_of(fact)))
}

fn explain(why: &Why, book: &Book, t: &Texts) -> Html {
    match why {
        Why::Strong(text) => html! { <b>{ text }</b> },
        Why::Plain(text) => html! { { text } },
        Why::Reading(id) => {
            let words = book.words().get("reading", id);
            html! { <><b>{ &words.title }</b>{ t.list_colon() }{ &words.text }</> }
        }
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct PlainProps {
    pub(crate) fact: FactIx,
    pub(crate) value: Option<Value>,
    pub(crate) drafts: Rc<Drafts>,
    /// The note at an answer that is not known yet.
    pub(crate) unsure: Option<AttrValue>,
    pub(crate) as_of: Day,
    #[prop_or_default]
    pub(crate) breaches: Vec<Breach>,
    /// What it is used for, where that is told.
    #[prop_or_default]
    pub(crate) uses: Html,
    /// Where the days that follow from it are listed, if any do.
    #[prop_or_default]
    pub(crate) dates: Option<AttrValue>,
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
                unsure={props.unsure.clone()}
                as_of={props.as_of}
                labelled_by={label}
                described_by={described_by(props.fact, &props.breaches)}
            />
            { beside(props.fact, &props.breaches) }
            <div class="more">{ more(site.t.question_help(), &words.help) }{ props.uses.clone() }</div>
            if let Some(href) = &props.dates {
                <p class="what"><a {href}>{ site.t.question_dates() }</a></p>
            }
        </section>
    }
}

/// Something to unfold; nothing where there is no text.
fn more(title: &str, text: &str) -> Html {
    if text.is_empty() {
        return Html::default();
    }
    html! { <details><summary>{ title }</summary><p>{ text }</p></details> }
}

/// What proves it: papers that the document asks for, and those that the kit suggests.
fn proof(book: &Book, backing: &Backing, t: &Texts) -> Html {
    let (asks, suggests) = (&backing.asks, &backing.suggests);
    if asks.is_empty() && suggests.is_empty() {
        return Html::default();
    }
    let count = (asks.len() + suggests.len()).to_string();
    let papers = asks.iter().map(|id| (id, t.proof_asked())).chain(suggests.iter().map(|id| (id, t.proof_suggested())));
    html! {
        <details>
            <summary>{ fill(t.question_proof(), &[("n", &count)]) }</summary>
            <ul class="proof">
                for (id, tag) in papers {
                    <li key={id.clone()}>
                        <b>{ &book.words().get("evidence", id).title }</b>
                        { " " }
                        <span class="tag">{ tag }</span>
                        <br />
                        <small>{ &book.words().get("evidence", id).text }</small>
                    </li>
                }
            </ul>
        </details>
    }
}

/// What is doubtful about the text here, and why the kit infers a condition where it does.
fn doubts(book: &Book, backing: &Backing, inferred: &str, t: &Texts) -> Html {
    if backing.notes.is_empty() && inferred.is_empty() {
        return Html::default();
    }
    let rules = book.rules();
    let kind = |id: &str| rules.entries.iter().find(|entry| entry.id == id).map_or(EntryKind::Note, |entry| entry.kind);
    let clause = Some(backing.clause().to_owned());
    html! {
        <details>
            <summary>{ t.question_doubts() }</summary>
            if !inferred.is_empty() {
                <p><span class="tag">{ t.question_inferred() }</span>{ " " }{ inferred }</p>
            }
            { for backing.notes.iter().map(|note| entry_view(book, kind(note), note, t)) }
            <p><a href={Route::Clauses { regime: rules.id.clone(), clause }.href()}>{ t.clause_more() }</a></p>
        </details>
    }
}

//! One section: its items as questions, each fact asked once.

use super::breach::breaches;
use super::derived::DerivedProps;
use super::finder::Finder;
use super::mark::{cap, finding, mark};
use super::question::{Asked, Plain, Question, Why};
use super::scope::scope;
use crate::engine::{Book, Item, ItemKind, View};
use crate::pages::calendar::sources;
use crate::parts::heading;
use crate::route::Route;
use crate::site::use_site;
use crate::state::{Drafts, Unsure};
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_assess::Outcome;
use ziping_base::calendar::Day;
use ziping_regime::Section;
use ziping_rules::fact::{FactIx, Sheet};

#[derive(Properties, PartialEq)]
pub(crate) struct SectionProps {
    pub(crate) book: Book,
    pub(crate) section: AttrValue,
    pub(crate) view: View,
    pub(crate) sheet: Rc<Sheet>,
    pub(crate) drafts: Rc<Drafts>,
    pub(crate) unsure: Rc<Unsure>,
    pub(crate) as_of: Day,
    pub(crate) on_clause: Callback<AttrValue>,
}

/// What a section asks, in the order of the page.
#[derive(PartialEq)]
struct Plan {
    /// What its figures are worked out from.
    first: Vec<FactIx>,
    /// Its items with the facts that each asks first.
    items: Vec<(Item, Vec<FactIx>)>,
    /// The facts left over.
    rest: Vec<FactIx>,
}

fn plan(book: &Book, section: &Section) -> Plan {
    let mut seen: Vec<FactIx> = Vec::new();
    let mut fresh = |facts: Vec<FactIx>| {
        let new: Vec<FactIx> = facts.into_iter().filter(|fact| !seen.contains(fact)).collect();
        seen.extend(&new);
        new
    };
    let first = fresh(book.asked_first(section));
    let items = section.items.iter().filter_map(|id| book.item(id));
    let items = items.map(|item| (item, fresh(book.facts(item)))).collect();
    let rest = fresh(section.facts.clone());
    Plan { first, items, rest }
}

#[component]
pub(crate) fn SectionView(props: &SectionProps) -> Html {
    let site = use_site();
    let book = &props.book;
    let planned = use_memo((book.clone(), props.section.clone()), |(book, id)| {
        book.rules().sections.iter().find(|section| section.id == **id).map(|section| plan(book, section))
    });
    let Some(Plan { first, items, rest }) = &*planned else { return Html::default() };
    let words = book.words().get("section", &props.section);
    let speaker = book.speaker();
    let breaches = |fact: FactIx| {
        let found = props.view.inconsistencies();
        breaches(&speaker, found, fact, &props.sheet, |fact| book.section_of(fact).is_some())
    };
    let asked = |fact: FactIx| Asked {
        fact,
        value: props.sheet.typed(fact).cloned(),
        breaches: breaches(fact),
        unsure: props.unsure.note(fact),
    };
    // Some answers give days that are listed elsewhere.
    let dated = sources(book.library(), book.rules());
    let calendar = AttrValue::from(Route::Calendar { regime: Some(book.rules().id.clone()) }.href());
    let derived = |item: Item| {
        let asked = asked(book.derived(item)?);
        Some(DerivedProps { book: book.clone(), item, view: props.view.clone(), asked })
    };
    let finds = |fact: FactIx| props.view.found().is_some_and(|found| found.sections == fact);
    let wants = props.view.covered().is_some_and(|covered| rest.contains(&covered.scale));
    let plain = |fact: FactIx| {
        html! {
            <Plain
                key={fact.index()}
                {fact}
                value={props.sheet.typed(fact).cloned()}
                drafts={props.drafts.clone()}
                unsure={props.unsure.note(fact)}
                as_of={props.as_of}
                breaches={breaches(fact)}
                dates={dated.contains(&fact).then(|| calendar.clone())}
            />
        }
    };
    html! {
        <>
            { heading(&words.title) }
            <p class="intro">{ &words.text }</p>
            if !first.is_empty() {
                <div class="sheet">{ for first.iter().copied().map(plain) }</div>
            }
            if !items.is_empty() {
                <div class="sheet">
                    for (item, facts) in items {
                        <Question
                            key={book.id(*item).to_owned()}
                            book={book.clone()}
                            item={*item}
                            mark={mark(*item, book, &props.view, site.t)}
                            why={why(*item, book, &props.view, site.t)}
                            asked={facts.iter().map(|fact| asked(*fact)).collect::<Vec<_>>()}
                            derived={derived(*item)}
                            drafts={props.drafts.clone()}
                            as_of={props.as_of}
                            on_clause={&props.on_clause}
                        />
                    }
                </div>
            }
            if !rest.is_empty() {
                <div class="sheet">
                    for fact in rest {
                        if finds(*fact) {
                            <Finder
                                book={props.book.clone()}
                                view={props.view.clone()}
                                sheet={Rc::clone(&props.sheet)}
                                on_clause={props.on_clause.clone()}
                            />
                        } else {
                            { plain(*fact) }
                        }
                    }
                </div>
            }
            if wants {
                { scope(book, &props.view, &props.on_clause, site.t) }
            }
            { onward(book, &props.section, site.t) }
        </>
    }
}

/// Why an item stands as it does: what decided it when it fails or is arguable, and until when.
pub(super) fn why(item: Item, book: &Book, view: &View, t: &'static crate::texts::Texts) -> Vec<Why> {
    let Some(found) = finding(item, view) else { return Vec::new() };
    let matters = match item.kind {
        ItemKind::Condition => matches!(found.outcome, Outcome::False | Outcome::Unknown),
        _ => matches!(found.outcome, Outcome::True | Outcome::Unknown),
    };
    if !matters {
        return Vec::new();
    }
    let speaker = book.speaker();
    let mut lines = Vec::new();
    if let Some((arguable, safe)) = cap(item, view).and_then(|cap| cap.free) {
        let between = safe.number() - arguable.number();
        let (arguable, safe) = (arguable.to_string(), safe.to_string());
        lines.push(Why::Strong(fill(t.why_free(), &[("safe", &safe)])));
        match between {
            0 => {}
            1 => lines.push(Why::Plain(fill(t.why_arguable_day(), &[("arguable", &arguable)]))),
            _ => lines.push(Why::Plain(fill(t.why_arguable(), &[("arguable", &arguable), ("safe", &safe)]))),
        }
    } else {
        // Facts that are not answered speak for themselves: their fields are empty.
        let told = found.reasons.iter().filter(|reason| !found.open.contains(&reason.fact()));
        lines.extend(told.map(|reason| Why::Plain(speaker.reason(reason))));
    }
    if found.open.is_empty() {
        lines.extend(found.readings.iter().map(|reading| Why::Reading(reading.clone())));
    }
    lines
}

/// The way to the sections before and after, and at the end to the package.
fn onward(book: &Book, section: &str, t: &crate::texts::Texts) -> Html {
    let rules = book.rules();
    let place = rules.sections.iter().position(|known| known.id == section).unwrap_or(0);
    let link = |section: &Section| {
        let title = book.words().title("section", &section.id).to_owned();
        (Route::Assess { regime: rules.id.clone(), section: Some(section.id.clone()) }.href(), title)
    };
    let before = place.checked_sub(1).and_then(|place| rules.sections.get(place)).map(link);
    let after = rules.sections.get(place + 1).map(link);
    html! {
        <nav class="onward" aria-label={t.onward_label()}>
            if let Some((href, title)) = before {
                <a class="button" {href}>{ "← " }{ title }</a>
            }
            if let Some((href, title)) = after {
                <a class="button primary" {href}>{ title }{ " →" }</a>
            } else {
                <a class="button primary" href={Route::Package { regime: rules.id.clone() }.href()}>{ t.onward_package() }{ " →" }</a>
            }
        </nav>
    }
}

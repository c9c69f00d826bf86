//! A clause: the chip that names it, and the dialog that says what it says and what the kit makes of it.

use super::{Dialog, retry};
use crate::browser;
use crate::engine::Book;
use crate::outdated;
use crate::route::Route;
use crate::site::use_site;
use crate::texts::{Texts, fill};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use ziping_regime::{Backing, Entry, EntryKind, RuleBook};

/// The chip; it opens the clause.
pub(crate) fn clause_chip(clause: &str, on_open: &Callback<AttrValue>, t: &Texts) -> Html {
    let label = fill(t.clause_open(), &[("clause", clause)]);
    let id = AttrValue::from(clause.to_owned());
    let onclick = on_open.reform(move |_: MouseEvent| id.clone());
    html! { <button type="button" class="clause" aria-label={label} {onclick}>{ clause }</button> }
}

/// What encodes a clause, for people: the kind and the id of its words.
pub(crate) fn encoded_by<'r>(rules: &'r RuleBook, clause: &str) -> Vec<(&'static str, &'r str)> {
    let cites = |backing: &Backing| backing.clauses.iter().any(|cited| cited == clause);
    let mut found = Vec::new();
    found.extend(rules.conditions.iter().filter(|c| cites(&c.backing)).map(|c| ("condition", c.id.as_str())));
    found.extend(rules.caps.iter().filter(|c| cites(&c.backing)).map(|c| ("cap", c.id.as_str())));
    found.extend(rules.grounds.iter().filter(|g| cites(&g.backing)).map(|g| ("ground", g.id.as_str())));
    found.extend(rules.figures.iter().filter(|f| cites(&f.backing)).map(|f| ("figure", f.id.as_str())));
    found.extend(rules.steps.iter().filter(|s| cites(&s.backing)).map(|s| ("step", s.id.as_str())));
    found.extend(rules.documents.iter().filter(|d| cites(&d.backing)).map(|d| ("document", d.id.as_str())));
    found.extend(rules.duties.iter().filter(|d| cites(&d.backing)).map(|d| ("duty", d.id.as_str())));
    found.extend(rules.fees.iter().filter(|f| cites(&f.backing)).map(|f| ("fee", f.id.as_str())));
    found
}

/// Notes, gaps, definitions and readings of a clause.
pub(crate) fn entries_of<'r>(rules: &'r RuleBook, clause: &str) -> Vec<&'r Entry> {
    rules.entries.iter().filter(|entry| entry.backing.clauses.iter().any(|cited| cited == clause)).collect()
}

/// A clause that is open over a page: how to open one, and its dialog while one is open.
#[hook]
pub(crate) fn use_clause(book: &Book) -> (Callback<AttrValue>, Html) {
    let clause = use_state(|| None::<AttrValue>);
    let set = clause.setter();
    let open = use_callback((), move |id: AttrValue, ()| set.set(Some(id)));
    let set = clause.setter();
    let close = use_callback((), move |(), ()| set.set(None));
    let dialog = (*clause).clone().map(|clause| {
        html! {
            <Dialog title={clause.clone()} on_close={close}>
                <ClauseText book={book.clone()} {clause} />
            </Dialog>
        }
    });
    (open, dialog.unwrap_or_default())
}

#[derive(Properties, PartialEq)]
struct ClauseProps {
    pub(crate) book: Book,
    pub(crate) clause: AttrValue,
}

/// The ids of the clause's title, and of the place that says that its words did not come.
const TITLE: &str = "clause-title";
const AGAIN: &str = "clause-again";

/// What stands in the dialog. The words of clauses come when first asked for.
#[component]
fn ClauseText(props: &ClauseProps) -> Html {
    let site = use_site();
    let t = site.t;
    let ClauseProps { book, clause } = props;
    let rules = book.rules();
    let here = site.packs.whole_book(&rules.id, site.lang);
    let failed = use_state_eq(|| false);
    let tries = use_state(|| 0);
    let came = use_force_update();
    {
        let (packs, regime, failed) = (site.packs.clone(), rules.id.clone(), failed.setter());
        use_effect_with((site.packs.clone(), site.lang, *tries), move |(_, lang, tries)| {
            let (lang, again) = (*lang, *tries > 0);
            failed.set(false);
            spawn_local(async move {
                let lost = packs.fetch_whole(&regime, lang).await.is_err();
                failed.set(lost);
                came.force_update();
                if again {
                    // The button to try again went when it was pressed.
                    browser::settle_on(vec![TITLE.to_owned(), AGAIN.to_owned()]);
                }
            });
        });
    }
    let Some(book) = &here else {
        if *failed {
            let onclick = Callback::from(move |_: MouseEvent| tries.set(*tries + 1));
            return html! { <div id={AGAIN} tabindex="-1">{ retry(outdated::said(t, t.loading_network()), t.loading_again(), onclick) }</div> };
        }
        return html! { <p role="status">{ t.loading_text() }</p> };
    };
    let words = book.words().get("clause", clause);
    let href = Route::Clauses { regime: rules.id.clone(), clause: Some(clause.to_string()) }.href();
    html! {
        <>
            <h3 id={TITLE} tabindex="-1">{ &words.title }</h3>
            <dl class="clause-text">
                <dt>{ t.clause_says() }</dt>
                <dd>{ &words.text }</dd>
                if !words.help.is_empty() {
                    <dt>{ t.clause_reading() }</dt>
                    <dd>{ &words.help }</dd>
                }
            </dl>
            { for entries_of(rules, clause).into_iter().map(|entry| entry_view(book, entry.kind, &entry.id, t)) }
            <p class="links">
                <a {href}>{ t.clause_more() }</a>
                <small>{ fill(t.clause_source(), &[("document", &document(book))]) }</small>
            </p>
        </>
    }
}

/// The title of the document that a rule book encodes.
fn document(book: &Book) -> String {
    let words = book.words().get("regime", "");
    words.labels.get("document").cloned().unwrap_or_else(|| words.title.clone())
}

/// A note, gap, definition or another thing to know.
pub(crate) fn entry_view(book: &Book, kind: EntryKind, id: &str, t: &Texts) -> Html {
    let words = book.words().get(kind.name(), id);
    let name = match kind {
        EntryKind::Definition => t.entry_definition(),
        EntryKind::Sanction => t.entry_sanction(),
        EntryKind::Note => t.entry_note(),
        EntryKind::Gap => t.entry_gap(),
        EntryKind::Benefit => t.entry_benefit(),
        EntryKind::Term => t.entry_term(),
        EntryKind::Reading => t.entry_reading(),
    };
    html! {
        <div class={classes!("entry-view", kind.name())}>
            <p><span class="tag">{ name }</span>{ " " }<b>{ &words.title }</b></p>
            <p>{ &words.text }</p>
            if !words.help.is_empty() {
                <p><small>{ &words.help }</small></p>
            }
            if !words.inferred.is_empty() {
                <p><span class="tag">{ t.question_inferred() }</span>{ " " }<small>{ &words.inferred }</small></p>
            }
        </div>
    }
}

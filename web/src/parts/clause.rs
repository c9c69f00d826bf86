//! A clause: the chip that names it, and the dialog that says what it says and what the kit makes of it.

use super::Dialog;
use crate::fields::use_site;
use crate::kit::Book;
use crate::route::Route;
use crate::texts::fill;
use yew::prelude::*;
use ziping_core::regime::{Backing, Entry, EntryKind, RuleBook};

#[derive(Properties, PartialEq)]
pub(crate) struct ClauseChipProps {
    pub(crate) clause: AttrValue,
    pub(crate) on_open: Callback<AttrValue>,
}

#[component]
pub(crate) fn ClauseChip(props: &ClauseChipProps) -> Html {
    let site = use_site();
    let onclick = use_callback((props.on_open.clone(), props.clause.clone()), |_: MouseEvent, (open, clause)| {
        open.emit(clause.clone());
    });
    let label = fill(site.t.clause_open, &[("clause", &props.clause)]);
    html! { <button type="button" class="clause" aria-label={label} {onclick}>{ &props.clause }</button> }
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

#[derive(Properties, PartialEq)]
pub(crate) struct ClauseDialogProps {
    pub(crate) book: Book,
    pub(crate) clause: AttrValue,
    pub(crate) on_close: Callback<()>,
}

#[component]
pub(crate) fn ClauseDialog(props: &ClauseDialogProps) -> Html {
    let site = use_site();
    let (book, rules) = (&props.book, props.book.rules());
    let words = book.words().get("clause", &props.clause);
    let href = Route::Clauses { regime: rules.id.clone(), clause: Some(props.clause.to_string()) }.href();
    html! {
        <Dialog title={format!("{} {}", props.clause, words.title)} on_close={&props.on_close}>
            <dl class="clause-text">
                <dt>{ site.t.clause_says }</dt>
                <dd>{ &words.text }</dd>
                if !words.help.is_empty() {
                    <dt>{ site.t.clause_reading }</dt>
                    <dd>{ &words.help }</dd>
                }
            </dl>
            for entry in entries_of(rules, &props.clause) {
                <EntryView key={entry.id.clone()} book={book.clone()} kind={entry.kind} id={entry.id.clone()} />
            }
            <p class="links">
                <a {href}>{ site.t.clause_more }</a>
                <small>{ fill(site.t.clause_source, &[("document", &document(book))]) }</small>
            </p>
        </Dialog>
    }
}

/// The title of the document that a rule book encodes.
fn document(book: &Book) -> String {
    let words = book.words().get("regime", "");
    words.labels.get("document").cloned().unwrap_or_else(|| words.title.clone())
}

#[derive(Properties, PartialEq)]
pub(crate) struct EntryViewProps {
    pub(crate) book: Book,
    pub(crate) kind: EntryKind,
    pub(crate) id: AttrValue,
}

/// A note, gap, definition or another thing to know.
#[component]
pub(crate) fn EntryView(props: &EntryViewProps) -> Html {
    let site = use_site();
    let t = site.t;
    let words = props.book.words().get(props.kind.name(), &props.id);
    let kind = match props.kind {
        EntryKind::Definition => t.entry_definition,
        EntryKind::Sanction => t.entry_sanction,
        EntryKind::Note => t.entry_note,
        EntryKind::Gap => t.entry_gap,
        EntryKind::Benefit => t.entry_benefit,
        EntryKind::Term => t.entry_term,
        EntryKind::Reading => t.entry_reading,
    };
    html! {
        <div class={classes!("entry-view", props.kind.name())}>
            <p><span class="tag">{ kind }</span>{ " " }<b>{ &words.title }</b></p>
            <p>{ &words.text }</p>
            if !words.help.is_empty() {
                <p><small>{ &words.help }</small></p>
            }
        </div>
    }
}

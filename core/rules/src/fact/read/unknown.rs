//! What somebody has yet to find out: facts without an answer, each with a note of who knows it or was asked when. For every
//! condition such a fact is open, as any that has no answer.

use super::refused::wrong_kind;
use super::value::{MAX_TEXT, lost_characters};
use super::{Answers, unknown_fact};
use crate::fact::typed::straight;
use crate::fact::{Catalogue, FactIx};
use std::collections::BTreeMap;
use ziping_base::diag::{Diagnostic, Source, TOLD, not_told};
use ziping_base::node::{Key, Node};
use ziping_base::say;

/// The notes by fact; an empty one where nothing more was said.
pub type Unknown = BTreeMap<FactIx, String>;

pub(super) fn read(
    node: &Node,
    catalogue: &Catalogue,
    source: &Source<'_>,
    unknown: &mut Unknown,
    problems: &mut Vec<Diagnostic>,
) {
    let Some(entries) = node.table() else {
        let wanted = say!("an object of fact ids and notes", "由事实编号和备注组成的对象");
        problems.push(wrong_kind("unknown", &wanted, node).at(source, node.span));
        return;
    };
    let mut more = 0;
    for (key, value) in entries {
        match note(key, value, catalogue, source) {
            Ok((fact, note)) => {
                // Notes under several ids of one fact are all kept.
                let known = unknown.entry(fact).or_default();
                if !known.is_empty() {
                    known.push('；');
                }
                known.push_str(&note);
            }
            Err(problem) if problems.len() < TOLD => problems.push(problem),
            Err(_) => more += 1,
        }
    }
    problems.extend(not_told(more));
}

fn note(key: &Key, value: &Node, catalogue: &Catalogue, source: &Source<'_>) -> Result<(FactIx, String), Diagnostic> {
    let id = &key.name;
    let fact = catalogue.find(id).ok_or_else(|| unknown_fact(id, catalogue).at(source, key.span))?;
    let refused = match value.text() {
        None => wrong_kind(id, &say!("a text", "文字"), value),
        Some(note) if note.contains(char::REPLACEMENT_CHARACTER) => lost_characters().named(id),
        Some(note) if note.chars().count() > MAX_TEXT => {
            Diagnostic::error("too-long", say!("the note at `{id}` is too long", "“{id}”的备注太长"))
                .help(say!("shorten it", "请改短一些"))
        }
        Some(note) => return Ok((fact, straight(note))),
    };
    Err(refused.at(source, value.span))
}

/// A fact that has an answer is known.
pub(super) fn answered<'a>(answers: &'a Answers, catalogue: &'a Catalogue) -> impl Iterator<Item = Diagnostic> + 'a {
    let both = answers.unknown.keys().filter(|fact| answers.sheet.get(**fact).is_some());
    both.map(|fact| {
        let id = catalogue.id(*fact);
        let message = say!("`{id}` is answered, and said not to be known yet", "“{id}”既有答案，又标了还不知道");
        Diagnostic::error("answered-and-unknown", message)
            .help(say!("remove it under `facts` or under `unknown`", "请在 facts 或 unknown 里删去一处"))
    })
}

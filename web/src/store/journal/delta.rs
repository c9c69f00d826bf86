//! What has changed since the last save, as a small JSON text: written at every change, long before a whole save could be.

use super::super::format::write_client;
use crate::state::{Client, Workspace};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::rc::Rc;
use ziping_rules::fact::{Catalogue, Kind, Row, Value, value_to_json};

/// What has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Delta {
    /// `None`: nothing that stands in one.
    pub(super) json: Option<Json>,
    /// It holds all that has changed; overlays stand in whole saves only.
    pub(super) whole: bool,
}

/// What has changed from one workspace to another.
pub(super) fn delta(base: &Workspace, now: &Workspace, catalogue: &Catalogue) -> Delta {
    let all = |workspace: &Workspace| -> BTreeMap<String, Rc<Client>> {
        let binned = workspace.bin.iter().map(|binned| &binned.client);
        workspace.clients.iter().chain(binned).map(|client| (client.id.clone(), Rc::clone(client))).collect()
    };
    let (before, after) = (all(base), all(now));
    let mut clients = Vec::new();
    for client in now.clients.iter().chain(now.bin.iter().map(|binned| &binned.client)) {
        match before.get(&client.id) {
            // Nothing was entered yet, there is nothing to keep.
            None if client.is_blank() => {}
            None => clients.push(json!({ "id": client.id, "new": write_client(client, catalogue) })),
            Some(old) if Rc::ptr_eq(old, client) => {}
            Some(old) => {
                let parts = changes(old, client, catalogue);
                if !parts.is_empty() {
                    clients.push(json!({ "id": client.id, "parts": parts }));
                }
            }
        }
    }
    let gone: Vec<&String> = before.keys().filter(|id| !after.contains_key(*id)).collect();
    let binned = |workspace: &Workspace| -> BTreeMap<String, String> {
        workspace.bin.iter().map(|binned| (binned.client.id.clone(), binned.removed.to_string())).collect()
    };
    let (was, is) = (binned(base), binned(now));
    let removed: BTreeMap<&String, &String> = is.iter().filter(|(id, day)| was.get(*id) != Some(*day)).collect();
    let back: Vec<&String> = was.keys().filter(|id| after.contains_key(*id) && !is.contains_key(*id)).collect();
    let whole = base.overlays == now.overlays;
    if clients.is_empty() && gone.is_empty() && removed.is_empty() && back.is_empty() {
        return Delta { json: None, whole };
    }
    let json = json!({ "clients": clients, "gone": gone, "removed": removed, "back": back });
    Delta { json: Some(json), whole }
}

/// What has changed of an organisation: each part by its place in what a save holds of it, with what was there before
/// and what is there now; left out where there is nothing.
fn changes(old: &Client, new: &Client, catalogue: &Catalogue) -> Vec<Json> {
    let mut found = Vec::new();
    let mut add = |at: &[&str], from: Option<Json>, to: Option<Json>| {
        if from != to {
            let mut change = Map::new();
            change.insert("at".to_owned(), json!(at));
            for (key, value) in [("from", from), ("to", to)] {
                if let Some(value) = value {
                    change.insert(key.to_owned(), value);
                }
            }
            found.push(Json::Object(change));
        }
    };
    add(&["answers", "organisation"], Some(json!(old.name)), Some(json!(new.name)));
    add(
        &["as_of"],
        Some(json!(old.as_of.map(|day| day.to_string()))),
        Some(json!(new.as_of.map(|day| day.to_string()))),
    );
    add(&["archived"], Some(json!(old.archived)), Some(json!(new.archived)));
    for field in old.drafts.keys().chain(new.drafts.keys().filter(|field| !old.drafts.contains_key(*field))) {
        let text = |client: &Client| client.drafts.get(field).map(|text| json!(text));
        add(&["drafts", field.as_str()], text(old), text(new));
    }
    // What is seldom changed is not taken apart.
    let seldom = |client: &Client| {
        let days = (client.hand_in.clone(), client.way.clone(), client.handling.clone(), client.unsure.clone());
        (client.records.clone(), client.regimes.clone(), client.snapshots.clone(), days)
    };
    if seldom(old) != seldom(new) {
        let (before, after) = (write_client(old, catalogue), write_client(new, catalogue));
        for key in ["evidence", "regimes", "states", "hand_in", "way", "handling", "unknown"] {
            add(&[key], before.get(key).cloned(), after.get(key).cloned());
        }
    }
    if old.foreign != new.foreign {
        for id in old.foreign.keys().chain(new.foreign.keys().filter(|id| !old.foreign.contains_key(*id))) {
            add(&["answers", "facts", id.as_str()], old.foreign.get(id).cloned(), new.foreign.get(id).cloned());
        }
    }
    if Rc::ptr_eq(&old.sheet, &new.sheet) {
        return found;
    }
    let answered = |client: &Client| client.sheet.answered().map(|(fact, _)| fact).collect::<Vec<_>>();
    let mut facts = answered(old);
    facts.extend(answered(new).into_iter().filter(|fact| old.sheet.get(*fact).is_none()));
    for (fact, known) in facts.into_iter().filter_map(|fact| Some((fact, catalogue.get(fact)?))) {
        let (from, to) = (old.sheet.get(fact), new.sheet.get(fact));
        if from == to {
            continue;
        }
        let said = |value: Option<&Value>| value.map(|value| value_to_json(&known.kind, value));
        match (from, to) {
            (Some(Value::Table(from)), Some(Value::Table(to))) => found.push(spliced(&known.id, &known.kind, from, to)),
            _ => {
                let mut change = json!({ "at": ["answers", "facts", known.id] });
                for (key, value) in [("from", said(from)), ("to", said(to))] {
                    if let (Some(value), Some(change)) = (value, change.as_object_mut()) {
                        change.insert(key.to_owned(), value);
                    }
                }
                found.push(change);
            }
        }
    }
    found
}

/// The rows of a table that differ, between those at the beginning and at the end that do not.
fn spliced(id: &str, kind: &Kind, from: &[Row], to: &[Row]) -> Json {
    let begin = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    let most = from.len().min(to.len()) - begin;
    let end = from.iter().rev().zip(to.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let rows = |rows: &[Row]| {
        let differing = rows.get(begin..rows.len() - end).unwrap_or_default();
        value_to_json(kind, &Value::Table(differing.to_vec().into()))
    };
    json!({ "at": ["answers", "facts", id], "rows": begin, "from": rows(from), "to": rows(to) })
}

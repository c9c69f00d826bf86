//! The text of a save. Each organisation's answers stand in it as an answer file, so that even a save of which a part
//! is damaged gives the rest back, and so that this format never has to follow the kinds of facts.

use super::more;
use crate::state::{Client, Drafts, Workspace, read_with, write_with};
use serde_json::Value as Json;
use std::rc::Rc;
use ziping_core::calendar::Day;
use ziping_core::fact::Catalogue;
use ziping_core::json::{self, object};
use ziping_core::proof::{records_from_json, records_to_json};

/// The schema that this version writes. 1 knew nothing of papers, states and overlays; it is read. Later ones must hold
/// whole numbers only: with others a save could not be known as a newer one.
const SCHEMA: u64 = 2;

/// What a save turned out to be.
#[derive(Debug)]
pub(crate) enum Opened {
    /// All of it was read.
    Whole(Workspace),
    /// Some organisations could be read, others not.
    Part(Workspace),
    /// A newer version of the site wrote it.
    Newer,
    /// Nothing in it can be read.
    Damaged,
}

/// Writes a save.
pub(crate) fn write(workspace: &Workspace, catalogue: &Catalogue) -> String {
    let clients: Vec<Json> = workspace.clients.iter().map(|client| write_client(client, catalogue)).collect();
    let save = serde_json::json!({
        "ziping": "workspace",
        "schema": SCHEMA,
        "at_hand": workspace.client().id,
        "clients": clients,
        "overlays": more::write_overlays(&workspace.overlays),
    });
    json::write(&save)
}

fn write_client(client: &Client, catalogue: &Catalogue) -> Json {
    let drafts = object(client.drafts.iter().map(|(field, text)| (field.clone(), Json::String(text.clone()))));
    serde_json::json!({
        "id": client.id,
        "as_of": client.as_of.map(|day| day.to_string()),
        "drafts": drafts,
        "archived": client.archived,
        "states": more::write_snapshots(&client.snapshots, catalogue),
        "answers": write_with(&client.name, &client.sheet, &client.foreign, catalogue),
        "evidence": records_to_json(&client.records),
        "regimes": *client.regimes,
    })
}

/// Reads a save.
pub(crate) fn read(text: &str, catalogue: &Catalogue) -> Opened {
    json::read(text).map_or(Opened::Damaged, |save| read_json(&save, catalogue))
}

/// Reads a save, or what stands in a back-up in its place.
pub(super) fn read_json(save: &Json, catalogue: &Catalogue) -> Opened {
    match save.get("schema").and_then(Json::as_u64) {
        Some(1 | SCHEMA) => {}
        Some(newer) if newer > SCHEMA => return Opened::Newer,
        _ => return Opened::Damaged,
    }
    let Some(entries) = save.get("clients").and_then(Json::as_array) else { return Opened::Damaged };
    let clients: Vec<Client> = entries.iter().filter_map(|entry| read_client(entry, catalogue)).collect();
    let whole = clients.len() == entries.len();
    let at_hand = save.get("at_hand").and_then(Json::as_str).unwrap_or_default();
    let overlays = more::read_overlays(save.get("overlays"));
    let whole = whole && overlays.is_some();
    let Some(mut workspace) = Workspace::of(clients, at_hand) else { return Opened::Damaged };
    workspace.overlays = Rc::new(overlays.unwrap_or_default());
    if whole { Opened::Whole(workspace) } else { Opened::Part(workspace) }
}

fn read_client(entry: &Json, catalogue: &Catalogue) -> Option<Client> {
    let id = entry.get("id").and_then(Json::as_str)?;
    let text = entry.get("answers").and_then(Json::as_str)?;
    let (answers, foreign) = read_with(id, text, catalogue)?;
    let mut client = Client::new(id.to_owned(), answers.organisation, answers.sheet);
    client.as_of = entry.get("as_of").and_then(Json::as_str).and_then(Day::parse);
    let drafts = entry.get("drafts").and_then(Json::as_object).into_iter().flatten();
    let mut read = Drafts::new();
    for (field, text) in drafts.filter_map(|(field, text)| Some((field, text.as_str()?))) {
        read.insert(field.clone(), text.to_owned());
    }
    client.drafts = Rc::new(read);
    client.foreign = Rc::new(foreign);
    client.archived = entry.get("archived").and_then(Json::as_bool).unwrap_or(false);
    client.snapshots = Rc::new(more::read_snapshots(entry.get("states"), catalogue)?);
    if let Some(records) = entry.get("evidence") {
        client.records = Rc::new(records_from_json(records)?);
    }
    let regimes = entry.get("regimes").and_then(Json::as_array).into_iter().flatten();
    client.regimes = Rc::new(regimes.filter_map(|regime| Some(regime.as_str()?.to_owned())).collect());
    Some(client)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Action, Overlay};
    use ziping_core::fact::{Fact, FactIx, Kind, Range, Value};
    use ziping_core::proof::Attached;

    fn catalogue() -> Catalogue {
        let fact = |id: &str, kind| Fact {
            id: id.into(),
            kind,
            section: None,
            fixed: false,
            passing: None,
            timeless: 0,
            forms_only: false,
        };
        Catalogue::new(vec![fact("a.money", Kind::Money { signed: false }), fact("a.bool", Kind::Bool)])
    }

    fn full() -> Workspace {
        let answers = ziping_core::fact::Answers { organisation: "示例 \"甲\"".into(), ..Default::default() };
        [
            Action::Open { id: "1".into(), answers },
            Action::Answer {
                fact: FactIx::new(0),
                value: Some(Value::Number(Range { low: 100, high: 25_050 })),
                typing: false,
            },
            Action::Draft { field: "a.bool#".into(), text: Some("半句".into()) },
            Action::AsOf(Day::parse("2026-11-21")),
            Action::Attach {
                client: "1".into(),
                paper: "licence".into(),
                file: Attached {
                    at: "x".into(),
                    name: "执照.pdf".into(),
                    kind: "application/pdf".into(),
                    bytes: 7,
                    sha256: "0a".repeat(32),
                },
                place: None,
            },
            Action::Collect(vec!["credit".into()]),
            Action::Open { id: "2".into(), answers: Default::default() },
            Action::Show { id: "1".into() },
            Action::Keep { id: "1".into(), snapshot: "s".into(), name: "送审前".into(), today: Day::EARLIEST },
            Action::Archive { id: "2".into(), archived: true },
            Action::Overlay(Rc::new(vec![Overlay { name: "o.toml".into(), text: "# 甲".into(), hash: "00".into() }])),
        ]
        .into_iter()
        .fold(Workspace::new("0".into()), |workspace, action| workspace.after(action))
    }

    #[test]
    fn a_save_gives_everything_back() {
        let workspace = full();
        let Opened::Whole(read) = read(&write(&workspace, &catalogue()), &catalogue()) else { panic!("not whole") };
        assert_eq!(read.clients.len(), 2);
        let (was, is) = (workspace.client(), read.client());
        assert_eq!((&was.id, &was.name, was.as_of), (&is.id, &is.name, is.as_of));
        assert_eq!((&was.sheet, &was.drafts), (&is.sheet, &is.drafts));
        assert_eq!((was.snapshots.len(), &was.snapshots), (1, &is.snapshots));
        assert!(read.clients[1].archived);
        assert_eq!(read.overlays, workspace.overlays);
        assert_eq!((&was.records, &was.regimes), (&is.records, &is.regimes));
        assert_eq!(is.records.files().count(), 1);
    }

    #[test]
    fn a_save_of_the_first_schema_is_read() {
        let answers = r#"{\"schema\":1,\"organisation\":\"甲\",\"facts\":{\"a.bool\":true}}"#;
        let text = format!(
            r#"{{"ziping":"workspace","schema":1,"at_hand":"1","clients":[{{"id":"1","as_of":null,"drafts":{{}},"answers":"{answers}"}}]}}"#
        );
        let Opened::Whole(workspace) = read(&text, &catalogue()) else { panic!("not whole") };
        assert_eq!(workspace.client().name, "甲");
        assert_eq!(workspace.client().sheet.get(FactIx::new(1)), Some(&Value::Bool(true)));
        assert!(workspace.client().records.is_empty());
    }

    #[test]
    fn answers_of_an_overlay_that_is_not_here_are_kept_through_a_save() {
        let text = write(&full(), &catalogue()).replace("a.money", "overlay.x.money");
        let Opened::Whole(workspace) = read(&text, &catalogue()) else { panic!("not whole") };
        assert_eq!(workspace.client().foreign.len(), 1);
        let again = write(&workspace, &catalogue());
        let Opened::Whole(again) = read(&again, &catalogue()) else { panic!("not whole") };
        assert_eq!(again.client().foreign, workspace.client().foreign);
    }

    #[test]
    fn an_organisation_whose_papers_cannot_be_read_is_kept_aside_and_not_robbed_of_them() {
        let text = write(&full(), &catalogue()).replace("\"status\":\"have\"", "\"status\":\"lost\"");
        let Opened::Part(workspace) = read(&text, &catalogue()) else { panic!("not a part") };
        assert_eq!(workspace.client().id, "2");
    }

    #[test]
    fn a_newer_save_and_a_damaged_one_are_told_apart() {
        let text = write(&full(), &catalogue());
        assert!(matches!(read(&text.replace("\"schema\":2", "\"schema\":3"), &catalogue()), Opened::Newer));
        assert!(matches!(read(&text[..text.len() / 2], &catalogue()), Opened::Damaged));
        assert!(matches!(read("", &catalogue()), Opened::Damaged));
        assert!(matches!(read("[]", &catalogue()), Opened::Damaged));
    }

    #[test]
    fn one_damaged_organisation_does_not_take_the_others_with_it() {
        let text = write(&full(), &catalogue()).replace("a.money", "a.gone");
        let Opened::Part(workspace) = read(&text, &catalogue()) else { panic!("not a part") };
        assert_eq!(workspace.clients.len(), 1);
        assert_eq!(workspace.client().id, "2");
    }
}

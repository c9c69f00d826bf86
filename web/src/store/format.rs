//! The text of a save. Each organisation's answers stand in it as an answer file, so that even a save of which a part
//! is damaged gives the rest back, and so that this format never has to follow the kinds of facts.

use super::more::{self, read_day};
use crate::state::{Binned, Client, Drafts, Workspace};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use ziping_assess::proof::{records_from_json, records_to_json};
use ziping_base::calendar::Day;
use ziping_base::node::json;
use ziping_rules::fact::Catalogue;
use ziping_rules::fact::foreign::{read_with, write_with};

/// The schema that this version writes. 1 knew nothing of papers, states and overlays, 2 nothing of the bin, 3 nothing of
/// how organisations are looked after, of what is not known yet and of who does what; all are read. Later ones must hold whole numbers only: with others a save could not be known as a newer one.
const SCHEMA: u64 = 4;

/// What a save turned out to be.
#[derive(Debug)]
pub(crate) enum Opened {
    /// All of it was read.
    Whole(Workspace),
    /// Some organisations could be read, others not; or all, but not quite as they stand there.
    Part(Workspace),
    /// A newer version of the site wrote it.
    Newer,
    /// Nothing in it can be read.
    Damaged,
}

/// Writes a save.
pub(crate) fn write(workspace: &Workspace, catalogue: &Catalogue) -> String {
    write_by(workspace, catalogue, "")
}

/// Writes a save with a tag that no other save has.
pub(crate) fn write_by(workspace: &Workspace, catalogue: &Catalogue, tag: &str) -> String {
    let bin: Vec<Json> = workspace
        .bin
        .iter()
        .map(|binned| {
            serde_json::json!({
                "removed": binned.removed.to_string(),
                "client": write_client(&binned.client, catalogue),
            })
        })
        .collect();
    let clients: Vec<Json> = workspace.clients.iter().map(|client| write_client(client, catalogue)).collect();
    let save = serde_json::json!({
        "ziping": "workspace",
        "schema": SCHEMA,
        "tag": tag,
        "at_hand": workspace.client().id,
        "clients": clients,
        "bin": bin,
        "overlays": more::write_overlays(&workspace.overlays),
    });
    save.to_string()
}

/// The tag of a save; empty where it has none.
pub(super) fn tag_of(text: &str) -> String {
    json::read(text).and_then(|save| json::word(&save, "tag")).unwrap_or_default()
}

pub(super) fn write_client(client: &Client, catalogue: &Catalogue) -> Json {
    let drafts: Json = client.drafts.iter().map(|(field, text)| (field.clone(), Json::String(text.clone()))).collect();
    serde_json::json!({
        "id": client.id,
        "as_of": client.as_of.map(|day| day.to_string()),
        "drafts": drafts,
        "archived": client.archived,
        "states": more::write_snapshots(&client.snapshots, catalogue),
        "answers": write_with(&client.name, &client.sheet, &client.foreign, catalogue),
        "evidence": records_to_json(&client.records),
        "regimes": *client.regimes,
        "hand_in": client.hand_in.iter().map(|(regime, day)| (regime.clone(), Json::String(day.to_string()))).collect::<Json>(),
        "way": more::write_ways(&client.way),
        "handling": more::write_handling(&client.handling),
        "unknown": client.unsure.by_id(catalogue),
    })
}

/// Reads a save.
pub(crate) fn read(text: &str, catalogue: &Catalogue) -> Opened {
    json::read(text).map_or(Opened::Damaged, |save| read_json(&save, catalogue))
}

/// Reads a save, or what stands in a back-up in its place.
pub(super) fn read_json(save: &Json, catalogue: &Catalogue) -> Opened {
    match save.get("schema").and_then(Json::as_u64) {
        Some(1..=SCHEMA) => {}
        Some(newer) if newer > SCHEMA => return Opened::Newer,
        _ => return Opened::Damaged,
    }
    let Some(entries) = save.get("clients").and_then(Json::as_array) else { return Opened::Damaged };
    let mut read = Read { whole: true, ids: BTreeSet::new(), catalogue };
    let clients: Vec<Client> = entries.iter().filter_map(|entry| read.client(entry)).collect();
    let bin: Vec<Binned> = match save.get("bin").map(Json::as_array) {
        None => Vec::new(),
        Some(Some(entries)) => entries.iter().filter_map(|entry| read.binned(entry)).collect(),
        Some(None) => {
            read.whole = false;
            Vec::new()
        }
    };
    let at_hand = save.get("at_hand").and_then(Json::as_str).unwrap_or_default();
    let overlays = more::read_overlays(save.get("overlays"));
    let whole = read.whole && overlays.is_some();
    let Some(mut workspace) = Workspace::of(clients, at_hand) else { return Opened::Damaged };
    workspace.overlays = Rc::new(overlays.unwrap_or_default());
    workspace.bin = Rc::new(bin);
    if whole { Opened::Whole(workspace) } else { Opened::Part(workspace) }
}

/// Reads the organisations of a save and notices what could not be taken as it stands there.
struct Read<'c> {
    whole: bool,
    ids: BTreeSet<String>,
    catalogue: &'c Catalogue,
}

impl Read<'_> {
    /// An organisation; of two with one id the later gets an id of its own.
    fn client(&mut self, entry: &Json) -> Option<Client> {
        let Some((mut client, sound)) = read_client(entry, self.catalogue) else {
            self.whole = false;
            return None;
        };
        self.whole &= sound;
        while !self.ids.insert(client.id.clone()) {
            self.whole = false;
            client.id.push('+');
        }
        Some(client)
    }

    /// One of the bin.
    fn binned(&mut self, entry: &Json) -> Option<Binned> {
        let removed = entry.get("removed").and_then(Json::as_str).and_then(read_day);
        self.whole &= removed.is_some();
        let client = Rc::new(self.client(entry.get("client").unwrap_or(&Json::Null))?);
        Some(Binned { client, removed: removed.unwrap_or(Day::EARLIEST) })
    }
}

/// An organisation, and whether all of it could be taken. An assessment date that is none counts as today.
pub(super) fn read_client(entry: &Json, catalogue: &Catalogue) -> Option<(Client, bool)> {
    let id = entry.get("id").and_then(Json::as_str)?;
    // An earlier version could read files with damaged characters; what it saved is not refused now.
    let text = entry.get("answers").and_then(Json::as_str)?.replace(char::REPLACEMENT_CHARACTER, "□");
    let (answers, foreign) = read_with(id, &text, catalogue)?;
    let mut client = Client::new(id.to_owned(), answers.organisation, answers.sheet);
    client.as_of = entry.get("as_of").and_then(Json::as_str).and_then(read_day);
    let sound = client.as_of.is_some() || entry.get("as_of").is_none_or(Json::is_null);
    let drafts = entry.get("drafts").and_then(Json::as_object).into_iter().flatten();
    let mut read = Drafts::new();
    for (field, text) in drafts.filter_map(|(field, text)| Some((field, text.as_str()?))) {
        read.insert(field.clone(), text.to_owned());
    }
    client.drafts = Rc::new(read);
    client.foreign = Rc::new(foreign);
    client.archived = entry.get("archived").and_then(Json::as_bool).unwrap_or(false);
    let (snapshots, days_sound) = more::read_snapshots(entry.get("states"), catalogue)?;
    client.snapshots = Rc::new(snapshots);
    if let Some(records) = entry.get("evidence") {
        client.records = Rc::new(records_from_json(records)?);
    }
    let regimes = entry.get("regimes").and_then(Json::as_array).into_iter().flatten();
    client.regimes = Rc::new(regimes.filter_map(|regime| Some(regime.as_str()?.to_owned())).collect());
    // Saves from before there were such days have none.
    let days = entry.get("hand_in").and_then(Json::as_object).into_iter().flatten();
    let mut hand_in = BTreeMap::new();
    for (regime, day) in days.filter_map(|(regime, day)| Some((regime, Day::parse(day.as_str()?)?))) {
        hand_in.insert(regime.clone(), day);
    }
    client.hand_in = Rc::new(hand_in);
    let (ways, tasks_sound) = more::read_ways(entry.get("way"));
    client.way = Rc::new(ways);
    let (handling, handling_sound) = more::read_handling(entry.get("handling"));
    client.handling = Rc::new(handling);
    let (unsure, notes_sound) = more::read_unsure(entry.get("unknown"), catalogue);
    client.unsure = Rc::new(unsure);
    Some((client, sound && days_sound && tasks_sound && handling_sound && notes_sound))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Action, HandlingChange, Mark, Milestone, Overlay, Phase};
    use wasm_bindgen_test::wasm_bindgen_test;
    use ziping_assess::proof::Attached;
    use ziping_assess::{Assigned, TaskKind};
    use ziping_regime::Origin;
    use ziping_rules::fact::{Fact, FactIx, Kind, Range, Value};

    fn catalogue() -> Catalogue {
        Catalogue::new(vec![Fact::new("a.money", Kind::Money { signed: false }), Fact::new("a.bool", Kind::Bool)])
    }

    fn full() -> Workspace {
        let answers = ziping_rules::fact::Answers { organisation: "示例 \"甲\"".into(), ..Default::default() };
        [
            Action::Open { id: "1".into(), answers },
            Action::Answer {
                fact: FactIx::new(0),
                value: Some(Value::Number(Range { low: 100, high: 25_050 })),
                typing: false,
            },
            Action::NotKnown { fact: FactIx::new(1), note: Some("问过财务".into()), typing: false },
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
                    counted: Some(12),
                },
                place: None,
            },
            Action::Collect(vec!["credit".into()]),
            Action::HandIn { key: "credit".into(), day: Day::parse("2026-12-25") },
            Action::HandIn { key: "credit/complaint".into(), day: Day::parse("2027-01-04") },
            Action::Open { id: "2".into(), answers: Default::default() },
            Action::Show { id: "1".into() },
            Action::Keep { id: "1".into(), snapshot: "s".into(), name: "送审前".into(), today: Day::EARLIEST },
            Action::Archive { id: "2".into(), archived: true },
            Action::Open {
                id: "3".into(),
                answers: ziping_rules::fact::Answers { organisation: "丙".into(), ..Default::default() },
            },
            Action::Remove { id: "3".into(), today: Day::EARLIEST },
            Action::Show { id: "1".into() },
            Action::Mark {
                client: "1".into(),
                regime: "credit".into(),
                milestone: Milestone::Checked,
                mark: Mark { day: Day::EARLIEST, of: "0f".into() },
            },
            Action::Assign {
                regime: "credit".into(),
                task: TaskKind::Papers,
                assigned: Assigned { owner: "王".into(), lead: Some(9) },
                typing: false,
            },
            Action::Handle {
                clients: vec!["1".into(), "3".into()],
                change: HandlingChange {
                    add: vec!["重点".into(), "福州".into()],
                    phase: Some(Some(Phase::SentBack)),
                    in_charge: Some("王".into()),
                    ..HandlingChange::default()
                },
            },
            Action::Overlay(Rc::new(vec![
                Overlay {
                    name: "o.toml".into(),
                    text: "# 甲".into(),
                    hash: "00".into(),
                    book: None,
                    origin: Origin::Visitor,
                    instead_of: None,
                },
                Overlay {
                    name: "甲规则".into(),
                    text: "{}".into(),
                    hash: "01".into(),
                    book: Some("a".into()),
                    origin: Origin::Trial,
                    instead_of: None,
                },
                Overlay {
                    name: "p.toml".into(),
                    text: "# 乙".into(),
                    hash: "02".into(),
                    book: None,
                    origin: Origin::Trial,
                    instead_of: Some("00".into()),
                },
            ])),
        ]
        .into_iter()
        .fold(Workspace::new("0".into()), |workspace, action| workspace.after(action))
    }

    #[wasm_bindgen_test]
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
        assert_eq!((read.bin.len(), &read.bin), (1, &workspace.bin));
        assert_eq!((&was.records, &was.regimes), (&is.records, &is.regimes));
        assert_eq!((was.hand_in.len(), &was.hand_in), (2, &is.hand_in));
        assert_eq!((was.way.len(), &was.way), (1, &is.way));
        assert_eq!((was.unsure.notes.len(), &was.unsure), (1, &is.unsure));
        assert_eq!((was.handling.tags.len(), &was.handling), (2, &is.handling));
        assert_eq!(is.records.files().count(), 1);
    }

    #[wasm_bindgen_test]
    fn a_save_of_the_first_schema_is_read() {
        let answers = r#"{\"schema\":1,\"organisation\":\"甲\",\"facts\":{\"a.bool\":true}}"#;
        let text = format!(
            r#"{{"ziping":"workspace","schema":1,"at_hand":"1","clients":[{{"id":"1","as_of":null,"drafts":{{}},"answers":"{answers}"}}]}}"#
        );
        let Opened::Whole(workspace) = read(&text, &catalogue()) else { panic!("not whole") };
        assert_eq!(workspace.client().name, "甲");
        assert_eq!(workspace.client().sheet.get(FactIx::new(1)), Some(&Value::Bool(true)));
        assert!(workspace.client().records.is_empty() && workspace.client().hand_in.is_empty());
    }

    #[wasm_bindgen_test]
    fn a_save_of_the_second_schema_has_no_bin() {
        let mut without = full();
        without.bin = Rc::default();
        let text = write(&without, &catalogue());
        let text = text.replace("\"schema\":4", "\"schema\":2").replace(",\"bin\":[]", "");
        let Opened::Whole(workspace) = read(&text, &catalogue()) else { panic!("not whole") };
        assert!(workspace.bin.is_empty());
    }

    #[wasm_bindgen_test]
    fn a_save_of_the_third_schema_has_no_notes() {
        let mut save: Json = serde_json::from_str(&write(&full(), &catalogue())).unwrap();
        save["schema"] = 3.into();
        for client in save["clients"].as_array_mut().unwrap() {
            client.as_object_mut().unwrap().remove("handling");
            client.as_object_mut().unwrap().remove("unknown");
        }
        let Opened::Whole(workspace) = read(&save.to_string(), &catalogue()) else { panic!("not whole") };
        assert_eq!(workspace.clients.len(), 2);
        assert!(workspace.clients.iter().all(|client| client.handling.is_empty() && client.unsure.is_empty()));
    }

    #[wasm_bindgen_test]
    fn a_note_at_a_fact_of_an_overlay_that_is_not_here_is_kept_through_a_save() {
        let text = write(&full(), &catalogue()).replace("\"a.bool\":\"问", "\"overlay.x.y\":\"问");
        let Opened::Whole(workspace) = read(&text, &catalogue()) else { panic!("not whole") };
        assert!(workspace.client().unsure.notes.is_empty());
        let again = write(&workspace, &catalogue());
        assert!(again.contains("\"overlay.x.y\":\"问过财务\""), "{again}");
    }

    #[wasm_bindgen_test]
    fn what_is_said_of_a_task_that_is_none_is_not_taken_and_is_noticed() {
        for (was, is) in [("\"papers\":{", "\"paperz\":{"), ("\"lead\":9", "\"lead\":501")] {
            let text = write(&full(), &catalogue()).replace(was, is);
            let Opened::Part(workspace) = read(&text, &catalogue()) else { panic!("not noticed: {is}") };
            let way = &workspace.client().way["credit"];
            assert!(way.assigned.is_empty() && way.checked.is_some(), "{is}");
        }
    }

    #[wasm_bindgen_test]
    fn a_phase_that_is_none_is_not_taken_and_is_noticed() {
        let text = write(&full(), &catalogue()).replace("sent_back", "sent_around");
        let Opened::Part(workspace) = read(&text, &catalogue()) else { panic!("not noticed") };
        let handling = &workspace.client().handling;
        assert_eq!((handling.phase, handling.tags.len(), handling.in_charge.as_str()), (None, 2, "王"));
    }

    #[wasm_bindgen_test]
    fn an_assessment_date_that_no_answer_may_name_counts_as_today_and_is_noticed() {
        for (day, taken) in
            [("1799-12-31", false), ("1800-01-01", true), ("2199-12-31", true), ("2200-01-01", false), ("soon", false)]
        {
            let text = write(&full(), &catalogue())
                .replace("\"as_of\":\"2026-11-21\",\"drafts\"", &format!("\"as_of\":\"{day}\",\"drafts\""));
            let (workspace, whole) = match read(&text, &catalogue()) {
                Opened::Whole(workspace) => (workspace, true),
                Opened::Part(workspace) => (workspace, false),
                other => panic!("{other:?}"),
            };
            assert_eq!((whole, workspace.client().as_of.is_some()), (taken, taken), "{day}");
            assert_eq!(workspace.clients.len(), 2, "the organisation itself is kept");
        }
    }

    #[wasm_bindgen_test]
    fn two_organisations_with_one_id_are_both_kept_under_ids_of_their_own() {
        let text = write(&full(), &catalogue())
            .replace("\"id\":\"2\"", "\"id\":\"1\"")
            .replace("\"id\":\"3\"", "\"id\":\"1\"");
        let Opened::Part(workspace) = read(&text, &catalogue()) else { panic!("not noticed") };
        let ids: Vec<&str> = workspace.clients.iter().map(|client| client.id.as_str()).collect();
        assert_eq!((ids, workspace.bin[0].client.id.as_str()), (vec!["1", "1+"], "1++"));
    }

    #[wasm_bindgen_test]
    fn answers_of_an_overlay_that_is_not_here_are_kept_through_a_save() {
        let text = write(&full(), &catalogue()).replace("a.money", "overlay.x.money");
        let Opened::Whole(workspace) = read(&text, &catalogue()) else { panic!("not whole") };
        assert_eq!(workspace.client().foreign.len(), 1);
        let again = write(&workspace, &catalogue());
        let Opened::Whole(again) = read(&again, &catalogue()) else { panic!("not whole") };
        assert_eq!(again.client().foreign, workspace.client().foreign);
    }

    #[wasm_bindgen_test]
    fn an_organisation_whose_papers_cannot_be_read_is_kept_aside_and_not_robbed_of_them() {
        let text = write(&full(), &catalogue()).replace("\"status\":\"have\"", "\"status\":\"lost\"");
        let Opened::Part(workspace) = read(&text, &catalogue()) else { panic!("not a part") };
        assert_eq!(workspace.client().id, "2");
    }

    #[wasm_bindgen_test]
    fn a_newer_save_and_a_damaged_one_are_told_apart() {
        let text = write(&full(), &catalogue());
        assert!(matches!(read(&text.replace("\"schema\":4", "\"schema\":5"), &catalogue()), Opened::Newer));
        let half: String = text.chars().take(text.chars().count() / 2).collect();
        assert!(matches!(read(&half, &catalogue()), Opened::Damaged));
        assert!(matches!(read("", &catalogue()), Opened::Damaged));
        assert!(matches!(read("[]", &catalogue()), Opened::Damaged));
    }

    #[wasm_bindgen_test]
    fn characters_that_an_earlier_version_lost_are_shown_and_refuse_nothing() {
        let text = write(&full(), &catalogue()).replace("示例", "示\u{fffd}");
        let Opened::Whole(workspace) = read(&text, &catalogue()) else { panic!("not whole") };
        assert_eq!(workspace.client().name, "示□ \"甲\"");
    }

    #[wasm_bindgen_test]
    fn one_damaged_organisation_does_not_take_the_others_with_it() {
        let text = write(&full(), &catalogue()).replace("a.money\\\"", "a.money");
        let Opened::Part(workspace) = read(&text, &catalogue()) else { panic!("not a part") };
        assert_eq!(workspace.clients.len(), 1);
        assert_eq!(workspace.client().id, "2");
    }

    #[wasm_bindgen_test]
    fn an_answer_to_what_no_rule_book_asks_any_more_is_kept_through_a_save() {
        let text = write(&full(), &catalogue()).replace("a.money", "a.gone");
        let Opened::Whole(workspace) = read(&text, &catalogue()) else { panic!("not whole") };
        assert_eq!(workspace.clients.len(), 2);
        assert!(workspace.clients.iter().any(|client| client.foreign.contains_key("a.gone")));
        assert!(write(&workspace, &catalogue()).contains("a.gone"));
    }
}

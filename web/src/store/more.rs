//! What later versions of saves added: states that the user has kept, overlays, how far applications are, how
//! organisations are looked after, what is not known yet.

use crate::state::{Handling, Mark, Milestone, Overlay, Phase, Snapshot, Unsure, Way, Ways, add_once};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::rc::Rc;
use ziping_assess::{Assigned, LONGEST_LEAD, TaskKind};
use ziping_base::calendar::Day;
use ziping_regime::Origin;
use ziping_rules::fact::Catalogue;
use ziping_rules::fact::foreign::{read_with, write_with};

pub(super) fn write_snapshots(snapshots: &[Snapshot], catalogue: &Catalogue) -> Json {
    let write = |snapshot: &Snapshot| {
        json!({
            "id": snapshot.id,
            "taken": snapshot.taken.to_string(),
            "as_of": snapshot.as_of.to_string(),
            "answers": write_with(&snapshot.name, &snapshot.sheet, &snapshot.foreign, catalogue),
        })
    };
    Json::Array(snapshots.iter().map(write).collect())
}

/// The states of an organisation, and whether all of it could be taken; none where the save knows nothing of them, `None`
/// where one cannot be read. A day that no answer may name counts as the first that may.
pub(super) fn read_snapshots(states: Option<&Json>, catalogue: &Catalogue) -> Option<(Vec<Snapshot>, bool)> {
    let mut sound = true;
    let mut day = |text: &str| {
        let day = read_day(text);
        sound &= day.is_some();
        day.unwrap_or(Day::EARLIEST)
    };
    let mut read = |state: &Json| {
        let word = |key: &str| state.get(key).and_then(Json::as_str);
        let id = word("id")?;
        let text = word("answers")?.replace(char::REPLACEMENT_CHARACTER, "□");
        let (answers, foreign) = read_with(id, &text, catalogue)?;
        Some(Snapshot {
            id: id.to_owned(),
            name: answers.organisation,
            taken: day(word("taken")?),
            as_of: day(word("as_of")?),
            sheet: Rc::new(answers.sheet),
            foreign: Rc::new(foreign),
        })
    };
    let read: Vec<Snapshot> = match states {
        None => Vec::new(),
        Some(states) => states.as_array()?.iter().map(&mut read).collect::<Option<_>>()?,
    };
    Some((read, sound))
}

/// A day that an answer may name.
pub(super) fn read_day(text: &str) -> Option<Day> {
    Day::parse(text).filter(|day| (Day::EARLIEST..=Day::LATEST).contains(day))
}

/// How far applications are, by rule book and by what was done: the day, and what tells the answers of that day; and who
/// does what.
pub(super) fn write_ways(ways: &Ways) -> Json {
    let marks =
        |(milestone, mark): (Milestone, &Mark)| (milestone.name().to_owned(), json!([mark.day.to_string(), mark.of]));
    let task = |(task, said): (&TaskKind, &Assigned)| {
        (task.name().to_owned(), json!({ "owner": said.owner, "lead": said.lead }))
    };
    let one = |way: &Way| {
        let tasks = (TASKS.to_owned(), way.assigned.iter().map(task).collect::<Json>());
        way.marks().map(marks).chain((!way.assigned.is_empty()).then_some(tasks)).collect::<Json>()
    };
    ways.iter().map(|(regime, way)| (regime.clone(), one(way))).collect()
}

/// The key of who does what.
const TASKS: &str = "tasks";

/// Saves from before there was such a thing have none; a mark that cannot be read was not made. Whether all of what is said
/// of tasks could be taken.
pub(super) fn read_ways(ways: Option<&Json>) -> (Ways, bool) {
    let (mut read, mut sound) = (Ways::new(), true);
    for (regime, marks) in ways.and_then(Json::as_object).into_iter().flatten() {
        let way = read.entry(regime.clone()).or_default();
        for milestone in [Milestone::Checked, Milestone::Packaged] {
            let mark = marks.get(milestone.name()).and_then(|mark| {
                let day = read_day(mark.get(0)?.as_str()?)?;
                Some(Mark { day, of: mark.get(1)?.as_str()?.to_owned() })
            });
            if let Some(mark) = mark {
                way.put(milestone, mark);
            }
        }
        for (name, said) in marks.get(TASKS).and_then(Json::as_object).into_iter().flatten() {
            match TaskKind::parse(name).zip(read_assigned(said)) {
                Some((task, said)) => {
                    way.assigned.insert(task, said);
                }
                None => sound = false,
            }
        }
    }
    (read, sound)
}

fn read_assigned(said: &Json) -> Option<Assigned> {
    let lead = match said.get("lead")? {
        Json::Null => None,
        lead => Some(u16::try_from(lead.as_u64()?).ok().filter(|lead| *lead <= LONGEST_LEAD)?),
    };
    Some(Assigned { owner: said.get("owner")?.as_str()?.to_owned(), lead })
}

/// How an organisation is looked after.
pub(super) fn write_handling(handling: &Handling) -> Json {
    json!({
        "tags": handling.tags,
        "phase": handling.phase.map(Phase::name),
        "in_charge": handling.in_charge,
    })
}

/// How an organisation is looked after, and whether all of it could be taken; nothing where the save knows nothing of it.
pub(super) fn read_handling(handling: Option<&Json>) -> (Handling, bool) {
    let Some(handling) = handling else { return (Handling::default(), true) };
    let tags = handling.get("tags").and_then(Json::as_array);
    let phase = match handling.get("phase") {
        None | Some(Json::Null) => Some(None),
        Some(name) => name.as_str().and_then(Phase::parse).map(Some),
    };
    let in_charge = handling.get("in_charge").and_then(Json::as_str);
    let sound = tags.is_some_and(|tags| tags.iter().all(Json::is_string)) && phase.is_some() && in_charge.is_some();
    // Each once, as they are added.
    let mut each: Vec<String> = Vec::new();
    for tag in tags.into_iter().flatten().filter_map(Json::as_str) {
        add_once(&mut each, tag);
    }
    let read = Handling { tags: each, phase: phase.flatten(), in_charge: in_charge.unwrap_or_default().to_owned() };
    (read, sound)
}

/// What is not known yet, and whether all of it could be taken; nothing where the save knows nothing of it.
pub(super) fn read_unsure(notes: Option<&Json>, catalogue: &Catalogue) -> (Unsure, bool) {
    let Some(notes) = notes else { return (Unsure::default(), true) };
    let all = notes.as_object();
    let read: BTreeMap<String, String> =
        all.into_iter().flatten().filter_map(|(id, note)| Some((id.clone(), note.as_str()?.to_owned()))).collect();
    let sound = all.is_some_and(|all| all.len() == read.len());
    (Unsure::of(read, catalogue), sound)
}

pub(super) fn write_overlays(overlays: &[Overlay]) -> Json {
    let write = |overlay: &Overlay| {
        let mut written = json!({ "name": overlay.name, "hash": overlay.hash, "text": overlay.text });
        if let Some(table) = written.as_object_mut() {
            let more = [("book", overlay.book.clone()), ("instead_of", overlay.instead_of.clone())];
            table.extend(more.into_iter().filter_map(|(key, said)| Some((key.to_owned(), said?.into()))));
            if overlay.book.is_none() && overlay.origin == Origin::Trial {
                table.insert("trial".to_owned(), true.into());
            }
        }
        written
    };
    Json::Array(overlays.iter().map(write).collect())
}

pub(super) fn read_overlays(overlays: Option<&Json>) -> Option<Vec<Overlay>> {
    let read = |overlay: &Json| {
        let word = |key: &str| overlay.get(key).and_then(Json::as_str).map(str::to_owned);
        let book = word("book");
        // Rule books of visitors are always tried.
        let is_tried = book.is_some() || overlay.get("trial").and_then(Json::as_bool) == Some(true);
        Some(Overlay {
            name: word("name")?,
            text: word("text")?,
            hash: word("hash")?,
            book,
            origin: if is_tried { Origin::Trial } else { Origin::Visitor },
            instead_of: word("instead_of"),
        })
    };
    overlays.map_or(Some(Vec::new()), |overlays| overlays.as_array()?.iter().map(read).collect())
}

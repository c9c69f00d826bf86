//! What the second schema of saves added: states that the user has kept, and overlays.

use crate::state::{Overlay, Snapshot, read_with, write_with};
use serde_json::{Value as Json, json};
use std::rc::Rc;
use ziping_base::calendar::Day;
use ziping_rules::fact::Catalogue;

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

pub(super) fn write_overlays(overlays: &[Overlay]) -> Json {
    let write = |overlay: &Overlay| json!({ "name": overlay.name, "hash": overlay.hash, "text": overlay.text });
    Json::Array(overlays.iter().map(write).collect())
}

pub(super) fn read_overlays(overlays: Option<&Json>) -> Option<Vec<Overlay>> {
    let read = |overlay: &Json| {
        let word = |key: &str| overlay.get(key).and_then(Json::as_str).map(str::to_owned);
        Some(Overlay { name: word("name")?, text: word("text")?, hash: word("hash")? })
    };
    overlays.map_or(Some(Vec::new()), |overlays| overlays.as_array()?.iter().map(read).collect())
}

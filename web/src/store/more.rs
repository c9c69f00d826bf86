//! What the second schema of saves added: states that the user has kept, and overlays.

use crate::state::{Overlay, Snapshot, read_with, write_with};
use serde_json::{Value as Json, json};
use std::rc::Rc;
use ziping_core::calendar::Day;
use ziping_core::fact::Catalogue;

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

/// The states of an organisation; none where the save knows nothing of them, `None` where one cannot be read.
pub(super) fn read_snapshots(states: Option<&Json>, catalogue: &Catalogue) -> Option<Vec<Snapshot>> {
    let read = |state: &Json| {
        let word = |key: &str| state.get(key).and_then(Json::as_str);
        let id = word("id")?;
        let (answers, foreign) = read_with(id, word("answers")?, catalogue)?;
        Some(Snapshot {
            id: id.to_owned(),
            name: answers.organisation,
            taken: Day::parse(word("taken")?)?,
            as_of: Day::parse(word("as_of")?)?,
            sheet: Rc::new(answers.sheet),
            foreign: Rc::new(foreign),
        })
    };
    states.map_or(Some(Vec::new()), |states| states.as_array()?.iter().map(read).collect())
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

//! What later versions of saves added: states that the user has kept, overlays, how far applications are.

use crate::state::{Mark, Milestone, Overlay, Snapshot, Ways, read_with, write_with};
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

/// How far applications are, by rule book and by what was done: the day, and what tells the answers of that day.
pub(super) fn write_ways(ways: &Ways) -> Json {
    let marks =
        |(milestone, mark): (Milestone, &Mark)| (milestone.name().to_owned(), json!([mark.day.to_string(), mark.of]));
    ways.iter().map(|(regime, way)| (regime.clone(), way.marks().map(marks).collect::<Json>())).collect()
}

/// Saves from before there was such a thing have none; a mark that cannot be read was not made.
pub(super) fn read_ways(ways: Option<&Json>) -> Ways {
    let mut read = Ways::new();
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
    }
    read
}

pub(super) fn write_overlays(overlays: &[Overlay]) -> Json {
    let write = |overlay: &Overlay| {
        let mut written = json!({ "name": overlay.name, "hash": overlay.hash, "text": overlay.text });
        if let (Some(book), Some(table)) = (&overlay.book, written.as_object_mut()) {
            table.insert("book".to_owned(), book.clone().into());
        }
        written
    };
    Json::Array(overlays.iter().map(write).collect())
}

pub(super) fn read_overlays(overlays: Option<&Json>) -> Option<Vec<Overlay>> {
    let read = |overlay: &Json| {
        let word = |key: &str| overlay.get(key).and_then(Json::as_str).map(str::to_owned);
        Some(Overlay { name: word("name")?, text: word("text")?, hash: word("hash")?, book: word("book") })
    };
    overlays.map_or(Some(Vec::new()), |overlays| overlays.as_array()?.iter().map(read).collect())
}

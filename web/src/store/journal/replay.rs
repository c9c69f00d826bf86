//! Putting what was noted onto the save that is there: after a reload, a crash or a kill.

use super::super::format::{read_client, tag_of, write, write_client};
use crate::state::{Binned, Client, Workspace};
use serde_json::Value as Json;
use std::rc::Rc;
use ziping_base::calendar::Day;
use ziping_base::node::json;
use ziping_rules::fact::Catalogue;

/// What came of it.
#[derive(Debug)]
pub(crate) struct Replayed {
    pub(crate) workspace: Workspace,
    /// Texts to keep aside: work that does not go together with what is saved, and notes that cannot be read.
    pub(crate) aside: Vec<String>,
}

/// Puts notes onto a workspace that was read from the save `text`.
///
/// A note says what has changed since each save that may be there: the last one that its page knew of, and one that was
/// on its way. If it is another tab's by now, what was noted must still fit.
pub(crate) fn replay(text: Option<&str>, workspace: Workspace, notes: &[String], catalogue: &Catalogue) -> Replayed {
    let tag = text.map(tag_of).unwrap_or_default();
    let mut replayed = Replayed { workspace, aside: Vec::new() };
    for note in notes {
        let read = json::read(note);
        let all: Vec<&Json> =
            read.as_ref().and_then(|note| note.get("since")?.as_array()).into_iter().flatten().collect();
        let of_this = |since: &&Json| since.get("tag").and_then(Json::as_str) == Some(tag.as_str());
        let this = all.iter().copied().find(of_this);
        let meant = this.map_or(all, |this| vec![this]);
        let put = |since: &Json, force: bool| {
            let workspace = replayed.workspace.clone();
            let mut put = Put { workspace, catalogue, force, quarrels: false, gone: false };
            put.all(since.get("delta")?).map(|()| put)
        };
        let mut tried: Vec<Put<'_>> = meant.iter().filter_map(|since| put(since, false)).collect();
        let fitting = tried.iter().position(|put| !put.quarrels);
        match fitting.or_else(|| tried.len().checked_sub(1)).map(|at| tried.swap_remove(at)) {
            None => replayed.aside.push(note.clone()),
            Some(put) if !put.quarrels => replayed.workspace = put.workspace,
            Some(in_part) => {
                // Of an organisation that is gone there is nothing but the note.
                let forced = if in_part.gone { None } else { meant.last().and_then(|since| put(since, true)) };
                let text = forced.map_or_else(|| note.clone(), |forced| write(&forced.workspace, catalogue));
                replayed.aside.push(text);
                replayed.workspace = in_part.workspace;
            }
        }
    }
    replayed
}

/// A workspace that changes are put onto.
struct Put<'c> {
    workspace: Workspace,
    catalogue: &'c Catalogue,
    /// Whatever is there now gives way; otherwise only what was there when the change was made.
    force: bool,
    /// Something else was there.
    quarrels: bool,
    /// An organisation is not there any more.
    gone: bool,
}

impl Put<'_> {
    fn all(&mut self, delta: &Json) -> Option<()> {
        for entry in delta.get("clients")?.as_array()? {
            let id = entry.get("id")?.as_str()?;
            match (entry.get("new"), entry.get("parts")) {
                (Some(new), _) => self.new_client(id, new)?,
                (None, Some(parts)) => self.parts(id, parts.as_array()?)?,
                (None, None) => return None,
            }
        }
        for id in delta.get("back")?.as_array()?.iter().filter_map(Json::as_str) {
            if let Some(at) = self.workspace.bin.iter().position(|binned| binned.client.id == id) {
                let binned = Rc::make_mut(&mut self.workspace.bin).remove(at);
                self.workspace.clients.push(binned.client);
            }
        }
        for (id, day) in delta.get("removed")?.as_object()? {
            let removed = day.as_str().and_then(Day::parse)?;
            if let Some(at) = self.workspace.clients.iter().position(|client| client.id == *id) {
                let client = self.workspace.clients.remove(at);
                Rc::make_mut(&mut self.workspace.bin).insert(0, Binned { client, removed });
            }
        }
        for id in delta.get("gone")?.as_array()?.iter().filter_map(Json::as_str) {
            self.workspace.clients.retain(|client| client.id != id);
            Rc::make_mut(&mut self.workspace.bin).retain(|binned| binned.client.id != id);
        }
        Some(())
    }

    /// Where an organisation stands.
    fn slot(&mut self, id: &str) -> Option<&mut Rc<Client>> {
        let listed = self.workspace.clients.iter().position(|client| client.id == id);
        match listed {
            Some(at) => self.workspace.clients.get_mut(at),
            None => {
                let binned = Rc::make_mut(&mut self.workspace.bin).iter_mut();
                binned.map(|binned| &mut binned.client).find(|client| client.id == id)
            }
        }
    }

    fn new_client(&mut self, id: &str, entry: &Json) -> Option<()> {
        let (client, _) = read_client(entry, self.catalogue)?;
        let force = self.force;
        match self.slot(id) {
            Some(known) if known.same(&client) => {}
            Some(known) if force => *known = Rc::new(client),
            Some(_) => self.quarrels = true,
            None => self.workspace.clients.push(Rc::new(client)),
        }
        Some(())
    }

    fn parts(&mut self, id: &str, parts: &[Json]) -> Option<()> {
        let catalogue = self.catalogue;
        // Somebody has removed it for good since.
        let Some(known) = self.slot(id).map(|client| Rc::clone(client)) else {
            (self.quarrels, self.gone) = (true, true);
            return Some(());
        };
        let mut entry = write_client(&known, catalogue);
        let mut answers = json::read(entry.get("answers")?.as_str()?)?;
        for part in parts {
            let at: Vec<&str> = part.get("at")?.as_array()?.iter().filter_map(Json::as_str).collect();
            let (object, key) = match at.as_slice() {
                ["answers", "facts", id] => (answers.get_mut("facts")?, *id),
                ["answers", key] => (&mut answers, *key),
                ["drafts", field] => (entry.get_mut("drafts")?, *field),
                [key] => (&mut entry, *key),
                _ => return None,
            };
            let fits = match part.get("rows").map(Json::as_u64) {
                Some(at) => splice(object.get_mut(key), usize::try_from(at?).ok()?, part, self.force)?,
                None => {
                    let object = object.as_object_mut()?;
                    let (now, from, to) = (object.get(key), part.get("from"), part.get("to"));
                    let fits = self.force || now == from || now == to;
                    match to {
                        _ if !fits => {}
                        Some(to) => {
                            object.insert(key.to_owned(), to.clone());
                        }
                        None => {
                            object.remove(key);
                        }
                    }
                    fits
                }
            };
            self.quarrels |= !fits;
        }
        entry.as_object_mut()?.insert("answers".to_owned(), Json::String(format!("{answers:#}")));
        let (client, _) = read_client(&entry, catalogue)?;
        if let Some(slot) = self.slot(id) {
            *slot = Rc::new(client);
        }
        Some(())
    }
}

/// Puts rows in the place of others. `Some(false)`: others stand there; `None`: it is no note of rows.
fn splice(table: Option<&mut Json>, at: usize, part: &Json, force: bool) -> Option<bool> {
    let (from, to) = (part.get("from")?.as_array()?, part.get("to")?.as_array()?);
    let Some(rows) = table.and_then(Json::as_array_mut) else { return Some(false) };
    let stands = |rows: &[Json], expected: &[Json]| rows.get(at..at + expected.len()) == Some(expected);
    if stands(rows, from) {
        rows.splice(at..at + from.len(), to.iter().cloned());
        return Some(true);
    }
    if stands(rows, to) && !force {
        return Some(true);
    }
    if !force {
        return Some(false);
    }
    // For what is kept aside: all that was noted is in it.
    let begin = at.min(rows.len());
    let end = (begin + to.len()).min(rows.len());
    rows.splice(begin..end, to.iter().cloned());
    Some(true)
}

#[cfg(test)]
mod tests {
    use super::super::delta::delta;
    use super::*;
    use crate::state::Action;
    use wasm_bindgen_test::wasm_bindgen_test;
    use ziping_rules::fact::{Answers, Column, Fact, FactIx, Kind, Range, Row, TextFormat, Value};

    fn catalogue() -> Catalogue {
        let line = || Kind::Text(TextFormat::Line);
        let columns =
            vec![Column { id: "who".into(), kind: line() }, Column { id: "how_many".into(), kind: Kind::Count }];
        let facts =
            [("a.name", line()), ("a.money", Kind::Money { signed: false }), ("a.rows", Kind::Table { columns })];
        Catalogue::new(facts.map(|(id, kind)| Fact::new(id, kind)).into())
    }

    fn text(text: &str) -> Action {
        Action::Answer { fact: FactIx::new(0), value: Some(Value::Text(text.into())), typing: true }
    }

    fn money(low: i64, high: i64) -> Action {
        Action::Answer { fact: FactIx::new(1), value: Some(Value::Number(Range { low, high })), typing: true }
    }

    fn rows(names: &[&str]) -> Action {
        let row = |name: &&str| Row { cells: vec![Some(Value::Text((*name).into())), None] };
        let value = Value::Table(names.iter().map(row).collect());
        Action::Answer { fact: FactIx::new(2), value: Some(value), typing: true }
    }

    fn after(workspace: &Workspace, actions: impl IntoIterator<Item = Action>) -> Workspace {
        actions.into_iter().fold(workspace.clone(), |workspace, action| workspace.after(action))
    }

    fn open(id: &str) -> Action {
        Action::Open { id: id.into(), answers: Answers { organisation: id.to_uppercase(), ..Default::default() } }
    }

    fn base() -> Workspace {
        after(&Workspace::new("0".into()), [open("a"), text("甲"), rows(&["一", "二", "三"]), open("b"), text("乙")])
    }

    fn note(since: &[(&str, &Workspace)], now: &Workspace) -> String {
        let since: Vec<Json> = since
            .iter()
            .map(|(tag, base)| serde_json::json!({ "tag": tag, "delta": delta(base, now, &catalogue()).json }))
            .collect();
        serde_json::json!({ "since": since }).to_string()
    }

    fn save(workspace: &Workspace, tag: &str) -> String {
        super::super::super::format::write_by(workspace, &catalogue(), tag)
    }

    /// What was noted since `base`, put onto `saved`.
    fn onto(saved: &Workspace, tag: &str, note: &str) -> Replayed {
        replay(Some(&save(saved, tag)), saved.clone(), &[note.to_owned()], &catalogue())
    }

    #[wasm_bindgen_test]
    fn whatever_was_done_since_the_save_is_there_again() {
        let base = base();
        let show = |id: &str| Action::Show { id: id.into() };
        let draft = |text: Option<&str>| Action::Draft { field: "f#".into(), text: text.map(str::to_owned) };
        let cases: Vec<Vec<Action>> = vec![
            vec![text("乙公司")],
            vec![money(100, 250), money(0, 0)],
            vec![Action::Answer { fact: FactIx::new(0), value: None, typing: false }],
            vec![show("a"), rows(&["一", "二二", "三"])],
            vec![show("a"), rows(&["一", "二", "三", "四", "五"])],
            vec![show("a"), rows(&["零", "一", "三"])],
            vec![show("a"), rows(&[])],
            vec![draft(Some("半句")), draft(Some("一句"))],
            vec![Action::AsOf(Day::parse("2026-03-01")), Action::Rename("别名".into())],
            vec![open("c"), text("丙"), rows(&["新"])],
            vec![Action::Remove { id: "a".into(), today: Day::EARLIEST }],
            vec![Action::Archive { id: "a".into(), archived: true }, Action::Collect(vec!["credit".into()])],
            vec![Action::Keep { id: "b".into(), snapshot: "s".into(), name: "申报前".into(), today: Day::EARLIEST }],
        ];
        for actions in cases {
            let now = after(&base, actions.clone());
            let replayed = onto(&base, "p1", &note(&[("p1", &base)], &now));
            assert!(replayed.workspace.saves_like(&now), "{actions:?}");
            assert!(replayed.aside.is_empty());
        }
    }

    #[wasm_bindgen_test]
    fn the_bin_is_emptied_and_put_back_from_again() {
        let base = after(&base(), [Action::Remove { id: "a".into(), today: Day::EARLIEST }]);
        for action in [Action::PutBack { id: "a".into() }, Action::Purge { id: None }] {
            let now = base.after(action);
            assert!(onto(&base, "p1", &note(&[("p1", &base)], &now)).workspace.saves_like(&now));
        }
    }

    #[wasm_bindgen_test]
    fn a_save_that_was_on_its_way_may_be_there_or_not() {
        let (first, middle) = (base(), after(&base(), [text("乙有"), rows(&["甲"])]));
        let now = after(&middle, [text("乙有限"), rows(&["甲", "乙", "丙"])]);
        let note = note(&[("p1", &first), ("p2", &middle)], &now);
        for (saved, tag) in [(&first, "p1"), (&middle, "p2")] {
            let replayed = onto(saved, tag, &note);
            assert!(replayed.workspace.saves_like(&now) && replayed.aside.is_empty(), "{tag}");
        }
    }

    #[wasm_bindgen_test]
    fn what_another_tab_has_saved_since_stays_and_what_was_noted_is_added() {
        let base = base();
        let mine = after(&base, [text("乙公司")]);
        let theirs = after(&base, [Action::Show { id: "a".into() }, text("甲公司")]);
        let replayed = onto(&theirs, "q7", &note(&[("p1", &base)], &mine));
        assert!(replayed.aside.is_empty());
        let names: Vec<_> =
            replayed.workspace.clients.iter().map(|client| client.sheet.get(FactIx::new(0)).cloned()).collect();
        assert_eq!(names, ["甲公司", "乙公司"].map(|name| Some(Value::Text(name.into()))));
    }

    #[wasm_bindgen_test]
    fn what_another_tab_has_changed_too_is_kept_aside_and_not_overwritten() {
        let base = base();
        let (mine, theirs) = (after(&base, [text("我的"), money(1, 1)]), after(&base, [text("他的")]));
        let replayed = onto(&theirs, "q7", &note(&[("p1", &base)], &mine));
        assert_eq!(replayed.workspace.client().sheet.get(FactIx::new(0)), Some(&Value::Text("他的".into())));
        assert_eq!(replayed.aside.len(), 1);
        assert!(replayed.aside[0].contains("我的"));
        let gone = after(&base, [Action::Remove { id: "b".into(), today: Day::EARLIEST }, Action::Purge { id: None }]);
        let replayed = onto(&gone, "q7", &note(&[("p1", &base)], &mine));
        assert!(replayed.workspace.saves_like(&gone));
        assert!(replayed.aside[0].contains("我的"));
    }

    #[wasm_bindgen_test]
    fn a_note_that_cannot_be_read_is_kept_and_harms_nothing() {
        for bad in ["", "{}", "{\"since\":[]}", "{\"since\":[{\"tag\":\"p1\",\"delta\":{}}]}", "[1"] {
            let replayed = onto(&base(), "p1", bad);
            assert!(replayed.workspace.saves_like(&base()));
            assert_eq!(replayed.aside, [bad]);
        }
    }

    #[wasm_bindgen_test]
    fn the_first_visit_has_no_save_and_its_note_is_all_there_is() {
        let nothing = Workspace::nothing();
        let now = after(&Workspace::new("x".into()), [text("头一家")]);
        let replayed = replay(None, nothing.clone(), &[note(&[("", &nothing)], &now)], &catalogue());
        assert_eq!(replayed.workspace.clients.len(), 1);
        assert!(replayed.workspace.saves_like(&now));
        assert_eq!(delta(&nothing, &Workspace::new("x".into()), &catalogue()).json, None, "a blank page");
    }

    #[wasm_bindgen_test]
    fn one_cell_of_a_large_table_is_a_short_note() {
        let names: Vec<String> = (0..5_000).map(|place| format!("客户{place}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let base = after(&base(), [rows(&names)]);
        let mut changed = names.clone();
        changed[2_500] = "另一家";
        let now = after(&base, [rows(&changed)]);
        assert!(note(&[("p1", &base)], &now).len() < 400);
    }
}

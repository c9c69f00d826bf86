//! Actions, and workspaces after some, as tests take them.

use super::Workspace;
use crate::state::{Action, Overlay};
use ziping_assess::proof::{Attached, Record};
use ziping_base::calendar::Day;
use ziping_regime::Origin;
use ziping_rules::fact::{Answers, FactIx, Range, Value};

pub(super) fn number(units: i64) -> Option<Value> {
    Some(Value::Number(Range::exactly(units)))
}

pub(super) fn typed(fact: usize, units: i64) -> Action {
    Action::Answer { fact: FactIx::new(fact), value: number(units), typing: true }
}

pub(super) fn chosen(fact: usize, truth: bool) -> Action {
    Action::Answer { fact: FactIx::new(fact), value: Some(Value::Bool(truth)), typing: false }
}

pub(super) fn run(actions: impl IntoIterator<Item = Action>) -> Workspace {
    actions.into_iter().fold(Workspace::new("one".into()), |workspace, action| workspace.after(action))
}

pub(super) fn answer(workspace: &Workspace, fact: usize) -> Option<Value> {
    workspace.client().sheet.get(FactIx::new(fact)).cloned()
}

pub(super) fn noted(note: &str, typing: bool) -> Action {
    let record = Record { note: note.into(), ..Record::default() };
    Action::Paper { paper: "licence".into(), record, typing }
}

pub(super) fn attached(place: Option<usize>, name: &str) -> Action {
    let file = Attached { at: name.into(), name: name.into(), ..Attached::default() };
    Action::Attach { client: "one".into(), paper: "licence".into(), file, place }
}

pub(super) fn file(name: &str) -> Answers {
    Answers { organisation: name.into(), ..Answers::default() }
}

pub(super) fn two() -> Workspace {
    run([
        Action::Open { id: "a".into(), answers: file("甲") },
        chosen(1, true),
        Action::Open { id: "b".into(), answers: file("乙") },
    ])
}

pub(super) fn keep(id: &str) -> Action {
    Action::Keep { id: id.into(), snapshot: "s".into(), name: "申报前".into(), today: Day::EARLIEST }
}

pub(super) fn overlay(name: &str) -> Overlay {
    Overlay {
        name: name.into(),
        text: "overlay = 1".into(),
        hash: name.into(),
        book: None,
        origin: Origin::Visitor,
        instead_of: None,
    }
}

pub(super) fn remove(id: &str) -> Action {
    Action::Remove { id: id.into(), today: Day::EARLIEST }
}

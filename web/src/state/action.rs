//! What can happen to the workspace.

use super::{Client, HandlingChange, Joining, Mark, Milestone, Move, Overlay, Taken, Workspace};
use std::rc::Rc;
use ziping_assess::proof::{Attached, Record, Records};
use ziping_assess::{Assigned, TaskKind};
use ziping_base::calendar::Day;
use ziping_rules::fact::{Answers, FactIx, Value};

/// One thing the user does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Action {
    /// Answers a fact, or takes the answer back. `typing` while the answer grows key by key: such answers are undone
    /// together.
    Answer {
        fact: FactIx,
        value: Option<Value>,
        typing: bool,
    },
    /// The field was left: what is typed next is undone by itself.
    Settle,
    /// Keeps what cannot be read as an answer, as it was typed, or forgets it.
    Draft {
        field: String,
        text: Option<String>,
    },
    /// Notes that a fact is not known yet, and who knows it or was asked when; `None`: takes the note away. An answer does
    /// that too. `typing` as for answers.
    NotKnown {
        fact: FactIx,
        note: Option<String>,
        typing: bool,
    },
    /// Says something of a paper that proves things; `typing` as for answers.
    Paper {
        paper: String,
        record: Record,
        typing: bool,
    },
    /// Attaches a file to a paper of an organisation, whichever is at hand by now; `place`: where it was before.
    Attach {
        client: String,
        paper: String,
        file: Attached,
        place: Option<usize>,
    },
    /// Says how many pages attached files of an organisation have, by where they lie. Nothing to undo.
    Counted {
        client: String,
        files: Vec<(String, u32)>,
    },
    /// Collects papers for these rule books; none: for those that were begun.
    Collect(Vec<String>),
    /// Means to hand in on this day; `None`: not said. `key`: of [`super::hand_in_key`].
    HandIn {
        key: String,
        day: Option<Day>,
    },
    /// Notes that something was done with an application of an organisation, whichever is at hand by now. Nothing to undo.
    Mark {
        client: String,
        regime: String,
        milestone: Milestone,
        mark: Mark,
    },
    /// Says who does a task of an application, and how long before the hand-in; `typing` as for answers.
    Assign {
        regime: String,
        task: TaskKind,
        assigned: Assigned,
        typing: bool,
    },
    /// Assesses as of this day; `None`: as of today.
    AsOf(Option<Day>),
    /// Takes an organisation in, from a file or the example, and shows it. Answers at hand stay in their own place.
    Open {
        id: String,
        answers: Answers,
    },
    /// Takes an organisation in with its papers, from a package that was made on this day for a rule book.
    Unpack {
        id: String,
        answers: Answers,
        records: Records,
        as_of: Option<Day>,
        regime: String,
    },
    /// Takes answers into an organisation, whichever is at hand, in one step: from a workbook that came back, or another's
    /// file.
    Take {
        client: String,
        taken: Box<Taken>,
    },
    /// Undoes the last step of an organisation, whichever is at hand.
    UndoIn {
        client: String,
    },
    /// Begins an organisation.
    Begin {
        id: String,
    },
    /// Shows another organisation.
    Show {
        id: String,
    },
    /// Gives the organisation at hand a name.
    Rename(String),
    /// Puts an organisation into the bin; [`Action::Restore`] and [`Action::PutBack`] bring it back.
    Remove {
        id: String,
        today: Day,
    },
    /// Takes an organisation out of the bin and shows it.
    PutBack {
        id: String,
    },
    /// Forgets an organisation that is in the bin for good; `None`: all of them.
    Purge {
        id: Option<String>,
    },
    /// Brings back what was removed last.
    Restore,
    /// Makes another organisation of one that is there, or of a state of it.
    Duplicate {
        id: String,
        snapshot: Option<String>,
        copy: String,
        name: String,
    },
    /// Puts an organisation out of the way, or gets it back.
    Archive {
        id: String,
        archived: bool,
    },
    /// Puts many out of the way, or gets them back; [`Action::Restore`] brings back how it was before.
    ArchiveMany {
        clients: Vec<String>,
        archived: bool,
    },
    /// Notes how organisations are looked after, the same for all of them; [`Action::Restore`] brings back what was noted
    /// before.
    Handle {
        clients: Vec<String>,
        change: HandlingChange,
    },
    /// Keeps the answers of an organisation as they stand, under a name.
    Keep {
        id: String,
        snapshot: String,
        name: String,
        today: Day,
    },
    /// Forgets a state that was kept; [`Action::Restore`] brings it back.
    Forget {
        id: String,
        snapshot: String,
    },
    /// Takes organisations in beside those that are there. Ids must be new.
    Adopt(Vec<Client>),
    /// Puts another workspace in the place of this one; [`Action::Restore`] brings this one back.
    Replace(Box<Workspace>),
    /// Takes an overlay away, by its hash; [`Action::Restore`] brings it back.
    Lift(String),
    /// Begins anew with nothing, under this id; [`Action::Restore`] brings everything back.
    Erase {
        id: String,
    },
    /// The overlays that apply from now on.
    Overlay(Rc<Vec<Overlay>>),
    /// The facts have other numbers: overlays came or went.
    Follow(Move),
    Undo,
    Redo,
    /// Takes in what another tab has saved.
    Join(Box<Joining>),
}

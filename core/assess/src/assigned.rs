//! Who does each task of an application, and by when: so many working days before the day of handing in.

use super::tasks::{Task, TaskKind, TaskState};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ziping_base::calendar::{Day, WorkingDays};

impl TaskKind {
    /// All of them, in the order in which they are done.
    pub const ALL: [Self; 8] = [
        Self::Organisation,
        Self::Eligibility,
        Self::Grade,
        Self::Caps,
        Self::Form,
        Self::Papers,
        Self::Check,
        Self::Package,
    ];

    /// Its name in a save.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Eligibility => "eligibility",
            Self::Grade => "grade",
            Self::Caps => "caps",
            Self::Form => "form",
            Self::Papers => "papers",
            Self::Check => "check",
            Self::Package => "package",
        }
    }

    /// The task of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// How many working days before the hand-in it is to be done, unless one says otherwise. A proposal of the kit; no
    /// document says anything of it.
    #[must_use]
    pub const fn usual_lead(self) -> u16 {
        match self {
            Self::Organisation => 20,
            Self::Eligibility => 18,
            Self::Grade => 15,
            Self::Caps => 12,
            Self::Form => 10,
            Self::Papers => 5,
            Self::Check => 2,
            Self::Package => 1,
        }
    }
}

/// What is said of a task.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assigned {
    /// Who does it; empty: nobody is named.
    pub owner: String,
    /// How many working days before the hand-in it is to be done; `None`: [`TaskKind::usual_lead`]. At most
    /// [`LONGEST_LEAD`].
    pub lead: Option<u16>,
}

/// The most working days that a task may be due before the hand-in: two years.
pub const LONGEST_LEAD: u16 = 500;

/// What is said of the tasks of an application.
pub type Assignments = BTreeMap<TaskKind, Assigned>;

/// A task with who does it and by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueTask {
    /// What is to be done.
    pub kind: TaskKind,
    /// Who does it; empty: nobody is named.
    pub owner: String,
    /// The last day; `None`: nobody has said when to hand in.
    pub day: Option<Day>,
    /// The day rests on working days that are not known yet.
    pub provisional: bool,
    /// It is done.
    pub done: bool,
}

/// The tasks with who does them and by when.
#[must_use]
pub fn due_tasks(
    calendar: &WorkingDays,
    tasks: &[Task],
    assignments: &Assignments,
    hand_in: Option<Day>,
) -> Vec<DueTask> {
    let due = |task: &Task| {
        let assigned = assignments.get(&task.kind).cloned().unwrap_or_default();
        let lead = assigned.lead.unwrap_or_else(|| task.kind.usual_lead());
        let day = hand_in.map(|day| calendar.before(day, lead));
        DueTask {
            kind: task.kind,
            owner: assigned.owner,
            day: day.map(|(day, _)| day),
            provisional: day.is_some_and(|(_, provisional)| provisional),
            done: task.state == TaskState::Done,
        }
    };
    tasks.iter().map(due).collect()
}

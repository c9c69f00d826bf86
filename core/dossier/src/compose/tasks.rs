//! The tasks on the way to the hand-in, for those who prepare the application: who does each, and by when.

use super::super::ics::Entry;
use super::super::paper::{Align, Block, Paper, Table};
use super::{Draft, values};
use crate::words;
// Whose days these are: no document says anything of them.
use crate::words::guide::tasks::WHOSE;
use ziping_assess::{DueTask, TaskKind};
use ziping_base::calendar::Day;

/// What a task is called.
const fn title(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Organisation => words::guide::tasks::titles::ORGANISATION,
        TaskKind::Eligibility => words::guide::tasks::titles::ELIGIBILITY,
        TaskKind::Grade => words::guide::tasks::titles::GRADE,
        TaskKind::Caps => words::guide::tasks::titles::CAPS,
        TaskKind::Form => words::guide::tasks::titles::FORM,
        TaskKind::Papers => words::guide::tasks::titles::PAPERS,
        TaskKind::Check => words::guide::tasks::titles::CHECK,
        TaskKind::Package => words::guide::tasks::titles::PACKAGE,
    }
}

impl<'a> Draft<'a> {
    /// The tasks; other procedures than the first have none.
    pub(super) fn tasks(&self) -> &'a [DueTask] {
        if self.is_first() { self.order.tasks } else { &[] }
    }

    /// Who does a task, where an export names people.
    fn owner<'t>(&self, task: &'t DueTask) -> &'t str {
        if self.order.redact.names { "" } else { task.owner.trim() }
    }

    pub(super) fn task_entry(&self, day: Day, task: &DueTask) -> Entry {
        let owner = match self.owner(task) {
            "" => String::new(),
            owner => format!("（{owner}）"),
        };
        let mut text = words::calendar::task(WHOSE);
        if task.provisional {
            text.push_str(&format!("\n{}", words::shared::PROVISIONAL));
        }
        Entry {
            id: format!("{}.task-{}", self.order.rulebook.id, task.kind.name()),
            day: Some(day),
            title: words::calendar::latest(title(task.kind)) + &owner,
            text,
            remind: &[3, 1],
        }
    }

    /// The tasks as a table; nothing where nobody has said who does any or when to hand in.
    pub(super) fn task_table(&self, paper: &mut Paper) {
        let tasks = self.tasks();
        if tasks.iter().all(|task| self.owner(task).is_empty() && task.day.is_none()) {
            return;
        }
        paper.subheading(words::guide::tasks::TITLE);
        if let Some(day) = self.order.hand_in {
            paper.text(words::guide::tasks::hand_in(values::day(day)));
        }
        let mut table = Table::new(&[
            (words::shared::heads::NUMBER, 8, Align::Centre),
            (words::guide::tasks::heads::TASK, 40, Align::Left),
            (words::guide::tasks::heads::OWNER, 24, Align::Left),
            (words::guide::tasks::heads::DAY, 28, Align::Centre),
        ]);
        for (place, task) in tasks.iter().enumerate() {
            let day = task.day.map_or_else(String::new, values::day);
            let day = if task.provisional { format!("{day}\n{}", words::guide::tasks::PROVISIONAL) } else { day };
            table.row([(place + 1).to_string(), title(task.kind).to_owned(), self.owner(task).to_owned(), day]);
        }
        paper.add(Block::Table(table));
        paper.remark(WHOSE);
    }
}

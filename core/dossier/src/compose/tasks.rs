//! The tasks on the way to the hand-in, for those who prepare the application: who does each, and by when.

use super::super::ics::Entry;
use super::super::paper::{Align, Block, Paper, Table};
use super::{Draft, values};
use ziping_assess::{DueTask, TaskKind};
use ziping_base::calendar::Day;

/// Whose days these are: no document says anything of them, and how many days before is proposed by the kit where nobody
/// has said another number.
const WHOSE: &str = "不是办法规定的期限：从打算递交的日子往前推算工作日，提前几天由本单位定，没有定的按本工具的建议。";

/// What a task is called.
const fn title(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Organisation => "填好本单位情况",
        TaskKind::Eligibility => "答清能否申报",
        TaskKind::Grade => "答清决定等级的条件和得分",
        TaskKind::Caps => "答清限制性情形",
        TaskKind::Form => "填好申报书内容",
        TaskKind::Papers => "备齐证明材料",
        TaskKind::Check => "核对全部内容",
        TaskKind::Package => "生成材料包",
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
        let mut text = format!("递交之前的准备工作，{WHOSE}");
        if task.provisional {
            text.push_str("\n暂定：当年放假安排尚未公布。");
        }
        Entry {
            id: format!("{}.task-{}", self.order.rulebook.id, task.kind.name()),
            day: Some(day),
            title: format!("最晚：{}{owner}", title(task.kind)),
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
        paper.subheading("递交前的准备和分工");
        let mut table = Table::new(&[
            ("序号", 8, Align::Centre),
            ("任务", 40, Align::Left),
            ("负责人", 24, Align::Left),
            ("最晚办完", 28, Align::Centre),
        ]);
        for (place, task) in tasks.iter().enumerate() {
            let day = task.day.map_or_else(String::new, values::day);
            let day = if task.provisional { format!("{day}\n（暂定）") } else { day };
            table.row([(place + 1).to_string(), title(task.kind).to_owned(), self.owner(task).to_owned(), day]);
        }
        paper.add(Block::Table(table));
        paper.remark(WHOSE);
    }
}

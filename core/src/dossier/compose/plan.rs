//! The gap and improvement plan: what is missing for the target, by when, who.

use super::super::paper::FormRow::{Pair, Wide};
use super::super::paper::{Align, Block, NONE, Paper, TO_FILL, Table, chinese_number};
use super::say::from_days;
use super::{Draft, NOTICE, values};
use crate::assess::{Inconsistency, PathsTo, Target};
use crate::rule::Truth;

/// The plan.
pub(in super::super) fn plan(draft: &Draft<'_>) -> Paper {
    let mut paper = Paper::new(format!("{}差距与改进计划", draft.regime().title));
    paper.add(Block::Title("差距与改进计划".to_owned()));
    paper.add(Block::Subtitle(draft.regime().title.clone()));
    paper.add(Block::Subtitle(format!("评价基准日：{}　　{NOTICE}", values::day(draft.order.as_of))));
    let mut number = 0;
    let mut chapter = |paper: &mut Paper, title: &str| {
        number += 1;
        paper.heading(format!("{}、{title}", chinese_number(number)));
    };
    chapter(&mut paper, "现状与目标");
    draft.state(&mut paper);
    chapter(&mut paper, "尚未达到和尚未确定的事项");
    draft.gaps(&mut paper);
    chapter(&mut paper, "达到目标的途径");
    draft.ways(&mut paper);
    chapter(&mut paper, "时间推移带来的变化");
    draft.time(&mut paper);
    if !draft.conflicts.is_empty() {
        chapter(&mut paper, "填报内容中不一致之处");
        draft.disagreements(&mut paper);
    }
    chapter(&mut paper, "计划的落实");
    paper.add(Block::Form(vec![
        Pair([("牵头负责人".to_owned(), TO_FILL.to_owned()), ("计划批准人".to_owned(), TO_FILL.to_owned())]),
        Pair([("下次复核日期".to_owned(), TO_FILL.to_owned()), ("计划递交日期".to_owned(), TO_FILL.to_owned())]),
    ]));
    paper
}

impl Draft<'_> {
    fn state(&self, paper: &mut Paper) {
        let eligible = match self.found.eligible {
            Truth::True => "符合",
            Truth::False => "不符合",
            Truth::Unknown => "待定",
        };
        let label = str::to_owned;
        paper.add(Block::Form(vec![
            Wide(label("单位名称"), self.name()),
            Pair([
                (label("自评结果"), self.outcomes(self.found.grade)),
                (label("目标"), self.outcome(self.target).to_owned()),
            ]),
            Pair([
                (label("申报资格"), eligible.to_owned()),
                (label("自评总分"), self.found.score.map_or_else(|| "不计分".to_owned(), values::points)),
            ]),
        ]));
        if let Some(standing) = self.standing() {
            paper.remark(standing);
        }
        if self.target <= self.found.grade.worst && self.found.eligible == Truth::True {
            paper.text("按现有填报，目标已经可以达到，下列各项供保持和核对。");
        }
    }

    fn gaps(&self, paper: &mut Paper) {
        let mut table = Table::new(&[
            ("序号", 7, Align::Centre),
            ("事项与条款", 25, Align::Left),
            ("现状与说明", 33, Align::Left),
            ("状态", 9, Align::Centre),
            ("责任人", 13, Align::Centre),
            ("完成日期", 13, Align::Centre),
        ]);
        let statements = self.statements();
        for (i, statement) in statements.iter().filter(|statement| statement.failed || statement.open).enumerate() {
            let remarks = if statement.remarks.is_empty() { String::new() } else { format!("\n{}", statement.remarks) };
            table.row([
                (i + 1).to_string(),
                format!("{}\n（{}）", statement.title, statement.clauses.join("、")),
                format!("{}{remarks}", statement.because.join("\n")),
                if statement.failed { "未达到" } else { "待定" }.to_owned(),
                TO_FILL.to_owned(),
                TO_FILL.to_owned(),
            ]);
        }
        if table.rows.is_empty() {
            paper.text("没有：各项条件均已符合，没有限制性情形。");
        } else {
            paper.add(Block::Table(table));
        }
    }

    fn ways(&self, paper: &mut Paper) {
        let towards = |to: &&PathsTo| match to.target {
            Target::Eligible => true,
            Target::Outcome(place) => place == self.target,
        };
        let mut any = false;
        for to in self.paths.iter().filter(towards) {
            any = true;
            let target = match to.target {
                Target::Eligible => "取得申报资格".to_owned(),
                Target::Outcome(place) => format!("达到{}", self.outcome(place)),
            };
            if to.paths.is_empty() {
                let why: Vec<String> = to.why.iter().map(|id| self.blocker(id)).collect();
                let why = if why.is_empty() { "没有找到能够达到的途径".to_owned() } else { why.join("；") };
                paper.text(format!("{target}：目前没有途径。原因：{why}。"));
            }
            for (i, path) in to.paths.iter().enumerate() {
                let name =
                    if to.paths.len() > 1 { format!("途径{}", chinese_number(i + 1)) } else { "途径".to_owned() };
                paper.subheading(format!("{target}：{name}"));
                let mut table = Table::new(&[
                    ("序号", 8, Align::Centre),
                    ("措施", 44, Align::Left),
                    ("最早时间", 21, Align::Left),
                    ("责任人", 13, Align::Centre),
                    ("完成情况", 14, Align::Centre),
                ]);
                for (k, change) in path.changes.iter().enumerate() {
                    let due = self.due(change);
                    table.row([(k + 1).to_string(), self.change(change), due, TO_FILL.to_owned(), TO_FILL.to_owned()]);
                }
                if table.rows.is_empty() {
                    table.row([
                        "1".to_owned(),
                        "保持现状，把前提各项落实".to_owned(),
                        NONE.to_owned(),
                        TO_FILL.to_owned(),
                        TO_FILL.to_owned(),
                    ]);
                }
                paper.add(Block::Table(table));
                let rests = if path.rests_on.is_empty() {
                    String::new()
                } else {
                    format!("以下列事项的核实结果为前提：{}。", self.titles(&path.rests_on))
                };
                paper.remark(format!("{rests}最早可于{}达到。", values::day(path.on)));
            }
            if to.more {
                paper.remark("还有其他途径，未一一列出。");
            }
        }
        if !any {
            paper.text("按现有填报，目标已经可以达到，不需要另外的措施。");
        }
    }

    /// What stands in the way, by its title.
    fn blocker(&self, id: &str) -> String {
        let kinds = ["condition", "cap", "ground", "fact"];
        let words = kinds.iter().find_map(|kind| self.order.words.find(kind, id));
        words.map_or_else(|| id.to_owned(), |words| words.title.clone())
    }

    fn time(&self, paper: &mut Paper) {
        let mut table = Table::new(&[
            ("自何日起", 27, Align::Centre),
            ("自评结果", 21, Align::Centre),
            ("发生变化的事项", 26, Align::Left),
            ("以下列事实不变为前提", 26, Align::Left),
        ]);
        for step in &self.horizon {
            let changed: Vec<String> = step.changed.iter().map(|id| self.blocker(id)).collect();
            table.row([
                values::day(step.from),
                self.outcomes(step.range),
                if changed.is_empty() { NONE.to_owned() } else { changed.join("、") },
                self.titles(&step.assumes),
            ]);
        }
        paper.add(Block::Table(table));
        paper.remark("注：只计随日期推移而变化的事项，其他填报内容按现状不变；五年以后的变化没有列入。");
        for (cap, found) in self.order.rulebook.caps.iter().zip(&self.found.caps) {
            if let Some((arguable, safe)) = found.free {
                paper.remark(format!("{}：{}不再受限。", self.title("cap", &cap.id), from_days(safe, arguable)));
            }
        }
    }

    fn disagreements(&self, paper: &mut Paper) {
        for (i, conflict) in self.conflicts.iter().enumerate() {
            let said = match conflict {
                Inconsistency::Check(id, ..) => self.order.words.get("check", id).text.clone(),
                Inconsistency::Future(fact, day) => {
                    format!("{}填写为{}，晚于评价基准日，请核对。", self.fact_title(*fact), values::day(*day))
                }
                Inconsistency::TableDiffers(fact, table, ..) | Inconsistency::TableDenies(fact, table) => {
                    format!("{}与《{}》计算的不一致，以表格为准。", self.fact_title(*fact), self.fact_title(*table))
                }
                Inconsistency::OverlayDiffers(_, fact, ..) => {
                    format!("{}与所载入的指标表或等级条件计算的不一致，以后者为准。", self.fact_title(*fact))
                }
            };
            let grave = if conflict.is_error() { "【须更正】" } else { "" };
            paper.add(Block::Item(format!("{}.", i + 1), format!("{grave}{said}")));
        }
    }
}

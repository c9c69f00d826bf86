//! One plan for several rule books as a paper to be signed: aims, changes with clause and proof, conflicts.

use super::super::paper::FormRow::{Pair, Wide};
use super::super::paper::{Align, Block, NONE, Paper, TO_FILL, Table, chinese_number};
use super::{NOTICE, values};
use ziping_assess::{JointChange, JointKind, JointReport, JointState};
use ziping_base::calendar::Day;

/// What the paper is called.
const TITLE: &str = "统一改进计划";

/// The paper. `report`: in Chinese, days as papers write them.
pub(in super::super) fn joint(report: &JointReport, as_of: Day) -> Paper {
    let mut paper = Paper::new(TITLE);
    paper.landscape = true;
    paper.add(Block::Title(TITLE.to_owned()));
    paper.add(Block::Subtitle(values::text(&report.organisation)));
    paper.add(Block::Subtitle(format!("评价基准日：{}　　{NOTICE}", values::day(as_of))));
    let mut number = 0;
    let mut chapter = |paper: &mut Paper, title: &str| {
        number += 1;
        paper.heading(format!("{}、{title}", chinese_number(number)));
    };
    chapter(&mut paper, "目标");
    aims(&mut paper, report);
    chapter(&mut paper, "要做的改变");
    changes(&mut paper, report);
    if !report.conflicts.is_empty() {
        chapter(&mut paper, "不能同时达到的目标");
        listed(&mut paper, report.conflicts.iter());
    }
    if !report.falls.is_empty() {
        chapter(&mut paper, "对其他规则的影响");
        listed(&mut paper, report.falls.iter().map(|fall| &fall.text));
    }
    if !report.changes.is_empty() {
        chapter(&mut paper, "计划的前提");
        premises(&mut paper, report);
        chapter(&mut paper, "计划的落实");
        paper.add(Block::Form(vec![
            Pair([("牵头负责人".to_owned(), TO_FILL.to_owned()), ("计划批准人".to_owned(), TO_FILL.to_owned())]),
            Wide("下次复核日期".to_owned(), TO_FILL.to_owned()),
        ]));
    }
    paper
}

fn listed<'t>(paper: &mut Paper, texts: impl Iterator<Item = &'t String>) {
    for (place, text) in texts.enumerate() {
        paper.add(Block::Item(format!("{}.", place + 1), text.clone()));
    }
}

fn aims(paper: &mut Paper, report: &JointReport) {
    let mut table = Table::new(&[
        ("序号", 6, Align::Centre),
        ("规则", 26, Align::Left),
        ("现状", 16, Align::Centre),
        ("目标", 14, Align::Centre),
        ("计划能否达到", 12, Align::Centre),
        ("说明", 26, Align::Left),
    ]);
    for (place, aim) in report.aims.iter().enumerate() {
        let eligible = match aim.before.eligible.as_deref() {
            Some("true") => "\n（符合申报资格）",
            Some("false") => "\n（不符合申报资格）",
            Some(_) => "\n（申报资格待定）",
            None => "",
        };
        let state = match aim.state {
            JointState::Already if aim.wanted.is_none() => "能够保持",
            JointState::Already => "已经达到",
            JointState::Planned => "能够达到",
            JointState::NoWay => "未找到途径",
            JointState::Conflict => "未列入计划",
        };
        table.row([
            (place + 1).to_string(),
            format!("{}\n（版本 {}）", aim.title, aim.version),
            format!("{}{eligible}", aim.before.grade),
            aim.aim.clone(),
            state.to_owned(),
            aim.said.clone(),
        ]);
    }
    paper.add(Block::Table(table));
}

fn changes(paper: &mut Paper, report: &JointReport) {
    if report.changes.is_empty() {
        let all = report.aims.iter().all(|aim| aim.state == JointState::Already);
        paper.text(if all {
            "所列目标现在都已达到，不需要另外的改变。"
        } else {
            "没有可以列入计划的改变，原因见上表。"
        });
        return;
    }
    let mut number = 0;
    for (kind, title) in [
        (JointKind::Do, "要落实的改变"),
        (JointKind::Wait, "要等到的日期"),
        (JointKind::Check, "要核实并填写的事项（下列各项现在还没有填写，核实结果须是这样）"),
    ] {
        let of: Vec<&JointChange> = report.changes.iter().filter(|change| change.kind == kind).collect();
        if !of.is_empty() {
            paper.subheading(title);
            paper.add(Block::Table(table(&of, &mut number)));
        }
    }
    let tried = if report.all_tried {
        "在找到的各条途径中，这是改变项数最少的一种搭配。"
    } else {
        "途径较多，只试了其中一部分搭配，可能还有改变更少的办法。"
    };
    paper.remark(format!(
        "注：每项改变只列一次；上列改变缺一不可，少做一项，就有目标达不到。{tried}标“规则要求”的材料是规则点名要的，其余由工具建议。"
    ));
}

/// Changes of one kind, numbered on.
fn table(changes: &[&JointChange], number: &mut usize) -> Table {
    let mut table = Table::new(&[
        ("序号", 5, Align::Centre),
        ("改变", 27, Align::Left),
        ("用于哪套规则，依据条款", 27, Align::Left),
        ("用什么材料证明", 18, Align::Left),
        ("最早时间", 13, Align::Left),
        ("责任人", 10, Align::Centre),
    ]);
    for change in changes {
        *number += 1;
        let lifts: Vec<String> =
            change.lifts.iter().map(|lift| format!("{}（{}）", lift.text, lift.clauses.join("、"))).collect();
        table.row([
            number.to_string(),
            change.text.clone(),
            lifts.join("\n"),
            proof(change),
            change.when.clone(),
            TO_FILL.to_owned(),
        ]);
    }
    table
}

/// The papers that prove a change.
fn proof(change: &JointChange) -> String {
    if change.papers.is_empty() {
        return NONE.to_owned();
    }
    let said = |paper: &ziping_assess::JointPaper| {
        if paper.asked { format!("{}（规则要求）", paper.title) } else { paper.title.clone() }
    };
    change.papers.iter().map(said).collect::<Vec<_>>().join("\n")
}

fn premises(paper: &mut Paper, report: &JointReport) {
    let titles = |titles: &[String]| titles.join("；");
    if !report.rests_on.is_empty() {
        paper.text(format!("以下列事项的核实结果为前提，这些事项现在还没有填写：{}。", titles(&report.rests_on)));
    }
    if !report.assumes.is_empty() {
        paper.text(format!("假定下列情况到时候不变：{}。", titles(&report.assumes)));
    }
    if report.rests_on.is_empty() && report.assumes.is_empty() {
        paper.text("其他填报内容保持现状。");
    }
}

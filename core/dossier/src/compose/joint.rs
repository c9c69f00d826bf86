//! One plan for several rule books as a paper to be signed: aims, changes with clause and proof, conflicts.

use super::super::paper::FormRow::{Pair, Wide};
use super::super::paper::{Align, Block, NONE, Paper, TO_FILL, Table, chinese_number};
use super::{NOTICE, values};
use crate::words;
use crate::words::joint::TITLE;
use ziping_assess::{JointChange, JointKind, JointReport, JointState};
use ziping_base::calendar::Day;

/// The paper. `report`: in Chinese, days as papers write them.
pub(in super::super) fn joint(report: &JointReport, as_of: Day) -> Paper {
    let mut paper = Paper::new(TITLE);
    paper.landscape = true;
    paper.add(Block::Title(TITLE.to_owned()));
    paper.add(Block::Subtitle(values::text(&report.organisation)));
    paper.add(Block::Subtitle(words::shared::DayAndNotice { day: values::day(as_of), notice: NOTICE }.to_string()));
    let mut number = 0;
    let mut chapter = |paper: &mut Paper, title: &str| {
        number += 1;
        paper.heading(format!("{}、{title}", chinese_number(number)));
    };
    chapter(&mut paper, words::joint::chapters::AIMS);
    aims(&mut paper, report);
    chapter(&mut paper, words::joint::chapters::CHANGES);
    changes(&mut paper, report);
    if !report.conflicts.is_empty() {
        chapter(&mut paper, words::joint::chapters::CONFLICTS);
        listed(&mut paper, report.conflicts.iter());
    }
    if !report.falls.is_empty() {
        chapter(&mut paper, words::joint::chapters::FALLS);
        listed(&mut paper, report.falls.iter().map(|fall| &fall.text));
    }
    if !report.changes.is_empty() {
        chapter(&mut paper, words::joint::chapters::PREMISES);
        premises(&mut paper, report);
        chapter(&mut paper, words::joint::chapters::REALISATION);
        paper.add(Block::Form(vec![
            Pair([
                (words::shared::realisation::LEADER.to_owned(), TO_FILL.to_owned()),
                (words::shared::realisation::APPROVER.to_owned(), TO_FILL.to_owned()),
            ]),
            Wide(words::shared::realisation::NEXT_CHECK.to_owned(), TO_FILL.to_owned()),
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
        (words::shared::heads::NUMBER, 6, Align::Centre),
        (words::joint::aims::heads::RULES, 26, Align::Left),
        (words::joint::aims::heads::BEFORE, 16, Align::Centre),
        (words::joint::aims::heads::AIM, 14, Align::Centre),
        (words::joint::aims::heads::STATE, 12, Align::Centre),
        (words::shared::heads::REMARKS, 26, Align::Left),
    ]);
    for (place, aim) in report.aims.iter().enumerate() {
        let eligible = match aim.before.eligible.as_deref() {
            Some("true") => Some(words::joint::aims::ELIGIBLE),
            Some("false") => Some(words::joint::aims::NOT_ELIGIBLE),
            Some(_) => Some(words::joint::aims::OPEN),
            None => None,
        };
        let state = match aim.state {
            JointState::Already if aim.wanted.is_none() => words::joint::aims::states::KEPT,
            JointState::Already => words::joint::aims::states::ALREADY,
            JointState::Planned => words::joint::aims::states::PLANNED,
            JointState::NoWay => words::joint::aims::states::NO_WAY,
            JointState::Conflict => words::joint::aims::states::CONFLICT,
        };
        table.row([
            (place + 1).to_string(),
            format!("{}\n{}", aim.title, words::joint::aims::version(&aim.version)),
            [Some(aim.before.grade.as_str()), eligible].into_iter().flatten().collect::<Vec<_>>().join("\n"),
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
        paper.text(if all { words::joint::changes::ALL_REACHED } else { words::joint::changes::NONE });
        return;
    }
    let mut number = 0;
    for (kind, title) in [
        (JointKind::Do, words::joint::changes::TO_DO),
        (JointKind::Wait, words::joint::changes::TO_WAIT),
        (JointKind::Check, words::joint::changes::TO_CHECK),
    ] {
        let of: Vec<&JointChange> = report.changes.iter().filter(|change| change.kind == kind).collect();
        if !of.is_empty() {
            paper.subheading(title);
            paper.add(Block::Table(table(&of, &mut number)));
        }
    }
    let tried = if report.all_tried { words::joint::changes::FEWEST } else { words::joint::changes::SOME_TRIED };
    paper.remark(words::joint::changes::note(tried));
}

/// Changes of one kind, numbered on.
fn table(changes: &[&JointChange], number: &mut usize) -> Table {
    let mut table = Table::new(&[
        (words::shared::heads::NUMBER, 5, Align::Centre),
        (words::joint::changes::heads::CHANGE, 27, Align::Left),
        (words::joint::changes::heads::LIFTS, 27, Align::Left),
        (words::joint::changes::heads::PAPERS, 18, Align::Left),
        (words::joint::changes::heads::WHEN, 13, Align::Left),
        (words::shared::heads::OWNER, 10, Align::Centre),
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
        if paper.asked { words::joint::changes::asked(&paper.title) } else { paper.title.clone() }
    };
    change.papers.iter().map(said).collect::<Vec<_>>().join("\n")
}

fn premises(paper: &mut Paper, report: &JointReport) {
    let titles = |titles: &[String]| titles.join("；");
    if !report.rests_on.is_empty() {
        paper.text(words::joint::premises::rests_on(titles(&report.rests_on)));
    }
    if !report.assumes.is_empty() {
        paper.text(words::joint::premises::assumes(titles(&report.assumes)));
    }
    if report.rests_on.is_empty() && report.assumes.is_empty() {
        paper.text(words::joint::premises::NONE);
    }
    paper.text(words::joint::premises::DECIDED_ELSEWHERE);
}

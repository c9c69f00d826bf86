//! `ziping plan`: one plan for several rule books.

use crate::args::{Format, Planning};
use crate::assess::{Failure, known};
use crate::ground::{Matter, write_whole};
use crate::text::{BOLD, DIM, GREEN, PLAIN, YELLOW};
use std::io::Write as _;
use ziping_assess::{Aim, JointReport, JointState, Wanted, joint, joint_report};
use ziping_base::diag::{Diagnostic, Said, joined, nearest, one_line};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_dossier::{PackageError, joint_plan};

/// Keeps what is certain now.
const KEEP: &str = "keep";

/// Plans; `false` when the answers are bad, or an aim is not reached.
///
/// # Errors
/// Bad content or usage, or a file that cannot be written.
pub fn run(request: &Planning, lang: Lang) -> Result<bool, Failure> {
    let matter = Matter::new(&request.base, lang)?;
    let mut aims: Vec<Aim<'_>> = Vec::new();
    for text in &request.regime {
        let aim = aim(&matter, text)?;
        if aims.iter().any(|known| known.rulebook.id == aim.rulebook.id) {
            let message = say!("regime `{id}` is given twice", "“{id}”给了两次", id = &aim.rulebook.id);
            return Err(refused("twice", message, say!("aim at one level of each", "每套规则只写一个目标")));
        }
        aims.push(aim);
    }
    let Some(answers) = matter.answers(Some(&request.answers)) else { return Ok(false) };
    let plan = joint(&matter.content.library, &aims, &answers.sheet, matter.as_of);
    let report = |lang: Lang, formal: bool| {
        let words = |id: &str| matter.words(id, lang);
        joint_report(&plan, &matter.content.library, &words, (&answers.organisation, lang, formal))
    };
    let told = report(lang, false);
    match request.format {
        Format::Json => anstream::println!("{}", serde_json::to_string(&told).map_err(std::io::Error::other)?),
        Format::Text => tell(&told, lang)?,
    }
    if let Some(out) = &request.out {
        let bytes = joint_plan(&report(Lang::Zh, true), matter.as_of)
            .map_err(|error| Failure::Content(vec![Diagnostic::error("plan", PackageError::from(error).said())]))?;
        write_whole(out, &bytes)?;
    }
    Ok(told.aims.iter().all(|aim| matches!(aim.state, JointState::Already | JointState::Planned)))
}

fn refused(code: &'static str, message: Said, help: Said) -> Failure {
    Failure::Content(vec![Diagnostic::error(code, message).help(help)])
}

/// What is aimed at: `credit=AA`, `om=keep`.
fn aim<'c>(matter: &'c Matter, text: &str) -> Result<Aim<'c>, Failure> {
    let Some((id, level)) = text.split_once('=') else {
        let message = say!("`{text}` names no level", "“{text}”没有写目标");
        return Err(refused("level", message, say!("write `{text}=keep` or a level", "请写“{text}=keep”或一个等级")));
    };
    let rulebook = known(&matter.content, id)?;
    if level == KEEP {
        return Ok(Aim { rulebook, wanted: Wanted::Keep });
    }
    let outcomes = || rulebook.grade.outcomes.iter().skip(1).map(String::as_str);
    let place = rulebook.grade.outcomes.iter().position(|outcome| outcome == level).filter(|place| *place > 0);
    if let Some(place) = place.and_then(|place| u8::try_from(place).ok()) {
        return Ok(Aim { rulebook, wanted: Wanted::Level(place) });
    }
    let Said { en, zh } = joined(outcomes().chain([KEEP]));
    let help = match nearest(level, outcomes()) {
        Some(near) => say!("did you mean `{near}`? Known: {en}", "是不是想写“{near}”？现有：{zh}"),
        None => say!("known: {en}", "现有：{zh}"),
    };
    Err(refused("level", say!("`{id}` has no level `{level}`", "“{id}”没有“{level}”这个等级"), help))
}

fn tell(report: &JointReport, lang: Lang) -> std::io::Result<()> {
    let mut out = anstream::stdout().lock();
    let colon = lang.pick("：", ": ");
    writeln!(out, "{BOLD}{}{PLAIN} · {}", one_line(&report.organisation), report.as_of)?;
    for aim in &report.aims {
        let colour = match aim.state {
            JointState::Already | JointState::Planned => GREEN,
            JointState::NoWay | JointState::Conflict => YELLOW,
        };
        let (title, said) = (one_line(&aim.title), one_line(&aim.said));
        writeln!(out, "{title}{colon}{} → {BOLD}{}{PLAIN}  {colour}{said}{PLAIN}", aim.before.grade, aim.aim)?;
    }
    for (place, change) in report.changes.iter().enumerate() {
        writeln!(out, "\n{}. {BOLD}{}{PLAIN}  {}", place + 1, one_line(&change.text), change.when)?;
        for lift in &change.lifts {
            writeln!(out, "   {} {DIM}{}{PLAIN}", one_line(&lift.text), lift.clauses.join(lang.pick("、", ", ")))?;
        }
        let papers: Vec<String> = change.papers.iter().map(|paper| one_line(&paper.title)).collect();
        if !papers.is_empty() {
            let proof = lang.pick("证明材料", "proof");
            writeln!(out, "   {proof}{colon}{}", papers.join(lang.pick("、", ", ")))?;
        }
    }
    let lists = [
        (lang.pick("不能同时达到的目标", "Not together"), report.conflicts.clone()),
        (
            lang.pick("对其他规则的影响", "Elsewhere"),
            report.falls.iter().map(|fall| fall.text.clone()).collect::<Vec<String>>(),
        ),
        (lang.pick("以核实结果为前提", "Rests on what is not answered yet"), report.rests_on.clone()),
        (lang.pick("假定到时候不变", "Taken to stay as it is"), report.assumes.clone()),
    ];
    for (title, lines) in lists.iter().filter(|(_, lines)| !lines.is_empty()) {
        writeln!(out, "\n{BOLD}{title}{PLAIN}")?;
        for line in lines {
            writeln!(out, "  {}", one_line(line))?;
        }
    }
    if !report.changes.is_empty() && !report.all_tried {
        let said = lang.pick(
            "途径较多，只试了其中一部分搭配，可能还有改变更少的办法",
            "not all combinations were tried; there may be one with fewer changes",
        );
        writeln!(out, "\n{DIM}{said}{PLAIN}")?;
    }
    Ok(())
}

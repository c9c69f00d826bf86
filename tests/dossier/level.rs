//! The level applied for stands wherever papers speak of it, at the desk too; where it is not said, the predicted one stands
//! there and says so. What the improvement plan aims at is another thing.

use crate::content::{Applicant, CONTENT};
use crate::programs::Folder;
use std::ops::ControlFlow;
use ziping_dossier::receive::{AppliedFor, Inspection, inspect};
use ziping_dossier::texts;
use ziping_rules::fact::Value;
use ziping_tests::cli::ziping;
use ziping_tests::project::root;

fn at_the_desk(applicant: &Applicant) -> Inspection {
    let package = applicant.package();
    let source = package.bytes.as_slice();
    inspect(&source, &crate::receive::opener(), &mut |_, _| ControlFlow::Continue(())).unwrap()
}

fn paper(applicant: &Applicant, part: &str) -> String {
    let all = texts(&applicant.order(&[])).unwrap();
    all.into_iter().find(|(path, _)| path.starts_with(part)).unwrap().1
}

/// The lines of a text that speak of something.
fn lines<'t>(text: &'t str, of: &str) -> Vec<&'t str> {
    text.lines().filter(|line| line.contains(of)).collect()
}

#[test]
fn cover_conclusion_steps_manifest_and_desk_follow_the_level_applied_for() {
    let mut applicant = Applicant::saved("complete", "bizsec");
    let application = paper(&applicant, "01-");
    assert_eq!(lines(&application, "申报等级"), ["申报等级：业务级（二级）", "| 申报等级 | 业务级（二级） |"]);
    // Witnesses come with the two upper levels only.
    let with_witness = paper(&applicant, "05-");
    assert_eq!(applicant.package().manifest.target, "2");
    assert_eq!(at_the_desk(&applicant).applied_for, AppliedFor::Stated { level: "2".into(), above: false });
    applicant.put("bizsec.applied_level", Value::Choice(0));
    let without = paper(&applicant, "05-");
    assert!(
        with_witness.contains("见证") && !lines(&without, "见证").iter().any(|line| line.starts_with("| ")),
        "{without}"
    );
    // The plan aims elsewhere.
    applicant.target = Some(4);
    let plan = paper(&applicant, "04-");
    assert!(plan.contains("| 申报等级 | 入门级（四级） |") && plan.contains("改进目标 | 专家级（一级）"), "{plan}");
    assert_eq!(applicant.package().manifest.target, "4");
}

#[test]
fn while_no_level_is_said_the_predicted_one_stands_there_and_says_so() {
    for (regime, predicted) in [("credit", "AA 级"), ("iets", "二级（IETS-2）"), ("bizsec", "业务级（二级）")]
    {
        let mut applicant = Applicant::saved("complete", regime);
        let fact = CONTENT.library.catalogue.find(&format!("{regime}.applied_level")).unwrap();
        applicant.sheet.put(fact, None);
        let application = paper(&applicant, "01-");
        let said = format!("{predicted}（自评预测，申报等级尚未填写）");
        assert_eq!(lines(&application, "申报等级").len(), 2, "{regime}");
        assert!(lines(&application, "申报等级").iter().all(|line| line.contains(&said)), "{regime}: {application}");
        assert_eq!(applicant.package().manifest.target, "", "{regime}");
        assert_eq!(at_the_desk(&applicant).applied_for, AppliedFor::NotSaid, "{regime}");
    }
}

#[test]
fn a_range_of_predicted_levels_is_never_the_level_on_a_cover() {
    for regime in ["credit", "iets", "bizsec"] {
        let mut applicant = Applicant::saved("half-filled", regime);
        let fact = CONTENT.library.catalogue.find(&format!("{regime}.applied_level")).unwrap();
        applicant.sheet.put(fact, None);
        let application = paper(&applicant, "01-");
        let said = lines(&application, "申报等级");
        assert_eq!(said.len(), 2, "{regime}");
        assert!(said.iter().all(|line| line.contains("〔待填〕（自评预测：")), "{regime}: {said:?}");
    }
}

#[test]
fn the_items_applied_for_stand_beside_the_level_and_none_is_to_be_filled_in() {
    for (organisation, items) in
        [("complete", "政府、金融、工业企业"), ("half-filled", "电信"), ("not-eligible", "〔待填〕")]
    {
        for procedure in ["first", "renewal"] {
            let mut applicant = Applicant::saved(organisation, "bizsec");
            applicant.procedure = Some(procedure);
            let application = paper(&applicant, "01-");
            assert!(application.contains(&format!("行业分项：{items}\n")), "{organisation} {procedure}: {application}");
            assert!(application.contains(&format!("| 行业分项 | {items} |")), "{organisation} {procedure}");
        }
    }
    // Which item a certificate is for stands in letters about it.
    let mut applicant = Applicant::saved("complete", "bizsec");
    for procedure in ["change", "reissue"] {
        applicant.procedure = Some(procedure);
        let all = texts(&applicant.order(&[])).unwrap();
        let named = |(path, text): &(String, String)| path.starts_with("01-") && text.contains("| 行业分项 |");
        assert!(all.iter().any(named), "{procedure}");
    }
    for regime in ["credit", "iets", "om", "nextgen-it", "iii-consulting"] {
        assert!(!paper(&Applicant::saved("complete", regime), "01-").contains("行业分项"), "{regime}");
    }
}

#[test]
fn where_nobody_applies_for_a_level_no_paper_speaks_of_one() {
    for regime in ["om", "nextgen-it", "iii-consulting"] {
        let applicant = Applicant::saved("complete", regime);
        for (path, text) in texts(&applicant.order(&[])).unwrap() {
            assert!(!text.contains("申报等级") && !text.contains("申报结论"), "{regime} {path}");
            // Nor does a table of certificates where there are no levels.
            assert!(regime == "iii-consulting" || !text.contains("| 等级 |"), "{regime} {path}");
        }
        assert_eq!(at_the_desk(&applicant).applied_for, AppliedFor::NotAsked, "{regime}");
    }
}

#[test]
fn a_level_above_the_predicted_one_is_pointed_out_in_plan_and_guide_on_the_command_line_and_at_the_desk() {
    let mut applicant = Applicant::saved("half-filled", "iets");
    assert!(paper(&applicant, "05-").contains("申报等级“一级（IETS-1）”能否达到，取决于尚未确定的事项"));
    applicant.put("iets.level.operations", Value::Choice(1));
    for part in ["04-", "05-"] {
        let text = paper(&applicant, part);
        assert!(text.contains("申报等级“一级（IETS-1）”高于自评预测"), "{text}");
    }
    assert!(!paper(&applicant, "01-").contains("高于"));
    assert_eq!(at_the_desk(&applicant).applied_for, AppliedFor::Stated { level: "IETS-1".into(), above: true });
    let folder = Folder::new();
    let zip = folder.zip(&applicant.package());
    // The command line takes no day that has not come.
    let saved = std::fs::read_to_string(root().join("tests/fixtures/papers/half-filled.json")).unwrap();
    let (answers, out) = (zip.with_file_name("answers.json"), zip.with_file_name("by-hand.zip"));
    std::fs::write(&answers, saved.replace("2027-01-05", "2026-01-05").replace("2027-02-01", "2026-02-01")).unwrap();
    let out = out.to_str().unwrap();
    let asked = ["--lang", "en", "package", "--regime", "iets", "--as-of", "2026-11-21", "--out", out];
    let arguments = [&asked[..], &[answers.to_str().unwrap()]].concat();
    let run = ziping(&arguments, "").unwrap();
    assert!(
        run.err.contains("the level applied for is ")
            && run.err.contains("IETS-1")
            && run.err.contains(" is predicted"),
        "{}",
        run.err
    );
    let complete = Applicant::saved("complete", "iets");
    assert!(!paper(&complete, "05-").contains("高于自评预测"));
}

/// 第七条, 第十八条 of bizsec: a class-one body and a witness are for the two upper levels only.
#[test]
fn while_no_level_is_said_the_steps_are_those_of_the_predicted_one_and_of_all_that_are_still_open() {
    let mut applicant = Applicant::saved("complete", "bizsec");
    let fact = |id: &str| CONTENT.library.catalogue.find(id).unwrap();
    applicant.sheet.put(fact("bizsec.applied_level"), None);
    let aspects = ["overall", "finance", "performance", "management", "technology", "talent"];
    let steps = |applicant: &Applicant| {
        let guide = paper(applicant, "05-");
        let named = |title: &str| guide.lines().any(|line| line.starts_with("| ") && line.contains(title));
        [
            named("向一类评审机构提交（一、二级）"),
            named("现场评审的见证（一、二级）"),
            named("向评审机构提交（三、四级）"),
        ]
    };
    // From none to the highest, as the options stand.
    for (place, upper) in [(1, false), (2, false), (3, true), (4, true)] {
        for aspect in aspects {
            applicant.put(&format!("bizsec.level.{aspect}"), Value::Choice(place));
        }
        assert_eq!(steps(&applicant), [upper, upper, !upper], "{place}");
    }
    for aspect in aspects {
        applicant.sheet.put(fact(&format!("bizsec.level.{aspect}")), None);
    }
    assert_eq!(steps(&applicant), [true; 3]);
    // The cover of neither names the highest level.
    for regime in ["bizsec", "iets"] {
        let mut applicant = Applicant::saved("complete", regime);
        applicant.sheet = ziping_rules::fact::Sheet::new();
        let cover = paper(&applicant, "01-");
        let cover = cover.split("〈目录〉").next().unwrap();
        let lines = lines(cover, "申报等级");
        assert!(lines.iter().all(|line| line.starts_with("申报等级：〔待填〕")), "{lines:?}");
    }
}

//! The improvement plan: what is missing, by when, in words that a reader knows.

use crate::content::{Applicant, CONTENT};
use crate::golden::ORGANISATIONS;
use ziping_base::calendar::Day;
use ziping_content::packs;
use ziping_dossier::texts;
use ziping_regime::Words;
use ziping_regime::compiled::read_words;
use ziping_rules::fact::{Occurrence, Range, Value};

fn plan(applicant: &Applicant) -> String {
    let all = texts(&applicant.order(&[])).unwrap();
    all.into_iter().find(|(path, _)| path.starts_with("04-")).unwrap().1
}

/// A chapter of the plan, by a part of its heading.
fn chapter<'t>(plan: &'t str, heading: &str) -> &'t str {
    let from = plan.find(heading).unwrap_or_else(|| panic!("no chapter {heading}: {plan}"));
    let rest = &plan[from..];
    rest.find("\n### ").map_or(rest, |end| &rest[..end])
}

#[test]
fn no_paper_of_any_procedure_shows_an_id() {
    let facts = CONTENT.library.catalogue.iter().map(|(_, fact)| fact.id.clone());
    let ids: Vec<String> = facts.chain(CONTENT.library.checks.iter().map(|check| check.id.clone())).collect();
    let packs = packs(&CONTENT);
    for organisation in ORGANISATIONS {
        for rulebook in &CONTENT.library.regimes {
            let mut applicant = Applicant::saved(organisation, &rulebook.id);
            // As on the page: with the words of the packs alone.
            applicant.words = Words::default();
            for name in ["words".into(), rulebook.id.clone(), format!("{}.more", rulebook.id)]
                .map(|part: String| format!("{part}.zh.bin"))
            {
                let pack = packs.iter().find(|(known, _)| *known == name).unwrap();
                applicant.words.merge(&read_words(&pack.1).unwrap());
            }
            let items = rulebook.conditions.iter().map(|item| item.id.clone());
            let items = items.chain(rulebook.caps.iter().map(|item| item.id.clone()));
            let own: Vec<String> = items.chain(rulebook.duties.iter().map(|item| item.id.clone())).collect();
            for procedure in rulebook.procedures() {
                applicant.procedure = Some(procedure);
                for (path, text) in texts(&applicant.order(&[])).unwrap() {
                    let shown = ids.iter().chain(&own).find(|id| text.contains(id.as_str()));
                    assert_eq!(shown, None, "{organisation} {} {procedure} {path}: {text}", rulebook.id);
                }
            }
        }
    }
}

#[test]
fn the_plan_names_contradictions_of_its_own_regime_only_and_with_their_numbers() {
    let om = plan(&Applicant::saved("half-filled", "om"));
    let om = chapter(&om, "填报内容中不一致之处");
    assert!(om.contains("填写为9，按《运维项目》计算为1至2"), "{om}");
    let credit = plan(&Applicant::saved("half-filled", "credit"));
    let credit = chapter(&credit, "填报内容中不一致之处");
    assert!(credit.contains("拖欠工资填写为2027年1月5日") && !credit.contains("运维"), "{credit}");
    let bizsec = plan(&Applicant::saved("half-filled", "bizsec"));
    assert!(!bizsec.contains("运维") && !bizsec.contains("拖欠工资"), "{bizsec}");
}

#[test]
fn low_and_open_elements_and_aspects_are_gaps() {
    let mut applicant = Applicant::saved("complete", "iets");
    applicant.target = Some(4);
    applicant.put("iets.level.service", Value::Choice(4));
    let ix = CONTENT.library.catalogue.find("iets.level.operations").unwrap();
    applicant.sheet.put(ix, None);
    let text = plan(&applicant);
    let gaps = chapter(&text, "尚未达到和尚未确定的事项");
    assert!(
        gaps.contains("基本能力等级") && gaps.contains("现为二级（IETS-2），目标为一级（IETS-1） | 未达到"),
        "{gaps}"
    );
    assert!(gaps.contains("尚未填写，目标为一级（IETS-1） | 待定") && !gaps.contains("服务能力等级"), "{gaps}");

    let mut applicant = Applicant::saved("complete", "credit");
    applicant.put("credit.score.finance", Value::Number(Range { low: 140, high: 155 }));
    applicant.target = Some(5);
    let text = plan(&applicant);
    let gaps = chapter(&text, "尚未达到和尚未确定的事项");
    for said in ["总分", "AAA 级须达到 90分", "现为 14分至15.5分，满分 18分 | 待定", "还能再加 3分 | 可提高"]
    {
        assert!(gaps.contains(said), "{said}: {gaps}");
    }
    // What is reached needs no more points.
    applicant.target = Some(3);
    applicant.put("credit.score.finance", Value::Number(Range::exactly(145)));
    let text = plan(&applicant);
    let gaps = chapter(&text, "尚未达到和尚未确定的事项");
    assert!(gaps.contains("没有：") && !gaps.contains("可提高"), "{gaps}");
}

#[test]
fn a_plan_aims_at_the_level_applied_for_else_at_the_next_better_one() {
    let aim = |applicant: &Applicant| {
        let text = plan(applicant);
        let at = text.find("改进目标").unwrap();
        text[at..].split('|').nth(1).unwrap().trim().to_owned()
    };
    let mut applicant = Applicant::saved("complete", "iets");
    applicant.put("iets.applied_level", Value::Choice(3));
    assert_eq!(aim(&applicant), "一级（IETS-1）", "applied for");
    let ix = CONTENT.library.catalogue.find("iets.applied_level").unwrap();
    applicant.sheet.put(ix, None);
    assert_eq!(aim(&applicant), "一级（IETS-1）", "the next better than IETS-2");
    applicant.target = Some(5);
    assert_eq!(aim(&applicant), "卓越级（IETS-E）", "as ordered");
    for level in ["basic", "technical", "service", "operations"] {
        applicant.put(&format!("iets.level.{level}"), Value::Choice(5));
    }
    applicant.target = None;
    assert_eq!(aim(&applicant), "卓越级（IETS-E）", "nothing is better than the best");
}

#[test]
fn a_plan_under_an_abolished_rule_book_is_for_comparison_and_closed_years_stay_as_they_are() {
    let applicant = Applicant::saved("not-eligible", "om");
    let text = plan(&applicant);
    let ways = chapter(&text, "达到目标的途径");
    assert!(ways.contains("现在已不能据以申报") && !ways.contains("目前没有途径"), "{ways}");
    assert!(ways.contains("所列年度已经结束，数额不能再改变"), "{ways}");
    // Both amounts of capital are short: the first does not hide the second.
    let gaps = chapter(&text, "尚未达到和尚未确定的事项");
    assert!(gaps.contains("注册资本：50万元，须不少于") && gaps.contains("实收资本：0元，须不少于"), "{gaps}");
}

#[test]
fn closed_years_are_not_to_be_raised_and_effort_has_no_date() {
    let mut applicant = Applicant::saved("complete", "om");
    let year = |fen: i64| Value::Yearly((2023..=2025).map(|year| (year, Range::exactly(fen))).collect());
    applicant.put("om.revenue", year(500_000_000));
    let text = plan(&applicant);
    let ways = chapter(&text, "达到目标的途径");
    assert!(ways.contains("2026年度的数额自2027年1月1日起计入"), "{ways}");
    assert!(ways.contains("已结束会计年度的数额不能再改变"), "{ways}");
    assert!(!ways.contains("提高到") && !ways.contains("2026年11月21日达到"), "{ways}");

    let mut applicant = Applicant::saved("complete", "om");
    applicant.put("om.staff", Value::Number(Range::exactly(40)));
    applicant.put("om.staff_college", Value::Number(Range::exactly(40)));
    let text = plan(&applicant);
    let ways = chapter(&text, "达到目标的途径");
    assert!(ways.contains("由 40 提高到至少 50") && ways.contains("何时达到，取决于措施何时落实"), "{ways}");
    assert!(!ways.contains("最早可于"), "{ways}");
}

#[test]
fn what_only_waits_has_its_day_and_what_waits_beside_effort_has_the_day_before_which_it_is_not() {
    let mut applicant = Applicant::saved("complete", "om");
    applicant.put("record.violation", Value::Occurrence(Occurrence::On(Day::parse("2025-03-05").unwrap())));
    let text = plan(&applicant);
    let ways = chapter(&text, "达到目标的途径");
    assert!(ways.contains("最早可于2029年1月1日达到"), "{ways}");
    applicant.put("om.staff", Value::Number(Range::exactly(40)));
    applicant.put("om.staff_college", Value::Number(Range::exactly(40)));
    let text = plan(&applicant);
    let ways = chapter(&text, "达到目标的途径");
    assert!(ways.contains("措施落实以后才能达到，按稳妥的算法不早于2029年1月1日"), "{ways}");
}

//! The application says which points and levels are worked out, and prints what tables and conditions give, never what
//! was typed in their place.

use crate::content::CONTENT;
use std::fs;
use ziping_assess::proof::Records;
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_content::{Content, TextFile, overlay};
use ziping_dossier::{Order, Redaction, texts};
use ziping_rules::fact::read_answers;
use ziping_tests::project::root;

/// The content with an overlay of `tests/overlays`.
fn with(name: &str) -> Content {
    let text = fs::read_to_string(root().join("tests/overlays").join(name)).unwrap();
    let file = TextFile { path: name.to_owned(), text };
    overlay::apply(&CONTENT.library, &[file]).unwrap().over(CONTENT.clone())
}

/// The application of a regime with these answers, as a text.
fn application(content: &Content, regime: &str, facts: &str) -> String {
    paper(content, regime, facts, "01-")
}

/// A paper of a regime with these answers, by how its path begins.
fn paper(content: &Content, regime: &str, facts: &str, path: &str) -> String {
    let text = format!("{{\"schema\": 1, \"facts\": {{{facts}}}}}");
    let answers = read_answers(&Source { name: "answers", text: &text }, &content.library.catalogue).unwrap();
    let words = content.words_for("zh", regime);
    let order = Order {
        library: &content.library,
        rulebook: content.library.regime(regime).unwrap(),
        words: &words,
        organisation: "虚构科技有限公司",
        sheet: &answers.sheet,
        records: &Records::default(),
        measured: &[],
        as_of: Day::parse("2026-11-21").unwrap(),
        target: None,
        procedure: None,
        hand_in: None,
        tasks: &[],
        forms: &[],
        kit_version: "0.0.0-test",
        redact: Redaction::default(),
        keep_links: false,
        whole_sheet: false,
        host: None,
    };
    let all = texts(&order).unwrap();
    all.into_iter().find(|(known, _)| known.starts_with(path)).unwrap().1
}

#[test]
fn points_are_the_applicants_own_unless_a_table_gives_them_and_some_may_be_each() {
    let own = "得分由本单位自评，最终以评审结果为准。";
    let partly = "标明按打分表计算或按指标表合计的得分，由所载入的表得出；其余得分由本单位自评。";
    let facts = r#""credit.score.social": "24", "credit.score.finance": "17""#;
    let plain = application(&CONTENT, "credit", facts);
    assert!(plain.contains(own) && !plain.contains(partly) && !plain.contains("按打分表计算"));
    assert!(plain.contains("| 17 |"), "typed");
    let facts = r#""credit.score.social": "24", "credit.score.finance": "17", "overlay.finance-table.assets": "1000",
        "overlay.finance-table.debts": "401", "overlay.finance-table.statements": "sound",
        "overlay.finance-table.awards": [], "finance.revenue": {"2024": "1000", "2025": "1000"}"#;
    let some = application(&with("credit-table.toml"), "credit", facts);
    assert!(!some.contains(own) && some.contains(partly) && some.contains("按打分表计算"));
    // 4 + 1 + 4 + 0, not the 17 that was typed.
    assert!(some.contains("| 9 |") && !some.contains("| 17 |"));
}

#[test]
fn a_level_that_conditions_give_stands_in_the_application_whatever_was_typed() {
    let typed = r#""iets.level.basic": "IETS-1""#;
    let line =
        |text: &str| text.lines().find(|line| line.contains("基本能力等级") && line.contains('|')).unwrap().to_owned();
    let plain = application(&CONTENT, "iets", typed);
    assert!(line(&plain).contains("一级"), "{}", line(&plain));
    let content = with("iets-levels.toml");
    let answered = format!(
        "{typed}, \"org.established\": \"2016-01-01\", \"overlay.made-up-levels.engineers\": 12, \
         \"overlay.made-up-levels.incident\": \"never\""
    );
    let given = application(&content, "iets", &answered);
    assert!(line(&given).contains("按等级条件推算") && line(&given).contains("三级"), "{}", line(&given));
    assert!(!line(&given).contains("一级"), "{}", line(&given));
    // Nothing is answered that the conditions look at: nothing is claimed.
    let open = application(&content, "iets", typed);
    assert!(line(&open).contains("〔待填〕") && !line(&open).contains("一级"), "{}", line(&open));
}

#[test]
fn what_a_table_gives_is_told_beside_what_the_document_does_not_publish() {
    let remark = "其中补充规则已经给出的，自评按补充规则";
    let guide = |content: &Content| paper(content, "credit", "", "05-");
    assert!(!guide(&CONTENT).contains(remark));
    let with = guide(&with("credit-indicators.toml"));
    assert!(with.contains(remark) && with.contains("编号 made-up-credit，版本 1.0.0"), "{with}");
}

//! `ziping plan` as its users run it.

#![expect(clippy::panic, reason = "a failed test panics")]

use serde_json::Value as Json;
use ziping_tests::cli::{Run, ziping};
use ziping_tests::project::scratch;

const EXAMPLE: &str = "content/credit/example.json";

fn plan(more: &[&str]) -> Run {
    let mut arguments = vec!["plan", "--as-of", "2026-11-21"];
    arguments.extend(more);
    ziping(&arguments, "").unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_plan_is_printed_for_people_and_for_programs_and_written_for_signing() {
    let folder = scratch("plan-cli").unwrap_or_else(|error| panic!("{error}"));
    let out = folder.join("plan.docx");
    let out = out.to_str().unwrap_or_else(|| panic!("no path"));
    let told = plan(&["--regime", "credit=AAA", "--regime", "bizsec=keep", "--out", out, EXAMPLE]);
    assert_eq!((told.status, told.err.as_str()), (0, ""), "{}", told.out);
    for said in ["示例科技有限公司 · 2026-11-21", "AAA 级", "保持现状", "证明材料"] {
        assert!(told.out.contains(said), "{said} is missing in {}", told.out);
    }
    assert!(std::fs::read(out).is_ok_and(|bytes| bytes.starts_with(b"PK")), "a Word file");
    let found = plan(&["--regime", "credit=AAA", "--regime", "bizsec=keep", "--format", "json", EXAMPLE]);
    let report: Json = serde_json::from_str(&found.out).unwrap_or_else(|error| panic!("{error}: {}", found.out));
    assert_eq!(report["aims"][0]["wanted"], "AAA");
    assert_eq!(report["aims"][0]["state"], "planned");
    assert_eq!((&report["aims"][1]["wanted"], &report["aims"][1]["state"]), (&Json::Null, &Json::from("already")));
    for change in report["changes"].as_array().into_iter().flatten() {
        let text = change["text"].as_str().unwrap_or_default();
        assert!(told.out.contains(text), "{text} is missing in {}", told.out);
    }
}

#[test]
fn an_aim_that_is_not_reached_ends_with_status_1_and_says_why() {
    let facts = r#"{"credit.main_revenue": {"2023": "0", "2024": "0", "2025": "0"}}"#;
    let answers = format!("{{\"schema\": 1, \"organisation\": \"示例\", \"facts\": {facts}}}");
    for (lang, said) in [("zh", "卡在：近三年都有主营业务收入"), ("en", "in the way:")] {
        let asked = ["--lang", lang, "plan", "--as-of", "2026-11-21", "--regime", "credit=AA", "-"];
        let found = ziping(&asked, &answers).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((found.status, found.err.as_str()), (1, ""), "{}", found.out);
        assert!(found.out.contains(said), "{said} is missing in {}", found.out);
    }
}

#[test]
fn what_is_no_aim_is_refused_with_what_there_is() {
    for (aims, said) in [
        (vec!["credit"], "请写“credit=keep”或一个等级"),
        (vec!["credit=A1"], "是不是想写“A”？现有：C、B、A、AA、AAA、keep"),
        (vec!["credit=none"], "“credit”没有“none”这个等级"),
        (vec!["credits=A"], "是不是想写“credit”"),
        (vec!["credit=A", "credit=AA"], "“credit”给了两次"),
    ] {
        let mut arguments: Vec<&str> = aims.iter().flat_map(|aim| ["--regime", aim]).collect();
        arguments.push(EXAMPLE);
        let found = plan(&arguments);
        assert_eq!((found.status, found.out.as_str()), (2, ""), "{aims:?}");
        assert!(found.err.contains(said), "{said} is missing in {}", found.err);
    }
}

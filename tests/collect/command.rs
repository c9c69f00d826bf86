//! `ziping collect`, `take` and `merge` as their users run them.

use crate::back::OPEN;
use crate::programs::{Folder, read_with_python};
use serde_json::{Value as Json, json};
use std::path::Path;
use ziping_tests::cli::{Run, ziping};

pub fn run(arguments: &[&str]) -> Run {
    ziping(arguments, "").unwrap_or_else(|error| panic!("{error}"))
}

fn written(path: &Path) -> Json {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn answers(folder: &Folder, name: &str, facts: &Json) -> String {
    let path = folder.0.join(name);
    let file = json!({ "schema": 1, "organisation": "示例科技有限公司", "facts": facts });
    std::fs::write(&path, file.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_workbook_goes_out_comes_back_and_changes_nothing_until_asked() {
    let folder = Folder::new();
    let mine = answers(&folder, "mine.json", &json!({ "org.staff": 50, "org.kind": "enterprise" }));
    let path = |name: &str| folder.0.join(name).to_str().unwrap().to_owned();
    let (sent, back, out) = (path("sent.xlsx"), path("back.xlsx"), path("out.json"));
    let day = ["--as-of", "2026-11-30"];
    let made = run(&[
        "collect",
        "--regime",
        "credit",
        "--section",
        "org",
        "--section",
        "people",
        "--filled",
        "--workbook-lang",
        "both",
        day[0],
        day[1],
        "--out",
        &sent,
        &mine,
    ]);
    assert_eq!((made.status, made.err.as_str()), (0, ""), "{}", made.out);
    assert!(made.out.contains("个问题"), "{}", made.out);
    std::fs::write(folder.0.join("job.json"), json!({ "from": sent, "to": back, "seed": 1 }).to_string()).unwrap();
    let lines = "put(cell('org.staff', 'answer'), ['text', '60 人'])\nput(cell('org.registered_capital', 'answer'), ['text', '1200万'])\nput(cell('org.uscc', 'answer'), ['text', '9135O100M000100Y43'])\nbook.save(job['to'])\n";
    read_with_python(&format!("{OPEN}\n{lines}"), &folder.0.join("job.json"));
    let listed = run(&["take", day[0], day[1], &back, &mine]);
    assert_eq!((listed.status, listed.err.as_str()), (0, ""), "{}", listed.out);
    for said in [
        "新增 2，改动 1，清空 0",
        "注册资本：12,000,000 问题 Questions!",
        "职工人数：50 → 60",
        "是不是 91350100M000100Y43",
    ] {
        assert!(listed.out.replace(" / ", " ").contains(said), "{said}: {}", listed.out);
    }
    assert_eq!(written(Path::new(&mine))["facts"]["org.staff"], 50, "nothing was asked to be written");
    let took = run(&["--lang", "en", "take", day[0], day[1], &back, &mine, "--accept", "new", "--out", &out]);
    assert_eq!(took.status, 0, "{}{}", took.out, took.err);
    assert!(took.out.contains("2 new, 1 changed"), "{}", took.out);
    let facts = written(Path::new(&out))["facts"].clone();
    assert_eq!((&facts["org.staff"], &facts["org.registered_capital"]), (&json!(50), &json!("12000000")));
    run(&["take", day[0], day[1], &back, &mine, "--accept", "all", "--out", &out]);
    assert_eq!(written(Path::new(&out))["facts"]["org.staff"], 60);
    let alone = run(&["take", day[0], day[1], &back]);
    assert!(alone.out.contains("新增 4，改动 0"), "beside no answers all is new: {}", alone.out);
    let nowhere = run(&["take", &back, &mine, "--accept", "all"]);
    assert_eq!(nowhere.status, 2);
    let damaged = run(&["take", &mine, &mine]);
    assert_eq!(damaged.status, 1);
    assert!(damaged.err.contains("not-a-workbook"), "{}", damaged.err);
}

#[test]
fn a_cell_that_cannot_be_read_is_printed_with_its_place_and_the_status_says_so() {
    let folder = Folder::new();
    let path = |name: &str| folder.0.join(name).to_str().unwrap().to_owned();
    let (sent, back) = (path("sent.xlsx"), path("back.xlsx"));
    run(&["collect", "--regime", "credit", "--as-of", "2026-11-30", "--out", &sent]);
    std::fs::write(folder.0.join("job.json"), json!({ "from": sent, "to": back, "seed": 1 }).to_string()).unwrap();
    let lines = "put(cell('org.staff', 'answer'), ['text', '很多'])\nbook.save(job['to'])\n";
    read_with_python(&format!("{OPEN}\n{lines}"), &folder.0.join("job.json"));
    let listed = run(&["take", "--as-of", "2026-11-30", &back]);
    assert_eq!(listed.status, 1);
    assert!(listed.out.contains("读不出来 1") && listed.out.contains("问题!E"), "{}", listed.out);
    let english = run(&["--lang", "en", "take", "--as-of", "2026-11-30", &back]);
    assert!(english.out.contains("1 not readable") && english.out.contains("write a whole number"), "{}", english.out);
}

#[test]
fn wrong_sections_and_nothing_to_ask_are_refused_with_what_to_do() {
    let folder = Folder::new();
    let out = folder.0.join("out.xlsx").to_str().unwrap().to_owned();
    let wrong = run(&["--lang", "en", "collect", "--regime", "om", "--section", "finances", "--out", &out]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("unknown-section") && wrong.err.contains("finance"), "{}", wrong.err);
    let done = answers(
        &folder,
        "done.json",
        &json!({ "contact.name": "李", "contact.phone": "1", "contact.email": "a@b.cn" }),
    );
    let nothing = run(&["collect", "--regime", "om", "--section", "contact", "--open", "--out", &out, &done]);
    assert_eq!(nothing.status, 2);
    assert!(nothing.err.contains("没有要问的"), "{}", nothing.err);
    assert!(!Path::new(&out).exists());
}

#[test]
fn merging_lists_conflicts_and_writes_only_when_they_are_decided() {
    let folder = Folder::new();
    let out = folder.0.join("out.json").to_str().unwrap().to_owned();
    let base = answers(&folder, "base.json", &json!({ "org.staff": 40, "org.address": "北京" }));
    let mine =
        answers(&folder, "mine.json", &json!({ "org.staff": 50, "org.address": "北京", "org.kind": "enterprise" }));
    let theirs =
        answers(&folder, "theirs.json", &json!({ "org.staff": 60, "org.address": "上海", "finance.sound": true }));
    let open = run(&["merge", &mine, &theirs, "--base", &base, "--out", &out]);
    assert_eq!(open.status, 1);
    assert!(open.out.contains("职工人数：我方 50；对方 60；原来 40"), "{}", open.out);
    assert!(open.out.contains("补上 1，对方更新 1") && open.out.contains("冲突 1"), "{}", open.out);
    assert!(!Path::new(&out).exists(), "nothing is written while something is open");
    let decided = run(&["merge", &mine, &theirs, "--base", &base, "--theirs", "--out", &out]);
    assert_eq!(decided.status, 0, "{}", decided.err);
    let facts = written(Path::new(&out))["facts"].clone();
    let expected = json!({ "org.staff": 60, "org.address": "上海", "org.kind": "enterprise", "finance.sound": true });
    assert_eq!(facts, expected);
    // Without what both came from the address is a conflict too.
    let without = run(&["--lang", "en", "merge", &mine, &theirs]);
    assert_eq!(without.status, 1);
    assert!(without.out.contains("2 in conflict"), "{}", without.out);
    let both = run(&["merge", &mine, &theirs, "--mine", "--theirs"]);
    assert_eq!(both.status, 2);
}

#[test]
fn what_is_not_known_yet_stays_in_what_is_merged_until_somebody_answers_it() {
    let folder = Folder::new();
    let file = |name: &str, content: &Json| {
        let path = folder.0.join(name);
        std::fs::write(&path, content.to_string()).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let with =
        |facts: Json, unknown: Json| json!({ "schema": 1, "organisation": "甲", "facts": facts, "unknown": unknown });
    let mine = file("mine.json", &with(json!({}), json!({ "org.staff": "问人事", "org.kind": "问过" })));
    let theirs =
        file("theirs.json", &with(json!({ "org.staff": 9 }), json!({ "org.kind": "也不知道", "contact.name": "" })));
    let out = folder.0.join("out.json");
    let merged = run(&["merge", &mine, &theirs, "--out", out.to_str().unwrap()]);
    assert_eq!(merged.status, 0, "{}{}", merged.out, merged.err);
    let written = written(&out);
    assert_eq!(written["facts"], json!({ "org.staff": 9 }));
    assert_eq!(written["unknown"], json!({ "contact.name": "", "org.kind": "问过" }));
}

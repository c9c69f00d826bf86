//! The same questions on paper: what the form says, and that it is a Word file with all of it.

use crate::command::run;
use crate::given::{CONTENT, asked, chosen, order, today};
use crate::programs::{Folder, convert, pages, read_with_python};
use serde_json::{Value as Json, json};
use ziping_base::diag::Source;
use ziping_base::lang::Lang;
use ziping_collect::{Order, Tongue, Wanted, form, form_text};
use ziping_rules::fact::{Answers, Kind, Sheet, read_answers};
use ziping_tests::golden::compare;
use ziping_tests::project::root;

/// All text of a Word file, a paragraph or a cell a line, and how its pages lie.
const READ: &str = "import sys, docx\nd = docx.Document(sys.argv[1])\nfor p in d.paragraphs: print(p.text)\nfor t in d.tables:\n    for r in t.rows: print(' | '.join(c.text.replace('\\n', ' ⏎ ') for c in r.cells))\nfor s in d.sections: print('A4', sorted([s.page_width.mm // 1, s.page_height.mm // 1]), 'PAGE' in s.footer._element.xml)\n";

/// The example of `credit`, with a project, a penalty and amounts of one year.
fn known() -> Answers {
    let text = std::fs::read_to_string(root().join("content/credit/example.json")).unwrap();
    let mut file: Json = serde_json::from_str(&text).unwrap();
    let more = json!({
        "om.projects": [{ "client": "甲公司", "name": "数据中心运维", "annual_value": "1200000", "own_platform": true, "start": "2024-01-01" }],
        "record.quality_penalty": "2026-03-01",
        "om.revenue": { "2024": "4000000" },
    });
    file["facts"].as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    read_answers(&Source { name: "example.json", text: &file.to_string() }, &CONTENT.library.catalogue).unwrap()
}

#[test]
fn golden_forms_say_what_was_last_read() {
    let (regimes, answers) = (chosen(&["om", "credit"]), known());
    let sections = ["org", "finance", "record", "om.projects", "papers"].map(str::to_owned);
    for (name, filled, tongue) in [
        ("blank.zh", false, Tongue::One(Lang::Zh)),
        ("filled.zh", true, Tongue::One(Lang::Zh)),
        ("blank.en", false, Tongue::One(Lang::En)),
        ("filled.both", true, Tongue::Both),
    ] {
        let all = order(&regimes, &answers.sheet, filled, tongue);
        let some = Order { wanted: Wanted { sections: &sections, ..all.wanted }, ..all };
        compare(&root().join(format!("tests/fixtures/collect/form.{name}.txt")), &form_text(&some).unwrap()).unwrap();
    }
}

#[test]
fn a_form_is_a_word_file_with_every_question_every_paper_and_page_numbers() {
    let (regimes, nothing) = (chosen(&["om", "credit"]), Sheet::new());
    let made = form(&order(&regimes, &nothing, false, Tongue::Both)).unwrap();
    let again = form(&order(&regimes, &nothing, false, Tongue::Both)).unwrap();
    assert_eq!(made.bytes, again.bytes, "the same order gives the same bytes");
    let folder = Folder::new();
    let path = folder.0.join("form.docx");
    std::fs::write(&path, &made.bytes).unwrap();
    let text = read_with_python(READ, &path);
    let asked = asked(&regimes);
    assert_eq!((made.questions, made.papers), (asked.facts().count(), asked.papers.len()));
    let has = |said: &str| assert!(text.contains(said), "{said} is missing in\n{text}");
    for fact in asked.facts() {
        let fact = CONTENT.library.catalogue.get(fact).unwrap();
        for regime in &regimes {
            let (zh, en) = (regime.zh.title("fact", &fact.id), regime.en.title("fact", &fact.id));
            if regime.zh.find("fact", &fact.id).is_some() {
                has(zh);
                has(en);
                break;
            }
        }
        if let (Kind::Choice { options, .. } | Kind::Several { options }, Some(regime)) =
            (&fact.kind, regimes.iter().find(|regime| regime.zh.find("fact", &fact.id).is_some()))
        {
            for option in options {
                has(&format!("□ {}", regime.zh.label("fact", &fact.id, option)));
            }
        }
    }
    for said in [
        "□ 是",
        "2025年（元）",
        "填表人（签字）",
        "李工",
        "2026年12月10日",
        "由收表的人录入",
        "复印件，加盖公章",
        "Why: ",
    ] {
        has(said);
    }
    let sections: Vec<&str> = text.lines().filter(|line| line.starts_with("A4")).collect();
    assert_eq!(sections, ["A4 [210.0, 297.0] True"; 2], "upright, and on their side for the tables");
    let pages = pages(&convert(&path, "pdf"));
    let blank = pages.iter().position(|page| page.chars().filter(|c| !c.is_whitespace()).count() < 20);
    assert_eq!(blank, None, "no page is blank");
}

#[test]
fn the_ending_of_the_file_tells_a_form_from_a_workbook() {
    let folder = Folder::new();
    let out = folder.0.join("form.DOCX");
    let (path, day) = (out.to_str().unwrap(), today().to_string());
    let made = run(&["collect", "--regime", "om", "--section", "finance", "--as-of", &day, "--out", path]);
    assert_eq!((made.status, made.err.as_str()), (0, ""), "{}", made.out);
    let text = read_with_python(READ, &out);
    assert!(text.contains("填报信息表") && text.contains("填表人（签字）"), "{text}");
    assert!(!text.contains("附表"), "no table was asked: {text}");
}

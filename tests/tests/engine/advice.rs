//! Advice that decides nothing: the industry finder, the lowest level that covers the work wanted; and the procedures.

#![cfg(test)]

use ziping_assess::{Findings, GradeRange, ReportOptions, Speaker, covered, found, procedures, report, step_end};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_base::lang::Lang;
use ziping_rules::fact::{Kind, Sheet, read_answers};
use ziping_rules::rule::Truth;
use ziping_tests::project::content;

fn sheet(facts: &str) -> Sheet {
    let text = format!(r#"{{"schema": 1, "organisation": "虚构单位", "facts": {{{facts}}}}}"#);
    let source = Source { name: "answers", text: &text };
    read_answers(&source, &content().library.catalogue).unwrap().sheet
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// The items that the finder points to, those already applied for with a `+`.
fn pointed(facts: &str) -> Vec<String> {
    let library = &content().library;
    let book = library.regime("bizsec").unwrap();
    let found = found(library, book, &sheet(facts)).unwrap();
    let name = |suggestion: &ziping_assess::Suggestion| {
        format!("{}{}", book.finder[suggestion.place].item, if suggestion.chosen { "+" } else { "" })
    };
    found.suggested.iter().map(name).collect()
}

#[test]
fn each_section_of_the_classification_points_to_an_item() {
    assert!(pointed("").is_empty());
    for letter in "ABCDEFGHIJKLMNOPQRST".chars() {
        assert!(!pointed(&format!(r#""bizsec.client_sections": ["{letter}"]"#)).is_empty(), "{letter}");
    }
    assert_eq!(pointed(r#""bizsec.client_sections": ["J"]"#), ["finance"]);
    assert_eq!(pointed(r#""bizsec.client_sections": ["C"]"#), ["military", "industry"]);
    // 第十二条（五）: the armed forces, aviation, space and ships may stand in any of these three.
    assert_eq!(pointed(r#""bizsec.client_sections": ["M"]"#), ["military", "commerce"]);
    assert_eq!(pointed(r#""bizsec.client_sections": ["S"]"#), ["government", "public_services", "military"]);
}

/// What the page applies for when a suggestion is taken up.
#[test]
fn a_suggestion_names_the_option_of_its_item() {
    let library = &content().library;
    let book = library.regime("bizsec").unwrap();
    let found = found(library, book, &sheet(r#""bizsec.client_sections": ["A", "C", "I", "J"]"#)).unwrap();
    let Kind::Several { options } = &library.catalogue.get(found.items).unwrap().kind else {
        panic!("items are a set")
    };
    assert!(found.suggested.len() > 3, "{:?}", found.suggested);
    for suggestion in &found.suggested {
        assert_eq!(options[usize::from(suggestion.option)], book.finder[suggestion.place].item);
    }
}

#[test]
fn what_is_applied_for_already_is_marked_so() {
    let facts = r#""bizsec.client_sections": ["J", "I"], "bizsec.industries": ["telecom", "energy"]"#;
    assert_eq!(pointed(facts), ["finance", "telecom+"]);
}

/// The levels by id, kindest and safe, and whether the grade reaches them.
fn levels(scale: &str, role: &str, grade: [u8; 2]) -> Option<(String, String, Truth)> {
    let library = &content().library;
    let book = library.regime("bizsec").unwrap();
    let facts = format!(r#""bizsec.wanted_scale": "{scale}", "bizsec.wanted_role": "{role}""#);
    let [worst, best] = grade;
    let covered = covered(library, book, &sheet(&facts), GradeRange { worst, best }).unwrap();
    let id = |place: u8| book.grade.outcomes[usize::from(place)].clone();
    covered.level.map(|(kindest, safe)| (id(kindest), id(safe), covered.reached))
}

#[test]
fn the_lowest_level_whose_text_names_the_work_is_advised_and_compared_with_the_grade() {
    let said = |kindest: &str, safe: &str, reached| Some((kindest.to_owned(), safe.to_owned(), reached));
    // Outcomes: none 4 3 2 1, by place 0 to 4.
    assert_eq!(levels("large", "joint", [1, 1]), said("3", "3", Truth::False));
    assert_eq!(levels("large", "joint", [2, 2]), said("3", "3", Truth::True));
    assert_eq!(levels("large", "joint", [1, 3]), said("3", "3", Truth::Unknown));
    assert_eq!(levels("national", "joint", [4, 4]), None);
    // Two rows name it: at the entry level only if it is measured by the project.
    assert_eq!(levels("small_medium", "independent", [1, 1]), said("4", "3", Truth::Unknown));
    assert_eq!(levels("small_medium", "independent", [2, 2]), said("4", "3", Truth::True));
    assert_eq!(levels("small_medium", "independent", [0, 0]), said("4", "3", Truth::False));
}

#[test]
fn a_rule_book_without_these_tables_gives_no_advice() {
    let library = &content().library;
    let book = library.regime("credit").unwrap();
    assert_eq!(found(library, book, &Sheet::new()), None);
    assert_eq!(covered(library, book, &Sheet::new(), GradeRange { worst: 0, best: 0 }), None);
}

#[test]
fn the_report_says_the_advice_that_was_asked_for_in_both_languages() {
    let content = content();
    let book = content.library.regime("bizsec").unwrap();
    let notes = |facts: &str, lang: Lang| {
        let words = content.words_for(lang.code(), "bizsec");
        let options = ReportOptions { lang, ..ReportOptions::default() };
        report(&Findings::of(&content.library, book, &sheet(facts), day("2026-11-21")), &words, "", options)
            .notes
            .join("\n")
    };
    let asked = r#""bizsec.client_sections": ["J"], "bizsec.wanted_scale": "large", "bizsec.wanted_role": "joint""#;
    let zh = notes(asked, Lang::Zh);
    assert!(zh.contains("建议申请“金融”（第十二条（三））"), "{zh}");
    assert!(zh.contains("最低要基础级（三级）（第十一条）"), "{zh}");
    let en = notes(asked, Lang::En);
    assert!(en.contains("point to “"), "{en}");
    assert!(en.contains("the work wanted"), "{en}");
    let silent = notes("", Lang::Zh);
    assert!(!silent.contains("想承接的工作") && !silent.contains("建议申请"), "{silent}");
}

#[test]
fn a_step_ends_after_its_working_days_and_says_where_they_are_not_known() {
    let library = &content().library;
    let book = library.regime("credit").unwrap();
    let step = |id: &str| book.steps.iter().find(|step| step.id == id).unwrap();
    assert_eq!(step_end(library, step("credit.step.submit"), day("2026-11-20")), None);
    // Ten working days from a Friday in November.
    assert_eq!(step_end(library, step("credit.step.publicity"), day("2026-11-20")), Some((day("2026-12-04"), false)));
    let (_, provisional) = step_end(library, step("credit.step.publicity"), day("2026-12-28")).unwrap();
    assert!(provisional, "2027 is not published");
}

#[test]
fn every_procedure_has_a_name_in_the_order_of_the_steps() {
    let book = content().library.regime("iets").unwrap();
    assert_eq!(procedures(book).first(), Some(&"first"));
    assert!(procedures(book).contains(&"yearly_review"));
}

#[test]
fn a_range_of_grades_is_said_with_both_ends_and_a_grade_with_one() {
    let content = content();
    let book = content.library.regime("credit").unwrap_or_else(|| panic!("no credit"));
    let words = content.words_for("zh", "credit");
    let speaker = Speaker::new(&content.library, book, &words, Lang::Zh);
    let title = |id: &str| words.title("outcome", id).to_owned();
    assert_eq!(speaker.grades(GradeRange { worst: 2, best: 4 }), format!("{}–{}", title("B"), title("AA")));
    assert_eq!(speaker.grades(GradeRange { worst: 4, best: 4 }), title("AA"));
    assert!(!title("B").is_empty() && title("B") != title("AA"));
}

#[test]
fn a_report_says_what_the_document_refers_to_without_publishing_it() {
    let content = content();
    let book = content.library.regime("credit").unwrap();
    for (lang, before) in [(Lang::Zh, "本文件未载明："), (Lang::En, "Not published in this document: ")] {
        let words = content.words_for(lang.code(), "credit");
        let options = ReportOptions { lang, ..ReportOptions::default() };
        let notes =
            report(&Findings::of(&content.library, book, &Sheet::new(), day("2026-11-21")), &words, "", options).notes;
        let said = format!("{before}{}", words.title("gap", "credit.gap.indicators"));
        assert!(said.len() > before.len() && notes.contains(&said), "{said}: {notes:?}");
    }
}

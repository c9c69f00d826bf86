//! What holds of any overlay: soundness, what it leaves as it was, its pack.

use super::{INDICATORS, book, credit, decided_by_basic, fact, levels, sheet, today, with};
use ziping_assess::{assess, grade, run_case};
use ziping_base::diag::Source;
use ziping_content::TextFile;
use ziping_content::overlay::apply;
use ziping_regime::Library;
use ziping_regime::compiled::{read_library, write_library};
use ziping_rules::fact::{Range, Value, read_answers};
use ziping_rules::rule::Moment;
use ziping_tests::project::content;

/// Values that an open fact of the overlays may turn out to have.
fn completions(library: &Library, id: &str) -> Vec<Value> {
    let number = |units: i64| Value::Number(Range::exactly(units));
    let kind = library.catalogue.get(fact(library, id)).map(|fact| fact.kind.clone());
    let moment = Moment::new(today(), &library.windows);
    match kind {
        Some(ziping_rules::fact::Kind::Count) => [0, 1, 2, 4, 5, 9, 10, 19, 20, 21].map(number).to_vec(),
        Some(kind) => ziping_assess::probes(&kind, &moment),
        None => Vec::new(),
    }
}

#[test]
fn the_grade_is_sound_and_tight_over_all_completions_of_one_open_answer() {
    let cases = [
        (levels(), "iets", decided_by_basic("never"), "overlay.made-up-levels.engineers"),
        (levels(), "iets", decided_by_basic("never"), "overlay.made-up-levels.client_count"),
        (levels(), "iets", decided_by_basic("never"), "overlay.made-up-levels.incident"),
        (
            credit(),
            "credit",
            format!(
                "{INDICATORS}, \"overlay.made-up-credit.history\": \"5\", \"credit.score.management\": \"24\",
                \"credit.score.competitiveness\": \"18\", \"credit.score.finance\": \"18\""
            ),
            "overlay.made-up-credit.charity",
        ),
    ];
    for (content, regime, facts, open) in cases {
        let (library, rulebook) = (&content.library, book(&content, regime));
        let mut sheet = sheet(library, &facts);
        sheet.put(fact(library, open), None);
        let whole = assess(library, rulebook, &sheet, today());
        let mut met = Vec::new();
        for value in completions(library, open) {
            sheet.put(fact(library, open), Some(value.clone()));
            let one = assess(library, rulebook, &sheet, today());
            let inside = whole.uncapped.worst <= one.uncapped.worst && one.uncapped.best <= whole.uncapped.best;
            assert!(inside, "{open} = {value:?}: {:?} is outside {:?}", one.uncapped, whole.uncapped);
            met.push(one.uncapped);
        }
        let worst = met.iter().map(|range| range.worst).min();
        let best = met.iter().map(|range| range.best).max();
        assert_eq!((worst, best), (Some(whole.uncapped.worst), Some(whole.uncapped.best)), "{open}");
    }
}

#[test]
fn contact_data_and_form_texts_come_with_the_overlay_and_change_no_judgement() {
    let content = with(&["om-contact.toml", "credit-indicators.toml"]);
    let om = book(&content, "om");
    for case in content.cases.get("om").into_iter().flatten() {
        run_case(&content.library, om, case).unwrap_or_else(|problem| panic!("{problem}"));
    }
    let info = om.overlays.first().unwrap_or_else(|| panic!("no overlay"));
    let zh: Vec<&str> = info.contact.get("zh").into_iter().flatten().map(|(label, _)| label.as_str()).collect();
    assert_eq!(zh, ["窗口", "电话", "时间"], "in the order of the file");
    let forms = &book(&content, "credit").overlays.first().unwrap_or_else(|| panic!("no overlay")).forms;
    assert_eq!(forms.first().and_then(|form| form.docx.as_deref()), Some("虚构申报书.docx"));

    let (words, own) = (content.words_for("zh", "credit"), ziping_tests::project::content().words_for("zh", "credit"));
    let (form, before) =
        (words.get("document", "credit.doc.application"), own.get("document", "credit.doc.application"));
    assert_eq!(form.title, "虚构信用评价申报书");
    assert_eq!(form.text, before.text, "what the overlay does not replace stays");
    assert_eq!(form.labels.get("declaration").map(String::as_str), Some("本单位承诺所填内容属实。（虚构文本）"));
    assert_eq!(words.title("fact", "overlay.made-up-credit.team"), "专职团队");
    assert_eq!(words.get("document", "credit.doc.renewal").help, "复评材料寄至虚构路 1 号。");
    assert_eq!(
        content.words_for("en", "credit").get("document", "credit.doc.renewal"),
        ziping_tests::project::content().words_for("en", "credit").get("document", "credit.doc.renewal"),
    );
}

#[test]
fn a_pack_of_a_library_with_overlays_gives_the_same_library() {
    let content = with(&["credit-indicators.toml", "iets-levels.toml", "om-contact.toml"]);
    let read = read_library(&write_library(&content.library)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(read.regimes, content.library.regimes);
    let facts = decided_by_basic("2026-05-01");
    let (here, there) = (sheet(&content.library, &facts), sheet(&read, &facts));
    let moment = Moment::new(today(), &read.windows);
    let packed = read.regime("iets").map(|rulebook| grade(rulebook, &there, &moment));
    assert_eq!(packed, Some(grade(book(&content, "iets"), &here, &moment)));
}

#[test]
fn facts_of_an_overlay_are_unknown_without_it() {
    let text = r#"{"schema": 1, "facts": {"overlay.made-up-credit.team": "4"}}"#;
    let source = Source { name: "answers", text };
    let problems = read_answers(&source, &content().library.catalogue).err().unwrap_or_default();
    assert_eq!(problems.first().map(|problem| problem.code.as_str()), Some("unknown-fact"));
    assert!(read_answers(&source, &credit().library.catalogue).is_ok());
    // What was there before keeps its number, so sheets stay good.
    for (ix, fact) in content().library.catalogue.iter() {
        assert_eq!(credit().library.catalogue.find(&fact.id), Some(ix));
    }
}

#[test]
fn what_an_overlay_asks_of_another_rule_book_is_named_with_who_asks_it() {
    let text = include_str!("../../../overlays/iets-levels.toml")
        .replace("engineers >= 20\"", "engineers >= 20 and credit.member and org.legal_person\"");
    let overlaid = apply(&content().library, &[TextFile { path: "o.toml".into(), text }]).unwrap();
    let borrowed: Vec<_> = overlaid.borrowed().into_iter().collect();
    // Neither its own facts nor those of the organisation page.
    assert_eq!(borrowed, [("iets", vec!["credit.member"])]);
}

#[test]
fn of_an_overlay_with_thousands_of_problems_the_first_are_told_and_the_others_counted() {
    let keys: String = (0..5_000).map(|number| format!("nonsense{number} = {number}\n")).collect();
    let text = keys + include_str!("../../../overlays/iets-levels.toml");
    let problems = apply(&content().library, &[TextFile { path: "o.toml".into(), text }]).err().unwrap_or_default();
    assert_eq!(problems.len(), 101);
    let last = problems.last().unwrap_or_else(|| panic!("no problems"));
    assert_eq!((last.code.as_str(), last.message.as_str()), ("more-problems", "and 4900 more problems in this file"));
    assert!(problems.iter().take(100).all(|problem| problem.code == "unknown-key" && problem.place.is_some()));
}

#[test]
fn english_words_that_are_chinese_do_not_keep_an_overlay_from_applying() {
    let text = include_str!("../../../overlays/iets-levels.toml");
    let english = text.split("[en.overlay]").nth(1).and_then(|rest| rest.split('"').nth(1)).unwrap_or_default();
    assert!(!english.is_empty());
    let text = text.replace(english, "没有译成英文的名称");
    assert!(apply(&content().library, &[TextFile { path: "o.toml".into(), text }]).is_ok());
}

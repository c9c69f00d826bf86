//! What a change of the rules does to an organisation: each thing that is judged otherwise, asked anew or not asked any more.

#![expect(clippy::panic, reason = "a failed test panics")]

use ziping_assess::{Changed, Judged, Outcome, Rejudged, Verdict, begun, changed};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_content::{Content, TextFile, load, overlay};
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{Sheet, read_answers};
use ziping_tests::project::{content, files_below, root};

/// The rule books of before: credit and one file of it otherwise.
fn earlier(path: &str, changes: &[(&str, &str)]) -> Content {
    let mut files = files_below(&root().join("content")).unwrap_or_else(|error| panic!("{error}"));
    let file = files.iter_mut().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"));
    for (now, then) in changes {
        assert!(file.text.contains(now), "{path} says {now}");
        file.text = file.text.replacen(now, then, 1);
    }
    load(&files).unwrap_or_else(|problems| panic!("{}", problems.iter().map(ToString::to_string).collect::<String>()))
}

fn read(library: &Library, facts: &str) -> Sheet {
    let text = format!("{{\"schema\": 1, \"organisation\": \"\", \"facts\": {{{facts}}}}}");
    let read = read_answers(&Source { name: "answers", text: &text }, &library.catalogue);
    read.unwrap_or_else(|problems| panic!("{problems:?}")).sheet
}

fn found(before: &Library, after: &Library, facts: &str, regime: &str) -> Changed {
    let (old, new) = (read(before, facts), read(after, facts));
    let day = Day::parse("2026-11-21").unwrap_or_else(|| panic!("a day"));
    changed((before, &old), (after, &new), regime, day).unwrap_or_else(|| panic!("{regime} is on both sides"))
}

fn verdicts(one: &Rejudged) -> (Judged, &str, Option<&Verdict>, Option<&Verdict>) {
    (
        one.what,
        &one.id,
        one.before.as_ref().map(|judgement| &judgement.verdict),
        one.after.as_ref().map(|judgement| &judgement.verdict),
    )
}

/// Ninety points, and a penalty for quality four and a half years ago.
const ANSWERS: &str = r#""credit.score.foundation": "12", "credit.score.management": "20", "credit.score.competitiveness": "18",
    "credit.score.finance": "16", "credit.score.social": "24", "record.quality_penalty": "2022-03-10""#;

#[test]
fn the_same_rules_change_nothing() {
    let library = &content().library;
    for book in &library.regimes {
        assert!(found(library, library, ANSWERS, &book.id).is_nothing(), "{}", book.id);
    }
}

#[test]
fn a_rule_with_another_figure_says_what_was_judged_and_what_is() {
    let path = "credit/rulebook.toml";
    let old = earlier(path, &[("within(record.quality_penalty, 1年)", "within(record.quality_penalty, 5年)")]);
    let new = &content().library;
    let changed = found(&old.library, new, ANSWERS, "credit");
    let effect = changed.effect.as_ref().unwrap_or_else(|| panic!("another result"));
    assert_eq!((effect.before.grade[1].as_str(), effect.after.grade[1].as_str()), ("B", "AAA"));
    let cap = |outcome| Verdict::Cap(outcome, "B".into(), 0);
    let (was, is) = (cap(Outcome::True), cap(Outcome::False));
    let expected = (Judged::Cap, "credit.cap.quality", Some(&was), Some(&is));
    assert_eq!(changed.rejudged.iter().map(verdicts).collect::<Vec<_>>(), [expected]);
    let clauses = changed.rejudged[0].after.as_ref().map(|judgement| judgement.clauses.clone());
    assert_eq!(clauses, Some(vec!["第九条（一）4".to_owned()]));
    // Who has no penalty has nothing to learn.
    assert!(found(&old.library, new, r#""record.quality_penalty": "never""#, "credit").is_nothing());
}

#[test]
fn a_cap_with_another_limit_is_told_although_it_holds_on_both_sides() {
    let caught = ANSWERS.replace("2022-03-10", "2026-06-01");
    let quality = "clause = \"第九条（一）4\"\nlimit = ";
    let old = earlier("credit/rulebook.toml", &[(&format!("{quality}\"B\""), &format!("{quality}\"A\""))]);
    let changed = found(&old.library, &content().library, &caught, "credit");
    let cap = |limit: &str| Verdict::Cap(Outcome::True, limit.into(), 0);
    let (was, is) = (cap("A"), cap("B"));
    let expected = (Judged::Cap, "credit.cap.quality", Some(&was), Some(&is));
    assert_eq!(changed.rejudged.iter().map(verdicts).collect::<Vec<_>>(), [expected]);
}

#[test]
fn questions_come_and_go_with_the_rules() {
    let old = earlier(
        "credit/rulebook.toml",
        &[
            ("  \"credit.form.tax\",\n", ""),
            (
                "  \"credit.form.receiver\",\n",
                "  \"credit.form.receiver\",\n  \"om.holds_integration_qualification\",\n",
            ),
        ],
    );
    let new = &content().library;
    let asked = |facts: &str| found(&old.library, new, facts, "credit");
    let changed = asked(r#""om.holds_integration_qualification": true"#);
    assert_eq!(
        (changed.asked.as_slice(), changed.dropped.as_slice()),
        (&["credit.form.tax".to_owned()][..], &["om.holds_integration_qualification".to_owned()][..])
    );
    assert_eq!((changed.effect.is_some(), changed.rejudged.len()), (false, 0));
    // What is answered already is no new question, and what was never answered is not lost.
    assert!(asked(r#""credit.form.tax": {"2024": "1"}"#).is_nothing());
}

#[test]
fn a_table_of_points_comes_line_by_line() {
    let path = "tests/overlays/credit-indicators.toml";
    let text = std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{error}"));
    let library = &content().library;
    let over = overlay::apply(library, &[TextFile { path: path.into(), text }]);
    let over = over.unwrap_or_else(|problems| panic!("{problems:?}")).library;
    let changed = found(library, &over, ANSWERS, "credit");
    let elements = changed.rejudged.iter().filter(|one| one.what == Judged::Element).count();
    assert!(elements > 0, "what was typed is no longer used: {changed:?}");
    assert!(changed.asked.iter().any(|id| id.starts_with("overlay.made-up-credit.")), "{:?}", changed.asked);
    let back = found(&over, library, ANSWERS, "credit");
    assert_eq!(back.rejudged.len(), changed.rejudged.len(), "the way back tells the same things");
}

#[test]
fn a_rule_book_is_begun_by_a_question_of_its_own() {
    let library = &content().library;
    let all: Vec<&RuleBook> = library.regimes.iter().collect();
    let ids = |facts: &str| {
        begun(library, &all, &read(library, facts)).iter().map(|book| book.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(r#""credit.member": true"#), ["credit"]);
    assert_eq!(ids(r#""org.name": "甲", "record.violation": "never""#), Vec::<String>::new());
}

//! Two assessments compared: each change has its own step, and the steps lead from one grade to the other.

#![expect(clippy::panic, reason = "a failed test panics")]

use ziping_assess::{Cause, Difference, GradeRange, Rules, Side, alone, compare, grade};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_content::{Content, TextFile, load, overlay};
use ziping_regime::Library;
use ziping_rules::fact::{Sheet, read_answers};
use ziping_rules::rule::Moment;
use ziping_tests::project::{content, files_below, root};

const OVERLAY: &str = "tests/overlays/credit-indicators.toml";

fn overlaid(library: &Library) -> Library {
    let text = std::fs::read_to_string(root().join(OVERLAY)).unwrap_or_else(|error| panic!("{error}"));
    let files = [TextFile { path: OVERLAY.into(), text }];
    overlay::apply(library, &files).unwrap_or_else(|problems| panic!("{problems:?}")).library
}

/// The content with another version of credit: the highest band begins a point later, and a shared fact is new, so
/// that all facts after it have other numbers.
fn revised() -> Content {
    let mut files = files_below(&root().join("content")).unwrap_or_else(|error| panic!("{error}"));
    let old = &content().library.regime("credit").unwrap_or_else(|| panic!("no credit")).version;
    for file in &mut files {
        match file.path.as_str() {
            "credit/rulebook.toml" => {
                file.text = file.text.replacen(&format!("version = \"{old}\""), "version = \"1.99.0\"", 1);
                file.text = file.text.replacen("from = 90", "from = 91", 1).replacen("to = 89", "to = 90", 1);
            }
            "facts.toml" => file.text = format!("[[fact]]\nid = \"org.new\"\nkind = \"bool\"\n\n{}", file.text),
            "facts.zh.toml" => file.text.push_str("\n[\"org.new\"]\ntitle = \"新\"\ntext = \"新的？\"\n"),
            "facts.en.toml" => file.text.push_str("\n[\"org.new\"]\ntitle = \"New\"\ntext = \"New?\"\n"),
            _ => {}
        }
    }
    load(&files).unwrap_or_else(|problems| panic!("{}", problems.iter().map(ToString::to_string).collect::<String>()))
}

fn rules(library: &Library) -> Rules<'_> {
    Rules { library, rulebook: library.regime("credit").unwrap_or_else(|| panic!("no credit")) }
}

fn sheet(library: &Library, facts: &str) -> Sheet {
    let text = format!("{{\"schema\": 1, \"organisation\": \"\", \"facts\": {{{facts}}}}}");
    let read = read_answers(&Source { name: "answers", text: &text }, &library.catalogue);
    read.unwrap_or_else(|problems| panic!("{problems:?}")).sheet
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("{text} is no day"))
}

fn graded(side: Side<'_>) -> GradeRange {
    grade(side.rules.rulebook, side.sheet, &Moment::new(side.as_of, &side.rules.library.windows)).grade
}

/// The causes, after a look at whether the steps join.
fn causes(from: Side<'_>, to: Side<'_>) -> Vec<Cause> {
    let steps = compare(from, to);
    let mut now = graded(from);
    for Difference { before, after, .. } in &steps {
        assert_eq!(*before, now, "a step begins where the one before ended");
        now = *after;
    }
    assert_eq!(now, graded(to), "the last step ends at the second grade");
    steps.into_iter().map(|step| step.cause).collect()
}

const FULL: &str = r#""credit.score.foundation": "12", "credit.score.management": "20", "credit.score.competitiveness":
    "18", "credit.score.finance": "16", "credit.score.social": "24""#;

#[test]
fn answers_and_dates_are_told_apart() {
    let library = &content().library;
    let (old, new) =
        (sheet(library, FULL), sheet(library, &format!("{FULL}, \"record.quality_penalty\": \"2026-06-01\"")));
    let side = |sheet, as_of: &str| Side { rules: rules(library), plain: rules(library), sheet, as_of: day(as_of) };
    let first = side(&old, "2026-11-21");
    assert_eq!(causes(first, first), []);
    assert_eq!(causes(first, side(&new, "2026-11-21")), [Cause::Answers(vec!["record.quality_penalty".into()])]);
    let later = Cause::Date(day("2026-11-21"), day("2027-06-02"));
    let both = [Cause::Answers(vec!["record.quality_penalty".into()]), later];
    assert_eq!(causes(first, side(&new, "2027-06-02")), both);
}

#[test]
fn an_overlay_and_another_version_are_told_apart() {
    let library = &content().library;
    let (with, revised) = (overlaid(library), revised());
    let revised_with = overlaid(&revised.library);
    let side = |all, plain, sheet| Side { rules: rules(all), plain: rules(plain), sheet, as_of: day("2026-11-21") };
    let (here, there) = (sheet(library, FULL), sheet(&revised.library, FULL));
    let none = Vec::new;
    let laid = || vec!["made-up-credit@1.0.0".to_owned()];
    let version = || Cause::RuleBook(rules(library).rulebook.version.clone(), "1.99.0".into());
    let plain = side(library, library, &here);
    assert_eq!(causes(plain, side(&with, library, &here)), [Cause::Overlays(none(), laid())]);
    assert_eq!(causes(side(&with, library, &here), plain), [Cause::Overlays(laid(), none())]);
    let new = side(&revised.library, &revised.library, &there);
    assert_eq!(causes(plain, new), [version()]);
    let steps = compare(plain, new);
    assert!(steps.iter().any(|step| step.before != step.after), "90 points are no longer enough: {steps:?}");
    let new_with = side(&revised_with, &revised.library, &there);
    assert_eq!(causes(plain, new_with), [version(), Cause::Overlays(none(), laid())]);
    assert_eq!(causes(side(&with, library, &here), new), [Cause::Overlays(laid(), none()), version()]);
    let with_here = sheet(&with, &format!("{FULL}, \"overlay.made-up-credit.payment\": \"3\""));
    let with_there = sheet(&revised_with, &format!("{FULL}, \"overlay.made-up-credit.payment\": \"3\""));
    let (one, other) = (side(&with, library, &with_here), side(&revised_with, &revised.library, &with_there));
    assert_eq!(causes(one, other), [version()], "the same overlay on both is no change of overlays");
    let changed = sheet(&with, &format!("{FULL}, \"overlay.made-up-credit.payment\": \"4\""));
    let answer = Cause::Answers(vec!["overlay.made-up-credit.payment".into()]);
    assert_eq!(causes(one, side(&with, library, &changed)), [answer]);
}

#[test]
fn an_answer_moves_the_grade_alone_or_is_not_named() {
    let library = &content().library;
    let (old, new) = (
        sheet(library, FULL),
        sheet(library, &format!("{FULL}, \"record.quality_penalty\": \"2026-06-01\", \"record.violation\": \"never\"")),
    );
    let from = Side { rules: rules(library), plain: rules(library), sheet: &old, as_of: day("2026-11-21") };
    let fact = |id: &str| library.catalogue.find(id).unwrap_or_else(|| panic!("no fact {id}"));
    let (penalty, violation) = (fact("record.quality_penalty"), fact("record.violation"));
    let now = graded(from);
    let capped = GradeRange { worst: now.worst, best: 2 };
    assert_ne!(now, capped, "the penalty limits the grade to B");
    assert_eq!(alone(from, &new, &[violation, penalty]), [(penalty, capped)]);
    assert_eq!(alone(from, &old, &[violation, penalty]), [], "nothing has changed");
}

//! A rule book that has the conditions of its levels itself, a factor that lowers the grade by one, and a figure of the year.

use super::{day, on, outcomes, reported, sheet, the_book, today};
use std::sync::OnceLock;
use ziping_assess::{Mode, Target, grade, grades, horizon, next, paths};
use ziping_base::diag::Severity;
use ziping_content::{Content, load_with_problems, missing_figures, overlay};
use ziping_rules::rule::{Change, Columns, Moment};
use ziping_tests::scores::{book, files, overlaid, overlay_file, text};

/// With the figure of the year, 1000万元.
fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| overlaid(&book("levels"), &given("1000万元")))
}

fn given(value: &str) -> String {
    format!(
        "overlay = 1\nid = \"year\"\nregime = \"levels\"\nversion = \"1.0.0\"\nfor_version = \"1\"\nstatus = \"draft\"\nsource = \"示例\"\n\
         [[given]]\nfigure = \"levels.threshold\"\nclause = \"公告\"\nvalue = \"{value}\"\n"
    )
}

/// A in both aspects.
const BEST: &str = r#""levels.staff": 20, "levels.engineers": 10, "levels.certified": true, "levels.income": "10000000",
    "levels.warned": "never", "levels.hidden": false"#;

fn with(from: &str, to: &str) -> String {
    assert!(BEST.contains(from), "{from}");
    BEST.replace(from, to)
}

#[test]
fn a_level_is_the_highest_up_to_which_all_conditions_hold() {
    for (from, to, expected) in [
        ("true", "true", "A..A"),
        ("\"levels.certified\": true", "\"levels.certified\": false", "B..B"),
        ("\"levels.engineers\": 10", "\"levels.engineers\": 9", "B..B"),
        ("\"levels.engineers\": 10", "\"levels.engineers\": 6", "B..B"),
        ("\"levels.engineers\": 10", "\"levels.engineers\": 5", "C..C"),
        ("\"levels.engineers\": 10", "\"levels.engineers\": 2", "none..none"),
        ("\"10000000\"", "\"9999999.99\"", "B..B"),
        ("\"10000000\"", "\"4999999.99\"", "C..C"),
        ("\"10000000\"", "\"999999.99\"", "none..none"),
    ] {
        assert_eq!(outcomes(content(), &on(content(), &with(from, to))), expected, "{to}");
    }
}

#[test]
fn a_factor_lowers_the_grade_by_one_before_limits_hold_it() {
    let warned = |facts: &str| facts.replace("\"never\"", "\"2026-03-01\"");
    for (facts, expected) in [
        (warned(BEST), "B..B"),
        (warned(&with("\"levels.engineers\": 10", "\"levels.engineers\": 9")), "C..C"),
        (warned(&with("\"levels.engineers\": 10", "\"levels.engineers\": 5")), "none..none"),
        (warned(&with("\"levels.engineers\": 10", "\"levels.engineers\": 2")), "none..none"),
        (warned(&with("false", "true")), "C..C"),
        (with("\"levels.warned\": \"never\", ", ""), "B..A"),
        (with("\"never\"", "\"2025-01-01\""), "A..A"),
        // The corresponding day is a reading.
        (with("\"never\"", "\"2025-11-21\""), "B..A"),
    ] {
        assert_eq!(outcomes(content(), &on(content(), &facts)), expected, "{facts}");
        // Many at once come to the same.
        let (library, sheet) = (&content().library, sheet(content(), &facts));
        let moment = Moment::new(today(), &library.windows);
        let one = grade(the_book(content()), &sheet, &moment).grade;
        assert_eq!(grades(the_book(content()), &Columns::new(vec![sheet]), &moment), [one], "{facts}");
    }
    let found = on(content(), &warned(BEST));
    assert_eq!(found.caps.iter().map(|cap| cap.binds).collect::<Vec<_>>(), [true, false]);
    let hidden = on(content(), &warned(&with("false", "true")));
    assert_eq!(hidden.caps.iter().map(|cap| cap.binds).collect::<Vec<_>>(), [false, true]);
    let report = reported(content(), &warned(BEST));
    assert_eq!((report.caps[0].lowers, report.caps[0].limit.as_str()), (Some(1), "B"));
    assert_eq!((report.caps[1].lowers, report.caps[1].limit.as_str()), (None, "C"));
}

#[test]
fn what_lowers_is_asked_waited_for_and_made_up_for() {
    let (library, book) = (&content().library, the_book(content()));
    let open = sheet(content(), &with("\"levels.warned\": \"never\", ", ""));
    let asked = next(library, book, &open, today());
    assert_eq!(asked.first().copied(), library.catalogue.find("levels.warned"));
    // Warned in March: the best is reached by waiting; B from C also by better engineers, whatever was warned of.
    let warned = sheet(content(), &BEST.replace("\"never\"", "\"2026-03-01\""));
    let steps = horizon(library, book, &warned, today(), Mode::Held);
    let froms: Vec<(String, u8, u8)> =
        steps.iter().map(|step| (step.from.to_string(), step.range.worst, step.range.best)).collect();
    assert_eq!(
        froms,
        [("2026-11-21".to_owned(), 2, 2), ("2027-03-01".to_owned(), 2, 3), ("2027-03-02".to_owned(), 3, 3)]
    );
    let ways = paths(library, book, &warned, today());
    let best = ways.iter().find(|to| to.target == Target::Outcome(3)).unwrap_or_else(|| panic!("no way to A"));
    let waits = |change: &Change| matches!(change, Change::Wait { until, .. } if *until == day("2027-03-02"));
    assert!(best.paths.iter().any(|path| path.changes.iter().all(waits)), "{best:?}");
    let lower =
        BEST.replace("\"never\"", "\"2026-03-01\"").replace("\"levels.engineers\": 10", "\"levels.engineers\": 9");
    let ways = paths(library, book, &sheet(content(), &lower), today());
    let to = ways.iter().find(|to| to.target == Target::Outcome(2)).unwrap_or_else(|| panic!("no way to B"));
    let engineers = library.catalogue.find("levels.engineers");
    let hires = |change: &Change| matches!(change, Change::Number { fact, to: 10, .. } if Some(*fact) == engineers);
    assert!(to.paths.iter().any(|path| path.changes.iter().all(waits)), "{to:?}");
    assert!(to.paths.iter().any(|path| path.changes.iter().all(hires)), "{to:?}");
}

#[test]
fn a_figure_of_the_year_is_open_until_it_is_given() {
    let without = book("levels");
    assert_eq!(outcomes(&without, &on(&without, BEST)), "B..A");
    let missing = missing_figures(&without.library);
    let [(id, problem)] = missing.as_slice() else { panic!("{missing:?}") };
    assert_eq!(
        (id.as_str(), problem.code.as_str(), problem.severity),
        ("levels.threshold", "figure-missing", Severity::Error)
    );
    assert!(missing_figures(&content().library).is_empty());
    let dearer = overlaid(&without, &given("1500万元"));
    assert_eq!(outcomes(&dearer, &on(&dearer, BEST)), "B..B");
    for (wrong, code) in [("1500", "wrong-type"), ("40%", "wrong-type"), ("3000万元", "bad-band")] {
        let problems = overlay::apply(&without.library, &[overlay_file(&given(wrong))]).err().unwrap_or_default();
        assert_eq!(problems.first().map(|problem| problem.code.as_str()), Some(code), "{wrong}: {problems:?}");
    }
    let unknown = given("1500万元").replace("levels.threshold", "levels.treshold");
    let problems = overlay::apply(&without.library, &[overlay_file(&unknown)]).err().unwrap_or_default();
    let help = problems.first().and_then(|problem| problem.help.as_deref()).unwrap_or_default();
    assert!(help.contains("`levels.threshold`"), "{problems:?}");
}

#[test]
fn a_cap_limits_or_lowers_and_never_both() {
    for (from, to, code) in [
        ("lowers = 1", "lowers = 1\nlimit = \"B\"", "missing-key"),
        ("lowers = 1\n", "", "missing-key"),
        ("lowers = 1", "lowers = 4", "wrong-kind"),
        ("limit = \"C\"", "limit = \"D\"", "unknown-outcome"),
        (
            "level = \"A\"\nclause = \"一\"\nwhen = \"full",
            "level = \"B\"\nclause = \"一\"\nwhen = \"full",
            "level-missing",
        ),
    ] {
        let changed = text("levels/rulebook.toml").replacen(from, to, 1);
        let (_, problems) = load_with_problems(&files("levels", &changed, &text("levels/facts.toml")));
        assert!(problems.iter().any(|problem| problem.code == code), "{code} for {to}: {problems:?}");
    }
    assert_eq!(outcomes(content(), &on(content(), "")), "none..A");
}

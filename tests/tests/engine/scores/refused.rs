//! What is wrong with a table of points is told with its place, in both languages; warnings are told and change nothing.

use ziping_base::diag::Severity;
use ziping_content::{load_with_problems, overlay};
use ziping_tests::scores::{book, files, overlay_file, text};

/// The codes of what is told of a rule book after a replacement in its text.
fn told(id: &str, from: &str, to: &str) -> Vec<(String, Severity)> {
    let rulebook = text(&format!("{id}/rulebook.toml"));
    assert!(from.is_empty() || rulebook.contains(from), "{id} has no {from}");
    let changed = rulebook.replacen(from, to, 1);
    let facts = text(&format!("{id}/facts.toml"));
    let (_, problems) = load_with_problems(&files(id, &changed, &facts));
    for problem in problems.iter().filter(|problem| problem.code != "no-cases") {
        assert!(problem.place.is_some(), "{problem}");
        let chinese = problem.zh.message.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(chinese && problem.zh.message != problem.message, "{problem}");
    }
    problems
        .into_iter()
        .filter(|problem| problem.code != "no-cases")
        .map(|problem| (problem.code, problem.severity))
        .collect()
}

fn error(id: &str, from: &str, to: &str, code: &str) {
    let all = told(id, from, to);
    assert!(all.contains(&(code.to_owned(), Severity::Error)), "{code} is not told of {to}: {all:?}");
}

fn warning(id: &str, from: &str, to: &str, code: &str) {
    let all = told(id, from, to);
    assert!(all.contains(&(code.to_owned(), Severity::Warning)), "{code} is not told of {to}: {all:?}");
    assert!(all.iter().all(|(_, severity)| *severity == Severity::Warning), "{all:?}");
}

#[test]
fn the_examples_themselves_have_nothing_to_tell() {
    // Between the ends of a piece points have any number of decimals, and this table says nothing of rounding.
    assert_eq!(told("kinds", "", ""), [("rounding".to_owned(), Severity::Warning)]);
    for id in ["smes", "lender", "hightech", "record"] {
        assert!(told(id, "", "").is_empty(), "{id}: {:?}", told(id, "", ""));
    }
}

#[test]
fn holes_are_warned_of_unless_they_are_declared() {
    warning(
        "smes",
        "{ from = \"25%\", to = \"30%\", points = \"16\" },",
        "{ from = \"25%\", to = \"29%\", points = \"16\" },",
        "bands-hole",
    );
    // A count has no value between 3 and 4.
    assert!(
        told(
            "smes",
            "{ from = \"3\", to = \"4\", points = \"18\" }",
            "{ from = \"3\", up_to = \"3\", points = \"18\" }"
        )
        .is_empty()
    );
    warning("smes", "{ to = \"2%\", points = \"0\" },", "", "bands-hole");
    warning(
        "lender",
        "value = \"lender.offices\"",
        "value = \"lender.offices\"\nholes = \"not_published\"",
        "bands-hole",
    );
}

#[test]
fn overlaps_are_errors_unless_they_are_a_reading() {
    error(
        "smes",
        "{ from = \"25%\", to = \"30%\", points = \"16\" },",
        "{ from = \"25%\", up_to = \"30%\", points = \"16\" },",
        "bands-overlap",
    );
    error("lender", "overlaps = \"reading\"\n", "", "bands-overlap");
    warning(
        "smes",
        "value = \"smes.class_two\"",
        "value = \"smes.class_two\"\noverlaps = \"reading\"",
        "bands-overlap",
    );
}

#[test]
fn rows_that_nothing_reaches_are_errors() {
    error(
        "smes",
        "{ to = \"1\", points = \"0\" },",
        "{ to = \"1\", points = \"0\" }, { to = \"0\", points = \"0\" },",
        "unreachable",
    );
    error(
        "smes",
        "{ from = \"3\", to = \"4\", points = \"18\" }",
        "{ from = \"4\", to = \"3\", points = \"18\" }",
        "unreachable",
    );
    error("lender", "points = \"-1\", part = \"full\"", "points = \"0\", part = \"full\"", "unreachable");
}

#[test]
fn maxima_must_add_up() {
    error(
        "smes",
        "id = \"smes.total\"\nclause = \"第七条\"\nmax = \"100\"",
        "id = \"smes.total\"\nclause = \"第七条\"\nmax = \"90\"",
        "points-sum",
    );
    error("record", "max = \"6\"\nmin = \"-10\"", "max = \"5\"\nmin = \"-10\"\ncapped = true", "points-sum");
    error("hightech", "bonus = true\n", "", "points-sum");
}

#[test]
fn points_stay_within_the_bounds_of_their_item() {
    error("smes", "{ from = \"4\", points = \"24\" }", "{ from = \"4\", points = \"25\" }", "points-bounds");
    warning("smes", "{ from = \"4\", points = \"24\" }", "{ from = \"4\", points = \"23\" }", "points-bounds");
    error("smes", "{ from = \"4\", points = \"24\" }", "{ from = \"4\", points = \"many\" }", "bad-points");
}

#[test]
fn a_division_says_what_counts_where_there_is_nothing_to_divide_by() {
    error("smes", "base_not_positive = \"not_published\"\n", "", "division-outcome");
    error("hightech", "base_not_positive = \"not_published\"\n", "", "division-outcome");
    error("kinds", "kinds.part / (kinds.part + kinds.whole) * 45", "kinds.part / 0 * 45", "unreachable");
}

#[test]
fn rounding_is_stated_where_it_matters() {
    warning("kinds", "round = \"2 half_up\"\n", "", "rounding");
    error("kinds", "round = \"2 half_up\"", "round = \"2 up\"", "bad-rounding");
}

#[test]
fn units_go_together() {
    error("smes", "value = \"smes.class_two\"", "value = \"smes.rd\"", "wrong-type");
    error("smes", "value = \"smes.rd / smes.sales\"", "value = \"smes.rd + smes.class_two\"", "wrong-type");
    error("smes", "points(smes.total) >= 60", "points(smes.total) >= 60万元", "wrong-type");
    error("smes", "points(smes.total) >= 60", "points(smes.totl) >= 60", "unknown-item");
    error("smes", "group = \"smes.total\"", "group = \"smes.totl\"", "unknown-item");
}

#[test]
fn nothing_is_a_part_of_itself() {
    error("smes", "value = \"smes.class_two\"", "value = \"points(smes.total)\"", "circular");
}

#[test]
fn an_item_says_in_one_way_what_gives_its_points() {
    error("smes", "points = \"30\"\nmax = \"30\"", "max = \"30\"", "bad-item");
    error(
        "smes",
        "points = \"30\"\nmax = \"30\"",
        "points = \"30\"\nchoices = { a = \"1\" }\nmax = \"30\"",
        "bad-item",
    );
    error("record", "each = \"-2\", most = \"-10\"", "each = \"-2\"", "missing-key");
    error("record", "each = \"-2\", most = \"-10\"", "each = \"-2\", most = \"10\"", "bad-points");
    error("hightech", "rather = \"5..6\", ", "", "points-hole");
}

#[test]
fn an_overlay_works_an_element_out_wholly_and_once() {
    let content = book("basics");
    let whole = text("basics.overlay.toml");
    let refused = |changed: &str| -> Vec<String> {
        let problems = overlay::apply(&content.library, &[overlay_file(changed)]).err().unwrap_or_default();
        let errors = problems.into_iter().filter(|problem| problem.severity == Severity::Error);
        errors.map(|problem| problem.code).collect()
    };
    assert!(refused(&whole).is_empty());
    let lighter = whole.replace("weight = \"10%\"\nmax = \"10\"", "weight = \"9%\"\nmax = \"9\"");
    assert_eq!(refused(&lighter), ["points-sum"]);
    let elsewhere = whole.replace("element = \"basics.score\"", "element = \"basics.scor\"");
    assert_eq!(refused(&elsewhere), ["unknown-item"]);
    let twice = overlay::apply(
        &content.library,
        &[
            overlay_file(&whole),
            overlay_file(
                &whole.replace("overlay.table.", "overlay.other.").replace("id = \"table\"", "id = \"other\""),
            ),
        ],
    );
    let codes: Vec<String> = twice
        .err()
        .unwrap_or_default()
        .into_iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, ["divided-twice"]);
}

#[test]
fn cases_stand_in_overlays_and_an_overlay_without_is_warned_of() {
    let content = book("basics");
    let whole = text("basics.overlay.toml");
    let applied = overlay::apply(&content.library, &[overlay_file(&whole)]).unwrap_or_else(|_| panic!("refused"));
    assert_eq!(applied.warnings.iter().map(|problem| problem.code.as_str()).collect::<Vec<_>>(), ["no-cases"]);
    let case = r#"
[[case]]
name = "nine years"
as_of = "2026-11-21"
facts = { "overlay.table.years" = 9, "overlay.table.governance" = "rather" }
points = { "overlay.table.age" = "7", "overlay.table.basics" = "1.9..9.8" }
"#;
    let with = overlay::apply(&content.library, &[overlay_file(&format!("{whole}{case}"))]);
    let with = with.unwrap_or_else(|problems| panic!("{problems:?}"));
    assert!(with.warnings.is_empty());
    let cases = with.cases.clone();
    let overlaid = with.over(content.clone());
    let book = super::the_book(&overlaid);
    let run = |case: &ziping_regime::Case| ziping_assess::run_case(&overlaid.library, book, case);
    let case = cases.get("basics").and_then(|cases| cases.first()).unwrap_or_else(|| panic!("no case"));
    run(case).unwrap_or_else(|problem| panic!("{problem}"));
    let mut wrong = case.clone();
    wrong.points.insert("overlay.table.age".to_owned(), "8".to_owned());
    let failed = run(&wrong).err().unwrap_or_else(|| panic!("not noticed"));
    assert!(failed.message.contains("expected 8, found 7"), "{failed}");
    let unknown = whole.clone() + &case_of("overlay.table.ag");
    let refused = overlay::apply(&content.library, &[overlay_file(&unknown)]).err().unwrap_or_default();
    assert_eq!(refused.first().map(|problem| problem.code.as_str()), Some("unknown-item"));
}

fn case_of(item: &str) -> String {
    format!("\n[[case]]\nname = \"one\"\nas_of = \"2026-11-21\"\npoints = {{ \"{item}\" = \"7\" }}\n")
}

/// What is told of a rule book after a replacement in its text: severity, message and help.
fn said(id: &str, from: &str, to: &str, code: &str) -> (Severity, String, String) {
    let changed = text(&format!("{id}/rulebook.toml")).replacen(from, to, 1);
    let (_, problems) = load_with_problems(&files(id, &changed, &text(&format!("{id}/facts.toml"))));
    let found = problems.iter().find(|problem| problem.code == code);
    let found = found.unwrap_or_else(|| panic!("{code} is not told of {to}: {problems:?}"));
    (found.severity, found.message.to_string(), found.help.as_deref().unwrap_or_default().to_owned())
}

#[test]
fn the_id_of_an_element_that_is_worked_out_is_no_number_for_conditions() {
    let (severity, message, help) = said(
        "lender",
        "not (full(lender.debt_ratio)",
        "lender.score < 90 and not (full(lender.debt_ratio)",
        "fact-in-use",
    );
    assert_eq!(severity, Severity::Error);
    assert!(message.contains("`lender.score`") && help.contains("points(…)"), "{message} {help}");
    let content = book("basics");
    let gate = "\n[[cap]]\nid = \"overlay.table.gate\"\nclause = \"1\"\nlimit = \"B\"\nwhen = \"basics.score < 5\"\n";
    let problems = overlay::apply(&content.library, &[overlay_file(&(text("basics.overlay.toml") + gate))])
        .err()
        .unwrap_or_default();
    assert!(problems.iter().any(|problem| problem.code == "fact-in-use"), "{problems:?}");
}

#[test]
fn what_only_deducts_has_its_most_from_its_base() {
    let deducting = "rows = [\n  { of = \"record.complaints where within(made, 1年)\", each = \"-1\" },\n]\nmax = \"4\"\nmin = \"0\"\n";
    let item = |base: &str| {
        format!(
            "[[item]]\nid = \"record.clean\"\nclause = \"一\"\n{deducting}{base}\n[[figure]]\nid = \"record.seen\"\nclause = \"一\"\nvalue = \"points(record.clean) >= 0\"\n\n[grade]"
        )
    };
    let (severity, message, help) = said("record", "[grade]", &item(""), "points-bounds");
    assert_eq!(severity, Severity::Warning);
    assert!(message.contains("0 points at most, its most is 4") && help.contains("base = \"4\""), "{message} {help}");
    assert!(told("record", "[grade]", &item("base = \"4\"\n")).is_empty());
}

#[test]
fn left_out_and_bonus_are_told_where_no_group_could_take_them_up() {
    error(
        "record",
        "[grade]",
        "[[item]]\nid = \"record.x\"\nclause = \"一\"\nmax = \"1\"\npoints = \"1\"\napplies = \"true\"\nabsent = \"left_out\"\n[grade]",
        "bad-home",
    );
    let bonus = |more: &str| {
        format!(
            "max = \"100\"\n\n[[item]]\nid = \"lender.more\"\nelement = \"lender.score\"\nclause = \"一\"\nmax = \"5\"\npoints = \"5\"\nbonus = true\n{more}"
        )
    };
    warning("lender", "max = \"100\"\n", &bonus(""), "bonus-beyond");
    assert!(told("lender", "max = \"100\"\n", &bonus("beyond = true\n")).is_empty());
    warning("kinds", "id = \"kinds.growth\"\n", "id = \"kinds.growth\"\nbonus = true\n", "bad-home");
}

#[test]
fn what_nothing_looks_at_is_told() {
    warning("kinds", "points(kinds.growth) + ", "", "unused");
    warning("kinds", "\"kinds.highest\", points", "\"800万元\", points", "unused");
}

#[test]
fn rows_have_the_unit_of_their_value() {
    // Years beside a percentage or months, points beside a percentage, a count beside a share.
    error("kinds", "{ from = \"10\", points = \"8\" },", "{ from = \"10%\", points = \"8\" },", "wrong-type");
    error("kinds", "{ from = \"10\", points = \"8\" },", "{ from = \"10个月\", points = \"8\" },", "wrong-type");
    error("kinds", "{ from = \"20\", points = \"10\" },", "{ from = \"20%\", points = \"10\" },", "wrong-type");
    error("kinds", "points(kinds.share) >= 5", "points(kinds.share) >= 5%", "wrong-type");
    // 50 beside a share is 5000 %.
    let (severity, message, help) = said("kinds", "above = \"50%\"", "above = \"50\"", "unit");
    assert_eq!(severity, Severity::Warning);
    assert!(message.contains("5000%") && help.contains("50%"), "{message} {help}");
}

#[test]
fn a_published_figure_has_one_unit() {
    error("kinds", "low = \"500万元\"", "low = \"500\"", "wrong-type");
    error("kinds", "low = \"500万元\"\nhigh = \"800万元\"", "unit = \"money\"\nvalue = \"8000000\"", "wrong-type");
    let (_, _, help) = said("kinds", "low = \"500万元\"\nhigh = \"800万元\"", "value = \"8000000\"", "wrong-type");
    assert!(help.contains("`kinds.highest`"), "{help}");
}

#[test]
fn what_people_write_otherwise_is_answered_with_what_to_write() {
    let help = |from: &str, to: &str, code: &str| said("kinds", from, to, code).2;
    assert!(help("fair = \"3..5\"", "fair = \"3-5\"", "bad-points").contains("\"3..5\""));
    assert!(help("fair = \"3..5\"", "fair = \"5～3分\"", "bad-points").contains("\"3..5\""));
    assert!(help("fair = \"3..5\"", "fair = 4", "wrong-kind").contains("fair = \"4\""));
    assert!(help("max = \"10\"", "max = 10", "wrong-kind").contains("max = \"10\""));
    assert!(help(", part = \"reading\"", "", "missing-key").contains("started"));
    assert!(
        help("average(kinds.awards.rate", "average(kinds.awards.rat", "unknown-column").contains("`kinds.awards.rate`")
    );
    assert!(help("not blank(until) and", "not blank(untill) and", "unknown-column").contains("`until`"));
    assert!(
        help("share(kinds.part, kinds.whole)", "share(kinds.sales, kinds.sales)", "wrong-arguments")
            .contains("yearly(part, 1) / yearly(whole, 1)")
    );
    assert!(
        help("share(kinds.part, kinds.whole)", "share(yearly(kinds.sales, 1), yearly(kinds.sales, 2))", "wrong-type")
            .contains("part / whole")
    );
}

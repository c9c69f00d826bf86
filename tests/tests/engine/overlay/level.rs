//! An aspect's level from an overlay's conditions.

use super::{book, day, decided_by_basic, levels, on, outcomes, reported, sheet, today};
use ziping_assess::{Inconsistency, Mode, Target, grade, horizon, inconsistencies, paths};
use ziping_rules::fact::Range;
use ziping_rules::rule::Moment;

#[test]
fn a_level_is_the_highest_up_to_which_every_condition_holds() {
    let content = levels();
    let basic = |facts: &str| {
        let found = on(&content, "iets", facts);
        let range = found.elements.first().map(|element| element.range).unwrap_or(Range::exactly(-1));
        (range.low, range.high)
    };
    let old = r#""org.established": "2015-01-01", "overlay.made-up-levels.incident": "never","#;
    let engineers = |n: u8| format!("{old} \"overlay.made-up-levels.engineers\": {n}");
    // Not answered: anything but IETS-E, which no condition reaches.
    assert_eq!(basic(""), (0, 4));
    assert_eq!(basic(&engineers(4)), (0, 0));
    assert_eq!(basic(&engineers(5)), (1, 1));
    assert_eq!(basic(&engineers(9)), (1, 1));
    assert_eq!(basic(&engineers(10)), (2, 2));
    assert_eq!(basic(&engineers(19)), (2, 2));
    // Twenty engineers reach IETS-2; the clients of IETS-1 are open.
    assert_eq!(basic(&engineers(20)), (3, 4));
    // A level above does not count while one below fails: two clients, but nine engineers.
    let clients = r#", "overlay.made-up-levels.client_count": 2"#;
    assert_eq!(basic(&format!("{}{clients}", engineers(9))), (1, 1));
    assert_eq!(basic(&format!("{}{clients}", engineers(20))), (4, 4));
    // Both conditions of one level are needed.
    let incident = r#""org.established": "2015-01-01", "overlay.made-up-levels.engineers": 30,
        "overlay.made-up-levels.incident": "2026-05-01""#;
    assert_eq!(basic(incident), (2, 2));
}

#[test]
fn a_reading_in_dispute_keeps_the_level_open() {
    let content = levels();
    // Established on the corresponding day: whether two years are complete depends on the reading.
    let facts = r#""overlay.made-up-levels.engineers": 10, "org.established": "2024-11-21""#;
    let found = on(&content, "iets", facts);
    let aspect = found.elements.first().unwrap_or_else(|| panic!("no aspect"));
    assert_eq!((aspect.range.low, aspect.range.high), (1, 2));
    let readings: Vec<&String> = aspect.levels.iter().flat_map(|level| &level.readings).collect();
    assert_eq!(readings, ["corresponding_day"]);
}

#[test]
fn a_table_of_the_overlay_replaces_the_typed_count() {
    let content = levels();
    let rows = r#""org.established": "2015-01-01", "overlay.made-up-levels.incident": "never",
        "overlay.made-up-levels.engineers": 20, "overlay.made-up-levels.client_count": 5,
        "overlay.made-up-levels.clients": [ {"name": "甲", "renewed": true}, {"name": "乙", "renewed": false} ]"#;
    let found = on(&content, "iets", rows);
    assert_eq!(found.elements.first().map(|aspect| aspect.range), Some(Range::exactly(3)));
    let sheet = sheet(&content.library, rows);
    let differs = inconsistencies(&content.library, &content.library.regimes, &sheet, today());
    assert!(differs.iter().any(|found| matches!(found, Inconsistency::TableDiffers(_, _, typed, worked_out)
        if (typed.low, worked_out.low) == (5, 1))));
}

#[test]
fn the_horizon_has_a_step_where_a_level_condition_lapses() {
    let content = levels();
    let library = &content.library;
    let sheet = sheet(library, &decided_by_basic("2026-05-01"));
    let steps = horizon(library, book(&content, "iets"), &sheet, today(), Mode::Held);
    let said: Vec<String> =
        steps.iter().map(|step| format!("{} {}", step.from, outcomes(&content, "iets", step.range))).collect();
    assert_eq!(
        said,
        ["2026-11-21 IETS-3..IETS-1", "2027-05-02 IETS-1..IETS-1"],
        "from the day after the corresponding day the incident is a year old under every reading"
    );
    let changed: Vec<&String> = steps.iter().flat_map(|step| &step.changed).collect();
    assert_eq!(changed, ["overlay.made-up-levels.basic.2b"]);
}

#[test]
fn paths_to_a_level_go_through_its_conditions() {
    let content = levels();
    let library = &content.library;
    let sheet = sheet(library, &decided_by_basic("2026-05-01").replace("engineers\": 20", "engineers\": 12"));
    let rulebook = book(&content, "iets");
    let to = paths(library, rulebook, &sheet, today());
    let best = to.iter().find(|to| to.target == Target::Outcome(4)).unwrap_or_else(|| panic!("no target IETS-1"));
    assert!(!best.paths.is_empty(), "{best:?}");
    for path in &best.paths {
        // Twelve engineers become twenty, and the incident must grow old: both are needed.
        assert_eq!(path.changes.len(), 2, "{path:?}");
        assert_eq!(path.on, day("2027-05-02"));
        let (mut then, mut on) = (sheet.clone(), today());
        path.changes.iter().for_each(|change| change.apply(&mut then, &mut on));
        let moment = Moment::held(on, today(), &library.windows);
        assert!(grade(rulebook, &then, &moment).grade.worst >= 4);
    }
    // No condition reaches IETS-E: that is said, with what stands in the way.
    let top = to.iter().find(|to| to.target == Target::Outcome(5)).unwrap_or_else(|| panic!("no target IETS-E"));
    assert!(top.paths.is_empty());
    assert_eq!(top.why, ["overlay.made-up-levels.basic.e"]);
}

#[test]
fn a_typed_level_is_not_used_and_reported_when_the_conditions_deny_it() {
    let content = levels();
    let facts = format!("{}, \"iets.level.basic\": \"IETS-E\"", decided_by_basic("never"));
    let found = on(&content, "iets", &facts);
    assert_eq!(outcomes(&content, "iets", found.grade), "IETS-1..IETS-1");
    let report = reported(&content, "iets", &facts);
    let note = "填写为 IETS-E，按补充规则为 IETS-1，以后者计";
    assert!(report.notes.iter().any(|said| said.contains(note)), "{:?}", report.notes);
    // The report names the overlay and every condition of the level.
    assert_eq!(report.overlays, ["made-up-levels@0.1.0"]);
    let levels = report.elements.first().map(|element| element.levels.as_slice()).unwrap_or_default();
    let said: Vec<(&str, &str)> = levels.iter().map(|level| (level.level.as_str(), level.outcome)).collect();
    assert_eq!(
        said,
        [
            ("IETS-4", "true"),
            ("IETS-3", "true"),
            ("IETS-2", "true"),
            ("IETS-2", "true"),
            ("IETS-1", "true"),
            ("IETS-E", "false")
        ]
    );
    // A report on another regime is silent about it.
    assert!(!reported(&content, "credit", &facts).notes.iter().any(|said| said.contains(note)));
}

//! Overlays: what they add to a rule book, and what they leave as it was. The overlays are made up; see
//! `tests/overlays`.

#![expect(clippy::panic, reason = "a failed test panics")]

use ziping_core::assess::{
    Assessment, GradeRange, Inconsistency, Lang, Mode, Report, ReportOptions, Target, assess, grade, horizon,
    inconsistencies, next, paths, report, run_case,
};
use ziping_core::calendar::Day;
use ziping_core::diag::Source;
use ziping_core::fact::{FactIx, Range, Sheet, Value, read_answers};
use ziping_core::pack::{read_library, write_library};
use ziping_core::regime::{Content, Library, RuleBook, TextFile, overlay};
use ziping_core::rule::Moment;
use ziping_tests::project::{content, root};

fn file(name: &str) -> TextFile {
    let path = root().join("tests/overlays").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    TextFile { path: name.to_owned(), text }
}

fn with(names: &[&str]) -> Content {
    let files: Vec<TextFile> = names.iter().map(|name| file(name)).collect();
    let applied = overlay::apply(&content().library, &files).unwrap_or_else(|problems| {
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", shown.join("\n\n"))
    });
    applied.over(content().clone())
}

fn credit() -> Content {
    with(&["credit-indicators.toml"])
}

fn levels() -> Content {
    with(&["iets-levels.toml"])
}

fn book<'a>(content: &'a Content, id: &str) -> &'a RuleBook {
    content.library.regime(id).unwrap_or_else(|| panic!("no rule book {id}"))
}

fn fact(library: &Library, id: &str) -> FactIx {
    library.catalogue.find(id).unwrap_or_else(|| panic!("no fact {id}"))
}

/// A sheet from the facts of an answer file.
fn sheet(library: &Library, facts: &str) -> Sheet {
    let text = format!("{{\"schema\": 1, \"facts\": {{{facts}}}}}");
    let answers = read_answers(&Source { name: "answers", text: &text }, &library.catalogue);
    answers.unwrap_or_else(|problems| panic!("{}", problems.first().map(ToString::to_string).unwrap_or_default())).sheet
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("{text}"))
}

fn today() -> Day {
    day("2026-11-21")
}

fn on(content: &Content, regime: &str, facts: &str) -> Assessment {
    assess(&content.library, book(content, regime), &sheet(&content.library, facts), today())
}

fn outcomes(content: &Content, regime: &str, range: GradeRange) -> String {
    let all = &book(content, regime).grade.outcomes;
    let end = |place: u8| all.get(usize::from(place)).cloned().unwrap_or_default();
    format!("{}..{}", end(range.worst), end(range.best))
}

fn reported(content: &Content, regime: &str, facts: &str) -> Report {
    let words = content.words_for("zh", regime);
    let options = ReportOptions { lang: Lang::Zh, horizon: Mode::Held };
    let sheet = sheet(&content.library, facts);
    report(&content.library, book(content, regime), &words, "示例", &sheet, today(), options)
}

const INDICATORS: &str = r#""overlay.made-up-credit.premises": "2.5", "overlay.made-up-credit.team": "4",
    "overlay.made-up-credit.payment": "12""#;

#[test]
fn an_element_scores_the_sum_of_its_indicators_and_open_ones_make_a_range() {
    let content = credit();
    let found = on(&content, "credit", INDICATORS);
    let element = |at: usize| found.elements.get(at).map(|element| element.range);
    // 2.5 + 4, and 0 to 5 for the history that is not answered.
    assert_eq!(element(0), Some(Range { low: 65, high: 115 }));
    assert_eq!(element(4), Some(Range { low: 120, high: 200 }));
    // The other three elements are as they are without the overlay: not answered.
    assert_eq!(found.score, Some(Range { low: 185, high: 115 + 240 + 180 + 180 + 200 }));
    let parts = found.elements.first().map(|element| element.indicators.len());
    assert_eq!(parts, Some(3));
}

#[test]
fn a_typed_element_score_is_not_used_and_reported_when_it_cannot_be_the_sum() {
    let content = credit();
    let typed = format!("{INDICATORS}, \"credit.score.foundation\": \"12\", \"credit.score.social\": \"20\"");
    let found = on(&content, "credit", &typed);
    assert_eq!(found.score, on(&content, "credit", INDICATORS).score);
    let foundation = fact(&content.library, "credit.score.foundation");
    let differs: Vec<_> = inconsistencies(&content.library, &sheet(&content.library, &typed), today())
        .into_iter()
        .filter(|found| matches!(found, Inconsistency::OverlayDiffers(..)))
        .collect();
    // 20 of social lies within 12 to 20 and is not reported; 12 of foundation cannot be 6.5 to 11.5.
    let expected = Inconsistency::OverlayDiffers(
        "credit".to_owned(),
        foundation,
        Range::exactly(120),
        Range { low: 65, high: 115 },
    );
    assert_eq!(differs, [expected]);
    let notes = reported(&content, "credit", &typed).notes;
    assert!(notes.iter().any(|note| note.contains("填写为 12，按补充规则为 6.5–11.5")), "{notes:?}");
}

#[test]
fn indicators_are_asked_in_place_of_their_element() {
    let content = credit();
    let library = &content.library;
    let asked = next(library, book(&content, "credit"), &Sheet::new(), today());
    let has = |id: &str| asked.contains(&fact(library, id));
    assert!(has("overlay.made-up-credit.payment") && has("credit.score.finance"));
    assert!(!has("credit.score.social") && !has("credit.score.foundation"));
    let open = on(&content, "credit", "").open_facts();
    assert!(open.contains(&fact(library, "overlay.made-up-credit.team")));
    assert!(!open.contains(&fact(library, "credit.score.foundation")));
    // On the page they stand in the section of their element; what is for forms only comes last.
    let sections = &book(&content, "credit").sections;
    let of = |id: &str| sections.iter().position(|section| section.facts.contains(&fact(library, id)));
    let home = sections.iter().position(|section| section.items.iter().any(|item| item == "credit.score.social"));
    assert_eq!(of("overlay.made-up-credit.charity"), home);
    assert_eq!(of("overlay.made-up-credit.branch"), Some(sections.len() - 1));
}

#[test]
fn paths_earn_points_in_the_indicators_that_have_room() {
    let content = credit();
    let library = &content.library;
    let facts = r#""overlay.made-up-credit.premises": "3", "overlay.made-up-credit.team": "4",
        "overlay.made-up-credit.history": "1", "overlay.made-up-credit.payment": "10",
        "overlay.made-up-credit.charity": "2", "credit.score.management": "24",
        "credit.score.competitiveness": "18", "credit.score.finance": "18""#;
    let sheet = sheet(library, facts);
    let all = paths(library, book(&content, "credit"), &sheet, today());
    // 80 points now: 10 of payment and 6 of charity have room; the history is past and has none.
    let best = all.iter().find(|to| to.target == Target::Outcome(5)).unwrap_or_else(|| panic!("no paths"));
    let rooms: Vec<(FactIx, i64, i64)> = best
        .paths
        .iter()
        .flat_map(|path| &path.changes)
        .find_map(|change| match change {
            ziping_core::rule::Change::Points { rooms, .. } => Some(rooms.clone()),
            _ => None,
        })
        .unwrap_or_default();
    let payment = fact(library, "overlay.made-up-credit.payment");
    let charity = fact(library, "overlay.made-up-credit.charity");
    assert_eq!(rooms, [(payment, 100, 100), (charity, 60, 0)]);
}

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
    let differs = inconsistencies(&content.library, &sheet, today());
    assert!(differs.iter().any(|found| matches!(found, Inconsistency::TableDiffers(_, _, typed, worked_out)
        if (typed.low, worked_out.low) == (5, 1))));
}

/// A sheet whose other three aspects stand at IETS-E, so that the basic one decides.
fn decided_by_basic(incident: &str) -> String {
    format!(
        r#""org.established": "2015-01-01", "overlay.made-up-levels.engineers": 20,
        "overlay.made-up-levels.client_count": 2, "overlay.made-up-levels.incident": "{incident}",
        "iets.level.technical": "IETS-1", "iets.level.service": "IETS-1", "iets.level.operations": "IETS-1""#
    )
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

/// Values that an open fact of the overlays may turn out to have.
fn completions(library: &Library, id: &str) -> Vec<Value> {
    let number = |units: i64| Value::Number(Range::exactly(units));
    let kind = library.catalogue.get(fact(library, id)).map(|fact| fact.kind.clone());
    let moment = Moment::new(today(), &library.windows);
    match kind {
        Some(ziping_core::fact::Kind::Count) => [0, 1, 2, 4, 5, 9, 10, 19, 20, 21].map(number).to_vec(),
        Some(kind) => ziping_core::assess::probes(&kind, &moment),
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
fn a_typed_score_below_the_sum_is_reported_as_well_as_one_above() {
    let content = credit();
    let differs = |typed: &str| {
        let facts = sheet(&content.library, &format!("{INDICATORS}, \"credit.score.foundation\": \"{typed}\""));
        let found = inconsistencies(&content.library, &facts, today());
        found.iter().any(|found| matches!(found, Inconsistency::OverlayDiffers(..)))
    };
    // The indicators leave 6.5 to 11.5.
    assert_eq!(["6", "6.4", "6.5", "11.5", "11.6"].map(differs), [true, true, false, false, true]);
}

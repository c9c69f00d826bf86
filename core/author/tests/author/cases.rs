//! Cases that are proposed come out as they say, and lie below, on and above every threshold.

use crate::common::{applied, content, files, loaded, root};
use ziping_assess::run_case;
use ziping_author::cases::{Expected, MOST, Proposals, Whose, propose, write};
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_content::{TextFile, overlay};

fn day() -> Day {
    Day::parse("2026-11-21").unwrap()
}

/// Proposals for an overlay, and its text with them at its end.
fn of_overlay(path: &str) -> (Proposals, String) {
    let text = std::fs::read_to_string(root().join(path)).unwrap();
    let content = content();
    let file = TextFile { path: path.to_owned(), text: text.clone() };
    let overlaid = overlay::apply(&content.library, &[file]).unwrap();
    let info = overlaid.overlays.first().cloned().unwrap();
    let content = overlaid.over(content);
    let book = content.library.regime(&info.regime).unwrap();
    let proposals = propose(&content.library, book, Whose::Overlay(&info.id), day());
    let cases = write(&proposals, &content.library.catalogue, Lang::En);
    (proposals, format!("{text}\n{cases}"))
}

#[test]
fn cases_for_an_overlay_come_out_when_they_stand_in_it() {
    for path in
        ["tests/scores/forty.overlay.toml", "tests/overlays/iets-levels.toml", "tests/overlays/credit-table.toml"]
    {
        let (proposals, text) = of_overlay(path);
        let before = std::fs::read_to_string(root().join(path)).unwrap().matches("[[case]]").count();
        let (_, count) = applied(&content(), &text);
        assert_eq!(count, before + proposals.cases.len(), "{path}");
        assert_eq!(proposals.left_off, 0);
    }
}

#[test]
fn the_table_of_twenty_lines_that_was_written_from_the_guide_passes() {
    let text = std::fs::read_to_string(root().join("tests/scores/brokers.overlay.toml")).unwrap();
    let (warnings, cases) = applied(&content(), &text);
    assert!(warnings.is_empty(), "{}", crate::common::shown(&warnings));
    assert!(cases > 90, "{cases}");
}

#[test]
fn thresholds_beyond_what_answers_can_say_are_told_and_never_proposed() {
    let content = content();
    let text = ziping_author::skeleton::overlay(&content.library, "credit", "far", Lang::En).unwrap();
    let gate = "[[cap]]\nid = \"overlay.far.gate\"\nclause = \"1\"\nlimit = \"B\"\nwhen = \"org.registered_capital >= 90000亿元 or since(org.established) >= 999年 or within(record.quality_penalty, 近999年) or full_fiscal_years(org.established) >= 99 or count(om.projects where annual_value >= 1亿元) >= 100000\"\n\n[zh.overlay]";
    let text = text.replacen("[zh.overlay]", gate, 1);
    let words = "\n[zh.cap]\n\"overlay.far.gate\" = { title = \"x\", text = \"x\" }\n[en.cap]\n\"overlay.far.gate\" = { title = \"x\", text = \"x\" }\n";
    let text = format!("{text}{words}");
    let file = TextFile { path: "far.overlay.toml".to_owned(), text: text.clone() };
    let content = overlay::apply(&content.library, &[file]).unwrap().over(content);
    let book = content.library.regime("credit").unwrap();
    let proposals = propose(&content.library, book, Whose::Overlay("far"), day());
    assert!(proposals.missed.len() >= 6, "{:?}", proposals.missed);
    let cases = write(&proposals, &content.library.catalogue, Lang::En);
    let (_, count) = applied(&crate::common::content(), &format!("{text}{cases}"));
    assert!(count > 6, "{count}");
}

#[test]
fn gates_over_points_have_cases_and_what_has_none_is_told() {
    let (proposals, text) = of_overlay("tests/scores/forty.overlay.toml");
    let gate: Vec<&str> = proposals
        .cases
        .iter()
        .filter(|case| case.id == "overlay.forty.cap.aaa")
        .map(|case| case.what.en.as_ref())
        .collect();
    // Exactly 9.6 is the case of exactly 4: all that the gate asks for is just there.
    for what in ["exactly 4", "just below 9.6", "just above 9.6"] {
        assert!(gate.contains(&what), "{gate:?}");
    }
    let missed: Vec<String> = proposals.missed.iter().map(|(id, what)| format!("{id}: {}", what.en)).collect();
    assert_eq!(
        missed,
        [
            "overlay.forty.systems: a row it is so",
            "overlay.forty.revenue: a figure that is not published yet",
            "overlay.forty.return: just above 15%"
        ]
    );
    assert!(missed.iter().all(|missed| text.contains(&missed.replace(": ", " "))), "{text}");
}

#[test]
fn a_band_has_cases_below_on_and_above_each_of_its_ends() {
    let (proposals, _) = of_overlay("tests/scores/forty.overlay.toml");
    let of = |id: &str| -> Vec<(String, String)> {
        let own = proposals.cases.iter().filter(|case| case.id == id);
        own.map(|case| {
            let Expected::Points(points) = &case.expected else { panic!("{case:?}") };
            (case.what.en.to_string(), points.clone())
        })
        .collect()
    };
    let said = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter().map(|(what, points)| ((*what).to_owned(), (*points).to_owned())).collect()
    };
    // 3 years to the day may be two complete years or three.
    let expected = said(&[
        ("just below 3", "8"),
        ("exactly 3", "8..11"),
        ("just above 3", "11"),
        ("just below 5", "11"),
        ("exactly 5", "11..14"),
        ("just above 5", "14"),
        ("just below 8", "14"),
        ("exactly 8", "14..17"),
        ("just above 8", "17"),
        ("just below 10", "17"),
        ("exactly 10", "17..20"),
        ("just above 10", "20"),
    ]);
    assert_eq!(of("overlay.forty.age"), expected);
    assert_eq!(
        of("overlay.forty.capital")[..3],
        said(&[("just below 5000000 yuan", "8"), ("exactly 5000000 yuan", "12"), ("just above 5000000 yuan", "12")])
    );
    assert_eq!(
        of("overlay.forty.governance_points"),
        said(&[("option clear", "20"), ("option rather", "16"), ("option not", "10")])
    );
}

#[test]
fn cases_for_every_rule_book_come_out_when_they_stand_in_it() {
    let (mut files, content) = (files(), content());
    let mut expected = Vec::new();
    for book in &content.library.regimes {
        let proposals = propose(&content.library, book, Whose::Book, day());
        assert!(proposals.cases.len() <= MOST);
        // Two at least for each condition, cap and ground that something can be said of.
        let of = |id: &str| proposals.cases.iter().filter(|case| case.id == id).count();
        let ids = book.conditions.iter().map(|item| &item.id).chain(book.caps.iter().map(|item| &item.id));
        let bare: Vec<&String> = ids.filter(|id| of(id) < 2).collect();
        assert!(bare.is_empty(), "{}: {bare:?}", book.id);
        let cases = write(&proposals, &content.library.catalogue, Lang::Zh);
        assert!(cases.contains("须由人阅读"));
        let path = format!("{}/cases.toml", book.id);
        let file = files.iter_mut().find(|file| file.path == path).unwrap();
        file.text = format!("{}\n{cases}", file.text);
        expected.push((book.id.clone(), content.cases[&book.id].len() + proposals.cases.len()));
    }
    let with = loaded(&files);
    for (regime, count) in expected {
        let cases = &with.cases[&regime];
        assert_eq!(cases.len(), count, "{regime}");
        let proposed = cases.iter().filter(|case| case.name.starts_with("计算所得："));
        for case in proposed {
            let book = with.library.regime(&regime).unwrap();
            run_case(&with.library, book, case).unwrap_or_else(|problem| panic!("{problem}"));
        }
    }
}

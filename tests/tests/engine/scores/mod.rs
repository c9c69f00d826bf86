//! Points that are worked out: the examples of `tests/scores`, each with the results that its table gives.

#![expect(clippy::panic, reason = "a failed test panics")]

use ziping_assess::{Assessment, Findings, Mode, Report, ReportOptions, assess, report};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_base::lang::Lang;
use ziping_content::Content;
use ziping_regime::RuleBook;
use ziping_rules::fact::{Sheet, read_answers};
use ziping_rules::rule::score::ItemFinding;

mod basics;
mod caps;
mod hightech;
mod lender;
mod levels;
mod mangled;
mod means;
mod raise;
mod record;
mod refused;
mod smes;
mod sound;
mod together;
mod untested;
mod whole;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("{text}"))
}

fn today() -> Day {
    day("2026-11-21")
}

fn the_book(content: &Content) -> &RuleBook {
    content.library.regimes.first().unwrap_or_else(|| panic!("no rule book"))
}

/// A sheet from the facts of an answer file.
fn sheet(content: &Content, facts: &str) -> Sheet {
    let text = format!("{{\"schema\": 1, \"facts\": {{{facts}}}}}");
    let answers = read_answers(&Source { name: "answers", text: &text }, &content.library.catalogue);
    answers.unwrap_or_else(|problems| panic!("{}", problems.first().map(ToString::to_string).unwrap_or_default())).sheet
}

fn on(content: &Content, facts: &str) -> Assessment {
    assess(&content.library, the_book(content), &sheet(content, facts), today())
}

fn reported(content: &Content, facts: &str) -> Report {
    let book = the_book(content);
    let words = content.words_for("zh", &book.id);
    let options = ReportOptions { lang: Lang::Zh, horizon: Mode::Held };
    report(&Findings::of(&content.library, book, &sheet(content, facts), today()), &words, "示例", options)
}

/// What was found for an item, wherever it stands.
fn item<'a>(found: &'a Assessment, id: &str) -> &'a ItemFinding {
    fn among<'a>(items: &'a [ItemFinding], id: &str) -> Option<&'a ItemFinding> {
        items.iter().find_map(|item| if item.id == id { Some(item) } else { among(&item.parts, id) })
    }
    let below = found.elements.iter().find_map(|element| among(&element.items, id));
    below.or_else(|| among(&found.items, id)).unwrap_or_else(|| panic!("no item {id}"))
}

/// The points of an item: `7`, or `0..8` while they are open.
fn points(found: &Assessment, id: &str) -> String {
    let points = item(found, id).points;
    if points.is_exact() { points.low.shown() } else { format!("{}..{}", points.low.shown(), points.high.shown()) }
}

fn outcomes(content: &Content, found: &Assessment) -> String {
    let all = &the_book(content).grade.outcomes;
    let end = |place: u8| all.get(usize::from(place)).cloned().unwrap_or_default();
    format!("{}..{}", end(found.grade.worst), end(found.grade.best))
}

#[test]
fn a_pack_gives_back_what_was_put_in() {
    for id in ["smes", "lender", "hightech", "record", "kinds", "levels", "caps", "means"] {
        let content = ziping_tests::scores::book(id);
        let packed = ziping_regime::compiled::write_library(&content.library);
        let read = ziping_regime::compiled::read_library(&packed).unwrap_or_else(|error| panic!("{id}: {error:?}"));
        assert_eq!(read.regimes, content.library.regimes, "{id}");
        assert_eq!(read.windows, content.library.windows, "{id}");
    }
}

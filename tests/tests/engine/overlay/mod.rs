//! Overlays: what they add to a rule book, and what they leave as it was. The overlays are made up; see
//! `tests/overlays`.

#![expect(clippy::panic, reason = "a failed test panics")]

use ziping_assess::{Assessment, Findings, GradeRange, Mode, Report, ReportOptions, assess, report};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_base::lang::Lang;
use ziping_content::{Content, TextFile, overlay};
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{FactIx, Sheet, read_answers};
use ziping_tests::project::{content, root};

mod level;
mod score;
mod whole;

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
    report(&Findings::of(&content.library, book(content, regime), &sheet, today()), &words, "示例", options)
}

const INDICATORS: &str = r#""overlay.made-up-credit.premises": "2.5", "overlay.made-up-credit.team": "4",
    "overlay.made-up-credit.payment": "12""#;

/// A sheet whose other three aspects stand at IETS-E, so that the basic one decides.
fn decided_by_basic(incident: &str) -> String {
    format!(
        r#""org.established": "2015-01-01", "overlay.made-up-levels.engineers": 20,
        "overlay.made-up-levels.client_count": 2, "overlay.made-up-levels.incident": "{incident}",
        "iets.level.technical": "IETS-1", "iets.level.service": "IETS-1", "iets.level.operations": "IETS-1""#
    )
}

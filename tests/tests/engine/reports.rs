//! Reports of a fixed set of made-up sheets, word for word: a few in full, many by a number made from their text.
//!
//! The rule book is the fixture with every form of the language, under each of the three models of a grade. After a
//! change that is meant, `ZIPING_RECORD=1 cargo test -p ziping-tests --test engine reports` takes the new texts down; read
//! the difference of `tests/fixtures/reports.expected` before it is committed.

#![expect(clippy::panic, reason = "a failed test panics")]

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::fmt::Write as _;
use ziping_assess::{Findings, Mode, Report, ReportOptions, compare, inconsistencies, later};
use ziping_assess::{Rules, Side, report};
use ziping_base::lang::Lang;
use ziping_regime::{Basis, ConditionKind, Element, Library, Model, RuleBook};
use ziping_tests::golden::compare as compare_golden;
use ziping_tests::project::{every_form, root};
use ziping_tests::sheets::{Case, cases};

const SHEETS: usize = 60;
const IN_FULL: usize = 1;

/// The fixture's rule book under each model.
fn books() -> Vec<(&'static str, RuleBook)> {
    let scored = every_form().library.regimes.first().unwrap_or_else(|| panic!("no rule book"));
    let with = |model: Model| {
        let mut book = scored.clone();
        book.grade.model = model;
        book
    };
    let rank = every_form().library.catalogue.find("demo.rank").unwrap_or_else(|| panic!("no rank"));
    let backing = scored.grade.backing.clone();
    let aspect = Element { fact: rank, max: 0, basis: Basis::Typed, backing };
    let relaxable = ["answer", "number", "money", "choice"].map(|form| format!("demo.form.{form}")).to_vec();
    let mut met = with(Model::Met { of: ConditionKind::Eligibility, relaxable });
    met.grade.outcomes.truncate(2);
    met.conditions.retain(|condition| condition.id.len() % 3 == 0);
    met.caps.clear();
    vec![
        ("scored", scored.clone()),
        ("aspects", with(Model::Aspects { aspects: vec![aspect.clone(), aspect.clone()], between: true })),
        ("lowest", with(Model::Aspects { aspects: vec![aspect], between: false })),
        ("met", met),
    ]
}

/// The same sheets each time.
fn sheets(book: &RuleBook) -> Vec<Case> {
    let content = every_form();
    let known = content.library.regimes.first().unwrap_or_else(|| panic!("no rule book {}", book.id));
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
    let strategy = cases(content, known, 2);
    let one = |_| strategy.new_tree(&mut runner).map(|tree| tree.current());
    (0..SHEETS).map(one).collect::<Result<_, _>>().unwrap_or_else(|why| panic!("{why}"))
}

fn reported(library: &Library, book: &RuleBook, case: &Case, lang: Lang, horizon: Mode) -> Report {
    let words = every_form().words_for(lang.code(), &book.id);
    report(&Findings::of(library, book, &case.partial(), case.as_of), &words, "示例", ReportOptions { lang, horizon })
}

/// FNV-1a.
fn number(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[test]
fn reports_say_what_they_said() {
    let library = &every_form().library;
    let mut text = String::new();
    for (name, book) in books() {
        for (at, case) in sheets(&book).iter().enumerate() {
            for (lang, mode) in [(Lang::Zh, Mode::Held), (Lang::En, Mode::Strict)] {
                let report = reported(library, &book, case, lang, mode);
                let line = serde_json::to_string(&report).unwrap_or_else(|error| panic!("{error}"));
                let _ = writeln!(text, "{name} {at} {} {:016x}", lang.code(), number(&line));
                if at < IN_FULL {
                    let full = serde_json::to_string_pretty(&report).unwrap_or_else(|error| panic!("{error}"));
                    let _ = writeln!(text, "{full}");
                }
            }
            // What reports leave out: the reasons of inconsistencies, and the steps between two assessments.
            let (partial, whole) = (case.partial(), case.complete());
            let rules = Rules { library, rulebook: &book };
            let side = |sheet, as_of| Side { rules, plain: rules, sheet, as_of };
            let steps = compare(side(&partial, case.as_of), side(&whole, case.as_of.plus_days(400)));
            let found = (inconsistencies(library, &library.regimes, &whole, case.as_of.plus_days(-300)), steps);
            let later = later(library, &book, &partial, case.as_of, case.as_of.plus_days(500), Mode::Held);
            let _ = writeln!(text, "{name} {at} rest {:016x}", number(&format!("{found:?} {later:?}")));
        }
    }
    let golden = root().join("tests/fixtures/reports.expected");
    compare_golden(&golden, &text).unwrap_or_else(|difference| panic!("{difference}"));
}

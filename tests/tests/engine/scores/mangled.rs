//! A rule book with every kind of item, changed at random places: it is refused with a place and a help, or loaded, and
//! then all ways to a grade agree, what is explained is what counts, and nothing panics.
//! `ZIPING_EFFORT=100 cargo test … mangled` tries a hundred times as many.

#![expect(clippy::indexing_slicing, reason = "a test that looks beyond an end fails")]

use super::sheet;
use proptest::prelude::*;
use std::cell::Cell;
use std::sync::OnceLock;
use ziping_assess::{Mode, assess, grade, grades, horizon, next, paths, untested};
use ziping_base::diag::Severity;
use ziping_content::{TextFile, load_with_problems};
use ziping_rules::rule::score::{explain, points};
use ziping_rules::rule::{Columns, Context, Moment, NoTrace};
use ziping_tests::property::check;
use ziping_tests::scores::{files, text};

/// The good rule book with its words.
fn good() -> &'static [TextFile] {
    static FILES: OnceLock<Vec<TextFile>> = OnceLock::new();
    FILES.get_or_init(|| files("kinds", &text("kinds/rulebook.toml"), &text("kinds/facts.toml")))
}

/// What stands in the place of a word, a number or a text, or before it.
const PIECES: [&str; 58] = [
    "0",
    "1",
    "-1",
    "5",
    "0.5",
    "12.345",
    "99999999999999999999",
    "1e9",
    "50%",
    "-5%",
    "0%",
    "100万元",
    "0元",
    "3年",
    "近3年",
    "6个月",
    "kinds.count",
    "kinds.money",
    "kinds.sales",
    "kinds.awards",
    "kinds.flag",
    "kinds.highest",
    "kinds.part / kinds.whole",
    "growth(kinds.sales)",
    "years(kinds.founded)",
    "yearly(kinds.sales, 1)",
    "average(kinds.awards.rate, kinds.awards.price)",
    "count(kinds.awards where national)",
    "points(kinds.rows)",
    "points(kinds.best)",
    "full(kinds.share)",
    "min(",
    "max(",
    "round(kinds.part / 3, 2, half_up)",
    ")",
    "(",
    " * ",
    " / ",
    " - ",
    " + ",
    " where ",
    "not ",
    " and ",
    " or ",
    ">=",
    "<",
    "\"",
    "from",
    "above",
    "to",
    "up_to",
    "best",
    "mean",
    "first",
    "reading",
    "not_published",
    "left_out",
    "2 half_even",
];

/// One change: where (of all the places at which words, numbers and texts begin), with what, and how.
type Mangling = (usize, usize, u8);

/// The places at which words, numbers and signs begin and end.
fn words(text: &str) -> Vec<(usize, usize)> {
    let part = |c: char| c.is_alphanumeric() || "._%-".contains(c);
    let mut all = Vec::new();
    let mut begun: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match (begun, part(c)) {
            (None, true) => begun = Some(at),
            (Some(from), false) => {
                all.push((from, at));
                begun = None;
            }
            _ => {}
        }
    }
    all
}

fn mangled(text: &str, changes: &[Mangling]) -> String {
    let mut text = text.to_owned();
    for (place, piece, how) in changes {
        let all = words(&text);
        let (from, to) = all[place % all.len()];
        let piece = PIECES[piece % PIECES.len()];
        match how {
            0 => text.replace_range(from..to, piece),
            1 => text.insert_str(from, piece),
            2 => text.replace_range(from..to, ""),
            // The line is there twice, or not at all.
            3 | 4 => {
                let start = text[..from].rfind('\n').map_or(0, |at| at + 1);
                let end = text[from..].find('\n').map_or(text.len(), |at| from + at + 1);
                let line = text[start..end].to_owned();
                text.replace_range(start..end, &if *how == 3 { line.repeat(2) } else { String::new() });
            }
            // Another word of the file.
            _ => {
                let (from_other, to_other) = all[(place / 7 + piece.len() * 31) % all.len()];
                let other = text[from_other..to_other].to_owned();
                text.replace_range(from..to, &other);
            }
        }
    }
    text
}

const ANSWERS: [&str; 3] = [
    "",
    r#""kinds.count": 12, "kinds.whole": 8, "kinds.part": 4, "kinds.money": "9500000", "kinds.grade": "fair",
       "kinds.founded": "2018-11-21", "kinds.flag": true, "kinds.sales": {"2024": "100", "2025": "110"},
       "kinds.awards": [{"on": "2025-11-21", "until": "2026-11-21", "national": true, "price": 120, "rate": 7},
                        {"on": "2023-11-21", "national": false, "price": 0, "rate": 3}]"#,
    r#""kinds.count": {"low": "3", "high": "14"}, "kinds.whole": 0, "kinds.part": {"low": "0", "high": "9"},
       "kinds.money": {"low": "2000000", "high": "12000000"}, "kinds.sales": {"2025": "0"},
       "kinds.awards": [{"on": "2023-11-21"}, {"national": true, "price": 40}]"#,
];

#[test]
fn a_rule_book_changed_at_random_is_refused_with_a_place_or_works_in_every_way() {
    let (loaded, refused) = (Cell::new(0), Cell::new(0));
    let changes = prop::collection::vec((any::<usize>(), any::<usize>(), 0_u8..6), 1..4);
    let as_of = super::today();
    check("mangled rule books", 300, &changes, |changes| {
        let mut files = good().to_vec();
        for file in files.iter_mut().filter(|file| file.path == "kinds/rulebook.toml") {
            file.text = mangled(&file.text, &changes);
        }
        let (content, problems) = load_with_problems(&files);
        for problem in &problems {
            prop_assert!(
                !problem.message.is_empty() && !problem.zh.message.is_empty() && !problem.to_string().is_empty()
            );
        }
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            refused.set(refused.get() + 1);
            return Ok(());
        }
        loaded.set(loaded.get() + 1);
        let (library, book) = (&content.library, super::the_book(&content));
        let moment = Moment::new(as_of, &library.windows);
        for facts in ANSWERS {
            let sheet = sheet(&content, facts);
            let full = assess(library, book, &sheet, as_of);
            let quick = grade(book, &sheet, &moment);
            prop_assert_eq!((quick.uncapped, quick.grade), (full.uncapped, full.grade));
            let many = grades(book, &Columns::new(vec![sheet.clone()]), &moment);
            prop_assert_eq!(many, [full.grade]);
            let context = Context::new(&sheet, &moment);
            for item in book.scored() {
                let found = explain(item, &context).points;
                prop_assert_eq!(found, points(item, &context, &mut NoTrace), "{}", &item.id);
                prop_assert!(
                    item.least <= found.low && found.low <= found.high && found.high <= item.most,
                    "{}",
                    &item.id
                );
            }
            let _ = (next(library, book, &sheet, as_of), paths(library, book, &sheet, as_of));
            let steps = horizon(library, book, &sheet, as_of, Mode::Held);
            prop_assert_eq!(steps.first().map(|step| step.range), Some(full.grade));
        }
        let _ = untested(library, book, &[], |_| true);
        Ok(())
    });
    println!("{} loaded, {} refused", loaded.get(), refused.get());
    assert!(loaded.get() >= 10 && refused.get() >= 60, "{} loaded, {} refused", loaded.get(), refused.get());
}

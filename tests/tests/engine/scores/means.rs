//! Paths where a figure is a mean over rows or over parts: they say how many rows, and how good, and those reach it.

use super::{the_book, today};
use proptest::prelude::*;
use std::cell::Cell;
use std::sync::OnceLock;
use ziping_assess::{Path, Speaker, Target, grade, paths};
use ziping_base::lang::Lang;
use ziping_content::Content;
use ziping_regime::RuleBook;
use ziping_rules::fact::{FactIx, Range, Row, Sheet, Value};
use ziping_rules::rule::{Change, Moment};
use ziping_tests::property::check;
use ziping_tests::scores::book;

fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| book("means"))
}

fn fact(id: &str) -> FactIx {
    content().library.catalogue.find(id).unwrap_or_else(|| panic!("no fact {id}"))
}

fn number(units: i64) -> Value {
    Value::Number(Range::exactly(units))
}

/// A project: own, rating in tenths, price in fen, people.
#[derive(Debug, Clone, Copy)]
struct Project(bool, i64, i64, i64);

impl Project {
    fn row(self, name: usize) -> Row {
        let Self(own, rating, price, people) = self;
        let name = Value::Text(format!("项目{name}"));
        Row { cells: [name, Value::Bool(own), number(rating), number(price), number(people)].map(Some).to_vec() }
    }
}

fn sheet(projects: &[Project], first: i64, second: i64) -> Sheet {
    let mut sheet = Sheet::new();
    let rows: Vec<Row> = projects.iter().enumerate().map(|(at, project)| project.row(at)).collect();
    sheet.put(fact("means.projects"), Some(Value::Table(rows.into())));
    sheet.put(fact("means.first"), Some(number(first)));
    sheet.put(fact("means.second"), Some(number(second)));
    sheet
}

fn projects() -> impl Strategy<Value = Vec<Project>> {
    let rating = prop_oneof![prop::sample::select(vec![0_i64, 599, 600, 700, 799, 800, 1_000]), 0_i64..1_001];
    let price = prop::sample::select(vec![0_i64, 1, 50_000_000, 99_999_999, 100_000_000, 250_000_033]);
    let one = (any::<bool>(), rating, price, prop::sample::select(vec![0_i64, 10, 49, 51, 200]));
    prop::collection::vec(one.prop_map(|(own, rating, price, people)| Project(own, rating, price, people)), 0..5)
}

fn reached(book: &RuleBook, sheet: &Sheet, place: u8) -> bool {
    grade(book, sheet, &Moment::new(today(), &content().library.windows)).grade.worst >= place
}

fn after<'c>(sheet: &Sheet, changes: impl Iterator<Item = &'c Change>) -> Sheet {
    let (mut sheet, mut on) = (sheet.clone(), today());
    changes.for_each(|change| change.apply(&mut sheet, &mut on));
    sheet
}

#[test]
fn a_path_reaches_what_it_promises_and_is_there_wherever_more_good_rows_do() {
    let (shown, with_rows, ways) = (Cell::new(0), Cell::new(0), Cell::new((0, 0)));
    let small = || prop::sample::select(vec![0_i64, 4, 5, 9, 10]);
    check("means paths", 80, &(projects(), small(), small()), |(projects, first, second)| {
        let (library, book) = (&content().library, the_book(content()));
        let sheet = sheet(&projects, first, second);
        let mut best: Vec<Project> = projects.clone();
        best.extend([Project(true, 1_000, 100_000_000_000, 10); 60]);
        let best = super::means::sheet(&best, 10, 10);
        for to in paths(library, book, &sheet, today()) {
            let Target::Outcome(place) = to.target else { continue };
            if reached(book, &best, place) {
                // The search may be broken off, and then says so.
                prop_assert!(!to.paths.is_empty() || to.more, "no path to {place}, because of {:?}", to.why);
                let (there, none) = ways.get();
                ways.set(if to.paths.is_empty() { (there, none + 1) } else { (there + 1, none) });
            }
            for Path { changes, .. } in &to.paths {
                shown.set(shown.get() + 1);
                with_rows
                    .set(with_rows.get() + i32::from(changes.iter().any(|change| matches!(change, Change::Rows(..)))));
                prop_assert!(reached(book, &after(&sheet, changes.iter()), place), "{changes:?} miss {place}");
                for left_out in 0..changes.len() {
                    let rest = changes.iter().enumerate().filter(|(at, _)| *at != left_out);
                    let rest = after(&sheet, rest.map(|(_, change)| change));
                    prop_assert!(!reached(book, &rest, place), "{left_out} of {changes:?} is not needed");
                }
                // No row less would do either.
                for (at, change) in changes.iter().enumerate() {
                    let Change::Rows(table, rows, columns) = change else { continue };
                    let fewer = Change::Rows(*table, rows[1..].to_vec(), columns.clone());
                    let with = changes.iter().enumerate().map(|(other, own)| if other == at { &fewer } else { own });
                    prop_assert!(!reached(book, &after(&sheet, with), place), "{changes:?} has a row too many");
                }
            }
        }
        Ok(())
    });
    assert!(shown.get() > 100 && with_rows.get() > 60, "{} paths, {} with rows", shown.get(), with_rows.get());
    let (there, none) = ways.get();
    assert!(none * 20 <= there, "of {} targets that more good rows reach, {none} have no path", there + none);
}

/// Two own projects of 50 points: with two of 100 beside them the mean is 75, and that is just enough.
#[test]
fn a_path_says_how_many_rows_and_how_good() {
    let (library, book) = (&content().library, the_book(content()));
    let sheet = sheet(&[Project(true, 500, 100_000_000, 10), Project(true, 500, 100_000_000, 10)], 10, 10);
    let ways = paths(library, book, &sheet, today());
    let to = ways.iter().find(|to| to.target == Target::Outcome(3)).unwrap_or_else(|| panic!("no A"));
    let rows = to.paths.iter().find_map(|path| match path.changes.as_slice() {
        [change @ Change::Rows(..)] => Some(change),
        _ => None,
    });
    let change = rows.unwrap_or_else(|| panic!("{:?}", to.paths));
    let words = |lang: Lang| content().words_for(lang.code(), &book.id);
    let said = |lang: Lang| Speaker::new(library, book, &words(lang), lang).change(change, false);
    assert_eq!(said(Lang::Zh), "means.projects再有 2 条符合要求的（每条rating 100 分）");
    assert_eq!(said(Lang::En), "means.projects: 2 more that qualify (each with rating 100 points)");
}

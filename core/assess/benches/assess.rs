//! How long assessing takes: each regime in full, its parts apart, the outcome alone, many sheets at once, and growth
//! with the number of conditions. `cargo bench -p ziping-assess` prints the table.

#![expect(clippy::panic, reason = "a bench without content cannot go on")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;
use std::sync::OnceLock;
use ziping_assess::{Mode, assess_at, duties, grade, grades, horizon, inconsistencies, later, next, paths};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_content::{Content, load};
use ziping_regime::{Case, ConditionKind, Model, RuleBook};
use ziping_rules::fact::{Range, Row, Sheet, Value, read_answers_on, write_answers};
use ziping_rules::rule::{Columns, Moment};

/// The content of the workspace.
fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
        let files = ziping_files::below(&root).unwrap_or_else(|error| panic!("{error}"));
        load(&files).unwrap_or_else(|problems| panic!("{} problems in the content", problems.len()))
    })
}

fn book(id: &str) -> &'static RuleBook {
    content().library.regime(id).unwrap_or_else(|| panic!("no rule book {id}"))
}

fn today() -> Day {
    Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST)
}

fn moment() -> Moment {
    Moment::new(today(), &content().library.windows)
}

fn cases(id: &str) -> &'static [Case] {
    content().cases.get(id).map_or(&[], Vec::as_slice)
}

/// The most complete sheet among a regime's cases whose grade is the best: everything is looked at.
fn full(book: &RuleBook) -> &'static Sheet {
    let best = |case: &&Case| {
        let range = grade(book, &case.sheet, &moment()).grade;
        (range.worst, case.sheet.answered().count())
    };
    let case = cases(&book.id).iter().max_by_key(best).unwrap_or_else(|| panic!("{} has no cases", book.id));
    &case.sheet
}

/// The same with every other answer taken out.
fn half(book: &RuleBook) -> Sheet {
    let mut sheet = full(book).clone();
    let answered: Vec<_> = sheet.answered().map(|(fact, _)| fact).step_by(2).collect();
    answered.iter().for_each(|fact| {
        sheet.put(*fact, None);
    });
    sheet
}

/// One sheet with the answers of a credit case and of an om case.
fn pairs() -> Vec<Sheet> {
    let (credit, om) = (cases("credit"), cases("om"));
    (0..credit.len().max(om.len()))
        .map(|at| {
            let mut sheet = Sheet::new();
            for case in [credit.get(at % credit.len()), om.get(at % om.len())].into_iter().flatten() {
                case.sheet.answered().for_each(|(fact, value)| {
                    sheet.put(fact, Some(value.clone()));
                });
            }
            sheet
        })
        .collect()
}

/// A group with a bench for each regime.
fn each_regime<Found>(
    c: &mut Criterion,
    group: &str,
    sheet: fn(&RuleBook) -> Sheet,
    run: impl Fn(&RuleBook, &Sheet) -> Found,
) {
    let mut group = c.benchmark_group(group);
    for book in &content().library.regimes {
        let sheet = sheet(book);
        group.bench_function(BenchmarkId::from_parameter(&book.id), |b| b.iter(|| run(book, black_box(&sheet))));
    }
    group.finish();
}

/// The assessment, and what assesses many times: what is left to ask and to reach, on a sheet with half of its answers
/// open.
fn in_full(c: &mut Criterion) {
    let (library, moment) = (&content().library, moment());
    let whole = |book: &RuleBook| full(book).clone();
    each_regime(c, "assess", whole, |book, sheet| assess_at(library, book, sheet, &moment));
    each_regime(c, "next", half, |book, sheet| next(library, book, sheet, today()));
    each_regime(c, "paths", half, |book, sheet| paths(library, book, sheet, today()));
    each_regime(c, "horizon", whole, |book, sheet| horizon(library, book, sheet, today(), Mode::Held));
}

fn outcome_only(c: &mut Criterion) {
    let mut group = c.benchmark_group("outcome");
    let moment = moment();
    for id in ["credit", "om"] {
        let (book, sheet) = (book(id), full(book(id)));
        group.bench_function(id, |b| b.iter(|| grade(book, black_box(sheet), &moment)));
    }
    let (credit, om) = (book("credit"), book("om"));
    let pairs = pairs();
    group.throughput(Throughput::Elements(pairs.len() as u64));
    group.bench_function("credit and om, all cases", |b| {
        b.iter(|| {
            for sheet in &pairs {
                black_box((grade(credit, black_box(sheet), &moment), grade(om, black_box(sheet), &moment)));
            }
        });
    });
    let columns = Columns::new(pairs);
    group.bench_function("credit and om, all cases at once", |b| {
        b.iter(|| (grades(credit, black_box(&columns), &moment), grades(om, black_box(&columns), &moment)));
    });
    let mut both = full(credit).clone();
    full(om).answered().for_each(|(fact, value)| {
        both.put(fact, Some(value.clone()));
    });
    group.throughput(Throughput::Elements(1));
    group.bench_function("credit and om, one strong sheet", |b| {
        b.iter(|| (grade(credit, black_box(&both), &moment), grade(om, black_box(&both), &moment)));
    });
    group.finish();
}

/// Lines of answers read, and their outcomes, on one thread and on two.
fn batch(c: &mut Criterion) {
    let library = &content().library;
    let (book, moment) = (book("credit"), moment());
    let lines: Vec<String> = cases("credit")
        .iter()
        .map(|case| write_answers("示例", &case.sheet, &library.catalogue).replace('\n', " "))
        .collect();
    let one = |line: &String| {
        let source = Source { name: "line", text: line };
        read_answers_on(&source, &library.catalogue, today()).ok().map(|answers| grade(book, &answers.sheet, &moment))
    };
    let mut group = c.benchmark_group("batch");
    group.throughput(Throughput::Elements(lines.len() as u64));
    for threads in [1, 2] {
        group.bench_function(BenchmarkId::new("threads", threads), |b| {
            b.iter(|| {
                std::thread::scope(|scope| {
                    for part in lines.chunks(lines.len().div_ceil(threads)) {
                        scope.spawn(move || {
                            part.iter().for_each(|line| {
                                black_box(one(line));
                            });
                        });
                    }
                });
            });
        });
    }
    group.finish();
}

/// A rule book with so many conditions: those of om over and over.
fn grown(count: usize) -> RuleBook {
    let om = book("om");
    let requirements = om.conditions.iter().filter(|condition| condition.kind == ConditionKind::Requirement);
    RuleBook { conditions: requirements.cycle().take(count).cloned().collect(), ..om.clone() }
}

fn growth(c: &mut Criterion) {
    let mut group = c.benchmark_group("growth");
    let (sheet, moment) = (full(book("om")), moment());
    for count in [10, 100, 1_000] {
        let book = grown(count);
        assert!(matches!(book.grade.model, Model::Met { .. }));
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(BenchmarkId::new("assess", count), |b| {
            b.iter(|| assess_at(&content().library, &book, black_box(sheet), &moment));
        });
        group
            .bench_function(BenchmarkId::new("outcome", count), |b| b.iter(|| grade(&book, black_box(sheet), &moment)));
    }
    group.finish();
}

/// So many projects: clients of several, some too old, some ahead, one cell in fifty blank.
fn projects(count: usize) -> Vec<Row> {
    (0..count)
        .map(|i| {
            let number = i32::try_from(i).unwrap_or(0);
            let start = today().plus_days(-(number * 7 % 2_400));
            let end = start.plus_days(number * 13 % 1_100);
            let blank = i % 50 == 0;
            Row {
                cells: vec![
                    Some(Value::Text(format!("客户{}", i * 31 % (count / 3 + 1)))),
                    Some(Value::Text(format!("项目{i}"))),
                    Some(Value::Number(Range::exactly(i64::from(number * 37 % 300) * 1_000_000))),
                    (!blank).then_some(Value::Bool(i % 3 > 0)),
                    Some(Value::Date(start)),
                    Some(Value::Date(end)),
                ],
            }
        })
        .collect()
}

/// Everything that the page works out after a change.
fn page(book: &RuleBook, sheet: &Sheet) {
    let library = &content().library;
    black_box(later(library, book, sheet, today(), today(), Mode::Held));
    black_box(horizon(library, book, sheet, today(), Mode::Held));
    black_box(duties(library, book, sheet, today()));
    black_box(inconsistencies(library, std::slice::from_ref(book), sheet, today()));
}

/// Everything that the page works out for om with a table of so many projects: after a change of the table (its rows
/// are new then), after a key in one cell, and after a change of another answer.
fn large_tables(c: &mut Criterion) {
    let mut group = c.benchmark_group("page");
    let (om, library) = (book("om"), &content().library);
    let (Some(table), Some(staff)) = (library.catalogue.find("om.projects"), library.catalogue.find("om.staff")) else {
        return;
    };
    for count in [100, 1_000, 3_000, 10_000] {
        let rows = projects(count);
        let mut sheet = half(om);
        group.bench_function(BenchmarkId::new("a row changed", count), |b| {
            b.iter_batched(
                || {
                    sheet.put(table, Some(Value::Table(rows.clone().into())));
                    sheet.clone()
                },
                |sheet| page(om, &sheet),
                criterion::BatchSize::PerIteration,
            );
        });
        for (what, column) in [("a key in a word", 1), ("a key in an amount", 2)] {
            let mut key = 0;
            group.bench_function(BenchmarkId::new(what, count), |b| {
                b.iter(|| {
                    key = key % 7 + 1;
                    let value = match column {
                        1 => Value::Text(format!("项目{key}")),
                        _ => Value::Number(Range::exactly(key * 100_000)),
                    };
                    let Some(Value::Table(now)) = sheet.get(table) else { return };
                    let after = now.with_cell(0, column, Some(value));
                    sheet.put(table, Some(Value::Table(after)));
                    page(om, &sheet);
                });
            });
        }
        let mut turn = 0;
        group.bench_function(BenchmarkId::new("another answer changed", count), |b| {
            b.iter(|| {
                turn += 1;
                sheet.put(staff, Some(Value::Number(Range::exactly(turn % 100))));
                page(om, &sheet);
            });
        });
    }
    group.finish();
}

criterion_group! {
    name = all;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(std::time::Duration::from_millis(300))
        .measurement_time(std::time::Duration::from_millis(1_000));
    targets = in_full, outcome_only, batch, growth, large_tables
}
criterion_main!(all);

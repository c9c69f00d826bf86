//! How long assessing takes: each regime in full, its parts apart, the outcome alone, many sheets at once, and growth
//! with the number of conditions. `cargo bench -p ziping-core` prints the table.

#![expect(clippy::panic, reason = "a bench without content cannot go on")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;
use std::sync::OnceLock;
use ziping_core::assess::{Mode, assess_at, grade, grades, horizon, next, paths};
use ziping_core::calendar::Day;
use ziping_core::diag::Source;
use ziping_core::fact::{Sheet, read_answers_on, write_answers};
use ziping_core::regime::{Case, ConditionKind, Content, Model, RuleBook, load};
use ziping_core::rule::{Columns, Moment};

/// The content of the workspace.
fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
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

criterion_group! {
    name = all;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(std::time::Duration::from_millis(300))
        .measurement_time(std::time::Duration::from_millis(1_000));
    targets = in_full, outcome_only, batch, growth
}
criterion_main!(all);

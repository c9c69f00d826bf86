//! How long points take that are worked out: 46 indicators with and without explanations, growth with their number, and what
//! the page works out where nothing of a host's table is answered yet.
//! `cargo bench -p ziping-assess --bench scores` prints the table.

#![expect(clippy::panic, reason = "a bench without content cannot go on")]

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use ziping_assess::{Mode, assess_at, grade, horizon, next, paths};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_content::{Content, TextFile, load, overlay};
use ziping_regime::{Basis, Model, RuleBook};
use ziping_rules::fact::{Range, Sheet, Value, read_answers_on};
use ziping_rules::rule::score::{Rule, Scored, explain, points};
use ziping_rules::rule::{Context, Moment, NoTrace};

/// Facts that the items look at.
const FACTS: [(&str, &str); 5] =
    [("staff", "count"), ("engineers", "count"), ("income", "money"), ("debts", "money"), ("founded", "date")];

/// One item, of each kind in turn.
fn item(at: usize) -> String {
    let rule = match at % 5 {
        0 => {
            r#"value = "overlay.bench.staff"
bands = [{ from = "50", points = "10" }, { from = "20", to = "50", points = "7" }, { to = "20", points = "2" }]"#
        }
        1 => {
            r#"value = "share(overlay.bench.engineers, overlay.bench.staff)"
base_not_positive = "not_published"
bands = [{ from = "30%", points = "10" }, { from = "12.5%", to = "30%", points = "6.5" }, { to = "12.5%", points = "0" }]"#
        }
        2 => {
            r#"value = "overlay.bench.debts / overlay.bench.income"
base_not_positive = "not_published"
steps = { standard = "40%", above = "5%", points = "-1", part = "full" }"#
        }
        3 => {
            r#"value = "years(overlay.bench.founded)"
bands = [{ from = "10", points = "10" }, { from = "5", to = "10", points = "8" }, { to = "5", points = "4" }]"#
        }
        _ => {
            r#"points = "min(overlay.bench.engineers / overlay.bench.staff * 10, 10)"
base_not_positive = "not_published"
round = "2 half_up""#
        }
    };
    format!(
        "[[item]]\nid = \"overlay.bench.i{at}\"\ngroup = \"overlay.bench.all\"\nclause = \"1\"\nmax = \"10\"\n{rule}\n"
    )
}

/// A text of the workspace.
fn text(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The content with an overlay.
fn with_overlay(text: String) -> Content {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let files = ziping_files::below(&root).unwrap_or_else(|error| panic!("{error}"));
    let content = load(&files).unwrap_or_else(|problems| panic!("{} problems in the content", problems.len()));
    let file = TextFile { path: "bench.overlay.toml".to_owned(), text };
    let applied = overlay::apply(&content.library, &[file]);
    applied.unwrap_or_else(|problems| panic!("{problems:#?}")).over(content)
}

/// Credit with one element worked out of so many items.
fn content(count: usize) -> Content {
    let mut text = String::from(
        "overlay = 1\nid = \"bench\"\nregime = \"credit\"\nversion = \"1.0.0\"\nfor_version = [\"0\", \"1\", \"2\", \"3\"]\n\
         status = \"draft\"\nsource = \"bench\"\n[[group]]\nid = \"overlay.bench.all\"\nelement = \"credit.score.foundation\"\n\
         clause = \"1\"\nmax = \"12\"\ncapped = true\n",
    );
    for (id, kind) in FACTS {
        let _ = write!(text, "[[fact]]\nid = \"overlay.bench.{id}\"\nkind = \"{kind}\"\n");
    }
    (0..count).for_each(|at| text.push_str(&item(at)));
    for lang in ["zh", "en"] {
        let title = if lang == "zh" { "示例" } else { "Example" };
        let _ = write!(text, "[{lang}.overlay]\ntitle = \"{title}\"\ntext = \"{title}\"\n");
        let items = (0..count).map(|at| format!("i{at}")).chain(["all".to_owned()]).map(|id| ("item", id));
        for (kind, id) in FACTS.map(|(id, _)| ("fact", id.to_owned())).into_iter().chain(items) {
            let _ = write!(text, "[{lang}.{kind}.\"overlay.bench.{id}\"]\ntitle = \"{title}\"\ntext = \"{title}\"\n");
        }
    }
    with_overlay(text)
}

fn credit(content: &Content) -> &RuleBook {
    content.library.regime("credit").unwrap_or_else(|| panic!("no credit"))
}

fn sheet(content: &Content) -> Sheet {
    let mut sheet = Sheet::new();
    let number = |units: i64| Value::Number(Range::exactly(units));
    let founded = Day::new(2017, 3, 14).unwrap_or(Day::EARLIEST);
    for (id, value) in [
        ("staff", number(37)),
        ("engineers", number(11)),
        ("income", number(1_234_567_800)),
        ("debts", number(612_345_600)),
        ("founded", Value::Date(founded)),
    ] {
        if let Some(fact) = content.library.catalogue.find(&format!("overlay.bench.{id}")) {
            sheet.put(fact, Some(value));
        }
    }
    sheet
}

fn today() -> Day {
    Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST)
}

fn root(book: &RuleBook) -> &Scored {
    let items = book.elements().iter().find_map(|element| element.items().first());
    items.unwrap_or_else(|| panic!("nothing is worked out"))
}

fn indicators(c: &mut Criterion) {
    let content = content(46);
    let (book, moment) = (credit(&content), Moment::new(today(), &content.library.windows));
    let full = sheet(&content);
    let mut partial = full.clone();
    for id in ["engineers", "income"] {
        partial.put(
            content.library.catalogue.find(&format!("overlay.bench.{id}")).unwrap_or_else(|| panic!("{id}")),
            None,
        );
    }
    let mut group = c.benchmark_group("46 indicators");
    for (name, sheet) in [("full", &full), ("partial", &partial)] {
        let context = Context::new(sheet, &moment);
        group.bench_function(BenchmarkId::new("explained", name), |b| {
            b.iter(|| black_box(explain(root(book), &context)))
        });
        group.bench_function(BenchmarkId::new("points", name), |b| {
            b.iter(|| black_box(points(root(book), &context, &mut NoTrace)));
        });
        group.bench_function(BenchmarkId::new("outcome", name), |b| b.iter(|| black_box(grade(book, sheet, &moment))));
        group.bench_function(BenchmarkId::new("assessed", name), |b| {
            b.iter(|| black_box(assess_at(&content.library, book, sheet, &moment)));
        });
    }
    group.finish();
}

/// The same with ten, a hundred and a thousand items.
fn growth(c: &mut Criterion) {
    let content = content(10);
    let moment = Moment::new(today(), &content.library.windows);
    let sheet = sheet(&content);
    let mut group = c.benchmark_group("growth");
    for times in [1, 10, 100] {
        let mut book = credit(&content).clone();
        if let Model::Scored { elements, .. } = &mut book.grade.model {
            for element in elements {
                if let Basis::Items(items) = &mut element.basis {
                    for item in items {
                        if let Rule::Group(group) = &mut item.rule {
                            let once = group.parts.clone();
                            (1..times).for_each(|_| group.parts.extend(once.iter().cloned()));
                        }
                    }
                }
            }
        }
        let context = Context::new(&sheet, &moment);
        group.bench_function(BenchmarkId::new("explained", times * 10), |b| {
            b.iter(|| black_box(explain(root(&book), &context)));
        });
    }
    group.finish();
}

/// The example of credit under the made-up table of forty indicators, of whose own questions none is answered.
fn table(c: &mut Criterion) {
    let content = with_overlay(text("tests/scores/forty.overlay.toml"));
    let (library, book) = (&content.library, credit(&content));
    let moment = Moment::new(today(), &library.windows);
    let example = text("content/credit/example.json");
    let answers = read_answers_on(&Source { name: "example.json", text: &example }, &library.catalogue, today());
    let sheet = &answers.unwrap_or_else(|problems| panic!("{problems:#?}")).sheet;
    let mut group = c.benchmark_group("a host's table, not answered");
    group.bench_function("outcome", |b| b.iter(|| grade(book, black_box(sheet), &moment)));
    group.bench_function("assessed", |b| b.iter(|| assess_at(library, book, black_box(sheet), &moment)));
    group.bench_function("next", |b| b.iter(|| next(library, book, black_box(sheet), today())));
    group.bench_function("paths", |b| b.iter(|| paths(library, book, black_box(sheet), today())));
    group.bench_function("horizon", |b| b.iter(|| horizon(library, book, black_box(sheet), today(), Mode::Held)));
    group.finish();
}

criterion_group! {
    name = all;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(std::time::Duration::from_millis(300))
        .measurement_time(std::time::Duration::from_millis(1_000));
    targets = indicators, growth, table
}
criterion_main!(all);

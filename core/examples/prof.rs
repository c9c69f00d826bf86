use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use ziping_core::{assess::grade, calendar::Day, diag::Source, fact::*, regime::*, rule::Moment};
fn collect(root: &Path, f: &Path, o: &mut Vec<TextFile>) {
    for e in std::fs::read_dir(f).unwrap() {
        let p = e.unwrap().path();
        if p.is_dir() {
            collect(root, &p, o)
        } else if p.extension().is_some_and(|e| e == "toml") {
            o.push(TextFile {
                path: p.strip_prefix(root).unwrap().to_string_lossy().into(),
                text: std::fs::read_to_string(&p).unwrap(),
            })
        }
    }
}
fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let mut f = vec![];
    collect(&root, &root, &mut f);
    f.sort_by(|a, b| a.path.cmp(&b.path));
    let c = load(&f).unwrap();
    let m = Moment::new(Day::new(2026, 11, 21).unwrap(), &c.library.windows);
    let sheets: Vec<Sheet> = std::fs::read_to_string("/tmp/sheets.ndjson")
        .unwrap()
        .lines()
        .map(|l| read_answers(&Source { name: "x", text: l }, &c.library.catalogue).unwrap().sheet)
        .collect();
    println!(
        "Test {} Value {} facts {}",
        size_of::<ziping_core::rule::Test>(),
        size_of::<Value>(),
        c.library.catalogue.iter().count()
    );
    for id in std::env::var("R").unwrap_or("credit,om".into()).split(",") {
        let b = c.library.regime(id).unwrap();
        let mut best = f64::MAX;
        for _ in 0..std::env::args().nth(1).map_or(300, |a| a.parse().unwrap()) {
            let t = Instant::now();
            for s in &sheets {
                black_box(grade(b, black_box(s), &m));
            }
            best = best.min(t.elapsed().as_nanos() as f64 / 2000.);
        }
        println!("{id} {best:.0} ns");
        let cols = ziping_core::rule::Columns::new(sheets.clone());
        let mut best = f64::MAX;
        for _ in 0..std::env::args().nth(1).map_or(300, |a| a.parse().unwrap()) {
            let t = Instant::now();
            black_box(ziping_core::assess::grades(b, black_box(&cols), &m));
            best = best.min(t.elapsed().as_nanos() as f64 / 2000.);
        }
        for (s, g) in sheets.iter().zip(ziping_core::assess::grades(b, &cols, &m)) {
            assert_eq!(grade(b, s, &m).grade, g);
        }
        println!("{id} columns {best:.0} ns");
    }
}

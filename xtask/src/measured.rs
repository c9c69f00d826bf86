//! One table of what the core's benches measured, with ratios of runs beside each other.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::project::Project;

/// The regimes.
const REGIMES: [&str; 6] = ["bizsec", "credit", "iets", "iii-consulting", "nextgen-it", "om"];

/// A line of the table: what, its bench, beside which other bench its ratio stands, and how many sheets or conditions
/// one run of each does.
struct Line {
    what: String,
    bench: String,
    beside: Option<(&'static str, String)>,
    runs: f64,
    other_runs: f64,
}

/// Prints the table from what criterion has kept.
pub fn table(project: &Project) -> Result<()> {
    let folder = project.target().join("criterion");
    println!("\n{:<44}{:>14}{:>16}   beside", "native, one thread unless said", "median", "ratio");
    for line in lines() {
        let own = median(&folder, &line.bench)? / line.runs;
        let ratio = match &line.beside {
            None => String::new(),
            Some((_, bench)) => format!("{:.2}", own / (median(&folder, bench)? / line.other_runs)),
        };
        let beside = line.beside.as_ref().map_or("", |(name, _)| name);
        println!("{:<44}{:>14}{ratio:>16}   {beside}", line.what, shown(own));
    }
    Ok(())
}

fn lines() -> Vec<Line> {
    let one = |what: String, bench: String, beside| Line { what, bench, beside, runs: 1.0, other_runs: 1.0 };
    let mut all = Vec::new();
    for regime in REGIMES {
        let full = format!("assess/{regime}");
        all.push(one(format!("{regime}: assessment with explanations"), full.clone(), None));
        for part in ["next", "paths", "horizon"] {
            let beside = Some(("the assessment", full.clone()));
            all.push(one(format!("{regime}: {part}"), format!("{part}/{regime}"), beside));
        }
    }
    for regime in ["credit", "om"] {
        let beside = Some(("the assessment", format!("assess/{regime}")));
        all.push(one(format!("{regime}: outcome only"), format!("outcome/{regime}"), beside));
    }
    let pairs = "outcome/credit and om, all cases";
    let together = "outcome/credit and om, all cases at once";
    all.push(one("credit and om: all cases, each alone".into(), pairs.into(), None));
    all.push(one("credit and om: all cases at once".into(), together.into(), Some(("each alone", pairs.into()))));
    for kind in ["assess", "outcome"] {
        for (count, runs) in [(10, 10.0), (100, 100.0), (1_000, 1_000.0)] {
            let ten = (count > 10).then(|| ("10 conditions: 1.00 is linear growth", format!("growth/{kind}/10")));
            let what = format!("{kind}: a condition of {count}");
            all.push(Line { what, bench: format!("growth/{kind}/{count}"), beside: ten, runs, other_runs: 10.0 });
        }
    }
    all.push(one("batch of answer files, 1 thread".into(), "batch/threads/1".into(), None));
    let beside = Some(("1 thread: 0.50 is all of the second core", "batch/threads/1".to_owned()));
    all.push(one("batch of answer files, 2 threads".into(), "batch/threads/2".into(), beside));
    all
}

/// The median of a bench, in nanoseconds, as criterion has kept it.
fn median(folder: &Path, bench: &str) -> Result<f64> {
    let path = folder.join(bench).join("new").join("estimates.json");
    let text = fs::read_to_string(&path).with_context(|| {
        format!("`{}` cannot be read\n  help: is the bench `{bench}` in core/assess/benches/?", path.display())
    })?;
    let estimates: Value = serde_json::from_str(&text).with_context(|| format!("`{}` is not JSON", path.display()))?;
    estimates
        .pointer("/median/point_estimate")
        .and_then(Value::as_f64)
        .with_context(|| format!("`{}` has no median", path.display()))
}

fn shown(nanoseconds: f64) -> String {
    match nanoseconds {
        n if n < 1e3 => format!("{n:.0} ns"),
        n if n < 1e6 => format!("{:.1} µs", n / 1e3),
        n => format!("{:.1} ms", n / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_read_as_criterion_writes_it_and_shown_with_its_unit() {
        let folder = std::env::temp_dir().join(format!("ziping-bench-{}", std::process::id()));
        let place = folder.join("growth/assess/10/new");
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join("estimates.json"), r#"{"median":{"point_estimate":1250.5}}"#).unwrap();
        assert_eq!(shown(median(&folder, "growth/assess/10").unwrap()), "1.3 µs");
        assert_eq!((shown(12.4), shown(2.5e6)), ("12 ns".to_owned(), "2.5 ms".to_owned()));
        let missing = median(&folder, "growth/assess/11").unwrap_err().to_string();
        assert!(missing.contains("growth/assess/11"), "{missing}");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn every_bench_of_the_table_is_in_the_benches() {
        let benches = Project::find().unwrap().read("core/assess/benches/assess.rs").unwrap();
        for line in lines() {
            let group = line.bench.split('/').next().unwrap_or_default();
            assert!(benches.contains(&format!("\"{group}\"")), "{}", line.bench);
        }
    }
}

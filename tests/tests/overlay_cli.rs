//! Overlays and schemas on the command line.

#![expect(clippy::panic, reason = "a failed test panics")]

use serde_json::Value as Json;
use ziping_tests::cli::{Run, ziping};
use ziping_tests::project::{root, scratch};

const OVERLAY: &str = "tests/overlays/credit-indicators.toml";

fn run(arguments: &[&str], input: &str) -> Run {
    ziping(arguments, input).unwrap_or_else(|error| panic!("{error}"))
}

fn assess(overlays: &[&str], answers: &str) -> Run {
    let mut arguments = vec!["assess", "--regime", "credit", "--as-of", "2026-11-21", "--format", "json"];
    overlays.iter().for_each(|file| arguments.extend(["--overlay", file]));
    arguments.push("-");
    run(&arguments, answers)
}

const ANSWERS: &str = r#"{"schema": 1, "organisation": "示例", "facts": {"overlay.made-up-credit.payment": "12.5"}}"#;

#[test]
fn assess_uses_an_overlay_and_names_it() {
    let found = assess(&[OVERLAY], ANSWERS);
    assert_eq!((found.status, found.err.as_str()), (0, ""));
    let report: Json = serde_json::from_str(&found.out).unwrap_or_else(|error| panic!("{error}: {}", found.out));
    assert_eq!(report["overlays"], serde_json::json!(["made-up-credit@1.0.0"]));
    assert_eq!(report["score"], serde_json::json!({ "low": "12.5", "high": "92.5" }));
    let payment = &report["elements"][4]["indicators"][0];
    assert_eq!(payment["fact"], "overlay.made-up-credit.payment");
    assert_eq!(
        (&payment["low"], &payment["max"], &payment["clause"]),
        (&Json::from("12.5"), &Json::from("20"), &Json::from("虚构表五 1"))
    );
    // Without it the fact is not known: the answers are refused, not shortened.
    let without = assess(&[], ANSWERS);
    assert_eq!((without.status, without.out.as_str()), (1, ""));
    assert!(without.err.contains("unknown-fact"), "{}", without.err);
}

#[test]
fn a_broken_or_missing_overlay_ends_with_status_2_and_nothing_assessed() {
    for file in ["tests/overlays/broken/sum.toml", "tests/overlays/no-such-file.toml"] {
        let found = assess(&[OVERLAY, file], ANSWERS);
        assert_eq!((found.status, found.out.as_str()), (2, ""), "{file}");
        assert!(found.err.contains(file), "{}", found.err);
    }
}

#[test]
fn check_says_what_an_overlay_adds() {
    let files = ["--overlay", OVERLAY, "--overlay", "tests/overlays/iets-levels.toml"];
    let found = run(&[&["check", "--lang", "en"][..], &files[..], &["content"][..]].concat(), "");
    assert_eq!((found.status, found.err.as_str()), (0, ""));
    let said = "6 facts, 2 forms, derives credit.score.foundation, credit.score.social: no problems";
    assert!(found.out.contains(said), "{}", found.out);
    assert!(found.out.contains("derives iets.level.basic: no problems"), "{}", found.out);
}

#[test]
fn schema_writes_what_is_checked_in() {
    let folder = scratch("schemas").unwrap_or_else(|error| panic!("{error}"));
    let found = run(&["schema", &folder.to_string_lossy()], "");
    assert_eq!((found.status, found.err.as_str()), (0, ""));
    let read = |path: std::path::PathBuf| std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{error}"));
    assert!(found.out.lines().count() >= 11, "{}", found.out);
    for name in found.out.lines() {
        let (new, old) = (read(folder.join(name)), read(root().join("content/schema").join(name)));
        assert!(new == old, "{name} lags behind: run `cargo run -p ziping-cli -- schema content/schema`");
    }
}

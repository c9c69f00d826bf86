//! What is said about broken rule books and broken answers: exact texts beside golden files, every code among them.

#![expect(clippy::panic, reason = "a failed test panics")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use ziping_tests::cli::ziping;
use ziping_tests::fixture::broken;
use ziping_tests::golden::{compare, english_in};
use ziping_tests::project::{root, scratch};

fn fixtures() -> PathBuf {
    root().join("tests/fixtures")
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    found.retain(|path| path.extension().is_some_and(|known| known == extension));
    found.sort();
    assert!(!found.is_empty(), "no .{extension} in {}", folder.display());
    found
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_good_fixture_has_no_problems() {
    let run = ziping(&["check", "tests/fixtures/good"], "").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    // Its cases do not try everything, and that is all there is to say.
    let heads: Vec<&str> = run.err.lines().filter(|line| line.starts_with("提醒[")).collect();
    let about_cases =
        |head: &&str| ["提醒[threshold-untested]", "提醒[mistake-unnoticed]"].iter().any(|code| head.starts_with(code));
    assert!(!heads.is_empty() && heads.iter().all(about_cases) && !run.err.contains("错误["), "{}", run.err);
    let strict = ziping(&["check", "--strict", "tests/fixtures/good"], "").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((strict.status, strict.out.as_str()), (2, ""), "{}", strict.err);
}

/// The good fixture with edits, in a folder of its own.
fn edited(name: &str, edits: &str) -> PathBuf {
    let made = broken(&fixtures().join("good"), edits).unwrap_or_else(|error| panic!("{name}: {error}"));
    let folder = scratch(&format!("fixtures/{name}")).unwrap_or_else(|error| panic!("{error}"));
    let _ = std::fs::remove_dir_all(&folder);
    for file in made {
        let path = folder.join(&file.path);
        let parent = path.parent().unwrap_or(&folder);
        std::fs::create_dir_all(parent).unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(&path, file.text).unwrap_or_else(|error| panic!("{error}"));
    }
    folder
}

fn check(folder: &Path) -> ziping_tests::cli::Run {
    ziping(&["check", "--lang", "en", &folder.to_string_lossy()], "").unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_rule_book_without_cases_and_english_that_is_chinese_are_warned_of_and_hold_nothing_up() {
    let edits = "@ facts.en.toml\n- title = \"demo.large\"\n+ title = \"大额项目数\"\nx demo/cases.toml\n";
    let run = check(&edited("warned", edits));
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("no errors, 2 warnings above"), "{}", run.out);
    for said in ["warning[no-cases]: the rule book `demo` has no cases", "warning[not-translated]", "“大额项目数”"]
    {
        assert!(run.err.contains(said), "{said} is not in {}", run.err);
    }
}

#[test]
fn missing_word_files_hide_neither_failing_cases_nor_broken_conditions() {
    let case = "@ demo/cases.toml\n- grade = [\"high\", \"high\"]\n+ grade = [\"none\", \"low\"]\n";
    let run = check(&edited("no-words", &format!("{case}x demo/zh.toml\nx facts.en.toml\n")));
    let found = ["[case-failed]", "`demo/zh.toml` is missing", "`facts.en.toml` is missing"];
    assert!(run.status == 2 && found.iter().all(|said| run.err.contains(said)), "{}", run.err);
    let condition = "@ demo/rulebook.toml\n- when = \"demo.money >= 1000万元\"\n+ when = \"demo.money >= demo.yes\"\n";
    let run = check(&edited("no-words-either", &format!("{condition}x demo/zh.toml\n")));
    let found = ["[wrong-type]", "`demo/zh.toml` is missing"];
    assert!(run.status == 2 && found.iter().all(|said| run.err.contains(said)), "{}", run.err);
}

#[test]
fn broken_rule_books_are_reported_in_full() {
    let mut different = Vec::new();
    for edits in files(&fixtures().join("broken"), "edits") {
        let name = edits.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let folder = edited(name, &read(&edits));
        for (lang, extension) in [("en", "expected"), ("zh", "zh.expected")] {
            let run = ziping(&["check", "--lang", lang, &folder.to_string_lossy()], "");
            let run = run.unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(run.status, 2, "{name}: {}{}", run.out, run.err);
            different.extend(compare(&edits.with_extension(extension), &run.err).err());
            if lang == "zh" {
                different.extend(english_in(&run.err).map(|line| format!("{name}: English in Chinese: {line}")));
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n\n"));
}

#[test]
fn broken_answers_are_reported_in_full() {
    let mut different = Vec::new();
    for file in files(&fixtures().join("answers"), "json") {
        let path = file.strip_prefix(root()).unwrap_or(&file).to_string_lossy().into_owned();
        for (lang, extension) in [("en", "expected"), ("zh", "zh.expected")] {
            let arguments = ["assess", "--regime", "credit", "--as-of", "2026-11-21", "--lang", lang, &path];
            let run = ziping(&arguments, "").unwrap_or_else(|error| panic!("{error}"));
            assert_eq!((run.status, run.out.as_str()), (1, ""), "{path}: {}", run.err);
            different.extend(compare(&file.with_extension(extension), &run.err).err());
            if lang == "zh" {
                different.extend(english_in(&run.err).map(|line| format!("{path}: English in Chinese: {line}")));
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n\n"));
}

/// Texts with the form of a code, in the sources of the loader, that are none.
const NO_CODES: [&str; 2] = ["full-width", "not-toml-at-all"];

/// Codes of the sources: texts of lower-case words joined by hyphens, and the one of a single word.
fn codes_in(text: &str) -> BTreeSet<String> {
    let code = |text: &&str| {
        let words = || text.split('-');
        *text == "unreachable"
            || words().count() > 1
                && words().all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
    };
    text.split('"').filter(code).filter(|text| !NO_CODES.contains(text)).map(str::to_owned).collect()
}

#[test]
fn every_code_of_the_loader_and_of_the_answer_file_is_in_a_golden_file() {
    let mut known = BTreeSet::new();
    let core = root().join("core");
    let rules = ["rule", "rule/check", "rule/parse", "fact", "fact/read"].map(|room| format!("rules/src/{room}"));
    for place in rules.iter().map(String::as_str).chain(["regime/src", "content/src"]) {
        // What is told of loose files before the loader sees them has tests beside it.
        for file in files(&core.join(place), "rs").into_iter().filter(|file| !file.ends_with("content/src/draft.rs")) {
            known.extend(codes_in(&read(&file)));
        }
    }
    known.extend(codes_in(&read(&root().join("core/base/src/node/mod.rs"))));
    assert!(known.len() > 40, "{known:?}");
    let golden: String = [fixtures().join("broken"), fixtures().join("answers")]
        .iter()
        .flat_map(|folder| files(folder, "expected"))
        .map(|file| read(&file))
        .collect();
    let unshown: Vec<&String> = known.iter().filter(|code| !golden.contains(&format!("[{code}]"))).collect();
    assert!(unshown.is_empty(), "no golden file shows {unshown:?}");
}

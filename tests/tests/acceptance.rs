//! What the command line promises: the results of regimes.md, bad input refused with its place, batches that go on.

#![expect(clippy::panic, reason = "a failed test panics")]

use serde_json::{Value, json};
use std::path::PathBuf;
use ziping_tests::cli::{Run, ziping};
use ziping_tests::project::{root, scratch};

const DAY: &str = "2026-11-21";

fn run(arguments: &[&str], input: &str) -> Run {
    ziping(arguments, input).unwrap_or_else(|error| panic!("{error}"))
}

/// The made-up organisation that comes with the credit rule book, with other facts; `null` leaves one out.
fn answers(changes: &Value) -> String {
    let path = root().join("content/credit/example.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut file: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let facts = file.get_mut("facts").and_then(Value::as_object_mut).unwrap_or_else(|| panic!("no facts"));
    for (id, value) in changes.as_object().into_iter().flatten() {
        if value.is_null() {
            facts.remove(id);
        } else {
            facts.insert(id.clone(), value.clone());
        }
    }
    file.to_string()
}

fn saved(name: &str, text: &str) -> PathBuf {
    let folder = scratch("acceptance").unwrap_or_else(|error| panic!("{error}"));
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    path
}

/// The JSON of an assessment of the credit regime.
fn assessed(text: &str) -> Value {
    let run = run(&["assess", "--regime", "credit", "--as-of", DAY, "--format", "json", "-"], text);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    assert_eq!(run.out.lines().count(), 1, "one object a file");
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out))
}

fn at<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {pointer} of {value}"))
}

fn grade(value: &Value) -> String {
    format!("{}..{}", at(value, "/grade/worst"), at(value, "/grade/best"))
}

/// Scores that add up to a total with the other four full: 12 + 24 + 18 + 18 = 72.
fn scored(social: &str) -> Value {
    json!({
        "credit.score.foundation": "12", "credit.score.management": "24", "credit.score.competitiveness": "18",
        "credit.score.finance": "18", "credit.score.social": social, "record.quality_penalty": "never",
    })
}

#[test]
fn a_total_between_two_bands_depends_on_the_reading() {
    for (social, total, expected) in [
        ("17.4", "89.4", "AA..AA"),
        ("17.5", "89.5", "AA..AAA"),
        ("17.9", "89.9", "AA..AAA"),
        ("18", "90", "AAA..AAA"),
        ("28", "100", "AAA..AAA"),
    ] {
        let result = assessed(&answers(&scored(social)));
        assert_eq!((at(&result, "/score/low"), at(&result, "/score/high")), (total, total));
        assert_eq!(grade(&result), expected, "{total} points");
    }
}

#[test]
fn a_quality_penalty_caps_for_less_than_a_year() {
    for (day, expected, outcome, binds) in [
        ("2025-11-20", "AAA..AAA", "false", false),
        ("2025-11-21", "B..AAA", "unknown", false),
        ("2025-11-22", "B..B", "true", true),
        ("2026-11-21", "B..B", "true", true),
    ] {
        let mut changes = scored("28");
        if let Some(facts) = changes.as_object_mut() {
            facts.insert("record.quality_penalty".into(), json!(day));
        }
        let result = assessed(&answers(&changes));
        assert_eq!(grade(&result), expected, "{day}");
        let caps = result.get("caps").and_then(Value::as_array).unwrap_or_else(|| panic!("no caps"));
        let cap = caps.iter().find(|cap| at(cap, "/id") == "credit.cap.quality").unwrap_or_else(|| panic!("no cap"));
        assert_eq!((at(cap, "/outcome"), cap.get("binds")), (outcome, Some(&json!(binds))), "{day}");
        assert_eq!(at(cap, "/clause"), "第九条（一）4");
        if day == "2025-11-22" {
            assert_eq!((at(cap, "/free_arguable"), at(cap, "/free_safe")), ("2026-11-22", "2026-11-23"));
        }
    }
}

#[test]
fn nothing_answered_leaves_every_grade() {
    let result = assessed(r#"{"schema": 1, "organisation": "", "facts": {}}"#);
    assert_eq!(grade(&result), "none..AAA");
    assert_eq!(at(&result, "/eligible"), "unknown");
    assert_eq!((at(&result, "/score/low"), at(&result, "/score/high")), ("0", "100"));
    let next = result.get("next").and_then(Value::as_array).map_or(0, Vec::len);
    assert!(next >= 5, "{next} questions");
}

#[test]
fn bad_input_is_refused_with_its_place() {
    let one = |id: &str, value: &str| format!("{{\"schema\": 1, \"facts\": {{\n  \"{id}\": {value}\n}}}}\n");
    for (name, text, place, says) in [
        ("unknown", one("record.nothing", "true"), "2:3", "unknown fact `record.nothing`"),
        ("no-day", one("record.quality_penalty", "\"2026-02-30\""), "2:29", "`2026-02-30` is not a date"),
        ("negative", one("credit.score.social", "\"-1\""), "2:26", "`-1` is below 0"),
        ("above", one("credit.score.social", "\"28.1\""), "2:26", "`28.1` is above its maximum, 28"),
        ("broken", "{\"schema\": 1,\n".to_owned(), "1:1", "not-json"),
        ("schema", "{\n\"schema\": 2, \"facts\": {}}\n".to_owned(), "2:11", "another schema"),
    ] {
        let path = saved(&format!("{name}.ziping.json"), &text);
        let shown = path.to_string_lossy();
        let run =
            run(&["assess", "--lang", "en", "--regime", "credit", "--as-of", DAY, "--format", "json", &shown], "");
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{name}: {}", run.err);
        assert!(run.err.contains(&format!("{shown}:{place}\n")), "{name} names {place}: {}", run.err);
        assert!(run.err.contains(says), "{name} says `{says}`: {}", run.err);
        assert!(run.err.contains("= help: "), "{name} has a remedy: {}", run.err);
    }
}

#[test]
fn good_files_beside_a_bad_one_are_assessed_and_the_status_says_so() {
    let good = saved("good.ziping.json", &answers(&scored("28")));
    let bad = saved("bad.ziping.json", "{");
    let files = [good.to_string_lossy(), bad.to_string_lossy(), good.to_string_lossy()];
    let mut arguments = vec!["assess", "--regime", "credit", "--as-of", DAY, "--format", "json"];
    arguments.extend(files.iter().map(AsRef::as_ref));
    let run = run(&arguments, "");
    assert_eq!((run.status, run.out.lines().count()), (1, 2), "{}", run.err);
    assert!(run.err.contains("bad.ziping.json:1:1"), "{}", run.err);
}

#[test]
fn usage_and_content_errors_have_their_own_status() {
    let empty = scratch("acceptance/empty").unwrap_or_else(|error| panic!("{error}"));
    for (arguments, says) in [
        (vec!["assess", "--regime", "credt", "x.json"], "did you mean `credit`?"),
        (vec!["assess", "--regime", "credit", "--as-of", "2026-02-30", "x.json"], "2026-02-30"),
        (vec!["assess", "--regime", "credit", "--content", "no/such/folder", "x.json"], "cannot be read"),
        (vec!["check", "no/such/folder"], "cannot be read"),
        (vec!["nonsense"], "nonsense"),
    ] {
        let run = run(&[&["--lang", "en"][..], &arguments].concat(), "");
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(says), "{arguments:?}: {}", run.err);
    }
    let run = run(&["check", &empty.to_string_lossy()], "");
    assert_eq!(run.status, 2, "a folder without rule books is no content: {}{}", run.out, run.err);
}

#[test]
fn a_batch_keeps_its_order_reports_bad_lines_and_goes_on() {
    // More lines than are in memory at once, so that the numbers go on over the chunks.
    let (lines, bad) = (5_000_usize, [7_usize, 2_049, 4_999]);
    let mut input = String::new();
    for number in 1..=lines {
        if bad.contains(&number) {
            input.push_str("{\"schema\": 1, \"facts\": {\"credit.score.social\": \"99\"}}\n");
        } else {
            let points = number % 29;
            input.push_str(&format!(
                "{{\"schema\": 1, \"organisation\": \"{number}\", \"facts\": {{\"credit.score.social\": \"{points}\"}}}}\n"
            ));
        }
    }
    let run = run(&["batch", "--regime", "credit", "--as-of", DAY, "--outcome-only"], &input);
    assert_eq!((run.status, run.err.as_str()), (1, ""));
    let results: Vec<Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    assert_eq!(results.len(), lines);
    for (number, result) in (1..).zip(&results) {
        if bad.contains(&number) {
            assert_eq!(result.get("line"), Some(&json!(number)));
            assert_eq!(at(result, "/errors/0/code"), "out-of-range");
            assert!(result.pointer("/errors/0/place/column").is_some(), "{result}");
        } else {
            assert_eq!(at(result, "/organisation"), number.to_string());
            assert_eq!(at(result, "/score/low"), (number % 29).to_string());
        }
    }
}

/// Machines that each take a part give together what one gives, the places of bad lines too.
#[test]
fn parts_of_a_batch_that_are_told_their_first_line_give_the_bytes_of_the_whole() {
    let lines: Vec<String> = (1..=40)
        .map(|number| match number % 7 {
            0 => "{\"schema\": 1, \"facts\": {\"credit.score.social\": \"99\"}}\n".to_owned(),
            1 => "\n".to_owned(),
            _ => format!("{{\"schema\": 1, \"facts\": {{\"credit.score.social\": \"{}\"}}}}\n", number % 29),
        })
        .collect();
    let batch = |first: usize, lines: &[String]| {
        let first = first.to_string();
        run(&["batch", "--regime", "credit", "--as-of", DAY, "--first-line", &first], &lines.concat()).out
    };
    let whole = batch(1, &lines);
    assert!(whole.contains("{\"line\":35,"), "{whole}");
    assert_eq!(whole, [batch(1, &lines[..13]), batch(14, &lines[13..28]), batch(29, &lines[28..])].concat());
    let none = run(&["batch", "--regime", "credit", "--first-line", "0"], "");
    assert_eq!(none.status, 2, "{}", none.err);
}

#[test]
fn a_batch_gives_the_same_object_as_an_assessment() {
    let text = answers(&scored("17.5"));
    let line = format!("{text}\n\n{text}\n");
    let batch = run(&["batch", "--regime", "credit", "--as-of", DAY], &line);
    assert_eq!((batch.status, batch.out.lines().count()), (0, 2), "an empty line is none: {}", batch.err);
    let alone = run(&["assess", "--regime", "credit", "--as-of", DAY, "--format", "json", "-"], &text);
    assert_eq!(batch.out.lines().next(), alone.out.lines().next());
    assert_eq!(batch.out.lines().next(), batch.out.lines().nth(1));
}

#[test]
fn lines_that_are_no_json_or_no_text_are_reported_with_their_number() {
    let run = run(&["batch", "--regime", "om", "--as-of", DAY], "not json\n[]\n{\"schema\": 1}\n");
    assert_eq!(run.status, 1);
    let codes: Vec<String> = run
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .map(|result| result.pointer("/errors/0/code").and_then(Value::as_str).unwrap_or("assessed").to_owned())
        .collect();
    assert_eq!(codes, ["not-json", "wrong-kind", "assessed"]);
}

#[test]
fn the_content_checks_without_a_problem() {
    let run = run(&["check", "content"], "");
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    for regime in ["iets", "nextgen-it", "credit", "om", "bizsec", "iii-consulting"] {
        assert!(run.out.lines().any(|line| line.starts_with(regime)), "{}", run.out);
    }
}

#[test]
fn the_text_format_says_grade_cap_and_clause_without_colour_in_a_pipe() {
    let mut changes = scored("28");
    if let Some(facts) = changes.as_object_mut() {
        facts.insert("record.quality_penalty".into(), json!("2026-03-01"));
    }
    let run = run(&["assess", "--regime", "credit", "--as-of", DAY, "-"], &answers(&changes));
    assert_eq!(run.status, 0, "{}", run.err);
    for part in ["B", "AAA", "第九条（一）4", "2027-03-01", "2027-03-02"] {
        assert!(run.out.contains(part), "`{part}` is missing:\n{}", run.out);
    }
    assert!(!run.out.contains('\u{1b}'), "colours only on a terminal");
}

#[test]
fn a_comparison_says_that_an_overlay_was_laid_on_or_taken_off() {
    const OVERLAY: &str = "tests/overlays/credit-indicators.toml";
    let base = ["compare", "--regime", "credit", "--as-of", "2026-11-21", "--lang", "en"];
    let file = "content/credit/example.json";
    let say = |more: &[&str]| {
        let run = run(&[&base[..], more, &[file, file]].concat(), "");
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        run.out
    };
    assert!(say(&["--to-overlay", OVERLAY]).contains("overlays laid on: made-up-credit@1.0.0"));
    assert!(say(&["--overlay", OVERLAY, "--to-no-overlay"]).contains("overlays taken off: made-up-credit@1.0.0"));
    assert_eq!(say(&["--overlay", OVERLAY]), "the two assessments are the same\n");
    let json = say(&["--to-overlay", OVERLAY, "--format", "json"]);
    let steps: serde_json::Value = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert_eq!(steps[0]["cause"], "overlays");
    assert_eq!(steps[0]["detail"], serde_json::json!([[], ["made-up-credit@1.0.0"]]));
}

#[test]
fn a_hundred_problems_of_a_file_are_told_and_the_others_counted() {
    let facts: Vec<String> = (0..4_321).map(|number| format!("\"nobody.knows{number}\": {number}")).collect();
    let path = saved("many.ziping.json", &format!("{{\"schema\": 1, \"facts\": {{{}}}}}", facts.join(", ")));
    let run = run(&["assess", "--lang", "en", "--regime", "credit", "--as-of", DAY, &path.to_string_lossy()], "");
    assert_eq!((run.status, run.err.matches("error[unknown-fact]").count()), (1, 100));
    assert!(run.err.contains("error[more-problems]: and 4221 more problems in this file"), "{}", run.err);
}

#[test]
fn no_text_of_a_file_reaches_the_terminal_as_anything_but_text() {
    let hidden = |text: &str| text.chars().any(|c| c != '\n' && ziping_base::diag::is_hidden(c));
    let name = "甲\\u001b[2J\\u0007\\u202e乙\\n丙\\u2066\\u009b31m";
    let answers = format!("{{\"schema\": 1, \"organisation\": \"{name}\", \"facts\": {{}}}}");
    let fine = saved("hidden.ziping.json", &answers);
    let found = run(&["assess", "--regime", "credit", "--as-of", DAY, &fine.to_string_lossy()], "");
    assert!(found.status == 0 && !hidden(&found.out), "{:?}", found.out.lines().next());
    assert!(found.out.lines().next().is_some_and(|line| line.contains("乙丙")), "{}", found.out);
    let fact = "\\u001b]0;title\\u0007\\u202efact";
    let bad = saved("hidden-fact.ziping.json", &format!("{{\"schema\": 1, \"facts\": {{\"{fact}\": 1}}}}"));
    let found = run(&["assess", "--regime", "credit", "--as-of", DAY, &bad.to_string_lossy()], "");
    assert!(found.status == 1 && !hidden(&found.err) && found.err.contains("fact"), "{:?}", found.err);
}

/// What stands in a file, in the files of a Word, Excel or zip file one by one.
fn inside(path: &str, bytes: &[u8], all: &mut Vec<(String, String)>) {
    if !bytes.starts_with(b"PK") {
        all.push((path.to_owned(), String::from_utf8_lossy(bytes).into_owned()));
        return;
    }
    let zip = ziping_unzip::Zip::open(&bytes, &ziping_unzip::Limits::PACKAGE)
        .unwrap_or_else(|error| panic!("{path}: {error:?}"));
    for entry in zip.entries() {
        let own = zip.read(entry, 8 << 20).unwrap_or_else(|error| panic!("{}: {error:?}", entry.name()));
        inside(&format!("{path}/{}", entry.name()), &own, all);
    }
}

#[test]
fn what_turns_text_round_is_in_no_result_and_in_no_file_of_a_package() {
    let turned = |text: &str| {
        let escaped = (0x202a..=0x202e).chain(0x2066..=0x2069).any(|code| text.contains(&format!("\\u{code:04x}")));
        escaped || text.chars().any(ziping_base::diag::turns_text)
    };
    let name = "甲\\u202e乙\\u2066公司\\u2069";
    let path = saved(
        "turned.ziping.json",
        &format!(
            "{{\"schema\": 1, \"organisation\": \"{name}\", \"facts\": {{\"org.name\": \"{name}\", \"org.address\": \
             \"\\u202b示例路\\u202c\", \"certificate.credit\": [{{\"level\": \"A\\u202dA\", \"issued\": \"2026-06-15\"}}]}}}}"
        ),
    );
    let path = path.to_string_lossy();
    let found = run(&["assess", "--regime", "credit", "--as-of", DAY, "--format", "json", &path], "");
    assert!(found.status == 0 && found.out.contains("甲乙公司") && !turned(&found.out), "{}{}", found.out, found.err);
    let out = scratch("acceptance").unwrap_or_else(|error| panic!("{error}")).join("turned.zip");
    let made = run(&["package", "--regime", "credit", "--as-of", DAY, "--out", &out.to_string_lossy(), &path], "");
    assert_eq!(made.status, 0, "{}", made.err);
    let bytes = std::fs::read(&out).unwrap_or_else(|error| panic!("{error}"));
    let mut all = Vec::new();
    inside("", &bytes, &mut all);
    let kinds = |ending: &str| all.iter().filter(|(path, _)| path.ends_with(ending)).count();
    assert!(kinds(".json") >= 4 && kinds("document.xml") >= 3 && kinds(".ics") == 1, "{:?}", all.len());
    assert!(all.iter().filter(|(_, text)| text.contains("甲乙公司")).count() >= 6);
    let found: Vec<&str> = all.iter().filter(|(_, text)| turned(text)).map(|(path, _)| path.as_str()).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn every_command_says_what_is_wrong_in_the_language_asked_for() {
    let bad = saved("lang.ziping.json", "{\"schema\": 1, \"facts\": {\"record.nothing\": true}}");
    let bad = bad.to_string_lossy();
    let out = scratch("acceptance/lang").unwrap_or_else(|error| panic!("{error}")).join("out");
    let out = out.to_string_lossy();
    let regime = ["--regime", "credit", "--as-of", DAY];
    for command in [
        [&["assess"][..], &regime, &[&bad]].concat(),
        [&["package"][..], &regime, &["--out", &out, &bad]].concat(),
        [&["fill"][..], &regime, &["--form", "README.md", "--out", &out, &bad]].concat(),
        [&["compare"][..], &regime, &[&bad, &bad]].concat(),
        [&["assess"][..], &["--regime", "credits", &bad]].concat(),
        [&["package"][..], &regime, &["--target", "Z", "--out", &out, "content/credit/example.json"]].concat(),
        [&["package"][..], &regime, &["--procedure", "none", "--out", &out, "content/credit/example.json"]].concat(),
        [&["fill"][..], &regime, &["--form", "no.docx", "--out", &out, "content/credit/example.json"]].concat(),
        [&["fill"][..], &regime, &["--out", &out, "content/credit/example.json"]].concat(),
        vec!["inspect", "no-such.zip"],
        vec!["inspect", "--format", "xlsx", "README.md"],
        vec!["check", "no/such/folder"],
        vec!["case-answers", "--regime", "credits"],
        vec!["placeholders", "--regime", "credits"],
    ] {
        let zh = run(&[&["--lang", "zh"][..], &command].concat(), "");
        let en = run(&[&command[..], &["--lang", "en"]].concat(), "");
        assert!(zh.status != 0 && zh.status == en.status, "{command:?}: {}{}", zh.err, en.err);
        assert!(zh.err.contains("错误["), "{command:?}: {}", zh.err);
        let english: Vec<&str> = ziping_tests::golden::english_in(&zh.err).collect();
        let of_the_system = |line: &&str| line.contains("os error");
        assert!(english.iter().all(of_the_system), "{command:?}: {english:?}");
        assert!(en.err.contains("error[") && !en.err.contains("错误"), "{command:?}: {}", en.err);
    }
    // A line of a batch carries both.
    let bytes = line_that_is_no_text();
    assert_eq!(
        bytes.pointer("/errors/0/zh/message").and_then(Value::as_str),
        Some("文件不是 UTF-8、UTF-16 或 GBK 编码的文本")
    );
}

/// What a batch says of a line that is no text.
fn line_that_is_no_text() -> Value {
    let program = ziping_tests::cli::program().unwrap_or_else(|error| panic!("{error}"));
    let mut command = std::process::Command::new(program);
    command.args(["batch", "--regime", "credit", "--as-of", DAY]);
    command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{error}"));
    if let Some(mut pipe) = child.stdin.take() {
        std::io::Write::write_all(&mut pipe, b"caf\xe9 cr\xe8me\n").unwrap_or_else(|error| panic!("{error}"));
    }
    let output = child.wait_with_output().unwrap_or_else(|error| panic!("{error}"));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}"))
}

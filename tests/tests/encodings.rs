//! Files as Chinese offices write them, on the command line: read right in UTF-8, UTF-16 and GBK, or refused by name.

#![expect(clippy::panic, reason = "a failed test panics")]

use serde_json::Value as Json;
use ziping_tests::cli::{Run, ziping_on};
use ziping_tests::project::scratch;

const NAME: &str = "示例科技有限公司（甲）";
/// The name in GBK.
const GBK: &[u8] = b"\xca\xbe\xc0\xfd\xbf\xc6\xbc\xbc\xd3\xd0\xcf\xde\xb9\xab\xcb\xbe\xa3\xa8\xbc\xd7\xa3\xa9";

fn run(arguments: &[&str], input: &[u8]) -> Run {
    ziping_on(arguments, input).unwrap_or_else(|error| panic!("{error}"))
}

fn answers(name: &[u8]) -> Vec<u8> {
    [br#"{"schema": 1, "organisation": ""#, name, br#"", "facts": {}}"#].concat()
}

fn utf16(text: &[u8], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
}

/// The same answers in each encoding.
fn spellings() -> [(&'static str, Vec<u8>); 5] {
    let plain = answers(NAME.as_bytes());
    [
        ("UTF-8", plain.clone()),
        ("UTF-8 with a mark", ["\u{feff}".as_bytes(), &plain].concat()),
        ("UTF-16 LE", utf16(&plain, u16::to_le_bytes)),
        ("UTF-16 BE", utf16(&plain, u16::to_be_bytes)),
        ("GBK", answers(GBK)),
    ]
}

fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

const ASSESS: [&str; 5] = ["assess", "--regime", "credit", "--format", "json"];

#[test]
fn an_answer_file_is_read_with_its_name_from_disk_and_from_standard_input() {
    let folder = scratch("encodings").unwrap_or_else(|error| panic!("{error}"));
    for (encoding, bytes) in spellings() {
        let file = folder.join(format!("{encoding}.ziping.json"));
        std::fs::write(&file, &bytes).unwrap_or_else(|error| panic!("{error}"));
        let path = file.display().to_string();
        for (argument, input) in [(path.as_str(), &[][..]), ("-", &bytes)] {
            let found = run(&[&ASSESS[..], &[argument]].concat(), input);
            assert_eq!((found.status, found.err.as_str()), (0, ""), "{encoding}");
            assert_eq!(json(&found.out)["organisation"], NAME, "{encoding}");
        }
    }
}

#[test]
fn lines_of_a_batch_are_read_in_each_encoding() {
    for (encoding, bytes) in spellings() {
        let wide = encoding.starts_with("UTF-16");
        let line: &[u8] = if encoding == "UTF-16 LE" {
            b"\n\0"
        } else if wide {
            b"\0\n"
        } else {
            b"\n"
        };
        // The mark stands once, at the beginning.
        let second = if wide { &bytes[2..] } else { bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes) };
        let found = run(&["batch", "--regime", "credit"], &[&bytes, line, second, line].concat());
        assert_eq!((found.status, found.err.as_str()), (0, ""), "{encoding}: {}", found.out);
        let names: Vec<Json> = found.out.lines().map(|line| json(line)["organisation"].clone()).collect();
        assert_eq!(names, [NAME, NAME], "{encoding}");
    }
}

#[test]
fn what_is_in_another_encoding_or_was_damaged_before_is_refused_by_name() {
    let big5 = b"\xa5x\xc6W\xac\xec\xa7\xde\xaa\xd1\xa5\xf7";
    let damaged = answers("示例\u{fffd}".as_bytes());
    let escaped = answers(b"\\ufffd");
    for (bytes, said) in [
        (answers(big5), "Big5"),
        (b"\xff\xfe\0\0{\0\0\0".to_vec(), "UTF-32"),
        (answers(b"caf\xe9 x"), "no text in UTF-8, UTF-16 or GBK"),
        (damaged, "characters were lost"),
        (escaped, "characters of this text were lost"),
    ] {
        let found = run(&[&["--lang", "en"], &ASSESS[..], &["-"]].concat(), &bytes);
        assert_eq!((found.status, found.out.as_str()), (1, ""), "{said}");
        assert!(found.err.contains(said), "{said} in {}", found.err);
    }
    let line = run(&["batch", "--regime", "credit"], &[&answers(big5)[..], b"\n"].concat());
    assert_eq!(line.status, 1);
    let problem = &json(&line.out)["errors"][0];
    assert!(
        problem["zh"]["message"].as_str().is_some_and(|message| message.contains("Big5")),
        "in Chinese too: {problem}"
    );
}

#[test]
fn today_is_said_to_be_the_day_in_china() {
    let text = |more: &[&str]| {
        let found = run(&[&["assess", "--regime", "credit"][..], more, &["-"]].concat(), &answers(b"x"));
        assert_eq!(found.status, 0, "{}", found.err);
        found.out
    };
    assert!(text(&[]).lines().next().is_some_and(|line| line.ends_with("（今天，北京时间）")), "{}", text(&[]));
    assert!(!text(&["--as-of", "2026-11-21"]).contains("今天"));
}

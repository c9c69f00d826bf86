//! Each key of `host.json`, right and wrong.

use super::*;
use serde_json::{Value as Json, json};
use ziping_base::diag::{Source, Span};
use ziping_base::say;

const REGIMES: [&str; 3] = ["credit", "om", "bizsec"];

fn read_text(text: &str) -> Result<Option<Host>, Vec<ziping_base::diag::Diagnostic>> {
    read(&Source { name: "host/host.json", text }, &REGIMES)
}

/// A file with these keys beside the two that it must have.
fn with(more: Json) -> String {
    let mut all = json!({ "schema": 1, "name": { "zh": "某市软件协会", "en": "Software Association" } });
    for (key, value) in more.as_object().unwrap() {
        all[key] = value.clone();
    }
    format!("{all:#}")
}

fn host(more: Json) -> Host {
    read_text(&with(more)).unwrap().unwrap()
}

/// The codes of the problems, and the text at each place.
fn wrong(more: Json) -> Vec<(String, String)> {
    problems(&with(more))
}

fn problems(text: &str) -> Vec<(String, String)> {
    let found = read_text(text).unwrap_err();
    found
        .into_iter()
        .map(|problem| {
            assert!(problem.help.is_some() && !problem.zh.message.is_empty(), "{problem}");
            assert_ne!(problem.zh.message, problem.message, "{problem}");
            let place = problem.place.unwrap();
            let from = usize::try_from(place.column - place.text_from).unwrap();
            let length = usize::try_from(place.length).unwrap();
            (problem.code, place.text.chars().skip(from).take(length).collect())
        })
        .collect()
}

fn full() -> Json {
    json!({
        "mark": "logo.svg",
        "contact": {
            "person": { "zh": "王老师", "en": "Ms Wang" },
            "phone": "010-12345678 转 801",
            "email": "pingjia@example.org",
            "address": "北京市海淀区示例路 1 号"
        },
        "hand_in": { "zh": "寄到上述地址，\n一式两份。", "en": "By mail, two copies." },
        "notice": "2026 年度受理到 12 月 20 日为止。",
        "links": [{ "title": { "zh": "申报通知", "en": "Call" }, "address": "https://www.example.org/a?b=1" }],
        "icp": "京ICP备12345678号-1",
        "police": "京公网安备11010102000001号",
        "languages": ["zh", "en"],
        "regimes": ["om", "workshop", "credit"],
        "accent": { "light": "#1c3d8f", "dark": "#8fb8f0" },
        "overlays": ["om-2026.toml"],
        "forms": [{ "file": "申请表.docx", "regime": "workshop" }, { "file": "附表.docx" }],
        "rulebooks": ["workshop/rulebook.toml", "workshop/zh.toml"],
        "figures": [
            { "regime": "om", "figure": "om.mean", "value": "40%", "year": "2026" },
            { "regime": "om", "figure": "om.lowest", "value": "3\"", "year": "2026", "source": "公告" },
            { "regime": "workshop", "figure": "workshop.mean", "value": "4000万元", "year": "2025" }
        ]
    })
}

#[test]
fn everything_that_can_be_said_is_read_and_written_again() {
    let host = host(full());
    assert_eq!(host.name.pick(Lang::En), "Software Association");
    assert_eq!(host.contact.rows(Lang::Zh)[1], ("电话", "010-12345678 转 801"));
    assert_eq!(host.regimes, ["om", "workshop", "credit"]);
    assert_eq!(host.notice.as_ref().map(|notice| notice.en.as_str()), Some("2026 年度受理到 12 月 20 日为止。"));
    assert_eq!(
        host.files().collect::<Vec<_>>(),
        ["logo.svg", "om-2026.toml", "申请表.docx", "附表.docx", "workshop/rulebook.toml", "workshop/zh.toml"]
    );
    assert_eq!(host.books(), ["workshop"]);
    let written = write(&host);
    assert_eq!(read_text(&written).unwrap(), Some(host));
    assert!(written.find("\"name\"") < written.find("\"mark\"") && written.ends_with("}\n"), "{written}");
}

#[test]
fn figures_are_overlays_and_what_is_wrong_with_one_is_told_where_it_stands() {
    let (host, text) = (host(full()), with(full()));
    let all = given(&host.figures);
    let names: Vec<&str> = all.iter().map(|given| given.name.as_str()).collect();
    assert_eq!(names, ["host/host.json (om 2026)", "host/host.json (workshop 2025)"]);
    assert!(
        all[0].text.contains("[[given]]\nfigure = \"om.lowest\"\nclause = \"公告\"\nvalue = \"3\\\"\"\n"),
        "{}",
        all[0].text
    );
    let overlay = Source { name: "o", text: &all[0].text };
    let at = all[0].text.find("3\\\"").unwrap();
    let problem = ziping_base::diag::Diagnostic::error("x", say!("a", "甲")).at(&overlay, Span::new(at, at + 1));
    let told = all[0].at_home(problem, &Source { name: "host.json", text: &text }).place.unwrap();
    assert!(told.file == "host.json" && told.text.contains("\"value\": \"3\\\"\""), "{told:?}");
}

#[test]
fn a_name_alone_is_enough_and_the_rest_is_the_kit_s() {
    let host = host(json!({}));
    assert_eq!(host.languages, [Lang::Zh, Lang::En]);
    assert!(host.regimes.is_empty() && host.contact.is_empty() && host.accent.is_none());
    assert_eq!(read_text(&write(&host)).unwrap(), Some(host));
}

#[test]
fn what_the_site_brings_along_says_nothing() {
    assert!(is_empty(EMPTY));
    assert_eq!(read_text(EMPTY).unwrap(), None);
    assert_eq!(read_text(" {\"schema\" :1}").unwrap(), None);
}

#[test]
fn each_wrong_key_is_named_with_its_place() {
    let cases: Vec<(Json, &[(&str, &str)])> = vec![
        (json!({ "nmae": "x" }), &[("unknown-key", "\"nmae\"")]),
        (json!({ "schema": 2 }), &[("unknown-schema", "2")]),
        (json!({ "schema": "1" }), &[("unknown-schema", "\"1\"")]),
        (json!({ "name": { "zh": "甲" } }), &[("missing-language", "{")]),
        (json!({ "name": { "en": "A" } }), &[("missing-language", "{")]),
        (json!({ "name": { "zh": "甲", "en": "A", "fr": "B" } }), &[("unknown-key", "\"fr\"")]),
        (json!({ "name": "" }), &[("empty-text", "\"\"")]),
        (json!({ "name": 7 }), &[("wrong-kind", "7")]),
        (json!({ "name": "a\u{202e}b" }), &[("hidden-character", "\"a\u{202e}b\"")]),
        (json!({ "name": "一\n二" }), &[("hidden-character", "\"一\\n二\"")]),
        (json!({ "mark": "../logo.png" }), &[("file-name", "\"../logo.png\"")]),
        (json!({ "mark": "logo.gif" }), &[("file-kind", "\"logo.gif\"")]),
        (json!({ "mark": ".png" }), &[("file-name", "\".png\"")]),
        (json!({ "contact": "010" }), &[("wrong-kind", "\"010\"")]),
        (json!({ "contact": { "fax": "1" } }), &[("unknown-key", "\"fax\"")]),
        (json!({ "contact": { "phone": "call us" } }), &[("wrong-form", "\"call us\"")]),
        (json!({ "contact": { "email": "a@b" } }), &[("wrong-form", "\"a@b\"")]),
        (
            json!({ "links": [{ "title": "甲", "address": "http://example.org" }] }),
            &[("wrong-form", "\"http://example.org\"")],
        ),
        (
            json!({ "links": [{ "title": "甲", "address": "https://u:p@example.org/" }] }),
            &[("wrong-form", "\"https://u:p@example.org/\"")],
        ),
        (
            json!({ "links": [{ "title": "甲", "address": "javascript:alert(1)" }] }),
            &[("wrong-form", "\"javascript:alert(1)\"")],
        ),
        (json!({ "links": [{ "title": "甲" }] }), &[("missing-key", "{")]),
        (json!({ "links": "https://example.org" }), &[("wrong-kind", "\"https://example.org\"")]),
        (json!({ "icp": "12345678" }), &[("wrong-form", "\"12345678\"")]),
        (json!({ "police": "京公网安备1101号" }), &[("wrong-form", "\"京公网安备1101号\"")]),
        (json!({ "languages": ["zh", "fr"] }), &[("unknown-word", "\"fr\"")]),
        (json!({ "languages": ["zh", "zh"] }), &[("unknown-word", "\"zh\"")]),
        (json!({ "languages": [] }), &[("wrong-kind", "[]")]),
        (json!({ "regimes": ["om", "credti"] }), &[("unknown-regime", "\"credti\"")]),
        (json!({ "regimes": ["om", "om"] }), &[("duplicate", "\"om\"")]),
        (json!({ "accent": { "light": "#ffd400", "dark": "#ff7a6b" } }), &[("contrast", "\"#ffd400\"")]),
        (json!({ "accent": { "light": "#b3261e", "dark": "#1c3d8f" } }), &[("contrast", "\"#1c3d8f\"")]),
        (json!({ "accent": { "light": "red", "dark": "#ff7a6b" } }), &[("wrong-form", "\"red\"")]),
        (json!({ "accent": { "light": "#b3261e" } }), &[("missing-key", "{")]),
        (json!({ "overlays": ["a.json"] }), &[("file-kind", "\"a.json\"")]),
        (json!({ "overlays": ["a.toml", "a.toml"] }), &[("duplicate", "\"a.toml\"")]),
        (json!({ "forms": [{ "file": "a.doc" }] }), &[("file-kind", "\"a.doc\"")]),
        (json!({ "forms": [{ "regime": "om" }] }), &[("missing-key", "{")]),
        (json!({ "forms": [{ "file": "a.docx", "regime": "nix" }] }), &[("unknown-regime", "\"nix\"")]),
        (
            json!({ "figures": [{ "regime": "om" }] }),
            &[("missing-key", "{"), ("missing-key", "{"), ("missing-key", "{")],
        ),
        (
            json!({ "figures": [{ "regime": "om", "figure": "a", "value": "1", "year": "今年" }] }),
            &[("wrong-form", "\"今年\"")],
        ),
        (json!({ "rulebooks": "workshop" }), &[("wrong-kind", "\"workshop\"")]),
        (json!({ "rulebooks": ["workshop"] }), &[("file-name", "\"workshop\"")]),
        (json!({ "rulebooks": ["../rulebook.toml"] }), &[("file-name", "\"../rulebook.toml\"")]),
        (json!({ "rulebooks": ["a/b/rulebook.toml"] }), &[("file-name", "\"a/b/rulebook.toml\"")]),
        (json!({ "rulebooks": ["a/notes.txt"] }), &[("file-name", "\"a/notes.txt\"")]),
        (json!({ "rulebooks": ["a/zh.toml"] }), &[("missing-file", "\"a/zh.toml\"")]),
        (json!({ "rulebooks": ["a/rulebook.toml", "a/rulebook.toml"] }), &[("duplicate", "\"a/rulebook.toml\"")]),
    ];
    for (more, expected) in cases {
        let found = wrong(more.clone());
        let found: Vec<(&str, &str)> = found.iter().map(|(code, at)| (code.as_str(), at.as_str())).collect();
        assert_eq!(found, expected, "{more}");
    }
}

#[test]
fn all_problems_are_told_at_once_in_the_order_of_the_file() {
    let text = "{\n  \"schema\": 1,\n  \"mark\": \"a.bmp\",\n  \"icp\": \"?\",\n  \"x\": 1\n}";
    let found: Vec<String> = problems(text).into_iter().map(|(code, _)| code).collect();
    assert_eq!(found, ["missing-key", "file-kind", "wrong-form", "unknown-key"]);
    assert_eq!(problems("{ \"schema\": 1, }")[0].0, "not-json");
    assert_eq!(problems("[]")[0].0, "wrong-kind");
}

#[test]
fn a_colour_that_fails_is_refused_with_the_nearest_that_would_do() {
    let problem =
        read_text(&with(json!({ "accent": { "light": "#ffd400", "dark": "#ff7a6b" } }))).unwrap_err().remove(0);
    let help = problem.help.unwrap();
    let nearest = Colour::parse(help.split('`').nth(1).unwrap()).unwrap();
    assert!(nearest.fits(LIGHT), "{help}");
    assert!(problem.message.contains("1.4 to 1") || problem.message.contains("1.3 to 1"), "{}", problem.message);
}

#[test]
fn english_may_be_missing_where_the_site_is_shown_in_chinese_only() {
    let chinese = host(json!({ "languages": ["zh"], "name": { "zh": "某市软件协会" } }));
    assert_eq!((chinese.languages.as_slice(), chinese.name.en.as_str()), (&[Lang::Zh][..], "某市软件协会"));
}

#[test]
fn a_file_of_any_size_or_kind_is_refused_within_bounds() {
    assert_eq!(read_text(&" ".repeat(LARGEST + 1)).unwrap_err()[0].code, "too-large");
    let many: Vec<String> = (0..100).map(|n| format!("{n}.toml")).collect();
    assert_eq!(wrong(json!({ "overlays": many }))[0].0, "too-many");
    let many: Vec<String> = (0..100).map(|n| format!("a{n}/rulebook.toml")).collect();
    assert_eq!(wrong(json!({ "rulebooks": many }))[0].0, "too-many");
    assert_eq!(wrong(json!({ "notice": "长".repeat(1_001) }))[0].0, "too-long");
}

#[test]
fn record_numbers_are_those_that_the_offices_give_out() {
    for icp in ["京ICP备12345678号", "粤ICP备2021001234号-12", "沪ICP证030173号"] {
        assert_eq!(host(json!({ "icp": icp })).icp.as_deref(), Some(icp));
    }
    for police in ["京公网安备11010102000001号", "京公网安备 11010102000001号"] {
        assert_eq!(host(json!({ "police": police })).police.as_deref(), Some(police));
    }
}

mod marks {
    use super::super::{LARGEST_MARK, check_mark};

    fn codes(name: &str, bytes: &[u8]) -> Vec<String> {
        check_mark(name, bytes).into_iter().map(|problem| problem.code).collect()
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", &width.to_be_bytes()[..], &height.to_be_bytes()[..], &[8, 6, 0, 0, 0]]
            .concat()
    }

    #[test]
    fn a_png_is_known_by_its_bytes_and_bounded() {
        assert_eq!(codes("logo.png", &png(64, 32)), [""; 0]);
        for bytes in [png(0, 32), png(64, 4_096), b"GIF89a".to_vec(), png(64, 32)[..18].to_vec()] {
            assert_eq!(codes("logo.png", &bytes), ["mark-kind"]);
        }
        assert_eq!(codes("logo.png", &vec![0; LARGEST_MARK + 1]), ["mark-size"]);
    }

    #[test]
    fn a_plain_svg_is_taken() {
        let plain = r##"<?xml version="1.0"?><!-- a mark --><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><style>.a { fill: url(#g) }</style><use xlink:href="#g"/><path style="fill: url('#g')" d="M0 0h9v9z"/><image href="data:image/png;base64,AAAA"/></svg>"##;
        assert_eq!(codes("logo.svg", plain.as_bytes()), [""; 0]);
    }

    #[test]
    fn an_svg_that_runs_or_fetches_something_is_refused() {
        for (inside, code) in [
            ("<script>alert(1)</script>", "mark-runs"),
            ("<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/>", "mark-runs"),
            ("<foreignObject/>", "mark-runs"),
            ("<path onload=\"a()\"/>", "mark-runs"),
            ("<animate attributeName=\"href\"/>", "mark-runs"),
            ("<![CDATA[x]]>", "mark-runs"),
            ("<?xml-stylesheet href=\"a.css\"?>", "mark-runs"),
            ("<a href=\"javascript:alert(1)\"/>", "mark-fetches"),
            ("<a href=\"&#106;avascript:alert(1)\"/>", "mark-fetches"),
            ("<image href=\"https://example.org/a.png\"/>", "mark-fetches"),
            ("<image href=\"data:image/svg+xml;base64,AAAA\"/>", "mark-fetches"),
            ("<style>@import 'a.css';</style>", "mark-fetches"),
            ("<path style=\"fill: url( https://example.org/#a)\"/>", "mark-fetches"),
        ] {
            let found = codes("logo.svg", format!("<svg>{inside}</svg>").as_bytes());
            assert_eq!(found, [code], "{inside}");
        }
        assert_eq!(codes("logo.svg", b"<!DOCTYPE svg [<!ENTITY x \"y\">]><svg/>"), ["mark-runs"]);
        for broken in [&b"<html/>"[..], b"<svg><g></svg>", b"", b"\xff\xfe<svg/>"] {
            assert_eq!(codes("logo.svg", broken), ["mark-kind"]);
        }
    }
}

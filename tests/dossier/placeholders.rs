//! The list of placeholders: everything in it can stand in a form, by id and by title.

use crate::content::{Applicant, CONTENT};
use crate::programs::Folder;
use crate::word_file::{WordFile, p, part_of, t, table, texts};
use std::collections::BTreeMap;
use ziping_base::lang::Lang;
use ziping_dossier::{FormProblem, Placeholder, PlaceholderKind, fill, placeholders};
use ziping_tests::cli::ziping;

const REGIMES: [&str; 6] = ["bizsec", "credit", "iets", "nextgen-it", "iii-consulting", "om"];

fn list(regime: &str, lang: Lang) -> Vec<Placeholder> {
    let rulebook = CONTENT.library.regime(regime).unwrap();
    placeholders(&CONTENT.library, rulebook, &CONTENT.words_for(lang.code(), regime), lang)
}

/// A form with all of them, written in one way.
fn form(all: &[Placeholder], written: fn(&Placeholder) -> &String) -> String {
    let mut body = String::new();
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in all.iter().filter(|one| !written(one).is_empty()) {
        let said = written(one).replace('&', "&amp;");
        match one.says {
            PlaceholderKind::Column => {
                let table = said.trim_start_matches('{').rsplit_once('.').unwrap().0.to_owned();
                columns.entry(table).or_default().push(said);
            }
            PlaceholderKind::Record => {
                let inner = p(&t(&said.replace("{{#", "{{")));
                body.push_str(&format!("{}{inner}{}", p(&t(&said)), p(&t(&said.replace("{{#", "{{/")))));
            }
            _ => body.push_str(&p(&t(&said))),
        }
    }
    for columns in columns.values() {
        let cells: Vec<(&str, &str)> = columns.iter().map(|said| ("", said.as_str())).collect();
        body.push_str(&table(&[&cells]));
    }
    body
}

#[test]
fn every_placeholder_of_every_regime_can_be_filled_by_id_and_by_title() {
    for regime in REGIMES {
        let applicant = Applicant::of(regime);
        let all = list(regime, Lang::Zh);
        assert!(all.len() > 40, "{regime}: {}", all.len());
        let mut seen: Vec<&str> = all.iter().map(|one| one.written.as_str()).collect();
        seen.sort_unstable();
        assert!(seen.windows(2).all(|pair| pair[0] != pair[1]), "{regime}: one is there twice");
        let ways: [fn(&Placeholder) -> &String; 2] = [|one| &one.written, |one| &one.by_title];
        for written in ways {
            let body = form(&all, written);
            let made = fill(&WordFile::of(&body).bytes(), &applicant.order(&[])).unwrap_or_else(|problems| {
                let told: Vec<String> = problems.iter().map(|one: &FormProblem| one.message(Lang::En)).collect();
                panic!("{regime}: {told:#?}")
            });
            let said = texts(&part_of(&made.bytes, "word/document.xml").unwrap());
            assert!(!said.contains("{{") && said.contains('☐'), "{regime}: {said}");
        }
        let titled = all.iter().filter(|one| !one.by_title.is_empty()).count();
        assert!(titled * 2 > all.len(), "{regime}: only {titled} of {} have a title of their own", all.len());
    }
}

#[test]
fn the_list_is_the_same_in_both_languages_and_english_has_no_chinese_titles() {
    for regime in REGIMES {
        let (zh, en) = (list(regime, Lang::Zh), list(regime, Lang::En));
        let written = |all: &[Placeholder]| all.iter().map(|one| one.written.clone()).collect::<Vec<_>>();
        assert_eq!(written(&zh), written(&en));
        for one in en {
            assert!(one.by_title.is_empty(), "{one:?}");
            // A term may stand in brackets behind its translation.
            assert!(one.title.starts_with(|c: char| c.is_ascii()), "{one:?}");
        }
    }
}

#[test]
fn the_command_line_lists_them_as_text_json_and_a_table() {
    let run = |format: &str, lang: &str| {
        let run = ziping(&["placeholders", "--regime", "credit", "--format", format, "--lang", lang], "").unwrap();
        assert_eq!(run.status, 0, "{}", run.err);
        run.out
    };
    let csv = run("csv", "zh");
    assert!(csv.starts_with("\u{feff}占位符,中文写法,名称,内容\r\n"), "{csv}");
    assert!(csv.contains("\r\n{{org.name}},{{单位名称}},单位名称,文字\r\n"), "{csv}");
    assert!(csv.contains("{{☐org.kind=enterprise}},{{☐单位类型=企业}},单位类型：企业,方框"), "{csv}");
    let json: serde_json::Value = serde_json::from_str(&run("json", "en")).unwrap();
    let all = json["placeholders"].as_array().unwrap();
    assert_eq!(all.len(), list("credit", Lang::Zh).len());
    let name = all.iter().find(|one| one["written"] == "{{org.name}}").unwrap();
    assert_eq!((name["title_zh"].as_str(), name["says"].as_str()), (Some("单位名称"), Some("text")));
    assert!(run("text", "en").contains("{{org.name}}  {{单位名称}}\n    单位名称 · "));
    let bad = ziping(&["placeholders", "--regime", "nothing", "--lang", "en"], "").unwrap();
    assert!(bad.status == 2 && bad.err.contains("there is no regime `nothing`"), "{}", bad.err);
}

#[test]
fn contact_data_of_an_overlay_is_filled_by_its_label_in_either_language() {
    let folder = Folder::new();
    let place = |name: &str| folder.0.join(name).to_str().unwrap().to_owned();
    let written = "{{contact.电话}}；{{联系方式.窗口}}；{{contact.Hours}}";
    std::fs::write(place("form.docx"), WordFile::of(&p(&t(written))).bytes()).unwrap();
    let run = |overlay: &[&str]| {
        let (form, out) = (place("form.docx"), place("out.docx"));
        let fixed = ["fill", "--lang", "en", "--regime", "om", "--as-of", "2026-11-21", "--form", &form, "--out", &out];
        ziping(&[&fixed[..], overlay, &["tests/fixtures/papers/complete.json"]].concat(), "").unwrap()
    };
    let with = ["--overlay", "tests/overlays/om-contact.toml"];
    let made = run(&with);
    assert_eq!(made.status, 0, "{}", made.err);
    let said = texts(&part_of(&std::fs::read(place("out.docx")).unwrap(), "word/document.xml").unwrap());
    assert_eq!(said, "000-0000 0000；虚构政务大厅 0 号；工作日 9:00–17:00");
    let without = run(&[]);
    assert!(without.status == 2 && without.err.contains("`{{contact.电话}}` is unknown"), "{}", without.err);
    let listed = [&["placeholders", "--regime", "om", "--format", "csv", "--lang", "zh"], &with[..]].concat();
    let listed = ziping(&listed, "").unwrap();
    assert!(listed.out.contains("{{contact.电话}}"), "{}{}", listed.out, listed.err);
}

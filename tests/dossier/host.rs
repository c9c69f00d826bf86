//! Who serves the site, in the papers made on it: in guide, calendar and manifest, marked as the host's own word.

use crate::content::{Applicant, CONTENT};
use crate::word_file::{WordFile, p, part_of, t, texts as word_texts};
use std::ops::ControlFlow;
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_dossier::receive::inspect;
use ziping_dossier::{ManifestHost, calendar, fill, texts};
use ziping_host::{Host, read};

const FILE: &str = r#"{
  "schema": 1,
  "name": { "zh": "某市软件协会", "en": "Software Association" },
  "contact": { "person": { "zh": "王老师", "en": "Ms Wang" }, "phone": "010-12345678", "email": "pingjia@example.org" },
  "hand_in": { "zh": "纸质材料一式两份，寄到示例路 1 号。\n电子版发邮箱。", "en": "By mail." }
}"#;

fn host() -> Host {
    let regimes: Vec<&str> = CONTENT.library.regimes.iter().map(|book| book.id.as_str()).collect();
    read(&Source { name: "host.json", text: FILE }, &regimes).unwrap().unwrap()
}

fn applicant(host: Option<Host>) -> Applicant {
    let mut applicant = Applicant::example();
    applicant.host = host;
    applicant.hand_in = Day::parse("2026-12-25");
    applicant
}

#[test]
fn guide_and_notes_say_where_the_host_wants_papers_and_that_it_is_the_host_s_word() {
    let with = texts(&applicant(Some(host())).order(&[])).unwrap();
    let without = texts(&applicant(None).order(&[])).unwrap();
    let differing: Vec<(&str, Vec<&str>)> = with
        .iter()
        .zip(&without)
        .filter(|(with, without)| with != without)
        .map(|((path, with), (_, without))| {
            let new = with.lines().filter(|line| !without.contains(line));
            (path.as_str(), new.collect())
        })
        .collect();
    let [(application, notes), (path, _)] = differing.as_slice() else { panic!("{differing:#?}") };
    // Of what is signed nothing changes: the leaf of notes, which is taken out, has one more.
    let expected = "递交和联系（由提供本站的某市软件协会填写，本工具没有核对）：纸质材料一式两份，寄到示例路 1 号。电子版发邮箱。联系人：王老师，电话：010-12345678，邮箱：pingjia@example.org。";
    assert!(application.starts_with("01-申请表/") && notes.len() == 1 && notes[0].contains(expected), "{differing:#?}");
    assert_eq!(*path, "05-递交指南/递交指南.docx");
    let guide = &with.iter().find(|(known, _)| known == path).unwrap().1;
    for said in [
        "以下由提供本站的某市软件协会填写，不是所依据的文件的规定",
        "纸质材料一式两份，寄到示例路 1 号。",
        "电子版发邮箱。",
        "联系人：王老师",
        "电话：010-12345678",
        "邮箱：pingjia@example.org",
    ] {
        assert!(guide.contains(said), "{said}: {guide}");
    }
}

#[test]
fn a_form_of_the_host_s_own_can_name_the_host_and_leave_out_what_it_does_not_say() {
    let body = [
        p(&t("{{host.name}}|{{本站提供方.联系人}}|{{host.phone}}|{{host.contact}}")),
        p(&t("{{#host.address}}")),
        p(&t("地址 {{host.address}}")),
        p(&t("{{/host.address}}")),
        p(&t("{{#本站提供方.递交}}")),
        p(&t("交到 {{host.hand_in}}")),
        p(&t("{{/本站提供方.递交}}")),
    ]
    .concat();
    let said = |host: Option<Host>| {
        let made = fill(&WordFile::of(&body).bytes(), &applicant(host).order(&[])).unwrap();
        word_texts(&part_of(&made.bytes, "word/document.xml").unwrap())
    };
    let with = said(Some(host()));
    assert!(with.contains("某市软件协会|王老师|010-12345678|联系人：王老师，电话：010-12345678，邮箱："), "{with}");
    assert!(with.contains("交到 纸质材料一式两份") && !with.contains("地址"), "{with}");
    let without = said(None);
    assert!(without.contains("|||") && !without.contains("交到"), "{without}");
}

#[test]
fn a_host_that_gives_no_contact_adds_nothing_to_the_guide() {
    let mut silent = host();
    (silent.contact, silent.hand_in) = (ziping_host::Contact::default(), None);
    let with = texts(&applicant(Some(silent)).order(&[])).unwrap();
    assert_eq!(with, texts(&applicant(None).order(&[])).unwrap());
}

#[test]
fn the_calendar_says_at_the_day_of_hand_in_where_and_whom_to_ask() {
    let file = |host: Option<Host>| {
        let applicant = applicant(host);
        String::from_utf8(calendar(&applicant.order(&[]), None).unwrap()).unwrap().replace("\r\n ", "")
    };
    let (with, without) = (file(Some(host())), file(None));
    let said = "某市软件协会（本站提供方）：纸质材料一式两份";
    let entries: Vec<&str> = with.split("BEGIN:VEVENT").filter(|entry| entry.contains(said)).collect();
    assert!(entries.iter().any(|entry| entry.contains("SUMMARY:示例科技有限公司：递交：")), "{with}");
    assert!(entries.iter().all(|entry| !entry.contains("到期：")), "waiting takes no contact: {with}");
    assert!(!without.contains("本站提供方"));
}

#[test]
fn the_manifest_names_the_host_and_the_receiving_side_takes_it() {
    let package = applicant(Some(host())).package();
    let expected = ManifestHost {
        name: "某市软件协会".into(),
        contact: vec!["联系人：王老师".into(), "电话：010-12345678".into(), "邮箱：pingjia@example.org".into()],
        hand_in: Some("纸质材料一式两份，寄到示例路 1 号。\n电子版发邮箱。".into()),
    };
    assert_eq!(package.manifest.host.as_ref(), Some(&expected));
    let source = package.bytes.as_slice();
    let found = inspect(&source, &crate::receive::opener(), &mut |_, _| ControlFlow::Continue(())).unwrap();
    assert_eq!((found.problems, found.differences), (Vec::new(), Vec::new()));
    assert_eq!(applicant(None).package().manifest.host, None);
}

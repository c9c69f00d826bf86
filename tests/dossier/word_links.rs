//! What a form carries that reaches beyond it or runs: named, and left out unless it is to be kept.

use crate::content::{Applicant, CONTENT};
use crate::programs::{Folder, convert};
use crate::word_file::{WordFile, p, part_of, r, t, texts};
use std::ops::ControlFlow;
use ziping_dossier::receive::{Opener, inspect};
use ziping_dossier::{CarriedKind, Form, Redaction, fill, package};
use ziping_tests::cli::ziping;

const PLACE: &str = "http://127.0.0.1:9/";

/// A form with everything in it that is fetched or runs.
fn carrying() -> WordFile {
    let field = |told: &str, shows: &str| {
        [
            r("<w:fldChar w:fldCharType=\"begin\"/>"),
            r(&format!("<w:instrText> {told} </w:instrText>")),
            r("<w:fldChar w:fldCharType=\"separate\"/>"),
            t(shows),
            r("<w:fldChar w:fldCharType=\"end\"/>"),
        ]
        .concat()
    };
    let body = [
        p(&t("{{org.name}}")),
        p(&r("<w:drawing><a:blip r:link=\"rId1\"/></w:drawing>")),
        p(&r("<w:pict><v:shape><v:imagedata o:title=\"a\" r:href=\"rId1\"/></v:shape></w:pict>")),
        p(&r("<w:object><v:shape/><o:OLEObject Type=\"Link\" r:id=\"rId2\"/></w:object>")),
        p(&r("<w:object><v:shape/><w:control r:id=\"rId3\" w:name=\"x\"/></w:object>")),
        p(&field("INCLUDEPICTURE \"http://127.0.0.1:9/f.png\" \\d", "旧图")),
        p(&field("PAGE", "7")),
        p(
            "<w:fldSimple w:instr=\"IncludeText &quot;http://127.0.0.1:9/t.docx&quot;\"><w:r><w:t>旧文</w:t></w:r></w:fldSimple>",
        ),
        p("<w:hyperlink r:id=\"rId4\"><w:r><w:t>网址</w:t></w:r></w:hyperlink>"),
        "<w:altChunk r:id=\"rId5\"/>".to_owned(),
    ];
    WordFile::of(&body.concat())
        .typed("application/vnd.ms-word.document.macroEnabled.main+xml")
        .relation("rId1", "image", "http://127.0.0.1:9/a.png", true)
        .relation("rId2", "oleObject", "file:///C:/a.xlsx", true)
        .relation("rId3", "control", "activeX/activeX1.xml", false)
        .part("word/activeX/activeX1.xml", "<x/>")
        .part("word/activeX/_rels/activeX1.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"http://schemas.microsoft.com/office/2006/relationships/activeXControlBinary\" Target=\"activeX1.bin\"/></Relationships>")
        .part("word/activeX/activeX1.bin", "state")
        .relation("rId4", "hyperlink", "http://example.org/", true)
        .relation("rId5", "aFChunk", "chunk.mht", false)
        .part("word/chunk.mht", "<img src='http://127.0.0.1:9/m.png'>")
        .relation("rId6", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin", false)
        .part("word/vbaProject.bin", "macros")
        .part("word/settings.xml", "<w:settings SPACES><w:attachedTemplate r:id=\"rId1\"/><w:mailMerge><w:query w:val=\"x\"/><w:dataSource r:id=\"rId2\"/></w:mailMerge><w:zoom/></w:settings>")
        .relation("rId7", "settings", "settings.xml", false)
        .relation_of("word/settings.xml", "rId1", "attachedTemplate", "http://127.0.0.1:9/t.dotm")
        .relation_of("word/settings.xml", "rId2", "mailMergeSource", "file:///C:/people.xlsx")
}

#[test]
fn everything_that_a_form_fetches_or_runs_is_named_and_left_out() {
    let applicant = Applicant::example();
    let made = fill(&carrying().bytes(), &applicant.order(&[])).unwrap();
    let kinds: Vec<CarriedKind> = made.carried.iter().map(|one| one.kind).collect();
    for kind in [
        CarriedKind::Picture,
        CarriedKind::Object,
        CarriedKind::Control,
        CarriedKind::Document,
        CarriedKind::Macro,
        CarriedKind::Template,
        CarriedKind::Data,
    ] {
        assert_eq!(kinds.iter().filter(|known| **known == kind).count(), 1, "{kind:?} in {:#?}", made.carried);
    }
    let fields: Vec<&str> =
        made.carried.iter().filter(|one| one.kind == CarriedKind::Field).map(|one| one.target.as_str()).collect();
    assert_eq!(
        fields,
        ["INCLUDEPICTURE \"http://127.0.0.1:9/f.png\" \\d", "IncludeText \"http://127.0.0.1:9/t.docx\""]
    );
    assert!(made.carried.iter().any(|one| one.said().zh.contains("http://127.0.0.1:9/t.dotm")), "{:#?}", made.carried);
    let document = part_of(&made.bytes, "word/document.xml").unwrap();
    for gone in [PLACE, "OLEObject", "w:control", "altChunk", "rId1\"", "INCLUDE", "fldSimple"] {
        assert!(!document.contains(gone), "{gone}: {document}");
    }
    // What was shown stays, and so do other fields and links that are followed by hand.
    assert!(texts(&document).contains("旧图") && texts(&document).contains("旧文"), "{document}");
    assert!(document.contains(" PAGE ") && document.contains("r:id=\"rId4\""), "{document}");
    assert!(document.contains("<a:blip/>") && document.contains("<v:imagedata o:title=\"a\"/>"), "{document}");
    let relations = part_of(&made.bytes, "word/_rels/document.xml.rels").unwrap();
    assert!(
        relations.contains("example.org") && relations.contains("rId7") && !relations.contains(PLACE),
        "{relations}"
    );
    assert!(part_of(&made.bytes, "word/settings.xml").unwrap().ends_with("><w:zoom/></w:settings>"));
    for gone in ["word/vbaProject.bin", "word/activeX/activeX1.xml", "word/activeX/activeX1.bin", "word/chunk.mht"] {
        assert_eq!(part_of(&made.bytes, gone), None, "{gone}");
    }
    assert!(part_of(&made.bytes, "[Content_Types].xml").unwrap().contains("wordprocessingml.document.main+xml"));
    let folder = Folder::new();
    let path = folder.0.join("form.docx");
    std::fs::write(&path, &made.bytes).unwrap();
    assert!(convert(&path, "pdf").exists());
}

#[test]
fn links_stay_where_they_are_to_be_kept_and_macros_never_do() {
    let mut applicant = Applicant::example();
    applicant.keep_links = true;
    let made = fill(&carrying().bytes(), &applicant.order(&[])).unwrap();
    let document = part_of(&made.bytes, "word/document.xml").unwrap();
    for kept in ["r:link=\"rId1\"", "OLEObject", "altChunk", "INCLUDEPICTURE", "fldSimple"] {
        assert!(document.contains(kept), "{kept}: {document}");
    }
    assert!(!document.contains("w:control"));
    assert_eq!(part_of(&made.bytes, "word/vbaProject.bin"), None);
    assert!(made.carried.iter().any(|one| one.kind == CarriedKind::Macro));
}

#[test]
fn a_package_tells_what_its_forms_carried_and_the_receiver_sees_what_is_in_it() {
    let mut applicant = Applicant::example();
    let bytes = carrying().bytes();
    let forms = [Form { name: "协会表.docm", bytes: &bytes, document: None }];
    for keep in [false, true] {
        applicant.keep_links = keep;
        let made = package(&applicant.order_with(&[], &forms), &mut |_| ControlFlow::Continue(())).unwrap();
        assert!(made.manifest.files[0].path.ends_with("/协会表.docx"), "{:?}", made.manifest.files[0]);
        assert_eq!(made.carried.len(), 1);
        assert_eq!((made.carried[0].0.as_str(), made.carried[0].1.len()), ("协会表.docm", 9), "{:#?}", made.carried);
        let opener = Opener { library: &CONTENT.library, others: &[], today: None, decode: &|_| None };
        let source: &[u8] = &made.bytes;
        let found = inspect(&source, &opener, &mut |_, _| ControlFlow::Continue(())).unwrap();
        let told: Vec<&str> = found.carrying.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(told, if keep { vec!["01-申请表/协会表.docx"] } else { Vec::new() }, "{:#?}", found.carrying);
    }
    // An export for outsiders says no more of its forms.
    applicant.redact = Redaction { names: true, ..Redaction::default() };
    let made = package(&applicant.order_with(&[], &forms), &mut |_| ControlFlow::Continue(())).unwrap();
    assert!(made.manifest.files[0].path.ends_with("/协会表格.docx"));
}

#[test]
fn the_command_line_says_what_it_left_out_and_what_a_package_carries() {
    let folder = Folder::new();
    let place = |name: &str| folder.0.join(name).to_str().unwrap().to_owned();
    std::fs::write(place("form.docx"), carrying().bytes()).unwrap();
    let run = |command: &[&str], more: &[&str]| {
        let fixed = ["--lang", "en", "--regime", "credit", "--as-of", "2026-11-21", "--form"];
        let form = place("form.docx");
        ziping(&[command, &fixed, &[&form], more, &["content/credit/example.json"]].concat(), "").unwrap()
    };
    let (filled, zip) = (place("filled.docx"), place("package.zip"));
    let made = run(&["fill", "--out", &filled], &[]);
    assert_eq!(made.status, 0, "{}", made.err);
    let told = "warning: form.docx: left out a template that is fetched from elsewhere: `http://127.0.0.1:9/t.dotm` (word/settings.xml)";
    assert!(made.err.contains(told) && made.err.contains("left out macros"), "{}", made.err);
    let made = run(&["package", "--out", &zip], &["--keep-links"]);
    assert_eq!(made.status, 0, "{}", made.err);
    assert!(made.err.contains("kept a template") && made.err.contains("left out macros"), "{}", made.err);
    let found = ziping(&["inspect", "--lang", "en", &zip], "").unwrap();
    let told = "01-申请表/form.docx carries a picture that is fetched from elsewhere: `http://127.0.0.1:9/a.png`";
    assert!(found.out.contains(told), "{}", found.out);
    assert!(!found.out.contains("macros"), "{}", found.out);
}

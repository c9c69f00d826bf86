//! An association's own form in the package: filled, listed, checked like every other file.

use crate::content::{Applicant, CONTENT};
use crate::fill::{READ, form};
use crate::programs::{Folder, read_with_python};
use std::ops::ControlFlow;
use std::path::Path;
use ziping_base::diag::Source;
use ziping_base::lang::Lang;
use ziping_dossier::{Form, Package, PackageError, Redaction, package};
use ziping_rules::fact::read_answers;
use ziping_tests::cli::ziping;
use ziping_unzip::{Limits, Zip};

fn packed(applicant: &Applicant, forms: &[Form<'_>]) -> Result<Package, PackageError> {
    package(&applicant.order_with(&[], forms), &mut |_| ControlFlow::Continue(()))
}

/// What a form in a package says.
fn said(folder: &Folder, package: &[u8], path: &str) -> String {
    let zip = Zip::open(&package, &Limits::PACKAGE).unwrap();
    let entry = zip.find(path).unwrap_or_else(|| panic!("`{path}` is not in the package"));
    let file = folder.0.join("read.docx");
    std::fs::write(&file, zip.read(entry, 1 << 24).unwrap()).unwrap();
    read_with_python(READ, &file)
}

#[test]
fn forms_stand_in_the_place_of_the_kits_own_and_are_in_manifest_and_guide() {
    let folder = Folder::new();
    let bytes = form(&folder, "add('{{organisation}}申请{{target}}')");
    let forms = [
        Form { name: "省协会申报书.docx", bytes: &bytes, document: None },
        Form { name: "省协会申报书.docx", bytes: &bytes, document: None },
        Form { name: "../科技服务行业企业信用评价申报书.docx", bytes: &bytes, document: None },
    ];
    let applicant = Applicant::example();
    let made = packed(&applicant, &forms).unwrap();
    let paths: Vec<&str> = made.manifest.files.iter().map(|file| file.path.as_str()).take(4).collect();
    assert_eq!(
        paths,
        [
            "01-申请表/省协会申报书.docx",
            "01-申请表/省协会申报书-2.docx",
            "01-申请表/科技服务行业企业信用评价申报书.docx",
            "02-条件对照表/条件对照表.docx",
        ]
    );
    assert!(
        said(&folder, &made.bytes, "01-申请表/省协会申报书-2.docx")
            .contains("示例科技有限公司申请AA 级（自评预测，申报等级尚未填写）")
    );
    let guide = said(&folder, &made.bytes, "05-递交指南/递交指南.docx");
    assert!(guide.contains("01-申请表/省协会申报书.docx"), "{guide}");
    assert!(guide.contains("申请表用主办单位或协会自己的表格（省协会申报书.docx、"), "{guide}");
    assert_eq!(made, packed(&applicant, &forms).unwrap());
}

#[test]
fn a_form_takes_the_place_of_the_document_that_it_is_named_for_and_of_no_other() {
    let folder = Folder::new();
    let bytes = form(&folder, "add('{{organisation}}')");
    let first = |regime: &str, procedure: Option<&'static str>, documents: &[Option<&str>]| {
        let mut applicant = Applicant::of(regime);
        applicant.procedure = procedure;
        let forms: Vec<Form<'_>> =
            documents.iter().map(|document| Form { name: "表.docx", bytes: &bytes, document: *document }).collect();
        let made = packed(&applicant, &forms).unwrap();
        let paths = made.manifest.files.iter().map(|file| file.path.clone());
        paths.filter(|path| path.starts_with("01-")).collect::<Vec<_>>()
    };
    for regime in ["bizsec", "credit", "iets", "nextgen-it", "iii-consulting", "om"] {
        let own = first(regime, None, &[]);
        let replaced = first(regime, None, &[None]);
        assert_eq!(replaced[0], "01-申请表/表.docx", "{regime}");
        assert_eq!(replaced[1..], own[1..], "{regime}: pledges and the like stay");
        let rulebook = CONTENT.library.regime(regime).unwrap();
        for procedure in rulebook.procedures() {
            let forms: Vec<&str> = rulebook
                .documents
                .iter()
                .filter(|one| one.form && one.procedures.iter().any(|known| known == procedure))
                .map(|one| one.id.as_str())
                .collect();
            let procedure: &'static str = procedure;
            let own = first(regime, Some(procedure), &[]);
            for document in &forms {
                let replaced = first(regime, Some(procedure), &[Some(document)]);
                assert_eq!(replaced.len(), own.len(), "{regime} {procedure} {document}: {own:?} {replaced:?}");
                assert_eq!(replaced.iter().filter(|path| !own.contains(path)).count(), 1, "{regime} {document}");
            }
        }
    }
}

#[test]
fn a_form_goes_with_a_letter_of_another_procedure_too() {
    let folder = Folder::new();
    let bytes = form(&folder, "add('{{organisation}}')");
    let mut applicant = Applicant::example();
    applicant.procedure = Some("correction");
    let made = packed(&applicant, &[Form { name: "变更表.docx", bytes: &bytes, document: None }]).unwrap();
    assert!(said(&folder, &made.bytes, "01-申请表/变更表.docx").contains("示例科技有限公司"));
    let forms = made.manifest.files.iter().filter(|file| file.path.starts_with("01-申请表/")).count();
    assert_eq!(forms, 1, "{:?}", made.manifest.files);
}

#[test]
fn an_export_for_outsiders_fills_no_name_and_tells_none_by_the_forms_name() {
    let folder = Folder::new();
    let bytes = form(&folder, "add('单位{{organisation}}，收入{{credit.main_revenue.3}}')");
    let mut applicant = Applicant::example();
    applicant.redact = Redaction { names: true, amounts: true, contacts: true };
    let made = packed(&applicant, &[Form { name: "示例科技申报书.docx", bytes: &bytes, document: None }]).unwrap();
    assert!(made.manifest.files.iter().all(|file| !file.path.contains("示例")));
    let text = said(&folder, &made.bytes, "01-申请表/协会表格.docx");
    assert!(text.contains("单位〔已隐去〕，收入〔已隐去〕"), "{text}");
}

#[test]
fn no_package_comes_of_forms_that_cannot_be_filled_and_everything_wrong_is_named() {
    let folder = Folder::new();
    let good = form(&folder, "add('{{organisation}}')");
    let bad = form(&folder, "add('好')\nadd('{{org.nam}}')\nadd('{{credit.')");
    let forms = [
        Form { name: "好.docx", bytes: &good, document: None },
        Form { name: "坏.docx", bytes: &bad, document: None },
        Form { name: "不是.docx", bytes: b"text", document: None },
    ];
    let Err(PackageError::Forms(wrong)) = packed(&Applicant::example(), &forms) else {
        panic!("a package came of bad forms")
    };
    let told: Vec<(&str, Vec<String>)> = wrong
        .iter()
        .map(|(name, problems)| (name.as_str(), problems.iter().map(|problem| problem.message(Lang::Zh)).collect()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "坏.docx",
                vec![
                    "没有“{{org.nam}}”这个占位符（正文第 2 段）".to_owned(),
                    "占位符“{{credit.”没有写完（正文第 3 段）".to_owned()
                ]
            ),
            ("不是.docx", vec!["表格文件打不开：不是 zip 压缩包".to_owned()]),
        ]
    );
}

/// An overlay that names a form for one document of the credit rating.
fn overlay(document: &str, docx: &str) -> String {
    let words = |lang| format!("[{lang}.overlay]\ntitle = \"甲\"\ntext = \"甲\"\n");
    format!(
        "overlay = 1\nid = \"own\"\nregime = \"credit\"\nversion = \"1.0.0\"\nfor_version = \"1\"\n\
         status = \"draft\"\nsource = \"x\"\n[form.\"{document}\"]\ndocx = \"{docx}\"\n{}{}",
        words("zh"),
        words("en")
    )
}

#[test]
fn the_command_line_encloses_forms_and_those_beside_an_overlay_for_the_procedure() {
    let folder = Folder::new();
    form(&folder, "add('{{organisation}}')");
    let place = |name: &str| folder.0.join(name).to_str().unwrap().to_owned();
    std::fs::copy(place("form.docx"), place("协会申报书.docx")).unwrap();
    std::fs::write(place("own.toml"), overlay("credit.doc.application", "协会申报书.docx")).unwrap();
    let run = |more: &[&str]| {
        let out = place("out.zip");
        let fixed = ["package", "--lang", "en", "--regime", "credit", "--as-of", "2026-11-21", "--out", &out];
        let run = ziping(&[&fixed[..], more, &["content/credit/example.json"]].concat(), "").unwrap();
        let made = std::fs::read(&out).unwrap_or_default();
        let _ = std::fs::remove_file(&out);
        let names = Zip::open(&made.as_slice(), &Limits::PACKAGE)
            .map(|zip| zip.entries().iter().map(|entry| entry.name().to_owned()).collect::<Vec<_>>());
        (run, names.unwrap_or_default())
    };
    let own = "01-申请表/协会申报书.docx".to_owned();
    let given = "01-申请表/form.docx".to_owned();
    let (made, names) = run(&["--overlay", &place("own.toml"), "--form", &place("form.docx")]);
    assert!(made.status == 0 && names.contains(&own) && names.contains(&given), "{} {names:?}", made.err);
    assert!(names.iter().filter(|name| name.starts_with("01-")).count() == 2, "{names:?}");
    // The overlay's form is that of the application; the yearly review has another.
    let (made, names) = run(&["--overlay", &place("own.toml"), "--procedure", "yearly_review"]);
    assert!(made.status == 0 && !names.contains(&own), "{} {names:?}", made.err);
    std::fs::remove_file(Path::new(&place("协会申报书.docx"))).unwrap();
    let (made, names) = run(&["--overlay", &place("own.toml")]);
    assert!(made.status == 0 && !names.contains(&own) && made.err.contains("协会申报书.docx"), "{}", made.err);

    form(&folder, "add('{{org.nam}}')");
    let (made, names) = run(&["--form", &place("form.docx")]);
    assert!(made.status == 2 && names.is_empty(), "{names:?}");
    for said in ["form.docx: `{{org.nam}}` is unknown (word/document.xml, paragraph 1)", "did you mean `org.name`?"] {
        assert!(made.err.contains(said), "{}", made.err);
    }
}

#[test]
fn what_was_answered_under_an_id_of_before_stands_in_the_papers_of_every_regime() {
    let folder = Folder::new();
    let text = r#"{"schema": 1, "organisation": "旧文件单位", "facts": {
        "bizsec.profile": "始建于一九九八年的虚构单位", "iets.staff": 321, "om.form.finance_lead": "钱示例，高级会计师"}}"#;
    let source = Source { name: "old.ziping.json", text };
    let answers = read_answers(&source, &CONTENT.library.catalogue).unwrap();
    for regime in ["bizsec", "credit", "iets", "nextgen-it", "iii-consulting", "om"] {
        let mut applicant = Applicant::of(regime);
        applicant.sheet = answers.sheet.clone();
        let made = packed(&applicant, &[]).unwrap();
        let path =
            made.manifest.files.iter().map(|file| file.path.as_str()).find(|path| path.starts_with("01-申请表/"));
        let said = said(&folder, &made.bytes, path.unwrap());
        for (asked, words) in [
            (regime != "om", "始建于一九九八年的虚构单位"),
            (!matches!(regime, "om" | "iii-consulting"), "321"),
            (matches!(regime, "om" | "credit"), "钱示例，高级会计师"),
        ] {
            assert_eq!(said.contains(words), asked, "{regime}: {words}");
        }
    }
}

#[test]
fn a_rule_book_asks_a_shared_fact_in_words_of_its_own() {
    let folder = Folder::new();
    for (regime, own, shared) in [("credit", "从业人数", "职工人数"), ("iets", "评价工作负责人", "申报负责人")]
    {
        let made = packed(&Applicant::of(regime), &[]).unwrap();
        let path =
            made.manifest.files.iter().map(|file| file.path.as_str()).find(|path| path.starts_with("01-申请表/"));
        let said = said(&folder, &made.bytes, path.unwrap());
        assert!(said.contains(own) && !said.contains(shared), "{regime}: {said}");
    }
}

#[test]
fn people_and_projects_of_a_consulting_body_stand_in_its_annexes() {
    let folder = Folder::new();
    let text = r#"{"schema": 1, "organisation": "虚构贯标咨询机构", "facts": {
        "contact.address": "示例市示例路八号",
        "iii.holders": [{"name": "周示例", "issued": "2025-05-06", "enterprises_served": 2}],
        "iii.consultants": [{"name": "吴示例", "enterprise": "示例机械厂", "start": "2026-01-05", "end": "2026-05-30",
            "main_member": true, "passed": true, "on_site_days": 37}],
        "iii.projects": [{"client": "示例机械厂", "start": "2026-01-05", "end": "2026-05-30", "in_system": true,
            "submitted": false, "passed": false, "consultants": "吴示例、郑示例", "person_days": 64, "feedback": false}]}}"#;
    let source = Source { name: "iii.ziping.json", text };
    let mut applicant = Applicant::of("iii-consulting");
    applicant.sheet = read_answers(&source, &CONTENT.library.catalogue).unwrap().sheet;
    let made = packed(&applicant, &[]).unwrap();
    let path = made.manifest.files.iter().map(|file| file.path.as_str()).find(|path| path.starts_with("01-申请表/"));
    let said = said(&folder, &made.bytes, path.unwrap());
    for words in ["示例市示例路八号", "周示例", "项目咨询人员", "吴示例、郑示例", "现场工作天数", "37", "64"]
    {
        assert!(said.contains(words), "{words}");
    }
}

//! An association's own form in the package: filled, listed, checked like every other file.

use crate::content::Applicant;
use crate::fill::{READ, form};
use crate::programs::{Folder, read_with_python};
use std::ops::ControlFlow;
use std::path::Path;
use ziping_core::assess::Lang;
use ziping_core::dossier::{Form, Package, PackageError, Redaction, package};
use ziping_core::unzip::{Limits, Zip};
use ziping_tests::cli::ziping;

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
fn forms_lie_filled_behind_the_kits_own_and_are_in_manifest_and_guide() {
    let folder = Folder::new();
    let bytes = form(&folder, "add('{{organisation}}申请{{target}}')");
    let forms = [
        Form { name: "省协会申报书.docx", bytes: &bytes },
        Form { name: "省协会申报书.docx", bytes: &bytes },
        Form { name: "../科技服务行业企业信用评价申报书.docx", bytes: &bytes },
    ];
    let applicant = Applicant::example();
    let made = packed(&applicant, &forms).unwrap();
    let paths: Vec<&str> = made.manifest.files.iter().map(|file| file.path.as_str()).take(5).collect();
    assert_eq!(
        paths,
        [
            "01-申请表/科技服务行业企业信用评价申报书.docx",
            "01-申请表/省协会申报书.docx",
            "01-申请表/省协会申报书-2.docx",
            "01-申请表/科技服务行业企业信用评价申报书-2.docx",
            "02-条件对照表/条件对照表.docx",
        ]
    );
    assert!(said(&folder, &made.bytes, "01-申请表/省协会申报书-2.docx").contains("示例科技有限公司申请AAA 级"));
    assert!(said(&folder, &made.bytes, "05-递交指南/递交指南.docx").contains("01-申请表/省协会申报书.docx"));
    assert_eq!(made, packed(&applicant, &forms).unwrap());
}

#[test]
fn a_form_goes_with_a_letter_of_another_procedure_too() {
    let folder = Folder::new();
    let bytes = form(&folder, "add('{{organisation}}')");
    let mut applicant = Applicant::example();
    applicant.procedure = Some("correction");
    let made = packed(&applicant, &[Form { name: "变更表.docx", bytes: &bytes }]).unwrap();
    assert!(said(&folder, &made.bytes, "01-申请表/变更表.docx").contains("示例科技有限公司"));
}

#[test]
fn an_export_for_outsiders_fills_no_name_and_tells_none_by_the_forms_name() {
    let folder = Folder::new();
    let bytes = form(&folder, "add('单位{{organisation}}，收入{{credit.main_revenue.3}}')");
    let mut applicant = Applicant::example();
    applicant.redact = Redaction { names: true, amounts: true, contacts: true };
    let made = packed(&applicant, &[Form { name: "示例科技申报书.docx", bytes: &bytes }]).unwrap();
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
        Form { name: "好.docx", bytes: &good },
        Form { name: "坏.docx", bytes: &bad },
        Form { name: "不是.docx", bytes: b"text" },
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
        let fixed = ["package", "--regime", "credit", "--as-of", "2026-11-21", "--out", &out];
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

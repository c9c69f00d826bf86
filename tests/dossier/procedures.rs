//! Packages of other procedures: named as the regime names them, with the certificate, the matter and the steps of that
//! procedure.

use crate::content::{Applicant, CONTENT, regimes};
use crate::programs::{Folder, read_with_python};
use std::ops::ControlFlow;
use ziping_base::calendar::Day;
use ziping_dossier::{PackageError, package};
use ziping_rules::fact::{Row, Value};
use ziping_rules::rule::facts_of;
use ziping_tests::cli::ziping;

const WORD: &str = r"
import sys, docx
from docx.oxml.ns import qn
for e in docx.Document(sys.argv[1]).element.body.iter(qn('w:p')):
    print(''.join((t.text or '') for t in e.iter(qn('w:t'))))
";

/// The example with a certificate and what happened since.
fn holder() -> Applicant {
    let mut applicant = Applicant::example();
    let day = |text: &str| Some(Value::Date(Day::parse(text).unwrap()));
    let row = Row { cells: vec![Some(Value::Text("AA".into())), day("2025-06-15"), None] };
    applicant.put("certificate.credit", Value::Table(vec![row].into()));
    applicant.say("credit.form.review_summary", "新增两项专利，没有处罚。");
    applicant.say("credit.form.correction", "二〇二四年收入应为一千万元。");
    applicant
}

#[test]
fn the_yearly_review_is_a_full_application_under_its_own_name() {
    let mut applicant = holder();
    applicant.procedure = Some("yearly_review");
    let folder = Folder::new();
    let package = applicant.package();
    assert_eq!(package.manifest.procedure, "yearly_review");
    assert!(package.file_name.contains("年度复查材料"), "{}", package.file_name);
    let unzipped = folder.unzipped(&package);
    let form = read_with_python(WORD, &unzipped.join("01-申请表/信用评价年度复查申请书.docx"));
    for said in [
        "信用评价年度复查申请书",
        "现有证书与有关情况",
        "新增两项专利，没有处罚。",
        "AA",
        "2025-06-15",
        "评价要素自评得分",
    ] {
        assert!(
            form.contains(said) || form.contains(&said.replace("2025-06-15", "2025年6月15日")),
            "`{said}`:\n{form}"
        );
    }
    assert!(!form.contains("科技服务行业企业信用评价申报书"), "{form}");
    let guide = read_with_python(WORD, &unzipped.join("05-递交指南/递交指南.docx"));
    assert!(guide.contains("年度复查资料和复印件") && !guide.contains("推荐表单页"), "{guide}");
    for file in ["02-条件对照表/条件对照表.docx", "03-证明材料/证明材料目录.xlsx", "04-改进计划/差距与改进计划.docx"]
    {
        assert!(unzipped.join(file).exists(), "{file}");
    }
}

#[test]
fn a_correction_is_a_letter_with_its_matter_and_without_the_papers_of_an_application() {
    let mut applicant = holder();
    applicant.procedure = Some("correction");
    let folder = Folder::new();
    let unzipped = folder.unzipped(&applicant.package());
    let letter = read_with_python(WORD, &unzipped.join("01-申请表/数据更正与重新审查申请.docx"));
    for said in
        ["数据更正与重新审查申请", "第三十一条", "示例科技有限公司", "二〇二四年收入应为一千万元。", "单位（盖章）"]
    {
        assert!(letter.contains(said), "`{said}`:\n{letter}");
    }
    assert!(!unzipped.join("04-改进计划").exists() && !unzipped.join("02-条件对照表").exists());
}

#[test]
fn every_procedure_of_every_regime_has_its_forms_named_as_the_regime_names_them() {
    for regime in regimes() {
        let mut applicant = Applicant::of(&regime);
        let rulebook = applicant.rulebook();
        for procedure in rulebook.procedures() {
            applicant.procedure = Some(procedure);
            let made = applicant.package();
            let forms = made.manifest.files.iter().filter(|file| file.path.starts_with("01-申请表/")).count();
            assert!(forms >= 1, "{regime} {procedure}");
            let first = rulebook.first_procedure();
            for document in rulebook.documents.iter().filter(|document| document.form) {
                let mine = document.procedures.iter().any(|known| known == procedure);
                let title = &applicant.words.get("document", &document.id).title;
                let there = made.manifest.files.iter().any(|file| file.path == format!("01-申请表/{title}.docx"));
                let letters = !made.manifest.files.iter().any(|file| file.path.starts_with("04-"));
                if mine && letters {
                    assert!(there, "{regime} {procedure} {title}");
                }
                assert!(mine || procedure == first || !there, "{regime} {procedure} has {title}");
            }
        }
    }
}

#[test]
fn what_a_form_asks_besides_is_asked_on_a_page_of_the_regime() {
    for rulebook in &CONTENT.library.regimes {
        // By itself, or with a condition that looks at it.
        let mut asked: Vec<_> = rulebook.sections.iter().flat_map(|section| section.facts.iter().copied()).collect();
        rulebook.conditions.iter().for_each(|condition| facts_of(&condition.when, &mut asked));
        for document in &rulebook.documents {
            for fact in &document.facts {
                assert!(asked.contains(fact), "{} {}", document.id, CONTENT.library.catalogue.id(*fact));
            }
        }
    }
}

#[test]
fn a_procedure_that_the_regime_does_not_have_is_refused_with_those_that_it_has() {
    let mut applicant = Applicant::example();
    applicant.procedure = Some("reissue");
    let made = package(&applicant.order(&[]), &mut |_| ControlFlow::Continue(()));
    assert_eq!(made.err(), Some(PackageError::UnknownProcedure));
    let arguments = [
        "package",
        "--lang",
        "en",
        "--regime",
        "credit",
        "--procedure",
        "reissue",
        "--out",
        "/nowhere.zip",
        "content/credit/example.json",
    ];
    let run = ziping(&arguments, "").unwrap();
    assert_eq!(run.status, 2);
    assert!(run.err.contains("one of: first, renewal, yearly_review, correction, merger, complaint"), "{}", run.err);
}

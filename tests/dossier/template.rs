//! The kit's own forms as templates: filled again they say what the kit's own forms say, word for word, but that a form of an
//! association's own is the official one and calls itself 本表.

use crate::content::{Applicant, CONTENT};
use crate::golden::ORGANISATIONS;
use crate::word_file::part_of;
use ziping_base::lang::Lang;
use ziping_dossier::{Form, FormProblem, PackageError, Redaction, Template, fill, templates};
use ziping_tests::cli::ziping;
use ziping_unzip::{Limits, Zip};

fn all(applicant: &Applicant) -> Vec<Template> {
    templates(&CONTENT.library, applicant.rulebook(), &applicant.words, applicant.procedure, applicant.as_of).unwrap()
}

/// What a Word file says, line by line, without the contents, which Word draws anew.
fn lines(file: &[u8]) -> Vec<String> {
    let document = part_of(file, "word/document.xml").unwrap();
    let mut lines = Vec::new();
    for paragraph in document.split("<w:p>").skip(1) {
        let paragraph = paragraph.split("</w:p>").next().unwrap();
        if paragraph.contains("w:val=\"TOC1\"") || paragraph.contains("w:val=\"TOC2\"") {
            continue;
        }
        let marked = paragraph.replace("<w:br/>", "\n").replace("<w:tab/>", "\t");
        let mut text = String::new();
        let mut inside = false;
        for c in marked.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => text.push(c),
                _ => {}
            }
        }
        lines.extend(text.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
    }
    lines
}

fn filled(applicant: &Applicant, template: &Template) -> Vec<String> {
    match fill(&template.bytes, &applicant.order(&[])) {
        Ok(made) => lines(&made.bytes),
        Err(problems) => {
            let told: Vec<String> = problems.iter().map(|one: &FormProblem| one.message(Lang::En)).collect();
            panic!("{} of {}: {told:#?}", template.title, applicant.regime)
        }
    }
}

/// The forms of the kit's own package, by title.
fn own(applicant: &Applicant) -> Vec<(String, Vec<String>)> {
    let package = applicant.package();
    let bytes = package.bytes.as_slice();
    let zip = Zip::open(&bytes, &Limits::PACKAGE).unwrap();
    let forms = zip.entries().iter().filter(|entry| String::from(entry.name()).starts_with("01-"));
    let read = |entry: &ziping_unzip::Entry| {
        let name = String::from(entry.name());
        let title = name.rsplit('/').next().unwrap().trim_end_matches(".docx").to_owned();
        (title, lines(&zip.read(entry, 1 << 24).unwrap()))
    };
    forms.map(read).collect()
}

/// What the kit's own application says when it is taken over as the form of an association.
fn taken_over(lines: &[String], title: &str) -> Vec<String> {
    let official = |line: &&String| !line.contains("主办单位发布了官方表格的");
    lines.iter().filter(official).map(|line| line.replace(&format!("《{title}》"), "本表")).collect()
}

/// Where two lists of lines part, with what stands around it.
fn difference(of: &str, own: &[String], made: &[String]) -> Option<String> {
    let at = own.iter().zip(made).position(|(own, made)| own != made).or_else(|| {
        let shorter = own.len().min(made.len());
        (own.len() != made.len()).then_some(shorter)
    })?;
    let around = |lines: &[String]| lines.iter().skip(at.saturating_sub(1)).take(4).cloned().collect::<Vec<_>>();
    Some(format!("{of}, line {at}:\n own {:#?}\n made {:#?}", around(own), around(made)))
}

fn compared(applicant: &Applicant, of: &str) -> Vec<String> {
    let own = own(applicant);
    let templates = all(applicant);
    assert_eq!(templates.len(), own.len(), "{of}: {:?}", own.iter().map(|(title, _)| title).collect::<Vec<_>>());
    let mut wrong = Vec::new();
    for template in templates {
        let title = ziping_dossier_name(&template.title);
        let (_, lines) = own.iter().find(|(known, _)| *known == title).unwrap_or_else(|| panic!("{of}: no {title}"));
        assert!(lines.len() > 4, "{of}: {title} says next to nothing");
        let expected = taken_over(lines, &template.title);
        wrong.extend(difference(&format!("{of}: {title}"), &expected, &filled(applicant, &template)));
    }
    wrong
}

/// A title as the name of a file has it.
fn ziping_dossier_name(title: &str) -> String {
    title.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "")
}

#[test]
fn a_template_filled_again_says_what_the_kits_own_form_says_in_every_regime_and_procedure() {
    let mut wrong = Vec::new();
    for organisation in ORGANISATIONS {
        for rulebook in &CONTENT.library.regimes {
            let mut applicant = Applicant::saved(organisation, &rulebook.id);
            for procedure in rulebook.procedures() {
                applicant.procedure = Some(procedure);
                wrong.extend(compared(&applicant, &format!("{organisation} {} {procedure}", rulebook.id)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn it_says_the_same_for_nothing_answered_and_for_an_export_for_outsiders() {
    let mut wrong = Vec::new();
    for rulebook in &CONTENT.library.regimes {
        let mut applicant = Applicant::of(&rulebook.id);
        applicant.redact = Redaction { contacts: true, names: true, amounts: true };
        wrong.extend(compared(&applicant, &format!("redacted {}", rulebook.id)));
        applicant.redact = Redaction::default();
        applicant.sheet = ziping_rules::fact::Sheet::new();
        wrong.extend(compared(&applicant, &format!("empty {}", rulebook.id)));
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_template_holds_no_answers_and_takes_the_place_of_the_application_in_a_package() {
    let applicant = Applicant::example();
    let template = all(&applicant).remove(0);
    let blank = lines(&template.bytes).join("\n");
    assert!(!blank.contains(&applicant.name) && !blank.contains("2026"), "{blank}");
    for wanted in ["{{organisation}}", "{{org.uscc}}", "{{application.eligibility.stated}}", "{{target}}"] {
        assert!(blank.contains(wanted), "{wanted} is not in {blank}");
    }
    let form = Form { name: "own.docx", bytes: &template.bytes, document: Some(&template.document) };
    let forms = [form];
    let order = applicant.order_with(&[], &forms);
    let made = ziping_dossier::package(&order, &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    let paths: Vec<&str> = made.manifest.files.iter().map(|file| file.path.as_str()).collect();
    assert!(paths.contains(&"01-申请表/own.docx"), "{paths:?}");
    assert_eq!(paths.iter().filter(|path| path.starts_with("01-")).count(), own(&applicant).len(), "{paths:?}");
}

#[test]
fn a_name_that_the_paper_does_not_have_is_refused_with_the_nearest() {
    let applicant = Applicant::example();
    let template = all(&applicant).remove(0);
    let wrong = crate::word_file::WordFile::of(&crate::word_file::p(&crate::word_file::t("{{application.elegible}}")));
    let told = fill(&wrong.bytes(), &applicant.order(&[])).unwrap_err();
    let said = told[0].message(Lang::En);
    assert!(
        said.contains("application.elegible") && format!("{:?}", told[0]).contains("application.eligible"),
        "{said}"
    );
    assert!(template.file_name.ends_with("-模板.docx"), "{}", template.file_name);
}

#[test]
fn an_unknown_procedure_is_refused() {
    let mut applicant = Applicant::example();
    applicant.procedure = Some("nothing");
    let made =
        templates(&CONTENT.library, applicant.rulebook(), &applicant.words, applicant.procedure, applicant.as_of);
    assert_eq!(made.unwrap_err(), PackageError::UnknownProcedure);
}

#[test]
fn the_command_line_writes_the_application_or_a_named_document() {
    let folder = ziping_tests::project::scratch("template").unwrap();
    let out = folder.join("form.docx");
    let path = out.to_str().unwrap();
    let run = ziping(&["form", "--regime", "credit", "--out", path, "--lang", "en"], "").unwrap();
    assert_eq!(run.status, 0, "{}", run.err);
    let applicant = Applicant::example();
    assert_eq!(lines(&std::fs::read(&out).unwrap()), lines(&all(&applicant)[0].bytes));
    let again = ziping(&["form", "--regime", "credit", "--document", "nothing", "--out", path, "--lang", "en"], "");
    let again = again.unwrap();
    assert!(again.status == 2 && again.err.contains("no form `nothing`"), "{}", again.err);
    let again = ziping(&["form", "--regime", "credit", "--procedure", "nothing", "--out", path, "--lang", "en"], "");
    assert!(again.unwrap().err.contains("has no procedure `nothing`"));
}

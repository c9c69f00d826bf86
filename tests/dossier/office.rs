//! LibreOffice opens every file, and its pages are none of them blank.

use crate::content::Applicant;
use crate::printed::printed;
use crate::programs::{Folder, convert, pages, read_with_python};

#[test]
fn libreoffice_prints_every_application_without_a_blank_page() {
    for (regime, printed) in printed() {
        let pages = &printed.application().texts;
        assert!(pages.len() >= 6, "{regime}: {} pages", pages.len());
        for (i, page) in pages.iter().enumerate() {
            let said = page.chars().filter(|c| !c.is_whitespace()).count();
            assert!(said > 40, "page {} of the application for {regime} is blank or nearly so: {page}", i + 1);
        }
        assert!(pages[0].contains(&printed.applicant.name), "{}", pages[0]);
    }
}

#[test]
fn libreoffice_reads_the_spreadsheets_as_text_and_numbers() {
    let applicant = Applicant::example();
    let folder = Folder::new();
    let unzipped = folder.unzipped(&applicant.package());
    let csv = convert(&unzipped.join("02-条件对照表/条件对照表.xlsx"), "csv:Text - txt - csv (StarCalc):44,34,76");
    let text = std::fs::read_to_string(csv).unwrap();
    assert!(text.contains("示例科技有限公司"), "{text}");
    for condition in &applicant.rulebook().conditions {
        assert!(text.contains(&applicant.words.get("condition", &condition.id).title), "{text}");
    }
    assert!(!text.contains("Err:") && !text.contains("#NAME?"), "{text}");
}

#[test]
fn a_text_of_several_pages_is_printed_to_its_end() {
    let mut applicant = Applicant::example();
    let long: String = (1..=400).map(|i| format!("第{i}句，写得很长也要印得出来。")).collect();
    applicant.say("credit.form.profile", &long);
    let folder = Folder::new();
    let package = applicant.package();
    let text = pages(&convert(&folder.unzipped(&package).join(&package.manifest.files[0].path), "pdf")).concat();
    let solid: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for i in [1, 100, 200, 300, 400] {
        assert!(solid.contains(&format!("第{i}句")), "sentence {i} is missing");
    }
}

/// Where the contents of a Word file say that each heading stands.
const CONTENTS: &str = r"
import sys, docx
from docx.oxml.ns import qn
for h in docx.Document(sys.argv[1]).element.body.iter(qn('w:hyperlink')):
    texts = [t.text for t in h.iter(qn('w:t'))]
    print(''.join(texts[:-1]), texts[-1], sep='\t')
";

#[test]
fn the_contents_name_the_pages_on_which_libreoffice_prints_the_headings() {
    let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for (regime, printed) in printed() {
        let folder = Folder::new();
        let file = folder.unzipped(&printed.package).join(&printed.package.manifest.files[0].path);
        // The cover has no number: the page after it is the first.
        let pages = &printed.application().texts;
        let listed = read_with_python(CONTENTS, &file);
        assert!(listed.lines().count() >= 8, "{listed}");
        for line in listed.lines() {
            let (heading, number) = line.rsplit_once('\t').unwrap();
            let page = &pages[number.parse::<usize>().unwrap()];
            let there = page.lines().any(|line| solid(line) == solid(heading));
            assert!(there, "{regime}: `{heading}` is not on page {number}");
        }
    }
}

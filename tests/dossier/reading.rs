//! What the papers say, read by python-docx and openpyxl.

use crate::content::{Applicant, CONTENT, regimes};
use crate::programs::{Folder, files, read_with_python};
use std::ops::ControlFlow;
use ziping_assess::proof::needs;
use ziping_assess::{Speaker, assess};
use ziping_base::lang::Lang;
use ziping_dossier::receive::{Desk, Opener, inspect};
use ziping_dossier::{Order, package, texts};
use ziping_regime::ConditionKind;

/// All text of a Word file, tables in place, one paragraph or cell a line.
const WORD: &str = r"
import sys, docx
from docx.oxml.ns import qn
for e in docx.Document(sys.argv[1]).element.body.iter(qn('w:p')):
    print(''.join((t.text or '') if t.tag == qn('w:t') else '\t' if t.tag == qn('w:tab') else '\n' for t in e.iter(qn('w:t'), qn('w:br'), qn('w:tab')) if t.getparent().tag == qn('w:r')))
";

/// All cells of an Excel file with their types.
const EXCEL: &str = r"
import sys, openpyxl
b = openpyxl.load_workbook(sys.argv[1])
s = b.active
assert s.freeze_panes == 'A4' and s.auto_filter.ref and s.print_title_rows == '$3:$3', (s.freeze_panes, s.auto_filter.ref, s.print_title_rows)
for row in s.iter_rows(min_row=4):
    for c in row:
        assert c.data_type != 'f', c.coordinate
        print(c.data_type, c.value)
for row in s.iter_rows(max_row=3):
    for c in row:
        if c.value is not None: print('head', c.value)
";

/// The days of the second sheet of an Excel file.
const DAYS: &str = r"
import sys, openpyxl
for row in openpyxl.load_workbook(sys.argv[1]).worksheets[1].iter_rows(min_row=4):
    for c in row:
        if c.data_type == 'd': print(c.value)
";

fn has(text: &str, wanted: &str, of: &str) {
    assert!(text.contains(wanted), "`{wanted}` is not in {of}:\n{text}");
}

#[test]
fn name_grade_and_every_condition_with_its_clause_are_in_the_application_and_the_tables() {
    for regime in regimes() {
        let applicant = Applicant::of(&regime);
        let rulebook = applicant.rulebook();
        let folder = Folder::new();
        let unzipped = folder.unzipped(&applicant.package());
        let application = files(&unzipped.join("01-申请表"), "docx").remove(0);
        let title = &applicant.words.get("regime", "").labels["application"];
        assert_eq!(application.file_stem().unwrap().to_str().unwrap(), title);
        let form = read_with_python(WORD, &application);
        let table = read_with_python(WORD, &unzipped.join("02-条件对照表/条件对照表.docx"));
        let sheet = read_with_python(EXCEL, &unzipped.join("02-条件对照表/条件对照表.xlsx"));
        let found = assess(&CONTENT.library, rulebook, &applicant.sheet, applicant.as_of);
        let speaker = Speaker::new(&CONTENT.library, rulebook, &applicant.words, Lang::Zh);
        for (text, of) in [(&form, "the application"), (&table, "the table"), (&sheet, "the spreadsheet")] {
            has(text, &applicant.name, of);
            for condition in &rulebook.conditions {
                has(text, &applicant.words.get("condition", &condition.id).title, of);
                has(text, condition.backing.clause(), of);
            }
            for cap in &rulebook.caps {
                has(text, &applicant.words.get("cap", &cap.id).title, of);
                has(text, cap.backing.clause(), of);
            }
            for ground in &rulebook.grounds {
                has(text, &applicant.words.get("ground", &ground.id).title, of);
            }
        }
        // On the cover a long title takes two lines.
        has(&form.replace('\n', ""), title, "the application");
        for end in [found.grade.worst, found.grade.best] {
            has(&form, speaker.outcome_title(end), "the application");
        }
    }
}

#[test]
fn the_guide_names_every_step_document_fee_and_gap_and_says_that_it_is_not_official() {
    for regime in regimes() {
        let applicant = Applicant::of(&regime);
        let rulebook = applicant.rulebook();
        let folder = Folder::new();
        let unzipped = folder.unzipped(&applicant.package());
        let guide = read_with_python(WORD, &unzipped.join("05-递交指南/递交指南.docx"));
        has(&guide, "非官方文件，仅供自评准备", "the guide");
        let historical = rulebook.status == ziping_regime::Status::Historical;
        assert_eq!(guide.contains("历史规则"), historical, "{regime}");
        // No level is said to be applied for: what lies ahead for any that is predicted lies ahead.
        let grade = assess(&CONTENT.library, rulebook, &applicant.sheet, applicant.as_of).grade;
        let predicted = &rulebook.grade.outcomes[usize::from(grade.worst)..=usize::from(grade.best)];
        let mine = |ids: &[String]| ids.iter().any(|id| id == "first");
        for step in rulebook.steps.iter().filter(|step| mine(&step.procedures)) {
            if step.only.is_empty() || step.only.iter().any(|id| predicted.contains(id)) {
                has(&guide, &applicant.words.get("step", &step.id).title, "the guide");
            }
        }
        for document in rulebook.documents.iter().filter(|document| mine(&document.procedures)) {
            has(&guide, &applicant.words.get("document", &document.id).title, "the guide");
        }
        for fee in &rulebook.fees {
            has(&guide, &applicant.words.get("fee", &fee.id).title, "the guide");
        }
        let gaps = rulebook.entries.iter().filter(|entry| entry.kind == ziping_regime::EntryKind::Gap);
        for gap in gaps {
            has(&guide, &applicant.words.get("gap", &gap.id).title, "the guide");
        }
    }
}

#[test]
fn every_paper_that_proves_something_is_in_the_index_once_with_its_number() {
    for regime in regimes() {
        let applicant = Applicant::of(&regime);
        let rulebook = applicant.rulebook();
        let folder = Folder::new();
        let unzipped = folder.unzipped(&applicant.package());
        let index = read_with_python(EXCEL, &unzipped.join("03-证明材料/证明材料目录.xlsx"));
        let backings =
            rulebook.conditions.iter().map(|item| &item.backing).chain(rulebook.caps.iter().map(|item| &item.backing));
        for id in backings.flat_map(|backing| backing.asks.iter().chain(&backing.suggests)) {
            let title = format!("s {}\n", applicant.words.get("evidence", id).title);
            assert_eq!(index.matches(&title).count(), 1, "{id} in the index of {regime}");
        }
        has(&index, "附件-01", "the index");
        let dated = needs([rulebook]).iter().any(|need| {
            CONTENT.library.evidence.iter().any(|paper| paper.id == need.paper && paper.valid_months.is_some())
        });
        let days = read_with_python(DAYS, &unzipped.join("03-证明材料/证明材料目录.xlsx"));
        assert_eq!(!days.is_empty(), dated, "days are days:\n{days}");
    }
}

#[test]
fn word_files_have_real_styles_a_contents_field_repeated_heads_and_rows_that_do_not_split() {
    const SCRIPT: &str = r"
import sys, docx
from docx.oxml.ns import qn
d = docx.Document(sys.argv[1])
styles = {s.style_id: s for s in d.styles}
for p in d.element.body.iter(qn('w:pStyle')): assert p.get(qn('w:val')) in styles, p.get(qn('w:val'))
for s in d.styles:
    if s.type == 1 and s.style_id != 'Normal': assert s.element.rPr.rFonts.get(qn('w:eastAsia')), s.style_id
heads = [p.text for p in d.paragraphs if p.style.name in ('Heading 1', 'Heading 2')]
fields = ' '.join(t.text for t in d.element.body.iter(qn('w:instrText')))
assert 'TOC \\o' in fields
marks = {b.get(qn('w:name')) for b in d.element.body.iter(qn('w:bookmarkStart'))}
links = [h.get(qn('w:anchor')) for h in d.element.body.iter(qn('w:hyperlink'))]
assert len(links) == len(heads) == len(marks) and set(links) == marks
for t in d.tables:
    for r in t.rows:
        if r._tr.trPr is not None: assert r._tr.trPr.find(qn('w:cantSplit')) is not None
repeated = sum(1 for r in d.element.body.iter(qn('w:tblHeader')))
assert repeated >= 4, repeated
s = d.sections[-1]
assert round(s.page_width.mm) == 210 and round(s.page_height.mm) == 297 and round(s.top_margin.mm) == 37 and round(s.left_margin.mm) == 28
assert 'PAGE' in s.footer._element.xml
assert d.core_properties.title and d.core_properties.created.year == 2026
for c in d.element.body.iter(qn('w:tc')):
    assert any((t.text or '').strip() for t in c.iter(qn('w:t'))), 'an empty cell'
print(len(heads))
";
    let applicant = Applicant::example();
    let folder = Folder::new();
    let unzipped = folder.unzipped(&applicant.package());
    let application = files(&unzipped.join("01-申请表"), "docx").remove(0);
    let headings: usize = read_with_python(SCRIPT, &application).trim().parse().unwrap();
    assert!(headings >= 9, "{headings}");
}

#[test]
fn what_a_user_types_stays_text() {
    let nasty = "=1+1<w:p/>&amp;\"'\u{0}\u{8}\u{1b}]]>_x0041_";
    let kept = "=1+1<w:p/>&amp;\"']]>_x0041_";
    let mut applicant = Applicant::example();
    applicant.name = nasty.into();
    applicant.say("org.name", nasty);
    applicant.say("credit.form.profile", &format!("{nasty}\r\n第二行\n@SUM(A1)"));
    let folder = Folder::new();
    let package = applicant.package();
    let unzipped = folder.unzipped(&package);
    let form = read_with_python(WORD, &files(&unzipped.join("01-申请表"), "docx").remove(0));
    has(&form, kept, "the application");
    has(&form, "第二行\n@SUM(A1)", "the application");
    let sheet = read_with_python(EXCEL, &unzipped.join("02-条件对照表/条件对照表.xlsx"));
    // openpyxl shows the stored form, in which the underscore of a character code is written as its own code.
    has(&sheet, &kept.replace("_x0041_", "_x005F_x0041_"), "the spreadsheet");
    assert!(!package.file_name.contains(['<', '/', '"', '\u{0}']), "{}", package.file_name);
}

#[test]
fn nothing_answered_still_makes_papers_without_an_empty_field() {
    const SCRIPT: &str = r"
import sys, docx
from docx.oxml.ns import qn
for c in docx.Document(sys.argv[1]).element.body.iter(qn('w:tc')):
    assert ''.join(t.text or '' for t in c.iter(qn('w:t'))).strip(), 'an empty cell'
print('full')
";
    for regime in regimes() {
        let mut applicant = Applicant::of(&regime);
        applicant.sheet = ziping_rules::fact::Sheet::new();
        applicant.name = String::new();
        let folder = Folder::new();
        let unzipped = folder.unzipped(&applicant.package());
        for file in files(&unzipped, "docx") {
            assert_eq!(read_with_python(SCRIPT, &file).trim(), "full", "{}", file.display());
            assert!(
                read_with_python(WORD, &file).contains("〔待填〕") || !file.ends_with("01-申请表"),
                "{}",
                file.display()
            );
        }
    }
}

#[test]
fn where_nothing_is_asked_of_who_applies_no_paper_and_no_desk_speaks_of_it() {
    for regime in ["credit", "bizsec"] {
        let applicant = Applicant::of(regime);
        let mut library = CONTENT.library.clone();
        let book = library.regimes.iter_mut().find(|book| book.id == regime).unwrap();
        let asked = book.conditions.iter_mut().filter(|condition| condition.kind == ConditionKind::Eligibility);
        asked.for_each(|condition| condition.kind = ConditionKind::Requirement);
        let speaks = |order: &Order<'_>| {
            let all = texts(order).unwrap();
            let about = all.into_iter().filter(|(path, text)| {
                let line = |line: &str| line.contains("申报资格") && !line.contains("条件");
                (path.starts_with("01-") || path.starts_with("04-")) && text.lines().any(line)
            });
            about.count()
        };
        assert_eq!(speaks(&applicant.order(&[])), 2, "{regime}: the application and the plan");
        let order = Order { rulebook: library.regime(regime).unwrap(), library: &library, ..applicant.order(&[]) };
        assert_eq!(speaks(&order), 0, "{regime}");
        let made = package(&order, &mut |_| ControlFlow::Continue(())).unwrap();
        let opener = Opener { library: &library, ..crate::receive::opener() };
        let found = inspect(&made.bytes.as_slice(), &opener, &mut |_, _| ControlFlow::Continue(())).unwrap();
        assert_eq!(Desk { words: None, lang: Lang::Zh }.eligible(&found), "", "{regime}");
    }
}

//! An association's own form, made with python-docx, filled, and opened by python-docx and LibreOffice.

use crate::content::Applicant;
use crate::programs::{Folder, convert, read_with_python};
use std::path::PathBuf;
use ziping_base::calendar::Day;
use ziping_base::diag::Diagnostic;
use ziping_base::lang::Lang;
use ziping_dossier::{FormProblem, fill};
use ziping_rules::fact::{Range, Row, Value};

/// Runs a script that makes a form; `add` puts a paragraph whose pieces are runs of their own.
pub fn form(folder: &Folder, script: &str) -> Vec<u8> {
    let head = r"
import sys, docx
d = docx.Document()
def add(*runs, to=d):
    p = to.add_paragraph()
    for i, r in enumerate(runs): p.add_run(r).bold = i % 2 == 0
    return p
";
    let path = folder.0.join("form.docx");
    read_with_python(&format!("{head}{script}\nd.save(sys.argv[1])"), &path);
    std::fs::read(path).unwrap()
}

/// All texts of a filled form: body, tables, header, footer.
pub const READ: &str = r"
import sys, docx
from docx.oxml.ns import qn
d = docx.Document(sys.argv[1])
s = d.sections[0]
for part in (s.header._element, d.element.body, s.footer._element):
    for e in part.iter(qn('w:p')):
        print(''.join((t.text or '') if t.tag == qn('w:t') else '\n' for t in e.iter(qn('w:t'), qn('w:br'))))
print('rows', [len(t.rows) for t in d.tables])
";

pub fn filled(folder: &Folder, applicant: &Applicant, script: &str) -> (String, PathBuf) {
    let bytes = fill(&form(folder, script), &applicant.order(&[])).unwrap().bytes;
    let path = folder.0.join("filled.docx");
    std::fs::write(&path, bytes).unwrap();
    (read_with_python(READ, &path), path)
}

pub fn refused(script: &str) -> Vec<Diagnostic> {
    let folder = Folder::new();
    let problems = fill(&form(&folder, script), &Applicant::example().order(&[])).unwrap_err();
    problems.iter().map(FormProblem::diagnostic).collect()
}

#[test]
fn fields_are_filled_in_body_header_footer_and_tables_also_when_split_over_runs() {
    let folder = Folder::new();
    let mut applicant = Applicant::example();
    applicant.say("credit.form.profile", "第一行 <w:p> & \"引号\"\n第二行");
    let (text, path) = filled(
        &folder,
        &applicant,
        r"
add('单位：{', '{org.', 'name}', '}（', '盖章）')
add('{{ credit.form.profile }}')
add('收入{{credit.main_revenue.3}}，成立满三年：{{credit.established}}，质量处罚：{{credit.cap.quality}}')
d.sections[0].header.paragraphs[0].text = '{{regime}} {{date}}'
d.sections[0].footer.paragraphs[0].text = '自评{{grade}}，{{eligible}}'
t = d.add_table(1, 2); t.cell(0, 0).text = '代码'; t.cell(0, 1).text = '{{org.uscc}}'
",
    );
    for said in [
        "单位：示例科技有限公司（盖章）",
        "第一行 <w:p> & \"引号\"\n第二行",
        "收入4812万元，成立满三年：符合，质量处罚：无此情形",
        "科技服务行业企业信用等级评价 2026年11月21日",
        "自评AA 级，符合",
        "91350100M000100Y43",
    ] {
        assert!(text.contains(said), "`{said}` is not in:\n{text}");
    }
    assert!(!text.contains("{{"), "{text}");
    assert!(convert(&path, "pdf").exists());
}

/// Three projects, the second not on a platform of its own.
pub fn projects(applicant: &mut Applicant) {
    let text = |text: &str| Some(Value::Text(text.into()));
    let day = |text: &str| Some(Value::Date(Day::parse(text).unwrap()));
    let row = |client: &str, name: &str, own: bool| {
        let value = Some(Value::Number(Range::exactly(1)));
        let cells = vec![text(client), text(name), value, Some(Value::Bool(own)), day("2025-01-01"), day("2026-01-01")];
        Row { cells }
    };
    let rows = vec![row("甲银行", "核心", true), row("乙电网", "调度", false), row("丙医院", "影像", true)];
    applicant.put("om.projects", Value::Table(rows.into()));
}

#[test]
fn a_row_is_repeated_for_each_row_of_its_table_and_blocks_stay_or_go() {
    let folder = Folder::new();
    let mut applicant = Applicant::of("om");
    projects(&mut applicant);
    applicant.put("org.history_clear", Value::Bool(false));
    applicant.put("finance.sound", Value::Bool(true));
    let (text, _) = filled(
        &folder,
        &applicant,
        r"
add('{{#org.history_clear}}'); add('历史沿革清晰。'); add('{{/org.history_clear}}')
add('{{#finance', '.sound}}'); add('财务状况良好。'); add('{{/finance.sound}}')
t = d.add_table(2, 3)
for i, x in enumerate(['序号', '客户', '项目']): t.cell(0, i).text = x
for i, x in enumerate(['{{om.projects.#}}', '{{om.projects.client}}', '《{{om.projects.name}}》']): t.cell(1, i).text = x
",
    );
    assert!(text.contains("rows [4]"), "{text}");
    assert!(text.contains("1\n甲银行\n《核心》\n2\n乙电网\n《调度》\n3\n丙医院\n《影像》"), "{text}");
    assert!(text.contains("财务状况良好。") && !text.contains("历史沿革清晰。"), "{text}");
}

#[test]
fn what_is_wrong_in_a_form_is_reported_all_at_once_with_part_and_paragraph() {
    let problems = refused(
        r"
add('好')
add('{{org.nam', 'e2}}')
add('{{org.name')
add('{{om.projects.name}}')
add('{{#finance.sound}}')
add('{{/org.history_clear}}')
d.sections[0].footer.paragraphs[0].text = '{{nothing.like.it}}'
",
    );
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let all = said.join("\n");
    for wanted in [
        "`{{org.name2}}` is unknown (word/document.xml, paragraph 2)",
        "did you mean `org.name`?",
        "`{{org.name` is not closed (word/document.xml, paragraph 3)",
        "`{{om.projects.name}}` stands outside of a table row (word/document.xml, paragraph 4)",
        "`{{/org.history_clear}}` closes nothing (word/document.xml, paragraph 6)",
        "`{{nothing.like.it}}` is unknown (word/footer1.xml, paragraph 1)",
    ] {
        assert!(all.contains(wanted), "`{wanted}` is not in:\n{all}");
    }
}

#[test]
fn what_is_no_word_document_is_refused() {
    let order = Applicant::example();
    let said = |bytes: &[u8], lang| fill(bytes, &order.order(&[])).unwrap_err()[0].message(lang);
    assert_eq!(said(b"no zip", Lang::En), "the form cannot be read: it is not a zip archive");
    assert_eq!(said(b"no zip", Lang::Zh), "表格文件打不开：不是 zip 压缩包");
    let package = order.package();
    assert!(said(&package.bytes, Lang::En).contains("is no Word document"));
}

#[test]
fn the_command_line_fills_a_form_and_names_what_is_wrong_in_one() {
    let folder = Folder::new();
    form(&folder, "add('{{organisation}}')");
    let (form_path, out) = (folder.0.join("form.docx"), folder.0.join("out.docx"));
    let run = |form: &str| {
        let arguments = [
            "fill",
            "--lang",
            "en",
            "--regime",
            "credit",
            "--as-of",
            "2026-11-21",
            "--form",
            form,
            "--out",
            out.to_str().unwrap(),
        ];
        ziping_tests::cli::ziping(&[&arguments[..], &["content/credit/example.json"]].concat(), "").unwrap()
    };
    assert_eq!(run(form_path.to_str().unwrap()).status, 0);
    assert!(read_with_python(READ, &out).contains("示例科技有限公司"));
    // The form that an overlay names lies beside it.
    let overlay = folder.0.join("own.toml");
    let text = "overlay = 1\nid = \"own\"\nregime = \"credit\"\nversion = \"1.0.0\"\nfor_version = \"1\"\nstatus = \"draft\"\nsource = \"x\"\n[form.\"credit.doc.application\"]\ndocx = \"form.docx\"\n[zh.overlay]\ntitle = \"甲\"\ntext = \"甲\"\n[en.overlay]\ntitle = \"A\"\ntext = \"A\"\n";
    std::fs::write(&overlay, text).unwrap();
    std::fs::remove_file(&out).unwrap();
    let arguments = [
        "fill",
        "--regime",
        "credit",
        "--overlay",
        overlay.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "content/credit/example.json",
    ];
    let run_beside = ziping_tests::cli::ziping(&arguments, "").unwrap();
    assert_eq!(run_beside.status, 0, "{}", run_beside.err);
    assert!(read_with_python(READ, &out).contains("示例科技有限公司"));
    let bad = run("README.md");
    assert_eq!(bad.status, 2);
    assert!(bad.err.contains("it is not a zip archive"), "{}", bad.err);
}

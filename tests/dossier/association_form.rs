//! A form as associations have them (cover, promise, three-year table, projects of two rows each, boxes), saved by
//! LibreOffice, filled, and opened by LibreOffice again.

use crate::content::Applicant;
use crate::fill::projects;
use crate::programs::{Folder, convert, read_with_python};
use std::path::Path;
use std::process::Command;
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_dossier::{FormProblem, fill};
use ziping_rules::fact::{Range, Value};

/// Makes the form, with boxes as a content control and as a form field of before.
const FORM: &str = r#"
import sys, docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import qn, nsdecls
from docx.shared import Pt
d = docx.Document()
style = d.styles['Normal']
style.font.name = 'Noto Sans CJK SC'; style.font.size = Pt(11)
style.element.rPr.rFonts.set(qn('w:eastAsia'), 'Noto Sans CJK SC')
def add(text, size=None, centre=False, bold=False):
    p = d.add_paragraph()
    r = p.add_run(text); r.bold = bold
    if size: r.font.size = Pt(size)
    if centre: p.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return p
def w(xml): return parse_xml(xml.replace('<w:', '<w:', 1).replace('>', ' ' + nsdecls('w') + ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">', 1))
d.sections[0].header.paragraphs[0].text = '示例行业协会　运维能力评价申报书'
d.sections[0].footer.paragraphs[0].text = '申报单位：{{单位名称}}'
for _ in range(5): add('')
add('信息系统运行维护服务能力', 24, True, True); add('评 价 申 报 书', 28, True, True)
for _ in range(6): add('')
add('申报单位：　{{org.name}}（盖章）', 14, True)
add('统一社会信用代码：　{{统一社会信用代码}}', 14, True)
add('填报日期：　{{date|年}} 年 {{date|月}} 月 {{date|日}} 日', 14, True)
add('示例行业协会制', 12, True).add_run().add_break(WD_BREAK.PAGE)
add('承 诺 书', 18, True, True)
add('　　本单位{{org.name}}自愿申报，承诺所填内容真实、准确。')
add('{{#finance.sound}}'); add('　　本单位财务状况良好。'); add('{{/finance.sound}}')
add('{{#org.history_clear}}'); add('　　本单位历史沿革清晰。'); add('{{/org.history_clear}}')
add('法定代表人（签字）：{{法定代表人|空}}　　　　　{{date}}')
add('一、基本情况', 14, False, True)
t = d.add_table(4, 2, 'Table Grid')
t.cell(0, 0).text = '单位类型'; t.cell(0, 1).text = '{{☐org.kind=enterprise}}企业　{{☐org.kind=institution}}事业单位　{{☐org.kind=association}}社会团体　{{☐org.kind=other}}其他'
t.cell(1, 0).text = '财务状况'
p = t.cell(1, 1).paragraphs[0]
box = '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{said}</w:t></w:r></w:sdtContent></w:sdt>'
p._p.append(w(box.replace('{state}', '0').replace('{said}', '{{#finance.sound}}☐{{/finance.sound}}'))); p.add_run('良好　')
p._p.append(w(box.replace('{state}', '1').replace('{said}', '{{#finance.sound=no}}☒{{/finance.sound}}'))); p.add_run('不良')
t.cell(2, 0).text = '历史沿革'
p = t.cell(2, 1).paragraphs[0]
def field(block, label):
    p.add_run('{{#%s}}' % block)
    for xml in ['<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="b"/><w:enabled/><w:calcOnExit w:val="0"/><w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>',
                '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>', '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>']:
        p._p.append(w(xml))
    p.add_run('{{/%s}}%s　' % (block.split('=')[0], label))
field('org.history_clear', '清晰'); field('org.history_clear=no', '不清晰')
t.cell(3, 0).text = '荣誉'; t.cell(3, 1).text = '{{credit.form.honours|无}}'
add('二、近三年经营情况（单位：万元）', 14, False, True)
t = d.add_table(3, 4, 'Table Grid')
for c in range(1, 4):
    t.cell(0, c).text = '{{year.%d}}' % c
    t.cell(1, c).text = '{{finance.revenue.%d|万元|空}}' % c
    t.cell(2, c).text = '{{credit.form.total_assets.%d|万元|空}}' % c
t.cell(0, 0).text = '项目'; t.cell(1, 0).text = '营业收入'; t.cell(2, 0).text = '资产总额'
add('三、运维项目', 14, False, True)
t = d.add_table(3, 4, 'Table Grid')
for c, x in enumerate(['序号', '项目名称／用户', '起止日期', '自主平台']): t.cell(0, c).text = x
t.cell(1, 0).merge(t.cell(2, 0)); t.cell(1, 0).text = '{{运维项目.#}}'
t.cell(1, 1).text = '{{om.projects.name}}'; t.cell(2, 1).text = '{{om.projects.client}}'
t.cell(1, 2).text = '自 {{om.projects.start}}'; t.cell(2, 2).text = '至 {{om.projects.end}}'
t.cell(1, 3).merge(t.cell(2, 3)); t.cell(1, 3).text = '{{☐om.projects.own_platform}}是 {{☐om.projects.own_platform=no}}否'
d.save(sys.argv[1])
"#;

/// The form as LibreOffice saves it.
fn saved_by_libre_office(folder: &Folder) -> Vec<u8> {
    let made = folder.0.join("made.docx");
    read_with_python(FORM, &made);
    // Through its own format and back: nothing of the file is python-docx's any more.
    let own = convert(&made, "odt");
    let saved = own.with_file_name("saved.odt");
    std::fs::rename(own, &saved).unwrap();
    std::fs::read(convert(&saved, "docx")).unwrap()
}

fn applicant() -> Applicant {
    let mut applicant = Applicant::of("om");
    projects(&mut applicant);
    let million = |amount: i64| Range::exactly(amount * 100_000_000);
    let yearly = |amounts: [i64; 3]| Value::Yearly((2023..).zip(amounts.map(million)).collect());
    applicant.as_of = Day::parse("2026-11-21").unwrap();
    applicant.put("org.kind", Value::Choice(0));
    applicant.put("finance.sound", Value::Bool(true));
    applicant.put("org.history_clear", Value::Bool(false));
    applicant.put("finance.revenue", yearly([27, 31, 46]));
    applicant.say("org.uscc", "91350100M000100Y43");
    applicant
}

/// What a program that no one here wrote sees on the pages.
fn seen(pdf: &Path) -> String {
    let output = Command::new("pdftotext").args(["-layout"]).arg(pdf).arg("-").output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_form_of_an_association_saved_by_libre_office_is_filled_whole() {
    let folder = Folder::new();
    let made = fill(&saved_by_libre_office(&folder), &applicant().order(&[])).unwrap_or_else(|problems| {
        let told: Vec<String> = problems.iter().map(|one: &FormProblem| one.message(Lang::En)).collect();
        panic!("{told:#?}")
    });
    assert_eq!(made.carried, []);
    let path = folder.0.join("filled.docx");
    std::fs::write(&path, &made.bytes).unwrap();
    let pdf = convert(&path, "pdf");
    let said = seen(&pdf);
    if let Some(keep) = std::env::var_os("ZIPING_KEEP_FORM") {
        std::fs::copy(&path, Path::new(&keep).join("filled.docx")).unwrap();
        std::fs::copy(&pdf, Path::new(&keep).join("filled.pdf")).unwrap();
    }
    let bare: String = said.chars().filter(|c| !c.is_whitespace()).collect();
    for wanted in [
        "申报单位：虚构信息技术股份有限公司（盖章）",
        "统一社会信用代码：91350100M000100Y43",
        "填报日期：2026年11月21日",
        "本单位财务状况良好。",
        "☑企业☐事业单位☐社会团体☐其他",
        "☒良好☐不良",
        "荣誉无",
        "2023年度2024年度2025年度",
        "营业收入2,7003,1004,600",
    ] {
        assert!(bare.contains(wanted), "`{wanted}` is not in:\n{said}");
    }
    for gone in ["{{", "}}", "历史沿革清晰。", "〔待填〕"] {
        assert!(!bare.contains(gone), "`{gone}` is in:\n{said}");
    }
    let order: Vec<Option<usize>> =
        ["核心", "甲银行", "调度", "乙电网", "影像", "丙医院"].iter().map(|word| bare.find(word)).collect();
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{order:?} in:\n{said}");
    // The form fields' boxes are drawn by the program: their states are in the file.
    let states = read_with_python(
        "import sys, docx\nfrom docx.oxml.ns import qn\nprint([[c.get(qn('w:val')) for c in b.iter(qn('w:checked'))] for b in docx.Document(sys.argv[1]).element.iter(qn('w:checkBox'))])",
        &path,
    );
    assert_eq!(states.trim(), "[['0'], ['1']]");
}

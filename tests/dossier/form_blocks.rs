//! Blocks in forms: text that goes within a paragraph, paragraphs of a cell, rows, and tables within cells.

use crate::content::Applicant;
use crate::fill::{filled, projects, refused};
use crate::programs::{Folder, convert, read_with_python};
use std::path::Path;
use ziping_rules::fact::Value;

/// The texts of every cell of the outermost tables, nested tables in brackets; every cell ends in a paragraph, as Word
/// demands.
const CELLS: &str = r"
import sys, docx
from docx.oxml.ns import qn
d = docx.Document(sys.argv[1])
def cell(c):
    assert c._tc[-1].tag == qn('w:p'), c._tc.xml
    out = []
    for e in c._tc:
        if e.tag == qn('w:p'): out.append(''.join(t.text or '' for t in e.iter(qn('w:t'))))
        if e.tag == qn('w:tbl'): out.append(table(docx.table.Table(e, c)))
    return '/'.join(out)
def table(t):
    return '[' + ';'.join(','.join(cell(c) for c in r.cells) for r in t.rows) + ']'
print(''.join(table(t) for t in d.tables))
";

fn cells(path: &Path) -> String {
    assert!(convert(path, "pdf").exists());
    read_with_python(CELLS, path).trim().to_owned()
}

/// A table of texts; a list in a cell is its paragraphs.
const TABLE: &str = r"
def table(rows, to=d):
    t = to.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, said in enumerate(row):
            cell = t.cell(r, c)
            said = [said] if isinstance(said, str) else said
            cell.text = said[0]
            for more in said[1:]: cell.add_paragraph(more)
    return t
";

fn made(folder: &Folder, script: &str) -> String {
    let mut applicant = Applicant::of("om");
    projects(&mut applicant);
    applicant.put("org.history_clear", Value::Bool(false));
    applicant.put("finance.sound", Value::Bool(true));
    let (_, path) = filled(folder, &applicant, &format!("{TABLE}{script}"));
    cells(&path)
}

#[test]
fn text_within_a_paragraph_stays_or_goes_also_when_split_over_runs() {
    let folder = Folder::new();
    let applicant = Applicant::example();
    let (text, _) = filled(
        &folder,
        &applicant,
        r"
add('会员：{{#credit', '.member}}☑{{/', 'credit.member}}，其他评价：{{#credit.other_rating}}有（{{org.name}}）{{/credit.other_rating}}完')
",
    );
    assert!(text.contains("会员：☑，其他评价：完"), "{text}");
}

#[test]
fn blocks_in_a_cell_stay_or_go_and_the_cell_keeps_a_paragraph() {
    let said = made(
        &Folder::new(),
        r"
table([['历史', ['{{#org.history_clear}}', '清晰', '{{/org.history_clear}}']],
       ['财务', ['前', '{{#finance.sound}}', '良好', '{{/finance.sound}}']]])
",
    );
    assert_eq!(said, "[历史,;财务,前/良好]");
}

#[test]
fn a_block_of_a_table_is_repeated_in_its_cell_and_asks_each_row() {
    let said = made(
        &Folder::new(),
        r"
table([['项目', ['{{#om.projects}}', '{{om.projects.#}}. {{om.projects.name}}{{#om.projects.own_platform}}（自有平台）{{/om.projects.own_platform}}', '{{/om.projects}}', '{{date}}']]])
",
    );
    assert_eq!(said, "[项目,1. 核心（自有平台）/2. 调度/3. 影像（自有平台）/2026年11月21日]");
}

#[test]
fn a_table_within_a_cell_repeats_its_own_rows_and_the_row_around_it_none() {
    let said = made(
        &Folder::new(),
        r"
t = table([['{{regime}}', '']])
table([['序号', '客户'], ['{{om.projects.#}}', '{{om.projects.client}}']], t.cell(0, 1))
",
    );
    let said = said.split_once(',').unwrap().1;
    assert_eq!(said, "/[序号,客户;1,甲银行;2,乙电网;3,丙医院]/]");
}

#[test]
fn a_table_within_a_repeated_row_says_the_row() {
    let said = made(
        &Folder::new(),
        r"
t = table([['{{om.projects.#}}', '']])
table([['{{om.projects.client}}', '{{om.projects.name}}']], t.cell(0, 1))
",
    );
    assert_eq!(said, "[1,/[甲银行,核心]/;2,/[乙电网,调度]/;3,/[丙医院,影像]/]");
}

#[test]
fn rows_between_rows_that_say_only_the_ends_of_a_block_stay_or_go() {
    let said = made(
        &Folder::new(),
        r"
table([['甲', ''], ['{{#org.history_clear}}', ''], ['乙', ''], ['{{/org.history_clear}}', ''],
       ['{{#finance.sound}}', ''], ['丙', '{{finance.sound}}'], ['{{/finance.sound}}', '']])
table([['{{#org.history_clear}}'], ['全部不要'], ['{{/org.history_clear}}']])
",
    );
    assert_eq!(said, "[甲,;丙,是]");
}

#[test]
fn a_row_that_its_own_table_repeats_goes_where_its_condition_fails() {
    let said = made(
        &Folder::new(),
        r"
table([['{{#om.projects}}', ''], ['{{om.projects.#}}', ['{{#om.projects.own_platform}}', '{{om.projects.name}}', '{{/om.projects.own_platform}}']], ['{{/om.projects}}', '']])
",
    );
    assert_eq!(said, "[1,核心;2,;3,影像]");
}

#[test]
fn what_cannot_be_is_named_with_its_paragraph() {
    let problems = refused(&format!(
        "{TABLE}{}",
        r"
table([['{{#finance.sound}}', '{{/finance.sound}}']])
add('{{#finance.audited}} 也写在这里')
add('{{/finance.audited}}')
add('{{#om.projects.own_platform}}是{{/om.projects.own_platform}}')
add('{{#finance.soun}}x{{/finance.soun}}')
"
    ));
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let all = said.join("\n");
    for wanted in [
        "`{{/finance.sound}}` closes a block that began in another cell (word/document.xml, paragraph 2)",
        "`{{#finance.audited}}` stands beside other text (word/document.xml, paragraph 3)",
        "`{{#om.projects.own_platform}}` stands outside of a table row (word/document.xml, paragraph 5)",
        "`{{#finance.soun}}` is unknown (word/document.xml, paragraph 6)",
        "did you mean `finance.sound`?",
    ] {
        assert!(all.contains(wanted), "`{wanted}` is not in:\n{all}");
    }
    assert_eq!(said.len(), 4, "{all}");
}

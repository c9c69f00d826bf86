//! What is said of the papers that prove things: in the index, in the application's list and in the plan.

use crate::content::{Applicant, CONTENT, regimes};
use crate::programs::{Folder, read_with_python};
use ziping_assess::proof::{Record, Standing, applies, needs};
use ziping_base::calendar::Day;
use ziping_rules::fact::{Occurrence, Value};

/// The rows of the application's list of papers, and of the condition table by title, as Python values.
const LISTED: &str = r"
import sys, zipfile, io, docx, json
z = zipfile.ZipFile(sys.argv[1])
name = [n for n in z.namelist() if n.startswith('01-') and n.endswith('.docx')][0]
d = docx.Document(io.BytesIO(z.read(name)))
def rows(t): return [[c.text for c in r.cells] for r in t.rows]
lists = [rows(t) for t in d.tables if [c.text for c in t.rows[0].cells][:2] == ['编号', '材料名称']]
assert len(lists) == 1
for r in lists[0][1:]: print('\t'.join(c.replace('\n', '｜') for c in r))
";

/// The rows of the Excel index.
const INDEX: &str = r"
import sys, zipfile, io, openpyxl
z = zipfile.ZipFile(sys.argv[1])
b = openpyxl.load_workbook(io.BytesIO(z.read('03-证明材料/证明材料目录.xlsx')))
assert b.sheetnames == ['证明材料目录', '文件、用途与要求'], b.sheetnames
heads = [c.value for c in b.active[3]]
for r in b.active.iter_rows(min_row=4):
    row = dict(zip(heads, (c.value for c in r)))
    day = lambda v: v.isoformat()[:10] if v else '-'
    print(row['材料名称'], row['状态'], row['页数'] or '-', row['起止页'] or '-', row['责任人'] or '-', day(row['完成日期']), sep='\t')
";

fn lines(script: &str, applicant: &Applicant) -> Vec<String> {
    let folder = Folder::new();
    read_with_python(script, &folder.zip(&applicant.package())).lines().map(str::to_owned).collect()
}

fn titled(lines: &[String], title: &str) -> String {
    let cell = |line: &&String| line.split('\t').any(|cell| cell == title);
    lines.iter().find(cell).unwrap_or_else(|| panic!("`{title}` is not in {lines:#?}")).clone()
}

fn record(applicant: &mut Applicant, paper: &str, standing: Standing, owner: &str, due: &str) {
    let before = applicant.records.of(paper);
    let record = Record { standing, owner: owner.into(), due: Day::parse(due), ..before };
    applicant.records.put(paper, record);
}

/// The applicant for the operations assessment with papers in every state.
fn in_all_states() -> Applicant {
    let mut applicant = Applicant::of("om");
    applicant.as_of = Day::parse("2026-11-21").unwrap();
    applicant.attach_counted("licence", "执照.pdf", b"%PDF licence", Some(2));
    record(&mut applicant, "licence", Standing::Have, "综合部 王敏", "2026-11-01");
    applicant.attach_counted("om_integration_certificate", "证书.PNG", b"png", None);
    record(&mut applicant, "om_integration_certificate", Standing::Have, "", "");
    applicant.attach_counted("om_ownership_file", "工商档案.pdf", b"%PDF file", Some(48));
    record(&mut applicant, "om_ownership_file", Standing::Have, "", "");
    record(&mut applicant, "audit_reports", Standing::Missing, "财务部 李工", "2026-12-15");
    record(&mut applicant, "resumes", Standing::Missing, "人事部 赵工", "2026-11-20");
    record(&mut applicant, "patents", Standing::NotNeeded, "", "");
    record(&mut applicant, "contracts", Standing::Have, "", "");
    applicant
}

#[test]
fn the_index_says_what_is_enclosed_whose_it_is_when_it_is_due_and_on_which_pages_it_stands() {
    let index = lines(INDEX, &in_all_states());
    let row = |title: &str| titled(&index, title);
    let title = |paper: &str| CONTENT.words_for("zh", "om").title("evidence", paper).to_owned();
    let first: Vec<&str> = index.iter().take(3).map(|line| line.split_once('\t').unwrap().0).collect();
    assert_eq!(first, [title("licence"), title("om_integration_certificate"), title("om_ownership_file")]);
    assert!(row(&title("licence")).ends_with("已附\t2\t1–2\t综合部 王敏\t2026-11-01"), "{index:#?}");
    assert!(row(&title("om_integration_certificate")).ends_with("已附\t1\t3\t-\t-"), "{index:#?}");
    assert!(row(&title("om_ownership_file")).ends_with("已附\t48\t4–51\t-\t-"), "{index:#?}");
    assert!(row(&title("audit_reports")).ends_with("待补\t-\t-\t财务部 李工\t2026-12-15"), "{index:#?}");
    assert!(row(&title("resumes")).contains("待补，已过完成日期\t-\t-\t人事部 赵工"), "{index:#?}");
    assert!(row(&title("patents")).contains("不适用\t-\t-"), "{index:#?}");
    assert!(row(&title("contracts")).contains("已备，装订时附\t-\t-"), "{index:#?}");
}

#[test]
fn the_list_in_the_application_says_the_same_and_leaves_open_what_nobody_knows() {
    let list = lines(LISTED, &in_all_states());
    let words = CONTENT.words_for("zh", "om");
    let row = |paper: &str| titled(&list, words.title("evidence", paper));
    assert!(row("licence").ends_with("已附\t2｜（1–2）\t综合部 王敏｜2026年11月1日"), "{list:#?}");
    assert!(row("audit_reports").ends_with("待补\t〔待填〕\t财务部 李工｜2026年12月15日"), "{list:#?}");
    assert!(row("patents").ends_with("不适用\t—\t—"), "{list:#?}");
    // Who gets it is for the list inside the house; the form that goes out does not ask for it.
    assert!(row("tax_record").ends_with("待补\t〔待填〕\t—"), "{list:#?}");
}

#[test]
fn pages_are_counted_on_only_as_far_as_every_paper_before_is_known() {
    let mut applicant = in_all_states();
    // A locked file, whose pages nobody could count, between the two that are known.
    applicant.attach_counted("om_integration_certificate", "续页.pdf", b"%PDF locked", None);
    let index = lines(INDEX, &applicant);
    assert!(index[1].ends_with("已附\t-\t3起\t-\t-"), "{index:#?}");
    assert!(index[2].ends_with("已附\t48\t-\t-\t-"), "{index:#?}");
}

#[test]
fn owners_and_due_dates_of_papers_still_to_come_stand_in_the_plan() {
    const PLAN: &str = r"
import sys, zipfile, io, docx
z = zipfile.ZipFile(sys.argv[1])
d = docx.Document(io.BytesIO(z.read('04-改进计划/差距与改进计划.docx')))
for t in d.tables:
    if t.rows[0].cells[-1].text == '完成日期':
        for r in t.rows[1:]: print('\t'.join(c.text.replace('\n', '｜') for c in r.cells))
";
    let mut applicant = in_all_states();
    let sound = CONTENT.library.catalogue.find("finance.sound").unwrap();
    applicant.sheet.put(sound, None);
    record(&mut applicant, "tax_record", Standing::Missing, "财务部 周工", "2026-12-01");
    let plan = lines(PLAN, &applicant);
    let row = plan.iter().find(|line| line.contains("附件一3")).unwrap_or_else(|| panic!("{plan:#?}"));
    // The last of the days on which one of its papers is due.
    assert!(row.ends_with("财务部 李工、财务部 周工\t2026年12月15日"), "{plan:#?}");
}

#[test]
fn who_says_never_proves_it_by_a_declaration_and_who_has_had_a_penalty_by_the_decision() {
    const CITED: &str = r"
import sys, zipfile, io, openpyxl
z = zipfile.ZipFile(sys.argv[1])
b = openpyxl.load_workbook(io.BytesIO(z.read('02-条件对照表/条件对照表.xlsx'))).active
heads = [c.value for c in b[3]]
cited = set()
for r in b.iter_rows(min_row=4): cited |= set(str(dict(zip(heads, (c.value for c in r)))['材料编号']).split())
i = openpyxl.load_workbook(io.BytesIO(z.read('03-证明材料/证明材料目录.xlsx'))).active
rows = {r[1].value: r for r in i.iter_rows(min_row=4)}
for title in ('无违法违规声明', '处罚决定书'):
    r = rows[title]
    print(title, r[5].value, r[0].value[-2:] in cited, sep='\t')
";
    // What is declared, and whether the regime looks at something else that is denied.
    let cases = [
        ("iets", "record.violation", true),
        ("nextgen-it", "record.serious_dishonesty", true),
        ("om", "record.violation", false),
        ("credit", "record.tax_evasion_penalty", true),
    ];
    for (regime, fact, denies) in cases {
        let mut applicant = Applicant::of(regime);
        for fact in ["violation", "serious_dishonesty", "tax_evasion_penalty", "quality_penalty"] {
            applicant.put(&format!("record.{fact}"), Value::Occurrence(Occurrence::Never));
        }
        assert_eq!(lines(CITED, &applicant), ["无违法违规声明\t待补\tTrue", "处罚决定书\t不适用\tFalse"], "{regime}");
        let declaration =
            if denies { "无违法违规声明\t待补\tTrue" } else { "无违法违规声明\t不适用\tFalse" };
        // Long ago is declared all the same, and what is declared cannot be denied.
        for happened in [Occurrence::On(Day::parse("2015-03-01").unwrap()), Occurrence::DayUnknown, Occurrence::Ongoing]
        {
            applicant.put(fact, Value::Occurrence(happened));
            assert_eq!(lines(CITED, &applicant), [declaration, "处罚决定书\t待补\tTrue"], "{regime} {happened:?}");
        }
    }
}

#[test]
fn a_penalty_that_another_regime_asks_takes_no_declaration_away() {
    let fact = |id: &str| CONTENT.library.catalogue.find(id).unwrap();
    let rulebook = CONTENT.library.regime("iets").unwrap();
    let mut sheet = ziping_rules::fact::Sheet::new();
    sheet.put(fact("record.violation"), Some(Value::Occurrence(Occurrence::Never)));
    sheet.put(fact("record.quality_penalty"), Some(Value::Occurrence(Occurrence::Ongoing)));
    let called_for = |paper: &str| {
        let need = needs([rulebook]).into_iter().find(|need| need.paper == paper).unwrap();
        applies(&CONTENT.library, &sheet, &need)
    };
    assert!(called_for("no_violation_statement") && !called_for("penalty_decision"));
}

#[test]
fn a_declaration_is_not_called_for_once_a_yes_says_the_opposite() {
    let fact = CONTENT.library.catalogue.find("credit.other_rating").unwrap();
    let rulebook = CONTENT.library.regime("credit").unwrap();
    for (so, called_for) in [(Some(true), false), (Some(false), true), (None, true)] {
        let mut sheet = ziping_rules::fact::Sheet::new();
        sheet.put(fact, so.map(Value::Bool));
        let need = needs([rulebook]).into_iter().find(|need| need.paper == "credit_no_other_rating").unwrap();
        assert_eq!(applies(&CONTENT.library, &sheet, &need), called_for, "{so:?}");
    }
}

#[test]
fn nothing_answered_takes_no_paper_away_and_calls_for_no_decision() {
    for regime in regimes() {
        let rulebook = CONTENT.library.regime(&regime).unwrap();
        let sheet = ziping_rules::fact::Sheet::new();
        for need in needs([rulebook]) {
            let called_for = applies(&CONTENT.library, &sheet, &need);
            let mut all = CONTENT.library.evidence.iter();
            // What shows what happened is wanted once it is declared.
            let shows = all.any(|evidence| evidence.id == need.paper && !evidence.shows.is_empty());
            assert_eq!(called_for, !shows, "{regime} {}", need.paper);
        }
    }
}

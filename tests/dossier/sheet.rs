//! The self-scoring sheet of rule books with tables of points (`tests/scores`): what is printed are the findings, all of
//! them and nothing else.

use crate::content::CONTENT;
use crate::layout::{a_spreadsheet_can_be_read, no_page_is_nearly_empty_or_ends_with_a_heading};
use crate::printed::seen;
use crate::programs::{Folder, convert_all, read_with_python};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use ziping_assess::proof::Records;
use ziping_assess::{Assessment, assess};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_content::{Content, TextFile};
use ziping_dossier::{Order, Package, Redaction, package, texts};
use ziping_regime::{RuleBook, Words};
use ziping_rules::fact::{Sheet, read_answers};
use ziping_rules::rule::score::{ItemFinding, Scored};
use ziping_tests::project::root;
use ziping_tests::scores::{book, files, loaded, overlaid, text};

/// The cells of the sheet of the workbook, a row a line.
const EXCEL: &str = r"
import sys, zipfile, io, openpyxl
z = zipfile.ZipFile(sys.argv[1])
b = openpyxl.load_workbook(io.BytesIO(z.read('02-条件对照表/条件对照表.xlsx')))
def said(v):
    if v is None: return ''
    if isinstance(v, float) and v == int(v): return str(int(v))
    return str(v).replace('\n', '｜')
for r in b['自评打分表'].iter_rows(min_row=3): print('\t'.join(said(c.value) for c in r))
";

/// The rows of the sheet's tables in the application.
const WORD: &str = r"
import sys, zipfile, io, docx
z = zipfile.ZipFile(sys.argv[1])
name = [n for n in z.namelist() if n.startswith('01-') and n.endswith('.docx')][0]
d = docx.Document(io.BytesIO(z.read(name)))
for t in d.tables:
    rows = [[c.text.replace('\n', '｜') for c in r.cells] for r in t.rows]
    if rows[0][:3] == ['序号', '条款', '打分项目']:
        for r in rows[1:]:
            if len(set(r)) > 1: print('\t'.join(r))
";

/// What the result says of each item of the first element.
const RESULT: &str = r"
import sys, zipfile, json
z = zipfile.ZipFile(sys.argv[1])
name = [n for n in z.namelist() if n.endswith('.json') and 'elements' in json.loads(z.read(n))][0]
def walk(items):
    for i in items:
        print(i['id'], i.get('value'), i.get('rows'), i.get('next'), i['because'] == '', sep='\t')
        walk(i.get('parts', []))
walk(json.loads(z.read(name))['elements'][0]['items'])
";

/// A rule book with answers.
struct Applicant {
    content: Content,
    words: Words,
    sheet: Sheet,
    records: Records,
    redact: Redaction,
}

fn today() -> Day {
    Day::parse("2026-11-21").unwrap()
}

impl Applicant {
    fn new(content: Content, facts: &str) -> Self {
        let text = format!("{{\"schema\": 1, \"facts\": {{{facts}}}}}");
        let answers = read_answers(&Source { name: "answers", text: &text }, &content.library.catalogue).unwrap();
        let words = content.words_for("zh", &content.library.regimes[0].id);
        let redact = Redaction::default();
        Self { sheet: answers.sheet, words, records: Records::default(), redact, content }
    }

    fn rulebook(&self) -> &RuleBook {
        &self.content.library.regimes[0]
    }

    fn found(&self) -> Assessment {
        assess(&self.content.library, self.rulebook(), &self.sheet, today())
    }

    fn order(&self) -> Order<'_> {
        Order {
            library: &self.content.library,
            rulebook: self.rulebook(),
            words: &self.words,
            organisation: "虚构制造有限公司",
            sheet: &self.sheet,
            records: &self.records,
            measured: &[],
            as_of: today(),
            target: None,
            procedure: None,
            hand_in: None,
            tasks: &[],
            forms: &[],
            kit_version: "0.0.0-test",
            redact: self.redact,
            keep_links: false,
            whole_sheet: false,
            host: None,
        }
    }

    fn package(&self) -> Package {
        package(&self.order(), &mut |_| ControlFlow::Continue(())).unwrap()
    }

    fn papers(&self) -> BTreeMap<String, String> {
        texts(&self.order()).unwrap().into_iter().collect()
    }

    /// What a script reads in the package.
    fn read(&self, script: &str) -> Vec<Vec<String>> {
        let folder = Folder::new();
        let lines = read_with_python(script, &folder.zip(&self.package()));
        lines.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
    }

    /// Number, clause, title, least, most and greatest points of everything that was found.
    fn expected(&self) -> Vec<[String; 6]> {
        let found = self.found();
        let scored = self.rulebook().scored();
        let findings = found.elements.iter().flat_map(|element| &element.items).chain(&found.items);
        let mut lines = Vec::new();
        for (place, finding) in (1..).zip(findings) {
            let place: usize = place;
            self.lines_of(&scored, finding, &place.to_string(), &mut lines);
        }
        assert_eq!(lines.len(), scored.len());
        lines
    }

    fn lines_of(&self, scored: &[&Scored], found: &ItemFinding, number: &str, lines: &mut Vec<[String; 6]>) {
        let item = scored.iter().find(|item| item.id == found.id).unwrap();
        let (low, high) = (found.points.low.shown(), found.points.high.shown());
        let title = self.words.title("item", &item.id).to_owned();
        lines.push([number.to_owned(), item.clauses[0].clone(), title, low, high, item.most.shown()]);
        for (place, part) in (1..).zip(&found.parts) {
            let place: usize = place;
            self.lines_of(scored, part, &format!("{number}.{place}"), lines);
        }
    }
}

fn enterprise(facts: &str) -> Applicant {
    Applicant::new(overlaid(&book("basics"), &text("basics.overlay.toml")), facts)
}

const SO_FAR: &str =
    r#""overlay.table.years": 9, "org.registered_capital": "10000000", "overlay.table.governance": "rather""#;

const WHOLE: &str = r#""overlay.table.years": 9, "org.registered_capital": "10000000",
    "overlay.table.governance": "rather", "overlay.table.head": "master", "overlay.table.engineer": "master",
    "overlay.table.accountant": "master", "overlay.table.managers": 20, "overlay.table.masters": 1,
    "overlay.table.bachelors": 2, "overlay.table.college": 0, "overlay.table.others": "34", "basics.score": "5""#;

const SMES: &str = r#""smes.technical": 30, "smes.staff": 100, "smes.rd": "1000000", "smes.sales": "50000000",
    "smes.costs": "4000000", "smes.assets": "1000000", "smes.class_one": 0, "smes.class_two": 2"#;

const LENDER: &str = r#""lender.net_assets": "480000000", "lender.debts": "45", "lender.assets": "100",
    "lender.cover": "12", "lender.repayment": "12", "lender.cash": "8", "lender.offices": 5, "lender.others": "38",
    "lender.stopped": "never""#;

/// Growth of sales is worked out from nothing: the table does not say what counts.
const HIGHTECH: &str = r#""hightech.advanced": "high", "hightech.core": "strong", "hightech.count": 5,
    "hightech.own": true, "hightech.standards": false, "hightech.conversions": 5, "hightech.management": "20",
    "hightech.net": {"2024": "100", "2025": "140"}, "hightech.sales": {"2024": "0", "2025": "140"}"#;

fn applicants() -> Vec<(&'static str, Applicant)> {
    vec![
        ("nothing answered", enterprise("")),
        ("enterprise so far", enterprise(SO_FAR)),
        ("enterprise", enterprise(WHOLE)),
        ("SMEs", Applicant::new(book("smes"), SMES)),
        ("lender", Applicant::new(book("lender"), LENDER)),
        ("high technology", Applicant::new(book("hightech"), HIGHTECH)),
        ("record", Applicant::new(book("record"), r#""record.awards": [], "record.rest": "80""#)),
        ("every kind", Applicant::new(book("kinds"), "")),
    ]
}

#[test]
fn the_rows_of_the_sheet_are_what_was_found() {
    for (name, applicant) in applicants() {
        let expected = applicant.expected();
        let excel: Vec<Vec<String>> = applicant.read(EXCEL);
        assert_eq!(excel[0][..5], ["序号", "条款", "打分项目", "评分标准", "本单位情况"], "{name}");
        let rows = excel[1..].iter().filter(|row| row[0] != "合计");
        let rows: Vec<[String; 6]> = rows.map(|row| [0, 1, 2, 6, 7, 8].map(|place| row[place].clone())).collect();
        assert_eq!(rows, expected, "{name}");
        let printed: Vec<[String; 5]> =
            applicant.read(WORD).into_iter().map(|row| [0, 1, 2, 6, 7].map(|place| row[place].clone())).collect();
        let joined = |[number, clause, title, low, high, most]: [String; 6]| {
            let points = if low == high { low } else { format!("{low}–{high}") };
            [number, clause, title, points, most]
        };
        assert_eq!(printed, expected.into_iter().map(joined).collect::<Vec<_>>(), "{name}");
    }
}

/// A rule book with the sentences that stand under the sheet.
fn with_sentences(id: &str) -> Content {
    let mut all = files(id, &text(&format!("{id}/rulebook.toml")), &text(&format!("{id}/facts.toml")));
    let read = |name: &str| -> toml::Table {
        std::fs::read_to_string(root().join("content").join(name)).unwrap().parse().unwrap()
    };
    let mut logic = read("papers.toml");
    let mine = |sentence: &toml::Value| sentence["part"].as_str() == Some("sheet");
    logic["sentence"].as_array_mut().unwrap().retain(mine);
    all.push(TextFile { path: "papers.toml".into(), text: logic.to_string() });
    for name in ["papers.zh.toml", "papers.en.toml"] {
        let mut words = read(name);
        words.retain(|id, _| id.starts_with("paper.sheet."));
        all.push(TextFile { path: name.into(), text: words.to_string() });
    }
    loaded(&all)
}

fn line(rows: &[Vec<String>], title: &str) -> Vec<String> {
    rows.iter().find(|row| row[2] == title).unwrap_or_else(|| panic!("no line {title} in {rows:#?}")).clone()
}

#[test]
fn a_line_says_the_standard_the_value_the_row_and_what_is_open() {
    let rows = enterprise(SO_FAR).read(EXCEL);
    let age = line(&rows, "overlay.table.age");
    assert_eq!(age[3], "≥ 10：8分｜≥ 8，< 10：7分｜≥ 5，< 8：6分｜≥ 3，< 5：5分｜< 3：4分");
    assert_eq!(age[4..9], ["9", "≥ 8，< 10", "7", "7", "8"]);
    assert_eq!(age[10], "");
    let capital = line(&rows, "overlay.table.capital");
    assert_eq!(capital[4..6], ["1000万元", "≥ 1000万元，< 2000万元"]);
    let judged = line(&rows, "overlay.table.governed");
    assert_eq!(judged[3..6], ["clear：9分｜rather：8分｜not：6分", "rather", "rather"]);
    assert_eq!(judged[10], "自行判断");
    let others = line(&rows, "overlay.table.remaining");
    assert_eq!(others[4..9], ["〔待填〕", "〔待填〕", "0", "58", "58"]);
    assert_eq!(others[10], "未填写：overlay.table.others");
    let group = line(&rows, "overlay.table.basics");
    assert_eq!(group[3..9], ["各项相加，权重10%", "—", "—", "2.2", "9.7", "10"]);
    assert_eq!(group[10], "含自行判断的项目｜含未公布的项目｜未定的见其各项");
    let best = line(&enterprise(WHOLE).read(EXCEL), "overlay.table.schooled");
    assert_eq!(best[3..8], ["取得分最高的一项", "—", "取“overlay.table.schooled.masters”", "8", "8"]);
}

#[test]
fn what_is_not_published_or_does_not_apply_is_marked() {
    let rows = Applicant::new(book("hightech"), HIGHTECH).read(EXCEL);
    let sales = line(&rows, "hightech.grown.sales 示例");
    assert_eq!(sales[4], "无法计算");
    assert_eq!((sales[6].as_str(), sales[7].as_str(), sales[10].as_str()), ("0", "10", "未公布"));
    let bonus = line(&rows, "hightech.bonus 示例");
    assert_eq!(bonus[4..8], ["—", "—", "0", "0"]);
    assert_eq!(bonus[10], "不适用，计0分");
    assert!(bonus[3].contains("加分项"), "{bonus:?}");
    let experts = line(&rows, "hightech.converted 示例");
    assert_eq!(experts[5..8], ["≥ 5", "25", "30"]);
    assert_eq!(experts[10], "由评审在区间内确定");
    let said = Applicant::new(with_sentences("hightech"), HIGHTECH).papers();
    let said = said.iter().find(|(path, _)| path.starts_with("01-")).unwrap().1.clone();
    assert!(said.contains("“未公布”的得分") && said.contains("“自行判断”的档次"), "{said}");
    let kinds = Applicant::new(book("kinds"), "").papers().into_values().collect::<String>();
    assert!(kinds.contains("未公布：kinds.highest"), "{kinds}");
}

#[test]
fn rows_that_can_be_read_two_ways_name_the_readings() {
    let rows = Applicant::new(book("lender"), LENDER).read(EXCEL);
    let offices = line(&rows, "lender.province 示例");
    assert_eq!(offices[4..8], ["5", "≥ 3，≤ 5；或≥ 5，≤ 10", "0.5", "1"]);
    assert!(offices[10].starts_with("取决于理解："), "{offices:?}");
    let net = line(&rows, "lender.net 示例");
    assert_eq!(net[3], "标准5亿元：10分｜每低5000万元，扣1分；不足一级的怎样计，原文件没有写明");
}

#[test]
fn the_total_says_where_the_points_of_each_element_come_from() {
    let rows = enterprise(WHOLE).read(EXCEL);
    let sums: Vec<&Vec<String>> = rows.iter().filter(|row| row[0] == "合计").collect();
    let said: Vec<Vec<&str>> = sums.iter().map(|row| [2, 3, 6, 7, 8].map(|at| row[at].as_str()).to_vec()).collect();
    let expected = [
        vec!["basics.score", "按打分表计算", "7.3", "7.3", "10"],
        vec!["basics.rest", "自行填写", "〔待填〕", "〔待填〕", "90"],
        vec!["总分", "各要素相加", "7.3", "97.3", "100"],
    ];
    assert_eq!(said, expected);
}

#[test]
fn an_element_that_is_worked_out_shows_its_exact_points_and_not_what_was_typed() {
    let facts =
        text("basics/facts.toml").replace("max = \"10\"", "max = \"23\"").replace("max = \"90\"", "max = \"77\"");
    let plain = loaded(&files("basics", &text("basics/rulebook.toml"), &facts));
    let table = text("basics.overlay.toml").replace("\"10%\"\nmax = \"10\"", "\"23%\"\nmax = \"23\"");
    let answers = format!("{WHOLE}, \"basics.rest\": \"70\"");
    let papers = Applicant::new(overlaid(&plain, &table), &answers).papers();
    let (_, application) = papers.iter().find(|(path, _)| path.starts_with("01-")).unwrap();
    assert!(application.contains("| basics.score ⏎ （按打分表计算） | 23 | 16.79 |"), "{application}");
    assert!(application.contains("| 合计 | 100 | 86.79 |"), "{application}");
    assert!(application.contains("| 自评总分 | 86.79分 |"), "{application}");
}

#[test]
fn the_papers_that_an_item_asks_for_are_in_the_list_with_their_number() {
    let table = text("basics.overlay.toml").replace(
        "clause = \"表一 1\"\nmax = \"8\"",
        "clause = \"表一 1\"\nmax = \"8\"\nasks = [\"licence\"]\nsuggests = [\"audit_reports\"]",
    );
    let applicant = Applicant::new(overlaid(&book("basics"), &table), SO_FAR);
    let rows = applicant.read(EXCEL);
    assert_eq!(line(&rows, "overlay.table.age")[9], "01 02");
    assert_eq!(line(&rows, "overlay.table.capital")[9], "—");
    let papers = applicant.papers();
    let (_, index) = papers.iter().find(|(path, _)| path.ends_with("证明材料目录.xlsx")).unwrap();
    let licence = applicant.words.title("evidence", "licence");
    assert!(index.contains(&format!("-01 | {licence} | 规则要求 |")), "{index}");
    assert!(index.contains("overlay.table.age（表一 1）"), "{index}");
}

#[test]
fn an_export_without_amounts_tells_none_by_its_row() {
    let mut applicant = enterprise(WHOLE);
    applicant.redact = Redaction { amounts: true, ..Redaction::default() };
    let capital = line(&applicant.read(EXCEL), "overlay.table.capital");
    assert_eq!(capital[4..6], ["〔已隐去〕", "〔已隐去〕"]);
    let age = line(&applicant.read(EXCEL), "overlay.table.age");
    assert_eq!(age[4], "9");
    let told = applicant.read(RESULT);
    assert_eq!(told.len(), applicant.rulebook().scored().len());
    assert!(told.iter().all(|row| row[1..] == ["None", "None", "None", "True"]), "{told:#?}");
}

#[test]
fn rule_books_without_tables_of_points_have_no_sheet() {
    for regime in &CONTENT.library.regimes {
        if regime.scored().is_empty() {
            let papers = texts(&crate::content::Applicant::of(&regime.id).order(&[])).unwrap();
            assert!(papers.iter().all(|(_, said)| !said.contains("自评打分表")), "{}", regime.id);
        }
    }
}

#[test]
fn the_sheet_is_printed_as_other_papers_are() {
    let (folder, applicants) = (Folder::new(), applicants());
    let (mut applications, mut tables) = (Vec::new(), Vec::new());
    for (number, (_, applicant)) in applicants.iter().enumerate() {
        let package = applicant.package();
        let unzipped = folder.unzipped(&package);
        // Beside each other, so that all are printed in one run.
        let aside = |path: &str| {
            let from = unzipped.join(path);
            let to = folder.0.join(format!("{number}")).with_extension(from.extension().unwrap());
            std::fs::rename(from, &to).unwrap();
            to
        };
        applications.push(aside(&package.manifest.files[0].path));
        tables.push(aside("02-条件对照表/条件对照表.xlsx"));
    }
    let into = |name: &str| folder.0.join(name);
    let (applications_printed, tables_printed) = std::thread::scope(|scope| {
        let tables = scope.spawn(|| convert_all(&tables, "pdf", &into("tables")));
        (convert_all(&applications, "pdf", &into("applications")), tables.join().unwrap())
    });
    let printed = applications_printed.iter().zip(tables.iter().zip(&tables_printed));
    for ((name, _), (application, (table, table_printed))) in applicants.iter().zip(printed) {
        no_page_is_nearly_empty_or_ends_with_a_heading(&seen(application), name);
        a_spreadsheet_can_be_read(table, &seen(table_printed), name);
    }
}

/// The papers of a warned applicant: the warning lowers the grade, and is never said to limit it.
#[test]
fn a_cap_that_lowers_the_grade_says_so_in_the_papers() {
    let facts = r#""levels.staff": 20, "levels.engineers": 10, "levels.certified": true, "levels.income": "20000000",
        "levels.warned": "2026-03-01", "levels.hidden": false"#;
    let applicant = Applicant::new(book("levels"), facts);
    let all: String = applicant.papers().into_values().collect::<Vec<_>>().join("\n");
    assert!(all.contains("有此情形，下调1级"), "{all}");
    assert!(all.contains("不再下调"), "{all}");
    assert!(!all.contains("有此情形，最高") && !all.contains("不再受此限"), "{all}");
}

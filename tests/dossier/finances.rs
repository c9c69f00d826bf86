//! Amounts in the application: one unit a table, totals, and what the rule book's conditions make of them.

use crate::content::Applicant;
use crate::programs::{Folder, read_with_python};
use ziping_dossier::Redaction;
use ziping_rules::fact::{Range, Row, Value};

/// The tables of the application whose first head begins with one of the arguments' words, a row a line.
const TABLES: &str = r"
import sys, zipfile, io, docx
z = zipfile.ZipFile(sys.argv[1])
name = [n for n in z.namelist() if n.startswith('01-') and n.endswith('.docx')][0]
for t in docx.Document(io.BytesIO(z.read(name))).tables:
    rows = [[c.text.replace('\n', '｜') for c in r.cells] for r in t.rows]
    if '单位：' in rows[0][0] or any('元）' in c for c in rows[0]) or rows[0][0] == '数据':
        for r in rows: print('\t'.join(r))
        print()
";

fn tables(applicant: &Applicant) -> Vec<Vec<String>> {
    let folder = Folder::new();
    let text = read_with_python(TABLES, &folder.zip(&applicant.package()));
    text.split("\n\n")
        .map(|table| table.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|t| !t.is_empty())
        .collect()
}

fn yearly(amounts: [(i32, i64); 3]) -> Value {
    Value::Yearly(amounts.into_iter().map(|(year, yuan)| (year, Range::exactly(yuan * 100))).collect())
}

/// An applicant for the operations assessment of 2026 with these incomes.
fn om(own: [(i32, i64); 3], all: [(i32, i64); 3]) -> Applicant {
    let mut applicant = Applicant::of("om");
    applicant.as_of = ziping_base::calendar::Day::parse("2026-11-21").unwrap();
    applicant.put("om.revenue", yearly(own));
    applicant.put("finance.revenue", yearly(all));
    applicant
}

#[test]
fn the_finance_table_has_one_unit_totals_and_the_share_that_the_conditions_look_at() {
    let applicant = om(
        [(2023, 12_345_600), (2024, 20_000_000), (2025, 1_000_000)],
        [(2023, 50_000_000), (2024, 50_000_000), (2025, 60_000_000)],
    );
    let tables = tables(&applicant);
    let finance = &tables[0];
    assert_eq!(finance[0], "项目（单位：万元）\t2023年度\t2024年度\t2025年度\t三年合计", "{tables:#?}");
    assert!(finance.iter().any(|row| row.ends_with("\t1,234.56\t2,000\t100\t3,334.56")), "{finance:#?}");
    assert!(finance.iter().any(|row| row.ends_with("\t5,000\t5,000\t6,000\t16,000")), "{finance:#?}");
    let shares = &tables[1];
    assert!(shares[0].starts_with("条件所用的比例（单位：%）"), "{tables:#?}");
    // 33,345,600 of 160,000,000, cut off: what falls short of a bound never reads as the bound.
    assert!(shares[1].contains("2023至2025年度") && shares[1].ends_with("\t20.84\t附件二1"), "{shares:#?}");
}

#[test]
fn one_amount_that_ten_thousands_cannot_say_puts_the_whole_table_into_yuan() {
    let applicant = om(
        [(2023, 12_345_678), (2024, 20_000_000), (2025, 0)],
        [(2023, 50_000_000), (2024, 50_000_000), (2025, 60_000_000)],
    );
    let finance = &tables(&applicant)[0];
    assert!(finance[0].starts_with("项目（单位：元）"), "{finance:#?}");
    assert!(finance.iter().any(|row| row.ends_with("\t12,345,678\t20,000,000\t0\t32,345,678")), "{finance:#?}");
    assert!(finance.iter().all(|row| !row.contains("万元")), "{finance:#?}");
}

#[test]
fn a_year_that_is_not_filled_leaves_its_total_and_share_to_be_filled() {
    let mut applicant = om([(2023, 0); 3], [(2023, 50_000_000), (2024, 50_000_000), (2025, 60_000_000)]);
    applicant.put("om.revenue", Value::Yearly(vec![(2024, Range::exactly(2_000_000_000))]));
    let tables = tables(&applicant);
    assert!(tables[0].iter().any(|row| row.ends_with("\t〔待填〕\t2,000\t〔待填〕\t〔待填〕")), "{tables:#?}");
    assert!(tables[1][1].contains("\t〔待填〕\t"), "{tables:#?}");
    assert!(tables.concat().iter().all(|row| !row.contains('无')), "{tables:#?}");
}

#[test]
fn the_lowest_year_is_told_where_a_condition_looks_at_it() {
    let applicant = Applicant::example();
    let tables = tables(&applicant);
    let amounts = tables.iter().find(|table| table[0].starts_with("条件所用的数额（单位：")).unwrap();
    assert!(amounts[1].contains("最低的一年"), "{tables:#?}");
}

#[test]
fn annexes_say_their_unit_and_what_is_worked_out_from_them() {
    let mut applicant = Applicant::of("om");
    let row = |client: &str, value: i64| {
        let text = |text: &str| Some(Value::Text(text.into()));
        let day = |day: &str| Some(Value::Date(ziping_base::calendar::Day::parse(day).unwrap()));
        let worth = Some(Value::Number(Range::exactly(value)));
        Row {
            cells: vec![
                text(client),
                text("项目"),
                worth,
                Some(Value::Bool(true)),
                day("2024-01-01"),
                day("2026-12-31"),
            ],
        }
    };
    let catalogue = &crate::content::CONTENT.library.catalogue;
    let table = catalogue.get(catalogue.find("om.projects").unwrap()).unwrap();
    let ziping_rules::fact::Kind::Table { columns } = &table.kind else { panic!("no table") };
    let mut rows = vec![row("甲", 150_000_000), row("乙", 99_000_000)];
    rows.iter_mut().for_each(|row| row.cells.resize(columns.len(), None));
    applicant.put("om.projects", Value::Table(rows.into()));
    let tables = tables(&applicant);
    let annex = tables.iter().find(|table| table[0].contains("（万元）")).unwrap_or_else(|| panic!("{tables:#?}"));
    assert!(annex[1].contains("\t150\t") && annex[2].contains("\t99\t"), "{annex:#?}");
    assert!(annex[1].contains("2024年1月1日"), "{annex:#?}");
    let figures = tables.iter().find(|table| table[0].starts_with("数据\t")).unwrap();
    assert!(figures.iter().any(|row| row.contains("\t2\t按《")), "{figures:#?}");
}

#[test]
fn an_export_without_amounts_tells_none_of_them_by_a_total_or_a_share() {
    let mut applicant = om(
        [(2023, 12_345_600), (2024, 20_000_000), (2025, 1_000_000)],
        [(2023, 50_000_000), (2024, 50_000_000), (2025, 60_000_000)],
    );
    applicant.redact = Redaction { amounts: true, ..Redaction::default() };
    let tables = tables(&applicant);
    let told = tables.concat().concat();
    assert!(told.contains("〔已隐去〕"), "{tables:#?}");
    for amount in ["3,334.56", "20.84", "16,000", "1,234.56"] {
        assert!(!told.contains(amount), "{amount}: {tables:#?}");
    }
}

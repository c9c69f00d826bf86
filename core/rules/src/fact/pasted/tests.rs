use super::*;
use crate::fact::typed::Unit;
use crate::fact::{Range, TextFormat};
use ziping_base::calendar::Day;

fn columns() -> Vec<Column> {
    [
        ("client", Kind::Text(TextFormat::Line)),
        ("name", Kind::Text(TextFormat::Line)),
        ("annual_value", Kind::Money { signed: false }),
        ("own_platform", Kind::Bool),
        ("start", Kind::Date),
    ]
    .map(|(id, kind)| Column { id: id.into(), kind })
    .into()
}

fn labels() -> Vec<String> {
    ["用户（客户）", "项目名称", "每年合同额", "应用了自主平台（产品、工具）", "开始日期"].map(String::from).into()
}

fn names() -> Names {
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Names {
        columns: vec![
            ("client".into(), list(&["客户名称", "甲方", "customer"])),
            ("annual_value".into(), list(&["合同金额", "合同额"])),
            ("start".into(), list(&["开始时间", "from"])),
            ("t.name".into(), list(&["工程名称"])),
            ("other.name".into(), list(&["姓名"])),
        ],
        totals: list(&["合计", "总计", "total"]),
    }
}

fn laid_out(text: &str) -> (Vec<Vec<String>>, Layout) {
    let lines = cells(text, Divider::of(text));
    let layout = Layout::guess(&lines, None, ("t", &columns(), &labels()), &names());
    (lines, layout)
}

fn read(text: &str) -> Pasted {
    let (lines, layout) = laid_out(text);
    assert!(layout.problems().is_empty(), "{text}");
    read_rows(&lines, &layout, &columns(), &names())
}

/// Which columns a line of headings names, and their units.
fn order(line: &[&str]) -> Vec<Option<(usize, Unit)>> {
    let layout = laid_out(&format!("{}\n", line.join("\t"))).1;
    assert_eq!((layout.headings, layout.problems()), (Some(0), Vec::new()), "{line:?}");
    layout.columns.iter().map(|under| under.column.map(|column| (column, under.unit))).collect()
}

fn row(client: &str, name: &str, fen: i64, own: bool, start: &str) -> Row {
    Row {
        cells: vec![
            Some(Value::Text(client.into())),
            Some(Value::Text(name.into())),
            Some(Value::Number(Range::exactly(fen))),
            Some(Value::Bool(own)),
            Day::parse(start).map(Value::Date),
        ],
    }
}

#[test]
fn rows_come_in_the_table_s_order_or_in_that_of_their_headings() {
    let expected =
        vec![row("甲", "云", 1_500_000_000, true, "2024-01-01"), row("乙", "网", 20_000, false, "2025-03-31")];
    for text in [
        "甲\t云\t1500万\t是\t2024-01-01\r\n\n乙\t网\t200\tno\t2025年3月31日\n",
        "开始日期\t用户\t项目名称\t应用了自主平台\tannual_value\n2024/1/1\t甲\t云\t√\t1500万\n2025.3.31\t乙\t网\t×\t200\n",
        "客户名称\t工程名称\t合同金额（万元）\t应用了自主平台？\t开始时间\n甲\t云\t1500\t√\t2024/1/1 0:00\n乙\t网\t0.02\t×\t2025-03-31 00:00:00",
        "客户名称,工程名称,合同金额（万元）,应用了自主平台,开始时间\n甲,云,\"1,500\",是,2024-01-01\n乙,网,0.02,否,2025-03-31\n",
        "1\t甲\t云\t1500万\t是\t2024-01-01\n2\t乙\t网\t200\t否\t2025-03-31",
    ] {
        let pasted = read(text);
        assert_eq!(pasted.rows, expected, "{text}");
        let numbers = usize::from(text.starts_with('1'));
        assert_eq!((pasted.unread.len(), pasted.lost.len(), pasted.missing.len()), (0, numbers, 0), "{text}");
    }
}

#[test]
fn a_heading_is_known_by_its_names_whatever_its_case_width_spaces_and_punctuation() {
    for heading in [
        "每年合同额",
        " 每年 合同额：",
        "每年合同额\u{b}",
        "ANNUAL VALUE",
        "Ａｎｎｕａｌ＿ｖａｌｕｅ",
        "「合同额」",
        "合同金额（含税）",
    ] {
        assert_eq!(order(&[heading, "项目名称"])[0], Some((2, Unit::YUAN)), "{heading}");
    }
    for heading in ["用户(客户)", "用户", "用户 （单位）", "甲方", "Customer", "客户名称（全称）"]
    {
        assert_eq!(order(&[heading, "项目名称"])[0], Some((0, Unit::YUAN)), "{heading}");
    }
    assert_eq!(order(&["工程名称", "甲方"])[0], Some((1, Unit::YUAN)));
    assert_eq!(order(&["姓名", "甲方"])[0], None, "a name of another table's column");
}

#[test]
fn a_unit_in_the_heading_is_that_of_the_amounts_below() {
    for (heading, unit) in [
        ("每年合同额（万元）", Unit::WAN),
        ("合同金额(万元)", Unit::WAN),
        ("合同金额【单位：亿元】", Unit::YI),
        ("合同金额/万元", Unit::WAN),
        ("合同额千元", Unit::THOUSAND),
        ("每年合同额（人民币千元）", Unit::THOUSAND),
        ("每年合同额（元）", Unit::YUAN),
        ("每年合同额（RMB）", Unit::YUAN),
    ] {
        assert_eq!(order(&[heading, "甲方"])[0], Some((2, unit)), "{heading}");
    }
    let pasted = read("甲方\t合同额（万元）\n甲\t14–16\n乙\t3000元\n丙\t1亿\n丁\t(0)");
    let amounts: Vec<_> = pasted.rows.iter().map(|row| row.cells[2].clone()).collect();
    let number = |low: i64, high: i64| Some(Value::Number(Range { low, high }));
    let expected = [
        number(14_000_000, 16_000_000),
        number(300_000, 300_000),
        number(10_000_000_000, 10_000_000_000),
        number(0, 0),
    ];
    assert_eq!(amounts, expected);
}

#[test]
fn a_unit_that_cannot_be_read_is_for_the_user_to_give() {
    for heading in [
        "合同额（万美元）",
        "合同额（USD）",
        "合同额（十元）",
        "合同额（百元）",
        "合同额（'000）",
        "合同额（CNY million）",
    ] {
        let (_, mut layout) = laid_out(&format!("{heading}\t项目名称\n"));
        assert_eq!(layout.problems(), [Problem::Unit { place: 0, column: 2 }], "{heading}");
        layout.set(0, Under { column: Some(2), unit: Unit::WAN, ..Under::default() });
        assert!(layout.problems().is_empty());
    }
}

#[test]
fn sums_numbers_of_rows_and_titles_are_left_out_and_named() {
    let text = "二〇二四年运维项目表\n序号\t甲方\t合同额（万元）\n1\t甲\t80\n2\t合计算法公司\t20\n\t合 计\t100\n总计：\t\t100\n";
    let pasted = read(text);
    assert_eq!(pasted.rows.len(), 2);
    let said: Vec<_> = pasted.left_out.iter().map(|(line, why, words)| (*line, *why, words.as_str())).collect();
    assert_eq!(
        said,
        [(0, LeftOut::Above, "二〇二四年运维项目表"), (4, LeftOut::Total, "合 计"), (5, LeftOut::Total, "总计：")]
    );
    assert_eq!(pasted.lost, [0]);
    assert_eq!(pasted.missing, [1, 3, 4]);
}

#[test]
fn what_the_table_has_no_column_for_is_named() {
    let pasted = read("备注\t用户\t\t空列\n急\t甲\t1\t\n\t乙\t\t");
    assert_eq!(pasted.lost, [0, 2], "an empty column is no loss");
    let pasted = read("甲\t云\t1\t是\t2024-01-01\t多出来的");
    assert_eq!((pasted.lost, pasted.missing), (vec![5], Vec::new()));
}

#[test]
fn strange_headings_are_no_row_and_are_mapped_by_hand() {
    let (lines, mut layout) = laid_out("单位\t钱数（万元）\n甲\t80\n乙\t20");
    assert_eq!((layout.headings, layout.columns.len()), (Some(0), 2));
    assert_eq!(read_rows(&lines, &layout, &columns(), &names()).lost, [0, 1]);
    layout.set(0, Under { column: Some(0), ..Under::default() });
    layout.set(1, Under { column: Some(2), unit: Unit::WAN, ..Under::default() });
    let pasted = read_rows(&lines, &layout, &columns(), &names());
    assert_eq!(pasted.rows[0].cells[2], Some(Value::Number(Range::exactly(80_000_000))));
    let without = Layout::guess(&lines, Some(false), ("t", &columns(), &labels()), &names());
    assert_eq!(read_rows(&lines, &without, &columns(), &names()).rows.len(), 3, "unless they are said to be a row");
}

#[test]
fn two_headings_of_one_column_and_one_heading_of_two_are_for_the_user_to_decide() {
    let (_, mut layout) = laid_out("合同额\t用户\t合同金额（万元）\n");
    assert_eq!(layout.problems(), [Problem::Twice { places: [0, 2], column: 2 }]);
    layout.set(0, Under::default());
    assert!(layout.problems().is_empty());
    let line = || Kind::Text(TextFormat::Line);
    let columns = ["start", "end"].map(|id| Column { id: id.into(), kind: line() });
    let labels = ["日期（开始）", "日期（结束）"].map(String::from);
    let guess =
        |text: &str| Layout::guess(&cells(text, Divider::Tab), None, ("t", &columns, &labels), &Names::default());
    assert_eq!(guess("日期").problems(), [Problem::Several { place: 0, columns: vec![0, 1] }]);
    assert!(guess("日期（结束）").problems().is_empty(), "spelt out it is one of them");
}

#[test]
fn days_as_spreadsheets_count_them_are_taken_when_the_column_is_said_to_hold_them() {
    let (lines, mut layout) = laid_out("甲方\t开始时间\n甲\t45352\n乙\t2024-03-02");
    let pasted = read_rows(&lines, &layout, &columns(), &names());
    let day = |text: &str| Day::parse(text).unwrap();
    assert_eq!(pasted.unread.iter().map(|unread| unread.fault).collect::<Vec<_>>(), [Fault::Serial(day("2024-03-01"))]);
    layout.set(1, Under { column: Some(4), serial: true, ..Under::default() });
    let pasted = read_rows(&lines, &layout, &columns(), &names());
    let days: Vec<_> = pasted.rows.iter().map(|row| row.cells[4].clone()).collect();
    assert_eq!(days, ["2024-03-01", "2024-03-02"].map(|text| Some(Value::Date(day(text)))));
}

#[test]
fn every_cell_that_cannot_be_read_is_named_and_the_others_are_read() {
    let pasted = read("甲\t云\t很多\t也许\t2024-02-30");
    let faults: Vec<(usize, Fault)> = pasted.unread.iter().map(|unread| (unread.column, unread.fault)).collect();
    assert_eq!(faults, [(2, Fault::NotMoney), (3, Fault::NotYesOrNo), (4, Fault::NoSuchDay)]);
    assert_eq!(pasted.rows[0].cells[0], Some(Value::Text("甲".into())));
}

#[test]
fn a_row_is_no_line_of_headings() {
    for text in ["甲公司\t平台", "用户\t项目名称\t80万", "用户\t2024年1月1日"] {
        assert_eq!(laid_out(text).1.headings, None, "{text}");
    }
}

//! Workbooks of which something cannot be read: each such cell is named with its sheet, place and reason, and nothing is
//! taken that is in doubt.

use crate::back::OPEN;
use crate::given::{CONTENT, book, chosen, fact, regimes, taken, today};
use crate::programs::{Folder, read_with_python};
use serde_json::json;
use ziping_base::lang::Lang;
use ziping_collect::{ChangeKind, Collected, Part, Reading, Refused, Tongue, apply, compare, read};
use ziping_rules::fact::{Range, Row, Sheet, Value};
use ziping_workbook::Unsound;

/// The bytes of a workbook after a few lines of Python.
fn changed(bytes: &[u8], lines: &str) -> Vec<u8> {
    let folder = Folder::new();
    let (from, to, order) = (folder.0.join("from.xlsx"), folder.0.join("to.xlsx"), folder.0.join("job.json"));
    std::fs::write(&from, bytes).unwrap();
    std::fs::write(&order, json!({ "from": from, "to": to, "seed": 1 }).to_string()).unwrap();
    read_with_python(&format!("{OPEN}\n{lines}\nbook.save(job['to'])\n"), &order);
    std::fs::read(to).unwrap()
}

fn blank() -> Vec<u8> {
    book(&chosen(&["om", "credit"]), &Sheet::new(), false, Tongue::One(Lang::Zh))
}

fn after(lines: &str) -> Collected {
    taken(&changed(&blank(), lines))
}

/// What could not be read: place, what it holds, and why.
fn unread(collected: &Collected) -> Vec<(String, &str, &str)> {
    collected.unread.iter().map(|one| (one.spot.to_string(), one.text.as_str(), one.why.zh.as_ref())).collect()
}

#[test]
fn each_cell_that_cannot_be_read_is_named_with_its_place_and_why() {
    let collected = after(
        r#"
put(cell('org.registered_capital', 'answer'), ['text', '几百万'])
put(cell('org.established', 'answer'), ['text', '2019年4月'])
put(cell('org.kind', 'answer'), ['text', '公司'])
put(cell('org.staff', 'answer'), ['day', '2026-03-01'])
cell('om.staff', 'answer').value = '=1/0'
cell('om.staff_college', 'answer').value = '#DIV/0!'; cell('om.staff_college', 'answer').data_type = 'e'
put(cell('record.violation', 'answer'), ['day', '2026-12-01'])
put(cell('om.standard_conformity', 'answer'), ['text', '也许'])
put(cell('contact.phone', 'answer'), ['number', '1234567890123456789'])
put(cell('finance.revenue', 'year:2025'), ['text', '1234万美元'])
put(cell('finance.revenue', 'year:2024'), ['text', '1234万'])
"#,
    );
    let found = unread(&collected);
    let about = |id: &str| {
        let of = collected.unread.iter().filter(|one| one.fact == Some(fact(id)));
        of.map(|one| (one.text.clone(), one.why.zh.to_string(), one.spot.clone()))
            .next()
            .unwrap_or_else(|| panic!("{id}"))
    };
    assert_eq!(found.len(), 10, "{found:#?}");
    for (id, text, why) in [
        ("org.registered_capital", "几百万", "不像金额"),
        ("org.established", "2019年4月", "请写到哪一日"),
        ("org.kind", "公司", "不是列表里的选项，请从列表里选：企业、事业单位"),
        ("org.staff", "2026-03-01", "变成了日期"),
        ("om.staff", "", "没有算出的结果"),
        ("om.staff_college", "", "#DIV/0!"),
        ("record.violation", "2026-12-01", "在评价基准日 2026-11-30 之后"),
        ("om.standard_conformity", "也许", "请写“是”或“否”"),
        ("contact.phone", "1234567890123460000", "只留 15 位"),
        ("finance.revenue", "1234万美元", "金额以人民币计"),
    ] {
        let (shown, said, spot) = about(id);
        assert_eq!(shown, text, "{id}");
        assert!(said.contains(why), "{id}: {said}");
        let sheet = if id == "finance.revenue" { "财务数据" } else { "问题" };
        assert_eq!(spot.sheet, sheet);
        assert!(spot.to_string().starts_with(&format!("{sheet}!")) && spot.row > 2, "{spot}");
        if id != "finance.revenue" {
            assert_eq!(collected.answers.get(fact(id)), None, "{id}");
        }
    }
    // What can be read of an answer is read.
    let amount = Range::exactly(1_234_000_000);
    assert_eq!(collected.answers.get(fact("finance.revenue")), Some(&Value::Yearly(vec![(2024, amount)])));
    assert!(!collected.is_clean());
}

#[test]
fn different_answers_to_one_question_are_told_and_none_is_taken() {
    let collected = after(
        r#"
sheet, mark = sheet_with('org.staff')
put(cell('org.staff', 'answer'), ['number', '50'])
put(cell('org.name', 'answer'), ['text', '甲'])
at, last = row(sheet, mark, 'org.staff'), sheet.max_row + 1
for key, value in (('org.staff', 60), ('org.name', '甲')):
    sheet.cell(last, mark.column).value = key
    sheet.cell(last, column(sheet, mark, 'answer')).value = value
    last += 1
put(cell('credit.main_business=training', 'answer'), ['text', '是'])
put(cell('credit.main_business=', 'answer'), ['text', '是'])
table, tmark = sheets['ziping:1:table:om.projects'][0]
put(table.cell(row(table, tmark, 'om.projects='), tmark.column + 2), ['text', '是'])
put(table.cell(row(table, tmark, '-head') + 1, tmark.column + 1), ['text', '甲公司'])
"#,
    );
    let mut found: Vec<&str> =
        collected.contradictions.iter().map(|one| CONTENT.library.catalogue.id(one.fact)).collect();
    found.sort_unstable();
    assert_eq!(found, ["credit.main_business", "om.projects", "org.staff"]);
    let staff = collected.contradictions.iter().find(|one| one.fact == fact("org.staff")).unwrap();
    assert_eq!(staff.part, Part::Whole);
    assert_eq!(staff.answers.iter().map(|(_, said)| said.zh.as_ref()).collect::<Vec<_>>(), ["50", "60"]);
    for id in ["org.staff", "credit.main_business", "om.projects"] {
        assert_eq!(collected.answers.get(fact(id)), None, "{id}");
    }
    assert_eq!(collected.answers.get(fact("org.name")), Some(&Value::Text("甲".into())), "said twice alike");
}

#[test]
fn what_is_not_known_or_was_not_asked_is_told_and_remarks_are_kept() {
    let collected = after(
        r#"
sheet, mark = sheet_with('org.staff')
sheet.cell(row(sheet, mark, 'org.staff'), mark.column).value = 'org.stuff'
put(cell('org.stuff', 'answer'), ['number', '50'])
put(cell('org.name', 'remark'), ['text', '正在更名'])
last = sheet.max_row + 2
sheet.cell(last, column(sheet, mark, 'answer')).value = '另外补充一句'
years, ymark = sheet_with('finance.revenue')
at = years.max_column + 1
years.cell(row(years, ymark, '-head'), at).value = '2022年'
years.cell(row(years, ymark, 'finance.revenue'), at).value = 100
years.cell(row(years, ymark, '-head'), at + 1).value = '合计'
years.cell(row(years, ymark, 'finance.revenue'), at + 1).value = 100
table, tmark = sheets['ziping:1:table:om.projects'][0]
head = row(table, tmark, '-head')
put(table.cell(head + 1, tmark.column + 1), ['text', '甲公司'])
put(table.cell(head + 2, tmark.column + 1), ['text', '合计'])
put(table.cell(head + 2, tmark.column + 3), ['number', '5'])
put(table.cell(head + 1, table.max_column + 1), ['text', '旁注'])
put(cell('licence', 'ready'), ['text', '是'])
put(cell('licence', 'remark'), ['text', '下周寄出'])
extra = book.create_sheet('我的笔记'); extra['B2'] = '随手记'
"#,
    );
    assert_eq!(collected.unknown.len(), 1, "{:?}", collected.unknown);
    assert_eq!((collected.unknown[0].id.as_str(), collected.unknown[0].text.as_str()), ("org.stuff", "50"));
    assert_eq!(collected.gone, [fact("org.staff")]);
    let asides: Vec<(&str, &str)> =
        collected.asides.iter().map(|one| (one.text.as_str(), one.why.zh.as_ref())).collect();
    for (text, why) in [
        ("另外补充一句", "这里没有要填的"),
        ("100", "这里没有要填的"),
        ("合计", "这一行是合计"),
        ("旁注", "这一列不是表里的"),
        ("随手记", "不是本工具做的"),
    ] {
        assert!(asides.iter().any(|(held, said)| held == &text && said.contains(why)), "{text}: {asides:#?}");
    }
    let remarks: Vec<(&str, &str)> = collected.remarks.iter().map(|one| (one.id.as_str(), one.text.as_str())).collect();
    assert_eq!(remarks, [("org.name", "正在更名"), ("licence", "下周寄出")]);
    assert!(collected.papers.iter().any(|paper| paper.id == "licence" && paper.ready));
    let years = vec![(2022, Range::exactly(10_000))];
    assert_eq!(collected.answers.get(fact("finance.revenue")), Some(&Value::Yearly(years)), "a year that was added");
    let Some(Value::Table(rows)) = collected.answers.get(fact("om.projects")) else { panic!("no rows") };
    assert_eq!(rows.len(), 1, "a total is no row");
}

#[test]
fn words_that_may_mean_either_are_not_read_where_one_says_that_there_is_none() {
    let collected = after(
        r#"
table, tmark = sheets['ziping:1:table:om.projects'][0]
put(table.cell(row(table, tmark, 'om.projects='), tmark.column + 2), ['text', '没有'])
put(cell('credit.main_business=', 'answer'), ['text', '无'])
"#,
    );
    assert_eq!(collected.unread.len(), 2, "{:?}", collected.unread);
    assert!(collected.unread.iter().all(|one| one.why.zh.contains("这里选“是”")));
    assert_eq!(collected.answers.answered().count(), 0);
}

#[test]
fn a_heading_or_unit_that_was_made_larger_is_never_read_as_yuan() {
    let collected = after(
        r#"
sheet, mark = sheet_with('org.registered_capital')
sheet.cell(row(sheet, mark, 'org.registered_capital'), column(sheet, mark, 'unit')).value = '万元'
put(cell('org.registered_capital', 'answer'), ['number', '500'])
years, ymark = sheet_with('finance.revenue')
years.cell(row(years, ymark, '-head'), column(years, ymark, 'year:2025')).value = '2025年（万元）'
put(cell('finance.revenue', 'year:2025'), ['number', '500'])
put(cell('om.revenue', 'year:2025'), ['text', '500万'])
table, tmark = sheets['ziping:1:table:om.projects'][0]
head, at = row(table, tmark, '-head'), column(table, tmark, 'cell:annual_value')
table.cell(head, at).value = '每年合同额（万元）'
put(table.cell(head + 1, tmark.column + 1), ['text', '甲公司'])
put(table.cell(head + 1, at), ['number', '80'])
"#,
    );
    assert_eq!(collected.unread.len(), 3, "{:?}", collected.unread);
    assert!(collected.unread.iter().all(|one| one.why.zh.contains("万元")), "{:?}", collected.unread);
    assert_eq!(collected.answers.get(fact("org.registered_capital")), None);
    let named = Range::exactly(500_000_000);
    assert_eq!(collected.answers.get(fact("om.revenue")), Some(&Value::Yearly(vec![(2025, named)])), "named its unit");
    let Some(Value::Table(rows)) = collected.answers.get(fact("om.projects")) else { panic!("no rows") };
    assert_eq!(rows[0].cells[2], None);
}

fn project(client: &str, yuan: i64) -> Row {
    let text = |text: &str| Some(Value::Text(text.into()));
    Row { cells: vec![text(client), text("运维"), Some(Value::Number(Range::exactly(yuan * 100))), None, None, None] }
}

#[test]
fn what_was_changed_added_and_taken_away_in_a_filled_workbook_is_told_apart() {
    let mut sheet = Sheet::new();
    sheet.put(fact("org.name"), Some(Value::Text("示例科技有限公司".into())));
    sheet.put(fact("org.staff"), Some(Value::Number(Range::exactly(50))));
    sheet.put(fact("org.address"), Some(Value::Text("北京".into())));
    sheet.put(fact("om.projects"), Some(Value::Table(vec![project("甲", 1), project("乙", 2)].into())));
    let sent = book(&chosen(&["om", "credit"]), &sheet, true, Tongue::Both);
    let bytes = changed(
        &sent,
        r#"
put(cell('org.staff', 'answer'), ['number', '60'])
cell('org.address', 'answer').value = None
put(cell('org.legal_representative', 'answer'), ['text', '张三'])
table, tmark = sheets['ziping:1:table:om.projects'][0]
head = row(table, tmark, '-head')
for at, (client, value) in enumerate((('丙', 3), ('甲', 9))):
    put(table.cell(head + 1 + at, tmark.column + 1), ['text', client])
    put(table.cell(head + 1 + at, tmark.column + 2), ['text', '运维'])
    put(table.cell(head + 1 + at, tmark.column + 3), ['number', str(value)])
"#,
    );
    // Since it was sent the organisation has moved here, and its name was corrected.
    let mut mine = sheet.clone();
    mine.put(fact("org.name"), Some(Value::Text("示例科技股份有限公司".into())));
    let collected = taken(&bytes);
    assert!(collected.is_clean());
    let changes = compare(&CONTENT.library.catalogue, &mine, &collected);
    let told: Vec<(&str, &Part, ChangeKind)> = changes
        .changes
        .iter()
        .map(|change| (CONTENT.library.catalogue.id(change.piece.fact), &change.piece.part, change.kind))
        .collect();
    use ChangeKind::{Changed, New, Removed};
    assert_eq!(
        told,
        [
            ("org.address", &Part::Whole, Removed),
            ("org.legal_representative", &Part::Whole, New),
            ("org.staff", &Part::Whole, Changed),
            ("om.projects", &Part::Cell("甲 · 运维".into(), 2), Changed),
            ("om.projects", &Part::Row("乙 · 运维".into()), Removed),
            ("om.projects", &Part::Row("丙 · 运维".into()), New),
        ]
    );
    assert_eq!(changes.newer_here.len(), 1, "the name that was corrected here stays");
    let all = apply(&mine, &changes.changes);
    assert_eq!(all.get(fact("org.name")), mine.get(fact("org.name")));
    assert_eq!(all.get(fact("org.address")), None);
    assert_eq!(all.get(fact("om.projects")), Some(&Value::Table(vec![project("甲", 9), project("丙", 3)].into())));
    let new = apply(&mine, changes.changes.iter().filter(|change| change.kind == New));
    assert_eq!(new.get(fact("org.staff")), mine.get(fact("org.staff")));
    let three = Value::Table(vec![project("甲", 1), project("乙", 2), project("丙", 3)].into());
    assert_eq!(new.get(fact("om.projects")), Some(&three));
}

fn refused(bytes: &[u8]) -> Refused {
    let reading = Reading { library: &CONTENT.library, regimes: &regimes(), as_of: today() };
    read(bytes, &reading).unwrap_err()
}

#[test]
fn other_files_and_other_versions_have_their_own_errors() {
    let ours = blank();
    let newer = changed(
        &ours,
        r"
for kind, all in sheets.items():
    for sheet, mark in all: mark.value = mark.value.replace('ziping:1:', 'ziping:2:')
about = book['ziping']
for line in about.iter_rows():
    if line[0].value == 'kit': line[1].value = '9.9.9'
",
    );
    assert_eq!(refused(&newer), Refused::OtherVersion { format: 2, kit: Some("9.9.9".into()) });
    assert!(refused(&newer).problem().zh.message.contains("9.9.9"));
    let stripped = changed(
        &ours,
        r"
del book['ziping']
for kind, all in sheets.items():
    for sheet, mark in all:
        if sheet.title in book.sheetnames: sheet.delete_cols(1)
",
    );
    assert_eq!(refused(&stripped), Refused::NotOurs);
    assert_eq!(refused(b"facts"), Refused::Unsound(Unsound::NotWorkbook));
    assert_eq!(refused(&[]), Refused::Unsound(Unsound::NotWorkbook));
    assert!(matches!(refused(&ours[..ours.len() / 2]), Refused::Unsound(Unsound::Damaged(_))));
    let mut locked = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    assert_eq!(refused(&locked), Refused::Unsound(Unsound::OldFormat));
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(&locked), Refused::Unsound(Unsound::Locked));
    // Every refusal says what to do, in both languages.
    for one in [
        Refused::Unsound(Unsound::NotWorkbook),
        Refused::Unsound(Unsound::OldFormat),
        Refused::Unsound(Unsound::Locked),
        Refused::Unsound(Unsound::TooLarge),
        Refused::NotOurs,
    ] {
        let problem = one.problem();
        assert!(problem.help.is_some_and(|help| !help.is_empty()));
        assert!(problem.zh.help.is_some_and(|help| !help.is_empty()));
    }
}

#[test]
fn a_workbook_that_lost_its_hidden_sheet_is_still_read() {
    let mut sheet = Sheet::new();
    sheet.put(fact("org.staff"), Some(Value::Number(Range::exactly(50))));
    let bytes = changed(&book(&chosen(&["om", "credit"]), &sheet, true, Tongue::Both), "del book['ziping']");
    let collected = taken(&bytes);
    assert_eq!(collected.sent, None);
    assert_eq!(collected.answers.get(fact("org.staff")), sheet.get(fact("org.staff")));
    let changes = compare(&CONTENT.library.catalogue, &Sheet::new(), &collected);
    assert_eq!(changes.changes.iter().map(|change| change.kind).collect::<Vec<_>>(), [ChangeKind::New]);
}

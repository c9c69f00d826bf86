//! The line of headings above pasted rows: which column each names, however it is spelt, and in which unit its amounts are.

use super::paste::{Problem, is_data};
use ziping_core::fact::{Column, Kind};

/// A pasted column: which column of the table it is, and the unit of its amounts (`万`), if its heading names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Under {
    pub(super) column: usize,
    pub(super) unit: &'static str,
}

/// What a line of headings says of each pasted column; `None`: the table has no such column.
pub(super) type Order = Vec<Option<Under>>;

/// Reads a first line as headings. `None`: it is a row, for none of its cells names a column, or one holds a number or a day.
pub(super) fn read_headings(
    line: &[String],
    columns: &[Column],
    labels: &[String],
) -> Option<Result<Order, Vec<Problem>>> {
    let spelt: Vec<[Spelt; 2]> =
        columns.iter().zip(labels).map(|(column, label)| [Spelt::of(label), Spelt::of(&column.id)]).collect();
    let fitting: Vec<Vec<usize>> = line.iter().map(|cell| fitting(&Spelt::of(cell), &spelt, columns)).collect();
    if fitting.iter().all(Vec::is_empty) || line.iter().any(|cell| is_data(cell)) {
        return None;
    }
    let mut problems = Vec::new();
    let mut order: Order = Vec::new();
    for (heading, fits) in line.iter().zip(&fitting) {
        let heading = heading.trim();
        let under = match fits.as_slice() {
            [] => None,
            [column] => {
                let earlier =
                    order.iter().position(|known| known.as_ref().is_some_and(|known| known.column == *column));
                if let Some(first) = earlier.and_then(|earlier| line.get(earlier)) {
                    let (first, second) = (first.trim().to_owned(), heading.to_owned());
                    problems.push(Problem::Twice { first, second, column: *column });
                }
                let unit = match (spelt.get(*column), columns.get(*column)) {
                    (Some([label, _]), Some(column)) => unit_of(&Spelt::of(heading), label, &column.kind),
                    _ => None,
                };
                if unit.is_none() {
                    problems.push(Problem::Unit { heading: heading.to_owned(), column: *column });
                }
                Some(Under { column: *column, unit: unit.unwrap_or_default() })
            }
            several => {
                problems.push(Problem::Several { heading: heading.to_owned(), columns: several.to_vec() });
                None
            }
        };
        order.push(under);
    }
    Some(if problems.is_empty() { Ok(order) } else { Err(problems) })
}

/// The columns that a heading may name: those spelt alike, else those alike but for what stands in brackets, else those
/// alike but for a unit behind.
fn fitting(heading: &Spelt, spelt: &[[Spelt; 2]], columns: &[Column]) -> Vec<usize> {
    let like = |same: &dyn Fn(&Spelt, &Column) -> bool| -> Vec<usize> {
        let known = spelt.iter().zip(columns).enumerate();
        known
            .filter(|(_, (names, column))| names.iter().any(|name| same(name, column)))
            .map(|(place, _)| place)
            .collect()
    };
    if heading.whole.is_empty() {
        return Vec::new();
    }
    let alike = like(&|name, _| name.whole == heading.whole);
    if !alike.is_empty() {
        return alike;
    }
    let alike = like(&|name, _| !heading.outside.is_empty() && name.outside == heading.outside);
    if !alike.is_empty() {
        return alike;
    }
    let is_amount = |column: &Column| matches!(column.kind, Kind::Money { .. } | Kind::Yearly { .. });
    UNITS
        .iter()
        .filter_map(|(unit, _)| heading.outside.strip_suffix(unit))
        .map(|rest| like(&|name, column| is_amount(column) && !rest.is_empty() && name.outside == rest))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Units of amounts, and how they are typed behind a number; the longer ones first.
const UNITS: [(&str, &str); 13] = [
    ("千万元", "千万"),
    ("百万元", "百万"),
    ("万元", "万"),
    ("亿元", "亿"),
    ("千元", "千"),
    ("千万", "千万"),
    ("百万", "百万"),
    ("yuan", ""),
    ("cny", ""),
    ("rmb", ""),
    ("万", "万"),
    ("亿", "亿"),
    ("元", ""),
];

/// What makes a unit larger.
const SCALES: [char; 5] = ['十', '百', '千', '万', '亿'];

/// The unit that a heading gives to amounts. `None`: it names one that cannot be read; a number under it would be a wrong
/// amount.
fn unit_of(heading: &Spelt, label: &Spelt, kind: &Kind) -> Option<&'static str> {
    let (said, known) = (heading.inside.as_str(), heading.inside == label.inside);
    let scaled = said.contains(SCALES);
    match kind {
        Kind::Money { .. } | Kind::Yearly { .. } => {}
        Kind::Count | Kind::Score { .. } if scaled && !known => return None,
        _ => return Some(""),
    }
    let named = |said: &str| {
        // `百元`, `十万元` end like a unit and are none of these.
        let behind = |unit: &str| said.strip_suffix(unit).is_some_and(|rest| !rest.contains(SCALES));
        UNITS.iter().find(|(unit, _)| behind(unit)).map(|(_, typed)| *typed)
    };
    if said.is_empty() {
        let behind = if heading.outside == label.outside { None } else { named(&heading.outside) };
        return Some(behind.unwrap_or_default());
    }
    let foreign = ["美", "港", "欧", "日", "英", "usd", "eur", "hkd", "jpy", "gbp", "$", "€"];
    if foreign.iter().any(|currency| said.contains(currency)) {
        return None;
    }
    // `单位：万元`, `人民币万元`; what is no unit, such as `含税`, says nothing of the amounts.
    let is_unit = scaled
        || said.contains(|c: char| c == '元' || c.is_ascii_digit())
        || ["million", "thousand", "billion"].iter().any(|word| said.contains(word))
        || matches!(said, "k" | "m" | "w" | "mn" | "bn");
    named(said).or((known || !is_unit).then_some(""))
}

/// A heading without what people spell differently: case, width, spaces, punctuation, and what stands in brackets apart.
#[derive(Debug, Default)]
struct Spelt {
    whole: String,
    outside: String,
    inside: String,
}

impl Spelt {
    fn of(text: &str) -> Self {
        let (mut spelt, mut depth) = (Self::default(), 0_u32);
        for c in text.chars().map(narrow) {
            match c {
                '(' | '[' | '{' | '【' | '〔' | '〈' | '《' => depth += 1,
                ')' | ']' | '}' | '】' | '〕' | '〉' | '》' => depth = depth.saturating_sub(1),
                c if is_beside(c) => {}
                c => {
                    spelt.whole.push(c);
                    if depth == 0 { &mut spelt.outside } else { &mut spelt.inside }.push(c);
                }
            }
        }
        spelt
    }
}

/// In half width and small letters.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
    .to_ascii_lowercase()
}

/// Spaces and punctuation, of both scripts. Signs of currencies say something.
fn is_beside(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{b7}' | '\u{feff}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}')
        || c.is_ascii_whitespace()
        || c.is_ascii_punctuation() && c != '$'
}

#[cfg(test)]
mod tests {
    use super::*;
    use ziping_core::fact::TextFormat;

    fn columns() -> (Vec<Column>, Vec<String>) {
        let line = || Kind::Text(TextFormat::Line);
        [
            ("client", "用户（客户）", line()),
            ("name", "项目名称", line()),
            ("annual_value", "合同金额", Kind::Money { signed: false }),
            ("own_platform", "应用了自主平台（产品、工具）", Kind::Bool),
            ("people", "人数", Kind::Count),
        ]
        .map(|(id, label, kind)| (Column { id: id.into(), kind }, label.to_owned()))
        .into_iter()
        .unzip()
    }

    fn read(line: &[&str]) -> Option<Result<Order, Vec<Problem>>> {
        let (columns, labels) = columns();
        read_headings(&line.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>(), &columns, &labels)
    }

    /// The places and units of headings that are all read.
    fn order(line: &[&str]) -> Vec<Option<(usize, &'static str)>> {
        let order = read(line).unwrap().unwrap();
        order.into_iter().map(|under| under.map(|under| (under.column, under.unit))).collect()
    }

    #[test]
    fn a_heading_is_known_by_its_name_whatever_its_case_width_spaces_and_punctuation() {
        for heading in
            ["合同金额", " 合同 金额：", "合同金额\n", "ANNUAL VALUE", "Ａｎｎｕａｌ＿ｖａｌｕｅ", "「合同金额」"]
        {
            assert_eq!(order(&[heading]), [Some((2, ""))], "{heading}");
        }
        for heading in ["用户(客户)", "用户（客户）", "用户", "用户 （单位）", "[用户]客户"] {
            assert_eq!(order(&[heading, "项目名称"])[1], Some((1, "")), "{heading}");
        }
        assert_eq!(order(&["应用了自主平台(产品/工具)"]), [Some((3, ""))]);
        assert_eq!(order(&["应用了自主平台"]), [Some((3, ""))]);
    }

    #[test]
    fn a_unit_in_the_heading_is_that_of_the_amounts_below() {
        for (heading, unit) in [
            ("合同金额（万元）", "万"),
            ("合同金额(万元)", "万"),
            ("合同金额【单位：亿元】", "亿"),
            ("合同金额/万元", "万"),
            ("合同金额（人民币千元）", "千"),
            ("合同金额（元）", ""),
            ("合同金额（RMB）", ""),
            ("合同金额（含税）", ""),
        ] {
            assert_eq!(order(&[heading]), [Some((2, unit))], "{heading}");
        }
    }

    #[test]
    fn a_unit_that_cannot_be_read_is_refused_rather_than_left_out() {
        for heading in [
            "合同金额（万美元）",
            "合同金额（USD）",
            "合同金额（十元）",
            "合同金额（百元）",
            "合同金额（'000）",
            "合同金额（CNY million）",
            "人数（万人）",
        ] {
            match read(&[heading, "项目名称"]).unwrap().unwrap_err().as_slice() {
                [Problem::Unit { heading: named, .. }] if named == heading => {}
                other => panic!("{heading}: {other:?}"),
            }
        }
    }

    #[test]
    fn columns_come_in_any_order_and_those_that_the_table_has_not_are_told_apart() {
        assert_eq!(order(&["序号", "项目名称", "备注", "用户"]), [None, Some((1, "")), None, Some((0, ""))]);
    }

    #[test]
    fn two_headings_of_one_column_and_one_heading_of_two_are_refused() {
        let twice = read(&["合同金额", "用户", "合同金额（万元）"]).unwrap().unwrap_err();
        assert_eq!(twice, [Problem::Twice { first: "合同金额".into(), second: "合同金额（万元）".into(), column: 2 }]);
        let line = || Kind::Text(TextFormat::Line);
        let columns = ["start", "end"].map(|id| Column { id: id.into(), kind: line() });
        let labels = ["日期（开始）", "日期（结束）"].map(String::from);
        let both = read_headings(&["日期".into()], &columns, &labels).unwrap().unwrap_err();
        assert_eq!(both, [Problem::Several { heading: "日期".into(), columns: vec![0, 1] }]);
        assert!(
            read_headings(&["日期（结束）".into()], &columns, &labels).unwrap().is_ok(),
            "spelt out it is one of them"
        );
    }

    #[test]
    fn a_row_is_no_line_of_headings() {
        assert!(read(&["甲公司", "平台"]).is_none());
        assert!(read(&["用户", "项目名称", "80万"]).is_none(), "a client of that name");
        assert!(read(&["用户", "2024年1月1日"]).is_none());
        assert!(read(&["", ""]).is_none());
    }
}

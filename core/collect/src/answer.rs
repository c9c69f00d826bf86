//! One answer in one cell: how it is written, in which words it can be chosen, and how it is read back. What people type
//! is read by the one reader that the page and pasted rows use (`fact::typed`).

use crate::cells::Held;
use crate::tongue::{Regime, Tongue, fact_label};
use ziping_base::calendar::Day;
use ziping_base::diag::Said;
use ziping_base::say;
use ziping_rules::fact::typed::{
    Fault, Unit, read_cell, read_number, read_occurrence, read_one_of, read_serial, several_lines,
};
use ziping_rules::fact::{Kind, Occurrence, Range, Row, Value, format_fixed};

/// The longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// What is put into a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Put {
    /// Words.
    Text(String),
    /// A number, as a plain decimal of at most 15 digits.
    Number(String),
    /// A day that spreadsheets know.
    Day(Day),
}

/// What can be chosen, with the answer that it is.
pub(crate) fn choices(kind: &Kind, fact: &str, regimes: &[Regime<'_>]) -> Vec<(Said, Value)> {
    match kind {
        Kind::Bool => vec![(yes(), Value::Bool(true)), (no(), Value::Bool(false))],
        Kind::Occurrence => vec![
            (say!("never", "从未"), Value::Occurrence(Occurrence::Never)),
            (say!("yes, day unknown", "有，日期不详"), Value::Occurrence(Occurrence::DayUnknown)),
            (say!("ongoing", "正在持续"), Value::Occurrence(Occurrence::Ongoing)),
        ],
        Kind::Choice { options, .. } => {
            let named = |(place, option): (usize, &String)| {
                let place = u8::try_from(place).ok()?;
                Some((fact_label(regimes, fact, option), Value::Choice(place)))
            };
            options.iter().enumerate().filter_map(named).collect()
        }
        Kind::Count
        | Kind::Money { .. }
        | Kind::Yearly { .. }
        | Kind::Date
        | Kind::Several { .. }
        | Kind::Score { .. }
        | Kind::Text(_)
        | Kind::Table { .. } => Vec::new(),
    }
}

/// Yes, as it is chosen.
pub(crate) fn yes() -> Said {
    say!("Yes", "是")
}

/// No, as it is chosen.
pub(crate) fn no() -> Said {
    say!("No", "否")
}

/// How an answer of one cell is put there; `None` where no cell can hold it.
pub(crate) fn put(kind: &Kind, value: &Value, fact: &str, regimes: &[Regime<'_>], tongue: Tongue) -> Option<Put> {
    let chosen = || {
        let choices = choices(kind, fact, regimes);
        choices.into_iter().find(|(_, answer)| answer == value).map(|(said, _)| Put::Text(tongue.line(&said)))
    };
    match value {
        Value::Bool(_) | Value::Choice(_) => chosen(),
        Value::Number(range) => Some(number(*range, kind.places())),
        Value::Date(day) => Some(of_day(*day)),
        Value::Occurrence(Occurrence::On(day)) => Some(of_day(*day)),
        Value::Occurrence(_) => chosen(),
        Value::Text(text) => {
            (text.encode_utf16().count() <= LONGEST && !text.trim().is_empty()).then(|| Put::Text(text.clone()))
        }
        Value::Several(_) | Value::Yearly(_) | Value::Table(_) => None,
    }
}

/// Spreadsheets keep 15 digits of a number; a longer one, or a range, is put as words, which the reader knows.
fn number(range: Range, places: u32) -> Put {
    let one = |units: i64| format_fixed(units, places);
    let is_short = range.low.unsigned_abs() < 1_000_000_000_000_000;
    match (range.is_exact(), is_short) {
        (true, true) => Put::Number(one(range.low)),
        (true, false) => Put::Text(one(range.low)),
        (false, _) => Put::Text(format!("{}–{}", one(range.low), one(range.high))),
    }
}

/// Spreadsheets know days from 1900 on, and count wrongly before March.
fn of_day(day: Day) -> Put {
    if Day::new(1900, 3, 1).is_some_and(|first| day >= first) { Put::Day(day) } else { Put::Text(day.to_string()) }
}

/// What stands in the way of reading a cell.
fn fault(fault: Fault) -> Said {
    fault.say()
}

/// Reads a cell of a kind; nothing in it is no answer.
///
/// # Errors
/// Why it is no answer.
pub(crate) fn read(
    kind: &Kind,
    held: Option<&Held>,
    fact: &str,
    regimes: &[Regime<'_>],
    as_of: Day,
) -> Result<Option<Value>, Said> {
    let Some(held) = held else { return Ok(None) };
    if let Held::Broken(why) = held {
        return Err(why.clone());
    }
    let read = match kind {
        Kind::Bool => match held {
            Held::Truth(truth) => Ok(Some(Value::Bool(*truth))),
            _ => words(held, &yes_or_no()).and_then(|text| chosen(kind, fact, regimes, &text, true)),
        },
        Kind::Choice { .. } => words(held, &of_list()).and_then(|text| chosen(kind, fact, regimes, &text, false)),
        Kind::Occurrence => match held {
            Held::Day(day) => Ok(Some(Value::Occurrence(Occurrence::On(*day)))),
            Held::Number(text) if read_serial(text).is_some() => {
                Ok(read_serial(text).map(|day| Value::Occurrence(Occurrence::On(day))))
            }
            _ => words(held, &a_day()).and_then(|text| occurrence(fact, regimes, &text)),
        },
        Kind::Date => match held {
            Held::Day(day) => Ok(Some(Value::Date(*day))),
            // A number in a cell for days is a day whose format got lost.
            Held::Number(text) if read_serial(text).is_some() => Ok(read_serial(text).map(Value::Date)),
            _ => words(held, &a_day()).and_then(|text| read_cell(kind, Unit::YUAN, &text).map_err(fault)),
        },
        Kind::Count | Kind::Money { .. } | Kind::Score { .. } => {
            words(held, &a_number()).and_then(|text| read_cell(kind, Unit::YUAN, &text).map_err(fault))
        }
        Kind::Yearly { .. } => {
            words(held, &a_number()).and_then(|text| Ok(read_number(kind, &text).map_err(fault)?.map(Value::Number)))
        }
        Kind::Text(_) => text(held).and_then(|text| read_cell(kind, Unit::YUAN, &text).map_err(fault)),
        Kind::Several { .. } | Kind::Table { .. } => Err(say!("one cell cannot hold it", "一个单元格放不下")),
    }?;
    match read {
        Some(Value::Occurrence(Occurrence::On(day)) | Value::Date(day))
            if !(Day::EARLIEST..=Day::LATEST).contains(&day) =>
        {
            Err(fault(Fault::YearOutside))
        }
        Some(Value::Occurrence(Occurrence::On(day))) if day > as_of => Err(say!(
            "{day} is after {as_of}, the day of the assessment; correct the day",
            "{day} 在评价基准日 {as_of} 之后，请改正日期"
        )),
        read => Ok(read),
    }
}

fn yes_or_no() -> Said {
    say!("yes or no", "“是”或“否”")
}

fn of_list() -> Said {
    say!("one of the list", "列表里的选项")
}

fn a_day() -> Said {
    say!("a day", "日期")
}

fn a_number() -> Said {
    say!("a number", "数")
}

/// The words of a cell for something that is not written as words; a day or a truth value is none.
fn words(held: &Held, wanted: &Said) -> Result<String, Said> {
    match held {
        Held::Text(text) | Held::Number(text) => Ok(text.clone()),
        Held::Day(_) | Held::Truth(_) | Held::Broken(_) => Err(instead(held, wanted)),
    }
}

fn instead(held: &Held, wanted: &Said) -> Said {
    let Said { en, zh } = wanted;
    match held {
        Held::Day(day) => say!(
            "the spreadsheet has made a day of it ({day}); write {en} into a cell of the format “text”",
            "表格软件把它变成了日期（{day}）；请把单元格格式改为“文本”，再填{zh}"
        ),
        held => say!("it holds {shown}; write {en}", "这里是 {shown}，请填{zh}", shown = held.shown()),
    }
}

/// The words of a cell for a text.
fn text(held: &Held) -> Result<String, Said> {
    match held {
        Held::Text(text) => Ok(text.clone()),
        // A telephone number; of a longer one the last digits are gone.
        Held::Number(number) if number.bytes().filter(u8::is_ascii_digit).count() <= 15 => Ok(number.clone()),
        Held::Number(_) => Err(say!(
            "the spreadsheet keeps only 15 digits of a number; write it into a cell of the format “text”",
            "表格软件的数只留 15 位，后面的已经丢了；请把单元格格式改为“文本”，再填一次"
        )),
        Held::Day(_) | Held::Truth(_) | Held::Broken(_) => Err(instead(held, &say!("words", "文字"))),
    }
}

/// One of the choices, by its name in either language or in both, or by its id.
fn chosen(kind: &Kind, fact: &str, regimes: &[Regime<'_>], text: &str, simple: bool) -> Result<Option<Value>, Said> {
    let choices = choices(kind, fact, regimes);
    let ids: &[String] = match kind {
        Kind::Choice { options, .. } => options,
        _ => &[],
    };
    let both: Vec<String> = choices.iter().map(|(said, _)| Tongue::Both.line(said)).collect();
    let mut named: Vec<(&str, usize)> = Vec::new();
    for (place, ((said, _), both)) in choices.iter().zip(&both).enumerate() {
        named.extend([(&*said.zh, place), (&*said.en, place), (both.as_str(), place)]);
    }
    // An id that is another option's name would be read as that.
    for (place, id) in ids.iter().enumerate() {
        if !named.iter().any(|(name, _)| name == id) {
            named.push((id, place));
        }
    }
    match read_one_of(&named, text) {
        Ok(place) => Ok(place.and_then(|place| choices.get(place)).map(|(_, answer)| answer.clone())),
        Err(_) if simple => read_cell(kind, Unit::YUAN, text).map_err(fault),
        Err(problem) => {
            let Said { en, zh } = problem.say();
            let known = |pick: fn(&Said) -> &str| {
                let all: Vec<&str> = choices.iter().map(|(said, _)| pick(said)).take(12).collect();
                if choices.len() > all.len() { [all.as_slice(), &["…"]].concat() } else { all }
            };
            let (in_english, in_chinese) = (known(|said| &said.en).join(", "), known(|said| &said.zh).join("、"));
            Err(say!("{en}: {in_english}", "{zh}：{in_chinese}"))
        }
    }
}

fn occurrence(fact: &str, regimes: &[Regime<'_>], text: &str) -> Result<Option<Value>, Said> {
    if let Ok(found) = chosen(&Kind::Occurrence, fact, regimes, text, false) {
        return Ok(found);
    }
    Ok(read_occurrence(text).map_err(fault)?.map(Value::Occurrence))
}

/// An answer as the reader of cells gives it back, for comparing: what it takes away nobody ever saw. `None` where
/// nothing is left.
pub(crate) fn settled(value: &Value) -> Option<Value> {
    match value {
        Value::Text(text) => {
            let text = several_lines(text.trim());
            (!text.is_empty()).then_some(Value::Text(text))
        }
        Value::Table(rows) => {
            let row = |row: &Row| Row { cells: row.cells.iter().map(|cell| settled(cell.as_ref()?)).collect() };
            Some(Value::Table(rows.iter().map(row).filter(|row| !row.says_nothing()).collect()))
        }
        other => Some(other.clone()),
    }
}

/// An answer in words, for lists of what changes.
pub(crate) fn shown(kind: &Kind, value: &Value, fact: &str, regimes: &[Regime<'_>]) -> Said {
    let same = |text: String| Said::english(text);
    match value {
        Value::Bool(true) => yes(),
        Value::Bool(false) => no(),
        Value::Number(range) => same(amount(*range, kind)),
        Value::Date(day) | Value::Occurrence(Occurrence::On(day)) => same(day.to_string()),
        Value::Occurrence(_) | Value::Choice(_) => choices(kind, fact, regimes)
            .into_iter()
            .find(|(_, answer)| answer == value)
            .map_or_else(|| same(String::new()), |(said, _)| said),
        Value::Several(set) => {
            let Kind::Several { options } = kind else { return same(String::new()) };
            let chosen = options.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1);
            let labels: Vec<Said> = chosen.map(|(_, option)| fact_label(regimes, fact, option)).collect();
            if labels.is_empty() {
                return say!("none of them", "以上都没有");
            }
            let join = |pick: fn(&Said) -> &str, comma| labels.iter().map(pick).collect::<Vec<_>>().join(comma);
            Said::new(join(|said| &said.en, ", "), join(|said| &said.zh, "、"))
        }
        Value::Yearly(years) => {
            let one = |(year, money): &(i32, Range)| (*year, amount(*money, kind));
            let all: Vec<(i32, String)> = years.iter().map(one).collect();
            let join = |between, comma| {
                all.iter().map(|(year, money)| format!("{year}{between}{money}")).collect::<Vec<_>>().join(comma)
            };
            Said::new(join(": ", ", "), join("年 ", "，"))
        }
        Value::Table(rows) => say!("{n} rows", "{n} 行", n = rows.len()),
        Value::Text(text) => same(text.clone()),
    }
}

/// A number with its digits in groups of three.
fn amount(range: Range, kind: &Kind) -> String {
    let grouped = |units: i64| {
        let plain = format_fixed(units, kind.places());
        let (sign, rest) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
        let (whole, part) = rest.split_once('.').map_or((rest, ""), |(whole, part)| (whole, part));
        let mut text = String::from(sign);
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        if part.is_empty() { text } else { format!("{text}.{part}") }
    };
    if range.is_exact() { grouped(range.low) } else { format!("{}–{}", grouped(range.low), grouped(range.high)) }
}

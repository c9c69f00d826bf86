//! One answer in one cell: how it is written, in which words it can be chosen, and how it is read back. What people type
//! is read by the one reader that the page and pasted rows use (`fact::typed`).

use crate::cells::Held;
use crate::tongue::{Regime, Tongue, both, fact_label};
use crate::words;
use crate::words::reading::{cells, wanted};
use ziping_base::calendar::Day;
use ziping_base::diag::Said;
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
            (both(words::answers::choices::never), Value::Occurrence(Occurrence::Never)),
            (both(words::answers::choices::day_unknown), Value::Occurrence(Occurrence::DayUnknown)),
            (both(words::answers::choices::ongoing), Value::Occurrence(Occurrence::Ongoing)),
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
    both(words::answers::choices::yes)
}

/// No, as it is chosen.
pub(crate) fn no() -> Said {
    both(words::answers::choices::no)
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
            _ => words(held, &both(wanted::yes_or_no)).and_then(|text| chosen(kind, fact, regimes, &text, true)),
        },
        Kind::Choice { .. } => {
            words(held, &both(wanted::choice)).and_then(|text| chosen(kind, fact, regimes, &text, false))
        }
        Kind::Occurrence => match held {
            Held::Day(day) => Ok(Some(Value::Occurrence(Occurrence::On(*day)))),
            Held::Number(text) if read_serial(text).is_some() => {
                Ok(read_serial(text).map(|day| Value::Occurrence(Occurrence::On(day))))
            }
            _ => words(held, &both(wanted::day)).and_then(|text| occurrence(fact, regimes, &text)),
        },
        Kind::Date => match held {
            Held::Day(day) => Ok(Some(Value::Date(*day))),
            // A number in a cell for days is a day whose format got lost.
            Held::Number(text) if read_serial(text).is_some() => Ok(read_serial(text).map(Value::Date)),
            _ => words(held, &both(wanted::day)).and_then(|text| read_cell(kind, Unit::YUAN, &text).map_err(fault)),
        },
        Kind::Count | Kind::Money { .. } | Kind::Score { .. } => {
            words(held, &both(wanted::number)).and_then(|text| read_cell(kind, Unit::YUAN, &text).map_err(fault))
        }
        Kind::Yearly { .. } => words(held, &both(wanted::number))
            .and_then(|text| Ok(read_number(kind, &text).map_err(fault)?.map(Value::Number))),
        Kind::Text(_) => text(held).and_then(|text| read_cell(kind, Unit::YUAN, &text).map_err(fault)),
        Kind::Several { .. } | Kind::Table { .. } => Err(both(cells::too_much)),
    }?;
    match read {
        Some(Value::Occurrence(Occurrence::On(day)) | Value::Date(day))
            if !(Day::EARLIEST..=Day::LATEST).contains(&day) =>
        {
            Err(fault(Fault::YearOutside))
        }
        Some(Value::Occurrence(Occurrence::On(day))) if day > as_of => {
            Err(both(|lang| cells::Later { lang, day, as_of }.to_string()))
        }
        read => Ok(read),
    }
}

/// The words of a cell for something that is not written as words; a day or a truth value is none.
fn words(held: &Held, wanted: &Said) -> Result<String, Said> {
    match held {
        Held::Text(text) | Held::Number(text) => Ok(text.clone()),
        Held::Day(_) | Held::Truth(_) | Held::Broken(_) => Err(instead(held, wanted)),
    }
}

fn instead(held: &Held, wanted: &Said) -> Said {
    both(|lang| {
        let wanted = lang.pick(&wanted.zh, &wanted.en);
        match held {
            Held::Day(day) => cells::MadeADay { lang, day, wanted }.to_string(),
            held => cells::SomethingElse { lang, shown: held.shown(), wanted }.to_string(),
        }
    })
}

/// The words of a cell for a text.
fn text(held: &Held) -> Result<String, Said> {
    match held {
        Held::Text(text) => Ok(text.clone()),
        // A telephone number; of a longer one the last digits are gone.
        Held::Number(number) if number.bytes().filter(u8::is_ascii_digit).count() <= 15 => Ok(number.clone()),
        Held::Number(_) => Err(both(cells::digits_lost)),
        Held::Day(_) | Held::Truth(_) | Held::Broken(_) => Err(instead(held, &both(wanted::words))),
    }
}

/// One of the choices, by its name in either language or in both, or by its id.
fn chosen(kind: &Kind, fact: &str, regimes: &[Regime<'_>], text: &str, simple: bool) -> Result<Option<Value>, Said> {
    let choices = choices(kind, fact, regimes);
    let ids: &[String] = match kind {
        Kind::Choice { options, .. } => options,
        _ => &[],
    };
    let doubled: Vec<String> = choices.iter().map(|(said, _)| Tongue::Both.line(said)).collect();
    let mut named: Vec<(&str, usize)> = Vec::new();
    for (place, ((said, _), doubled)) in choices.iter().zip(&doubled).enumerate() {
        named.extend([(&*said.zh, place), (&*said.en, place), (doubled.as_str(), place)]);
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
            let problem = problem.say();
            Err(both(|lang| {
                let problem = lang.pick(&problem.zh, &problem.en);
                let mut known: Vec<&str> =
                    choices.iter().map(|(said, _)| lang.pick(&said.zh, &said.en)).take(12).collect();
                if choices.len() > known.len() {
                    known.push("…");
                }
                cells::KnownChoices { lang, problem, choices: known.join(lang.pick("、", ", ")) }.to_string()
            }))
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
                return both(words::answers::shown::none);
            }
            let join = |pick: fn(&Said) -> &str, comma| labels.iter().map(pick).collect::<Vec<_>>().join(comma);
            Said::new(join(|said| &said.en, ", "), join(|said| &said.zh, "、"))
        }
        Value::Yearly(years) => both(|lang| {
            let one = |(year, money): &(i32, Range)| {
                words::answers::shown::InYear { lang, year, amount: amount(*money, kind) }.to_string()
            };
            years.iter().map(one).collect::<Vec<_>>().join(lang.pick("，", ", "))
        }),
        Value::Table(rows) => both(|lang| words::answers::shown::rows(lang, rows.len())),
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

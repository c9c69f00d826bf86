//! A value of a kind, read from a node.

use super::refused::Refused;
use crate::calendar::Day;
use crate::diag::nearest;
use crate::fact::number::parse_fixed;
use crate::fact::{Column, Kind, Occurrence, Range, Row, Value};
use crate::node::{Node, Value as Raw};

/// Reads one answer of a kind.
///
/// # Errors
/// Why it is refused: the wrong kind of value, a day that does not exist, a number out of range or too fine, an
/// option that is not one.
pub fn read_value(kind: &Kind, node: &Node) -> Result<Value, Refused> {
    let refuse = |wanted: &str, help: &str| {
        Refused::new("wrong-kind", format!("takes {wanted}, this is {}", node.value.kind()), help).within(node)
    };
    match kind {
        Kind::Bool => match node.value {
            Raw::Bool(truth) => Ok(Value::Bool(truth)),
            Raw::Null | Raw::Number(_) | Raw::Text(_) | Raw::List(_) | Raw::Table(_) => Err(refuse(
                "true or false",
                "write true or false without quotes; leave the fact out if it is not known",
            )),
        },
        Kind::Count => match &node.value {
            Raw::Number(text) => Ok(Value::Number(Range::exactly(number(text, kind, node)?))),
            Raw::Table(_) => range(kind, node),
            Raw::Null | Raw::Bool(_) | Raw::Text(_) | Raw::List(_) => {
                Err(refuse("a whole number", "write the number without quotes, such as 50"))
            }
        },
        Kind::Money { .. } | Kind::Score { .. } => match &node.value {
            Raw::Text(text) => Ok(Value::Number(Range::exactly(number(text, kind, node)?))),
            Raw::Table(_) => range(kind, node),
            Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::List(_) => Err(refuse(
                "a decimal in quotes",
                "write it as a text such as \"12000000\" or \"11.5\", or as a range {\"low\": \"20\", \"high\": \"24\"}",
            )),
        },
        Kind::Yearly { .. } => yearly(kind, node),
        Kind::Date => node
            .text()
            .ok_or_else(|| refuse("a date in quotes", "write it as \"2026-11-21\""))
            .and_then(|text| day(text, node))
            .map(Value::Date),
        Kind::Occurrence => {
            let text = node.text().ok_or_else(|| {
                refuse("\"never\", a date, \"day_unknown\" or \"ongoing\"", "write it in quotes, such as \"never\"")
            })?;
            Ok(Value::Occurrence(match text {
                "never" => Occurrence::Never,
                "ongoing" => Occurrence::Ongoing,
                "day_unknown" => Occurrence::DayUnknown,
                other => Occurrence::On(day(other, node).map_err(|mut refused| {
                    refused.help =
                        "write \"never\", a day that exists as \"2026-03-01\", \"day_unknown\" or \"ongoing\"".into();
                    refused
                })?),
            }))
        }
        Kind::Choice { options, .. } => {
            let text = node.text().ok_or_else(|| refuse("one of its options in quotes", &one_of(options)))?;
            option(options, text, node).map(Value::Choice)
        }
        Kind::Several { options } => {
            let items = node.list().ok_or_else(|| refuse("a list of options", "write [] for none of them"))?;
            let mut set = 0_u64;
            for item in items {
                let text = item.text().ok_or_else(|| {
                    Refused::new(
                        "wrong-kind",
                        format!("takes options in quotes, this is {}", item.value.kind()),
                        one_of(options),
                    )
                    .within(item)
                })?;
                set |= 1_u64.checked_shl(u32::from(option(options, text, item)?)).unwrap_or(0);
            }
            Ok(Value::Several(set))
        }
        Kind::Text(_) => match node.text() {
            Some(text) if text.chars().count() <= 20_000 => Ok(Value::Text(text.to_owned())),
            Some(_) => Err(Refused::new("too-long", "a text may have 20,000 characters", "shorten it").within(node)),
            None => Err(refuse("a text", "write it in quotes")),
        },
        Kind::Table { columns } => {
            let rows = node.list().ok_or_else(|| refuse("a list of rows", "write [] for no rows"))?;
            if rows.len() > MAX_ROWS {
                return Err(
                    Refused::new("too-long", format!("a table may have {MAX_ROWS} rows"), "split it").within(node)
                );
            }
            rows.iter().map(|node| row(columns, node)).collect::<Result<_, _>>().map(Value::Table)
        }
    }
}

pub(super) fn one_of(options: &[String]) -> String {
    format!("one of: {}", options.join(", "))
}

pub(super) fn option(options: &[String], text: &str, node: &Node) -> Result<u8, Refused> {
    options.iter().position(|known| known == text).and_then(|i| u8::try_from(i).ok()).ok_or_else(|| {
        let help = match nearest(text, options.iter().map(String::as_str)) {
            Some(known) => format!("did you mean \"{known}\"? {}", one_of(options)),
            None => one_of(options),
        };
        Refused::new("unknown-option", format!("`{text}` is not one of its options"), help).within(node)
    })
}

pub(super) fn day(text: &str, node: &Node) -> Result<Day, Refused> {
    match Day::parse(text) {
        Some(day) if (Day::EARLIEST..=Day::LATEST).contains(&day) => Ok(day),
        Some(_) => {
            Err(Refused::new("out-of-range", format!("`{text}` is outside 1800–2199"), "check the year").within(node))
        }
        None => Err(Refused::new(
            "not-a-date",
            format!("`{text}` is not a date"),
            "write a day that exists as \"2026-11-21\"",
        )
        .within(node)),
    }
}

pub(super) fn number(text: &str, kind: &Kind, node: &Node) -> Result<i64, Refused> {
    let bounds = kind.bounds();
    let Some(units) = parse_fixed(text, kind.places()) else {
        let help = match kind.places() {
            0 => "write a whole number such as 50",
            1 => "write points with at most one decimal, such as \"11.5\"",
            _ => "write yuan as a plain decimal with at most two places, such as \"12000000\" or \"0.50\"",
        };
        return Err(Refused::new("not-a-number", format!("`{text}` is not a number of this kind"), help).within(node));
    };
    if units < bounds.low {
        return Err(
            Refused::new("out-of-range", format!("`{text}` is below 0"), "write a number of at least 0").within(node)
        );
    }
    if units > bounds.high {
        let max = crate::fact::format_fixed(bounds.high, kind.places());
        return Err(Refused::new(
            "out-of-range",
            format!("`{text}` is above its maximum, {max}"),
            format!("write a number from 0 to {max}"),
        )
        .within(node));
    }
    Ok(units)
}

pub(super) fn range(kind: &Kind, node: &Node) -> Result<Value, Refused> {
    let entries = node.table().unwrap_or_default();
    let help = "a range is {\"low\": \"20\", \"high\": \"24\"}";
    let mut ends = [None, None];
    for (key, value) in entries {
        let slot = match key.name.as_str() {
            "low" => ends.first_mut(),
            "high" => ends.last_mut(),
            other => {
                let mut refused = Refused::new("unknown-key", format!("unknown key `{other}` in a range"), help);
                refused.span = Some(key.span);
                return Err(refused);
            }
        };
        let text = match (&value.value, kind) {
            (Raw::Text(text), _) | (Raw::Number(text), Kind::Count) => text,
            _ => {
                return Err(
                    Refused::new("wrong-kind", "the ends of a range are decimals in quotes", help).within(value)
                );
            }
        };
        let units = number(text, kind, value)?;
        if let Some(slot) = slot {
            *slot = Some(units);
        }
    }
    match ends {
        [Some(low), Some(high)] if low <= high => Ok(Value::Number(Range { low, high })),
        [Some(_), Some(_)] => {
            Err(Refused::new("out-of-range", "the low end is above the high end", "swap them").within(node))
        }
        _ => Err(Refused::new("missing-key", "a range needs both ends", help).within(node)),
    }
}

pub(super) fn yearly(kind: &Kind, node: &Node) -> Result<Value, Refused> {
    let help = "write {\"2024\": \"40000000\", \"2025\": \"41000000\"}: yuan by fiscal year, in quotes";
    let entries = node.table().ok_or_else(|| {
        Refused::new("wrong-kind", format!("takes money by fiscal year, this is {}", node.value.kind()), help)
            .within(node)
    })?;
    let mut years: Vec<(i32, Range)> = Vec::new();
    for (key, value) in entries {
        let year = key.name.parse::<i32>().ok().filter(|year| (1900..=2199).contains(year) && key.name.len() == 4);
        let Some(year) = year else {
            let mut refused =
                Refused::new("not-a-year", format!("`{}` is not a fiscal year from 1900 to 2199", key.name), help);
            refused.span = Some(key.span);
            return Err(refused);
        };
        let money = match &value.value {
            Raw::Text(text) => Range::exactly(number(text, kind, value)?),
            Raw::Table(_) => match range(kind, value)? {
                Value::Number(range) => range,
                _ => return Err(Refused::new("wrong-kind", "not an amount", help).within(value)),
            },
            Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::List(_) => {
                return Err(Refused::new(
                    "wrong-kind",
                    format!("takes yuan in quotes, this is {}", value.value.kind()),
                    help,
                )
                .within(value));
            }
        };
        years.push((year, money));
    }
    crate::order::short_by_key(&mut years, |(year, _)| *year);
    Ok(Value::Yearly(years))
}

pub(super) fn row(columns: &[Column], node: &Node) -> Result<Row, Refused> {
    let names = || columns.iter().map(|column| column.id.as_str());
    let entries = node.table().ok_or_else(|| {
        Refused::new(
            "wrong-kind",
            format!("takes rows, this is {}", node.value.kind()),
            "write a row as {\"column\": value}",
        )
        .within(node)
    })?;
    let mut cells = vec![None; columns.len()];
    for (key, value) in entries {
        let Some(index) = columns.iter().position(|column| column.id == key.name) else {
            let help = match nearest(&key.name, names()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("the columns are: {}", names().collect::<Vec<_>>().join(", ")),
            };
            let mut refused = Refused::new("unknown-column", format!("unknown column `{}`", key.name), help);
            refused.span = Some(key.span);
            return Err(refused);
        };
        if let (Some(cell), Some(column)) = (cells.get_mut(index), columns.get(index)) {
            *cell = Some(read_value(&column.kind, value)?);
        }
    }
    Ok(Row { cells })
}

/// The most rows of a table that are read.
pub(super) const MAX_ROWS: usize = 10_000;

//! A value of a kind, read from a node.

use super::refused::Refused;
use crate::fact::number::parse_fixed;
use crate::fact::typed::straight;
use crate::fact::{Column, Kind, Occurrence, Range, Row, Value};
use ziping_base::calendar::Day;
use ziping_base::diag::{Said, did_you_mean, joined, nearest};
use ziping_base::node::{Node, Value as Raw, takes};
use ziping_base::say;

/// The most characters of a text.
pub const MAX_TEXT: usize = 20_000;

/// Reads one answer of a kind.
///
/// # Errors
/// Why it is refused: the wrong kind of value, a day that does not exist, a number out of range or too fine, an
/// option that is not one.
pub fn read_value(kind: &Kind, node: &Node) -> Result<Value, Refused> {
    let refuse = |wanted: Said, help: Said| Refused::new("wrong-kind", takes(&wanted, node), help).within(node);
    match kind {
        Kind::Bool => match node.value {
            Raw::Bool(truth) => Ok(Value::Bool(truth)),
            Raw::Null | Raw::Number(_) | Raw::Text(_) | Raw::List(_) | Raw::Table(_) => Err(refuse(
                say!("true or false", "true 或 false"),
                say!(
                    "write true or false without quotes; leave the fact out if it is not known",
                    "写 true 或 false，不加引号；不知道的，把这一项删去"
                ),
            )),
        },
        Kind::Count => match &node.value {
            Raw::Number(text) => Ok(Value::Number(Range::exactly(number(text, kind, node)?))),
            Raw::Table(_) => range(kind, node),
            Raw::Null | Raw::Bool(_) | Raw::Text(_) | Raw::List(_) => Err(refuse(
                say!("a whole number", "整数"),
                say!("write the number without quotes, such as 50", "写整数，不加引号，如 50"),
            )),
        },
        Kind::Money { .. } | Kind::Score { .. } => match &node.value {
            Raw::Text(text) => Ok(Value::Number(Range::exactly(number(text, kind, node)?))),
            Raw::Table(_) => range(kind, node),
            Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::List(_) => Err(refuse(
                say!("a decimal in quotes", "带引号的小数"),
                say!(
                    "write it as a text such as \"12000000\" or \"11.5\", or as a range {{\"low\": \"20\", \"high\": \"24\"}}",
                    "写成带引号的小数，如 \"12000000\"、\"11.5\"，或写成区间 {{\"low\": \"20\", \"high\": \"24\"}}"
                ),
            )),
        },
        Kind::Yearly { .. } => yearly(kind, node),
        Kind::Date => node
            .text()
            .ok_or_else(|| {
                refuse(
                    say!("a date in quotes", "带引号的日期"),
                    say!("write it as \"2026-11-21\"", "写成 \"2026-11-21\""),
                )
            })
            .and_then(|text| day(text, node))
            .map(Value::Date),
        Kind::Occurrence => {
            let text = node.text().ok_or_else(|| {
                refuse(
                    say!(
                        "\"never\", a date, \"day_unknown\" or \"ongoing\"",
                        "\"never\"（从未）、日期、\"day_unknown\"（日期不详）或 \"ongoing\"（仍在继续）"
                    ),
                    say!("write it in quotes, such as \"never\"", "加上引号，如 \"never\""),
                )
            })?;
            Ok(Value::Occurrence(match text {
                "never" => Occurrence::Never,
                "ongoing" => Occurrence::Ongoing,
                "day_unknown" => Occurrence::DayUnknown,
                other => Occurrence::On(day(other, node).map_err(|refused| {
                    refused.help(say!(
                        "write \"never\", a day that exists as \"2026-03-01\", \"day_unknown\" or \"ongoing\"",
                        "从未发生写 \"never\"，已发生写存在的日期，如 \"2026-03-01\"，日期不详写 \"day_unknown\"，仍在继续写 \"ongoing\""
                    ))
                })?),
            }))
        }
        Kind::Choice { options, .. } => {
            let text = node
                .text()
                .ok_or_else(|| refuse(say!("one of its options in quotes", "带引号的一个选项"), one_of(options)))?;
            option(options, text, node).map(Value::Choice)
        }
        Kind::Several { options } => {
            let items = node.list().ok_or_else(|| {
                refuse(say!("a list of options", "一列选项"), say!("write [] for none of them", "一项也没有的，写 []"))
            })?;
            let mut set = 0_u64;
            for item in items {
                let text = item.text().ok_or_else(|| {
                    let wanted = say!("options in quotes", "带引号的选项");
                    Refused::new("wrong-kind", takes(&wanted, item), one_of(options)).within(item)
                })?;
                set |= 1_u64.checked_shl(u32::from(option(options, text, item)?)).unwrap_or(0);
            }
            Ok(Value::Several(set))
        }
        Kind::Text(_) => match node.text() {
            Some(text) if text.contains(char::REPLACEMENT_CHARACTER) => Err(lost_characters().within(node)),
            Some(text) if text.chars().count() <= MAX_TEXT => Ok(Value::Text(straight(text))),
            Some(_) => {
                let message = say!("a text may have 20,000 characters", "文字最多两万字");
                Err(Refused::new("too-long", message, say!("shorten it", "请删短")).within(node))
            }
            None => Err(refuse(say!("a text", "文字"), say!("write it in quotes", "加上引号"))),
        },
        Kind::Table { columns } => {
            let rows = node.list().ok_or_else(|| {
                refuse(say!("a list of rows", "一列行"), say!("write [] for no rows", "没有行的，写 []"))
            })?;
            if rows.len() > MAX_ROWS {
                let message = say!("a table may have {MAX_ROWS} rows", "一张表最多 {MAX_ROWS} 行");
                return Err(Refused::new("too-long", message, say!("split it", "请分开")).within(node));
            }
            rows.iter().map(|node| row(columns, node)).collect::<Result<_, _>>().map(Value::Table)
        }
    }
}

/// A text in which a program put `U+FFFD` where it could not read a character.
pub(super) fn lost_characters() -> Refused {
    let message = say!("characters of this text were lost before: �", "这段文字先前丢了字，有“�”");
    Refused::new("damaged-text", message, say!("take the file as it was before", "请换用原来的文件"))
}

pub(super) fn one_of(options: &[String]) -> Said {
    let Said { en, zh } = joined(options.iter().map(String::as_str));
    say!("one of: {en}", "可以写：{zh}")
}

pub(super) fn option(options: &[String], text: &str, node: &Node) -> Result<u8, Refused> {
    options.iter().position(|known| known == text).and_then(|i| u8::try_from(i).ok()).ok_or_else(|| {
        let help = match nearest(text, options.iter().map(String::as_str)) {
            Some(known) => say!("did you mean \"{known}\"?", "是不是想写 \"{known}\"？").and(&one_of(options)),
            None => one_of(options),
        };
        let message = say!("`{text}` is not one of its options", "没有“{text}”这个选项");
        Refused::new("unknown-option", message, help).within(node)
    })
}

pub(super) fn day(text: &str, node: &Node) -> Result<Day, Refused> {
    match Day::parse(text) {
        Some(day) if (Day::EARLIEST..=Day::LATEST).contains(&day) => Ok(day),
        Some(_) => {
            let message = say!("`{text}` is outside 1800–2199", "“{text}”不在 1800 到 2199 年之间");
            Err(Refused::new("out-of-range", message, say!("check the year", "请核对年份")).within(node))
        }
        None => {
            let message = say!("`{text}` is not a date", "“{text}”不是存在的日期");
            let help = say!("write a day that exists as \"2026-11-21\"", "写一个存在的日期，如 \"2026-11-21\"");
            Err(Refused::new("not-a-date", message, help).within(node))
        }
    }
}

pub(super) fn number(text: &str, kind: &Kind, node: &Node) -> Result<i64, Refused> {
    let bounds = kind.bounds();
    let Some(units) = parse_fixed(text, kind.places()) else {
        let help = match kind.places() {
            0 => say!("write a whole number such as 50", "写整数，如 50"),
            1 => say!("write points with at most one decimal, such as \"11.5\"", "分数最多一位小数，如 \"11.5\""),
            _ => say!(
                "write yuan as a plain decimal with at most two places, such as \"12000000\" or \"0.50\"",
                "金额以元为单位，写成最多两位的小数，不写单位，如 \"12000000\"、\"0.50\""
            ),
        };
        let message = say!("`{text}` is not a number of this kind", "“{text}”不是这一类的数");
        return Err(Refused::new("not-a-number", message, help).within(node));
    };
    if units < bounds.low {
        let help = say!("write a number of at least 0", "写不小于 0 的数");
        return Err(Refused::new("out-of-range", say!("`{text}` is below 0", "“{text}”小于 0"), help).within(node));
    }
    if units > bounds.high {
        let max = crate::fact::format_fixed(bounds.high, kind.places());
        let message = say!("`{text}` is above its maximum, {max}", "“{text}”超过上限 {max}");
        let help = say!("write a number from 0 to {max}", "写 0 到 {max} 之间的数");
        return Err(Refused::new("out-of-range", message, help).within(node));
    }
    Ok(units)
}

pub(super) fn range(kind: &Kind, node: &Node) -> Result<Value, Refused> {
    let entries = node.table().unwrap_or_default();
    let help =
        || say!("a range is {{\"low\": \"20\", \"high\": \"24\"}}", "区间写成 {{\"low\": \"20\", \"high\": \"24\"}}");
    let mut ends = [None, None];
    for (key, value) in entries {
        let slot = match key.name.as_str() {
            "low" => ends.first_mut(),
            "high" => ends.last_mut(),
            other => {
                let message = say!("unknown key `{other}` in a range", "区间里有不认识的键“{other}”");
                let mut refused = Refused::new("unknown-key", message, help());
                refused.span = Some(key.span);
                return Err(refused);
            }
        };
        let text = match (&value.value, kind) {
            (Raw::Text(text), _) | (Raw::Number(text), Kind::Count) => text,
            _ => {
                let message = say!("the ends of a range are decimals in quotes", "区间的两端是带引号的小数");
                return Err(Refused::new("wrong-kind", message, help()).within(value));
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
            let message = say!("the low end is above the high end", "区间的前一个数大于后一个");
            Err(Refused::new("out-of-range", message, say!("swap them", "请对调")).within(node))
        }
        _ => {
            let message = say!("a range needs both ends", "区间要有 low 和 high 两端");
            Err(Refused::new("missing-key", message, help()).within(node))
        }
    }
}

pub(super) fn yearly(kind: &Kind, node: &Node) -> Result<Value, Refused> {
    let help = || {
        say!(
            "write {{\"2024\": \"40000000\", \"2025\": \"41000000\"}}: yuan by fiscal year, in quotes",
            "写成 {{\"2024\": \"40000000\", \"2025\": \"41000000\"}}：会计年度和以元为单位的金额，都加引号"
        )
    };
    let entries = node.table().ok_or_else(|| {
        let wanted = say!("money by fiscal year", "按会计年度的金额");
        Refused::new("wrong-kind", takes(&wanted, node), help()).within(node)
    })?;
    let mut years: Vec<(i32, Range)> = Vec::new();
    for (key, value) in entries {
        let year = key.name.parse::<i32>().ok().filter(|year| (1900..=2199).contains(year) && key.name.len() == 4);
        let Some(year) = year else {
            let message = say!(
                "`{name}` is not a fiscal year from 1900 to 2199",
                "“{name}”不是 1900 到 2199 之间的会计年度",
                name = &key.name
            );
            let mut refused = Refused::new("not-a-year", message, help());
            refused.span = Some(key.span);
            return Err(refused);
        };
        let money = match &value.value {
            Raw::Text(text) => Range::exactly(number(text, kind, value)?),
            Raw::Table(_) => match range(kind, value)? {
                Value::Number(range) => range,
                _ => {
                    let message = say!("not an amount", "不是金额");
                    return Err(Refused::new("wrong-kind", message, help()).within(value));
                }
            },
            Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::List(_) => {
                let wanted = say!("yuan in quotes", "带引号、以元为单位的金额");
                return Err(Refused::new("wrong-kind", takes(&wanted, value), help()).within(value));
            }
        };
        years.push((year, money));
    }
    years.sort_by_key(|(year, _)| *year);
    Ok(Value::Yearly(years))
}

pub(super) fn row(columns: &[Column], node: &Node) -> Result<Row, Refused> {
    let names = || columns.iter().map(|column| column.id.as_str());
    let entries = node.table().ok_or_else(|| {
        let help = say!("write a row as {{\"column\": value}}", "一行写成 {{\"列的编号\": 值}}");
        Refused::new("wrong-kind", takes(&say!("rows", "行"), node), help).within(node)
    })?;
    let mut cells = vec![None; columns.len()];
    for (key, value) in entries {
        let Some(index) = columns.iter().position(|column| column.id == key.name) else {
            let help = match nearest(&key.name, names()) {
                Some(known) => did_you_mean(known),
                None => {
                    let Said { en, zh } = joined(names());
                    say!("the columns are: {en}", "这张表的列有：{zh}")
                }
            };
            let message = say!("unknown column `{name}`", "表格里没有“{name}”这一列", name = &key.name);
            let mut refused = Refused::new("unknown-column", message, help);
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
pub const MAX_ROWS: usize = 10_000;

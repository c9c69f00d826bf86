//! What people type, read into exact numbers, and numbers shown the way they are read best.

use crate::texts::{Texts, fill};
use ziping_core::calendar::Day;
use ziping_core::fact::{Kind, Range, format_fixed, parse_fixed, parse_money_as_typed};

/// Why a text cannot be an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    NotMoney,
    NotCount,
    NotPoints,
    NotDate,
    /// Below 0 where that cannot be.
    Negative,
    /// Above this many tenths of a point.
    AboveMax(i64),
    /// The low end of a range is above its high end.
    Reversed,
    /// Not one of the words of a yes-or-no cell.
    NotYesOrNo,
}

impl Fault {
    /// In words, with what to do.
    pub(crate) fn say(self, t: &Texts) -> String {
        match self {
            Self::NotMoney => t.fault_money().to_owned(),
            Self::NotCount => t.fault_count().to_owned(),
            Self::NotPoints => t.fault_points().to_owned(),
            Self::NotDate => t.fault_date().to_owned(),
            Self::Negative => t.fault_negative().to_owned(),
            Self::AboveMax(max) => fill(t.fault_above(), &[("max", &format_fixed(max, 1))]),
            Self::Reversed => t.fault_reversed().to_owned(),
            Self::NotYesOrNo => t.fault_yes_no().to_owned(),
        }
    }
}

/// Reads a number of a kind, or a range `14–16`; nothing typed is no answer.
pub(crate) fn read_number(kind: &Kind, text: &str) -> Result<Option<Range>, Fault> {
    read_number_in(kind, "", text)
}

/// The same where amounts without a unit of their own are in one: `万`, as in a column headed `合同额（万元）`.
pub(crate) fn read_number_in(kind: &Kind, unit: &str, text: &str) -> Result<Option<Range>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    // A minus sign in front belongs to the number, a later one divides the ends of a range.
    let dash = text.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '–' | '—' | '~' | '～' | '至'));
    let Some((at, dash)) = dash else { return one(kind, unit, text).map(|units| Some(Range::exactly(units))) };
    let (low, high) = (text.get(..at).unwrap_or_default(), text.get(at + dash.len_utf8()..).unwrap_or_default());
    let (low, high) = (one(kind, unit, low.trim())?, one(kind, unit, high.trim())?);
    if low > high { Err(Fault::Reversed) } else { Ok(Some(Range { low, high })) }
}

fn one(kind: &Kind, unit: &str, text: &str) -> Result<i64, Fault> {
    let is_bare = text.chars().next_back().is_some_and(|c| matches!(c, '0'..='9' | '０'..='９' | '.'));
    let units = match kind {
        Kind::Money { .. } | Kind::Yearly { .. } if is_bare && !unit.is_empty() => {
            parse_money_as_typed(&format!("{text}{unit}")).ok_or(Fault::NotMoney)?
        }
        Kind::Money { .. } | Kind::Yearly { .. } => parse_money_as_typed(text).ok_or(Fault::NotMoney)?,
        Kind::Score { .. } => parse_fixed(&plain(text), 1).ok_or(Fault::NotPoints)?,
        Kind::Count
        | Kind::Bool
        | Kind::Date
        | Kind::Occurrence
        | Kind::Choice { .. }
        | Kind::Several { .. }
        | Kind::Text(_)
        | Kind::Table { .. } => parse_fixed(&plain(text), 0).ok_or(Fault::NotCount)?,
    };
    let bounds = kind.bounds();
    if units < bounds.low {
        return Err(Fault::Negative);
    }
    if units > bounds.high {
        return Err(Fault::AboveMax(bounds.high));
    }
    Ok(units)
}

/// Reads a day with its year in front: `2026-3-1`, `2026/03/01`, `2026.3.1`, `2026年3月1日`, `20260301`; nothing typed is
/// no answer.
pub(crate) fn read_day(text: &str) -> Result<Option<Day>, Fault> {
    let text = plain(text.trim());
    if text.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = match text.as_bytes() {
        digits if digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) => {
            [text.get(..4), text.get(4..6), text.get(6..)].into_iter().flatten().collect()
        }
        _ => text.trim_end_matches('日').split(['-', '/', '.', '年', '月']).collect(),
    };
    let day = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            let numbers = (year.parse().ok(), month.parse().ok(), day.parse().ok());
            if let (Some(year), Some(month), Some(day)) = numbers { Day::new(year, month, day) } else { None }
        }
        _ => None,
    };
    day.filter(|day| (Day::EARLIEST..=Day::LATEST).contains(day)).map(Some).ok_or(Fault::NotDate)
}

/// Full-width digits and separators of thousands, as they come from forms and spreadsheets.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        '．' => Some('.'),
        '－' => Some('-'),
        '／' => Some('/'),
        ',' | '，' | ' ' | '\u{a0}' => None,
        c => Some(c),
    };
    text.chars().filter_map(narrow).collect()
}

/// A number as it stands in its field: `12,000,000`, `14–16`.
pub(crate) fn write_number(kind: &Kind, range: Range) -> String {
    let one = |units: i64| grouped(units, kind.places());
    if range.is_exact() { one(range.low) } else { format!("{}–{}", one(range.low), one(range.high)) }
}

/// `12,345.67`
pub(crate) fn grouped(units: i64, places: u32) -> String {
    let plain = format_fixed(units, places);
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, ""), |(whole, fraction)| (whole, fraction));
    let mut text = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// An amount said in full and, where that reads better, in the large unit: `12,000,000 元（1,200 万元）`.
pub(crate) fn echo_money(range: Range, t: &Texts) -> String {
    let one = |fen: i64| {
        let full = fill(t.money_full(), &[("n", &grouped(fen, 2))]);
        // 1 万元 is 10⁶ fen, 1 亿元 is 10¹⁰: the large unit is shown with at most two decimals, exactly.
        let large = match fen.unsigned_abs() {
            10_000_000_000.. if fen % 100_000_000 == 0 => (t.money_yi(), fen / 100_000_000),
            1_000_000..10_000_000_000 if fen % 10_000 == 0 => (t.money_wan(), fen / 10_000),
            _ => return full,
        };
        let (unit, hundredths) = large;
        fill(t.money_both(), &[("full", &full), ("large", &fill(unit, &[("n", &grouped(hundredths, 2))]))])
    };
    if range.is_exact() {
        one(range.low)
    } else {
        fill(t.money_range(), &[("low", &one(range.low)), ("high", &one(range.high))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::ZH;

    const MONEY: Kind = Kind::Money { signed: false };
    const POINTS: Kind = Kind::Score { max: 240 };

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (kind, typed, units) in [
            (MONEY, "1200万", 1_200_000_000),
            (MONEY, "1.2亿", 12_000_000_000),
            (MONEY, "12,000,000", 1_200_000_000),
            (POINTS, "11.5", 115),
            (POINTS, "１１．５", 115),
            (Kind::Count, "1,200", 1_200),
            (Kind::Money { signed: true }, "-30万", -30_000_000),
        ] {
            assert_eq!(read_number(&kind, typed), Ok(Some(Range::exactly(units))), "{typed}");
        }
        assert_eq!(read_number(&MONEY, " "), Ok(None));
    }

    #[test]
    fn a_range_is_typed_with_any_dash() {
        for typed in ["14-16", "14–16", "14 ~ 16", "14至16"] {
            assert_eq!(read_number(&POINTS, typed), Ok(Some(Range { low: 140, high: 160 })), "{typed}");
        }
        assert_eq!(read_number(&Kind::Money { signed: true }, "-5--2"), Ok(Some(Range { low: -500, high: -200 })));
    }

    #[test]
    fn a_refused_number_says_why() {
        for (kind, typed, fault) in [
            (MONEY, "很多", Fault::NotMoney),
            (MONEY, "-5", Fault::Negative),
            (POINTS, "24.1", Fault::AboveMax(240)),
            (POINTS, "11.55", Fault::NotPoints),
            (POINTS, "16–14", Fault::Reversed),
            (Kind::Count, "1.5", Fault::NotCount),
        ] {
            assert_eq!(read_number(&kind, typed), Err(fault), "{typed}");
        }
        assert_eq!(read_number(&POINTS, "24"), Ok(Some(Range::exactly(240))), "the maximum itself is allowed");
    }

    #[test]
    fn a_day_is_read_in_the_usual_spellings_and_only_when_it_exists() {
        let day = Day::parse("2026-03-01");
        for typed in [
            "2026-03-01",
            "2026-3-1",
            "2026/03/01",
            "2026.3.1",
            "2026年3月1日",
            "20260301",
            " 2026-03-01 ",
            "２０２６－０３－０１",
        ] {
            assert_eq!(read_day(typed), Ok(day), "{typed}");
        }
        for bad in ["2026-02-30", "26-3-1", "2026-3", "1.3.2026", "0026-01-01", "明天"] {
            assert_eq!(read_day(bad), Err(Fault::NotDate), "{bad}");
        }
        assert_eq!(read_day(""), Ok(None));
    }

    #[test]
    fn what_is_shown_in_a_field_reads_back_as_the_same() {
        for (kind, range) in [
            (MONEY, Range::exactly(123_456_789)),
            (Kind::Money { signed: true }, Range { low: -500, high: -200 }),
            (POINTS, Range { low: 0, high: 235 }),
            (Kind::Count, Range::exactly(1_000_000)),
        ] {
            assert_eq!(read_number(&kind, &write_number(&kind, range)), Ok(Some(range)), "{kind:?}");
        }
    }

    #[test]
    fn money_is_echoed_in_full_and_in_the_large_unit_when_that_is_exact() {
        let echo = |fen: i64| echo_money(Range::exactly(fen), &ZH);
        assert_eq!(echo(1_200_000_000), "12,000,000 元（1,200 万元）");
        assert_eq!(echo(12_000_000_000), "120,000,000 元（1.2 亿元）");
        assert_eq!(echo(123_456_789), "1,234,567.89 元");
        assert_eq!(echo(50_000), "500 元");
    }
}

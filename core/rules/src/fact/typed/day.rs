//! Days, year in front, as people, spreadsheets and databases write them.

use super::Fault;
use super::line::narrowed;
use super::numeral::numeral;
use ziping_base::calendar::Day;

/// Reads a day: `2026-3-1`, `2026/03/01`, `2026.3.1`, `2026年3月1日`, `2026年3月1号`, `二〇二六年三月一日`, `20260301`, each
/// with a weekday or a time of day behind it or not; nothing typed is no answer. A time with an offset from UTC means the
/// day in China.
///
/// # Errors
/// Why the text is no day; [`Fault::Serial`] proposes one.
pub fn read_day(text: &str) -> Result<Option<Day>, Fault> {
    let text = narrowed(text);
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (date, later) = match divided(text) {
        Some((date, time)) => (date, time_of_day(time).ok_or(Fault::NotDate)?),
        None => (text, 0),
    };
    let (date, weekday) = without_weekday(date);
    let day = date_of(date)?.plus_days(later);
    if weekday.is_some_and(|weekday| weekday != weekday_of(day)) {
        return Err(Fault::Weekday);
    }
    if (Day::EARLIEST..=Day::LATEST).contains(&day) { Ok(Some(day)) } else { Err(Fault::YearOutside) }
}

/// The day that a spreadsheet counts with this number (1 is 1900-01-01, and 60 a day that there was not).
///
/// Only numbers of five digits, from 1927 to 2173, with or without a part of a day: others are more likely something else.
#[must_use]
pub fn read_serial(text: &str) -> Option<Day> {
    let (days, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if days.len() != 5 || days.starts_with('0') || !digits(days) || !digits(part) {
        return None;
    }
    Some(Day::new(1899, 12, 30)?.plus_days(days.parse().ok()?))
}

/// The date and the time behind it: at a `T` or a space in front of something with a colon.
fn divided(text: &str) -> Option<(&str, &str)> {
    let colon = text.find(':')?;
    let before = text.get(..colon)?;
    let at = before.rfind(['T', 't', ' '])?;
    Some((text.get(..at)?.trim_end(), text.get(at + 1..)?))
}

/// How many days later than written a time of day is in China: `Some(0)` unless it names an offset.
fn time_of_day(text: &str) -> Option<i32> {
    let (clock, offset) = match text.find(['Z', 'z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let mut parts = clock.trim_end().split(':');
    let two = |text: &str, most: i32| {
        let sound = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if sound { text.parse::<i32>().ok().filter(|number| *number <= most) } else { None }
    };
    let (hours, minutes) = (two(parts.next()?, 23)?, two(parts.next()?, 59)?);
    if let Some(seconds) = parts.next() {
        let (seconds, part) = seconds.split_once('.').unwrap_or((seconds, "0"));
        two(seconds, 60)?;
        if part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
    }
    if parts.next().is_some() {
        return None;
    }
    let offset = match (offset.get(..1), offset.get(1..)) {
        (None | Some(""), _) => return Some(0),
        (Some("Z" | "z"), Some("")) => 0,
        (Some(sign), Some(rest)) => {
            let (hours, minutes) = rest.split_once(':').or_else(|| rest.split_at_checked(2)).unwrap_or((rest, ""));
            let minutes = if minutes.is_empty() { 0 } else { two(minutes, 59)? };
            let ahead = two(hours, 14)? * 60 + minutes;
            if sign == "-" {
                -ahead
            } else if sign == "+" {
                ahead
            } else {
                return None;
            }
        }
        (Some(_), None) => return None,
    };
    // China is eight hours ahead of UTC.
    Some((hours * 60 + minutes - offset + 8 * 60).div_euclid(24 * 60))
}

/// The date without 星期五 or 周五 behind it, and which weekday that was, from 0 for Monday.
fn without_weekday(text: &str) -> (&str, Option<i32>) {
    let Some((date, name)) = text.split_once("星期").or_else(|| text.split_once('周')) else { return (text, None) };
    let names = ["一", "二", "三", "四", "五", "六", "日"];
    let name = if name == "天" { "日" } else { name };
    match names.iter().position(|known| *known == name).and_then(|place| i32::try_from(place).ok()) {
        Some(weekday) => (date.trim_end(), Some(weekday)),
        None => (text, None),
    }
}

/// 0 for a Monday.
const fn weekday_of(day: Day) -> i32 {
    // Day 1 (0001-01-01) was a Monday.
    (day.number() - 1).rem_euclid(7)
}

fn date_of(text: &str) -> Result<Day, Fault> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits(text) {
        return match text.len() {
            8 => numbers(&[text.get(..4), text.get(4..6), text.get(6..)].map(Option::unwrap_or_default)),
            6 if whole_month(text.get(..4), text.get(4..)) => Err(Fault::NoDay),
            6 if whole_month(Some("2000"), text.get(2..4)) => Err(Fault::ShortYear),
            4 if year(text).is_some() => Err(Fault::NoDay),
            _ => Err(read_serial(text).map_or(Fault::NotDate, Fault::Serial)),
        };
    }
    if let Some(day) = read_serial(text) {
        return Err(Fault::Serial(day));
    }
    let text = text.trim_end_matches(['日', '号', '號']);
    let divided: Vec<&str> = text.split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    match divided.as_slice() {
        [first, month, ""] | [first, month] if whole_month(Some(first), Some(month)) => Err(Fault::NoDay),
        [first, _, last] if digits(first) && first.len() <= 2 && digits(last) => {
            // `1/3/2024` may be in January or in March; `24-3-1` says no century.
            Err(if last.len() == 4 { Fault::YearLast } else { Fault::ShortYear })
        }
        [first, _, _] => {
            if year(first).is_some() {
                numbers(&divided)
            } else {
                Err(Fault::NotDate)
            }
        }
        [first, ""] if year(first).is_some() => Err(Fault::NoDay),
        _ => Err(Fault::NotDate),
    }
}

/// Whether these are a year and one of its months.
fn whole_month(first: Option<&str>, second: Option<&str>) -> bool {
    let month = second.and_then(small).is_some_and(|month| (1..=12).contains(&month));
    month && first.and_then(year).is_some_and(|year| (1800..=2199).contains(&year))
}

/// A year in four digits, Chinese or not, as digits.
fn year(text: &str) -> Option<i32> {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |c: char| match c {
        '零' | '○' => Some('0'),
        c if c.is_ascii_digit() => Some(c),
        c => DIGITS
            .iter()
            .position(|known| *known == c)
            .and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10)),
    };
    let digits: Option<String> = text.chars().map(digit).collect();
    digits.filter(|digits| digits.len() == 4)?.parse().ok()
}

/// A month or a day of one: `3`, `03`, `十二`.
fn small(text: &str) -> Option<u32> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return (1..=2).contains(&text.len()).then(|| text.parse().ok())?;
    }
    let read = numeral(text).ok()?.value.units(0).ok()?;
    u32::try_from(read).ok().filter(|read| *read <= 31)
}

fn numbers(parts: &[&str]) -> Result<Day, Fault> {
    let [first, month, day] = parts else { return Err(Fault::NotDate) };
    let (Some(year), Some(month), Some(day)) = (year(first), small(month), small(day)) else {
        return Err(Fault::NotDate);
    };
    Day::new(year, month, day).ok_or(Fault::NoSuchDay)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_day_is_read_as_people_spreadsheets_and_databases_write_it() {
        for text in [
            "2026-03-01",
            "2026-3-1",
            "2026/03/01",
            "2026/3/1",
            "2026.3.1",
            "2026年3月1日",
            "2026年03月01日",
            "2026年3月1号",
            "2026 年 3 月 1 日",
            "二〇二六年三月一日",
            "20260301",
            " 2026-03-01 ",
            "２０２６－０３－０１",
            "2026-03-01 00:00:00",
            "2026-03-01 00:00:00.000",
            "2026/3/1 0:00",
            "2026/3/1 15:30",
            "2026-03-01T00:00:00",
            "2026-03-01T00:00",
            "2026-03-01T00:00:00+08:00",
            "2026-03-01T00:00:00+0800",
            "2026年3月1日 0:00:00",
            "2026年3月1日星期日",
            "2026年3月1日 周日",
            "20260301 08:00",
        ] {
            assert_eq!(read_day(text), Ok(Some(day("2026-03-01"))), "{text}");
        }
        assert_eq!(read_day("二〇二六年十二月三十一日"), Ok(Some(day("2026-12-31"))));
        assert_eq!(read_day(" "), Ok(None));
    }

    #[test]
    fn a_time_elsewhere_is_a_day_in_china() {
        for (text, then) in [
            ("2024-02-29T15:59:59Z", "2024-02-29"),
            ("2024-02-29T16:00:00Z", "2024-03-01"),
            ("2024-02-29T16:00:00.000Z", "2024-03-01"),
            ("2024-03-01T00:00:00Z", "2024-03-01"),
            ("2024-03-01T00:30:00+09:00", "2024-02-29"),
            ("2024-02-29 11:00:00-05:00", "2024-03-01"),
        ] {
            assert_eq!(read_day(text), Ok(Some(day(then))), "{text}");
        }
    }

    #[test]
    fn a_spreadsheet_s_number_is_asked_back_with_the_day_that_it_counts() {
        for (text, then) in
            [("45352", "2024-03-01"), ("45352.5", "2024-03-01"), ("10000", "1927-05-18"), ("99999", "2173-10-13")]
        {
            assert_eq!(read_day(text), Err(Fault::Serial(day(then))), "{text}");
        }
        for text in ["9999", "100000", "045352", "45352.", "4535２x"] {
            assert_eq!(read_serial(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_says_what_it_lacks() {
        for (texts, fault) in [
            (
                &["2024年3月", "2024-03", "2024/3", "2024.3", "202403", "2024年", "2024", "二〇二四年三月"][..],
                Fault::NoDay,
            ),
            (&["24-3-1", "24/3/1", "24年3月1日", "240301"], Fault::ShortYear),
            (&["1/3/2024", "1.3.2024", "03-01-2024"], Fault::YearLast),
            (&["2026-02-30", "2025-02-29", "2026年4月31号", "20261301", "2026-0-1"], Fault::NoSuchDay),
            (&["0026-01-01", "1799-12-31", "2200-01-01"], Fault::YearOutside),
            (&["2026年3月1日星期一"], Fault::Weekday),
            (
                &["明天", "2026-3-1-2", "2026-03-01 25:00", "2026-03-01 00:60", "2026-03-01T", "2026-a-1", "长期"],
                Fault::NotDate,
            ),
        ] {
            for text in texts {
                assert_eq!(read_day(text), Err(fault), "{text}");
            }
        }
        assert_eq!(read_day("1800-01-01"), Ok(Some(Day::EARLIEST)), "on the bound");
        assert_eq!(read_day("2199-12-31"), Ok(Some(Day::LATEST)));
    }

    proptest::proptest! {
        #[test]
        fn every_day_is_read_back_however_it_is_written(number in Day::EARLIEST.number()..=Day::LATEST.number()) {
            let then = Day::from_number(number);
            let (y, m, d) = (then.year(), then.month(), then.day_of_month());
            for text in [
                format!("{y}-{m}-{d}"),
                format!("{y:04}/{m:02}/{d:02} 0:00"),
                format!("{y}年{m}月{d}号"),
                format!("{y:04}{m:02}{d:02}"),
                format!("{y:04}-{m:02}-{d:02}T00:00:00"),
            ] {
                proptest::prop_assert_eq!(read_day(&text), Ok(Some(then)), "{}", text);
            }
        }

        #[test]
        fn no_text_breaks_the_reader(text in "[-0-9/.:年月日号TZ+ 一二十星期周]{0,20}") {
            let _ = read_day(&text);
        }
    }
}

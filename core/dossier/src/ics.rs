//! Calendar files (RFC 5545).

use super::words;
use super::xml::clean;
use std::collections::BTreeMap;
use ziping_base::calendar::Day;

/// Whose calendar it is, and how it tells itself from earlier ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Calendar {
    /// Its name.
    pub(super) name: String,
    /// What stands in front of each title; empty: nothing.
    pub(super) whose: String,
    /// Tells organisations apart in the ids of entries: one organisation has the same in every export.
    pub(super) key: String,
    /// Grows from export to export, so that programs take a later one for a later one: minutes since 2020-01-01.
    pub(super) sequence: u32,
}

/// A date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// What kind of date it is: the same entry has the same id in every export, so that a second import replaces the
    /// first.
    pub(super) id: String,
    /// The day; what has none is named in the calendar's description, for programs drop tasks without a day.
    pub(super) day: Option<Day>,
    /// A short title.
    pub(super) title: String,
    /// More.
    pub(super) text: String,
    /// Reminders, so many days before.
    pub(super) remind: &'static [u16],
}

/// The sequence of an export that is dated by the assessment date and not by a clock.
pub(super) fn sequence_of(day: Day) -> u32 {
    u32::try_from((day.number() - FIRST).max(0)).unwrap_or(0) * 1_440
}

/// 2020-01-01.
const FIRST: i32 = 737_425;

fn number(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day_of_month())
}

fn escaped(text: &str) -> String {
    clean(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A content line, folded at 75 octets between characters.
fn line(out: &mut String, content: &str) {
    let mut octets = 0;
    for c in content.chars() {
        if octets + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// The calendar file; `None` where nothing has a day. Its time stamps are those of its sequence.
pub(super) fn calendar(of: &Calendar, entries: &[Entry]) -> Option<Vec<u8>> {
    file(&of.name, of.sequence, &[(of, entries)])
}

/// One file of calendars of several organisations, under a name of its own and with one sequence; `None` where nothing
/// has a day.
pub(super) fn calendars(name: &str, sequence: u32, all: &[(Calendar, Vec<Entry>)]) -> Option<Vec<u8>> {
    let all: Vec<(&Calendar, &[Entry])> = all.iter().map(|(of, entries)| (of, entries.as_slice())).collect();
    file(name, sequence, &all)
}

fn file(name: &str, sequence: u32, all: &[(&Calendar, &[Entry])]) -> Option<Vec<u8>> {
    let entries = || all.iter().flat_map(|(of, entries)| entries.iter().map(move |entry| (*of, entry)));
    let dated = || entries().filter_map(|(of, entry)| Some((of, entry, entry.day?)));
    dated().next()?;
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Ziping//Ziping//ZH");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    let open: Vec<&str> =
        entries().filter(|(_, entry)| entry.day.is_none()).map(|(_, entry)| entry.title.as_str()).collect();
    if !open.is_empty() {
        line(&mut out, &format!("X-WR-CALDESC:{}", escaped(&words::calendar::undated(open.join("、")))));
    }
    let (day, minutes) = (i32::try_from(sequence / 1_440).unwrap_or(0), sequence % 1_440);
    let stamp = format!("{}T{:02}{:02}00Z", number(Day::from_number(FIRST + day)), minutes / 60, minutes % 60);
    // Organisations without a code that bear one name: each entry is one of its own all the same.
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (of, entry, day) in dated() {
        let whose = if of.whose.is_empty() { String::new() } else { format!("{}：", of.whose) };
        let id = format!("{}-{}", of.key, entry.id);
        let times = seen.entry(id.clone()).or_default();
        *times += 1;
        let id = if *times > 1 { format!("{id}-{times}") } else { id };
        let title = escaped(&format!("{whose}{}", entry.title));
        line(&mut out, "BEGIN:VEVENT");
        line(&mut out, &format!("UID:{}@ziping", escaped(&id)));
        line(&mut out, &format!("SEQUENCE:{sequence}"));
        line(&mut out, &format!("DTSTAMP:{stamp}"));
        line(&mut out, &format!("DTSTART;VALUE=DATE:{}", number(day)));
        line(&mut out, &format!("DTEND;VALUE=DATE:{}", number(day.plus_days(1))));
        line(&mut out, "TRANSP:TRANSPARENT");
        line(&mut out, &format!("SUMMARY:{title}"));
        if !entry.text.is_empty() {
            line(&mut out, &format!("DESCRIPTION:{}", escaped(&entry.text)));
        }
        for days in entry.remind {
            line(&mut out, "BEGIN:VALARM");
            line(&mut out, "ACTION:DISPLAY");
            line(&mut out, &format!("DESCRIPTION:{title}"));
            line(&mut out, &format!("TRIGGER:-P{days}D"));
            line(&mut out, "END:VALARM");
        }
        line(&mut out, "END:VEVENT");
    }
    line(&mut out, "END:VCALENDAR");
    Some(out.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, day: &str, title: &str) -> Entry {
        Entry { id: id.into(), day: Day::parse(day), title: title.into(), text: String::new(), remind: &[] }
    }

    fn file(of: &Calendar, entries: &[Entry]) -> String {
        String::from_utf8(calendar(of, entries).unwrap()).unwrap().replace("\r\n ", "")
    }

    fn of(whose: &str, sequence: u32) -> Calendar {
        Calendar { name: "名".into(), whose: whose.into(), key: "k1".into(), sequence }
    }

    #[test]
    fn lines_fold_between_characters_and_special_ones_are_escaped() {
        let entry = Entry {
            text: "一\n二\\".into(),
            remind: &[30],
            ..entry("x", "2028-02-29", &"续评；须提前,三个月".repeat(6))
        };
        let file = String::from_utf8(calendar(&of("", 0), &[entry]).unwrap()).unwrap();
        assert!(file.lines().all(|line| line.trim_end_matches('\r').len() <= 75));
        let unfolded = file.replace("\r\n ", "");
        assert!(unfolded.contains("续评；须提前\\,三个月"));
        assert!(unfolded.contains("DESCRIPTION:一\\n二\\\\\r\n"));
        assert!(unfolded.contains("DTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301"));
    }

    #[test]
    fn an_entry_says_whose_it_is_and_which_export_it_is_of() {
        let day = sequence_of(Day::parse("2026-11-29").unwrap());
        let file = file(&of("示例公司", day + 9 * 60 + 5), &[entry("credit.renewal-1", "2027-01-04", "提出续评申请")]);
        for line in ["SUMMARY:示例公司：提出续评申请", "UID:k1-credit.renewal-1@ziping", "DTSTAMP:20261129T090500Z"]
        {
            assert!(file.contains(&format!("\r\n{line}\r\n")), "{line}");
        }
        assert!(file.contains(&format!("SEQUENCE:{}\r\n", day + 545)));
        assert_eq!(sequence_of(Day::parse("2020-01-01").unwrap()), 0);
        assert_eq!(sequence_of(Day::parse("2019-12-31").unwrap()), 0, "never below 0");
    }

    #[test]
    fn many_calendars_are_one_file_in_which_no_entry_takes_the_place_of_another() {
        let of = |whose: &str, key: &str| Calendar { key: key.into(), ..of(whose, 0) };
        let entries = || vec![entry("a", "2027-01-04", "到期")];
        let all = [(of("甲", "k1"), entries()), (of("乙", "k2"), entries()), (of("甲", "k1"), entries())];
        let file = String::from_utf8(calendars("期限", 7, &all).unwrap()).unwrap();
        for line in [
            "X-WR-CALNAME:期限",
            "SUMMARY:甲：到期",
            "SUMMARY:乙：到期",
            "UID:k1-a@ziping",
            "UID:k2-a@ziping",
            "UID:k1-a-2@ziping",
            "SEQUENCE:7",
        ] {
            assert!(file.contains(&format!("\r\n{line}\r\n")), "{line}");
        }
        assert_eq!(file.matches("BEGIN:VCALENDAR").count(), 1);
        assert_eq!(calendars("期限", 7, &[(of("甲", "k1"), Vec::new())]), None);
    }

    #[test]
    fn what_has_no_day_is_named_and_is_no_task() {
        let file =
            file(&of("", 0), &[entry("a", "2027-01-04", "到期"), entry("b", "", "提交申请"), entry("c", "", "缴费")]);
        assert!(file.contains("X-WR-CALDESC:没有单独定日期的步骤：提交申请、缴费。"));
        assert!(!file.contains("VTODO"));
        assert_eq!(calendar(&of("", 0), &[entry("b", "", "提交申请")]), None, "a calendar without dates is none");
    }
}

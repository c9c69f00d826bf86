//! Calendar files (RFC 5545).

use super::xml::clean;
use crate::calendar::Day;

/// A date or a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The same entry has the same id in every export, so that a second import replaces the first.
    pub(super) id: String,
    /// The day; a task without a day is a to-do.
    pub(super) day: Option<Day>,
    /// A short title.
    pub(super) title: String,
    /// More.
    pub(super) text: String,
    /// Reminders, so many days before.
    pub(super) remind: &'static [u16],
}

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

/// The calendar file. Its time stamps are the assessment date: the kit reads no clock.
pub(super) fn calendar(name: &str, as_of: Day, entries: &[Entry]) -> Vec<u8> {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Ziping//Ziping//ZH");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    for entry in entries {
        let kind = if entry.day.is_some() { "VEVENT" } else { "VTODO" };
        line(&mut out, &format!("BEGIN:{kind}"));
        line(&mut out, &format!("UID:{}@ziping", escaped(&entry.id)));
        line(&mut out, &format!("DTSTAMP:{}T000000Z", number(as_of)));
        if let Some(day) = entry.day {
            line(&mut out, &format!("DTSTART;VALUE=DATE:{}", number(day)));
            line(&mut out, &format!("DTEND;VALUE=DATE:{}", number(day.plus_days(1))));
            line(&mut out, "TRANSP:TRANSPARENT");
        }
        line(&mut out, &format!("SUMMARY:{}", escaped(&entry.title)));
        if !entry.text.is_empty() {
            line(&mut out, &format!("DESCRIPTION:{}", escaped(&entry.text)));
        }
        for days in entry.remind {
            line(&mut out, "BEGIN:VALARM");
            line(&mut out, "ACTION:DISPLAY");
            line(&mut out, &format!("DESCRIPTION:{}", escaped(&entry.title)));
            line(&mut out, &format!("TRIGGER:-P{days}D"));
            line(&mut out, "END:VALARM");
        }
        line(&mut out, &format!("END:{kind}"));
    }
    line(&mut out, "END:VCALENDAR");
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fold_between_characters_and_special_ones_are_escaped() {
        let entry = Entry {
            id: "x".into(),
            day: Day::parse("2028-02-29"),
            title: "续评；须提前,三个月".repeat(6),
            text: "一\n二\\".into(),
            remind: &[30],
        };
        let file = String::from_utf8(calendar("名", Day::parse("2026-11-21").unwrap(), &[entry])).unwrap();
        assert!(file.lines().all(|line| line.trim_end_matches('\r').len() <= 75));
        let unfolded = file.replace("\r\n ", "");
        assert!(unfolded.contains("续评；须提前\\,三个月"));
        assert!(unfolded.contains("DESCRIPTION:一\\n二\\\\\r\n"));
        assert!(unfolded.contains("DTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301"));
    }
}

//! Answers that are chosen rather than written: one of some words, or when something last happened.

use super::{Fault, line::narrowed, read_day};
use crate::fact::Occurrence;

/// Reads one of some answers by a name of it; nothing typed is no answer. Case, width and spaces make no difference.
///
/// # Errors
/// [`Fault::NotOption`]: no answer has this name, or different ones have.
pub fn read_one_of<T: Copy + PartialEq>(named: &[(&str, T)], text: &str) -> Result<Option<T>, Fault> {
    let wanted = spelt(text);
    if wanted.is_empty() {
        return Ok(None);
    }
    let mut found = named.iter().filter(|(name, _)| spelt(name) == wanted).map(|(_, answer)| *answer);
    match found.next() {
        Some(first) if found.all(|other| other == first) => Ok(Some(first)),
        _ => Err(Fault::NotOption),
    }
}

/// Reads when something last happened: a day, or one of the words for never, for a day that is not known, and for what
/// goes on now; nothing typed is no answer.
///
/// # Errors
/// [`Fault::NotOccurrence`], or why a text that looks like a day is none.
pub fn read_occurrence(text: &str) -> Result<Option<Occurrence>, Fault> {
    const WORDS: [(&str, Occurrence); 17] = [
        ("从未", Occurrence::Never),
        ("从未发生", Occurrence::Never),
        ("未发生", Occurrence::Never),
        ("没有", Occurrence::Never),
        ("无", Occurrence::Never),
        ("never", Occurrence::Never),
        ("none", Occurrence::Never),
        ("no", Occurrence::Never),
        ("有，日期不详", Occurrence::DayUnknown),
        ("日期不详", Occurrence::DayUnknown),
        ("yes, day unknown", Occurrence::DayUnknown),
        ("day unknown", Occurrence::DayUnknown),
        ("day_unknown", Occurrence::DayUnknown),
        ("正在持续", Occurrence::Ongoing),
        ("仍在持续", Occurrence::Ongoing),
        ("目前仍在持续", Occurrence::Ongoing),
        ("ongoing", Occurrence::Ongoing),
    ];
    if let Ok(known) = read_one_of(&WORDS, text) {
        return Ok(known);
    }
    match read_day(text) {
        Ok(day) => Ok(day.map(Occurrence::On)),
        Err(Fault::NotDate) => Err(Fault::NotOccurrence),
        Err(fault) => Err(fault),
    }
}

/// Without what people spell differently.
fn spelt(text: &str) -> String {
    let narrow = narrowed(text).replace('，', ",");
    narrow.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ziping_base::calendar::Day;

    #[test]
    fn a_name_is_known_however_it_is_spelt_and_two_meanings_are_refused() {
        let named = [("企业", 0), ("Enterprise", 0), ("事业单位", 1), ("其他", 2), ("其他 ", 3)];
        for text in ["企业", " 企 业", "enterprise", "ＥＮＴＥＲＰＲＩＳＥ"] {
            assert_eq!(read_one_of(&named, text), Ok(Some(0)), "{text}");
        }
        assert_eq!(read_one_of(&named, "\u{3000}"), Ok(None));
        for text in ["公司", "其他", "企业 / 事业单位"] {
            assert_eq!(read_one_of(&named, text), Err(Fault::NotOption), "{text}");
        }
    }

    #[test]
    fn when_it_last_happened_is_a_day_or_a_word() {
        let on = |text| Ok(Some(Occurrence::On(Day::parse(text).unwrap())));
        for (text, read) in [
            ("从未", Ok(Some(Occurrence::Never))),
            ("Never", Ok(Some(Occurrence::Never))),
            ("无", Ok(Some(Occurrence::Never))),
            ("有，日期不详", Ok(Some(Occurrence::DayUnknown))),
            ("有, 日期不详", Ok(Some(Occurrence::DayUnknown))),
            ("正在持续", Ok(Some(Occurrence::Ongoing))),
            ("2026年3月1日", on("2026-03-01")),
            (" ", Ok(None)),
            ("有", Err(Fault::NotOccurrence)),
            ("去年三月", Err(Fault::NotOccurrence)),
            ("2026年3月", Err(Fault::NoDay)),
            ("2026-02-30", Err(Fault::NoSuchDay)),
        ] {
            assert_eq!(read_occurrence(text), read, "{text}");
        }
    }
}

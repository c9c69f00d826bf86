//! Characters that are one and the same to whoever types them: full and half width, spaces, dashes, line breaks.

use ziping_base::diag::turns_text;

/// In half width, with one kind of space and one of minus sign; a dash between two numbers is `~`. A Chinese comma stays
/// one, but for those between digits that are as wide.
pub(super) fn narrowed(text: &str) -> String {
    let mut narrow = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = rest.next() {
        let wide = matches!(std::mem::replace(&mut before, c), '０'..='９');
        narrow.push(match c {
            // The Chinese dash is as long as two characters, and is no minus sign.
            '\u{2014}' => {
                rest.next_if_eq(&'\u{2014}');
                '~'
            }
            '\u{2013}' | '\u{2015}' | '\u{301c}' | '\u{223c}' | '\u{ff5e}' => '~',
            '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{fe63}' => '-',
            '\u{ffe5}' => '¥',
            '，' if !wide => '，',
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
                continue;
            }
            c if c.is_whitespace() => ' ',
            c => half_width(c),
        });
    }
    narrow
}

/// A digit, a letter or a sign in half width, where it is typed in full width (U+FF01 to U+FF5E); all else as it is.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// The text without marks that turn round how what stands after them is read. Wherever a text comes in, typed, pasted or from
/// a file, they are no part of it: a name must not show as another on a page, in a paper or at the desk.
#[must_use]
pub fn straight(text: &str) -> String {
    text.chars().filter(|c| !turns_text(*c)).collect()
}

/// Whether a character breaks the line: besides line feed and carriage return the vertical tab (a manual break of
/// Word), the form feed and the separators of Unicode.
const fn breaks(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A text of several lines, each break as `\n`. `U+FFFD`, which stands where a program could not read a character, is
/// shown as `□`: it is never kept.
#[must_use]
pub fn several_lines(text: &str) -> String {
    straight(text).replace("\r\n", "\n").chars().map(|c| if breaks(c) { '\n' } else { whole(c) }).collect()
}

/// The same as one line: breaks are spaces.
#[must_use]
pub fn one_line(text: &str) -> String {
    straight(text).replace("\r\n", "\n").chars().map(|c| if breaks(c) { ' ' } else { whole(c) }).collect()
}

const fn whole(c: char) -> char {
    if c == char::REPLACEMENT_CHARACTER { '□' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_spaces_and_dashes_are_told_apart_no_more() {
        assert_eq!(narrowed("１，２３４．５"), "1,234.5");
        assert_eq!(narrowed("－５～８\u{3000}万\u{a0}"), "-5~8 万 ");
        assert_eq!(narrowed("14—16、14——16、14–16"), "14~16、14~16、14~16");
        assert_eq!(narrowed("1，2"), "1，2");
        assert_eq!(narrowed("\u{feff}￥５\u{200b}"), "¥5");
    }

    #[test]
    fn every_line_break_is_one_and_a_damaged_character_is_shown() {
        assert_eq!(several_lines("一\u{b}二\r\n三\r四\u{2028}五\u{fffd}"), "一\n二\n三\n四\n五□");
        assert_eq!(one_line("一\u{b}二\r\n三"), "一 二 三");
    }

    #[test]
    fn what_turns_text_round_is_no_part_of_it_and_what_joins_letters_is() {
        for mark in ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}') {
            assert_eq!(one_line(&format!("甲{mark}乙公司")), "甲乙公司");
            assert_eq!(several_lines(&format!("{mark}甲\n{mark}乙{mark}")), "甲\n乙");
        }
        assert_eq!(one_line("👩\u{200d}🔬 مرحبا"), "👩\u{200d}🔬 مرحبا");
    }
}

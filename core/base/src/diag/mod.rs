//! What is wrong with an input, where, and what to do about it.

mod hidden;
mod near;
mod said;

use crate::lang::Lang;
use crate::say;
use core::fmt;
use hidden::marked;
pub use hidden::{is_hidden, one_line, turns_text};
pub use near::{did_you_mean, joined, nearest, one_of, or_nearest};
pub use said::Said;
use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthChar as _;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Severity {
    /// The input cannot be used.
    Error,
    /// It can, but look at this.
    Warning,
}

/// A place in a text file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Place {
    /// File name as the caller gave it.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Length in characters, at least 1, within the line.
    pub length: u32,
    /// The line itself, or the part of a long line around the place.
    pub text: String,
    /// The column of the text's first character: 1 unless the line is long.
    #[serde(default = "first_column", skip_serializing_if = "is_first_column")]
    #[cfg_attr(feature = "types", ts(as = "Option<u32>", optional))]
    pub text_from: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes the field by reference")]
const fn is_first_column(column: &u32) -> bool {
    *column == 1
}

const fn first_column() -> u32 {
    1
}

/// What a problem is and what to do, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct InChinese {
    /// What is wrong.
    pub message: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub help: Option<String>,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Diagnostic {
    /// Stable, e.g. `unknown-fact`.
    pub code: String,
    /// How bad.
    pub severity: Severity,
    /// What is wrong, in English.
    pub message: String,
    /// What to do, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub help: Option<String>,
    /// Both in Chinese.
    pub zh: Box<InChinese>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub place: Option<Box<Place>>,
}

impl Diagnostic {
    /// An error without a place yet.
    #[must_use]
    pub fn error(code: &str, message: Said) -> Self {
        Self {
            code: code.into(),
            severity: Severity::Error,
            message: message.en.into_owned(),
            help: None,
            zh: Box::new(InChinese { message: message.zh.into_owned(), help: None }),
            place: None,
        }
    }

    /// A warning without a place yet.
    #[must_use]
    pub fn warning(code: &str, message: Said) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// With a remedy.
    #[must_use]
    pub fn help(mut self, help: Said) -> Self {
        self.help = Some(help.en.into_owned());
        self.zh.help = Some(help.zh.into_owned());
        self
    }

    /// What is wrong, and what to do, in a language.
    #[must_use]
    pub fn said(&self, lang: Lang) -> (&str, Option<&str>) {
        match lang {
            Lang::Zh => (&self.zh.message, self.zh.help.as_deref()),
            Lang::En => (&self.message, self.help.as_deref()),
        }
    }

    /// As a terminal shows it, in a language.
    #[must_use]
    pub const fn shown(&self, lang: Lang) -> Shown<'_> {
        Shown { problem: self, lang }
    }

    /// With a place in a text.
    #[must_use]
    pub fn at(mut self, source: &Source<'_>, span: Span) -> Self {
        self.place = Some(Box::new(source.place(span)));
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown(Lang::En).fmt(f)
    }
}

/// A problem as a terminal shows it: what is wrong, the line with a caret under the place, and what to do.
#[derive(Debug)]
pub struct Shown<'d> {
    problem: &'d Diagnostic,
    lang: Lang,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { problem: Diagnostic { code, severity, place, .. }, lang } = self;
        let severity = match severity {
            Severity::Error => lang.pick("错误", "error"),
            Severity::Warning => lang.pick("提醒", "warning"),
        };
        let (message, help) = self.problem.said(*lang);
        // The user's own words are among these, and a terminal obeys what it is sent.
        write!(f, "{severity}[{code}]{}{}", lang.pick("：", ": "), marked(message))?;
        if let Some(place) = place {
            write!(f, "\n  --> {}:{}:{}", marked(&place.file), place.line, place.column)?;
            let number = place.line.to_string();
            let gutter = " ".repeat(number.len());
            let text = marked(&place.text.replace('\t', " "));
            let before = place.column.saturating_sub(place.text_from) as usize;
            let indent: usize = text.chars().take(before).map(width).sum();
            let carets: usize = text.chars().skip(before).take(place.length as usize).map(width).sum::<usize>().max(1);
            write!(f, "\n {gutter} |\n {number} | {text}\n {gutter} | {}{}", " ".repeat(indent), "^".repeat(carets))?;
        }
        if let Some(help) = help {
            write!(f, "\n  = {}{}", lang.pick("怎么改：", "help: "), marked(help))?;
        }
        Ok(())
    }
}

/// Columns a character takes in a terminal: two for East Asian wide characters.
fn width(c: char) -> usize {
    c.width().unwrap_or(1)
}

/// The most problems of a file that are told one by one: nobody reads more at once, and each is looked up in the text.
pub const TOLD: usize = 100;

/// That there are so many more problems; nothing where there are none.
pub fn not_told(more: usize) -> Option<Diagnostic> {
    let message = say!("and {more} more problems in this file", "这份文件里还有 {more} 处问题");
    (more > 0).then(|| {
        Diagnostic::error("more-problems", message).help(say!(
            "mend those above first; where nearly everything is unknown, the file is for other rule books or needs an overlay",
            "请先改上面这些；要是几乎什么都不认识，说明文件是给别的规则用的，或者缺了补充规则"
        ))
    })
}

/// Puts problems in the order of their places, as somebody mends a file from its beginning to its end: files in the
/// order in which they first appear, problems without a place last.
pub fn in_order(problems: &mut [Diagnostic]) {
    let mut files: Vec<String> = Vec::new();
    for place in problems.iter().filter_map(|problem| problem.place.as_ref()) {
        if !files.contains(&place.file) {
            files.push(place.file.clone());
        }
    }
    problems.sort_by_key(|problem| {
        let place = problem.place.as_ref();
        let file = place.and_then(|place| files.iter().position(|file| *file == place.file));
        (file.unwrap_or(files.len()), place.map(|place| (place.line, place.column)))
    });
}

/// A stretch of a text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// From one byte up to another.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// A text and its name, to turn spans into places.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Name shown in messages.
    pub name: &'a str,
    /// The whole text.
    pub text: &'a str,
}

impl Source<'_> {
    /// Where a span lies; spans outside the text are clamped to it.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        let mut start = span.start.min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        let before = self.text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before.matches('\n').count() + 1;
        let rest = self.text.get(line_start..).unwrap_or_default();
        let text = rest.lines().next().unwrap_or_default();
        let column = self.text.get(line_start..start).unwrap_or_default().chars().count() + 1;
        let in_line = self.text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
        let wanted = span.end.saturating_sub(start).min(in_line.len());
        let length = in_line.char_indices().take_while(|(i, _)| *i < wanted).count().max(1);
        // A line can be as long as the file: show the part around the place.
        let skip = column.saturating_sub(61);
        let text: String = text.chars().skip(skip).take(160).collect();
        let length = length.min(text.chars().count().saturating_sub(column - 1 - skip).max(1));
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Place {
            file: self.name.into(),
            line: number(line),
            column: number(column),
            length: number(length),
            text,
            text_from: number(skip + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_read_as_it_was_written() {
        let source = Source { name: "a.toml", text: "一行\n二 行" };
        let plain = Diagnostic::warning("w", say!("look", "请看"));
        let placed =
            Diagnostic::error("e", say!("bad", "错了")).help(say!("mend it", "改正")).at(&source, Span::new(7, 10));
        let far = Source { name: "b.toml", text: &"长".repeat(300) };
        let far = Diagnostic::error("f", say!("far", "远")).at(&far, Span::new(600, 603));
        for problem in [plain, placed, far] {
            let json = serde_json::to_value(&problem).unwrap();
            assert_eq!(serde_json::from_value::<Diagnostic>(json).unwrap(), problem);
        }
        let worse = serde_json::json!({ "code": "e", "severity": "worse", "message": "m", "zh": { "message": "m" } });
        assert!(serde_json::from_value::<Diagnostic>(worse).is_err());
    }

    #[test]
    fn the_caret_stands_under_wide_characters() {
        let source = Source { name: "rulebook.toml", text: "a = 1\nwhen = \"近3年 中 xyz\"\n" };
        let start = source.text.find("xyz").unwrap();
        let diagnostic = Diagnostic::error("unknown-fact", say!("unknown fact `xyz`", "没有“xyz”这个事实"))
            .help(say!("did you mean `xyw`?", "是不是想写“xyw”？"))
            .at(&source, Span::new(start, start + 3));
        let shown = diagnostic.to_string();
        assert_eq!(
            shown,
            "error[unknown-fact]: unknown fact `xyz`\n  --> rulebook.toml:2:15\n   |\n 2 | when = \"近3年 中 xyz\"\n   |                  ^^^\n  = help: did you mean `xyw`?"
        );
    }

    #[test]
    fn a_place_far_into_a_long_line_keeps_its_column_and_shows_the_part_around_it() {
        let text = format!("{}xyz{}", "a".repeat(100), "b".repeat(300));
        let place = Source { name: "x", text: &text }.place(Span::new(100, 103));
        assert_eq!((place.column, place.length, place.text_from), (101, 3, 41));
        assert_eq!(place.text.chars().count(), 160);
        let shown = Diagnostic { place: Some(Box::new(place)), ..Diagnostic::error("code", say!("message", "内容")) }
            .to_string();
        let under = shown.lines().last().unwrap().trim_start_matches([' ', '|']).len();
        assert_eq!((shown.contains("x:1:101"), under), (true, 3), "{shown}");
    }

    #[test]
    fn problems_are_in_the_order_of_their_places() {
        let at = |name: &'static str, code: &str, start: usize| {
            let source = Source { name, text: "one\ntwo three" };
            Diagnostic::error(code, say!("m", "内")).at(&source, Span::new(start, start + 1))
        };
        let nowhere = Diagnostic::error("e", say!("m", "内"));
        let mut all = [at("b", "d", 8), nowhere, at("a", "f", 0), at("b", "c", 4), at("b", "b", 4), at("b", "a", 1)];
        in_order(&mut all);
        let codes: Vec<&str> = all.iter().map(|problem| problem.code.as_str()).collect();
        assert_eq!(codes, ["a", "c", "b", "d", "f", "e"]);
    }

    #[test]
    fn a_span_outside_the_text_is_clamped() {
        let source = Source { name: "x", text: "年" };
        assert_eq!(source.place(Span::new(99, 120)).line, 1);
        assert_eq!(source.place(Span::new(1, 2)).column, 1);
    }
}

//! The text of a paragraph as placeholders and what stands between them.

use super::markup::Paragraph;
use crate::scan::unescaped;
use core::ops::Range;
use ziping_rules::fact::typed::half_width;

/// A placeholder, or text between placeholders. Names stand as they are looked up: what an input method writes wide is
/// narrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Text(String),
    /// `{{name}}`
    Value(String),
    /// `{{☐name}}`
    Box(String),
    /// `{{#name}}`, or `{{^name}}` with `not`
    Begin {
        name: String,
        not: bool,
    },
    /// `{{/name}}`
    End(String),
}

impl Token {
    /// Nothing to be seen.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }

    /// What stands between the braces.
    fn of(said: &str) -> Self {
        let said = narrow(&unescaped(said));
        let name = |rest: &str| rest.trim().to_owned();
        let mut rest = said.chars();
        match rest.next() {
            Some('#') => Self::Begin { name: name(rest.as_str()), not: false },
            Some('^') => Self::Begin { name: name(rest.as_str()), not: true },
            Some('/') => Self::End(name(rest.as_str())),
            Some('☐' | '□' | '☑' | '☒') => Self::Box(name(rest.as_str())),
            _ => Self::Value(said),
        }
    }
}

/// What an input method writes wide, in its narrow form: letters, digits, marks and the full stop; without what cannot
/// be seen, and without spaces at the ends.
pub(super) fn narrow(said: &str) -> String {
    let narrow = |c: char| match c {
        '。' | '｡' => Some('.'),
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' => Some(' '),
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' => None,
        c => Some(half_width(c)),
    };
    let said: String = said.chars().filter_map(narrow).collect();
    said.trim().to_owned()
}

/// The places of two braces in a row, of either width, from a place on.
fn twice(text: &str, from: usize, braces: [char; 2]) -> Option<Range<usize>> {
    let mut before: Option<usize> = None;
    for (place, c) in text.get(from..)?.char_indices() {
        let is = braces.contains(&c);
        match before {
            Some(first) if is => return Some(from + first..from + place + c.len_utf8()),
            _ => before = is.then_some(place),
        }
    }
    None
}

/// The tokens of a paragraph, each with its place in the paragraph's whole text, which editors split over runs as they
/// like; and what follows braces that nothing closes.
pub(super) fn tokens(xml: &str, paragraph: &Paragraph<'_>) -> (Vec<(Token, Range<usize>)>, Option<String>) {
    let slice = |range: &Range<usize>| xml.get(range.clone()).unwrap_or_default();
    let whole: String = paragraph.texts.iter().map(slice).collect();
    let mut found = Vec::new();
    let text = |range: Range<usize>, found: &mut Vec<(Token, Range<usize>)>| {
        if !range.is_empty() {
            found.push((Token::Text(whole.get(range.clone()).unwrap_or_default().to_owned()), range));
        }
    };
    let mut at = 0;
    while let Some(opening) = twice(&whole, at, ['{', '｛']) {
        let Some(closing) = twice(&whole, opening.end, ['}', '｝']) else {
            let rest = whole.get(opening.start..).unwrap_or_default();
            return (found, Some(unescaped(rest).chars().take(30).collect()));
        };
        text(at..opening.start, &mut found);
        let said = whole.get(opening.end..closing.start).unwrap_or_default();
        found.push((Token::of(said), opening.start..closing.end));
        at = closing.end;
    }
    text(at..whole.len(), &mut found);
    (found, None)
}

/// Where stretches of a paragraph's text stand in the part.
pub(super) struct Pieces<'p> {
    texts: &'p [Range<usize>],
    /// Where each text begins in the whole.
    begins: Vec<usize>,
}

impl<'p> Pieces<'p> {
    pub(super) fn of(paragraph: &'p Paragraph<'_>) -> Self {
        let mut passed = 0;
        let begin = |text: &Range<usize>| {
            passed += text.len();
            passed - text.len()
        };
        Self { begins: paragraph.texts.iter().map(begin).collect(), texts: &paragraph.texts }
    }

    /// Where a stretch of the whole stands, piece by piece.
    pub(super) fn at(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let first = self.begins.partition_point(|begin| *begin <= range.start).saturating_sub(1);
        let texts = self.texts.iter().zip(&self.begins).skip(first).take_while(|(_, begin)| **begin < range.end);
        texts
            .filter_map(|(text, begin)| {
                let (from, to) = (range.start.max(*begin), range.end.min(begin + text.len()));
                (from < to).then(|| text.start + from - begin..text.start + to - begin)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Vec<Token>, Option<String>) {
        let whole = 0..text.len();
        let paragraph = Paragraph { texts: vec![whole], ..Paragraph::default() };
        let (tokens, rest) = tokens(text, &paragraph);
        (tokens.into_iter().map(|(token, _)| token).collect(), rest)
    }

    #[test]
    fn braces_and_marks_of_either_width_say_the_same() {
        let value = |name: &str| vec![Token::Value(name.to_owned())];
        for written in
            ["{{org.name}}", "｛｛org.name｝｝", "{｛ org。name ｝}", "｛{ｏｒｇ．name\u{200b}}｝", "{{&#111;rg.name}}"]
        {
            assert_eq!(told(written), (value("org.name"), None), "{written}");
        }
        assert_eq!(told("{{＃a＝b}}").0, [Token::Begin { name: "a=b".into(), not: false }]);
        assert_eq!(told("{{＾a}}{{／a}}").0, [Token::Begin { name: "a".into(), not: true }, Token::End("a".into())]);
        assert_eq!(told("{{□ a}}{{☐a}}").0, [Token::Box("a".into()), Token::Box("a".into())]);
        assert_eq!(told("{一} {二").0, [Token::Text("{一} {二".into())]);
        assert_eq!(told("甲{{a"), (Vec::new(), Some("{{a".into())));
    }
}

//! The text of a paragraph as placeholders and what stands between them.

use super::markup::Paragraph;
use core::ops::Range;

/// A placeholder, or text between placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Text(String),
    /// `{{name}}`
    Value(String),
    /// `{{#name}}`
    Begin(String),
    /// `{{/name}}`
    End(String),
}

impl Token {
    /// Nothing to be seen.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

/// The tokens of a paragraph, each with its place in the paragraph's whole text, which editors split over runs as they
/// like; and what follows braces that nothing closes.
pub(super) fn tokens(xml: &str, paragraph: &Paragraph) -> (Vec<(Token, Range<usize>)>, Option<String>) {
    let slice = |range: &Range<usize>| xml.get(range.clone()).unwrap_or_default();
    let whole: String = paragraph.texts.iter().map(slice).collect();
    let mut found = Vec::new();
    let text = |range: Range<usize>, found: &mut Vec<(Token, Range<usize>)>| {
        if !range.is_empty() {
            found.push((Token::Text(slice_of(&whole, &range)), range));
        }
    };
    let mut at = 0;
    while let Some(start) = whole.get(at..).and_then(|rest| rest.find("{{")).map(|start| at + start) {
        let rest = whole.get(start..).unwrap_or_default();
        let Some(length) = rest.find("}}") else { return (found, Some(rest.chars().take(30).collect())) };
        let end = start + length + 2;
        text(at..start, &mut found);
        let name = whole.get(start + 2..end - 2).unwrap_or_default().trim();
        let token = if let Some(name) = name.strip_prefix('#') {
            Token::Begin(name.trim().to_owned())
        } else if let Some(name) = name.strip_prefix('/') {
            Token::End(name.trim().to_owned())
        } else {
            Token::Value(name.to_owned())
        };
        found.push((token, start..end));
        at = end;
    }
    text(at..whole.len(), &mut found);
    (found, None)
}

fn slice_of(whole: &str, range: &Range<usize>) -> String {
    whole.get(range.clone()).unwrap_or_default().to_owned()
}

/// Where a stretch of a paragraph's text stands in the part.
pub(super) fn pieces(paragraph: &Paragraph, range: &Range<usize>) -> Vec<Range<usize>> {
    let (mut pieces, mut passed) = (Vec::new(), 0);
    for text in &paragraph.texts {
        let (from, to) = (range.start.max(passed), range.end.min(passed + text.len()));
        if from < to {
            pieces.push(text.start + from - passed..text.start + to - passed);
        }
        passed += text.len();
    }
    pieces
}

//! From text to syntax. The grammar is in `content/README.md`.

use super::Comparison;
use crate::calendar::{Day, Period, Unit};
use crate::diag::{Diagnostic, Source, Span};
use crate::fact::parse_fixed;

/// Longest condition, in bytes.
const MAX_LENGTH: usize = 4_000;
/// Deepest nesting.
const MAX_DEPTH: usize = 32;
/// Most parts.
const MAX_PARTS: usize = 400;

/// A part of a condition with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Syntax {
    /// Where, in bytes of the condition's text.
    pub span: Span,
    /// What.
    pub kind: SyntaxKind,
}

/// An argument of a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// `name:` in front of it.
    pub label: Option<(String, Span)>,
    /// The argument.
    pub value: Syntax,
}

/// The forms of the language.
#[derive(Debug, Clone, PartialEq)]
pub enum SyntaxKind {
    /// `true`, `false`.
    Bool(bool),
    /// A fact, a column, an option or `today`.
    Word(String),
    /// A bare number as it is spelt.
    Number(String),
    /// An amount, in fen.
    Money(i64),
    /// A percentage as it is spelt, without the sign.
    Percent(String),
    /// `4年`.
    Duration(Period),
    /// `近3年`.
    Recent(Period),
    /// `2024-03-01`.
    Date(Day),
    /// `3 fiscal years`.
    FiscalYears(u8),
    /// `name(…)`.
    Call {
        /// The function.
        name: String,
        /// Its arguments.
        arguments: Vec<Argument>,
        /// What stands after `where`.
        filter: Option<Box<Syntax>>,
    },
    /// `a >= b`.
    Compare(Box<Syntax>, Comparison, Box<Syntax>),
    /// `a in (b, c)`.
    In(Box<Syntax>, Vec<(String, Span)>),
    /// `not a`.
    Not(Box<Syntax>),
    /// `a and b`.
    And(Vec<Syntax>),
    /// `a or b`.
    Or(Vec<Syntax>),
}

/// Parses a condition. `offset` is where its text begins in the file.
///
/// # Errors
/// The first place where the text is not a condition.
pub fn parse(text: &str, source: &Source<'_>, offset: usize) -> Result<Syntax, Diagnostic> {
    let fail = |error: SyntaxError| {
        let span = Span::new(error.span.start + offset, error.span.end + offset);
        Diagnostic::error("condition-syntax", error.message).help(error.help).at(source, span)
    };
    if text.len() > MAX_LENGTH {
        let span = Span::new(0, text.len());
        return Err(fail(SyntaxError::new(
            "the condition is too long",
            span,
            format!("at most {MAX_LENGTH} bytes; split it"),
        )));
    }
    let tokens = lex(text).map_err(fail)?;
    let mut parser = Parser { tokens: &tokens, at: 0, end: text.len(), depth: 0, parts: 0 };
    let syntax = parser.condition().map_err(fail)?;
    match parser.peek() {
        None => Ok(syntax),
        Some(token) => Err(fail(SyntaxError::new(
            format!("`{}` is not expected here", token.kind.shown()),
            token.span,
            "join conditions with `and` or `or`",
        ))),
    }
}

#[derive(Debug, Clone, PartialEq)]
enum TokenKind {
    Word(String),
    Number(String),
    Money(i64),
    Percent(String),
    Duration(Period),
    Recent(Period),
    Date(Day),
    Compare(Comparison),
    Open,
    Close,
    Comma,
    Colon,
}

impl TokenKind {
    fn shown(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Number(number) => number.clone(),
            Self::Percent(number) => format!("{number}%"),
            Self::Money(_) => "an amount".into(),
            Self::Duration(period) => period.to_string(),
            Self::Recent(period) => format!("近{period}"),
            Self::Date(day) => day.to_string(),
            Self::Compare(comparison) => comparison.symbol().into(),
            Self::Open => "(".into(),
            Self::Close => ")".into(),
            Self::Comma => ",".into(),
            Self::Colon => ":".into(),
        }
    }
}

#[derive(Debug)]
struct Token {
    kind: TokenKind,
    span: Span,
}

struct SyntaxError {
    message: String,
    help: String,
    span: Span,
}

impl SyntaxError {
    fn new(message: impl Into<String>, span: Span, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), span }
    }
}

fn lex(text: &str) -> Result<Vec<Token>, SyntaxError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(c) = rest.chars().next()
    {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (kind, length) = token(c, rest, at)?;
        tokens.push(Token { kind, span: Span::new(at, at + length) });
        at += length;
    }
    Ok(tokens)
}

fn token(c: char, rest: &str, at: usize) -> Result<(TokenKind, usize), SyntaxError> {
    let symbol = |kind, length| Ok((kind, length));
    match c {
        '(' => symbol(TokenKind::Open, 1),
        ')' => symbol(TokenKind::Close, 1),
        ',' => symbol(TokenKind::Comma, 1),
        ':' => symbol(TokenKind::Colon, 1),
        '>' | '<' | '=' | '!' => {
            for (spelling, comparison) in [
                (">=", Comparison::AtLeast),
                ("<=", Comparison::AtMost),
                ("==", Comparison::Equal),
                ("!=", Comparison::Different),
                (">", Comparison::More),
                ("<", Comparison::Less),
            ] {
                if rest.starts_with(spelling) {
                    return symbol(TokenKind::Compare(comparison), spelling.len());
                }
            }
            Err(SyntaxError::new(
                format!("`{c}` is not a comparison"),
                Span::new(at, at + 1),
                "write ==, !=, <, <=, > or >=",
            ))
        }
        '近' => {
            let digits = rest.get(c.len_utf8()..).unwrap_or_default();
            let (kind, length) = numeral(digits, at + c.len_utf8())?;
            match kind {
                TokenKind::Duration(period) if period.unit == Unit::Years => {
                    symbol(TokenKind::Recent(period), length + c.len_utf8())
                }
                _ => Err(SyntaxError::new(
                    "`近` takes a number of years",
                    Span::new(at, at + c.len_utf8() + length),
                    "write 近3年; for months write 3个月",
                )),
            }
        }
        '0'..='9' => numeral(rest, at),
        c if c.is_ascii_alphabetic() || c == '_' => {
            let length = word_length(rest);
            symbol(TokenKind::Word(rest.get(..length).unwrap_or_default().to_owned()), length)
        }
        '（' | '）' | '，' | '：' | '＞' | '＜' | '＝' | '≥' | '≤' => Err(SyntaxError::new(
            format!("`{c}` is a full-width or typographic sign"),
            Span::new(at, at + c.len_utf8()),
            "write the ASCII sign: ( ) , : >= <= ==",
        )),
        other => Err(SyntaxError::new(
            format!("`{other}` has no meaning here"),
            Span::new(at, at + other.len_utf8()),
            "see the condition language in content/README.md",
        )),
    }
}

/// Letters, digits, `_`, and `.` or `-` between them.
fn word_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let inner = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    let mut length = 0;
    while inner(bytes.get(length)) || matches!(bytes.get(length), Some(b'.' | b'-')) && inner(bytes.get(length + 1)) {
        length += 1;
    }
    length
}

fn numeral(rest: &str, at: usize) -> Result<(TokenKind, usize), SyntaxError> {
    if let Some(day) = rest.get(..10).filter(|text| text.as_bytes().get(4) == Some(&b'-')) {
        return match Day::parse(day) {
            Some(parsed) => Ok((TokenKind::Date(parsed), 10)),
            None => Err(SyntaxError::new(
                format!("`{day}` is not a date"),
                Span::new(at, at + 10),
                "write a day that exists as 2026-11-21",
            )),
        };
    }
    let bytes = rest.as_bytes();
    let mut length = 0;
    while bytes.get(length).is_some_and(u8::is_ascii_digit)
        || bytes.get(length) == Some(&b'.') && bytes.get(length + 1).is_some_and(u8::is_ascii_digit)
    {
        length += 1;
    }
    let digits = rest.get(..length).unwrap_or_default();
    let suffix = rest.get(length..).unwrap_or_default();
    let span = |more: usize| Span::new(at, at + length + more);
    for (unit, zeros) in [("亿元", 8), ("万元", 4), ("元", 0)] {
        if suffix.starts_with(unit) {
            let money = scaled(digits, zeros).ok_or_else(|| {
                SyntaxError::new(
                    "the amount is finer than a fen or too large",
                    span(unit.len()),
                    "write it in full yuan",
                )
            })?;
            return Ok((TokenKind::Money(money), length + unit.len()));
        }
    }
    if suffix.starts_with('%') {
        return Ok((TokenKind::Percent(digits.to_owned()), length + 1));
    }
    for (word, unit) in [("年", Unit::Years), ("个月", Unit::Months), ("日", Unit::Days)] {
        if suffix.starts_with(word) {
            let count = digits.parse::<u16>().ok().filter(|count| *count <= 1000).ok_or_else(|| {
                SyntaxError::new("a period is a whole number up to 1000", span(word.len()), "write 4年, 3个月 or 30日")
            })?;
            return Ok((TokenKind::Duration(Period { count, unit }), length + word.len()));
        }
    }
    if suffix.starts_with(|c: char| c.is_alphanumeric() && c != '近') {
        let unit: String = suffix.chars().take_while(|c| c.is_alphanumeric()).collect();
        return Err(SyntaxError::new(
            format!("`{unit}` is not a unit"),
            Span::new(at, at + length + unit.len()),
            "units are 元, 万元, 亿元, %, 年, 个月, 日",
        ));
    }
    Ok((TokenKind::Number(digits.to_owned()), length))
}

fn scaled(digits: &str, zeros: u32) -> Option<i64> {
    let places = 2 + zeros;
    // Units of 10^−places yuan·10^zeros are fen.
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > places as usize || whole.len() > 12 {
        return None;
    }
    let mut text = format!("{whole}{fraction}");
    for _ in fraction.len()..places as usize {
        text.push('0');
    }
    text.parse::<i64>().ok().filter(|fen| *fen <= 100_000_000_000_000_000)
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
    end: usize,
    depth: usize,
    parts: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at)
    }

    fn here(&self) -> Span {
        self.peek().map_or(Span::new(self.end, self.end + 1), |token| token.span)
    }

    fn take(&mut self, kind: &TokenKind) -> bool {
        let found = self.peek().is_some_and(|token| token.kind == *kind);
        self.at += usize::from(found);
        found
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Token { kind: TokenKind::Word(found), .. }) if found == word);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, kind: &TokenKind, help: &str) -> Result<(), SyntaxError> {
        if self.take(kind) {
            return Ok(());
        }
        let found = self.peek().map_or_else(|| "the end".to_owned(), |token| format!("`{}`", token.kind.shown()));
        Err(SyntaxError::new(format!("`{}` is expected here, not {found}", kind.shown()), self.here(), help))
    }

    fn previous_end(&self) -> usize {
        self.at.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(0, |token| token.span.end)
    }

    fn build(&mut self, start: usize, kind: SyntaxKind) -> Result<Syntax, SyntaxError> {
        self.parts += 1;
        let span = Span::new(start, self.previous_end());
        if self.parts > MAX_PARTS {
            return Err(SyntaxError::new(
                "the condition has too many parts",
                span,
                format!("at most {MAX_PARTS}; split it"),
            ));
        }
        Ok(Syntax { span, kind })
    }

    fn deeper<R>(&mut self, inner: impl FnOnce(&mut Self) -> Result<R, SyntaxError>) -> Result<R, SyntaxError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(SyntaxError::new(
                "the condition is nested too deeply",
                self.here(),
                format!("at most {MAX_DEPTH} levels; split it"),
            ));
        }
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn condition(&mut self) -> Result<Syntax, SyntaxError> {
        self.deeper(|p| p.joined("or", |p| p.joined("and", Self::negation, SyntaxKind::And), SyntaxKind::Or))
    }

    fn joined(
        &mut self,
        word: &str,
        mut part: impl FnMut(&mut Self) -> Result<Syntax, SyntaxError>,
        join: impl FnOnce(Vec<Syntax>) -> SyntaxKind,
    ) -> Result<Syntax, SyntaxError> {
        let start = self.here().start;
        let first = part(self)?;
        let mut parts = vec![first];
        while self.take_word(word) {
            parts.push(part(self)?);
        }
        match parts.len() {
            1 => parts.pop().ok_or_else(|| SyntaxError::new("nothing here", self.here(), "write a condition")),
            _ => self.build(start, join(parts)),
        }
    }

    fn negation(&mut self) -> Result<Syntax, SyntaxError> {
        let start = self.here().start;
        if self.take_word("not") {
            let inner = self.deeper(Self::negation)?;
            return self.build(start, SyntaxKind::Not(Box::new(inner)));
        }
        self.test()
    }

    fn test(&mut self) -> Result<Syntax, SyntaxError> {
        let start = self.here().start;
        let left = self.value()?;
        if let Some(Token { kind: TokenKind::Compare(comparison), .. }) = self.peek() {
            self.at += 1;
            let right = self.value()?;
            return self.build(start, SyntaxKind::Compare(Box::new(left), *comparison, Box::new(right)));
        }
        if self.take_word("in") {
            self.expect(&TokenKind::Open, "write `in (one, other)`")?;
            let mut options = Vec::new();
            loop {
                let span = self.here();
                match self.peek().map(|token| &token.kind) {
                    Some(TokenKind::Word(word) | TokenKind::Number(word)) => options.push((word.clone(), span)),
                    _ => return Err(SyntaxError::new("an option is expected here", span, "write `in (one, other)`")),
                }
                self.at += 1;
                if !self.take(&TokenKind::Comma) {
                    break;
                }
            }
            self.expect(&TokenKind::Close, "close the list of options")?;
            return self.build(start, SyntaxKind::In(Box::new(left), options));
        }
        Ok(left)
    }

    fn value(&mut self) -> Result<Syntax, SyntaxError> {
        let Some(token) = self.peek() else {
            return Err(SyntaxError::new(
                "the condition ends too early",
                self.here(),
                "a fact, a number or a condition is expected",
            ));
        };
        let start = token.span.start;
        self.at += 1;
        let kind = match &token.kind {
            TokenKind::Open => {
                let inner = self.condition()?;
                self.expect(&TokenKind::Close, "close the parenthesis")?;
                return Ok(Syntax { span: Span::new(start, self.previous_end()), kind: inner.kind });
            }
            TokenKind::Word(word) => match word.as_str() {
                "true" => SyntaxKind::Bool(true),
                "false" => SyntaxKind::Bool(false),
                "and" | "or" | "in" | "where" => {
                    return Err(SyntaxError::new(
                        format!("`{word}` is not expected here"),
                        token.span,
                        "a fact, a number or a condition is missing before it",
                    ));
                }
                _ if self.take(&TokenKind::Open) => self.call(word)?,
                _ => SyntaxKind::Word(word.clone()),
            },
            TokenKind::Number(digits) => {
                let before = self.at;
                if self.take_word("fiscal") && self.take_word("years") {
                    let years = digits.parse().ok().filter(|years| (1..=10).contains(years));
                    SyntaxKind::FiscalYears(years.ok_or_else(|| {
                        SyntaxError::new("fiscal years are counted from 1 to 10", token.span, "write `3 fiscal years`")
                    })?)
                } else {
                    self.at = before;
                    SyntaxKind::Number(digits.clone())
                }
            }
            TokenKind::Money(fen) => SyntaxKind::Money(*fen),
            TokenKind::Percent(digits) => SyntaxKind::Percent(digits.clone()),
            TokenKind::Duration(period) => SyntaxKind::Duration(*period),
            TokenKind::Recent(period) => SyntaxKind::Recent(*period),
            TokenKind::Date(day) => SyntaxKind::Date(*day),
            TokenKind::Compare(_) | TokenKind::Close | TokenKind::Comma | TokenKind::Colon => {
                return Err(SyntaxError::new(
                    format!("`{}` is not expected here", token.kind.shown()),
                    token.span,
                    "a fact, a number or a condition is expected",
                ));
            }
        };
        self.build(start, kind)
    }

    fn call(&mut self, name: &str) -> Result<SyntaxKind, SyntaxError> {
        let mut arguments = Vec::new();
        let mut filter = None;
        if self.take(&TokenKind::Close) {
            return Ok(SyntaxKind::Call { name: name.to_owned(), arguments, filter });
        }
        loop {
            let label = match (self.peek(), self.tokens.get(self.at + 1)) {
                (Some(Token { kind: TokenKind::Word(word), span }), Some(Token { kind: TokenKind::Colon, .. })) => {
                    self.at += 2;
                    Some((word.clone(), *span))
                }
                _ => None,
            };
            let value = self.condition()?;
            arguments.push(Argument { label, value });
            if self.take_word("where") {
                filter = Some(Box::new(self.condition()?));
                if self.take(&TokenKind::Comma) {
                    arguments.push(Argument { label: None, value: self.condition()? });
                }
                break;
            }
            if !self.take(&TokenKind::Comma) {
                break;
            }
        }
        self.expect(&TokenKind::Close, "close the call, or separate its arguments with commas")?;
        Ok(SyntaxKind::Call { name: name.to_owned(), arguments, filter })
    }
}

/// A percentage as numerator and denominator of a fraction: 30 → 30/100, 12.5 → 125/1000.
pub(super) fn percent(spelling: &str) -> Option<(i64, i64)> {
    let places = spelling.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let places = u32::try_from(places).ok().filter(|places| *places <= 6)?;
    Some((parse_fixed(spelling, places)?, 10_i64.pow(places) * 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<Syntax, String> {
        parse(text, &Source { name: "c", text }, 0).map_err(|error| error.to_string())
    }

    #[test]
    fn units_are_read_as_people_write_them() {
        for (text, kind) in [
            ("1亿元", SyntaxKind::Money(10_000_000_000)),
            ("3000万元", SyntaxKind::Money(3_000_000_000)),
            ("12.5元", SyntaxKind::Money(1250)),
            ("1.2345万元", SyntaxKind::Money(1_234_500)),
            ("4年", SyntaxKind::Duration(Period { count: 4, unit: Unit::Years })),
            ("3个月", SyntaxKind::Duration(Period { count: 3, unit: Unit::Months })),
            ("近3年", SyntaxKind::Recent(Period { count: 3, unit: Unit::Years })),
            ("3 fiscal years", SyntaxKind::FiscalYears(3)),
        ] {
            assert_eq!(check(text).unwrap().kind, kind, "{text}");
        }
        assert_eq!(percent("30"), Some((30, 100)));
        assert_eq!(percent("12.5"), Some((125, 1000)));
    }

    #[test]
    fn and_binds_closer_than_or_and_not_closest() {
        let SyntaxKind::Or(parts) = check("not a and b or c").unwrap().kind else { panic!() };
        assert!(matches!(parts[0].kind, SyntaxKind::And(_)));
        assert!(matches!(parts[1].kind, SyntaxKind::Word(_)));
    }

    #[test]
    fn mistakes_are_shown_with_their_place() {
        for (text, message) in [
            ("a and", "the condition ends too early"),
            ("a b", "`b` is not expected here"),
            ("a >= 30块", "`块` is not a unit"),
            ("（a）", "full-width"),
            ("within(a, 2026-02-30)", "not a date"),
            ("近3个月 a", "takes a number of years"),
            ("a = b", "is not a comparison"),
            ("count(a where b", "`)` is expected"),
            ("", "ends too early"),
        ] {
            let error = check(text).unwrap_err();
            assert!(error.contains(message), "{text}: {error}");
        }
        assert!(check(&"(".repeat(100)).is_err());
        assert!(check(&"not ".repeat(100)).is_err());
        assert!(check(&vec!["a"; 500].join(" and ")).is_err());
    }
}

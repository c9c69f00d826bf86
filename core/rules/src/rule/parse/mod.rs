//! From text to syntax. The grammar is in `content/README.md`.

mod grammar;
mod lex;
mod tokens;

use super::Comparison;
use crate::fact::parse_fixed;
use lex::lex;
use tokens::{SyntaxError, Token, TokenKind};
use ziping_base::calendar::{Day, Period};
use ziping_base::diag::{Diagnostic, Said, Source, Span};
use ziping_base::say;

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

/// An operation on two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// `+`
    Plus,
    /// `-`, `−`
    Minus,
    /// `*`, `×`
    Times,
    /// `/`, `÷`
    Over,
}

impl Operation {
    /// As it is written.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::Over => "/",
        }
    }
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
    /// `a + b`.
    Work(Box<Syntax>, Operation, Box<Syntax>),
    /// `-a`.
    Negative(Box<Syntax>),
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
            say!("the condition is too long", "条件太长"),
            span,
            say!("at most {MAX_LENGTH} bytes; split it", "最多 {MAX_LENGTH} 字节，请拆开写"),
        )));
    }
    let tokens = lex(text).map_err(fail)?;
    let mut parser = Parser { tokens: &tokens, at: 0, end: text.len(), depth: 0, parts: 0 };
    let syntax = parser.condition().map_err(fail)?;
    match parser.peek() {
        None => Ok(syntax),
        Some(token) => {
            let help = say!("join conditions with `and` or `or`", "条件之间用“and”或“or”连接");
            Err(fail(SyntaxError::unexpected(token, help)))
        }
    }
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

    fn expect(&mut self, kind: &TokenKind, help: impl FnOnce() -> Said) -> Result<(), SyntaxError> {
        if self.take(kind) {
            return Ok(());
        }
        let found = self.peek().map_or_else(|| say!("the end", "条件的结尾"), |token| token.kind.shown());
        let wanted = kind.shown();
        let message = Said::new(
            format!("{} is expected here, not {}", wanted.en, found.en),
            format!("这里应是{}，不是{}", wanted.zh, found.zh),
        );
        Err(SyntaxError::new(message, self.here(), help()))
    }

    fn previous_end(&self) -> usize {
        self.at.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(0, |token| token.span.end)
    }

    fn build(&mut self, start: usize, kind: SyntaxKind) -> Result<Syntax, SyntaxError> {
        self.parts += 1;
        let span = Span::new(start, self.previous_end());
        if self.parts > MAX_PARTS {
            return Err(SyntaxError::new(
                say!("the condition has too many parts", "条件的组成部分太多"),
                span,
                say!("at most {MAX_PARTS}; split it", "最多 {MAX_PARTS} 个，请拆开写"),
            ));
        }
        Ok(Syntax { span, kind })
    }

    fn deeper<R>(&mut self, inner: impl FnOnce(&mut Self) -> Result<R, SyntaxError>) -> Result<R, SyntaxError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(SyntaxError::new(
                say!("the condition is nested too deeply", "条件嵌套太深"),
                self.here(),
                say!("at most {MAX_DEPTH} levels; split it", "最多 {MAX_DEPTH} 层，请拆开写"),
            ));
        }
        let result = inner(self);
        self.depth -= 1;
        result
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
    use ziping_base::calendar::Unit;

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
    fn the_carets_stand_under_what_is_wrong() {
        for (text, marked) in [
            ("a >= 近2026-02-30", "2026-02-30"),
            ("a >= 近3个月", "近3个月"),
            ("a >= 近5千元", "5千元"),
            ("a >= 30块 and b", "30块"),
            ("a >= 1.2345678万元", "1.2345678万元"),
            ("a >= 1.5.2元", "1.5.2元"),
            ("since(a) >= 2000年", "2000年"),
            ("a >= 1. and b", "."),
            ("中 a", "中"),
            ("a = b", "="),
            ("a （b）", "（"),
            ("a.b. >= 1", "."),
        ] {
            let place = *parse(text, &Source { name: "c", text }, 0).unwrap_err().place.unwrap();
            let (before, length) = (place.column as usize - 1, place.length as usize);
            assert_eq!(text.chars().skip(before).take(length).collect::<String>(), marked, "{text}");
        }
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

    #[test]
    fn as_much_as_the_messages_name_is_allowed_and_no_more() {
        // The words and the conjunction of them: 400 parts.
        let of = |words: usize| check(&vec!["a"; words].join(" and "));
        assert!(of(399).is_ok());
        assert!(of(400).unwrap_err().contains("at most 400; split it"));
        let nested = |levels: usize| check(&format!("{}a{}", "(".repeat(levels), ")".repeat(levels)));
        assert!(nested(31).is_ok(), "the condition itself is a level");
        assert!(nested(32).unwrap_err().contains("at most 32 levels; split it"));
        let long = |bytes: usize| check(&"a".repeat(bytes));
        assert!(long(4_000).is_ok());
        assert!(long(4_001).unwrap_err().contains("at most 4000 bytes; split it"));
        assert_eq!(
            check("1000000000亿元").unwrap_err().lines().next(),
            check("99999999999999999999元").unwrap_err().lines().next()
        );
        assert_eq!(check("10000000亿元").unwrap().kind, SyntaxKind::Money(100_000_000_000_000_000));
        assert!(check("10000001亿元").unwrap_err().contains("too large"));
    }
}

//! Tokens, and what is said where there is none.

use super::Operation;
use crate::rule::Comparison;
use ziping_base::calendar::{Day, Period};
use ziping_base::diag::{Said, Span};
use ziping_base::say;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    Word(String),
    Number(String),
    Money(i64),
    Percent(String),
    Duration(Period),
    Recent(Period),
    Date(Day),
    Compare(Comparison),
    Operation(Operation),
    Open,
    Close,
    Comma,
    Colon,
}

impl TokenKind {
    /// It as it is spelt, in quotes.
    pub(super) fn shown(&self) -> Said {
        let spelt = match self {
            Self::Word(word) => word.clone(),
            Self::Number(number) => number.clone(),
            Self::Percent(number) => format!("{number}%"),
            Self::Money(_) => return say!("`an amount`", "金额"),
            Self::Duration(period) => period.to_string(),
            Self::Recent(period) => format!("近{period}"),
            Self::Date(day) => day.to_string(),
            Self::Compare(comparison) => comparison.symbol().into(),
            Self::Operation(operation) => operation.symbol().into(),
            Self::Open => "(".into(),
            Self::Close => ")".into(),
            Self::Comma => ",".into(),
            Self::Colon => ":".into(),
        };
        say!("`{spelt}`", "“{spelt}”")
    }
}

#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

pub(super) struct SyntaxError {
    pub(super) message: Said,
    pub(super) help: Said,
    pub(super) span: Span,
}

impl SyntaxError {
    pub(super) const fn new(message: Said, span: Span, help: Said) -> Self {
        Self { message, help, span }
    }

    /// That this token cannot stand where it does.
    pub(super) fn unexpected(token: &Token, help: Said) -> Self {
        let Said { en, zh } = token.kind.shown();
        Self::new(Said::new(format!("{en} is not expected here"), format!("这里不该有{zh}")), token.span, help)
    }
}

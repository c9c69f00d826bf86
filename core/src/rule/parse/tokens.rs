//! Tokens, and what is said where there is none.

use crate::calendar::{Day, Period};
use crate::diag::Span;
use crate::rule::Comparison;

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
    Open,
    Close,
    Comma,
    Colon,
}

impl TokenKind {
    pub(super) fn shown(&self) -> String {
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
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

pub(super) struct SyntaxError {
    pub(super) message: String,
    pub(super) help: String,
    pub(super) span: Span,
}

impl SyntaxError {
    pub(super) fn new(message: impl Into<String>, span: Span, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), span }
    }
}

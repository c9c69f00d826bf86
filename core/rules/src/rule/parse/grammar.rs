//! From tokens to syntax: `or`, `and`, `not`, comparisons, values, calls.

use super::tokens::{SyntaxError, Token, TokenKind};
use super::{Argument, Operation, Parser, Syntax, SyntaxKind};
use ziping_base::diag::{Said, Span};
use ziping_base::say;

impl<'t> Parser<'t> {
    pub(super) fn condition(&mut self) -> Result<Syntax, SyntaxError> {
        self.deeper(|p| p.joined("or", |p| p.joined("and", Self::negation, SyntaxKind::And), SyntaxKind::Or))
    }

    pub(super) fn joined(
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
            1 => parts.pop().ok_or_else(|| {
                SyntaxError::new(
                    say!("nothing here", "这里什么也没有"),
                    self.here(),
                    say!("write a condition", "写一个条件"),
                )
            }),
            _ => self.build(start, join(parts)),
        }
    }

    pub(super) fn negation(&mut self) -> Result<Syntax, SyntaxError> {
        let start = self.here().start;
        if self.take_word("not") {
            let inner = self.deeper(Self::negation)?;
            return self.build(start, SyntaxKind::Not(Box::new(inner)));
        }
        self.test()
    }

    pub(super) fn test(&mut self) -> Result<Syntax, SyntaxError> {
        let start = self.here().start;
        let left = self.sum()?;
        if let Some(Token { kind: TokenKind::Compare(comparison), .. }) = self.peek() {
            self.at += 1;
            let right = self.sum()?;
            return self.build(start, SyntaxKind::Compare(Box::new(left), *comparison, Box::new(right)));
        }
        if self.take_word("in") {
            self.expect(&TokenKind::Open, write_in)?;
            let mut options = Vec::new();
            loop {
                let span = self.here();
                match self.peek().map(|token| &token.kind) {
                    Some(TokenKind::Word(word) | TokenKind::Number(word)) => options.push((word.clone(), span)),
                    _ => {
                        let message = say!("an option is expected here", "这里应是选项");
                        return Err(SyntaxError::new(message, span, write_in()));
                    }
                }
                self.at += 1;
                if !self.take(&TokenKind::Comma) {
                    break;
                }
            }
            self.expect(&TokenKind::Close, || say!("close the list of options", "在选项后面补上右括号"))?;
            return self.build(start, SyntaxKind::In(Box::new(left), options));
        }
        Ok(left)
    }

    /// `a + b - c`.
    fn sum(&mut self) -> Result<Syntax, SyntaxError> {
        self.worked(&[Operation::Plus, Operation::Minus], Self::product)
    }

    /// `a * b / c`.
    fn product(&mut self) -> Result<Syntax, SyntaxError> {
        self.worked(&[Operation::Times, Operation::Over], Self::signed)
    }

    fn worked(
        &mut self,
        operations: &[Operation],
        mut part: impl FnMut(&mut Self) -> Result<Syntax, SyntaxError>,
    ) -> Result<Syntax, SyntaxError> {
        let start = self.here().start;
        let mut all = part(self)?;
        while let Some(Token { kind: TokenKind::Operation(operation), .. }) = self.peek()
            && operations.contains(operation)
        {
            self.at += 1;
            let right = part(self)?;
            all = self.build(start, SyntaxKind::Work(Box::new(all), *operation, Box::new(right)))?;
        }
        Ok(all)
    }

    /// `-a`.
    fn signed(&mut self) -> Result<Syntax, SyntaxError> {
        let start = self.here().start;
        if self.take(&TokenKind::Operation(Operation::Minus)) {
            let inner = self.deeper(Self::signed)?;
            return self.build(start, SyntaxKind::Negative(Box::new(inner)));
        }
        self.value()
    }

    pub(super) fn value(&mut self) -> Result<Syntax, SyntaxError> {
        let Some(token) = self.peek() else {
            return Err(SyntaxError::new(
                say!("the condition ends too early", "条件没有写完"),
                self.here(),
                say!("a fact, a number or a condition is expected", "后面应有事实、数或条件"),
            ));
        };
        let start = token.span.start;
        self.at += 1;
        let kind = match &token.kind {
            TokenKind::Open => {
                let inner = self.condition()?;
                self.expect(&TokenKind::Close, || say!("close the parenthesis", "补上右括号"))?;
                return Ok(Syntax { span: Span::new(start, self.previous_end()), kind: inner.kind });
            }
            TokenKind::Word(word) => match word.as_str() {
                "true" => SyntaxKind::Bool(true),
                "false" => SyntaxKind::Bool(false),
                "and" | "or" | "in" | "where" => {
                    let help = say!("a fact, a number or a condition is missing before it", "它前面缺少事实、数或条件");
                    return Err(SyntaxError::unexpected(token, help));
                }
                _ if self.take(&TokenKind::Open) => self.call(word)?,
                _ => SyntaxKind::Word(word.clone()),
            },
            TokenKind::Number(digits) => {
                let before = self.at;
                if self.take_word("fiscal") && self.take_word("years") {
                    let years = digits.parse().ok().filter(|years| (1..=10).contains(years));
                    SyntaxKind::FiscalYears(years.ok_or_else(|| {
                        SyntaxError::new(
                            say!("fiscal years are counted from 1 to 10", "会计年度的个数须是 1 到 10"),
                            token.span,
                            say!("write `3 fiscal years`", "写成“3 fiscal years”"),
                        )
                    })?)
                } else {
                    self.at = before;
                    if let Some(Token { kind: TokenKind::Word(word), span }) = self.peek()
                        && let Some(unit) = unit_of(word)
                    {
                        let span = Span::new(token.span.start, span.end);
                        return Err(SyntaxError::new(
                            say!("`{digits} {word}` is no period or amount", "“{digits} {word}”不是时长或金额的写法"),
                            span,
                            say!("write {digits}{unit}", "写成 {digits}{unit}"),
                        ));
                    }
                    SyntaxKind::Number(digits.clone())
                }
            }
            TokenKind::Money(fen) => SyntaxKind::Money(*fen),
            TokenKind::Percent(digits) => SyntaxKind::Percent(digits.clone()),
            TokenKind::Duration(period) => SyntaxKind::Duration(*period),
            TokenKind::Recent(period) => SyntaxKind::Recent(*period),
            TokenKind::Date(day) => SyntaxKind::Date(*day),
            TokenKind::Operation(_)
            | TokenKind::Compare(_)
            | TokenKind::Close
            | TokenKind::Comma
            | TokenKind::Colon => {
                let help = say!("a fact, a number or a condition is expected", "这里应是事实、数或条件");
                return Err(SyntaxError::unexpected(token, help));
            }
        };
        self.build(start, kind)
    }

    pub(super) fn call(&mut self, name: &str) -> Result<SyntaxKind, SyntaxError> {
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
        let help =
            || say!("close the call, or separate its arguments with commas", "补上右括号，或用半角逗号隔开各个参数");
        self.expect(&TokenKind::Close, help)?;
        Ok(SyntaxKind::Call { name: name.to_owned(), arguments, filter })
    }
}

/// The unit that an English word means.
fn unit_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "year" | "years" => "年",
        "month" | "months" => "个月",
        "day" | "days" => "日",
        "yuan" | "rmb" | "RMB" | "CNY" => "元",
        "percent" => "%",
        _ => return None,
    })
}

fn write_in() -> Said {
    say!("write `in (one, other)`", "写成“in (选项, 选项)”")
}

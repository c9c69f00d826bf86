//! From syntax to a compiled condition: facts are found, kinds are checked, all mistakes are collected.

mod call;
mod compare;
mod rows;
mod typed;
mod words;

use super::expr::{Date, Number, Test, Unit, Windows};
use super::parse::{Syntax, SyntaxKind, parse, percent};
use crate::diag::{Diagnostic, Said, Source, Span};
use crate::fact::{Catalogue, FactIx};
use crate::say;
use std::collections::HashMap;
use typed::Typed;

/// What a compiled figure is.
#[derive(Debug, Clone, PartialEq)]
pub enum Checked {
    /// A condition.
    Test(Test),
    /// A number of a unit.
    Number(Number, Unit),
    /// A share: part and whole.
    Share(Number, Number),
}

/// What a condition may refer to.
#[derive(Debug)]
pub struct Scope<'a> {
    /// All facts.
    pub catalogue: &'a Catalogue,
    /// Figures that tables replace, by fact: the table and what is worked out.
    pub derived: &'a HashMap<FactIx, (FactIx, Checked)>,
    /// Readings that the rule book defines.
    pub readings: &'a [String],
    /// Windows shared by all conditions.
    pub windows: &'a mut Windows,
    /// The file.
    pub source: Source<'a>,
    /// Where the condition's text begins in the file.
    pub offset: usize,
    /// Mistakes found.
    pub problems: &'a mut Vec<Diagnostic>,
}

/// Compiles a condition; `None` when it has mistakes, which are in the scope's problems.
pub fn compile_test(text: &str, scope: &mut Scope<'_>) -> Option<Test> {
    let before = scope.problems.len();
    let syntax = parsed(text, scope)?;
    let test = Checker { scope, table: None }.test(&syntax)?;
    (scope.problems.len() == before).then_some(test)
}

/// Compiles a figure: a number or a condition.
pub fn compile_number(text: &str, scope: &mut Scope<'_>) -> Option<Checked> {
    let before = scope.problems.len();
    let syntax = parsed(text, scope)?;
    let mut checker = Checker { scope, table: None };
    let checked = match checker.value(&syntax)? {
        Typed::Number(number, unit) => Checked::Number(number, unit),
        Typed::Test(test) => Checked::Test(test),
        Typed::Share(part, whole) => Checked::Share(part, whole),
        other => {
            let Said { en, zh } = other.name();
            let message = Said::new(
                format!("a number or a condition is expected, this is {en}"),
                format!("这里应是数或条件，写的是{zh}"),
            );
            checker.error(syntax.span, "wrong-type", message, see_forms());
            return None;
        }
    };
    (scope.problems.len() == before).then_some(checked)
}

fn parsed(text: &str, scope: &mut Scope<'_>) -> Option<Syntax> {
    match parse(text, &scope.source, scope.offset) {
        Ok(syntax) => Some(syntax),
        Err(problem) => {
            scope.problems.push(problem);
            None
        }
    }
}

fn see_forms() -> Said {
    say!("see the table of forms in content/README.md", "可用的写法见 content/README.md 里的表")
}

struct Checker<'s, 'a> {
    scope: &'s mut Scope<'a>,
    /// The table whose row is at hand.
    table: Option<FactIx>,
}

impl Checker<'_, '_> {
    fn error(&mut self, span: Span, code: &str, message: Said, help: Said) {
        let span = Span::new(span.start + self.scope.offset, span.end + self.scope.offset);
        let problem = Diagnostic::error(code, message).help(help).at(&self.scope.source, span);
        self.scope.problems.push(problem);
    }

    fn wrong<R>(&mut self, span: Span, wanted: &Said, got: &Typed, help: Said) -> Option<R> {
        let got = got.name();
        let message = Said::new(
            format!("{} is expected here, this is {}", wanted.en, got.en),
            format!("这里应是{}，写的是{}", wanted.zh, got.zh),
        );
        self.error(span, "wrong-type", message, help);
        None
    }

    fn test(&mut self, syntax: &Syntax) -> Option<Test> {
        match &syntax.kind {
            SyntaxKind::Bool(truth) => Some(Test::Constant(*truth)),
            SyntaxKind::Not(inner) => Some(Test::Not(Box::new(self.test(inner)?))),
            SyntaxKind::And(parts) => self.tests(parts).map(Test::And),
            SyntaxKind::Or(parts) => self.tests(parts).map(Test::Or),
            SyntaxKind::Compare(left, comparison, right) => self.compare(left, *comparison, right, syntax.span),
            SyntaxKind::In(left, options) => self.one_of(left, options),
            SyntaxKind::Word(_)
            | SyntaxKind::Number(_)
            | SyntaxKind::Money(_)
            | SyntaxKind::Percent(_)
            | SyntaxKind::Duration(_)
            | SyntaxKind::Recent(_)
            | SyntaxKind::Date(_)
            | SyntaxKind::FiscalYears(_)
            | SyntaxKind::Call { .. } => match self.value(syntax)? {
                Typed::Test(test) => Some(test),
                other => {
                    let help =
                        say!("compare it with something, for instance `>= 50`", "请拿它与某个值比较，例如“>= 50”");
                    self.wrong(syntax.span, &say!("a condition", "条件"), &other, help)
                }
            },
        }
    }

    /// All parts, so that all mistakes are found.
    fn tests(&mut self, parts: &[Syntax]) -> Option<Vec<Test>> {
        let checked: Vec<Option<Test>> = parts.iter().map(|part| self.test(part)).collect();
        checked.into_iter().collect()
    }

    fn value(&mut self, syntax: &Syntax) -> Option<Typed> {
        match &syntax.kind {
            SyntaxKind::Word(word) => self.word(word, syntax.span),
            SyntaxKind::Number(spelling) => Some(Typed::Bare(spelling.clone())),
            SyntaxKind::Money(fen) => Some(Typed::Number(Number::Literal(*fen), Unit::Money)),
            SyntaxKind::Percent(spelling) => match percent(spelling) {
                Some((numerator, denominator)) => Some(Typed::Percent(numerator, denominator)),
                None => {
                    let message = say!("the percentage has too many places", "百分数的小数位太多");
                    self.error(syntax.span, "wrong-type", message, say!("at most six", "最多六位"));
                    None
                }
            },
            SyntaxKind::Duration(period) => Some(Typed::Duration(*period)),
            SyntaxKind::Recent(period) => Some(Typed::Recent(*period)),
            SyntaxKind::Date(day) => Some(Typed::Date(Date::Literal(*day))),
            SyntaxKind::FiscalYears(years) => Some(Typed::Years(*years)),
            SyntaxKind::Call { name, arguments, filter } => self.call(name, arguments, filter.as_deref(), syntax.span),
            SyntaxKind::Bool(_)
            | SyntaxKind::Compare(..)
            | SyntaxKind::In(..)
            | SyntaxKind::Not(_)
            | SyntaxKind::And(_)
            | SyntaxKind::Or(_) => self.test(syntax).map(Typed::Test),
        }
    }
}

//! From syntax to a compiled condition: facts are found, kinds are checked, all mistakes are collected.

mod call;
mod compare;
mod numbers;
mod rows;
mod typed;
mod words;
mod work;

use super::expr::{Date, Number, Rows, Test, Unit, Windows};
use super::operators::OneOf;
use super::parse::{Syntax, SyntaxKind, parse, percent};
use super::score::{Given, Scored, Shown, Value};
use crate::fact::{Catalogue, FactIx};
pub(super) use call::{Call, asked_date};
pub(super) use compare::possible;
use std::collections::HashMap;
pub(super) use typed::Typed;
pub use work::{comparable, divides, rounding_mode};
use ziping_base::diag::{Diagnostic, Said, Source, Span};
use ziping_base::say;

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

/// Points that may be looked at, and figures that the issuer publishes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scores {
    /// Items and groups, each with its parts.
    pub items: Vec<Scored>,
    /// Figures.
    pub given: Vec<Given>,
    /// Ids of the elements that are worked out: what is typed for them is not used.
    pub worked_out: Vec<String>,
}

impl Scores {
    /// None.
    #[must_use]
    pub fn none() -> &'static Self {
        static NONE: Scores = Scores { items: Vec::new(), given: Vec::new(), worked_out: Vec::new() };
        &NONE
    }

    /// An item or a group, wherever it stands.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Scored> {
        self.items.iter().flat_map(Scored::all).find(|item| item.id == id)
    }

    /// A figure.
    #[must_use]
    pub fn given(&self, id: &str) -> Option<&Given> {
        self.given.iter().find(|given| given.id == id)
    }
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
    /// Items whose points may be looked at, and figures that the issuer publishes.
    pub scores: &'a Scores,
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

/// Compiles a number expression, with the unit that it is shown in.
pub fn compile_value(text: &str, scope: &mut Scope<'_>) -> Option<(Value, Shown)> {
    compile_in(text, scope, None)
}

/// Compiles a number expression on a row of a table.
pub fn compile_row_value(text: &str, table: FactIx, scope: &mut Scope<'_>) -> Option<(Value, Shown)> {
    compile_in(text, scope, Some(table))
}

fn compile_in(text: &str, scope: &mut Scope<'_>, table: Option<FactIx>) -> Option<(Value, Shown)> {
    let before = scope.problems.len();
    let syntax = parsed(text, scope)?;
    let found = Checker { scope, table }.number(&syntax)?;
    (scope.problems.len() == before).then_some(found)
}

/// Compiles which rows of a table count: `table where …`.
pub fn compile_rows(text: &str, scope: &mut Scope<'_>) -> Option<Rows> {
    let before = scope.problems.len();
    // The same as in `count(…)`, without the word around it.
    let around = "count(";
    let whole = format!("{around}{text})");
    let offset = scope.offset;
    scope.offset = offset.saturating_sub(around.len());
    let found = match parsed(&whole, scope).map(|syntax| syntax.kind) {
        Some(SyntaxKind::Call { arguments, filter, .. }) => match arguments.as_slice() {
            [table] => {
                let mut checker = Checker { scope, table: None };
                checker
                    .table_of(&table.value)
                    .and_then(|table| Some(Rows { table, filter: checker.filter(table, filter.as_deref())? }))
            }
            _ => None,
        },
        _ => None,
    };
    scope.offset = offset;
    found.filter(|_| scope.problems.len() == before)
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

/// Checks one condition or number; mistakes go into the scope.
pub(super) struct Checker<'s, 'a> {
    pub(super) scope: &'s mut Scope<'a>,
    /// The table whose row is at hand.
    table: Option<FactIx>,
}

impl Checker<'_, '_> {
    /// Reports a mistake at a place of the text.
    pub(super) fn error(&mut self, span: Span, code: &str, message: Said, help: Said) {
        let span = Span::new(span.start + self.scope.offset, span.end + self.scope.offset);
        let problem = Diagnostic::error(code, message).help(help).at(&self.scope.source, span);
        self.scope.problems.push(problem);
    }

    /// Reports that a part is of another type than the one that is wanted.
    pub(super) fn wrong<R>(&mut self, span: Span, wanted: &Said, got: &Typed, help: Said) -> Option<R> {
        let got = got.name();
        let message = Said::new(
            format!("{} is expected here, this is {}", wanted.en, got.en),
            format!("这里应是{}，写的是{}", wanted.zh, got.zh),
        );
        self.error(span, "wrong-type", message, help);
        None
    }

    /// A part as a condition.
    pub(super) fn test(&mut self, syntax: &Syntax) -> Option<Test> {
        match &syntax.kind {
            SyntaxKind::Bool(truth) => Some(Test::Constant(*truth)),
            SyntaxKind::Not(inner) => Some(Test::Not(Box::new(self.test(inner)?))),
            SyntaxKind::And(parts) => self.tests(parts).map(Test::And),
            SyntaxKind::Or(parts) => self.tests(parts).map(Test::Or),
            SyntaxKind::Compare(left, comparison, right) => self.compare(left, *comparison, right, syntax.span),
            SyntaxKind::In(left, options) => OneOf::listed(self, left, options),
            SyntaxKind::Word(_)
            | SyntaxKind::Number(_)
            | SyntaxKind::Money(_)
            | SyntaxKind::Percent(_)
            | SyntaxKind::Duration(_)
            | SyntaxKind::Recent(_)
            | SyntaxKind::Date(_)
            | SyntaxKind::FiscalYears(_)
            | SyntaxKind::Work(..)
            | SyntaxKind::Negative(_)
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

    /// A part, whatever it is.
    pub(super) fn value(&mut self, syntax: &Syntax) -> Option<Typed> {
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
            SyntaxKind::Work(left, operation, right) => self.work(left, *operation, right, syntax.span),
            SyntaxKind::Negative(inner) => {
                let (inner, shown) = self.number(inner)?;
                Some(Typed::Value(work::negative(inner), shown))
            }
            SyntaxKind::Bool(_)
            | SyntaxKind::Compare(..)
            | SyntaxKind::In(..)
            | SyntaxKind::Not(_)
            | SyntaxKind::And(_)
            | SyntaxKind::Or(_) => self.test(syntax).map(Typed::Test),
        }
    }
}

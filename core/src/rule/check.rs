//! From syntax to a compiled condition: facts are found, kinds are checked, all mistakes are collected.

use super::expr::{Comparison, Date, Number, Operand, Quantity, Rows, Test, Unit, Windows, plain};
use super::parse::{Argument, Syntax, SyntaxKind, parse, percent};
use crate::calendar::{Period, Window};
use crate::diag::{Diagnostic, Source, Span, nearest};
use crate::fact::{Catalogue, FactIx, Kind, Range, parse_fixed};
use std::collections::HashMap;

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
            checker.error(
                syntax.span,
                "wrong-type",
                format!("a number or a condition is expected, this is {}", other.name()),
                "see the table of forms in content/README.md",
            );
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

/// A part with its type.
enum Typed {
    Test(Test),
    Number(Number, Unit),
    /// A bare number whose unit the other side decides.
    Bare(String),
    Share(Number, Number),
    Percent(i64, i64),
    Choice(FactIx),
    Several(FactIx),
    Yearly(FactIx),
    Table(FactIx),
    Date(Date),
    Event(Operand),
    Text(Operand),
    Elapsed(Operand),
    FullYears(FactIx),
    Duration(Period),
    Recent(Period),
    Years(u8),
    Option(String),
}

impl Typed {
    const fn name(&self) -> &'static str {
        match self {
            Self::Test(_) => "a condition",
            Self::Number(_, Unit::Count) => "a count",
            Self::Number(_, Unit::Money) => "an amount of money",
            Self::Number(_, Unit::Score) => "points",
            Self::Bare(_) => "a bare number",
            Self::Share(..) => "a share",
            Self::Percent(..) => "a percentage",
            Self::Choice(_) => "a choice",
            Self::Several(_) => "a set of choices",
            Self::Yearly(_) => "money by fiscal year",
            Self::Table(_) => "a table",
            Self::Date(_) => "a date",
            Self::Event(_) => "an occurrence",
            Self::Text(_) => "a text",
            Self::Elapsed(_) => "the time since a date",
            Self::FullYears(_) => "a number of full fiscal years",
            Self::Duration(_) | Self::Recent(_) => "a period",
            Self::Years(_) => "a number of fiscal years",
            Self::Option(_) => "an option",
        }
    }
}

struct Checker<'s, 'a> {
    scope: &'s mut Scope<'a>,
    /// The table whose row is at hand.
    table: Option<FactIx>,
}

const FORMS: [&str; 24] = [
    "sum",
    "least",
    "share",
    "within",
    "ever",
    "before",
    "since",
    "full_fiscal_years",
    "count",
    "distinct",
    "total",
    "mean",
    "some",
    "every",
    "groups",
    "ran",
    "any",
    "all",
    "empty",
    "at_least",
    "readings",
    "uscc_valid",
    "plus",
    "today",
];

impl Checker<'_, '_> {
    fn error(&mut self, span: Span, code: &str, message: impl Into<String>, help: impl Into<String>) {
        let span = Span::new(span.start + self.scope.offset, span.end + self.scope.offset);
        let problem = Diagnostic::error(code, message).help(help).at(&self.scope.source, span);
        self.scope.problems.push(problem);
    }

    fn wrong<R>(&mut self, span: Span, wanted: &str, got: &Typed, help: &str) -> Option<R> {
        self.error(span, "wrong-type", format!("{wanted} is expected here, this is {}", got.name()), help);
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
                    self.wrong(syntax.span, "a condition", &other, "compare it with something, for instance `>= 50`")
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
                    self.error(syntax.span, "wrong-type", "the percentage has too many places", "at most six");
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

    fn word(&mut self, word: &str, span: Span) -> Option<Typed> {
        if word == "today" {
            return Some(Typed::Date(Date::Today));
        }
        if let Some(table) = self.table
            && let Some(typed) = self.column(table, word)
        {
            return Some(typed);
        }
        let catalogue = self.scope.catalogue;
        let Some(ix) = catalogue.find(word) else {
            if !word.contains('.') && self.table.is_none() {
                return Some(Typed::Option(word.to_owned()));
            }
            self.unknown(word, span);
            return None;
        };
        let fact = catalogue.get(ix)?;
        if fact.forms_only {
            self.error(
                span,
                "forms-only",
                format!("`{word}` is used in forms only"),
                "take `forms_only` away from the fact, or use another",
            );
            return None;
        }
        if let Some((table, derived)) = self.scope.derived.get(&ix) {
            let bounds = fact.kind.bounds();
            return Some(match derived.clone() {
                Checked::Test(test) => Typed::Test(Test::Derived(ix, *table, Box::new(test))),
                Checked::Number(number, unit) => {
                    Typed::Number(Number::Derived(ix, *table, Box::new(number), bounds.low, bounds.high), unit)
                }
                Checked::Share(part, whole) => Typed::Share(part, whole),
            });
        }
        Some(Self::typed(&fact.kind, ix, Operand::Fact(ix)))
    }

    fn typed(kind: &Kind, ix: FactIx, operand: Operand) -> Typed {
        let Range { low, high } = kind.bounds();
        match kind {
            Kind::Bool => Typed::Test(Test::Answer(operand)),
            Kind::Count => Typed::Number(Number::Answer(operand, low, high), Unit::Count),
            Kind::Money { .. } => Typed::Number(Number::Answer(operand, low, high), Unit::Money),
            Kind::Score { .. } => Typed::Number(Number::Answer(operand, low, high), Unit::Score),
            Kind::Yearly { .. } => Typed::Yearly(ix),
            Kind::Date => Typed::Date(Date::Answer(operand)),
            Kind::Occurrence => Typed::Event(operand),
            Kind::Choice { .. } => Typed::Choice(ix),
            Kind::Several { .. } => Typed::Several(ix),
            Kind::Text(_) => Typed::Text(operand),
            Kind::Table { .. } => Typed::Table(ix),
        }
    }

    fn column(&self, table: FactIx, name: &str) -> Option<Typed> {
        let Kind::Table { columns } = &self.scope.catalogue.get(table)?.kind else { return None };
        let index = columns.iter().position(|column| column.id == name)?;
        let operand = Operand::Column(table, u16::try_from(index).ok()?);
        Some(Self::typed(&columns.get(index)?.kind, table, operand))
    }

    fn unknown(&mut self, word: &str, span: Span) {
        let catalogue = self.scope.catalogue;
        let mut known: Vec<&str> = catalogue.iter().map(|(_, fact)| fact.id.as_str()).collect();
        let mut what = "fact";
        if let Some(table) = self.table
            && let Some(Kind::Table { columns }) = catalogue.get(table).map(|fact| &fact.kind)
        {
            known.extend(columns.iter().map(|column| column.id.as_str()));
            what = "fact or column";
        }
        let help = match nearest(word, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "define it in facts.toml, or correct the id".into(),
        };
        self.error(span, "unknown-fact", format!("unknown {what} `{word}`"), help);
    }

    fn compare(&mut self, left: &Syntax, comparison: Comparison, right: &Syntax, span: Span) -> Option<Test> {
        let a = self.value(left);
        let b = self.value(right);
        let (a, b) = (a?, b?);
        let at_least = match comparison {
            Comparison::AtLeast => Some(true),
            Comparison::Less => Some(false),
            Comparison::AtMost | Comparison::More | Comparison::Equal | Comparison::Different => None,
        };
        match (a, b) {
            (Typed::Number(x, unit), Typed::Number(y, other)) if unit == other => {
                self.numbers(x, comparison, y, unit, span)
            }
            (Typed::Number(x, unit), Typed::Bare(spelling)) => {
                let y = self.bare(&spelling, unit, right.span)?;
                self.numbers(x, comparison, y, unit, span)
            }
            (Typed::Bare(spelling), Typed::Number(y, unit)) => {
                let x = self.bare(&spelling, unit, left.span)?;
                self.numbers(x, comparison, y, unit, span)
            }
            (Typed::Share(part, whole), Typed::Percent(n, d)) => Some(Test::Share(part, whole, comparison, n, d)),
            (Typed::Percent(n, d), Typed::Share(part, whole)) => {
                Some(Test::Share(part, whole, comparison.mirrored(), n, d))
            }
            (Typed::Date(x), Typed::Date(y)) => Some(Test::Days(x, comparison, y)),
            (Typed::Yearly(x), Typed::Yearly(y)) => Some(Test::EachYear(x, comparison, y)),
            (Typed::Choice(fact), Typed::Option(option) | Typed::Bare(option)) => {
                self.ordered(fact, comparison, &option, right.span)
            }
            (Typed::Elapsed(date), Typed::Duration(period)) => match at_least {
                Some(at_least) => Some(Test::Since(date, self.scope.windows.intern(plain(period)), at_least)),
                None => {
                    self.error(
                        span,
                        "wrong-type",
                        "the time since a date takes `>=` or `<`",
                        "write `since(…) >= 3年`",
                    );
                    None
                }
            },
            (Typed::FullYears(fact), Typed::Bare(spelling)) => match (at_least, spelling.parse::<u8>()) {
                (Some(at_least), Ok(years)) => Some(Test::FiscalYears(fact, years, at_least)),
                _ => {
                    self.error(
                        span,
                        "wrong-type",
                        "full fiscal years take `>=` or `<` and a whole number",
                        "write `full_fiscal_years(…) >= 3`",
                    );
                    None
                }
            },
            (a, b) => {
                self.error(
                    span,
                    "wrong-type",
                    format!("{} cannot be compared with {}", a.name(), b.name()),
                    "both sides must be of one kind: money with 1000万元, a count with 50, a share with 30%, a choice with one of its options",
                );
                None
            }
        }
    }

    fn bare(&mut self, spelling: &str, unit: Unit, span: Span) -> Option<Number> {
        let places = match unit {
            Unit::Count => 0,
            Unit::Score => 1,
            Unit::Money => {
                if spelling == "0" {
                    return Some(Number::Literal(0));
                }
                self.error(
                    span,
                    "wrong-type",
                    format!("an amount of money cannot be compared with the bare number `{spelling}`"),
                    "write the unit: 元, 万元 or 亿元",
                );
                return None;
            }
        };
        let number = parse_fixed(spelling, places).map(Number::Literal);
        if number.is_none() {
            self.error(
                span,
                "wrong-type",
                format!("`{spelling}` is too fine"),
                "counts are whole; points have one decimal",
            );
        }
        number
    }

    /// Compares two numbers; a comparison that the kinds alone decide is a mistake.
    fn numbers(&mut self, left: Number, comparison: Comparison, right: Number, unit: Unit, span: Span) -> Option<Test> {
        let decided = super::compare::compare_ranges(possible(&left), comparison, possible(&right));
        if decided.is_known() {
            let which = if decided == super::Truth::True { "always" } else { "never" };
            self.error(
                span,
                "unreachable",
                format!("this {which} holds, whatever is answered"),
                "check the bound and the comparison",
            );
            return None;
        }
        Some(Test::Compare(left, comparison, right, unit))
    }

    fn options(&self, fact: FactIx) -> (&[String], bool) {
        match self.scope.catalogue.get(fact).map(|fact| &fact.kind) {
            Some(Kind::Choice { options, ordered }) => (options, *ordered),
            Some(Kind::Several { options }) => (options, false),
            _ => (&[], false),
        }
    }

    fn option(&mut self, fact: FactIx, option: &str, span: Span) -> Option<usize> {
        let (options, _) = self.options(fact);
        let found = options.iter().position(|known| known == option);
        if found.is_none() {
            let help = match nearest(option, options.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`? Its options are {}", options.join(", ")),
                None => format!("its options are {}", options.join(", ")),
            };
            let id = self.scope.catalogue.id(fact).to_owned();
            self.error(span, "unknown-option", format!("`{option}` is not an option of `{id}`"), help);
        }
        found
    }

    fn ordered(&mut self, fact: FactIx, comparison: Comparison, option: &str, span: Span) -> Option<Test> {
        let index = self.option(fact, option, span)?;
        let (options, ordered) = self.options(fact);
        let count = options.len();
        let by_order = !matches!(comparison, Comparison::Equal | Comparison::Different);
        if by_order && !ordered {
            let id = self.scope.catalogue.id(fact).to_owned();
            self.error(
                span,
                "wrong-type",
                format!("the options of `{id}` have no order"),
                "use == or `in (…)`, or give the fact `ordered = true`",
            );
            return None;
        }
        let holds = |i: usize| match comparison {
            Comparison::Less => i < index,
            Comparison::AtMost => i <= index,
            Comparison::More => i > index,
            Comparison::AtLeast => i >= index,
            Comparison::Equal => i == index,
            Comparison::Different => i != index,
        };
        let mask = (0..count.min(64)).filter(|i| holds(*i)).fold(0_u64, |mask, i| mask | 1 << i);
        if mask == 0 || mask.count_ones() as usize == count {
            self.error(span, "unreachable", "every option decides this alike", "check the option and the comparison");
            return None;
        }
        Some(Test::OneOf(fact, mask, by_order))
    }

    fn mask(&mut self, fact: FactIx, options: &[(String, Span)]) -> Option<u64> {
        let mut mask = 0_u64;
        let mut good = true;
        for (option, span) in options {
            match self.option(fact, option, *span) {
                Some(index) if mask >> index & 1 == 1 => {
                    self.error(*span, "unreachable", format!("`{option}` is named twice"), "remove one");
                    good = false;
                }
                Some(index) => mask |= 1 << index,
                None => good = false,
            }
        }
        good.then_some(mask)
    }

    fn one_of(&mut self, left: &Syntax, options: &[(String, Span)]) -> Option<Test> {
        match self.value(left)? {
            Typed::Choice(fact) => Some(Test::OneOf(fact, self.mask(fact, options)?, false)),
            other => self.wrong(left.span, "a choice", &other, "`in` looks a choice up in a list of its options"),
        }
    }

    fn call(&mut self, name: &str, arguments: &[Argument], filter: Option<&Syntax>, span: Span) -> Option<Typed> {
        if name != "readings"
            && let Some((label, at)) = arguments.iter().find_map(|argument| argument.label.as_ref())
        {
            self.error(
                *at,
                "wrong-arguments",
                format!("`{label}:` is not expected in `{name}`"),
                "only readings(…) names its arguments",
            );
            return None;
        }
        let values: Vec<&Syntax> = arguments.iter().map(|argument| &argument.value).collect();
        let takes_rows = matches!(name, "count" | "distinct" | "total" | "mean" | "some" | "every" | "groups");
        if let (Some(filter), false) = (filter, takes_rows) {
            self.error(
                filter.span,
                "wrong-arguments",
                format!("`{name}` takes no `where`"),
                "`where` chooses rows of a table",
            );
            return None;
        }
        match (name, values.as_slice()) {
            ("sum" | "least", [series, years]) => {
                let fact = self.yearly(series)?;
                let years = self.years(years)?;
                let signed = self.signed(fact);
                let number =
                    if name == "sum" { Number::Sum(fact, years, signed) } else { Number::Least(fact, years, signed) };
                Some(Typed::Number(number, Unit::Money))
            }
            ("share", [part, whole, years]) => {
                let (part, whole) = (self.yearly(part), self.yearly(whole));
                let years = self.years(years)?;
                Some(Typed::Share(Number::Sum(part?, years, false), Number::Sum(whole?, years, false)))
            }
            ("share", [part, whole]) => {
                let (a, b) = (self.value(part), self.value(whole));
                match (a?, b?) {
                    (Typed::Number(a, unit), Typed::Number(b, other)) if unit == other => Some(Typed::Share(a, b)),
                    (a, b) => {
                        self.error(
                            span,
                            "wrong-type",
                            format!("{} has no share of {}", a.name(), b.name()),
                            "both must be counts or both money",
                        );
                        None
                    }
                }
            }
            ("plus", [_, _, ..]) => {
                let parts: Vec<Option<Typed>> = values.iter().map(|value| self.value(value)).collect();
                let mut numbers = Vec::new();
                let mut unit = None;
                for (part, value) in parts.into_iter().zip(&values) {
                    match part? {
                        Typed::Number(number, found) if *unit.get_or_insert(found) == found => numbers.push(number),
                        other => {
                            return self.wrong(
                                value.span,
                                "a number of the same kind",
                                &other,
                                "plus(…) adds counts, money or points",
                            );
                        }
                    }
                }
                Some(Typed::Number(Number::Plus(numbers), unit?))
            }
            ("within", [event, window]) => {
                let event = self.event(event);
                let window = match self.value(window)? {
                    Typed::Duration(period) => plain(period),
                    Typed::Recent(period) => Window { period, recent: true },
                    other => return self.wrong(window.span, "a period", &other, "write 1年, 3个月 or 近3年"),
                };
                Some(Typed::Test(Test::Within(event?, self.scope.windows.intern(window))))
            }
            ("ran", [start, end, window]) => {
                let (start_at, end_at) = (self.event(start), self.event(end));
                let window = match self.value(window)? {
                    Typed::Duration(period) => plain(period),
                    Typed::Recent(period) => Window { period, recent: true },
                    other => return self.wrong(window.span, "a period", &other, "write 1年 or 近3年"),
                };
                Some(Typed::Test(Test::Ran(start_at?, end_at?, self.scope.windows.intern(window))))
            }
            ("ever", [event]) => Some(Typed::Test(Test::Ever(self.event(event)?))),
            ("before", [first, second]) => {
                let (first, second) = (self.event(first), self.event(second));
                Some(Typed::Test(Test::Before(first?, second?)))
            }
            ("since", [date]) => match self.value(date)? {
                Typed::Date(Date::Answer(operand)) => Some(Typed::Elapsed(operand)),
                other => {
                    self.wrong(date.span, "a date that is asked for", &other, "since(…) takes a fact of kind date")
                }
            },
            ("full_fiscal_years", [date]) => match self.value(date)? {
                Typed::Date(Date::Answer(Operand::Fact(fact))) => Some(Typed::FullYears(fact)),
                other => self.wrong(
                    date.span,
                    "a date that is asked for",
                    &other,
                    "full_fiscal_years(…) takes a fact of kind date",
                ),
            },
            ("uscc_valid", [text]) => match self.value(text)? {
                Typed::Text(Operand::Fact(fact)) => Some(Typed::Test(Test::Uscc(fact))),
                other => self.wrong(text.span, "a text", &other, "uscc_valid(…) takes a fact of kind text"),
            },
            ("empty", [set]) => match self.value(set)? {
                Typed::Several(fact) => Some(Typed::Test(Test::Empty(fact))),
                other => self.wrong(set.span, "a set of choices", &other, "empty(…) takes a fact of kind several"),
            },
            ("any" | "all", [set, options @ ..]) if !options.is_empty() => {
                let fact = match self.value(set)? {
                    Typed::Several(fact) => fact,
                    other => {
                        return self.wrong(
                            set.span,
                            "a set of choices",
                            &other,
                            "any(…) and all(…) take a fact of kind several and options",
                        );
                    }
                };
                let mut names = Vec::new();
                for option in options {
                    match &option.kind {
                        SyntaxKind::Word(word) | SyntaxKind::Number(word) => names.push((word.clone(), option.span)),
                        _ => self.error(
                            option.span,
                            "wrong-type",
                            "an option is expected here",
                            "write the options' ids",
                        ),
                    }
                }
                let mask = self.mask(fact, &names)?;
                Some(Typed::Test(if name == "any" { Test::AnyOf(fact, mask) } else { Test::AllOf(fact, mask) }))
            }
            ("count" | "some", [table]) => {
                let table = self.table_of(table)?;
                let rows = Box::new(Rows { table, filter: self.filter(table, filter)? });
                Some(if name == "some" {
                    Typed::Test(Test::Some(rows))
                } else {
                    Typed::Number(Number::Rows(rows, Quantity::Count), Unit::Count)
                })
            }
            ("every", [table, satisfies]) => {
                let table = self.table_of(table)?;
                let filter = self.filter(table, filter)?;
                let satisfies = self.in_row(table, satisfies)?;
                Some(Typed::Test(Test::Every(Box::new(Rows { table, filter }), Box::new(satisfies))))
            }
            ("distinct" | "total" | "mean", [column]) => self.over_column(name, column, filter),
            ("groups", [key, other]) => self.groups(key, other, filter),
            ("at_least", [count, rest @ ..]) if rest.len() > 1 => {
                let wanted = match &count.kind {
                    SyntaxKind::Number(spelling) => {
                        spelling.parse::<u16>().ok().filter(|n| (1..=rest.len()).contains(&usize::from(*n)))
                    }
                    _ => None,
                };
                let parts: Vec<Option<Test>> = rest.iter().map(|part| self.test(part)).collect();
                let Some(wanted) = wanted else {
                    self.error(
                        count.span,
                        "wrong-arguments",
                        format!("a number from 1 to {} is expected", rest.len()),
                        "at_least(2, a, b, c): two of the three",
                    );
                    return None;
                };
                Some(Typed::Test(Test::AtLeast(wanted, parts.into_iter().collect::<Option<_>>()?)))
            }
            ("readings", [_, _, ..]) => self.readings(arguments, span),
            _ => {
                let help = match nearest(name, FORMS) {
                    Some(near) if near != name => {
                        format!("did you mean `{near}(…)`? See the table of forms in content/README.md")
                    }
                    Some(_) => {
                        "it is known, but not with these arguments: see the table of forms in content/README.md".into()
                    }
                    None => "see the table of forms in content/README.md".into(),
                };
                self.error(
                    span,
                    "wrong-arguments",
                    format!("`{name}` with {} argument(s) is not a form of the language", values.len()),
                    help,
                );
                None
            }
        }
    }

    fn readings(&mut self, arguments: &[Argument], span: Span) -> Option<Typed> {
        let mut readings = Vec::new();
        let mut good = true;
        for argument in arguments {
            let test = self.test(&argument.value);
            match &argument.label {
                None => {
                    self.error(
                        argument.value.span,
                        "wrong-arguments",
                        "a reading needs a name",
                        "write readings(narrow: …, wide: …)",
                    );
                    good = false;
                }
                Some((name, at)) => {
                    let known = self.scope.readings.iter().any(|known| known == name);
                    if !known {
                        let near = nearest(name, self.scope.readings.iter().map(String::as_str));
                        let help = near.map_or_else(
                            || format!("add [[reading]] id = \"{name}\" and its words"),
                            |near| format!("did you mean `{near}`?"),
                        );
                        self.error(*at, "unknown-reading", format!("unknown reading `{name}`"), help);
                    }
                    good &= known;
                    match test {
                        Some(test) => readings.push((name.clone(), test)),
                        None => good = false,
                    }
                }
            }
        }
        if readings.iter().enumerate().any(|(i, (id, _))| readings.iter().skip(i + 1).any(|(other, _)| other == id)) {
            self.error(span, "wrong-arguments", "two readings have one name", "name each reading once");
            good = false;
        }
        good.then_some(Typed::Test(Test::Readings(readings)))
    }

    fn yearly(&mut self, syntax: &Syntax) -> Option<FactIx> {
        match self.value(syntax)? {
            Typed::Yearly(fact) => Some(fact),
            other => self.wrong(syntax.span, "money by fiscal year", &other, "use a fact of kind yearly"),
        }
    }

    fn years(&mut self, syntax: &Syntax) -> Option<u8> {
        match self.value(syntax)? {
            Typed::Years(years) => Some(years),
            other => self.wrong(syntax.span, "a number of fiscal years", &other, "write `3 fiscal years`"),
        }
    }

    fn signed(&self, fact: FactIx) -> bool {
        matches!(self.scope.catalogue.get(fact).map(|fact| &fact.kind), Some(Kind::Yearly { signed: true }))
    }

    /// An occurrence; a date counts as one.
    fn event(&mut self, syntax: &Syntax) -> Option<Operand> {
        match self.value(syntax)? {
            Typed::Event(operand) | Typed::Date(Date::Answer(operand)) => Some(operand),
            other => {
                self.wrong(syntax.span, "an occurrence or a date", &other, "use a fact of kind occurrence or date")
            }
        }
    }

    fn table_of(&mut self, syntax: &Syntax) -> Option<FactIx> {
        match self.value(syntax)? {
            Typed::Table(fact) => Some(fact),
            other => self.wrong(syntax.span, "a table", &other, "write `count(om.projects where …)`"),
        }
    }

    fn filter(&mut self, table: FactIx, filter: Option<&Syntax>) -> Option<Test> {
        filter.map_or(Some(Test::Constant(true)), |filter| self.in_row(table, filter))
    }

    fn in_row(&mut self, table: FactIx, syntax: &Syntax) -> Option<Test> {
        let outer = self.table.replace(table);
        let test = self.test(syntax);
        self.table = outer;
        test
    }

    /// `om.projects.client`: a table and one of its columns.
    fn table_column(&mut self, syntax: &Syntax) -> Option<(FactIx, u16, Unit)> {
        let SyntaxKind::Word(word) = &syntax.kind else {
            self.error(syntax.span, "wrong-type", "a column of a table is expected here", "write `om.projects.client`");
            return None;
        };
        let found = word.rsplit_once('.').and_then(|(table, column)| {
            let ix = self.scope.catalogue.find(table)?;
            let Kind::Table { columns } = &self.scope.catalogue.get(ix)?.kind else { return None };
            let index = columns.iter().position(|known| known.id == column)?;
            let unit = match columns.get(index)?.kind {
                Kind::Money { .. } => Unit::Money,
                Kind::Score { .. } => Unit::Score,
                _ => Unit::Count,
            };
            Some((ix, u16::try_from(index).ok()?, unit))
        });
        if found.is_none() {
            self.error(
                syntax.span,
                "unknown-column",
                format!("`{word}` is not a column of a table"),
                "write the table's id, a point and the column: `om.projects.client`",
            );
        }
        found
    }

    fn over_column(&mut self, name: &str, column: &Syntax, filter: Option<&Syntax>) -> Option<Typed> {
        let (table, index, unit) = self.table_column(column)?;
        let kind = match self.scope.catalogue.get(table).map(|fact| &fact.kind) {
            Some(Kind::Table { columns }) => columns.get(usize::from(index)).map(|column| column.kind.clone()),
            _ => None,
        };
        if name != "distinct" && !matches!(kind, Some(Kind::Count | Kind::Money { .. } | Kind::Score { .. })) {
            self.error(
                column.span,
                "wrong-type",
                format!("`{name}` takes a column of numbers"),
                "use a column of kind count, money or score",
            );
            return None;
        }
        let rows = Box::new(Rows { table, filter: self.filter(table, filter)? });
        let (quantity, unit) = match name {
            "distinct" => (Quantity::Distinct(index), Unit::Count),
            "total" => (Quantity::Total(index), unit),
            _ => (Quantity::Mean(index), unit),
        };
        Some(Typed::Number(Number::Rows(rows, quantity), unit))
    }

    fn groups(&mut self, key: &Syntax, other: &Syntax, filter: Option<&Syntax>) -> Option<Typed> {
        let parts = match &other.kind {
            SyntaxKind::Compare(column, Comparison::AtLeast, count) => match &count.kind {
                SyntaxKind::Number(spelling) => spelling.parse::<u32>().ok().map(|count| (column, count)),
                _ => None,
            },
            _ => None,
        };
        let Some((column, wanted)) = parts else {
            self.error(
                other.span,
                "wrong-arguments",
                "`column >= number` is expected here",
                "write groups(t.name, t.enterprise >= 2 where …)",
            );
            return None;
        };
        let (table, first, _) = self.table_column(key)?;
        let (same, second, _) = self.table_column(column)?;
        if same != table {
            self.error(
                other.span,
                "wrong-arguments",
                "both columns must be of one table",
                "write groups(t.name, t.enterprise >= 2 where …)",
            );
            return None;
        }
        let rows = Box::new(Rows { table, filter: self.filter(table, filter)? });
        Some(Typed::Number(Number::Rows(rows, Quantity::Groups(first, second, wanted)), Unit::Count))
    }
}

/// What a number can be at all.
fn possible(number: &Number) -> Range {
    match number {
        Number::Literal(units) => Range::exactly(*units),
        Number::Answer(_, low, high) | Number::Derived(_, _, _, low, high) => Range { low: *low, high: *high },
        Number::Sum(_, _, signed) | Number::Least(_, _, signed) => {
            Range { low: if *signed { Range::OPEN_LOW } else { 0 }, high: Range::OPEN_HIGH }
        }
        Number::Rows(..) => Range { low: 0, high: Range::OPEN_HIGH },
        Number::Plus(parts) => parts.iter().map(possible).fold(Range::exactly(0), Range::plus),
    }
}

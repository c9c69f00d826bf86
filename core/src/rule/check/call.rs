//! Calls: which forms there are, and what each takes.

use super::Checker;
use super::typed::Typed;
use crate::calendar::Window;
use crate::diag::{Span, nearest};
use crate::fact::{FactIx, Kind};
use crate::rule::expr::{Date, Number, Operand, Quantity, Rows, Test, Unit, plain};
use crate::rule::parse::{Argument, Syntax, SyntaxKind};

impl Checker<'_, '_> {
    pub(super) fn call(
        &mut self,
        name: &str,
        arguments: &[Argument],
        filter: Option<&Syntax>,
        span: Span,
    ) -> Option<Typed> {
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

    pub(super) fn readings(&mut self, arguments: &[Argument], span: Span) -> Option<Typed> {
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

    pub(super) fn yearly(&mut self, syntax: &Syntax) -> Option<FactIx> {
        match self.value(syntax)? {
            Typed::Yearly(fact) => Some(fact),
            other => self.wrong(syntax.span, "money by fiscal year", &other, "use a fact of kind yearly"),
        }
    }

    pub(super) fn years(&mut self, syntax: &Syntax) -> Option<u8> {
        match self.value(syntax)? {
            Typed::Years(years) => Some(years),
            other => self.wrong(syntax.span, "a number of fiscal years", &other, "write `3 fiscal years`"),
        }
    }

    pub(super) fn signed(&self, fact: FactIx) -> bool {
        matches!(self.scope.catalogue.get(fact).map(|fact| &fact.kind), Some(Kind::Yearly { signed: true }))
    }

    /// An occurrence; a date counts as one.
    pub(super) fn event(&mut self, syntax: &Syntax) -> Option<Operand> {
        match self.value(syntax)? {
            Typed::Event(operand) | Typed::Date(Date::Answer(operand)) => Some(operand),
            other => {
                self.wrong(syntax.span, "an occurrence or a date", &other, "use a fact of kind occurrence or date")
            }
        }
    }
}

pub(super) const FORMS: [&str; 24] = [
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

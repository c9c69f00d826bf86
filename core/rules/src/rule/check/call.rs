//! Calls: which forms there are, and what each takes.

use super::typed::Typed;
use super::{Checker, see_forms};
use crate::fact::{FactIx, Kind};
use crate::rule::expr::{Date, Number, Operand, Quantity, Rows, Test, Unit, plain};
use crate::rule::parse::{Argument, Syntax, SyntaxKind};
use ziping_base::calendar::Window;
use ziping_base::diag::{Said, Span, did_you_mean, nearest};
use ziping_base::say;

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
                say!("`{label}:` is not expected in `{name}`", "“{name}”里不能写“{label}:”"),
                say!("only readings(…) names its arguments", "只有 readings(…) 的参数带名称"),
            );
            return None;
        }
        let values: Vec<&Syntax> = arguments.iter().map(|argument| &argument.value).collect();
        let takes_rows =
            matches!(name, "count" | "distinct" | "total" | "mean" | "some" | "every" | "groups" | "average");
        if let (Some(filter), false) = (filter, takes_rows) {
            self.error(
                filter.span,
                "wrong-arguments",
                say!("`{name}` takes no `where`", "“{name}”不能带“where”"),
                say!("`where` chooses rows of a table", "“where”用来挑选表格的行"),
            );
            return None;
        }
        match (name, values.as_slice()) {
            ("years" | "months" | "yearly" | "growth" | "min" | "max" | "round" | "points" | "full" | "average", _) => {
                self.worked_call(name, &values, filter, span)
            }
            ("blank", [cell]) => {
                let operand = self.cell(cell)?;
                Some(Typed::Test(Test::Blank(operand)))
            }
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
                    (Typed::Yearly(_), Typed::Yearly(_)) => {
                        let message = say!(
                            "the share of amounts by fiscal year needs the years it is about",
                            "按会计年度的金额，要写明是哪几个年度的占比"
                        );
                        let help = say!(
                            "add them: share(part, whole, 3 fiscal years); of one year write yearly(part, 1) / yearly(whole, 1)",
                            "补上年度：share(部分, 整体, 3 fiscal years)；只算一个年度的，写 yearly(部分, 1) / yearly(整体, 1)"
                        );
                        self.error(span, "wrong-arguments", message, help);
                        None
                    }
                    (a, b) => {
                        let worked = [&a, &b].iter().any(|one| matches!(one, Typed::Value(..) | Typed::Yearly(_)));
                        let (a, b) = (a.name(), b.name());
                        let message = Said::new(
                            format!("{} has no share of {}", a.en, b.en),
                            format!("不能算{}占{}的比例", a.zh, b.zh),
                        );
                        let help = if worked {
                            say!("of what is worked out write part / whole", "算出的数之间求比，写成“部分 / 整体”")
                        } else {
                            say!("both must be counts or both money", "两者须都是个数，或都是金额")
                        };
                        self.error(span, "wrong-type", message, help);
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
                            let wanted = say!("a number of the same kind", "同一类的数");
                            let help = say!(
                                "plus(…) adds counts, money or points",
                                "plus(…) 只能把个数、金额或分数与同类的相加"
                            );
                            return self.wrong(value.span, &wanted, &other, help);
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
                    other => {
                        let help = say!("write 1年, 3个月 or 近3年", "写成 1年、3个月 或 近3年");
                        return self.wrong(window.span, &say!("a period", "时长"), &other, help);
                    }
                };
                Some(Typed::Test(Test::Within(event?, self.scope.windows.intern(window))))
            }
            ("ran", [start, end, window]) => {
                let (start_at, end_at) = (self.event(start), self.event(end));
                let window = match self.value(window)? {
                    Typed::Duration(period) => plain(period),
                    Typed::Recent(period) => Window { period, recent: true },
                    other => {
                        let help = say!("write 1年 or 近3年", "写成 1年 或 近3年");
                        return self.wrong(window.span, &say!("a period", "时长"), &other, help);
                    }
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
                    let help = say!("since(…) takes a fact of kind date", "since(…) 里写种类为日期（date）的事实");
                    self.wrong(date.span, &asked_date(), &other, help)
                }
            },
            ("full_fiscal_years", [date]) => match self.value(date)? {
                Typed::Date(Date::Answer(Operand::Fact(fact))) => Some(Typed::FullYears(fact)),
                other => {
                    let help = say!(
                        "full_fiscal_years(…) takes a fact of kind date",
                        "full_fiscal_years(…) 里写种类为日期（date）的事实"
                    );
                    self.wrong(date.span, &asked_date(), &other, help)
                }
            },
            ("uscc_valid", [text]) => match self.value(text)? {
                Typed::Text(Operand::Fact(fact)) => Some(Typed::Test(Test::Uscc(fact))),
                other => {
                    let help =
                        say!("uscc_valid(…) takes a fact of kind text", "uscc_valid(…) 里写种类为文字（text）的事实");
                    self.wrong(text.span, &say!("a text", "文字"), &other, help)
                }
            },
            ("empty", [set]) => match self.value(set)? {
                Typed::Several(fact) => Some(Typed::Test(Test::Empty(fact))),
                other => {
                    let help =
                        say!("empty(…) takes a fact of kind several", "empty(…) 里写种类为多选（several）的事实");
                    self.wrong(set.span, &say!("a set of choices", "多选"), &other, help)
                }
            },
            ("any" | "all", [set, options @ ..]) if !options.is_empty() => {
                let fact = match self.value(set)? {
                    Typed::Several(fact) => fact,
                    other => {
                        let help = say!(
                            "any(…) and all(…) take a fact of kind several and options",
                            "any(…) 和 all(…) 里先写种类为多选（several）的事实，再写选项"
                        );
                        return self.wrong(set.span, &say!("a set of choices", "多选"), &other, help);
                    }
                };
                let mut names = Vec::new();
                for option in options {
                    match &option.kind {
                        SyntaxKind::Word(word) | SyntaxKind::Number(word) => names.push((word.clone(), option.span)),
                        _ => self.error(
                            option.span,
                            "wrong-type",
                            say!("an option is expected here", "这里应是选项"),
                            say!("write the options' ids", "写选项的编号"),
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
                    let most = rest.len();
                    let message = say!("a number from 1 to {most} is expected", "这里应是 1 到 {most} 的整数");
                    let help =
                        say!("at_least(2, a, b, c): two of the three", "at_least(2, a, b, c) 是三项中至少满足两项");
                    self.error(count.span, "wrong-arguments", message, help);
                    return None;
                };
                Some(Typed::Test(Test::AtLeast(wanted, parts.into_iter().collect::<Option<_>>()?)))
            }
            ("readings", [_, _, ..]) => self.readings(arguments, span),
            _ => {
                let help = match nearest(name, FORMS) {
                    Some(near) if near != name => say!(
                        "did you mean `{near}(…)`? See the table of forms in content/README.md",
                        "是不是想写“{near}(…)”？可用的写法见 content/README.md 里的表"
                    ),
                    Some(_) => say!(
                        "it is known, but not with these arguments: see the table of forms in content/README.md",
                        "它的参数不是这样写的：可用的写法见 content/README.md 里的表"
                    ),
                    None => see_forms(),
                };
                let message = say!(
                    "`{name}` with {n} argument(s) is not a form of the language",
                    "没有“{name}”带 {n} 个参数这种写法",
                    n = values.len()
                );
                self.error(span, "wrong-arguments", message, help);
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
                        say!("a reading needs a name", "每种理解都要有名称"),
                        say!("write readings(narrow: …, wide: …)", "写成 readings(narrow: …, wide: …)"),
                    );
                    good = false;
                }
                Some((name, at)) => {
                    let known = self.scope.readings.iter().any(|known| known == name);
                    if !known {
                        let near = nearest(name, self.scope.readings.iter().map(String::as_str));
                        let help = near.map_or_else(
                            || {
                                say!(
                                    "add [[reading]] id = \"{name}\" and its words",
                                    "加一节 [[reading]]，写上 id = \"{name}\"，并补上它的文字"
                                )
                            },
                            did_you_mean,
                        );
                        let message = say!("unknown reading `{name}`", "没有“{name}”这种理解");
                        self.error(*at, "unknown-reading", message, help);
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
            let message = say!("two readings have one name", "两种理解用了同一个名称");
            self.error(span, "wrong-arguments", message, say!("name each reading once", "每种理解只写一次"));
            good = false;
        }
        good.then_some(Typed::Test(Test::Readings(readings)))
    }

    pub(super) fn yearly(&mut self, syntax: &Syntax) -> Option<FactIx> {
        match self.value(syntax)? {
            Typed::Yearly(fact) => Some(fact),
            other => {
                let help = say!("use a fact of kind yearly", "改用种类为按会计年度的金额（yearly）的事实");
                self.wrong(syntax.span, &say!("money by fiscal year", "按会计年度的金额"), &other, help)
            }
        }
    }

    pub(super) fn years(&mut self, syntax: &Syntax) -> Option<u8> {
        match self.value(syntax)? {
            Typed::Years(years) => Some(years),
            other => {
                let help = say!("write `3 fiscal years`", "写成“3 fiscal years”");
                self.wrong(syntax.span, &say!("a number of fiscal years", "会计年度的个数"), &other, help)
            }
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
                let help =
                    say!("use a fact of kind occurrence or date", "改用种类为事件（occurrence）或日期（date）的事实");
                self.wrong(syntax.span, &say!("an occurrence or a date", "事件或日期"), &other, help)
            }
        }
    }
}

fn asked_date() -> Said {
    say!("a date that is asked for", "要回答的日期")
}

pub(super) const FORMS: [&str; 35] = [
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
    "years",
    "months",
    "yearly",
    "growth",
    "min",
    "max",
    "round",
    "points",
    "full",
    "average",
    "blank",
];

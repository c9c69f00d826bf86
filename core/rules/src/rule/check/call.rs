//! Calls: who answers for each name.

use super::typed::Typed;
use super::{Checker, numbers, see_forms};
use crate::rule::expr::Test;
use crate::rule::operators::Leaf;
use crate::rule::parse::{Argument, Syntax, SyntaxKind};
use ziping_base::diag::{Said, Span, did_you_mean, nearest};
use ziping_base::say;

/// A call as it is written.
pub(in crate::rule) struct Call<'c> {
    /// The name.
    pub name: &'c str,
    /// What stands between the brackets.
    pub values: &'c [&'c Syntax],
    /// What stands behind `where`.
    pub filter: Option<&'c Syntax>,
    /// Where it stands.
    pub span: Span,
}

impl Call<'_> {
    /// Reports that nothing of this name takes these arguments.
    pub(in crate::rule) fn refused<R>(&self, checker: &mut Checker<'_, '_>) -> Option<R> {
        let name = self.name;
        let help = match nearest(name, names()) {
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
            n = self.values.len()
        );
        checker.error(self.span, "wrong-arguments", message, help);
        None
    }
}

/// The names that put conditions together.
const PUT_TOGETHER: [&str; 2] = ["at_least", "readings"];

/// Every name that is called, and `today`, which is none but is written for one.
fn names() -> impl Iterator<Item = &'static str> {
    Leaf::names().chain(numbers::NAMES).chain(super::work::NAMES).chain(PUT_TOGETHER).chain(["today"])
}

/// The names that choose rows of a table by `where`.
const TAKE_ROWS: [&str; 8] = ["count", "distinct", "total", "mean", "some", "every", "groups", "average"];

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
        if let (Some(filter), false) = (filter, TAKE_ROWS.contains(&name)) {
            self.error(
                filter.span,
                "wrong-arguments",
                say!("`{name}` takes no `where`", "“{name}”不能带“where”"),
                say!("`where` chooses rows of a table", "“where”用来挑选表格的行"),
            );
            return None;
        }
        let values: Vec<&Syntax> = arguments.iter().map(|argument| &argument.value).collect();
        let call = Call { name, values: &values, filter, span };
        if let Some(checked) = Leaf::check(self, &call) {
            return checked;
        }
        match name {
            "at_least" => self.at_least(&call),
            "readings" if arguments.len() > 1 => self.readings(arguments, span),
            _ if numbers::NAMES.contains(&name) => self.number_call(&call),
            _ if super::work::NAMES.contains(&name) => self.worked_call(&call),
            _ => call.refused(self),
        }
    }

    /// `at_least(2, a, b, c)`.
    fn at_least(&mut self, call: &Call<'_>) -> Option<Typed> {
        let [count, rest @ ..] = call.values else { return call.refused(self) };
        if rest.len() < 2 {
            return call.refused(self);
        }
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
            let help = say!("at_least(2, a, b, c): two of the three", "at_least(2, a, b, c) 是三项中至少满足两项");
            self.error(count.span, "wrong-arguments", message, help);
            return None;
        };
        Some(Typed::Test(Test::AtLeast(wanted, parts.into_iter().collect::<Option<_>>()?)))
    }

    /// `readings(narrow: …, wide: …)`.
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
}

pub(in crate::rule) fn asked_date() -> Said {
    say!("a date that is asked for", "要回答的日期")
}

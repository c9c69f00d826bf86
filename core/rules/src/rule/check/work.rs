//! Number expressions: sums, products, quotients, and the forms that give exact numbers.

use super::Checker;
use super::call::Call;
use super::typed::Typed;
use crate::fact::Kind;
use crate::rule::expr::{Comparison, Date, Number, Operand, Quantity, Rows, Test, Unit};
use crate::rule::parse::{Operation, Syntax, SyntaxKind};
use crate::rule::score::{Mean, Ratio, Rounding, RoundingMode, Shown, Value, Worked};
use ziping_base::calendar::Unit as TimeUnit;
use ziping_base::diag::{Said, Span, did_you_mean, nearest, or_nearest};
use ziping_base::say;

/// The names of the calls that give number expressions.
pub(super) const NAMES: [&str; 10] =
    ["years", "months", "yearly", "growth", "min", "max", "round", "points", "full", "average"];

impl Checker<'_, '_> {
    /// A part as a number expression.
    pub(super) fn number(&mut self, syntax: &Syntax) -> Option<(Value, Shown)> {
        let typed = self.value(syntax)?;
        self.as_value(typed, syntax.span)
    }

    pub(super) fn as_value(&mut self, typed: Typed, span: Span) -> Option<(Value, Shown)> {
        let given = |number: i64| Value::Fixed(Ratio::whole(number));
        Some(match typed {
            Typed::Value(value, shown) => (value, shown),
            Typed::Number(Number::Literal(units), Unit::Money) => (Value::Fixed(Ratio::fixed(units, 2)), Shown::Money),
            Typed::Number(number, Unit::Count) => (Value::Number(number, Unit::Count), Shown::Plain),
            Typed::Number(number, Unit::Money) => (Value::Number(number, Unit::Money), Shown::Money),
            Typed::Number(number, Unit::Score) => (Value::Number(number, Unit::Score), Shown::Points),
            Typed::Bare(spelling) => match Ratio::parse(&spelling) {
                Some(ratio) => (Value::Fixed(ratio), Shown::Plain),
                None => {
                    let message = say!("`{spelling}` is too large or too fine", "“{spelling}”太大，或小数位太多");
                    let help = say!("at most 15 digits before the point, 9 behind it", "整数最多 15 位，小数最多 9 位");
                    self.error(span, "wrong-type", message, help);
                    return None;
                }
            },
            Typed::Percent(n, d) => (Value::Fixed(Ratio::from((n, d))), Shown::Percent),
            // Both are in one unit, which falls away.
            Typed::Share(part, whole) => {
                let number = |number| Box::new(Value::Number(number, Unit::Count));
                (Value::Quotient(number(part), number(whole)), Shown::Percent)
            }
            Typed::Duration(period) => {
                let shown = match period.unit {
                    TimeUnit::Years => Shown::Years,
                    TimeUnit::Months => Shown::Months,
                    TimeUnit::Days => Shown::Days,
                };
                (given(i64::from(period.count)), shown)
            }
            other => {
                let help = say!(
                    "write a number, an amount, a percentage, or what gives one: years(…), share(…), yearly(…, 1)",
                    "可以写数、金额、百分数，或能得出数的写法，如 years(…)、share(…)、yearly(…, 1)"
                );
                return self.wrong(span, &say!("a number", "数"), &other, help);
            }
        })
    }

    pub(super) fn work(&mut self, left: &Syntax, operation: Operation, right: &Syntax, span: Span) -> Option<Typed> {
        let (a, b) = (self.number(left), self.number(right));
        let ((a, unit), (b, other)) = (a?, b?);
        let money = (unit == Shown::Money, other == Shown::Money);
        let fits = match operation {
            Operation::Plus | Operation::Minus => money.0 == money.1 || a.is_nothing() || b.is_nothing(),
            Operation::Times => money != (true, true),
            Operation::Over => money != (false, true),
        };
        if !fits {
            let message =
                say!("an amount of money and another number do not go together here", "金额与别的数不能这样运算");
            let help = say!(
                "amounts are added to amounts, multiplied by numbers, divided by amounts or numbers",
                "金额只与金额相加减，可以乘以数，可以除以金额或数"
            );
            self.error(span, "wrong-type", message, help);
            return None;
        }
        Some(match operation {
            Operation::Plus => Typed::Value(joined(a, b), same(unit, other)),
            Operation::Minus => Typed::Value(joined(a, negative(b)), same(unit, other)),
            Operation::Times => {
                let shown = if money.0 || money.1 { Shown::Money } else { product_unit(unit, other) };
                Typed::Value(product(a, b), shown)
            }
            Operation::Over => {
                if matches!(&b, Value::Fixed(by) if !by.is_positive()) {
                    let message = say!("divided by nothing, or by less", "除数是零或负数");
                    self.error(right.span, "unreachable", message, say!("correct the base", "请改正除数"));
                    return None;
                }
                let shown = match (money, matches!(b, Value::Fixed(_))) {
                    ((true, true), _) => Shown::Percent,
                    ((true, false), _) => Shown::Money,
                    (_, true) => unit,
                    _ => Shown::Percent,
                };
                Typed::Value(quotient(a, b), shown)
            }
        })
    }

    pub(super) fn worked(
        &mut self,
        (left, unit): (Value, Shown),
        comparison: Comparison,
        (right, other): (Value, Shown),
        span: Span,
    ) -> Option<Test> {
        if let Err((message, help)) = comparable((&left, unit), (&right, other)) {
            self.error(span, "wrong-type", message, help);
            return None;
        }
        // A bare number takes the unit of the other side.
        let shown = if unit == Shown::Plain { other } else { unit };
        Some(Box::new(Worked { left, comparison, right, shown }).into())
    }

    pub(super) fn worked_call(&mut self, call: &Call<'_>) -> Option<Typed> {
        let (name, values, filter, span) = (call.name, call.values, call.filter, call.span);
        match (name, values) {
            ("years" | "months", [date]) => match self.value(date)? {
                Typed::Date(Date::Answer(operand)) => Some(if name == "years" {
                    Typed::Value(Value::Passed(operand, TimeUnit::Years), Shown::Years)
                } else {
                    Typed::Value(Value::Passed(operand, TimeUnit::Months), Shown::Months)
                }),
                other => {
                    let help = say!("it takes a fact of kind date", "里面写种类为日期（date）的事实");
                    self.wrong(date.span, &say!("a date that is asked for", "要回答的日期"), &other, help)
                }
            },
            ("yearly", [series, back]) => {
                let fact = self.yearly(series)?;
                let back = match &back.kind {
                    SyntaxKind::Number(spelling) => spelling.parse::<u8>().ok().filter(|back| (1..=10).contains(back)),
                    _ => None,
                };
                let Some(back) = back else {
                    let message =
                        say!("the place of the year is expected, from 1 to 10", "这里应是第几个年度，1 到 10");
                    let help = say!(
                        "yearly(f, 1) is the last closed fiscal year, yearly(f, 2) the one before",
                        "yearly(f, 1) 是最近一个已结束的会计年度，yearly(f, 2) 是它的前一年"
                    );
                    self.error(span, "wrong-arguments", message, help);
                    return None;
                };
                Some(Typed::Value(Value::Yearly(fact, back, self.signed(fact)), Shown::Money))
            }
            ("growth", [series]) => {
                let fact = self.yearly(series)?;
                let signed = self.signed(fact);
                let of = |back| Box::new(Value::Yearly(fact, back, signed));
                let less = Value::Fixed(Ratio::whole(-1));
                Some(Typed::Value(Value::Sum(vec![Value::Quotient(of(1), of(2)), less]), Shown::Percent))
            }
            ("min" | "max", [_, _, ..]) => {
                let all: Vec<Option<(Value, Shown)>> = values.iter().map(|value| self.number(value)).collect();
                let all = all.into_iter().collect::<Option<Vec<_>>>()?;
                let shown = all.iter().map(|(_, shown)| *shown).reduce(same).unwrap_or_default();
                // A bare 0 is nothing of anything.
                let of_a_kind = all.iter().filter(|(value, _)| !value.is_nothing());
                let kinds: Vec<bool> = of_a_kind.map(|(_, shown)| *shown == Shown::Money).collect();
                if kinds.contains(&true) && kinds.contains(&false) {
                    let message = say!("amounts and other numbers have no least or most", "金额与别的数不能比大小");
                    self.error(span, "wrong-type", message, say!("write the unit of each", "请写上各自的单位"));
                    return None;
                }
                let all = all.into_iter().map(|(value, _)| value).collect();
                Some(Typed::Value(if name == "min" { Value::Least(all) } else { Value::Most(all) }, shown))
            }
            ("round", [inner, digits, mode]) => {
                let (inner, shown) = self.number(inner)?;
                let digits = match &digits.kind {
                    SyntaxKind::Number(spelling) => spelling.parse::<u8>().ok().filter(|digits| *digits <= 9),
                    _ => None,
                };
                let mode = match &mode.kind {
                    SyntaxKind::Word(word) => rounding_mode(word),
                    _ => None,
                };
                let (Some(digits), Some(mode)) = (digits, mode) else {
                    let message = say!("the rounding is not clear", "取舍的写法不对");
                    let help = say!(
                        "write round(x, 2, half_up), half_even or down; of a percentage, digits of the fraction",
                        "写成 round(x, 2, half_up)，或 half_even、down；百分数按小数计位数"
                    );
                    self.error(span, "wrong-arguments", message, help);
                    return None;
                };
                Some(Typed::Value(Value::Rounded(Box::new(inner), Rounding { digits, mode }), shown))
            }
            ("points" | "full", [item]) => {
                let SyntaxKind::Word(id) = &item.kind else {
                    let message = say!("the id of an item is expected here", "这里应是项目的编号");
                    let help = say!(
                        "write points(…) with the id of an [[item]] or a [[group]]",
                        "写 [[item]] 或 [[group]] 的编号"
                    );
                    self.error(item.span, "wrong-arguments", message, help);
                    return None;
                };
                let scores = self.scope.scores;
                let Some(scored) = scores.item(id) else {
                    let known = scores.items.iter().flat_map(crate::rule::score::Scored::all);
                    let help = nearest(id, known.map(|item| item.id.as_str())).map_or_else(
                        || {
                            say!(
                                "name an [[item]] or a [[group]] of this file",
                                "写本文件中 [[item]] 或 [[group]] 的编号"
                            )
                        },
                        did_you_mean,
                    );
                    let message = say!("unknown item `{id}`", "没有“{id}”这个项目");
                    self.error(item.span, "unknown-item", message, help);
                    return None;
                };
                let most = Value::Fixed(scored.most);
                let points = Value::Points(Box::new(scored.clone()));
                if name == "points" {
                    return Some(Typed::Value(points, Shown::Points));
                }
                let worked =
                    Worked { left: points, comparison: Comparison::AtLeast, right: most, shown: Shown::Points };
                Some(Typed::Test(Box::new(worked).into()))
            }
            ("average", [column] | [column, _]) => self.average(column, values.get(1).copied(), filter),
            _ => call.refused(self),
        }
    }

    /// `average(t.of where …)`, `average(t.of where …, t.weight)`.
    fn average(&mut self, column: &Syntax, by: Option<&Syntax>, filter: Option<&Syntax>) -> Option<Typed> {
        let (table, _, unit) = self.table_column(column)?;
        let of = self.column_value(column)?;
        let by = match by {
            None => None,
            Some(by) => {
                let (same, ..) = self.table_column(by)?;
                if same != table {
                    let message = say!("both columns must be of one table", "两列须属于同一张表格");
                    self.error(by.span, "wrong-arguments", message, super::see_forms());
                    return None;
                }
                Some(self.column_value(by)?)
            }
        };
        let rows = Rows { table, filter: self.filter(table, filter)? };
        let shown = match unit {
            Unit::Count => Shown::Plain,
            Unit::Money => Shown::Money,
            Unit::Score => Shown::Points,
        };
        Some(Typed::Value(Value::Mean(Box::new(Mean { rows, of, by })), shown))
    }

    /// A column of numbers, as a value of the row at hand.
    fn column_value(&mut self, column: &Syntax) -> Option<Value> {
        let (table, index, unit) = self.table_column(column)?;
        let kind = match self.scope.catalogue.get(table).map(|fact| &fact.kind) {
            Some(Kind::Table { columns }) => columns.get(usize::from(index)).map(|column| column.kind.clone()),
            _ => None,
        };
        let kind = kind.filter(|kind| matches!(kind, Kind::Count | Kind::Money { .. } | Kind::Score { .. }));
        let Some(kind) = kind else {
            let message = say!("`average` takes columns of numbers", "“average”只能用于数字的列");
            let help = say!("use columns of kind count, money or score", "改用种类为 count、money 或 score 的列");
            self.error(column.span, "wrong-type", message, help);
            return None;
        };
        let bounds = kind.bounds();
        Some(Value::Number(Number::Answer(Operand::Column(table, index), bounds.low, bounds.high), unit))
    }

    /// A fact, or a column of the row at hand.
    pub(in crate::rule) fn cell(&mut self, syntax: &Syntax) -> Option<Operand> {
        let SyntaxKind::Word(word) = &syntax.kind else {
            let message = say!("a column or a fact is expected here", "这里应是列或事实");
            self.error(syntax.span, "wrong-arguments", message, say!("write blank(column)", "写成 blank(列)"));
            return None;
        };
        let catalogue = self.scope.catalogue;
        if let Some(table) = self.table
            && let Some(Kind::Table { columns }) = catalogue.get(table).map(|fact| &fact.kind)
            && let Some(index) = columns.iter().position(|column| column.id == *word)
        {
            return Some(Operand::Column(table, u16::try_from(index).ok()?));
        }
        let known: Vec<&str> = match self.table.and_then(|table| catalogue.get(table)).map(|fact| &fact.kind) {
            Some(Kind::Table { columns }) => columns.iter().map(|column| column.id.as_str()).collect(),
            _ => Vec::new(),
        };
        let of_a_row =
            say!("`blank` asks for a column of the row at hand, after `where`", "“blank”只问“where”后面当前行的列");
        let help = or_nearest(word, known, of_a_row);
        let message = say!("`{word}` is not a column of this table", "“{word}”不是这张表的列");
        self.error(syntax.span, "unknown-column", message, help);
        None
    }
}

/// Whether a number can be compared with another; why not, and what to write instead. The second is the one that is to be
/// mended: the end of a row, the bound of a condition.
pub fn comparable((value, unit): (&Value, Shown), (bound, other): (&Value, Shown)) -> Result<(), (Said, Said)> {
    if value.is_nothing() || bound.is_nothing() {
        return Ok(());
    }
    let time = |unit: Shown| matches!(unit, Shown::Years | Shown::Months | Shown::Days);
    let counts = |value: &Value| matches!(value, Value::Number(number, Unit::Count) if !matches!(number, Number::Rows(_, Quantity::Mean(_))));
    let fits = match (unit, other) {
        (Shown::Money, Shown::Money) => true,
        (Shown::Money, _) | (_, Shown::Money) => false,
        (Shown::Plain, Shown::Percent) => !counts(value),
        (Shown::Percent, Shown::Plain) => !counts(bound),
        (Shown::Plain, _) | (_, Shown::Plain) => true,
        (a, b) => a == b,
    };
    if fits {
        return Ok(());
    }
    let (a, b) = (unit_name(unit), unit_name(other));
    let message =
        Said::new(format!("{} cannot be compared with {}", a.en, b.en), format!("{}不能与{}比较", a.zh, b.zh));
    let help = match (bound, unit, other) {
        (Value::Given(given), _, _) => {
            let id = &given.id;
            say!(
                "give the figure `{id}` the unit of the value: 4000万元, 40%, or `unit`",
                "请给数值“{id}”写上与所看的数相同的单位：4000万元、40%，或写 unit"
            )
        }
        (_, Shown::Money, _) => say!("write the unit: 元, 万元 or 亿元", "写上单位：元、万元或亿元"),
        (_, _, Shown::Money) => say!("write the number without 元, 万元 or 亿元", "写不带元、万元、亿元的数"),
        _ if time(unit) => say!("write the number without a unit: 8", "写不带单位的数，如 8"),
        (_, Shown::Percent, _) => say!("write a percentage: 40%", "写百分数，如 40%"),
        _ => say!("write a number without a unit: 8", "写不带单位的数，如 8"),
    };
    Err((message, help))
}

fn unit_name(unit: Shown) -> Said {
    match unit {
        Shown::Plain => say!("a number", "数"),
        Shown::Percent => say!("a percentage", "百分数"),
        Shown::Money => say!("an amount of money", "金额"),
        Shown::Points => say!("points", "分数"),
        Shown::Years => say!("years", "年数"),
        Shown::Months => say!("months", "月数"),
        Shown::Days => say!("days", "天数"),
    }
}

/// The mode of rounding that a word means.
pub fn rounding_mode(word: &str) -> Option<RoundingMode> {
    Some(match word {
        "half_up" => RoundingMode::HalfUp,
        "half_even" => RoundingMode::HalfEven,
        "down" => RoundingMode::Down,
        _ => return None,
    })
}

/// With the other sign: of a given number that number.
pub(super) fn negative(of: Value) -> Value {
    match of {
        Value::Fixed(ratio) => Value::Fixed(ratio.negated()),
        of => Value::Negative(Box::new(of)),
    }
}

/// A product: of given numbers that number.
fn product(a: Value, b: Value) -> Value {
    if let (Value::Fixed(x), Value::Fixed(y)) = (&a, &b)
        && let Some(both) = x.times(*y)
    {
        return Value::Fixed(both);
    }
    Value::Product(vec![a, b])
}

/// One list of summands; of given numbers their sum.
fn joined(a: Value, b: Value) -> Value {
    if let (Value::Fixed(x), Value::Fixed(y)) = (&a, &b)
        && let Some(both) = x.plus(*y)
    {
        return Value::Fixed(both);
    }
    match a {
        Value::Sum(mut parts) => {
            parts.push(b);
            Value::Sum(parts)
        }
        a => Value::Sum(vec![a, b]),
    }
}

/// A quotient. `(a − b) ÷ b` is `a ÷ b − 1`, where the base stands once and what is open in it is one thing.
fn quotient(part: Value, base: Value) -> Value {
    if let (Value::Fixed(x), Value::Fixed(y)) = (&part, &base)
        && let Some(both) = x.over(*y)
    {
        return Value::Fixed(both);
    }
    if let Value::Sum(parts) = &part
        && let [first, Value::Negative(second)] = parts.as_slice()
        && **second == base
    {
        let share = Value::Quotient(Box::new(first.clone()), Box::new(base));
        return Value::Sum(vec![share, Value::Fixed(Ratio::whole(-1))]);
    }
    Value::Quotient(Box::new(part), Box::new(base))
}

fn same(a: Shown, b: Shown) -> Shown {
    if a == b {
        a
    } else if a == Shown::Plain {
        b
    } else if b == Shown::Plain {
        a
    } else {
        Shown::Plain
    }
}

fn product_unit(a: Shown, b: Shown) -> Shown {
    match (a, b) {
        (Shown::Points, _) | (_, Shown::Points) => Shown::Points,
        (Shown::Percent, Shown::Percent) => Shown::Percent,
        _ => Shown::Plain,
    }
}

/// The facts of a kind that a number expression divides by, for whoever checks that an outcome is declared.
#[must_use]
pub fn divides(value: &Value) -> bool {
    match value {
        // A base that is a given number above 0 is no question.
        Value::Quotient(part, base) => {
            !matches!(&**base, Value::Fixed(by) if by.is_positive()) || divides(part) || divides(base)
        }
        Value::Sum(parts) | Value::Product(parts) | Value::Least(parts) | Value::Most(parts) => {
            parts.iter().any(divides)
        }
        Value::Negative(inner) | Value::Rounded(inner, _) => divides(inner),
        Value::Mean(_) => true,
        Value::Fixed(_)
        | Value::Number(..)
        | Value::Passed(..)
        | Value::Yearly(..)
        | Value::Given(_)
        | Value::Points(_) => false,
    }
}

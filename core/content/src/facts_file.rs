//! Reading `facts.toml`, `evidence.toml`, `checks.toml`, `holidays.toml` and `headings.toml`.

use super::reader::{Get, Reader};
use super::surroundings::{Surroundings, compile};
use super::written::Text;
use std::collections::BTreeSet;
use ziping_base::calendar::{Day, WorkingDays, YearPlan};
use ziping_base::diag::{Said, Span, did_you_mean, nearest, or_nearest};
use ziping_base::node::Node;
use ziping_base::say;
use ziping_regime::{Check, Evidence};
use ziping_rules::fact::pasted::Names;
use ziping_rules::fact::{Catalogue, Column, Fact, FactIx, Kind, Passing, TextFormat, parse_fixed};
use ziping_rules::rule::compile_test;

/// A figure that a table replaces, as it stands in the file.
#[derive(Debug)]
pub(super) struct FromTable<'f> {
    /// The fact.
    pub fact: String,
    /// The expression.
    pub written: Text<'f>,
}

/// The facts of a file; figures worked out from tables go to `derived`.
pub(super) fn facts<'f>(
    node: &'f Node,
    reader: &mut Reader<'_>,
    derived: &mut Vec<FromTable<'f>>,
) -> Vec<(Fact, Span)> {
    node.tables("fact")
        .iter()
        .filter_map(|table| {
            let id = table.owned("id");
            check_id(&id, table.span_of("id"), reader);
            if let Some(node) = table.get("from_table") {
                derived.push(FromTable { fact: id.clone(), written: Text::of_node(node) });
            }
            let kind = kind(table, reader)?;
            let options = match &kind {
                Kind::Choice { options, .. } | Kind::Several { options } => options.as_slice(),
                _ => &[],
            };
            let mut timeless = 0_u64;
            for (option, span) in table.texts("timeless") {
                match options.iter().position(|known| known == option) {
                    Some(i) => timeless |= 1 << i,
                    None => reader.problem(
                        span,
                        "unknown-option",
                        say!("`{option}` is not one of its options", "没有“{option}”这个选项"),
                        Said::new(options.join(", "), format!("可以写：{}", options.join("、"))),
                    ),
                }
            }
            let section = table.get("section").and_then(Node::text).map(str::to_owned);
            let forms_only = table.flag("forms_only");
            let former = former(table, &kind, reader);
            Some((Fact { section, timeless, forms_only, former, ..plain_fact(id, kind, table) }, table.span_of("id")))
        })
        .collect()
}

/// A fact with what indicators of an overlay may have too: whether it can change, and its period.
pub(super) fn plain_fact(id: String, kind: Kind, table: &Node) -> Fact {
    let passing = match table.text_at("period") {
        "last_year" => Some(Passing::LastYear),
        "this_year" => Some(Passing::ThisYear),
        "rolling" => Some(Passing::Rolling),
        _ => None,
    };
    let fixed = table.text_at("change") == "never";
    Fact { fixed, passing, ..Fact::new(id, kind) }
}

/// The ids that a fact had before. Only answers that can be brought together without loss may have had several: texts
/// and numbers of things.
fn former(table: &Node, kind: &Kind, reader: &mut Reader<'_>) -> Vec<String> {
    for (id, span) in table.texts("former") {
        check_id(id, span, reader);
        if !matches!(kind, Kind::Text(_) | Kind::Count) {
            reader.problem(
                span,
                "wrong-type",
                say!("only a text or a count can have former ids", "只有文字（text）和整数（count）可以写 former"),
                say!("leave `former` out", "请删去 former"),
            );
        }
    }
    table.strings("former")
}

/// Ids are lower-case words joined by points, with `_` and `-` inside.
pub(super) fn check_id(id: &str, span: Span, reader: &mut Reader<'_>) {
    let word = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
    };
    if !id.split('.').all(word) {
        reader.problem(
            span,
            "bad-id",
            say!("`{id}` is not an id", "“{id}”不能用作编号"),
            say!(
                "lower-case letters, digits, _ and -, joined by points: om.staff_college",
                "只用小写字母、数字、_ 和 -，各段以点相连，如 om.staff_college"
            ),
        );
    }
}

fn kind(table: &Node, reader: &mut Reader<'_>) -> Option<Kind> {
    let span = table.span_of("kind");
    let signed = table.flag("signed");
    let options = table.strings("options");
    Some(match table.text_at("kind") {
        "bool" => Kind::Bool,
        "count" => Kind::Count,
        "money" => Kind::Money { signed },
        "yearly" => Kind::Yearly { signed },
        "date" => Kind::Date,
        "occurrence" => Kind::Occurrence,
        "choice" | "several" => {
            if !(1..=64).contains(&options.len()) {
                reader.problem(
                    span,
                    "bad-options",
                    say!("{n} options", "有 {n} 个选项", n = options.len()),
                    say!("a choice has 1 to 64 options", "单选、多选要有 1 到 64 个选项"),
                );
                return None;
            }
            for (option, at) in table.texts("options") {
                if options.iter().filter(|other| *other == option).count() > 1 {
                    let message = say!("`{option}` is listed twice", "“{option}”列了两次");
                    reader.problem(at, "duplicate-id", message, say!("remove one", "删去一处"));
                }
            }
            if table.text_at("kind") == "choice" {
                Kind::Choice { options, ordered: table.flag("ordered") }
            } else {
                Kind::Several { options }
            }
        }
        "score" => Kind::Score { max: points(table, reader)? },
        "text" => Kind::Text(match table.text_at("format") {
            "block" => TextFormat::Block,
            "uscc" => TextFormat::Uscc,
            "phone" => TextFormat::Phone,
            "email" => TextFormat::Email,
            _ => TextFormat::Line,
        }),
        "table" => {
            let columns: Vec<Column> = table
                .tables("column")
                .iter()
                .filter_map(|column| {
                    check_id(column.text_at("id"), column.span_of("id"), reader);
                    Some(Column { id: column.owned("id"), kind: kind(column, reader)? })
                })
                .collect();
            if columns.is_empty() || columns.len() > 40 {
                reader.problem(
                    span,
                    "bad-columns",
                    say!("{n} columns", "有 {n} 列", n = columns.len()),
                    say!("a table has 1 to 40 [[fact.column]]s", "一张表要有 1 到 40 个 [[fact.column]]"),
                );
            }
            Kind::Table { columns }
        }
        _ => return None,
    })
}

/// The most points of a score, in tenths.
pub(super) fn points(table: &Node, reader: &mut Reader<'_>) -> Option<i64> {
    let max = parse_fixed(table.text_at("max"), 1).filter(|max| (1..=100_000).contains(max));
    if max.is_none() {
        reader.problem(
            table.span_of("max"),
            "bad-max",
            say!("a score needs its most points", "分数要写明满分"),
            say!("max = \"12\": up to one decimal, at most 10000", "写作 max = \"12\"，最多一位小数，不超过 10000"),
        );
    }
    max
}

/// The papers of a file.
pub(super) fn evidence(
    node: &Node,
    regime: Option<&str>,
    catalogue: &Catalogue,
    reader: &mut Reader<'_>,
) -> Vec<(Evidence, Span)> {
    node.tables("evidence")
        .iter()
        .map(|table| {
            check_id(table.text_at("id"), table.span_of("id"), reader);
            let (denies, shows) =
                (declarable(table, "denies", catalogue, reader), declarable(table, "shows", catalogue, reader));
            let evidence = Evidence {
                id: table.owned("id"),
                original: table.owned("original"),
                valid_months: table.whole_at("valid_months").and_then(|months| u16::try_from(months).ok()),
                regime: regime.map(str::to_owned),
                denies,
                shows,
            };
            (evidence, table.span_of("id"))
        })
        .collect()
}

/// Whether an answer to a fact of this kind can declare that something happened or is so.
const fn can_be_declared(kind: &Kind) -> bool {
    matches!(kind, Kind::Occurrence | Kind::Bool)
}

/// The facts that a key names, of which it can be declared that they are so.
fn declarable(table: &Node, key: &str, catalogue: &Catalogue, reader: &mut Reader<'_>) -> Vec<FactIx> {
    let mut found = Vec::new();
    for (id, span) in table.texts(key) {
        match catalogue.find(id) {
            Some(fact) if catalogue.get(fact).is_some_and(|known| can_be_declared(&known.kind)) => found.push(fact),
            Some(_) => reader.problem(
                span,
                "wrong-type",
                say!(
                    "`{id}` is neither an occurrence nor a yes or no",
                    "“{id}”既不是“最近一次何时发生”，也不是“是或否”的事实"
                ),
                say!("name facts of the kinds `occurrence` and `bool`", "这里只写种类为 occurrence 或 bool 的事实"),
            ),
            None => {
                let known = catalogue.iter().map(|(_, fact)| fact.id.as_str());
                let help = nearest(id, known)
                    .map_or_else(|| say!("add it to facts.toml", "请在 facts.toml 中补上"), did_you_mean);
                reader.problem(span, "unknown-fact", say!("unknown fact `{id}`", "没有“{id}”这个事实"), help);
            }
        }
    }
    found
}

/// The checks of a file.
pub(super) fn checks(node: &Node, reader: &mut Reader<'_>, around: &mut Surroundings<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for table in node.tables("check") {
        let holds = table
            .get("holds")
            .and_then(|node| compile(Text::of_node(node), reader.source, around, &[], reader.problems, compile_test));
        if let Some(holds) = holds {
            checks.push(Check { id: table.owned("id"), error: table.text_at("level") == "error", holds });
        }
    }
    checks
}

/// Other names of columns; each must be a column of a table.
pub(super) fn names(node: &Node, catalogue: &Catalogue, reader: &mut Reader<'_>) -> Names {
    let texts = |node: &Node, key: &str| node.texts(key).into_iter().map(|(text, _)| text.to_owned()).collect();
    let known: BTreeSet<String> = catalogue
        .iter()
        .filter_map(|(_, fact)| match &fact.kind {
            Kind::Table { columns } => Some((fact, columns)),
            _ => None,
        })
        .flat_map(|(fact, columns)| {
            columns.iter().flat_map(|column| [column.id.clone(), format!("{}.{}", fact.id, column.id)])
        })
        .collect();
    let mut names = Names { columns: Vec::new(), totals: texts(node, "totals") };
    for table in node.tables("column") {
        let id = table.owned("id");
        if !known.contains(&id) {
            reader.problem(
                table.span_of("id"),
                "unknown-column",
                say!("no table has a column `{id}`", "没有哪张表有“{id}”这一列"),
                or_nearest(
                    &id,
                    known.iter().map(String::as_str),
                    say!("write a column's id, or its table's and its own", "写列的编号，或“表的编号.列的编号”"),
                ),
            );
        }
        names.columns.push((id, texts(table, "names")));
    }
    names
}

/// The working-day calendar.
pub(super) fn holidays(node: &Node, reader: &mut Reader<'_>) -> WorkingDays {
    let mut calendar = WorkingDays::default();
    for table in node.tables("year") {
        let Some(year) = table.whole_at("year").and_then(|year| i32::try_from(year).ok()) else { continue };
        let mut days = |key: &str, weekend: bool| {
            let mut days = Vec::new();
            for (text, span) in table.texts(key) {
                match Day::parse(text).filter(|day| day.year() == year) {
                    Some(day) if day.is_weekend() == weekend => days.push(day),
                    Some(_) => reader.problem(
                        span,
                        "bad-day",
                        if weekend {
                            say!("`{text}` is not a weekend day", "“{text}”不是周末")
                        } else {
                            say!("`{text}` is a weekend day", "“{text}”是周末")
                        },
                        say!(
                            "days_off lists weekdays off, workdays lists weekend days worked",
                            "days_off 只列放假的工作日，workdays 只列上班的周末"
                        ),
                    ),
                    None => reader.problem(
                        span,
                        "bad-day",
                        say!("`{text}` is not a day of {year}", "“{text}”不是 {year} 年的日期"),
                        say!("write it as 2026-10-01", "写成 2026-10-01"),
                    ),
                }
            }
            days.sort_unstable();
            days
        };
        let (days_off, workdays) = (days("days_off", false), days("workdays", true));
        if calendar.years.insert(year, YearPlan { notice: table.owned("notice"), days_off, workdays }).is_some() {
            let message = say!("{year} stands twice", "{year} 年写了两次");
            reader.problem(table.span_of("year"), "duplicate-id", message, say!("keep one", "只留一处"));
        }
    }
    calendar
}

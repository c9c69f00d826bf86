//! What `facts.toml` means: facts.

use super::reader::Reader;
use super::written::{self, At, Change, ColumnKind, FactKind, Text, Texts};
use ziping_base::diag::{Said, Span};
use ziping_base::say;
use ziping_rules::fact::{Column, Fact, Kind, Passing, TextFormat, parse_fixed};

/// A figure that a table replaces, as it stands in the file.
#[derive(Debug)]
pub(super) struct FromTable<'f> {
    /// The fact.
    pub fact: String,
    /// The expression.
    pub written: Text<'f>,
}

/// Facts; figures worked out from tables go to `derived`.
pub(super) fn facts<'f>(
    written: &[written::Fact<'f>],
    reader: &mut Reader<'_>,
    derived: &mut Vec<FromTable<'f>>,
) -> Vec<(Fact, Span)> {
    written
        .iter()
        .filter_map(|written| {
            let id = written.id.owned();
            check_id(&id, written.id.span, reader);
            if let Some(expression) = written.from_table {
                derived.push(FromTable { fact: id.clone(), written: expression });
            }
            let kind = kind(written, reader)?;
            let options = match &kind {
                Kind::Choice { options, .. } | Kind::Several { options } => options.as_slice(),
                _ => &[],
            };
            let mut timeless = 0_u64;
            for (option, span) in written.timeless.iter() {
                match options.iter().position(|known| known == option) {
                    Some(i) => timeless |= 1 << i,
                    None => reader.problem(
                        *span,
                        "unknown-option",
                        say!("`{option}` is not one of its options", "没有“{option}”这个选项"),
                        Said::new(options.join(", "), format!("可以写：{}", options.join("、"))),
                    ),
                }
            }
            let section = written.section.and_then(|section| section.value).map(str::to_owned);
            let forms_only = written.forms_only;
            let former = former(&written.former, &kind, reader);
            let plain = plain_fact(id, kind, (written.change, written.period));
            Some((Fact { section, timeless, forms_only, former, ..plain }, written.id.span))
        })
        .collect()
}

/// A fact with what indicators of an overlay may have too: whether it can change, and its period.
pub(super) fn plain_fact(id: String, kind: Kind, (change, period): (Option<At<Change>>, Option<At<Passing>>)) -> Fact {
    let fixed = change.and_then(|change| change.value) == Some(Change::Never);
    Fact { fixed, passing: period.and_then(|period| period.value), ..Fact::new(id, kind) }
}

/// The ids that a fact had before. Only answers that can be brought together without loss may have had several: texts
/// and numbers of things.
fn former(written: &Texts<'_>, kind: &Kind, reader: &mut Reader<'_>) -> Vec<String> {
    for (id, span) in written.iter() {
        check_id(id, *span, reader);
        if !matches!(kind, Kind::Text(_) | Kind::Count) {
            reader.problem(
                *span,
                "wrong-type",
                say!("only a text or a count can have former ids", "只有文字（text）和整数（count）可以写 former"),
                say!("leave `former` out", "请删去 former"),
            );
        }
    }
    written.strings()
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

fn kind(written: &written::Fact<'_>, reader: &mut Reader<'_>) -> Option<Kind> {
    let (span, signed) = (written.kind.span, written.signed);
    Some(match written.kind.value? {
        FactKind::Bool => Kind::Bool,
        FactKind::Count => Kind::Count,
        FactKind::Money => Kind::Money { signed },
        FactKind::Yearly => Kind::Yearly { signed },
        FactKind::Date => Kind::Date,
        FactKind::Occurrence => Kind::Occurrence,
        FactKind::Choice => Kind::Choice { options: options(written, reader)?, ordered: written.ordered },
        FactKind::Several => Kind::Several { options: options(written, reader)? },
        FactKind::Score => Kind::Score { max: points(written.max, reader)? },
        FactKind::Text => Kind::Text(written.format.and_then(|format| format.value).unwrap_or(TextFormat::Line)),
        FactKind::Table => {
            let columns: Vec<Column> =
                written.column.iter().filter_map(|column| self::column(column, reader)).collect();
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
    })
}

/// The options of a choice.
fn options(written: &written::Fact<'_>, reader: &mut Reader<'_>) -> Option<Vec<String>> {
    let options = written.options.strings();
    if !(1..=64).contains(&options.len()) {
        reader.problem(
            written.kind.span,
            "bad-options",
            say!("{n} options", "有 {n} 个选项", n = options.len()),
            say!("a choice has 1 to 64 options", "单选、多选要有 1 到 64 个选项"),
        );
        return None;
    }
    for (option, at) in written.options.iter() {
        if options.iter().filter(|other| other == option).count() > 1 {
            let message = say!("`{option}` is listed twice", "“{option}”列了两次");
            reader.problem(*at, "duplicate-id", message, say!("remove one", "删去一处"));
        }
    }
    Some(options)
}

/// A column; nothing where its kind is none of a column's.
fn column(written: &written::Column<'_>, reader: &mut Reader<'_>) -> Option<Column> {
    check_id(written.id.text(), written.id.span, reader);
    let kind = match written.kind.value? {
        ColumnKind::Bool => Kind::Bool,
        ColumnKind::Count => Kind::Count,
        ColumnKind::Money => Kind::Money { signed: false },
        ColumnKind::Date => Kind::Date,
        ColumnKind::Score => Kind::Score { max: points(written.max, reader)? },
        ColumnKind::Text => Kind::Text(TextFormat::Line),
    };
    Some(Column { id: written.id.owned(), kind })
}

/// The most points of a score, in tenths.
pub(super) fn points(written: Text<'_>, reader: &mut Reader<'_>) -> Option<i64> {
    let max = parse_fixed(written.text(), 1).filter(|max| (1..=100_000).contains(max));
    if max.is_none() {
        reader.problem(
            written.span,
            "bad-max",
            say!("a score needs its most points", "分数要写明满分"),
            say!("max = \"12\": up to one decimal, at most 10000", "写作 max = \"12\"，最多一位小数，不超过 10000"),
        );
    }
    max
}

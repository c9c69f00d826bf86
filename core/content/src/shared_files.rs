//! What the files mean that all rule books share: evidence, checks, other names of columns, holidays.

use super::facts_file::check_id;
use super::reader::Reader;
use super::surroundings::{Surroundings, compile};
use super::written::{self, CheckLevel, HeadingsFile, Texts, Year};
use std::collections::BTreeSet;
use ziping_base::calendar::{Day, WorkingDays, YearPlan};
use ziping_base::diag::{Span, did_you_mean, nearest, or_nearest};
use ziping_base::say;
use ziping_regime::{Check, Evidence, Form};
use ziping_rules::fact::pasted::Names;
use ziping_rules::fact::{Catalogue, FactIx, Kind};
use ziping_rules::rule::compile_test;

/// The papers of a file.
pub(super) fn evidence(
    written: &[written::Paper<'_>],
    regime: Option<&str>,
    catalogue: &Catalogue,
    reader: &mut Reader<'_>,
) -> Vec<(Evidence, Span)> {
    written
        .iter()
        .map(|paper| {
            check_id(paper.id.text(), paper.id.span, reader);
            let (denies, shows) =
                (declarable(&paper.denies, catalogue, reader), declarable(&paper.shows, catalogue, reader));
            let evidence = Evidence {
                id: paper.id.owned(),
                // Where the file says none, that is reported, and nothing is made of it.
                form: paper.original.value.unwrap_or(Form::Original),
                valid_months: paper.valid_months.and_then(|months| u16::try_from(months.value?).ok()),
                regime: regime.map(str::to_owned),
                denies,
                shows,
            };
            (evidence, paper.id.span)
        })
        .collect()
}

/// Whether an answer to a fact of this kind can declare that something happened or is so.
const fn can_be_declared(kind: &Kind) -> bool {
    matches!(kind, Kind::Occurrence | Kind::Bool)
}

/// Facts, of which it can be declared that they are so.
fn declarable(named: &Texts<'_>, catalogue: &Catalogue, reader: &mut Reader<'_>) -> Vec<FactIx> {
    let mut found = Vec::new();
    for (id, span) in named.iter() {
        match catalogue.find(id) {
            Some(fact) if catalogue.get(fact).is_some_and(|known| can_be_declared(&known.kind)) => found.push(fact),
            Some(_) => reader.problem(
                *span,
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
                reader.problem(*span, "unknown-fact", say!("unknown fact `{id}`", "没有“{id}”这个事实"), help);
            }
        }
    }
    found
}

/// The checks of a file.
pub(super) fn checks(
    written: &[written::Check<'_>],
    reader: &mut Reader<'_>,
    around: &mut Surroundings<'_>,
) -> Vec<Check> {
    let mut checks = Vec::new();
    for check in written {
        if let Some(holds) = compile(check.holds, reader.source, around, &[], reader.problems, compile_test) {
            let error = check.level.value == Some(CheckLevel::Error);
            checks.push(Check { id: check.id.owned(), error, holds });
        }
    }
    checks
}

/// Other names of columns; each must be a column of a table.
pub(super) fn names(written: &HeadingsFile<'_>, catalogue: &Catalogue, reader: &mut Reader<'_>) -> Names {
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
    let mut names = Names { columns: Vec::new(), totals: written.totals.strings() };
    for heading in written.column.iter() {
        let id = heading.id.owned();
        if !known.contains(&id) {
            reader.problem(
                heading.id.span,
                "unknown-column",
                say!("no table has a column `{id}`", "没有哪张表有“{id}”这一列"),
                or_nearest(
                    &id,
                    known.iter().map(String::as_str),
                    say!("write a column's id, or its table's and its own", "写列的编号，或“表的编号.列的编号”"),
                ),
            );
        }
        names.columns.push((id, heading.names.strings()));
    }
    names
}

/// The working-day calendar.
pub(super) fn holidays(written: &[Year<'_>], reader: &mut Reader<'_>) -> WorkingDays {
    let mut calendar = WorkingDays::default();
    for of_year in written {
        let Some(year) = of_year.year.value.and_then(|year| i32::try_from(year).ok()) else { continue };
        let mut days = |written: &Texts<'_>, weekend: bool| {
            let mut days = Vec::new();
            for (text, span) in written.iter() {
                match Day::parse(text).filter(|day| day.year() == year) {
                    Some(day) if day.is_weekend() == weekend => days.push(day),
                    Some(_) => reader.problem(
                        *span,
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
                        *span,
                        "bad-day",
                        say!("`{text}` is not a day of {year}", "“{text}”不是 {year} 年的日期"),
                        say!("write it as 2026-10-01", "写成 2026-10-01"),
                    ),
                }
            }
            days.sort_unstable();
            days
        };
        let (days_off, workdays) = (days(&of_year.days_off, false), days(&of_year.workdays, true));
        if calendar.years.insert(year, YearPlan { notice: of_year.notice.owned(), days_off, workdays }).is_some() {
            let message = say!("{year} stands twice", "{year} 年写了两次");
            reader.problem(of_year.year.span, "duplicate-id", message, say!("keep one", "只留一处"));
        }
    }
    calendar
}

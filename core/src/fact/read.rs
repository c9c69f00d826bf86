//! Answer files: reading them without losing or guessing anything.

use super::{Catalogue, Column, Kind, Occurrence, Range, Row, Sheet, Value, number::parse_fixed};
use crate::calendar::Day;
use crate::diag::{Diagnostic, Source, nearest};
use crate::node::{Key, Node, Value as Raw, read_json};

/// The most rows of a table that are read.
const MAX_ROWS: usize = 10_000;

/// An answer file's contents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// The organisation's name as the file gives it.
    pub organisation: String,
    /// The answers.
    pub sheet: Sheet,
}

/// Reads an answer file (`*.ziping.json`, schema 1).
///
/// # Errors
/// Every problem, each with its place: broken JSON, another schema, unknown keys and facts (with the nearest known
/// one), values of the wrong kind or out of range. Nothing is dropped: with any error there is no sheet.
pub fn read_answers(source: &Source<'_>, catalogue: &Catalogue) -> Result<Answers, Vec<Diagnostic>> {
    let node = read_json(source).map_err(|error| vec![error])?;
    let mut problems = Vec::new();
    let mut answers = Answers::default();
    let Some(entries) = node.table() else {
        return Err(vec![
            Diagnostic::error("wrong-kind", format!("an answer file is an object, this is {}", node.value.kind()))
                .help("export the answers again, or start from {\"schema\": 1, \"organisation\": \"…\", \"facts\": {}}")
                .at(source, node.span),
        ]);
    };
    match node.get("schema") {
        Some(Node { value: Raw::Number(number), .. }) if number == "1" => {}
        Some(other) => {
            return Err(vec![
                Diagnostic::error("other-schema", "this answer file is of another schema; this version reads schema 1")
                    .help("open it with the version of Ziping that wrote it, or with a newer one")
                    .at(source, other.span),
            ]);
        }
        None => problems.push(
            Diagnostic::error("missing-key", "`schema` is missing")
                .help("add \"schema\": 1; if this is not an answer file, choose another")
                .at(source, crate::diag::Span::new(node.span.start, node.span.start + 1)),
        ),
    }
    for (key, value) in entries {
        match key.name.as_str() {
            "schema" => {}
            "organisation" => match value.text() {
                Some(name) => answers.organisation = name.to_owned(),
                None => problems.push(wrong_kind("organisation", "a text", value).at(source, value.span)),
            },
            "facts" => match value.table() {
                Some(facts) => read_facts(facts, catalogue, source, &mut answers.sheet, &mut problems),
                None => problems
                    .push(wrong_kind("facts", "an object of fact ids and answers", value).at(source, value.span)),
            },
            other => problems.push(
                Diagnostic::error("unknown-key", format!("unknown key `{other}`"))
                    .help("an answer file has `schema`, `organisation` and `facts`")
                    .at(source, key.span),
            ),
        }
    }
    if problems.is_empty() { Ok(answers) } else { Err(problems) }
}

/// Reads an answer file for an assessment on a date: an event after that date is an error too.
///
/// # Errors
/// As [`read_answers`], and each event that is said to have happened after `as_of`.
pub fn read_answers_on(source: &Source<'_>, catalogue: &Catalogue, as_of: Day) -> Result<Answers, Vec<Diagnostic>> {
    let answers = read_answers(source, catalogue)?;
    let late: Vec<(&str, Day)> = answers
        .sheet
        .answered()
        .filter_map(|(ix, value)| match value {
            Value::Occurrence(Occurrence::On(day)) if *day > as_of => Some((catalogue.id(ix), *day)),
            _ => None,
        })
        .collect();
    if late.is_empty() {
        return Ok(answers);
    }
    let node = read_json(source).map_err(|error| vec![error])?;
    let place = |id: &str| node.get("facts").and_then(|facts| facts.get(id)).map_or(node.span, |value| value.span);
    Err(late
        .into_iter()
        .map(|(id, day)| {
            Diagnostic::error("after-assessment-date", format!("`{id}`: {day} is after the assessment date {as_of}"))
                .help("correct the day, or assess on a later date")
                .at(source, place(id))
        })
        .collect())
}

fn read_facts(
    facts: &[(Key, Node)],
    catalogue: &Catalogue,
    source: &Source<'_>,
    sheet: &mut Sheet,
    problems: &mut Vec<Diagnostic>,
) {
    for (key, node) in facts {
        let Some(ix) = catalogue.find(&key.name) else {
            problems.push(unknown_fact(&key.name, catalogue).at(source, key.span));
            continue;
        };
        let Some(fact) = catalogue.get(ix) else { continue };
        match read_value(&fact.kind, node) {
            Ok(value) => {
                sheet.put(ix, Some(value));
            }
            Err(problem) => problems.push(problem.named(&key.name).at(source, problem.span_in(node))),
        }
    }
}

/// An error for a fact id that the catalogue does not have.
#[must_use]
pub(crate) fn unknown_fact(id: &str, catalogue: &Catalogue) -> Diagnostic {
    let error = Diagnostic::error("unknown-fact", format!("unknown fact `{id}`"));
    match nearest(id, catalogue.iter().map(|(_, fact)| fact.id.as_str())) {
        Some(known) => error.help(format!("did you mean `{known}`?")),
        None => error.help("remove it, or load the rule book or overlay that defines it"),
    }
}

fn wrong_kind(name: &str, wanted: &str, got: &Node) -> Diagnostic {
    Diagnostic::error("wrong-kind", format!("`{name}` takes {wanted}, this is {}", got.value.kind()))
}

/// Why a value was refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    code: &'static str,
    message: String,
    help: String,
    span: Option<crate::diag::Span>,
}

impl Refused {
    fn new(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into(), span: None }
    }

    fn within(mut self, node: &Node) -> Self {
        self.span.get_or_insert(node.span);
        self
    }

    /// Where it is: the part of the answer that is wrong.
    #[must_use]
    pub fn span_in(&self, node: &Node) -> crate::diag::Span {
        self.span.unwrap_or(node.span)
    }

    /// As a diagnostic that names the fact.
    #[must_use]
    pub fn named(&self, fact: &str) -> Diagnostic {
        Diagnostic::error(self.code, format!("`{fact}`: {}", self.message)).help(self.help.clone())
    }
}

/// Reads one answer of a kind.
///
/// # Errors
/// Why it is refused: the wrong kind of value, a day that does not exist, a number out of range or too fine, an
/// option that is not one.
pub fn read_value(kind: &Kind, node: &Node) -> Result<Value, Refused> {
    let refuse = |wanted: &str, help: &str| {
        Refused::new("wrong-kind", format!("takes {wanted}, this is {}", node.value.kind()), help).within(node)
    };
    match kind {
        Kind::Bool => match node.value {
            Raw::Bool(truth) => Ok(Value::Bool(truth)),
            Raw::Null | Raw::Number(_) | Raw::Text(_) | Raw::List(_) | Raw::Table(_) => Err(refuse(
                "true or false",
                "write true or false without quotes; leave the fact out if it is not known",
            )),
        },
        Kind::Count => match &node.value {
            Raw::Number(text) => Ok(Value::Number(Range::exactly(number(text, kind, node)?))),
            Raw::Table(_) => range(kind, node),
            Raw::Null | Raw::Bool(_) | Raw::Text(_) | Raw::List(_) => {
                Err(refuse("a whole number", "write the number without quotes, such as 50"))
            }
        },
        Kind::Money { .. } | Kind::Score { .. } => match &node.value {
            Raw::Text(text) => Ok(Value::Number(Range::exactly(number(text, kind, node)?))),
            Raw::Table(_) => range(kind, node),
            Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::List(_) => Err(refuse(
                "a decimal in quotes",
                "write it as a text such as \"12000000\" or \"11.5\", or as a range {\"low\": \"20\", \"high\": \"24\"}",
            )),
        },
        Kind::Yearly { .. } => yearly(kind, node),
        Kind::Date => node
            .text()
            .ok_or_else(|| refuse("a date in quotes", "write it as \"2026-11-21\""))
            .and_then(|text| day(text, node))
            .map(Value::Date),
        Kind::Occurrence => {
            let text = node.text().ok_or_else(|| {
                refuse("\"never\", a date, \"day_unknown\" or \"ongoing\"", "write it in quotes, such as \"never\"")
            })?;
            Ok(Value::Occurrence(match text {
                "never" => Occurrence::Never,
                "ongoing" => Occurrence::Ongoing,
                "day_unknown" => Occurrence::DayUnknown,
                other => Occurrence::On(day(other, node).map_err(|mut refused| {
                    refused.help =
                        "write \"never\", a day that exists as \"2026-03-01\", \"day_unknown\" or \"ongoing\"".into();
                    refused
                })?),
            }))
        }
        Kind::Choice { options, .. } => {
            let text = node.text().ok_or_else(|| refuse("one of its options in quotes", &one_of(options)))?;
            option(options, text, node).map(Value::Choice)
        }
        Kind::Several { options } => {
            let items = node.list().ok_or_else(|| refuse("a list of options", "write [] for none of them"))?;
            let mut set = 0_u64;
            for item in items {
                let text = item.text().ok_or_else(|| {
                    Refused::new(
                        "wrong-kind",
                        format!("takes options in quotes, this is {}", item.value.kind()),
                        one_of(options),
                    )
                    .within(item)
                })?;
                set |= 1_u64.checked_shl(u32::from(option(options, text, item)?)).unwrap_or(0);
            }
            Ok(Value::Several(set))
        }
        Kind::Text(_) => match node.text() {
            Some(text) if text.chars().count() <= 20_000 => Ok(Value::Text(text.to_owned())),
            Some(_) => Err(Refused::new("too-long", "a text may have 20,000 characters", "shorten it").within(node)),
            None => Err(refuse("a text", "write it in quotes")),
        },
        Kind::Table { columns } => {
            let rows = node.list().ok_or_else(|| refuse("a list of rows", "write [] for no rows"))?;
            if rows.len() > MAX_ROWS {
                return Err(
                    Refused::new("too-long", format!("a table may have {MAX_ROWS} rows"), "split it").within(node)
                );
            }
            rows.iter().map(|node| row(columns, node)).collect::<Result<_, _>>().map(Value::Table)
        }
    }
}

fn one_of(options: &[String]) -> String {
    format!("one of: {}", options.join(", "))
}

fn option(options: &[String], text: &str, node: &Node) -> Result<u8, Refused> {
    options.iter().position(|known| known == text).and_then(|i| u8::try_from(i).ok()).ok_or_else(|| {
        let help = match nearest(text, options.iter().map(String::as_str)) {
            Some(known) => format!("did you mean \"{known}\"? {}", one_of(options)),
            None => one_of(options),
        };
        Refused::new("unknown-option", format!("`{text}` is not one of its options"), help).within(node)
    })
}

fn day(text: &str, node: &Node) -> Result<Day, Refused> {
    match Day::parse(text) {
        Some(day) if (Day::EARLIEST..=Day::LATEST).contains(&day) => Ok(day),
        Some(_) => {
            Err(Refused::new("out-of-range", format!("`{text}` is outside 1800–2199"), "check the year").within(node))
        }
        None => Err(Refused::new(
            "not-a-date",
            format!("`{text}` is not a date"),
            "write a day that exists as \"2026-11-21\"",
        )
        .within(node)),
    }
}

fn number(text: &str, kind: &Kind, node: &Node) -> Result<i64, Refused> {
    let bounds = kind.bounds();
    let Some(units) = parse_fixed(text, kind.places()) else {
        let help = match kind.places() {
            0 => "write a whole number such as 50",
            1 => "write points with at most one decimal, such as \"11.5\"",
            _ => "write yuan as a plain decimal with at most two places, such as \"12000000\" or \"0.50\"",
        };
        return Err(Refused::new("not-a-number", format!("`{text}` is not a number of this kind"), help).within(node));
    };
    if units < bounds.low {
        return Err(
            Refused::new("out-of-range", format!("`{text}` is below 0"), "write a number of at least 0").within(node)
        );
    }
    if units > bounds.high {
        let max = super::format_fixed(bounds.high, kind.places());
        return Err(Refused::new(
            "out-of-range",
            format!("`{text}` is above its maximum, {max}"),
            format!("write a number from 0 to {max}"),
        )
        .within(node));
    }
    Ok(units)
}

fn range(kind: &Kind, node: &Node) -> Result<Value, Refused> {
    let entries = node.table().unwrap_or_default();
    let help = "a range is {\"low\": \"20\", \"high\": \"24\"}";
    let mut ends = [None, None];
    for (key, value) in entries {
        let slot = match key.name.as_str() {
            "low" => ends.first_mut(),
            "high" => ends.last_mut(),
            other => {
                let mut refused = Refused::new("unknown-key", format!("unknown key `{other}` in a range"), help);
                refused.span = Some(key.span);
                return Err(refused);
            }
        };
        let text = match (&value.value, kind) {
            (Raw::Text(text), _) | (Raw::Number(text), Kind::Count) => text,
            _ => {
                return Err(
                    Refused::new("wrong-kind", "the ends of a range are decimals in quotes", help).within(value)
                );
            }
        };
        let units = number(text, kind, value)?;
        if let Some(slot) = slot {
            *slot = Some(units);
        }
    }
    match ends {
        [Some(low), Some(high)] if low <= high => Ok(Value::Number(Range { low, high })),
        [Some(_), Some(_)] => {
            Err(Refused::new("out-of-range", "the low end is above the high end", "swap them").within(node))
        }
        _ => Err(Refused::new("missing-key", "a range needs both ends", help).within(node)),
    }
}

fn yearly(kind: &Kind, node: &Node) -> Result<Value, Refused> {
    let help = "write {\"2024\": \"40000000\", \"2025\": \"41000000\"}: yuan by fiscal year, in quotes";
    let entries = node.table().ok_or_else(|| {
        Refused::new("wrong-kind", format!("takes money by fiscal year, this is {}", node.value.kind()), help)
            .within(node)
    })?;
    let mut years: Vec<(i32, Range)> = Vec::new();
    for (key, value) in entries {
        let year = key.name.parse::<i32>().ok().filter(|year| (1900..=2199).contains(year) && key.name.len() == 4);
        let Some(year) = year else {
            let mut refused =
                Refused::new("not-a-year", format!("`{}` is not a fiscal year from 1900 to 2199", key.name), help);
            refused.span = Some(key.span);
            return Err(refused);
        };
        let money = match &value.value {
            Raw::Text(text) => Range::exactly(number(text, kind, value)?),
            Raw::Table(_) => match range(kind, value)? {
                Value::Number(range) => range,
                _ => return Err(Refused::new("wrong-kind", "not an amount", help).within(value)),
            },
            Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::List(_) => {
                return Err(Refused::new(
                    "wrong-kind",
                    format!("takes yuan in quotes, this is {}", value.value.kind()),
                    help,
                )
                .within(value));
            }
        };
        years.push((year, money));
    }
    crate::order::short_by_key(&mut years, |(year, _)| *year);
    Ok(Value::Yearly(years))
}

fn row(columns: &[Column], node: &Node) -> Result<Row, Refused> {
    let names = || columns.iter().map(|column| column.id.as_str());
    let entries = node.table().ok_or_else(|| {
        Refused::new(
            "wrong-kind",
            format!("takes rows, this is {}", node.value.kind()),
            "write a row as {\"column\": value}",
        )
        .within(node)
    })?;
    let mut cells = vec![None; columns.len()];
    for (key, value) in entries {
        let Some(index) = columns.iter().position(|column| column.id == key.name) else {
            let help = match nearest(&key.name, names()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("the columns are: {}", names().collect::<Vec<_>>().join(", ")),
            };
            let mut refused = Refused::new("unknown-column", format!("unknown column `{}`", key.name), help);
            refused.span = Some(key.span);
            return Err(refused);
        };
        if let (Some(cell), Some(column)) = (cells.get_mut(index), columns.get(index)) {
            *cell = Some(read_value(&column.kind, value)?);
        }
    }
    Ok(Row { cells })
}

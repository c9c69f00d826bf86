//! The sheet of a table: its columns, a row each, and room for more.

use super::how::{because, unit};
use super::look::{Frame, Look, check, fit, frame, head, put};
use super::questions::how_of;
use super::{Order, Writing};
use crate::answer::{choices, put as held, yes};
use crate::ask::{Asked, Question};
use crate::keys::{ColumnKey, RowKey, SheetKind};
use crate::tongue::{both, fact_label, fact_text, fact_title};
use crate::words;
use rust_xlsxwriter::{Worksheet, XlsxError};
use ziping_base::diag::Said;
use ziping_rules::fact::{Column, Fact, Kind, Table, TextFormat, Value};

const TITLE: u32 = 1;
const LEAD: u32 = 2;
const NONE: u32 = 3;
const HEAD: u32 = 4;

/// Rows that are drawn to be filled in, beside those that are known.
const ROOM: u32 = 20;

/// The last row whose cells are checked and unlocked.
const LAST: u32 = 2_000;

/// Writes the sheets of all tables that are asked.
pub(super) fn sheets(
    order: &Order<'_>,
    asked: &Asked,
    look: &Look,
    writing: &mut Writing,
) -> Result<Vec<Worksheet>, XlsxError> {
    let mut all = Vec::new();
    for question in asked.groups.iter().flat_map(|group| &group.questions) {
        let Some(fact) = order.wanted.library.catalogue.get(question.fact) else { continue };
        if let Kind::Table { columns } = &fact.kind {
            all.push(sheet(order, question, fact, columns, look, writing)?);
        }
    }
    Ok(all)
}

fn sheet(
    order: &Order<'_>,
    question: &Question,
    fact: &Fact,
    columns: &[Column],
    look: &Look,
    writing: &mut Writing,
) -> Result<Worksheet, XlsxError> {
    let (tongue, regimes) = (order.tongue, order.wanted.regimes);
    let title = fact_title(regimes, &fact.id);
    let mut sheet = Worksheet::new();
    let name = writing.name(&tongue.line(&title));
    writing.questions += 1;
    let widths: Vec<u8> = columns.iter().map(|column| width(&column.kind)).collect();
    frame(&mut sheet, &Frame { name: &name, widths: &widths, head: HEAD, grows: true, landscape: true })?;
    sheet.write_string_with_format(0, 0, SheetKind::Table(fact.id.clone()).mark(), &look.key)?;
    for (column, of) in (1_u16..).zip(columns) {
        sheet.write_string_with_format(0, column, ColumnKey::Cell(of.id.clone()).text(), &look.key)?;
        sheet.set_column_format(column, &rust_xlsxwriter::Format::new().set_unlocked())?;
    }
    let last = u16::try_from(columns.len()).unwrap_or(1).max(1);
    words(&mut sheet, TITLE, last, &tongue.line(&title), &look.title, None)?;
    sheet.set_row_height(TITLE, 28)?;
    let asked = fact_text(regimes, &fact.id);
    let (how, why) = (how_of(order, fact), because(&question.why));
    let lead = Said::new(format!("{} {}\n{}", asked.en, how.en, why.en), format!("{}{}\n{}", asked.zh, how.zh, why.zh));
    let wide: usize = widths.iter().map(|width| usize::from(*width)).sum();
    words(&mut sheet, LEAD, last, &tongue.lines(&lead), &look.note, Some(wide))?;
    none(&mut sheet, order, fact, last, look, writing)?;
    sheet.write_string_with_format(HEAD, 0, RowKey::Head.text(), &look.key)?;
    let heads: Vec<Said> = columns.iter().map(|of| heading(order, fact, of)).collect();
    head(&mut sheet, HEAD, &heads, &widths, tongue, look)?;
    let rows = rows(order, question, writing);
    let count = u32::try_from(rows.len()).unwrap_or(0) + ROOM;
    for row in 0..count {
        let known = rows.get(row as usize);
        let texts: Vec<(&str, usize)> = known
            .into_iter()
            .flat_map(|row| row.cells.iter().zip(&widths))
            .filter_map(|(cell, width)| match cell {
                Some(Value::Text(text)) => Some((text.as_str(), usize::from(*width))),
                _ => None,
            })
            .collect();
        fit(&mut sheet, HEAD + 1 + row, &texts)?;
        for (place, of) in columns.iter().enumerate() {
            let value = known.and_then(|row| row.cells.get(place)?.as_ref());
            let cell = value.and_then(|value| held(&of.kind, value, &fact.id, regimes, tongue));
            let column = u16::try_from(place + 1).unwrap_or(u16::MAX);
            put(&mut sheet, HEAD + 1 + row, column, cell.as_ref(), &Look::answer(&of.kind))?;
        }
    }
    for (column, of) in (1_u16..).zip(columns) {
        let names: Vec<String> =
            choices(&of.kind, &fact.id, regimes).iter().map(|(said, _)| tongue.line(said)).collect();
        let to = LAST.max(HEAD + count);
        check(&mut sheet, (HEAD + 1, to), column, &of.kind, &names, &mut writing.lists, tongue)?;
    }
    Ok(sheet)
}

/// The line in which one says that there is nothing to fill in.
fn none(
    sheet: &mut Worksheet,
    order: &Order<'_>,
    fact: &Fact,
    last: u16,
    look: &Look,
    writing: &mut Writing,
) -> Result<(), XlsxError> {
    let yes = order.tongue.line(&yes());
    let known = order.wanted.library.catalogue.find(&fact.id).and_then(|fact| order.known(fact));
    let is_empty = matches!(&known, Some(Value::Table(rows)) if rows.is_empty());
    sheet.write_string_with_format(NONE, 0, RowKey::NoneOf(fact.id.clone()).text(), &look.key)?;
    let label = both(words::sheets::table::none);
    let answer = is_empty.then(|| crate::answer::Put::Text(yes.clone()));
    let column = if last > 1 { 2 } else { 1 };
    if last > 1 {
        sheet.write_string_with_format(NONE, 1, order.tongue.lines(&label), &look.words)?;
    }
    put(sheet, NONE, column, answer.as_ref(), &Look::answer(&Kind::Bool))?;
    check(sheet, (NONE, NONE), column, &Kind::Bool, &[yes], &mut writing.lists, order.tongue)?;
    sheet.set_row_height(NONE, if matches!(order.tongue, crate::Tongue::Both) { 40 } else { 28 })?;
    if let Some(empty) = known.filter(|_| is_empty)
        && let Some(fact) = order.wanted.library.catalogue.find(&fact.id)
    {
        writing.sheet.put(fact, Some(empty));
    }
    Ok(())
}

/// The known rows that go out. A table of which a cell cannot hold all is not noted as sent.
fn rows(order: &Order<'_>, question: &Question, writing: &mut Writing) -> Table {
    let catalogue = &order.wanted.library.catalogue;
    let (Some(Value::Table(rows)), Some(fact)) = (order.known(question.fact), catalogue.get(question.fact)) else {
        return Table::default();
    };
    let Kind::Table { columns } = &fact.kind else { return Table::default() };
    let fits = |(column, value): (&Column, &Option<Value>)| match value {
        Some(value) => {
            matches!(value, Value::Text(text) if text.trim().is_empty())
                || held(&column.kind, value, &fact.id, order.wanted.regimes, order.tongue).is_some()
        }
        None => true,
    };
    if rows.iter().all(|row| columns.iter().zip(&row.cells).all(fits)) {
        writing.sheet.put(question.fact, Some(Value::Table(rows.clone())));
    } else {
        writing.left_blank.push(question.fact);
    }
    rows
}

/// Words across the sheet.
fn words(
    sheet: &mut Worksheet,
    row: u32,
    last: u16,
    text: &str,
    format: &rust_xlsxwriter::Format,
    wide: Option<usize>,
) -> Result<(), XlsxError> {
    sheet.write_string(row, 0, RowKey::Own.text())?;
    if last > 1 {
        sheet.merge_range(row, 1, row, last, text, format)?;
    } else {
        sheet.write_string_with_format(row, 1, text, format)?;
    }
    if let Some(wide) = wide {
        fit(sheet, row, &[(text, wide)])?;
    }
    Ok(())
}

/// The words over a column, with the unit of its amounts.
pub(crate) fn heading(order: &Order<'_>, fact: &Fact, column: &Column) -> Said {
    with_unit(fact_label(order.wanted.regimes, &fact.id, &column.id), &column.kind)
}

/// A heading with its unit: `每年合同额（元）`.
pub(crate) fn with_unit(label: Said, kind: &Kind) -> Said {
    match unit(kind) {
        Some(Said { en, zh }) => Said::new(format!("{} ({en})", label.en), format!("{}（{zh}）", label.zh)),
        None => label,
    }
}

pub(super) const fn width(kind: &Kind) -> u8 {
    match kind {
        Kind::Text(TextFormat::Line | TextFormat::Block) => 28,
        Kind::Money { .. } | Kind::Yearly { .. } => 20,
        Kind::Bool | Kind::Count | Kind::Score { .. } => 16,
        Kind::Date
        | Kind::Occurrence
        | Kind::Choice { .. }
        | Kind::Several { .. }
        | Kind::Text(_)
        | Kind::Table { .. } => 18,
    }
}

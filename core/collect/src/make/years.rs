//! The sheet of amounts by fiscal year: an item a row, a year a column.

use super::how::{unit, why};
use super::look::{BELOW, GridColumn, Look, check, fit, grid, put};
use super::questions::{asked_words, how_of};
use super::{Order, Writing};
use crate::answer::put as held;
use crate::ask::{Asked, Question};
use crate::keys::{ColumnKey, RowKey, SheetKind};
use crate::tongue::both;
use crate::words;
use crate::words::sheets::heads;
use rust_xlsxwriter::{Worksheet, XlsxError};
use ziping_rules::fact::{Fact, Kind, Range, TextFormat, Value};

const NUMBER: u16 = 1;
const ASKED: u16 = 2;
const HOW: u16 = 3;
/// The column of the first year.
const FIRST: u16 = 4;

/// Widths in characters.
const OF_ASKED: u8 = 28;
const OF_HOW: u8 = 34;
const OF_WHY: u8 = 30;

/// Writes the sheet; `None` where nothing is asked on it.
pub(super) fn sheet(
    order: &Order<'_>,
    asked: &Asked,
    look: &Look,
    writing: &mut Writing,
) -> Result<Option<Worksheet>, XlsxError> {
    let catalogue = &order.wanted.library.catalogue;
    let mine = |question: &'_ Question| {
        catalogue.get(question.fact).filter(|fact| matches!(fact.kind, Kind::Yearly { .. })).cloned()
    };
    let items: Vec<(&Question, Fact)> = asked
        .groups
        .iter()
        .flat_map(|group| &group.questions)
        .filter_map(|question| Some((question, mine(question)?)))
        .collect();
    if items.is_empty() {
        return Ok(None);
    }
    let years = years(order, &items);
    let tongue = order.tongue;
    let name = writing.name(&tongue.line(&both(words::sheets::years::name)));
    let title = both(words::sheets::years::title);
    let mut columns = vec![
        GridColumn::new(ColumnKey::Own, 5, both(heads::number)),
        GridColumn::new(ColumnKey::Own, OF_ASKED, both(heads::item)),
        GridColumn::new(ColumnKey::Own, OF_HOW, both(heads::how)),
    ];
    columns.extend(
        years.iter().map(|year| GridColumn::new(ColumnKey::Year(*year), 18, both(|lang| heads::year(lang, year)))),
    );
    columns.extend([
        GridColumn::new(ColumnKey::Unit, 6, both(heads::unit)),
        GridColumn::new(ColumnKey::Own, OF_WHY, both(heads::why)),
        GridColumn::new(ColumnKey::Remark, 18, both(heads::remark)),
    ]);
    let mut sheet = grid(&SheetKind::Years, &name, &title, &columns, tongue, look)?;
    let count = u16::try_from(years.len()).unwrap_or(0);
    let (unit_column, why_column, remark_column) = (FIRST + count, FIRST + count + 1, FIRST + count + 2);
    for ((row, number), (question, fact)) in (BELOW..).zip(1_u32..).zip(&items) {
        writing.questions += 1;
        sheet.write_string_with_format(row, 0, RowKey::Of(fact.id.clone()).text(), &look.key)?;
        sheet.write_string_with_format(row, NUMBER, number.to_string(), &look.centred)?;
        let asked = asked_words(&mut sheet, row, ASKED, order, fact, look)?;
        let (how, why) = (tongue.lines(&how_of(order, fact)), tongue.lines(&why(&question.why)));
        sheet.write_string_with_format(row, HOW, &how, &look.words)?;
        let [of_asked, of_how, of_why] = [OF_ASKED, OF_HOW, OF_WHY].map(usize::from);
        fit(&mut sheet, row, &[(&asked, of_asked), (&how, of_how), (&why, of_why)])?;
        let known = known_years(order.known(question.fact));
        for (column, year) in (FIRST..).zip(&years) {
            let amount = known.iter().find(|(known, _)| known == year).map(|(_, amount)| Value::Number(*amount));
            let cell = amount.and_then(|amount| held(&fact.kind, &amount, &fact.id, order.wanted.regimes, tongue));
            put(&mut sheet, row, column, cell.as_ref(), &Look::answer(&fact.kind))?;
        }
        if !known.is_empty() {
            writing.sheet.put(question.fact, Some(Value::Yearly(known)));
        }
        let last = FIRST + count.saturating_sub(1);
        for column in FIRST..=last {
            check(&mut sheet, (row, row), column, &fact.kind, &[], &mut writing.lists, tongue)?;
        }
        let unit = unit(&fact.kind).map_or_else(String::new, |unit| tongue.lines(&unit));
        sheet.write_string_with_format(row, unit_column, unit, &look.centred)?;
        sheet.write_string_with_format(row, why_column, &why, &look.small)?;
        put(&mut sheet, row, remark_column, None, &Look::answer(&Kind::Text(TextFormat::Block)))?;
    }
    Ok(Some(sheet))
}

pub(super) fn known_years(value: Option<Value>) -> Vec<(i32, Range)> {
    match value {
        Some(Value::Yearly(years)) => years,
        _ => Vec::new(),
    }
}

/// The three closed fiscal years, which rules look at, and those of which an amount goes out.
pub(super) fn years(order: &Order<'_>, items: &[(&Question, Fact)]) -> Vec<i32> {
    let this = order.wanted.as_of.year();
    let mut years: Vec<i32> = (this - 3..this).collect();
    for (question, _) in items {
        years.extend(known_years(order.known(question.fact)).iter().map(|(year, _)| *year));
    }
    years.sort_unstable();
    years.dedup();
    years
}

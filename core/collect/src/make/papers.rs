//! The sheet of papers wanted.

use super::look::{BELOW, GridColumn, Look, check, fit, grid, put};
use super::{Order, Writing};
use crate::answer::{no, yes};
use crate::ask::{Asked, Paper};
use crate::keys::{ColumnKey, RowKey, SheetKind};
use crate::tongue::{Regime, both};
use crate::words;
use crate::words::sheets::heads;
use rust_xlsxwriter::{Worksheet, XlsxError};
use ziping_base::diag::Said;
use ziping_regime::Form;
use ziping_rules::fact::{Kind, TextFormat};

const REMARK: u16 = 7;

/// Widths of the columns, in characters.
const WIDTHS: [u8; 7] = [5, 28, 54, 18, 32, 10, 18];

/// Writes the sheet; `None` where no paper is wanted.
pub(super) fn sheet(
    order: &Order<'_>,
    asked: &Asked,
    look: &Look,
    writing: &mut Writing,
) -> Result<Option<Worksheet>, XlsxError> {
    if asked.papers.is_empty() {
        return Ok(None);
    }
    let (tongue, regimes) = (order.tongue, order.wanted.regimes);
    let name = writing.name(&tongue.line(&both(words::sheets::papers::name)));
    let title = both(words::sheets::papers::title);
    let columns = [
        (ColumnKey::Own, both(heads::number)),
        (ColumnKey::Own, both(heads::paper)),
        (ColumnKey::Own, both(heads::description)),
        (ColumnKey::Own, both(heads::handed_in)),
        (ColumnKey::Own, both(heads::clauses)),
        (ColumnKey::Ready, both(heads::ready)),
        (ColumnKey::Remark, both(heads::remark)),
    ];
    let columns = GridColumn::all(columns, WIDTHS);
    let mut sheet = grid(&SheetKind::Papers, &name, &title, &columns, tongue, look)?;
    let names = [tongue.line(&yes()), tongue.line(&no())];
    for ((row, number), paper) in (BELOW..).zip(1_u32..).zip(&asked.papers) {
        let [title, text] = named(paper, regimes);
        sheet.write_string_with_format(row, 0, RowKey::Of(paper.id.clone()).text(), &look.key)?;
        sheet.write_string_with_format(row, 1, number.to_string(), &look.centred)?;
        let said = [title, text, handed_in(paper.form), clauses(&paper.why)].map(|said| tongue.lines(&said));
        let [title, text, form, why] = &said;
        sheet.write_string_with_format(row, 2, title, &look.words)?;
        sheet.write_string_with_format(row, 3, text, &look.words)?;
        sheet.write_string_with_format(row, 4, form, &look.centred)?;
        sheet.write_string_with_format(row, 5, why, &look.small)?;
        let [_, of_title, of_text, of_form, of_why, ..] = WIDTHS.map(usize::from);
        fit(&mut sheet, row, &[(title, of_title), (text, of_text), (form, of_form), (why, of_why)])?;
        put(&mut sheet, row, 6, None, &Look::answer(&Kind::Bool))?;
        check(&mut sheet, (row, row), 6, &Kind::Bool, &names, &mut writing.lists, tongue)?;
        put(&mut sheet, row, REMARK, None, &Look::answer(&Kind::Text(TextFormat::Block)))?;
    }
    Ok(Some(sheet))
}

/// What a paper is called, marked where it is only suggested, and what it is.
pub(super) fn named(paper: &Paper, regimes: &[Regime<'_>]) -> [Said; 2] {
    let words = |regime: &&Regime<'_>| regime.zh.find("evidence", &paper.id).is_some();
    let regime = regimes.iter().find(words);
    let title = regime.map_or_else(|| Said::english(paper.id.clone()), |of| of.title("evidence", &paper.id));
    let text = regime.map_or_else(|| Said::english(""), |of| of.text("evidence", &paper.id, |words| &words.text));
    if paper.asked {
        return [title, text];
    }
    [both(|lang| words::sheets::papers::suggested(lang, lang.pick(&title.zh, &title.en))), text]
}

/// How a paper is handed in, in words.
pub(super) fn handed_in(form: Option<Form>) -> Said {
    match form {
        Some(Form::Original) => both(words::questions::handed_in::original),
        Some(Form::CopySealed) => both(words::questions::handed_in::copy_sealed),
        Some(Form::Copy) => both(words::questions::handed_in::copy),
        Some(Form::Print) => both(words::questions::handed_in::print),
        Some(Form::Statement) => both(words::questions::handed_in::statement),
        None => Said::english(""),
    }
}

/// What a paper is for, a line for each rule book.
pub(super) fn clauses(why: &[Said]) -> Said {
    let join = |pick: fn(&Said) -> &str| why.iter().map(pick).collect::<Vec<_>>().join("\n");
    Said::new(join(|said| &said.en), join(|said| &said.zh))
}

//! The hidden sheet: what the workbook was made for, what went out with it, and the lists behind drop-downs.

use super::lists::HIDDEN;
use super::{Order, Writing};
use crate::ask::Asked;
use crate::keys::SheetKind;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use ziping_rules::fact::write_answers;

/// The most characters put into one cell. A cell holds 32,767; other programs count them otherwise.
const PIECE: usize = 8_000;

/// The names of what stands on it.
pub(crate) const KIT: &str = "kit";
pub(crate) const AS_OF: &str = "as_of";
pub(crate) const ORGANISATION: &str = "organisation";
pub(crate) const REGIME: &str = "regime";
pub(crate) const FACT: &str = "fact";
pub(crate) const SENT: &str = "sent";

/// Writes the sheet.
pub(super) fn sheet(order: &Order<'_>, asked: &Asked, writing: &Writing) -> Result<Worksheet, XlsxError> {
    let catalogue = &order.wanted.library.catalogue;
    let mut sheet = Worksheet::new();
    sheet.set_name(HIDDEN)?.set_very_hidden(true);
    let words = Format::new().set_num_format("@");
    let mut row = 0;
    let mut line = |name: &str, text: &str| -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, 0, name, &words)?;
        sheet.write_string_with_format(row, 1, text, &words)?;
        row += 1;
        Ok(())
    };
    line(&SheetKind::About.mark(), "")?;
    line(KIT, order.kit_version)?;
    line(AS_OF, &order.wanted.as_of.to_string())?;
    line(ORGANISATION, order.organisation)?;
    for regime in order.wanted.regimes {
        line(REGIME, &format!("{} {}", regime.rulebook.id, regime.rulebook.version))?;
    }
    for fact in asked.facts() {
        line(FACT, catalogue.id(fact))?;
    }
    let sent = write_answers(order.organisation, &writing.sheet, catalogue);
    let characters: Vec<char> = sent.chars().collect();
    for piece in characters.chunks(PIECE) {
        // Quotes at both ends keep the spaces there.
        line(SENT, &format!("\"{}\"", piece.iter().collect::<String>()))?;
    }
    writing.lists.write(&mut sheet)?;
    Ok(sheet)
}

//! OpenDocument spreadsheets (`.ods`).

use super::{MOST_SHEETS, Room, Sheet, Value};
use crate::{Unsound, decimal};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use ziping_base::calendar::Day;
use ziping_base::diag::Said;
use ziping_base::say;
use ziping_unzip::{Limits, Zip};

/// What an `.ods` says that it is, and its template.
const KINDS: [&str; 2] =
    ["application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet-template"];
/// The rows and columns of the largest sheets.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// The sheets of a workbook.
pub(super) fn sheets(zip: &Zip<'_>) -> Result<Vec<Sheet>, Unsound> {
    let part = |name: &str| {
        let bytes = zip.find(name).and_then(|entry| zip.read(entry, Limits::DOCUMENT.single).ok());
        bytes.and_then(|bytes| String::from_utf8(bytes).ok())
    };
    let kind = part("mimetype").unwrap_or_default();
    if !KINDS.contains(&kind.trim()) {
        return Err(Unsound::NotWorkbook);
    }
    if part("META-INF/manifest.xml").is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Unsound::Locked);
    }
    let content = part("content.xml").ok_or_else(|| damaged("content.xml"))?;
    read(&content)
}

fn damaged(what: &str) -> Unsound {
    Unsound::Damaged(say!("{what} cannot be read", "{what} 读不出来"))
}

/// A cell that is being read.
struct Cell {
    value: Option<Value>,
    /// Its paragraphs, where the value is what they say.
    text: Option<String>,
    columns: u32,
    /// How many rows and columns it spans.
    spans: (u32, u32),
}

/// What is being read.
#[derive(Default)]
struct Reading {
    sheets: Vec<Sheet>,
    /// Within a sheet.
    in_table: bool,
    row: u32,
    column: u32,
    /// How often the row stands there, and its cells.
    rows: u32,
    cells: Vec<(u32, u32, Value)>,
    cell: Option<Cell>,
    /// So deep in a comment.
    comment: usize,
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name.as_bytes())?;
    Some(found.unescape_value().ok()?.into_owned())
}

fn count(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name).map_or(Some(1), |text| text.parse().ok())
}

fn read(content: &str) -> Result<Vec<Sheet>, Unsound> {
    let mut reader = Reader::from_str(content);
    reader.config_mut().expand_empty_elements = true;
    let (mut reading, mut room) = (Reading::default(), Room::default());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => reading.open(&tag).ok_or_else(|| damaged("content.xml"))?,
            Ok(Event::End(tag)) => reading.close(tag.name().as_ref(), &mut room)?,
            Ok(Event::Text(text)) => reading.say(&text.decode().map_err(|_| damaged("content.xml"))?),
            Ok(Event::GeneralRef(name)) => reading.say(&entity(&name).ok_or_else(|| damaged("content.xml"))?),
            Ok(Event::CData(text)) => reading.say(&String::from_utf8_lossy(&text)),
            Ok(Event::Eof) => return Ok(reading.sheets),
            Ok(Event::DocType(_)) => return Err(damaged("content.xml")),
            Ok(_) => {}
            Err(error) => return Err(Unsound::Damaged(Said::english(error.to_string()))),
        }
        if reading.sheets.len() > MOST_SHEETS {
            return Err(Unsound::TooLarge);
        }
    }
}

/// What a reference such as `&amp;` or `&#20013;` stands for.
fn entity(name: &quick_xml::events::BytesRef<'_>) -> Option<String> {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return Some(letter.to_string());
    }
    quick_xml::escape::resolve_predefined_entity(&name.decode().ok()?).map(str::to_owned)
}

impl Reading {
    fn say(&mut self, words: &str) {
        if let Some(Cell { text: Some(text), .. }) = self.cell.as_mut().filter(|_| self.comment == 0) {
            text.push_str(words);
        }
    }

    /// A tag begins; `None`: a number in it is none.
    fn open(&mut self, tag: &BytesStart<'_>) -> Option<()> {
        match tag.name().as_ref() {
            b"table:table" => {
                self.in_table = true;
                (self.row, self.column) = (0, 0);
                self.sheets.push(Sheet { name: attribute(tag, "table:name").unwrap_or_default(), ..Sheet::default() });
            }
            b"table:table-row" if self.in_table => {
                self.column = 0;
                self.rows = count(tag, "table:number-rows-repeated")?;
            }
            b"table:table-cell" | b"table:covered-table-cell" if self.in_table => {
                let spans = (count(tag, "table:number-rows-spanned")?, count(tag, "table:number-columns-spanned")?);
                let value = value(tag);
                let text = matches!(value, None | Some(Value::Text(_))).then(String::new);
                self.cell = Some(Cell { value, text, columns: count(tag, "table:number-columns-repeated")?, spans });
            }
            b"office:annotation" => self.comment += 1,
            // Paragraphs are lines of the cell.
            b"text:p"
                if self.cell.as_ref().and_then(|cell| cell.text.as_ref()).is_some_and(|text| !text.is_empty()) =>
            {
                self.say("\n");
            }
            b"text:s" => {
                let spaces = count(tag, "text:c")?.min(1_000);
                (0..spaces).for_each(|_| self.say(" "));
            }
            b"text:tab" => self.say("\t"),
            b"text:line-break" => self.say("\n"),
            _ => {}
        }
        Some(())
    }

    fn close(&mut self, name: &[u8], room: &mut Room) -> Result<(), Unsound> {
        match name {
            b"office:annotation" => self.comment = self.comment.saturating_sub(1),
            b"table:table-cell" | b"table:covered-table-cell" => {
                let Some(Cell { value, text, columns, spans }) = self.cell.take() else { return Ok(()) };
                let value = match (value, text) {
                    // What is said in the tag counts; else what stands in the cell.
                    (Some(Value::Text(given)), Some(text)) => {
                        Some(Value::Text(if given.is_empty() { text } else { given }))
                    }
                    (Some(value), _) => Some(value),
                    (None, text) => text.filter(|text| !text.trim().is_empty()).map(Value::Text),
                };
                if spans != (1, 1)
                    && let Some(sheet) = self.sheets.last_mut()
                {
                    let at = (self.row, self.column);
                    let last = (at.0.saturating_add(spans.0.max(1) - 1), at.1.saturating_add(spans.1.max(1) - 1));
                    sheet.merged.push((at, last));
                }
                self.cells.extend(value.map(|value| (self.column, columns, value)));
                self.column = self.column.saturating_add(columns);
            }
            b"table:table-row" if self.in_table => self.row_ends(room)?,
            b"table:table" => self.in_table = false,
            _ => {}
        }
        Ok(())
    }

    /// Puts the cells of a row into as many rows and columns as it says.
    fn row_ends(&mut self, room: &mut Room) -> Result<(), Unsound> {
        let (first, cells) = (self.row, std::mem::take(&mut self.cells));
        self.row = self.row.saturating_add(self.rows);
        let Some(sheet) = self.sheets.last_mut().filter(|_| !cells.is_empty()) else { return Ok(()) };
        for row in first..self.row {
            for (column, columns, value) in &cells {
                for column in *column..column.saturating_add(*columns) {
                    if row >= ROWS || column >= COLUMNS {
                        let why = say!("a cell lies outside of every sheet", "有单元格的位置不对");
                        return Err(Unsound::Damaged(why));
                    }
                    room.put(sheet, (row, column), value.clone())?;
                }
            }
        }
        Ok(())
    }
}

/// What the tag of a cell says of its value; a text is what stands in the cell.
#[expect(clippy::disallowed_types, reason = "spreadsheets hold numbers so; here it becomes an exact decimal")]
fn value(tag: &BytesStart<'_>) -> Option<Value> {
    let of = |name: &str| attribute(tag, name);
    if of("calcext:value-type").as_deref() == Some("error") {
        return Some(Value::Error("#ERROR!"));
    }
    let number = || {
        let number = of("office:value").and_then(|text| text.parse::<f64>().ok()).and_then(decimal);
        number.ok_or(Value::TooFine)
    };
    match of("office:value-type").as_deref() {
        Some("float" | "currency") => Some(number().map_or_else(|bad| bad, Value::Number)),
        Some("percentage") => Some(number().map_or_else(|bad| bad, Value::Percent)),
        Some("date") => {
            let day = of("office:date-value").and_then(|text| Day::parse(text.get(..10)?));
            Some(day.map_or(Value::Time, Value::Day))
        }
        Some("time") => Some(Value::Time),
        Some("boolean") => Some(Value::Truth(of("office:boolean-value").as_deref() == Some("true"))),
        Some(_) => Some(Value::Text(of("office:string-value").unwrap_or_default())),
        None => of("table:formula").map(|_| Value::Unworked),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &str) -> Result<Vec<Sheet>, Unsound> {
        read(&format!(
            "<office:document-content><table:table table:name=\"甲\">{rows}</table:table></office:document-content>"
        ))
    }

    #[test]
    fn cells_are_kept_where_they_stand_and_repeated_ones_as_often_as_they_are() {
        let sheets = table(
            "<table:table-row table:number-rows-repeated=\"1000\"><table:table-cell/></table:table-row>\
             <table:table-row table:number-rows-repeated=\"2\">\
             <table:table-cell table:number-columns-repeated=\"3\"/>\
             <table:table-cell office:value-type=\"percentage\" office:value=\"0.6\"><text:p>60%</text:p></table:table-cell>\
             <table:table-cell office:value-type=\"string\"><office:annotation><text:p>批注</text:p></office:annotation>\
             <text:p>甲&amp;乙</text:p><text:p>丙<text:s text:c=\"2\"/>丁</text:p></table:table-cell>\
             <table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-01T00:00:00\"/>\
             <table:table-cell table:formula=\"of:=1\"/>\
             </table:table-row>",
        );
        let sheets = sheets.unwrap_or_default();
        let cells: Vec<_> = sheets.iter().flat_map(|sheet| &sheet.cells).collect();
        assert_eq!(cells.len(), 8);
        let first: Vec<&Value> = cells.iter().take(4).map(|(_, value)| *value).collect();
        assert_eq!(cells.first().map(|(at, _)| **at), Some((1000, 3)));
        let day = Day::parse("2024-03-01").map_or(Value::Time, Value::Day);
        let expected =
            [Value::Percent("0.6".to_owned()), Value::Text("甲&乙\n丙  丁".to_owned()), day, Value::Unworked];
        assert_eq!(first, expected.iter().collect::<Vec<_>>());
    }

    #[test]
    fn what_claims_to_be_everywhere_is_too_large_and_what_is_nowhere_is_damaged() {
        let cell = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>";
        let everywhere = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
        assert_eq!(table(&everywhere), Err(Unsound::TooLarge));
        let beyond = format!(
            "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\"/>{cell}</table:table-row>"
        );
        assert!(matches!(table(&beyond), Err(Unsound::Damaged(_))));
    }
}

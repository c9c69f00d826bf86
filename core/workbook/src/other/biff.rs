//! The records of Excel 97 to 2003 (`.xls`) and of WPS (`.et`): BIFF8 ([MS-XLS]).

use super::compound::{stream, u16_at, u32_at};
use super::{MOST_SHEETS, Room, Sheet, Value};
use crate::{Unsound, day_of, decimal};
use ziping_base::say;

/// The version of the records that is read.
const BIFF8: u16 = 0x0600;

/// The kinds of records that are looked at, by the names that Microsoft gives them.
mod kind {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const EOF: u16 = 0x000a;
    pub(super) const DATE_1904: u16 = 0x0022;
    pub(super) const FILE_PASS: u16 = 0x002f;
    pub(super) const CONTINUE: u16 = 0x003c;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const MUL_RK: u16 = 0x00bd;
    pub(super) const XF: u16 = 0x00e0;
    pub(super) const MERGE_CELLS: u16 = 0x00e5;
    pub(super) const SST: u16 = 0x00fc;
    pub(super) const LABEL_SST: u16 = 0x00fd;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const BOOL_ERR: u16 = 0x0205;
    pub(super) const STRING: u16 = 0x0207;
    pub(super) const RK: u16 = 0x027e;
    pub(super) const FORMAT: u16 = 0x041e;
    pub(super) const BOF: u16 = 0x0809;
}

/// A record: its kind, its bytes, and those of the records that continue it.
struct Record<'b> {
    kind: u16,
    parts: Vec<&'b [u8]>,
}

impl<'b> Record<'b> {
    fn data(&self) -> &'b [u8] {
        self.parts.first().copied().unwrap_or_default()
    }
}

/// The records from a place on.
struct Records<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Records<'b> {
    fn one(&mut self) -> Option<(u16, &'b [u8])> {
        let kind = u16_at(self.bytes, self.at)?;
        let start = self.at.checked_add(4)?;
        let end = start.checked_add(usize::from(u16_at(self.bytes, self.at.checked_add(2)?)?))?;
        let data = self.bytes.get(start..end)?;
        self.at = end;
        Some((kind, data))
    }
}

impl<'b> Iterator for Records<'b> {
    type Item = Record<'b>;

    fn next(&mut self) -> Option<Record<'b>> {
        let (kind, data) = self.one()?;
        let mut parts = vec![data];
        while u16_at(self.bytes, self.at) == Some(kind::CONTINUE) {
            parts.push(self.one()?.1);
        }
        Some(Record { kind, parts })
    }
}

/// How numbers of a format are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Shown {
    #[default]
    Plain,
    Percent,
    Day,
    Time,
}

/// What the whole workbook says.
#[derive(Default)]
struct Book {
    from_1904: bool,
    texts: Vec<String>,
    formats: Vec<(u16, Shown)>,
    /// The format of each style.
    styles: Vec<u16>,
    /// Where each sheet begins, and its name.
    sheets: Vec<(usize, String)>,
}

/// The sheets of a workbook.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unsound> {
    // A newer workbook under a password lies in such a container, too.
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(locked.len()).any(|window| window == locked) {
        return Err(Unsound::Locked);
    }
    let Some(stream) = stream(bytes, "Workbook") else { return Err(Unsound::OldFormat) };
    let book = book(&stream)?;
    let mut room = Room::default();
    book.sheets.iter().map(|(at, name)| sheet(&stream, *at, name, &book, &mut room)).collect()
}

fn damaged() -> Unsound {
    Unsound::Damaged(say!("its records break off", "其中的记录不完整"))
}

fn book(stream: &[u8]) -> Result<Book, Unsound> {
    let mut records = Records { bytes: stream, at: 0 };
    let first = records.next().ok_or_else(damaged)?;
    if first.kind != kind::BOF || u16_at(first.data(), 0) != Some(BIFF8) {
        return Err(Unsound::OldFormat);
    }
    let mut book = Book::default();
    for record in records {
        let data = record.data();
        match record.kind {
            kind::FILE_PASS => return Err(Unsound::Locked),
            kind::DATE_1904 => book.from_1904 = u16_at(data, 0) == Some(1),
            kind::FORMAT => {
                let id = u16_at(data, 0).ok_or_else(damaged)?;
                let mut text = Text { parts: vec![data.get(2..).unwrap_or_default()], ..Text::default() };
                book.formats.push((id, shown(&text.read(true).ok_or_else(damaged)?)));
            }
            kind::XF => book.styles.push(u16_at(data, 2).ok_or_else(damaged)?),
            kind::BOUND_SHEET if data.get(5) == Some(&0) => {
                let at = u32_at(data, 0).and_then(|at| usize::try_from(at).ok()).ok_or_else(damaged)?;
                let mut text = Text { parts: vec![data.get(6..).unwrap_or_default()], ..Text::default() };
                book.sheets.push((at, text.read(false).ok_or_else(damaged)?));
                if book.sheets.len() > MOST_SHEETS {
                    return Err(Unsound::TooLarge);
                }
            }
            kind::SST => book.texts = texts(record.parts).ok_or_else(damaged)?,
            kind::EOF => return Ok(book),
            _ => {}
        }
    }
    Err(damaged())
}

/// The texts that cells share. One that the file breaks off is damage.
fn texts(parts: Vec<&[u8]>) -> Option<Vec<String>> {
    let count = usize::try_from(u32_at(parts.first()?, 4)?).ok()?;
    let mut text = Text { parts, part: 0, at: 8 };
    let mut all = Vec::new();
    for _ in 0..count {
        all.push(text.rich()?);
    }
    Some(all)
}

/// Texts in a record and those that continue it.
#[derive(Default)]
struct Text<'b> {
    parts: Vec<&'b [u8]>,
    part: usize,
    at: usize,
}

impl Text<'_> {
    /// The next byte, in whichever record it lies.
    fn byte(&mut self) -> Option<u8> {
        loop {
            if let Some(byte) = self.parts.get(self.part)?.get(self.at) {
                self.at += 1;
                return Some(*byte);
            }
            (self.part, self.at) = (self.part + 1, 0);
        }
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn long(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes([self.byte()?, self.byte()?, self.byte()?, self.byte()?]))
    }

    /// A text without anything beside it; `wide`: its length has two bytes.
    fn read(&mut self, wide: bool) -> Option<String> {
        let length = if wide { self.short()? } else { u16::from(self.byte()?) };
        let flags = self.byte()?;
        self.letters(usize::from(length), flags)
    }

    /// A text with its runs of fonts and its readings, which are passed over.
    fn rich(&mut self) -> Option<String> {
        let length = self.short()?;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { u64::from(self.short()?) } else { 0 };
        let readings = if flags & 4 != 0 { u64::from(self.long()?) } else { 0 };
        let text = self.letters(usize::from(length), flags)?;
        for _ in 0..runs * 4 + readings {
            self.byte()?;
        }
        Some(text)
    }

    /// So many letters. Where a record continues them its first byte says how wide they are from there on.
    fn letters(&mut self, length: usize, flags: u8) -> Option<String> {
        let (mut wide, mut letters) = (flags & 1 != 0, Vec::new());
        while letters.len() < length {
            if self.parts.get(self.part)?.len() <= self.at {
                (self.part, self.at) = (self.part + 1, 0);
                wide = self.byte()? & 1 != 0;
            }
            letters.push(if wide { self.short()? } else { u16::from(self.byte()?) });
        }
        Some(String::from_utf16_lossy(&letters))
    }
}

/// How numbers of a format are shown, by its letters: those in quotes and brackets are not its own.
fn shown(format: &str) -> Shown {
    let (mut own, mut letters) = (String::new(), format.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '"' => letters.by_ref().take_while(|other| *other != '"').for_each(drop),
            '[' => letters.by_ref().take_while(|other| *other != ']').for_each(drop),
            '\\' | '_' | '*' => drop(letters.next()),
            _ => own.extend(letter.to_lowercase()),
        }
    }
    match own {
        own if own.contains('%') => Shown::Percent,
        own if own.contains('y') || own.contains('d') || own.contains('年') => Shown::Day,
        own if own.contains("h") || own.contains("ss") => Shown::Time,
        own if own.contains("m") && !own.contains("general") => Shown::Day,
        _ => Shown::Plain,
    }
}

impl Book {
    fn shown(&self, style: u16) -> Shown {
        let Some(format) = self.styles.get(usize::from(style)) else { return Shown::Plain };
        if let Some((_, shown)) = self.formats.iter().find(|(id, _)| id == format) {
            return *shown;
        }
        // Those that every program knows.
        match format {
            9 | 10 => Shown::Percent,
            14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Shown::Day,
            18..=21 | 32..=35 | 45..=47 | 55 | 56 => Shown::Time,
            _ => Shown::Plain,
        }
    }

    #[expect(clippy::disallowed_types, reason = "spreadsheets hold numbers so; here it becomes an exact decimal")]
    fn number(&self, number: f64, style: u16) -> Value {
        let Some(text) = decimal(number) else { return Value::TooFine };
        match self.shown(style) {
            Shown::Plain => Value::Number(text),
            Shown::Percent => Value::Percent(text),
            Shown::Time => Value::Time,
            Shown::Day => {
                let serial = text.split('.').next().and_then(|whole| whole.parse().ok());
                serial.and_then(|serial| day_of(serial, self.from_1904)).map_or(Value::Time, Value::Day)
            }
        }
    }
}

/// A number of eight bytes.
#[expect(clippy::disallowed_types, reason = "spreadsheets hold numbers so")]
fn double(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// A number of four bytes: the upper half of one of eight, or a whole one, in hundredths where the last bit says so.
#[expect(clippy::disallowed_types, reason = "spreadsheets hold numbers so")]
fn short_number(rk: u32) -> f64 {
    let number = if rk & 2 != 0 {
        f64::from(i32::from_le_bytes(rk.to_le_bytes()) >> 2)
    } else {
        f64::from_bits(u64::from(rk & !3) << 32)
    };
    if rk & 1 != 0 { number / 100.0 } else { number }
}

const fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        _ => "#ERROR!",
    }
}

fn truth_or_error(value: u8, is_error: bool) -> Value {
    if is_error { Value::Error(error(value)) } else { Value::Truth(value != 0) }
}

fn sheet(stream: &[u8], at: usize, name: &str, book: &Book, room: &mut Room) -> Result<Sheet, Unsound> {
    let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    let (mut depth, mut awaited) = (0_usize, None);
    for record in (Records { bytes: stream, at }) {
        let data = record.data();
        let place = || Some((u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?)));
        let style = u16_at(data, 4).unwrap_or_default();
        match record.kind {
            // Charts among the cells have a beginning and an end of their own.
            kind::BOF => depth += 1,
            kind::EOF => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Ok(sheet);
                }
            }
            _ if depth > 1 => {}
            kind::NUMBER => {
                let (at, number) = place().zip(double(data, 6)).ok_or_else(damaged)?;
                room.put(&mut sheet, at, book.number(number, style))?;
            }
            kind::RK => {
                let (at, number) = place().zip(u32_at(data, 6)).ok_or_else(damaged)?;
                room.put(&mut sheet, at, book.number(short_number(number), style))?;
            }
            kind::MUL_RK => {
                let (row, first) = place().ok_or_else(damaged)?;
                let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
                for (column, cell) in (first..).zip(cells) {
                    let (style, number) = u16_at(cell, 0).zip(u32_at(cell, 2)).ok_or_else(damaged)?;
                    room.put(&mut sheet, (row, column), book.number(short_number(number), style))?;
                }
            }
            kind::LABEL_SST => {
                let (at, text) = place().zip(u32_at(data, 6)).ok_or_else(damaged)?;
                let text = usize::try_from(text).ok().and_then(|text| book.texts.get(text)).ok_or_else(damaged)?;
                room.put(&mut sheet, at, Value::Text(text.clone()))?;
            }
            kind::LABEL => {
                let at = place().ok_or_else(damaged)?;
                let mut parts = record.parts;
                if let Some(first) = parts.first_mut() {
                    *first = data.get(6..).unwrap_or_default();
                }
                let text = Text { parts, ..Text::default() }.read(true).ok_or_else(damaged)?;
                room.put(&mut sheet, at, Value::Text(text))?;
            }
            kind::BOOL_ERR => {
                let (at, value) = place().zip(data.get(6)).ok_or_else(damaged)?;
                room.put(&mut sheet, at, truth_or_error(*value, data.get(7) == Some(&1)))?;
            }
            kind::FORMULA => {
                let (at, number) = place().zip(double(data, 6)).ok_or_else(damaged)?;
                // What is no number is marked by its last bytes.
                let result = match (data.get(12..14), data.get(6), data.get(8)) {
                    (Some([0xff, 0xff]), Some(0), _) => {
                        awaited = Some(at);
                        Value::Unworked
                    }
                    (Some([0xff, 0xff]), Some(1), Some(value)) => truth_or_error(*value, false),
                    (Some([0xff, 0xff]), Some(2), Some(value)) => truth_or_error(*value, true),
                    (Some([0xff, 0xff]), ..) => Value::Text(String::new()),
                    _ => book.number(number, style),
                };
                room.put(&mut sheet, at, result)?;
            }
            // The text of the formula before it.
            kind::STRING => {
                if let Some(at) = awaited.take() {
                    let text = Text { parts: record.parts, ..Text::default() }.read(true).ok_or_else(damaged)?;
                    sheet.cells.insert(at, Value::Text(text));
                }
            }
            kind::MERGE_CELLS => {
                for place in data.get(2..).unwrap_or_default().chunks_exact(8) {
                    let at = |at: usize| u16_at(place, at).map(u32::from);
                    let ends = at(0).zip(at(4)).zip(at(2).zip(at(6)));
                    sheet.merged.extend(ends);
                }
            }
            _ => {}
        }
    }
    Err(Unsound::Damaged(say!("the sheet `{name}` breaks off", "工作表“{name}”不完整")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_how_its_numbers_are_shown() {
        for (format, expected) in [
            ("General", Shown::Plain),
            ("#,##0.00", Shown::Plain),
            ("0.00%", Shown::Percent),
            ("yyyy-mm-dd", Shown::Day),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", Shown::Day),
            ("h:mm:ss", Shown::Time),
            ("0\"days\"", Shown::Plain),
            ("[Red]0.00", Shown::Plain),
            ("m/d", Shown::Day),
        ] {
            assert_eq!(shown(format), expected, "{format}");
        }
    }

    #[test]
    fn numbers_of_four_bytes_are_whole_or_halved_and_may_be_in_hundredths() {
        let shown = |rk: u32| decimal(short_number(rk));
        assert_eq!(shown((1234 << 2) | 2).as_deref(), Some("1234"));
        assert_eq!(shown((1234 << 2) | 3).as_deref(), Some("12.34"));
        assert_eq!(shown((5.0_f64.to_bits() >> 32) as u32).as_deref(), Some("5"));
        assert_eq!(shown(u32::from_le_bytes((-7_i32 << 2).to_le_bytes()) | 2).as_deref(), Some("-7"));
    }

    #[test]
    fn a_text_goes_on_in_the_next_record_with_letters_of_another_width() {
        // Two texts, the first of which breaks after two narrow letters and goes on with a wide one.
        let first = [2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, b'a', b'b'];
        let second = [1, 0x2d, 0x4e, 1, 0, 0, b'c'];
        assert_eq!(texts(vec![&first, &second]), Some(vec!["ab中".to_owned(), "c".to_owned()]));
        assert_eq!(texts(vec![&first]), None, "broken off");
    }
}

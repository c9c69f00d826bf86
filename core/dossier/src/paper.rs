//! A neutral paper: what a document says, without how a file format says it. Others compose papers too: forms to be
//! filled in by hand (`core/collect`).

/// Stands where the applicant still has to write something.
pub(super) const TO_FILL: &str = "〔待填〕";
/// How [`TO_FILL`] begins where it says what is to be written: 〔待填：评价机构名称〕.
const OPENS: &str = "〔待填";
const CLOSES: char = '〕';

/// That something is still to be written, and what.
pub(super) fn to_fill(what: &str) -> String {
    format!("{OPENS}：{what}{CLOSES}")
}

/// A text cut at what is still to be written, each piece with whether it is.
pub(super) fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((at, end)) = rest.find(OPENS).and_then(|at| {
        let end = rest.get(at..)?.find(CLOSES)?;
        Some((at, at + end + CLOSES.len_utf8()))
    }) {
        let (before, here) = rest.split_at(at);
        let (open, after) = here.split_at(end - at);
        pieces.extend([(before, false), (open, true)].into_iter().filter(|(piece, _)| !piece.is_empty()));
        rest = after;
    }
    pieces.extend((!rest.is_empty()).then_some((rest, false)));
    pieces
}

/// Stands where it is answered that there is none.
pub(super) use super::words::shared::NONE;
/// Stands where nothing is to be written: what the column asks does not apply to the row.
pub(super) const BLANK: &str = "—";

/// A document to print and sign.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paper {
    /// The title, also in the file's properties.
    pub title: String,
    /// A4 on its side, for wide tables.
    pub landscape: bool,
    /// What it says, from the top.
    pub blocks: Vec<Block>,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The cover, on a page of its own without a number.
    Cover(Cover),
    /// The table of contents, on a page of its own.
    Contents,
    /// The title at the head of a paper without a cover.
    Title(String),
    /// A line under the title.
    Subtitle(String),
    /// A heading of level 1 (begins `一、`) or 2 (begins `（一）`).
    Heading(u8, String),
    /// To whom a letter goes, at the margin.
    Address(String),
    /// A paragraph of body text.
    Text(String),
    /// A small remark, as under a table.
    Remark(String),
    /// A paragraph with a number or mark in front.
    Item(String, String),
    /// Labels and values.
    Form(Vec<FormRow>),
    /// Rows under a repeated head.
    Table(Table),
    /// Whose hand and seal, one line each, with a place for the date.
    Seal(Vec<String>),
    /// Boxes in which others write: what it is, who signs.
    Opinion(String, String),
    /// What follows begins a page.
    NewPage,
    /// What follows begins a page, upright or on its side.
    Turn {
        /// On its side.
        landscape: bool,
    },
}

/// A cover.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover {
    /// Small, at the top: number, status.
    pub marks: Vec<String>,
    /// What is applied for.
    pub over: String,
    /// The title of the form.
    pub title: String,
    /// Labels and values in the middle.
    pub lines: Vec<(String, String)>,
    /// At the foot.
    pub foot: Vec<String>,
}

/// A row of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormRow {
    /// One label and value over the whole width.
    Wide(String, String),
    /// Two labels and values.
    Pair([(String, String); 2]),
    /// A label and a text of several lines, with room for it.
    Block(String, String),
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
    /// What is remarked under it, on the page of its last rows.
    pub note: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Its share of the width; the shares of all columns make up the whole.
    pub share: u16,
    /// How its cells stand.
    pub align: Align,
}

/// How text stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right, as amounts do.
    Right,
}

impl Table {
    /// A table without rows: head, share and alignment of each column.
    #[must_use]
    pub fn new(columns: &[(&str, u16, Align)]) -> Self {
        let column =
            |(head, share, align): &(&str, u16, Align)| Column { head: (*head).into(), share: *share, align: *align };
        Self { columns: columns.iter().map(column).collect(), ..Self::default() }
    }

    /// Adds a row. In cells left out nothing is to be written, surplus ones cannot be.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut row: Vec<String> = cells.into_iter().take(self.columns.len()).collect();
        row.resize(self.columns.len(), BLANK.to_owned());
        self.rows.push(row);
    }
}

impl Paper {
    /// An empty paper.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// Adds a block.
    pub fn add(&mut self, block: Block) -> &mut Self {
        self.blocks.push(block);
        self
    }

    /// Adds a heading of level 1.
    pub fn heading(&mut self, text: impl Into<String>) -> &mut Self {
        self.add(Block::Heading(1, text.into()))
    }

    /// Adds a heading of level 2.
    pub fn subheading(&mut self, text: impl Into<String>) -> &mut Self {
        self.add(Block::Heading(2, text.into()))
    }

    /// Adds a paragraph.
    pub fn text(&mut self, text: impl Into<String>) -> &mut Self {
        self.add(Block::Text(text.into()))
    }

    /// Adds a remark; the first one under a table belongs to it.
    pub fn remark(&mut self, text: impl Into<String>) -> &mut Self {
        let text = text.into();
        match self.blocks.last_mut() {
            Some(Block::Table(table)) if table.note.is_none() => {
                table.note = Some(text);
                self
            }
            _ => self.add(Block::Remark(text)),
        }
    }
}

/// A number in front of a heading of level 1: 一 … 九十九.
#[must_use]
pub fn chinese_number(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: usize| DIGITS.get(n).copied().unwrap_or_default();
    match (number / 10 % 10, number % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_headings_have_them() {
        let written: Vec<String> = [1, 9, 10, 11, 20, 23].into_iter().map(chinese_number).collect();
        assert_eq!(written, ["一", "九", "十", "十一", "二十", "二十三"]);
    }

    #[test]
    fn what_is_still_to_be_written_is_told_apart_with_or_without_what_it_is() {
        let name = to_fill("评价机构名称");
        let text = format!("{name}：见〔注〕{TO_FILL}");
        assert_eq!(pieces(&text), [(name.as_str(), true), ("：见〔注〕", false), (TO_FILL, true)]);
        assert_eq!(pieces("〔待填"), [("〔待填", false)], "never closed");
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn the_first_remark_under_a_table_stays_with_it() {
        let mut paper = Paper::new("表");
        paper.remark("前").add(Block::Table(Table::new(&[("甲", 1, Align::Left)]))).remark("注").remark("再注");
        let note = |block: &Block| matches!(block, Block::Table(table) if table.note.as_deref() == Some("注"));
        assert_eq!(paper.blocks.len(), 3);
        assert!(paper.blocks.get(1).is_some_and(note));
    }

    #[test]
    fn a_short_row_is_filled_up() {
        let mut table = Table::new(&[("甲", 1, Align::Left), ("乙", 1, Align::Left)]);
        table.row(["1".to_owned()]);
        assert_eq!(table.rows, [["1", BLANK]]);
    }
}

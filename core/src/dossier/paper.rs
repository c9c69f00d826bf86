//! A neutral paper: what a document says, without how a file format says it.

/// Stands where the applicant still has to write something.
pub(super) const TO_FILL: &str = "〔待填〕";
/// Stands where there is nothing to write.
pub(super) const NONE: &str = "无";

/// A document to print and sign.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paper {
    /// The title, also in the file's properties.
    pub(super) title: String,
    /// A4 on its side, for wide tables.
    pub(super) landscape: bool,
    /// What it says, from the top.
    pub(super) blocks: Vec<Block>,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
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
pub(super) struct Cover {
    /// Small, at the top: number, status.
    pub(super) marks: Vec<String>,
    /// What is applied for.
    pub(super) over: String,
    /// The title of the form.
    pub(super) title: String,
    /// Labels and values in the middle.
    pub(super) lines: Vec<(String, String)>,
    /// At the foot.
    pub(super) foot: Vec<String>,
}

/// A row of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FormRow {
    /// One label and value over the whole width.
    Wide(String, String),
    /// Two labels and values.
    Pair([(String, String); 2]),
    /// A label and a text of several lines, with room for it.
    Block(String, String),
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// Its columns.
    pub(super) columns: Vec<Column>,
    /// Its rows, a cell for each column.
    pub(super) rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Column {
    /// Its head.
    pub(super) head: String,
    /// Its share of the width; the shares of all columns make up the whole.
    pub(super) share: u16,
    /// How its cells stand.
    pub(super) align: Align,
}

/// How text stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Align {
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
    pub(super) fn new(columns: &[(&str, u16, Align)]) -> Self {
        let column =
            |(head, share, align): &(&str, u16, Align)| Column { head: (*head).into(), share: *share, align: *align };
        Self { columns: columns.iter().map(column).collect(), rows: Vec::new() }
    }

    /// Adds a row. Cells left out are said to be nothing, surplus ones cannot be written.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut row: Vec<String> = cells.into_iter().take(self.columns.len()).collect();
        row.resize(self.columns.len(), NONE.to_owned());
        self.rows.push(row);
    }
}

impl Paper {
    /// An empty paper.
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// Adds a block.
    pub(super) fn add(&mut self, block: Block) -> &mut Self {
        self.blocks.push(block);
        self
    }

    /// Adds a heading of level 1.
    pub(super) fn heading(&mut self, text: impl Into<String>) -> &mut Self {
        self.add(Block::Heading(1, text.into()))
    }

    /// Adds a heading of level 2.
    pub(super) fn subheading(&mut self, text: impl Into<String>) -> &mut Self {
        self.add(Block::Heading(2, text.into()))
    }

    /// Adds a paragraph.
    pub(super) fn text(&mut self, text: impl Into<String>) -> &mut Self {
        self.add(Block::Text(text.into()))
    }

    /// Adds a remark.
    pub(super) fn remark(&mut self, text: impl Into<String>) -> &mut Self {
        self.add(Block::Remark(text.into()))
    }
}

/// A number in front of a heading of level 1: 一 … 九十九.
pub(super) fn chinese_number(number: usize) -> String {
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
    fn a_short_row_is_filled_up() {
        let mut table = Table::new(&[("甲", 1, Align::Left), ("乙", 1, Align::Left)]);
        table.row(["1".to_owned()]);
        assert_eq!(table.rows, [["1", NONE]]);
    }
}

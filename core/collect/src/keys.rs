//! What marks the sheets, rows and columns of a workbook, in a hidden column and a hidden row: by it a cell is found again
//! wherever it stands.

/// The format of workbooks that is written here and read.
pub(crate) const FORMAT: u32 = 1;

/// Begins every mark of a sheet.
const MARK: &str = "ziping";

/// What a sheet holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SheetKind {
    /// What the workbook was made for; hidden.
    About,
    /// How to fill it in.
    Guide,
    /// A question a row.
    Questions,
    /// Amounts: an item a row, a fiscal year a column.
    Years,
    /// The table of a fact, by the fact's id.
    Table(String),
    /// Papers wanted.
    Papers,
}

impl SheetKind {
    /// The mark that stands where the hidden row and the hidden column cross.
    pub(crate) fn mark(&self) -> String {
        let kind = match self {
            Self::About => "about",
            Self::Guide => "guide",
            Self::Questions => "questions",
            Self::Years => "years",
            Self::Table(fact) => return format!("{MARK}:{FORMAT}:table:{fact}"),
            Self::Papers => "papers",
        };
        format!("{MARK}:{FORMAT}:{kind}")
    }

    /// Reads a mark. `None`: it is none; `Err`: it is one of another format.
    pub(crate) fn read(text: &str) -> Option<Result<Self, u32>> {
        let (format, kind) = text.trim().strip_prefix(MARK)?.strip_prefix(':')?.split_once(':')?;
        let format: u32 = format.parse().ok()?;
        if format != FORMAT {
            return Some(Err(format));
        }
        Some(Ok(match kind.split_once(':') {
            Some(("table", fact)) => Self::Table(fact.to_owned()),
            Some(_) => return None,
            None => match kind {
                "about" => Self::About,
                "guide" => Self::Guide,
                "questions" => Self::Questions,
                "years" => Self::Years,
                "papers" => Self::Papers,
                _ => return None,
            },
        }))
    }
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ColumnKey {
    /// Words of the kit's own, which are not read.
    Own,
    /// The answer.
    Answer,
    /// The unit of the row's amounts.
    Unit,
    /// What whoever filled it in wanted to say.
    Remark,
    /// Whether a paper is ready.
    Ready,
    /// The amounts of a fiscal year.
    Year(i32),
    /// A column of the table, by its id.
    Cell(String),
}

impl ColumnKey {
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Own => "-".to_owned(),
            Self::Answer => "answer".to_owned(),
            Self::Unit => "unit".to_owned(),
            Self::Remark => "remark".to_owned(),
            Self::Ready => "ready".to_owned(),
            Self::Year(year) => format!("year:{year}"),
            Self::Cell(column) => format!("cell:{column}"),
        }
    }

    /// Reads a key; `None` for what is none.
    pub(crate) fn read(text: &str) -> Option<Self> {
        Some(match text.trim() {
            "-" => Self::Own,
            "answer" => Self::Answer,
            "unit" => Self::Unit,
            "remark" => Self::Remark,
            "ready" => Self::Ready,
            other => match other.split_once(':')? {
                ("year", year) => Self::Year(year.parse().ok()?),
                ("cell", column) => Self::Cell(column.to_owned()),
                _ => return None,
            },
        })
    }
}

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowKey {
    /// Words of the kit's own.
    Own,
    /// The words over the columns.
    Head,
    /// A fact, or a paper.
    Of(String),
    /// One option of a fact of which several may be chosen.
    Option {
        /// The fact's id.
        fact: String,
        /// The option's id.
        option: String,
    },
    /// None of them.
    NoneOf(String),
}

impl RowKey {
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Own => "-".to_owned(),
            Self::Head => "-head".to_owned(),
            Self::Of(fact) => fact.clone(),
            Self::Option { fact, option } => format!("{fact}={option}"),
            Self::NoneOf(fact) => format!("{fact}="),
        }
    }

    /// Reads a key; `None` where there is none.
    pub(crate) fn read(text: &str) -> Option<Self> {
        Some(match text.trim() {
            "" => return None,
            "-" => Self::Own,
            "-head" => Self::Head,
            other => match other.split_once('=') {
                Some((fact, "")) => Self::NoneOf(fact.to_owned()),
                Some((fact, option)) => Self::Option { fact: fact.to_owned(), option: option.to_owned() },
                None => Self::Of(other.to_owned()),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read_back() {
        let table = SheetKind::Table("om.projects".to_owned());
        use SheetKind::{About, Guide, Papers, Questions, Years};
        for kind in [About, Guide, Questions, Years, table, Papers] {
            assert_eq!(SheetKind::read(&kind.mark()), Some(Ok(kind)));
        }
        let cell = ColumnKey::Cell("annual_value".to_owned());
        for key in [
            ColumnKey::Own,
            ColumnKey::Answer,
            ColumnKey::Unit,
            ColumnKey::Remark,
            ColumnKey::Ready,
            ColumnKey::Year(2025),
            cell,
        ] {
            assert_eq!(ColumnKey::read(&key.text()), Some(key));
        }
        let fact = || "credit.main_business".to_owned();
        let option = RowKey::Option { fact: fact(), option: "rd_design".to_owned() };
        for key in [RowKey::Own, RowKey::Head, RowKey::Of(fact()), option, RowKey::NoneOf(fact())] {
            assert_eq!(RowKey::read(&key.text()), Some(key));
        }
    }

    #[test]
    fn a_mark_of_another_format_says_which_and_other_words_are_none() {
        assert_eq!(SheetKind::read("ziping:2:questions"), Some(Err(2)));
        for text in ["", "ziping", "ziping:1", "ziping:1:else", "ziping:x:questions", "zipings:1:questions"] {
            assert_eq!(SheetKind::read(text), None, "{text}");
        }
    }
}

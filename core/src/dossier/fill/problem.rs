//! What is wrong with a form, where, and what to do, in Chinese and English.

use crate::assess::Lang;
use crate::diag::{Diagnostic, Said};
use crate::unzip::Refused;

/// Something in a form that keeps it from being filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormProblem {
    /// What it is.
    pub fault: Fault,
    /// The part of the form and the paragraph in it, counted from 1, where it stands in one.
    pub place: Option<(String, usize)>,
}

/// What is wrong. Placeholders are given with their braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file cannot be read as a zip archive.
    Archive(Refused),
    /// It is an archive, but no Word document.
    NoDocument,
    /// This part is not UTF-8, or its markup cannot be followed.
    Broken(String),
    /// Filled, this part would be larger than a part may be.
    TooLong(String),
    /// There is no such placeholder; the nearest id that there is.
    Unknown(String, Option<String>),
    /// Its braces are not closed in its paragraph.
    Unclosed(String),
    /// A block that begins and does not end.
    OpenBlock(String),
    /// The end of a block that has not begun beside it.
    EndsNothing(String),
    /// Beginning and end of a block stand in different cells, or in rows with other text.
    Crosses(String),
    /// The beginning or end of a block over paragraphs shares its paragraph with other text.
    BesideText(String),
    /// The beginning or end of a block stands in the paragraph that ends a section of pages.
    AtSection(String),
    /// A column of a table, outside of a row or block that could be repeated.
    OutsideRow(String),
    /// A column of another table than the one that repeats its row.
    OtherTable(String, String),
}

impl FormProblem {
    pub(super) const fn of(fault: Fault) -> Self {
        Self { fault, place: None }
    }

    /// What is wrong, with the place.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let said = self.fault.message(lang);
        match (&self.place, lang) {
            (None, _) => said,
            (Some((part, n)), Lang::En) => format!("{said} ({part}, paragraph {n})"),
            (Some((part, n)), Lang::Zh) => format!("{said}（{}第 {n} 段）", part_name(part)),
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self, lang: Lang) -> String {
        self.fault.help(lang)
    }

    /// As the command line reports it.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let both = |said: fn(&Self, Lang) -> String| Said::new(said(self, Lang::En), said(self, Lang::Zh));
        Diagnostic::error(self.fault.code(), both(Self::message)).help(both(Self::help))
    }
}

/// What people call a part.
fn part_name(part: &str) -> &str {
    match part {
        "word/document.xml" => "正文",
        "word/footnotes.xml" => "脚注",
        "word/endnotes.xml" => "尾注",
        _ if part.starts_with("word/header") => "页眉",
        _ if part.starts_with("word/footer") => "页脚",
        other => other,
    }
}

impl Fault {
    const fn code(&self) -> &'static str {
        match self {
            Self::Archive(_) | Self::NoDocument | Self::Broken(_) | Self::TooLong(_) => "bad-form",
            Self::Unknown(..) => "unknown-placeholder",
            Self::Unclosed(_) | Self::OpenBlock(_) => "unclosed-placeholder",
            Self::EndsNothing(_)
            | Self::Crosses(_)
            | Self::BesideText(_)
            | Self::AtSection(_)
            | Self::OutsideRow(_)
            | Self::OtherTable(..) => "misplaced-placeholder",
        }
    }

    fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => match self {
                Self::Archive(refused) => format!("the form cannot be read: {refused}"),
                Self::NoDocument => "the form is no Word document: `word/document.xml` is missing".to_owned(),
                Self::Broken(part) => format!("`{part}` of the form is broken"),
                Self::TooLong(part) => format!("`{part}` would become larger than 32 MiB"),
                Self::Unknown(said, _) => format!("`{said}` is unknown"),
                Self::Unclosed(said) | Self::OpenBlock(said) => format!("`{said}` is not closed"),
                Self::EndsNothing(said) => format!("`{said}` closes nothing"),
                Self::Crosses(said) => format!("`{said}` closes a block that began in another cell"),
                Self::BesideText(said) => format!("`{said}` stands beside other text"),
                Self::AtSection(said) => format!("`{said}` stands in the paragraph that ends a section"),
                Self::OutsideRow(said) => format!("`{said}` stands outside of a table row"),
                Self::OtherTable(said, _) => format!("`{said}` is of another table than the row"),
            },
            Lang::Zh => match self {
                Self::Archive(refused) => format!("表格文件打不开：{}", refused.reason.in_chinese()),
                Self::NoDocument => "这不是 Word 文档：里面没有正文".to_owned(),
                Self::Broken(part) => format!("{}已损坏", part_name(part)),
                Self::TooLong(part) => format!("填写后{}超过 32 MiB", part_name(part)),
                Self::Unknown(said, _) => format!("没有“{said}”这个占位符"),
                Self::Unclosed(said) => format!("占位符“{said}”没有写完"),
                Self::OpenBlock(said) => format!("“{said}”没有结束标记"),
                Self::EndsNothing(said) => format!("“{said}”没有对应的开始标记"),
                Self::Crosses(said) => format!("“{said}”的开始标记在另一个单元格里"),
                Self::BesideText(said) => format!("“{said}”和别的文字写在同一段"),
                Self::AtSection(said) => format!("“{said}”写在分节符所在的段落"),
                Self::OutsideRow(said) => format!("“{said}”不在表格的行里"),
                Self::OtherTable(said, _) => format!("“{said}”与本行其他占位符不属于同一张表"),
            },
        }
    }

    fn help(&self, lang: Lang) -> String {
        match lang {
            Lang::En => match self {
                Self::Archive(_) | Self::NoDocument => "save it as a Word document (.docx) and try again".to_owned(),
                Self::Broken(_) => "save it anew as a Word document (.docx)".to_owned(),
                Self::TooLong(_) => "repeat fewer rows within each other".to_owned(),
                Self::Unknown(_, Some(near)) => format!("did you mean `{near}`?"),
                Self::Unknown(_, None) => {
                    "write the id of a fact, condition, cap or ground of the rule book".to_owned()
                }
                Self::Unclosed(_) => "close it with `}}` in the same paragraph".to_owned(),
                Self::OpenBlock(said) => format!("close it with `{}` in a paragraph of its own", ending(said)),
                Self::EndsNothing(said) => {
                    format!("open it with `{}` in a paragraph beside this one", said.replace("{{/", "{{#"))
                }
                Self::Crosses(_) => {
                    "put both into one cell, or both into rows of their own that say nothing else".to_owned()
                }
                Self::BesideText(_) => {
                    "put it into a paragraph of its own, or begin and end the block in one paragraph".to_owned()
                }
                Self::AtSection(_) => "put it into the paragraph before or after".to_owned(),
                Self::OutsideRow(_) => {
                    "put it into the row that is to be repeated, or into a block of its table".to_owned()
                }
                Self::OtherTable(_, table) => format!("the row repeats `{table}`"),
            },
            Lang::Zh => match self {
                Self::Archive(_) | Self::NoDocument => "请在 Word 里另存为 .docx 后再选。".to_owned(),
                Self::Broken(_) => "请在 Word 里重新另存为 .docx。".to_owned(),
                Self::TooLong(_) => "请减少表格里层层重复的行。".to_owned(),
                Self::Unknown(_, Some(near)) => format!("是不是要写“{near}”？"),
                Self::Unknown(_, None) => "请写规则里的问题、条件、限制或情形的编号。".to_owned(),
                Self::Unclosed(_) => "请在同一段里用“}}”结束。".to_owned(),
                Self::OpenBlock(said) => format!("请在后面另起一段写“{}”。", ending(said)),
                Self::EndsNothing(said) => format!("请在前面另起一段写“{}”。", said.replace("{{/", "{{#")),
                Self::Crosses(_) => "请把两个标记放在同一个单元格，或者各占一行、行里不写别的。".to_owned(),
                Self::BesideText(_) => "请让它单独占一段，或者把开始和结束写在同一段里。".to_owned(),
                Self::AtSection(_) => "请移到上一段或下一段。".to_owned(),
                Self::OutsideRow(_) => "请放到要逐行重复的表格行里，或者放进这张表的重复块里。".to_owned(),
                Self::OtherTable(_, table) => format!("本行按“{table}”逐行重复。"),
            },
        }
    }
}

/// The end of a block, from its beginning.
fn ending(begins: &str) -> String {
    begins.replace("{{#", "{{/")
}

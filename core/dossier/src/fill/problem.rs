//! What is wrong with a form, where, and what to do, in Chinese and English.

use super::markup::StrayPlace;
use ziping_base::diag::{Diagnostic, Said};
use ziping_base::lang::Lang;
use ziping_unzip::Refused;

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
    /// Several things have this title; their ids.
    Ambiguous(String, Vec<String>),
    /// There is no such option, or nothing to choose; the options that there are.
    Option(String, Vec<String>),
    /// What stands behind `|` is not known, or does not fit; all that may stand there.
    Format(String, String),
    /// A whole table, whose columns are filled one by one; the table's name.
    WholeTable(String, String),
    /// It stands where none is filled.
    Stray(String, StrayPlace),
    /// It stands in a part of which none is filled.
    Elsewhere(String),
    /// A block begins or ends within a field.
    HalfField(String),
    /// There is no placeholder at all; what was taken for one.
    Nothing(Option<String>),
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
            (Some((part, n)), Lang::En) => format!("{said} ({}, paragraph {n})", part_in_english(part)),
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

/// A part, with what people call it where its name does not say it.
fn part_in_english(part: &str) -> String {
    let called = match part {
        _ if part.contains("/diagrams/") => "SmartArt: ",
        _ if part.contains("/charts/") => "a chart: ",
        _ if part.contains("comments") => "a comment: ",
        _ if part.starts_with("docProps/") => "document properties: ",
        _ => "",
    };
    format!("{called}{part}")
}

/// What people call a part.
fn part_name(part: &str) -> &str {
    match part {
        "word/document.xml" => "正文",
        "word/footnotes.xml" => "脚注",
        "word/endnotes.xml" => "尾注",
        _ if part.contains("/diagrams/") => "SmartArt 图形",
        _ if part.contains("/charts/") => "图表",
        _ if part.contains("comments") => "批注",
        _ if part.starts_with("docProps/") => "文档属性",
        _ if part.starts_with("word/document") => "正文",
        _ if part.starts_with("word/header") => "页眉",
        _ if part.starts_with("word/footer") => "页脚",
        other => other,
    }
}

impl Fault {
    const fn code(&self) -> &'static str {
        match self {
            Self::Archive(_) | Self::NoDocument | Self::Broken(_) | Self::TooLong(_) => "bad-form",
            Self::Nothing(_) => "nothing-to-fill",
            Self::Unknown(..) | Self::Ambiguous(..) | Self::Option(..) | Self::Format(..) => "unknown-placeholder",
            Self::Unclosed(_) | Self::OpenBlock(_) => "unclosed-placeholder",
            Self::EndsNothing(_)
            | Self::Crosses(_)
            | Self::BesideText(_)
            | Self::AtSection(_)
            | Self::HalfField(_)
            | Self::WholeTable(..)
            | Self::Stray(..)
            | Self::Elsewhere(_)
            | Self::OutsideRow(_)
            | Self::OtherTable(..) => "misplaced-placeholder",
        }
    }

    fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => match self {
                Self::Archive(refused) => format!("the form cannot be read: {refused}"),
                Self::NoDocument => "the form is no Word document: its main part is missing".to_owned(),
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
                Self::Ambiguous(said, ids) => format!("`{said}` is the title of several: {}", ids.join(", ")),
                Self::Option(said, _) => format!("`{said}` asks for an option that there is not"),
                Self::Format(said, _) => format!("what stands behind `|` in `{said}` does not fit"),
                Self::WholeTable(said, _) => format!("`{said}` is a table"),
                Self::Stray(said, place) => format!("`{said}` stands {}, where nothing is filled", place.name(lang)),
                Self::Elsewhere(said) => format!("`{said}` stands where nothing is filled"),
                Self::HalfField(said) => format!("the block `{said}` begins or ends within a field"),
                Self::Nothing(None) => "no placeholder was found in the form".to_owned(),
                Self::Nothing(Some(like)) => {
                    format!("no placeholder was found in the form, only what is written like `{like}`")
                }
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
                Self::Ambiguous(said, ids) => format!("“{said}”是几个问题共有的名称：{}", ids.join("、")),
                Self::Option(said, _) => format!("“{said}”问的选项不存在"),
                Self::Format(said, _) => format!("“{said}”里“|”后面的写法用不上"),
                Self::WholeTable(said, _) => format!("“{said}”是一整张表"),
                Self::Stray(said, place) => format!("“{said}”写在{}，那里不会填写", place.name(lang)),
                Self::Elsewhere(said) => format!("“{said}”写在不会填写的地方"),
                Self::HalfField(said) => format!("“{said}”这一块从域的中间开始或结束"),
                Self::Nothing(None) => "表格里没有找到任何占位符".to_owned(),
                Self::Nothing(Some(like)) => format!("表格里没有找到占位符，只有像“{like}”这样的写法"),
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
                Self::Ambiguous(..) => "write the id instead of the title".to_owned(),
                Self::Option(_, options) if options.is_empty() => {
                    "it has no options and is no question; leave out what stands behind the name".to_owned()
                }
                Self::Option(_, options) => format!("write one of: {}", options.join(", ")),
                Self::Format(_, known) => {
                    format!("write one that fits: {known}")
                }
                Self::WholeTable(_, table) => {
                    format!("write its columns into a table row, as `{{{{{table}.#}}}}`; `ziping placeholders` lists them")
                }
                Self::Stray(_, place) => place.help(lang),
                Self::Elsewhere(_) => "move it into the text, a text box, a header, footer or note".to_owned(),
                Self::HalfField(_) => "put both marks outside of the field".to_owned(),
                Self::Nothing(_) => {
                    "write placeholders such as `{{org.name}}` or `{{单位名称}}` where answers go; `ziping placeholders` and the package page list them all".to_owned()
                }
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
                Self::Ambiguous(..) => "请改写编号。".to_owned(),
                Self::Option(_, options) if options.is_empty() => "它没有选项，也不是是非题，请去掉多写的部分。".to_owned(),
                Self::Option(_, options) => format!("可以写：{}。", options.join("、")),
                Self::Format(_, known) => format!("请写合用的一种：{known}。"),
                Self::WholeTable(_, table) => {
                    format!("请在表格的一行里分列写，如“{{{{{table}.#}}}}”；申报材料页面的占位符清单里都有。")
                }
                Self::Stray(_, place) => place.help(lang),
                Self::Elsewhere(_) => "请移到正文、文本框、页眉、页脚或脚注里。".to_owned(),
                Self::HalfField(_) => "请把两个标记都放到域的外面。".to_owned(),
                Self::Nothing(_) => {
                    "请在要填的地方写占位符，如“{{org.name}}”或“{{单位名称}}”；申报材料页面和 ziping placeholders 都能列出全部占位符。".to_owned()
                }
            },
        }
    }
}

/// The end of a block, from its beginning.
fn ending(begins: &str) -> String {
    begins.replace("{{#", "{{/").replace("{{^", "{{/")
}

impl StrayPlace {
    const fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Field, Lang::En) => "in a field",
            (Self::MergeField, Lang::En) => "in what a mail-merge field shows",
            (Self::Formula, Lang::En) => "in a formula",
            (Self::Attribute, Lang::En) => "in a description, name or WordArt",
            (Self::Other, Lang::En) => "in a text of its own kind",
            (Self::Field, Lang::Zh) => "域代码里",
            (Self::MergeField, Lang::Zh) => "邮件合并域里",
            (Self::Formula, Lang::Zh) => "公式里",
            (Self::Attribute, Lang::Zh) => "替代文字、名称或艺术字里",
            (Self::Other, Lang::Zh) => "特殊文字里",
        }
    }

    fn help(self, lang: Lang) -> String {
        let said = match (self, lang) {
            (Self::Field | Self::MergeField, Lang::En) => {
                "delete the field and write the placeholder as plain text (Ctrl+Shift+F9 turns a field into text)"
            }
            (Self::Field | Self::MergeField, Lang::Zh) => {
                "请删掉域，直接写占位符（选中后按 Ctrl+Shift+F9 可把域变成普通文字）。"
            }
            (Self::Formula | Self::Attribute | Self::Other, Lang::En) => "write it as plain text or in a text box",
            (Self::Formula | Self::Attribute | Self::Other, Lang::Zh) => "请改写成普通文字，或放进文本框。",
        };
        said.to_owned()
    }
}

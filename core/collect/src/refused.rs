//! Why a file is not read at all.

use ziping_base::diag::{Diagnostic, Said};
use ziping_base::say;
use ziping_workbook::Unsound;

/// Why a file is not read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// No reader of cells may see it.
    Unsound(Unsound),
    /// A workbook, but none that this kit made.
    NotOurs,
    /// Made by a version of the kit whose workbooks are of another format.
    OtherVersion {
        /// The format.
        format: u32,
        /// The version of the kit that made it, where it says.
        kit: Option<String>,
    },
}

impl Refused {
    /// In words, with what to do.
    #[must_use]
    pub fn problem(&self) -> Diagnostic {
        let (code, message, help) = match self {
            Self::Unsound(unsound) => {
                let (code, help) = help_of(unsound);
                (code, unsound.said(), help)
            }
            Self::NotOurs => (
                "not-our-workbook",
                say!(
                    "this workbook was not made by this kit, or its hidden first column and row are gone",
                    "这个工作簿不是本工具做的，或者隐藏的首列、首行被删掉了"
                ),
                say!(
                    "choose the workbook that was sent out, or copy the answers into a new one; rows of a table can be pasted on the page",
                    "请选当初发出去的那一份，或者把内容抄进新做的一份；表格的行可以在页面上粘贴"
                ),
            ),
            Self::OtherVersion { format, kit } => {
                let (en, zh) = kit.as_ref().map_or_else(
                    || (String::new(), String::new()),
                    |kit| (format!(", by version {kit}"), format!("，由 {kit} 版制作")),
                );
                (
                    "other-kit-version",
                    say!(
                        "this workbook has format {format}{en}; this version of the kit reads format {own}",
                        "这个工作簿的格式是 {format}{zh}；本版工具读的格式是 {own}",
                        own = crate::keys::FORMAT
                    ),
                    say!(
                        "read it with the version that made it, or make a new workbook and copy the answers",
                        "请用制作它的那一版读，或者重新做一份，把内容抄过去"
                    ),
                )
            }
        };
        Diagnostic::error(code, message).help(help)
    }
}

impl From<Unsound> for Refused {
    fn from(unsound: Unsound) -> Self {
        Self::Unsound(unsound)
    }
}

fn help_of(unsound: &Unsound) -> (&'static str, Said) {
    match unsound {
        Unsound::NotWorkbook => (
            "not-a-workbook",
            say!(
                "choose the workbook that was filled in (.xlsx, .xls, .et or .ods)",
                "请选填好的工作簿（.xlsx、.xls、.et 或 .ods）"
            ),
        ),
        Unsound::OldFormat => (
            "other-workbook",
            say!(
                "open it in Excel, WPS or LibreOffice and save it as “Excel workbook (.xlsx)”; all answers stay",
                "请用 Excel、WPS 或 LibreOffice 打开，另存为“Excel 工作簿（.xlsx）”，填的内容都会保留"
            ),
        ),
        Unsound::Locked => {
            ("locked-workbook", say!("open it, take the password off and save it", "请打开后取消密码，再保存"))
        }
        Unsound::Damaged(_) => (
            "damaged-workbook",
            say!(
                "open it in Excel, WPS or LibreOffice and save it again, or ask for it once more",
                "请用 Excel、WPS 或 LibreOffice 打开后重新保存，或者请对方再发一次"
            ),
        ),
        Unsound::TooLarge => (
            "large-workbook",
            say!(
                "take out pictures and sheets that are not the kit's; 32 MiB and 500,000 filled cells are accepted",
                "请删去图片和另加的工作表；最多 32 MiB、50 万个有内容的单元格"
            ),
        ),
    }
}

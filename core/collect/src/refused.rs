//! Why a file is not read at all.

use crate::tongue::both;
use crate::words::refused::{files, foreign};
use ziping_base::diag::{Diagnostic, Said};
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
            Self::NotOurs => ("not-our-workbook", both(foreign::not_ours), both(foreign::not_ours_help)),
            Self::OtherVersion { format, kit } => {
                let own = crate::keys::FORMAT;
                let message = both(|lang| match kit {
                    Some(kit) => foreign::OtherVersionBy { lang, format, kit, own }.to_string(),
                    None => foreign::OtherVersion { lang, format, own }.to_string(),
                });
                ("other-kit-version", message, both(foreign::other_version_help))
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
        Unsound::NotWorkbook => ("not-a-workbook", both(files::not_workbook)),
        Unsound::OldFormat => ("other-workbook", both(files::old_format)),
        Unsound::Locked => ("locked-workbook", both(files::locked)),
        Unsound::Damaged(_) => ("damaged-workbook", both(files::damaged)),
        Unsound::TooLarge => ("large-workbook", both(files::too_large)),
    }
}

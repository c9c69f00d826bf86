//! How a paper is handed in.

use serde::{Deserialize, Serialize};

/// How a paper is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Form {
    /// The original.
    Original,
    /// A copy under seal.
    CopySealed,
    /// A plain copy.
    Copy,
    /// A print under seal.
    Print,
    /// Written by the organisation itself, signed and sealed.
    Statement,
}

impl Form {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Original, Self::CopySealed, Self::Copy, Self::Print, Self::Statement];

    /// What [`Self::name`] says of all, in the same order.
    pub const NAMES: [&'static str; Self::ALL.len()] =
        [Self::Original.name(), Self::CopySealed.name(), Self::Copy.name(), Self::Print.name(), Self::Statement.name()];

    /// As rule books and files say it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::CopySealed => "copy_sealed",
            Self::Copy => "copy",
            Self::Print => "print",
            Self::Statement => "statement",
        }
    }

    /// Reads what [`Self::name`] says.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_a_name_by_which_it_is_read_again() {
        assert_eq!(Form::ALL.map(Form::name), Form::NAMES);
        assert_eq!(Form::NAMES.map(Form::parse), Form::ALL.map(Some));
        assert_eq!(Form::parse("scan"), None);
    }
}

//! Three-valued truth.

use serde::{Deserialize, Serialize};

/// What a condition can still turn out to be: a set of truth values, never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Truth {
    /// It holds, whatever is still open.
    True,
    /// It does not hold, whatever is still open.
    False,
    /// Both are possible.
    Unknown,
}

impl Truth {
    /// From what is possible; nothing possible counts as unknown.
    #[must_use]
    #[inline]
    pub const fn of(can_be_true: bool, can_be_false: bool) -> Self {
        match (can_be_true, can_be_false) {
            (true, false) => Self::True,
            (false, true) => Self::False,
            (true, true) | (false, false) => Self::Unknown,
        }
    }

    /// Known for certain.
    #[must_use]
    #[inline]
    pub const fn known(truth: bool) -> Self {
        if truth { Self::True } else { Self::False }
    }

    /// It may hold.
    #[must_use]
    #[inline]
    pub const fn can_be_true(self) -> bool {
        matches!(self, Self::True | Self::Unknown)
    }

    /// It may fail.
    #[must_use]
    #[inline]
    pub const fn can_be_false(self) -> bool {
        matches!(self, Self::False | Self::Unknown)
    }

    /// The opposite.
    #[must_use]
    #[inline]
    pub const fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Both hold.
    #[must_use]
    #[inline]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            (Self::Unknown, Self::True | Self::Unknown) | (Self::True, Self::Unknown) => Self::Unknown,
        }
    }

    /// At least one holds.
    #[must_use]
    #[inline]
    pub const fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// Whether it is decided.
    #[must_use]
    pub const fn is_known(self) -> bool {
        !matches!(self, Self::Unknown)
    }
}

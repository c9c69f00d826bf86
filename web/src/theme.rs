//! Light or dark: as the system has it, unless the user says otherwise.

use crate::browser;
use crate::texts::Texts;

/// Where the choice is remembered; `early.js` reads it before the first paint.
const KEY: &str = "ziping.theme";

/// The theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    /// As it is remembered.
    const fn code(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// All of them, in the order of the button.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name.
    pub(crate) const fn name(self, t: &Texts) -> &'static str {
        match self {
            Self::System => t.theme_system(),
            Self::Light => t.theme_light(),
            Self::Dark => t.theme_dark(),
        }
    }

    /// The next one, in the order of the button.
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// What was chosen last.
    pub(crate) fn chosen() -> Self {
        match browser::remembered(KEY).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }

    /// Remembers the choice and shows it.
    pub(crate) fn apply(self) {
        browser::remember(KEY, self.code());
        browser::set_root_attribute("data-theme", self.code());
    }
}

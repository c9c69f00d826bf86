//! How far an organisation has come with an application: that it looked through all of it, that it made a package of it, and
//! who does what until then.

use std::collections::BTreeMap;
use ziping_assess::Assignments;
use ziping_base::calendar::Day;

/// That something was done: on which day, and of which answers and papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) day: Day,
    /// Tells one state of answers and papers from another.
    pub(crate) of: String,
}

/// What can be done with an application beside answering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Milestone {
    /// All of it was looked through.
    Checked,
    /// A package was made.
    Packaged,
}

impl Milestone {
    /// Its name in a save.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Checked => "checked",
            Self::Packaged => "packaged",
        }
    }
}

/// What was done with an application, the last time that it was, and what is still planned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Way {
    /// Who does which task, and how long before the hand-in.
    pub(crate) assigned: Assignments,
    pub(crate) checked: Option<Mark>,
    pub(crate) packaged: Option<Mark>,
}

impl Way {
    pub(crate) fn put(&mut self, milestone: Milestone, mark: Mark) {
        match milestone {
            Milestone::Checked => self.checked = Some(mark),
            Milestone::Packaged => self.packaged = Some(mark),
        }
    }

    /// What was done, with its mark.
    pub(crate) fn marks(&self) -> impl Iterator<Item = (Milestone, &Mark)> {
        let both = [(Milestone::Checked, &self.checked), (Milestone::Packaged, &self.packaged)];
        both.into_iter().filter_map(|(milestone, mark)| Some((milestone, mark.as_ref()?)))
    }
}

/// By the id of the rule book.
pub(crate) type Ways = BTreeMap<String, Way>;

//! A state of an organisation that the user has kept, to compare with later.

use super::Move;
use std::rc::Rc;
use ziping_base::calendar::Day;
use ziping_rules::fact::Sheet;
use ziping_rules::fact::foreign::Foreign;

/// The answers as they stood, under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Snapshot {
    pub(crate) id: String,
    pub(crate) name: String,
    /// When it was kept.
    pub(crate) taken: Day,
    /// The assessment date that it was kept with; `taken` where that was «today».
    pub(crate) as_of: Day,
    pub(crate) sheet: Rc<Sheet>,
    pub(crate) foreign: Rc<Foreign>,
}

impl Snapshot {
    pub(super) fn follow(&mut self, step: &Move) {
        step.sheet(&mut self.sheet, &mut self.foreign);
    }
}

//! What a condition is evaluated against: the answers, the assessment date, the row at hand.

use super::expr::{Operand, WindowIx, Windows};
use crate::calendar::{Bounds, Day, Window};
use crate::fact::{FactIx, Row, Sheet, Value};

/// An assessment date with everything that hangs on it worked out once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The assessment date.
    pub as_of: Day,
    /// The year whose three predecessors are the closed fiscal years.
    pub fiscal_year: i32,
    /// The windows, resolved.
    bounds: Vec<Bounds>,
    windows: Vec<Window>,
}

impl Moment {
    /// The moment of an assessment date. On 31 December the current year is not closed yet.
    #[must_use]
    pub fn new(as_of: Day, windows: &Windows) -> Self {
        Self::held(as_of, as_of, windows)
    }

    /// A later moment at which facts about periods stand as they did on `base`.
    #[must_use]
    pub fn held(as_of: Day, base: Day, windows: &Windows) -> Self {
        let bounds = windows.at(as_of);
        let windows = (0..bounds.len()).filter_map(|i| windows.get(WindowIx(u16::try_from(i).ok()?))).collect();
        Self { as_of, fiscal_year: base.year(), bounds, windows }
    }

    #[inline]
    pub(super) fn bounds(&self, ix: WindowIx) -> Option<&Bounds> {
        self.bounds.get(usize::from(ix.0))
    }

    pub(super) fn window(&self, ix: WindowIx) -> Window {
        self.windows.get(usize::from(ix.0)).copied().unwrap_or(Window {
            period: crate::calendar::Period { count: 0, unit: crate::calendar::Unit::Days },
            recent: false,
        })
    }
}

/// What a condition is evaluated against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The answers.
    pub sheet: &'a Sheet,
    /// The assessment date.
    pub moment: &'a Moment,
    /// The row at hand, inside a table.
    pub row: Option<&'a Row>,
}

impl<'a> Context<'a> {
    /// The answers on a date.
    #[must_use]
    pub const fn new(sheet: &'a Sheet, moment: &'a Moment) -> Self {
        Self { sheet, moment, row: None }
    }

    #[inline]
    pub(super) fn get(&self, operand: Operand) -> Option<&'a Value> {
        match operand {
            Operand::Fact(fact) => self.sheet.get(fact),
            Operand::Column(_, index) => self.row?.cells.get(usize::from(index))?.as_ref(),
        }
    }
}

/// The fact that an operand's openness is laid to.
pub(super) const fn cause(operand: Operand) -> FactIx {
    match operand {
        Operand::Fact(fact) | Operand::Column(fact, _) => fact,
    }
}

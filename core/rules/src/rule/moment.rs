//! What a condition is evaluated against: the answers, the assessment date, the row at hand.

use super::expr::{Operand, ReadingId, WindowIx, Windows};
use crate::fact::{FactIx, Row, Sheet, Value};
use ziping_base::calendar::{Bounds, Day, Window};

/// An assessment date with everything that hangs on it worked out once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The assessment date.
    pub as_of: Day,
    /// The year whose three predecessors are the closed fiscal years.
    pub fiscal_year: i32,
    /// The windows, resolved.
    bounds: Vec<Bounds>,
    windows: Windows,
    /// The readings that are taken to prevail; none: all of them are looked at.
    world: Option<Box<World>>,
}

/// Readings taken to prevail, so that what hangs on one of them twice hangs on one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct World {
    /// A period is over on its corresponding day; 近N年 are calendar years. Nothing: periods are left in dispute.
    periods: Option<(bool, bool)>,
    /// Named readings.
    named: Vec<ReadingId>,
}

impl World {
    /// Every way in which the readings of disputes can prevail; nothing: they are left as they are.
    pub(super) fn all(periods: bool, disputes: &[Vec<ReadingId>]) -> Vec<Option<Self>> {
        if !periods && disputes.is_empty() {
            return vec![None];
        }
        let ways = [(false, false), (true, false), (false, true), (true, true)];
        let of_periods: Vec<Option<(bool, bool)>> = if periods { ways.map(Some).to_vec() } else { vec![None] };
        let mut worlds: Vec<Self> = of_periods.into_iter().map(|periods| Self { periods, named: Vec::new() }).collect();
        for dispute in disputes {
            let before = std::mem::take(&mut worlds);
            for world in before {
                worlds.extend(dispute.iter().map(|reading| {
                    let mut named = world.named.clone();
                    named.push(reading.clone());
                    Self { periods: world.periods, named }
                }));
            }
        }
        worlds.into_iter().map(Some).collect()
    }
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
        Self { as_of, fiscal_year: base.year(), bounds: windows.at(as_of), windows: windows.clone(), world: None }
    }

    /// Goes to another day, for conditions that look at some windows only: the others stay where they are.
    pub(super) fn move_to(&mut self, day: Day, used: &[WindowIx]) {
        self.as_of = day;
        for ix in used {
            if let (Some(slot), Some(window)) = (self.bounds.get_mut(usize::from(ix.0)), self.windows.get(*ix)) {
                *slot = Bounds::new(window, day);
            }
        }
    }

    /// The same moment where some readings prevail.
    pub(super) fn under(&self, world: World) -> Self {
        let mut moment = self.clone();
        if let Some((over, calendar)) = world.periods {
            moment.bounds.iter_mut().for_each(|bounds| *bounds = bounds.under(over, calendar));
        }
        moment.world = Some(Box::new(world));
        moment
    }

    /// Whether some readings are taken to prevail, so that nothing found here may be kept for others.
    pub(super) const fn is_imagined(&self) -> bool {
        self.world.is_some()
    }

    /// Whether a period is over on its corresponding day, where that is taken to be decided.
    pub(super) fn day_is_over(&self) -> Option<bool> {
        self.world.as_ref()?.periods.map(|(over, _)| over)
    }

    /// Whether a named reading is taken to prevail.
    pub(super) fn prevails(&self, reading: &str) -> bool {
        self.world.as_ref().is_some_and(|world| world.named.iter().any(|known| known == reading))
    }

    pub(super) const fn windows(&self) -> &Windows {
        &self.windows
    }

    #[inline]
    pub(super) fn bounds(&self, ix: WindowIx) -> Option<&Bounds> {
        self.bounds.get(usize::from(ix.0))
    }

    pub(super) fn window(&self, ix: WindowIx) -> Window {
        self.windows.get(ix).unwrap_or(Window {
            period: ziping_base::calendar::Period { count: 0, unit: ziping_base::calendar::Unit::Days },
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

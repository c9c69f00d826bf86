//! The day that the report is shown for, and whether answers about a period that has passed by then still count.

use yew::prelude::*;
use ziping_assess::Mode;
use ziping_base::calendar::Day;

/// How far ahead one can look: as far as the horizon goes.
const YEARS: i32 = 5;

/// The last day that one can look at.
pub(super) fn last(as_of: Day) -> Day {
    as_of.plus_months(12 * YEARS)
}

/// What was chosen on the time line, and how to choose again.
#[derive(Clone, PartialEq)]
pub(super) struct Chosen {
    pub(super) day: Day,
    pub(super) strict: bool,
    pub(super) set_day: Callback<Day>,
    pub(super) set_strict: Callback<bool>,
}

impl Chosen {
    pub(super) const fn mode(&self) -> Mode {
        if self.strict { Mode::Strict } else { Mode::Held }
    }
}

/// Begins on the assessment date, and stays within what the horizon covers when that date moves.
#[hook]
pub(super) fn use_chosen(as_of: Day) -> Chosen {
    let day = use_state_eq(|| as_of);
    let strict = use_state_eq(|| false);
    let (set_day, set_strict) = (day.setter(), strict.setter());
    Chosen {
        day: (*day).clamp(as_of, last(as_of)),
        strict: *strict,
        set_day: Callback::from(move |day| set_day.set(day)),
        set_strict: Callback::from(move |on| set_strict.set(on)),
    }
}

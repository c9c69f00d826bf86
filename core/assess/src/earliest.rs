//! When a path can be walked at the earliest: only what waits has a day, effort has none.

use super::paths::Path;
use ziping_base::calendar::Day;
use ziping_rules::rule::Change;

/// When a path, or one of its changes, can be done at the earliest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earliest {
    /// Nothing has to be done: what is not answered yet has to be checked and answered.
    Check,
    /// It takes effort; when that is done nobody can say.
    Effort,
    /// On this day, without effort.
    On(Day),
    /// It takes effort, and this day has to come first.
    NotBefore(Day),
    /// Figures of closed fiscal years cannot be changed; those of the year that is running count from this day on.
    NewYear {
        /// The fiscal year that is running.
        year: i32,
        /// The first day on which it is closed.
        from: Day,
    },
}

/// Whether a change asks no more than that what is open turns out well: its fact is not answered, or the part of its
/// figure that is open can be enough.
#[must_use]
pub fn rests_on_answers(change: &Change, path: &Path) -> bool {
    let enough = match change {
        Change::Number { from, to, raise: true, .. } | Change::Total { from, to, raise: true, .. } => from.high >= *to,
        Change::Number { from, to, raise: false, .. } | Change::Total { from, to, raise: false, .. } => from.low <= *to,
        _ => false,
    };
    enough || change.target().0.is_some_and(|fact| path.rests_on.contains(&fact))
}

/// When a change of a path can be made; `as_of`: the day on which the path begins.
#[must_use]
pub fn change_earliest(change: &Change, path: &Path, as_of: Day) -> Earliest {
    if let Change::Wait { until, .. } = change {
        return Earliest::On(*until);
    }
    if rests_on_answers(change, path) {
        return Earliest::Check;
    }
    let year = as_of.year();
    let closed = match change {
        Change::Number { year: Some(of), .. } => *of < year,
        Change::Total { first, .. } => *first < year,
        _ => false,
    };
    match Day::new(year + 1, 1, 1) {
        Some(from) if closed => Earliest::NewYear { year, from },
        _ => Earliest::Effort,
    }
}

/// When a path can reach its target at the earliest.
#[must_use]
pub fn earliest(path: &Path, as_of: Day) -> Earliest {
    let mut all = Earliest::Check;
    for change in &path.changes {
        let one = change_earliest(change, path, as_of);
        all = match (all, one) {
            (Earliest::Check, other) | (other, Earliest::Check) => other,
            // A new fiscal year takes effort as well; the later day counts.
            (Earliest::NewYear { from, .. }, Earliest::On(day) | Earliest::NotBefore(day))
            | (Earliest::On(day) | Earliest::NotBefore(day), Earliest::NewYear { from, .. })
                if day > from =>
            {
                Earliest::NotBefore(day)
            }
            (new @ Earliest::NewYear { .. }, _) | (_, new @ Earliest::NewYear { .. }) => new,
            (Earliest::On(a), Earliest::On(b)) => Earliest::On(a.max(b)),
            (Earliest::On(a) | Earliest::NotBefore(a), Earliest::On(b) | Earliest::NotBefore(b)) => {
                Earliest::NotBefore(a.max(b))
            }
            (Earliest::On(day) | Earliest::NotBefore(day), Earliest::Effort)
            | (Earliest::Effort, Earliest::On(day) | Earliest::NotBefore(day)) => Earliest::NotBefore(day),
            (Earliest::Effort, Earliest::Effort) => Earliest::Effort,
        };
    }
    all
}

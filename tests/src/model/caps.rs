//! The grade of `tests/scores/caps`, worked out plainly from complete answers under one reading, with caps that limit and
//! caps that lower: nothing of the engine.

use ziping_base::calendar::Day;

/// The lowest outcome that there is has place 0.
pub const TOP: u8 = 5;

/// What a cap looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Yes to a question.
    Flagged,
    /// Fined less than a year ago.
    Fine,
    /// Fewer than eight people.
    Few,
    /// Not all points for size.
    NotFull,
    /// Rated bad.
    Bad,
    /// Something was hidden.
    Hiding,
}

/// All cases, in the order of the rule book.
pub const CASES: [Case; 6] = [Case::Flagged, Case::Fine, Case::Few, Case::NotFull, Case::Bad, Case::Hiding];

/// What a cap does while it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// At best this outcome.
    Limits(u8),
    /// So many outcomes lower.
    Lowers(u8),
}

/// Complete answers.
#[derive(Debug, Clone)]
pub struct Answers {
    /// Whole points that are typed, up to 60.
    pub typed: u8,
    /// People.
    pub staff: u8,
    /// A question.
    pub flag: bool,
    /// When it was fined; `None`: never.
    pub fined: Option<Day>,
    /// How it is rated.
    pub bad: bool,
    /// Whether something was hidden.
    pub hidden: bool,
    /// Whether a certificate was cancelled.
    pub void: bool,
}

impl Answers {
    const fn size(&self) -> u8 {
        match self.staff {
            10.. => 40,
            5..=9 => 20,
            _ => 0,
        }
    }

    /// Whether a case is there; `over`: a year is over on its corresponding day.
    #[must_use]
    pub fn is(&self, case: Case, as_of: Day, over: bool) -> bool {
        match case {
            Case::Flagged => self.flag,
            Case::Fine => self.fined.is_some_and(|on| {
                let year = on.plus_months(12);
                if over { as_of < year } else { as_of <= year }
            }),
            Case::Few => self.staff < 8,
            Case::NotFull => self.size() < 40,
            Case::Bad => self.bad,
            Case::Hiding => self.hidden,
        }
    }

    /// The outcome by points alone.
    #[must_use]
    pub const fn uncapped(&self) -> u8 {
        match self.typed + self.size() {
            90.. => 5,
            80..=89 => 4,
            70..=79 => 3,
            60..=69 => 2,
            50..=59 => 1,
            _ => 0,
        }
    }

    /// The worst and the best outcome with these caps: what lowers comes first, limits after it; a ground for cancelling
    /// leaves the lowest open.
    #[must_use]
    pub fn grade(&self, caps: &[(Case, Does)], as_of: Day, over: bool) -> (u8, u8) {
        let holding: Vec<Does> =
            caps.iter().filter(|(case, _)| self.is(*case, as_of, over)).map(|(_, does)| *does).collect();
        let mut grade = self.uncapped();
        for does in &holding {
            if let Does::Lowers(by) = does {
                grade = if *by > grade { 0 } else { grade - by };
            }
        }
        for does in &holding {
            if let Does::Limits(limit) = does
                && *limit < grade
            {
                grade = *limit;
            }
        }
        (if self.void { 0 } else { grade }, grade)
    }
}

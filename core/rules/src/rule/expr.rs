//! Compiled conditions.

use super::operators::Leaf;
use crate::fact::FactIx;
use serde::{Deserialize, Serialize};
use ziping_base::calendar::{Bounds, Day, Period, Window};

/// The id of a reading: of the language itself (`rolling`, `calendar_years`, …) or of a rule book.
pub type ReadingId = String;

/// A window's number in the list that all compiled conditions share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowIx(pub u16);

/// The windows used by all compiled conditions, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Windows(Vec<Window>);

impl Windows {
    /// The number of a window, adding it when it is new.
    pub fn intern(&mut self, window: Window) -> WindowIx {
        let index = self.0.iter().position(|known| *known == window).unwrap_or_else(|| {
            self.0.push(window);
            self.0.len() - 1
        });
        WindowIx(u16::try_from(index).unwrap_or(u16::MAX))
    }

    /// The window with a number.
    #[must_use]
    pub fn get(&self, ix: WindowIx) -> Option<Window> {
        self.0.get(usize::from(ix.0)).copied()
    }

    /// All windows as they stand on a day.
    #[must_use]
    pub fn at(&self, as_of: Day) -> Vec<Bounds> {
        self.0.iter().map(|window| Bounds::new(*window, as_of)).collect()
    }
}

/// What a number counts, which decides its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Pieces.
    Count,
    /// Fen.
    Money,
    /// Tenths of a point.
    Score,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `==`
    Equal,
    /// `!=`
    Different,
}

impl Comparison {
    /// As it is written.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
            Self::Equal => "==",
            Self::Different => "!=",
        }
    }

    /// With its sides exchanged.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::More => Self::Less,
            Self::AtLeast => Self::AtMost,
            Self::Equal => Self::Equal,
            Self::Different => Self::Different,
        }
    }

    /// Whether it is `>=` (true) or `<` (false); nothing where it is another.
    pub(super) const fn at_least_or_less(self) -> Option<bool> {
        match self {
            Self::AtLeast => Some(true),
            Self::Less => Some(false),
            Self::AtMost | Self::More | Self::Equal | Self::Different => None,
        }
    }

    /// The comparison that differs on the edge only.
    #[must_use]
    pub(super) const fn edge(self) -> Self {
        match self {
            Self::Less => Self::AtMost,
            Self::AtMost => Self::Less,
            Self::More => Self::AtLeast,
            Self::AtLeast => Self::More,
            Self::Equal => Self::Different,
            Self::Different => Self::Equal,
        }
    }

    /// The comparison that holds exactly when this one does not.
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::Less => Self::AtLeast,
            Self::AtMost => Self::More,
            Self::More => Self::AtMost,
            Self::AtLeast => Self::Less,
            Self::Equal => Self::Different,
            Self::Different => Self::Equal,
        }
    }
}

/// Where a value comes from: a fact of the sheet or a column of the row at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operand {
    /// A fact.
    Fact(FactIx),
    /// A column of the row at hand, by place; the table it belongs to.
    Column(FactIx, u16),
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Date {
    /// A given day.
    Literal(Day),
    /// The assessment date.
    Today,
    /// An answer.
    Answer(Operand),
}

/// Rows of a table, those that satisfy a condition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    /// The table.
    pub table: FactIx,
    /// What a row must satisfy.
    pub filter: Test,
}

/// What is worked out from rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quantity {
    /// How many rows.
    Count,
    /// How many different values (texts after trimming) of a column.
    Distinct(u16),
    /// The sum of a column.
    Total(u16),
    /// The mean of a column, rounded half up to its unit.
    Mean(u16),
    /// How many different values of the first column have at least so many different values of the second.
    Groups(u16, u16, u32),
}

/// A number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Number {
    /// A given number, in the unit of its kind.
    Literal(i64),
    /// An answer; the range its kind allows while it is open.
    Answer(Operand, i64, i64),
    /// The total of closed fiscal years before the assessment date's year.
    Sum(FactIx, u8, bool),
    /// The smallest of them.
    Least(FactIx, u8, bool),
    /// Worked out from rows.
    Rows(Box<Rows>, Quantity),
    /// A typed figure that a table, once filled, replaces.
    Derived {
        /// The typed figure.
        fact: FactIx,
        /// The table.
        table: FactIx,
        /// What is worked out from the table.
        worked_out: Box<Number>,
        /// The least that the typed figure can be.
        low: i64,
        /// The most that it can be.
        high: i64,
    },
    /// The sum of several.
    Plus(Vec<Number>),
}

/// A condition: what looks at answers, and how such conditions are put together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Test {
    /// Given.
    Constant(bool),
    /// It looks at answers itself.
    Leaf(Leaf),
    /// A bool that a table, once filled, replaces.
    Derived {
        /// The typed answer.
        fact: FactIx,
        /// The table.
        table: FactIx,
        /// What is worked out from the table.
        worked_out: Box<Test>,
    },
    /// At least so many hold.
    AtLeast(u16, Vec<Test>),
    /// Readings of one phrase; they must agree.
    Readings(Vec<(ReadingId, Test)>),
    /// Not.
    Not(Box<Test>),
    /// All.
    And(Vec<Test>),
    /// Any.
    Or(Vec<Test>),
}

impl Test {
    /// Calls `see` with each condition that it is put together of. Those on the rows of a table are not among them: they
    /// hold of a row and not of the organisation.
    pub(super) fn children<'t>(&'t self, see: &mut dyn FnMut(&'t Self)) {
        match self {
            Self::Constant(_) | Self::Leaf(_) => {}
            Self::Not(inner) | Self::Derived { worked_out: inner, .. } => see(inner),
            Self::And(parts) | Self::Or(parts) | Self::AtLeast(_, parts) => parts.iter().for_each(see),
            Self::Readings(readings) => readings.iter().for_each(|(_, part)| see(part)),
        }
    }

    /// The same, to change them.
    pub(super) fn children_mut(&mut self, see: &mut dyn FnMut(&mut Self)) {
        match self {
            Self::Constant(_) | Self::Leaf(_) => {}
            Self::Not(inner) | Self::Derived { worked_out: inner, .. } => see(inner),
            Self::And(parts) | Self::Or(parts) | Self::AtLeast(_, parts) => parts.iter_mut().for_each(see),
            Self::Readings(readings) => readings.iter_mut().for_each(|(_, part)| see(part)),
        }
    }
}

/// Ids of the readings built into the language.
pub mod built_in {
    /// 近N年 counted forward from the event.
    pub const ROLLING: &str = "rolling";
    /// 近N年 as calendar years.
    pub const CALENDAR_YEARS: &str = "calendar_years";
    /// Whether a period is over on its corresponding day.
    pub const CORRESPONDING_DAY: &str = "corresponding_day";
    /// Complete fiscal years only.
    pub const COMPLETE_YEARS: &str = "complete_years";
    /// The founding part-year counts.
    pub const PART_YEAR_COUNTS: &str = "part_year_counts";
    /// A total between bands belongs to the lower.
    pub const LOWER_BAND: &str = "lower_band";
    /// A total between bands is rounded half up.
    pub const ROUNDED: &str = "rounded";
    /// The lowest aspect decides.
    pub const LOWEST_ASPECT: &str = "lowest_aspect";
    /// Aspects are weighed.
    pub const WEIGHED: &str = "weighed";
    /// Where rows of a table of points overlap, the one with fewer points.
    pub const LOWER_POINTS: &str = "lower_points";
    /// Where rows of a table of points overlap, the one with more points.
    pub const HIGHER_POINTS: &str = "higher_points";
    /// A step that has begun counts.
    pub const STARTED_STEP: &str = "started_step";
    /// Only full steps count.
    pub const FULL_STEP: &str = "full_step";
    /// All of them.
    pub const ALL: [&str; 13] = [
        ROLLING,
        CALENDAR_YEARS,
        CORRESPONDING_DAY,
        COMPLETE_YEARS,
        PART_YEAR_COUNTS,
        LOWER_BAND,
        ROUNDED,
        LOWEST_ASPECT,
        WEIGHED,
        LOWER_POINTS,
        HIGHER_POINTS,
        STARTED_STEP,
        FULL_STEP,
    ];
}

/// Used where a period is compared with the time since a day.
#[must_use]
pub const fn plain(period: Period) -> Window {
    Window { period, recent: false }
}

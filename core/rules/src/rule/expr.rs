//! Compiled conditions.

use super::score::Worked;
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
    /// A typed figure that a table, once filled, replaces: the fact, the table, the figure worked out, and the
    /// range its kind allows.
    Derived(FactIx, FactIx, Box<Number>, i64, i64),
    /// The sum of several.
    Plus(Vec<Number>),
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Test {
    /// Given.
    Constant(bool),
    /// A bool answer.
    Answer(Operand),
    /// A bool that a table, once filled, replaces: the fact, the table, what is worked out.
    Derived(FactIx, FactIx, Box<Test>),
    /// A choice is one of these options (bit by index); and whether it was compared by order.
    OneOf(FactIx, u64, bool),
    /// A set holds any of these options.
    AnyOf(FactIx, u64),
    /// A set holds all of these options.
    AllOf(FactIx, u64),
    /// A set is empty.
    Empty(FactIx),
    /// Two numbers of one unit compare.
    Compare(Number, Comparison, Number, Unit),
    /// A share compares with a fraction: part, whole, comparison, numerator and denominator of the fraction.
    Share(Number, Number, Comparison, i64, i64),
    /// It last happened within the window.
    Within(Operand, WindowIx),
    /// It has happened.
    Ever(Operand),
    /// The last of the first is earlier than the last of the second.
    Before(Operand, Operand),
    /// The time passed since a day compares with a period (`true`: at least so long; `false`: less).
    Since(Operand, WindowIx, bool),
    /// Full fiscal years since a day, at least so many (`true`) or fewer (`false`).
    FiscalYears(FactIx, u8, bool),
    /// Two days compare.
    Days(Date, Comparison, Date),
    /// Every year that both have: the first at most the second.
    EachYear(FactIx, Comparison, FactIx),
    /// A text is a valid unified social credit identifier.
    Uscc(FactIx),
    /// Nothing is answered there: of a cell, that it is blank.
    Blank(Operand),
    /// Two number expressions compare.
    Worked(Box<Worked>),
    /// A span from start to end touches the window.
    Ran(Operand, Operand, WindowIx),
    /// Some row satisfies.
    Some(Box<Rows>),
    /// Every row that satisfies the first satisfies the second.
    Every(Box<Rows>, Box<Test>),
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

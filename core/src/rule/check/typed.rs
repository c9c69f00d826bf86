//! What the parts of a condition are.

use crate::calendar::Period;
use crate::fact::FactIx;
use crate::rule::expr::{Date, Number, Operand, Test, Unit};

/// A part with its type.
pub(super) enum Typed {
    Test(Test),
    Number(Number, Unit),
    /// A bare number whose unit the other side decides.
    Bare(String),
    Share(Number, Number),
    Percent(i64, i64),
    Choice(FactIx),
    Several(FactIx),
    Yearly(FactIx),
    Table(FactIx),
    Date(Date),
    Event(Operand),
    Text(Operand),
    Elapsed(Operand),
    FullYears(FactIx),
    Duration(Period),
    Recent(Period),
    Years(u8),
    Option(String),
}

impl Typed {
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Test(_) => "a condition",
            Self::Number(_, Unit::Count) => "a count",
            Self::Number(_, Unit::Money) => "an amount of money",
            Self::Number(_, Unit::Score) => "points",
            Self::Bare(_) => "a bare number",
            Self::Share(..) => "a share",
            Self::Percent(..) => "a percentage",
            Self::Choice(_) => "a choice",
            Self::Several(_) => "a set of choices",
            Self::Yearly(_) => "money by fiscal year",
            Self::Table(_) => "a table",
            Self::Date(_) => "a date",
            Self::Event(_) => "an occurrence",
            Self::Text(_) => "a text",
            Self::Elapsed(_) => "the time since a date",
            Self::FullYears(_) => "a number of full fiscal years",
            Self::Duration(_) | Self::Recent(_) => "a period",
            Self::Years(_) => "a number of fiscal years",
            Self::Option(_) => "an option",
        }
    }
}

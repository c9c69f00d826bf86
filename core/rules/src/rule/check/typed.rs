//! What the parts of a condition are.

use crate::fact::FactIx;
use crate::rule::expr::{Date, Number, Operand, Test, Unit};
use crate::rule::score::{Shown, Value};
use ziping_base::calendar::Period;
use ziping_base::diag::Said;
use ziping_base::say;

/// A part with its type.
pub(in crate::rule) enum Typed {
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
    /// A number expression, and how it is shown.
    Value(Value, Shown),
}

impl Typed {
    pub(in crate::rule) fn name(&self) -> Said {
        match self {
            Self::Test(_) => say!("a condition", "条件"),
            Self::Number(_, Unit::Count) => say!("a count", "个数"),
            Self::Number(_, Unit::Money) => say!("an amount of money", "金额"),
            Self::Number(_, Unit::Score) => say!("points", "分数"),
            Self::Bare(_) => say!("a bare number", "不带单位的数"),
            Self::Share(..) => say!("a share", "占比"),
            Self::Percent(..) => say!("a percentage", "百分数"),
            Self::Choice(_) => say!("a choice", "单选"),
            Self::Several(_) => say!("a set of choices", "多选"),
            Self::Yearly(_) => say!("money by fiscal year", "按会计年度的金额"),
            Self::Table(_) => say!("a table", "表格"),
            Self::Date(_) => say!("a date", "日期"),
            Self::Event(_) => say!("an occurrence", "事件（发生过没有）"),
            Self::Text(_) => say!("a text", "文字"),
            Self::Elapsed(_) => say!("the time since a date", "距某日的时长"),
            Self::FullYears(_) => say!("a number of full fiscal years", "完整会计年度的个数"),
            Self::Duration(_) | Self::Recent(_) => say!("a period", "时长"),
            Self::Years(_) => say!("a number of fiscal years", "会计年度的个数"),
            Self::Option(_) => say!("an option", "选项"),
            Self::Value(_, Shown::Money) => say!("an amount worked out", "算出的金额"),
            Self::Value(..) => say!("a number worked out", "算出的数"),
        }
    }
}

//! Why a typed text is no answer, in words, with what to do.

use crate::fact::format_fixed;
use ziping_base::calendar::Day;
use ziping_base::diag::Said;
use ziping_base::say;

/// Why a text cannot be an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Not a number at all; readers of a kind say it of that kind.
    NotNumber,
    /// Not an amount.
    NotMoney,
    /// Not a whole number.
    NotCount,
    /// Not points with at most one decimal.
    NotPoints,
    /// A comma or a space stands where no group of three or four digits begins.
    Grouping,
    /// More than one number, as of a row or column of a spreadsheet.
    Several,
    /// A place or a unit is left out that decides how much it is.
    Unclear,
    /// An amount in another currency.
    Currency,
    /// A spreadsheet's short form, whose last digits are lost.
    Rounded,
    /// Finer than a fen.
    TooFine,
    /// 10¹⁵ yuan or more.
    TooLarge,
    /// Below 0 where that cannot be.
    Negative,
    /// Above this many tenths of a point.
    AboveMax(i64),
    /// The low end of a range is above its high end.
    Reversed,
    /// Not a day.
    NotDate,
    /// Spelt like a day that there is not.
    NoSuchDay,
    /// A year or a month.
    NoDay,
    /// The year has two digits.
    ShortYear,
    /// The year comes last: which is the month cannot be known.
    YearLast,
    /// Outside 1800–2199.
    YearOutside,
    /// The weekday is another.
    Weekday,
    /// The number by which spreadsheets count this day.
    Serial(Day),
    /// Not one of the words of a yes-or-no cell.
    NotYesOrNo,
    /// Not one of the answers to choose from.
    NotOption,
    /// Neither a day nor one of the words for when something last happened.
    NotOccurrence,
    /// A text that no answer file holds.
    TooLong,
}

impl Fault {
    /// In words, with what to do.
    #[must_use]
    pub fn say(self) -> Said {
        match self {
            Self::NotNumber => say!("not a number", "不是数"),
            Self::NotMoney => say!(
                "this is not an amount; write 1200万, 1.2亿 or 12,000,000",
                "不像金额，可以写 1200万、1.2亿、两千万或 12,000,000"
            ),
            Self::NotCount => say!("write a whole number, such as 50", "请填整数，如 50"),
            Self::NotPoints => say!(
                "write points with at most one decimal, such as 11.5, or a range such as 14–16",
                "请填分数，最多一位小数，如 11.5；拿不准可填 14–16"
            ),
            Self::Grouping => say!(
                "commas divide digits in groups of three or four only: 1,234,567; write a decimal as 1.5 and two ends of a range as 120–130",
                "逗号只用来分节，每节三位或四位，如 1,234,567；小数写成 1.5，区间写成 120–130"
            ),
            Self::Several => say!(
                "one number goes in here, and these are several; from a row or column of a spreadsheet copy one cell at a time",
                "这里只填一个数，现在有好几个；从表格里复制的，请一格一格地复制"
            ),
            Self::Unclear => say!(
                "it can be read in two ways; write the number in full or its unit at each number, such as 2.5万, 50–80万 or 5千元–8千万元",
                "有两种读法，请写全数字，或给每个数都写上单位，如 2.5万、50–80万、5千元–8千万元"
            ),
            Self::Currency => say!("amounts are in yuan; convert it first", "金额以人民币计，请换算后再填"),
            Self::Rounded => say!(
                "the spreadsheet has cut this number short; show the cell as a number, then copy it again",
                "表格软件把这个数显示成了近似值，请把单元格格式改成“数值”后重新复制"
            ),
            Self::TooFine => say!("an amount is exact to the fen, 0.01 元", "金额最细到分（0.01 元）"),
            Self::TooLarge => say!("the amount is too large; check the unit", "金额过大，请核对单位"),
            Self::Negative => say!("it cannot be below 0", "不能小于 0"),
            Self::AboveMax(max) => {
                say!("it cannot be above {max}", "不能大于 {max}", max = format_fixed(max, 1))
            }
            Self::Reversed => say!(
                "the first end of a range cannot be above the second; a unit at the end holds for both unless the first has its own",
                "区间的前一个数应不大于后一个数；末尾的单位两个数都适用，前一个数另有单位的请写上"
            ),
            Self::NotDate => say!(
                "this is not a day; write it as 2024-03-01 or 2024年3月1日",
                "不像日期，可以写 2024-03-01 或 2024年3月1日"
            ),
            Self::NoSuchDay => say!("there is no such day", "没有这一天"),
            Self::NoDay => say!("the day is missing; write it as 2024-03-01", "请写到哪一日，如 2024-03-01"),
            Self::ShortYear => say!("write the year with four digits, such as 2024", "年份请写四位，如 2024"),
            Self::YearLast => say!("write the year first, such as 2024-03-01", "请把年份写在前面，如 2024-03-01"),
            Self::YearOutside => say!("the year is outside 1800–2199", "年份不在 1800 到 2199 之间"),
            Self::Weekday => say!("the weekday does not fit the date", "星期与日期对不上"),
            Self::Serial(day) => say!(
                "a spreadsheet counts {day} with this number; if that is meant, write the day",
                "这是表格软件里 {day} 的序号；如果就是这一天，请写成日期"
            ),
            Self::TooLong => {
                say!("a text may have {n} characters", "文字最多 {n} 字", n = crate::fact::MAX_TEXT)
            }
            Self::NotOption => say!("it is not one of the answers to choose from", "不是列表里的选项，请从列表里选"),
            Self::NotOccurrence => say!(
                "write never, the last day such as 2026-03-01, “day unknown” or “ongoing”",
                "请填“从未”、最近一次的日期（如 2026-03-01）、“有，日期不详”或“正在持续”"
            ),
            Self::NotYesOrNo => say!("write yes or no", "请写“是”或“否”"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_names_the_day_and_a_bound_its_number() {
        assert!(Fault::Serial(Day::EARLIEST).say().zh.contains("1800-01-01"));
        assert_eq!(Fault::AboveMax(115).say().en, "it cannot be above 11.5");
    }
}

//! Numbers and ranges of numbers. A unit at the end of a range holds for both ends unless the first has its own.

use super::line::narrowed;
use super::number::{Typed, typed};
use super::numeral::Form;
use super::{Fault, Unit};
use crate::fact::{Kind, Range};

/// Reads a number of a kind, or a range of two: `1200万`, `100-200万`, `14–16`; nothing typed is no answer.
///
/// # Errors
/// Why the text is no number of this kind.
pub fn read_number(kind: &Kind, text: &str) -> Result<Option<Range>, Fault> {
    read_number_in(kind, Unit::YUAN, text)
}

/// The same where amounts that name no unit of their own are in one, as in a column headed `合同额（万元）`.
///
/// # Errors
/// Why the text is no number of this kind.
pub fn read_number_in(kind: &Kind, unit: Unit, text: &str) -> Result<Option<Range>, Fault> {
    let text = narrowed(text);
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    read_one(kind, unit, text)
        .map(Some)
        .map_err(|fault| if is_several(kind, unit, text) { Fault::Several } else { fault })
}

/// Whether a text that is no number is several, with blanks between them.
fn is_several(kind: &Kind, unit: Unit, text: &str) -> bool {
    let parts = || text.split_whitespace();
    parts().nth(1).is_some() && parts().all(|part| read_one(kind, unit, part).is_ok())
}

/// Reads a number or a range, in half width.
fn read_one(kind: &Kind, unit: Unit, text: &str) -> Result<Range, Fault> {
    let is_money = matches!(kind, Kind::Money { .. } | Kind::Yearly { .. });
    let unit = if is_money { unit } else { Unit::default() };
    let text = text.strip_suffix("之间").unwrap_or(text).trim_end();
    let Some((low, high)) = ends(text) else {
        return units(kind, &typed(kind, text)?, unit, unit).map(Range::exactly);
    };
    let (low, high) = (typed(kind, low)?, typed(kind, high)?);
    let shared = shared(&low, &high, unit)?;
    let (low, high) = (units(kind, &low, shared, unit)?, units(kind, &high, unit, unit)?);
    if low > high { Err(Fault::Reversed) } else { Ok(Range { low, high }) }
}

/// The two ends of a range. A minus sign in front of a number belongs to it; behind one it divides the ends.
fn ends(text: &str) -> Option<(&str, &str)> {
    let (mut depth, mut number) = (0_u32, false);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '-' | '~' | '至' | '到' if depth == 0 && number => {
                return Some((text.get(..at)?, text.get(at + c.len_utf8()..)?));
            }
            '-' | '~' | '至' | '到' | ' ' | '¥' => {}
            _ => number = true,
        }
    }
    None
}

/// The unit that holds for a bare low end: that of the high end, or that of the heading.
fn shared(low: &Typed, high: &Typed, heading: Unit) -> Result<Unit, Fault> {
    if low.numeral.form != Form::Bare {
        // `5千-8千万`: whether 万 holds for the 5千 too cannot be known.
        let large = matches!(high.numeral.form, Form::Scaled(_) | Form::Composite);
        let small = matches!(low.numeral.form, Form::Small(_)) && !low.yuan;
        return if small && large { Err(Fault::Unclear) } else { Ok(heading) };
    }
    match high.numeral.form {
        _ if low.yuan => Ok(Unit::YUAN),
        Form::Scaled(unit) | Form::Small(Some(unit)) => Ok(unit),
        Form::Bare if high.yuan => Ok(Unit::YUAN),
        Form::Bare => Ok(heading),
        Form::Small(None) | Form::Composite => Err(Fault::Unclear),
    }
}

/// A number in the units of its kind. `unit` holds for it if it is bare; `heading` is that of its column.
fn units(kind: &Kind, typed: &Typed, unit: Unit, heading: Unit) -> Result<i64, Fault> {
    let value = match typed.numeral.form {
        Form::Bare if typed.yuan => typed.numeral.value,
        Form::Bare => typed.numeral.value.times(unit.zeros()).ok_or(Fault::TooLarge)?,
        // `5千` under 万元: five thousand, or five thousand 万?
        Form::Small(_) if heading != Unit::YUAN && !typed.yuan => return Err(Fault::Unclear),
        Form::Scaled(_) | Form::Small(_) | Form::Composite => typed.numeral.value,
    };
    let value = value.plus(typed.small).ok_or(Fault::TooLarge)?;
    let units = value.units(kind.places()).map_err(|fault| match (fault, kind.places()) {
        (Fault::TooFine, 0) => Fault::NotCount,
        (Fault::TooFine, 1) => Fault::NotPoints,
        (fault, _) => fault,
    })?;
    let units = if typed.negative { -units } else { units };
    let bounds = kind.bounds();
    if units < bounds.low {
        return Err(Fault::Negative);
    }
    if units > bounds.high {
        return Err(Fault::AboveMax(bounds.high));
    }
    Ok(units)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONEY: Kind = Kind::Money { signed: false };
    const PROFIT: Kind = Kind::Money { signed: true };
    const POINTS: Kind = Kind::Score { max: 240 };

    fn exact(units: i64) -> Result<Option<Range>, Fault> {
        Ok(Some(Range::exactly(units)))
    }

    fn yuan(low: i64, high: i64) -> Result<Option<Range>, Fault> {
        Ok(Some(Range { low: low * 100, high: high * 100 }))
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, whole) in [
            ("1200万", 12_000_000),
            ("1.2亿元", 120_000_000),
            ("12,000,000", 12_000_000),
            ("1200,0000元", 12_000_000),
            ("￥５０００", 5_000),
            ("¥ 5,000.00", 5_000),
            ("人民币2000万元整", 20_000_000),
            ("RMB 1,000", 1_000),
            ("1000 CNY", 1_000),
            ("两千万", 20_000_000),
            ("一亿二千万元", 120_000_000),
            ("贰仟万圆正", 20_000_000),
            ("2000万整", 20_000_000),
            ("0", 0),
            ("0.00", 0),
        ] {
            assert_eq!(read_number(&MONEY, text), exact(whole * 100), "{text}");
        }
        assert_eq!(read_number(&MONEY, "12元5角"), exact(1_250));
        assert_eq!(read_number(&MONEY, "壹佰元零叁分"), exact(10_003));
        assert_eq!(read_number(&MONEY, "1.23456万"), exact(1_234_560));
        assert_eq!(read_number(&MONEY, " "), Ok(None));
    }

    #[test]
    fn a_negative_amount_has_a_sign_or_stands_in_brackets_where_there_can_be_one() {
        for (text, fen) in [
            ("-30万", -30_000_000),
            ("−30万", -30_000_000),
            ("－３０万", -30_000_000),
            ("负30万元", -30_000_000),
            ("(1,234.56)", -123_456),
            ("（80万）", -80_000_000),
            ("(¥5)", -500),
            ("¥-5", -500),
            ("-¥5", -500),
        ] {
            assert_eq!(read_number(&PROFIT, text), exact(fen), "{text}");
            assert_eq!(read_number(&MONEY, text), Err(Fault::Negative), "{text}");
        }
        assert_eq!(read_number(&MONEY, "(0)"), exact(0));
        assert_eq!(read_number(&PROFIT, "(-5)"), Err(Fault::NotMoney));
        assert_eq!(read_number(&PROFIT, "--5"), Err(Fault::NotMoney));
        assert_eq!(read_number(&Kind::Count, "(3)"), Err(Fault::Negative));
    }

    #[test]
    fn a_unit_at_the_end_holds_for_both_ends_unless_the_first_has_its_own() {
        for (text, low, high) in [
            ("100-200万", 1_000_000, 2_000_000),
            ("3000-5000万元", 30_000_000, 50_000_000),
            ("1~1.5亿", 100_000_000, 150_000_000),
            ("5–8百万", 5_000_000, 8_000_000),
            ("3-5千元", 3_000, 5_000),
            ("二-三十万", 200_000, 300_000),
            ("三到五百万", 3_000_000, 5_000_000),
            ("100万-200万", 1_000_000, 2_000_000),
            ("80万至1亿", 800_000, 100_000_000),
            ("5000元-1万元", 5_000, 10_000),
            ("¥5000-1万", 5_000, 10_000),
            ("5千元-8千万元", 5_000, 80_000_000),
            ("1亿2千万—1亿5千万", 120_000_000, 150_000_000),
            ("100——200万之间", 1_000_000, 2_000_000),
            ("100-200", 100, 200),
            ("100-200元", 100, 200),
            ("1,000-2,000", 1_000, 2_000),
        ] {
            assert_eq!(read_number(&MONEY, text), yuan(low, high), "{text}");
        }
        assert_eq!(read_number(&PROFIT, "-5--2万"), yuan(-50_000, -20_000));
        assert_eq!(read_number(&PROFIT, "(5万)-2万"), yuan(-50_000, 20_000));
    }

    #[test]
    fn whether_a_unit_holds_for_the_first_end_is_asked_back_where_it_cannot_be_known() {
        for text in ["5千-8千万", "二十-三十万", "1-1亿5千万", "十-二十万"] {
            assert_eq!(read_number(&MONEY, text), Err(Fault::Unclear), "{text}");
        }
        assert_eq!(read_number(&MONEY, "5000-1万"), Err(Fault::Reversed), "5000万 to 1万");
    }

    #[test]
    fn a_heading_s_unit_is_that_of_numbers_without_one() {
        let read = |text: &str| read_number_in(&MONEY, Unit::WAN, text);
        assert_eq!(read("1500"), yuan(15_000_000, 15_000_000));
        assert_eq!(read("14–16"), yuan(140_000, 160_000));
        assert_eq!(read("100-200元"), yuan(100, 200));
        assert_eq!(read("100万-200"), yuan(1_000_000, 2_000_000));
        assert_eq!(read("3000元"), yuan(3_000, 3_000));
        assert_eq!(read("1亿"), yuan(100_000_000, 100_000_000));
        assert_eq!(read("1-2亿"), yuan(100_000_000, 200_000_000));
        assert_eq!(read("5千"), Err(Fault::Unclear));
        assert_eq!(read("5千元"), yuan(5_000, 5_000));
        assert_eq!(read_number_in(&Kind::Count, Unit::WAN, "3"), exact(3), "people are not counted in yuan");
    }

    #[test]
    fn points_and_counts_take_what_they_count_behind_them() {
        for text in ["11.5", "１１．５", "11.5分", "11.50"] {
            assert_eq!(read_number(&POINTS, text), exact(115), "{text}");
        }
        for text in ["14-16", "14–16", "14 ~ 16", "14至16", "14分-16分", "14—16"] {
            assert_eq!(read_number(&POINTS, text), Ok(Some(Range { low: 140, high: 160 })), "{text}");
        }
        assert_eq!(read_number(&POINTS, "24"), exact(240), "the maximum itself is allowed");
        for text in ["1,200", "1200人", "1 200 名", "一千二百", "0.12万"] {
            assert_eq!(read_number(&Kind::Count, text), exact(1_200), "{text}");
        }
        assert_eq!(read_number(&Kind::Count, "50-60人"), Ok(Some(Range { low: 50, high: 60 })));
        assert_eq!(read_number(&Kind::Count, "3-5万人"), Ok(Some(Range { low: 30_000, high: 50_000 })));
    }

    #[test]
    fn a_refused_number_says_why() {
        for (kind, text, fault) in [
            (MONEY, "很多", Fault::NotMoney),
            (MONEY, "100万以上", Fault::NotMoney),
            (MONEY, "1,5万", Fault::Grouping),
            (MONEY, "120，130万", Fault::Grouping),
            (MONEY, "1,23", Fault::Grouping),
            (MONEY, "100万美元", Fault::Currency),
            (MONEY, "$100", Fault::Currency),
            (MONEY, "1.2E+07", Fault::Rounded),
            (MONEY, "1.005", Fault::TooFine),
            (MONEY, "1.2345678万", Fault::TooFine),
            (MONEY, "9999999万亿", Fault::TooLarge),
            (MONEY, "1元5万", Fault::NotMoney),
            (POINTS, "24.1", Fault::AboveMax(240)),
            (POINTS, "11.55", Fault::NotPoints),
            (POINTS, "85%", Fault::NotPoints),
            (POINTS, "16–14", Fault::Reversed),
            (Kind::Count, "1.5", Fault::NotCount),
            (Kind::Count, "12 %", Fault::NotCount),
            (Kind::Count, "3年", Fault::NotCount),
            (Kind::Count, "1,2", Fault::Grouping),
            (MONEY, "30000000 28000000 26000000", Fault::Several),
            (MONEY, "3,000万\t2800-2900万\t2600", Fault::Several),
            (Kind::Count, "50 60", Fault::Several),
        ] {
            assert_eq!(read_number(&kind, text), Err(fault), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_range_is_the_range_of_its_ends_whichever_unit_they_share(
            low in 0_i64..10_000, more in 0_i64..10_000, unit in 0_usize..5, dash in 0_usize..6,
        ) {
            let (unit, zeros) = [("", 0), ("千元", 3), ("万", 4), ("百万元", 6), ("亿", 8)][unit];
            let dash = ["-", "–", "~", "～", "至", "——"][dash];
            let high = low + more;
            let power = 10_i64.pow(zeros) * 100;
            let expected = Ok(Some(Range { low: low * power, high: high * power }));
            proptest::prop_assert_eq!(read_number(&MONEY, &format!("{low}{dash}{high}{unit}")), expected);
            proptest::prop_assert_eq!(read_number(&MONEY, &format!("{low}{unit}{dash}{high}{unit}")), expected);
        }

        #[test]
        fn no_text_breaks_the_reader(text in "[-0-9,.，（）()~至¥元万亿千一二两十角分整人民币 ]{0,14}") {
            for kind in [MONEY, PROFIT, POINTS, Kind::Count] {
                if let Ok(Some(range)) = read_number(&kind, &text) {
                    proptest::prop_assert!(range.low <= range.high);
                    proptest::prop_assert!(kind.bounds().low <= range.low && range.high <= kind.bounds().high);
                }
            }
        }
    }
}

//! Numbers in digits, in Chinese numerals, and in both at once: `1200万`, `一亿二千万`, `贰仟万`, `1亿2千万`, `一点五亿`.

use super::decimal::Decimal;
use super::{Fault, Unit};

/// A number and how it is written, which decides what a unit behind it does to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) value: Decimal,
    pub(super) form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits, or one Chinese digit: a unit elsewhere may hold for it.
    Bare,
    /// One number in front of a unit: `1.5亿`, `5百万`. The unit may hold for another number.
    Scaled(Unit),
    /// With units below 万 only, and the unit where there is one number: `5千`, `二十五`. Whether a larger unit elsewhere
    /// holds for it too is not said.
    Small(Option<Unit>),
    /// More than one number: `1亿2千万`.
    Composite,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Number {
        value: Decimal,
        /// How many digits it is written with; Chinese ones have one.
        digits: usize,
        chinese: bool,
    },
    /// 零 between places.
    Zero,
    /// 十, 百, 千: so many zeros.
    Small(u32),
    Wan,
    Yi,
}

/// Reads a number that is not negative, in half width.
pub(super) fn numeral(text: &str) -> Result<Numeral, Fault> {
    let tokens = tokens(text)?;
    let value = whole(&tokens)?;
    let numbers = tokens.iter().filter(|token| matches!(token, Token::Number { .. } | Token::Zero)).count();
    let large = tokens.iter().any(|token| matches!(token, Token::Wan | Token::Yi));
    let small = tokens.iter().any(|token| matches!(token, Token::Small(_)));
    let begins = !matches!(tokens.first(), Some(Token::Small(_)));
    let form = match (numbers, large, small) {
        (1, false, true) if begins => Form::Small(Some(unit_of(&tokens))),
        (_, false, true) => Form::Small(None),
        (1, true, _) if begins => Form::Scaled(unit_of(&tokens)),
        (1, false, false) => Form::Bare,
        _ => Form::Composite,
    };
    Ok(Numeral { value, form })
}

/// The units of a number that has nothing else behind it.
fn unit_of(tokens: &[Token]) -> Unit {
    let zeros = tokens.iter().map(|token| match token {
        Token::Number { .. } | Token::Zero => 0,
        Token::Small(zeros) => *zeros,
        Token::Wan => 4,
        Token::Yi => 8,
    });
    Unit::of_zeros(zeros.sum())
}

/// What a decimal is written with, and what is mistaken for it.
const fn in_decimal(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '_' | '，' | '、')
}

fn tokens(text: &str) -> Result<Vec<Token>, Fault> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        if in_decimal(c) {
            let end = rest.find(|c| !in_decimal(c) && c != ' ').unwrap_or(rest.len());
            let (number, behind) = rest.split_at(end);
            let number = number.trim_end();
            tokens.push(Token::Number {
                value: Decimal::of(number)?,
                digits: number.bytes().filter(u8::is_ascii_digit).count(),
                chinese: false,
            });
            rest = behind;
            continue;
        }
        if let Some(digit) = digit(c) {
            let (fraction, behind) = match after.strip_prefix(['点', '點']) {
                Some(behind) => behind.split_at(behind.find(|c| self::digit(c).is_none()).unwrap_or(behind.len())),
                None => ("", after),
            };
            if fraction.is_empty() && behind.len() != after.len() {
                return Err(Fault::NotNumber);
            }
            let mut value = Decimal::whole(digit);
            for digit in fraction.chars().filter_map(self::digit) {
                let digits = value.digits.checked_mul(10).and_then(|digits| digits.checked_add(digit));
                value = Decimal { digits: digits.ok_or(Fault::TooFine)?, places: value.places + 1 };
            }
            tokens.push(if digit == 0 && fraction.is_empty() {
                Token::Zero
            } else {
                Token::Number { value, digits: 1, chinese: true }
            });
            rest = behind;
            continue;
        }
        tokens.push(match c {
            '十' | '拾' => Token::Small(1),
            '百' | '佰' => Token::Small(2),
            '千' | '仟' => Token::Small(3),
            '万' | '萬' | 'w' | 'W' => Token::Wan,
            '亿' | '億' => Token::Yi,
            ' ' => {
                rest = after;
                continue;
            }
            _ => return Err(Fault::NotNumber),
        });
        rest = after;
    }
    Ok(tokens)
}

/// The value of a Chinese digit.
fn digit(c: char) -> Option<i128> {
    let digits = ["零〇○", "一壹", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"];
    digits.iter().position(|spelt| spelt.contains(c)).and_then(|digit| i128::try_from(digit).ok())
}

/// A number with 亿 in it: so many 亿, and what is below one of them.
fn whole(tokens: &[Token]) -> Result<Decimal, Fault> {
    match tokens.iter().rposition(|token| *token == Token::Yi) {
        None => below_yi(tokens),
        Some(at) => {
            let (high, low) = (tokens.get(..at).unwrap_or_default(), tokens.get(at + 1..).unwrap_or_default());
            joined(below_yi(high)?, 8, low, below_yi)
        }
    }
}

fn below_yi(tokens: &[Token]) -> Result<Decimal, Fault> {
    match tokens.iter().rposition(|token| *token == Token::Wan) {
        None => below_wan(tokens),
        Some(at) => {
            let (high, low) = (tokens.get(..at).unwrap_or_default(), tokens.get(at + 1..).unwrap_or_default());
            joined(below_wan_alone(high)?, 4, low, below_wan)
        }
    }
}

/// `high` × 10^`zeros` and what follows, which is below that.
fn joined(
    high: Decimal,
    zeros: u32,
    low: &[Token],
    read: fn(&[Token]) -> Result<Decimal, Fault>,
) -> Result<Decimal, Fault> {
    let sum = |low: Decimal| high.times(zeros).and_then(|high| high.plus(low)).ok_or(Fault::TooLarge);
    let (zero, rest) = match low {
        [Token::Zero, rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    if rest.is_empty() {
        return if zero { Err(Fault::NotNumber) } else { sum(Decimal::ZERO) };
    }
    if high.places > 0 {
        return Err(Fault::NotNumber);
    }
    // `1亿5` and `两万五` leave open which place the last digit has, unless all places are there.
    if let [Token::Number { digits, .. }] = rest
        && !zero
        && *digits != zeros as usize
    {
        return Err(Fault::Unclear);
    }
    let low = read(rest)?;
    if low.is_below(zeros) { sum(low) } else { Err(Fault::NotNumber) }
}

/// What stands in front of 万: as below 万, or any number in digits, or one with 十, 百 or 千 behind it.
fn below_wan_alone(tokens: &[Token]) -> Result<Decimal, Fault> {
    match tokens {
        [Token::Number { value, .. }] => Ok(*value),
        [Token::Number { value, chinese: false, .. }, Token::Small(zeros)] => {
            value.times(*zeros).ok_or(Fault::TooLarge)
        }
        tokens => below_wan(tokens),
    }
}

/// Thousands, hundreds, tens and ones, each at most once and in this order.
fn below_wan(tokens: &[Token]) -> Result<Decimal, Fault> {
    match tokens {
        [] => return Err(Fault::NotNumber),
        [Token::Zero] => return Ok(Decimal::ZERO),
        [Token::Number { value, .. }] => return Ok(*value),
        // `120千元`, `5.5千`.
        [Token::Number { value, chinese: false, .. }, Token::Small(3)] => return value.times(3).ok_or(Fault::TooLarge),
        _ => {}
    }
    let (mut sum, mut pending, mut zero, mut place) = (Decimal::ZERO, None, false, 4);
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Number { value, .. } if pending.is_none() && value.places == 0 && value.is_below(1) => {
                pending = Some(*value);
            }
            Token::Zero if pending.is_none() && !zero && at > 0 => zero = true,
            Token::Small(zeros) if *zeros < place => {
                // 十五 is 一十五.
                let ten = (at == 0 && *zeros == 1).then_some(Decimal::whole(1));
                let term = pending.take().or(ten).and_then(|value| value.times(*zeros)).ok_or(Fault::NotNumber)?;
                sum = sum.plus(term).ok_or(Fault::TooLarge)?;
                (place, zero) = (*zeros, false);
            }
            Token::Number { .. } | Token::Zero | Token::Small(_) | Token::Wan | Token::Yi => {
                return Err(Fault::NotNumber);
            }
        }
    }
    match pending {
        // `五千三` is 5300 to some and 5003 to others.
        Some(_) if place > 1 && !zero => Err(Fault::Unclear),
        Some(ones) => sum.plus(ones).ok_or(Fault::TooLarge),
        None if zero => Err(Fault::NotNumber),
        None => Ok(sum),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<i64, Fault> {
        numeral(text).and_then(|read| read.value.units(0))
    }

    #[test]
    fn chinese_numerals_are_read_as_they_are_said() {
        for (text, whole) in [
            ("零", 0),
            ("两", 2),
            ("十", 10),
            ("十五", 15),
            ("二十", 20),
            ("一百零五", 105),
            ("一百一十", 110),
            ("三千零八", 3_008),
            ("三千零八十", 3_080),
            ("九千九百九十九", 9_999),
            ("两千万", 20_000_000),
            ("十五万", 150_000),
            ("一百二十三万四千五百", 1_234_500),
            ("一亿二千万", 120_000_000),
            ("一亿零五万", 100_050_000),
            ("三亿零二", 300_000_002),
            ("贰仟叁佰萬", 23_000_000),
            ("壹拾万", 100_000),
            ("一万亿", 1_000_000_000_000),
            ("一点五亿", 150_000_000),
            ("零点五亿", 50_000_000),
        ] {
            assert_eq!(read(text), Ok(whole), "{text}");
        }
    }

    #[test]
    fn digits_and_chinese_units_go_together() {
        for (text, whole) in [
            ("1200万", 12_000_000),
            ("1,200 万", 12_000_000),
            ("1.2亿", 120_000_000),
            ("1亿2千万", 120_000_000),
            ("1亿2000万", 120_000_000),
            ("3万5千", 35_000),
            ("3万5000", 35_000),
            ("3万零500", 30_500),
            ("30百万", 30_000_000),
            ("1.2千万", 12_000_000),
            ("120千", 120_000),
            ("5.5千", 5_500),
            ("2百5十", 250),
            ("200w", 2_000_000),
        ] {
            assert_eq!(read(text), Ok(whole), "{text}");
        }
    }

    #[test]
    fn a_last_digit_without_its_place_is_asked_back() {
        for text in ["两万五", "五千三", "1亿5", "3万5", "一亿五", "1亿5000", "3万500", "二百五"] {
            assert_eq!(read(text), Err(Fault::Unclear), "{text}");
        }
        assert_eq!(read("二百五十"), Ok(250));
        assert_eq!(read("二百零五"), Ok(205));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "万",
            "百",
            "千万",
            "一二三",
            "二〇二四",
            "一万万",
            "百万百",
            "十百",
            "一千二千",
            "12百",
            "一亿亿",
            "万一",
            "一零",
            "零零",
            "一百零",
            "1.2亿3千万",
            "一万零",
            "一点",
            "点五",
            "五点五十",
            "一万二万",
        ] {
            assert!(read(text).is_err(), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn how_it_is_written_says_what_a_unit_elsewhere_may_do() {
        let form = |text: &str| numeral(text).map(|read| read.form);
        assert_eq!(form("1,200.5"), Ok(Form::Bare));
        assert_eq!(form("三"), Ok(Form::Bare));
        assert_eq!(form("1.5亿"), Ok(Form::Scaled(Unit::YI)));
        assert_eq!(form("5百万"), Ok(Form::Scaled(Unit::MILLION)));
        assert_eq!(form("三千万"), Ok(Form::Scaled(Unit::TEN_MILLION)));
        assert_eq!(form("5千"), Ok(Form::Small(Some(Unit::THOUSAND))));
        assert_eq!(form("二十五"), Ok(Form::Small(None)));
        assert_eq!(form("十"), Ok(Form::Small(None)));
        assert_eq!(form("十万"), Ok(Form::Composite), "no number in front of its unit");
        assert_eq!(form("1亿2千万"), Ok(Form::Composite));
    }

    proptest::proptest! {
        #[test]
        fn every_whole_number_is_read_back_from_its_chinese_numeral(number in 0_i64..1_000_000_000_000) {
            proptest::prop_assert_eq!(read(&spelt(number)), Ok(number), "{}", spelt(number));
        }

        #[test]
        fn no_text_is_too_odd_to_be_refused(text in "[0-9,.一二两零十百千万亿点w ]{0,12}") {
            let _ = read(&text);
        }
    }

    /// A number in Chinese numerals, as a cheque says it.
    fn spelt(number: i64) -> String {
        if number == 0 {
            return "零".into();
        }
        let (mut text, mut gap) = (String::new(), false);
        for (place, unit) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
            let part = number / place % 10_000;
            if part == 0 {
                gap |= !text.is_empty();
                continue;
            }
            for (small, name) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
                let digit = part / small % 10;
                if digit == 0 {
                    gap |= !text.is_empty();
                    continue;
                }
                if std::mem::take(&mut gap) {
                    text.push('零');
                }
                text.push_str(
                    ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][usize::try_from(digit).unwrap()],
                );
                text.push_str(name);
            }
            text.push_str(unit);
            gap = false;
        }
        text
    }
}

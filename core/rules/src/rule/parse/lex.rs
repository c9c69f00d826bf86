//! From text to tokens.

use super::Operation;
use super::tokens::{SyntaxError, Token, TokenKind};
use crate::rule::Comparison;
use ziping_base::calendar::{Day, Period, Unit};
use ziping_base::diag::Span;
use ziping_base::say;

pub(super) fn lex(text: &str) -> Result<Vec<Token>, SyntaxError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(c) = rest.chars().next()
    {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (kind, length) = token(c, rest, at)?;
        tokens.push(Token { kind, span: Span::new(at, at + length) });
        at += length;
    }
    Ok(tokens)
}

pub(super) fn token(c: char, rest: &str, at: usize) -> Result<(TokenKind, usize), SyntaxError> {
    let symbol = |kind, length| Ok((kind, length));
    match c {
        '(' => symbol(TokenKind::Open, 1),
        ')' => symbol(TokenKind::Close, 1),
        ',' => symbol(TokenKind::Comma, 1),
        ':' => symbol(TokenKind::Colon, 1),
        '+' => symbol(TokenKind::Operation(Operation::Plus), 1),
        '-' | '−' => symbol(TokenKind::Operation(Operation::Minus), c.len_utf8()),
        '*' | '×' => symbol(TokenKind::Operation(Operation::Times), c.len_utf8()),
        '/' | '÷' => symbol(TokenKind::Operation(Operation::Over), c.len_utf8()),
        '>' | '<' | '=' | '!' => {
            for (spelling, comparison) in [
                (">=", Comparison::AtLeast),
                ("<=", Comparison::AtMost),
                ("==", Comparison::Equal),
                ("!=", Comparison::Different),
                (">", Comparison::More),
                ("<", Comparison::Less),
            ] {
                if rest.starts_with(spelling) {
                    return symbol(TokenKind::Compare(comparison), spelling.len());
                }
            }
            Err(SyntaxError::new(
                say!("`{c}` is not a comparison", "“{c}”不是比较符号"),
                Span::new(at, at + 1),
                say!("write ==, !=, <, <=, > or >=", "可以写 ==、!=、<、<=、>、>="),
            ))
        }
        '近' => {
            let digits = rest.get(c.len_utf8()..).unwrap_or_default();
            spelt_out(digits, at + c.len_utf8(), "近", Span::new(at, at + c.len_utf8()))?;
            let (kind, length) = numeral(digits, at + c.len_utf8())?;
            match kind {
                TokenKind::Duration(period) if period.unit == Unit::Years => {
                    symbol(TokenKind::Recent(period), length + c.len_utf8())
                }
                _ => Err(SyntaxError::new(
                    say!("`近` takes a number of years", "“近”后面应是几年"),
                    Span::new(at, at + c.len_utf8() + length),
                    say!("write 近3年; for months write 3个月", "写成 近3年；以月计的写成 3个月"),
                )),
            }
        }
        '0'..='9' => numeral(rest, at),
        c if c.is_ascii_alphabetic() || c == '_' => {
            let length = word_length(rest);
            symbol(TokenKind::Word(rest.get(..length).unwrap_or_default().to_owned()), length)
        }
        '（' | '）' | '，' | '：' | '＞' | '＜' | '＝' | '≥' | '≤' => Err(SyntaxError::new(
            say!("`{c}` is a full-width or typographic sign", "“{c}”是全角符号或数学符号"),
            Span::new(at, at + c.len_utf8()),
            say!("write the ASCII sign: ( ) , : >= <= ==", "请用半角的英文符号：( ) , : >= <= =="),
        )),
        '０'..='９' | '．' | '％' => Err(SyntaxError::new(
            say!("`{c}` is a full-width sign", "“{c}”是全角字符"),
            Span::new(at, at + c.len_utf8()),
            say!("write digits, the point and % half-width: 3, 1.5, 30%", "数字、小数点和百分号请用半角：3、1.5、30%"),
        )),
        '年' | '个' | '日' | '元' | '万' | '亿' => Err(SyntaxError::new(
            say!("`{c}` stands apart from its number", "“{c}”没有紧跟在数字后面"),
            Span::new(at, at + c.len_utf8()),
            say!("write number and unit together: 3年, 3个月, 1000万元", "数字和单位连着写：3年、3个月、1000万元"),
        )),
        other => {
            spelt_out(rest, at, "", Span::new(at, at))?;
            Err(SyntaxError::new(
                say!("`{other}` has no meaning here", "这里不能写“{other}”"),
                Span::new(at, at + other.len_utf8()),
                say!("see the condition language in content/README.md", "条件的写法见 content/README.md"),
            ))
        }
    }
}

/// A number in Chinese numerals, as in 近三年, is refused with how it is written.
fn spelt_out(rest: &str, at: usize, before: &str, start: Span) -> Result<(), SyntaxError> {
    let length = rest.find(|c| !"零〇一二两三四五六七八九十百千".contains(c)).unwrap_or(rest.len());
    let numeral = rest.get(..length).unwrap_or_default();
    if numeral.is_empty() {
        return Ok(());
    }
    let after = rest.get(length..).unwrap_or_default();
    let units = ["个月", "年", "日", "亿元", "万元", "元"];
    let unit = units.into_iter().find(|unit| after.starts_with(unit)).unwrap_or_default();
    let help = match value_of(numeral) {
        Some(number) => say!("write {before}{number}{unit}", "写成 {before}{number}{unit}"),
        None => say!("write numbers with digits: 近3年, 3000万元", "数字写成阿拉伯数字：近3年、3000万元"),
    };
    let whole = format!("{before}{numeral}{unit}");
    Err(SyntaxError::new(
        say!("`{whole}` is written in Chinese numerals", "“{whole}”用了中文数字"),
        Span::new(start.start, at + length + unit.len()),
        help,
    ))
}

/// A number below ten thousand in Chinese numerals.
fn value_of(numeral: &str) -> Option<u32> {
    let (mut total, mut digit) = (0_u32, None);
    for c in numeral.chars() {
        match "零一二三四五六七八九".chars().position(|known| known == c) {
            Some(place) if digit.is_none() => digit = u32::try_from(place).ok(),
            Some(_) => return None,
            None => match c {
                '两' => digit = Some(2),
                '〇' => digit = Some(0),
                '十' | '百' | '千' => {
                    let by = [('十', 10), ('百', 100), ('千', 1_000)].into_iter().find(|(sign, _)| *sign == c)?.1;
                    total += digit.take().unwrap_or(1) * by;
                }
                _ => return None,
            },
        }
        if digit == Some(0) {
            digit = None;
        }
    }
    Some(total + digit.unwrap_or(0))
}

/// Letters, digits, `_`, and `.` or `-` between them.
pub(super) fn word_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let inner = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    let mut length = 0;
    while inner(bytes.get(length)) || matches!(bytes.get(length), Some(b'.' | b'-')) && inner(bytes.get(length + 1)) {
        length += 1;
    }
    length
}

/// Whether it begins like `2026-1`: a year, and a digit right behind a hyphen. `100 - a` and `1000 - a` are differences.
fn is_like_a_day(bytes: &[u8]) -> bool {
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..4).all(is_digit) && bytes.get(4) == Some(&b'-') && is_digit(5)
}

pub(super) fn numeral(rest: &str, at: usize) -> Result<(TokenKind, usize), SyntaxError> {
    if let Some(day) = rest.get(..10).filter(|text| is_like_a_day(text.as_bytes())) {
        return match Day::parse(day) {
            Some(parsed) => Ok((TokenKind::Date(parsed), 10)),
            None => Err(SyntaxError::new(
                say!("`{day}` is not a date", "“{day}”不是存在的日期"),
                Span::new(at, at + 10),
                say!("write a day that exists as 2026-11-21", "写一个存在的日期，如 2026-11-21"),
            )),
        };
    }
    let bytes = rest.as_bytes();
    let mut length = 0;
    while bytes.get(length).is_some_and(u8::is_ascii_digit)
        || bytes.get(length) == Some(&b'.') && bytes.get(length + 1).is_some_and(u8::is_ascii_digit)
    {
        length += 1;
    }
    let digits = rest.get(..length).unwrap_or_default();
    let suffix = rest.get(length..).unwrap_or_default();
    let span = |more: usize| Span::new(at, at + length + more);
    for (unit, zeros) in [("亿元", 8), ("万元", 4), ("元", 0)] {
        if suffix.starts_with(unit) {
            let money = scaled(digits, zeros).ok_or_else(|| {
                SyntaxError::new(
                    say!("the amount is finer than a fen or too large", "金额有不足一分的尾数，或者太大"),
                    span(unit.len()),
                    say!("write it in full yuan", "写成整数的元"),
                )
            })?;
            return Ok((TokenKind::Money(money), length + unit.len()));
        }
    }
    if suffix.starts_with('%') {
        return Ok((TokenKind::Percent(digits.to_owned()), length + 1));
    }
    for (word, unit) in [("年", Unit::Years), ("个月", Unit::Months), ("日", Unit::Days)] {
        if suffix.starts_with(word) {
            let count = digits.parse::<u16>().ok().filter(|count| *count <= 1000).ok_or_else(|| {
                SyntaxError::new(
                    say!("a period is a whole number up to 1000", "时长须是不超过 1000 的整数"),
                    span(word.len()),
                    say!("write 4年, 3个月 or 30日", "写成 4年、3个月 或 30日"),
                )
            })?;
            return Ok((TokenKind::Duration(Period { count, unit }), length + word.len()));
        }
    }
    if suffix.starts_with(|c: char| c.is_alphanumeric() && c != '近') {
        let unit: String = suffix.chars().take_while(|c| c.is_alphanumeric()).collect();
        return Err(SyntaxError::new(
            say!("`{unit}` is not a unit", "“{unit}”不是单位"),
            Span::new(at, at + length + unit.len()),
            say!("units are 元, 万元, 亿元, %, 年, 个月, 日", "单位有：元、万元、亿元、%、年、个月、日"),
        ));
    }
    Ok((TokenKind::Number(digits.to_owned()), length))
}

pub(super) fn scaled(digits: &str, zeros: u32) -> Option<i64> {
    let places = 2 + zeros;
    // Units of 10^−places yuan·10^zeros are fen.
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > places as usize {
        return None;
    }
    let mut text = format!("{whole}{fraction}");
    for _ in fraction.len()..places as usize {
        text.push('0');
    }
    text.parse::<i64>().ok().filter(|fen| *fen <= 100_000_000_000_000_000)
}

//! One number with its sign, its currency and what is counted.

use super::Fault;
use super::decimal::Decimal;
use super::numeral::{Form, Numeral, numeral};
use crate::fact::Kind;

/// A number as it was typed; a unit that it does not name itself is still to be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) negative: bool,
    pub(super) numeral: Numeral,
    /// 元 or a sign of yuan stood with it.
    pub(super) yuan: bool,
    /// 角 and 分 behind the yuan.
    pub(super) small: Decimal,
}

/// Reads one number, in half width.
pub(super) fn typed(kind: &Kind, text: &str) -> Result<Typed, Fault> {
    let (bracketed, text) = out_of_brackets(text.trim());
    match kind {
        Kind::Money { .. } | Kind::Yearly { .. } => amount(text, bracketed),
        Kind::Score { .. } => plain(text, bracketed, &["分"]),
        Kind::Bool
        | Kind::Count
        | Kind::Date
        | Kind::Occurrence
        | Kind::Choice { .. }
        | Kind::Several { .. }
        | Kind::Text(_)
        | Kind::Table { .. } => {
            plain(text, bracketed, &["人", "名", "个", "项", "家", "份", "件", "位", "次", "台", "套"])
        }
    }
    .map_err(|fault| match (fault, kind) {
        (Fault::NotNumber, _) if is_rounded(text) => Fault::Rounded,
        (Fault::NotNumber, Kind::Money { .. } | Kind::Yearly { .. }) => Fault::NotMoney,
        (Fault::NotNumber, Kind::Score { .. }) => Fault::NotPoints,
        (Fault::NotNumber, _) => Fault::NotCount,
        (fault, _) => fault,
    })
}

/// The number in brackets, which accounts write for a negative one.
fn out_of_brackets(text: &str) -> (bool, &str) {
    let inside = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inside.map_or((false, text), |inside| (true, inside.trim()))
}

/// A spreadsheet's short form of a long number, `1.2E+07`: its last digits are lost.
fn is_rounded(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['e', 'E']) else { return false };
    let digits = |text: &str, but: char| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == but);
    digits(number.trim_start_matches('-'), '.') && digits(power.trim_start_matches(['+', '-']), '0')
}

/// A sign in front, once.
fn signed(text: &str, bracketed: bool) -> Result<(bool, &str), Fault> {
    match text.strip_prefix(['-', '负']) {
        Some(_) if bracketed => Err(Fault::NotNumber),
        Some(rest) => Ok((true, rest.trim_start())),
        None => Ok((bracketed, text)),
    }
}

fn plain(text: &str, bracketed: bool, counted: &[&str]) -> Result<Typed, Fault> {
    let (negative, rest) = signed(text, bracketed)?;
    let rest = counted.iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(rest);
    Ok(Typed { negative, numeral: numeral(rest)?, yuan: false, small: Decimal::ZERO })
}

/// Words and signs of other currencies: a number with one of them is no amount in yuan.
const FOREIGN: [&str; 17] = [
    "$", "€", "£", "美元", "美金", "港元", "港币", "欧元", "日元", "英镑", "澳元", "韩元", "usd", "hkd", "eur", "jpy",
    "gbp",
];

fn amount(text: &str, bracketed: bool) -> Result<Typed, Fault> {
    let lower = text.to_ascii_lowercase();
    if FOREIGN.iter().any(|word| lower.contains(word)) {
        return Err(Fault::Currency);
    }
    let (negative, rest) = signed(&lower, bracketed)?;
    let mut yuan = false;
    let mut rest = rest;
    for word in ["人民币", "rmb", "cny", "¥"] {
        if let Some(behind) = rest.strip_prefix(word) {
            (yuan, rest) = (true, behind.trim_start());
        }
    }
    // The sign may stand behind the currency: `¥-5`.
    let (negative, rest) = if negative { (true, rest) } else { signed(rest, bracketed)? };
    let mut rest = rest.trim_end();
    for word in ["人民币", "rmb", "cny", "yuan"] {
        if let Some(before) = rest.strip_suffix(word) {
            (yuan, rest) = (true, before.trim_end());
        }
    }
    let (number, small) = match rest.split_once(['元', '圆']) {
        Some((number, behind)) => {
            yuan = true;
            (number, fractions(behind.trim())?)
        }
        None => (rest.strip_suffix(['整', '正']).unwrap_or(rest), Decimal::ZERO),
    };
    let numeral = numeral(number)?;
    if small != Decimal::ZERO && numeral.value.places > 0 {
        return Err(Fault::NotNumber);
    }
    Ok(Typed { negative, numeral, yuan, small })
}

/// What stands behind 元: nothing, 整, or 角 and 分.
fn fractions(text: &str) -> Result<Decimal, Fault> {
    let digit = |text: &str| match numeral(text)? {
        Numeral { value, form: Form::Bare } if value.places == 0 && value.is_below(1) => Ok(value.digits),
        _ => Err(Fault::NotNumber),
    };
    let text = text.strip_suffix(['整', '正']).unwrap_or(text);
    let text = text.strip_prefix('零').unwrap_or(text);
    let (tenths, rest) = match text.split_once('角') {
        Some((tenths, rest)) => (digit(tenths)?, rest),
        None => (0, text),
    };
    let hundredths = match rest.strip_suffix('分') {
        Some(hundredths) => digit(hundredths.strip_prefix('零').unwrap_or(hundredths))?,
        None if rest.is_empty() => 0,
        None => return Err(Fault::NotNumber),
    };
    Ok(Decimal { digits: tenths * 10 + hundredths, places: 2 })
}

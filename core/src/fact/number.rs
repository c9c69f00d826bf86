//! Exact decimals: money in fen, points in tenths. No floating point anywhere.

/// The parts of a decimal as it is spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts<'a> {
    /// A minus sign stood in front.
    pub negative: bool,
    /// Digits before the point, at least one.
    pub whole: &'a str,
    /// Digits after the point, none when there is no point.
    pub fraction: &'a str,
}

impl<'a> Parts<'a> {
    /// Splits `-12.50`; `None` when it is not a plain decimal (no exponent, no plus, digits on both sides of a point).
    #[must_use]
    pub fn of(text: &'a str) -> Option<Self> {
        let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let pointed = rest.contains('.');
        (!whole.is_empty() && digits(whole) && digits(fraction) && pointed != fraction.is_empty()).then_some(Self {
            negative,
            whole,
            fraction,
        })
    }
}

/// Reads a plain decimal into units of 10^−`places`. `None` when it is not one, has more places, or is beyond
/// ±10¹⁵ whole units.
#[must_use]
pub fn parse_fixed(text: &str, places: u32) -> Option<i64> {
    let parts = Parts::of(text)?;
    let fraction = parts.fraction.trim_end_matches('0');
    if fraction.len() > places as usize {
        return None;
    }
    let whole = parts.whole.trim_start_matches('0');
    if whole.len() > 15 {
        return None;
    }
    let mut digits = String::with_capacity(20);
    digits.push_str(if whole.is_empty() { "0" } else { whole });
    digits.push_str(fraction);
    for _ in fraction.len()..places as usize {
        digits.push('0');
    }
    let units: i64 = digits.parse().ok()?;
    Some(if parts.negative { -units } else { units })
}

/// Writes units of 10^−`places` as a plain decimal without trailing zeros: 895 tenths → `89.5`.
#[must_use]
pub fn format_fixed(units: i64, places: u32) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let scale = 10_u64.pow(places);
    let magnitude = units.unsigned_abs();
    let (whole, fraction) = (magnitude / scale, magnitude % scale);
    if fraction == 0 {
        return format!("{sign}{whole}");
    }
    let digits = format!("{fraction:0width$}", width = places as usize);
    format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
}

/// Reads money the way people type it (`1200万`, `1.2亿元`, `12,000,000`, `￥5000`, full-width digits) into fen.
/// `None` when it is not an amount, is finer than a fen, or is beyond ±10¹⁵ yuan.
#[must_use]
pub fn parse_money_as_typed(text: &str) -> Option<i64> {
    let mut plain = String::new();
    for c in text.chars() {
        match c {
            '０'..='９' => plain.push(char::from_u32(c as u32 - '０' as u32 + '0' as u32)?),
            '．' => plain.push('.'),
            ',' | '，' | ' ' | '\u{a0}' | '\u{3000}' | '_' => {}
            '－' | '−' => plain.push('-'),
            _ => plain.push(c),
        }
    }
    let plain = plain.trim_start_matches(['¥', '￥']);
    let plain = plain.strip_prefix("CNY").or_else(|| plain.strip_prefix("RMB")).unwrap_or(plain);
    let plain = plain.strip_suffix("人民币").unwrap_or(plain);
    let plain = plain.strip_suffix('元').unwrap_or(plain);
    let (number, zeros) = if let Some(rest) = plain.strip_suffix("万亿") {
        (rest, 12)
    } else if let Some(rest) = plain.strip_suffix('亿') {
        (rest, 8)
    } else if let Some(rest) = plain.strip_suffix("千万") {
        (rest, 7)
    } else if let Some(rest) = plain.strip_suffix("百万") {
        (rest, 6)
    } else if let Some(rest) = plain.strip_suffix('万').or_else(|| plain.strip_suffix('w')) {
        (rest, 4)
    } else if let Some(rest) = plain.strip_suffix('千') {
        (rest, 3)
    } else {
        (plain, 0)
    };
    let parts = Parts::of(number)?;
    // Shift the point to the right by `zeros` places.
    let mut whole = parts.whole.to_owned();
    let mut fraction = parts.fraction.chars();
    for _ in 0..zeros {
        whole.push(fraction.next().unwrap_or('0'));
    }
    let fraction = fraction.as_str();
    let sign = if parts.negative { "-" } else { "" };
    let shifted = if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") };
    parse_fixed(&shifted, 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_or_refused() {
        assert_eq!(parse_fixed("89.5", 1), Some(895));
        assert_eq!(parse_fixed("89.50", 1), Some(895));
        assert_eq!(parse_fixed("89.55", 1), None);
        assert_eq!(parse_fixed("-0.01", 2), Some(-1));
        for bad in ["", ".", "1.", ".5", "1e3", "+1", "1,000", "--1", "一", "9999999999999999"] {
            assert_eq!(parse_fixed(bad, 2), None, "{bad}");
        }
        assert_eq!(format_fixed(895, 1), "89.5");
        assert_eq!(format_fixed(900, 1), "90");
        assert_eq!(format_fixed(-5, 2), "-0.05");
    }

    #[test]
    fn money_is_read_the_way_people_type_it() {
        for (typed, yuan) in [
            ("1200万", 12_000_000),
            ("1.2亿", 120_000_000),
            ("1.2亿元", 120_000_000),
            ("5.5千元", 5_500),
            ("12,000,000", 12_000_000),
            ("￥５０００", 5_000),
            ("3千万元", 30_000_000),
            ("0", 0),
        ] {
            assert_eq!(parse_money_as_typed(typed), Some(yuan * 100), "{typed}");
        }
        assert_eq!(parse_money_as_typed("1.23456万"), Some(1_234_560));
        for bad in ["", "万", "abc", "1.2.3", "1.2345678万", "12 百"] {
            assert_eq!(parse_money_as_typed(bad), None, "{bad}");
        }
    }
}

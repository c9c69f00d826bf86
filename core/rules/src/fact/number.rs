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
}

//! Numbers shown the way they are read best. What is typed is read by the core's one reader.

use crate::texts::{Texts, fill};
use ziping_base::diag::Said;
use ziping_base::lang::Lang;
pub(crate) use ziping_rules::fact::typed::{Fault, read_day, read_number};
use ziping_rules::fact::{Kind, Range, format_fixed};

/// What is said beside a field: an English sentence begins with a capital letter there.
pub(crate) fn beside(said: &Said, lang: Lang) -> String {
    match lang {
        Lang::Zh => said.zh.to_string(),
        Lang::En => {
            let mut sentence = said.en.to_string();
            if let Some(first) = sentence.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            sentence
        }
    }
}

/// A number as it stands in its field: `12,000,000`, `14–16`.
pub(crate) fn write_number(kind: &Kind, range: Range) -> String {
    let one = |units: i64| grouped(units, kind.places());
    if range.is_exact() { one(range.low) } else { format!("{}–{}", one(range.low), one(range.high)) }
}

/// `12,345.67`
pub(crate) fn grouped(units: i64, places: u32) -> String {
    let plain = format_fixed(units, places);
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, ""), |(whole, fraction)| (whole, fraction));
    let mut text = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// An amount said in full and, where that reads better, in the large unit: `12,000,000 元（1,200 万元）`.
pub(crate) fn echo_money(range: Range, t: &Texts) -> String {
    let one = |fen: i64| {
        let full = fill(t.money_full(), &[("n", &grouped(fen, 2))]);
        // 1 万元 is 10⁶ fen, 1 亿元 is 10¹⁰: the large unit is shown with at most two decimals, exactly.
        let large = match fen.unsigned_abs() {
            10_000_000_000.. if fen % 100_000_000 == 0 => (t.money_yi(), fen / 100_000_000),
            1_000_000..10_000_000_000 if fen % 10_000 == 0 => (t.money_wan(), fen / 10_000),
            _ => return full,
        };
        let (unit, hundredths) = large;
        fill(t.money_both(), &[("full", &full), ("large", &fill(unit, &[("n", &grouped(hundredths, 2))]))])
    };
    if range.is_exact() {
        one(range.low)
    } else {
        fill(t.money_range(), &[("low", &one(range.low)), ("high", &one(range.high))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::ZH;
    use wasm_bindgen_test::wasm_bindgen_test;

    const MONEY: Kind = Kind::Money { signed: false };
    const POINTS: Kind = Kind::Score { max: 240 };

    #[wasm_bindgen_test]
    fn what_is_shown_in_a_field_reads_back_as_the_same() {
        for (kind, range) in [
            (MONEY, Range::exactly(123_456_789)),
            (Kind::Money { signed: true }, Range { low: -500, high: -200 }),
            (POINTS, Range { low: 0, high: 235 }),
            (Kind::Count, Range::exactly(1_000_000)),
        ] {
            assert_eq!(read_number(&kind, &write_number(&kind, range)), Ok(Some(range)), "{kind:?}");
        }
    }

    #[wasm_bindgen_test]
    fn what_is_said_beside_a_field_is_a_sentence_in_english() {
        let said = Fault::NoSuchDay.say();
        assert_eq!(beside(&said, Lang::Zh), "没有这一天");
        assert_eq!(beside(&said, Lang::En), "There is no such day");
    }

    #[wasm_bindgen_test]
    fn money_is_echoed_in_full_and_in_the_large_unit_when_that_is_exact() {
        let echo = |fen: i64| echo_money(Range::exactly(fen), &ZH);
        assert_eq!(echo(1_200_000_000), "12,000,000 元（1,200 万元）");
        assert_eq!(echo(12_000_000_000), "120,000,000 元（1.2 亿元）");
        assert_eq!(echo(123_456_789), "1,234,567.89 元");
        assert_eq!(echo(50_000), "500 元");
    }
}

//! Figures that the issuer publishes.

use super::read::Desk;
use crate::written::{Published, Text};
use ziping_base::say;
use ziping_rules::rule::score::{Given, Ratio, Shown, Value};

impl Desk<'_, '_, '_, '_> {
    pub(super) fn published(&mut self, figure: &Published<'_>) -> Option<Given> {
        let mut said = figure.unit.and_then(|unit| unit.value);
        let mut of = |written: Option<Text<'_>>, desk: &mut Self| -> Option<Option<Ratio>> {
            let Some(written) = written else { return Some(None) };
            match desk.expression(written)? {
                (Value::Fixed(ratio), unit) => {
                    // Points are written as bare numbers; amounts and percentages have their unit with them.
                    let unit = if said == Some(Shown::Points) && unit == Shown::Plain { Shown::Points } else { unit };
                    let known = *said.get_or_insert(unit);
                    if known != unit && ratio != Ratio::ZERO {
                        let message = say!("the figure has two units", "这个数值写了两种单位");
                        let help = match known {
                            Shown::Money => {
                                say!("an amount needs its unit: 4000元, 4000万元", "金额要写单位：4000元、4000万元")
                            }
                            Shown::Percent => say!("write a percentage: 40%", "写百分数，如 40%"),
                            _ => say!(
                                "all of `value`, `low` and `high` have one unit, that of `unit` where it is written",
                                "value、low、high 的单位要一致；写了 unit 的，与它一致"
                            ),
                        };
                        desk.problem(written.span, "wrong-type", message, help);
                        return None;
                    }
                    Some(Some(ratio))
                }
                _ => {
                    let message = say!("a number is expected here", "这里应是一个数");
                    desk.problem(written.span, "wrong-type", message, say!("write the figure itself", "请直接写数值"));
                    None
                }
            }
        };
        let (value, low, high) = (of(figure.value, self)?, of(figure.low, self)?, of(figure.high, self)?);
        if let Some(written) = figure.low
            && low.zip(high).is_some_and(|(low, high)| low > high)
        {
            let message = say!("the least is more than the most", "最低值大于最高值");
            self.problem(written.span, "bad-band", message, say!("exchange them", "请对调"));
        }
        let shown = said.unwrap_or_default();
        let required = figure.required;
        Some(Given { id: figure.id.owned(), low: value.or(low), high: value.or(high), shown, required })
    }
}

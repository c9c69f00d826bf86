//! Steps and linear pieces, compiled.

use super::common::{Common, write_points};
use super::read::Desk;
use crate::written::{self, Item, Piece, Tables, Text};
use ziping_base::diag::Span;
use ziping_base::say;
use ziping_rules::rule::score::{LinearPiece, PartOfStep, Pieces, Ratio, Shown, Steps, Value};

impl Desk<'_, '_, '_, '_> {
    /// What an item looks at, and where it says so. `of`: the key that needs it.
    fn looked_at(&mut self, item: &Item<'_>, of: Span) -> Option<((Value, Shown), Span)> {
        match item.value {
            Some(value) => Some((self.expression(value)?, value.span)),
            None => {
                let message = say!("`value` is missing in this item", "这个项目缺少 value");
                let help = say!("say what is looked at", "请写明看哪个数");
                self.problem(of, "missing-key", message, help);
                None
            }
        }
    }

    /// A number expression of the same kind as a value.
    fn of_kind(&mut self, written: Text<'_>, value: &Value, shown: Shown) -> Option<Value> {
        let (end, unit) = self.expression(written)?;
        self.same_unit(written.span, (value, shown), (&end, unit));
        Some(end)
    }

    pub(super) fn steps(
        &mut self,
        item: &Item<'_>,
        steps: &written::Steps<'_>,
        common: &Common,
    ) -> Option<(Steps, Shown)> {
        let ((value, mut shown), span) = self.looked_at(item, steps.node.span)?;
        let undefined = self.undefined(item, &value, span)?;
        let standard = self.of_kind(steps.standard, &value, shown)?;
        let (length, below) = match (steps.below, steps.above) {
            (Some(below), None) => (below, true),
            (None, Some(above)) => (above, false),
            _ => {
                let message = say!("steps go below the standard or above it", "只能写低于标准或高于标准中的一种");
                let help =
                    say!("write `below` or `above`, with the length of a step", "写 below 或 above，后面是每级多少");
                self.problem(steps.node.span, "missing-key", message, help);
                return None;
            }
        };
        let each = self.of_kind(length, &value, shown)?;
        if matches!(self.expression(length), Some((_, Shown::Percent))) && shown == Shown::Plain {
            shown = Shown::Percent;
        }
        let each = match each {
            Value::Fixed(each) if each.is_positive() => each,
            _ => {
                let message = say!("this is no length of a step", "这不是一级的长度");
                self.problem(length.span, "bad-points", message, say!("a number above 0", "写大于零的数"));
                return None;
            }
        };
        let points = self.number(Some(steps.points))?;
        if points == Ratio::ZERO {
            let message = say!("a step of no points", "每级零分");
            self.problem(steps.points.span, "unreachable", message, write_points());
            return None;
        }
        let part = steps.part.value.unwrap_or(PartOfStep::Reading);
        // Points are deducted from the most, or given on top of nothing.
        let base = self.number(item.base).or(common.max.filter(|_| points.is_negative())).unwrap_or(Ratio::ZERO);
        if points.is_negative() && common.min.is_none() && base <= Ratio::ZERO {
            let message = say!("nothing says how much is deducted at most", "没有写最多扣几分");
            self.problem(item.id.span, "missing-key", message, say!("write min = \"-10\"", "请写 min = \"-10\""));
        }
        Some((Steps { value, standard, each, below, base, points, part, undefined }, shown))
    }

    pub(super) fn pieces(&mut self, item: &Item<'_>, written: &Tables<Piece<'_>>) -> Option<(Pieces, Shown)> {
        let ((value, shown), span) = self.looked_at(item, written.span)?;
        let undefined = self.undefined(item, &value, span)?;
        let mut pieces: Vec<LinearPiece> = Vec::new();
        let mut percent = false;
        for piece in written.iter() {
            let from = self.of_kind(piece.from, &value, shown)?;
            let to = self.of_kind(piece.to, &value, shown)?;
            percent |= piece.to.text().ends_with('%');
            let ends = piece
                .points
                .text()
                .split_once("..")
                .and_then(|(first, last)| Some((Ratio::parse(first.trim())?, Ratio::parse(last.trim())?)));
            let Some((first, last)) = ends else {
                let message = say!("these are no points", "这不是分数");
                let help = say!("write the points at both ends: \"0..120\"", "写起点和终点的得分，如 \"0..120\"");
                self.problem(piece.points.span, "bad-points", message, help);
                return None;
            };
            if let (Value::Fixed(from), Value::Fixed(to)) = (&from, &to)
                && from >= to
            {
                let message = say!("nothing reaches this piece", "没有数会落在这一段");
                self.problem(piece.node.span, "unreachable", message, say!("correct its ends", "请改正起止"));
            }
            let before = pieces.last().map(|last| (&last.to, last.last));
            if let (Some((Value::Fixed(end), points)), Value::Fixed(start)) = (before, &from) {
                let overlap = end > start || end == start && points != first;
                if overlap {
                    let message = say!("this piece and the one before it disagree", "这一段与前一段对不上");
                    let help = say!(
                        "a piece begins where the one before it ends, with its points",
                        "每一段从前一段的终点和得分接着写"
                    );
                    self.problem(piece.node.span, "bands-overlap", message, help);
                }
            }
            pieces.push(LinearPiece { from, to, first, last });
        }
        if pieces.is_empty() {
            return None;
        }
        Some((
            Pieces { value, pieces, undefined },
            if percent && shown == Shown::Plain { Shown::Percent } else { shown },
        ))
    }
}

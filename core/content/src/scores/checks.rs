//! What must add up: maxima, bounds, decimals.

use super::bands::possible;
use super::read::Desk;
use crate::reader::Reader;
use crate::written::{self, Item, Text};
use ziping_base::diag::{Diagnostic, Span};
use ziping_base::say;
use ziping_rules::rule::score::{End, Group, Ratio, RowPoints, Rule, Scored, Take, Undefined, Value};

/// So many decimals a document has; more come from a division or a weight that it rounds.
const DECIMALS: u32 = 2;

impl Desk<'_, '_, '_, '_> {
    /// That no row gives points beyond the item's bounds.
    pub(super) fn check_item(&mut self, item: &Item<'_>, scored: &Scored) {
        let (least, most) = (scored.least, scored.most);
        if least > most {
            let message = say!("the least is more than the most", "最低分高于满分");
            self.problem(
                item.min.map_or(item.node.span, |min| min.span),
                "bad-points",
                message,
                say!("exchange them", "请对调"),
            );
        }
        let mut outside: Vec<Ratio> = Vec::new();
        let mut look = |points: Ratio| {
            if points < least || points > most {
                outside.push(points);
            }
        };
        let mut highest: Option<Ratio> = None;
        match &scored.rule {
            Rule::Bands(bands) => {
                bands.rows.iter().for_each(|row| [row.low, row.high].into_iter().for_each(&mut look));
                if let Undefined::Points(points) = bands.undefined {
                    look(points);
                }
                highest = bands.rows.iter().map(|row| row.high).max();
            }
            Rule::Choices(choices) => {
                choices.points.iter().flatten().for_each(|(low, high)| [*low, *high].into_iter().for_each(&mut look));
                highest = choices.points.iter().flatten().map(|(_, high)| *high).max();
            }
            Rule::Worth(_, Undefined::Points(points)) => look(*points),
            Rule::Pieces(pieces) => {
                let ends = || pieces.pieces.iter().flat_map(|piece| [piece.first, piece.last]);
                ends().for_each(&mut look);
                highest = ends().max();
            }
            Rule::Steps(steps) => {
                look(steps.base);
                highest = steps.points.is_negative().then_some(steps.base);
            }
            Rule::Rows(base, kinds) => highest = most_of_rows(*base, kinds),
            Rule::Worth(..) | Rule::Group(_) => {}
        }
        // A given number is all that an item gives, however much its group has room for.
        if let Rule::Worth(of, _) = &scored.rule
            && !matches!(of, Value::Fixed(_))
            && let End::At(high) = possible(of).high
        {
            highest = Some(high);
        }
        if let Some(points) = outside.first() {
            let message = say!(
                "a row gives {points} points, the item from {least} to {most}",
                "有一档得 {points} 分，而项目的分数在 {least} 到 {most} 之间",
                points = points.shown(),
                least = least.shown(),
                most = most.shown()
            );
            let help = say!("correct the row, or max and min", "请改正这一档，或改正 max、min");
            self.problem(item.id.span, "points-bounds", message, help);
        } else if let Some(highest) = highest.filter(|highest| *highest < most && item.holes.is_none()) {
            let (highest, most) = (highest.shown(), most.shown());
            let (message, help) = match &scored.rule {
                Rule::Rows(..) | Rule::Steps(_) => (
                    say!(
                        "it begins at its base and comes to {highest} points at most, its most is {most}",
                        "从基础分算起最多 {highest} 分，满分却是 {most} 分"
                    ),
                    say!(
                        "points that are there until something is deducted: base = \"{most}\"; or correct max",
                        "先有分、再扣分的，写 base = \"{most}\"；否则改正 max"
                    ),
                ),
                _ => (
                    say!(
                        "no row gives more than {highest} points, the most is {most}",
                        "各档最高 {highest} 分，满分却是 {most} 分"
                    ),
                    say!("correct max, or add the row", "请改正 max，或补上缺的一档"),
                ),
            };
            self.warn(item.id.span, "points-bounds", message, help);
        }
        self.check_decimals(item.id, scored);
    }

    /// That the parts of a group come to what it is out of.
    pub(super) fn check_group(&mut self, group: &written::Group<'_>, scored: &Scored) {
        let Rule::Group(Group { parts, take: Take::Sum, weight }) = &scored.rule else {
            return self.check_decimals(group.id, scored);
        };
        let sum = parts.iter().filter(|part| !part.bonus).try_fold(Ratio::ZERO, |sum, part| sum.plus(part.most));
        let most = sum.and_then(|sum| sum.times(*weight));
        if let Some(most) = most.filter(|most| *most != scored.most && !self.unread)
            && !(group.capped && most > scored.most)
        {
            let message = say!(
                "the parts of `{id}` come to {most} points, its most is {max}",
                "“{id}”各部分的满分合计 {most} 分，它的满分是 {max} 分",
                id = &scored.id,
                most = most.shown(),
                max = scored.most.shown()
            );
            let help = say!(
                "correct a max, add what is missing, or capped = true where the document counts no more",
                "请改正某个 max，或补上缺的部分；原文件规定超过不计的，写 capped = true"
            );
            self.problem(group.id.span, "points-sum", message, help);
        }
        self.check_decimals(group.id, scored);
    }

    /// That what does not come out even is rounded as the document says.
    fn check_decimals(&mut self, id: Text<'_>, scored: &Scored) {
        // A part that has them itself has been told.
        let told = scored.parts().iter().any(|part| decimals(part).is_none_or(|digits| digits > DECIMALS));
        let even = scored.rounding.is_some() || decimals(scored).is_some_and(|digits| digits <= DECIMALS);
        if !told && !even {
            let message = say!(
                "`{id}` may give points with any number of decimals",
                "“{id}”的得分可能有很多位小数",
                id = &scored.id
            );
            let help = say!(
                "say how the document rounds: round = \"2 half_up\"; without that nothing is rounded",
                "请写明原文件怎样取舍，如 round = \"2 half_up\"；不写的，不作取舍"
            );
            self.warn(id.span, "rounding", message, help);
        }
    }

    pub(super) fn warn(
        &mut self,
        span: Span,
        code: &str,
        message: ziping_base::diag::Said,
        help: ziping_base::diag::Said,
    ) {
        let problem = Diagnostic::warning(code, message).help(help).at(&self.reader.source, span);
        self.reader.problems.push(problem);
    }
}

/// The most that rows can come to on top of a base; nothing where no limit says so.
fn most_of_rows(base: Ratio, kinds: &[RowPoints]) -> Option<Ratio> {
    let most = |kind: &RowPoints| match (&kind.each, kind.limit) {
        (Value::Fixed(each), _) if !each.is_positive() => Some(Ratio::ZERO),
        (_, Some(limit)) => Some(limit.max(Ratio::ZERO)),
        (_, None) => None,
    };
    kinds.iter().try_fold(base, |sum, kind| sum.plus(most(kind)?))
}

/// The most decimals of an item's points; `None`: any number of them.
fn decimals(scored: &Scored) -> Option<u32> {
    if let Some(rounding) = scored.rounding {
        return Some(u32::from(rounding.digits));
    }
    let most = |all: &mut dyn Iterator<Item = Option<u32>>| {
        let all: Option<Vec<u32>> = all.collect();
        all.map(|all| all.into_iter().max().unwrap_or(0))
    };
    match &scored.rule {
        Rule::Bands(bands) => most(&mut bands.rows.iter().flat_map(|row| [row.low.digits(), row.high.digits()])),
        Rule::Choices(choices) => {
            most(&mut choices.points.iter().flatten().flat_map(|(low, high)| [low.digits(), high.digits()]))
        }
        Rule::Rows(base, kinds) => {
            let each = most(&mut kinds.iter().map(|kind| of_value(&kind.each)))?;
            Some(each.max(base.digits()?))
        }
        Rule::Worth(value, _) => of_value(value),
        Rule::Steps(steps) => Some(steps.base.digits()?.max(steps.points.digits()?)),
        Rule::Pieces(_) => None,
        Rule::Group(Group { parts, take, weight }) => {
            let parts = most(&mut parts.iter().map(decimals))?;
            match take {
                Take::Mean => None,
                Take::Sum | Take::Best | Take::Worst | Take::First => Some(parts + weight.digits()?),
            }
        }
    }
}

/// The most decimals of a value.
fn of_value(value: &Value) -> Option<u32> {
    let most = |parts: &[Value]| parts.iter().try_fold(0, |most, part| Some(most.max(of_value(part)?)));
    match value {
        Value::Fixed(ratio) => ratio.digits(),
        Value::Number(_, unit) => Some(match unit {
            ziping_rules::rule::Unit::Count => 0,
            ziping_rules::rule::Unit::Money => 2,
            ziping_rules::rule::Unit::Score => 1,
        }),
        Value::Passed(..) => Some(0),
        Value::Yearly(..) => Some(2),
        Value::Given(given) => {
            given.low.zip(given.high).and_then(|(low, high)| Some(low.digits()?.max(high.digits()?)))
        }
        Value::Sum(parts) | Value::Least(parts) | Value::Most(parts) => most(parts),
        Value::Product(parts) => parts.iter().try_fold(0, |sum, part| Some(sum + of_value(part)?)),
        Value::Negative(inner) => of_value(inner),
        Value::Quotient(part, base) => match &**base {
            Value::Fixed(by) => Some(of_value(part)? + Ratio::ONE.over(*by)?.digits()?),
            _ => None,
        },
        Value::Rounded(_, rounding) => Some(u32::from(rounding.digits)),
        Value::Points(scored) => decimals(scored),
        Value::Mean(_) => None,
    }
}

/// That what stands below an element comes to its most points.
pub(crate) fn adds_up(id: &str, most: Ratio, roots: &[&Scored], span: Span, reader: &mut Reader<'_>) {
    let sum = roots.iter().filter(|root| !root.bonus).try_fold(Ratio::ZERO, |sum, root| sum.plus(root.most));
    if let Some(sum) = sum.filter(|sum| *sum != most) {
        let message = say!(
            "what stands below `{id}` comes to {sum} points, the element has {most}",
            "“{id}”下各项的满分合计 {sum} 分，要素的满分是 {most} 分",
            sum = sum.shown(),
            most = most.shown()
        );
        let help = say!(
            "correct a max, or add what is missing: an element is worked out wholly or not at all",
            "改正某个 max，或补上缺的项目：一个要素要么全部算出，要么不算"
        );
        reader.problem(span, "points-sum", message, help);
    }
}

//! Bands: compiled, put in order, and looked through for holes, overlaps and rows that nothing reaches.

use super::common::say_number;
use super::read::Desk;
use crate::written::{BandRow, Item, Tables, Text};
use ziping_base::calendar::Day;
use ziping_base::diag::Span;
use ziping_base::say;
use ziping_rules::fact::Sheet;
use ziping_rules::rule::score::{Bands, End, Ratio, Row, Shown, Span as Values, Value, value};
use ziping_rules::rule::{Context, Moment, NoTrace, Number, Unit, Windows, comparable};

impl Desk<'_, '_, '_, '_> {
    pub(super) fn bands(&mut self, item: &Item<'_>, written: &Tables<BandRow<'_>>) -> Option<(Bands, Shown)> {
        let Some(looked) = item.value else {
            let message = say!("`value` is missing in this item", "这个项目缺少 value");
            let help = say!("say what is looked up in the bands", "请写明按哪个数分档");
            self.problem(written.span, "missing-key", message, help);
            return None;
        };
        let found = self.expression(looked);
        let mut rows = Vec::new();
        let mut percent = false;
        for row in written.iter() {
            let value = found.as_ref().map(|(value, shown)| (value, *shown));
            let (from, above) = self.end(("from", row.from), ("above", row.above), value, &mut percent);
            let (to, up_to) = self.end(("to", row.to), ("up_to", row.up_to), value, &mut percent);
            if let Some((low, high)) = row.points.and_then(|points| self.points(points)) {
                rows.push((Row { from, above, to, up_to, low, high }, row.node.span));
            }
        }
        let (of, shown) = found?;
        let undefined = self.undefined(item, &of, looked.span)?;
        if rows.is_empty() {
            return None;
        }
        let shown = if percent && shown == Shown::Plain { Shown::Percent } else { shown };
        let gaps = self.gaps(item, &of, &rows, shown);
        let rows: Vec<Row> = rows.into_iter().map(|(row, _)| row).collect();
        let steps = steps(&rows, &gaps);
        Some((Bands { value: of, rows, gaps, undefined, steps }, shown))
    }

    /// An end of a row, which has one of two keys, and whether it is the second.
    fn end(
        &mut self,
        (first, at_first): (&str, Option<Text<'_>>),
        (second, at_second): (&str, Option<Text<'_>>),
        value: Option<(&Value, Shown)>,
        percent: &mut bool,
    ) -> (Option<Value>, bool) {
        if let (Some(_), Some(at)) = (at_first, at_second) {
            let message = say!("`{first}` and `{second}` in one row", "同一行写了 {first} 和 {second}");
            self.problem(at.span, "bad-band", message, say!("keep one of them", "请只留一个"));
        }
        let other = at_second.is_some();
        let Some(at) = at_second.or(at_first) else { return (None, false) };
        let Some((end, unit)) = self.expression(at) else { return (None, other) };
        *percent |= unit == Shown::Percent;
        if let Some(value) = value {
            self.same_unit(at.span, value, (&end, unit));
        }
        (Some(end), other)
    }

    /// That an end, a standard or a step has the unit of the value; a warning where it has none and is more than
    /// 1000% beside a share: eight hours a head are meant, forty are a forgotten `%`.
    pub(super) fn same_unit(&mut self, span: Span, (value, unit): (&Value, Shown), (end, other): (&Value, Shown)) {
        if let Err((message, help)) = comparable((value, unit), (end, other)) {
            self.problem(span, "wrong-type", message, help);
            return;
        }
        if let (Shown::Percent, Shown::Plain, Value::Fixed(at)) = (unit, other, end)
            && *at > Ratio::whole(10)
        {
            let (bare, percent) = (at.shown(), say_number(*at, Shown::Percent));
            let message = say!("`{bare}` without a unit is {percent} here", "“{bare}”不带单位，在这里等于 {percent}");
            let help = say!(
                "write {bare}%; or {percent} where that is meant",
                "请写 {bare}%；确实是 {percent} 的，写 {percent}"
            );
            self.warn(span, "unit", message, help);
        }
    }

    /// Between which rows nothing is published; overlaps and rows that nothing reaches are told.
    fn gaps(
        &mut self,
        item: &Item<'_>,
        of: &Value,
        rows: &[(Row, Span)],
        shown: Shown,
    ) -> Vec<(Option<u16>, Option<u16>)> {
        let whole = is_whole(of);
        let all = possible(of);
        for (row, span) in rows {
            self.reachable(row, *span, all, whole);
        }
        let mut order: Vec<u16> = (0..u16::try_from(rows.len()).unwrap_or(u16::MAX)).collect();
        let row = |place: u16| rows.get(usize::from(place)).map(|(row, _)| row);
        if descends(rows) {
            order.reverse();
        }
        if rows.iter().all(|(row, _)| is_fixed(row.from.as_ref()) && is_fixed(row.to.as_ref())) {
            order.sort_by_key(|place| row(*place).map(|row| (lower(row), row.above)));
        }
        let mut gaps = Vec::new();
        let mut overlaps: Vec<u16> = Vec::new();
        // The row that reaches farthest so far.
        let mut farthest: Option<u16> = None;
        for place in order {
            let Some(next) = row(place) else { continue };
            match farthest.and_then(|before| Some((before, row(before)?))) {
                None => {
                    if next.from.is_some() && begins_before(all, next) {
                        gaps.push((None, Some(place)));
                    }
                }
                Some((before, last)) => match beside(last, next, whole) {
                    Beside::Joined => {}
                    Beside::Apart => gaps.push((Some(before), Some(place))),
                    Beside::Over => overlaps.push(place),
                },
            }
            let farther = farthest.and_then(row).is_none_or(|last| reaches_farther(next, last));
            if farther {
                farthest = Some(place);
            }
        }
        if let Some((last, before)) = farthest.and_then(|place| Some((row(place)?, place)))
            && last.to.is_some()
            && ends_after(all, last)
        {
            gaps.push((Some(before), None));
        }
        self.tell(item, rows, &gaps, &overlaps, shown);
        gaps
    }

    fn tell(
        &mut self,
        item: &Item<'_>,
        rows: &[(Row, Span)],
        gaps: &[(Option<u16>, Option<u16>)],
        overlaps: &[u16],
        shown: Shown,
    ) {
        let place = |place: Option<u16>| rows.get(usize::from(place?)).map(|(_, span)| *span);
        if let Some((after, before)) = gaps.first()
            && item.holes.is_none()
        {
            let end = |value: Option<&Value>| match value {
                Some(Value::Fixed(at)) => say_number(*at, shown),
                _ => "…".to_owned(),
            };
            let row = |place: Option<u16>| rows.get(usize::from(place?)).map(|(row, _)| row);
            let from = end(row(*after).and_then(|row| row.to.as_ref()));
            let to = end(row(*before).and_then(|row| row.from.as_ref()));
            let span = place(*before).or(place(*after)).unwrap_or(item.node.span);
            let message = say!(
                "the bands say nothing between {from} and {to}: the points are not published there",
                "{from} 与 {to} 之间没有写得分：落在这里的按“未公布”处理"
            );
            let help = say!(
                "add the row, or holes = \"not_published\" where the document has none",
                "请补上这一档；原文件没有规定的，写 holes = \"not_published\""
            );
            self.warn(span, "bands-hole", message, help);
        }
        if let (true, Some(holes)) = (gaps.is_empty(), item.holes) {
            let message = say!("there is no hole between the bands", "各档之间没有空缺");
            let help = say!("take `holes` out", "请删去 holes");
            self.warn(holes.span, "bands-hole", message, help);
        }
        if let (Some(first), None) = (overlaps.first(), item.overlaps) {
            let span = place(Some(*first)).unwrap_or(item.node.span);
            let message = say!("this row overlaps another", "这一档与别的档重叠");
            let help = say!(
                "correct an end; where the document has it so, overlaps = \"reading\": either row may be meant",
                "请改正起止；原文件就是这样的，写 overlaps = \"reading\"，表示两档都说得通"
            );
            self.problem(span, "bands-overlap", message, help);
        }
        if let (true, Some(known)) = (overlaps.is_empty(), item.overlaps) {
            let message = say!("no row overlaps another", "各档没有重叠");
            let help = say!("take `overlaps` out", "请删去 overlaps");
            self.warn(known.span, "bands-overlap", message, help);
        }
    }

    /// A row that no value can lie in.
    fn reachable(&mut self, row: &Row, span: Span, all: Values, whole: bool) {
        let (from, to) = (fixed(row.from.as_ref()), fixed(row.to.as_ref()));
        let empty = from.zip(to).is_some_and(|(from, to)| {
            from > to || from == to && (row.above || !row.up_to) || whole && first_in(row) > last_in(row)
        });
        let below = to.is_some_and(|to| End::At(to) < all.low || End::At(to) == all.low && !row.up_to);
        let beyond = from.is_some_and(|from| End::At(from) > all.high || End::At(from) == all.high && row.above);
        if empty || below || beyond {
            let message = say!("nothing reaches this row", "没有数会落在这一档");
            let help = say!("correct its ends, or remove it", "请改正起止，或删去这一档");
            self.problem(span, "unreachable", message, help);
        }
    }
}

/// How two rows lie beside each other.
enum Beside {
    Joined,
    Apart,
    Over,
}

fn beside(last: &Row, next: &Row, whole: bool) -> Beside {
    if last.to == next.from && last.to.is_some() {
        return match (last.up_to, next.above) {
            (true, false) => Beside::Over,
            (false, true) => Beside::Apart,
            _ => Beside::Joined,
        };
    }
    match (fixed(last.to.as_ref()), fixed(next.from.as_ref())) {
        (Some(_), Some(_)) if whole => match (last_in(last), first_in(next)) {
            (Some(last), Some(next)) if next > last + 1 => Beside::Apart,
            (Some(last), Some(next)) if next <= last => Beside::Over,
            _ => Beside::Joined,
        },
        (Some(to), Some(from)) if to < from => Beside::Apart,
        (Some(_), Some(_)) | (None, _) if last.to.is_none() || fixed(last.to.as_ref()).is_some() => Beside::Over,
        (_, None) if next.from.is_none() => Beside::Over,
        // Ends that are published later may lie apart.
        _ => Beside::Apart,
    }
}

/// The first whole number of a row.
fn first_in(row: &Row) -> Option<i128> {
    let from = fixed(row.from.as_ref())?;
    Some(if row.above { from.floor() + 1 } else { from.ceil() })
}

/// The last whole number of a row.
fn last_in(row: &Row) -> Option<i128> {
    let to = fixed(row.to.as_ref())?;
    Some(if row.up_to { to.floor() } else { to.ceil() - 1 })
}

fn reaches_farther(next: &Row, last: &Row) -> bool {
    match (fixed(next.to.as_ref()), fixed(last.to.as_ref())) {
        (Some(next_to), Some(to)) => next_to > to || next_to == to && next.up_to,
        _ => last.to.is_some(),
    }
}

fn fixed(value: Option<&Value>) -> Option<Ratio> {
    match value {
        Some(Value::Fixed(ratio)) => Some(*ratio),
        _ => None,
    }
}

fn is_fixed(value: Option<&Value>) -> bool {
    matches!(value, None | Some(Value::Fixed(_)))
}

fn lower(row: &Row) -> End {
    fixed(row.from.as_ref()).map_or(End::Below, End::At)
}

/// Whether the table begins with its highest row.
fn descends(rows: &[(Row, Span)]) -> bool {
    let (Some((first, _)), Some((last, _))) = (rows.first(), rows.last()) else { return false };
    match (fixed(first.from.as_ref()), fixed(last.from.as_ref())) {
        (Some(first), Some(last)) => first > last,
        _ => first.to.is_none() && last.to.is_some() || last.from.is_none() && first.from.is_some(),
    }
}

fn begins_before(all: Values, row: &Row) -> bool {
    fixed(row.from.as_ref()).is_none_or(|from| End::At(from) > all.low || End::At(from) == all.low && row.above)
}

fn ends_after(all: Values, row: &Row) -> bool {
    fixed(row.to.as_ref()).is_none_or(|to| End::At(to) < all.high || End::At(to) == all.high && !row.up_to)
}

/// What a value can be at all.
pub(super) fn possible(of: &Value) -> Values {
    let windows = Windows::default();
    let moment = Moment::new(Day::first_of_year(2026), &windows);
    let sheet = Sheet::new();
    let mut all = value(of, &Context::new(&sheet, &moment), &mut NoTrace);
    // A share lies between nothing and all, as far as its parts say.
    if matches!(of, Value::Passed(..)) {
        all.low = End::At(Ratio::ZERO);
    }
    all
}

/// Whether a value is always a whole number.
fn is_whole(of: &Value) -> bool {
    match of {
        Value::Number(number, Unit::Count) => !matches!(number, Number::Rows(_, ziping_rules::rule::Quantity::Mean(_))),
        Value::Passed(..) => true,
        Value::Fixed(ratio) => ratio.parts().1 == 1,
        Value::Sum(parts) | Value::Product(parts) | Value::Least(parts) | Value::Most(parts) => {
            parts.iter().all(is_whole)
        }
        Value::Negative(inner) => is_whole(inner),
        Value::Rounded(inner, rounding) => rounding.digits == 0 || is_whole(inner),
        Value::Number(..)
        | Value::Yearly(..)
        | Value::Given(_)
        | Value::Quotient(..)
        | Value::Points(_)
        | Value::Mean(_) => false,
    }
}

/// The rows as steps, where each begins where the one before it ends and all of it is given.
fn steps(rows: &[Row], gaps: &[(Option<u16>, Option<u16>)]) -> Vec<(End, u16)> {
    if gaps.iter().any(|(after, _)| after.is_some()) {
        return Vec::new();
    }
    let mut steps: Vec<(End, u16, Option<Ratio>)> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let Ok(place) = u16::try_from(place) else { return Vec::new() };
        let given = is_fixed(row.from.as_ref()) && is_fixed(row.to.as_ref());
        if !given || row.above || row.up_to {
            return Vec::new();
        }
        steps.push((lower(row), place, fixed(row.to.as_ref())));
    }
    steps.sort_by_key(|(from, ..)| *from);
    let joined = steps.windows(2).all(|pair| match pair {
        [(.., to), (from, ..)] => to.map(End::At) == Some(*from),
        _ => true,
    });
    if !joined || steps.last().is_some_and(|(.., to)| to.is_some()) {
        return Vec::new();
    }
    steps.into_iter().map(|(from, place, _)| (from, place)).collect()
}

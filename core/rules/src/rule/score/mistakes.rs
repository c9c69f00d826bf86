//! Small mistakes in an item: what it would be with one of them. Cases that notice none of them prove little.

use super::bands::{Bands, Row};
use super::ratio::{Ratio, Rounding, RoundingMode};
use super::steps::PartOfStep;
use super::value::Value;
use super::{Rule, Scored, Shown, Take};
use crate::fact::Catalogue;
use crate::rule::expr::{Rows, Windows};
use crate::rule::mistakes::mistakes;
use ziping_base::diag::Said;
use ziping_base::say;

/// An item with one mistake, and what the mistake is.
#[derive(Debug, Clone)]
pub struct ItemMistake {
    /// The mistake, in words.
    pub what: Said,
    /// The row that it is in, by place.
    pub row: Option<usize>,
    /// It moves a boundary or turns what belongs to it: cases on and beside the boundary notice it.
    pub boundary: bool,
    /// The item with it.
    pub scored: Scored,
}

/// One unit of the last digit with which a number is written: of 40 % a percentage point, of 12.5 % a tenth of one; of an
/// amount a hundredth of it.
#[must_use]
pub fn last_place(at: Ratio, shown: Shown) -> Ratio {
    let hundredth = Ratio::fixed(1, 2);
    let of_digits = |at: Ratio| Ratio::fixed(1, at.digits().unwrap_or(6).min(6));
    match shown {
        Shown::Money => {
            let size = at.max(at.negated());
            size.times(hundredth).filter(|step| step.is_positive()).unwrap_or(Ratio::ONE).max(hundredth)
        }
        Shown::Percent => {
            let percent = at.times(Ratio::whole(100)).unwrap_or(at);
            of_digits(percent).times(hundredth).unwrap_or(hundredth)
        }
        Shown::Plain | Shown::Points | Shown::Years | Shown::Months | Shown::Days => of_digits(at),
    }
}

/// All small mistakes in an item itself; those in the parts of a group are found there.
#[must_use]
pub fn item_mistakes(scored: &Scored, catalogue: &Catalogue, windows: &mut Windows) -> Vec<ItemMistake> {
    let mut found = Vec::new();
    let mut add = |what: Said, row: Option<usize>, boundary: bool, change: &dyn Fn(&mut Scored)| {
        let mut changed = scored.clone();
        change(&mut changed);
        if changed != *scored {
            found.push(ItemMistake { what, row, boundary, scored: changed });
        }
    };
    if let Some((test, absent)) = &scored.applies {
        add(say!("`applies` left out", "漏写 applies"), None, false, &|item| item.applies = None);
        for mistake in mistakes(test, catalogue, windows) {
            let what = Said::new(format!("applies: {}", mistake.what.en), format!("applies：{}", mistake.what.zh));
            add(what, None, false, &|item| item.applies = Some((mistake.test.clone(), *absent)));
        }
    }
    if let Some(rounding) = scored.rounding {
        add(say!("not rounded", "不作取舍"), None, false, &|item| item.rounding = None);
        let mode = if rounding.mode == RoundingMode::Down { RoundingMode::HalfUp } else { RoundingMode::Down };
        let other = Rounding { mode, ..rounding };
        add(say!("rounded otherwise", "取舍方式写错"), None, false, &|item| item.rounding = Some(other));
    }
    match &scored.rule {
        Rule::Bands(bands) => of_bands(bands, scored, &mut add),
        Rule::Choices(choices) => {
            for (place, given) in choices.points.iter().enumerate() {
                let Some((low, high)) = *given else { continue };
                let by = changed_points(high, scored);
                let wrong = low.plus(by).zip(high.plus(by));
                add(other_points(Some(place)), Some(place), false, &|item| {
                    if let Rule::Choices(choices) = &mut item.rule
                        && let Some(slot) = choices.points.get_mut(place)
                    {
                        *slot = wrong;
                    }
                });
            }
        }
        Rule::Rows(base, kinds) => {
            let by = changed_points(*base, scored);
            if *base != Ratio::ZERO {
                add(say!("another base", "基础分写错"), None, false, &|item| {
                    if let Rule::Rows(base, _) = &mut item.rule {
                        *base = base.added(by);
                    }
                });
            }
            for (place, kind) in kinds.iter().enumerate() {
                of_rows(&kind.rows, place, catalogue, windows, &mut add);
                if let Value::Fixed(each) = kind.each {
                    let wrong = each.added(last_place(each, Shown::Points));
                    add(other_points(Some(place)), Some(place), false, &|item| {
                        with_rows(item, place, |kind| kind.each = Value::Fixed(wrong));
                    });
                }
                if let Some(limit) = kind.limit {
                    let step = last_place(limit, Shown::Points);
                    let wrong = limit.added(if limit.is_negative() { step.negated() } else { step });
                    add(say!("another `most`", "most 写错"), Some(place), false, &|item| {
                        with_rows(item, place, |kind| kind.limit = Some(wrong));
                    });
                }
            }
        }
        Rule::Worth(of, _) => {
            if let Value::Fixed(points) = of {
                let wrong = points.added(changed_points(*points, scored));
                add(other_points(None), None, false, &|item| {
                    if let Rule::Worth(of, _) = &mut item.rule {
                        *of = Value::Fixed(wrong);
                    }
                });
            }
        }
        Rule::Steps(steps) => {
            let with = |item: &mut Scored, change: &dyn Fn(&mut super::Steps)| {
                if let Rule::Steps(steps) = &mut item.rule {
                    change(steps);
                }
            };
            if let Value::Fixed(at) = steps.standard {
                for (what, by) in beside(at, scored.shown) {
                    add(what, None, true, &|item| with(item, &|steps| steps.standard = Value::Fixed(at.added(by))));
                }
            }
            let longer = steps.each.added(last_place(steps.each, scored.shown));
            add(say!("another length of a step", "每级的长度写错"), None, false, &|item| {
                with(item, &|steps| steps.each = longer);
            });
            let wrong = steps.points.added(last_place(steps.points, Shown::Points).negated());
            add(other_points(None), None, false, &|item| with(item, &|steps| steps.points = wrong));
            let part = if steps.part == PartOfStep::Started { PartOfStep::Full } else { PartOfStep::Started };
            add(say!("another `part`", "part 写错"), None, false, &|item| with(item, &|steps| steps.part = part));
        }
        Rule::Pieces(pieces) => {
            for (place, piece) in pieces.pieces.iter().enumerate() {
                let last = piece.last.added(changed_points(piece.last, scored));
                add(other_points(Some(place)), Some(place), false, &|item| {
                    if let Rule::Pieces(pieces) = &mut item.rule
                        && let Some(piece) = pieces.pieces.get_mut(place)
                    {
                        piece.last = last;
                    }
                });
                if let Value::Fixed(at) = piece.to {
                    for (what, by) in beside(at, scored.shown) {
                        add(what, Some(place), true, &|item| move_piece_end(item, at, at.added(by)));
                    }
                }
            }
        }
        Rule::Group(group) => {
            let heavier = group.weight.added(Ratio::fixed(1, 2));
            if group.weight != Ratio::ONE {
                add(say!("another weight", "权重写错"), None, false, &|item| {
                    if let Rule::Group(group) = &mut item.rule {
                        group.weight = heavier;
                    }
                });
            }
            let take = match group.take {
                Take::Sum | Take::Worst | Take::First | Take::Mean => Take::Best,
                Take::Best => Take::Sum,
            };
            if group.parts.len() > 1 {
                add(say!("another `take`", "take 写错"), None, false, &|item| {
                    if let Rule::Group(group) = &mut item.rule {
                        group.take = take;
                    }
                });
            }
        }
    }
    found
}

type Add<'a> = &'a mut dyn FnMut(Said, Option<usize>, bool, &dyn Fn(&mut Scored));

fn other_points(row: Option<usize>) -> Said {
    match row.map(|row| row + 1) {
        Some(row) => say!("other points in row {row}", "第 {row} 行得分写错"),
        None => say!("other points", "得分写错"),
    }
}

/// By how much wrong points differ: one unit of their last digit, kept within the item.
fn changed_points(points: Ratio, scored: &Scored) -> Ratio {
    let step = last_place(points, Shown::Points);
    if points.added(step) > scored.most { step.negated() } else { step }
}

/// A little above and a little below.
fn beside(at: Ratio, shown: Shown) -> [(Said, Ratio); 2] {
    let step = last_place(at, shown);
    [
        (say!("the boundary a little higher", "界限高一点"), step),
        (say!("the boundary a little lower", "界限低一点"), step.negated()),
    ]
}

/// Boundaries moved and turned, both rows beside one together; points of each row.
fn of_bands(bands: &Bands, scored: &Scored, add: Add<'_>) {
    let mut seen: Vec<Ratio> = Vec::new();
    for (place, row) in bands.rows.iter().enumerate() {
        let by = changed_points(row.high, scored);
        add(other_points(Some(place)), Some(place), false, &|item| {
            with_band(item, place, |row| (row.low, row.high) = (row.low.added(by), row.high.added(by)));
        });
        for end in [&row.from, &row.to] {
            let Some(Value::Fixed(at)) = end else { continue };
            if seen.contains(at) {
                continue;
            }
            seen.push(*at);
            for (what, by) in beside(*at, scored.shown) {
                add(what, Some(place), true, &|item| {
                    each_end(item, *at, &|value, _| *value = Value::Fixed(at.added(by)))
                });
            }
            add(
                say!("what lies on the boundary in the other row", "界限本身算入另一档"),
                Some(place),
                true,
                &|item| {
                    each_end(item, *at, &|_, belongs| *belongs = !*belongs);
                },
            );
        }
    }
}

fn with_band(item: &mut Scored, place: usize, change: impl Fn(&mut Row)) {
    if let Rule::Bands(bands) = &mut item.rule {
        bands.steps.clear();
        bands.rows.get_mut(place).into_iter().for_each(change);
    }
}

/// Every end of a row that lies at a boundary.
fn each_end(item: &mut Scored, at: Ratio, change: &dyn Fn(&mut Value, &mut bool)) {
    let Rule::Bands(bands) = &mut item.rule else { return };
    bands.steps.clear();
    for row in &mut bands.rows {
        let Row { from, above, to, up_to, .. } = row;
        for (end, belongs) in [(from, above), (to, up_to)] {
            if let Some(value @ Value::Fixed(_)) = end
                && *value == Value::Fixed(at)
            {
                change(value, belongs);
            }
        }
    }
}

fn move_piece_end(item: &mut Scored, at: Ratio, to: Ratio) {
    let Rule::Pieces(pieces) = &mut item.rule else { return };
    for piece in &mut pieces.pieces {
        for end in [&mut piece.from, &mut piece.to] {
            if *end == Value::Fixed(at) {
                *end = Value::Fixed(to);
            }
        }
    }
}

fn with_rows(item: &mut Scored, place: usize, change: impl Fn(&mut super::RowPoints)) {
    if let Rule::Rows(_, kinds) = &mut item.rule {
        kinds.get_mut(place).into_iter().for_each(change);
    }
}

/// Mistakes in which rows count.
fn of_rows(rows: &Rows, place: usize, catalogue: &Catalogue, windows: &mut Windows, add: Add<'_>) {
    for mistake in mistakes(&rows.filter, catalogue, windows) {
        let filter = mistake.test;
        let what = Said::new(format!("in its rows: {}", mistake.what.en), format!("行的条件中：{}", mistake.what.zh));
        add(what, Some(place), false, &|item| with_rows(item, place, |kind| kind.rows.filter = filter.clone()));
    }
}

//! How the points of an item are given, as the table prints it: its rows in short, or how its parts count.

use super::Draft;
use crate::words;
use ziping_rules::rule::score::{
    Absent, LinearPiece, PartOfStep, Ratio, RoundingMode, Row, RowPoints, Rule, Scored, Shown, Steps, Take, Undefined,
    Value,
};

/// What counts for an item that does not apply.
pub(super) const fn absent(absent: Absent) -> &'static str {
    match absent {
        Absent::Full => words::sheet::standard::absent::FULL,
        Absent::Nothing => words::sheet::standard::absent::NOTHING,
        Absent::LeftOut => words::sheet::standard::absent::LEFT_OUT,
    }
}

impl Draft<'_> {
    /// The standard of an item, one row a line.
    pub(super) fn standard(&self, item: &Scored) -> String {
        let mut lines = match &item.rule {
            Rule::Bands(bands) => {
                let row = |row: &Row| {
                    format!("{}：{}", self.speaker.band(row, item.shown), self.speaker.points(row.points()))
                };
                let mut lines: Vec<String> = bands.rows.iter().map(row).collect();
                if !bands.gaps.is_empty() {
                    lines.push(words::sheet::standard::OUTSIDE_NOT_PUBLISHED.to_owned());
                }
                lines.extend(self.undefined(bands.undefined));
                lines
            }
            Rule::Choices(choices) => {
                let one = |(option, given): (usize, &Option<(Ratio, Ratio)>)| {
                    let points = match given {
                        Some((low, high)) => self.points_between(*low, *high),
                        None => words::shared::NOT_PUBLISHED.to_owned(),
                    };
                    format!("{}：{points}", self.speaker.option(choices.fact, option))
                };
                choices.points.iter().enumerate().map(one).collect()
            }
            Rule::Rows(base, kinds) => {
                let mut lines = self.printed(item);
                if *base != Ratio::ZERO {
                    lines.push(words::sheet::standard::base(self.in_points(*base)));
                }
                lines.extend(kinds.iter().map(|kind| self.rows_of_a_kind(kind)));
                lines
            }
            Rule::Worth(Value::Fixed(points), _) => {
                let points = self.in_points(*points);
                vec![match item.applies {
                    Some(_) => words::sheet::standard::counted_where_applicable(points),
                    None => words::sheet::standard::counted(points),
                }]
            }
            Rule::Worth(_, undefined) => {
                let mut lines = self.printed(item);
                if lines.is_empty() {
                    lines.push(words::sheet::standard::AS_WORKED_OUT.to_owned());
                }
                lines.extend(self.undefined(*undefined));
                lines
            }
            Rule::Steps(steps) => self.stepwise(steps, item.shown),
            Rule::Pieces(pieces) => {
                let one = |piece: &LinearPiece| {
                    let range = self.speaker.between(&piece.from, &piece.to, item.shown);
                    let points = self.points_between(piece.first, piece.last);
                    words::sheet::standard::InProportion { range, points }.to_string()
                };
                let mut lines: Vec<String> = pieces.pieces.iter().map(one).collect();
                lines.extend(self.undefined(pieces.undefined));
                lines
            }
            Rule::Group(group) => {
                let mut line = match group.take {
                    Take::Sum => words::sheet::standard::take::SUM,
                    Take::Best => words::sheet::standard::take::BEST,
                    Take::Worst => words::sheet::standard::take::WORST,
                    Take::First => words::sheet::standard::take::FIRST,
                    Take::Mean => words::sheet::standard::take::MEAN,
                }
                .to_owned();
                if group.weight != Ratio::whole(1) {
                    line.push_str(&words::sheet::standard::weight(self.speaker.shown(group.weight, Shown::Percent)));
                }
                vec![line]
            }
        };
        if let Some(rounding) = item.rounding {
            let how = match rounding.mode {
                RoundingMode::HalfUp => words::sheet::standard::rounding::HALF_UP,
                RoundingMode::HalfEven => words::sheet::standard::rounding::HALF_EVEN,
                RoundingMode::Down => words::sheet::standard::rounding::DOWN,
            };
            lines.push(match rounding.digits {
                0 => words::sheet::standard::round(how),
                digits => words::sheet::standard::Decimals { digits, how }.to_string(),
            });
        }
        if item.bonus {
            lines.push(words::sheet::standard::BONUS.to_owned());
        }
        if let Some((_, how)) = &item.applies {
            lines.push(words::sheet::standard::not_applicable(absent(*how)));
        }
        lines.join("\n")
    }

    /// What the document says of an item, where that is more than its title.
    fn printed(&self, item: &Scored) -> Vec<String> {
        let words = self.order.words.get("item", &item.id);
        let text = words.text.trim();
        if text.is_empty() || text == words.title { Vec::new() } else { vec![text.to_owned()] }
    }

    fn in_points(&self, points: Ratio) -> String {
        self.speaker.shown(points, Shown::Points)
    }

    fn points_between(&self, first: Ratio, last: Ratio) -> String {
        if first == last { self.in_points(first) } else { format!("{}–{}", first.shown(), self.in_points(last)) }
    }

    fn undefined(&self, undefined: Undefined) -> Option<String> {
        match undefined {
            Undefined::Points(points) => Some(words::sheet::standard::no_divisor(self.in_points(points))),
            // Most values divide by nothing.
            Undefined::Unpublished => None,
        }
    }

    fn rows_of_a_kind(&self, kind: &RowPoints) -> String {
        let table = self.fact_title(kind.rows.table);
        let each = match &kind.each {
            Value::Fixed(points) if points.is_negative() => {
                words::sheet::standard::rows::deducted(self.in_points(points.negated()))
            }
            Value::Fixed(points) => words::sheet::standard::rows::each(self.in_points(*points)),
            _ => words::sheet::standard::rows::AS_TYPED.to_owned(),
        };
        let most = kind.limit.map(|limit| {
            if limit.is_negative() {
                words::sheet::standard::rows::most_deducted(self.in_points(limit.negated()))
            } else {
                words::sheet::standard::rows::most(self.in_points(limit))
            }
        });
        words::sheet::standard::rows::Counted { table, each, most: most.unwrap_or_default() }.to_string()
    }

    fn stepwise(&self, steps: &Steps, unit: Shown) -> Vec<String> {
        let standard = match &steps.standard {
            Value::Fixed(at) => self.speaker.shown(*at, unit),
            Value::Given(given) => self.title("published", &given.id).to_owned(),
            _ => words::sheet::standard::steps::WORKED_OUT.to_owned(),
        };
        let side =
            if steps.below { words::sheet::standard::steps::LOWER } else { words::sheet::standard::steps::HIGHER };
        let each = match unit {
            Shown::Percent => {
                let points = steps.each.times(Ratio::whole(100)).unwrap_or(steps.each);
                words::sheet::standard::steps::percentage_points(points.shown())
            }
            _ => self.speaker.shown(steps.each, unit),
        };
        let (what, points) = if steps.points.is_negative() {
            (words::sheet::standard::steps::DEDUCTED, steps.points.negated())
        } else {
            (words::sheet::standard::steps::ADDED, steps.points)
        };
        let part = match steps.part {
            PartOfStep::Started => words::sheet::standard::steps::STARTED,
            PartOfStep::Full => words::sheet::standard::steps::FULL,
            PartOfStep::Reading => words::sheet::standard::steps::READING,
        };
        let mut lines = vec![
            words::sheet::standard::steps::At { standard, points: self.in_points(steps.base) }.to_string(),
            words::sheet::standard::steps::Each { side, each, what, points: self.in_points(points), part }.to_string(),
        ];
        lines.extend(self.undefined(steps.undefined));
        lines
    }
}

//! How the points of an item are given, as the table prints it: its rows in short, or how its parts count.

use super::Draft;
use ziping_rules::rule::score::{
    Absent, LinearPiece, PartOfStep, Ratio, RoundingMode, Row, RowPoints, Rule, Scored, Shown, Steps, Take, Undefined,
    Value,
};

/// Said where the document does not say what counts.
pub(super) const NOT_PUBLISHED: &str = "未公布";

/// What counts for an item that does not apply.
pub(super) const fn absent(absent: Absent) -> &'static str {
    match absent {
        Absent::Full => "计满分",
        Absent::Nothing => "计0分",
        Absent::LeftOut => "不计入满分",
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
                    lines.push(format!("各档以外：{NOT_PUBLISHED}"));
                }
                lines.extend(self.undefined(bands.undefined));
                lines
            }
            Rule::Choices(choices) => {
                let one = |(option, given): (usize, &Option<(Ratio, Ratio)>)| {
                    let points = match given {
                        Some((low, high)) => self.points_between(*low, *high),
                        None => NOT_PUBLISHED.to_owned(),
                    };
                    format!("{}：{points}", self.speaker.option(choices.fact, option))
                };
                choices.points.iter().enumerate().map(one).collect()
            }
            Rule::Rows(base, kinds) => {
                let mut lines = self.printed(item);
                if *base != Ratio::ZERO {
                    lines.push(format!("基础{}", self.in_points(*base)));
                }
                lines.extend(kinds.iter().map(|kind| self.rows_of_a_kind(kind)));
                lines
            }
            Rule::Worth(Value::Fixed(points), _) => {
                let whom = if item.applies.is_some() { "适用的计" } else { "计" };
                vec![format!("{whom}{}", self.in_points(*points))]
            }
            Rule::Worth(_, undefined) => {
                let mut lines = self.printed(item);
                if lines.is_empty() {
                    lines.push("按所填或算得的数计分".to_owned());
                }
                lines.extend(self.undefined(*undefined));
                lines
            }
            Rule::Steps(steps) => self.stepwise(steps, item.shown),
            Rule::Pieces(pieces) => {
                let one = |piece: &LinearPiece| {
                    let ends = self.points_between(piece.first, piece.last);
                    format!("{}：{ends}，按比例", self.speaker.between(&piece.from, &piece.to, item.shown))
                };
                let mut lines: Vec<String> = pieces.pieces.iter().map(one).collect();
                lines.extend(self.undefined(pieces.undefined));
                lines
            }
            Rule::Group(group) => {
                let mut line = match group.take {
                    Take::Sum => "各项相加",
                    Take::Best => "取得分最高的一项",
                    Take::Worst => "取得分最低的一项",
                    Take::First => "取第一个适用的项",
                    Take::Mean => "取各项的平均",
                }
                .to_owned();
                if group.weight != Ratio::whole(1) {
                    line.push_str(&format!("，权重{}", self.speaker.shown(group.weight, Shown::Percent)));
                }
                vec![line]
            }
        };
        if let Some(rounding) = item.rounding {
            let mode = match rounding.mode {
                RoundingMode::HalfUp => "四舍五入",
                RoundingMode::HalfEven => "四舍六入五成双",
                RoundingMode::Down => "舍去其后各位",
            };
            lines.push(match rounding.digits {
                0 => format!("得分取整（{mode}）"),
                digits => format!("得分保留{digits}位小数（{mode}）"),
            });
        }
        if item.bonus {
            lines.push("加分项".to_owned());
        }
        if let Some((_, how)) = &item.applies {
            lines.push(format!("不适用的{}", absent(*how)));
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
            Undefined::Points(points) => Some(format!("除数不大于0的：{}", self.in_points(points))),
            // Most values divide by nothing.
            Undefined::Unpublished => None,
        }
    }

    fn rows_of_a_kind(&self, kind: &RowPoints) -> String {
        let table = self.fact_title(kind.rows.table);
        let each = match &kind.each {
            Value::Fixed(points) if points.is_negative() => format!("每行扣{}", self.in_points(points.negated())),
            Value::Fixed(points) => format!("每行{}", self.in_points(*points)),
            _ => "每行按所填的数".to_owned(),
        };
        let most = kind.limit.map(|limit| {
            if limit.is_negative() {
                format!("，最多扣{}", self.in_points(limit.negated()))
            } else {
                format!("，最多{}", self.in_points(limit))
            }
        });
        format!("{table}中计分的，{each}{}", most.unwrap_or_default())
    }

    fn stepwise(&self, steps: &Steps, unit: Shown) -> Vec<String> {
        let standard = match &steps.standard {
            Value::Fixed(at) => self.speaker.shown(*at, unit),
            Value::Given(given) => self.title("published", &given.id).to_owned(),
            _ => "按公式算得的标准".to_owned(),
        };
        let side = if steps.below { "低" } else { "高" };
        let each = match unit {
            Shown::Percent => {
                let points = steps.each.times(Ratio::whole(100)).unwrap_or(steps.each);
                format!("{}个百分点", points.shown())
            }
            _ => self.speaker.shown(steps.each, unit),
        };
        let (what, points) =
            if steps.points.is_negative() { ("扣", steps.points.negated()) } else { ("加", steps.points) };
        let part = match steps.part {
            PartOfStep::Started => "不足一级的按一级",
            PartOfStep::Full => "不足一级的不计",
            PartOfStep::Reading => "不足一级的怎样计，原文件没有写明",
        };
        let mut lines = vec![
            format!("标准{standard}：{}", self.in_points(steps.base)),
            format!("每{side}{each}，{what}{}；{part}", self.in_points(points)),
        ];
        lines.extend(self.undefined(steps.undefined));
        lines
    }
}

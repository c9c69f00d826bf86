//! Items and groups: what their tables say, compiled.

use super::common::{Common, write_points};
use super::read::Desk;
use crate::written::{self, BandRow, Item, Labels, Part, Piece, Tables, Text};
use ziping_base::diag::Span;
use ziping_base::say;
use ziping_rules::fact::Kind;
use ziping_rules::rule::score::{
    Choices, Group, Ratio, RowPoints, Rule, Scored, Shared, Shown, Take, Undefined, Value,
};
use ziping_rules::rule::{compile_row_value, compile_rows, divides};

/// What gives the points of an item: it has one of these keys.
enum GivesPoints<'w> {
    Bands(&'w Tables<BandRow<'w>>),
    Choices(&'w Labels<'w>),
    Rows(&'w Tables<written::Rows<'w>>),
    Points(Text<'w>),
    Steps(&'w written::Steps<'w>),
    Pieces(&'w Tables<Piece<'w>>),
}

/// All of them that an item has.
fn gives_points<'w>(item: &'w Item<'w>) -> Vec<GivesPoints<'w>> {
    let Item { bands, choices, rows, points, steps, pieces, .. } = item;
    let mut all = Vec::new();
    all.extend(bands.as_ref().map(GivesPoints::Bands));
    all.extend(choices.as_ref().map(GivesPoints::Choices));
    all.extend(rows.as_ref().map(GivesPoints::Rows));
    all.extend(points.map(GivesPoints::Points));
    all.extend(steps.as_ref().map(GivesPoints::Steps));
    all.extend(pieces.as_ref().map(GivesPoints::Pieces));
    all
}

impl Desk<'_, '_, '_, '_> {
    pub(super) fn item(&mut self, item: &Item<'_>) -> Option<Scored> {
        let part = item.part();
        let common = self.common(part);
        let kinds = gives_points(item);
        let [kind] = kinds.as_slice() else {
            let id = part.id.text();
            let (message, help) = if kinds.is_empty() {
                (
                    say!("`{id}` does not say what gives its points", "“{id}”没有写怎样得分"),
                    say!(
                        "write bands, choices, rows, steps, pieces or points",
                        "写 bands、choices、rows、steps、pieces 或 points"
                    ),
                )
            } else {
                (
                    say!("`{id}` says twice what gives its points", "“{id}”写了两种得分办法"),
                    say!("one of them; a [[group]] for several", "只写一种；有几种的写成 [[group]]"),
                )
            };
            self.problem(part.id.span, "bad-item", message, help);
            return None;
        };
        let (rule, shown) = match *kind {
            GivesPoints::Bands(rows) => {
                let (bands, shown) = self.bands(item, rows)?;
                (Rule::Bands(bands), shown)
            }
            GivesPoints::Steps(steps) => {
                let (steps, shown) = self.steps(item, steps, &common)?;
                (Rule::Steps(Box::new(steps)), shown)
            }
            GivesPoints::Pieces(pieces) => {
                let (pieces, shown) = self.pieces(item, pieces)?;
                (Rule::Pieces(pieces), shown)
            }
            GivesPoints::Choices(choices) => (Rule::Choices(self.choices(item, choices)?), Shown::Plain),
            GivesPoints::Rows(rows) => (self.rows(item, rows)?, Shown::Plain),
            GivesPoints::Points(points) => {
                let (value, _) = self.expression(points)?;
                let undefined = self.undefined(item, &value, points.span)?;
                (Rule::Worth(value, undefined), Shown::Points)
            }
        };
        let (low, high) = ends(&rule);
        let most = common.max.or(high);
        let Some(most) = most else {
            let message = say!("`max` is missing in this item", "这个项目缺少 max");
            self.problem(part.id.span, "missing-key", message, say!("write the most points", "请写明满分"));
            return None;
        };
        let least = common.min.unwrap_or_else(|| low.unwrap_or(Ratio::ZERO).min(Ratio::ZERO));
        let scored = Self::scored(part, common, (least, most), rule, shown);
        self.check_item(item, &scored);
        Some(scored)
    }

    /// Stands for a table that cannot be read.
    pub(super) fn unreadable(part: Part<'_>) -> Scored {
        let most = part.max.and_then(|max| Ratio::parse(max.text())).unwrap_or(Ratio::ZERO);
        let common = Common { applies: None, rounding: None, max: None, min: None };
        let rule = Rule::Worth(Value::Fixed(Ratio::ZERO), Undefined::Unpublished);
        Self::scored(part, common, (Ratio::ZERO.min(most), most), rule, Shown::Points)
    }

    fn scored(part: Part<'_>, common: Common, (least, most): (Ratio, Ratio), rule: Rule, shown: Shown) -> Scored {
        Scored {
            id: part.id.owned(),
            clauses: part.clause.strings(),
            asks: part.asks.strings(),
            suggests: part.suggests.strings(),
            least,
            most,
            bonus: part.bonus.is_on(),
            applies: common.applies,
            rounding: common.rounding,
            rule,
            shown,
            shared: Shared::default(),
        }
    }

    pub(super) fn group(&mut self, group: &written::Group<'_>, parts: Vec<Scored>) -> Option<Scored> {
        let part = group.part();
        let common = self.common(part);
        if parts.is_empty() {
            let id = part.id.text();
            let message = say!("the group `{id}` has no parts", "组“{id}”没有内容");
            let help = say!("name it as the group of its items: group = \"{id}\"", "在它的项目里写 group = \"{id}\"");
            self.problem(part.id.span, "missing-key", message, help);
            return None;
        }
        let weight = match group.weight {
            None => Ratio::ONE,
            Some(weight) => match self.expression(weight)? {
                (Value::Fixed(by), Shown::Plain | Shown::Percent) if by.is_positive() => by,
                _ => {
                    let message = say!("this is no weight", "这不是权重");
                    self.problem(
                        weight.span,
                        "bad-points",
                        message,
                        say!("write weight = \"23%\"", "写成 weight = \"23%\""),
                    );
                    return None;
                }
            },
        };
        let take = group.take.and_then(|take| take.value).unwrap_or(Take::Sum);
        let weighed = |points: Ratio| points.times(weight);
        let sum = |of: &dyn Fn(&Scored) -> Ratio| {
            parts.iter().filter(|part| !part.bonus).try_fold(Ratio::ZERO, |sum, part| sum.plus(of(part)))
        };
        let (low, high) = match take {
            Take::Sum => (sum(&|part| part.least)?, sum(&|part| part.most)?),
            Take::Best | Take::Worst | Take::First | Take::Mean => (
                parts.iter().map(|part| part.least).min().unwrap_or(Ratio::ZERO).min(Ratio::ZERO),
                parts.iter().map(|part| part.most).max().unwrap_or(Ratio::ZERO),
            ),
        };
        let least = common.min.or_else(|| weighed(low))?;
        let most = common.max.or_else(|| weighed(high))?;
        let scored =
            Self::scored(part, common, (least, most), Rule::Group(Group { parts, take, weight }), Shown::Points);
        self.check_group(group, &scored);
        Some(scored)
    }

    fn choices(&mut self, item: &Item<'_>, choices: &Labels<'_>) -> Option<Choices> {
        let span = item.choice.map_or(item.node.span, |choice| choice.span);
        let id = item.choice.map_or("", |choice| choice.text());
        let fact = self.around.catalogue.find(id);
        let options = fact.and_then(|fact| match &self.around.catalogue.get(fact)?.kind {
            Kind::Choice { options, .. } => Some(options.clone()),
            _ => None,
        });
        let (Some(fact), Some(options)) = (fact, options) else {
            let message = say!("`{id}` is not a choice", "“{id}”不是单选");
            let help = say!("choice names a fact of kind choice", "choice 写种类为单选（choice）的事实");
            self.problem(span, "wrong-type", message, help);
            return None;
        };
        let mut points: Vec<Option<(Ratio, Ratio)>> = vec![None; options.len()];
        for (key, value) in choices.iter() {
            let Some(place) = options.iter().position(|option| *option == key.name) else {
                let message = say!("`{id}` has no option `{name}`", "“{id}”没有“{name}”这个选项", name = &key.name);
                let help = ziping_base::diag::one_of(&key.name, options.iter().map(String::as_str));
                self.problem(key.span, "unknown-option", message, help);
                continue;
            };
            let given = self.points(*value);
            if let Some(slot) = points.get_mut(place) {
                *slot = given;
            }
        }
        let missing: Vec<&String> =
            options.iter().zip(&points).filter(|(_, points)| points.is_none()).map(|(option, _)| option).collect();
        if let (Some(option), true) = (missing.first(), item.holes.is_none()) {
            let message = say!("the option `{option}` has no points", "选项“{option}”没有写得分");
            let help = say!(
                "add it, or holes = \"not_published\" where the document gives none",
                "请补上；原文件没有规定的，写 holes = \"not_published\""
            );
            self.problem(choices.span, "points-hole", message, help);
        }
        Some(Choices { fact, points })
    }

    fn rows(&mut self, item: &Item<'_>, written: &Tables<written::Rows<'_>>) -> Option<Rule> {
        let base = self.number(item.base).unwrap_or(Ratio::ZERO);
        let mut kinds = Vec::new();
        for row in written.iter() {
            let rows = self.compiled(row.of, compile_rows)?;
            let on = rows.table;
            let (each, _) = self.compiled(row.each, |text, scope| compile_row_value(text, on, scope))?;
            let limit = self.number(row.most);
            if matches!(&each, Value::Fixed(each) if each.is_negative()) && limit.is_none() && item.min.is_none() {
                let message = say!("nothing says how much is deducted at most", "没有写最多扣几分");
                let help = say!(
                    "most = \"-10\" here, or min = \"-10\" for the item",
                    "在这里写 most = \"-10\"，或给项目写 min = \"-10\""
                );
                self.problem(row.each.span, "missing-key", message, help);
            }
            if let (Value::Fixed(each), Some(limit), Some(most)) = (&each, limit, row.most)
                && each.is_negative() != limit.is_negative()
            {
                let message = say!("`most` does not go with `each`", "most 与 each 的正负不一致");
                let help = say!("what is deducted is below 0 in both", "扣分的，两处都写负数");
                self.problem(most.span, "bad-points", message, help);
            }
            kinds.push(RowPoints { rows, each, limit });
        }
        Some(Rule::Rows(base, kinds))
    }

    /// Points: a number, or two with `..` between them where experts choose.
    pub(super) fn points(&mut self, written: Text<'_>) -> Option<(Ratio, Ratio)> {
        let found = written.value.and_then(|text| match text.split_once("..") {
            Some((low, high)) => Some((Ratio::parse(low.trim())?, Ratio::parse(high.trim())?)),
            None => Ratio::parse(text).map(|points| (points, points)),
        });
        match found {
            Some((low, high)) if low <= high => found,
            _ => {
                let message = say!("these are no points", "这不是分数");
                let help = match written.value.and_then(meant_as_range) {
                    Some(range) => {
                        say!("a range is written with two points: \"{range}\"", "分数的范围用两个点连接：\"{range}\"")
                    }
                    None => {
                        write_points().and(&say!("; 25..30 where experts choose", "；由专家在范围内确定的写 25..30"))
                    }
                };
                // What is no text has been told.
                if written.value.is_some() {
                    self.problem(written.span, "bad-points", message, help);
                }
                self.unread = true;
                None
            }
        }
    }

    /// What counts where a base is 0 or less.
    pub(super) fn undefined(&mut self, item: &Item<'_>, value: &Value, span: Span) -> Option<Undefined> {
        let id = item.id.text();
        match item.base_not_positive {
            None if divides(value) => {
                let message = say!(
                    "`{id}` divides, and does not say what counts where the base is 0 or less",
                    "“{id}”有除法，没有写除数为零或负数时怎样计"
                );
                let help = say!(
                    "base_not_positive = \"not_published\", or the points that the document gives",
                    "写 base_not_positive = \"not_published\"，或原文件规定的得分"
                );
                self.problem(span, "division-outcome", message, help);
                None
            }
            None => Some(Undefined::Unpublished),
            Some(written) if written.value == Some("not_published") => Some(Undefined::Unpublished),
            Some(written) => self.number(Some(written)).map(Undefined::Points),
        }
    }
}

/// A range as it should be written, where it is written as people do: `6-8`, `6～8`, `6至8`, or with the ends exchanged.
fn meant_as_range(text: &str) -> Option<String> {
    let (low, high) = ["..", "-", "–", "—", "~", "～", "至", "到"].into_iter().find_map(|between| {
        let (low, high) = text.trim().trim_end_matches('分').split_once(between)?;
        Some((Ratio::parse(low.trim())?, Ratio::parse(high.trim())?))
    })?;
    Some(format!("{}..{}", low.min(high).shown(), low.max(high).shown()))
}

/// The least and the most that a rule says itself.
fn ends(rule: &Rule) -> (Option<Ratio>, Option<Ratio>) {
    match rule {
        Rule::Bands(bands) => (bands.rows.iter().map(|row| row.low).min(), bands.rows.iter().map(|row| row.high).max()),
        Rule::Choices(choices) => {
            let given = || choices.points.iter().flatten();
            (given().map(|(low, _)| *low).min(), given().map(|(_, high)| *high).max())
        }
        Rule::Rows(base, kinds) => {
            let limits = |negative: bool| {
                let all: Option<Vec<Ratio>> = kinds
                    .iter()
                    .filter(|kind| matches!(&kind.each, Value::Fixed(each) if each.is_negative()) == negative)
                    .map(|kind| kind.limit)
                    .collect();
                all.and_then(|all| all.into_iter().try_fold(*base, Ratio::plus))
            };
            (limits(true), limits(false))
        }
        Rule::Pieces(pieces) => {
            let all = || pieces.pieces.iter().flat_map(|piece| [piece.first, piece.last]);
            (all().min(), all().max())
        }
        Rule::Steps(steps) => (None, steps.points.is_negative().then_some(steps.base)),
        Rule::Worth(..) | Rule::Group(_) => (None, None),
    }
}

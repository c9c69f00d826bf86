//! Points that are worked out, in words.

use super::Speaker;
use ziping_base::lang::Lang;
use ziping_rules::fact::FactIx;
use ziping_rules::rule::score::{
    Counted, End, ItemFinding, Points, Ratio, Rounding, RoundingMode, Row, Rule, Scored, Shown, Span, Value,
};
use ziping_rules::rule::{Unit, WorkedReason};

/// What a sentence about an item says.
pub(crate) struct ScoredWords<'w> {
    /// The value that is looked up.
    pub value: Option<String>,
    /// The rows that it may fall in.
    pub rows: Vec<&'w str>,
    /// It may lie where the document says nothing.
    pub in_gap: bool,
    /// The next row, and how many points more it gives.
    pub next: Option<(&'w str, &'w str)>,
    /// It applies.
    pub applies: bool,
}

impl Speaker<'_> {
    /// What gives the points of an item: `9 年，落在“8–10 年”一档，得 7 分；再到“10 年以上”加 1 分`.
    pub(crate) fn scored(&self, item: &Scored, found: &ItemFinding, words: ScoredWords<'_>) -> String {
        let zh = self.lang == Lang::Zh;
        if !found.answered && !found.points.is_exact() && words.applies {
            let points = self.points(found.points);
            return if zh {
                format!("还没有回答，可能得 {points}")
            } else {
                format!("not answered: {points} possible")
            };
        }
        let mut said: Vec<String> = Vec::new();
        if !words.applies {
            said.push(self.lang.pick("不适用", "it does not apply").to_owned());
        }
        said.extend(words.value.filter(|_| words.applies));
        if !words.rows.is_empty() && words.applies {
            said.push(self.in_rows(item, &words.rows));
        }
        if words.in_gap || found.points.silent {
            said.push(
                self.lang.pick("原文件没有规定这里的得分", "the document does not say what counts here").to_owned(),
            );
        }
        let points = self.points(found.points);
        said.push(if zh { format!("得 {points}") } else { points });
        let most = self.shown(item.most, Shown::Points);
        if found.at_ceiling {
            said.push(if zh { format!("最多计 {most}") } else { format!("at most {most} count") });
        }
        if found.at_floor {
            let least = self.shown(item.least, Shown::Points);
            said.push(if zh { format!("最低计 {least}") } else { format!("no less than {least} counts") });
        }
        let mut sentence = said.join(self.lang.pick("，", ", "));
        if let Some((row, gain)) = words.next {
            sentence.push_str(&if zh {
                format!("；到“{row}”再加 {gain} 分")
            } else {
                format!("; {gain} more in “{row}”")
            });
        }
        sentence
    }

    /// The rows that decide: of bands and pieces one of them, of tables and steps all.
    fn in_rows(&self, item: &Scored, rows: &[&str]) -> String {
        let one_of = matches!(item.rule, Rule::Bands(_) | Rule::Pieces(_) | Rule::Choices(_));
        if !one_of {
            return rows.join(self.lang.pick("；", "; "));
        }
        let rows: Vec<String> = rows.iter().map(|row| format!("“{row}”")).collect();
        match self.lang {
            Lang::Zh => format!("落在{}", rows.join("或")),
            Lang::En => format!("in the row {}", rows.join(" or ")),
        }
    }

    /// Points as a range.
    #[must_use]
    pub fn points(&self, points: Points) -> String {
        if points.is_exact() {
            self.shown(points.low, Shown::Points)
        } else {
            format!("{}{}{}", points.low.shown(), self.dash(), self.shown(points.high, Shown::Points))
        }
    }

    /// A row of bands: `≥ 8% 且 < 10%`, as short as a table has it.
    #[must_use]
    pub fn band(&self, row: &Row, unit: Shown) -> String {
        let end = |value: &Value| self.end(value, unit);
        let from = row.from.as_ref().map(|from| format!("{} {}", if row.above { ">" } else { "≥" }, end(from)));
        let to = row.to.as_ref().map(|to| format!("{} {}", if row.up_to { "≤" } else { "<" }, end(to)));
        match (from, to) {
            (Some(from), Some(to)) => format!("{from}{}{to}", self.lang.pick("，", ", ")),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => self.lang.pick("任何数", "any number").to_owned(),
        }
    }

    /// A linear piece.
    #[must_use]
    pub fn between(&self, from: &Value, to: &Value, unit: Shown) -> String {
        format!("{}–{}", self.end(from, unit), self.end(to, unit))
    }

    /// An end of a row: a number, or the figure that the issuer publishes.
    fn end(&self, value: &Value, unit: Shown) -> String {
        match value {
            Value::Fixed(at) => self.shown(*at, unit),
            Value::Given(given) => self.words.title("published", &given.id).to_owned(),
            _ => "…".to_owned(),
        }
    }

    /// How many steps count.
    #[must_use]
    pub fn steps(&self, fewest: Ratio, most: Option<Ratio>) -> String {
        let space = self.space();
        let count = match most {
            Some(most) if most == fewest => most.shown(),
            Some(most) => format!("{}{}{}", fewest.shown(), self.dash(), most.shown()),
            None => match self.lang {
                Lang::Zh => format!("至少{space}{}", fewest.shown()),
                Lang::En => format!("at least {}", fewest.shown()),
            },
        };
        match self.lang {
            Lang::Zh => format!("与标准相差{space}{count}{space}级"),
            Lang::En => format!("{count} {} from the standard", plural(&count, "step", "steps")),
        }
    }

    /// An option of a choice, by place.
    #[must_use]
    pub fn option(&self, fact: FactIx, option: usize) -> String {
        self.options(fact, 1_u64.checked_shl(u32::try_from(option).unwrap_or(64)).unwrap_or(0))
    }

    /// How many rows count.
    #[must_use]
    pub fn counted(&self, counted: Counted) -> String {
        let space = self.space();
        let table = self.fact(counted.table);
        let count = match (counted.certain, counted.possible) {
            (_, u32::MAX) => self.lang.pick("未回答", "not answered").to_owned(),
            (certain, possible) if certain == possible => certain.to_string(),
            (certain, possible) => format!("{certain}{}{possible}", self.dash()),
        };
        match (self.lang, counted.possible) {
            (_, u32::MAX) => format!("{table}{}{count}", self.lang.pick("：", ": ")),
            (Lang::Zh, _) => format!("{table}：计分的{space}{count}{space}行"),
            (Lang::En, _) => format!("{table}: {count} {}", plural(&count, "row counts", "rows count")),
        }
    }

    /// Another row of a table.
    #[must_use]
    pub fn another_row(&self, table: FactIx) -> String {
        match self.lang {
            Lang::Zh => format!("{}再加一行", self.fact(table)),
            Lang::En => format!("another row of {}", self.fact(table)),
        }
    }

    /// Number expressions beside each other: `经营年限：9 年，须不少于 8 年`.
    pub(super) fn worked(&self, said: &WorkedReason, fact: FactIx) -> String {
        let label = match &said.item {
            Some(item) => self.item(item),
            None => self.fact(fact).to_owned(),
        };
        format!(
            "{label}{}{}{}{} {}",
            self.lang.pick("：", ": "),
            self.span(said.value, said.shown),
            self.lang.pick("，", "; "),
            self.comparison(said.comparison, (said.shown == Shown::Money).then_some(Unit::Money)),
            self.span(said.bound, said.shown)
        )
    }

    /// An item's label.
    #[must_use]
    pub fn item(&self, id: &str) -> String {
        self.words.title("item", id).to_owned()
    }

    /// A number as a table shows it.
    #[must_use]
    pub fn shown(&self, number: Ratio, shown: Shown) -> String {
        let unit = |zh: &str, one: &str, many: &str| match self.lang {
            Lang::Zh => format!("{}{}{zh}", number.shown(), self.space()),
            Lang::En => format!("{} {}", number.shown(), plural(&number.shown(), one, many)),
        };
        match shown {
            Shown::Plain => number.shown(),
            Shown::Percent => {
                let percent = number.times(Ratio::whole(100)).unwrap_or(number);
                // Two decimals are enough to read; what decides is exact.
                let read = Rounding { digits: 2, mode: RoundingMode::HalfUp };
                let rounded = percent.rounded(read);
                format!("{}{}%", if rounded == percent { "" } else { "≈" }, rounded.shown())
            }
            Shown::Money => match number.times(Ratio::whole(100)).and_then(|fen| i64::try_from(fen.floor()).ok()) {
                Some(fen) => self.money(fen),
                None => number.shown(),
            },
            Shown::Points => unit("分", "point", "points"),
            Shown::Years => unit("年", "year", "years"),
            Shown::Months => unit("个月", "month", "months"),
            Shown::Days => unit("日", "day", "days"),
        }
    }

    /// What a value may be.
    #[must_use]
    pub fn span(&self, span: Span, shown: Shown) -> String {
        let space = self.space();
        if !span.defined {
            return self.lang.pick("无法计算", "cannot be worked out").to_owned();
        }
        match (span.low, span.high) {
            (End::At(low), End::At(high)) if low == high => self.shown(low, shown),
            (End::At(low), End::At(high)) => {
                format!("{}{}{}", self.shown(low, shown), self.dash(), self.shown(high, shown))
            }
            (End::At(low), _) if low > Ratio::ZERO => match self.lang {
                Lang::Zh => format!("至少{space}{}", self.shown(low, shown)),
                Lang::En => format!("at least {}", self.shown(low, shown)),
            },
            (_, End::At(high)) => match self.lang {
                Lang::Zh => format!("至多{space}{}", self.shown(high, shown)),
                Lang::En => format!("at most {}", self.shown(high, shown)),
            },
            _ => self.lang.pick("未定", "open").to_owned(),
        }
    }
}

/// The word for one of something, or for several.
fn plural<'w>(count: &str, one: &'w str, many: &'w str) -> &'w str {
    if matches!(count, "1" | "-1") { one } else { many }
}

//! Sentences for people, in Chinese and English, from what an evaluation left behind.

mod changes;
mod conflicts;
mod plan;
mod reasons;
mod scores;
mod values;

use super::finding::{FigureFinding, Figured};
use super::grade::GradeRange;
pub(crate) use changes::row_numbers;
pub(super) use scores::ScoredWords;
pub use values::percent_of;
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_regime::{Library, RuleBook, Words};
use ziping_rules::fact::{FactIx, Range};
use ziping_rules::rule::score::Points;
use ziping_rules::rule::{Truth, Unit};

/// Speaks of one regime in one language.
#[derive(Debug, Clone, Copy)]
pub struct Speaker<'a> {
    library: &'a Library,
    rulebook: &'a RuleBook,
    words: &'a Words,
    lang: Lang,
    /// Dates as Chinese papers write them.
    formal: bool,
}

impl<'a> Speaker<'a> {
    /// A speaker with the words of its language.
    #[must_use]
    pub const fn new(library: &'a Library, rulebook: &'a RuleBook, words: &'a Words, lang: Lang) -> Self {
        Self { library, rulebook, words, lang, formal: false }
    }

    /// For papers: days are written 2026年3月1日 in Chinese, as everywhere else on paper (GB/T 15835).
    #[must_use]
    pub const fn formal(mut self) -> Self {
        self.formal = true;
        self
    }

    /// A day: `2026-03-01`, on Chinese papers `2026年3月1日`.
    pub(super) fn day(&self, day: Day) -> String {
        match (self.lang, self.formal) {
            (Lang::Zh, true) => day.in_chinese(),
            (Lang::Zh, false) | (Lang::En, _) => day.to_string(),
        }
    }

    /// What stands in Chinese between a character and a day in digits; nothing where days are written out.
    pub(super) const fn space(&self) -> &'static str {
        if self.formal { "" } else { " " }
    }

    /// The language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// A fact's label.
    #[must_use]
    pub fn fact(&self, fact: FactIx) -> &'a str {
        self.words.title("fact", self.library.catalogue.id(fact))
    }

    /// The title of what is named by an id of whatever kind, such as what stands in the way; `None`: there are no words.
    #[must_use]
    pub fn named(&self, id: &str) -> Option<&'a str> {
        const KINDS: [&str; 8] = ["condition", "cap", "ground", "fact", "level", "element", "aspect", "figure"];
        KINDS.iter().find_map(|kind| self.words.find(kind, id)).map(|words| words.title.as_str())
    }

    /// An outcome's id by place.
    #[must_use]
    pub fn outcome(&self, place: u8) -> &'a str {
        self.rulebook.grade.outcomes.get(usize::from(place)).map_or("", String::as_str)
    }

    /// An outcome's label by place.
    #[must_use]
    pub fn outcome_title(&self, place: u8) -> &'a str {
        self.words.title("outcome", self.outcome(place))
    }

    /// A range of outcomes: `B`, `B–AA`.
    #[must_use]
    pub fn grades(&self, range: GradeRange) -> String {
        if range.is_decided() {
            self.outcome_title(range.worst).to_owned()
        } else {
            format!("{}{}{}", self.outcome_title(range.worst), self.dash(), self.outcome_title(range.best))
        }
    }

    /// A figure worked out from a table.
    #[must_use]
    pub fn figure(&self, figure: &FigureFinding) -> String {
        let nothing = self.lang.pick("没有可以计算的行", "no rows to work it out from");
        if !figure.answered {
            return self.lang.pick("未回答", "not answered").to_owned();
        }
        match figure.value {
            // A mean of no rows is not a number, and one of rows that are not filled in may be any.
            Figured::Number(Range { low: 0, high: Range::OPEN_HIGH }, _) => match self.lang {
                Lang::Zh => "还算不出：没有可以计算的行，或者有关的行没有填全".to_owned(),
                Lang::En => "not known yet: no rows to work it out from, or they are not filled in".to_owned(),
            },
            Figured::Number(range, unit) => self.range(range, unit),
            Figured::Share(_, Range { high: 0, .. }) => nothing.to_owned(),
            Figured::Share(part, whole) if part.is_exact() && whole.is_exact() => {
                format!("{}（{} / {}）", percent_of(part.low, whole.low), part.low, whole.low)
            }
            Figured::Share(part, whole) => {
                // The same rows may count in both: the two do not move by themselves.
                let open = self.lang.pick("（未定：有的行没有填全）", " (open: some rows are not filled in)");
                format!("{} / {}{open}", self.range(part, Unit::Count), self.range(whole, Unit::Count))
            }
            Figured::Truth(Truth::True) => self.lang.pick("是", "yes").to_owned(),
            Figured::Truth(Truth::False) => self.lang.pick("否", "no").to_owned(),
            Figured::Truth(Truth::Unknown) => self.lang.pick("未定", "open").to_owned(),
        }
    }

    /// Stands before what a document refers to but does not contain.
    #[must_use]
    pub const fn not_published(&self) -> &'static str {
        self.lang.pick("本文件未载明：", "Not published in this document: ")
    }

    /// An overlay in use: its title, version and what it says of itself.
    #[must_use]
    pub fn overlay(&self, title: &str, version: &str, text: &str) -> String {
        match self.lang {
            Lang::Zh => format!("已加用补充规则“{title}”{version}：{text}"),
            Lang::En => format!("The overlay “{title}” {version} is in use: {text}"),
        }
    }

    /// A typed score or level that differs from what an overlay gives; `exact`: the points that items give.
    #[must_use]
    pub fn overlay_differs(&self, fact: FactIx, typed: Range, worked_out: Range, exact: Option<Points>) -> String {
        let said = |(low, high): (String, String)| if low == high { low } else { format!("{low}–{high}") };
        let worked_out =
            exact.map_or_else(|| self.element_ends(worked_out), |points| (points.low.shown(), points.high.shown()));
        let (typed, worked_out) = (said(self.element_ends(typed)), said(worked_out));
        match self.lang {
            Lang::Zh => {
                format!("“{}”填写为 {typed}，按补充规则为 {worked_out}，以后者计", self.fact(fact))
            }
            Lang::En => {
                format!("“{}” is entered as {typed}; the overlay gives {worked_out}, which is used", self.fact(fact))
            }
        }
    }
}

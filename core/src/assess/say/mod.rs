//! Sentences for people, in Chinese and English, from what an evaluation left behind.

mod changes;
mod reasons;
mod values;

use super::finding::{FigureFinding, Figured};
use super::grade::GradeRange;
use crate::fact::{FactIx, Range};
use crate::regime::{Library, RuleBook, Words};
use crate::rule::{Truth, Unit};
use serde::{Deserialize, Serialize};
use values::percent_of;

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// As in file names and the `lang` attribute's first part.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// What is said in this language, of both.
    #[must_use]
    pub const fn pick<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// Speaks of one regime in one language.
#[derive(Debug, Clone, Copy)]
pub struct Speaker<'a> {
    library: &'a Library,
    rulebook: &'a RuleBook,
    words: &'a Words,
    lang: Lang,
}

impl<'a> Speaker<'a> {
    /// A speaker with the words of its language.
    #[must_use]
    pub const fn new(library: &'a Library, rulebook: &'a RuleBook, words: &'a Words, lang: Lang) -> Self {
        Self { library, rulebook, words, lang }
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
            format!("{}–{}", self.outcome_title(range.worst), self.outcome_title(range.best))
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
            // A mean of no rows is not a number.
            Figured::Number(Range { low: 0, high: Range::OPEN_HIGH }, _) => nothing.to_owned(),
            Figured::Number(range, unit) => self.range(range, unit),
            Figured::Share(_, Range { high: 0, .. }) => nothing.to_owned(),
            Figured::Share(part, whole) if part.is_exact() && whole.is_exact() => {
                format!("{}（{} / {}）", percent_of(part.low, whole.low), part.low, whole.low)
            }
            Figured::Share(part, whole) => {
                format!("{} / {}", self.range(part, Unit::Count), self.range(whole, Unit::Count))
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

    /// A typed score or level that differs from what an overlay gives.
    #[must_use]
    pub fn overlay_differs(&self, fact: FactIx, typed: (String, String), worked_out: (String, String)) -> String {
        let said = |(low, high): (String, String)| if low == high { low } else { format!("{low}–{high}") };
        let (typed, worked_out) = (said(typed), said(worked_out));
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

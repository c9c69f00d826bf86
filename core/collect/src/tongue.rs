//! The languages of a workbook, and words in them.

use std::borrow::Cow;
use ziping_base::diag::Said;
use ziping_base::lang::Lang;
use ziping_regime::{RuleBook, Words, WordsOf};

/// The languages of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// One.
    One(Lang),
    /// Chinese and, below or behind it, English.
    Both,
}

impl Tongue {
    /// Both texts, one below the other, or the one that is wanted.
    pub(crate) fn lines(self, said: &Said) -> String {
        self.joined(said, "\n")
    }

    /// Both texts, one behind the other, or the one that is wanted.
    pub(crate) fn line(self, said: &Said) -> String {
        self.joined(said, " / ")
    }

    fn joined(self, said: &Said, between: &str) -> String {
        match self {
            Self::One(lang) => lang.pick(&said.zh, &said.en).to_owned(),
            Self::Both if said.zh == said.en || said.en.is_empty() => said.zh.clone().into_owned(),
            Self::Both => format!("{}{between}{}", said.zh, said.en),
        }
    }
}

/// What words of `content/papers` say, in both languages.
pub(crate) fn both<T: Into<Cow<'static, str>>>(words: impl Fn(Lang) -> T) -> Said {
    Said::new(words(Lang::En), words(Lang::Zh))
}

/// A rule book with its words.
#[derive(Debug, Clone, Copy)]
pub struct Regime<'a> {
    /// The rule book.
    pub rulebook: &'a RuleBook,
    /// All words that it may need, in Chinese.
    pub zh: &'a Words,
    /// The same in English.
    pub en: &'a Words,
}

impl Regime<'_> {
    /// The title of something of this rule book.
    pub(crate) fn title(&self, kind: &str, id: &str) -> Said {
        Said::new(self.en.title(kind, id).to_owned(), self.zh.title(kind, id).to_owned())
    }

    /// A text of something of this rule book.
    pub(crate) fn text(&self, kind: &str, id: &str, which: impl Fn(&WordsOf) -> &String) -> Said {
        Said::new(which(self.en.get(kind, id)).clone(), which(self.zh.get(kind, id)).clone())
    }

    /// A label of an option or a column of a fact.
    pub(crate) fn label(&self, fact: &str, option: &str) -> Said {
        Said::new(self.en.label("fact", fact, option).to_owned(), self.zh.label("fact", fact, option).to_owned())
    }
}

/// The words of a fact: those of the first rule book that has any.
pub(crate) fn with_words<'r, 'a>(regimes: &'r [Regime<'a>], fact: &str) -> Option<&'r Regime<'a>> {
    regimes.iter().find(|regime| regime.zh.find("fact", fact).is_some()).or_else(|| regimes.first())
}

/// The title of a fact, or its id.
pub(crate) fn fact_title(regimes: &[Regime<'_>], fact: &str) -> Said {
    with_words(regimes, fact).map_or_else(|| Said::english(fact.to_owned()), |regime| regime.title("fact", fact))
}

/// What a fact asks, in full; may be empty.
pub(crate) fn fact_text(regimes: &[Regime<'_>], fact: &str) -> Said {
    let known = with_words(regimes, fact).map(|regime| regime.text("fact", fact, |words| &words.text));
    known.unwrap_or_else(|| Said::english(""))
}

/// The label of an option or a column of a fact, or its id.
pub(crate) fn fact_label(regimes: &[Regime<'_>], fact: &str, option: &str) -> Said {
    let known = with_words(regimes, fact).map(|regime| regime.label(fact, option));
    known.unwrap_or_else(|| Said::english(option.to_owned()))
}

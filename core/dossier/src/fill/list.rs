//! All placeholders that a form can have, with their titles.

use super::subject::{OF_HOST, Titles, WORDS};
use serde::Serialize;
use ziping_assess::uses;
use ziping_base::diag::Said;
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_regime::{Library, RuleBook, Words};
use ziping_rules::fact::{Fact, FactIx, Kind};

/// A placeholder that a form can have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placeholder {
    /// As it is written: `{{org.name}}`.
    pub written: String,
    /// With the Chinese title in the place of the id, where the words are Chinese and only one thing has it; else empty.
    pub by_title: String,
    /// What it is called, in the language of the words.
    pub title: String,
    /// What it says.
    pub says: PlaceholderKind,
}

/// What a placeholder says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceholderKind {
    /// What the assessment or the order says.
    Result,
    /// Words.
    Text,
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
    /// Money.
    Amount,
    /// A day.
    Day,
    /// When something last happened.
    Event,
    /// One option or several.
    Options,
    /// A box that is ticked where an option is chosen.
    Box,
    /// The heading of a fiscal year.
    Year,
    /// A column of a table: the row is repeated.
    Column,
    /// Begins what is repeated for each row of a table.
    Record,
    /// How a condition, cap or ground turned out.
    Outcome,
    /// The association's contact data.
    Contact,
    /// What whoever serves the site says of itself; empty where nobody does.
    Host,
}

impl PlaceholderKind {
    /// In a word or two.
    #[must_use]
    pub fn said(self) -> Said {
        match self {
            Self::Result => say!("order or result", "申报或结果"),
            Self::Text => say!("text", "文字"),
            Self::YesNo => say!("yes or no", "是或否"),
            Self::Number => say!("number", "数"),
            Self::Amount => say!("amount of money", "金额"),
            Self::Day => say!("day", "日期"),
            Self::Event => say!("last occurrence", "最近一次"),
            Self::Options => say!("options", "选项"),
            Self::Box => say!("box", "方框"),
            Self::Year => say!("fiscal year", "年度"),
            Self::Column => say!("column of a table", "表格的一列"),
            Self::Record => say!("repeats for each row", "逐行重复"),
            Self::Outcome => say!("condition", "条件"),
            Self::Contact => say!("the association's contact", "主办单位联系方式"),
            Self::Host => say!("from the host of the site", "本站提供方"),
        }
    }
}

/// Lists placeholders.
struct List<'a> {
    words: &'a Words,
    /// The language of the words.
    lang: Lang,
    titles: Titles,
    found: Vec<Placeholder>,
}

/// All placeholders that a form of a rule book can have: what the assessment says, the facts that it uses in the order in
/// which they are asked, conditions, caps and grounds, contact data of overlays, and what the host of the site says.
#[must_use]
pub fn placeholders(library: &Library, rulebook: &RuleBook, words: &Words, lang: Lang) -> Vec<Placeholder> {
    let used = uses(library, rulebook);
    let mut order: Vec<FactIx> = Vec::new();
    let asked = rulebook.sections.iter().flat_map(|section| section.facts.iter().copied());
    let shared = ["org.name", "org.uscc"].iter().filter_map(|id| library.catalogue.find(id));
    for fact in shared.chain(asked).chain(used.iter().copied()) {
        if used.contains(&fact) && !order.contains(&fact) {
            order.push(fact);
        }
    }
    let titles = Titles::of(library, words, Some(&used));
    let mut list = List { words, lang, titles, found: Vec::new() };
    for (word, title, english) in WORDS {
        // A question of the rule book with the same title goes first.
        let free = lang == Lang::Zh && list.titles.get(title).is_empty();
        let by_title = if free { title } else { "" };
        list.add(word, by_title, lang.pick(title, english), PlaceholderKind::Result);
    }
    for fact in order {
        if let Some(fact) = library.catalogue.get(fact) {
            list.fact(fact);
        }
    }
    let conditions = rulebook.conditions.iter().map(|item| ("condition", &item.id));
    let caps = rulebook.caps.iter().map(|item| ("cap", &item.id));
    let grounds = rulebook.grounds.iter().map(|item| ("ground", &item.id));
    for (kind, id) in conditions.chain(caps).chain(grounds) {
        list.add(id, "", words.title(kind, id), PlaceholderKind::Outcome);
    }
    for (label, _) in rulebook.overlays.iter().filter_map(|overlay| overlay.contact.get("zh")).flatten() {
        let by_title = if lang == Lang::Zh { format!("联系方式.{label}") } else { String::new() };
        list.add(&format!("contact.{label}"), &by_title, label, PlaceholderKind::Contact);
    }
    for (part, title, english) in OF_HOST {
        let by_title = if lang == Lang::Zh { format!("本站提供方.{title}") } else { String::new() };
        let said = lang.pick("本站提供方：", "host of the site: ");
        let title = format!("{said}{}", lang.pick(title, english));
        list.add(&format!("host.{part}"), &by_title, &title, PlaceholderKind::Host);
    }
    list.found
}

impl List<'_> {
    fn add(&mut self, name: &str, by_title: &str, title: &str, says: PlaceholderKind) {
        let braced = |name: &str| if name.is_empty() { String::new() } else { format!("{{{{{name}}}}}") };
        let (written, by_title) = (braced(name), braced(by_title));
        self.found.push(Placeholder { written, by_title, title: title.to_owned(), says });
    }

    /// A fact with everything of it that can be asked.
    fn fact(&mut self, fact: &Fact) {
        let title = self.words.title("fact", &fact.id).to_owned();
        let known = self.titles.get(&title);
        // A title that only one thing has can stand for it.
        let own = if known.len() == 1 && self.lang == Lang::Zh { title.as_str() } else { "" };
        let by = |part: &str| if own.is_empty() { String::new() } else { format!("{own}{part}") };
        let id = fact.id.as_str();
        let colon = self.lang.pick("：", ": ");
        match &fact.kind {
            Kind::Bool => {
                self.add(id, own, &title, PlaceholderKind::YesNo);
                for (option, label) in [("yes", self.lang.pick("是", "yes")), ("no", self.lang.pick("否", "no"))] {
                    let boxed = by(&format!("={label}"));
                    self.boxed(&format!("{id}={option}"), &boxed, &format!("{title}{colon}{label}"));
                }
            }
            Kind::Count | Kind::Score { .. } => self.add(id, own, &title, PlaceholderKind::Number),
            Kind::Money { .. } => self.add(id, own, &title, PlaceholderKind::Amount),
            Kind::Date => self.add(id, own, &title, PlaceholderKind::Day),
            Kind::Occurrence => self.add(id, own, &title, PlaceholderKind::Event),
            Kind::Text(_) => self.add(id, own, &title, PlaceholderKind::Text),
            Kind::Choice { options, .. } | Kind::Several { options } => {
                self.add(id, own, &title, PlaceholderKind::Options);
                for option in options {
                    let label = self.words.label("fact", id, option).to_owned();
                    self.boxed(&format!("{id}={option}"), &by(&format!("={label}")), &format!("{title}{colon}{label}"));
                }
            }
            Kind::Yearly { .. } => {
                for year in 1..=3 {
                    let part = format!(".{year}");
                    self.add(
                        &format!("{id}{part}"),
                        &by(&part),
                        &format!("{title}（{year}/3）"),
                        PlaceholderKind::Amount,
                    );
                    let head = format!(".{year}.year");
                    let by_title = by(&format!(".{year}.年度"));
                    self.add(&format!("{id}{head}"), &by_title, &format!("{title}（{year}/3）"), PlaceholderKind::Year);
                }
            }
            Kind::Table { columns } => {
                self.add(
                    &format!("#{id}.#"),
                    &by(".#").replacen(own, &format!("#{own}"), usize::from(!own.is_empty())),
                    &title,
                    PlaceholderKind::Record,
                );
                self.add(&format!("{id}.#"), &by(".#"), &format!("{title} · #"), PlaceholderKind::Column);
                for column in columns {
                    let label = self.words.label("fact", id, &column.id).to_owned();
                    let twice = columns.iter().filter(|other| self.words.label("fact", id, &other.id) == label).count();
                    let by_title = if twice == 1 { by(&format!(".{label}")) } else { String::new() };
                    let said = format!("{title} · {label}");
                    self.add(&format!("{id}.{}", column.id), &by_title, &said, PlaceholderKind::Column);
                }
            }
        }
    }

    fn boxed(&mut self, name: &str, by_title: &str, title: &str) {
        let by_title = if by_title.is_empty() { String::new() } else { format!("☐{by_title}") };
        self.add(&format!("☐{name}"), &by_title, title, PlaceholderKind::Box);
    }
}

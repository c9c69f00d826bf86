//! What a placeholder's name names: by id, or by its Chinese title where only one thing has it.

use super::problem::Fault;
use super::token::narrow;
use super::values::Values;
use crate::Order;
use crate::compose::{APPLICATION, Noted, application, letter};
use std::collections::BTreeMap;
use std::rc::Rc;
use ziping_assess::{Outcome, uses};
use ziping_regime::{Library, Words};
use ziping_rules::fact::{Column, FactIx, Kind};

/// The words that are no ids, with what they are called in Chinese and English.
pub(super) const WORDS: [(&str, &str, &str); 7] = [
    ("organisation", "申报单位", "the applicant"),
    ("regime", "评价项目", "the regime"),
    ("date", "填报日期", "the assessment date"),
    ("target", "申报等级", "the level applied for"),
    ("grade", "自评等级", "the grade"),
    ("score", "自评得分", "the score"),
    ("eligible", "是否符合申报条件", "whether eligible"),
];

/// What a form can ask of whoever serves the site: behind `host.`, behind `本站提供方.`, and in English.
pub(super) const OF_HOST: [(&str, &str, &str); 7] = [
    ("name", "名称", "name"),
    ("person", "联系人", "contact person"),
    ("phone", "电话", "telephone"),
    ("email", "邮箱", "mail"),
    ("address", "地址", "address"),
    ("contact", "联系方式", "all contact data in a line"),
    ("hand_in", "递交", "where and how to hand in"),
];

/// What a name names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// One of the [`WORDS`].
    Word(&'static str),
    /// How a condition turned out, or a cap or ground, where *true* is bad.
    Outcome(Outcome, bool),
    /// A fact.
    Fact(FactIx),
    /// A fiscal year of a fact.
    Year(FactIx, i32),
    /// A fiscal year itself.
    Heading(i32),
    /// A column of a table by its place; `None`: the number of the row.
    Cells(FactIx, Option<usize>),
    /// The association's contact data.
    Contact(String),
    /// What whoever serves the site says of itself, one of [`OF_HOST`].
    Host(&'static str),
    /// What the kit's own paper says under a name.
    Told(Told),
}

/// What one of the kit's own papers says under a name, as its template has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    /// A text.
    Text(String),
    /// A column of a table or list, by the name of that.
    Column(String, Vec<String>),
    /// A table or list; whether there is anything in it.
    List(String, bool),
    /// What may be left out; whether it stays.
    Part(bool),
}

/// The fiscal year that a placeholder counts, the earliest of three first.
fn counted(part: &str, year: i32) -> Option<i32> {
    match part {
        "1" => Some(year - 3),
        "2" => Some(year - 2),
        "3" => Some(year - 1),
        _ => None,
    }
}

/// Titles are compared without spaces, whatever the width.
fn plain(title: &str) -> String {
    narrow(title).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Facts by their titles.
pub(super) struct Titles(BTreeMap<String, Vec<FactIx>>);

impl Titles {
    /// Of these facts, or of all.
    pub(super) fn of(library: &Library, words: &Words, of: Option<&[FactIx]>) -> Self {
        let mut titles: BTreeMap<String, Vec<FactIx>> = BTreeMap::new();
        for (ix, fact) in library.catalogue.iter().filter(|(ix, _)| of.is_none_or(|of| of.contains(ix))) {
            if let Some(words) = words.find("fact", &fact.id) {
                titles.entry(plain(&words.title)).or_default().push(ix);
            }
        }
        Self(titles)
    }

    /// The facts with a title.
    pub(super) fn get(&self, title: &str) -> &[FactIx] {
        self.0.get(&plain(title)).map_or(&[], Vec::as_slice)
    }
}

impl Values<'_> {
    /// What a name names. `said`: how it is written, for the message.
    pub(super) fn subject(&self, name: &str, said: &str) -> Result<Subject, Fault> {
        let as_of = self.draft.order.as_of.year();
        if let Some((word, ..)) = WORDS.iter().find(|(word, ..)| *word == name) {
            return Ok(Subject::Word(word));
        }
        if let Some(told) = self.told(name) {
            return Ok(Subject::Told(told));
        }
        if let Some((outcome, bad)) = self.outcome(name) {
            return Ok(Subject::Outcome(outcome, bad));
        }
        let [used, _] = self.titles();
        let word = WORDS.iter().find(|(_, title, _)| *title == plain(name));
        if let Some((word, ..)) = word.filter(|_| used.get(name).is_empty()) {
            return Ok(Subject::Word(word));
        }
        if let Some(found) = self.named(name, said) {
            return Ok(Subject::Fact(found?));
        }
        if let Some((head, part)) = name.rsplit_once('.') {
            if head == "year" || head == "年度" {
                return counted(part, as_of).map(Subject::Heading).ok_or_else(|| self.unknown(name, said));
            }
            if matches!(part, "year" | "年度")
                && let Some((_, count)) = head.rsplit_once('.')
                && let Ok(Subject::Year(..)) = self.subject(head, said)
                && let Some(year) = counted(count, as_of)
            {
                return Ok(Subject::Heading(year));
            }
            let of_host = OF_HOST.iter().find(|(id, title, _)| match head {
                "host" => *id == part,
                "本站提供方" => *title == part,
                _ => false,
            });
            if let Some((id, ..)) = of_host {
                return Ok(Subject::Host(id));
            }
            if matches!(head, "contact" | "联系方式")
                && let Some(contact) = self.contact(part)
            {
                return Ok(Subject::Contact(contact));
            }
            if let Some(fact) = self.named(head, said) {
                return self.part_of(fact?, part).ok_or_else(|| self.unknown(name, said));
            }
        }
        Err(self.unknown(name, said))
    }

    /// What the kit's own application, or another form of the procedure, says under a name.
    fn told(&self, name: &str) -> Option<Told> {
        let noted = self.noted_for(name)?;
        if let Some(text) = noted.texts.get(name) {
            return Some(Told::Text(text.clone()));
        }
        if let Some(stays) = noted.parts.get(name) {
            return Some(Told::Part(*stays));
        }
        if let Some(list) = noted.lists.get(name) {
            return Some(Told::List(name.to_owned(), !list.is_empty()));
        }
        let (list, column) = name.rsplit_once('.')?;
        Some(Told::Column(list.to_owned(), noted.lists.get(list)?.column(column)?))
    }

    /// What the paper says that a name belongs to: composed once, when something of it is asked for.
    fn noted_for(&self, name: &str) -> Option<Rc<Noted>> {
        let draft = self.draft;
        let begins = |id: &str| name.strip_prefix(id).is_some_and(|rest| rest.starts_with('.'));
        let form = draft.forms().into_iter().find(|form| begins(&form.id));
        let paper = match form {
            Some(form) => form.id.as_str(),
            None if begins(APPLICATION) && draft.assesses() => APPLICATION,
            None => return None,
        };
        if let Some(noted) = self.noted.borrow().get(paper) {
            return Some(Rc::clone(noted));
        }
        let noted = Rc::new(match form {
            Some(form) => draft.noted(paper, |draft| letter(draft, form)),
            None => draft.noted(paper, application),
        });
        self.noted.borrow_mut().insert(paper.to_owned(), Rc::clone(&noted));
        Some(noted)
    }

    fn unknown(&self, name: &str, said: &str) -> Fault {
        Fault::Unknown(said.to_owned(), self.near(name))
    }

    /// A year or column of a fact.
    fn part_of(&self, ix: FactIx, part: &str) -> Option<Subject> {
        let Order { library, words, as_of, .. } = *self.draft.order;
        let fact = library.catalogue.get(ix)?;
        match &fact.kind {
            Kind::Yearly { .. } => Some(Subject::Year(ix, counted(part, as_of.year())?)),
            Kind::Table { .. } if matches!(part, "#" | "序号") => Some(Subject::Cells(ix, None)),
            Kind::Table { columns } => {
                let titled = |column: &Column| plain(words.label("fact", &fact.id, &column.id)) == plain(part);
                let by_id = columns.iter().position(|column| column.id == part);
                let place = by_id.or_else(|| {
                    let one = columns.iter().position(titled)?;
                    (columns.iter().filter(|column| titled(column)).count() == 1).then_some(one)
                });
                Some(Subject::Cells(ix, Some(place?)))
            }
            _ => None,
        }
    }

    /// A fact by its id or title; it goes into the package, as the form names it. `None`: there is no such one.
    fn named(&self, name: &str, said: &str) -> Option<Result<FactIx, Fault>> {
        let catalogue = &self.draft.order.library.catalogue;
        let found = match catalogue.find(name) {
            Some(found) => found,
            None => {
                let [mine, all] = self.titles();
                match (mine.get(name), all.get(name)) {
                    ([one], _) | ([], [one]) => *one,
                    ([], []) => return None,
                    ([], many) | (many, _) => {
                        let ids = many.iter().map(|ix| catalogue.id(*ix).to_owned()).collect();
                        return Some(Err(Fault::Ambiguous(said.to_owned(), ids)));
                    }
                }
            }
        };
        self.draft.named_by_forms.borrow_mut().push(found);
        Some(Ok(found))
    }

    /// The association's contact data under a label of either language, as the Chinese papers have it.
    fn contact(&self, label: &str) -> Option<String> {
        self.draft.order.rulebook.overlays.iter().find_map(|overlay| {
            let place = overlay
                .contact
                .values()
                .find_map(|entries| entries.iter().position(|(known, _)| plain(known) == plain(label)))?;
            Some(overlay.contact.get("zh")?.get(place)?.1.clone())
        })
    }

    /// How a condition turned out, or a cap or ground, where *true* is bad.
    fn outcome(&self, id: &str) -> Option<(Outcome, bool)> {
        let (rulebook, found) = (self.draft.order.rulebook, &self.draft.findings.assessment());
        let conditions = rulebook.conditions.iter().zip(&found.conditions);
        let caps = rulebook.caps.iter().zip(&found.caps);
        let grounds = rulebook.grounds.iter().zip(&found.grounds);
        let all = conditions
            .map(|(item, found)| (&item.id, found.outcome, false))
            .chain(caps.map(|(item, found)| (&item.id, found.finding.outcome, true)))
            .chain(grounds.map(|(item, found)| (&item.id, found.outcome, true)));
        all.into_iter().find(|(known, ..)| *known == id).map(|(_, outcome, bad)| (outcome, bad))
    }

    /// What could have been meant: an id, with its title where the name is Chinese.
    fn near(&self, name: &str) -> Option<String> {
        let Order { library, rulebook, words, .. } = *self.draft.order;
        // A unit after a colon, an option after a full stop.
        if let Some((head, unit)) = name.split_once(':').filter(|(head, _)| self.subject(head, "").is_ok()) {
            return Some(format!("{head}|{unit}"));
        }
        if let Some((head, option)) = name.rsplit_once('.')
            && let Some(fact) = library.catalogue.find(head).and_then(|ix| library.catalogue.get(ix))
            && let Kind::Choice { options, .. } | Kind::Several { options } = &fact.kind
            && options.iter().any(|known| known == option)
        {
            return Some(format!("{head}={option}"));
        }
        if let Some(noted) = self.noted_for(name) {
            let known = noted.texts.keys().chain(noted.lists.keys()).chain(noted.parts.keys());
            return ziping_base::diag::nearest(name, known.map(String::as_str)).map(str::to_owned);
        }
        if name.is_ascii() {
            let facts = library.catalogue.iter().map(|(_, fact)| fact.id.as_str());
            let conditions = rulebook.conditions.iter().map(|item| item.id.as_str());
            let caps = rulebook.caps.iter().map(|item| item.id.as_str());
            let grounds = rulebook.grounds.iter().map(|item| item.id.as_str());
            let words = WORDS.iter().map(|(word, ..)| *word);
            let known = facts.chain(conditions).chain(caps).chain(grounds).chain(words);
            return ziping_base::diag::nearest(name, known).map(str::to_owned);
        }
        let used = uses(library, rulebook);
        let ids = used.iter().map(|ix| library.catalogue.id(*ix));
        let titled: Vec<(&str, &str)> = ids.map(|id| (id, words.title("fact", id))).collect();
        let title = ziping_base::diag::nearest(name, titled.iter().map(|(_, title)| *title)).or_else(|| {
            let within = |title: &&str| title.contains(name) || (title.chars().count() > 1 && name.contains(*title));
            titled.iter().map(|(_, title)| *title).find(within)
        })?;
        titled.iter().find(|(_, known)| *known == title).map(|(id, title)| format!("{id}（{title}）"))
    }
}

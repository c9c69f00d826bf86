//! What a placeholder stands for.

use super::format::{Format, Unit, WRITTEN};
use super::problem::Fault;
use super::subject::{Subject, Titles, Told};
use super::token::narrow;
use crate::Order;
use crate::compose::{Draft, Noted, values};
use crate::words;
use core::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use ziping_assess::{Applied, Outcome, uses};
use ziping_rules::fact::{FactIx, Kind, Occurrence, Value};
use ziping_rules::rule::Truth;
use ziping_rules::rule::score::Points;

/// What is said in the place of a placeholder.
#[derive(Debug)]
pub(super) enum Said {
    /// A text.
    Once(String),
    /// A text for each row of a table.
    Rows(String, Vec<String>),
}

/// What a block asks; `None`: it is not known.
#[derive(Debug, Clone)]
pub(super) enum Condition {
    /// The same everywhere.
    Always(Option<bool>),
    /// Whether a table has rows.
    Table(String, Option<bool>),
    /// It is repeated for each row of a table.
    Record(String, usize),
    /// As the row of a table says that is being written.
    Column(String, Vec<Option<bool>>),
}

/// Everything that a form can ask.
pub(super) struct Values<'d> {
    pub(super) draft: &'d Draft<'d>,
    /// Facts by their titles, once one is looked up: those that the regime uses, then all.
    titles: OnceCell<[Titles; 2]>,
    /// What the kit's own papers say, by what their names begin with, once one is asked.
    pub(super) noted: RefCell<BTreeMap<String, Rc<Noted>>>,
}

/// An option that a block asks for.
enum Choice {
    Option(usize),
    Yes(bool),
}

impl<'d> Values<'d> {
    pub(super) const fn of(draft: &'d Draft<'d>) -> Self {
        Self { draft, titles: OnceCell::new(), noted: RefCell::new(BTreeMap::new()) }
    }

    /// Facts by their titles: those that the regime uses, and all.
    pub(super) fn titles(&self) -> &[Titles; 2] {
        let Order { library, rulebook, words, .. } = *self.draft.order;
        self.titles.get_or_init(|| {
            [Titles::of(library, words, Some(&uses(library, rulebook))), Titles::of(library, words, None)]
        })
    }

    /// What a placeholder says. `said`: how it is written, for messages.
    pub(super) fn get(&self, written: &str, said: &str) -> Result<Said, Fault> {
        let wrong = || Fault::Format(said.to_owned(), WRITTEN.to_owned());
        let (name, format) = Format::of(written).ok_or_else(wrong)?;
        let draft = self.draft;
        let catalogue = &draft.order.library.catalogue;
        let once = |text: Option<String>| text.map(Said::Once).ok_or_else(wrong);
        let bare = |text: String| format.unit.is_none().then(|| format.or_empty(text));
        match self.subject(name, said)? {
            Subject::Word("date") if format.unit.is_some() => once(format.day(draft.order.as_of)),
            Subject::Word("score") if format.unit == Some(Unit::Number) => {
                let said = |score: Points| match (score.low.shown(), score.high.shown()) {
                    (low, high) if low == high => low,
                    (low, high) => words::values::Between { low, high }.to_string(),
                };
                once(Some(draft.total().map_or_else(|| words::values::NOT_SCORED.to_owned(), said)))
            }
            Subject::Word(word) => once(bare(draft.word(word))),
            Subject::Outcome(outcome, bad) => once(bare(draft.turned_out(outcome, bad).to_owned())),
            Subject::Contact(contact) => once(bare(contact)),
            Subject::Host(part) => once(bare(draft.host_part(part))),
            Subject::Told(Told::Text(text)) => once(bare(text)),
            Subject::Told(Told::Column(list, cells)) => {
                let cells = cells.into_iter().map(|cell| bare(cell).ok_or_else(wrong));
                Ok(Said::Rows(list, cells.collect::<Result<_, _>>()?))
            }
            Subject::Told(Told::List(..) | Told::Part(_)) => Err(Fault::WholeTable(said.to_owned(), name.to_owned())),
            Subject::Heading(year) => once(match format.unit {
                None => Some(words::application::finances::year(year)),
                Some(Unit::Year | Unit::Number) => Some(year.to_string()),
                Some(_) => None,
            }),
            Subject::Year(ix, year) => {
                let amount = draft.amount(ix, year).map(Value::Number);
                let kind = Kind::Money { signed: true };
                once(format.value(&kind, amount.as_ref(), draft.in_year(ix, year)))
            }
            Subject::Fact(ix) => match catalogue.get(ix).map(|fact| &fact.kind) {
                Some(Kind::Table { .. }) | None => Err(Fault::WholeTable(said.to_owned(), name.to_owned())),
                Some(Kind::Yearly { .. }) if draft.shown.get(ix).is_none() => once(bare(draft.answer_or_hidden(ix))),
                Some(Kind::Yearly { .. }) => once(bare(draft.brief(ix))),
                Some(kind) => once(format.value(kind, draft.shown.get(ix), draft.brief(ix))),
            },
            Subject::Cells(ix, column) => {
                let place = column.map_or(0, |column| column + 1);
                let id = catalogue.id(ix).to_owned();
                let kind = match (catalogue.get(ix).map(|fact| &fact.kind), column) {
                    (Some(Kind::Table { columns }), Some(column)) => columns.get(column).map(|column| &column.kind),
                    _ => Some(&Kind::Count),
                };
                let kind = kind.ok_or_else(wrong)?;
                let rows = match draft.shown.get(ix) {
                    Some(Value::Table(rows)) => rows.rows(),
                    _ => &[],
                };
                let usual = draft.annex_rows(ix).into_iter().map(|row| row.into_iter().nth(place).unwrap_or_default());
                let cells = usual.enumerate().map(|(row, usual)| {
                    let cell = column.and_then(|column| rows.get(row)?.cells.get(column)?.as_ref());
                    format.value(kind, cell, usual).ok_or_else(wrong)
                });
                Ok(Said::Rows(id, cells.collect::<Result<_, _>>()?))
            }
        }
    }

    /// What a block asks: whether the answer is yes, the fact is answered, the option is chosen or the condition holds.
    pub(super) fn condition(&self, written: &str, said: &str) -> Result<Condition, Fault> {
        let (name, option) = match written.split_once('=') {
            Some((name, option)) => (name.trim(), Some(option.trim())),
            None => (written, None),
        };
        let Order { library, sheet, .. } = *self.draft.order;
        let catalogue = &library.catalogue;
        let subject = self.subject(name, said)?;
        let none = |options: Vec<String>| Fault::Option(said.to_owned(), options);
        match (&subject, option) {
            (Subject::Word("eligible"), None) => {
                Ok(Condition::Always(match self.draft.findings.assessment().eligible {
                    Truth::True => Some(true),
                    Truth::False => Some(false),
                    Truth::Unknown => None,
                }))
            }
            (Subject::Word(word @ ("grade" | "target")), Some(option)) => self.level(word, option, said),
            (Subject::Outcome(outcome, _), None) => Ok(Condition::Always(match outcome {
                Outcome::True => Some(true),
                Outcome::False => Some(false),
                Outcome::Unknown | Outcome::NotApplicable => None,
            })),
            (Subject::Fact(ix), _) => {
                let Some(fact) = catalogue.get(*ix) else { return Err(none(Vec::new())) };
                let answer = sheet.get(*ix);
                if let (Kind::Table { .. }, None) = (&fact.kind, option) {
                    let id = fact.id.clone();
                    return Ok(Condition::Table(id, says(&fact.kind, answer)));
                }
                let choice = self.choice(&fact.id, &fact.kind, option).map_err(none)?;
                Ok(Condition::Always(answers(&fact.kind, answer, choice.as_ref())))
            }
            (Subject::Year(ix, year), None) => Ok(Condition::Always(Some(self.draft.amount(*ix, *year).is_some()))),
            (Subject::Contact(_), None) => Ok(Condition::Always(Some(true))),
            (Subject::Host(part), None) => Ok(Condition::Always(Some(!self.draft.host_part(part).is_empty()))),
            (Subject::Told(Told::Part(stays)), None) => Ok(Condition::Always(Some(*stays))),
            (Subject::Told(Told::List(list, any)), None) => Ok(Condition::Table(list.clone(), Some(*any))),
            (Subject::Cells(ix, None), None) => {
                Ok(Condition::Record(catalogue.id(*ix).to_owned(), self.draft.annex_rows(*ix).len()))
            }
            (Subject::Cells(ix, Some(column)), _) => {
                let id = catalogue.id(*ix).to_owned();
                let Some(Kind::Table { columns }) = catalogue.get(*ix).map(|fact| &fact.kind) else {
                    return Err(none(Vec::new()));
                };
                let Some(kind) = columns.get(*column).map(|column| &column.kind) else { return Err(none(Vec::new())) };
                let choice = self.choice(&id, kind, option).map_err(none)?;
                let rows = match sheet.get(*ix) {
                    Some(Value::Table(rows)) => rows.rows(),
                    _ => &[],
                };
                let cell = |row: &ziping_rules::fact::Row| {
                    answers(kind, row.cells.get(*column).and_then(Option::as_ref), choice.as_ref())
                };
                Ok(Condition::Column(id, rows.iter().map(cell).collect()))
            }
            _ => Err(none(Vec::new())),
        }
    }

    /// Whether a level is the one applied for, or predicted.
    fn level(&self, word: &str, option: &str, said: &str) -> Result<Condition, Fault> {
        let Order { rulebook, words, .. } = *self.draft.order;
        let outcomes = &rulebook.grade.outcomes;
        let is = |id: &String| id == option || narrow(words.title("outcome", id)) == option;
        let place = outcomes.iter().position(is).and_then(|place| u8::try_from(place).ok());
        let Some(place) = place else { return Err(Fault::Option(said.to_owned(), outcomes.clone())) };
        let range = self.draft.findings.assessment().grade;
        Ok(Condition::Always(match (word, self.draft.applied) {
            ("target", Applied::Stated(stated)) => Some(stated == place),
            ("target", _) => None,
            _ if range.is_decided() => Some(range.best == place),
            _ if place < range.worst || place > range.best => Some(false),
            _ => None,
        }))
    }

    /// An option by its id or label. `Err`: those that there are.
    fn choice(&self, id: &str, kind: &Kind, option: Option<&str>) -> Result<Option<Choice>, Vec<String>> {
        let Some(option) = option else { return Ok(None) };
        match kind {
            Kind::Choice { options, .. } | Kind::Several { options } => {
                let words = self.draft.order.words;
                let label = |known: &str| narrow(words.label("fact", id, known));
                let place = options.iter().position(|known| known == option || label(known) == option);
                let told = || options.iter().map(|known| format!("{known}（{}）", label(known))).collect();
                place.map(|place| Some(Choice::Option(place))).ok_or_else(told)
            }
            Kind::Bool => match option {
                "yes" | "是" => Ok(Some(Choice::Yes(true))),
                "no" | "否" => Ok(Some(Choice::Yes(false))),
                _ => Err(vec!["yes（是）".to_owned(), "no（否）".to_owned()]),
            },
            _ => Err(Vec::new()),
        }
    }
}

/// Yes or no to what a block asks; `None`: it is not known.
fn answers(kind: &Kind, answer: Option<&Value>, choice: Option<&Choice>) -> Option<bool> {
    match (choice, answer) {
        (None, answer) => says(kind, answer),
        (Some(_), None) => None,
        (Some(Choice::Yes(yes)), Some(Value::Bool(said))) => Some(yes == said),
        (Some(Choice::Option(place)), Some(Value::Choice(chosen))) => Some(usize::from(*chosen) == *place),
        (Some(Choice::Option(place)), Some(Value::Several(set))) => Some(set >> place & 1 == 1),
        (Some(_), Some(_)) => None,
    }
}

/// Yes, or anything that is neither yes nor no. Nothing entered is no where there is no such answer as *no*.
fn says(kind: &Kind, answer: Option<&Value>) -> Option<bool> {
    match answer {
        Some(Value::Bool(yes)) => Some(*yes),
        Some(Value::Table(rows)) => Some(!rows.is_empty()),
        Some(Value::Several(set)) => Some(*set != 0),
        Some(Value::Occurrence(Occurrence::Never)) => Some(false),
        Some(_) => Some(true),
        None => match kind {
            Kind::Bool | Kind::Table { .. } | Kind::Several { .. } | Kind::Occurrence => None,
            _ => Some(false),
        },
    }
}

impl Draft<'_> {
    /// What one of the words says that are no ids.
    fn word(&self, name: &str) -> String {
        match name {
            "organisation" => self.name(),
            "regime" => self.regime().title.clone(),
            "date" => values::day(self.order.as_of),
            "target" => self.level().unwrap_or_else(|| self.outcomes(self.findings.assessment().grade)),
            "grade" => self.outcomes(self.findings.assessment().grade),
            "score" => self.total().map_or_else(|| words::values::NOT_SCORED.to_owned(), values::exact_points),
            _ => match self.findings.assessment().eligible {
                Truth::True => words::shared::outcomes::MET,
                Truth::False => words::shared::outcomes::NOT_MET,
                Truth::Unknown => words::shared::outcomes::OPEN,
            }
            .to_owned(),
        }
    }

    /// The answer to a fact of which there is none to be shown.
    fn answer_or_hidden(&self, ix: FactIx) -> String {
        if self.order.sheet.get(ix).is_some() { values::HIDDEN.to_owned() } else { super::TO_FILL.to_owned() }
    }
}

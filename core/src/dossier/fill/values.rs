//! What a placeholder stands for.

use crate::assess::Outcome;
use crate::dossier::Order;
use crate::dossier::compose::{Draft, values};
use crate::fact::{Kind, Value};
use crate::rule::Truth;

/// What is said in the place of a placeholder.
#[derive(Debug)]
pub(super) enum Said {
    /// A text.
    Once(String),
    /// A text for each row of a table.
    Rows(String, Vec<String>),
}

/// Whether a block stays.
#[derive(Debug, Clone)]
pub(super) enum Condition {
    /// The same everywhere.
    Always(bool),
    /// As the row of a table says that is being written.
    Column(String, Vec<bool>),
}

/// Everything that a form can ask.
pub(super) struct Values<'d> {
    draft: &'d Draft<'d>,
}

/// The words that are no ids.
const WORDS: [&str; 7] = ["organisation", "regime", "date", "target", "grade", "score", "eligible"];

impl<'d> Values<'d> {
    pub(super) const fn of(draft: &'d Draft<'d>) -> Self {
        Self { draft }
    }

    /// What a placeholder says; `None`: there is no such one.
    pub(super) fn get(&self, name: &str) -> Option<Said> {
        let draft = self.draft;
        if WORDS.contains(&name) {
            return Some(Said::Once(draft.word(name)));
        }
        if let Some((outcome, bad)) = self.outcome(name) {
            return Some(Said::Once(draft.turned_out(outcome, bad).to_owned()));
        }
        let catalogue = &draft.order.library.catalogue;
        if let Some(ix) = catalogue.find(name) {
            let is_table = matches!(catalogue.get(ix).map(|fact| &fact.kind), Some(Kind::Table { .. }));
            return (!is_table).then(|| Said::Once(draft.brief(ix)));
        }
        let (fact, part) = name.rsplit_once('.')?;
        let ix = catalogue.find(fact)?;
        match &catalogue.get(ix)?.kind {
            Kind::Yearly { .. } => {
                let year = match part {
                    "1" => 3,
                    "2" => 2,
                    "3" => 1,
                    _ => return None,
                };
                Some(Said::Once(draft.in_year(ix, draft.order.as_of.year() - year)))
            }
            Kind::Table { columns } => {
                let column = match part {
                    "#" => 0,
                    _ => columns.iter().position(|column| column.id == part)? + 1,
                };
                let cells = draft.annex_rows(ix).into_iter().filter_map(|row| row.into_iter().nth(column));
                Some(Said::Rows(fact.to_owned(), cells.collect()))
            }
            _ => None,
        }
    }

    /// Whether a block stays: the answer is yes, the fact is answered, the condition holds. `None`: there is no such
    /// thing.
    pub(super) fn condition(&self, name: &str) -> Option<Condition> {
        if let Some((outcome, _)) = self.outcome(name) {
            return Some(Condition::Always(outcome == Outcome::True));
        }
        let Order { library, sheet, .. } = *self.draft.order;
        let catalogue = &library.catalogue;
        if let Some(ix) = catalogue.find(name) {
            let stays = match sheet.get(ix) {
                Some(Value::Table(rows)) => !rows.is_empty(),
                answer => says_yes(answer),
            };
            return Some(Condition::Always(stays));
        }
        let (fact, column) = name.rsplit_once('.')?;
        let ix = catalogue.find(fact)?;
        let Kind::Table { columns } = &catalogue.get(ix)?.kind else { return None };
        let place = columns.iter().position(|known| known.id == column)?;
        let rows = match sheet.get(ix) {
            Some(Value::Table(rows)) => rows.as_slice(),
            _ => &[],
        };
        let cells = rows.iter().map(|row| says_yes(row.cells.get(place).and_then(Option::as_ref)));
        Some(Condition::Column(fact.to_owned(), cells.collect()))
    }

    /// How a condition turned out, or a cap or ground, where *true* is bad.
    fn outcome(&self, id: &str) -> Option<(Outcome, bool)> {
        let (rulebook, found) = (self.draft.order.rulebook, &self.draft.found);
        let conditions = rulebook.conditions.iter().zip(&found.conditions);
        let caps = rulebook.caps.iter().zip(&found.caps);
        let grounds = rulebook.grounds.iter().zip(&found.grounds);
        let all = conditions
            .map(|(item, found)| (&item.id, found.outcome, false))
            .chain(caps.map(|(item, found)| (&item.id, found.finding.outcome, true)))
            .chain(grounds.map(|(item, found)| (&item.id, found.outcome, true)));
        all.into_iter().find(|(known, ..)| *known == id).map(|(_, outcome, bad)| (outcome, bad))
    }

    /// What could have been meant.
    pub(super) fn near(&self, name: &str) -> Option<String> {
        let Order { library, rulebook, .. } = *self.draft.order;
        let facts = library.catalogue.iter().map(|(_, fact)| fact.id.as_str());
        let conditions = rulebook.conditions.iter().map(|item| item.id.as_str());
        let caps = rulebook.caps.iter().map(|item| item.id.as_str());
        let grounds = rulebook.grounds.iter().map(|item| item.id.as_str());
        let known = facts.chain(conditions).chain(caps).chain(grounds).chain(WORDS);
        crate::diag::nearest(name, known).map(str::to_owned)
    }
}

/// Yes, or anything that is neither yes nor no.
fn says_yes(answer: Option<&Value>) -> bool {
    match answer {
        Some(Value::Bool(yes)) => *yes,
        answer => answer.is_some(),
    }
}

impl Draft<'_> {
    /// What one of the [`WORDS`] says.
    fn word(&self, name: &str) -> String {
        match name {
            "organisation" => self.name(),
            "regime" => self.regime().title.clone(),
            "date" => values::day(self.order.as_of),
            "target" => self.outcome(self.target).to_owned(),
            "grade" => self.outcomes(self.found.grade),
            "score" => self.found.score.map_or_else(|| "不计分".to_owned(), values::points),
            _ => match self.found.eligible {
                Truth::True => "符合",
                Truth::False => "不符合",
                Truth::Unknown => "待定",
            }
            .to_owned(),
        }
    }
}

//! What is to be done for each organisation, worked out when it changes and not before.

use super::super::agenda::{step, task_title};
use super::super::{planned, steps_of};
use crate::engine::Book;
use crate::pages::way::due;
use crate::state::Client;
use crate::texts::{Texts, fill};
use std::collections::BTreeMap;
use std::rc::Rc;
use ziping_assess::{Dated, Dates, Matter, duties};
use ziping_base::calendar::Day;
use ziping_regime::DutyKind;

/// Something that is to be done by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) day: Day,
    /// The place of its rule book.
    pub(super) book: usize,
    pub(super) title: String,
    /// It rests on working days that are not known yet.
    pub(super) provisional: bool,
    /// What is to be said of its day where that is over.
    pub(super) over: Option<Over>,
    /// It is a task on the way to the hand-in.
    pub(super) task: bool,
}

/// A day that is over, of what is to be done all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    /// The day of a task.
    Task,
    /// The safe day; one that can be argued for is not over.
    Safe,
    /// Every day, and it can still be made good.
    Missed,
    /// It opened something that is open.
    Open,
}

/// The lines of an organisation, with what they were worked out from.
type Known = (Rc<Client>, Day, Rc<[Line]>);

/// The lines by organisation, each with what they were worked out from.
#[derive(Default)]
pub(super) struct Lines {
    books: Rc<Vec<Book>>,
    known: BTreeMap<String, Known>,
}

impl Lines {
    pub(super) fn of(
        &mut self,
        books: &Rc<Vec<Book>>,
        client: &Rc<Client>,
        as_of: Day,
        t: &'static Texts,
    ) -> Rc<[Line]> {
        if !Rc::ptr_eq(books, &self.books) {
            self.known.clear();
            self.books = Rc::clone(books);
        }
        if let Some((known, day, lines)) = self.known.get(&client.id)
            && Rc::ptr_eq(known, client)
            && *day == as_of
        {
            return Rc::clone(lines);
        }
        let lines: Rc<[Line]> =
            books.iter().enumerate().flat_map(|(place, book)| lines(place, book, client, as_of, t)).collect();
        self.known.insert(client.id.clone(), (Rc::clone(client), as_of, Rc::clone(&lines)));
        lines
    }
}

/// What is to be done under a rule book.
fn lines(place: usize, book: &Book, client: &Client, as_of: Day, t: &'static Texts) -> Vec<Line> {
    let (library, rules) = (book.library(), book.rules());
    let found = duties(library, rules, &client.sheet, as_of);
    // Without a day for handing in no step has one; which steps lie ahead need not be known.
    let steps = if client.hand_in_of(rules, rules.first_procedure()).is_some() {
        steps_of(library, rules, rules.first_procedure(), client, as_of)
    } else {
        Vec::new()
    };
    let planned = planned(library, rules, rules.first_procedure(), &steps, client);
    let tasks = due(library, rules, client, as_of);
    let line = |dated: Dated<'_>| {
        let late = dated.day < as_of;
        let over = match dated.matter {
            Matter::Duty(date) if date.arguable < as_of => {
                let opens = rules.duties.get(date.place).is_some_and(|duty| duty.kind == DutyKind::Opens);
                Some(if opens { Over::Open } else { Over::Missed })
            }
            Matter::Task(_) => late.then_some(Over::Task),
            _ => late.then_some(Over::Safe),
        };
        let (title, provisional) = match dated.matter {
            Matter::Duty(date) => {
                let duty = rules.duties.get(date.place)?;
                let title = book.words().title("duty", &duty.id).to_owned();
                let occasion = fill(t.dates_occasion(), &[("n", &date.occasion.to_string())]);
                (if duty.times > 1 { format!("{title} · {occasion}") } else { title }, date.provisional)
            }
            Matter::Task(task) => (task_title(task, t), task.provisional),
            Matter::Step(scheduled) => (step(book, &scheduled, t).0, scheduled.provisional),
            Matter::Free(..) | Matter::Met(_) | Matter::Grade(_) => return None,
        };
        Some(Line {
            day: dated.day,
            book: place,
            title,
            provisional,
            over,
            task: matches!(dated.matter, Matter::Task(_)),
        })
    };
    let dates = Dates { duties: &found, schedule: &planned, tasks: &tasks, ..Dates::default() };
    dates.deadlines(as_of).into_iter().filter_map(line).collect()
}

//! What the table of organisations says of one, worked out when its answers change and not before.

use crate::site::Site;
use crate::state::Client;
use std::collections::BTreeMap;
use std::rc::Rc;
use ziping_assess::{GradeRange, assess, duties};
use ziping_base::calendar::Day;
use ziping_regime::Library;
use ziping_rules::fact::Sheet;
use ziping_rules::rule::Truth;

/// An organisation in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Summary {
    /// For each rule book: the predicted grade and whether the organisation may apply.
    pub(super) grades: Vec<(GradeRange, Truth)>,
    /// Facts that keep something open in any rule book, each counted once.
    pub(super) open: usize,
    /// The next date that a certificate brings, and the place of its rule book.
    pub(super) deadline: Option<(Day, usize)>,
    /// Something is answered.
    pub(super) begun: bool,
}

/// Summaries by organisation, each with what it was worked out from.
#[derive(Default)]
pub(super) struct Summaries {
    library: Option<Rc<Library>>,
    known: BTreeMap<String, (Rc<Sheet>, Day, Rc<Summary>)>,
}

impl Summaries {
    pub(super) fn of(&mut self, site: &Site, client: &Client, as_of: Day) -> Rc<Summary> {
        if !self.library.as_ref().is_some_and(|known| Rc::ptr_eq(known, site.library())) {
            self.known.clear();
            self.library = Some(Rc::clone(site.library()));
        }
        if let Some((sheet, day, summary)) = self.known.get(&client.id)
            && Rc::ptr_eq(sheet, &client.sheet)
            && *day == as_of
        {
            return Rc::clone(summary);
        }
        let summary = Rc::new(summary(site, &client.sheet, as_of));
        self.known.insert(client.id.clone(), (Rc::clone(&client.sheet), as_of, Rc::clone(&summary)));
        summary
    }
}

fn summary(site: &Site, sheet: &Sheet, as_of: Day) -> Summary {
    let library = site.library();
    let mut open = Vec::new();
    let mut deadline: Option<(Day, usize)> = None;
    let mut grades = Vec::new();
    for (place, rules) in site.packs.regimes().iter().enumerate() {
        let assessment = assess(library, rules, sheet, as_of);
        open.extend(assessment.open_facts());
        grades.push((assessment.grade, assessment.eligible));
        let next = duties(library, rules, sheet, as_of).into_iter().map(|duty| duty.safe).find(|day| *day >= as_of);
        if let Some(day) = next
            && deadline.is_none_or(|(known, _)| day < known)
        {
            deadline = Some((day, place));
        }
    }
    open.sort_unstable();
    open.dedup();
    Summary { grades, open: open.len(), deadline, begun: sheet.answered().next().is_some() }
}

//! Everything that a page shows of one assessment, worked out once for each change.

use super::Book;
use crate::texts::{Texts, fill};
use std::rc::Rc;
use ziping_core::assess::{
    Assessment, GradeRange, HorizonStep, Inconsistency, Mode, PathsTo, assess, horizon, inconsistencies, next, paths,
};
use ziping_core::calendar::Day;
use ziping_core::fact::{FactIx, Sheet};

/// What follows from the answers under one rule book on one day.
#[derive(Clone)]
pub(crate) struct View(Rc<Inner>);

struct Inner {
    assessment: Assessment,
    next: Vec<FactIx>,
    paths: Vec<PathsTo>,
    horizon: Vec<HorizonStep>,
    inconsistencies: Vec<Inconsistency>,
}

impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl View {
    pub(crate) fn of(book: &Book, sheet: &Sheet, as_of: Day) -> Self {
        let (library, rules) = (book.library(), book.rules());
        Self(Rc::new(Inner {
            assessment: assess(library, rules, sheet, as_of),
            next: next(library, rules, sheet, as_of),
            paths: paths(library, rules, sheet, as_of),
            horizon: horizon(library, rules, sheet, as_of, Mode::Held),
            inconsistencies: inconsistencies(library, sheet, as_of),
        }))
    }

    pub(crate) fn assessment(&self) -> &Assessment {
        &self.0.assessment
    }

    /// Open facts that can still change the grade, the most telling first.
    pub(crate) fn next(&self) -> &[FactIx] {
        &self.0.next
    }

    pub(crate) fn paths(&self) -> &[PathsTo] {
        &self.0.paths
    }

    pub(crate) fn horizon(&self) -> &[HorizonStep] {
        &self.0.horizon
    }

    pub(crate) fn inconsistencies(&self) -> &[Inconsistency] {
        &self.0.inconsistencies
    }
}

/// A grade where there is little room: its id, or a word for those whose id is none to show.
pub(crate) fn grade_label(id: &str, t: &Texts) -> String {
    match id {
        "none" => t.grade_none.to_owned(),
        "met" => t.grade_met.to_owned(),
        "not_met" => t.grade_not_met.to_owned(),
        number if number.bytes().all(|byte| byte.is_ascii_digit()) => fill(t.grade_level, &[("n", number)]),
        id => id.to_owned(),
    }
}

/// A range of grades, from the worse to the better.
pub(crate) fn grade_range(outcomes: &[String], range: GradeRange, t: &Texts) -> String {
    let label = |place: u8| outcomes.get(usize::from(place)).map(|id| grade_label(id, t)).unwrap_or_default();
    if range.is_decided() {
        label(range.worst)
    } else {
        fill(t.grade_range, &[("worst", &label(range.worst)), ("best", &label(range.best))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{EN, ZH};

    #[test]
    fn grades_are_said_in_words_where_their_ids_say_nothing() {
        let outcomes: Vec<String> = ["none", "4", "3"].map(String::from).into();
        assert_eq!(grade_range(&outcomes, GradeRange { worst: 0, best: 2 }, &ZH), "无等级–3 级");
        assert_eq!(grade_range(&outcomes, GradeRange { worst: 2, best: 2 }, &EN), "Level 3");
        assert_eq!(grade_label("AAA", &ZH), "AAA");
        assert_eq!(grade_label("not_met", &ZH), "不符合");
    }
}

//! Everything that a page shows of one assessment, worked out once for each change.

use super::{Book, ItemKind};
use crate::texts::{Texts, fill};
use std::cell::OnceCell;
use std::rc::Rc;
use ziping_assess::{
    Assessment, Covered, Found, GradeRange, HorizonStep, Inconsistency, Mode, PathsTo, covered, found, found_later,
    horizon, inconsistencies, paths_later,
};
use ziping_base::calendar::Day;
use ziping_regime::Model;
use ziping_rules::fact::{FactIx, Sheet};

/// So many lines that are worked out are few: the ways past them are found within a key press.
const FEW_LINES: usize = 8;

/// What follows from the answers under one rule book on one day.
#[derive(Clone)]
pub(crate) struct View(Rc<Inner>);

struct Inner {
    book: Book,
    sheet: Sheet,
    as_of: Day,
    day: Day,
    mode: Mode,
    assessment: Assessment,
    next: Vec<FactIx>,
    /// The ways to better grades, once somebody asks for them.
    paths: OnceCell<Vec<PathsTo>>,
    horizon: Vec<HorizonStep>,
    inconsistencies: Vec<Inconsistency>,
    found: Option<Found>,
    covered: Option<Covered>,
}

impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl View {
    pub(crate) fn of(book: &Book, sheet: &Sheet, as_of: Day) -> Self {
        Self::on(book, sheet, as_of, as_of, Mode::Held)
    }

    /// What follows on a later day; the horizon still begins on the assessment date.
    pub(crate) fn on(book: &Book, sheet: &Sheet, as_of: Day, day: Day, mode: Mode) -> Self {
        let (library, rules) = (book.library(), book.rules());
        let (assessment, next) = found_later(library, rules, sheet, as_of, day, mode);
        Self(Rc::new(Inner {
            book: book.clone(),
            sheet: sheet.clone(),
            as_of,
            day,
            mode,
            found: found(library, rules, sheet),
            covered: covered(library, rules, sheet, assessment.grade),
            assessment,
            next,
            paths: OnceCell::new(),
            horizon: horizon(library, rules, sheet, as_of, mode),
            inconsistencies: inconsistencies(library, std::slice::from_ref(rules), sheet, as_of),
        }))
    }

    /// The day that it shows.
    pub(crate) fn day(&self) -> Day {
        self.0.day
    }

    pub(crate) fn assessment(&self) -> &Assessment {
        &self.0.assessment
    }

    /// Open facts that can still change the grade, the most telling first.
    pub(crate) fn next(&self) -> &[FactIx] {
        &self.0.next
    }

    /// The ways to better grades, looked for when first asked for.
    pub(crate) fn paths(&self) -> &[PathsTo] {
        let Inner { book, sheet, as_of, day, mode, paths, .. } = &*self.0;
        paths.get_or_init(|| paths_later(book.library(), book.rules(), sheet, *as_of, *day, *mode))
    }

    /// What is said where there is no way to a target, or none was found.
    pub(crate) fn no_way(&self, to: &PathsTo, t: &Texts) -> String {
        let Inner { book, sheet, .. } = &*self.0;
        let list = |titles: Vec<String>| titles.join(t.list_comma());
        let why: Vec<String> = to.why.iter().map(|id| book.title_of(id)).collect();
        if to.more {
            return t.paths_not_found().to_owned();
        }
        if why.is_empty() {
            return t.paths_none().to_owned();
        }
        let blocked = fill(t.paths_blocked(), &[("why", &list(why))]);
        let past = to.of_periods(book.library(), book.rules(), sheet);
        if past.is_empty() {
            return blocked;
        }
        let facts = list(past.iter().map(|fact| book.speaker().fact(*fact).to_owned()).collect());
        fill(t.paths_blocked_by_past(), &[("blocked", &blocked), ("facts", &facts)])
    }

    /// Whether looking for the ways would keep who types waiting: many lines are worked out, and nobody has asked yet.
    pub(crate) fn paths_take_long(&self) -> bool {
        self.0.paths.get().is_none() && self.0.book.rules().scored().len() > FEW_LINES
    }

    pub(crate) fn horizon(&self) -> &[HorizonStep] {
        &self.0.horizon
    }

    /// What the industry finder says, where the rule book has one.
    pub(crate) fn found(&self) -> Option<&Found> {
        self.0.found.as_ref()
    }

    /// What covers the work wanted, where the rule book says what a level can undertake.
    pub(crate) fn covered(&self) -> Option<&Covered> {
        self.0.covered.as_ref()
    }

    /// The step of the horizon that is in force on the day.
    pub(crate) fn step(&self) -> Option<&HorizonStep> {
        self.0.horizon.iter().rev().find(|step| step.from <= self.0.day)
    }

    /// All readings in dispute, each once.
    pub(crate) fn readings(&self) -> Vec<String> {
        self.readings_of(|_, _| true)
    }

    /// The readings in dispute on which the grade may depend; none once it is decided.
    pub(crate) fn readings_of_grade(&self, book: &Book) -> Vec<String> {
        let found = self.assessment();
        if found.grade.is_decided() {
            return Vec::new();
        }
        let decides = match &book.rules().grade.model {
            Model::Met { of, .. } => Some(*of),
            Model::Scored { .. } | Model::Aspects { .. } => None,
        };
        self.readings_of(|kind, place| match kind {
            ItemKind::Condition => book.rules().conditions.get(place).is_some_and(|own| Some(own.kind) == decides),
            ItemKind::Cap => found.caps.get(place).is_some_and(|cap| cap.would_lower(found.grade.best)),
            ItemKind::Ground | ItemKind::Element | ItemKind::Aspect | ItemKind::Figure => true,
        })
    }

    /// The readings in dispute of the items asked for, each once.
    fn readings_of(&self, asked: impl Fn(ItemKind, usize) -> bool) -> Vec<String> {
        let found = self.assessment();
        let conditions = found.conditions.iter().map(|finding| (ItemKind::Condition, finding));
        let caps = found.caps.iter().map(|cap| (ItemKind::Cap, &cap.finding));
        let grounds = found.grounds.iter().map(|finding| (ItemKind::Ground, finding));
        let levels = found.elements.iter().flat_map(|element| &element.levels);
        let levels = levels.map(|finding| (ItemKind::Aspect, finding));
        let mut readings: Vec<String> = found.grade_readings.iter().map(|id| (*id).to_owned()).collect();
        for (kind, finding) in conditions.chain(caps).chain(grounds).chain(levels) {
            for id in finding.readings.iter().filter(|_| asked(kind, finding.place)) {
                if !readings.contains(id) {
                    readings.push(id.clone());
                }
            }
        }
        readings
    }

    pub(crate) fn inconsistencies(&self) -> &[Inconsistency] {
        &self.0.inconsistencies
    }
}

/// A grade where there is little room: its id, or a word for those whose id is none to show.
pub(crate) fn grade_label(id: &str, t: &Texts) -> String {
    match id {
        "none" => t.grade_none().to_owned(),
        "met" => t.grade_met().to_owned(),
        "not_met" => t.grade_not_met().to_owned(),
        number if number.bytes().all(|byte| byte.is_ascii_digit()) => fill(t.grade_level(), &[("n", number)]),
        id => id.to_owned(),
    }
}

/// A range of grades by their ids, the worse first.
pub(crate) fn grade_range_of([worst, best]: &[String; 2], t: &Texts) -> String {
    let (worst, best) = (grade_label(worst, t), grade_label(best, t));
    if worst == best { worst } else { fill(t.grade_range(), &[("worst", &worst), ("best", &best)]) }
}

/// A range of grades, from the worse to the better.
pub(crate) fn grade_range(outcomes: &[String], range: GradeRange, t: &Texts) -> String {
    let label = |place: u8| outcomes.get(usize::from(place)).map(|id| grade_label(id, t)).unwrap_or_default();
    if range.is_decided() {
        label(range.worst)
    } else {
        fill(t.grade_range(), &[("worst", &label(range.worst)), ("best", &label(range.best))])
    }
}

/// A prediction as a headline: outcomes by the titles that the document gives them. Where there are no levels, nothing is
/// called a grade.
pub(crate) fn headline(book: &Book, range: GradeRange, t: &Texts) -> String {
    let speaker = book.speaker();
    let (worst, best) = (speaker.outcome_title(range.worst), speaker.outcome_title(range.best));
    let said =
        if range.is_decided() { best.to_owned() } else { fill(t.grade_range(), &[("worst", worst), ("best", best)]) };
    match book.rules().grade.model {
        Model::Met { .. } => format!("{}{}{said}", t.result_label(), t.list_colon()),
        Model::Scored { .. } | Model::Aspects { .. } => fill(t.result_grade(), &[("grade", &said)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{EN, ZH};
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn grades_are_said_in_words_where_their_ids_say_nothing() {
        let outcomes: Vec<String> = ["none", "4", "3"].map(String::from).into();
        assert_eq!(grade_range(&outcomes, GradeRange { worst: 0, best: 2 }, &ZH), "无等级–3 级");
        assert_eq!(grade_range(&outcomes, GradeRange { worst: 2, best: 2 }, &EN), "Level 3");
        assert_eq!(grade_label("AAA", &ZH), "AAA");
        assert_eq!(grade_label("not_met", &ZH), "不符合");
    }
}

//! Caps that limit a grade and caps that lower it, several at once and in any order, beside a model that was written from
//! their meaning alone.

#![expect(clippy::indexing_slicing, reason = "a test that looks beyond an end fails")]

mod paths;

use super::{the_book, today};
use proptest::prelude::*;
use std::cell::Cell;
use std::sync::OnceLock;
use ziping_assess::{GradeRange, Mode, Outcome, assess, grade, grades, horizon, next};
use ziping_base::calendar::Day;
use ziping_content::Content;
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{FactIx, Occurrence, Range, Sheet, Value};
use ziping_rules::rule::{Columns, Moment};
use ziping_tests::model::caps::{Answers, CASES, Case, Does, TOP};
use ziping_tests::property::check;
use ziping_tests::scores::book;

fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| book("caps"))
}

fn library() -> &'static Library {
    &content().library
}

fn fact(id: &str) -> FactIx {
    library().catalogue.find(id).unwrap_or_else(|| panic!("no fact {id}"))
}

/// The answers that can be hidden, by place: typed points, staff, flag, fined, rating, hidden, void.
const FACTS: [&str; 7] =
    ["caps.score.typed", "caps.staff", "caps.flag", "caps.fined", "caps.rating", "caps.hidden", "caps.void"];

/// How an answer is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hidden {
    No,
    Open,
    /// A number known from so much less to so much more.
    Range(u8, u8),
}

#[derive(Debug, Clone)]
struct Trial {
    answers: Answers,
    hidden: Vec<Hidden>,
    caps: Vec<(Case, Does)>,
}

fn days() -> impl Strategy<Value = Option<Day>> {
    prop_oneof![
        1 => Just(None),
        3 => (-2_i32..3).prop_map(|by| Some(today().plus_months(-12).plus_days(by))),
        2 => (0_i32..800).prop_map(|back| Some(today().plus_days(-back))),
    ]
}

fn answers() -> impl Strategy<Value = Answers> {
    let staff = prop::sample::select(vec![0_u8, 4, 5, 7, 8, 9, 10, 12]);
    (0_u8..61, staff, any::<bool>(), days(), any::<bool>(), any::<bool>(), prop::bool::weighted(0.1)).prop_map(
        |(typed, staff, flag, fined, bad, hidden, void)| Answers { typed, staff, flag, fined, bad, hidden, void },
    )
}

fn caps() -> impl Strategy<Value = Vec<(Case, Does)>> {
    let does = prop_oneof![
        1 => Just(None),
        2 => (0_u8..TOP).prop_map(|limit| Some(Does::Limits(limit))),
        3 => (1_u8..4).prop_map(|by| Some(Does::Lowers(by))),
    ];
    let chosen = prop::collection::vec(does, CASES.len()).prop_map(|does| {
        let chosen = CASES.into_iter().zip(does).filter_map(|(case, does)| Some((case, does?)));
        chosen.collect::<Vec<_>>()
    });
    chosen.prop_shuffle()
}

fn trials(open: f64) -> impl Strategy<Value = Trial> {
    let hidden =
        (prop::bool::weighted(open), prop::option::weighted(0.4, (0_u8..13, 0_u8..13))).prop_map(|(hidden, range)| {
            match (hidden, range) {
                (false, _) => Hidden::No,
                (true, None) => Hidden::Open,
                (true, Some((less, more))) => Hidden::Range(less, more),
            }
        });
    (answers(), prop::collection::vec(hidden, FACTS.len()), caps()).prop_map(|(answers, hidden, caps)| Trial {
        answers,
        hidden,
        caps,
    })
}

impl Trial {
    /// The rule book with these caps and no others.
    fn book(&self) -> RuleBook {
        let mut book = the_book(content()).clone();
        let all = std::mem::take(&mut book.caps);
        for (case, does) in &self.caps {
            let place = CASES.iter().position(|known| known == case).unwrap_or_else(|| panic!("no case"));
            let mut cap = all[place].clone();
            (cap.limit, cap.lowers) = match does {
                Does::Limits(limit) => (*limit, 0),
                Does::Lowers(by) => (TOP, *by),
            };
            book.caps.push(cap);
        }
        book
    }

    fn hiding(&self, hide: impl Fn(usize) -> bool) -> Sheet {
        let of = &self.answers;
        let mut sheet = Sheet::new();
        let number = |place: usize, number: u8, unit: i64, most: u8| {
            let at = |number: u8| i64::from(number.min(most)) * unit;
            match if hide(place) { self.hidden[place] } else { Hidden::No } {
                Hidden::No => Some(Value::Number(Range::exactly(at(number)))),
                Hidden::Open => None,
                Hidden::Range(less, more) => {
                    Some(Value::Number(Range { low: at(number.saturating_sub(less)), high: at(number + more) }))
                }
            }
        };
        let known = |place: usize| !(hide(place) && self.hidden[place] != Hidden::No);
        let fined = of.fined.map_or(Occurrence::Never, Occurrence::On);
        let values = [
            number(0, of.typed, 10, 60),
            number(1, of.staff, 1, 100),
            known(2).then_some(Value::Bool(of.flag)),
            known(3).then_some(Value::Occurrence(fined)),
            known(4).then_some(Value::Choice(u8::from(of.bad))),
            known(5).then_some(Value::Bool(of.hidden)),
            known(6).then_some(Value::Bool(of.void)),
        ];
        for (id, value) in FACTS.into_iter().zip(values) {
            sheet.put(fact(id), value);
        }
        sheet
    }

    fn partial(&self) -> Sheet {
        self.hiding(|_| true)
    }

    fn complete(&self) -> Sheet {
        self.hiding(|_| false)
    }

    /// Complete answers that what is hidden may turn out to be; numbers at each that can matter.
    fn completions(&self) -> Vec<Answers> {
        let mut all = vec![self.answers.clone()];
        for (place, hidden) in self.hidden.iter().enumerate() {
            let within = |number: u8, most: u8| match hidden {
                Hidden::No => vec![number],
                Hidden::Open => (0..=most).collect(),
                Hidden::Range(less, more) => (number.saturating_sub(*less)..=(number + more).min(most)).collect(),
            };
            if *hidden == Hidden::No {
                continue;
            }
            let back = |days: i32| Some(today().plus_months(-12).plus_days(days));
            let fines = [None, Some(today()), back(1), back(0), back(-1)];
            all = all
                .iter()
                .flat_map(|one| -> Vec<Answers> {
                    let both = |with: &dyn Fn(&mut Answers, bool)| {
                        [false, true].map(|yes| {
                            let mut one = one.clone();
                            with(&mut one, yes);
                            one
                        })
                    };
                    match place {
                        0 => within(one.typed, 60).into_iter().map(|typed| Answers { typed, ..one.clone() }).collect(),
                        1 => within(one.staff, 12).into_iter().map(|staff| Answers { staff, ..one.clone() }).collect(),
                        2 => both(&|one, yes| one.flag = yes).to_vec(),
                        3 => fines.iter().map(|fined| Answers { fined: *fined, ..one.clone() }).collect(),
                        4 => both(&|one, yes| one.bad = yes).to_vec(),
                        5 => both(&|one, yes| one.hidden = yes).to_vec(),
                        _ => both(&|one, yes| one.void = yes).to_vec(),
                    }
                })
                .collect();
        }
        all
    }

    /// At most so many answers hidden.
    fn hiding_at_most(mut self, most: usize) -> Self {
        let mut left = most;
        for hidden in &mut self.hidden {
            if *hidden != Hidden::No {
                if left == 0 {
                    *hidden = Hidden::No;
                }
                left = left.saturating_sub(1);
            }
        }
        self
    }
}

fn hull(all: impl Iterator<Item = (u8, u8)>) -> GradeRange {
    let ends = all.fold((u8::MAX, 0), |(low, high), (worst, best)| (low.min(worst), high.max(best)));
    GradeRange { worst: ends.0, best: ends.1 }
}

/// What the model says of some answers under both readings.
fn modelled(caps: &[(Case, Does)], all: &[Answers]) -> GradeRange {
    hull(all.iter().flat_map(|one| [false, true].map(|over| one.grade(caps, today(), over))))
}

fn engine(book: &RuleBook, sheet: &Sheet) -> GradeRange {
    grade(book, sheet, &Moment::new(today(), &library().windows)).grade
}

fn inside(inner: GradeRange, outer: GradeRange) -> bool {
    outer.worst <= inner.worst && inner.best <= outer.best
}

#[test]
fn on_complete_answers_the_grade_is_that_of_the_model_whichever_way_it_is_worked_out() {
    check("caps complete", 3_000, &trials(0.0), |trial| {
        let (book, sheet) = (trial.book(), trial.complete());
        let expected = modelled(&trial.caps, std::slice::from_ref(&trial.answers));
        prop_assert_eq!(engine(&book, &sheet), expected);
        let found = assess(library(), &book, &sheet, today());
        prop_assert_eq!(found.grade, expected);
        prop_assert_eq!(found.uncapped.best, trial.answers.uncapped());
        Ok(())
    });
}

#[test]
fn the_grade_of_partial_answers_holds_what_they_may_turn_out_to_be_and_answers_never_widen_it() {
    check("caps partial", 3_000, &(trials(0.5), 0_u32..128), |(trial, shown)| {
        let (book, partial) = (trial.book(), trial.partial());
        let range = engine(&book, &partial);
        let one = modelled(&trial.caps, std::slice::from_ref(&trial.answers));
        prop_assert!(inside(one, range), "{one:?} is not in {range:?}");
        let more = engine(&book, &trial.hiding(|place| shown >> place & 1 == 0));
        prop_assert!(inside(more, range), "{more:?} is not in {range:?}");
        // Explained and by column it is the same.
        let found = assess(library(), &book, &partial, today());
        let moment = Moment::new(today(), &library().windows);
        prop_assert_eq!(found.grade, range);
        prop_assert_eq!(
            grades(&book, &Columns::new(vec![partial, trial.complete()]), &moment),
            [range, engine(&book, &trial.complete())]
        );
        Ok(())
    });
}

#[test]
fn both_ends_are_reached_where_each_open_answer_is_looked_at_once() {
    check("caps tight", 600, &trials(0.6), |trial| {
        let mut trial = trial.hiding_at_most(3);
        // The points and two caps look at the staff.
        trial.hidden[1] = Hidden::No;
        let range = engine(&trial.book(), &trial.partial());
        prop_assert_eq!(range, modelled(&trial.caps, &trial.completions()));
        Ok(())
    });
}

/// Without those that bind the grade is better; without those that hold and do not bind it is the same.
#[test]
fn the_caps_that_bind_are_those_that_keep_the_grade_down() {
    let bound = Cell::new(0);
    check("caps binding", 2_000, &trials(0.0), |trial| {
        let (book, sheet) = (trial.book(), trial.complete());
        let found = assess(library(), &book, &sheet, today());
        let without = |binding: bool| {
            let mut other = book.clone();
            let mut caps = found.caps.iter().map(|cap| cap.finding.outcome == Outcome::True && cap.binds == binding);
            other.caps.retain(|_| !caps.next().unwrap_or(false));
            engine(&other, &sheet).best
        };
        prop_assert_eq!(without(false), found.grade.best, "those that do not bind");
        if found.caps.iter().any(|cap| cap.binds) {
            bound.set(bound.get() + 1);
            prop_assert!(without(true) > found.grade.best, "those that bind");
        }
        Ok(())
    });
    assert!(bound.get() > 500, "{} sheets with caps that bind", bound.get());
}

#[test]
fn nothing_is_asked_exactly_when_no_open_answer_changes_the_grade() {
    let asked = Cell::new((0, 0));
    check("caps next", 1_500, &trials(0.4), |trial| {
        let mut trial = trial.hiding_at_most(2);
        // Where one number decides points and caps, what is asked may turn out not to matter.
        trial.hidden[1] = Hidden::No;
        let (book, sheet) = (trial.book(), trial.partial());
        let now = engine(&book, &sheet);
        let changes = trial.completions().into_iter().any(|answers| {
            let then = Trial { answers, ..trial.clone() };
            engine(&book, &then.complete()) != now
        });
        let questions = next(library(), &book, &sheet, today());
        prop_assert_eq!(!questions.is_empty(), changes, "{:?} asked at {:?}", &questions, now);
        let (none, some) = asked.get();
        asked.set(if changes { (none, some + 1) } else { (none + 1, some) });
        Ok(())
    });
    let (none, some) = asked.get();
    assert!(none > 300 && some > 300, "{none} and {some}");
}

#[test]
fn a_number_that_decides_points_and_caps_is_asked_for_while_it_can_change_the_grade() {
    check("caps next staff", 600, &trials(0.0), |mut trial| {
        trial.hidden[1] = Hidden::Open;
        let (book, sheet) = (trial.book(), trial.partial());
        let now = engine(&book, &sheet);
        let changes = trial.completions().into_iter().any(|answers| {
            let then = Trial { answers, ..trial.clone() };
            engine(&book, &then.complete()) != now
        });
        prop_assert!(!changes || next(library(), &book, &sheet, today()) == [fact("caps.staff")]);
        Ok(())
    });
}

#[test]
fn the_horizon_is_that_of_assessing_each_day() {
    check("caps horizon", 60, &trials(0.3), |trial| {
        let (book, sheet) = (trial.book(), trial.partial());
        let steps = horizon(library(), &book, &sheet, today(), Mode::Held);
        for ahead in 0..1_100 {
            let on = today().plus_days(ahead);
            let range = grade(&book, &sheet, &Moment::held(on, today(), &library().windows)).grade;
            let step = steps.iter().rev().find(|step| step.from <= on);
            prop_assert_eq!(step.map(|step| step.range), Some(range), "on {}", on);
        }
        Ok(())
    });
}

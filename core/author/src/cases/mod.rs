//! Cases near every threshold, with the result that the engine gives today: proposals, to be read by a human. A case that
//! repeats what the engine says protects nothing until someone has compared it with the document.

mod arrange;
mod leaves;
mod place;
mod points;
mod stage;
mod write;

pub use write::write;

use leaves::{Found, Near, in_rows, option, said, turns};
use place::{Side, counted, exact, place};
use stage::{Set, Stage};
use ziping_assess::{Assessment, assess};
use ziping_base::calendar::Day;
use ziping_base::diag::{Said, Source};
use ziping_base::say;
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{Kind, Sheet, read_answers, write_answers};
use ziping_rules::rule::score::{ItemFinding, Ratio, Rule, Scored, Value};
use ziping_rules::rule::{Moment, Test};

/// The most cases that are proposed for one rule book or overlay.
pub const MOST: usize = 1_000;

/// What a case expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Points of an item, as cases write them.
    Points(String),
    /// The outcome of a condition, cap or ground.
    Outcome(String),
    /// Worst and best grade.
    Grade(String, String),
}

/// A case that is proposed.
#[derive(Debug, Clone)]
pub struct Proposed {
    /// What it is about: an item, condition, cap, ground or level.
    pub id: String,
    /// Where its answers lie: `just below 10`.
    pub what: Said,
    /// The answers.
    pub sheet: Sheet,
    /// What the engine says.
    pub expected: Expected,
}

/// Proposals for a rule book or an overlay.
#[derive(Debug, Clone, Default)]
pub struct Proposals {
    /// The day of assessment.
    pub as_of: Option<Day>,
    /// The cases.
    pub cases: Vec<Proposed>,
    /// Thresholds for which no answers were found: what they belong to, and where.
    pub missed: Vec<(String, Said)>,
    /// How many more there would be.
    pub left_off: usize,
}

/// What is proposed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose<'a> {
    /// Everything of the rule book.
    Book,
    /// What the overlay of an id brings.
    Overlay(&'a str),
}

impl Whose<'_> {
    fn has(self, id: &str) -> bool {
        match self {
            Self::Book => true,
            Self::Overlay(overlay) => id
                .strip_prefix("overlay.")
                .and_then(|rest| rest.strip_prefix(overlay))
                .is_some_and(|rest| rest.starts_with('.')),
        }
    }
}

/// Proposes cases below, on and above each threshold of items, conditions, caps, grounds and level conditions.
#[must_use]
pub fn propose(library: &Library, book: &RuleBook, whose: Whose<'_>, as_of: Day) -> Proposals {
    let moment = Moment::new(as_of, &library.windows);
    let desk = Desk {
        library,
        book,
        as_of,
        set: Set { catalogue: &library.catalogue, windows: &library.windows, moment: &moment },
    };
    let mut all = Proposals { as_of: Some(as_of), ..Proposals::default() };
    for scored in book.scored().into_iter().filter(|scored| whose.has(&scored.id)) {
        desk.item(scored, &mut all);
    }
    let conditions = book.conditions.iter().map(|item| (&item.id, &item.when, item.applies.as_ref()));
    let caps = book.caps.iter().map(|item| (&item.id, &item.when, None));
    let grounds = book.grounds.iter().map(|item| (&item.id, &item.when, None));
    for (id, when, applies) in conditions.chain(caps).chain(grounds).filter(|(id, ..)| whose.has(id)) {
        desk.condition(id, when, applies, &mut all);
    }
    for level in book.elements().iter().flat_map(|element| element.level_rules()).filter(|level| whose.has(&level.id)) {
        desk.test(&level.id, &level.when, &Stage::default(), &mut all, &|found| {
            let outcome = |place: u8| book.grade.outcomes.get(usize::from(place)).cloned().unwrap_or_default();
            Some(Expected::Grade(outcome(found.grade.worst), outcome(found.grade.best)))
        });
    }
    all
}

struct Desk<'a> {
    library: &'a Library,
    book: &'a RuleBook,
    as_of: Day,
    set: Set<'a>,
}

type Expect<'e> = &'e dyn Fn(&Assessment) -> Option<Expected>;

impl Desk<'_> {
    fn add(&self, id: &str, found: Found, all: &mut Proposals, expect: Expect<'_>) {
        all.missed.extend(found.missed.into_iter().map(|what| (id.to_owned(), what)));
        for Near { what, stage } in found.near {
            if all.cases.len() >= MOST {
                all.left_off += 1;
                continue;
            }
            let assessment = assess(self.library, self.book, &stage.sheet, self.as_of);
            let Some(expected) = expect(&assessment).filter(|_| self.can_be_written(&stage.sheet)) else {
                all.missed.push((id.to_owned(), what));
                continue;
            };
            let again = all
                .cases
                .iter()
                .any(|known| known.id == id && known.sheet == stage.sheet && known.expected == expected);
            if !again {
                all.cases.push(Proposed { id: id.to_owned(), what, sheet: stage.sheet, expected });
            }
        }
    }

    /// Whether the answers are read back as they are: what no file can hold is no case.
    fn can_be_written(&self, sheet: &Sheet) -> bool {
        let text = write_answers("", sheet, &self.library.catalogue);
        let source = Source { name: "answers", text: &text };
        read_answers(&source, &self.library.catalogue).is_ok_and(|answers| answers.sheet == *sheet)
    }

    fn test(&self, id: &str, test: &Test, stage: &Stage, all: &mut Proposals, expect: Expect<'_>) {
        self.add(id, turns(test, stage, &self.set), all, expect);
    }

    fn condition(&self, id: &str, when: &Test, applies: Option<&Test>, all: &mut Proposals) {
        let expect = |found: &Assessment| {
            let outcome = outcome_of(self.book, found, id)?;
            Some(Expected::Outcome(outcome.to_owned()))
        };
        let mut stage = Stage::default();
        if let Some(applies) = applies {
            let mut base = Stage::default();
            let _ = arrange::arrange(when, true, &mut base, &self.set);
            self.test(id, applies, &base, all, &expect);
            let _ = arrange::arrange(applies, true, &mut stage, &self.set);
        }
        self.test(id, when, &stage, all, &expect);
    }

    fn item(&self, scored: &Scored, all: &mut Proposals) {
        let expect = |found: &Assessment| {
            let items = found.elements.iter().flat_map(|element| &element.items).chain(&found.items);
            let item = items.flat_map(all_of).find(|item| item.id == scored.id)?;
            let points = item.points;
            let ends = [points.low.shown(), points.high.shown()];
            // More digits than cases write.
            let whole = [points.low, points.high].iter().all(|end| end.digits().is_some_and(|digits| digits <= 6));
            let [low, high] = ends;
            whole.then(|| Expected::Points(if points.is_exact() { low } else { format!("{low}..{high}") }))
        };
        let mut stage = Stage::default();
        if let Some((applies, _)) = &scored.applies {
            // Where it applies it gives what it can give: the case then shows that it does.
            let mut base = Stage::default();
            let _ = self.give_points(scored, &mut base);
            self.test(&scored.id, applies, &base, all, &expect);
            if arrange::arrange(applies, true, &mut stage, &self.set).is_none() {
                all.missed.push((scored.id.clone(), say!("answers with which it applies", "使它适用的答案")));
            }
        }
        self.add(&scored.id, self.thresholds(scored, &stage), all, &expect);
    }

    /// Answers with which an item gives points, whatever else.
    fn give_points(&self, scored: &Scored, stage: &mut Stage) -> Option<()> {
        let found = self.thresholds(scored, &Stage::default());
        let context_points = |near: &Near| {
            ziping_rules::rule::score::points(
                &Scored { applies: None, ..scored.clone() },
                &near.stage.context(&self.set),
                &mut ziping_rules::rule::NoTrace,
            )
        };
        let best = found.near.into_iter().max_by_key(|near| context_points(near).low)?;
        *stage = best.stage;
        Some(())
    }

    fn thresholds(&self, scored: &Scored, stage: &Stage) -> Found {
        let mut found = Found::default();
        let set = &self.set;
        let around = |of: &Value, at: Ratio, found: &mut Found| {
            for side in Side::ALL {
                let mut tried = stage.clone();
                let what = said(side, at, scored.shown);
                let nothing = side == Side::Below && !at.is_positive();
                match place(of, at, side, &mut tried, set) {
                    Some(()) => found.near.push(Near { what, stage: tried }),
                    None if nothing => {}
                    None => found.missed.push(what),
                }
            }
        };
        let ends = |ends: Vec<&Value>, found: &mut Found| {
            let all = ends.len();
            let mut known: Vec<Ratio> = ends.into_iter().filter_map(|end| exact(end, stage, set)).collect();
            if known.len() < all {
                found.missed.push(say!("a figure that is not published yet", "还没有公布的数"));
            }
            known.sort();
            known.dedup();
            known
        };
        match &scored.rule {
            Rule::Bands(bands) => {
                let rows = bands.rows.iter().flat_map(|row| [&row.from, &row.to]).flatten().collect();
                ends(rows, &mut found).into_iter().for_each(|end| around(&bands.value, end, &mut found));
            }
            Rule::Pieces(pieces) => {
                let all = pieces.pieces.iter().flat_map(|piece| [&piece.from, &piece.to]).collect();
                ends(all, &mut found).into_iter().for_each(|end| around(&pieces.value, end, &mut found));
            }
            Rule::Steps(steps) => {
                if let Some(standard) = exact(&steps.standard, stage, set) {
                    around(&steps.value, standard, &mut found);
                    let one = if steps.below { standard.minus(steps.each) } else { standard.plus(steps.each) };
                    one.into_iter().for_each(|at| around(&steps.value, at, &mut found));
                }
            }
            Rule::Choices(choices) => {
                let kind = self.library.catalogue.get(choices.fact).map(|fact| &fact.kind);
                for option_place in 0..choices.points.len() {
                    let mut tried = stage.clone();
                    let name = match kind {
                        Some(Kind::Choice { options, .. }) => options.get(option_place).map_or("", String::as_str),
                        _ => "",
                    };
                    let what = say!("option {name}", "选项 {name}");
                    if option(choices.fact, option_place, &mut tried).is_some() {
                        found.near.push(Near { what, stage: tried });
                    }
                }
            }
            Rule::Rows(base, kinds) => {
                for (kind_place, kind) in kinds.iter().enumerate() {
                    let mut empty = stage.clone();
                    for (other, others) in kinds.iter().enumerate() {
                        if other != kind_place && empty.sheet.get(others.rows.table).is_none() {
                            empty.add(others.rows.table, &[]);
                        }
                    }
                    // None, one, as many as count at most, and one more.
                    let each = exact(&kind.each, stage, set);
                    let limit = kind.limit.or_else(|| (each?.is_positive()).then(|| scored.most.minus(*base))?);
                    let limit = limit.or_else(|| scored.least.minus(*base));
                    let enough = limit.zip(each).and_then(|(limit, each)| i64::try_from(limit.over(each)?.ceil()).ok());
                    let mut counts = vec![0, 1];
                    counts.extend(
                        enough.filter(|enough| *enough > 0).into_iter().flat_map(|enough| [enough, enough + 1]),
                    );
                    counts.dedup();
                    for count in counts {
                        let mut tried = empty.clone();
                        let what = say!("{count} rows that count", "计入 {count} 行");
                        match counted(&kind.rows, count, &mut tried, set) {
                            Some(()) => found.near.push(Near { what, stage: tried }),
                            None => found.missed.push(what),
                        }
                    }
                    in_rows(&kind.rows, 1, &empty, set, &mut found);
                }
            }
            Rule::Worth(..) | Rule::Group(_) => {}
        }
        found
    }
}

/// An item and its parts.
fn all_of(item: &ItemFinding) -> Vec<&ItemFinding> {
    let mut all = vec![item];
    item.parts.iter().for_each(|part| all.extend(all_of(part)));
    all
}

fn outcome_of(book: &RuleBook, found: &Assessment, id: &str) -> Option<&'static str> {
    let condition = book.conditions.iter().position(|item| item.id == id).and_then(|at| found.conditions.get(at));
    let cap = book.caps.iter().position(|item| item.id == id).and_then(|at| found.caps.get(at));
    let ground = book.grounds.iter().position(|item| item.id == id).and_then(|at| found.grounds.get(at));
    let finding = condition.or_else(|| cap.map(|cap| &cap.finding)).or(ground)?;
    Some(finding.outcome.name())
}

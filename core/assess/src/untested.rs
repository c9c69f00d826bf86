//! What the cases of a rule book or an overlay do not show: thresholds that no case lies below, on and above, and small
//! mistakes that no case would notice. The work is bounded.

use super::run::run_case;
use std::cmp::Ordering;
use ziping_base::diag::Said;
use ziping_base::say;
use ziping_regime::{Basis, Case, Library, Model, RuleBook};
use ziping_rules::fact::Sheet;
use ziping_rules::rule::score::{Changing, Ratio, Scored, Shown, explain, item_mistakes};
use ziping_rules::rule::{
    Context, Mistake, Moment, Record, Test, Threshold, Trace, Windows, evaluate, mistakes, thresholds_of_item,
    thresholds_of_test,
};

/// The most mistakes tried in one rule book or overlay.
const MOST_TRIED: usize = 6_000;
/// The most times that a case is run on a changed rule book.
const MOST_RUNS: usize = 30_000;
/// So many mistakes of one condition or item are named.
const NAMED: usize = 4;

/// Something that no case shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untested {
    /// `threshold-untested` or `mistake-unnoticed`; `not-tried` where there was too much to try.
    pub code: &'static str,
    /// The condition, cap, level or item; empty where it is none.
    pub id: String,
    /// The row of the item, by place.
    pub row: Option<usize>,
    /// What it is.
    pub message: Said,
    /// What to do.
    pub help: Said,
}

/// What cases do not show of those parts of a rule book whose ids are asked for. All cases come out.
#[must_use]
pub fn untested(library: &Library, book: &RuleBook, cases: &[Case], wanted: impl Fn(&str) -> bool) -> Vec<Untested> {
    let parts: Vec<Part<'_>> = parts(book).into_iter().filter(|part| wanted(part.id)).collect();
    let moments: Vec<Moment> = cases.iter().map(|case| Moment::new(case.as_of, &library.windows)).collect();
    let contexts: Vec<Context<'_>> =
        cases.iter().zip(&moments).map(|(case, moment)| Context::new(&case.sheet, moment)).collect();
    let mut found = Vec::new();
    let mut bare = Vec::new();
    for part in &parts {
        let missing = part.thresholds(&contexts);
        if !missing.is_empty() {
            bare.push(part.id);
        }
        found.extend(missing);
    }
    let mut trial = Trial::new(library, book, cases);
    for part in &parts {
        found.extend(trial.unnoticed(part, bare.contains(&part.id)));
    }
    found.extend(trial.not_tried());
    found
}

/// A condition or an item of a rule book.
struct Part<'b> {
    id: &'b str,
    place: Place,
    what: What<'b>,
}

#[derive(Clone, Copy)]
enum What<'b> {
    Test(&'b Test, Option<&'b Test>),
    Item(&'b Scored),
}

/// Where a condition stands.
#[derive(Clone, Copy)]
enum Place {
    Condition(usize),
    Applies(usize),
    Cap(usize),
    Ground(usize),
    Level(usize, usize),
    Item,
}

fn parts(book: &RuleBook) -> Vec<Part<'_>> {
    let mut all = Vec::new();
    for (at, condition) in book.conditions.iter().enumerate() {
        let applies = condition.applies.as_ref();
        all.push(Part { id: &condition.id, place: Place::Condition(at), what: What::Test(&condition.when, applies) });
        if let Some(applies) = applies {
            all.push(Part { id: &condition.id, place: Place::Applies(at), what: What::Test(applies, None) });
        }
    }
    for (at, cap) in book.caps.iter().enumerate() {
        all.push(Part { id: &cap.id, place: Place::Cap(at), what: What::Test(&cap.when, None) });
    }
    for (at, ground) in book.grounds.iter().enumerate() {
        all.push(Part { id: &ground.id, place: Place::Ground(at), what: What::Test(&ground.when, None) });
    }
    for (element, of) in book.elements().iter().enumerate() {
        for (at, rule) in of.level_rules().iter().enumerate() {
            all.push(Part { id: &rule.id, place: Place::Level(element, at), what: What::Test(&rule.when, None) });
        }
    }
    all.extend(book.scored().into_iter().map(|item| Part { id: &item.id, place: Place::Item, what: What::Item(item) }));
    all
}

impl Part<'_> {
    /// Its thresholds that not all sides are tested of.
    fn thresholds(&self, contexts: &[Context<'_>]) -> Vec<Untested> {
        let all = match self.what {
            What::Test(test, _) => thresholds_of_test(test),
            What::Item(scored) => thresholds_of_item(scored),
        };
        let mut found: Vec<Untested> = Vec::new();
        for threshold in all.iter().filter(|threshold| threshold.is_fixed()) {
            let seen: Vec<Ordering> = contexts.iter().flat_map(|context| threshold.sides_of(context)).collect();
            let missing: Vec<Ordering> = threshold.sides().into_iter().filter(|side| !seen.contains(side)).collect();
            if !missing.is_empty() && !found.iter().any(|known| known.message == self.lacks(threshold, &missing)) {
                found.push(Untested {
                    code: "threshold-untested",
                    id: self.id.to_owned(),
                    row: threshold.row,
                    message: self.lacks(threshold, &missing),
                    help: say!(
                        "add a case for each, with the answer right beside the threshold",
                        "请各补一个案例，答案紧挨着这个界限"
                    ),
                });
            }
        }
        found
    }

    fn lacks(&self, threshold: &Threshold, missing: &[Ordering]) -> Said {
        let id = self.id;
        let at = threshold.at.map_or_else(|| say!("its bound", "界限"), |at| figure(at, threshold.shown));
        let side = |side: &Ordering| match side {
            Ordering::Less => ("below", "低于"),
            Ordering::Equal => ("on", "等于"),
            Ordering::Greater => ("above", "高于"),
        };
        let en: Vec<&str> = missing.iter().map(|missing| side(missing).0).collect();
        let zh: Vec<&str> = missing.iter().map(|missing| side(missing).1).collect();
        Said::new(
            format!("no case of `{id}` lies {} {}", en.join(" or "), at.en),
            format!("“{id}”没有{} {} 的案例", zh.join("、"), at.zh),
        )
    }
}

/// A number as a table has it.
fn figure(at: Ratio, shown: Shown) -> Said {
    let times = |by: i64| at.times(Ratio::whole(by)).unwrap_or(at).shown();
    let text = match shown {
        Shown::Percent => format!("{}%", times(100)),
        Shown::Money => match at.over(Ratio::whole(10_000)) {
            Some(wan) if wan.digits().is_some_and(|digits| digits <= 2) && wan >= Ratio::ONE => {
                format!("{}万元", wan.shown())
            }
            _ => format!("{}元", at.shown()),
        },
        Shown::Plain | Shown::Points | Shown::Years | Shown::Months | Shown::Days => at.shown(),
    };
    Said::english(text)
}

/// Mistakes being tried.
struct Trial<'a> {
    /// With the windows that mistakes need beside its own.
    library: Library,
    book: &'a RuleBook,
    cases: &'a [Case],
    tried: usize,
    runs: usize,
    left_out: usize,
}

/// One wrong rule book, put together when it is needed.
struct Wrong {
    what: Said,
    row: Option<usize>,
    boundary: bool,
    change: Change,
}

enum Change {
    Test(Test),
    Item(Box<Scored>),
}

impl<'a> Trial<'a> {
    fn new(library: &Library, book: &'a RuleBook, cases: &'a [Case]) -> Self {
        Self { library: library.clone(), book, cases, tried: 0, runs: 0, left_out: 0 }
    }

    /// The mistakes in a part that no case notices; where its thresholds lack cases, those at them have been told.
    fn unnoticed(&mut self, part: &Part<'_>, bare: bool) -> Option<Untested> {
        let mut windows: Windows = self.library.windows.clone();
        let all = self.mistakes_of(part, &mut windows);
        self.library.windows = windows;
        let moments: Vec<Moment> =
            self.cases.iter().map(|case| Moment::new(case.as_of, &self.library.windows)).collect();
        let mut unnoticed: Vec<&Wrong> = Vec::new();
        for wrong in all.iter().filter(|wrong| !(bare && wrong.boundary)) {
            if self.tried >= MOST_TRIED || self.runs >= MOST_RUNS {
                self.left_out += 1;
                continue;
            }
            self.tried += 1;
            if !self.is_noticed(part, wrong, &moments) {
                unnoticed.push(wrong);
            }
        }
        let first = unnoticed.first()?;
        let named = || unnoticed.iter().take(NAMED);
        let (en, zh): (Vec<&str>, Vec<&str>) =
            named().map(|wrong| (wrong.what.en.as_ref(), wrong.what.zh.as_ref())).unzip();
        let more = unnoticed.len().saturating_sub(NAMED);
        let (en_more, zh_more) = match more {
            0 => (String::new(), String::new()),
            more => (format!("; and {more} more"), format!("；还有 {more} 处")),
        };
        let id = part.id;
        Some(Untested {
            code: "mistake-unnoticed",
            id: id.to_owned(),
            row: first.row,
            message: Said::new(
                format!("no case would notice these mistakes in `{id}`: {}{en_more}", en.join("; ")),
                format!("“{id}”写错以下各处，没有案例会发现：{}{zh_more}", zh.join("；")),
            ),
            help: say!(
                "add cases whose answers make the difference, and say what they expect",
                "请补上能区分对错的案例，并写明预期"
            ),
        })
    }

    fn mistakes_of(&self, part: &Part<'_>, windows: &mut Windows) -> Vec<Wrong> {
        let catalogue = &self.library.catalogue;
        match part.what {
            What::Test(test, applies) => mistakes(test, catalogue, windows)
                .into_iter()
                .filter(|mistake| !mistake.is_out_of_reach(test, applies))
                .map(|Mistake { what, test }| Wrong { what, row: None, boundary: false, change: Change::Test(test) })
                .collect(),
            What::Item(scored) => item_mistakes(scored, catalogue, windows)
                .into_iter()
                .map(|mistake| Wrong {
                    what: mistake.what,
                    row: mistake.row,
                    boundary: mistake.boundary,
                    change: Change::Item(Box::new(mistake.scored)),
                })
                .collect(),
        }
    }

    /// Whether a case fails with the mistake. Only cases in which the part comes out otherwise are run.
    fn is_noticed(&mut self, part: &Part<'_>, wrong: &Wrong, moments: &[Moment]) -> bool {
        let mut changed: Option<RuleBook> = None;
        for (case, moment) in self.cases.iter().zip(moments) {
            if !differs(part, &wrong.change, &case.sheet, moment) {
                continue;
            }
            if self.runs >= MOST_RUNS {
                return true;
            }
            self.runs += 1;
            let book = changed.get_or_insert_with(|| with_mistake(self.book, part, &wrong.change));
            if run_case(&self.library, book, case).is_err() {
                return true;
            }
        }
        false
    }

    fn not_tried(&self) -> Option<Untested> {
        let left_out = self.left_out;
        (left_out > 0).then(|| Untested {
            code: "not-tried",
            id: String::new(),
            row: None,
            message: say!("{left_out} more small mistakes were not tried", "还有 {left_out} 处可能的小错没有试"),
            help: say!("nothing to do: it would take too long", "不用处理：全部试完太费时间"),
        })
    }
}

/// Whether a part comes out otherwise with a change.
fn differs(part: &Part<'_>, change: &Change, sheet: &Sheet, moment: &Moment) -> bool {
    let context = Context::new(sheet, moment);
    match (part.what, change) {
        (What::Test(test, _), Change::Test(other)) => {
            let of = |test: &Test| {
                let mut record = Record::default();
                let truth = evaluate(test, &context, &mut record);
                if truth.is_known() {
                    record.settle(ziping_rules::rule::Mark::default());
                }
                (truth, record.open, record.readings)
            };
            of(test) != of(other)
        }
        (What::Item(scored), Change::Item(other)) => {
            let (now, then) = (explain(scored, &context), explain(other, &context));
            (now.points, now.open, now.readings) != (then.points, then.open, then.readings)
        }
        _ => false,
    }
}

/// A rule book with one part changed, wherever that part is looked at.
fn with_mistake(book: &RuleBook, part: &Part<'_>, change: &Change) -> RuleBook {
    let mut book = book.clone();
    match change {
        Change::Test(test) => {
            if let Some(slot) = test_at(&mut book, part.place) {
                *slot = test.clone();
            }
        }
        Change::Item(scored) => {
            book.change_within(&mut |piece| {
                if let Changing::Item(item) = piece
                    && item.id == scored.id
                {
                    (**scored).clone_into(item);
                }
            });
        }
    }
    book
}

fn test_at(book: &mut RuleBook, place: Place) -> Option<&mut Test> {
    match place {
        Place::Condition(at) => book.conditions.get_mut(at).map(|condition| &mut condition.when),
        Place::Applies(at) => book.conditions.get_mut(at)?.applies.as_mut(),
        Place::Cap(at) => book.caps.get_mut(at).map(|cap| &mut cap.when),
        Place::Ground(at) => book.grounds.get_mut(at).map(|ground| &mut ground.when),
        Place::Level(element, at) => match &mut book.grade.model {
            Model::Scored { elements, .. } | Model::Aspects { aspects: elements, .. } => {
                match &mut elements.get_mut(element)?.basis {
                    Basis::Levels(rules) => rules.get_mut(at).map(|rule| &mut rule.when),
                    Basis::Typed | Basis::Indicators(_) | Basis::Items(_) => None,
                }
            }
            Model::Met { .. } => None,
        },
        Place::Item => None,
    }
}

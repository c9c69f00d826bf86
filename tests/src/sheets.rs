//! Random fact sheets: complete answers near the edges of the rules, and the same with parts taken back.

use proptest::collection::vec;
use proptest::prelude::*;
use ziping_base::calendar::Day;
use ziping_content::Content;
use ziping_regime::{Case as BaseCase, FigureValue, Library, Model, RuleBook};
use ziping_rules::fact::{Column, FactIx, Kind, Occurrence, Range, Row, Sheet, Value};
use ziping_rules::rule::{facts_of, facts_of_number};

/// The facts that a regime looks at, tables that may replace typed figures among them, each once.
#[must_use]
pub fn facts_of_regime(library: &Library, book: &RuleBook) -> Vec<FactIx> {
    let mut facts = Vec::new();
    for condition in &book.conditions {
        facts_of(&condition.when, &mut facts);
        condition.applies.iter().for_each(|applies| facts_of(applies, &mut facts));
    }
    book.caps.iter().for_each(|cap| facts_of(&cap.when, &mut facts));
    book.grounds.iter().for_each(|ground| facts_of(&ground.when, &mut facts));
    for figure in &book.figures {
        match &figure.value {
            FigureValue::Number(number, _) => facts_of_number(number, &mut facts),
            FigureValue::Share(part, whole) => {
                facts_of_number(part, &mut facts);
                facts_of_number(whole, &mut facts);
            }
            FigureValue::Test(test) => facts_of(test, &mut facts),
        }
    }
    let graded = match &book.grade.model {
        Model::Scored { elements, .. } => elements.as_slice(),
        Model::Aspects { aspects, .. } => aspects.as_slice(),
        Model::Met { .. } => &[],
    };
    for element in graded {
        if !facts.contains(&element.fact) {
            facts.push(element.fact);
        }
    }
    facts.retain(|fact| library.catalogue.get(*fact).is_some());
    facts
}

/// An assessment date: ordinary days, and those on which counting is odd.
pub fn dates() -> impl Strategy<Value = Day> {
    let odd = ["2026-11-21", "2027-02-28", "2028-02-29", "2025-02-28", "2026-12-31", "2027-01-01", "2026-05-31"];
    let odd: Vec<Day> = odd.iter().filter_map(|text| Day::parse(text)).collect();
    let first = Day::new(2024, 1, 1).map_or(0, Day::number);
    prop_oneof![
        3 => proptest::sample::select(odd),
        2 => (0..2192_i32).prop_map(move |offset| Day::from_number(first + offset)),
    ]
}

/// Days around which a period of one, three or four years, three months, or 近三年 ends on a date; never after it.
#[must_use]
pub fn edges(as_of: Day) -> Vec<Day> {
    let mut days = vec![as_of, as_of.plus_days(-1)];
    for months in [3, 12, 24, 36, 48] {
        let corresponding = as_of.plus_months(-months);
        days.extend((-1..=2).map(|by| corresponding.plus_days(by)));
    }
    for back in 1..=4 {
        let new_year = Day::first_of_year(as_of.year() - back);
        days.extend([new_year.plus_days(-1), new_year, new_year.plus_days(1)]);
    }
    days.push(as_of.plus_months(-180));
    days.sort_unstable();
    days.dedup();
    days.retain(|day| *day <= as_of);
    days
}

fn day(as_of: Day) -> impl Strategy<Value = Day> {
    prop_oneof![
        3 => proptest::sample::select(edges(as_of)),
        1 => (0..1800_i32).prop_map(move |back| as_of.plus_days(-back)),
    ]
}

/// Amounts around the bounds of the rules, in fen.
const AMOUNTS: [i64; 12] = [
    0,
    1,
    99_999_999,
    100_000_000,
    900_000_000,
    999_999_999,
    1_000_000_000,
    1_000_000_001,
    3_333_333_333,
    3_333_333_334,
    10_000_000_000,
    40_000_000_000,
];

const COUNTS: [i64; 12] = [0, 1, 2, 3, 4, 34, 35, 36, 49, 50, 51, 1_000];

fn exactly(units: impl Strategy<Value = i64> + 'static) -> BoxedStrategy<Value> {
    units.prop_map(|units| Value::Number(Range::exactly(units))).boxed()
}

/// A complete answer of a kind.
pub fn complete(kind: &Kind, as_of: Day) -> BoxedStrategy<Value> {
    match kind {
        Kind::Bool => prop_oneof![3 => Just(true), 1 => Just(false)].prop_map(Value::Bool).boxed(),
        Kind::Count => exactly(proptest::sample::select(COUNTS.to_vec())),
        Kind::Money { .. } => exactly(proptest::sample::select(AMOUNTS.to_vec())),
        Kind::Score { max } => {
            let max = *max;
            exactly(prop_oneof![2 => Just(max), 1 => Just(0), 3 => 0..=max, 2 => (max * 7 / 10)..=max])
        }
        Kind::Yearly { .. } => {
            let last = as_of.year();
            vec(proptest::sample::select(AMOUNTS.to_vec()), 5)
                .prop_map(move |fen| {
                    Value::Yearly((last - 4..).zip(fen).map(|(year, fen)| (year, Range::exactly(fen))).collect())
                })
                .boxed()
        }
        Kind::Date => day(as_of).prop_map(Value::Date).boxed(),
        Kind::Occurrence => prop_oneof![
            3 => Just(Occurrence::Never),
            4 => day(as_of).prop_map(Occurrence::On),
            1 => Just(Occurrence::Ongoing),
        ]
        .prop_map(Value::Occurrence)
        .boxed(),
        Kind::Choice { options, .. } => {
            let last = u8::try_from(options.len().saturating_sub(1)).unwrap_or(0);
            (0..=last).prop_map(Value::Choice).boxed()
        }
        Kind::Several { options } => {
            let all = 1_u64.checked_shl(u32::try_from(options.len()).unwrap_or(64)).map_or(u64::MAX, |bit| bit - 1);
            prop_oneof![1 => Just(0), 2 => (0..64_u32).prop_map(move |bit| (1_u64 << bit) & all), 2 => 0..=all]
                .prop_map(Value::Several)
                .boxed()
        }
        Kind::Text(_) => proptest::sample::select(vec!["甲", "乙", " 甲 ", "丙"])
            .prop_map(|text| Value::Text(text.to_owned()))
            .boxed(),
        Kind::Table { columns } => vec(row(columns, as_of), 0..=4).prop_map(|rows| Value::Table(rows.into())).boxed(),
    }
}

fn row(columns: &[Column], as_of: Day) -> BoxedStrategy<Row> {
    let cells: Vec<BoxedStrategy<Value>> = columns.iter().map(|column| complete(&column.kind, as_of)).collect();
    cells.prop_map(|cells| Row { cells: cells.into_iter().map(Some).collect() }).boxed()
}

/// What is taken back of an answer. `Keep` comes first: shrinking gives answers back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// Nothing.
    Keep,
    /// A part: a number becomes a range, a year is left out, a day is not known, a cell is blank.
    Part(u8),
    /// All of it.
    All,
}

/// A random sheet: complete answers, what is hidden of each, and the date.
#[derive(Clone)]
pub struct Case {
    /// The assessment date.
    pub as_of: Day,
    /// The facts with their complete answers, in the order of `facts_of_regime`; `None` for a table left out for good.
    pub answers: Vec<(FactIx, Option<Value>, Hidden)>,
}

/// Random sheets of a regime of which up to `open` in ten answers are hidden. Most answers are those of one of the
/// regime's cases, so that what needs many answers to be right comes up as well.
pub fn cases(content: &'static Content, book: &'static RuleBook, open: u32) -> BoxedStrategy<Case> {
    let library = &content.library;
    let facts = facts_of_regime(library, book);
    let bases: &'static [BaseCase] = content.cases.get(&book.id).map_or(&[], Vec::as_slice);
    // One sheet in five has no base: its answers are random all through.
    (0..(bases.len() * 5 / 4).max(1), dates(), any::<bool>())
        .prop_flat_map(move |(base, other_day, on_its_day)| {
            let base = bases.get(base);
            let as_of = base.filter(|_| on_its_day).map_or(other_day, |base| base.as_of);
            let answers: Vec<BoxedStrategy<(FactIx, Option<Value>, Hidden)>> = facts
                .iter()
                .filter_map(|fact| {
                    let fact = *fact;
                    let kind = &library.catalogue.get(fact)?.kind;
                    let given = base.and_then(|base| base.sheet.get(fact)).filter(|value| is_complete(value, as_of));
                    let random = complete(kind, as_of).prop_map(Some).boxed();
                    let answer = match (given, kind) {
                        (Some(given), _) => prop_oneof![9 => Just(Some(given.clone())), 1 => random].boxed(),
                        // Tables replace typed figures: most sheets do without.
                        (None, Kind::Table { .. }) => prop_oneof![3 => Just(None), 1 => random].boxed(),
                        (None, _) => random,
                    };
                    Some((answer, hidden(open)).prop_map(move |(answer, hidden)| (fact, answer, hidden)).boxed())
                })
                .collect();
            answers.prop_map(move |answers| Case { as_of, answers })
        })
        .boxed()
}

/// Whether nothing of an answer is open on a date, and nothing of it is later.
fn is_complete(value: &Value, as_of: Day) -> bool {
    match value {
        Value::Number(range) => range.is_exact(),
        Value::Occurrence(Occurrence::On(day)) => *day <= as_of,
        Value::Occurrence(Occurrence::DayUnknown) => false,
        Value::Yearly(years) => (as_of.year() - 4..as_of.year())
            .all(|year| years.iter().any(|(known, money)| *known == year && money.is_exact())),
        Value::Table(rows) => rows.iter().all(|row| row.cells.iter().flatten().count() == row.cells.len()),
        Value::Bool(_)
        | Value::Date(_)
        | Value::Choice(_)
        | Value::Several(_)
        | Value::Text(_)
        | Value::Occurrence(_) => true,
    }
}

fn hidden(open: u32) -> BoxedStrategy<Hidden> {
    if open == 0 {
        return Just(Hidden::Keep).boxed();
    }
    prop_oneof![
        (20 - 2 * open.min(9)) => Just(Hidden::Keep),
        open => any::<u8>().prop_map(Hidden::Part),
        open => Just(Hidden::All),
    ]
    .boxed()
}

/// Properties show the sheets of a counter-example as answer files; this is all that is left to say.
impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} answers on {}", self.answers.len(), self.as_of)
    }
}

impl Case {
    /// The complete sheet.
    #[must_use]
    pub fn complete(&self) -> Sheet {
        let mut sheet = Sheet::new();
        for (fact, value, _) in &self.answers {
            sheet.put(*fact, value.clone());
        }
        sheet
    }

    /// The facts of which something is hidden.
    #[must_use]
    pub fn hidden(&self) -> Vec<FactIx> {
        let partial = self.partial();
        let hidden = |(fact, value, _): &(FactIx, Option<Value>, Hidden)| {
            (partial.get(*fact) != value.as_ref()).then_some(*fact)
        };
        self.answers.iter().filter_map(hidden).collect()
    }

    /// The same with no more than so many answers hidden.
    #[must_use]
    pub fn hiding_at_most(mut self, most: usize) -> Self {
        let mut left = most;
        for (_, _, hidden) in &mut self.answers {
            if *hidden != Hidden::Keep {
                if left == 0 {
                    *hidden = Hidden::Keep;
                } else {
                    left -= 1;
                }
            }
        }
        self
    }

    /// The sheet with what is hidden taken back.
    #[must_use]
    pub fn partial(&self) -> Sheet {
        let mut sheet = Sheet::new();
        for (fact, value, hidden) in &self.answers {
            sheet.put(*fact, value.as_ref().and_then(|value| hide(value, *hidden)));
        }
        sheet
    }
}

/// An answer with a part of it taken back, of which the answer is a completion.
#[must_use]
pub fn hide(value: &Value, hidden: Hidden) -> Option<Value> {
    let how = match hidden {
        Hidden::Keep => return Some(value.clone()),
        // A table that is not filled is no open answer: typed figures count instead.
        Hidden::All if matches!(value, Value::Table(_)) => return Some(value.clone()),
        Hidden::All => return None,
        Hidden::Part(how) => how,
    };
    let widened = |range: &Range| {
        let by = i64::from(how) + 1;
        Range { low: (range.low - by).max(0), high: if how % 3 == 0 { range.high } else { range.high + by % 40 } }
    };
    Some(match value {
        Value::Number(range) => Value::Number(widened(range)),
        Value::Yearly(years) => {
            let chosen = usize::from(how) % years.len().max(1);
            let mut years = years.clone();
            if how % 2 == 0 {
                years.remove(chosen);
            } else if let Some((_, money)) = years.get_mut(chosen) {
                *money = widened(money);
            }
            Value::Yearly(years)
        }
        Value::Occurrence(Occurrence::On(_)) => Value::Occurrence(Occurrence::DayUnknown),
        Value::Table(rows) => {
            let mut rows = rows.to_vec();
            let count = rows.len().max(1);
            if let Some(row) = rows.get_mut(usize::from(how) % count) {
                let cells = row.cells.len().max(1);
                let cell = row.cells.get_mut(usize::from(how) / 5 % cells).map(Option::take);
                // A row that says nothing counts for nothing: it is no row of which something is open.
                if row.says_nothing() {
                    row.cells.iter_mut().zip(cell).for_each(|(place, cell)| *place = cell);
                }
            }
            Value::Table(rows.into())
        }
        Value::Bool(_)
        | Value::Date(_)
        | Value::Choice(_)
        | Value::Several(_)
        | Value::Text(_)
        | Value::Occurrence(_) => {
            return None;
        }
    })
}

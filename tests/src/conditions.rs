//! Random conditions over a few facts, and random rule books made of them: what an overlay or somebody's own rule book
//! may come to say.

use proptest::collection::vec;
use proptest::prelude::*;
use ziping_base::calendar::Day;
use ziping_regime::{Basis, Cap, Condition, Ground, LevelRule, Library, Model, RuleBook};
use ziping_rules::fact::{FactIx, Occurrence, Range, Sheet, Value};
use ziping_rules::rule::operators::{Answer, Before, Compare, Ever, OneOf, Share, Within};
use ziping_rules::rule::{Comparison, Number, Operand, Test, Unit, WindowIx};

/// The facts that random conditions are about.
pub const FACTS: [&str; 6] = [
    "om.staff",
    "om.staff_college",
    "finance.sound",
    "om.finance_lead_title",
    "record.violation",
    "record.quality_penalty",
];

/// The largest number that random conditions compare with.
const MOST: i64 = 6;

/// The facts, by place in [`FACTS`].
#[must_use]
pub fn facts(library: &Library) -> Vec<FactIx> {
    FACTS.iter().filter_map(|id| library.catalogue.find(id)).collect()
}

/// Every answer to a fact that a random condition can tell from others, by its place in [`FACTS`].
#[must_use]
pub fn answers(place: usize, as_of: Day) -> Vec<Value> {
    let days = || {
        let around = [12, 36].into_iter().flat_map(|months| {
            let corresponding = as_of.plus_months(-months);
            [-1, 0, 1].map(|by| corresponding.plus_days(by))
        });
        around.chain([as_of]).map(Occurrence::On).chain([Occurrence::Never, Occurrence::Ongoing])
    };
    match place {
        0 | 1 => (0..=MOST + 2).map(|units| Value::Number(Range::exactly(units))).collect(),
        2 => vec![Value::Bool(true), Value::Bool(false)],
        3 => (0..3).map(Value::Choice).collect(),
        _ => days().map(Value::Occurrence).collect(),
    }
}

fn comparison() -> impl Strategy<Value = Comparison> {
    proptest::sample::select(vec![
        Comparison::Less,
        Comparison::AtMost,
        Comparison::More,
        Comparison::AtLeast,
        Comparison::Equal,
        Comparison::Different,
    ])
}

/// A part that is not made of others.
fn part(facts: Vec<FactIx>, windows: u16) -> BoxedStrategy<Test> {
    let at = move |place: usize| facts.get(place).copied().unwrap_or(FactIx::new(0));
    let (staff, college) = (at(0), at(1));
    let (sound, title, violation, penalty) = (at(2), at(3), at(4), at(5));
    let count = |fact: FactIx| Number::Answer(Operand::Fact(fact), 0, Range::OPEN_HIGH);
    prop_oneof![
        4 => (any::<bool>(), comparison(), 0..=MOST).prop_map(move |(first, comparison, bound)| {
            let number = count(if first { staff } else { college });
            Compare { left: number, comparison, right: Number::Literal(bound), unit: Unit::Count }.into()
        }),
        1 => (comparison(), 0..=MOST).prop_map(move |(comparison, bound)| {
            let sum = Number::Plus(vec![count(staff), count(college)]);
            Compare { left: sum, comparison, right: Number::Literal(bound), unit: Unit::Count }.into()
        }),
        2 => (comparison(), 1..=4_i64).prop_map(move |(comparison, quarters)| {
            let (part, whole) = (count(staff), count(college));
            Share { part, whole, comparison, numerator: quarters, denominator: 4 }.into()
        }),
        1 => Just(Answer(Operand::Fact(sound)).into()),
        1 => (0..8_u64).prop_map(move |options| OneOf { fact: title, options, by_order: false, of: 3 }.into()),
        3 => (any::<bool>(), 0..windows).prop_map(move |(first, window)| {
            let event = Operand::Fact(if first { violation } else { penalty });
            Within { event, window: WindowIx(window) }.into()
        }),
        1 => Just(Ever(Operand::Fact(penalty)).into()),
        1 => Just(Before { first: Operand::Fact(violation), second: Operand::Fact(penalty) }.into()),
    ]
    .boxed()
}

/// A random condition; it may have parts within parts, and readings.
pub fn condition(library: &Library) -> BoxedStrategy<Test> {
    let windows = (0..).take_while(|ix| library.windows.get(WindowIx(*ix)).is_some()).count();
    let windows = u16::try_from(windows).unwrap_or(1).max(1);
    part(facts(library), windows)
        .prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                inner.clone().prop_map(|test| Test::Not(Box::new(test))),
                vec(inner.clone(), 2..=3).prop_map(Test::And),
                vec(inner.clone(), 2..=3).prop_map(Test::Or),
                vec(inner.clone(), 2..=3).prop_map(|parts| Test::AtLeast(2, parts)),
                vec(inner, 2..=2).prop_map(|parts| {
                    Test::Readings(["one", "other"].map(str::to_owned).into_iter().zip(parts).collect())
                }),
            ]
        })
        .boxed()
}

/// The rule book of a regime with random conditions in the place of its own: caps and grounds of a scored one, the
/// conditions that decide whether it is met, the levels of aspects.
pub fn book(library: &Library, base: &RuleBook) -> BoxedStrategy<RuleBook> {
    let base = base.clone();
    let test = || condition(library);
    let levels = base.grade.outcomes.len().saturating_sub(1);
    (vec(test(), 1..=3), vec(test(), 0..=1), vec((test(), 0..levels.max(1)), 0..=3))
        .prop_map(move |(conditions, grounds, limits)| {
            let mut book = base.clone();
            let of = match &mut book.grade.model {
                Model::Scored { .. } => None,
                Model::Met { of, .. } => Some(*of),
                Model::Aspects { aspects, .. } => {
                    for (aspect, (place, when)) in aspects.iter_mut().zip(conditions.iter().enumerate()) {
                        let level = u8::try_from(place % levels.max(1) + 1).unwrap_or(1);
                        let rule = LevelRule { id: "r".to_owned(), level, when: when.clone(), clause: "c".to_owned() };
                        let next = conditions.get(place + 1).unwrap_or(when).clone();
                        let higher = LevelRule { level: level.saturating_add(1), when: next, ..rule.clone() };
                        aspect.basis = Basis::Levels(vec![rule, higher]);
                    }
                    None
                }
            };
            let template = base.conditions.first();
            book.conditions = match (of, template) {
                (Some(kind), Some(template)) => conditions
                    .iter()
                    .enumerate()
                    .map(|(place, when)| {
                        let applies = conditions.get(place + 1).filter(|_| place == 1).cloned();
                        Condition { kind, when: when.clone(), applies, ..template.clone() }
                    })
                    .collect(),
                (None, _) | (_, None) => Vec::new(),
            };
            book.caps = match base.caps.first() {
                None => Vec::new(),
                Some(cap) => limits
                    .iter()
                    .map(|(when, limit)| Cap {
                        limit: u8::try_from(*limit).unwrap_or(0),
                        when: when.clone(),
                        ..cap.clone()
                    })
                    .collect(),
            };
            book.grounds = match base.grounds.first() {
                None => Vec::new(),
                Some(ground) => grounds.iter().map(|when| Ground { when: when.clone(), ..ground.clone() }).collect(),
            };
            book
        })
        .boxed()
}

/// A sheet with some of the facts answered and the others open; of those regimes that score or have aspects, with all
/// other answers of a base sheet.
pub fn sheet(library: &Library, base: &Sheet, as_of: Day) -> BoxedStrategy<Sheet> {
    let base = base.clone();
    let facts = facts(library);
    let each: Vec<BoxedStrategy<Option<Value>>> = (0..facts.len())
        .map(|place| proptest::option::weighted(0.5, proptest::sample::select(answers(place, as_of))).boxed())
        .collect();
    each.prop_map(move |answers| {
        let mut sheet = base.clone();
        for (fact, answer) in facts.iter().zip(answers) {
            sheet.put(*fact, answer);
        }
        sheet
    })
    .boxed()
}

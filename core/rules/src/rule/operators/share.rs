//! `share(part, whole) >= 30%`: a share compares with a fraction.

use super::Operator;
use crate::fact::{FactIx, Range};
use crate::rule::breakpoints::in_number;
use crate::rule::check::{Call, Checker, Typed};
use crate::rule::compare::{count_periods, in_each_world, subject};
use crate::rule::eval::number;
use crate::rule::expr::{Comparison, Number, Test, WindowIx, Windows};
use crate::rule::many::{Bits, Block, Cost, Live};
use crate::rule::mistakes::{Found, Variants, a_little_less, a_little_more, instead};
use crate::rule::moment::Context;
use crate::rule::repair::{Change, Workshop};
use crate::rule::thresholds::Thresholds;
use crate::rule::trace::{NoTrace, Reason, Trace};
use crate::rule::truth::Truth;
use crate::rule::uses::{facts_of_number, windows_of_number};
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;
use ziping_base::diag::Said;
use ziping_base::say;

/// A share is part ÷ whole, compared by cross-multiplication. The share of nothing (a whole of 0) is not defined and
/// satisfies no comparison; parts and wholes are not negative.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// The part.
    pub part: Number,
    /// The whole.
    pub whole: Number,
    /// How the share compares with the fraction.
    pub comparison: Comparison,
    /// The fraction's numerator.
    pub numerator: i64,
    /// Its denominator, which is positive.
    pub denominator: i64,
}

impl Share {
    /// What two ranges are beside the fraction.
    fn of(&self, part: Range, whole: Range) -> Truth {
        share_of(part, whole, self.comparison, (self.numerator, self.denominator))
    }

    /// With a mistake in one of the numbers.
    fn with(&self, part: Number, whole: Number) -> Test {
        Self { part, whole, ..*self }.into()
    }
}

impl Operator for Share {
    const CALLED: &'static [&'static str] = &["share"];

    fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Typed> {
        match call.values {
            [part, whole, years] => {
                let (part, whole) = (checker.yearly(part), checker.yearly(whole));
                let years = checker.years(years)?;
                Some(Typed::Share(Number::Sum(part?, years, false), Number::Sum(whole?, years, false)))
            }
            [part, whole] => {
                let (part, whole) = (checker.value(part), checker.value(whole));
                of_two(checker, part?, whole?, call)
            }
            _ => call.refused(checker),
        }
    }

    #[inline(never)]
    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        let Self { part, whole, comparison, numerator, denominator } = self;
        let start = trace.mark();
        let p = number(part, context, trace);
        let w = number(whole, context, trace);
        let mut truth = self.of(p, w);
        if truth == Truth::Unknown && count_periods(part, whole) && !context.moment.is_imagined() {
            // A period is read in one way above and below the line.
            truth = in_each_world(context, |context| {
                self.of(number(part, context, &mut NoTrace), number(whole, context, &mut NoTrace))
            });
        }
        if truth.is_known() {
            trace.settle(start);
        }
        if T::ON
            && let Some(fact) = subject(part)
        {
            trace.reason(|| Reason::Share(fact, p, w, *comparison, *numerator, *denominator));
        }
        truth
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        facts_of_number(&self.part, facts);
        facts_of_number(&self.whole, facts);
    }

    fn windows(&self, used: &mut Vec<WindowIx>) {
        windows_of_number(&self.part, used);
        windows_of_number(&self.whole, used);
    }

    fn breakpoints(&self, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
        in_number(&self.part, context, windows, days);
        in_number(&self.whole, context, windows, days);
    }

    fn repairs(&self, want: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        let comparison = if want { self.comparison } else { self.comparison.negated() };
        let p = number(&self.part, &workshop.context, &mut NoTrace);
        let w = number(&self.whole, &workshop.context, &mut NoTrace);
        let (n, d) = (i128::from(self.numerator), i128::from(self.denominator));
        // The part that is exactly the share of a whole, rounded down and up.
        let floor = |whole: i64| (i128::from(whole) * n).div_euclid(d);
        let ceil = |whole: i64| (i128::from(whole) * n + d - 1).div_euclid(d);
        let (bound, raise) = match comparison {
            Comparison::AtLeast | Comparison::More if w.high == Range::OPEN_HIGH || w.high == 0 => {
                // The whole is open: it may be at most part·d/n, or just below.
                let exact = i128::from(p.low) * d - i128::from(comparison == Comparison::More);
                let most = i64::try_from(exact.div_euclid(n.max(1))).unwrap_or(Range::OPEN_HIGH);
                return workshop.shift(&self.whole, w, most.max(w.low).max(1), w.high == 0, found);
            }
            Comparison::AtLeast => (ceil(w.high), true),
            Comparison::More => (floor(w.high) + 1, true),
            // Of a whole that may be nothing there is no share.
            Comparison::AtMost | Comparison::Less if w.low <= 0 => return,
            Comparison::AtMost => (floor(w.low), false),
            Comparison::Less => (ceil(w.low) - 1, false),
            Comparison::Equal | Comparison::Different => return,
        };
        if let Ok(bound) = i64::try_from(bound) {
            workshop.shift(&self.part, p, bound, raise, found);
        }
    }

    fn mistakes(&self, variants: &mut Variants<'_>, found: Found<'_>) {
        let Self { part, whole, comparison, numerator, .. } = self;
        found(instead(*comparison), Self { comparison: comparison.edge(), ..self.clone() }.into());
        found(a_little_more(), Self { numerator: numerator.saturating_add(1), ..self.clone() }.into());
        found(a_little_less(), Self { numerator: numerator.saturating_sub(1), ..self.clone() }.into());
        variants.in_number(part, &mut |mistake, part| found(mistake, self.with(part, whole.clone())));
        variants.in_number(whole, &mut |mistake, whole| found(mistake, self.with(part.clone(), whole)));
    }

    fn thresholds(&self, found: &mut Thresholds<'_>) {
        found.share(&self.part, &self.whole, self.numerator, self.denominator);
    }

    fn cost(&self) -> Cost {
        Cost::Sheet.max(Cost::of_number(&self.part)).max(Cost::of_number(&self.whole))
    }

    fn decide_block(&self, block: &Block<'_>, live: &Live, out: &mut Bits) {
        if count_periods(&self.part, &self.whole) {
            return block.one_by_one(live, out, |context| self.evaluate(context, &mut NoTrace));
        }
        block.shares(&self.part, &self.whole, live, out, |part, whole| self.of(part, whole));
    }
}

/// `share(part, whole)` of two counts, or two amounts.
fn of_two(checker: &mut Checker<'_, '_>, part: Typed, whole: Typed, call: &Call<'_>) -> Option<Typed> {
    match (part, whole) {
        (Typed::Number(a, unit), Typed::Number(b, other)) if unit == other => Some(Typed::Share(a, b)),
        (Typed::Yearly(_), Typed::Yearly(_)) => {
            let message = say!(
                "the share of amounts by fiscal year needs the years it is about",
                "按会计年度的金额，要写明是哪几个年度的占比"
            );
            let help = say!(
                "add them: share(part, whole, 3 fiscal years); of one year write yearly(part, 1) / yearly(whole, 1)",
                "补上年度：share(部分, 整体, 3 fiscal years)；只算一个年度的，写 yearly(部分, 1) / yearly(整体, 1)"
            );
            checker.error(call.span, "wrong-arguments", message, help);
            None
        }
        (a, b) => {
            let worked = [&a, &b].iter().any(|one| matches!(one, Typed::Value(..) | Typed::Yearly(_)));
            let (a, b) = (a.name(), b.name());
            let message =
                Said::new(format!("{} has no share of {}", a.en, b.en), format!("不能算{}占{}的比例", a.zh, b.zh));
            let help = if worked {
                say!("of what is worked out write part / whole", "算出的数之间求比，写成“部分 / 整体”")
            } else {
                say!("both must be counts or both money", "两者须都是个数，或都是金额")
            };
            checker.error(call.span, "wrong-type", message, help);
            None
        }
    }
}

/// Both ends times a number, where 64 bits are enough: WASM has no wider product.
fn small(range: Range, by: i64) -> Option<(i64, i64)> {
    let times = |units: i64| (units.unsigned_abs() < 1 << 50 && by.unsigned_abs() < 1 << 12).then(|| units * by);
    let high = if range.high == Range::OPEN_HIGH { i64::MAX } else { times(range.high)? };
    Some((times(range.low)?, high))
}

/// Both ends times a number, whatever they are.
fn wide(range: Range, by: i64) -> (i128, i128) {
    let times = |units: i64| i128::from(units) * i128::from(by);
    (times(range.low), if range.high == Range::OPEN_HIGH { i128::MAX } else { times(range.high) })
}

/// What two ranges of products can still turn out to be beside each other.
fn crossed<N: Ord + Copy>(part: (N, N), comparison: Comparison, whole: (N, N)) -> Truth {
    let less = || Truth::of(part.0 < whole.1, part.1 >= whole.0);
    let more = || Truth::of(part.1 > whole.0, part.0 <= whole.1);
    let equal = || {
        let same = part.0 == part.1 && whole.0 == whole.1 && part.0 == whole.0;
        Truth::of(part.0 <= whole.1 && whole.0 <= part.1, !same)
    };
    match comparison {
        Comparison::Less => less(),
        Comparison::AtLeast => less().not(),
        Comparison::More => more(),
        Comparison::AtMost => more().not(),
        Comparison::Equal => equal(),
        Comparison::Different => equal().not(),
    }
}

/// A share of two ranges beside a fraction.
fn share_of(p: Range, w: Range, comparison: Comparison, (numerator, denominator): (i64, i64)) -> Truth {
    // part·denominator compared with whole·numerator, each as a range; no upper bound stays none.
    let truth = match (small(p, denominator), small(w, numerator)) {
        (Some(part), Some(whole)) => crossed(part, comparison, whole),
        _ => crossed(wide(p, denominator), comparison, wide(w, numerator)),
    };
    if w.high <= 0 {
        Truth::False
    } else if w.low <= 0 {
        Truth::of(truth.can_be_true(), true)
    } else {
        truth
    }
}

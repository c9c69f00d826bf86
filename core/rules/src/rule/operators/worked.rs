//! `revenue / staff >= 50万元`, `full(item)`: two number expressions compare.

use super::Operator;
use crate::fact::FactIx;
use crate::rule::expr::{WindowIx, Windows};
use crate::rule::mistakes::{Found, Variants, instead, moved};
use crate::rule::moment::Context;
use crate::rule::repair::{Change, Workshop};
use crate::rule::score::{self, Worked};
use crate::rule::thresholds::Thresholds;
use crate::rule::trace::Trace;
use crate::rule::truth::Truth;
use ziping_base::calendar::Day;
use ziping_base::diag::Said;

impl Operator for Box<Worked> {
    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        score::worked(self, context, trace)
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        score::facts_of_value(&self.left, facts);
        score::facts_of_value(&self.right, facts);
    }

    fn windows(&self, used: &mut Vec<WindowIx>) {
        score::windows_of_value(&self.left, used);
        score::windows_of_value(&self.right, used);
    }

    fn breakpoints(&self, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
        score::breakpoints_of_value(&self.left, context, windows, days);
        score::breakpoints_of_value(&self.right, context, windows, days);
    }

    fn repairs(&self, want: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        score::reach_worked(self, want, workshop, found);
    }

    fn mistakes(&self, _variants: &mut Variants<'_>, found: Found<'_>) {
        // What comes to the same for all points that the item can give is no mistake that a case could show.
        let mut wrong = |what: Said, other: Worked| {
            if !score::compares_alike(self, &other) {
                found(what, Box::new(other).into());
            }
        };
        wrong(instead(self.comparison), Worked { comparison: self.comparison.edge(), ..(**self).clone() });
        for (what, right) in moved(&self.right, self.shown) {
            wrong(what, Worked { right, ..(**self).clone() });
        }
        for (what, left) in moved(&self.left, self.shown) {
            wrong(what, Worked { left, ..(**self).clone() });
        }
    }

    fn thresholds(&self, found: &mut Thresholds<'_>) {
        found.values(&self.left, &self.right, self.shown, None);
    }

    fn change_within(&mut self, change: &mut score::Change<'_>) {
        score::change_in_value(&mut self.left, change);
        score::change_in_value(&mut self.right, change);
    }
}

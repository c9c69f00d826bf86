//! Grades of judgement: the applicant chooses one, and stands for it.

use super::ratio::Ratio;
use super::span::Points;
use crate::fact::{FactIx, Value as Answer};
use crate::rule::moment::Context;
use crate::rule::trace::Trace;
use serde::{Deserialize, Serialize};

/// Points by option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The choice.
    pub fact: FactIx,
    /// The points of each option, from the least to the most of what experts choose from; nothing: the document gives
    /// none.
    pub points: Vec<Option<(Ratio, Ratio)>>,
}

impl Choices {
    fn of(&self, option: usize, bounds: (Ratio, Ratio)) -> Points {
        let given = self.points.get(option).copied().flatten();
        given.map_or(Points { low: bounds.0, high: bounds.1, silent: true }, |(low, high)| Points::between(low, high))
    }

    pub(super) fn points<T: Trace>(&self, bounds: (Ratio, Ratio), context: &Context<'_>, trace: &mut T) -> Points {
        if let Some(Answer::Choice(option)) = context.sheet.get(self.fact) {
            return self.of(usize::from(*option), bounds);
        }
        trace.open(self.fact);
        let each = (0..self.points.len()).map(|option| self.of(option, bounds));
        each.reduce(Points::or).unwrap_or(Points::between(bounds.0, bounds.1))
    }

    /// The options that give more than so many points.
    pub(super) fn better_than(&self, points: Ratio) -> u64 {
        let options = self.points.iter().take(64).enumerate();
        let better = options.filter(|(_, given)| given.is_some_and(|(low, _)| low > points));
        better.fold(0, |set, (option, _)| set | 1 << option)
    }
}

//! What all items and groups have, and the texts and numbers in them.

use super::read::Desk;
use crate::surroundings::{Surroundings, compile};
use crate::written::{Part, Text};
use ziping_base::diag::Said;
use ziping_base::say;
use ziping_rules::rule::score::{Absent, Ratio, Rounding, Shown, Value};
use ziping_rules::rule::{Scope, compile_test, compile_value, rounding_mode};

impl Desk<'_, '_, '_, '_> {
    /// Compiles a text against what is known so far.
    pub(super) fn compiled<R>(
        &mut self,
        written: Text<'_>,
        with: impl FnOnce(&str, &mut Scope<'_>) -> Option<R>,
    ) -> Option<R> {
        let Surroundings { catalogue, derived, evidence, .. } = *self.around;
        let mut around =
            Surroundings { catalogue, derived, windows: &mut *self.around.windows, evidence, scores: &self.done };
        let found = compile(written, self.reader.source, &mut around, self.readings, self.reader.problems, with);
        self.unread |= found.is_none();
        found
    }

    /// A number expression.
    pub(super) fn expression(&mut self, written: Text<'_>) -> Option<(Value, Shown)> {
        self.compiled(written, compile_value)
    }

    /// Points: a number.
    pub(super) fn number(&mut self, written: Option<Text<'_>>) -> Option<Ratio> {
        let written = written?;
        let found = written.value.and_then(Ratio::parse);
        // What is no text has been told.
        if found.is_none() && written.value.is_some() {
            self.problem(written.span, "bad-points", say!("these are no points", "这不是分数"), write_points());
        }
        self.unread |= found.is_none();
        found
    }

    /// What all items and groups have.
    pub(super) fn common(&mut self, part: Part<'_>) -> Common {
        let applies = part.applies.map(|applies| {
            let test = self.compiled(applies, compile_test);
            (test, part.absent.and_then(|absent| absent.value).unwrap_or(Absent::Nothing))
        });
        if let (None, Some(absent)) = (&applies, part.absent) {
            let message = say!("`absent` without `applies`", "写了 absent，没有写 applies");
            let help = say!("say when it applies", "请写明适用的前提");
            self.problem(absent.span, "missing-key", message, help);
        }
        self.unread |= !self.around.all_evidence(part.asks.iter().chain(part.suggests.iter()), self.reader);
        Common {
            applies: applies.and_then(|(test, absent)| Some((test?, absent))),
            rounding: self.rounding(part),
            max: self.number(part.max),
            min: self.number(part.min),
        }
    }

    fn rounding(&mut self, part: Part<'_>) -> Option<Rounding> {
        let written = part.round?;
        let found = written.value.and_then(|text| {
            let (digits, mode) = text.split_once(' ')?;
            let digits = digits.parse::<u8>().ok().filter(|digits| *digits <= 6)?;
            Some(Rounding { digits, mode: rounding_mode(mode.trim())? })
        });
        if found.is_none() {
            let message = say!("the rounding is not clear", "取舍的写法不对");
            let help = say!(
                "digits and half_up, half_even or down: \"2 half_up\"",
                "写位数和 half_up、half_even 或 down，如 \"2 half_up\""
            );
            self.problem(written.span, "bad-rounding", message, help);
        }
        found
    }
}

/// What all items and groups have.
pub(super) struct Common {
    pub(super) applies: Option<(ziping_rules::rule::Test, Absent)>,
    pub(super) rounding: Option<Rounding>,
    pub(super) max: Option<Ratio>,
    pub(super) min: Option<Ratio>,
}

pub(super) fn write_points() -> Said {
    say!("write a number in quotes: \"8\", \"0.5\", \"-2\"", "写加引号的数：\"8\"、\"0.5\"、\"-2\"")
}

/// A number as people write it in a table.
pub(super) fn say_number(number: Ratio, shown: Shown) -> String {
    match shown {
        Shown::Percent => format!("{}%", number.times(Ratio::whole(100)).unwrap_or(number).shown()),
        Shown::Money => format!("{}元", number.shown()),
        Shown::Years => format!("{}年", number.shown()),
        Shown::Months => format!("{}个月", number.shown()),
        Shown::Plain | Shown::Points | Shown::Days => number.shown(),
    }
}

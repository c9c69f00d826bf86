//! Outcomes, reasons, changes and readings in the words of a form.

use super::super::paper::NONE;
use super::Draft;
use super::values::HIDDEN;
use crate::assess::{Finding, Outcome};
use crate::calendar::Day;
use crate::fact::Kind;
use crate::rule::{Change, Reason, Unit};

/// How a condition turned out.
pub(super) const fn met(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::True => "符合",
        Outcome::False => "不符合",
        Outcome::Unknown => "待定",
        Outcome::NotApplicable => "不适用",
    }
}

/// How a cap or ground turned out: it is the bad case that is looked for.
pub(super) const fn caught(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::True => "有此情形",
        Outcome::False => "无此情形",
        Outcome::Unknown => "待定",
        Outcome::NotApplicable => "不适用",
    }
}

/// A day under both readings: from when it holds for certain, and since when it can be argued.
pub(super) fn from_days(safe: Day, arguable: Day) -> String {
    let certain = super::values::day(safe);
    if safe == arguable {
        format!("{certain}起")
    } else {
        format!("{certain}起（{}起可主张）", super::values::day(arguable))
    }
}

impl Draft<'_> {
    /// How something turned out; `bad`: it is the bad case that is looked for.
    pub(in super::super) const fn turned_out(&self, outcome: Outcome, bad: bool) -> &'static str {
        if bad { caught(outcome) } else { met(outcome) }
    }

    /// What decided a finding, one sentence a line.
    pub(super) fn because(&self, finding: &Finding) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for line in finding.reasons.iter().map(|reason| self.reason(reason)) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    fn reason(&self, reason: &Reason) -> String {
        let tells_amount =
            matches!(reason, Reason::Number(.., Unit::Money) | Reason::Share(..)) && self.order.redact.amounts;
        if tells_amount || self.hidden(reason.fact()) {
            return format!("{}：{HIDDEN}", self.fact_title(reason.fact()));
        }
        self.speaker.reason(reason)
    }

    /// A change of a path.
    pub(super) fn change(&self, change: &Change) -> String {
        let Some(fact) = change.target().0 else { return self.speaker.change(change, false) };
        let amount = |kind: &Kind| matches!(kind, Kind::Money { .. } | Kind::Yearly { .. });
        if self.order.redact.amounts && self.fact(fact).is_some_and(|fact| amount(&fact.kind)) {
            return format!("{}调整到规定的数额（金额已隐去）", self.fact_title(fact));
        }
        self.speaker.change(change, crate::assess::is_open(self.order.sheet, fact))
    }

    /// From when a change can be made: only waiting has a day of its own.
    pub(super) fn due(&self, change: &Change) -> String {
        match change {
            Change::Wait { until, arguable } => from_days(*until, *arguable),
            Change::Set(fact, _) if self.order.sheet.get(*fact).is_none() => "核实后填写".to_owned(),
            Change::Set(..)
            | Change::End(..)
            | Change::Choose(..)
            | Change::Gain(..)
            | Change::Drop(..)
            | Change::Number { .. }
            | Change::Total { .. }
            | Change::Points { .. }
            | Change::Rows(..) => "随时可以着手".to_owned(),
        }
    }

    /// Readings in dispute, by title.
    pub(super) fn readings(&self, finding: &Finding) -> String {
        finding.readings.iter().map(|id| self.order.words.title("reading", id)).collect::<Vec<_>>().join("／")
    }

    /// Facts by title, or that there are none.
    pub(super) fn titles(&self, facts: &[crate::fact::FactIx]) -> String {
        if facts.is_empty() {
            return NONE.to_owned();
        }
        facts.iter().map(|fact| self.fact_title(*fact)).collect::<Vec<_>>().join("、")
    }
}

//! Outcomes, reasons, changes and readings in the words of a form.

use super::super::paper::NONE;
use super::Draft;
use super::values::HIDDEN;
use crate::words;
use std::borrow::Cow;
use ziping_assess::{Finding, Outcome, Path, change_earliest, earliest, rests_on_answers};
use ziping_base::calendar::Day;
use ziping_regime::{Cap, WordsOf};
use ziping_rules::fact::{FactIx, Kind};
use ziping_rules::rule::{Change, Reason, Unit};

/// How a condition turned out.
pub(super) const fn met(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::True => words::shared::outcomes::MET,
        Outcome::False => words::shared::outcomes::NOT_MET,
        Outcome::Unknown => words::shared::outcomes::OPEN,
        Outcome::NotApplicable => words::shared::outcomes::NOT_APPLICABLE,
    }
}

/// How a cap or ground turned out: it is the bad case that is looked for.
pub(super) const fn caught(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::True => words::shared::outcomes::CAUGHT,
        Outcome::False => words::shared::outcomes::CLEAR,
        Outcome::Unknown => words::shared::outcomes::OPEN,
        Outcome::NotApplicable => words::shared::outcomes::NOT_APPLICABLE,
    }
}

/// A title behind Chinese words: one that begins with a letter or a digit stands apart from them.
pub(super) fn apart(title: &str) -> Cow<'_, str> {
    if title.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        Cow::Owned(format!(" {title}"))
    } else {
        Cow::Borrowed(title)
    }
}

/// What a cap no longer does once it does not hold any more.
pub(super) const fn freed(cap: &Cap) -> &'static str {
    if cap.lowers > 0 { words::conditions::statements::NOT_LOWERED } else { words::conditions::statements::NOT_CAPPED }
}

/// A name or a title, marked where it is the kit's inference.
pub(super) fn guessed(title: &str, inferred: bool) -> String {
    if inferred { words::shared::inferred(title) } else { title.to_owned() }
}

/// What is inferred, and why; empty where nothing is.
pub(super) fn inference(words: &WordsOf) -> String {
    if words.inferred.is_empty() { String::new() } else { words::shared::inference(&words.inferred) }
}

/// A text with what of it is inferred.
pub(super) fn with_inference(text: String, words: &WordsOf) -> String {
    if words.inferred.is_empty() { text } else { format!("{text}\n{}", inference(words)).trim().to_owned() }
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
        // What another line tells with more is not told again.
        let told = |line: &String| lines.iter().any(|other| other != line && other.starts_with(line.as_str()));
        lines.iter().filter(|line| !told(line)).cloned().collect()
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
    pub(super) fn change(&self, change: &Change, path: &Path) -> String {
        if let Change::Wait { until, .. } = change
            && let Some(caps) = self.over_by(*until)
        {
            return words::plan::ways::wait_for(caps);
        }
        let Some(fact) = change.target().0 else { return self.speaker.planned(change, false) };
        let amount = |kind: &Kind| matches!(kind, Kind::Money { .. } | Kind::Yearly { .. });
        if self.order.redact.amounts && self.fact(fact).is_some_and(|fact| amount(&fact.kind)) {
            return words::conditions::statements::amount_hidden(self.fact_title(fact));
        }
        self.speaker.planned(change, rests_on_answers(change, path))
    }

    /// The titles of what holds the grade down now and no longer does on a day, by time alone; `None`: nothing ends on that
    /// very day, so that one waits for something else.
    fn over_by(&self, day: Day) -> Option<String> {
        let caps = self.order.rulebook.caps.iter().zip(&self.findings.assessment().caps);
        let over: Vec<(&Cap, Day)> =
            caps.filter_map(|(cap, found)| Some((cap, found.free?.1))).filter(|(_, safe)| *safe <= day).collect();
        let title = |(cap, _): &(&Cap, Day)| format!("“{}”", self.title("cap", &cap.id));
        over.iter().any(|(_, safe)| *safe == day).then(|| over.iter().map(title).collect())
    }

    /// From when a change can be made.
    pub(super) fn due(&self, change: &Change, path: &Path) -> String {
        self.speaker.when(change, change_earliest(change, path, self.order.as_of))
    }

    /// When a path can reach its target.
    pub(super) fn reached(&self, path: &Path) -> String {
        self.speaker.reached(earliest(path, self.order.as_of))
    }

    /// Readings in dispute, by title.
    pub(super) fn readings(&self, finding: &Finding) -> String {
        finding.readings.iter().map(|id| self.order.words.title("reading", id)).collect::<Vec<_>>().join("／")
    }

    /// Facts by title, or that there are none.
    pub(super) fn titles(&self, facts: &[FactIx]) -> String {
        if facts.is_empty() {
            return NONE.to_owned();
        }
        let titles: Vec<&str> = facts.iter().map(|fact| self.fact_title(*fact)).collect();
        // A title may be a list itself.
        titles.join(if titles.iter().any(|title| title.contains('、')) { "；" } else { "、" })
    }

    /// What keeps something open: not answered at all, or answered without what it takes (a day, a year, an exact number).
    pub(super) fn lacking(&self, facts: &[FactIx]) -> String {
        let (vague, blank): (Vec<FactIx>, Vec<FactIx>) =
            facts.iter().copied().partition(|fact| self.findings.sheet.get(*fact).is_some());
        let said = |what: &str, facts: &[FactIx]| match facts {
            [] => String::new(),
            _ => format!("{what}：{}。", self.titles(facts)),
        };
        said(words::conditions::statements::BLANK, &blank) + &said(words::conditions::statements::VAGUE, &vague)
    }
}

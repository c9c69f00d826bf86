//! Paths and their changes in a report.

use super::Reporter;
use super::shapes::{ChangeReport, PathReport, PathsReport};
use crate::paths::{Target, is_open};
use crate::say::row_numbers;
use ziping_rules::fact::{Range, format_fixed};
use ziping_rules::rule::Change;

impl Reporter<'_> {
    pub(super) fn paths(&self) -> Vec<PathsReport> {
        self.findings
            .paths()
            .iter()
            .map(|to| PathsReport {
                target: match to.target {
                    Target::Eligible => "eligible".to_owned(),
                    Target::Outcome(place) => self.speaker.outcome(place).to_owned(),
                },
                alternatives: to
                    .paths
                    .iter()
                    .map(|path| PathReport {
                        changes: path.changes.iter().map(|change| self.change(change)).collect(),
                        rests_on: self.ids(&[path.rests_on.as_slice(), path.assumes.as_slice()].concat()),
                        assumes: Some(self.ids(&path.assumes)).filter(|assumed| !assumed.is_empty()),
                        on: path.on.to_string(),
                    })
                    .collect(),
                more: to.more,
                why: to.why.clone(),
            })
            .collect()
    }

    pub(super) fn change(&self, change: &Change) -> ChangeReport {
        let fact = change.target().0;
        let open = fact.is_some_and(|fact| is_open(&self.findings.sheet, fact));
        let points = |tenths: i64| Some(format_fixed(tenths, 1));
        let plain = |units: i64| {
            let places = fact.and_then(|fact| self.library.catalogue.get(fact)).map_or(0, |fact| fact.kind.places());
            format_fixed(units, places)
        };
        let low = |range: &Range| (range.low != Range::OPEN_LOW).then(|| plain(range.low));
        let (kind, from, to, arguable) = match change {
            Change::Wait { until, arguable } => ("wait", None, Some(until.to_string()), Some(arguable.to_string())),
            Change::Points { at_least, safe, .. } => ("points", None, points(*safe), points(*at_least)),
            Change::Number { from, to, .. } => ("number", low(from), Some(plain(*to)), None),
            Change::Total { from, to, .. } => ("number", low(from), Some(plain(*to)), None),
            Change::Rows(_, rows, _) => ("rows", None, Some(rows.len().to_string()), None),
            Change::Complete(_, cells) => ("complete", None, Some(row_numbers(cells).len().to_string()), None),
            Change::Set(..) | Change::End(..) | Change::Choose(..) | Change::Gain(..) | Change::Drop(..) => {
                ("answer", None, None, None)
            }
        };
        let no_further = match change {
            Change::Number { no_further, .. } | Change::Total { no_further, .. } => no_further.map(plain),
            _ => None,
        };
        ChangeReport {
            kind,
            fact: fact.map(|fact| self.library.catalogue.id(fact).to_owned()),
            from,
            to,
            arguable,
            no_further,
            text: self.speaker.change(change, open),
        }
    }
}

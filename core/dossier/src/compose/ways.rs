//! The ways to the target: what all of them ask for once, then what each asks for beside it.

use super::super::paper::{Align, Block, NONE, Paper, TO_FILL, Table, chinese_number};
use super::Draft;
use crate::words;
use ziping_assess::{Outcome, Path, PathsTo, Target};
use ziping_rules::fact::FactIx;

/// A measure with its time, as the table has them.
type Measure = (String, String);

/// So many measures that all ways ask for stand in a table of their own.
const SHARED: usize = 2;

/// What all of some lists have, in the order of the first.
fn in_all<T: PartialEq + Clone>(lists: &[Vec<T>]) -> Vec<T> {
    let Some((first, rest)) = lists.split_first() else { return Vec::new() };
    first.iter().filter(|one| rest.iter().all(|list| list.contains(one))).cloned().collect()
}

fn measures(measures: &[Measure], nothing: &str) -> Table {
    let mut table = Table::new(&[
        (words::shared::heads::NUMBER, 8, Align::Centre),
        (words::plan::ways::heads::MEASURE, 44, Align::Left),
        (words::plan::ways::heads::TIME, 21, Align::Left),
        (words::shared::heads::OWNER, 13, Align::Centre),
        (words::plan::ways::heads::PROGRESS, 14, Align::Centre),
    ]);
    let to_fill = || TO_FILL.to_owned();
    for (place, (measure, time)) in measures.iter().enumerate() {
        table.row([(place + 1).to_string(), measure.clone(), time.clone(), to_fill(), to_fill()]);
    }
    if table.rows.is_empty() {
        table.row(["1".to_owned(), nothing.to_owned(), NONE.to_owned(), to_fill(), to_fill()]);
    }
    table
}

impl Draft<'_> {
    /// The ways to be allowed to apply and to the target.
    pub(super) fn ways(&self, paper: &mut Paper) {
        let towards = |to: &&PathsTo| match to.target {
            Target::Eligible => true,
            Target::Outcome(place) => place == self.target,
        };
        if self.order.rulebook.status.is_over() {
            paper.text(words::plan::ways::OVER);
        }
        let mut any = false;
        for to in self.findings.paths().iter().filter(towards) {
            any = true;
            self.ways_to(paper, to);
        }
        if !any {
            paper.text(words::plan::ways::NOTHING_NEEDED);
        }
    }

    fn ways_to(&self, paper: &mut Paper, to: &PathsTo) {
        let target = match to.target {
            Target::Eligible => words::plan::ways::TO_BE_ELIGIBLE.to_owned(),
            // An outcome may say it itself: 达到申请条件.
            Target::Outcome(place) => match self.outcome(place) {
                outcome if outcome.starts_with(words::plan::ways::REACH) => format!("“{outcome}”"),
                outcome => words::plan::ways::to_outcome(outcome),
            },
        };
        if to.paths.is_empty() && to.more {
            paper.text(words::plan::ways::not_found(&target));
        } else if to.paths.is_empty() {
            // The title of a condition says what should be, that of a cap what is.
            let blocked = |id: &String| match self.order.words.find("condition", id) {
                Some(of) if self.depends_on_readings(id) => words::plan::ways::cannot_meet_strictly(&of.title),
                Some(of) => words::plan::ways::cannot_meet(&of.title),
                None => self.blocker(id),
            };
            let why: Vec<String> = to.why.iter().map(blocked).collect();
            let why = if why.is_empty() { words::plan::ways::NO_REASON.to_owned() } else { why.join("；") };
            let over = self.order.rulebook.status.is_over();
            let none = if over { words::plan::ways::NONE_THEN } else { words::plan::ways::NONE_TODAY };
            let past = to.of_periods(self.order.library, self.order.rulebook, self.order.sheet);
            let later = if past.is_empty() { String::new() } else { words::plan::ways::later(self.titles(&past)) };
            let said = words::plan::ways::NoWay { target: &target, none, why };
            paper.text(format!("{said}{later}"));
        }
        let of = |path: &Path| -> Vec<Measure> {
            path.changes.iter().map(|change| (self.change(change, path), self.due(change, path))).collect()
        };
        let all: Vec<Vec<Measure>> = to.paths.iter().map(of).collect();
        let mut shared = if all.len() > 1 { in_all(&all) } else { Vec::new() };
        let mut rests: Vec<FactIx> = Vec::new();
        if shared.len() < SHARED {
            shared.clear();
        } else {
            let lists: Vec<Vec<FactIx>> = to.paths.iter().map(|path| path.rests_on.clone()).collect();
            rests = in_all(&lists);
            paper.subheading(words::plan::ways::shared(&target));
            paper.add(Block::Table(measures(&shared, "")));
            if !rests.is_empty() {
                paper.remark(self.rests(&rests));
            }
        }
        for (place, (path, own)) in to.paths.iter().zip(&all).enumerate() {
            let name = match (to.paths.len(), shared.is_empty()) {
                (..=1, _) => words::plan::ways::ONLY.to_owned(),
                (_, true) => words::plan::ways::numbered(chinese_number(place + 1)),
                (_, false) => words::plan::ways::beside_shared(chinese_number(place + 1)),
            };
            paper.subheading(format!("{target}：{name}"));
            let own: Vec<Measure> = own.iter().filter(|measure| !shared.contains(measure)).cloned().collect();
            let nothing = if shared.is_empty() { words::plan::ways::KEEP } else { words::plan::ways::NOTHING_BESIDE };
            paper.add(Block::Table(measures(&own, nothing)));
            let own: Vec<FactIx> = path.rests_on.iter().filter(|fact| !rests.contains(fact)).copied().collect();
            let own = if own.is_empty() { String::new() } else { self.rests(&own) };
            let assumed = if path.assumes.is_empty() {
                String::new()
            } else {
                words::plan::ways::assumed(self.titles(&path.assumes))
            };
            paper.remark(format!("{own}{assumed}{}", self.reached(path)));
        }
        if to.more && !to.paths.is_empty() {
            paper.remark(words::plan::ways::MORE);
        }
    }

    /// Whether a condition is open, and not for want of answers alone.
    fn depends_on_readings(&self, id: &str) -> bool {
        let conditions = &self.order.rulebook.conditions;
        let mut findings = self.findings.assessment().conditions.iter();
        findings.any(|found| {
            let is_it = conditions.get(found.place).is_some_and(|condition| condition.id == id);
            is_it && found.outcome == Outcome::Unknown && !found.readings.is_empty()
        })
    }

    fn rests(&self, facts: &[FactIx]) -> String {
        words::plan::ways::rests(self.titles(facts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_ways_ask_for_is_told_once_and_in_order() {
        let list = |text: &str| -> Vec<char> { text.chars().collect() };
        assert_eq!(in_all(&[list("abcd"), list("dxba"), list("bda")]), ['a', 'b', 'd']);
        assert_eq!(in_all(&[list("ab"), list("cd")]), []);
        assert_eq!(in_all(&[list("ab")]), ['a', 'b']);
        assert_eq!(in_all::<char>(&[]), []);
    }

    #[test]
    fn a_table_of_no_measures_says_so() {
        let none = measures(&[], "nothing");
        assert_eq!(none.rows.len(), 1);
        let one = measures(&[("do".to_owned(), "now".to_owned())], "nothing");
        assert!(one.rows.first().is_some_and(|row| row.contains(&"do".to_owned())));
    }
}

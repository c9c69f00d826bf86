//! Changes from several ways made one: of two changes of the same fact the one that does for both, where there is one.

use ziping_rules::fact::Value;
use ziping_rules::rule::{Change, Filled};

/// How two changes go together.
enum Pair {
    /// This one does for both.
    One(Change),
    /// Both are made.
    Both,
    /// They contradict each other.
    Opposed,
}

/// The changes of a way put to others, each fact's once.
///
/// # Errors
/// The two changes that contradict each other.
pub(super) fn merged(into: &[Change], way: &[Change]) -> Result<Vec<Change>, Box<[Change; 2]>> {
    let mut all = into.to_vec();
    for change in way {
        let mut left = Some(change.clone());
        for other in &mut all {
            let Some(one) = left.take() else { break };
            match pair(other, &one) {
                Pair::One(both) => *other = both,
                Pair::Both => left = Some(one),
                Pair::Opposed => return Err(Box::new([other.clone(), one])),
            }
        }
        all.extend(left);
    }
    Ok(all)
}

fn one_or_opposed(one: Option<Change>) -> Pair {
    one.map_or(Pair::Opposed, Pair::One)
}

fn pair(a: &Change, b: &Change) -> Pair {
    if a == b {
        return Pair::One(a.clone());
    }
    let (mine, others) = (a.touched(), b.touched());
    match (a, b) {
        (Change::Wait { until: a, arguable: x }, Change::Wait { until: b, arguable: y }) => {
            Pair::One(Change::Wait { until: (*a).max(*b), arguable: (*x).max(*y) })
        }
        _ if !mine.iter().any(|fact| others.contains(fact)) => Pair::Both,
        (Change::Number { year, .. }, Change::Number { year: of, .. }) if year == of => moved(a, b),
        (Change::Total { first, years, .. }, Change::Total { first: from, years: span, .. })
            if (first, years) == (from, span) =>
        {
            moved(a, b)
        }
        (Change::Choose(fact, a), Change::Choose(_, b)) => {
            one_or_opposed((a & b != 0).then_some(Change::Choose(*fact, a & b)))
        }
        // A set can gain one option for each.
        (Change::Gain(fact, a), Change::Gain(_, b)) if a & b != 0 => Pair::One(Change::Gain(*fact, a & b)),
        (Change::Drop(fact, a), Change::Drop(_, b)) => Pair::One(Change::Drop(*fact, a | b)),
        (Change::Gain(_, gained), Change::Drop(_, dropped)) | (Change::Drop(_, dropped), Change::Gain(_, gained))
            if gained & !dropped == 0 =>
        {
            Pair::Opposed
        }
        // A day that is no later than the earlier of both is no later than either.
        (Change::Set(fact, Value::Date(a)), Change::Set(_, Value::Date(b))) => {
            Pair::One(Change::Set(*fact, Value::Date((*a).min(*b))))
        }
        (Change::Set(..), Change::Set(..)) => Pair::Opposed,
        (Change::End(fact, a), Change::End(_, b)) => Pair::One(Change::End(*fact, (*a).max(*b))),
        (Change::Points { safe, .. }, Change::Points { safe: other, .. }) if mine == others => {
            Pair::One(if safe >= other { a } else { b }.clone())
        }
        (Change::Rows(table, rows, columns), Change::Rows(_, more, others)) => {
            let (mut rows, mut columns) = (rows.clone(), columns.clone());
            // Rows that serve both stand there once.
            let before = rows.clone();
            rows.extend(more.iter().filter(|row| !before.contains(row)).cloned());
            columns.extend(others.iter().filter(|column| !before_columns(a).contains(column)).copied());
            Pair::One(Change::Rows(*table, rows, columns))
        }
        (Change::Complete(table, cells), Change::Complete(_, more)) => {
            // A cell that both leave open has to be what either takes it for.
            let at = |cell: &Filled| (cell.row, cell.column);
            let clash = |one: &Filled| cells.iter().any(|cell| at(cell) == at(one) && cell.value != one.value);
            if more.iter().any(clash) {
                return Pair::Opposed;
            }
            let new = more.iter().filter(|one| !cells.contains(one));
            Pair::One(Change::Complete(*table, cells.iter().chain(new).cloned().collect()))
        }
        _ => Pair::Both,
    }
}

fn before_columns(change: &Change) -> &[usize] {
    match change {
        Change::Rows(_, _, columns) => columns,
        _ => &[],
    }
}

/// A number that moves as far as both want, in one direction. Raised to one value and lowered to another it can lie
/// between them, if there is room.
fn moved(a: &Change, b: &Change) -> Pair {
    let (Some((to, raise)), Some((other, up))) = (goal(a), goal(b)) else { return Pair::Both };
    match (raise, up) {
        (true, true) => Pair::One(if to >= other { a } else { b }.clone()),
        (false, false) => Pair::One(if to <= other { a } else { b }.clone()),
        (true, false) if to <= other => Pair::Both,
        (false, true) if other <= to => Pair::Both,
        (true, false) | (false, true) => Pair::Opposed,
    }
}

const fn goal(change: &Change) -> Option<(i64, bool)> {
    match change {
        Change::Number { to, raise, .. } | Change::Total { to, raise, .. } => Some((*to, *raise)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ziping_base::calendar::Day;
    use ziping_rules::fact::{FactIx, Range};

    fn number(to: i64, raise: bool) -> Change {
        let from = Range { low: 3, high: 3 };
        Change::Number { fact: FactIx::new(1), year: None, from, to, raise, no_further: None }
    }

    fn wait(text: &str) -> Change {
        let until = Day::parse(text).unwrap_or(Day::EARLIEST);
        Change::Wait { until, arguable: until }
    }

    #[track_caller]
    fn check(a: Change, b: Change, expected: Option<&[Change]>) {
        let found = merged(&[a], &[b]).ok();
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn a_number_that_two_raise_is_raised_once_and_far_enough_for_both() {
        check(number(5, true), number(8, true), Some(&[number(8, true)]));
        check(number(5, false), number(8, false), Some(&[number(5, false)]));
    }

    #[test]
    fn a_number_cannot_be_above_what_it_must_not_pass() {
        check(number(8, true), number(5, false), None);
        check(number(5, false), number(6, true), None);
        check(number(5, true), number(5, false), Some(&[number(5, true), number(5, false)]));
    }

    #[test]
    fn of_two_days_the_later_is_waited_for() {
        check(wait("2027-03-01"), wait("2026-12-31"), Some(&[wait("2027-03-01")]));
    }

    #[test]
    fn yes_and_no_contradict_each_other_and_options_that_both_want_are_one() {
        let fact = FactIx::new(2);
        let set = |yes: bool| Change::Set(fact, Value::Bool(yes));
        check(set(true), set(false), None);
        check(set(true), set(true), Some(&[set(true)]));
        check(Change::Choose(fact, 0b110), Change::Choose(fact, 0b011), Some(&[Change::Choose(fact, 0b010)]));
        check(Change::Choose(fact, 0b100), Change::Choose(fact, 0b011), None);
        check(Change::Gain(fact, 0b100), Change::Drop(fact, 0b110), None);
    }
}

//! In which order the organisations stand.

use super::summary::Summary;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// What the table is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Order {
    /// As they were entered.
    #[default]
    Entered,
    Name,
    /// The most open answers first.
    Open,
    /// The next date first; those without one last.
    Deadline,
    /// The best grade of the rule book of this place first.
    Grade(usize),
}

impl Order {
    /// As the list of choices names it.
    pub(super) fn code(self) -> String {
        match self {
            Self::Entered => "entered".to_owned(),
            Self::Name => "name".to_owned(),
            Self::Open => "open".to_owned(),
            Self::Deadline => "deadline".to_owned(),
            Self::Grade(place) => place.to_string(),
        }
    }

    pub(super) fn parse(code: &str) -> Self {
        match code {
            "name" => Self::Name,
            "open" => Self::Open,
            "deadline" => Self::Deadline,
            place => place.parse().map_or(Self::Entered, Self::Grade),
        }
    }

    /// How two organisations stand; `by_name` compares their names as the language does.
    pub(super) fn compare(self, a: &Summary, b: &Summary, by_name: impl FnOnce() -> Ordering) -> Ordering {
        match self {
            Self::Entered => Ordering::Equal,
            Self::Name => by_name(),
            Self::Open => b.open.cmp(&a.open),
            Self::Deadline => match (a.deadline, b.deadline) {
                (Some(a), Some(b)) => a.cmp(&b),
                (a, b) => b.is_some().cmp(&a.is_some()),
            },
            Self::Grade(place) => {
                // Between equal ends the one that is surer of it comes first.
                let ends = |of: &Summary| of.grades.get(place).map(|(range, _)| (range.best, range.worst));
                ends(b).cmp(&ends(a))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;
    use ziping_assess::GradeRange;
    use ziping_base::calendar::Day;
    use ziping_rules::rule::Truth;

    fn summary(worst: u8, best: u8, open: usize, deadline: Option<&str>) -> Summary {
        let deadline = deadline.map(|day| (Day::parse(day).unwrap(), 0));
        Summary { grades: vec![(GradeRange { worst, best }, Truth::True)], open, deadline, begun: true }
    }

    fn check(order: Order, expected: [usize; 3]) {
        let all = [summary(0, 3, 4, None), summary(1, 3, 9, Some("2027-01-01")), summary(2, 2, 0, Some("2026-12-01"))];
        let mut places = vec![0, 1, 2];
        places.sort_by(|a, b| order.compare(&all[*a], &all[*b], || b.cmp(a)));
        assert_eq!(places, expected, "{order:?}");
    }

    #[wasm_bindgen_test]
    fn organisations_stand_in_the_order_asked_for() {
        check(Order::Entered, [0, 1, 2]);
        check(Order::Name, [2, 1, 0]);
        check(Order::Open, [1, 0, 2]);
        check(Order::Deadline, [2, 1, 0]);
        check(Order::Grade(0), [1, 0, 2]);
    }

    #[wasm_bindgen_test]
    fn an_order_is_found_again_by_its_code() {
        for order in [Order::Entered, Order::Name, Order::Open, Order::Deadline, Order::Grade(4)] {
            assert_eq!(Order::parse(&order.code()), order);
        }
    }
}

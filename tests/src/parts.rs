//! Which parts of the condition language a condition is made of. A new part must be named here, and then needs an example
//! in the authors' guide.

use std::collections::BTreeSet;
use ziping_rules::rule::operators::Leaf;
use ziping_rules::rule::{Date, Number, Quantity, Rows, Test};

/// Every part that an author can write.
pub const ALL: [&str; 46] = [
    "!=",
    "<",
    "<=",
    "==",
    ">",
    ">=",
    "all",
    "and",
    "answer",
    "any",
    "at_least",
    "before",
    "blank",
    "comparison",
    "constant",
    "count",
    "date",
    "day",
    "days",
    "distinct",
    "each year",
    "empty",
    "ever",
    "every",
    "full_fiscal_years",
    "groups",
    "in",
    "least",
    "literal",
    "mean",
    "not",
    "number",
    "or",
    "plus",
    "ran",
    "readings",
    "share",
    "since",
    "some",
    "sum",
    "today",
    "total",
    "uscc_valid",
    "within",
    "where",
    "worked",
];

/// Notes the parts of a condition.
pub fn of_test(test: &Test, found: &mut BTreeSet<&'static str>) {
    match test {
        Test::Constant(_) => drop(found.insert("constant")),
        Test::Leaf(leaf) => of_leaf(leaf, found),
        // What a table replaces is written as the answer itself.
        Test::Derived { worked_out, .. } => of_test(worked_out, found),
        Test::AtLeast(_, parts) => of_parts("at_least", parts, found),
        Test::Readings(readings) => {
            found.insert("readings");
            readings.iter().for_each(|(_, test)| of_test(test, found));
        }
        Test::Not(inner) => {
            found.insert("not");
            of_test(inner, found);
        }
        Test::And(parts) => of_parts("and", parts, found),
        Test::Or(parts) => of_parts("or", parts, found),
    }
}

fn of_leaf(leaf: &Leaf, found: &mut BTreeSet<&'static str>) {
    match leaf {
        Leaf::Answer(_) => drop(found.insert("answer")),
        Leaf::OneOf(_) => drop(found.insert("in")),
        Leaf::AnyOf(_) => drop(found.insert("any")),
        Leaf::AllOf(_) => drop(found.insert("all")),
        Leaf::Empty(_) => drop(found.insert("empty")),
        Leaf::Compare(compare) => {
            found.extend(["comparison", compare.comparison.symbol()]);
            of_number(&compare.left, found);
            of_number(&compare.right, found);
        }
        Leaf::Share(share) => {
            found.extend(["share", share.comparison.symbol()]);
            of_number(&share.part, found);
            of_number(&share.whole, found);
        }
        Leaf::Within(_) => drop(found.insert("within")),
        Leaf::Ever(_) => drop(found.insert("ever")),
        Leaf::Before(_) => drop(found.insert("before")),
        Leaf::Since(since) => found.extend(["since", if since.at_least { ">=" } else { "<" }]),
        Leaf::FiscalYears(years) => found.extend(["full_fiscal_years", if years.at_least { ">=" } else { "<" }]),
        Leaf::Days(days) => {
            found.extend(["days", days.comparison.symbol()]);
            found.extend([days.left, days.right].map(|date| match date {
                Date::Literal(_) => "day",
                Date::Today => "today",
                Date::Answer(_) => "date",
            }));
        }
        Leaf::EachYear(each) => found.extend(["each year", each.comparison.symbol()]),
        Leaf::Uscc(_) => drop(found.insert("uscc_valid")),
        Leaf::Blank(_) => drop(found.insert("blank")),
        Leaf::Worked(_) => drop(found.insert("worked")),
        Leaf::Ran(_) => drop(found.insert("ran")),
        Leaf::SomeRow(some) => {
            found.insert("some");
            of_rows(&some.0, found);
        }
        Leaf::EveryRow(every) => {
            found.insert("every");
            of_rows(&every.rows, found);
            of_test(&every.holds, found);
        }
    }
}

fn of_parts(name: &'static str, parts: &[Test], found: &mut BTreeSet<&'static str>) {
    found.insert(name);
    parts.iter().for_each(|part| of_test(part, found));
}

fn of_rows(rows: &Rows, found: &mut BTreeSet<&'static str>) {
    if rows.filter != Test::Constant(true) {
        found.insert("where");
    }
    of_test(&rows.filter, found);
}

/// Notes the parts of a number.
pub fn of_number(number: &Number, found: &mut BTreeSet<&'static str>) {
    match number {
        Number::Literal(_) => drop(found.insert("literal")),
        Number::Answer(..) => drop(found.insert("number")),
        Number::Sum(..) => drop(found.insert("sum")),
        Number::Least(..) => drop(found.insert("least")),
        Number::Rows(rows, quantity) => {
            found.insert(match quantity {
                Quantity::Count => "count",
                Quantity::Distinct(_) => "distinct",
                Quantity::Total(_) => "total",
                Quantity::Mean(_) => "mean",
                Quantity::Groups(..) => "groups",
            });
            of_rows(rows, found);
        }
        Number::Derived { worked_out, .. } => of_number(worked_out, found),
        Number::Plus(parts) => {
            found.insert("plus");
            parts.iter().for_each(|part| of_number(part, found));
        }
    }
}

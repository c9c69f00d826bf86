//! Which parts of the condition language a condition is made of. A new part must be named here, and then needs an example
//! in the authors' guide.

use std::collections::BTreeSet;
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
        Test::Answer(_) => drop(found.insert("answer")),
        // What a table replaces is written as the answer itself.
        Test::Derived(_, _, inner) => of_test(inner, found),
        Test::OneOf(..) => drop(found.insert("in")),
        Test::AnyOf(..) => drop(found.insert("any")),
        Test::AllOf(..) => drop(found.insert("all")),
        Test::Empty(_) => drop(found.insert("empty")),
        Test::Compare(left, comparison, right, _) => {
            found.extend(["comparison", comparison.symbol()]);
            of_number(left, found);
            of_number(right, found);
        }
        Test::Share(part, whole, comparison, ..) => {
            found.extend(["share", comparison.symbol()]);
            of_number(part, found);
            of_number(whole, found);
        }
        Test::Within(..) => drop(found.insert("within")),
        Test::Ever(_) => drop(found.insert("ever")),
        Test::Before(..) => drop(found.insert("before")),
        Test::Since(_, _, at_least) => found.extend(["since", if *at_least { ">=" } else { "<" }]),
        Test::FiscalYears(_, _, at_least) => found.extend(["full_fiscal_years", if *at_least { ">=" } else { "<" }]),
        Test::Days(left, comparison, right) => {
            found.extend(["days", comparison.symbol()]);
            found.extend([left, right].map(|date| match date {
                Date::Literal(_) => "day",
                Date::Today => "today",
                Date::Answer(_) => "date",
            }));
        }
        Test::EachYear(_, comparison, _) => found.extend(["each year", comparison.symbol()]),
        Test::Uscc(_) => drop(found.insert("uscc_valid")),
        Test::Blank(_) => drop(found.insert("blank")),
        Test::Worked(_) => drop(found.insert("worked")),
        Test::Ran(..) => drop(found.insert("ran")),
        Test::Some(rows) => {
            found.insert("some");
            of_rows(rows, found);
        }
        Test::Every(rows, holds) => {
            found.insert("every");
            of_rows(rows, found);
            of_test(holds, found);
        }
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
        Number::Derived(_, _, inner, ..) => of_number(inner, found),
        Number::Plus(parts) => {
            found.insert("plus");
            parts.iter().for_each(|part| of_number(part, found));
        }
    }
}

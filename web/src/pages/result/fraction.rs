//! Where a day lies on the time line. Geometry is in attributes, for the page's policy allows no inline style.

use super::day::last;
use ziping_base::calendar::Day;

/// How far along the line a day lies, in hundredths of a percent.
fn hundredths(as_of: Day, day: Day) -> i64 {
    let whole = i64::from(last(as_of).number() - as_of.number()).max(1);
    (i64::from(day.number() - as_of.number()) * 10_000 / whole).clamp(0, 10_000)
}

fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// The place of a day.
pub(super) fn place(as_of: Day, day: Day) -> String {
    percent(hundredths(as_of, day))
}

/// The length between two days.
pub(super) fn length(as_of: Day, from: Day, to: Day) -> String {
    percent(hundredths(as_of, to) - hundredths(as_of, from))
}

/// The first days of the years on the line.
pub(super) fn years(as_of: Day) -> impl Iterator<Item = Day> {
    (as_of.year() + 1..=last(as_of).year()).map(Day::first_of_year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[wasm_bindgen_test]
    fn the_line_begins_on_the_assessment_date_and_ends_five_years_later() {
        let as_of = day("2026-11-21");
        assert_eq!(place(as_of, as_of), "0.00%");
        assert_eq!(place(as_of, day("2031-11-21")), "100.00%");
        assert_eq!(place(as_of, day("2040-01-01")), "100.00%");
        assert_eq!(place(as_of, day("2026-01-01")), "0.00%");
        assert_eq!(length(as_of, as_of, day("2031-11-21")), "100.00%");
    }

    #[wasm_bindgen_test]
    fn every_new_year_within_it_is_marked() {
        let marked: Vec<String> = years(day("2026-11-21")).map(|day| day.to_string()).collect();
        assert_eq!(marked, ["2027-01-01", "2028-01-01", "2029-01-01", "2030-01-01", "2031-01-01"]);
    }
}

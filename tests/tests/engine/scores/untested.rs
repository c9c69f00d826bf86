//! What the cases of a table do not show: thresholds with a side missing, mistakes that no case would notice.

use super::the_book;
use ziping_assess::{Untested, untested};
use ziping_content::{Content, overlay};
use ziping_tests::scores::{book, overlay_file, text};

const AGE: &str = "overlay.table.age";

/// The basics of example A with cases on the years in business only: so many years, so many points.
fn with_cases(years: &[(u32, &str)]) -> (Content, Vec<Untested>) {
    let content = book("basics");
    let mut whole = text("basics.overlay.toml");
    for (years, points) in years {
        whole.push_str(&format!(
            "\n[[case]]\nname = \"{years} years\"\nas_of = \"2026-11-21\"\nfacts = {{ \"overlay.table.years\" = {years} }}\n\
             points = {{ \"{AGE}\" = \"{points}\" }}\n"
        ));
    }
    let mut applied =
        overlay::apply(&content.library, &[overlay_file(&whole)]).unwrap_or_else(|problems| panic!("{problems:?}"));
    let cases = applied.cases.remove("basics").unwrap_or_default();
    let overlaid = applied.over(content);
    let found = untested(&overlaid.library, the_book(&overlaid), &cases, |id| id == AGE);
    (overlaid, found)
}

#[test]
fn a_threshold_without_a_case_on_one_side_is_named_with_its_row() {
    // Rows from 10, 8, 5, 3 and below: nothing lies on 8 or above 10.
    let (_, found) = with_cases(&[(10, "8"), (9, "7"), (7, "6"), (5, "6"), (4, "5"), (3, "5"), (2, "4")]);
    let said: Vec<(&str, Option<usize>, &str)> =
        found.iter().map(|one| (one.code, one.row, one.message.en.as_ref())).collect();
    assert_eq!(
        said,
        [
            ("threshold-untested", Some(0), "no case of `overlay.table.age` lies above 10"),
            ("threshold-untested", Some(1), "no case of `overlay.table.age` lies on 8"),
        ]
    );
    assert_eq!(found.first().map(|one| one.message.zh.as_ref()), Some("“overlay.table.age”没有高于 10 的案例"));
}

#[test]
fn cases_on_both_sides_of_every_boundary_leave_nothing_to_tell() {
    let all = [(11, "8"), (10, "8"), (9, "7"), (8, "7"), (7, "6"), (5, "6"), (4, "5"), (3, "5"), (2, "4")];
    let (_, found) = with_cases(&all);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn points_that_no_case_expects_are_a_mistake_that_nobody_would_notice() {
    // All sides are there, but what is expected on and below 3 is not asked of the item.
    let all = [(11, "8"), (10, "8"), (9, "7"), (8, "7"), (7, "6"), (5, "6"), (4, "5"), (3, "5"), (2, "4")];
    let content = book("basics");
    let mut whole = text("basics.overlay.toml");
    for (years, points) in all {
        let expected = if years == 2 {
            "eligible = \"true\"".to_owned()
        } else {
            format!("points = {{ \"{AGE}\" = \"{points}\" }}")
        };
        whole.push_str(&format!(
            "\n[[case]]\nname = \"{years} years\"\nas_of = \"2026-11-21\"\nfacts = {{ \"overlay.table.years\" = {years} }}\n{expected}\n"
        ));
    }
    let mut applied =
        overlay::apply(&content.library, &[overlay_file(&whole)]).unwrap_or_else(|problems| panic!("{problems:?}"));
    let cases = applied.cases.remove("basics").unwrap_or_default();
    let overlaid = applied.over(content);
    let found = untested(&overlaid.library, the_book(&overlaid), &cases, |id| id == AGE);
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((one.code, one.row), ("mistake-unnoticed", Some(3)));
    assert!(
        one.message.en.contains("the boundary a little lower") && one.message.en.contains("other points in row"),
        "{one:?}"
    );
}

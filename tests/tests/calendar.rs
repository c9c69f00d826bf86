//! The working-day calendar beside a second source, day by day: the package chinesecalendar of PyPI.

use std::path::{Path, PathBuf};
use std::process::Command;
use ziping_base::calendar::Day;
use ziping_tests::project::{content, output_of, scratch};

/// The version that the test was written against; it knows the years to 2026.
const PACKAGE: &str = "chinesecalendar==1.11.0";

/// Prints `2007-01-01 1` for each working day and `… 0` for each day off.
const SCRIPT: &str = "\
import datetime, chinese_calendar
day = datetime.date(2007, 1, 1)
while day.year <= 2026:
    print(day.isoformat(), int(chinese_calendar.is_workday(day)))
    day += datetime.timedelta(days=1)
";

const REMEDY: &str = "this test compares the calendar with chinesecalendar 1.11.0, which it installs with pip into \
                      target/calendar-venv: install python3 with venv and pip, and give pip a way to PyPI (or run \
                      `python3 -m venv target/calendar-venv && target/calendar-venv/bin/pip install \
                      chinesecalendar==1.11.0` where there is one)";

/// The Python of an environment that has the package, made on first use.
fn python() -> Result<PathBuf, String> {
    let venv = scratch("calendar-venv").map_err(|error| error.to_string())?;
    let python = venv.join("bin/python");
    if !has_package(&python) {
        output_of(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        output_of(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--no-deps", PACKAGE]))?;
    }
    Ok(python)
}

fn has_package(python: &Path) -> bool {
    let (name, version) = PACKAGE.split_once("==").unwrap_or((PACKAGE, ""));
    let script = format!("from importlib.metadata import version; print(version('{name}'))");
    python.exists() && output_of(Command::new(python).args(["-c", &script])).is_ok_and(|found| found.trim() == version)
}

#[test]
fn every_day_from_2007_to_2026_is_as_the_second_source_has_it() {
    let listed = python()
        .and_then(|python| output_of(Command::new(python).args(["-c", SCRIPT])))
        .unwrap_or_else(|error| panic!("{REMEDY}\n{error}"));
    let calendar = &content().library.calendar;
    let mut days = 0;
    let mut wrong = Vec::new();
    for line in listed.lines() {
        let (day, working) = line.split_once(' ').unwrap_or((line, ""));
        let day = Day::parse(day).unwrap_or_else(|| panic!("`{line}` is no day"));
        days += 1;
        if calendar.is_working(day) != Some(working == "1") {
            wrong.push(format!("{day}: here {:?}, there {working}", calendar.is_working(day)));
        }
    }
    assert_eq!(days, 7305, "twenty years, five of them leap years");
    assert!(wrong.is_empty(), "{} days differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn years_outside_the_known_ones_are_not_known() {
    let calendar = &content().library.calendar;
    let years: Vec<i32> = calendar.years.keys().copied().collect();
    assert_eq!(years, (2007..=2026).collect::<Vec<_>>());
    for text in ["2006-12-31", "2027-01-01"] {
        let day = Day::parse(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(calendar.is_working(day), None, "{text}");
    }
}

#[test]
fn every_year_names_the_notice_that_it_comes_from() {
    for (year, plan) in &content().library.calendar.years {
        assert!(plan.notice.contains(&year.to_string()), "{year}: {}", plan.notice);
        assert!(plan.notice.contains("国务院办公厅"), "{year}: {}", plan.notice);
    }
}

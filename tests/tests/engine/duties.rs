//! The dates that follow a certificate or an event, for each regime: safe and arguable day, `?` where working days are
//! not known yet, `~` where the day is inferred. The date is 21 November 2026.

#![expect(clippy::panic, reason = "a failed test panics")]

use ziping_assess::{duties, undated};
use ziping_base::calendar::{Day, Period, Unit};
use ziping_base::diag::Source;
use ziping_regime::{DutyKind, RuleBook};
use ziping_rules::fact::{Sheet, read_answers};
use ziping_tests::project::content;

fn today() -> Day {
    Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST)
}

/// A sheet of these answers.
fn sheet(facts: &str) -> Sheet {
    let text = format!("{{\"schema\": 1, \"organisation\": \"\", \"facts\": {{{facts}}}}}");
    let answers = read_answers(&Source { name: "answers", text: &text }, &content().library.catalogue);
    answers.unwrap_or_else(|problems| panic!("{facts}: {problems:?}")).sheet
}

/// Each date as `what: safe`, with `/arguable` where that is another day, `#2` for the second of a yearly duty.
fn dates_of(book: &RuleBook, facts: &str) -> Vec<String> {
    let (library, sheet) = (&content().library, sheet(facts));
    let shown = |date: &ziping_assess::DutyDate| {
        let duty = book.duties.get(date.place).unwrap_or_else(|| panic!("no duty {}", date.place));
        let what = duty.id.rsplit('.').next().unwrap_or_default();
        let number = if date.occasion > 1 { format!("#{}", date.occasion) } else { String::new() };
        let arguable = if date.arguable == date.safe { String::new() } else { format!("/{}", date.arguable) };
        let marks = [(date.provisional, "?"), (date.inferred, "~")];
        let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
        format!("{what}{number}: {}{arguable}{marks}", date.safe)
    };
    duties(library, book, &sheet, today()).iter().map(shown).collect()
}

fn dates(regime: &str, facts: &str) -> Vec<String> {
    dates_of(content().library.regime(regime).unwrap_or_else(|| panic!("no {regime}")), facts)
}

/// The ids of the duties that follow from an event on a day that is not known.
fn undated_of(regime: &str, facts: &str) -> Vec<&'static str> {
    let library = &content().library;
    let book = library.regime(regime).unwrap_or_else(|| panic!("no {regime}"));
    undated(library, book, &sheet(facts), today()).into_iter().map(|(duty, _)| duty.id.as_str()).collect()
}

/// The one row of a certificate.
fn issued(regime: &str, issued: &str, expires: Option<&str>) -> String {
    let expires = expires.map_or(String::new(), |day| format!(", \"expires\": \"{day}\""));
    format!("\"certificate.{regime}\": [{{\"issued\": \"{issued}\"{expires}}}]")
}

#[test]
fn nothing_follows_where_there_is_no_certificate_and_nothing_happened() {
    for book in &content().library.regimes {
        assert_eq!(dates_of(book, ""), [""; 0], "{}", book.id);
        assert_eq!(dates_of(book, r#""event.registration_change": "never""#), [""; 0], "{}", book.id);
    }
}

#[test]
fn a_credit_certificate_is_reviewed_twice_and_renewed_three_months_ahead() {
    assert_eq!(
        dates("credit", &issued("credit", "2024-06-15", None)),
        [
            "review_application: 2025-03-15~",
            "review: 2025-06-15~",
            "review_application#2: 2026-03-15~",
            "review#2: 2026-06-15~",
            "renewal: 2027-03-14/2027-03-15",
            "expiry: 2027-06-14/2027-06-15",
        ]
    );
}

#[test]
fn the_printed_day_of_expiry_wins_and_a_latest_day_that_is_missing_is_the_last_of_its_month() {
    assert_eq!(
        dates("credit", &issued("credit", "2024-06-15", Some("2027-05-31"))).split_off(4),
        ["renewal: 2027-02-28", "expiry: 2027-05-31"]
    );
    // No review after the end; on the last day there is still one.
    for (expires, reviews) in [("2026-06-14", 1), ("2026-06-15", 2)] {
        let all = dates("credit", &issued("credit", "2024-06-15", Some(expires)));
        assert_eq!(
            all.iter().filter(|date| date.starts_with("review:") || date.starts_with("review#")).count(),
            reviews
        );
    }
}

#[test]
fn the_window_of_iets_opens_three_months_before_expiry() {
    for regime in ["iets", "nextgen-it"] {
        assert_eq!(
            dates(regime, &issued(regime, "2024-06-15", None)),
            [
                "yearly_review: 2025-06-15~",
                "yearly_review#2: 2026-06-15~",
                // Open under every reading only once it is open counted from the later end.
                "renewal: 2027-03-15/2027-03-14",
                "expiry: 2027-06-14/2027-06-15",
            ]
        );
        // 31 February does not exist: the window opens on the day after the month.
        assert_eq!(
            dates(regime, &issued(regime, "2024-06-01", Some("2027-05-31"))).split_off(2),
            ["renewal: 2027-03-01", "expiry: 2027-05-31"]
        );
    }
}

#[test]
fn a_bizsec_certificate_is_renewed_before_it_ends() {
    assert_eq!(
        dates("bizsec", &issued("bizsec", "2024-02-29", None)),
        [
            "yearly_data: 2025-02-28~",
            "yearly_data#2: 2026-02-28~",
            "expiry: 2027-02-27/2027-02-28",
            "renewal: 2027-02-27/2027-02-28",
            "yearly_data#3: 2027-02-27~",
        ]
    );
}

#[test]
fn of_several_certificates_the_valid_one_that_ends_first_counts() {
    let two = |first: &str, second: &str| {
        let row = |issued: &str| format!("{{\"issued\": \"{issued}\"}}");
        dates("bizsec", &format!("\"certificate.bizsec\": [{}, {}]", row(first), row(second)))
            .into_iter()
            .find(|date| date.starts_with("renewal"))
    };
    let end = |day: &str| Some(format!("renewal: {day}"));
    // Whatever the order of the rows; an item that ended before today no longer counts.
    assert_eq!(two("2024-06-15", "2026-03-02"), end("2027-06-14/2027-06-15"));
    assert_eq!(two("2026-03-02", "2024-06-15"), end("2027-06-14/2027-06-15"));
    assert_eq!(two("2023-06-15", "2026-03-02"), end("2029-03-01/2029-03-02"));
    assert_eq!(two("2020-06-15", "2023-06-15"), end("2026-06-14/2026-06-15"));
    // On its last day, 21 November 2026, a certificate is valid.
    assert_eq!(two("2023-11-21", "2026-03-02"), end("2026-11-20/2026-11-21"));
}

#[test]
fn the_last_yearly_submission_falls_on_the_end_of_the_certificate() {
    let all = dates("bizsec", &issued("bizsec", "2024-03-01", Some("2027-02-28")));
    assert!(all.contains(&"yearly_data#3: 2027-02-28~".to_owned()), "{all:?}");
    // Printed for two years only, it has no third.
    let short = dates("bizsec", &issued("bizsec", "2024-03-01", Some("2026-03-01")));
    assert_eq!(short.iter().filter(|date| date.starts_with("yearly_data")).count(), 2, "{short:?}");
}

#[test]
fn an_event_sets_a_latest_day_that_arguably_moves_off_a_rest_day() {
    let change = |day: &str| format!("\"event.registration_change\": \"{day}\"");
    // 22 November 2026 is a Sunday, 23 November a Monday.
    assert_eq!(dates("iets", &change("2026-10-23")), ["change: 2026-11-22/2026-11-23"]);
    assert_eq!(dates("iets", &change("2026-10-24")), ["change: 2026-11-23"]);
    // 1 to 7 October 2026 are holidays.
    assert_eq!(dates("bizsec", &change("2026-09-01")), ["change: 2026-10-01/2026-10-08"]);
    // The holidays of 2027 are not published.
    assert_eq!(dates("bizsec", &change("2026-12-10")), ["change: 2027-01-09/2027-01-11?"]);
    // When a period began that runs from what goes on or happened some day is not known; what may be done at once may be done now.
    for unknown in ["ongoing", "day_unknown"] {
        assert_eq!(dates("iets", &change(unknown)), [""; 0], "{unknown}");
        assert_eq!(undated_of("iets", &change(unknown)), ["iets.duty.change"], "{unknown}");
    }
    for known in ["never", "2026-10-24"] {
        assert_eq!(undated_of("iets", &change(known)), [""; 0], "{known}");
    }
    for unknown in ["ongoing", "day_unknown"] {
        for (regime, event, expected) in [
            ("credit", "merger_or_split", "reevaluation: 2026-11-21"),
            ("iets", "certificate_lost", "reissue: 2026-11-21"),
        ] {
            let facts = format!("\"event.{event}\": \"{unknown}\"");
            assert_eq!(dates(regime, &facts), [expected], "{unknown}");
            assert_eq!(undated_of(regime, &facts), [""; 0], "{unknown}");
        }
    }
    assert_eq!(dates("iets", r#""event.merger_or_split": "2026-08-24""#), ["merger: 2026-11-22/2026-11-23"]);
    assert_eq!(dates("credit", r#""event.merger_or_split": "2026-08-24""#), ["reevaluation: 2026-08-24"]);
    assert_eq!(dates("nextgen-it", r#""event.certificate_lost": "2026-11-01""#), ["reissue: 2026-11-01"]);
    assert_eq!(
        dates("iii-consulting", r#""iii.event.project_end": "2026-11-30""#),
        ["feedback: 2027-02-28/2027-03-01?"]
    );
}

/// No published rule book has these: a period after an event that ends something or after which something opens.
#[test]
fn a_period_after_an_event_ends_before_its_corresponding_day_is_over() {
    let base = content().library.regime("iets").unwrap_or_else(|| panic!("no iets"));
    let with = |kind: DutyKind, count: u16, unit: Unit| {
        let mut book = base.clone();
        for duty in &mut book.duties {
            (duty.kind, duty.offset) = (kind, Some((Period { count, unit }, false)));
        }
        book.duties.retain(|duty| duty.id == "iets.duty.reissue");
        dates_of(&book, r#""event.certificate_lost": "2026-03-01""#)
    };
    assert_eq!(with(DutyKind::Ends, 1, Unit::Years), ["reissue: 2027-02-28/2027-03-01"]);
    assert_eq!(with(DutyKind::Ends, 30, Unit::Days), ["reissue: 2026-03-31"]);
    assert_eq!(with(DutyKind::Opens, 1, Unit::Years), ["reissue: 2027-03-02/2027-03-01"]);
    assert_eq!(with(DutyKind::Opens, 30, Unit::Days), ["reissue: 2026-04-01/2026-03-31"]);
    let mut yearly = base.clone();
    yearly.duties.retain(|duty| duty.kind == DutyKind::Yearly);
    yearly.duties.iter_mut().for_each(|duty| duty.offset = Some((Period { count: 1, unit: Unit::Months }, false)));
    let after = dates_of(&yearly, &issued("iets", "2024-01-31", None));
    assert_eq!(after, ["yearly_review: 2025-02-28~", "yearly_review#2: 2026-02-28~"]);
}

#[test]
fn of_several_certificates_the_one_in_force_that_expires_first_counts_wherever_it_stands() {
    let rows = |rows: &[(&str, Option<&str>)]| {
        let row = |(issued, expires): &(&str, Option<&str>)| {
            let expires = expires.map_or(String::new(), |day| format!(", \"expires\": \"{day}\""));
            format!("{{\"issued\": \"{issued}\"{expires}}}")
        };
        format!("\"certificate.credit\": [{}]", rows.iter().map(row).collect::<Vec<_>>().join(", "))
    };
    let (early, late) = (("2024-06-15", None), ("2026-03-01", Some("2029-02-28")));
    let alone = dates("credit", &rows(&[early]));
    assert_eq!(dates("credit", &rows(&[early, late])), alone);
    assert_eq!(dates("credit", &rows(&[late, early])), alone);
    // One that is over counts only where there is no other.
    let over = ("2020-01-01", Some("2023-01-01"));
    assert_eq!(dates("credit", &rows(&[over, late])), dates("credit", &rows(&[late])));
    let older = ("2016-01-01", Some("2019-01-01"));
    assert_eq!(dates("credit", &rows(&[older, over])), dates("credit", &rows(&[over])));
}

#[test]
fn what_happens_before_or_after_all_certificates_gives_their_holder_no_duty() {
    let change = |day: &str| format!(r#""event.registration_change": "{day}""#);
    let held = |rows: &str, day: &str| dates("iets", &format!(r#""certificate.iets": [{rows}], {}"#, change(day)));
    let is_due = |dates: &[String]| dates.iter().any(|date| date.starts_with("change"));
    let one = r#"{"issued": "2024-06-01", "expires": "2026-11-01"}"#;
    for (day, due) in [
        ("2024-05-31", false),
        ("2024-06-01", true),
        ("2026-10-31", true),
        ("2026-11-01", true),
        ("2026-11-02", false),
        ("day_unknown", false),
    ] {
        assert_eq!(is_due(&held(one, day)), due, "{day}");
    }
    // What is not known of a certificate may be so.
    assert!(is_due(&held(r#"{"level": "IETS-3"}"#, "2020-01-01")));
    assert!(is_due(&held(r#"{"issued": "2024-06-01"}"#, "2027-06-01")));
    assert!(!is_due(&held(r#"{"issued": "2024-06-01"}"#, "2027-06-02")));
    // One of several is enough.
    assert!(is_due(&held(&format!(r#"{one}, {{"issued": "2026-11-02"}}"#), "2026-11-02")));
    assert!(!is_due(&held("", "2026-11-02")), "none is held");
    assert!(is_due(&dates("iets", &change("2026-11-02"))), "nothing is said of certificates");
    let of_unknown =
        |rows: &str| undated_of("iets", &format!(r#""certificate.iets": [{rows}], {}"#, change("day_unknown")));
    assert_eq!(of_unknown(one), ["iets.duty.change"]);
    assert_eq!(of_unknown(""), [""; 0]);
    // Who disclosed projects gives feedback, rated or not.
    let ended = r#""certificate.iii-consulting": [], "iii.event.project_end": "2026-09-02""#;
    assert_eq!(dates("iii-consulting", ended), ["feedback: 2026-12-02"]);
}

//! The dates that follow a certificate or an event: the safe day and the arguable one, whether they are working days,
//! how far away they are, and what is provisional or inferred.

use crate::engine::Book;
use crate::pages::package::inference;
use crate::parts::{Tone, chip, clause_chip};
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::DutyDate;
use ziping_base::calendar::{Day, WorkingDays};
use ziping_regime::DutyKind;

/// Within so many days a date is near.
const NEAR: i32 = 60;

pub(crate) fn dates(
    book: &Book,
    found: &[DutyDate],
    as_of: Day,
    on_clause: &Callback<AttrValue>,
    t: &'static Texts,
) -> Html {
    if found.is_empty() {
        return html! { <p>{ t.dates_none() }</p> };
    }
    html! {
        <ol class="dates">
            for date in found {
                <li
                    key={format!("{}-{}", date.place, date.occasion)}
                    class={(date.arguable < as_of).then_some("past")}
                >{ one(book, date, as_of, on_clause, t) }</li>
            }
        </ol>
    }
}

pub(super) fn one(
    book: &Book,
    date: &DutyDate,
    as_of: Day,
    on_clause: &Callback<AttrValue>,
    t: &'static Texts,
) -> Html {
    let Some(duty) = book.rules().duties.get(date.place) else { return Html::default() };
    let words = book.words().get("duty", &duty.id);
    let calendar = &book.library().calendar;
    let (tone, away) = match duty.kind {
        // From a day that opens something one may act: it is not over.
        DutyKind::Opens if date.arguable < as_of => (Tone::Open, t.dates_open().to_owned()),
        _ => away(date, as_of, t),
    };
    html! {
        <>
            <p class="day">
                <time datetime={date.safe.to_string()}>{ date.safe.to_string() }</time>
                <small>{ kind_of(calendar, date.safe, t) }</small>
            </p>
            <div>
                <p>
                    <b>{ &words.title }</b>{ " " }
                    if duty.times > 1 {
                        <span class="tag">{ fill(t.dates_occasion(), &[("n", &date.occasion.to_string())]) }</span>{ " " }
                    }
                    { clause_chip(duty.backing.clause(), on_clause, t) }
                </p>
                <p><small>{ &words.text }</small></p>
                { inference(words, t) }
                if date.arguable != date.safe {
                    <p>{ fill(t.dates_arguable(), &[("day", &date.arguable.to_string()), ("kind", &kind_of(calendar, date.arguable, t))]) }</p>
                }
                <p class="marks">
                    { chip(tone, &away) }
                    if date.provisional {
                        { " " }{ chip(Tone::Arguable, t.dates_provisional()) }
                    }
                    if date.inferred {
                        { " " }{ chip(Tone::Quiet, t.dates_inferred()) }
                    }
                </p>
            </div>
        </>
    }
}

/// The day of the week, and whether one works on it; where the year's holidays are not known, it says so.
pub(crate) fn kind_of(calendar: &WorkingDays, day: Day, t: &Texts) -> String {
    // Day 0 of the calendar was a Monday.
    let name = t.dates_weekdays().split(' ').nth(usize::try_from(weekday(day)).unwrap_or(0)).unwrap_or_default();
    let works = match calendar.is_working(day) {
        Some(true) => t.dates_working(),
        Some(false) => t.dates_rest(),
        None if day.is_weekend() => t.dates_weekend(),
        None => t.dates_unknown(),
    };
    fill(t.dates_kind(), &[("weekday", name), ("works", works)])
}

/// 0 for a Monday.
fn weekday(day: Day) -> i32 {
    // 5 January 1970 was a Monday.
    Day::new(1970, 1, 5).map_or(0, |monday| (day.number() - monday.number()).rem_euclid(7))
}

/// How far away a date is.
fn away(date: &DutyDate, as_of: Day, t: &Texts) -> (Tone, String) {
    let days = date.safe.number() - as_of.number();
    if date.arguable < as_of {
        (Tone::Quiet, t.dates_past().to_owned())
    } else if days < 0 {
        (Tone::Bad, t.dates_only_arguable().to_owned())
    } else {
        let tone = if days <= NEAR { Tone::Open } else { Tone::Quiet };
        (tone, fill(t.dates_away(), &[("n", &days.to_string())]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{EN, ZH};
    use wasm_bindgen_test::wasm_bindgen_test;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn due(safe: &str, arguable: &str) -> DutyDate {
        let (safe, arguable) = (day(safe), day(arguable));
        DutyDate { place: 0, occasion: 1, safe, arguable, provisional: false, inferred: false, until: None }
    }

    #[wasm_bindgen_test]
    fn a_weekday_is_named_and_an_unknown_year_says_so() {
        let calendar = WorkingDays::default();
        assert_eq!(kind_of(&calendar, day("2026-11-21"), &ZH), "周六，周末");
        assert!(kind_of(&calendar, day("2026-11-23"), &ZH).starts_with("周一"));
        assert!(kind_of(&calendar, day("2026-11-22"), &EN).starts_with("Sunday"));
    }

    #[wasm_bindgen_test]
    fn a_date_is_past_only_when_nobody_can_argue_for_it_any_more() {
        let as_of = day("2026-11-23");
        assert_eq!(away(&due("2026-11-22", "2026-11-22"), as_of, &ZH).0, Tone::Quiet);
        assert_eq!(away(&due("2026-11-22", "2026-11-23"), as_of, &ZH).0, Tone::Bad);
        assert_eq!(away(&due("2026-11-23", "2026-11-23"), as_of, &ZH), (Tone::Open, "还有 0 天".to_owned()));
        assert_eq!(away(&due("2027-11-23", "2027-11-23"), as_of, &ZH).0, Tone::Quiet);
    }
}

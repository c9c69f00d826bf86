//! Dates that follow a certificate or an event.

use crate::calendar::{Day, Deadline, Period, Unit, count_back, count_forward};
use crate::fact::{Occurrence, Sheet, Value};
use crate::regime::{Duty, DutyFrom, DutyKind, Library, RuleBook};

/// A date that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyDate {
    /// The duty's place in the rule book's list.
    pub place: usize,
    /// Which occasion of a yearly duty, from 1; 1 otherwise.
    pub occasion: u16,
    /// The day that is safe under every reading.
    pub safe: Day,
    /// The day that can be argued for.
    pub arguable: Day,
    /// It rests on working days that are not known yet.
    pub provisional: bool,
    /// The day itself is inferred: the document does not publish it.
    pub inferred: bool,
}

/// The dates of a regime's duties, in the order of the days. Needs the day of issue in `certificate.<regime>` (the
/// printed expiry day wins over the counted one) or the event that a duty counts from; a duty without is left out.
#[must_use]
pub fn duties(library: &Library, rulebook: &RuleBook, sheet: &Sheet, as_of: Day) -> Vec<DutyDate> {
    let (issued, printed) = certificate(library, rulebook, sheet);
    let expiry = expiry(rulebook, issued, printed);
    let mut dates = Vec::new();
    for (place, duty) in rulebook.duties.iter().enumerate() {
        let from = match duty.from {
            DutyFrom::Issue => issued.map(|day| (day, day)),
            DutyFrom::Expiry => expiry,
            DutyFrom::Event(fact) => match sheet.get(fact) {
                Some(Value::Occurrence(Occurrence::On(day))) => Some((*day, *day)),
                Some(Value::Occurrence(Occurrence::Ongoing)) => Some((as_of, as_of)),
                _ => None,
            },
        };
        if let Some((safe, arguable)) = from {
            date(library, duty, place, (safe, arguable), expiry, &mut dates);
        }
    }
    crate::order::short_by_key(&mut dates, |date| (date.safe, date.place));
    dates
}

fn certificate(library: &Library, rulebook: &RuleBook, sheet: &Sheet) -> (Option<Day>, Option<Day>) {
    let Some(fact) = library.catalogue.find(&format!("certificate.{}", rulebook.id)) else { return (None, None) };
    let Some(crate::fact::Kind::Table { columns }) = library.catalogue.get(fact).map(|fact| &fact.kind) else {
        return (None, None);
    };
    let Some(Value::Table(rows)) = sheet.get(fact) else { return (None, None) };
    let cell = |id: &str| {
        let index = columns.iter().position(|column| column.id == id)?;
        match rows.first()?.cells.get(index)? {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        }
    };
    (cell("issued"), cell("expires"))
}

/// The end of validity: the printed day, or issue + years, where the day before the corresponding day is safe and the
/// corresponding day arguable.
fn expiry(rulebook: &RuleBook, issued: Option<Day>, printed: Option<Day>) -> Option<(Day, Day)> {
    if let Some(day) = printed {
        return Some((day, day));
    }
    let years = rulebook.validity.as_ref()?.years;
    let corresponding = Period { count: years, unit: Unit::Years }.after(issued?);
    Some((corresponding.plus_days(-1), corresponding))
}

fn date(
    library: &Library,
    duty: &Duty,
    place: usize,
    (safe, arguable): (Day, Day),
    expiry: Option<(Day, Day)>,
    dates: &mut Vec<DutyDate>,
) {
    let mut push = |occasion: u16, deadline: Deadline| {
        dates.push(DutyDate {
            place,
            occasion,
            safe: deadline.safe,
            arguable: deadline.arguable,
            provisional: deadline.provisional,
            inferred: duty.backing.inferred,
        });
    };
    let plain = |safe: Day, arguable: Day| Deadline { safe, arguable, provisional: false };
    match (duty.kind, duty.offset) {
        (DutyKind::Yearly, offset) => {
            for occasion in 1..=duty.times {
                let anniversary = Period { count: occasion, unit: Unit::Years }.after(safe);
                if expiry.is_some_and(|(_, end)| anniversary > end) {
                    break;
                }
                let day = match offset {
                    Some((period, true)) => count_back(anniversary, period, false),
                    Some((period, false)) => period.after(anniversary),
                    None => anniversary,
                };
                push(occasion, plain(day, day));
            }
        }
        (_, None) => push(1, plain(safe, arguable)),
        (kind, Some((period, true))) => {
            let opens = kind == DutyKind::Opens;
            let (early, late) = (count_back(safe, period, opens), count_back(arguable, period, opens));
            // A window is safely open only once it is open under every reading; a latest day is safe when earliest.
            push(
                1,
                if opens { plain(early.max(late), early.min(late)) } else { plain(early.min(late), early.max(late)) },
            );
        }
        (DutyKind::Latest, Some((period, false))) => push(1, count_forward(safe, period, &library.calendar)),
        (DutyKind::Ends, Some((period, false))) => {
            let end = period.after(safe);
            push(1, plain(end.plus_days(-i32::from(period.unit != Unit::Days)), end));
        }
        // As for a window: over on the corresponding day arguably, the day after in any case.
        (DutyKind::Opens, Some((period, false))) => {
            let end = period.after(safe);
            push(1, plain(end.plus_days(1), end));
        }
    }
}

//! Dates that follow a certificate or an event.

use ziping_base::calendar::{Day, Deadline, Period, Unit, count_back, count_forward};
use ziping_regime::{Duty, DutyFrom, DutyKind, Library, RuleBook};
use ziping_rules::fact::{FactIx, Kind, Occurrence, Sheet, Value};

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
    /// Until when it still matters once its day is over: what counts back from the end of a certificate (a renewal that was
    /// missed, a window that is open) does until that end. `None`: no longer than the day.
    pub until: Option<Day>,
}

/// The dates of a regime's duties, in the order of the days. Needs the day of issue in `certificate.<regime>` (the
/// printed expiry day wins over the counted one; of several certificates the one that expires first counts) or the event
/// that a duty counts from; a duty without is left out (see [`undated`]), and so is a duty of holders whose event lies before or
/// after all certificates, or that has none while those of other rule books are entered.
#[must_use]
pub fn duties(library: &Library, rulebook: &RuleBook, sheet: &Sheet, as_of: Day) -> Vec<DutyDate> {
    let entered = certificates(library, rulebook, sheet).unwrap_or_default();
    let Certificate { issued, expiry, .. } = leading_certificate(&entered, as_of);
    let mut dates = Vec::new();
    for (place, duty) in rulebook.duties.iter().enumerate() {
        let from = match duty.from {
            DutyFrom::Issue => issued.map(|day| (day, day)),
            DutyFrom::Expiry => expiry,
            DutyFrom::Event(fact) => match begun(duty, fact, sheet, as_of) {
                Some(Begun::On(day)) if may_hold(library, rulebook, duty, sheet, Some(day)) => Some((day, day)),
                Some(Begun::On(_) | Begun::SomeDay) | None => None,
            },
        };
        if let Some((safe, arguable)) = from {
            let validity = rulebook.validity.as_ref().map(|validity| validity.years);
            date(library, duty, place, (safe, arguable), (expiry, validity), &mut dates);
        }
    }
    dates.sort_by_key(|date| (date.safe, date.place));
    dates
}

/// The duties that count from an event that has happened on a day that is not known, with the event: no day follows for them, and
/// their period may be over.
#[must_use]
pub fn undated<'a>(library: &Library, rulebook: &'a RuleBook, sheet: &Sheet, as_of: Day) -> Vec<(&'a Duty, FactIx)> {
    let some_day = |duty: &Duty, fact: FactIx| begun(duty, fact, sheet, as_of) == Some(Begun::SomeDay);
    let from_some_day = |duty: &'a Duty| match duty.from {
        DutyFrom::Event(fact) if some_day(duty, fact) && may_hold(library, rulebook, duty, sheet, None) => {
            Some((duty, fact))
        }
        _ => None,
    };
    rulebook.duties.iter().filter_map(from_some_day).collect()
}

/// When that which a duty counts from has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begun {
    On(Day),
    /// It has, nobody knows when.
    SomeDay,
}

/// When the event of a duty has happened; `None`: never, or that is not answered.
fn begun(duty: &Duty, event: FactIx, sheet: &Sheet, as_of: Day) -> Option<Begun> {
    match sheet.get(event) {
        Some(Value::Occurrence(Occurrence::On(day))) => Some(Begun::On(*day)),
        // What may be done at once may be done now; when a period began is not known.
        Some(Value::Occurrence(Occurrence::Ongoing | Occurrence::DayUnknown)) => {
            Some(if duty.offset.is_none() { Begun::On(as_of) } else { Begun::SomeDay })
        }
        _ => None,
    }
}

/// Whether the certificates that are entered leave room for what a duty of their holders follows from on a day (`None`: nobody knows
/// when): one of this rule book may have been valid then, or none of any rule book is entered.
fn may_hold(library: &Library, rulebook: &RuleBook, duty: &Duty, sheet: &Sheet, on: Option<Day>) -> bool {
    if !duty.holders {
        return true;
    }
    let entered = |of: &RuleBook| certificates(library, of, sheet).is_some_and(|all| !all.is_empty());
    match certificates(library, rulebook, sheet) {
        Some(all) => all.iter().any(|certificate| on.is_none_or(|day| certificate.may_cover(day))),
        None => !library.regimes.iter().any(entered),
    }
}

/// What is known of a certificate that is entered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Certificate {
    /// Its row in `certificate.<regime>`.
    pub row: usize,
    /// The day of issue.
    pub issued: Option<Day>,
    /// The end of validity: the printed day, or the safe day and the arguable one that are counted from the day of issue.
    pub expiry: Option<(Day, Day)>,
}

impl Certificate {
    /// Whether it may have been valid on a day.
    fn may_cover(&self, day: Day) -> bool {
        self.issued.is_none_or(|issued| issued <= day) && self.expiry.is_none_or(|(_, end)| day <= end)
    }
}

/// The certificates of a rule book, one for each industry item as it may be, in the order of the table; `None`: the table is not
/// answered.
#[must_use]
pub fn certificates(library: &Library, rulebook: &RuleBook, sheet: &Sheet) -> Option<Vec<Certificate>> {
    let fact = rulebook.certificate(&library.catalogue)?;
    let Kind::Table { columns } = &library.catalogue.get(fact)?.kind else { return None };
    let Some(Value::Table(rows)) = sheet.get(fact) else { return None };
    let column = |id: &str| columns.iter().position(|column| column.id == id);
    let (issued, expires) = (column("issued"), column("expires"));
    let day = |cells: &[Option<Value>], index: Option<usize>| match cells.get(index?)? {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let of = |row: usize, cells: &[Option<Value>]| {
        let issued = day(cells, issued);
        Certificate { row, issued, expiry: expiry(rulebook, issued, day(cells, expires)) }
    };
    Some(rows.iter().enumerate().map(|(row, of_row)| of(row, &of_row.cells)).collect())
}

/// The certificate whose days [`duties`] tells: of several the valid one that ends first; where none is valid any more, the one that
/// ended last.
#[must_use]
pub fn leading_certificate(certificates: &[Certificate], as_of: Day) -> Certificate {
    let mut best = Certificate::default();
    for own in certificates.iter().copied() {
        let sooner = match (own.expiry, best.expiry) {
            (None, None) => best.issued.is_none(),
            (None, Some(_)) => false,
            (Some(_), None) => true,
            // On its last day a certificate is still valid.
            (Some((_, end)), Some((_, known))) => match (end >= as_of, known >= as_of) {
                (true, true) => end < known,
                (false, false) => end > known,
                (valid, _) => valid,
            },
        };
        if sooner {
            best = own;
        }
    }
    best
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
    (expiry, validity): (Option<(Day, Day)>, Option<u16>),
    dates: &mut Vec<DutyDate>,
) {
    let counts_back = matches!((duty.from, duty.offset), (DutyFrom::Expiry, Some((_, true))));
    let until = if counts_back { expiry.map(|(_, end)| end) } else { None };
    let mut push = |occasion: u16, deadline: Deadline| {
        dates.push(DutyDate {
            place,
            occasion,
            safe: deadline.safe,
            arguable: deadline.arguable,
            provisional: deadline.provisional,
            inferred: duty.backing.inferred,
            until,
        });
    };
    let plain = |safe: Day, arguable: Day| Deadline { safe, arguable, provisional: false };
    match (duty.kind, duty.offset) {
        (DutyKind::Yearly, offset) => {
            for occasion in 1..=duty.times {
                let anniversary = Period { count: occasion, unit: Unit::Years }.after(safe);
                // The last year of validity ends with the certificate, not on the day after.
                let before = Period { count: occasion.saturating_sub(1), unit: Unit::Years }.after(safe);
                let anniversary = match expiry {
                    Some((end, _)) if validity == Some(occasion) && before < end => end,
                    Some((_, end)) if anniversary > end => break,
                    _ => anniversary,
                };
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

//! Answers made of any bytes: each is one that its kind allows; and the same with less known.

use ziping_base::calendar::Day;
use ziping_rules::fact::{Catalogue, FactIx, Kind, Occurrence, Range, Row, Sheet, Value};

/// Bytes taken one after the other; 0 once there are none.
pub struct Bytes<'b>(pub &'b [u8]);

impl Bytes<'_> {
    /// The next one.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// A number: small ones, ones that tables have as bounds, large ones.
    fn number(&mut self) -> i64 {
        let size = i64::from(self.byte());
        match self.byte() % 8 {
            0..=2 => size % 32,
            3 => -size,
            // 100万元, in fen.
            4 => size * 100_000_000,
            5 => size * 50_000_000 + i64::from(self.byte()) - 2,
            6 => size * 10,
            _ => size << (self.byte() % 54),
        }
    }

    /// A day at or near one on which a number of years ends today.
    fn day(&mut self, today: Day) -> Day {
        let years = i32::from(self.byte() % 16);
        today.plus_months(-12 * years).plus_days(i32::from(self.byte() % 16) - 5)
    }

    /// A number that a kind allows.
    fn within(&mut self, bounds: Range) -> Range {
        let keep = |units: i64| units.clamp(bounds.low.max(-MOST), bounds.high.min(MOST));
        Range::exactly(keep(self.number()))
    }

    fn value(&mut self, kind: &Kind, today: Day) -> Option<Value> {
        Some(match kind {
            Kind::Bool => Value::Bool(self.byte() & 1 == 1),
            Kind::Count | Kind::Money { .. } | Kind::Score { .. } => Value::Number(self.within(kind.bounds())),
            Kind::Yearly { .. } => {
                let last = today.year() - 1;
                Value::Yearly((last - 3..=last).map(|year| (year, self.within(kind.bounds()))).collect())
            }
            Kind::Date => Value::Date(self.day(today)),
            Kind::Occurrence => Value::Occurrence(match self.byte() % 4 {
                0 => Occurrence::Never,
                1 => Occurrence::DayUnknown,
                2 => Occurrence::Ongoing,
                _ => Occurrence::On(self.day(today)),
            }),
            Kind::Choice { options, .. } => Value::Choice(self.byte() % u8::try_from(options.len()).ok()?.max(1)),
            Kind::Several { options } => Value::Several(u64::from(self.byte()) & ((1 << options.len().min(8)) - 1)),
            Kind::Text(_) => Value::Text("示例".to_owned()),
            Kind::Table { columns } => {
                let rows = (0..self.byte() % 5).map(|_| Row {
                    cells: columns
                        .iter()
                        .map(|column| if self.byte() % 8 == 0 { None } else { self.value(&column.kind, today) })
                        .collect(),
                });
                Value::Table(rows.collect())
            }
        })
    }
}

/// Amounts stay far from what a number can hold.
const MOST: i64 = 1 << 60;

/// A sheet that answers these facts wholly, and the same where bytes hide some of it: not answered, or a range about it.
pub fn sheets(bytes: &mut Bytes<'_>, catalogue: &Catalogue, facts: &[FactIx], today: Day) -> (Sheet, Sheet) {
    let (mut whole, mut partial) = (Sheet::new(), Sheet::new());
    for fact in facts {
        let Some(kind) = catalogue.get(*fact).map(|fact| &fact.kind) else { continue };
        let value = bytes.value(kind, today);
        let hidden = match (bytes.byte() % 4, &value) {
            (0, _) => None,
            (1, Some(Value::Number(range))) => {
                let (less, more) = (bytes.number().saturating_abs(), bytes.number().saturating_abs());
                let bounds = kind.bounds();
                let (low, high) = (range.low.saturating_sub(less), range.high.saturating_add(more));
                Some(Value::Number(Range { low: low.max(bounds.low), high: high.min(bounds.high) }))
            }
            _ => value.clone(),
        };
        whole.put(*fact, value);
        partial.put(*fact, hidden);
    }
    (whole, partial)
}

//! Amounts by fiscal year.

use super::moment::Context;
use super::trace::Trace;
use crate::fact::{FactIx, Range, Value};

/// The amounts of the closed fiscal years before the moment's year folded into one; a year that is not known may be
/// anything its kind allows. No year at all gives `start`.
pub(super) fn fiscal<T: Trace>(
    (fact, years, signed): (FactIx, u8, bool),
    context: &Context<'_>,
    trace: &mut T,
    start: Option<Range>,
    join: impl Fn(Range, Range) -> Range,
) -> Range {
    let known = match context.sheet.get(fact) {
        Some(Value::Yearly(known)) => known.as_slice(),
        _ => &[],
    };
    let last = context.moment.fiscal_year;
    let first = last.saturating_sub(i32::from(years));
    let (mut seen, mut exact) = (0, 0);
    let mut folded = start;
    for (_, range) in known.iter().filter(|(year, _)| (first..last).contains(year)) {
        folded = Some(folded.map_or(*range, |folded| join(folded, *range)));
        seen += 1;
        exact += u8::from(range.is_exact());
    }
    if seen < years {
        let open = Range { low: if signed { Range::OPEN_LOW } else { 0 }, high: Range::OPEN_HIGH };
        folded = Some(folded.map_or(open, |folded| join(folded, open)));
    }
    if exact < years {
        trace.open(fact);
    }
    folded.unwrap_or(Range::exactly(0))
}

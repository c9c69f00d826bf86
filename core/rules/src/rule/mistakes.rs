//! Small mistakes in a condition: what it would be with one of them. Cases that notice none of them prove little.

use super::expr::{Comparison, Number, Rows, Test, WindowIx, Windows};
use super::operators::{Leaf, Operator};
use super::score::{Ratio, Shown, Value, last_place};
use crate::fact::{Catalogue, FactIx, Kind};
use ziping_base::calendar::{Period, Unit, Window};
use ziping_base::diag::Said;
use ziping_base::say;

/// A condition with one mistake, and what the mistake is.
#[derive(Debug, Clone)]
pub struct Mistake {
    /// The mistake, in words.
    pub what: Said,
    /// The condition with it.
    pub test: Test,
}

impl Mistake {
    /// Whether no answer can show the mistake in the condition `when`: the two differ only in options of a choice for which
    /// it does not apply at all.
    #[must_use]
    pub fn is_out_of_reach(&self, when: &Test, applies: Option<&Test>) -> bool {
        match (&self.test, when, applies) {
            (Test::Leaf(Leaf::OneOf(one)), Test::Leaf(Leaf::OneOf(other)), Some(Test::Leaf(Leaf::OneOf(scope)))) => {
                one.fact == other.fact
                    && other.fact == scope.fact
                    && one.options & scope.options == other.options & scope.options
            }
            _ => false,
        }
    }
}

/// All small mistakes in a condition: parts left out, thresholds one unit off, comparisons with or without equality,
/// periods a day off, windows of another kind, options more or fewer, single readings, `not` left out.
#[must_use]
pub fn mistakes(test: &Test, catalogue: &Catalogue, windows: &mut Windows) -> Vec<Mistake> {
    let mut found = Vec::new();
    Variants { catalogue, windows }.in_test(test, &mut |what, test| found.push(Mistake { what, test }));
    found
}

/// Makes the variants of conditions, and has what they refer to.
pub(super) struct Variants<'a> {
    catalogue: &'a Catalogue,
    windows: &'a mut Windows,
}

/// Takes down a mistake: what it is, and the condition with it.
pub(super) type Found<'f> = &'f mut dyn FnMut(Said, Test);

impl Variants<'_> {
    /// Mistakes in a condition.
    pub(super) fn in_test(&mut self, test: &Test, found: Found<'_>) {
        match test {
            Test::Constant(_) => {}
            Test::Leaf(leaf) => leaf.mistakes(self, found),
            Test::Derived { fact, table, worked_out } => self.in_test(worked_out, &mut |mistake, inner| {
                found(mistake, Test::Derived { fact: *fact, table: *table, worked_out: Box::new(inner) });
            }),
            Test::AtLeast(wanted, parts) => {
                found(say!("one more", "多一项"), Test::AtLeast(wanted.saturating_add(1), parts.clone()));
                found(say!("one fewer", "少一项"), Test::AtLeast(wanted.saturating_sub(1), parts.clone()));
                self.in_parts(parts, &mut |mistake, parts| found(mistake, Test::AtLeast(*wanted, parts)));
            }
            Test::Readings(readings) => {
                for (id, reading) in readings {
                    found(say!("only the reading {id}", "只取一种理解 {id}"), reading.clone());
                }
                for (at, (id, reading)) in readings.iter().enumerate() {
                    self.in_test(reading, &mut |mistake, reading| {
                        let mut all = readings.clone();
                        if let Some(slot) = all.get_mut(at) {
                            slot.1 = reading;
                        }
                        found(within(say!("in the reading {id}", "理解 {id} 中"), mistake), Test::Readings(all));
                    });
                }
            }
            Test::Not(inner) => {
                found(say!("without `not`", "漏写 not"), Test::clone(inner));
                self.in_test(inner, &mut |mistake, inner| found(mistake, Test::Not(Box::new(inner))));
            }
            Test::And(parts) => {
                found(say!("`or` for `and`", "and 写成 or"), Test::Or(parts.clone()));
                self.in_parts(parts, &mut |mistake, parts| found(mistake, Test::And(parts)));
            }
            Test::Or(parts) => {
                found(say!("`and` for `or`", "or 写成 and"), Test::And(parts.clone()));
                self.in_parts(parts, &mut |mistake, parts| found(mistake, Test::Or(parts)));
            }
        }
    }

    /// Each part left out, and each part with a mistake.
    fn in_parts(&mut self, parts: &[Test], found: &mut dyn FnMut(Said, Vec<Test>)) {
        for (at, part) in parts.iter().enumerate() {
            let mut rest = parts.to_vec();
            rest.remove(at);
            found(say!("without part {at}", "漏写第 {at} 部分", at = at + 1), rest);
            self.in_test(part, &mut |mistake, part| {
                let mut all = parts.to_vec();
                if let Some(slot) = all.get_mut(at) {
                    *slot = part;
                }
                found(within(say!("part {at}", "第 {at} 部分", at = at + 1), mistake), all);
            });
        }
    }

    /// Mistakes in which rows of a table count.
    pub(super) fn in_rows(&mut self, rows: &Rows, found: &mut dyn FnMut(Said, Rows)) {
        if rows.filter != Test::Constant(true) {
            found(say!("all rows", "计入所有行"), Rows { table: rows.table, filter: Test::Constant(true) });
        }
        self.in_test(&rows.filter, &mut |mistake, filter| {
            found(within(say!("in its rows", "行的条件中"), mistake), Rows { table: rows.table, filter });
        });
    }

    /// Mistakes in a number.
    pub(super) fn in_number(&mut self, number: &Number, found: &mut dyn FnMut(Said, Number)) {
        match number {
            Number::Literal(units) => {
                found(a_little_more(), Number::Literal(units.saturating_add(1)));
                found(a_little_less(), Number::Literal(units.saturating_sub(1)));
            }
            Number::Answer(..) => {}
            Number::Sum(fact, years, signed) => {
                found(say!("a year more", "多一年"), Number::Sum(*fact, years.saturating_add(1), *signed));
                found(say!("a year less", "少一年"), Number::Sum(*fact, years.saturating_sub(1), *signed));
                found(say!("least for sum", "合计写成最低"), Number::Least(*fact, *years, *signed));
            }
            Number::Least(fact, years, signed) => {
                found(say!("a year more", "多一年"), Number::Least(*fact, years.saturating_add(1), *signed));
                found(say!("a year less", "少一年"), Number::Least(*fact, years.saturating_sub(1), *signed));
                found(say!("sum for least", "最低写成合计"), Number::Sum(*fact, *years, *signed));
            }
            Number::Rows(rows, quantity) => self.in_rows(rows, &mut |mistake, rows| {
                found(mistake, Number::Rows(Box::new(rows), *quantity));
            }),
            Number::Derived { fact, table, worked_out, low, high } => {
                self.in_number(worked_out, &mut |mistake, inner| {
                    let worked_out = Box::new(inner);
                    found(mistake, Number::Derived { fact: *fact, table: *table, worked_out, low: *low, high: *high });
                })
            }
            Number::Plus(parts) => {
                for (at, part) in parts.iter().enumerate() {
                    let mut rest = parts.clone();
                    rest.remove(at);
                    found(say!("without summand {at}", "漏加第 {at} 个数", at = at + 1), Number::Plus(rest));
                    self.in_number(part, &mut |mistake, part| {
                        let mut all = parts.clone();
                        if let Some(slot) = all.get_mut(at) {
                            *slot = part;
                        }
                        found(mistake, Number::Plus(all));
                    });
                }
            }
        }
    }

    /// A window of the other kind, and one a unit longer or shorter.
    pub(super) fn other_windows(&mut self, window: WindowIx) -> Vec<(Said, WindowIx)> {
        let Some(Window { period, recent }) = self.windows.get(window) else { return Vec::new() };
        let with = |count: u16| Period { count, unit: period.unit };
        let mut all = vec![
            Window { period: with(period.count.saturating_add(1)), recent },
            Window { period: with(period.count.saturating_sub(1)), recent },
        ];
        if period.unit == Unit::Years {
            all.push(Window { period, recent: !recent });
        }
        let said = |window: Window| say!("the period {window}", "时长写成 {window}");
        all.into_iter().map(|window| (said(window), self.windows.intern(window))).collect()
    }

    /// Each option in turn taken out or put in.
    pub(super) fn toggled(&self, fact: FactIx, options: u64) -> Vec<u64> {
        let count = match self.catalogue.get(fact).map(|fact| &fact.kind) {
            Some(Kind::Choice { options, .. } | Kind::Several { options }) => options.len(),
            _ => 0,
        };
        (0..count).map(|i| options ^ 1 << i).collect()
    }
}

/// `<=` in place of `<`, and so on.
pub(super) fn instead(comparison: Comparison) -> Said {
    let (right, wrong) = (comparison.symbol(), comparison.edge().symbol());
    say!("`{wrong}` for `{right}`", "“{right}”写成“{wrong}”")
}

pub(super) fn a_little_more() -> Said {
    say!("the bound a little higher", "界限高一点")
}

pub(super) fn a_little_less() -> Said {
    say!("the bound a little lower", "界限低一点")
}

/// A mistake in a part.
fn within(part: Said, mistake: Said) -> Said {
    Said::new(format!("{}: {}", part.en, mistake.en), format!("{}：{}", part.zh, mistake.zh))
}

/// A given number a little higher and a little lower; nothing of what is not given.
pub(super) fn moved(value: &Value, shown: Shown) -> Vec<(Said, Value)> {
    let Value::Fixed(at) = value else { return Vec::new() };
    let step = last_place(*at, shown);
    let by = |step: Ratio| at.plus(step).map(Value::Fixed);
    [(a_little_more(), by(step)), (a_little_less(), by(step.negated()))]
        .into_iter()
        .filter_map(|(what, value)| Some((what, value?)))
        .collect()
}

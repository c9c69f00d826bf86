//! Figures that are worked out from a table's rows once it is filled (`from_table`).

use super::facts_file::FromTable;
use super::surroundings::{Surroundings, compile, figure_value, text_offset};
use std::collections::{HashMap, HashSet};
use ziping_base::diag::{Diagnostic, Source, Span};
use ziping_base::say;
use ziping_regime::{Derived, FigureValue};
use ziping_rules::fact::{Catalogue, FactIx, Kind};
use ziping_rules::rule::{Checked, Scores, Unit, Windows, compile_number, facts_of, facts_of_number};

/// By fact: its table and what is worked out.
pub(super) type DerivedFigures = HashMap<FactIx, (FactIx, Checked)>;

/// Compiles one figure.
pub(super) fn compile_derived(
    item: &FromTable<'_>,
    source: Source<'_>,
    readings: &[String],
    catalogue: &Catalogue,
    windows: &mut Windows,
    problems: &mut Vec<Diagnostic>,
) -> Option<(FactIx, (FactIx, Checked))> {
    let fact = catalogue.find(&item.fact)?;
    let (none, nothing) = (HashMap::new(), HashSet::new());
    let mut around = Surroundings { catalogue, derived: &none, windows, evidence: &nothing, scores: Scores::none() };
    let checked = compile(item.written, source, &mut around, readings, problems, compile_number)?;
    let mut facts = Vec::new();
    match &checked {
        Checked::Number(number, _) => facts_of_number(number, &mut facts),
        Checked::Test(test) => facts_of(test, &mut facts),
        Checked::Share(part, whole) => {
            facts_of_number(part, &mut facts);
            facts_of_number(whole, &mut facts);
        }
    }
    let fits = matches!(
        (&checked, catalogue.get(fact).map(|fact| &fact.kind)),
        (Checked::Test(_), Some(Kind::Bool))
            | (Checked::Number(_, Unit::Count), Some(Kind::Count))
            | (Checked::Number(_, Unit::Money), Some(Kind::Money { .. }))
            | (Checked::Number(_, Unit::Score), Some(Kind::Score { .. }))
    );
    let is_table = |fact: &FactIx| matches!(catalogue.get(*fact).map(|f| &f.kind), Some(Kind::Table { .. }));
    match (facts.iter().copied().find(is_table), fits, facts.len()) {
        (Some(table), true, 1) => Some((fact, (table, checked))),
        _ => {
            let message = say!(
                "`from_table` of `{fact}` does not fit its kind, or looks at more than one table",
                "“{fact}”的 from_table 与它的种类不符，或用到了不止一张表",
                fact = &item.fact
            );
            let span =
                text_offset(&source, item.written).map_or(item.written.span, |start| Span::new(start, start + 1));
            problems.push(
                Diagnostic::error("wrong-type", message)
                    .help(say!(
                        "it is worked out from the rows of one table, in the kind of the fact",
                        "它由一张表的各行算出，结果须与事实的种类一致"
                    ))
                    .at(&source, span),
            );
            None
        }
    }
}

/// As a library keeps them, in the order of the facts.
pub(super) fn derived_list(derived: DerivedFigures) -> Vec<Derived> {
    let mut all: Vec<Derived> = derived
        .into_iter()
        .map(|(fact, (table, checked))| Derived { fact, table, value: figure_value(checked) })
        .collect();
    all.sort_by_key(|derived| derived.fact);
    all
}

/// As conditions are compiled with them.
pub(super) fn derived_figures(all: &[Derived]) -> DerivedFigures {
    all.iter()
        .map(|derived| {
            let checked = match &derived.value {
                FigureValue::Number(number, unit) => Checked::Number(number.clone(), *unit),
                FigureValue::Share(part, whole) => Checked::Share(part.clone(), whole.clone()),
                FigureValue::Test(test) => Checked::Test(test.clone()),
            };
            (derived.fact, (derived.table, checked))
        })
        .collect()
}

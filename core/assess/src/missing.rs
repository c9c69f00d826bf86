//! What a procedure still needs: answers that are missing or half given, and papers that are not at hand. One list, for the
//! page and for the papers.

use super::finding::Assessment;
use super::uses::OF_EVERY_FORM;
use crate::proof::{Need, Records, is_missing, needs};
use ziping_base::calendar::Day;
use ziping_regime::{Library, RuleBook, Section, is_certificate};
use ziping_rules::fact::{FactIx, Kind, Occurrence, Sheet, Value};

/// What of an answer is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// All of it.
    Answer,
    /// Amounts of these fiscal years.
    Years(Vec<i32>),
    /// Cells in so many rows.
    Cells(usize),
    /// A number is given as a range.
    Exact,
    /// It happened, the day is not given.
    Day,
}

/// An answer of which something is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// The fact.
    pub fact: FactIx,
    /// What of it.
    pub lack: Lack,
    /// The assessment looks at it; else only the forms ask it.
    pub decides: bool,
}

/// What a procedure still needs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Missing<'a> {
    /// Answers: what no section of the rule book asks (its name and the like, on the organisation's page) comes first,
    /// then in the order in which the sections ask.
    pub answers: Vec<Lacking>,
    /// Papers that the document asks for, that are not at hand, and that something of these answers needs.
    pub papers: Vec<Need<'a>>,
}

/// Whether a section belongs to later procedures: it is about a certificate that there is, or all that it asks is asked
/// by their letters only.
#[must_use]
pub fn is_later(library: &Library, rulebook: &RuleBook, section: &Section) -> bool {
    let certificate = |fact: &FactIx| is_certificate(library.catalogue.id(*fact));
    let letters = || rulebook.documents.iter().filter(|document| rulebook.is_letter(document));
    let of_letters = |fact: &FactIx| letters().any(|letter| letter.facts.contains(fact));
    section.facts.iter().any(certificate)
        || section.items.is_empty() && !section.facts.is_empty() && section.facts.iter().all(of_letters)
}

/// What a procedure of a rule book (its id) still needs. Of what decides nothing any more only what the forms print is
/// missing; what belongs to other procedures is not.
#[must_use]
pub fn missing<'a>(
    library: &Library,
    rulebook: &'a RuleBook,
    procedure: &str,
    sheet: &Sheet,
    records: &Records,
    assessment: &Assessment,
    as_of: Day,
) -> Missing<'a> {
    let catalogue = &library.catalogue;
    let deciding = if rulebook.assesses(procedure) { assessment.open_facts() } else { Vec::new() };
    let forms = of_forms(library, rulebook, procedure);
    let answers = in_page_order(library, rulebook, deciding.iter().chain(&forms).copied());
    let answers = answers.into_iter().filter(|fact| !is_alternative(library, *fact, sheet)).filter_map(|fact| {
        let decides = deciding.contains(&fact);
        let lack = lack(&catalogue.get(fact)?.kind, sheet, fact, decides, as_of, established(library, sheet))?;
        Some(Lacking { fact, lack, decides })
    });
    let answers = answers.collect();
    let missing_paper = |need: &Need<'_>| need.asked() && is_missing(library, sheet, records, need);
    let papers = if rulebook.assesses(procedure) {
        needs([rulebook]).into_iter().filter(missing_paper).collect()
    } else {
        Vec::new()
    };
    Missing { answers, papers }
}

/// The facts that the forms of a procedure print: those of every form; for a procedure that assesses, those that the
/// sections ask for forms; for one after the certificate, what its documents name.
fn of_forms(library: &Library, rulebook: &RuleBook, procedure: &str) -> Vec<FactIx> {
    let catalogue = &library.catalogue;
    let mut facts: Vec<FactIx> = Vec::new();
    if rulebook.assesses(procedure) {
        let sections = rulebook.sections.iter().filter(|section| !is_later(library, rulebook, section));
        facts.extend(sections.flat_map(|section| section.facts.iter().copied()));
    }
    let documents = rulebook.documents.iter().filter(|document| document.procedures.iter().any(|of| of == procedure));
    facts.extend(documents.flat_map(|document| rulebook.asked_by(document)));
    facts.extend(OF_EVERY_FORM.iter().filter_map(|id| catalogue.find(id)));
    facts
}

/// Each fact once: those that the rule book's page does not ask, then those that it asks, in its order.
fn in_page_order(library: &Library, rulebook: &RuleBook, facts: impl Iterator<Item = FactIx>) -> Vec<FactIx> {
    let mut asked: Vec<FactIx> = Vec::new();
    for section in &rulebook.sections {
        for item in &section.items {
            rulebook.facts_of_item(&library.catalogue, item, &mut asked);
        }
        asked.extend(&section.facts);
    }
    let place = |fact: FactIx| asked.iter().position(|known| *known == fact).map_or(0, |place| place + 1);
    let mut facts: Vec<(usize, FactIx)> = facts.map(|fact| (place(fact), fact)).collect();
    facts.sort_unstable();
    facts.dedup();
    facts.into_iter().map(|(_, fact)| fact).collect()
}

/// Whether something else is answered in the fact's place: a table for a typed figure, or a typed figure for its table.
fn is_alternative(library: &Library, fact: FactIx, sheet: &Sheet) -> bool {
    sheet.get(fact).is_none()
        && library.derived.iter().any(|derived| {
            derived.fact == fact && sheet.get(derived.table).is_some()
                || derived.table == fact && sheet.get(derived.fact).is_some()
        })
}

/// The year of establishment, where it is answered.
fn established(library: &Library, sheet: &Sheet) -> Option<i32> {
    match sheet.get(library.catalogue.find("org.established")?) {
        Some(Value::Date(day)) => Some(day.year()),
        _ => None,
    }
}

/// Whether all of an answer is given: every year of a series, every cell of a table.
#[must_use]
pub fn is_whole(library: &Library, fact: FactIx, sheet: &Sheet, as_of: Day) -> bool {
    let kind = library.catalogue.get(fact).map(|fact| &fact.kind);
    kind.is_some_and(|kind| lack(kind, sheet, fact, false, as_of, established(library, sheet)).is_none())
}

/// What of an answer is missing. Of years the three closed ones count, none before the organisation was established.
/// That a number is a range or a day unknown is a lack only where it decides something.
fn lack(kind: &Kind, sheet: &Sheet, fact: FactIx, decides: bool, as_of: Day, established: Option<i32>) -> Option<Lack> {
    match (kind, sheet.get(fact)) {
        (_, None) => Some(Lack::Answer),
        (Kind::Yearly { .. }, Some(Value::Yearly(known))) => {
            let first = established.map_or(i32::MIN, |year| year).max(as_of.year() - 3);
            let open = |year: &i32| !known.iter().any(|(of, _)| of == year);
            let years: Vec<i32> = (first..as_of.year()).filter(open).collect();
            let ranges = known.iter().any(|(_, money)| !money.is_exact());
            match (years.is_empty(), decides && ranges) {
                (false, _) => Some(Lack::Years(years)),
                (true, true) => Some(Lack::Exact),
                (true, false) => None,
            }
        }
        (Kind::Table { .. }, Some(Value::Table(rows))) => {
            let blank = rows.iter().filter(|row| row.cells.iter().any(Option::is_none)).count();
            (blank > 0).then_some(Lack::Cells(blank))
        }
        (_, Some(Value::Number(range))) if decides && !range.is_exact() => Some(Lack::Exact),
        (_, Some(Value::Occurrence(Occurrence::DayUnknown))) if decides => Some(Lack::Day),
        (_, Some(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ziping_rules::fact::{Range, Row};

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn of(kind: &Kind, value: Option<Value>, decides: bool, established: Option<i32>) -> Option<Lack> {
        let mut sheet = Sheet::new();
        sheet.put(FactIx::new(0), value);
        lack(kind, &sheet, FactIx::new(0), decides, day("2026-11-29"), established)
    }

    #[test]
    fn a_half_filled_series_lacks_its_years_and_none_before_there_was_an_organisation() {
        let kind = Kind::Yearly { signed: false };
        let years = |years: &[i32]| Some(Value::Yearly(years.iter().map(|year| (*year, Range::exactly(1))).collect()));
        assert_eq!(of(&kind, years(&[2024]), false, None), Some(Lack::Years(vec![2023, 2025])));
        assert_eq!(of(&kind, years(&[2020, 2024]), false, Some(2024)), Some(Lack::Years(vec![2025])));
        assert_eq!(of(&kind, years(&[2023, 2024, 2025]), true, None), None);
        let range = Some(Value::Yearly((2023..2026).map(|year| (year, Range { low: 1, high: 2 })).collect()));
        assert_eq!(of(&kind, range.clone(), true, None), Some(Lack::Exact));
        assert_eq!(of(&kind, range, false, None), None, "a form prints a range");
    }

    #[test]
    fn rows_with_blank_cells_are_counted_and_rows_that_say_nothing_are_not() {
        let kind = Kind::Table { columns: Vec::new() };
        let row = |cells: &[Option<&str>]| Row {
            cells: cells.iter().map(|cell| cell.map(|text| Value::Text(text.into()))).collect(),
        };
        let rows = vec![row(&[Some("甲"), None]), row(&[None, None]), row(&[Some("乙"), Some("丙")])];
        assert_eq!(of(&kind, Some(Value::Table(rows.into())), true, None), Some(Lack::Cells(1)));
        assert_eq!(of(&kind, Some(Value::Table(vec![row(&[None, None])].into())), true, None), Some(Lack::Answer));
        assert_eq!(of(&kind, Some(Value::Table(Vec::new().into())), true, None), None);
    }
}

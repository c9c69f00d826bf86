//! The organisation, its people and its figures.

use super::super::paper::FormRow;
use super::Draft;
use crate::words;
use ziping_regime::is_certificate;
use ziping_rules::fact::{Fact, FactIx, Kind, TextFormat, Value};
use ziping_rules::rule::facts_of;

/// The shared facts that every form asks for, as rows of one or two.
const ROWS: [&[&str]; 8] = [
    &["org.name"],
    &["org.uscc"],
    &["org.kind", "org.established"],
    &["org.address"],
    &["org.province", "org.legal_representative"],
    &["org.registered_capital", "org.paid_in_capital"],
    &["contact.name", "contact.phone"],
    &["contact.email"],
];

/// The ids of the facts in the form about the organisation.
pub(super) fn organisation_facts() -> impl Iterator<Item = &'static str> {
    ROWS.into_iter().flatten().copied()
}

impl<'a> Draft<'a> {
    fn labelled(&self, id: &str) -> (String, String) {
        let title = self.order.library.catalogue.find(id).map_or("", |ix| self.fact_title(ix));
        match id {
            "org.name" => (title.to_owned(), self.name()),
            // Not every applicant is a legal person or a company.
            "org.legal_representative" => (words::application::organisation::HEAD.to_owned(), self.answer_of(id)),
            "org.registered_capital" => (words::application::organisation::CAPITAL.to_owned(), self.answer_of(id)),
            _ => (title.to_owned(), self.answer_of(id)),
        }
    }

    /// Whether no figure of the form is only known to lie within a range; points are judged and may.
    pub(super) fn is_exact(&self) -> bool {
        let figures = self.used(|kind| matches!(kind, Kind::Count | Kind::Money { .. } | Kind::Yearly { .. }));
        let shared = organisation_facts().filter_map(|id| self.order.library.catalogue.find(id));
        shared.chain(figures.into_iter().map(|(ix, _)| ix)).all(|ix| match self.findings.sheet.get(ix) {
            Some(Value::Number(range)) => range.is_exact(),
            Some(Value::Yearly(years)) => years.iter().all(|(_, range)| range.is_exact()),
            _ => true,
        })
    }

    /// The form about the organisation.
    pub(super) fn organisation(&self) -> Vec<FormRow> {
        let row = |ids: &&[&str]| match ids {
            [one, other] => FormRow::Pair([self.labelled(one), self.labelled(other)]),
            [one, ..] => {
                let (label, value) = self.labelled(one);
                FormRow::Wide(label, value)
            }
            [] => FormRow::Wide(String::new(), String::new()),
        };
        ROWS.iter().map(row).collect()
    }

    /// What else the regime's form asks: short answers two in a row, texts below them.
    pub(super) fn particulars(&self) -> (Vec<FormRow>, Vec<FormRow>) {
        let mut short: Vec<FormRow> = Vec::new();
        let mut long: Vec<FormRow> = Vec::new();
        let mut waiting: Option<(String, String)> = None;
        let shared = |fact: &Fact| ROWS.concat().contains(&fact.id.as_str());
        for (ix, fact) in self.form_facts().filter(|(_, fact)| !shared(fact)) {
            let entry = (self.fact_title(ix).to_owned(), self.answer(ix));
            match fact.kind {
                Kind::Text(TextFormat::Block) => long.push(FormRow::Block(entry.0, entry.1)),
                Kind::Text(_) | Kind::Several { .. } => short.push(FormRow::Wide(entry.0, entry.1)),
                Kind::Yearly { .. } | Kind::Table { .. } => {}
                Kind::Bool
                | Kind::Count
                | Kind::Money { .. }
                | Kind::Date
                | Kind::Occurrence
                | Kind::Choice { .. }
                | Kind::Score { .. } => match waiting.take() {
                    Some(first) => short.push(FormRow::Pair([first, entry])),
                    None => waiting = Some(entry),
                },
            }
        }
        if let Some((label, value)) = waiting {
            short.push(FormRow::Wide(label, value));
        }
        (short, long)
    }

    /// Facts of a kind that the regime's conditions, figures or forms use, each once, but those about certificates.
    pub(super) fn used(&self, wanted: impl Fn(&Kind) -> bool) -> Vec<(FactIx, &'a Fact)> {
        let rulebook = self.order.rulebook;
        let mut facts = Vec::new();
        for condition in &rulebook.conditions {
            facts_of(&condition.when, &mut facts);
        }
        for cap in &rulebook.caps {
            facts_of(&cap.when, &mut facts);
        }
        for ground in &rulebook.grounds {
            facts_of(&ground.when, &mut facts);
        }
        // A figure is worked out from a table beside a fact; the tables are the regime's own.
        let own = |derived: &&ziping_regime::Derived| facts.contains(&derived.fact);
        let derived: Vec<FactIx> = self.order.library.derived.iter().filter(own).map(|derived| derived.table).collect();
        facts.extend(derived);
        facts.extend(rulebook.figures.iter().flat_map(|figure| figure.value.facts()));
        facts.extend(self.form_facts().map(|(ix, _)| ix));
        let mut found: Vec<(FactIx, &'a Fact)> = Vec::new();
        for ix in facts {
            if let Some(fact) = self.fact(ix)
                && wanted(&fact.kind)
                && !is_certificate(&fact.id)
                && !found.iter().any(|(known, _)| *known == ix)
            {
                found.push((ix, fact));
            }
        }
        found
    }
}

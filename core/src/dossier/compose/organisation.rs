//! The organisation, its people and its figures.

use super::super::paper::{Align, Block, FormRow, Paper, Table};
use super::Draft;
use crate::fact::{Fact, FactIx, Kind, TextFormat};
use crate::rule::facts_of;

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

impl<'a> Draft<'a> {
    fn labelled(&self, id: &str) -> (String, String) {
        let title = self.order.library.catalogue.find(id).map_or("", |ix| self.fact_title(ix));
        (title.to_owned(), if id == "org.name" { self.name() } else { self.answer_of(id) })
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
        let own = |derived: &&crate::regime::Derived| facts.contains(&derived.fact);
        let derived: Vec<FactIx> = self.order.library.derived.iter().filter(own).map(|derived| derived.table).collect();
        facts.extend(derived);
        for figure in &rulebook.figures {
            match &figure.value {
                crate::regime::FigureValue::Number(number, _) => crate::rule::facts_of_number(number, &mut facts),
                crate::regime::FigureValue::Share(part, whole) => {
                    crate::rule::facts_of_number(part, &mut facts);
                    crate::rule::facts_of_number(whole, &mut facts);
                }
                crate::regime::FigureValue::Test(test) => facts_of(test, &mut facts),
            }
        }
        facts.extend(self.form_facts().map(|(ix, _)| ix));
        let mut found: Vec<(FactIx, &'a Fact)> = Vec::new();
        for ix in facts {
            if let Some(fact) = self.fact(ix)
                && wanted(&fact.kind)
                && !fact.id.starts_with("certificate.")
                && !found.iter().any(|(known, _)| *known == ix)
            {
                found.push((ix, fact));
            }
        }
        found
    }

    /// Money by fiscal year, the three years that count side by side. Nothing where the regime asks for none.
    pub(super) fn finances(&self, paper: &mut Paper) -> bool {
        let yearly = self.used(|kind| matches!(kind, Kind::Yearly { .. }));
        if yearly.is_empty() {
            return false;
        }
        let years = self.fiscal_years();
        let heads = years.map(|year| format!("{year}年度"));
        let [first, second, third] = &heads;
        let mut table = Table::new(&[
            ("项目", 31, Align::Left),
            (first, 23, Align::Right),
            (second, 23, Align::Right),
            (third, 23, Align::Right),
        ]);
        for (ix, _) in yearly {
            let [a, b, c] = years.map(|year| self.in_year(ix, year));
            table.row([self.fact_title(ix).to_owned(), a, b, c]);
        }
        paper.add(Block::Table(table));
        paper.remark("注：会计年度为公历1月1日至12月31日；数据取自经审计的财务报表，与所附审计报告一致。");
        true
    }
}

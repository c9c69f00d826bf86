//! Reading the grade of a rule book: its model, elements, aspects and bands.

use super::basis::Basis;
use super::model::*;
use super::reader::Get;
use super::rulebook_file::Book;
use crate::fact::Kind;
use crate::node::Node;

impl Book<'_, '_, '_> {
    pub(super) fn grade(&mut self, node: &Node) -> Grade {
        let empty = Node { span: node.span, value: crate::node::Value::Table(Vec::new()) };
        let table = node.get("grade").unwrap_or(&empty);
        let span = table.span_of("model");
        if !(2..=32).contains(&self.outcomes.len()) {
            self.problem(
                table.span_of("outcomes"),
                "bad-outcomes",
                "a grade has 2 to 32 outcomes",
                "list them in ascending order",
            );
        }
        let model = match table.text_at("model") {
            "scored" => Model::Scored { elements: self.elements(table, "element"), bands: self.bands(table) },
            "aspects" => {
                let aspects = self.elements(table, "aspect");
                if !matches!(table.text_at("rule"), "lowest" | "between") {
                    self.problem(
                        span,
                        "missing-key",
                        "`rule` is missing in this grade",
                        "rule = \"lowest\" or \"between\"",
                    );
                }
                Model::Aspects { aspects, between: table.text_at("rule") == "between" }
            }
            _ => {
                let of = if table.text_at("of") == "eligibility" {
                    ConditionKind::Eligibility
                } else {
                    ConditionKind::Requirement
                };
                if self.outcomes.len() != 2 {
                    self.problem(
                        span,
                        "bad-outcomes",
                        "met / not met has two outcomes",
                        "outcomes = [\"not_met\", \"met\"]",
                    );
                }
                Model::Met { of, relaxable: table.strings("relaxable") }
            }
        };
        Grade { outcomes: self.outcomes.clone(), backing: self.backing(table), model }
    }

    pub(super) fn elements(&mut self, grade: &Node, key: &str) -> Vec<Element> {
        let mut elements: Vec<Element> = Vec::new();
        for table in grade.tables(key) {
            let span = table.span_of("fact");
            let backing = self.backing(table);
            let Some(fact) = self.fact(table.text_at("fact"), span) else { continue };
            if elements.iter().any(|known| known.fact == fact) {
                self.problem(span, "duplicate-id", "this fact is counted twice", "remove one");
            }
            let kind = self.around.catalogue.get(fact).map(|fact| &fact.kind);
            let max = match (key, kind) {
                ("element", Some(Kind::Score { max })) => *max,
                ("aspect", Some(Kind::Choice { options, ordered: true })) if *options == self.outcomes => 0,
                _ => {
                    let help = if key == "element" {
                        "an element is a fact of kind score"
                    } else {
                        "an aspect is an ordered choice whose options are the outcomes"
                    };
                    self.problem(span, "wrong-type", format!("`{}` cannot be an {key}", table.text_at("fact")), help);
                    continue;
                }
            };
            elements.push(Element { fact, max, basis: Basis::Typed, backing });
        }
        if elements.is_empty() {
            self.problem(
                grade.span_of("model"),
                "missing-key",
                format!("there is no [[grade.{key}]]"),
                "name at least one",
            );
        }
        elements
    }

    pub(super) fn bands(&mut self, grade: &Node) -> Vec<Band> {
        let mut bands: Vec<Band> = Vec::new();
        for table in grade.tables("band") {
            let outcome = self.outcome(table.text_at("outcome"), table.span_of("outcome"));
            let (from, to) = (table.whole_at("from").unwrap_or(0) * 10, table.whole_at("to").unwrap_or(0) * 10);
            if from > to || from < 0 || to > 1_000_000 {
                self.problem(
                    table.span_of("from"),
                    "bad-band",
                    "the band ends before it begins",
                    "from <= to, in points",
                );
            }
            bands.push(Band { outcome, from, to });
        }
        bands.sort_by_key(|band| band.from);
        let disordered = bands.windows(2).any(|pair| match pair {
            [a, b] => a.to >= b.from || a.outcome >= b.outcome,
            _ => false,
        });
        if disordered || bands.is_empty() {
            self.problem(
                grade.span_of("band"),
                "bad-band",
                "bands overlap, are missing or do not ascend with their outcomes",
                "a higher outcome has a higher band",
            );
        }
        bands
    }
}

//! Facts that do not agree, in words: what is wrong, with the numbers that it is about.

use super::Speaker;
use crate::inconsistent::Inconsistency;
use ziping_base::lang::Lang;
use ziping_regime::Model;
use ziping_rules::fact::{FactIx, Range, Sheet, Value, format_fixed};
use ziping_rules::rule::Unit;

impl Speaker<'_> {
    /// What does not agree, in whole sentences: the words of a check followed by its numbers, and for a figure that a
    /// table or an overlay works out what was typed and what is counted.
    #[must_use]
    pub fn conflict(&self, found: &Inconsistency, sheet: &Sheet) -> String {
        match found {
            Inconsistency::Check(id, _, facts) => {
                let text = &self.words.get("check", id).text;
                let numbers = self.numbers(facts, sheet);
                match (numbers.is_empty(), self.lang) {
                    (true, _) => text.clone(),
                    (false, Lang::Zh) => format!("{text}现在填的：{numbers}。"),
                    (false, Lang::En) => format!("{text} Entered: {numbers}."),
                }
            }
            Inconsistency::Future(_, day) => match self.lang {
                Lang::Zh => format!("{day} 在评价基准日之后，请核对。"),
                Lang::En => format!("{day} lies after the assessment date; check it."),
            },
            Inconsistency::TableDiffers(fact, table, typed, worked_out) => {
                let unit = self.unit(*fact);
                self.worked_out(*table, (self.range(*typed, unit), self.range(*worked_out, unit)))
            }
            Inconsistency::TableDenies(fact, table) => {
                let yes = matches!(sheet.get(*fact), Some(Value::Bool(true)));
                let said = |yes: bool| if yes { self.lang.pick("是", "yes") } else { self.lang.pick("否", "no") };
                self.worked_out(*table, (said(yes).to_owned(), said(!yes).to_owned()))
            }
            Inconsistency::OverlayDiffers(_, fact, typed, worked_out, exact) => {
                let said = self.overlay_differs(*fact, *typed, *worked_out, *exact);
                format!("{said}{}", self.lang.pick("。", "."))
            }
        }
    }

    /// Both ends of an element (points) or an aspect (outcomes).
    pub(crate) fn element_ends(&self, range: Range) -> (String, String) {
        let end = |end: i64| match &self.rulebook.grade.model {
            Model::Scored { .. } => format_fixed(end, 1),
            Model::Aspects { .. } | Model::Met { .. } => {
                let place = usize::try_from(end).unwrap_or(usize::MAX);
                self.rulebook.grade.outcomes.get(place).cloned().unwrap_or_default()
            }
        };
        (end(range.low), end(range.high))
    }

    fn worked_out(&self, table: FactIx, (typed, counted): (String, String)) -> String {
        let table = self.fact(table);
        match self.lang {
            Lang::Zh => format!("这里填的是 {typed}，按“{table}”的各行是 {counted}；判断时以表格为准。"),
            Lang::En => format!("Entered here: {typed}; the rows of “{table}” give {counted}, which counts."),
        }
    }

    /// What was answered to the facts of a check, each with its title. Of amounts by year only years in which the first
    /// is more than the second: those that such a check means.
    fn numbers(&self, facts: &[FactIx], sheet: &Sheet) -> String {
        let (comma, semicolon) = (self.lang.pick("，", ", "), self.lang.pick("；", "; "));
        if let [part, whole] = facts
            && let (Some(Value::Yearly(of_part)), Some(Value::Yearly(of_whole))) = (sheet.get(*part), sheet.get(*whole))
        {
            let years = of_part.iter().filter_map(|(year, money)| {
                let (_, whole_money) = of_whole.iter().find(|(other, _)| other == year)?;
                (money.low > whole_money.high).then(|| {
                    let one =
                        |fact: FactIx, money: Range| format!("{} {}", self.fact(fact), self.range(money, Unit::Money));
                    format!(
                        "{year}{}{}{comma}{}",
                        self.lang.pick(" 年", ": "),
                        one(*part, *money),
                        one(*whole, *whole_money)
                    )
                })
            });
            return years.collect::<Vec<_>>().join(semicolon);
        }
        let said = facts.iter().filter_map(|fact| {
            let value = match sheet.get(*fact)? {
                Value::Number(range) => self.range(*range, self.unit(*fact)),
                Value::Date(day) => day.to_string(),
                Value::Text(text) => text.clone(),
                Value::Bool(_)
                | Value::Occurrence(_)
                | Value::Choice(_)
                | Value::Several(_)
                | Value::Yearly(_)
                | Value::Table(_) => return None,
            };
            Some(format!("{} {value}", self.fact(*fact)))
        });
        said.collect::<Vec<_>>().join(comma)
    }
}

//! The grade of a rule book: its model, elements, aspects and bands.

use super::rulebook_file::Book;
use super::written::{Combination, GradeModel, Text};
use ziping_base::say;
use ziping_regime::*;
use ziping_rules::fact::{FactIx, Kind};

/// What an element of the grade is.
#[derive(Clone, Copy)]
enum Graded {
    /// Of a score, which adds them up.
    Element,
    /// A level of its own, one of several.
    Aspect,
}

impl Book<'_, '_, '_, '_> {
    pub(super) fn grade(&mut self) -> Grade {
        let grade = &self.written.grade;
        let span = grade.model.span;
        if !(2..=32).contains(&self.outcomes.len()) {
            self.problem(
                grade.outcomes.span,
                "bad-outcomes",
                say!("a grade has 2 to 32 outcomes", "等级要有 2 到 32 个"),
                say!("list them in ascending order", "请由低到高列出"),
            );
        }
        let model = match grade.model.value {
            Some(GradeModel::Scored) => Model::Scored { elements: self.elements(Graded::Element), bands: self.bands() },
            Some(GradeModel::Aspects) => {
                let aspects = self.elements(Graded::Aspect);
                let rule = grade.rule.and_then(|rule| rule.value);
                if rule.is_none() {
                    self.problem(
                        span,
                        "missing-key",
                        say!("`rule` is missing in this grade", "等级评定缺少“rule”"),
                        say!(
                            "rule = \"lowest\" or \"between\"",
                            "以最低的方面为准的，写 rule = \"lowest\"；没有公布合成办法的，写 rule = \"between\""
                        ),
                    );
                }
                Model::Aspects { aspects, between: rule == Some(Combination::Between) }
            }
            Some(GradeModel::Met) | None => {
                let of = grade.of.and_then(|of| of.value).unwrap_or(ConditionKind::Requirement);
                if self.outcomes.len() != 2 {
                    self.problem(
                        span,
                        "bad-outcomes",
                        say!("met / not met has two outcomes", "按是否符合评定（met）的，等级只有两个"),
                        say!("outcomes = [\"not_met\", \"met\"]", "写作 outcomes = [\"not_met\", \"met\"]"),
                    );
                }
                Model::Met { of, relaxable: grade.relaxable.strings() }
            }
        };
        let applied = grade.applied_level.and_then(|fact| self.applied(fact));
        Grade { outcomes: self.outcomes.clone(), backing: self.backing(grade), model, applied }
    }

    /// The fact that says which level is applied for.
    fn applied(&mut self, written: Text<'_>) -> Option<FactIx> {
        let (id, span) = (written.text(), written.span);
        let fact = self.fact(id, span)?;
        let levels = self.outcomes.get(1..).unwrap_or_default();
        match self.around.catalogue.get(fact).map(|fact| &fact.kind) {
            Some(Kind::Choice { options, .. }) if options == levels => Some(fact),
            _ => {
                self.problem(
                    span,
                    "wrong-type",
                    say!("`{id}` cannot be the level applied for", "“{id}”不能作为申报等级"),
                    say!(
                        "it is a choice whose options are the outcomes without the lowest, in their order",
                        "申报等级须是单选，选项依次是除最低一档以外的各个等级"
                    ),
                );
                None
            }
        }
    }

    fn elements(&mut self, of: Graded) -> Vec<Element> {
        let grade = &self.written.grade;
        let (key, all) = match of {
            Graded::Element => ("element", &grade.element),
            Graded::Aspect => ("aspect", &grade.aspect),
        };
        let mut elements: Vec<Element> = Vec::new();
        for element in all.iter() {
            let (id, span) = (element.fact.text(), element.fact.span);
            let backing = self.backing(element);
            let Some(fact) = self.fact(id, span) else { continue };
            if elements.iter().any(|known| known.fact == fact) {
                let message = say!("this fact is counted twice", "这个事实计了两次");
                self.problem(span, "duplicate-id", message, say!("remove one", "请删去一处"));
            }
            let kind = self.around.catalogue.get(fact).map(|fact| &fact.kind);
            let max = match (of, kind) {
                (Graded::Element, Some(Kind::Score { max })) => *max,
                (Graded::Aspect, Some(Kind::Choice { options, ordered: true })) if *options == self.outcomes => 0,
                _ => {
                    let (message, help) = match of {
                        Graded::Element => (
                            say!("`{id}` cannot be an element", "“{id}”不能作为要素"),
                            say!("an element is a fact of kind score", "要素须是种类为分数（score）的事实"),
                        ),
                        Graded::Aspect => (
                            say!("`{id}` cannot be an aspect", "“{id}”不能作为方面"),
                            say!(
                                "an aspect is an ordered choice whose options are the outcomes",
                                "方面须是有序的单选，选项就是各个等级"
                            ),
                        ),
                    };
                    self.problem(span, "wrong-type", message, help);
                    continue;
                }
            };
            // The sum takes elements as they are typed: what a table gives would be shown and not counted.
            if self.around.derived.contains_key(&fact) {
                self.problem(
                    span,
                    "not-counted",
                    say!(
                        "`{id}` has a `from_table`, which the grade does not count",
                        "“{id}”写了 from_table，而评定等级时并不按表计算"
                    ),
                    say!(
                        "take `from_table` out of the fact and write [[item]]s below the element, which may count rows: see docs/scores.md",
                        "请删去这个事实的 from_table，改在要素下面写 [[item]]，它可以按表格的各行计分：见 docs/scores.zh-CN.md"
                    ),
                );
            }
            self.graded.push(fact);
            let basis = match of {
                Graded::Element => self.worked_out(element.fact, max),
                Graded::Aspect => self.levels_of(element.fact),
            };
            let mut element = Element { fact, max, basis, backing };
            element.gather_evidence();
            elements.push(element);
        }
        if elements.is_empty() {
            self.problem(
                grade.model.span,
                "missing-key",
                say!("there is no [[grade.{key}]]", "没有 [[grade.{key}]]"),
                say!("name at least one", "至少写一节"),
            );
        }
        elements
    }

    fn bands(&mut self) -> Vec<Band> {
        let written = &self.written.grade.band;
        let mut bands: Vec<Band> = Vec::new();
        for band in written.iter() {
            let outcome = self.outcome(band.outcome.text(), band.outcome.span);
            let (from, to) = (band.from.value.unwrap_or(0) * 10, band.to.value.unwrap_or(0) * 10);
            if from > to || from < 0 || to > 1_000_000 {
                self.problem(
                    band.from.span,
                    "bad-band",
                    say!("the band ends before it begins", "这一档的起止分数不对"),
                    say!("from <= to, in points", "按分数写，from 不大于 to"),
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
                written.span,
                "bad-band",
                say!(
                    "bands overlap, are missing or do not ascend with their outcomes",
                    "分档没有写、有重叠，或没有随等级升高"
                ),
                say!(
                    "a band begins after the one below it ends, 80 to 89 and 90 to 100; the higher the outcome, the more points",
                    "下一档结束以后才开始上一档，如 80 到 89、90 到 100；等级越高，分档的分数越高"
                ),
            );
        }
        bands
    }
}

//! Reading the grade of a rule book: its model, elements, aspects and bands.

use super::reader::Get;
use super::rulebook_file::Book;
use ziping_base::node::Node;
use ziping_base::say;
use ziping_regime::*;
use ziping_rules::fact::{FactIx, Kind};

impl Book<'_, '_, '_> {
    pub(super) fn grade(&mut self, node: &Node) -> Grade {
        let empty = Node { span: node.span, value: ziping_base::node::Value::Table(Vec::new()) };
        let table = node.get("grade").unwrap_or(&empty);
        let span = table.span_of("model");
        if !(2..=32).contains(&self.outcomes.len()) {
            self.problem(
                table.span_of("outcomes"),
                "bad-outcomes",
                say!("a grade has 2 to 32 outcomes", "等级要有 2 到 32 个"),
                say!("list them in ascending order", "请由低到高列出"),
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
                        say!("`rule` is missing in this grade", "等级评定缺少“rule”"),
                        say!(
                            "rule = \"lowest\" or \"between\"",
                            "以最低的方面为准的，写 rule = \"lowest\"；没有公布合成办法的，写 rule = \"between\""
                        ),
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
                        say!("met / not met has two outcomes", "按是否符合评定（met）的，等级只有两个"),
                        say!("outcomes = [\"not_met\", \"met\"]", "写作 outcomes = [\"not_met\", \"met\"]"),
                    );
                }
                Model::Met { of, relaxable: table.strings("relaxable") }
            }
        };
        let applied = self.applied(table);
        Grade { outcomes: self.outcomes.clone(), backing: self.backing(table), model, applied }
    }

    /// The fact that says which level is applied for.
    fn applied(&mut self, grade: &Node) -> Option<FactIx> {
        grade.get("applied_level")?;
        let span = grade.span_of("applied_level");
        let fact = self.fact(grade.text_at("applied_level"), span)?;
        let levels = self.outcomes.get(1..).unwrap_or_default();
        match self.around.catalogue.get(fact).map(|fact| &fact.kind) {
            Some(Kind::Choice { options, .. }) if options == levels => Some(fact),
            _ => {
                self.problem(
                    span,
                    "wrong-type",
                    say!(
                        "`{fact}` cannot be the level applied for",
                        "“{fact}”不能作为申报等级",
                        fact = grade.text_at("applied_level")
                    ),
                    say!(
                        "it is a choice whose options are the outcomes without the lowest, in their order",
                        "申报等级须是单选，选项依次是除最低一档以外的各个等级"
                    ),
                );
                None
            }
        }
    }

    pub(super) fn elements(&mut self, grade: &Node, key: &str) -> Vec<Element> {
        let mut elements: Vec<Element> = Vec::new();
        for table in grade.tables(key) {
            let span = table.span_of("fact");
            let backing = self.backing(table);
            let Some(fact) = self.fact(table.text_at("fact"), span) else { continue };
            if elements.iter().any(|known| known.fact == fact) {
                let message = say!("this fact is counted twice", "这个事实计了两次");
                self.problem(span, "duplicate-id", message, say!("remove one", "请删去一处"));
            }
            let kind = self.around.catalogue.get(fact).map(|fact| &fact.kind);
            let max = match (key, kind) {
                ("element", Some(Kind::Score { max })) => *max,
                ("aspect", Some(Kind::Choice { options, ordered: true })) if *options == self.outcomes => 0,
                _ => {
                    let fact = table.text_at("fact");
                    let (message, help) = if key == "element" {
                        (
                            say!("`{fact}` cannot be an element", "“{fact}”不能作为要素"),
                            say!("an element is a fact of kind score", "要素须是种类为分数（score）的事实"),
                        )
                    } else {
                        (
                            say!("`{fact}` cannot be an aspect", "“{fact}”不能作为方面"),
                            say!(
                                "an aspect is an ordered choice whose options are the outcomes",
                                "方面须是有序的单选，选项就是各个等级"
                            ),
                        )
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
                        "`{fact}` has a `from_table`, which the grade does not count",
                        "“{fact}”写了 from_table，而评定等级时并不按表计算",
                        fact = table.text_at("fact")
                    ),
                    say!(
                        "take `from_table` out of the fact and write [[item]]s below the element, which may count rows: see docs/scores.md",
                        "请删去这个事实的 from_table，改在要素下面写 [[item]]，它可以按表格的各行计分：见 docs/scores.zh-CN.md"
                    ),
                );
            }
            self.graded.push(fact);
            let basis = if key == "aspect" { self.levels_of(table) } else { self.worked_out(table, key, max) };
            let mut element = Element { fact, max, basis, backing };
            element.gather_evidence();
            elements.push(element);
        }
        if elements.is_empty() {
            self.problem(
                grade.span_of("model"),
                "missing-key",
                say!("there is no [[grade.{key}]]", "没有 [[grade.{key}]]"),
                say!("name at least one", "至少写一节"),
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
                grade.span_of("band"),
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

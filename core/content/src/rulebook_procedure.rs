//! Reading what comes with and after a rating: steps, documents, duties, fees.

use super::facts_file::check_id;
use super::reader::Get;
use super::rulebook_file::Book;
use ziping_base::calendar::{Period, Unit};
use ziping_base::node::Node;
use ziping_base::say;
use ziping_regime::*;
use ziping_rules::fact::{FactIx, Kind, parse_fixed};

impl Book<'_, '_, '_> {
    pub(super) fn steps(&mut self, node: &Node) -> Vec<Step> {
        node.tables("step")
            .iter()
            .map(|table| {
                let days = table.whole_at("days").and_then(|days| u16::try_from(days).ok());
                let unit = match table.text_at("unit") {
                    "working_days" => Some(DurationUnit::WorkingDays),
                    "days" => Some(DurationUnit::Days),
                    "months" => Some(DurationUnit::Months),
                    _ => None,
                };
                if days.is_some() != unit.is_some() {
                    self.problem(
                        table.span_of("id"),
                        "missing-key",
                        say!("a duration needs both `days` and `unit`", "时限要同时写 days 和 unit"),
                        say!("leave out both where none is published", "没有公布时限的，两项都不写"),
                    );
                }
                for (outcome, span) in table.texts("only") {
                    self.outcome(outcome, span);
                }
                Step {
                    id: self.id(table),
                    backing: self.backing(table),
                    procedures: table.strings("procedure"),
                    actor: self.actor(table, "actor"),
                    inferred_actor: table.flag("inferred_actor"),
                    opinion: table.flag("opinion"),
                    duration: days.zip(unit),
                    within: table.flag("within"),
                    only: table.strings("only"),
                    documents: table.strings("documents"),
                }
            })
            .collect()
    }

    /// Who acts or to whom something goes: an id, whose name the language files have.
    fn actor(&mut self, table: &Node, key: &str) -> String {
        let actor = table.owned(key);
        check_id(&actor, table.span_of(key), self.reader);
        actor
    }

    pub(super) fn documents(&mut self, node: &Node) -> Vec<Document> {
        node.tables("document")
            .iter()
            .map(|table| Document {
                facts: table.texts("facts").into_iter().filter_map(|(id, span)| self.fact(id, span)).collect(),
                id: self.id(table),
                backing: self.backing(table),
                procedures: table.strings("procedure"),
                copies: table.whole_at("copies").and_then(|copies| u16::try_from(copies).ok()),
                to: table.get("to").is_some().then(|| self.actor(table, "to")),
                inferred_to: table.flag("inferred_to"),
                through: table.get("through").is_some().then(|| self.actor(table, "through")),
                form: table.flag("form"),
                writing: match table.text_at("writing") {
                    "notice" => Writing::Notice,
                    "outline" => Writing::Outline,
                    "pledge" => Writing::Pledge,
                    _ => Writing::Letter,
                },
            })
            .collect()
    }

    /// Who is named by a fact.
    pub(super) fn named(&mut self, node: &Node) -> Vec<(String, FactIx)> {
        let mut named = Vec::new();
        for (actor, fact) in node.get("named").and_then(Node::table).unwrap_or_default() {
            if let Some(ix) = self.fact(fact.text().unwrap_or_default(), fact.span) {
                named.push((actor.name.clone(), ix));
            }
        }
        named
    }

    pub(super) fn duties(&mut self, node: &Node) -> Vec<Duty> {
        node.tables("duty")
            .iter()
            .map(|table| {
                let span = table.span_of("from");
                let from = match table.text_at("from") {
                    "issue" => DutyFrom::Issue,
                    "expiry" => DutyFrom::Expiry,
                    event => match self.fact(event, span) {
                        Some(fact)
                            if matches!(
                                self.around.catalogue.get(fact).map(|fact| &fact.kind),
                                Some(Kind::Occurrence)
                            ) =>
                        {
                            DutyFrom::Event(fact)
                        }
                        Some(_) => {
                            self.problem(
                                span,
                                "wrong-type",
                                say!(
                                    "a duty counts from issue, expiry or an occurrence",
                                    "期限只能从发证（issue）、期满（expiry）或事件起算"
                                ),
                                say!("use a fact of kind occurrence", "请用种类为事件（occurrence）的事实"),
                            );
                            DutyFrom::Issue
                        }
                        None => DutyFrom::Issue,
                    },
                };
                let kind = match table.text_at("kind") {
                    "opens" => DutyKind::Opens,
                    "ends" => DutyKind::Ends,
                    "yearly" => DutyKind::Yearly,
                    _ => DutyKind::Latest,
                };
                let offset = self.offset(table);
                let times = table.whole_at("times").and_then(|times| u16::try_from(times).ok()).unwrap_or(0);
                if (kind == DutyKind::Yearly) != (1..=50).contains(&times) {
                    self.problem(
                        table.span_of("kind"),
                        "missing-key",
                        say!("`times` goes with yearly duties", "每年的期限（yearly）要写 times，其他的不写"),
                        say!("times = 2: twice, a year apart", "如 times = 2，即两次，相隔一年"),
                    );
                }
                Duty {
                    id: self.id(table),
                    backing: self.backing(table),
                    from,
                    offset,
                    kind,
                    times,
                    procedures: table.strings("procedure"),
                }
            })
            .collect()
    }

    pub(super) fn offset(&mut self, table: &Node) -> Option<(Period, bool)> {
        let text = table.text_at("offset");
        if text.is_empty() {
            return None;
        }
        let (back, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        for (suffix, unit) in [("年", Unit::Years), ("个月", Unit::Months), ("日", Unit::Days)] {
            if let Some(count) =
                rest.strip_suffix(suffix).and_then(|digits| digits.parse::<u16>().ok()).filter(|count| *count <= 1000)
            {
                return Some((Period { count, unit }, back));
            }
        }
        self.problem(
            table.span_of("offset"),
            "bad-offset",
            say!("`{text}` is not an offset", "“{text}”不是相隔的时长"),
            say!("write 30日, 3年 or -3个月", "写成 30日、3年 或 -3个月"),
        );
        None
    }

    pub(super) fn fees(&mut self, node: &Node) -> Vec<Fee> {
        node.tables("fee")
            .iter()
            .map(|table| {
                let amount =
                    table.get("amount").map(|node| (node.span, parse_fixed(node.text().unwrap_or_default(), 2)));
                if let Some((span, None)) = amount {
                    self.problem(
                        span,
                        "bad-amount",
                        say!("this is not an amount", "这不是金额"),
                        say!(
                            "yuan as a plain decimal: \"15000\"; leave it out where none is published",
                            "以元为单位，写成不带单位的小数，如 \"15000\"；没有公布的，不写"
                        ),
                    );
                }
                Fee { id: self.id(table), backing: self.backing(table), amount: amount.and_then(|(_, fen)| fen) }
            })
            .collect()
    }
}

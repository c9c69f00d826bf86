//! What comes with and after a rating: steps, documents, duties, fees.

use super::facts_file::check_id;
use super::rulebook_file::Book;
use super::written::{Text, Whole};
use ziping_base::calendar::{Period, Unit};
use ziping_base::say;
use ziping_regime::*;
use ziping_rules::fact::{FactIx, Kind, parse_fixed};

impl Book<'_, '_, '_, '_> {
    pub(super) fn steps(&mut self) -> Vec<Step> {
        let written = self.written.step.iter();
        written
            .map(|step| {
                let days = step.days.and_then(small);
                let unit = step.unit.and_then(|unit| unit.value);
                if days.is_some() != unit.is_some() {
                    self.problem(
                        step.id.span,
                        "missing-key",
                        say!("a duration needs both `days` and `unit`", "时限要同时写 days 和 unit"),
                        say!("leave out both where none is published", "没有公布时限的，两项都不写"),
                    );
                }
                for (outcome, span) in step.only.iter() {
                    self.outcome(outcome, *span);
                }
                Step {
                    id: self.id(step.id),
                    backing: self.backing(step),
                    procedures: step.procedure.strings(),
                    actor: self.actor(step.actor),
                    inferred_actor: step.inferred_actor,
                    opinion: step.opinion,
                    duration: days.zip(unit),
                    within: step.within,
                    only: step.only.strings(),
                    documents: step.documents.strings(),
                }
            })
            .collect()
    }

    /// Who acts or to whom something goes: an id, whose name the language files have.
    fn actor(&mut self, written: Text<'_>) -> String {
        check_id(written.text(), written.span, self.reader);
        written.owned()
    }

    pub(super) fn documents(&mut self) -> Vec<Document> {
        let written = self.written.document.iter();
        written
            .map(|document| Document {
                facts: document.facts.iter().filter_map(|(id, span)| self.fact(id, *span)).collect(),
                id: self.id(document.id),
                backing: self.backing(document),
                procedures: document.procedure.strings(),
                copies: document.copies.and_then(small),
                to: document.to.map(|to| self.actor(to)),
                inferred_to: document.inferred_to,
                through: document.through.map(|through| self.actor(through)),
                form: document.form,
                writing: document.writing.and_then(|writing| writing.value).unwrap_or_default(),
            })
            .collect()
    }

    /// Who is named by a fact.
    pub(super) fn named(&mut self) -> Vec<(String, FactIx)> {
        let mut named = Vec::new();
        for (actor, fact) in self.written.named.iter() {
            if let Some(ix) = self.fact(fact.text(), fact.span) {
                named.push((actor.name.clone(), ix));
            }
        }
        named
    }

    pub(super) fn duties(&mut self) -> Vec<Duty> {
        let written = self.written.duty.iter();
        written
            .map(|duty| {
                let span = duty.from.span;
                let from = match duty.from.text() {
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
                let kind = duty.kind.value.unwrap_or(DutyKind::Latest);
                let offset = self.offset(duty.offset);
                let times = duty.times.and_then(small).unwrap_or(0);
                if (kind == DutyKind::Yearly) != (1..=50).contains(&times) {
                    self.problem(
                        duty.kind.span,
                        "missing-key",
                        say!("`times` goes with yearly duties", "每年的期限（yearly）要写 times，其他的不写"),
                        say!("times = 2: twice, a year apart", "如 times = 2，即两次，相隔一年"),
                    );
                }
                Duty {
                    id: self.id(duty.id),
                    backing: self.backing(duty),
                    from,
                    offset,
                    kind,
                    times,
                    procedures: duty.procedure.strings(),
                    holders: !duty.anyone,
                }
            })
            .collect()
    }

    fn offset(&mut self, written: Text<'_>) -> Option<(Period, bool)> {
        let text = written.text();
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
            written.span,
            "bad-offset",
            say!("`{text}` is not an offset", "“{text}”不是相隔的时长"),
            say!("write 30日, 3年 or -3个月", "写成 30日、3年 或 -3个月"),
        );
        None
    }

    pub(super) fn fees(&mut self) -> Vec<Fee> {
        let written = self.written.fee.iter();
        written
            .map(|fee| {
                let amount = fee.amount.map(|amount| (amount.span, parse_fixed(amount.text(), 2)));
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
                Fee { id: self.id(fee.id), backing: self.backing(fee), amount: amount.and_then(|(_, fen)| fen) }
            })
            .collect()
    }
}

/// A number of days, copies or times; none where it is too large or below 0.
fn small(written: Whole) -> Option<u16> {
    u16::try_from(written.value?).ok()
}

//! The days in the guide: when the procedure opens or is due, and what follows from a certificate or an event.

use super::super::paper::{Align, Block, NONE, Paper, TO_FILL, Table};
use super::say::{guessed, with_inference};
use super::{Draft, values};
use crate::words;
use ziping_assess::{Certificate, DutyDate, certificates, leading_certificate, undated};
use ziping_base::calendar::Day;
use ziping_regime::{Duty, DutyFrom, DutyKind};
use ziping_rules::fact::{FactIx, Kind};

/// Whether the safe day has passed, and the one that can be argued for has not.
fn is_only_arguable(date: &DutyDate, as_of: Day) -> bool {
    date.safe < as_of && as_of <= date.arguable
}

/// The day of a duty, with what is to be known of it: that it is worked out, is over, or that from it on one may act.
fn marked_day(date: &DutyDate, duty: &Duty, as_of: Day) -> String {
    let over = date.arguable < as_of;
    let marks = [
        date.inferred.then_some(words::guide::afterwards::WORKED_OUT),
        (date.safe < as_of && duty.kind != DutyKind::Opens).then_some(words::guide::afterwards::OVER),
        (over && duty.kind == DutyKind::Opens).then_some(words::guide::afterwards::BEGUN),
    ];
    let marks: Vec<&str> = marks.into_iter().flatten().collect();
    let day = values::day(date.safe);
    if marks.is_empty() { day } else { format!("{day}\n（{}）", marks.join("，")) }
}

impl Draft<'_> {
    /// When the procedure opens or is due, by the dates of the certificate or of the event.
    pub(super) fn when_due(&self, paper: &mut Paper) {
        let duties = self.duties();
        if let Some(day) = self.lapsed(&duties) {
            paper.text(words::guide::due::lapsed(values::day(day)));
        }
        for date in &duties {
            let Some(duty) = self.order.rulebook.duties.get(date.place) else { continue };
            if !duty.procedures.iter().any(|procedure| procedure == self.procedure()) {
                continue;
            }
            let title = guessed(&self.order.words.get("duty", &duty.id).title, date.inferred);
            let day = if date.safe == date.arguable {
                values::day(date.safe)
            } else {
                words::guide::due::TwoDays { safe: values::day(date.safe), arguable: values::day(date.arguable) }
                    .to_string()
            };
            let over = date.arguable < self.order.as_of;
            match duty.kind {
                DutyKind::Opens if !over && date.safe > self.order.as_of => {
                    let days = self.speaker.from_days(date.safe, date.arguable);
                    paper.text(words::guide::due::NotOpen { duty: title, days }.to_string())
                }
                // What comes back each year stands in the table of dates.
                DutyKind::Opens | DutyKind::Yearly => continue,
                DutyKind::Latest | DutyKind::Ends if over => {
                    paper.text(words::guide::due::Passed { duty: title, day, missed: self.missed(duty) }.to_string())
                }
                DutyKind::Latest | DutyKind::Ends if is_only_arguable(date, self.order.as_of) => {
                    paper.text(words::guide::due::OnlyArguable { duty: title, day }.to_string())
                }
                DutyKind::Latest | DutyKind::Ends => {
                    paper.text(words::guide::due::Day { duty: title, day }.to_string())
                }
            };
        }
        for (duty, event) in self.undated() {
            if duty.procedures.iter().any(|procedure| procedure == self.procedure()) {
                let title = guessed(&self.order.words.get("duty", &duty.id).title, duty.backing.inferred);
                paper.text(format!("{title}：{}", self.running(event)));
            }
        }
    }

    /// The dates that follow, but for those of holders in a first application that names no certificate.
    pub(super) fn duties(&self) -> Vec<DutyDate> {
        let duty = |date: &&DutyDate| self.order.rulebook.duties.get(date.place);
        let all = self.findings.duties().iter();
        all.filter(|date| duty(date).is_none_or(|duty| self.concerns(duty))).copied().collect()
    }

    /// The duties whose event has happened on a day that is not known.
    fn undated(&self) -> Vec<(&Duty, FactIx)> {
        let (library, rulebook) = (self.order.library, self.order.rulebook);
        let mut all = undated(library, rulebook, &self.findings.sheet, self.order.as_of);
        all.retain(|(duty, _)| self.concerns(duty));
        all
    }

    /// Whether a duty can concern the applicant: who applies for the first time holds nothing, as long as no certificate is entered.
    fn concerns(&self, duty: &Duty) -> bool {
        let of_holders = duty.holders && matches!(duty.from, DutyFrom::Event(_));
        !(of_holders && self.is_first() && self.certificates().is_empty())
    }

    /// The certificates that are entered.
    fn certificates(&self) -> Vec<Certificate> {
        certificates(self.order.library, self.order.rulebook, &self.findings.sheet).unwrap_or_default()
    }

    /// The day on which the last of the certificates ended, where that has passed, the procedure is about one, and the end is not told
    /// as a day of this procedure.
    fn lapsed(&self, duties: &[DutyDate]) -> Option<Day> {
        let forms = self.forms();
        if !forms.iter().any(|form| self.is_about_certificate(form)) {
            return None;
        }
        let certificates = self.certificates();
        let (_, end) = leading_certificate(&certificates, self.order.as_of).expiry?;
        let is_told = |date: &DutyDate| {
            let duty = self.order.rulebook.duties.get(date.place);
            duty.is_some_and(|duty| {
                duty.kind == DutyKind::Ends && duty.procedures.iter().any(|of| of == self.procedure())
            })
        };
        let all_known = certificates.iter().all(|certificate| certificate.expiry.is_some());
        (all_known && end < self.order.as_of && !duties.iter().any(is_told)).then_some(end)
    }

    /// Of several certificates: whose days the table tells, and when each ends.
    fn several(&self, paper: &mut Paper) {
        let certificates = self.certificates();
        let table = self.order.rulebook.certificate(&self.order.library.catalogue);
        let Some((ix, fact)) = table.and_then(|ix| Some((ix, self.fact(ix)?))).filter(|_| certificates.len() > 1)
        else {
            return;
        };
        let led = leading_certificate(&certificates, self.order.as_of);
        let named = |certificate: &Certificate| {
            let number = words::guide::afterwards::certificate(certificate.row + 1);
            let (Kind::Table { columns }, Some(row)) = (&fact.kind, self.rows_of(ix).get(certificate.row)) else {
                return number;
            };
            let cells = values::cells(&self.speaker, self.order.words, fact, row);
            let told = columns
                .iter()
                .zip(cells)
                .filter(|(column, said)| matches!(column.kind, Kind::Text(_)) && said != TO_FILL && said != NONE);
            let told: Vec<String> = told.map(|(_, said)| said).collect();
            if told.is_empty() { number } else { format!("{number}（{}）", told.join("，")) }
        };
        let ends = |certificate: &Certificate| match certificate.expiry {
            None => words::guide::afterwards::end_unknown(named(certificate)),
            Some((safe, end)) => {
                let over = if end < self.order.as_of { words::guide::afterwards::OVER } else { "" };
                words::guide::afterwards::End { certificate: named(certificate), day: values::day(safe), over }
                    .to_string()
            }
        };
        let all: Vec<String> = certificates.iter().map(ends).collect();
        paper.remark(words::guide::afterwards::Several { led: named(&led), all: all.join("；") }.to_string());
    }

    /// That a period runs from an event whose day is not known.
    fn running(&self, event: FactIx) -> String {
        words::guide::due::running(self.fact_title(event))
    }

    /// What follows once the day of a duty has passed, and what is to be done.
    fn missed(&self, duty: &Duty) -> &str {
        self.order.words.get("duty", &duty.id).labels.get("missed").map_or("", String::as_str)
    }

    /// Whether a day has passed and is the last of its duty that has.
    fn has_passed(&self, duties: &[DutyDate], date: &DutyDate) -> bool {
        let over = |date: &DutyDate| date.arguable < self.order.as_of;
        let later = |other: &DutyDate| other.place == date.place && other.occasion > date.occasion && over(other);
        over(date) && !duties.iter().any(later)
    }

    /// How long a certificate is valid, and the days that follow from it and from events.
    pub(super) fn afterwards(&self, paper: &mut Paper) {
        let rulebook = self.order.rulebook;
        match &rulebook.validity {
            Some(validity) => {
                let (years, clause) = (validity.years, validity.backing.all_clauses());
                paper.text(words::guide::afterwards::Validity { years, clause }.to_string())
            }
            None => paper.text(words::guide::afterwards::NO_VALIDITY),
        };
        let (duties, undated) = (self.duties(), self.undated());
        if !duties.is_empty() || !undated.is_empty() {
            let mut table = Table::new(&[
                (words::shared::heads::MATTER, 18, Align::Left),
                // A whole day in one line.
                (words::guide::afterwards::heads::SAFE, 22, Align::Centre),
                (words::guide::afterwards::heads::ARGUABLE, 21, Align::Centre),
                (words::shared::heads::REMARKS, 39, Align::Left),
            ]);
            for date in &duties {
                let Some(duty) = rulebook.duties.get(date.place) else { continue };
                let words = self.order.words.get("duty", &duty.id);
                let mut remarks = vec![with_inference(words.text.clone(), words)];
                let missed = self.missed(duty);
                if duty.kind != DutyKind::Opens && self.has_passed(&duties, date) && !missed.is_empty() {
                    remarks.push(words::guide::afterwards::missed(missed));
                }
                if date.provisional {
                    remarks.push(words::shared::PROVISIONAL.to_owned());
                }
                table.row([
                    format!(
                        "{}\n（{}）",
                        guessed(&super::dates::occasion(&words.title, date.occasion, duty.times), date.inferred),
                        duty.backing.all_clauses()
                    ),
                    // An inferred day is never called safe.
                    marked_day(date, duty, self.order.as_of),
                    if date.inferred { NONE.to_owned() } else { values::day(date.arguable) },
                    remarks.join("\n"),
                ]);
            }
            for (duty, event) in undated {
                let words = self.order.words.get("duty", &duty.id);
                table.row([
                    format!("{}\n（{}）", guessed(&words.title, duty.backing.inferred), duty.backing.all_clauses()),
                    words::guide::afterwards::UNDATED.to_owned(),
                    NONE.to_owned(),
                    format!("{}\n{}", with_inference(words.text.clone(), words), self.running(event)),
                ]);
            }
            paper.add(Block::Table(table));
            self.several(paper);
            return;
        }
        for (i, duty) in rulebook.duties.iter().enumerate() {
            let words = self.order.words.get("duty", &duty.id);
            paper.add(Block::Item(
                format!("{}.", i + 1),
                format!(
                    "{}（{}）：{}",
                    words.title,
                    duty.backing.all_clauses(),
                    with_inference(words.text.clone(), words)
                ),
            ));
        }
        if !rulebook.duties.is_empty() {
            paper.remark(words::guide::afterwards::NOTE);
        }
    }
}

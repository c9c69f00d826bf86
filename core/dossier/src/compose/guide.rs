//! The hand-in guide: to whom, how many copies, what comes next, fee, dates, what is usually sent back.

use super::super::enclose::label;
use super::super::paper::{Align, Block, NONE, Paper, Table, chinese_number};
use super::say::{guessed, inference, with_inference};
use super::sentences::About;
use super::{Draft, NOTICE, values};
use crate::words;
use crate::words::shared::NOT_PUBLISHED;
use ziping_assess::Outcome;
use ziping_regime::{Basis, Document, DurationUnit, Duty, Element, EntryKind, SentencePart, Status, Step};
use ziping_rules::fact::format_fixed;
use ziping_rules::rule::Truth;

/// The guide.
pub(in super::super) fn guide(draft: &Draft<'_>, files: &[&str]) -> Paper {
    let mut paper = Paper::new(words::guide::document(&draft.regime().title));
    paper.add(Block::Title(words::guide::TITLE.to_owned()));
    paper.add(Block::Subtitle(draft.regime().title.clone()));
    paper.add(Block::Subtitle(NOTICE.to_owned()));
    let mut number = 0;
    let mut chapter = |paper: &mut Paper, title: &str| {
        number += 1;
        paper.heading(format!("{}、{title}", chinese_number(number)));
    };
    chapter(&mut paper, words::guide::chapters::REMARKS);
    draft.remarks(&mut paper);
    chapter(&mut paper, words::guide::chapters::HANDED_IN);
    draft.handed_in(&mut paper);
    chapter(&mut paper, words::guide::chapters::STEPS);
    draft.procedure_table(&mut paper);
    draft.task_table(&mut paper);
    chapter(&mut paper, words::guide::chapters::FEES);
    draft.fees(&mut paper);
    chapter(&mut paper, words::guide::chapters::AFTERWARDS);
    draft.afterwards(&mut paper);
    // A letter encloses what belongs to its matter, not the papers of an application.
    if draft.assesses() {
        chapter(&mut paper, words::guide::chapters::SENT_BACK);
        draft.sent_back(&mut paper);
    }
    chapter(&mut paper, words::guide::chapters::UNPUBLISHED);
    draft.unpublished(&mut paper);
    chapter(&mut paper, words::guide::chapters::FILES);
    for (i, file) in files.iter().enumerate() {
        paper.add(Block::Item(format!("{}.", i + 1), (*file).to_owned()));
    }
    paper
}

/// A published duration.
fn duration(step: &Step) -> String {
    step.duration.map_or_else(
        || NOT_PUBLISHED.to_owned(),
        |(count, unit)| {
            let within = if step.within { words::guide::duration::WITHIN } else { "" };
            match unit {
                DurationUnit::WorkingDays => words::guide::duration::WorkingDays { count, within }.to_string(),
                DurationUnit::Days => words::guide::duration::Days { count, within }.to_string(),
                DurationUnit::Months => words::guide::duration::Months { count, within }.to_string(),
            }
        },
    )
}

impl Draft<'_> {
    fn remarks(&self, paper: &mut Paper) {
        let regime = self.regime();
        if let Some(standing) = self.standing() {
            paper.text(standing);
        }
        let whose = self.rules_of_host();
        let issuer_took_no_part = if whose.is_none() { words::guide::remarks::NO_PART } else { "" };
        if let Some(whose) = whose {
            paper.text(whose);
        }
        if self.order.rulebook.status == Status::Undated {
            paper.text(words::guide::remarks::UNDATED);
        }
        let over = self.order.rulebook.status.is_over();
        let number_and_issuer =
            [self.named("number"), self.named("issuer")].into_iter().filter(|said| !said.is_empty());
        let basis = words::guide::remarks::Basis {
            document: self.named("document"),
            number_and_issuer: number_and_issuer.collect::<Vec<_>>().join("，"),
            day: values::day(self.order.as_of),
            issuer_took_no_part,
            latest: if over { "" } else { words::guide::remarks::LATEST },
        };
        paper.text(basis.to_string());
        if let Some(tables) = self.overlays_used() {
            paper.text(tables);
        }
        if !regime.help.is_empty() {
            paper.text(regime.help.clone());
        }
        // How a grade comes about is nothing to a letter.
        if !regime.inferred.is_empty() && self.assesses() {
            paper.text(inference(regime));
        }
        let elements = if self.assesses() { self.order.rulebook.elements() } else { &[] };
        // What a table works out is no guess of the kit's any more.
        let is_guess = |element: &&Element| element.backing.inferred && element.basis == Basis::Typed;
        for element in elements.iter().filter(is_guess) {
            let words = self.order.words.get(self.order.rulebook.grade.kind(), self.fact_id(element.fact));
            paper.text(format!("{}：{}", words.title, inference(words)));
        }
        if let Some(unfit) = self.unfit() {
            paper.text(unfit);
        }
        if let Some(beyond) = self.beyond() {
            paper.text(beyond);
        }
        self.when_due(paper);
        if !self.order.forms.is_empty() {
            let names: Vec<&str> = self.order.forms.iter().map(|form| form.name).collect();
            let names = if self.order.redact.names { String::new() } else { format!("（{}）", names.join("、")) };
            paper.text(words::guide::remarks::own_form(names));
        }
        if self.order.redact.any() {
            paper.text(words::guide::remarks::REDACTED);
        }
    }

    /// That one may not apply, or does not know yet, and by which clauses; nothing where nobody can apply any more.
    fn unfit(&self) -> Option<String> {
        if !self.assesses() || self.order.rulebook.status.is_over() {
            return None;
        }
        let clauses = |wanted: Outcome| {
            let mut clauses: Vec<&str> = Vec::new();
            for (condition, _) in self.eligibility(wanted) {
                let clause = condition.backing.clause();
                if !clauses.contains(&clause) {
                    clauses.push(clause);
                }
            }
            clauses.join("、")
        };
        match self.findings.assessment().eligible {
            Truth::True => None,
            Truth::False => Some(words::guide::remarks::not_eligible(clauses(Outcome::False))),
            Truth::Unknown => Some(words::guide::remarks::eligibility_open(clauses(Outcome::Unknown))),
        }
    }

    /// The papers of the procedure.
    fn documents(&self) -> impl Iterator<Item = &Document> {
        let procedure = self.procedure().to_owned();
        self.order.rulebook.documents.iter().filter(move |document| document.is_of(&procedure))
    }

    /// In how many copies proof is handed in, where that is published.
    pub(super) fn copies_of_proof(&self) -> Option<u16> {
        self.documents().filter(|document| !document.form).find_map(|document| document.copies)
    }

    fn handed_in(&self, paper: &mut Paper) {
        let mut table = Table::new(&[
            (words::shared::heads::NUMBER, 7, Align::Centre),
            (words::guide::handed_in::heads::PAPER, 17, Align::Left),
            (words::guide::handed_in::heads::TO, 15, Align::Left),
            (words::guide::handed_in::heads::COPIES, 11, Align::Centre),
            (words::shared::heads::CLAUSE, 14, Align::Centre),
            (words::shared::heads::REMARKS, 36, Align::Left),
        ]);
        for (i, document) in self.documents().enumerate() {
            let words = self.order.words.get("document", &document.id);
            let to = self.recipient(document);
            table.row([
                (i + 1).to_string(),
                guessed(&words.title, document.backing.inferred),
                to.unwrap_or_else(|| NOT_PUBLISHED.to_owned()),
                document.copies.map_or_else(|| NOT_PUBLISHED.to_owned(), words::guide::handed_in::copies),
                document.backing.all_clauses(),
                with_inference(format!("{}\n{}", words.text, words.help).trim().to_owned(), words),
            ]);
        }
        if table.rows.is_empty() {
            paper.text(words::guide::handed_in::NOTHING);
        } else {
            paper.add(Block::Table(table));
        }
        let advice = self.sentences(SentencePart::Advice, About::default());
        if !advice.is_empty() {
            paper.subheading(words::guide::handed_in::ADVICE);
        }
        for (i, said) in advice.into_iter().enumerate() {
            paper.add(Block::Item(format!("{}.", i + 1), said));
        }
        self.handed_in_at_host(paper);
    }

    /// How long a step may take; a step by which a day of the certificate is met is told to stand among those days.
    fn limit(&self, step: &Step) -> String {
        let shares_clause =
            |duty: &Duty| duty.backing.clauses.iter().any(|clause| step.backing.clauses.contains(clause));
        let mut duties = self.order.rulebook.duties.iter().filter(|duty| duty.offset.is_some());
        let is_of_step =
            |duty: &Duty| duty.procedures.iter().any(|of| step.procedures.contains(of)) && shares_clause(duty);
        if step.duration.is_none() && step.actor == "applicant" && duties.any(is_of_step) {
            return words::guide::duration::among_dates(words::guide::chapters::AFTERWARDS);
        }
        duration(step)
    }

    fn procedure_table(&self, paper: &mut Paper) {
        let mut table = Table::new(&[
            (words::shared::heads::NUMBER, 7, Align::Centre),
            (words::guide::steps::heads::STEP, 15, Align::Left),
            (words::guide::steps::heads::ACTOR, 14, Align::Left),
            (words::guide::steps::heads::DURATION, 14, Align::Centre),
            (words::shared::heads::CLAUSE, 14, Align::Centre),
            (words::shared::heads::REMARKS, 36, Align::Left),
        ]);
        for (i, step) in self.steps().into_iter().enumerate() {
            let words = self.order.words.get("step", &step.id);
            table.row([
                (i + 1).to_string(),
                guessed(&words.title, step.backing.inferred),
                self.acting(&step.actor, step.inferred_actor),
                self.limit(step),
                step.backing.all_clauses(),
                with_inference(self.told(step), words),
            ]);
        }
        if table.rows.is_empty() {
            paper.text(words::guide::steps::NONE);
        } else {
            paper.add(Block::Table(table));
        }
    }

    fn fees(&self, paper: &mut Paper) {
        if self.order.rulebook.fees.is_empty() {
            let over = self.order.rulebook.status.is_over();
            let ask = if over { "" } else { words::guide::fees::ASK };
            paper.text(words::guide::fees::unpublished(ask));
            return;
        }
        if !self.assesses() {
            paper.text(words::guide::fees::OF_ALL);
        }
        let mut table = Table::new(&[
            (words::guide::fees::heads::FEE, 24, Align::Left),
            (words::guide::fees::heads::AMOUNT, 16, Align::Right),
            (words::shared::heads::CLAUSE, 15, Align::Centre),
            (words::shared::heads::REMARKS, 45, Align::Left),
        ]);
        for fee in &self.order.rulebook.fees {
            let words = self.order.words.get("fee", &fee.id);
            let amount = match fee.amount {
                None => NOT_PUBLISHED.to_owned(),
                Some(0) => words::guide::fees::FREE.to_owned(),
                Some(fen) => words::guide::fees::amount(format_fixed(fen, 2)),
            };
            table.row([
                words.title.clone(),
                amount,
                fee.backing.all_clauses(),
                with_inference(format!("{}{}", words.text, words.help), words),
            ]);
        }
        paper.add(Block::Table(table));
    }

    fn sent_back(&self, paper: &mut Paper) {
        let mut table = Table::new(&[
            (words::guide::sent_back::heads::PAPER, 32, Align::Left),
            (words::guide::sent_back::heads::REASONS, 68, Align::Left),
        ]);
        for (i, needed) in self.papers.iter().enumerate() {
            let words = self.order.words.get("evidence", needed.paper);
            if !words.sent_back.is_empty() {
                table.row([format!("{}　{}", label(i + 1), words.title), words.sent_back.join("；")]);
            }
        }
        if table.rows.is_empty() {
            paper.text(NONE);
        } else {
            paper.add(Block::Table(table));
        }
    }

    fn unpublished(&self, paper: &mut Paper) {
        let gaps = self.order.rulebook.entries.iter().filter(|entry| entry.kind == EntryKind::Gap);
        let mut any = false;
        for (i, gap) in gaps.enumerate() {
            any = true;
            let words = self.order.words.get("gap", &gap.id);
            paper.add(Block::Item(
                format!("{}.", i + 1),
                format!("{}（{}）：{}{}", words.title, gap.backing.all_clauses(), words.text, words.help),
            ));
        }
        match self.overlays_named() {
            _ if !any => {
                paper.text(NONE);
            }
            Some(tables) => {
                paper.text(words::guide::unpublished::beside_tables(tables));
            }
            None => {}
        }
    }
}

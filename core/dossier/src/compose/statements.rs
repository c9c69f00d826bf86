//! Each condition, cap and ground: what is required, what the organisation states, what follows from it.

use super::super::paper::TO_FILL;
use super::finances::{MoneyUnit, ends};
use super::say::{apart, caught, freed, met};
use super::sentences::About;
use super::{Draft, values};
use crate::words;
use ziping_assess::{Finding, Inconsistency, Outcome};
use ziping_regime::{Backing, ConditionKind, FigureValue, SentencePart};
use ziping_rules::fact::{FactIx, Range, Value};
use ziping_rules::rule::{Context, Moment, NoTrace, Test, Truth, Unit, evaluate, facts_of, number};

/// A line of the condition table.
pub(super) struct Statement {
    /// Which part of the rules.
    pub(super) part: Part,
    pub(super) title: String,
    /// Clauses, the one cited first.
    pub(super) clauses: Vec<String>,
    pub(super) requirement: String,
    pub(super) stated: String,
    pub(super) outcome: String,
    pub(super) open: bool,
    /// It is open because of facts that are not answered.
    pub(super) facts_open: bool,
    pub(super) failed: bool,
    /// It rests on figures that cannot be right as they are.
    pub(super) contradicted: bool,
    /// What decided it, beyond what is stated anyway.
    pub(super) because: Vec<String>,
    /// Numbers of the evidence index.
    pub(super) papers: String,
    /// Who gets the papers that are still to come, and by when.
    pub(super) task: (String, String),
    /// Readings, inferences, dates; may be empty.
    pub(super) remarks: String,
    /// Doubts about the text: title and what it is.
    pub(super) doubts: Vec<(String, String)>,
}

/// Parts of the condition table, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// May one apply.
    Eligibility,
    /// Part of the grade.
    Requirement,
    /// Decides the level of an aspect.
    Level,
    /// Caps the grade.
    Cap,
    /// Opens the range down to the lowest outcome.
    Ground,
}

impl Part {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Eligibility => words::conditions::parts::ELIGIBILITY,
            Self::Requirement => words::conditions::parts::REQUIREMENTS,
            Self::Level => words::conditions::parts::LEVELS,
            Self::Cap => words::conditions::parts::CAPS,
            Self::Ground => words::conditions::parts::GROUNDS,
        }
    }
}

/// What a statement is about.
struct Subject<'s> {
    part: Part,
    kind: &'static str,
    id: &'s str,
    backing: &'s Backing,
    when: &'s Test,
    applies: Option<&'s Test>,
    finding: &'s Finding,
}

fn joined(lines: &[String], nothing: &str) -> String {
    if lines.is_empty() { nothing.to_owned() } else { lines.join("\n") }
}

impl Draft<'_> {
    /// All statements, in the order of the rule book.
    pub(super) fn statements(&self) -> Vec<Statement> {
        let rulebook = self.order.rulebook;
        let relaxable = self.findings.assessment().relaxable(rulebook);
        let mut all = Vec::new();
        for (condition, finding) in rulebook.conditions.iter().zip(&self.findings.assessment().conditions) {
            let part = match condition.kind {
                ConditionKind::Eligibility => Part::Eligibility,
                ConditionKind::Requirement => Part::Requirement,
            };
            let mut statement = self.statement(&Subject {
                part,
                kind: "condition",
                id: &condition.id,
                backing: &condition.backing,
                when: &condition.when,
                applies: condition.applies.as_ref(),
                finding,
            });
            // What rests on figures that cannot be right is not stated as if it held.
            statement.outcome = match finding.outcome {
                Outcome::True if statement.contradicted => words::conditions::statements::CONTRADICTORY.to_owned(),
                outcome => met(outcome).to_owned(),
            };
            statement.failed = finding.outcome == Outcome::False;
            if relaxable.contains(&finding.place) {
                let clause = rulebook.grade.backing.clause();
                statement
                    .remark(&self.sentences(SentencePart::Relaxable, About { clause, ..About::default() }).concat());
            }
            all.push(statement);
        }
        for (cap, found) in rulebook.caps.iter().zip(&self.findings.assessment().caps) {
            let subject = Subject {
                part: Part::Cap,
                kind: "cap",
                id: &cap.id,
                backing: &cap.backing,
                when: &cap.when,
                applies: None,
                finding: &found.finding,
            };
            let mut statement = self.statement(&subject);
            statement.failed = found.finding.outcome == Outcome::True;
            statement.outcome = match found.finding.outcome {
                Outcome::True if found.lowers > 0 => words::conditions::statements::lowers(found.lowers),
                Outcome::True => words::conditions::statements::limits(apart(self.outcome(found.limit))),
                outcome => caught(outcome).to_owned(),
            };
            if let Some((arguable, safe)) = found.free {
                let freed = if cap.lowers > 0 { freed(cap) } else { words::conditions::statements::NO_LONGER_LIMITED };
                let days = self.speaker.from_days(safe, arguable);
                statement.remark(&words::conditions::statements::Free { days, freed }.to_string());
            }
            all.push(statement);
        }
        for (ground, finding) in rulebook.grounds.iter().zip(&self.findings.assessment().grounds) {
            let subject = Subject {
                part: Part::Ground,
                kind: "ground",
                id: &ground.id,
                backing: &ground.backing,
                when: &ground.when,
                applies: None,
                finding,
            };
            let mut statement = self.statement(&subject);
            statement.failed = finding.outcome == Outcome::True;
            caught(finding.outcome).clone_into(&mut statement.outcome);
            all.push(statement);
        }
        all
    }

    /// What decides the levels of aspects, where conditions do: each with its level, the lowest of an aspect first.
    pub(super) fn level_statements(&self) -> Vec<Statement> {
        let mut all = Vec::new();
        for (aspect, found) in self.order.rulebook.elements().iter().zip(&self.findings.assessment().elements) {
            for (rule, finding) in aspect.level_rules().iter().zip(&found.levels) {
                // Papers are said of the aspect as a whole.
                let backing = Backing { clauses: vec![rule.clause.clone()], ..Backing::default() };
                let mut statement = self.statement(&Subject {
                    part: Part::Level,
                    kind: "level",
                    id: &rule.id,
                    backing: &backing,
                    when: &rule.when,
                    applies: None,
                    finding,
                });
                statement.title = format!("{}：{}", self.outcome(rule.level), statement.title);
                statement.papers = self.numbers(&aspect.backing);
                met(finding.outcome).clone_into(&mut statement.outcome);
                statement.failed = finding.outcome == Outcome::False;
                all.push(statement);
            }
        }
        all
    }

    fn statement(&self, subject: &Subject<'_>) -> Statement {
        let words = self.order.words.get(subject.kind, subject.id);
        let open = subject.finding.outcome == Outcome::Unknown;
        let mut statement = Statement {
            part: subject.part,
            title: words.title.clone(),
            clauses: subject.backing.clauses.clone(),
            requirement: words.text.clone(),
            stated: self.stated(subject),
            outcome: String::new(),
            open,
            facts_open: open && !subject.finding.open.is_empty(),
            failed: false,
            contradicted: false,
            because: Vec::new(),
            papers: self.numbers(subject.backing),
            task: self.task(subject.backing),
            remarks: String::new(),
            doubts: Vec::new(),
        };
        let because = self.because(subject.finding).into_iter();
        statement.because = because.filter(|line| !statement.stated.split('\n').any(|stated| stated == line)).collect();
        if open {
            // The remark below names them.
            let open_facts = subject
                .finding
                .open
                .iter()
                .map(|fact| words::conditions::statements::unanswered(self.fact_title(*fact)));
            let named: Vec<String> = open_facts.collect();
            statement.because.retain(|line| !named.contains(line));
        }
        if subject.backing.inferred {
            statement.remark(&super::say::inference(words));
        }
        if open && !subject.finding.readings.is_empty() {
            statement.remark(&words::conditions::statements::readings(self.readings(subject.finding)));
        }
        if open && !subject.finding.open.is_empty() {
            statement.remark(&self.lacking(&subject.finding.open));
        }
        statement.contradicted = self.contradicted(subject);
        if statement.contradicted {
            statement.remark(&words::conditions::statements::contradicted(words::shared::SEE_PLAN));
        }
        for note in &subject.backing.notes {
            let note = self.order.words.get("note", note);
            statement.doubts.push((note.title.clone(), note.text.clone()));
        }
        statement
    }

    /// Whether what a condition looks at cannot be right as it is answered.
    fn contradicted(&self, subject: &Subject<'_>) -> bool {
        let mut facts: Vec<FactIx> = Vec::new();
        facts_of(subject.when, &mut facts);
        let wrong = self.conflicts.iter().filter(|conflict| conflict.is_error());
        wrong.flat_map(Inconsistency::facts).any(|fact| facts.contains(&fact))
    }

    /// The answers that a condition looks at. What is not answered is asked for only while it keeps the outcome open.
    fn stated(&self, subject: &Subject<'_>) -> String {
        let mut facts: Vec<FactIx> = Vec::new();
        facts_of(subject.when, &mut facts);
        if let Some(applies) = subject.applies {
            facts_of(applies, &mut facts);
        }
        let mut lines: Vec<String> = Vec::new();
        for fact in &facts {
            let answered = self.findings.sheet.get(*fact).is_some();
            let value = match self.worked_out(*fact) {
                Some(value) => words::conditions::statements::by_annex(value),
                None if answered || subject.finding.open.contains(fact) => self.brief(*fact),
                None => continue,
            };
            let line = format!("{}：{value}", self.fact_title(*fact));
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        // Figures that a table gives are in the reasons.
        let lines = if lines.is_empty() { self.because(subject.finding) } else { lines };
        joined(&lines, TO_FILL)
    }

    /// What a filled table gives for a fact: it counts, whatever is typed beside it.
    pub(super) fn worked_out(&self, fact: FactIx) -> Option<String> {
        let library = self.order.library;
        let derived = library.derived.iter().find(|derived| derived.fact == fact)?;
        self.findings.sheet.get(derived.table)?;
        let moment = Moment::new(self.order.as_of, &library.windows);
        let context = Context::new(&self.findings.sheet, &moment);
        let value = match &derived.value {
            FigureValue::Number(expression, Unit::Money) if !self.order.redact.amounts => {
                values::money(&self.speaker, number(expression, &context, &mut NoTrace))
            }
            FigureValue::Number(_, Unit::Money) => values::HIDDEN.to_owned(),
            FigureValue::Number(expression, Unit::Count) => values::count(number(expression, &context, &mut NoTrace)),
            FigureValue::Number(expression, Unit::Score) => values::points(number(expression, &context, &mut NoTrace)),
            FigureValue::Test(test) => match evaluate(test, &context, &mut NoTrace) {
                Truth::True => values::yes(true).to_owned(),
                Truth::False => values::yes(false).to_owned(),
                Truth::Unknown => words::shared::outcomes::OPEN.to_owned(),
            },
            FigureValue::Share(..) => return None,
        };
        Some(value)
    }

    /// An answer in one line: of money by year, the years that count.
    pub(in super::super) fn brief(&self, fact: FactIx) -> String {
        if self.hidden(fact) || !self.is_yearly(fact) {
            return self.answer(fact);
        }
        // Years stand beside each other in one unit: where one of them is not whole in 万元, all are written in 元.
        let known = self.fiscal_years().into_iter().filter_map(|year| self.amount_in(fact, year));
        let unit = MoneyUnit::of(known.flat_map(ends));
        let amount = |year: i32| match self.amount_in(fact, year) {
            Some(amount) => values::range(amount, |fen| format!("{}{}", unit.write(fen), unit.name())),
            None => self.in_year(fact, year),
        };
        self.fiscal_years().map(|year| words::values::InYear { year, amount: amount(year) }.to_string()).join("，")
    }

    /// What is answered to a fiscal year, where it may be shown.
    fn amount_in(&self, fact: FactIx, year: i32) -> Option<Range> {
        match self.shown.get(fact) {
            Some(Value::Yearly(years)) => years.iter().find(|(known, _)| *known == year).map(|(_, amount)| *amount),
            _ => None,
        }
    }

    /// An amount of a fiscal year.
    pub(in super::super) fn in_year(&self, fact: FactIx, year: i32) -> String {
        if self.hidden(fact) && self.order.sheet.get(fact).is_some() {
            return values::HIDDEN.to_owned();
        }
        match self.shown.get(fact) {
            Some(Value::Yearly(years)) => years
                .iter()
                .find(|(known, _)| *known == year)
                .map_or_else(|| TO_FILL.to_owned(), |(_, amount)| values::money(&self.speaker, *amount)),
            _ => TO_FILL.to_owned(),
        }
    }
}

impl Statement {
    fn remark(&mut self, remark: &str) {
        if remark.is_empty() {
            return;
        }
        if !self.remarks.is_empty() {
            self.remarks.push('\n');
        }
        self.remarks.push_str(remark);
    }
}

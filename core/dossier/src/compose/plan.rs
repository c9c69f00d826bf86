//! The gap and improvement plan: what is missing for the target, by when, who.

use super::super::paper::FormRow::{Pair, Wide};
use super::super::paper::{Align, Block, NONE, Paper, TO_FILL, Table, chinese_number};
use super::say::{apart, freed};
use super::statements::{Part, Statement};
use super::{Draft, NOTICE, values};
use crate::words;
use ziping_assess::{GradeRange, HorizonStep, Inconsistency, Mode};
use ziping_regime::{Band, Element, Model};
use ziping_rules::fact::{FactIx, Range};
use ziping_rules::rule::score::{Points, Ratio};
use ziping_rules::rule::{Truth, Unit};

/// The plan.
pub(in super::super) fn plan(draft: &Draft<'_>) -> Paper {
    let mut paper = Paper::new(words::plan::document(&draft.regime().title));
    paper.add(Block::Title(words::plan::TITLE.to_owned()));
    paper.add(Block::Subtitle(draft.regime().title.clone()));
    paper.add(Block::Subtitle(
        words::shared::DayAndNotice { day: values::day(draft.order.as_of), notice: NOTICE }.to_string(),
    ));
    let mut number = 0;
    let mut chapter = |paper: &mut Paper, title: &str| {
        number += 1;
        paper.heading(format!("{}、{title}", chinese_number(number)));
    };
    chapter(&mut paper, words::plan::chapters::STATE);
    draft.state(&mut paper);
    chapter(&mut paper, words::plan::chapters::GAPS);
    draft.gaps(&mut paper);
    chapter(&mut paper, words::plan::chapters::WAYS);
    draft.ways(&mut paper);
    chapter(&mut paper, words::plan::chapters::TIME);
    draft.time(&mut paper);
    if !draft.conflicts.is_empty() {
        chapter(&mut paper, words::plan::chapters::DISAGREEMENTS);
        draft.disagreements(&mut paper);
    }
    chapter(&mut paper, words::plan::chapters::REALISATION);
    paper.add(Block::Form(vec![
        Pair([
            (words::shared::realisation::LEADER.to_owned(), TO_FILL.to_owned()),
            (words::shared::realisation::APPROVER.to_owned(), TO_FILL.to_owned()),
        ]),
        Pair([
            (words::shared::realisation::NEXT_CHECK.to_owned(), TO_FILL.to_owned()),
            (
                words::plan::realisation::HAND_IN.to_owned(),
                draft.order.hand_in.map_or_else(|| TO_FILL.to_owned(), values::day),
            ),
        ]),
    ]));
    paper
}

impl Draft<'_> {
    fn state(&self, paper: &mut Paper) {
        let eligible = match self.findings.assessment().eligible {
            Truth::True => words::shared::outcomes::MET,
            Truth::False => words::shared::outcomes::NOT_MET,
            Truth::Unknown => words::shared::outcomes::OPEN,
        };
        let label = str::to_owned;
        let mut form = vec![Wide(label(words::plan::state::ORGANISATION), self.name())];
        form.extend(self.level().map(|level| Wide(label(words::shared::labels::LEVEL), level)));
        form.extend([Pair([
            (label(words::shared::labels::RESULT), self.outcomes(self.findings.assessment().grade)),
            (label(words::plan::state::AIM), self.outcome(self.target).to_owned()),
        ])]);
        // Where nothing is asked of who applies, nothing is said of it.
        let eligible = self
            .order
            .rulebook
            .has_eligibility()
            .then(|| (label(words::shared::labels::ELIGIBLE), eligible.to_owned()));
        let score = self.total().map(|score| (label(words::shared::labels::SCORE), values::exact_points(score)));
        form.extend(match (eligible, score) {
            (Some(eligible), Some(score)) => Some(Pair([eligible, score])),
            (Some((label, said)), None) | (None, Some((label, said))) => Some(Wide(label, said)),
            (None, None) => None,
        });
        paper.add(Block::Form(form));
        if let Some(standing) = self.standing() {
            paper.remark(standing);
        }
        if let Some(whose) = self.rules_of_host() {
            paper.remark(whose);
        }
        if let Some(beyond) = self.beyond() {
            paper.remark(beyond);
        }
        if self.target <= self.findings.assessment().grade.worst && self.findings.assessment().eligible == Truth::True {
            paper.text(words::plan::state::REACHED);
        }
    }

    fn gaps(&self, paper: &mut Paper) {
        let mut table = Table::new(&[
            (words::shared::heads::NUMBER, 7, Align::Centre),
            (words::shared::heads::MATTER, 24, Align::Left),
            (words::plan::gaps::heads::STATE, 33, Align::Left),
            (words::plan::gaps::heads::STATUS, 12, Align::Centre),
            (words::shared::heads::OWNER, 12, Align::Centre),
            (words::plan::gaps::heads::DUE, 12, Align::Centre),
        ]);
        let statements = self.statements();
        // What only contradicts itself is to be cleared up as well.
        let gap = |statement: &&Statement| statement.failed || statement.open || statement.contradicted;
        for (i, statement) in statements.iter().filter(gap).enumerate() {
            // What is stated says it where nothing else does.
            let mut lines = statement.because.clone();
            if lines.is_empty() && !statement.facts_open {
                lines.push(statement.stated.clone());
            }
            // The chapter that remarks refer to stands in this paper.
            let here = || statement.remarks.replace(words::shared::SEE_PLAN, words::plan::gaps::SEE_BELOW);
            lines.extend((!statement.remarks.is_empty()).then(here));
            table.row([
                (i + 1).to_string(),
                format!("{}\n（{}）", statement.title, statement.clauses.join("、")),
                lines.join("\n"),
                match (statement.failed, statement.part) {
                    (false, _) if !statement.open => words::plan::gaps::status::TO_CORRECT,
                    (false, _) => words::shared::outcomes::OPEN,
                    (true, Part::Eligibility | Part::Requirement | Part::Level) => {
                        words::plan::gaps::status::NOT_REACHED
                    }
                    (true, Part::Cap | Part::Ground) => words::shared::outcomes::CAUGHT,
                }
                .to_owned(),
                statement.task.0.clone(),
                statement.task.1.clone(),
            ]);
        }
        for row in self.short_of_target() {
            let number = (table.rows.len() + 1).to_string();
            let [what, state, status] = row;
            table.row([number, what, state, status, TO_FILL.to_owned(), TO_FILL.to_owned()]);
        }
        if table.rows.is_empty() {
            let rulebook = self.order.rulebook;
            let breaches = !rulebook.caps.is_empty() || !rulebook.grounds.is_empty();
            let aims = match rulebook.grade.model {
                Model::Scored { .. } => words::plan::gaps::POINTS_REACHED,
                Model::Aspects { .. } => words::plan::gaps::LEVELS_REACHED,
                Model::Met { .. } => "",
            };
            let breaches = if breaches { words::plan::gaps::NO_BREACHES } else { "" };
            paper.text(words::plan::gaps::Nothing { breaches, aims }.to_string());
        } else {
            paper.add(Block::Table(table));
        }
    }

    /// Elements and aspects that are open or too low for the target: what it is, how it stands, its state.
    fn short_of_target(&self) -> Vec<[String; 3]> {
        match &self.order.rulebook.grade.model {
            Model::Scored { elements, bands } => self.low_scores(elements, bands),
            Model::Aspects { aspects, .. } => self.low_levels(aspects),
            Model::Met { .. } => Vec::new(),
        }
    }

    fn low_scores(&self, elements: &[Element], bands: &[Band]) -> Vec<[String; 3]> {
        let mut rows = Vec::new();
        let wanted = bands.iter().find(|band| band.outcome == self.target).map(|band| band.from);
        let total = self.findings.assessment().score.unwrap_or(Range::exactly(0));
        let short = wanted.filter(|wanted| total.low < *wanted);
        if let Some(wanted) = short {
            let state = self.total().map_or_else(|| values::points(total), values::exact_points);
            let never = total.high < wanted;
            rows.push([
                words::shared::labels::TOTAL.to_owned(),
                words::plan::gaps::scores::Total {
                    state,
                    outcome: self.outcome(self.target),
                    wanted: values::points(Range::exactly(wanted)),
                }
                .to_string(),
                if never { words::plan::gaps::status::NOT_REACHED } else { words::shared::outcomes::OPEN }.to_owned(),
            ]);
        }
        for (element, found) in elements.iter().zip(&self.findings.assessment().elements) {
            let most = values::points(Range::exactly(element.max));
            let now = Self::points_of(found).map(values::exact_points);
            let (state, status) = if let Some(now) = now {
                if found.range.low < found.range.high {
                    (words::plan::gaps::scores::Open { now, most }.to_string(), words::shared::outcomes::OPEN)
                } else if short.is_some() && found.range.high < element.max {
                    let top = found.exact.map_or(Ratio::fixed(found.range.high, 1), |exact| exact.high);
                    let room = Ratio::fixed(element.max, 1).minus(top).unwrap_or(Ratio::ZERO);
                    let room = values::exact_points(Points::exactly(room));
                    (
                        words::plan::gaps::scores::Room { now, most, room }.to_string(),
                        words::plan::gaps::status::CAN_RISE,
                    )
                } else {
                    continue;
                }
            } else {
                (words::plan::gaps::scores::blank(most), words::shared::outcomes::OPEN)
            };
            rows.push([self.cited(element), state, status.to_owned()]);
        }
        rows
    }

    fn low_levels(&self, aspects: &[Element]) -> Vec<[String; 3]> {
        let mut rows = Vec::new();
        for (aspect, found) in aspects.iter().zip(&self.findings.assessment().elements) {
            let place = |level: i64| u8::try_from(level).unwrap_or(u8::MAX);
            let range = GradeRange { worst: place(found.range.low), best: place(found.range.high) };
            if range.worst >= self.target {
                continue;
            }
            let target = apart(self.outcome(self.target));
            let state = if found.answered {
                words::plan::gaps::levels::Now { now: apart(&self.outcomes(range)), target }.to_string()
            } else {
                words::plan::gaps::levels::blank(target)
            };
            let status = if range.best < self.target {
                words::plan::gaps::status::NOT_REACHED
            } else {
                words::shared::outcomes::OPEN
            };
            rows.push([self.cited(aspect), state, status.to_owned()]);
        }
        rows
    }

    /// An element or aspect with its clause.
    fn cited(&self, element: &Element) -> String {
        format!("{}\n（{}）", self.fact_title(element.fact), element.backing.clause())
    }

    /// What stands in the way, by its title.
    pub(super) fn blocker(&self, id: &str) -> String {
        self.speaker.named(id).unwrap_or(words::plan::time::OVERLAY_CONDITION).to_owned()
    }

    fn time(&self, paper: &mut Paper) {
        let mut table = Table::new(&[
            (words::plan::time::heads::FROM, 27, Align::Centre),
            (words::shared::labels::RESULT, 21, Align::Centre),
            (words::plan::time::heads::CHANGED, 26, Align::Left),
            (words::plan::time::heads::HELD, 26, Align::Left),
        ]);
        // A day on which nothing changes is no row of its own: what it rests on stands with the row before.
        let mut shown: Vec<HorizonStep> = Vec::new();
        for step in self.findings.horizon(Mode::Held) {
            match shown.last_mut() {
                Some(before) if before.range == step.range && step.changed.is_empty() => {
                    let new = step.assumes.iter().filter(|fact| !before.assumes.contains(fact)).copied();
                    let new: Vec<FactIx> = new.collect();
                    before.assumes.extend(new);
                }
                _ => shown.push(step.clone()),
            }
        }
        for step in &shown {
            let changed: Vec<String> = step.changed.iter().map(|id| self.blocker(id)).collect();
            table.row([
                values::day(step.from),
                self.outcomes(step.range),
                if changed.is_empty() { NONE.to_owned() } else { changed.join("、") },
                self.held(&step.assumes),
            ]);
        }
        paper.add(Block::Table(table));
        paper.remark(words::plan::time::NOTE);
        for (cap, found) in self.order.rulebook.caps.iter().zip(&self.findings.assessment().caps) {
            if let Some((arguable, safe)) = found.free {
                let days = self.speaker.from_days(safe, arguable);
                let free = words::plan::time::Free { cap: self.title("cap", &cap.id), days, freed: freed(cap) };
                paper.remark(free.to_string());
            }
        }
    }

    /// Answers that a later day is reckoned with as they stand.
    fn held(&self, facts: &[FactIx]) -> String {
        if facts.is_empty() {
            return NONE.to_owned();
        }
        let answered = |fact: &FactIx| format!("{}：{}", self.fact_title(*fact), self.brief(*fact));
        facts.iter().map(answered).collect::<Vec<_>>().join("\n")
    }

    fn disagreements(&self, paper: &mut Paper) {
        for (i, conflict) in self.conflicts.iter().enumerate() {
            let said = match conflict {
                Inconsistency::Check(id, ..) => self.order.words.get("check", id).text.clone(),
                Inconsistency::Future(fact, day) => {
                    words::plan::disagreements::Future { fact: self.fact_title(*fact), day: values::day(*day) }
                        .to_string()
                }
                Inconsistency::TableDiffers(fact, table, typed, worked_out) if !self.tells_amount(*fact) => {
                    let unit = self.speaker.unit(*fact);
                    let figure = |figure: Range| values::range(figure, |units| self.speaker.number(units, unit));
                    words::plan::disagreements::TableDiffers {
                        fact: self.fact_title(*fact),
                        typed: figure(*typed),
                        table: self.fact_title(*table),
                        worked_out: figure(*worked_out),
                    }
                    .to_string()
                }
                Inconsistency::TableDiffers(fact, table, ..) | Inconsistency::TableDenies(fact, table) => {
                    words::plan::disagreements::TableDenies {
                        fact: self.fact_title(*fact),
                        table: self.fact_title(*table),
                    }
                    .to_string()
                }
                Inconsistency::OverlayDiffers(_, fact, ..) => {
                    words::plan::disagreements::overlay_differs(self.fact_title(*fact))
                }
            };
            let grave = if conflict.is_error() { words::plan::disagreements::GRAVE } else { "" };
            paper.add(Block::Item(format!("{}.", i + 1), format!("{grave}{said}")));
        }
    }

    /// Whether saying a figure would tell an amount that this export leaves out.
    fn tells_amount(&self, fact: FactIx) -> bool {
        self.order.redact.amounts && self.speaker.unit(fact) == Unit::Money
    }
}

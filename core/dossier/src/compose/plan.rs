//! The gap and improvement plan: what is missing for the target, by when, who.

use super::super::paper::FormRow::{Pair, Wide};
use super::super::paper::{Align, Block, NONE, Paper, TO_FILL, Table, chinese_number};
use super::say::{apart, freed};
use super::statements::{Part, Statement};
use super::{Draft, NOTICE, values};
use ziping_assess::{GradeRange, HorizonStep, Inconsistency, Mode};
use ziping_regime::{Band, Element, Model};
use ziping_rules::fact::{FactIx, Range};
use ziping_rules::rule::score::{Points, Ratio};
use ziping_rules::rule::{Truth, Unit};

/// The plan.
pub(in super::super) fn plan(draft: &Draft<'_>) -> Paper {
    let mut paper = Paper::new(format!("{}差距与改进计划", draft.regime().title));
    paper.add(Block::Title("差距与改进计划".to_owned()));
    paper.add(Block::Subtitle(draft.regime().title.clone()));
    paper.add(Block::Subtitle(format!("评价基准日：{}　　{NOTICE}", values::day(draft.order.as_of))));
    let mut number = 0;
    let mut chapter = |paper: &mut Paper, title: &str| {
        number += 1;
        paper.heading(format!("{}、{title}", chinese_number(number)));
    };
    chapter(&mut paper, "现状与目标");
    draft.state(&mut paper);
    chapter(&mut paper, "尚未达到和尚未确定的事项");
    draft.gaps(&mut paper);
    chapter(&mut paper, "达到目标的途径");
    draft.ways(&mut paper);
    chapter(&mut paper, "时间推移带来的变化");
    draft.time(&mut paper);
    if !draft.conflicts.is_empty() {
        chapter(&mut paper, "填报内容中不一致之处");
        draft.disagreements(&mut paper);
    }
    chapter(&mut paper, "计划的落实");
    paper.add(Block::Form(vec![
        Pair([("牵头负责人".to_owned(), TO_FILL.to_owned()), ("计划批准人".to_owned(), TO_FILL.to_owned())]),
        Pair([("下次复核日期".to_owned(), TO_FILL.to_owned()), ("计划递交日期".to_owned(), TO_FILL.to_owned())]),
    ]));
    paper
}

impl Draft<'_> {
    fn state(&self, paper: &mut Paper) {
        let eligible = match self.findings.assessment().eligible {
            Truth::True => "符合",
            Truth::False => "不符合",
            Truth::Unknown => "待定",
        };
        let label = str::to_owned;
        let mut form = vec![Wide(label("单位名称"), self.name())];
        form.extend(self.level().map(|level| Wide(label("申报等级"), level)));
        form.extend([Pair([
            (label("自评结果"), self.outcomes(self.findings.assessment().grade)),
            (label("改进目标"), self.outcome(self.target).to_owned()),
        ])]);
        // Where nothing is asked of who applies, nothing is said of it.
        let eligible = self.order.rulebook.has_eligibility().then(|| (label("申报资格"), eligible.to_owned()));
        let score = self.total().map(|score| (label("自评总分"), values::exact_points(score)));
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
            paper.text("按现有填报，目标已经可以达到，下列各项供保持和核对。");
        }
    }

    fn gaps(&self, paper: &mut Paper) {
        let mut table = Table::new(&[
            ("序号", 7, Align::Centre),
            ("事项与条款", 24, Align::Left),
            ("现状与说明", 33, Align::Left),
            ("状态", 12, Align::Centre),
            ("责任人", 12, Align::Centre),
            ("完成日期", 12, Align::Centre),
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
            let here = || statement.remarks.replace("见《差距与改进计划》", "见下文“不一致之处”");
            lines.extend((!statement.remarks.is_empty()).then(here));
            table.row([
                (i + 1).to_string(),
                format!("{}\n（{}）", statement.title, statement.clauses.join("、")),
                lines.join("\n"),
                match (statement.failed, statement.part) {
                    (false, _) if !statement.open => "须更正",
                    (false, _) => "待定",
                    (true, Part::Eligibility | Part::Requirement) => "未达到",
                    (true, Part::Cap | Part::Ground) => "有此情形",
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
                Model::Scored { .. } => "，目标所需的得分也已达到",
                Model::Aspects { .. } => "，目标所需的等级也已达到",
                Model::Met { .. } => "",
            };
            let breaches = if breaches { "，没有限制性情形" } else { "" };
            paper.text(format!("没有：各项条件均已符合{breaches}{aims}。"));
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
                "总分".to_owned(),
                format!("现为 {state}；{}须达到 {}", self.outcome(self.target), values::points(Range::exactly(wanted))),
                if never { "未达到" } else { "待定" }.to_owned(),
            ]);
        }
        for (element, found) in elements.iter().zip(&self.findings.assessment().elements) {
            let most = values::points(Range::exactly(element.max));
            let now = Self::points_of(found).map(values::exact_points);
            let (state, status) = if let Some(now) = now {
                if found.range.low < found.range.high {
                    (format!("现为 {now}，满分 {most}"), "待定")
                } else if short.is_some() && found.range.high < element.max {
                    let top = found.exact.map_or(Ratio::fixed(found.range.high, 1), |exact| exact.high);
                    let room = Ratio::fixed(element.max, 1).minus(top).unwrap_or(Ratio::ZERO);
                    let room = values::exact_points(Points::exactly(room));
                    (format!("现为 {now}，满分 {most}，还能再加 {room}"), "可提高")
                } else {
                    continue;
                }
            } else {
                (format!("尚未填写，满分 {most}"), "待定")
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
                format!("现为{}，目标为{target}", apart(&self.outcomes(range)))
            } else {
                format!("尚未填写，目标为{target}")
            };
            let status = if range.best < self.target { "未达到" } else { "待定" };
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
        self.speaker.named(id).unwrap_or("补充规则的条件").to_owned()
    }

    fn time(&self, paper: &mut Paper) {
        let mut table = Table::new(&[
            ("自何日起", 27, Align::Centre),
            ("自评结果", 21, Align::Centre),
            ("发生变化的事项", 26, Align::Left),
            ("以下列回答不变为前提", 26, Align::Left),
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
        paper.remark("注：只计随日期推移而变化的事项，其他填报内容按现状不变；五年以后的变化没有列入。");
        for (cap, found) in self.order.rulebook.caps.iter().zip(&self.findings.assessment().caps) {
            if let Some((arguable, safe)) = found.free {
                let (title, free) = (self.title("cap", &cap.id), freed(cap));
                paper.remark(format!("{title}：{}{free}。", self.speaker.from_days(safe, arguable)));
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
                    format!("{}填写为{}，晚于评价基准日，请核对。", self.fact_title(*fact), values::day(*day))
                }
                Inconsistency::TableDiffers(fact, table, typed, worked_out) if !self.tells_amount(*fact) => {
                    let unit = self.speaker.unit(*fact);
                    format!(
                        "{}填写为{}，按《{}》计算为{}，以表格为准。",
                        self.fact_title(*fact),
                        values::range(*typed, |units| self.speaker.number(units, unit)),
                        self.fact_title(*table),
                        values::range(*worked_out, |units| self.speaker.number(units, unit))
                    )
                }
                Inconsistency::TableDiffers(fact, table, ..) | Inconsistency::TableDenies(fact, table) => {
                    format!("{}与按《{}》计算的不一致，以表格为准。", self.fact_title(*fact), self.fact_title(*table))
                }
                Inconsistency::OverlayDiffers(_, fact, ..) => {
                    format!("{}与所载入的指标表或等级条件计算的不一致，以后者为准。", self.fact_title(*fact))
                }
            };
            let grave = if conflict.is_error() { "【须更正】" } else { "" };
            paper.add(Block::Item(format!("{}.", i + 1), format!("{grave}{said}")));
        }
    }

    /// Whether saying a figure would tell an amount that this export leaves out.
    fn tells_amount(&self, fact: FactIx) -> bool {
        self.order.redact.amounts && self.speaker.unit(fact) == Unit::Money
    }
}

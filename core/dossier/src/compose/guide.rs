//! The hand-in guide: to whom, how many copies, what comes next, fee, dates, what is usually sent back.

use super::super::enclose::label;
use super::super::paper::{Align, Block, NONE, Paper, Table, chinese_number};
use super::say::{guessed, inference, with_inference};
use super::sentences::About;
use super::{Draft, NOTICE, values};
use ziping_assess::{DutyDate, Outcome};
use ziping_base::calendar::Day;
use ziping_regime::{Document, DurationUnit, Duty, DutyKind, EntryKind, SentencePart, Status, Step};
use ziping_rules::fact::format_fixed;
use ziping_rules::rule::Truth;

const NOT_PUBLISHED: &str = "未公布";
const UNDATED: &str =
    "所依据的文件没有载明发布日期，本工具无从核实它从哪一天起适用、现在是否仍然适用，递交前请向主办单位确认。";

/// The guide.
pub(in super::super) fn guide(draft: &Draft<'_>, files: &[&str]) -> Paper {
    let mut paper = Paper::new(format!("{}递交指南", draft.regime().title));
    paper.add(Block::Title("递交指南".to_owned()));
    paper.add(Block::Subtitle(draft.regime().title.clone()));
    paper.add(Block::Subtitle(NOTICE.to_owned()));
    let mut number = 0;
    let mut chapter = |paper: &mut Paper, title: &str| {
        number += 1;
        paper.heading(format!("{}、{title}", chinese_number(number)));
    };
    chapter(&mut paper, "说明");
    draft.remarks(&mut paper);
    chapter(&mut paper, "交什么、交给谁、交几份");
    draft.handed_in(&mut paper);
    chapter(&mut paper, "递交前后的步骤");
    draft.procedure_table(&mut paper);
    draft.task_table(&mut paper);
    chapter(&mut paper, "费用");
    draft.fees(&mut paper);
    chapter(&mut paper, "有效期和以后的日期");
    draft.afterwards(&mut paper);
    // A letter encloses what belongs to its matter, not the papers of an application.
    if draft.assesses() {
        chapter(&mut paper, "材料常被退回的原因（本工具归纳）");
        draft.sent_back(&mut paper);
    }
    chapter(&mut paper, "原文没有载明的事项");
    draft.unpublished(&mut paper);
    chapter(&mut paper, "本材料包的文件");
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
            let within = if step.within { "内" } else { "" };
            match unit {
                DurationUnit::WorkingDays => format!("{count}个工作日{within}"),
                DurationUnit::Days => format!("{count}日{within}"),
                DurationUnit::Months => format!("{count}个月{within}"),
            }
        },
    )
}

/// The day of a duty, with what is to be known of it: that it is worked out, is over, or that from it on one may act.
fn marked_day(date: &DutyDate, duty: &Duty, as_of: Day) -> String {
    let over = date.arguable < as_of;
    let marks = [
        date.inferred.then_some("推算"),
        (over && duty.kind != DutyKind::Opens).then_some("已过"),
        (over && duty.kind == DutyKind::Opens).then_some("已到"),
    ];
    let marks: Vec<&str> = marks.into_iter().flatten().collect();
    let day = values::day(date.safe);
    if marks.is_empty() { day } else { format!("{day}\n（{}）", marks.join("，")) }
}

impl Draft<'_> {
    fn remarks(&self, paper: &mut Paper) {
        let regime = self.regime();
        if let Some(standing) = self.standing() {
            paper.text(standing);
        }
        if let Some(whose) = self.rules_of_host() {
            paper.text(whose);
        }
        if self.order.rulebook.status == Status::Undated {
            paper.text(UNDATED);
        }
        let over = self.order.rulebook.status.is_over();
        paper.text(format!(
            "本材料包依据《{}》（{}）公布的内容整理，评价基准日为{}。主办单位没有参与编制，材料中的结论不代表主办单位的意见{}。",
            self.named("document"),
            [self.named("number"), self.named("issuer")].into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join("，"),
            values::day(self.order.as_of),
            if over { "" } else { "；办理要求以主办单位的最新通知为准" }
        ));
        if !regime.help.is_empty() {
            paper.text(regime.help.clone());
        }
        // How a grade comes about is nothing to a letter.
        if !regime.inferred.is_empty() && self.assesses() {
            paper.text(inference(regime));
        }
        let elements = if self.assesses() { self.order.rulebook.elements() } else { &[] };
        for element in elements.iter().filter(|element| element.backing.inferred) {
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
            paper.text(format!(
                "申请表用主办单位或协会自己的表格{names}，由本工具按答案填写，代替本工具自拟的申请表；递交前请逐项核对。"
            ));
        }
        if self.order.redact.any() {
            paper.text("本材料包为对外提供的隐去版，部分内容已隐去，不能用于递交。");
        }
    }

    /// When the procedure opens or is due, by the dates of the certificate or of the event.
    fn when_due(&self, paper: &mut Paper) {
        for date in self.findings.duties() {
            let Some(duty) = self.order.rulebook.duties.get(date.place) else { continue };
            if !duty.procedures.iter().any(|procedure| procedure == self.procedure()) {
                continue;
            }
            let title = guessed(&self.order.words.get("duty", &duty.id).title, date.inferred);
            let day = if date.safe == date.arguable {
                values::day(date.safe)
            } else {
                format!("{}（按较宽的理解，{}）", values::day(date.safe), values::day(date.arguable))
            };
            let over = date.arguable < self.order.as_of;
            match duty.kind {
                DutyKind::Opens if !over && date.safe > self.order.as_of => paper.text(format!(
                    "{title}：{}。评价基准日还没有到这一天；提前提出是否受理，所依据的文件没有写。",
                    self.speaker.from_days(date.safe, date.arguable)
                )),
                // What comes back each year stands in the table of dates.
                DutyKind::Opens | DutyKind::Yearly => continue,
                DutyKind::Latest | DutyKind::Ends if over => {
                    paper.text(format!("{title}：{day}，已经过了。{}", self.missed(duty)))
                }
                DutyKind::Latest | DutyKind::Ends => paper.text(format!("{title}：{day}。")),
            };
        }
    }

    /// What follows once the day of a duty has passed, and what is to be done.
    fn missed(&self, duty: &Duty) -> &str {
        self.order.words.get("duty", &duty.id).labels.get("missed").map_or("", String::as_str)
    }

    /// Whether a day has passed and is the last of its duty that has.
    fn has_passed(&self, date: &DutyDate) -> bool {
        let over = |date: &DutyDate| date.arguable < self.order.as_of;
        let later = |other: &DutyDate| other.place == date.place && other.occasion > date.occasion && over(other);
        over(date) && !self.findings.duties().iter().any(later)
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
            Truth::False => {
                Some(format!("按现有填报，本单位不符合申报资格（{}），符合以前不宜递交。", clauses(Outcome::False)))
            }
            Truth::Unknown => {
                Some(format!("按现有填报，能否申报还不能确定（{}），补齐、核实以后再递交。", clauses(Outcome::Unknown)))
            }
        }
    }

    /// The papers of the procedure.
    fn documents(&self) -> impl Iterator<Item = &Document> {
        let procedure = self.procedure().to_owned();
        self.order.rulebook.documents.iter().filter(move |document| document.procedures.contains(&procedure))
    }

    /// In how many copies proof is handed in, where that is published.
    pub(super) fn copies_of_proof(&self) -> Option<u16> {
        self.documents().filter(|document| !document.form).find_map(|document| document.copies)
    }

    fn handed_in(&self, paper: &mut Paper) {
        let mut table = Table::new(&[
            ("序号", 7, Align::Centre),
            ("材料", 17, Align::Left),
            ("交给", 15, Align::Left),
            ("份数", 11, Align::Centre),
            ("条款", 14, Align::Centre),
            ("说明", 36, Align::Left),
        ]);
        for (i, document) in self.documents().enumerate() {
            let words = self.order.words.get("document", &document.id);
            let to = self.recipient(document);
            table.row([
                (i + 1).to_string(),
                guessed(&words.title, document.backing.inferred),
                to.unwrap_or_else(|| NOT_PUBLISHED.to_owned()),
                document.copies.map_or_else(|| NOT_PUBLISHED.to_owned(), |copies| format!("{copies}份")),
                document.backing.clause().to_owned(),
                with_inference(format!("{}\n{}", words.text, words.help).trim().to_owned(), words),
            ]);
        }
        if table.rows.is_empty() {
            paper.text("所依据的文件没有载明应交的材料。");
        } else {
            paper.add(Block::Table(table));
        }
        let advice = self.sentences(SentencePart::Advice, About::default());
        if !advice.is_empty() {
            paper.subheading("本工具的建议（所依据的文件没有规定）");
        }
        for (i, said) in advice.into_iter().enumerate() {
            paper.add(Block::Item(format!("{}.", i + 1), said));
        }
        self.handed_in_at_host(paper);
    }

    fn procedure_table(&self, paper: &mut Paper) {
        let mut table = Table::new(&[
            ("序号", 7, Align::Centre),
            ("步骤", 15, Align::Left),
            ("办理单位", 14, Align::Left),
            ("公布的时限", 14, Align::Centre),
            ("条款", 14, Align::Centre),
            ("说明", 36, Align::Left),
        ]);
        for (i, step) in self.steps().into_iter().enumerate() {
            let words = self.order.words.get("step", &step.id);
            table.row([
                (i + 1).to_string(),
                guessed(&words.title, step.backing.inferred),
                self.acting(&step.actor, step.inferred_actor),
                duration(step),
                step.backing.clause().to_owned(),
                with_inference(self.told(step), words),
            ]);
        }
        if table.rows.is_empty() {
            paper.text("所依据的文件没有载明程序。");
        } else {
            paper.add(Block::Table(table));
        }
    }

    fn fees(&self, paper: &mut Paper) {
        if self.order.rulebook.fees.is_empty() {
            let over = self.order.rulebook.status.is_over();
            let ask = if over { "" } else { "，请向主办单位确认" };
            paper.text(format!("所依据的文件没有公布费用{ask}。"));
            return;
        }
        let mut table = Table::new(&[
            ("项目", 24, Align::Left),
            ("金额", 16, Align::Right),
            ("条款", 15, Align::Centre),
            ("说明", 45, Align::Left),
        ]);
        for fee in &self.order.rulebook.fees {
            let words = self.order.words.get("fee", &fee.id);
            let amount = match fee.amount {
                None => NOT_PUBLISHED.to_owned(),
                Some(0) => "不收费".to_owned(),
                Some(fen) => format!("{}元", format_fixed(fen, 2)),
            };
            table.row([
                words.title.clone(),
                amount,
                fee.backing.clause().to_owned(),
                with_inference(format!("{}{}", words.text, words.help), words),
            ]);
        }
        paper.add(Block::Table(table));
    }

    fn afterwards(&self, paper: &mut Paper) {
        let rulebook = self.order.rulebook;
        match &rulebook.validity {
            Some(validity) => paper.text(format!("证书有效期{}年（{}）。", validity.years, validity.backing.clause())),
            None => paper.text("所依据的文件没有公布证书有效期。"),
        };
        if !self.findings.duties().is_empty() {
            let mut table = Table::new(&[
                ("事项与条款", 18, Align::Left),
                // A whole day in one line.
                ("稳妥日期\n（推算的除外）", 22, Align::Centre),
                ("可主张日期", 21, Align::Centre),
                ("说明", 39, Align::Left),
            ]);
            for date in self.findings.duties() {
                let Some(duty) = rulebook.duties.get(date.place) else { continue };
                let words = self.order.words.get("duty", &duty.id);
                let mut remarks = vec![with_inference(words.text.clone(), words)];
                let missed = self.missed(duty);
                if duty.kind != DutyKind::Opens && self.has_passed(date) && !missed.is_empty() {
                    remarks.push(format!("【已过】{missed}"));
                }
                if date.provisional {
                    remarks.push("暂定：当年放假安排尚未公布。".to_owned());
                }
                table.row([
                    format!(
                        "{}\n（{}）",
                        guessed(&super::dates::occasion(&words.title, date.occasion, duty.times), date.inferred),
                        duty.backing.clause()
                    ),
                    // An inferred day is never called safe.
                    marked_day(date, duty, self.order.as_of),
                    if date.inferred { NONE.to_owned() } else { values::day(date.arguable) },
                    remarks.join("\n"),
                ]);
            }
            paper.add(Block::Table(table));
            return;
        }
        for (i, duty) in rulebook.duties.iter().enumerate() {
            let words = self.order.words.get("duty", &duty.id);
            paper.add(Block::Item(
                format!("{}.", i + 1),
                format!("{}（{}）：{}", words.title, duty.backing.clause(), with_inference(words.text.clone(), words)),
            ));
        }
        if !rulebook.duties.is_empty() {
            paper.remark("注：填写证书的发证日期以后，可以推算出具体日期并导入日历。");
        }
    }

    fn sent_back(&self, paper: &mut Paper) {
        let mut table = Table::new(&[("材料", 32, Align::Left), ("常见退回原因", 68, Align::Left)]);
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
                format!("{}（{}）：{}{}", words.title, gap.backing.clause(), words.text, words.help),
            ));
        }
        if !any {
            paper.text(NONE);
        }
    }
}

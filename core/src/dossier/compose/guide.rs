//! The hand-in guide: to whom, how many copies, what comes next, fee, dates, what is usually sent back.

use super::super::enclose::label;
use super::super::paper::{Align, Block, NONE, Paper, Table, chinese_number};
use super::{Draft, NOTICE, values};
use crate::fact::format_fixed;
use crate::regime::{Document, DurationUnit, EntryKind, Step};

const NOT_PUBLISHED: &str = "未公布";

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
    chapter(&mut paper, "费用");
    draft.fees(&mut paper);
    chapter(&mut paper, "有效期和以后的日期");
    draft.afterwards(&mut paper);
    chapter(&mut paper, "材料常被退回的原因");
    draft.sent_back(&mut paper);
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
        |(count, unit)| match unit {
            DurationUnit::WorkingDays => format!("{count}个工作日"),
            DurationUnit::Days => format!("{count}日"),
            DurationUnit::Months => format!("{count}个月"),
        },
    )
}

impl Draft<'_> {
    fn remarks(&self, paper: &mut Paper) {
        let regime = self.regime();
        if let Some(standing) = self.standing() {
            paper.text(standing);
        }
        paper.text(format!(
            "本材料包依据《{}》（{}）公布的内容整理，评价基准日为{}。主办单位没有参与编制，材料中的结论不代表主办单位的意见；办理要求以主办单位的最新通知为准。",
            self.named("document"),
            self.named("issuer"),
            values::day(self.order.as_of)
        ));
        if !regime.help.is_empty() {
            paper.text(regime.help.clone());
        }
        if self.order.redact.any() {
            paper.text("本材料包为对外提供的隐去版，部分内容已隐去，不能用于递交。");
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
            ("材料", 22, Align::Left),
            ("交给", 17, Align::Left),
            ("份数", 10, Align::Centre),
            ("条款", 15, Align::Centre),
            ("说明", 29, Align::Left),
        ]);
        for (i, document) in self.documents().enumerate() {
            let words = self.order.words.get("document", &document.id);
            table.row([
                (i + 1).to_string(),
                words.title.clone(),
                document.to.as_deref().map_or(NOT_PUBLISHED, |to| self.actor(to)).to_owned(),
                document.copies.map_or_else(|| NOT_PUBLISHED.to_owned(), |copies| format!("{copies}份")),
                document.backing.clause().to_owned(),
                format!("{}\n{}", words.text, words.help).trim().to_owned(),
            ]);
        }
        if table.rows.is_empty() {
            paper.text("所依据的文件没有载明应交的材料。");
        } else {
            paper.add(Block::Table(table));
        }
        paper.text("递交前逐项核对：〔待填〕各处已补齐；签字、盖章齐全；材料按编号排列，页码已填入对照表和清单；纸质与电子版一致；另留一套备查。");
    }

    fn procedure_table(&self, paper: &mut Paper) {
        let mut table = Table::new(&[
            ("序号", 7, Align::Centre),
            ("步骤", 16, Align::Left),
            ("办理单位", 16, Align::Left),
            ("公布的时限", 16, Align::Centre),
            ("条款", 15, Align::Centre),
            ("说明", 30, Align::Left),
        ]);
        for (i, step) in self.steps().into_iter().enumerate() {
            let words = self.order.words.get("step", &step.id);
            table.row([
                (i + 1).to_string(),
                words.title.clone(),
                self.actor(&step.actor).to_owned(),
                duration(step),
                step.backing.clause().to_owned(),
                words.text.clone(),
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
            paper.text("所依据的文件没有公布费用，请向主办单位确认。");
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
                format!("{}{}", words.text, words.help),
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
        if !self.duties.is_empty() {
            let mut table = Table::new(&[
                ("事项", 26, Align::Left),
                ("稳妥日期", 20, Align::Centre),
                ("可主张日期", 20, Align::Centre),
                ("条款", 15, Align::Centre),
                ("说明", 19, Align::Left),
            ]);
            for date in &self.duties {
                let Some(duty) = rulebook.duties.get(date.place) else { continue };
                let mut remarks = Vec::new();
                if date.inferred {
                    remarks.push("日期为推断，原文没有公布");
                }
                if date.provisional {
                    remarks.push("暂定：当年放假安排尚未公布");
                }
                table.row([
                    super::dates::occasion(self.title("duty", &duty.id), date.occasion, duty.times),
                    values::day(date.safe),
                    values::day(date.arguable),
                    duty.backing.clause().to_owned(),
                    if remarks.is_empty() { NONE.to_owned() } else { remarks.join("；") },
                ]);
            }
            paper.add(Block::Table(table));
            return;
        }
        for (i, duty) in rulebook.duties.iter().enumerate() {
            let words = self.order.words.get("duty", &duty.id);
            paper.add(Block::Item(
                format!("{}.", i + 1),
                format!("{}（{}）：{}", words.title, duty.backing.clause(), words.text),
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

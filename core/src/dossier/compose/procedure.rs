//! Procedures other than the first application: which forms they have, and those that are no application anew but a
//! letter with a matter (a change, a loss, an objection).

use super::super::paper::{Align, Block, FormRow, NONE, Paper, TO_FILL, Table, chinese_number};
use super::{Draft, NOTICE, Order, values};
use crate::fact::{Kind, TextFormat};
use crate::regime::Document;

/// Whether the ordered procedure assesses the organisation, as the first application does: they have a step in common.
pub(super) fn assesses(order: &Order<'_>) -> bool {
    let first = order.rulebook.first_procedure();
    let wanted = order.procedure.unwrap_or(first);
    let belongs = |procedures: &[String], wanted: &str| procedures.iter().any(|procedure| procedure == wanted);
    wanted == first
        || order.rulebook.steps.iter().any(|step| belongs(&step.procedures, wanted) && belongs(&step.procedures, first))
}

impl<'a> Draft<'a> {
    /// The procedure that the package is for: the one ordered, else the first that the rule book names.
    pub(in super::super) fn procedure(&self) -> &'a str {
        self.order.procedure.unwrap_or_else(|| self.order.rulebook.first_procedure())
    }

    fn is_first(&self) -> bool {
        self.procedure() == self.order.rulebook.first_procedure()
    }

    /// Whether the procedure assesses the organisation, as the first application does.
    pub(in super::super) fn assesses(&self) -> bool {
        assesses(self.order)
    }

    /// The forms of the procedure.
    pub(in super::super) fn forms(&self) -> Vec<&'a Document> {
        let procedure = self.procedure();
        let mine = |document: &&Document| document.form && document.procedures.iter().any(|known| known == procedure);
        self.order.rulebook.documents.iter().filter(mine).collect()
    }

    /// What the application is called: as the regime names it for the first, as the document is called for others.
    pub(in super::super) fn application_title(&self) -> &'a str {
        match self.forms().first() {
            Some(form) if !self.is_first() => self.title("document", &form.id),
            _ => self.named("application"),
        }
    }

    /// The certificate that there is, and what the form asks besides. Nothing for a first application.
    pub(super) fn matter(&self, paper: &mut Paper, form: &Document) -> bool {
        if self.is_first() {
            return false;
        }
        let catalogue = &self.order.library.catalogue;
        let certificate = catalogue.find(&format!("certificate.{}", self.order.rulebook.id));
        let before = paper.blocks.len();
        let mut rows = Vec::new();
        for ix in certificate.into_iter().chain(form.facts.iter().copied()) {
            let Some(fact) = self.fact(ix) else { continue };
            match fact.kind {
                Kind::Table { .. } => {
                    paper.remark(self.fact_title(ix).to_owned());
                    paper.add(Block::Table(self.annex(ix, fact)));
                }
                Kind::Text(TextFormat::Block) => {
                    rows.push(FormRow::Block(self.fact_title(ix).to_owned(), self.answer(ix)));
                }
                _ => rows.push(FormRow::Wide(self.fact_title(ix).to_owned(), self.answer(ix))),
            }
        }
        if !rows.is_empty() {
            paper.add(Block::Form(rows));
        }
        paper.blocks.len() > before
    }
}

/// A form that states a matter and asks for something, as a letter does.
pub(in super::super) fn letter(draft: &Draft<'_>, form: &Document) -> Paper {
    let words = draft.order.words.get("document", &form.id);
    let mut paper = Paper::new(words.title.clone());
    paper.add(Block::Title(words.title.clone()));
    paper.add(Block::Subtitle(draft.regime().title.clone()));
    paper.add(Block::Subtitle(format!("填报日期：{}　　{NOTICE}", values::day(draft.order.as_of))));
    if let Some(standing) = draft.standing() {
        paper.remark(standing);
    }
    paper.text(format!("{}：", form.to.as_deref().map_or(TO_FILL, |to| draft.actor(to))));
    paper.text(format!("依据《{}》{}，本单位提交{}。", draft.named("document"), form.backing.clause(), words.title));
    let mut number = 0;
    let mut chapter = |paper: &mut Paper, title: &str| {
        number += 1;
        paper.heading(format!("{}、{title}", chinese_number(number)));
    };
    chapter(&mut paper, "单位基本情况");
    paper.add(Block::Form(draft.organisation()));
    let mut matter = Paper::default();
    if draft.matter(&mut matter, form) {
        chapter(&mut paper, "证书与事项");
        paper.blocks.append(&mut matter.blocks);
    }
    // A form that carries out many clauses asks for each of them.
    if form.backing.clauses.len() > 2 {
        chapter(&mut paper, "逐项填写");
        let item = |clause: &String| {
            let title = draft.order.words.get("clause", clause).title.as_str();
            FormRow::Wide(format!("{title}（{clause}）"), TO_FILL.to_owned())
        };
        paper.add(Block::Form(form.backing.clauses.iter().map(item).collect()));
    }
    chapter(&mut paper, "所附材料");
    let mut table = Table::new(&[
        ("序号", 10, Align::Centre),
        ("材料名称", 50, Align::Left),
        ("原件或复印件", 20, Align::Centre),
        ("页数", 20, Align::Centre),
    ]);
    for place in 1..=3 {
        table.row([place.to_string(), TO_FILL.to_owned(), TO_FILL.to_owned(), TO_FILL.to_owned()]);
    }
    paper.add(Block::Table(table));
    chapter(&mut paper, "声明");
    paper.text("本单位对所填内容和所附材料的真实性、准确性和完整性负责。");
    paper.add(Block::Seal(vec!["法定代表人（签字）：".to_owned(), "单位（盖章）：".to_owned()]));
    let help = if words.help.is_empty() { NONE } else { words.help.as_str() };
    paper.remark(format!("注：{}{help}标有“{TO_FILL}”的提交前须补齐。", words.text));
    paper
}

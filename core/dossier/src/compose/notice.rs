//! Forms that are neither an application nor a letter: the text of a public notice, a pledge, an outline of what others
//! are to fill in.

use super::super::paper::{Align, Block, FormRow, Paper, TO_FILL, Table, to_fill};
use super::say::with_inference;
use super::{Draft, NOTICE};
use ziping_regime::Document;
use ziping_rules::fact::{FactIx, Value};

/// What is the kit's remark on a form, below its text.
fn remarked(draft: &Draft<'_>, form: &Document, paper: &mut Paper) {
    let words = draft.order.words.get("document", &form.id);
    let said = with_inference(format!("{}{}", words.text, words.help), words);
    paper.remark(format!("注（本工具的提示，不是文稿的内容）：{said}标有“{TO_FILL}”的须补齐。"));
}

/// The text of a public notice that a certificate is lost: whose, which, and that it is void. Nobody is addressed.
pub(super) fn notice(draft: &Draft<'_>, form: &Document) -> Paper {
    let words = draft.order.words.get("document", &form.id);
    let mut paper = Paper::new(words.title.clone());
    paper.add(Block::Title(words.title.clone()));
    let particulars: Vec<String> =
        form.facts.iter().map(|fact| format!("{}：{}", draft.fact_title(*fact), draft.answer(*fact))).collect();
    paper.text(format!(
        "{}（统一社会信用代码：{}）遗失{}证书（{}），现声明作废。",
        draft.name(),
        draft.answer_of("org.uscc"),
        draft.regime().title,
        particulars.join("；")
    ));
    paper.text(draft.name());
    paper.text(format!("发布日期：{TO_FILL}"));
    paper.remark(NOTICE.to_owned());
    remarked(draft, form, &mut paper);
    paper
}

/// A pledge that goes with the application: to whom, what, signed and sealed.
pub(super) fn pledge(draft: &Draft<'_>, form: &Document) -> Paper {
    let words = draft.order.words.get("document", &form.id);
    let mut paper = Paper::new(words.title.clone());
    paper.add(Block::Title(words.title.clone()));
    paper.add(Block::Address(format!("{}：", draft.addressed(form.to.as_deref()))));
    paper.text(format!("本单位申报{}，郑重承诺：", draft.regime().title));
    // Nobody pledges in a paper what the form beside it denies or leaves open.
    let sheet = &draft.findings.sheet;
    let lacking: Vec<FactIx> =
        form.facts.iter().copied().filter(|fact| sheet.get(*fact) != Some(&Value::Bool(true))).collect();
    paper.text(draft.put("pledged", || {
        if lacking.is_empty() {
            words.text.clone()
        } else {
            to_fill(&format!("“{}”没有填“是”，改变以后才能作出承诺", draft.titles(&lacking)))
        }
    }));
    paper.add(Block::Seal(vec!["法定代表人（签字）：".to_owned(), "申报单位（盖章）：".to_owned()]));
    let said = with_inference(words.help.clone(), words);
    paper.remark(format!("注（本工具的提示，不是承诺的内容）：{said}"));
    paper
}

/// An outline of what others fill in elsewhere: each clause that the form carries out after the one that asks for it.
pub(super) fn outline(draft: &Draft<'_>, form: &Document) -> Paper {
    let words = draft.order.words.get("document", &form.id);
    let mut paper = Paper::new(words.title.clone());
    paper.add(Block::Title(words.title.clone()));
    paper.add(Block::Subtitle(draft.regime().title.clone()));
    paper.add(Block::Subtitle(format!("填写提纲，不盖章　　{NOTICE}")));
    let rows: Vec<FormRow> =
        form.facts.iter().map(|fact| FormRow::Wide(draft.asked(*fact), draft.happened(*fact))).collect();
    if !rows.is_empty() {
        paper.add(Block::Form(rows));
    }
    let mut table = Table::new(&[("事项", 40, Align::Left), ("条款", 20, Align::Centre), ("填写", 40, Align::Left)]);
    for clause in form.backing.clauses.iter().skip(1) {
        let said = draft.order.words.get("clause", clause);
        table.row([format!("{}\n{}", said.title, said.text), clause.clone(), TO_FILL.to_owned()]);
    }
    paper.add(Block::Table(table));
    remarked(draft, form, &mut paper);
    paper
}

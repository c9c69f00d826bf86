//! Forms that are neither an application nor a letter: the text of a public notice, a pledge, an outline of what others
//! are to fill in.

use super::super::paper::{Align, Block, FormRow, Paper, TO_FILL, Table, to_fill};
use super::say::with_inference;
use super::{Draft, NOTICE};
use crate::words;
use ziping_regime::Document;
use ziping_rules::fact::{FactIx, Value};

/// What is the kit's remark on a form, below its text.
fn remarked(draft: &Draft<'_>, form: &Document, paper: &mut Paper) {
    let words = draft.order.words.get("document", &form.id);
    let help = with_inference(format!("{}{}", words.text, words.help), words);
    paper.remark(words::letters::notice::Note { notice: NOTICE, help, to_fill: TO_FILL }.to_string());
}

/// The text of a public notice that a certificate is lost: whose, which, and that it is void. Nobody is addressed.
pub(super) fn notice(draft: &Draft<'_>, form: &Document) -> Paper {
    let words = draft.order.words.get("document", &form.id);
    let mut paper = Paper::new(words.title.clone());
    paper.add(Block::Title(words.title.clone()));
    let particulars: Vec<String> =
        form.facts.iter().map(|fact| format!("{}：{}", draft.fact_title(*fact), draft.answer(*fact))).collect();
    let lost = words::letters::notice::Lost {
        organisation: draft.name(),
        code: draft.answer_of("org.uscc"),
        regime: &draft.regime().title,
        particulars: particulars.join("；"),
    };
    // Nobody declares void what the answers do not say is lost.
    paper.text(draft.not_happened(form).unwrap_or_else(|| lost.to_string()));
    paper.text(draft.name());
    paper.text(words::letters::notice::published(TO_FILL));
    remarked(draft, form, &mut paper);
    paper
}

/// A pledge that goes with the application: to whom, what, signed and sealed.
pub(super) fn pledge(draft: &Draft<'_>, form: &Document) -> Paper {
    let words = draft.order.words.get("document", &form.id);
    let mut paper = Paper::new(words.title.clone());
    paper.add(Block::Title(words.title.clone()));
    paper.add(Block::Address(format!("{}：", draft.addressed(form.to.as_deref()))));
    paper.text(words::letters::pledge::head(&draft.regime().title));
    // Nobody pledges in a paper what the form beside it denies or leaves open.
    let sheet = &draft.findings.sheet;
    let lacking: Vec<FactIx> =
        form.facts.iter().copied().filter(|fact| sheet.get(*fact) != Some(&Value::Bool(true))).collect();
    paper.text(draft.put("pledged", || {
        if lacking.is_empty() {
            words.text.clone()
        } else {
            to_fill(&words::letters::pledge::lacking(draft.titles(&lacking)))
        }
    }));
    paper.add(Block::Seal(vec![words::shared::signed::PERSON.to_owned(), words::shared::signed::APPLICANT.to_owned()]));
    paper.remark(words::letters::pledge::note(with_inference(words.help.clone(), words)));
    paper
}

/// An outline of what others fill in elsewhere: each clause that the form carries out after the one that asks for it.
pub(super) fn outline(draft: &Draft<'_>, form: &Document) -> Paper {
    let words = draft.order.words.get("document", &form.id);
    let mut paper = Paper::new(words.title.clone());
    paper.add(Block::Title(words.title.clone()));
    paper.add(Block::Subtitle(draft.regime().title.clone()));
    paper.add(Block::Subtitle(words::letters::outline::subtitle(NOTICE)));
    let rows: Vec<FormRow> =
        form.facts.iter().map(|fact| FormRow::Wide(draft.asked(*fact), draft.happened(*fact))).collect();
    if !rows.is_empty() {
        paper.add(Block::Form(rows));
    }
    let mut table = Table::new(&[
        (words::letters::outline::heads::MATTER, 40, Align::Left),
        (words::shared::heads::CLAUSE, 20, Align::Centre),
        (words::letters::outline::heads::ANSWER, 40, Align::Left),
    ]);
    for clause in form.backing.clauses.iter().skip(1) {
        let said = draft.order.words.get("clause", clause);
        table.row([format!("{}\n{}", said.title, said.text), clause.clone(), TO_FILL.to_owned()]);
    }
    paper.add(Block::Table(table));
    remarked(draft, form, &mut paper);
    paper
}

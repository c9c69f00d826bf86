//! The papers to enclose, each once, with what it is for and why reviewers send it back.

use crate::engine::{Book, Item, ItemKind};
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::proof::{applies, needs};
use ziping_rules::fact::Sheet;

/// A paper: its id, whether the document itself asks for it, and the items it proves.
struct Paper {
    id: String,
    asked: bool,
    proves: Vec<Item>,
}

/// All papers of a rule book in the order of its items, those that the document asks for in front.
fn papers(book: &Book) -> Vec<Paper> {
    let rules = book.rules();
    let items = rules.sections.iter().flat_map(|section| &section.items).filter_map(|id| book.item(id));
    let mut papers: Vec<Paper> = Vec::new();
    for item in items.filter(|item| item.kind != ItemKind::Figure) {
        let Some(backing) = book.backing(item) else { continue };
        let asks = backing.asks.iter().map(|id| (id, true));
        for (id, asked) in asks.chain(backing.suggests.iter().map(|id| (id, false))) {
            match papers.iter_mut().find(|paper| paper.id == *id) {
                Some(paper) => {
                    paper.asked |= asked;
                    paper.proves.push(item);
                }
                None => papers.push(Paper { id: id.clone(), asked, proves: vec![item] }),
            }
        }
    }
    papers.sort_by_key(|paper| !paper.asked);
    papers
}

pub(super) fn proofs(book: &Book, sheet: &Sheet, t: &'static Texts) -> Html {
    let mut papers = papers(book);
    // What nothing of these answers needs is told on the page of evidence alone.
    let needs = needs([book.rules()]);
    papers.retain(|paper| {
        let need = needs.iter().find(|need| need.paper == paper.id);
        need.is_none_or(|need| applies(book.library(), sheet, need))
    });
    if papers.is_empty() {
        return Html::default();
    }
    html! {
        <section class="sheet" aria-labelledby="proofs">
            <h2 id="proofs">{ fill(t.proofs_title(), &[("n", &papers.len().to_string())]) }</h2>
            <ol class="papers">
                for paper in &papers {
                    <li key={paper.id.clone()}>{ one(paper, book, t) }</li>
                }
            </ol>
        </section>
    }
}

fn one(paper: &Paper, book: &Book, t: &'static Texts) -> Html {
    let words = book.words().get("evidence", &paper.id);
    let proves: Vec<&str> =
        paper.proves.iter().map(|item| book.words().title(item.kind.words(), book.id(*item))).collect();
    html! {
        <>
            <b>{ &words.title }</b>
            { " " }
            <span class="tag">{ if paper.asked { t.proof_asked() } else { t.proof_suggested() } }</span>
            <p><small>{ &words.text }</small></p>
            <details>
                <summary>{ t.proofs_more() }</summary>
                <p>{ fill(t.proofs_for(), &[("items", &proves.join(t.list_comma()))]) }</p>
                if !words.help.is_empty() {
                    <p>{ &words.help }</p>
                }
                if !words.sent_back.is_empty() {
                    <p>{ t.proofs_sent_back() }</p>
                    <ul>
                        for why in &words.sent_back {
                            <li key={why.clone()}>{ why }</li>
                        }
                    </ul>
                }
            </details>
        </>
    }
}

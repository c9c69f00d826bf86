//! One paper: what it is, where it is used, what is said of it, its files.

use super::files::Files;
use super::said::said;
use super::wanted::{Wanted, Wish};
use crate::fields::{segments, use_site};
use crate::parts::{Tone, chip};
use crate::state::Action;
use crate::texts::{Texts, fill};
use std::rc::Rc;
use yew::prelude::*;
use ziping_core::calendar::Day;
use ziping_core::proof::{Expiry, Record, Standing};

#[derive(Properties, PartialEq)]
pub(super) struct CardProps {
    pub(super) paper: Rc<Wanted>,
    pub(super) record: Record,
    pub(super) client: AttrValue,
    pub(super) as_of: Day,
}

#[component]
pub(super) fn Card(props: &CardProps) -> Html {
    let site = use_site();
    let t = site.t;
    let CardProps { paper, record, as_of, client } = props;
    let title_id = format!("paper-{}", paper.id);
    let stand = {
        let (dispatch, id, record) = (site.dispatch.clone(), paper.id.clone(), record.clone());
        Callback::from(move |place: usize| {
            let standing = Standing::ALL.get(place).copied().unwrap_or_default();
            let record = Record { standing, ..record.clone() };
            dispatch.dispatch(Action::Paper { paper: id.clone(), record, typing: false });
        })
    };
    let options = [t.evidence_missing(), t.evidence_have(), t.evidence_not_needed()];
    let chosen = Standing::ALL.iter().position(|standing| *standing == record.standing);
    html! {
        <li class="sheet proof-card">
            <header>
                <h2 id={title_id.clone()}>{ &paper.words.title }</h2>
                <span class="tag">{ if paper.asked { t.proof_asked() } else { t.proof_suggested() } }</span>
                { state(record, paper.asked, *as_of, t) }
            </header>
            <p class="what">{ &paper.words.text }</p>
            { validity(paper, record, *as_of, t) }
            <ul class="wishes" aria-label={t.evidence_used()}>
                for wish in &paper.wishes {
                    { one_wish(wish) }
                }
            </ul>
            { segments(&format!("have-{}", paper.id), &title_id.clone().into(), &options, chosen, &stand) }
            { said(&site, paper, record) }
            <Files paper={paper.id.clone()} record={record.clone()} {client} labelled_by={title_id} />
            if !paper.words.help.is_empty() || !paper.words.sent_back.is_empty() {
                <details>
                    <summary>{ t.proofs_sent_back() }</summary>
                    if !paper.words.help.is_empty() {
                        <p>{ &paper.words.help }</p>
                    }
                    <ul>
                        for why in &paper.words.sent_back {
                            <li key={why.clone()}>{ why }</li>
                        }
                    </ul>
                </details>
            }
        </li>
    }
}

/// Whether it is there and will do, in a word.
fn state(record: &Record, asked: bool, as_of: Day, t: &Texts) -> Html {
    match (record.standing, record.expiry(as_of)) {
        (Standing::Have, Expiry::Before) => chip(Tone::Bad, t.evidence_late()),
        (Standing::Have, Expiry::Soon) => chip(Tone::Open, t.evidence_soon()),
        (Standing::Have, Expiry::Open | Expiry::Later) => chip(Tone::Good, t.evidence_have()),
        (Standing::NotNeeded, _) => chip(Tone::Quiet, t.evidence_not_needed()),
        (Standing::Missing, _) => chip(if asked { Tone::Bad } else { Tone::Open }, t.evidence_missing()),
    }
}

/// Until when it is good, where that is a worry, and how old it may be.
fn validity(paper: &Wanted, record: &Record, as_of: Day, t: &Texts) -> Html {
    let day = record.valid_until.map(|day| day.to_string()).unwrap_or_default();
    let warn = |text: &str| fill(text, &[("day", &day), ("as_of", &as_of.to_string())]);
    let warning = match record.expiry(as_of) {
        _ if record.standing != Standing::Have => None,
        Expiry::Before => Some(("error", warn(t.evidence_late_text()))),
        Expiry::Soon => Some(("warning", warn(t.evidence_soon_text()))),
        Expiry::Open | Expiry::Later => None,
    };
    html! {
        <>
            if let Some((class, text)) = warning {
                <p {class}>{ text }</p>
            }
            if let Some(months) = paper.months {
                <p class="hint">
                    { fill(t.evidence_issued_after(), &[("day", &as_of.plus_months(-i32::from(months)).to_string())]) }
                </p>
            }
        </>
    }
}

/// A rule book with the paper's number in its application and the clauses that use it.
fn one_wish(wish: &Wish) -> Html {
    html! {
        <li key={wish.regime.clone()}>
            <small>{ &wish.regime }{ " " }{ format!("附件-{:02}", wish.number) }</small>
            for place in &wish.places {
                { " " }
                <a class="clause" href={place.href.clone()} title={place.titles.join("\n")}>{ &place.clause }</a>
            }
        </li>
    }
}

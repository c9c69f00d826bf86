//! One paper: a row of the table, a card on a narrow screen. What it is, whether it is there, whose it is, by when it is
//! due, its files; the rest is unfolded.

use super::files::Files;
use super::said::said;
use super::wanted::{Wanted, Wish};
use crate::fields::DateEntry;
use crate::parts::{Tone, chip};
use crate::site::{Site, use_site};
use crate::state::Action;
use crate::texts::{Texts, fill};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use ziping_assess::proof::{Expiry, Record, Standing};
use ziping_base::calendar::Day;

/// How many columns the table has.
const COLUMNS: &str = "5";
/// The longest name of a person in charge, in characters.
const LONGEST: &str = "100";

#[derive(Properties, PartialEq)]
pub(super) struct RowProps {
    pub(super) paper: Rc<Wanted>,
    pub(super) record: Record,
    pub(super) client: AttrValue,
    pub(super) as_of: Day,
}

/// Takes a change of a record, and whether it is still being typed.
pub(super) type Say = Callback<(Change, bool)>;
pub(super) type Change = Box<dyn FnOnce(&mut Record)>;

#[component]
pub(super) fn Row(props: &RowProps) -> Html {
    let site = use_site();
    let t = site.t;
    let open = use_state_eq(|| false);
    let RowProps { paper, record, as_of, client } = props;
    let title_id = format!("paper-{}", paper.id);
    let more_id = format!("more-{}", paper.id);
    let say: Say = {
        let (dispatch, id, record) = (site.dispatch.clone(), paper.id.clone(), record.clone());
        Callback::from(move |(change, typing): (Change, bool)| {
            let mut record = record.clone();
            change(&mut record);
            dispatch.dispatch(Action::Paper { paper: id.clone(), record, typing });
        })
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let due = say.reform(|day| (Box::new(move |record: &mut Record| record.due = day) as Change, true));
    html! {
        <tbody class={classes!("proof-card", (!paper.applies).then_some("off"))}>
            <tr>
                <th scope="row">
                    <span class="name" id={title_id.clone()}>{ &paper.words.title }</span>
                    { " " }
                    <span class="tag">{ if paper.asked { t.proof_asked() } else { t.proof_suggested() } }</span>
                    <ul class="wishes" aria-label={t.evidence_used()}>
                        for wish in &paper.wishes {
                            { number(wish) }
                        }
                    </ul>
                    <button type="button" class="quiet more" id={more_id.clone()} aria-expanded={open.to_string()} onclick={toggle}>
                        { if *open { t.evidence_less() } else { t.evidence_more() } }
                        <span class="sr">{ " " }{ &paper.words.title }</span>
                    </button>
                </th>
                <td class="stand">
                    { standing(&site, paper, record, &say) }
                    { state(paper, record, *as_of, t) }
                </td>
                <td>
                    <label class="narrow" for={format!("owner-{}", paper.id)}>{ t.evidence_owner() }</label>
                    { owner(&site, paper, record, &say) }
                </td>
                <td>
                    <label class="narrow" for={format!("due-{}", paper.id)}>{ t.evidence_due() }</label>
                    <DateEntry
                        id={format!("due-{}", paper.id)}
                        label={format!("{} {}", paper.words.title, t.evidence_due())}
                        value={record.due}
                        on_value={due}
                    />
                </td>
                <td class="held">
                    <Files paper={paper.id.clone()} record={record.clone()} {client} labelled_by={title_id} />
                </td>
            </tr>
            if *open {
                <tr class="details">
                    <td colspan={COLUMNS}>{ details(&site, paper, record, *as_of, &say) }</td>
                </tr>
            }
        </tbody>
    }
}

/// Whether it is there.
fn standing(site: &Site, paper: &Wanted, record: &Record, say: &Say) -> Html {
    let t = site.t;
    let options = [t.evidence_missing(), t.evidence_have(), t.evidence_not_needed()];
    let onchange = say.reform(|event: Event| {
        let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        let standing =
            usize::try_from(place).ok().and_then(|place| Standing::ALL.get(place)).copied().unwrap_or_default();
        (Box::new(move |record: &mut Record| record.standing = standing) as Change, false)
    });
    html! {
        <select
            id={format!("have-{}", paper.id)}
            aria-label={format!("{} {}", paper.words.title, t.evidence_state())}
            {onchange}
        >
            for (standing, text) in Standing::ALL.into_iter().zip(options) {
                <option key={standing.name()} selected={record.standing == standing}>{ text }</option>
            }
        </select>
    }
}

fn owner(site: &Site, paper: &Wanted, record: &Record, say: &Say) -> Html {
    let oninput = say.reform(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        (Box::new(move |record: &mut Record| record.owner = text) as Change, true)
    });
    let settle = {
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: FocusEvent| dispatch.dispatch(Action::Settle))
    };
    html! {
        <input
            type="text"
            id={format!("owner-{}", paper.id)}
            class="owner"
            maxlength={LONGEST}
            autocomplete="off"
            aria-label={format!("{} {}", paper.words.title, site.t.evidence_owner())}
            value={record.owner.clone()}
            {oninput}
            onblur={settle}
        />
    }
}

/// What is to be known of it beyond whether it is there.
fn state(paper: &Wanted, record: &Record, as_of: Day, t: &Texts) -> Html {
    if !paper.applies && record.standing != Standing::Have {
        return chip(Tone::Quiet, t.evidence_not_applicable());
    }
    match (record.standing, record.expiry(as_of)) {
        (Standing::Have, _) if !paper.applies => chip(Tone::Bad, t.evidence_not_applicable()),
        (Standing::Have, Expiry::Before) => chip(Tone::Bad, t.evidence_late()),
        (Standing::Have, Expiry::Soon) => chip(Tone::Open, t.evidence_soon()),
        (Standing::Missing, _) if record.overdue(as_of) => chip(Tone::Bad, t.evidence_overdue()),
        (Standing::Have, Expiry::Open | Expiry::Later) | (Standing::NotNeeded | Standing::Missing, _) => {
            Html::default()
        }
    }
}

/// A rule book with the paper's number in its application.
fn number(wish: &Wish) -> Html {
    html! { <li key={wish.regime.clone()}><small>{ &wish.regime }{ " " }{ format!("附件-{:02}", wish.number) }</small></li> }
}

/// What is unfolded: what it is, what is said of it, what uses it, its hashes, why it is sent back.
fn details(site: &Site, paper: &Wanted, record: &Record, as_of: Day, say: &Say) -> Html {
    let t = site.t;
    html! {
        <>
            if !paper.applies {
                <p class="warning">{ if paper.shows { t.evidence_only_declared() } else { t.evidence_denied() } }</p>
            }
            <p class="what">{ &paper.words.text }</p>
            { validity(paper, record, as_of, t) }
            { said(site, paper, record, say) }
            for wish in &paper.wishes {
                <p class="places">
                    <small>{ fill(t.evidence_used_by(), &[("regime", &wish.regime)]) }</small>
                    for place in &wish.places {
                        { " " }
                        <a class="clause" href={place.href.clone()} title={place.titles.join("\n")}>{ &place.clause }</a>
                    }
                </p>
            }
            if !record.files.is_empty() {
                <ul class="hashes">
                    for file in &record.files {
                        <li key={file.at.clone()}>
                            <small>{ &file.name }</small>{ " " }
                            <small class="hash">{ fill(t.evidence_hash(), &[("hash", &file.sha256)]) }</small>
                        </li>
                    }
                </ul>
            }
            if !paper.words.help.is_empty() {
                <p class="hint">{ &paper.words.help }</p>
            }
            if !paper.words.sent_back.is_empty() {
                <p>{ t.proofs_sent_back() }</p>
                <ul>
                    for why in &paper.words.sent_back {
                        <li key={why.clone()}>{ why }</li>
                    }
                </ul>
            }
        </>
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

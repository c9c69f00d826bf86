//! What stands in a workbook beside its answers: what cannot be read, contradicts itself, is not known; remarks.

use crate::collect::{Note, NoteKind};
use crate::site::Site;
use crate::texts::{Texts, fill};
use yew::prelude::*;

/// The kinds in the order in which they are told, with their headings.
fn kinds(t: &Texts) -> [(NoteKind, &'static str); 8] {
    [
        (NoteKind::Contradiction, t.note_contradiction()),
        (NoteKind::Unread, t.note_unread()),
        (NoteKind::Unknown, t.note_unknown()),
        (NoteKind::Gone, t.note_gone()),
        (NoteKind::NotKnown, t.note_not_known()),
        (NoteKind::Aside, t.note_aside()),
        (NoteKind::Remark, t.note_remark()),
        (NoteKind::Version, t.note_version()),
    ]
}

pub(super) fn notes(site: &Site, all: &[Note]) -> Html {
    let one = |(kind, heading): (NoteKind, &'static str)| {
        let of: Vec<&Note> = all.iter().filter(|note| note.kind == kind).collect();
        if of.is_empty() {
            return Html::default();
        }
        html! {
            <div key={heading} class="notes">
                <h3>{ heading }{ " " }<small>{ of.len().to_string() }</small></h3>
                if kind == NoteKind::Remark {
                    <p class="hint">{ site.t.note_remark_kept() }</p>
                }
                <ul class="list">
                    for (place, note) in of.into_iter().enumerate() {
                        <li key={place}>{ line(site, note) }</li>
                    }
                </ul>
            </div>
        }
    };
    kinds(site.t).into_iter().map(one).collect()
}

fn line(site: &Site, note: &Note) -> Html {
    let (t, lang) = (site.t, site.lang);
    let said = |said: &ziping_base::diag::Said| lang.pick(&said.zh, &said.en).to_owned();
    html! {
        <>
            if !note.spot.is_empty() {
                <span class="tag">{ &note.spot }</span>{ " " }
            }
            if let Some(title) = &note.title {
                <b>{ said(title) }</b>{ " " }
            }
            if !note.text.is_empty() {
                { fill(t.note_text(), &[("text", &note.text)]) }
            }
            if let Some(why) = &note.why {
                { " " }<span>{ said(why) }</span>
            }
        </>
    }
}

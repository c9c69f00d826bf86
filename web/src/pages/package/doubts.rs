//! What the visitor should see to before the package is made: entries that cannot be read, files that are lost.

use super::unreadable::Unreadable;
use crate::engine::Book;
use crate::route::Route;
use crate::site::Site;
use yew::prelude::*;
use ziping_assess::proof::Attached;
use ziping_rules::fact::FactIx;

/// The id of the summary, which takes the focus.
pub(super) const ID: &str = "doubts";

/// What there is.
#[derive(Clone, PartialEq)]
pub(super) struct Doubts {
    pub(super) unreadable: Vec<Unreadable>,
    pub(super) lost: Vec<Attached>,
    /// Forms that overlays name and that are not chosen.
    pub(super) forms: Vec<String>,
}

impl Doubts {
    pub(super) fn any(&self) -> bool {
        !self.unreadable.is_empty() || !self.lost.is_empty() || !self.forms.is_empty()
    }
}

/// All doubts; with `go_on` the visitor has asked for the package and is asked in turn.
pub(super) fn doubts(
    doubts: &Doubts,
    go_on: Option<Callback<MouseEvent>>,
    site: &Site,
    book: &Book,
    ask: &Callback<FactIx>,
) -> Html {
    if !doubts.any() {
        return Html::default();
    }
    let t = site.t;
    let entry = |entry: &Unreadable| {
        let (ask, fact) = (ask.clone(), entry.fact);
        let onclick = Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            ask.emit(fact);
        });
        let section = book.section_of(fact).map(|section| section.id.clone());
        let href = Route::Assess { regime: book.rules().id.clone(), section }.href();
        let title = site.words.title("fact", site.id_of(fact)).to_owned();
        html! { <li><a {href} {onclick}>{ title }</a>{ " " }<q>{ &entry.text }</q></li> }
    };
    html! {
        <div class="notice bad doubts" id={ID} tabindex="-1" role="group" aria-labelledby="doubts-title">
            <h3 id="doubts-title">{ if go_on.is_some() { t.doubts_asked() } else { t.doubts_title() } }</h3>
            if !doubts.unreadable.is_empty() {
                <p>{ t.doubts_unreadable() }</p>
                <ul>{ for doubts.unreadable.iter().map(entry) }</ul>
            }
            if !doubts.lost.is_empty() {
                <p>{ t.doubts_lost() }{ " " }<a href={Route::Evidence.href()}>{ t.attached_link() }</a></p>
                <ul>
                    for file in &doubts.lost {
                        <li key={file.at.clone()}>{ &file.name }</li>
                    }
                </ul>
            }
            if !doubts.forms.is_empty() {
                <p>{ t.doubts_forms() }</p>
                <ul>
                    for name in &doubts.forms {
                        <li key={name.clone()}>{ name }</li>
                    }
                </ul>
            }
            if let Some(onclick) = go_on {
                <p class="acts">
                    <button type="button" id="make-anyway" {onclick}>
                        { if doubts.lost.is_empty() { t.doubts_anyway() } else { t.doubts_without() } }
                    </button>
                </p>
            }
        </div>
    }
}

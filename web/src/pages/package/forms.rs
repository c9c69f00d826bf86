//! An association's own forms, which are filled and go into the package.

use crate::kit::Book;
use crate::parts::{Chooser, chooser, size};
use crate::texts::{Texts, fill};
use web_sys::File;
use yew::prelude::*;

/// The forms that overlays in use name for the procedure.
fn named<'b>(book: &'b Book, procedure: &str) -> Vec<&'b str> {
    let rules = book.rules();
    let mine = |document: &str| {
        let known = rules.documents.iter().find(|known| known.id == document);
        known.is_some_and(|known| known.procedures.iter().any(|known| known == procedure))
    };
    let forms = rules.overlays.iter().flat_map(|overlay| &overlay.forms);
    forms.filter(|form| mine(&form.document)).filter_map(|form| form.docx.as_deref()).collect()
}

/// The forms chosen so far, and where to choose some. A file chosen again replaces the one of its name.
pub(super) fn forms(
    chosen: &UseStateHandle<Vec<File>>,
    book: &Book,
    procedure: &str,
    disabled: bool,
    t: &'static Texts,
) -> Html {
    let take = {
        let chosen = chosen.clone();
        Callback::from(move |files: Vec<File>| {
            let mut next = (*chosen).clone();
            next.retain(|kept| files.iter().all(|file| file.name() != kept.name()));
            next.extend(files);
            chosen.set(next);
        })
    };
    let remove = |place: usize| {
        let chosen = chosen.clone();
        Callback::from(move |_: MouseEvent| {
            let mut next = (*chosen).clone();
            next.remove(place);
            chosen.set(next);
        })
    };
    let with = Chooser {
        id: "forms",
        accept: ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        label: t.forms_choose(),
        multiple: true,
        primary: false,
        disabled,
    };
    let wanted: Vec<&str> =
        named(book, procedure).into_iter().filter(|name| chosen.iter().all(|file| file.name() != **name)).collect();
    html! {
        <details class="forms" open={!chosen.is_empty() || !wanted.is_empty()}>
            <summary>{ t.forms_title() }</summary>
            <p><small>{ t.forms_text() }</small></p>
            if !wanted.is_empty() {
                <p>{ fill(t.forms_wanted(), &[("names", &wanted.join(t.list_comma()))]) }</p>
            }
            if !chosen.is_empty() {
                <ul class="list">
                    for (place, file) in chosen.iter().enumerate() {
                        <li key={file.name()}>
                            <b>{ file.name() }</b>{ " " }<small>{ size(file.size() as u64) }</small>
                            <button
                                type="button"
                                class="quiet"
                                {disabled}
                                aria-label={fill(t.evidence_remove(), &[("name", &file.name())])}
                                onclick={remove(place)}
                            >{ t.evidence_remove_short() }</button>
                        </li>
                    }
                </ul>
            }
            <p class="acts">{ chooser(&with, &take) }</p>
        </details>
    }
}

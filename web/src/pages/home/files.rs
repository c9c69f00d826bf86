//! Answer files in and out, and the example.

use super::problems::{self, problems};
use crate::browser;
use crate::fields::use_site;
use crate::route::Route;
use crate::state::Action;
use crate::texts::fill;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;
use ziping_base::diag::{Diagnostic, Source};
use ziping_base::lang::Lang;
use ziping_rules::fact::read_answers;

/// The largest answer file that is read, in bytes.
const LARGEST: f64 = 16_000_000.0;

/// What became of the last file.
#[derive(Clone, PartialEq)]
enum Read {
    Nothing,
    Opened(String),
    Refused(String, Rc<Vec<Diagnostic>>),
    TooLarge(String),
    Unreadable(String),
}

#[derive(Properties, PartialEq)]
pub(crate) struct FilesProps {
    /// Nothing is answered yet.
    pub(crate) blank: bool,
    pub(crate) on_export: Callback<MouseEvent>,
}

#[component]
pub(crate) fn Files(props: &FilesProps) -> Html {
    let site = use_site();
    let t = site.t;
    let read = use_state(|| Read::Nothing);
    use_effect_with(read.clone(), |read| {
        if matches!(**read, Read::Refused(..)) {
            browser::reveal(problems::ID);
        }
    });
    let open = {
        let (site, read) = (site.clone(), read.setter());
        Callback::from(move |(name, text): (String, String)| {
            match read_answers(&Source { name: &name, text: &text }, &site.library().catalogue) {
                Ok(answers) => {
                    let shown = if answers.organisation.is_empty() { name } else { answers.organisation.clone() };
                    site.dispatch.dispatch(Action::Open { id: browser::new_id(), answers });
                    read.set(Read::Opened(shown));
                }
                Err(problems) => read.set(Read::Refused(name, Rc::new(problems))),
            }
        })
    };
    let load_example = {
        let (open, read) = (open.clone(), read.setter());
        Callback::from(move |_: MouseEvent| {
            let (open, read) = (open.clone(), read.clone());
            spawn_local(async move {
                let text = browser::fetch("packs/example.json").await;
                match text.and_then(|text| String::from_utf8(text).ok()) {
                    Some(text) => open.emit(("example.json".to_owned(), text)),
                    None => read.set(Read::Unreadable("example.json".to_owned())),
                }
            });
        })
    };
    let onchange = {
        let read = read.setter();
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let file = input.files().and_then(|files| files.get(0));
            if let Some(file) = file {
                take(file, open.clone(), read.clone());
            }
            // The same file can be chosen again after it was mended.
            input.set_value("");
        })
    };
    let blank = props.blank;
    html! {
        <section class="files" aria-labelledby="files">
            <h2 id="files">{ t.files_title() }</h2>
            <p class="acts">
                <label class="button">
                    <input type="file" id="import" accept=".json,application/json" {onchange} />
                    { t.files_import() }
                </label>
                <a class="button" href={Route::Import.href()}>{ t.unpack_button() }</a>
                <button type="button" disabled={blank} onclick={&props.on_export}>{ t.files_export() }</button>
                <button type="button" class="quiet" onclick={load_example}>{ t.files_example() }</button>
            </p>
            <div aria-live="polite">{ outcome(&read, site.lang, t) }</div>
        </section>
    }
}

fn outcome(read: &Read, lang: Lang, t: &'static crate::texts::Texts) -> Html {
    match read {
        Read::Nothing => Html::default(),
        Read::Opened(name) => html! { <p class="notice">{ fill(t.files_opened(), &[("name", name)]) }</p> },
        Read::Refused(name, found) => problems(name, found, lang, t),
        Read::TooLarge(name) => html! { <p class="notice bad">{ fill(t.files_too_large(), &[("name", name)]) }</p> },
        Read::Unreadable(name) => html! { <p class="notice bad">{ fill(t.files_unreadable(), &[("name", name)]) }</p> },
    }
}

/// Reads a chosen file.
fn take(file: File, open: Callback<(String, String)>, read: UseStateSetter<Read>) {
    let name = file.name();
    if file.size() > LARGEST {
        return read.set(Read::TooLarge(name));
    }
    spawn_local(async move {
        match browser::read_text(&file).await {
            Ok(text) => open.emit((name, text)),
            Err(Some(refused)) => read.set(Read::Refused(name, Rc::new(vec![refused.problem()]))),
            Err(None) => read.set(Read::Unreadable(name)),
        }
    });
}

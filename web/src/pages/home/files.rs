//! Answer files in and out, and the example.

use super::problems::{self, problems};
use crate::browser;
use crate::pages::known::merge_or_another;
use crate::route::Route;
use crate::site::use_site;
use crate::state::{Action, Client, Known, known, named};
use crate::texts::{Texts, fill};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;
use ziping_base::diag::{Diagnostic, Source};
use ziping_base::lang::Lang;
use ziping_rules::fact::{Answers, read_answers};

/// The largest answer file that is read, in bytes.
const LARGEST: f64 = 16_000_000.0;

/// The id of the question what is to become of a file.
const KNOWN: &str = "known-file";

/// What became of the last file.
#[derive(Clone, PartialEq)]
enum Read {
    Nothing,
    Opened(String),
    /// Its organisation is here: what is to become of it is asked first.
    Known(Box<Meeting>),
    Refused(String, Rc<Vec<Diagnostic>>),
    TooLarge(String),
    Unreadable(String),
}

/// A file of an organisation that is here.
#[derive(Clone, PartialEq)]
struct Meeting {
    /// The organisation's name.
    name: String,
    file: String,
    text: String,
    answers: Answers,
}

#[derive(Properties, PartialEq)]
pub(crate) struct FilesProps {
    pub(crate) clients: Vec<Rc<Client>>,
    /// The id of the one at hand.
    pub(crate) at_hand: String,
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
    use_effect_with(read.clone(), |read| {
        if matches!(**read, Read::Known(_)) {
            browser::reveal(KNOWN);
        }
    });
    let as_another = {
        let (dispatch, read) = (site.dispatch.clone(), read.setter());
        Callback::from(move |(name, answers): (String, Answers)| {
            let shown = if answers.organisation.is_empty() { name } else { answers.organisation.clone() };
            dispatch.dispatch(Action::Open { id: browser::new_id(), answers });
            read.set(Read::Opened(shown));
        })
    };
    let open = {
        let (site, read, as_another) = (site.clone(), read.setter(), as_another.clone());
        let (clients, at_hand) = (props.clients.clone(), props.at_hand.clone());
        Callback::from(move |(name, text): (String, String)| {
            let catalogue = &site.library().catalogue;
            match read_answers(&Source { name: &name, text: &text }, catalogue) {
                Ok(answers) => {
                    let (code, named) = named(&answers.sheet, catalogue);
                    let known = known(&clients, catalogue, code, named.unwrap_or(&answers.organisation));
                    // The same file again: what is at hand is open already.
                    let is_open = |client: &Rc<Client>| client.id == at_hand && client.holds(&answers);
                    if known == Known::Not || clients.iter().any(is_open) {
                        return as_another.emit((name, answers));
                    }
                    let organisation = named.unwrap_or(&answers.organisation).to_owned();
                    read.set(Read::Known(Box::new(Meeting { name: organisation, file: name, text, answers })));
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
                <a class="button" href={Route::Take.href()}>{ t.take_title() }</a>
                <button type="button" disabled={blank} onclick={&props.on_export}>{ t.files_export() }</button>
                <button type="button" class="quiet" onclick={load_example}>{ t.files_example() }</button>
            </p>
            <div aria-live="polite">{ outcome(&read, &as_another, site.lang, t) }</div>
        </section>
    }
}

fn outcome(read: &Read, as_another: &Callback<(String, Answers)>, lang: Lang, t: &'static Texts) -> Html {
    match read {
        Read::Nothing => Html::default(),
        Read::Known(meeting) => known_one(meeting, as_another, t),
        Read::Opened(name) => html! { <p class="notice">{ fill(t.files_opened(), &[("name", name)]) }</p> },
        Read::Refused(name, found) => problems(name, found, lang, t),
        Read::TooLarge(name) => html! { <p class="notice bad">{ fill(t.files_too_large(), &[("name", name)]) }</p> },
        Read::Unreadable(name) => html! { <p class="notice bad">{ fill(t.files_unreadable(), &[("name", name)]) }</p> },
    }
}

/// Asks what is to become of a file whose organisation is here.
fn known_one(meeting: &Meeting, as_another: &Callback<(String, Answers)>, t: &'static Texts) -> Html {
    let another = {
        let (file, answers) = (meeting.file.clone(), meeting.answers.clone());
        as_another.reform(move |_: MouseEvent| (file.clone(), answers.clone()))
    };
    merge_or_another(KNOWN, &meeting.name, (&meeting.file, &meeting.text), Html::default(), another, t)
}

/// Reads a chosen file.
fn take(file: File, open: Callback<(String, String)>, read: UseStateSetter<Read>) {
    let name = browser::name_of(&file);
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

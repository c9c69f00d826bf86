//! An association's own forms, which are filled and take the place of the kit's application. They are kept for the next
//! time, beside the saves.

use super::choice::Choice;
use crate::browser;
use crate::engine::Book;
use crate::host::Hosted;
use crate::parts::{Chooser, check_box, chooser, size};
use crate::site::Site;
use crate::store::{FORMS_OF_OVERLAYS, Forms, KeptForm, Trouble};
use crate::texts::fill;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};
use yew::prelude::*;

/// A form that goes in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chosen {
    pub(super) name: String,
    /// The document in whose place it stands; `None`: the application.
    pub(super) document: Option<String>,
    pub(super) file: Blob,
    /// It comes from the host of the site.
    of_host: bool,
}

/// All forms that are kept, and whether they could be kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Kept {
    forms: Vec<KeptForm>,
    /// How many changes of them the browser has not written down yet.
    writing: usize,
    /// The last one could not be kept for the next time.
    failed: bool,
    /// The forms of the host, once they have come or turned out to be lost.
    of_host: Option<Vec<KeptForm>>,
}

/// What happens to the forms.
pub(super) enum Step {
    /// Those of before, and those of the host.
    Came(Vec<KeptForm>, Vec<KeptForm>),
    /// Some are chosen, in the place of those of their names.
    Taken(Vec<KeptForm>),
    /// Some are removed.
    Removed(Vec<KeptForm>),
    /// A change is written down, or cannot be.
    Written(bool),
}

impl Reducible for Kept {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let mut kept = (*self).clone();
        let same = |one: &KeptForm, other: &KeptForm| one.of == other.of && one.name == other.name;
        match step {
            Step::Came(forms, of_host) => {
                // What was chosen in the meantime stands.
                let before = forms.into_iter().filter(|form| !kept.forms.iter().any(|known| same(known, form)));
                kept.forms = before.chain(kept.forms.iter().cloned()).collect();
                kept.of_host = Some(of_host);
            }
            Step::Taken(new) => {
                kept.forms.retain(|known| !new.iter().any(|new| same(known, new)));
                kept.forms.extend(new);
                kept.writing += 1;
                kept.failed = false;
            }
            Step::Removed(gone) => {
                kept.forms.retain(|known| !gone.iter().any(|gone| same(known, gone)));
                kept.writing += 1;
                kept.failed = false;
            }
            Step::Written(well) => {
                kept.writing = kept.writing.saturating_sub(1);
                kept.failed |= !well;
            }
        }
        Rc::new(kept)
    }
}

impl Kept {
    /// Whether forms of the host are on their way.
    pub(super) fn waits(&self) -> bool {
        self.of_host.is_none()
    }

    /// All of them, read now.
    pub(super) async fn read(hosted: &Hosted) -> Self {
        let (forms, of_host) = come(hosted).await;
        Self { forms, of_host: Some(of_host), ..Self::default() }
    }

    fn of_host(&self) -> &[KeptForm] {
        self.of_host.as_deref().unwrap_or_default()
    }
}

/// The forms of before and those of the host, read when the page begins.
#[hook]
pub(super) fn use_kept(site: &Site) -> UseReducerHandle<Kept> {
    let kept = use_reducer(Kept::default);
    let steps = kept.dispatcher();
    let hosted = Rc::clone(&site.hosted);
    use_effect_with((), move |()| {
        spawn_local(async move {
            let (forms, of_host) = come(&hosted).await;
            steps.dispatch(Step::Came(forms, of_host));
        });
    });
    kept
}

/// The forms of before and those of the host; one that does not come is missed by name ([`missing`]).
async fn come(hosted: &Hosted) -> (Vec<KeptForm>, Vec<KeptForm>) {
    let mut forms = Vec::new();
    if let Ok(store) = Forms::open().await
        && let Ok(found) = store.all().await
    {
        forms = found;
    }
    let mut of_host = Vec::new();
    for form in hosted.host.iter().flat_map(|host| &host.forms) {
        if let Some(file) = hosted.file(&form.file).await {
            let of = form.regime.clone().unwrap_or_else(|| FORMS_OF_OVERLAYS.to_owned());
            of_host.push(KeptForm { of, name: form.file.clone(), file });
        }
    }
    (forms, of_host)
}

/// The forms that go in for a procedure: those chosen for the rule book, those loaded with overlays that name them, and
/// those of the host, unless the visitor has one of the same name. A form that an overlay names for another procedure
/// stays out, and so does the host's application where one does not apply for the first time.
pub(super) fn chosen(kept: &Kept, book: &Book, procedure: &str) -> Vec<Chosen> {
    let named = book.rules().forms_of_overlays(procedure);
    let document = |name: &str| named.iter().find(|(known, _)| *known == name).map(|(_, document)| *document);
    let mine = |form: &&KeptForm| form.of == book.rules().id;
    let of_overlay = |form: &&KeptForm| {
        let also_mine = kept.forms.iter().any(|other| mine(&other) && other.name == form.name);
        form.of == FORMS_OF_OVERLAYS && document(&form.name).is_some() && !also_mine
    };
    let elsewhere = |name: &str| {
        let forms = book.rules().overlays.iter().flat_map(|overlay| &overlay.forms);
        document(name).is_none() && forms.into_iter().any(|form| form.docx.as_deref() == Some(name))
    };
    let own = kept.forms.iter().filter(|form| (mine(form) || of_overlay(form)) && !elsewhere(&form.name));
    let own: Vec<&KeptForm> = own.collect();
    let is_first = procedure == book.rules().first_procedure();
    let wanted = |form: &&KeptForm| {
        let is_named = document(&form.name).is_some() || is_first && mine(form) && !elsewhere(&form.name);
        is_named && own.iter().all(|other| other.name != form.name)
    };
    let of_host = kept.of_host().iter().filter(wanted);
    own.iter()
        .copied()
        .map(|form| (form, false))
        .chain(of_host.map(|form| (form, true)))
        .map(|(form, of_host)| Chosen {
            of_host,
            name: form.name.clone(),
            document: document(&form.name).map(str::to_owned),
            file: form.file.clone(),
        })
        .collect()
}

/// The forms that overlays or the host name and that are not here.
pub(super) fn missing(kept: &Kept, chosen: &[Chosen], site: &Site, book: &Book, procedure: &str) -> Vec<String> {
    let rules = book.rules();
    let named = rules.forms_of_overlays(procedure).into_iter().map(|(name, _)| name);
    let of_host = site.hosted.host.iter().flat_map(|host| &host.forms);
    let is_first = procedure == rules.first_procedure();
    let of_host = of_host.filter(|form| is_first && form.regime.as_deref() == Some(rules.id.as_str()));
    // The names of those that came and stand elsewhere are no loss.
    let lost =
        of_host.map(|form| form.file.as_str()).filter(|name| kept.of_host().iter().all(|form| form.name != *name));
    let mut missing: Vec<String> = Vec::new();
    for name in named.chain(lost.filter(|_| !kept.waits())) {
        if chosen.iter().all(|form| form.name != name) && missing.iter().all(|known| known != name) {
            missing.push(name.to_owned());
        }
    }
    missing
}

/// Whether a form is one that the host brings: it cannot be chosen by the visitor, who does not have it.
fn is_of_host(site: &Site, name: &str) -> bool {
    site.hosted.host.iter().flat_map(|host| &host.forms).any(|form| form.file == name)
}

/// Takes forms in, in the place of those of their names, and keeps them.
fn take(kept: &UseReducerHandle<Kept>, of: &str, files: Vec<File>) {
    let new: Vec<KeptForm> = files
        .into_iter()
        .map(|file| KeptForm { of: of.to_owned(), name: browser::name_of(&file), file: Blob::clone(&file) })
        .collect();
    kept.dispatch(Step::Taken(new.clone()));
    let steps = kept.dispatcher();
    spawn_local(async move {
        let written = async {
            let store = Forms::open().await?;
            for form in &new {
                store.put(form).await?;
            }
            Ok::<(), Trouble>(())
        };
        steps.dispatch(Step::Written(written.await.is_ok()));
    });
}

/// Forgets a form wherever it is kept.
fn remove(kept: &UseReducerHandle<Kept>, name: &str, regime: &str) {
    let goes = |form: &&KeptForm| form.name == name && (form.of == regime || form.of == FORMS_OF_OVERLAYS);
    let gone: Vec<KeptForm> = kept.forms.iter().filter(goes).cloned().collect();
    kept.dispatch(Step::Removed(gone.clone()));
    let steps = kept.dispatcher();
    spawn_local(async move {
        if let Ok(store) = Forms::open().await {
            for form in &gone {
                // One that stays is there again the next time, and can be removed then.
                let _ = store.remove(form).await;
            }
        }
        steps.dispatch(Step::Written(true));
    });
}

/// The forms chosen so far, and where to choose some. A file chosen again replaces the one of its name.
pub(super) fn forms(
    kept: &UseReducerHandle<Kept>,
    choice: &UseStateHandle<Choice>,
    book: &Book,
    disabled: bool,
    site: &Site,
) -> Html {
    let t = site.t;
    let procedure = choice.procedure(book);
    let chosen = chosen(kept, book, procedure);
    let wanted = missing(kept, &chosen, site, book, procedure);
    let regime = book.rules().id.clone();
    let take_in = {
        let (kept, regime) = (kept.clone(), regime.clone());
        Callback::from(move |files: Vec<File>| take(&kept, &regime, files))
    };
    let take_out = |name: &str| {
        let (kept, regime, name) = (kept.clone(), regime.clone(), name.to_owned());
        Callback::from(move |_: MouseEvent| remove(&kept, &name, &regime))
    };
    let keep_links = {
        let choice = choice.clone();
        Callback::from(move |_: Event| choice.set(Choice { keep_links: !choice.keep_links, ..(*choice).clone() }))
    };
    let place = |form: &Chosen| {
        let document = form.document.as_deref().map(|id| book.words().title("document", id));
        fill(t.forms_in_place(), &[("title", document.unwrap_or_else(|| t.forms_application()))])
    };
    let with = Chooser {
        id: "forms",
        accept: ".docx,.docm,.dotx,application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        label: t.forms_choose(),
        multiple: true,
        primary: false,
        disabled,
    };
    let (of_host, of_visitor): (Vec<String>, Vec<String>) =
        wanted.iter().cloned().partition(|name| is_of_host(site, name));
    html! {
        <details class="forms" aria-busy={(kept.writing > 0).to_string()} open={!chosen.is_empty() || !wanted.is_empty()}>
            <summary>{ t.forms_title() }</summary>
            <p><small>{ t.forms_text() }</small></p>
            if !of_host.is_empty() {
                <p class="notice bad">{ fill(t.forms_of_host_lost(), &[("names", &of_host.join(t.list_comma()))]) }</p>
            }
            if !of_visitor.is_empty() {
                <p>{ fill(t.forms_wanted(), &[("names", &of_visitor.join(t.list_comma()))]) }</p>
            }
            if !chosen.is_empty() {
                <ul class="list">
                    for form in &chosen {
                        <li key={form.name.clone()}>
                            <b>{ &form.name }</b>{ " " }<small>{ size(form.file.size() as u64) }{ " · " }{ place(form) }</small>
                            if form.of_host {
                                { " " }<span class="tag">{ t.host_form_from() }</span>
                            } else {
                                <button
                                    type="button"
                                    class="quiet"
                                    {disabled}
                                    aria-label={fill(t.evidence_remove(), &[("name", &form.name)])}
                                    onclick={take_out(&form.name)}
                                >{ t.evidence_remove_short() }</button>
                            }
                        </li>
                    }
                </ul>
                <div class="boxes">
                    { check_box("keep-links".to_owned(), t.forms_keep_links(), choice.keep_links, keep_links) }
                </div>
            }
            if kept.failed {
                <p class="notice" role="alert">{ t.forms_not_kept() }</p>
            }
            <p class="acts">{ chooser(&with, &take_in) }</p>
        </details>
    }
}

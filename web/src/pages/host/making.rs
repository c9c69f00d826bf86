//! What is being made: the fields as typed and the files chosen, kept in the browser as they change.

use crate::browser;
use crate::store::{FILES_OF_HOST, Forms, KeptForm};
use std::rc::Rc;
use web_sys::Blob;
use yew::prelude::*;
use ziping_host::{Draft, HostForm, is_of_book};

/// Where the fields are kept.
const KEY: &str = "ziping.host-draft";

/// The state of the page.
#[derive(Clone, PartialEq)]
pub(super) struct Making {
    pub(super) draft: Rc<Draft>,
    /// The files at hand.
    pub(super) files: Rc<Vec<KeptForm>>,
    /// The files that are kept were read.
    pub(super) ready: bool,
}

/// What changes it.
pub(super) enum Act {
    /// A field.
    Edit(Box<dyn FnOnce(&mut Draft)>),
    /// All of it, with the files of another folder.
    Begin(Box<Draft>, Vec<KeptForm>),
    /// Files come in, under their names.
    Take(Vec<KeptForm>),
    /// The files of a rule book come in, under their paths `ID/FILE`, in the place of those of its id.
    TakeBook(String, Vec<KeptForm>),
    /// A rule book goes.
    DropBook(String),
    /// A file goes.
    Drop(String),
    /// The files that were kept are here.
    Kept(Vec<KeptForm>),
}

impl Making {
    pub(super) fn begin() -> Self {
        let draft = browser::remembered(KEY).and_then(|text| serde_json::from_str(&text).ok());
        Self { draft: Rc::new(draft.unwrap_or_default()), files: Rc::default(), ready: false }
    }

    /// A file by its name.
    pub(super) fn file(&self, name: &str) -> Option<&Blob> {
        self.files.iter().find(|file| file.name == name).map(|file| &file.file)
    }

    /// The files of a rule book as they are kept, one after the other, that are here.
    pub(super) fn of_book(&self, id: &str) -> Vec<&KeptForm> {
        self.files.iter().filter(|file| is_of_book(&file.name, id)).collect()
    }

    /// The files that the fields name and that are here.
    pub(super) fn named(&self) -> (Vec<String>, Vec<Blob>) {
        let named = self.draft.files().into_iter();
        named.filter_map(|name| Some((name.to_owned(), self.file(name)?.clone()))).unzip()
    }
}

impl Reducible for Making {
    type Action = Act;

    fn reduce(self: Rc<Self>, act: Act) -> Rc<Self> {
        let mut next = (*self).clone();
        match act {
            Act::Edit(edit) => {
                let draft = Rc::make_mut(&mut next.draft);
                edit(draft);
                draft.figures.retain(|figure| !figure.is_blank());
            }
            Act::Begin(draft, files) => {
                next.draft = Rc::new(*draft);
                next.files = Rc::new(files);
                next.ready = true;
            }
            Act::Take(new) => {
                for file in &new {
                    take_in(Rc::make_mut(&mut next.draft), &file.name);
                }
                let files = Rc::make_mut(&mut next.files);
                files.retain(|known| new.iter().all(|new| new.name != known.name));
                files.extend(new);
            }
            Act::TakeBook(id, new) => {
                let draft = Rc::make_mut(&mut next.draft);
                draft.rulebooks.retain(|known| !is_of_book(known, &id));
                draft.rulebooks.extend(new.iter().map(|file| file.name.clone()));
                if !draft.regimes.is_empty() && !draft.regimes.contains(&id) {
                    draft.regimes.push(id.clone());
                }
                let files = Rc::make_mut(&mut next.files);
                files.retain(|known| !is_of_book(&known.name, &id));
                files.extend(new);
            }
            Act::DropBook(id) => {
                let draft = Rc::make_mut(&mut next.draft);
                draft.rulebooks.retain(|known| !is_of_book(known, &id));
                draft.regimes.retain(|known| *known != id);
                draft
                    .forms
                    .iter_mut()
                    .filter(|form| form.regime.as_ref() == Some(&id))
                    .for_each(|form| form.regime = None);
                Rc::make_mut(&mut next.files).retain(|known| !is_of_book(&known.name, &id));
            }
            Act::Drop(name) => {
                let draft = Rc::make_mut(&mut next.draft);
                draft.overlays.retain(|known| *known != name);
                draft.forms.retain(|known| known.file != name);
                if draft.mark == name {
                    draft.mark.clear();
                }
                Rc::make_mut(&mut next.files).retain(|known| known.name != name);
            }
            Act::Kept(files) => {
                next.files = Rc::new(files);
                next.ready = true;
            }
        }
        Rc::new(next)
    }
}

/// What a file is for, by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Mark,
    Overlay,
    Form,
    Folder,
}

impl FileKind {
    pub(super) fn of(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "png" | "svg" => Some(Self::Mark),
            "toml" => Some(Self::Overlay),
            "docx" | "docm" | "dotx" => Some(Self::Form),
            "zip" => Some(Self::Folder),
            _ => None,
        }
    }
}

/// Names a file in the fields, by what it is for.
fn take_in(draft: &mut Draft, name: &str) {
    match FileKind::of(name) {
        Some(FileKind::Mark) => name.clone_into(&mut draft.mark),
        Some(FileKind::Overlay) if !draft.overlays.iter().any(|known| known == name) => {
            draft.overlays.push(name.to_owned());
        }
        Some(FileKind::Form) if !draft.forms.iter().any(|known| known.file == name) => {
            draft.forms.push(HostForm { file: name.to_owned(), regime: None });
        }
        Some(_) | None => {}
    }
}

/// The rule books in the order of the page, each with whether it is shown. `all`: their ids in the kit's order.
pub(super) fn shown(draft: &Draft, all: &[String]) -> Vec<(String, bool)> {
    let first = if draft.regimes.is_empty() { all } else { draft.regimes.as_slice() };
    let rest = all.iter().filter(|id| !first.contains(id)).map(|id| (id.clone(), false));
    first.iter().map(|id| (id.clone(), true)).chain(rest).collect()
}

/// Says which are shown; all of them in the kit's order need not be said.
pub(super) fn show(draft: &mut Draft, books: &[(String, bool)], all: &[String]) {
    let shown: Vec<String> = books.iter().filter(|(_, shown)| *shown).map(|(id, _)| id.clone()).collect();
    draft.regimes = if shown == all { Vec::new() } else { shown };
}

/// Keeps the fields. `false`: the browser does not.
pub(super) fn keep(draft: &Draft) -> bool {
    let text = if draft.is_empty() { String::new() } else { serde_json::to_string(draft).unwrap_or_default() };
    browser::keep(KEY, &text)
}

/// Keeps just these files. `false`: the browser does not keep them all.
pub(super) async fn keep_only(files: &[KeptForm]) -> bool {
    let Ok(store) = Forms::open().await else { return files.is_empty() };
    let mut good = true;
    for gone in store.all().await.unwrap_or_default() {
        if gone.of == FILES_OF_HOST && files.iter().all(|file| file.name != gone.name) {
            good &= store.remove(&gone).await.is_ok();
        }
    }
    for file in files {
        good &= store.put(file).await.is_ok();
    }
    good
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    #[wasm_bindgen_test]
    fn rule_books_are_shown_in_the_host_s_order_and_the_kit_s_need_not_be_said() {
        let all = ids(&["a", "b", "c"]);
        let mut draft = Draft::default();
        let mut books = shown(&draft, &all);
        assert_eq!(books, [("a".into(), true), ("b".into(), true), ("c".into(), true)]);
        show(&mut draft, &books, &all);
        assert!(draft.regimes.is_empty());
        books.swap(0, 2);
        books[1].1 = false;
        show(&mut draft, &books, &all);
        assert_eq!(draft.regimes, ["c", "a"]);
        assert_eq!(shown(&draft, &all), [("c".into(), true), ("a".into(), true), ("b".into(), false)]);
    }

    #[wasm_bindgen_test]
    fn a_file_goes_where_its_ending_says_and_stands_there_once() {
        let mut draft = Draft::default();
        for name in ["a.png", "B.SVG", "x.toml", "x.toml", "f.docx", "f.docx", "y.txt", "host.zip", "none"] {
            take_in(&mut draft, name);
        }
        assert_eq!((draft.mark.as_str(), draft.overlays.as_slice()), ("B.SVG", &ids(&["x.toml"])[..]));
        assert_eq!(draft.forms, [HostForm { file: "f.docx".into(), regime: None }]);
        assert_eq!(FileKind::of("host.ZIP"), Some(FileKind::Folder));
    }
}

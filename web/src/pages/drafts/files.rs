//! Folders and files coming in, with the paths that they have.

use crate::browser;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DataTransferItem, DragEvent, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry,
    HtmlInputElement,
};
use yew::prelude::*;

/// The most files that are looked at: a rule book has a dozen.
const MOST: usize = 500;

/// What was put in.
#[derive(Clone)]
pub(in crate::pages) enum Given {
    Files(Vec<File>),
    /// What was dropped; a folder among it is not read yet.
    Entries(Vec<FileSystemEntry>),
}

impl Given {
    /// All files with their paths.
    pub(in crate::pages) async fn all(self) -> Vec<(String, Blob)> {
        match self {
            Self::Files(files) => files.into_iter().map(|file| (path_of(&file), file.into())).collect(),
            Self::Entries(entries) => walk(entries).await,
        }
    }
}

/// The path of a file in the folder that was chosen; its name where none was.
fn path_of(file: &File) -> String {
    let path = Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| browser::name_of(file))
}

/// The files of entries and of the folders among them.
async fn walk(entries: Vec<FileSystemEntry>) -> Vec<(String, Blob)> {
    let (mut waiting, mut files) = (entries, Vec::new());
    while let Some(entry) = waiting.pop() {
        if files.len() + waiting.len() > MOST {
            break;
        }
        let path = entry.full_path().trim_start_matches('/').to_owned();
        if entry.is_directory() {
            waiting.extend(inside(entry.unchecked_into()).await);
        } else if let Some(file) = file_of(entry.unchecked_into()).await {
            files.push((path, file));
        }
    }
    files
}

/// What a folder holds. The browser tells it in parts, the last of which is empty.
async fn inside(folder: FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut all = Vec::new();
    loop {
        let part = promised(|done, failed| {
            let _ = reader.read_entries_with_callback_and_callback(&done, &failed);
        });
        let part: Vec<FileSystemEntry> = match part.await.and_then(|part| part.dyn_into::<Array>().ok()) {
            // Browsers call their class by other names than the standard: it cannot be asked for.
            Some(part) => part.iter().map(JsCast::unchecked_into).collect(),
            None => return all,
        };
        if part.is_empty() || all.len() > MOST {
            return all;
        }
        all.extend(part);
    }
}

async fn file_of(entry: FileSystemFileEntry) -> Option<Blob> {
    promised(|done, failed| entry.file_with_callback_and_callback(&done, &failed)).await?.dyn_into().ok()
}

/// What is told to the first of two functions; `None`: the second was called.
async fn promised(mut begin: impl FnMut(Function, Function)) -> Option<wasm_bindgen::JsValue> {
    JsFuture::from(Promise::new(&mut begin)).await.ok()
}

/// A button that opens the browser's dialog for folders.
pub(in crate::pages) fn folder_chooser(
    id: &'static str,
    label: &'static str,
    disabled: bool,
    take: &Callback<Given>,
) -> Html {
    let onchange = take.reform(|event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        let list = input.files().into_iter();
        let files =
            list.flat_map(|list| (0..list.length()).filter_map(move |place| list.get(place))).take(MOST).collect();
        // The same folder can be chosen again after it was mended.
        input.set_value("");
        Given::Files(files)
    });
    html! {
        <label class={classes!("button", "primary", disabled.then_some("off"))}>
            <input type="file" {id} webkitdirectory=true {disabled} {onchange} />
            { label }
        </label>
    }
}

/// What listens to files and folders that are dragged over the page and dropped on it: over, leave, drop.
pub(in crate::pages) fn drops(over: &UseStateHandle<bool>, take: &Callback<Given>) -> [Callback<DragEvent>; 3] {
    let files = take.reform(|files: Vec<File>| Given::Files(files));
    let [ondragover, ondragleave, dropped] = crate::parts::drops(over, &files);
    let (take, over) = (take.clone(), over.setter());
    let ondrop = Callback::from(move |event: DragEvent| {
        let entries = entries_of(&event);
        if entries.iter().any(FileSystemEntry::is_directory) {
            event.prevent_default();
            over.set(false);
            take.emit(Given::Entries(entries));
        } else {
            dropped.emit(event);
        }
    });
    [ondragover, ondragleave, ondrop]
}

/// What was dropped, as files and folders. They must be asked for before the event is over.
fn entries_of(event: &DragEvent) -> Vec<FileSystemEntry> {
    let Some(items) = event.data_transfer().map(|data| data.items()) else { return Vec::new() };
    let items = (0..items.length()).filter_map(|place| items.get(place));
    items.filter_map(|item: DataTransferItem| item.webkit_get_as_entry().ok().flatten()).collect()
}

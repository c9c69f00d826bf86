//! Folders and files coming in, with the paths that they have.

use super::drop::{Chooser, drops};
use crate::browser;
use crate::texts::{Texts, fill};
use js_sys::{Array, Function, Promise, Reflect};
use std::collections::VecDeque;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransferItem, DragEvent, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry, HtmlInputElement,
};
use yew::prelude::*;

/// The most files that are read at once.
const MOST: usize = 500;
/// The most files and folders that are counted.
const COUNTED: usize = 20_000;

/// What was put in.
#[derive(Clone)]
pub(crate) enum Given {
    Files(Vec<File>),
    /// What was dropped; a folder among it is not read yet.
    Entries(Vec<FileSystemEntry>),
}

/// What came of it.
#[derive(Default)]
pub(crate) struct Came {
    /// The files with their paths; those of folders in the order of their paths.
    pub(crate) files: Vec<(String, File)>,
    pub(crate) rest: Rest,
}

/// What did not come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rest {
    /// How many files more there were than are read at once.
    more: usize,
    /// There were more than are counted.
    uncounted: bool,
    /// The paths of files and folders that the browser could not read.
    unread: Vec<String>,
}

impl Given {
    /// All files with their paths, as far as they are read at once.
    pub(crate) async fn all(self) -> Came {
        match self {
            Self::Files(files) => {
                let mut files: Vec<(String, File)> = files.into_iter().map(|file| (path_of(&file), file)).collect();
                // Single files stay in the order in which they were chosen.
                if files.iter().any(|(path, _)| path.contains('/')) {
                    in_order(&mut files);
                }
                let more = files.len().saturating_sub(MOST);
                files.truncate(MOST);
                Came { files, rest: Rest { more, ..Rest::default() } }
            }
            Self::Entries(entries) => walk(entries).await,
        }
    }
}

fn in_order(files: &mut [(String, File)]) {
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
}

/// What did not come, in words; nothing where all did.
pub(crate) fn rest(rest: &Rest, t: &Texts) -> Html {
    let (most, n) = (MOST.to_string(), rest.more.to_string());
    let more = if rest.uncounted { t.folder_uncounted() } else { t.folder_more() };
    html! {
        <>
            if rest.more > 0 || rest.uncounted {
                <p class="notice bad" role="alert">{ fill(more, &[("most", &most), ("n", &n)]) }</p>
            }
            if !rest.unread.is_empty() {
                <p class="notice bad" role="alert">{ fill(t.folder_unread(), &[("names", &rest.unread.join(t.list_comma()))]) }</p>
            }
        </>
    }
}

/// The path of a file in the folder that was chosen; its name where none was.
fn path_of(file: &File) -> String {
    let path = Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| browser::name_of(file))
}

/// The files of entries and of the folders among them, those that lie higher first.
async fn walk(entries: Vec<FileSystemEntry>) -> Came {
    let (mut waiting, mut came, mut seen) = (VecDeque::from(entries), Came::default(), 0);
    while let Some(entry) = waiting.pop_front() {
        seen += 1;
        if seen > COUNTED {
            came.rest.uncounted = true;
            break;
        }
        let path = entry.full_path().trim_start_matches('/').to_owned();
        if entry.is_directory() {
            match inside(entry.unchecked_into()).await {
                Some(all) => waiting.extend(all),
                None => came.rest.unread.push(path),
            }
        } else if came.files.len() == MOST {
            came.rest.more += 1;
        } else {
            match file_of(entry.unchecked_into()).await {
                Some(file) => came.files.push((path, file)),
                None => came.rest.unread.push(path),
            }
        }
    }
    in_order(&mut came.files);
    came
}

/// What a folder holds; `None`: it cannot be read. The browser tells it in parts, the last of which is empty.
async fn inside(folder: FileSystemDirectoryEntry) -> Option<Vec<FileSystemEntry>> {
    let reader = folder.create_reader();
    let mut all = Vec::new();
    loop {
        let part = promised(|done, failed| {
            let _ = reader.read_entries_with_callback_and_callback(&done, &failed);
        });
        let part: Array = part.await?.dyn_into().ok()?;
        // Browsers call their class by other names than the standard: it cannot be asked for.
        let part: Vec<FileSystemEntry> = part.iter().map(JsCast::unchecked_into).collect();
        if part.is_empty() || all.len() > COUNTED {
            return Some(all);
        }
        all.extend(part);
    }
}

async fn file_of(entry: FileSystemFileEntry) -> Option<File> {
    promised(|done, failed| entry.file_with_callback_and_callback(&done, &failed)).await?.dyn_into().ok()
}

/// What is told to the first of two functions; `None`: the second was called.
async fn promised(mut begin: impl FnMut(Function, Function)) -> Option<wasm_bindgen::JsValue> {
    JsFuture::from(Promise::new(&mut begin)).await.ok()
}

/// A button that opens the browser's dialog for folders.
pub(crate) fn folder_chooser(with: &Chooser, take: &Callback<Given>) -> Html {
    let onchange = take.reform(|event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        let list = input.files().into_iter();
        let files = list.flat_map(|list| (0..list.length()).filter_map(move |place| list.get(place))).collect();
        // The same folder can be chosen again after it was mended.
        input.set_value("");
        Given::Files(files)
    });
    html! {
        <label class={classes!("button", with.primary.then_some("primary"), with.disabled.then_some("off"))}>
            <input type="file" id={with.id} webkitdirectory=true disabled={with.disabled} {onchange} />
            { with.label }
        </label>
    }
}

/// What listens to files and folders that are dragged over the page and dropped on it: over, leave, drop.
pub(crate) fn folder_drops(over: &UseStateHandle<bool>, take: &Callback<Given>) -> [Callback<DragEvent>; 3] {
    let files = take.reform(|files: Vec<File>| Given::Files(files));
    let [ondragover, ondragleave, dropped] = drops(over, &files);
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

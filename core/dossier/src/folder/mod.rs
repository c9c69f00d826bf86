//! The host folder as a whole: its pictures and forms checked beside the rule books, the folder as `host.zip`, and a folder
//! out of a zip. `ziping host` and the page that makes a folder say and write the same by it.

mod forms;
mod pack;

use ziping_base::diag::Diagnostic;
use ziping_base::say;
use ziping_host::{Host, check_mark};

pub use forms::{Lookup, books_with_forms, check_forms, forms_for};
pub use pack::{LARGEST_FOLDER, open_folder, pack_folder};

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderFile {
    /// Its plain name; of a rule book's file that of its folder before it, with `/`.
    pub name: String,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// Problems by the file that has them.
pub type Found = Vec<(String, Vec<Diagnostic>)>;

fn bytes<'f>(files: &'f [FolderFile], name: &str) -> Option<&'f [u8]> {
    files.iter().find(|file| file.name == name).map(|file| file.bytes.as_slice())
}

/// Files that are named in `host.json` and not there.
#[must_use]
pub fn missing_files(host: &Host, has: &dyn Fn(&str) -> bool) -> Found {
    let mut found: Found = Vec::new();
    for name in host.files().filter(|name| !has(name)) {
        if found.iter().all(|(known, _)| known != name) {
            found.push((name.to_owned(), vec![missing(name)]));
        }
    }
    found
}

fn missing(name: &str) -> Diagnostic {
    let message =
        say!("`{name}` is named in host.json and not in the folder", "host.json 里写了“{name}”，文件夹里没有");
    Diagnostic::error("missing-file", message).help(say!(
        "put it beside host.json, or leave the name out",
        "请把它放在 host.json 旁边，或从 host.json 里去掉"
    ))
}

/// What is wrong with the mark. A file that is not there is told by [`missing_files`].
#[must_use]
pub fn check_picture(host: &Host, files: &[FolderFile]) -> Found {
    let Some(mark) = &host.mark else { return Found::new() };
    let problems = bytes(files, mark).map(|bytes| check_mark(mark, bytes)).unwrap_or_default();
    if problems.is_empty() { Found::new() } else { vec![(mark.clone(), problems)] }
}

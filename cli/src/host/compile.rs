//! The rule books of a site with the overlays, rule books and figures of its host folder, compiled: what a visitor's browser
//! would otherwise make of these files on the first visit.

use super::Folder;
use crate::assess::{Failure, content, content_with};
use crate::content::overlay_texts;
use std::collections::BTreeMap;
use ziping_content::TextFile;
use ziping_content::overlay::apply_each;
use ziping_dossier::Measure;
use ziping_regime::Origin;
use ziping_regime::compiled::{AppliedFile, fingerprint, write_applied, write_library};

/// The bytes of the file that `compiled` of host.json names; `None`: the folder has nothing to compile. The same as the page
/// makes (`web/src/overlay/read.rs`): a test holds the two together.
///
/// # Errors
/// What is wrong with the files of the folder; [`check`](super::check::check) tells all of it.
pub fn compile(folder: &Folder, other: Option<&std::path::Path>) -> Result<Option<Vec<u8>>, Failure> {
    let books = folder.rulebooks()?;
    let mut overlays = overlay_texts(&folder.overlays()).map_err(Failure::Content)?;
    overlays.extend(folder.figures());
    if books.is_empty() && overlays.is_empty() {
        return Ok(None);
    }
    let base = fingerprint(&write_library(&content(other)?.library));
    let content = content_with(other, &books)?;
    let mut own: BTreeMap<String, BTreeMap<String, _>> = BTreeMap::new();
    for book in &books {
        for (lang, words) in book.words(&content) {
            own.entry(lang).or_default().insert(book.id.clone(), words);
        }
    }
    let (mut overlaid, problems) = apply_each(&content.library, &overlays);
    if problems.iter().any(|of_file| !of_file.is_empty()) {
        return Err(Failure::Content(problems.into_iter().flatten().collect()));
    }
    let ids: Vec<String> = overlaid.overlays.iter().map(|info| info.id.clone()).collect();
    ids.iter().for_each(|id| overlaid.mark(id, Origin::Host));
    overlaid.lend(&content);
    let file = |text: &str, book: Option<String>| AppliedFile {
        hash: Measure::sha256_of(text),
        overlay: None,
        book,
        origin: Origin::Host,
        applied: true,
    };
    let of_books = books.iter().map(|book| file(&book.to_text(), Some(book.id.clone())));
    let files = of_books.chain(overlays.iter().map(|TextFile { text, .. }| file(text, None))).collect();
    let mut applied = overlaid.to_keep(base, files);
    applied.own = own;
    Ok(Some(write_applied(&applied)))
}

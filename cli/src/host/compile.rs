//! The rule books of a site with the overlays, rule books and figures of its host folder, compiled: what a visitor's browser
//! would otherwise make of these files on the first visit.

use ziping_content::draft::Draft;
use ziping_content::overlay::Overlaid;
use ziping_content::{Content, TextFile, own_words};
use ziping_dossier::Measure;
use ziping_regime::compiled::{AppliedFile, fingerprint, write_applied, write_library};
use ziping_regime::{Library, Origin};

/// The bytes of the file that `compiled` of host.json names; `None`: there is nothing to compile. The same as the page makes
/// (`web/src/overlay/read.rs`): a test holds the two together. `kit`: the rule books without the folder; `content`: with the
/// rule books of the folder; `overlays`: its overlays and figures, which are laid over that in `overlaid`.
pub fn compile(
    kit: &Library,
    content: &Content,
    books: &[Draft],
    overlays: &[TextFile],
    mut overlaid: Overlaid,
) -> Option<Vec<u8>> {
    if books.is_empty() && overlays.is_empty() {
        return None;
    }
    let ids: Vec<String> = overlaid.overlays.iter().map(|info| info.id.clone()).collect();
    ids.iter().for_each(|id| overlaid.mark(id, Origin::Host));
    overlaid.lend(content);
    let file = |text: &str, book: Option<String>| AppliedFile {
        hash: Measure::sha256_of(text),
        overlay: None,
        book,
        origin: Origin::Host,
        applied: true,
    };
    let of_books = books.iter().map(|book| file(&book.to_text(), Some(book.id.clone())));
    let files = of_books.chain(overlays.iter().map(|TextFile { text, .. }| file(text, None))).collect();
    let own = own_words(content, books.iter());
    Some(write_applied(&overlaid.to_keep(fingerprint(&write_library(kit)), files, own)))
}

//! The head of an overlay: what it is, which rule book it fits, which forms it replaces.

use crate::diag::{Span, nearest};
use crate::node::Node;
use crate::regime::basis::{OverlayForm, OverlayInfo};
use crate::regime::facts_file::check_id;
use crate::regime::model::{Library, RuleBook};
use crate::regime::reader::{Get, Reader};
use crate::regime::rulebook_file::{status, version};
use std::collections::BTreeMap;

/// The head, and the place of its rule book; nothing when there is no such rule book.
pub(super) fn read(node: &Node, library: &Library, reader: &mut Reader<'_>) -> Option<(OverlayInfo, usize)> {
    if node.get("overlay").is_some() && node.whole_at("overlay") != Some(1) {
        let span = node.span_of("overlay");
        reader.problem(span, "other-schema", "this version reads overlays of format 1", "use overlay = 1");
    }
    let id = node.owned("id");
    let span = node.span_of("id");
    check_id(&id, span, reader);
    if id.contains('.') || id.len() > 40 {
        let help = "lower-case letters, digits, _ and -, at most 40: shengxie-2026";
        reader.problem(span, "bad-id", format!("`{id}` is not one short word"), help);
    }
    if library.regimes.iter().flat_map(|book| &book.overlays).any(|known| known.id == id) {
        reader.problem(span, "duplicate-id", format!("the overlay `{id}` is applied already"), "apply it once");
    }
    let info = OverlayInfo {
        id,
        regime: node.owned("regime"),
        version: if node.get("version").is_some() { version(node, reader) } else { String::new() },
        status: status(node),
        source: node.owned("source"),
        facts: Vec::new(),
        derives: Vec::new(),
        forms: Vec::new(),
        contact: BTreeMap::new(),
    };
    let known = || library.regimes.iter().map(|book| book.id.as_str());
    let Some(place) = library.regimes.iter().position(|book| book.id == info.regime) else {
        if node.get("regime").is_some() {
            let all = known().collect::<Vec<_>>().join(", ");
            let help = nearest(&info.regime, known())
                .map_or_else(|| format!("known: {all}"), |near| format!("did you mean `{near}`? Known: {all}"));
            reader.problem(node.span_of("regime"), "unknown-regime", format!("unknown regime `{}`", info.regime), help);
        }
        return None;
    };
    if let Some(book) = library.regimes.get(place) {
        check_fit(node, book, reader);
    }
    Some((info, place))
}

/// `1` fits 1.2.3, and so do `1.2` and `1.2.3`.
fn check_fit(node: &Node, book: &RuleBook, reader: &mut Reader<'_>) {
    let wanted = node.texts("for_version");
    let fits = |version: &str| {
        let mut own = book.version.split('.');
        !version.is_empty() && version.split('.').all(|part| own.next() == Some(part))
    };
    if !wanted.is_empty() && !wanted.iter().any(|(version, _)| fits(version)) {
        let all: Vec<&str> = wanted.iter().map(|(version, _)| *version).collect();
        reader.problem(
            node.span_of("for_version"),
            "other-version",
            format!("the rule book `{}` is of version {}, the overlay fits {}", book.id, book.version, all.join(", ")),
            "get the overlay's newer version; or compare it with the rule book's changes and extend for_version",
        );
    }
}

/// The forms that it replaces.
pub(super) fn forms(node: &Node, book: &RuleBook, reader: &mut Reader<'_>) -> Vec<OverlayForm> {
    let mut forms = Vec::new();
    for (key, table) in node.get("form").and_then(Node::table).unwrap_or_default() {
        check_document(&key.name, key.span, book, reader);
        let docx = table.get("docx").and_then(Node::text);
        if let Some(name) = docx
            && !is_plain_docx(name)
        {
            reader.problem(
                table.span_of("docx"),
                "bad-file",
                format!("`{name}` is not the name of a Word file"),
                "a plain file name that ends in .docx; the file itself is kept beside the overlay",
            );
        }
        forms.push(OverlayForm { document: key.name.clone(), docx: docx.map(str::to_owned) });
    }
    forms
}

fn check_document(id: &str, span: Span, book: &RuleBook, reader: &mut Reader<'_>) {
    let forms = || book.documents.iter().filter(|document| document.form).map(|document| document.id.as_str());
    if forms().any(|known| known == id) {
        return;
    }
    let all = forms().collect::<Vec<_>>().join(", ");
    let help = nearest(id, forms())
        .map_or_else(|| format!("its forms are: {all}"), |near| format!("did you mean `{near}`? Its forms are: {all}"));
    reader.problem(span, "unknown-document", format!("`{id}` is not a form of `{}`", book.id), help);
}

/// A file name, not a path, and nothing that a shell or an archive could mistake for one.
fn is_plain_docx(name: &str) -> bool {
    let stem = name.strip_suffix(".docx").unwrap_or_default();
    let odd = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    !stem.is_empty() && !stem.starts_with('.') && name.chars().count() <= 120 && !name.chars().any(odd)
}

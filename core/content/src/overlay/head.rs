//! The head of an overlay: what it is, which rule book it fits, which forms it replaces.

use crate::facts_file::check_id;
use crate::reader::Reader;
use crate::rulebook_file::{status, version};
use crate::written::{ById, Form, Overlay, Texts};
use std::collections::BTreeMap;
use ziping_base::diag::{Said, Span, joined, or_nearest};
use ziping_base::say;
use ziping_regime::{Library, Origin, RuleBook};
use ziping_regime::{OverlayForm, OverlayInfo};

/// The head, and the place of its rule book; nothing when there is no such rule book.
pub(super) fn read(written: &Overlay<'_>, library: &Library, reader: &mut Reader<'_>) -> Option<(OverlayInfo, usize)> {
    if let Some(format) = written.overlay
        && format.value != Some(1)
    {
        let message = say!("this version reads overlays of format 1", "本版读第 1 版格式的补充规则");
        reader.problem(format.span, "other-schema", message, say!("use overlay = 1", "写作 overlay = 1"));
    }
    let (id, span) = (written.id.owned(), written.id.span);
    check_id(&id, span, reader);
    if id.contains('.') || id.len() > 40 {
        let message = say!("`{id}` is not one short word", "“{id}”不是一个简短的词");
        let help = say!(
            "lower-case letters, digits, _ and -, at most 40: shengxie-2026",
            "只用小写字母、数字、_ 和 -，最多 40 个，如 shengxie-2026"
        );
        reader.problem(span, "bad-id", message, help);
    }
    if library.regimes.iter().flat_map(|book| &book.overlays).any(|known| known.id == id) {
        let message = say!("the overlay `{id}` is applied already", "补充规则“{id}”已经载入");
        let help = say!("apply it once", "同一份只载入一次；若是它的新版本，请先移除旧的");
        reader.problem(span, "duplicate-id", message, help);
    }
    let info = OverlayInfo {
        id,
        regime: written.regime.map(|regime| regime.owned()).unwrap_or_default(),
        version: written.version.map(|written| version(written, reader)).unwrap_or_default(),
        status: status(written.status),
        origin: Origin::Kit,
        source: written.source.owned(),
        facts: Vec::new(),
        derives: Vec::new(),
        forms: Vec::new(),
        contact: BTreeMap::new(),
    };
    let known = || library.regimes.iter().map(|book| book.id.as_str());
    let Some(place) = library.regimes.iter().position(|book| book.id == info.regime) else {
        if let Some(regime) = written.regime {
            let Said { en, zh } = joined(known());
            let help = or_nearest(&info.regime, known(), say!("known: {en}", "现有的规则：{zh}"));
            let message = say!("unknown regime `{id}`", "没有“{id}”这份规则", id = &info.regime);
            reader.problem(regime.span, "unknown-regime", message, help);
        }
        return None;
    };
    if let Some(book) = library.regimes.get(place) {
        check_fit(&written.for_version, book, reader);
    }
    Some((info, place))
}

/// `1` fits 1.2.3, and so do `1.2` and `1.2.3`.
fn check_fit(wanted: &Texts<'_>, book: &RuleBook, reader: &mut Reader<'_>) {
    let fits = |version: &str| {
        let mut own = book.version.split('.');
        !version.is_empty() && version.split('.').all(|part| own.next() == Some(part))
    };
    if !wanted.is_empty() && !wanted.iter().any(|(version, _)| fits(version)) {
        let Said { en, zh } = joined(wanted.iter().map(|(version, _)| *version));
        let (id, version) = (&book.id, &book.version);
        reader.problem(
            wanted.span,
            "other-version",
            say!(
                "the rule book `{id}` is of version {version}, the overlay fits {en}",
                "规则“{id}”现为 {version} 版，这份补充规则适用于 {zh} 版"
            ),
            say!(
                "get the overlay's newer version; or compare it with the rule book's changes and extend for_version",
                "请取得补充规则的新版本；或对照规则的改动，确认仍然适用后把新版本加进 for_version"
            ),
        );
    }
}

/// The forms that it replaces.
pub(super) fn forms(written: &ById<'_, Form<'_>>, book: &RuleBook, reader: &mut Reader<'_>) -> Vec<OverlayForm> {
    let mut forms = Vec::new();
    for (key, form) in written.iter() {
        check_document(&key.name, key.span, book, reader);
        let docx = form.docx.and_then(|docx| Some((docx.value?, docx.span)));
        if let Some((name, span)) = docx
            && !is_plain_docx(name)
        {
            reader.problem(
                span,
                "bad-file",
                say!("`{name}` is not the name of a Word file", "“{name}”不是 Word 文件名"),
                say!(
                    "a plain file name that ends in .docx; the file itself is kept beside the overlay",
                    "写以 .docx 结尾的文件名，不带路径；文件与补充规则放在一起"
                ),
            );
        }
        forms.push(OverlayForm { document: key.name.clone(), docx: docx.map(|(name, _)| name.to_owned()) });
    }
    forms
}

fn check_document(id: &str, span: Span, book: &RuleBook, reader: &mut Reader<'_>) {
    let forms = || book.documents.iter().filter(|document| document.form).map(|document| document.id.as_str());
    if forms().any(|known| known == id) {
        return;
    }
    let (Said { en, zh }, of) = (joined(forms()), &book.id);
    let help = or_nearest(id, forms(), say!("its forms are: {en}", "它的表单有：{zh}"));
    reader.problem(
        span,
        "unknown-document",
        say!("`{id}` is not a form of `{of}`", "规则“{of}”没有“{id}”这份表单"),
        help,
    );
}

/// A file name, not a path, and nothing that a shell or an archive could mistake for one.
fn is_plain_docx(name: &str) -> bool {
    let stem = name.strip_suffix(".docx").unwrap_or_default();
    let odd = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    !stem.is_empty() && !stem.starts_with('.') && name.chars().count() <= 120 && !name.chars().any(odd)
}

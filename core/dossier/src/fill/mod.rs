//! An association's own form: a Word file with placeholders, filled with what the kit's own form says.
//!
//! `{{org.name}}` is a fact, also by its Chinese title, `{{finance.revenue.1}}` to `.3` its closed fiscal years, the
//! earliest first, `{{credit.established}}` how a condition, cap or ground turned out, `{{organisation}}`, `{{regime}}`,
//! `{{date}}`, `{{target}}`, `{{grade}}`, `{{score}}` and `{{eligible}}` what they say. A table row with
//! `{{om.projects.name}}` is repeated for each row of that table; `{{om.projects.#}}` is its number.
//!
//! What stands between `{{#org.history_clear}}` and `{{/org.history_clear}}` stays when the answer is yes, the condition
//! holds or the fact is answered, and with `{{^…}}` when it is no: text within a paragraph, paragraphs (also those of a
//! table cell), or table rows. A block of a table with a column in it that no row repeats is itself repeated.
//!
//! The parts are found and named as their package has them (`dossier::scan`), a placeholder that an editor has split over
//! runs is put together, everything else of the form stays byte for byte as its author made it. What is filled in is
//! escaped. Nothing is filled while any placeholder is unknown, unclosed or out of place, or there is none: all are
//! reported with part and paragraph. What a form fetches from elsewhere, and macros, are left out and named.

mod format;
mod keep;
mod list;
mod markup;
mod part;
mod plan;
mod problem;
mod subject;
mod tick;
mod tidy;
mod token;
mod values;

pub use list::{Placeholder, PlaceholderKind, placeholders};
pub use markup::StrayPlace;
pub use problem::{Fault, FormProblem};

use super::archive::archive_of;
use super::compose::Draft;
use super::links::{self, Carried, File, relations_of, resolved};
use super::paper::TO_FILL;
use super::scan::Scan;
use super::{Form, Order};
use values::Values;
use ziping_unzip::{Limits, Zip};

/// A filled form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The document.
    pub bytes: Vec<u8>,
    /// What the form carries that reaches beyond it or runs: left out, unless the order keeps links.
    pub carried: Vec<Carried>,
}

/// Fills a form. The order's target, date and redaction count as for a package.
///
/// # Errors
/// Why the form cannot be read, or every placeholder that is wrong, with part and paragraph.
pub fn fill(form: &[u8], order: &Order<'_>) -> Result<Filled, Vec<FormProblem>> {
    let own = [Form { name: "", bytes: form, document: None }];
    // Where the order names no form, this is the one that takes the place of the kit's.
    let forms = if order.forms.is_empty() { &own } else { order.forms };
    fill_with(form, &Draft::new(&Order { forms, ..*order }))
}

/// The part that is the document, and those of its parts that people see: headers, footers, notes.
fn visible(files: &[File]) -> Option<Vec<String>> {
    let is =
        |name: &str| files.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(name, _)| name.clone());
    let begin = relations_of(files, "").into_iter().find(|relation| relation.kind == "officeDocument");
    let main = begin.map(|relation| resolved("", &relation.target)).and_then(|name| is(&name))?;
    // A workbook or a presentation is no form.
    if !main.starts_with("word/") && !main.to_ascii_lowercase().ends_with("document.xml") {
        return None;
    }
    let seen = relations_of(files, &main).into_iter().filter(|relation| {
        !relation.outside && matches!(relation.kind.as_str(), "header" | "footer" | "footnotes" | "endnotes")
    });
    let parts = seen.filter_map(|relation| is(&resolved(&main, &relation.target)));
    let mut parts: Vec<String> = parts.collect();
    parts.sort_unstable();
    parts.dedup();
    parts.insert(0, main);
    Some(parts)
}

/// The placeholders in a part in which none is filled: each with its paragraph.
fn elsewhere(part: &str, xml: &str) -> Vec<FormProblem> {
    let (mut found, mut scan) = (Vec::new(), Scan::new(xml));
    let (mut at, mut paragraph, mut said) = (0, 0, String::new());
    let mut tell = |paragraph: usize, said: &mut String| {
        if markup::has_braces(said) {
            let place = Some((part.to_owned(), paragraph.max(1)));
            found.push(FormProblem { fault: Fault::Elsewhere(markup::excerpt(said)), place });
        }
        said.clear();
    };
    while let Ok(Some(tag)) = scan.next() {
        said.push_str(xml.get(at..tag.place.start).unwrap_or_default());
        at = tag.place.end;
        // Texts are put together within a paragraph only.
        if matches!(tag.local, "p" | "pt" | "comment") || tag.place.end == xml.len() {
            tell(paragraph, &mut said);
            paragraph += usize::from(tag.opens && tag.local == "p");
        }
    }
    tell(paragraph, &mut said);
    found
}

/// Whether a placeholder in a part would be a mistake; what is bound to or built from is none.
fn is_looked_at(name: &str) -> bool {
    let inner = ["customXml/", "word/glossary/", "word/diagrams/drawing", "word/webSettings", "word/styles"];
    name.ends_with(".xml") && name != "[Content_Types].xml" && !inner.iter().any(|known| name.starts_with(known))
}

/// What is written like a placeholder where there is none: `{org.name}`, `【单位名称】`, `«name»`.
fn written_like(xml: &str) -> Option<String> {
    let pairs = [('{', '}'), ('｛', '｝'), ('«', '»'), ('【', '】')];
    let mut inside = false;
    let text = xml.chars().filter(|c| {
        inside = (inside || *c == '<') && *c != '>';
        !inside && *c != '>'
    });
    let text: String = text.collect();
    pairs.iter().find_map(|(open, close)| {
        let from = text.find(*open)?;
        let rest = text.get(from..)?;
        let end = rest.find(*close)?;
        let said = rest.get(..end + close.len_utf8())?;
        (said.chars().count() <= 40).then(|| said.chars().filter(|c| !ziping_base::diag::is_hidden(*c)).collect())
    })
}

/// Fills a form with what a draft says.
pub(super) fn fill_with(form: &[u8], draft: &Draft<'_>) -> Result<Filled, Vec<FormProblem>> {
    let refused = |refused| vec![FormProblem::of(Fault::Archive(refused))];
    let zip = Zip::open(&form, &Limits::DOCUMENT).map_err(refused)?;
    let read = |entry| Ok((String::from(ziping_unzip::Entry::name(entry)), zip.read(entry, Limits::DOCUMENT.single)?));
    let files: Vec<File> = zip.entries().iter().map(read).collect::<Result<_, _>>().map_err(refused)?;
    let Some(parts) = visible(&files) else { return Err(vec![FormProblem::of(Fault::NoDocument)]) };
    let carried = links::carried(&files);
    let mut files = links::without(files, draft.order.keep_links);
    let values = Values::of(draft);
    let (mut problems, mut placeholders, mut like) = (Vec::new(), 0, None);
    for (name, bytes) in &mut files {
        if parts.contains(name) {
            let Ok(text) = core::str::from_utf8(bytes) else {
                problems.push(FormProblem::of(Fault::Broken(name.clone())));
                continue;
            };
            let text = tidy::tidied(text.strip_prefix('\u{feff}').unwrap_or(text));
            like = like.or_else(|| written_like(&text));
            let (filled, found) = part::filled(name, &text, &values, &mut problems);
            placeholders += found;
            *bytes = filled.into_bytes();
        } else if is_looked_at(name)
            && let Ok(text) = core::str::from_utf8(bytes)
            && markup::has_braces(text)
        {
            problems.extend(elsewhere(name, text));
        }
    }
    if placeholders == 0 && problems.is_empty() {
        problems.push(FormProblem::of(Fault::Nothing(like)));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let named: Vec<(&str, Vec<u8>)> =
        files.iter_mut().map(|(name, bytes)| (name.as_str(), core::mem::take(bytes))).collect();
    let main = parts.first().cloned().unwrap_or_default();
    let bytes = archive_of(&named).map_err(|_| vec![FormProblem::of(Fault::TooLong(main))])?;
    Ok(Filled { bytes, carried })
}

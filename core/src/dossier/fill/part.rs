//! A part of a form, filled.

use super::markup::{Paragraph, paragraphs};
use super::values::{Said, Values};
use crate::diag::Diagnostic;
use crate::dossier::xml::{Xml, clean};
use core::ops::Range;

/// A placeholder: what is between its braces, and where its pieces stand in the part.
struct Placeholder {
    name: String,
    pieces: Vec<Range<usize>>,
}

/// A table row with placeholders.
struct Row {
    place: Range<usize>,
    /// The table that repeats it; empty: none does.
    table: String,
    inside: Vec<(Placeholder, Said)>,
}

/// What replaces a place of the part.
type Edit = (Range<usize>, String);

/// A value as markup inside of a text.
fn markup(value: &str) -> String {
    let lines = clean(value);
    let mut text = String::new();
    for (i, line) in lines.split('\n').enumerate() {
        if i > 0 {
            text.push_str("</w:t><w:br/><w:t xml:space=\"preserve\">");
        }
        let mut xml = Xml::default();
        xml.text(line);
        text.push_str(&String::from_utf8_lossy(&xml.into_bytes()));
    }
    text
}

/// The placeholders of a paragraph; `Err`: what follows the braces that nothing closes.
fn placeholders(xml: &str, paragraph: &Paragraph) -> Result<Vec<Placeholder>, String> {
    let slice = |range: &Range<usize>| xml.get(range.clone()).unwrap_or_default();
    let whole: String = paragraph.texts.iter().map(slice).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = whole.get(at..).and_then(|rest| rest.find("{{")).map(|start| at + start) {
        let rest = whole.get(start..).unwrap_or_default();
        let Some(length) = rest.find("}}") else { return Err(rest.chars().take(30).collect()) };
        let end = start + length + 2;
        let name = whole.get(start + 2..end - 2).unwrap_or_default().trim().to_owned();
        let (mut pieces, mut passed) = (Vec::new(), 0);
        for text in &paragraph.texts {
            let (from, to) = (start.max(passed), end.min(passed + text.len()));
            if from < to {
                pieces.push(text.start + from - passed..text.start + to - passed);
            }
            passed += text.len();
        }
        found.push(Placeholder { name, pieces });
        at = end;
    }
    Ok(found)
}

/// Replaces a placeholder: its first piece becomes the value, the others nothing.
fn replace(placeholder: &Placeholder, value: &str, edits: &mut Vec<Edit>) {
    for (i, piece) in placeholder.pieces.iter().enumerate() {
        edits.push((piece.clone(), if i == 0 { markup(value) } else { String::new() }));
    }
}

/// A stretch of the part with edits made; those outside of it are left out. Edits do not overlap.
fn edited(xml: &str, place: Range<usize>, edits: &mut [Edit]) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let (mut text, mut at) = (String::new(), place.start);
    for (range, value) in edits.iter() {
        // What lies in something that was taken out is gone with it.
        if range.start >= at && range.end <= place.end {
            text.push_str(xml.get(at..range.start).unwrap_or_default());
            text.push_str(value);
            at = range.end;
        }
    }
    text.push_str(xml.get(at..place.end).unwrap_or_default());
    text
}

/// A part with everything filled in; what is wrong is reported and left as it is.
pub(super) fn filled(part: &str, xml: &str, values: &Values<'_>, problems: &mut Vec<Diagnostic>) -> String {
    let paragraphs = match paragraphs(xml) {
        Ok(paragraphs) => paragraphs,
        Err(at) => {
            let message = format!("`{part}` of the form is broken at byte {at}");
            problems.push(Diagnostic::error("bad-form", message).help("save it anew as a Word document"));
            return xml.to_owned();
        }
    };
    let mut edits: Vec<Edit> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut blocks: Vec<(String, &Paragraph, usize)> = Vec::new();
    for (number, paragraph) in (1_usize..).zip(&paragraphs) {
        let mut problem = |code: &str, message: String, help: String| {
            let message = format!("{message} ({part}, paragraph {number})");
            problems.push(Diagnostic::error(code, message).help(help));
        };
        let found = match placeholders(xml, paragraph) {
            Ok(found) => found,
            Err(rest) => {
                problem(
                    "unclosed-placeholder",
                    format!("`{rest}` is not closed"),
                    "close it with `}}` in the same paragraph".into(),
                );
                continue;
            }
        };
        for placeholder in found {
            let name = placeholder.name.clone();
            if let Some(block) = name.strip_prefix('#') {
                if values.holds(block).is_none() {
                    problem("unknown-placeholder", format!("`{{{{{name}}}}}` is unknown"), values.help(block));
                } else if paragraph.in_cell {
                    problem(
                        "misplaced-placeholder",
                        format!("`{{{{{name}}}}}` stands in a table cell"),
                        "put it outside of the table".into(),
                    );
                }
                blocks.push((block.to_owned(), paragraph, number));
            } else if let Some(block) = name.strip_prefix('/') {
                match blocks.pop() {
                    Some((open, from, _)) if open == block && from.parent == paragraph.parent => {
                        if values.holds(block) == Some(false) {
                            edits.push((from.place.start..paragraph.place.end, String::new()));
                        } else {
                            edits.push((from.place.clone(), String::new()));
                            edits.push((paragraph.place.clone(), String::new()));
                        }
                    }
                    _ => problem(
                        "misplaced-placeholder",
                        format!("`{{{{{name}}}}}` closes nothing"),
                        format!("open it with `{{{{#{block}}}}}` in a paragraph beside this one"),
                    ),
                }
            } else {
                match (values.get(&name), &paragraph.row) {
                    (None, _) => {
                        problem("unknown-placeholder", format!("`{{{{{name}}}}}` is unknown"), values.help(&name))
                    }
                    (Some(Said::Once(value)), None) => replace(&placeholder, &value, &mut edits),
                    (Some(Said::Rows(..)), None) => {
                        problem(
                            "misplaced-placeholder",
                            format!("`{{{{{name}}}}}` stands outside of a table row"),
                            "put it into the row that is to be repeated".into(),
                        );
                    }
                    (Some(said), Some(row)) => {
                        let at = rows.iter().position(|known| known.place == *row);
                        let place = at.unwrap_or_else(|| {
                            rows.push(Row { place: row.clone(), table: String::new(), inside: Vec::new() });
                            rows.len() - 1
                        });
                        if let Some(Row { table, inside, .. }) = rows.get_mut(place) {
                            if let Said::Rows(own, _) = &said {
                                if !table.is_empty() && table != own {
                                    problem(
                                        "misplaced-placeholder",
                                        format!("`{{{{{name}}}}}` is of another table than the row"),
                                        format!("the row repeats `{table}`"),
                                    );
                                }
                                table.clone_from(own);
                            }
                            inside.push((placeholder, said));
                        }
                    }
                }
            }
        }
    }
    for (block, _, number) in blocks {
        let message = format!("`{{{{#{block}}}}}` is not closed ({part}, paragraph {number})");
        problems.push(
            Diagnostic::error("unclosed-placeholder", message)
                .help(format!("close it with `{{{{/{block}}}}}` in a paragraph of its own")),
        );
    }
    for Row { place: row, table, inside } in rows {
        let counts = inside.iter().map(|(_, said)| if let Said::Rows(_, cells) = said { cells.len() } else { 1 });
        let count = if table.is_empty() { 1 } else { counts.max().unwrap_or(1).max(1) };
        let mut all = String::new();
        for i in 0..count {
            let mut own = Vec::new();
            for (placeholder, said) in &inside {
                let value = match said {
                    Said::Once(value) => value,
                    Said::Rows(_, cells) => cells.get(i).map_or("", String::as_str),
                };
                replace(placeholder, value, &mut own);
            }
            all.push_str(&edited(xml, row.clone(), &mut own));
        }
        edits.push((row, all));
    }
    edited(xml, 0..xml.len(), &mut edits)
}

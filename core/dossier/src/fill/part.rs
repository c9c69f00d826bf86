//! A part of a form, filled.

use super::keep::keep_paragraphs;
use super::markup::read;
use super::plan::{Asked, Piece, Plan, Put, plan};
use super::problem::{Fault, FormProblem};
use super::values::{Condition, Said, Values};
use crate::xml::{Xml, clean};
use ziping_unzip::Limits;

/// A value as markup inside of a text whose element has a prefix: line breaks and tabs are elements of their own.
fn markup(value: &str, prefix: &str) -> String {
    let mut text = String::new();
    let lines = clean(value);
    for (i, line) in lines.split('\n').enumerate() {
        for (j, said) in line.split('\t').enumerate() {
            let between = match (i, j) {
                (0, 0) => None,
                (_, 0) => Some("br"),
                _ => Some("tab"),
            };
            if let Some(between) = between {
                text.push_str(&format!("</{prefix}t><{prefix}{between}/><{prefix}t xml:space=\"preserve\">"));
            }
            let mut xml = Xml::default();
            xml.text(said);
            text.push_str(&String::from_utf8_lossy(&xml.into_bytes()));
        }
    }
    text
}

/// The row of each table that is being written.
type Rows = Vec<(String, usize)>;

fn row_of(rows: &Rows, table: &str) -> usize {
    rows.iter().rev().find(|(known, _)| known == table).map_or(0, |(_, row)| *row)
}

/// Whether a block stays: what is unknown is neither yes nor no.
fn holds(asked: &Asked, rows: &Rows) -> bool {
    let answer = match &asked.condition {
        Condition::Always(answer) | Condition::Table(_, answer) => *answer,
        Condition::Record(..) => Some(true),
        Condition::Column(table, cells) => cells.get(row_of(rows, table)).copied().flatten(),
    };
    answer == Some(!asked.not)
}

/// Writes a planned part.
struct Writer<'a> {
    xml: &'a str,
    plan: &'a Plan<'a>,
    out: String,
    /// It would become longer than a part may be.
    over: bool,
}

impl Writer<'_> {
    fn put(&mut self, text: &str) {
        if self.out.len() + text.len() > usize::try_from(Limits::DOCUMENT.single).unwrap_or(usize::MAX) {
            self.over = true;
        } else {
            self.out.push_str(text);
        }
    }

    /// A node as often as it is to be written.
    fn node(&mut self, place: usize, rows: &mut Rows) {
        let plan = self.plan;
        let Some(node) = plan.nodes.get(place) else { return };
        if node.blocks.iter().any(|asked| !holds(asked, rows)) {
            return;
        }
        let Some((table, times)) = &node.repeats else { return self.once(place, rows) };
        for row in 0..*times {
            rows.push((table.clone(), row));
            self.once(place, rows);
            rows.pop();
            if self.over {
                return;
            }
        }
    }

    fn once(&mut self, place: usize, rows: &mut Rows) {
        let (plan, xml) = (self.plan, self.xml);
        let Some(node) = plan.nodes.get(place) else { return };
        let mut at = node.inner.start;
        for (range, piece) in &node.pieces {
            self.put(xml.get(at..range.start).unwrap_or_default());
            at = range.end;
            match *piece {
                Piece::Node(child) => self.node(child, rows),
                Piece::Item(item, first) => {
                    let Some(item) = plan.items.get(item) else { continue };
                    if !item.within.iter().all(|asked| holds(asked, rows)) {
                        continue;
                    }
                    match &item.put {
                        Put::Value(Said::Once(value)) if first => self.put(&markup(value, item.prefix)),
                        Put::Value(Said::Rows(table, cells)) if first => {
                            let value = cells.get(row_of(rows, table)).map_or("", String::as_str);
                            self.put(&markup(value, item.prefix));
                        }
                        Put::State(asked, [yes, no]) if first => {
                            self.put(if holds(asked, rows) { yes } else { no });
                        }
                        Put::Value(_) | Put::State(..) | Put::Nothing => {}
                        Put::Text => self.put(xml.get(range.clone()).unwrap_or_default()),
                    }
                }
            }
        }
        self.put(xml.get(at..node.inner.end).unwrap_or_default());
    }
}

/// A part with everything filled in, and how many placeholders it has. What is wrong is reported; what is answered then
/// is of no use.
pub(super) fn filled(part: &str, xml: &str, values: &Values<'_>, problems: &mut Vec<FormProblem>) -> (String, usize) {
    let Ok(markup) = read(xml) else {
        problems.push(FormProblem::of(Fault::Broken(part.to_owned())));
        return (String::new(), 1);
    };
    let mut found = Vec::new();
    let plan = plan(part, xml, &markup, values, &mut found);
    if !found.is_empty() {
        let paragraph = |problem: &FormProblem| problem.place.as_ref().map(|(_, paragraph)| *paragraph);
        found.sort_by_key(paragraph);
        problems.extend(found);
        return (String::new(), plan.placeholders.max(1));
    }
    let mut writer = Writer { xml, plan: &plan, out: String::with_capacity(xml.len()), over: false };
    writer.node(0, &mut Rows::new());
    if writer.over {
        problems.push(FormProblem::of(Fault::TooLong(part.to_owned())));
        return (String::new(), plan.placeholders);
    }
    let text = if plan.blocks { keep_paragraphs(&writer.out) } else { writer.out };
    (text, plan.placeholders)
}

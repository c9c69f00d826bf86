//! Where things of a rule book or an overlay stand in its file, for what is told of them after they have been read.

use super::files::TextFile;
use super::reader::Get;
use ziping_base::diag::{Place, Source};
use ziping_base::node::{Node, read_toml};

/// The lists in which rows of an item stand.
const ROWS: [&str; 4] = ["bands", "rows", "pieces", "choices"];

/// Where the table with an id stands in these files, or one of its rows, by place.
#[must_use]
pub fn place_of(files: &[TextFile], id: &str, row: Option<usize>) -> Option<Place> {
    files.iter().filter(|file| file.path.ends_with(".toml") && file.text.contains(id)).find_map(|file| {
        let source = Source { name: &file.path, text: &file.text };
        let node = read_toml(&source).ok()?;
        let table = table_of(&node, id)?;
        let span = row.and_then(|row| row_of(table, row)).map_or_else(|| table.span_of("id"), |row| row.span);
        Some(source.place(span))
    })
}

/// The table with an id among the lists of tables of a file.
fn table_of<'n>(node: &'n Node, id: &str) -> Option<&'n Node> {
    let lists = node.table()?.iter().filter_map(|(_, value)| value.list());
    lists.flatten().find(|table| table.get("id").and_then(Node::text) == Some(id))
}

fn row_of(table: &Node, row: usize) -> Option<&Node> {
    let list = ROWS.into_iter().find_map(|key| table.get(key))?;
    match list.list() {
        Some(rows) => rows.get(row),
        None => list.table()?.get(row).map(|(_, points)| points),
    }
}

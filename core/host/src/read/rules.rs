//! What `host.json` says of rules of the host's own: the files of whole rule books, and figures of the year.

use super::super::figures::is_year;
use super::super::{HostFigure, books, is_of_book};
use super::{LONGEST_LINE, Reader};
use ziping_base::id::is_word;
use ziping_base::node::Node;
use ziping_base::say;

/// The most files of rule books: six of them, each with at most eleven.
const MOST_BOOK_FILES: usize = 66;
/// The file that says of a rule book what it is.
const RULEBOOK: &str = "rulebook.toml";

impl Reader<'_> {
    /// A figure of the year.
    pub(super) fn figure(&mut self, node: &Node, regimes: &[&str]) -> Option<HostFigure> {
        self.entries("figures", node, &["regime", "figure", "value", "year", "source"]);
        node.table()?;
        for key in ["regime", "figure", "value", "year"] {
            if node.get(key).is_none() {
                let message = say!("a figure without `{key}`", "数值缺少“{key}”");
                let help = say!(
                    "write {{ \"regime\": \"credit\", \"figure\": \"overlay.table.mean\", \"value\": \"4000万元\", \"year\": \"2026\" }}",
                    "请写 {{ \"regime\": \"credit\", \"figure\": \"overlay.table.mean\", \"value\": \"4000万元\", \"year\": \"2026\" }}"
                );
                self.problem(node.span, "missing-key", message, help);
            }
        }
        let regime = node.get("regime").and_then(|regime| self.regime("regime", regime, regimes));
        let figure = node.get("figure").and_then(|figure| self.text("figure", figure, LONGEST_LINE));
        let value = node.get("value").and_then(|value| self.text("value", value, LONGEST_LINE));
        let year = node.get("year").and_then(|year| self.number("year", year, is_year, "2026"));
        let source = match node.get("source") {
            Some(source) => self.text("source", source, LONGEST_LINE)?,
            None => String::new(),
        };
        Some(HostFigure { regime: regime?, figure: figure?, value: value?, year: year?, source })
    }

    /// The files of rule books, each in the folder of its rule book's id.
    pub(super) fn rulebooks(&mut self, node: &Node) -> Vec<String> {
        let items = self.at_most(MOST_BOOK_FILES, "rulebooks", node);
        let mut files = Vec::new();
        for item in items {
            files.extend(self.rulebook_file(item));
        }
        self.once_in("rulebooks", node);
        for id in books(&files) {
            let main = format!("{id}/{RULEBOOK}");
            if !files.contains(&main) {
                let of_it = |item: &&Node| item.text().is_some_and(|file| is_of_book(file, id));
                let span = items.iter().find(of_it).map_or(node.span, |item| item.span);
                let message = say!("the rule book `{id}` has no `{main}`", "规则“{id}”没有写“{main}”");
                let help = say!(
                    "name all of its files: \"{main}\", \"{id}/zh.toml\" and so on",
                    "请写出它的全部文件：\"{main}\"、\"{id}/zh.toml\" 等"
                );
                self.problem(span, "missing-file", message, help);
            }
        }
        files
    }

    /// A file of a rule book: a folder, and the file in it.
    fn rulebook_file(&mut self, node: &Node) -> Option<String> {
        let path = self.text("rulebooks", node, LONGEST_LINE)?;
        let is_file = |name: &str| {
            let plain = name.bytes().all(|c| c.is_ascii_lowercase() || c == b'.');
            plain
                && !name.starts_with('.')
                && !name.contains("..")
                && (name.ends_with(".toml") || name == "example.json")
        };
        if path.split_once('/').is_some_and(|(id, name)| is_word(id) && is_file(name)) {
            return Some(path);
        }
        let message = say!("`{path}` is not a file of a rule book", "“{path}”不是规则的文件");
        let help = say!(
            "write the id of the rule book, which is also the name of its folder, and a file in it: \"workshop/rulebook.toml\"",
            "请写规则编号（也是文件夹名）和其中的文件名：\"workshop/rulebook.toml\""
        );
        self.problem(node.span, "file-name", message, help);
        None
    }
}

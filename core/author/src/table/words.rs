//! The words that a draft needs, in both languages: those of the table.

use crate::toml_text::quoted;
use std::fmt::Write as _;

/// Words that a draft needs, in the order of its parts.
#[derive(Default)]
pub(super) struct Words {
    pub facts: Vec<String>,
    pub items: Vec<String>,
    pub english: Vec<String>,
    pub english_items: Vec<String>,
    pub caps: Vec<String>,
}

impl Words {
    /// Words of a fact: its title, its question in both languages, and its options or columns.
    pub(super) fn fact(&mut self, id: &str, title: &str, zh: &str, en: &str, more: &str) {
        self.facts.push(entry(id, title, zh, more));
        self.english.push(entry(id, title, en, more));
    }
}

/// An entry of words.
pub(super) fn entry(id: &str, title: &str, text: &str, more: &str) -> String {
    format!("{} = {{ title = {}, text = {}{more} }}", quoted(id), quoted(title), quoted(text))
}

impl Words {
    /// An item: its title and its text, the same in both languages until someone translates them.
    pub(super) fn item(&mut self, id: &str, title: &str, text: &str) {
        self.items.push(entry(id, title, text, ""));
        self.english_items.push(entry(id, title, text, ""));
    }

    /// A cap: the sentence that says it, in both languages until someone translates it.
    pub(super) fn cap(&mut self, id: &str, sentence: &str) {
        self.caps.push(entry(id, sentence, sentence, ""));
    }

    /// Writes them; `todo` is said above the English ones.
    pub(super) fn write(&self, title: &str, todo: &str, text: &mut String) {
        for (lang, facts, items) in [("zh", &self.facts, &self.items), ("en", &self.english, &self.english_items)] {
            let said = if lang == "zh" {
                "由表格读出的初稿，未经核对。"
            } else {
                "A first draft, read from a table; not checked."
            };
            let _ = writeln!(text, "\n[{lang}.overlay]\ntitle = {}\ntext = {}", quoted(title), quoted(said));
            if lang == "en" {
                let _ = writeln!(text, "# TODO {todo}");
            }
            for (kind, entries) in [("fact", facts), ("item", items), ("cap", &self.caps)] {
                if !entries.is_empty() {
                    let _ = writeln!(text, "[{lang}.{kind}]\n{}", entries.join("\n"));
                }
            }
        }
    }
}

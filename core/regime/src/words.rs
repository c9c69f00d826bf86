//! Words for people, by kind and id, in one language.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The words of one thing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordsOf {
    /// A short label.
    pub title: String,
    /// What it asks or says.
    pub text: String,
    /// More for a newcomer; may be empty.
    pub help: String,
    /// What of it is the kit's inference, and why; empty where nothing is.
    pub inferred: String,
    /// Labels of options or columns, and other short texts by name (`issuer`, `document`, …).
    pub labels: BTreeMap<String, String>,
    /// Evidence: why reviewers return it.
    pub sent_back: Vec<String>,
}

/// Words of one language: `kind` and `id` to words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    entries: BTreeMap<String, WordsOf>,
}

static NONE: WordsOf = WordsOf {
    title: String::new(),
    text: String::new(),
    help: String::new(),
    inferred: String::new(),
    labels: BTreeMap::new(),
    sent_back: Vec::new(),
};

impl Words {
    fn key(kind: &str, id: &str) -> String {
        format!("{kind}/{id}")
    }

    /// Adds words; those already there under the same kind and id are replaced.
    pub fn insert(&mut self, kind: &str, id: &str, words: WordsOf) {
        self.entries.insert(Self::key(kind, id), words);
    }

    /// The words, if there are any.
    #[must_use]
    pub fn find(&self, kind: &str, id: &str) -> Option<&WordsOf> {
        self.entries.get(&Self::key(kind, id))
    }

    /// The words; empty ones where there are none.
    #[must_use]
    pub fn get(&self, kind: &str, id: &str) -> &WordsOf {
        self.find(kind, id).unwrap_or(&NONE)
    }

    /// The title, or the id itself where there are no words.
    #[must_use]
    pub fn title<'a>(&'a self, kind: &str, id: &'a str) -> &'a str {
        self.find(kind, id).map_or(id, |words| words.title.as_str())
    }

    /// A label of an option or column, or its id.
    #[must_use]
    pub fn label<'a>(&'a self, kind: &str, id: &str, option: &'a str) -> &'a str {
        self.find(kind, id).and_then(|words| words.labels.get(option)).map_or(option, String::as_str)
    }

    /// Takes over all words of another set.
    pub fn merge(&mut self, other: &Self) {
        self.entries.extend(other.entries.iter().map(|(key, words)| (key.clone(), words.clone())));
    }

    /// Lays other words over these: what they say takes the place of what stands here, what they leave out stays.
    pub fn lay(&mut self, over: &Self) {
        for (key, words) in &over.entries {
            let own = self.entries.entry(key.clone()).or_default();
            for (text, new) in [
                (&mut own.title, &words.title),
                (&mut own.text, &words.text),
                (&mut own.help, &words.help),
                (&mut own.inferred, &words.inferred),
            ] {
                if !new.is_empty() {
                    text.clone_from(new);
                }
            }
            own.labels.extend(words.labels.iter().map(|(name, label)| (name.clone(), label.clone())));
            if !words.sent_back.is_empty() {
                own.sent_back.clone_from(&words.sent_back);
            }
        }
    }

    /// All entries as `kind`, `id`, words.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &WordsOf)> {
        self.entries.iter().filter_map(|(key, words)| {
            let (kind, id) = key.split_once('/')?;
            Some((kind, id, words))
        })
    }
}

//! Checked reading of a node against a shape.

use super::shape::{Shape, Want};
use super::written::{texts_of, whole};
use ziping_base::diag::{Diagnostic, Said, Source, Span, joined, one_of, or_nearest};
use ziping_base::node::{Node, Value, key_takes};
use ziping_base::say;

/// From so many problems on they are not told in full.
const FLOOD: usize = 1_000;

/// A file being read, with the problems found so far.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub source: Source<'a>,
    pub problems: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Notes a problem at a place.
    pub fn problem(&mut self, span: Span, code: &str, message: Said, help: Said) {
        let problem = Diagnostic::error(code, message).help(help);
        // Each place is looked up in the text: of a file with thousands of problems only the first have theirs.
        self.problems.push(if self.is_flooded() { problem } else { problem.at(&self.source, span) });
    }

    /// Whether there are so many problems that nobody reads what is said of one more.
    fn is_flooded(&self) -> bool {
        self.problems.len() >= FLOOD
    }

    /// Checks a table and everything below it against its shape: unknown and missing keys, kinds of values.
    pub fn check(&mut self, node: &Node, shape: &Shape) {
        let Some(entries) = node.table() else {
            self.problem(
                node.span,
                "wrong-kind",
                key_takes(shape.name, &say!("a table", "一节（表）"), node),
                see_readme(),
            );
            return;
        };
        for (key, value) in entries {
            match shape.keys.iter().find(|known| known.name == key.name) {
                Some(known) => self.check_value(&key.name, value, known.want),
                None if self.is_flooded() => {
                    let message = say!("unknown key `{name}`", "不认识的键“{name}”", name = &key.name);
                    self.problem(key.span, "unknown-key", message, see_readme());
                }
                None => {
                    let names = || shape.keys.iter().map(|key| key.name);
                    let (Said { en, zh }, of, of_zh) = (joined(names()), a(shape.name), shape.zh);
                    let allowed = say!("allowed in {of}: {en}", "{of_zh}里可以写：{zh}");
                    let help = or_nearest(&key.name, names(), allowed);
                    let message = say!("unknown key `{name}`", "不认识的键“{name}”", name = &key.name);
                    self.problem(key.span, "unknown-key", message, help);
                }
            }
        }
        for key in shape.keys.iter().filter(|key| key.required) {
            if node.get(key.name).is_none() {
                let span = Span::new(node.span.start, node.span.end.min(node.span.start + 40));
                let message = say!(
                    "`{name}` is missing in this {of}",
                    "{of_zh}缺少“{name}”",
                    name = key.name,
                    of = shape.name,
                    of_zh = shape.zh
                );
                self.problem(span, "missing-key", message, Said::new(key.doc, key.doc_zh));
            }
        }
    }

    /// Checks a value against what is wanted.
    pub fn check_value(&mut self, name: &str, node: &Node, want: Want) {
        let wanted = match want {
            Want::Text if node.text().is_some() => return,
            Want::Text => say!("a text", "文字"),
            Want::OneOf(options) => match node.text() {
                Some(text) if options.contains(&text) => return,
                Some(text) => {
                    let message = say!("`{name}` cannot be `{text}`", "“{name}”不能写“{text}”");
                    self.problem(node.span, "unknown-word", message, one_of(text, options.iter().copied()));
                    return;
                }
                None => say!("a text", "文字"),
            },
            Want::Bool if matches!(node.value, Value::Bool(_)) => return,
            Want::Bool => say!("true or false", "true 或 false"),
            Want::Whole if whole(node).is_some() => return,
            Want::Whole => say!("a whole number", "整数"),
            Want::Texts if texts_of(node).is_some() => return,
            Want::Texts => say!("a list of texts", "一列文字"),
            Want::TextOrTexts if node.text().is_some() || texts_of(node).is_some_and(|texts| !texts.is_empty()) => {
                return;
            }
            Want::TextOrTexts => say!("a text or a list of texts", "文字或一列文字"),
            Want::Labels
                if node.table().is_some_and(|entries| entries.iter().all(|(_, value)| value.text().is_some())) =>
            {
                return;
            }
            Want::Labels => say!("a table of texts", "一节文字（键 = \"文字\"）"),
            Want::Table(shape) => return self.check(node, shape),
            Want::Tables(shape) => match node.list() {
                Some(items) => return items.iter().for_each(|item| self.check(item, shape)),
                None => say!("a list of tables: write [[…]]", "一组节（写作 [[…]]）"),
            },
            Want::ById(shape) => match node.table() {
                Some(entries) => return entries.iter().for_each(|(_, item)| self.check(item, shape)),
                None => say!("tables by id", "按编号分的节"),
            },
            Want::Lists
                if node.table().is_some_and(|entries| entries.iter().all(|(_, value)| texts_of(value).is_some())) =>
            {
                return;
            }
            Want::Lists => say!("lists of texts by id", "按编号分的几列文字"),
            Want::Answers if node.table().is_some() => return,
            Want::Answers => say!("answers by fact", "按事实写的答案"),
            Want::Sheets
                if node.table().is_some_and(|entries| entries.iter().all(|(_, value)| value.table().is_some())) =>
            {
                return;
            }
            Want::Sheets => say!("tables of answers by name", "按名称分的几组答案"),
        };
        // In a table of labels the one that is none is meant.
        let label = match want {
            Want::Labels => node.table().and_then(|all| all.iter().find(|(_, value)| value.text().is_none())),
            _ => None,
        };
        let (name, node, wanted) = match label {
            Some((key, value)) => (key.name.as_str(), value, say!("a text", "文字")),
            None => (name, node, wanted),
        };
        let help = match &node.value {
            Value::Number(spelling) if matches!(want, Want::Text | Want::TextOrTexts | Want::Labels) => {
                say!("write it in quotes: {name} = \"{spelling}\"", "请加引号：{name} = \"{spelling}\"")
            }
            _ => see_readme(),
        };
        self.problem(node.span, "wrong-kind", key_takes(name, &wanted, node), help);
    }
}

fn see_readme() -> Said {
    say!("see content/README.md", "见 content/README.md")
}

/// A noun with its article.
fn a(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o']);
    if noun.starts_with("words") { noun.to_owned() } else { format!("{} {noun}", if vowel { "an" } else { "a" }) }
}

/// Accessors that answer nothing where the check has already complained.
pub(super) trait Get {
    fn text_at(&self, key: &str) -> &str;
    fn owned(&self, key: &str) -> String;
    fn texts(&self, key: &str) -> Vec<(&str, Span)>;
    fn strings(&self, key: &str) -> Vec<String>;
    fn span_of(&self, key: &str) -> Span;
}

impl Get for Node {
    fn text_at(&self, key: &str) -> &str {
        self.get(key).and_then(Self::text).unwrap_or_default()
    }
    fn owned(&self, key: &str) -> String {
        self.text_at(key).to_owned()
    }
    /// A text counts as a list of one.
    fn texts(&self, key: &str) -> Vec<(&str, Span)> {
        match self.get(key) {
            Some(node) => {
                node.text().map_or_else(|| texts_of(node).unwrap_or_default(), |text| vec![(text, node.span)])
            }
            None => Vec::new(),
        }
    }
    fn strings(&self, key: &str) -> Vec<String> {
        self.texts(key).into_iter().map(|(text, _)| text.to_owned()).collect()
    }
    fn span_of(&self, key: &str) -> Span {
        self.get(key).map_or(self.span, |node| node.span)
    }
}

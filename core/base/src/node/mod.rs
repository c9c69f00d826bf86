//! A tree of values that remembers where each stands, read from JSON (answers) or TOML (rule books).
//!
//! One reader of each format, one tree: what is checked is checked once.

mod faults;
pub mod json;

use crate::diag::{Diagnostic, Said, Source, Span, turns_text};
use crate::say;
use faults::json_fault;
use faults::toml_fault;
use std::borrow::Cow;

/// Deepest nesting that is read.
const MAX_DEPTH: usize = 24;

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a node holds. Numbers keep their spelling: nothing is rounded on the way in.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null` (JSON only).
    Null,
    /// A truth value.
    Bool(bool),
    /// A number as it is spelt.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file.
    Table(Vec<(Key, Node)>),
}

/// A key with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The key.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

impl Value {
    /// What a reader of the file would call it.
    #[must_use]
    pub const fn kind(&self) -> Said {
        let (en, zh) = match self {
            Self::Null => ("null", "空值（null）"),
            Self::Bool(_) => ("true or false", "真假值（true 或 false）"),
            Self::Number(_) => ("a number", "数"),
            Self::Text(_) => ("a text", "文字"),
            Self::List(_) => ("a list", "列表"),
            Self::Table(_) => ("a table", "一组键和值"),
        };
        Said { en: Cow::Borrowed(en), zh: Cow::Borrowed(zh) }
    }
}

impl Node {
    /// The text, when it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Table(_) => None,
        }
    }

    /// The entries, when it is a table.
    #[must_use]
    pub fn table(&self) -> Option<&[(Key, Self)]> {
        match &self.value {
            Value::Table(entries) => Some(entries),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => None,
        }
    }

    /// The items, when it is a list.
    #[must_use]
    pub fn list(&self) -> Option<&[Self]> {
        match &self.value {
            Value::List(items) => Some(items),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Table(_) => None,
        }
    }

    /// The value under a key, when it is a table that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.table()?.iter().find(|(key, _)| key.name == name).map(|(_, node)| node)
    }
}

/// That something else is taken than what stands there.
pub fn takes(wanted: &Said, got: &Node) -> Said {
    let got = got.value.kind();
    Said::new(format!("takes {}, this is {}", wanted.en, got.en), format!("应是{}，这里是{}", wanted.zh, got.zh))
}

/// That a key takes something else than what stands there.
pub fn key_takes(key: &str, wanted: &Said, got: &Node) -> Said {
    let Said { en, zh } = takes(wanted, got);
    say!("`{key}` {en}", "“{key}”{zh}")
}

/// Reads JSON (RFC 8259, no extensions; a key given twice is an error).
///
/// # Errors
/// One diagnostic with the place where the text stops being JSON.
pub fn read_json(source: &Source<'_>) -> Result<Node, Diagnostic> {
    use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
    let options = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let broken = |message: Said, span: Span| {
        Diagnostic::error("not-json", message)
            .help(say!(
                "the file is not valid JSON from here on: undo the last edit there, or export it again; of back-ups, choose an older one",
                "文件从这里起不是合法的 JSON：请撤销这里的最后一处改动，或重新导出；备份请换一份较早的"
            ))
            .at(source, span)
    };
    if nesting(source.text) > MAX_DEPTH {
        return Err(broken(say!("nested deeper than {MAX_DEPTH} levels", "嵌套超过 {MAX_DEPTH} 层"), Span::default()));
    }
    match parse_to_ast(source.text, &CollectOptions::default(), &options) {
        Ok(result) => match (result.value, control_in_text(source.text)) {
            (Some(_), Some(at)) => {
                let message = say!("a text holds a control character as it is", "文字里有未转义的控制字符");
                Err(Diagnostic::error("not-json", message)
                    .help(say!(
                        "remove it, or write it escaped: \\n for a line break, \\t for a tab",
                        "请删去，或改用转义写法：换行写 \\n，制表符写 \\t"
                    ))
                    .at(source, Span::new(at, at + 1)))
            }
            (Some(value), None) => from_json(&value, source),
            (None, _) => Err(broken(say!("the file is empty", "文件是空的"), Span::default())),
        },
        Err(error) => {
            let range = error.range();
            let message = Said::new(lower_first(&error.kind().to_string()), json_fault(error.kind()));
            Err(broken(message, Span::new(range.start, range.end)))
        }
    }
}

/// Where a control character stands in quotes in JSON: RFC 8259 (section 7) allows it escaped only.
fn control_in_text(text: &str) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        match (quoted, byte) {
            (true, ..0x20) => return Some(at),
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => quoted = !quoted,
            _ => {}
        }
    }
    None
}

fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match (quoted, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => quoted = !quoted,
            (false, b'[' | b'{') => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            (false, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

fn lower_first(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    text
}

fn from_json(value: &jsonc_parser::ast::Value<'_>, source: &Source<'_>) -> Result<Node, Diagnostic> {
    use jsonc_parser::ast::Value as Json;
    use jsonc_parser::common::Ranged;
    let range = value.range();
    let value = match value {
        Json::NullKeyword(_) => Value::Null,
        Json::BooleanLit(lit) => Value::Bool(lit.value),
        Json::NumberLit(lit) => Value::Number(lit.value.into()),
        Json::StringLit(lit) => Value::Text(lit.value.to_string()),
        Json::Array(array) => {
            Value::List(array.elements.iter().map(|item| from_json(item, source)).collect::<Result<_, _>>()?)
        }
        Json::Object(object) => {
            let mut entries: Vec<(Key, Node)> = Vec::with_capacity(object.properties.len());
            let mut seen = std::collections::HashSet::new();
            for property in &object.properties {
                let range = property.name.range();
                let span = Span::new(range.start, range.end);
                let name = property.name.as_str().to_owned();
                if !seen.insert(name.clone()) {
                    return Err(Diagnostic::error(
                        "duplicate-key",
                        say!("`{name}` is given twice", "“{name}”写了两次"),
                    )
                    .help(say!("keep one of the two: it is not clear which is meant", "只留一处：看不出以哪一处为准"))
                    .at(source, span));
                }
                entries.push((Key { name, span }, from_json(&property.value, source)?));
            }
            Value::Table(entries)
        }
    };
    Ok(Node { span: Span::new(range.start, range.end), value })
}

/// Reads TOML 1.0.
///
/// # Errors
/// The first syntax error with its place: those that follow it are mostly its consequences.
pub fn read_toml(source: &Source<'_>) -> Result<Node, Box<Diagnostic>> {
    let (table, errors) = toml::de::DeTable::parse_recoverable(source.text);
    let start = |error: &toml::de::Error| error.span().map_or(usize::MAX, |range| range.start);
    match errors.iter().min_by_key(|error| start(error)) {
        None => {
            let node = Node { span: Span::new(0, 0), value: from_toml_table(table.get_ref(), 0) };
            match hidden_in(&node) {
                None => Ok(node),
                Some(span) => Err(Box::new(
                    Diagnostic::error(
                        "hidden-character",
                        say!("a control character or a mark that turns text round", "有控制字符，或颠倒文字方向的字符"),
                    )
                    .help(say!("type it anew instead of pasting it", "请重新打字，不要粘贴"))
                    .at(source, span),
                )),
            }
        }
        Some(error) => {
            let span = error.span().map_or_else(Span::default, |range| Span::new(range.start, range.end));
            let message = lower_first(error.message().lines().next().unwrap_or("not TOML"));
            let nothing = source.text.get(span.start..span.end).is_none_or(str::is_empty);
            let fault = toml_fault(&message, nothing).map(|fault| format!("：{fault}")).unwrap_or_default();
            Err(Box::new(
                Diagnostic::error("not-toml", Said::new(message, format!("从这里起不是合法的 TOML{fault}")))
                    .help(toml_help(source.text, span.start))
                    .at(source, span),
            ))
        }
    }
}

/// What to do about a text that is not TOML from here on.
fn toml_help(text: &str, at: usize) -> Said {
    let line = text.get(..at).map_or(0, |before| before.matches('\n').count());
    match text.lines().nth(line).and_then(wide_sign) {
        Some((wide, plain)) => {
            say!("`{wide}` is a Chinese sign: write `{plain}` in its place", "“{wide}”是中文标点，请改成英文的 {plain}")
        }
        None => say!(
            "look for a missing comma, quotation mark or equals sign here and on the line above; keys with dots or Chinese \
             characters need quotes (https://toml.io)",
            "看看这一行和上一行是不是漏了逗号、引号或等号；键里有点或汉字的，要加引号。写法见 https://toml.io/cn"
        ),
    }
}

/// The first Chinese sign outside quotes and remarks, with the one that TOML knows.
fn wide_sign(line: &str) -> Option<(char, char)> {
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '#') => return None,
            (None, '，' | '、' | '；') => return Some((c, ',')),
            (None, '＝' | '：') => return Some((c, '=')),
            (None, '“' | '”' | '‘' | '’' | '＂') => return Some((c, '"')),
            (None, '［' | '【') => return Some((c, '[')),
            (None, '］' | '】') => return Some((c, ']')),
            (None, '｛') => return Some((c, '{')),
            (None, '｝') => return Some((c, '}')),
            _ => {}
        }
    }
    None
}

/// The first text or key that holds what nobody would see on a page or in a paper, or what would make it read as another.
fn hidden_in(node: &Node) -> Option<Span> {
    let hidden =
        |text: &str| text.chars().any(|c| turns_text(c) || (c.is_control() && !matches!(c, '\n' | '\r' | '\t')));
    match &node.value {
        Value::Text(text) => hidden(text).then_some(node.span),
        Value::List(items) => items.iter().find_map(hidden_in),
        Value::Table(entries) => {
            entries.iter().find_map(|(key, value)| if hidden(&key.name) { Some(key.span) } else { hidden_in(value) })
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

fn from_toml_table(table: &toml::de::DeTable<'_>, depth: usize) -> Value {
    let mut entries: Vec<(Key, Node)> = table
        .iter()
        .map(|(key, value)| {
            let span = key.span();
            (
                Key { name: key.get_ref().to_string(), span: Span::new(span.start, span.end) },
                from_toml(value, depth + 1),
            )
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    Value::Table(entries)
}

fn from_toml(value: &toml::Spanned<toml::de::DeValue<'_>>, depth: usize) -> Node {
    use toml::de::DeValue;
    let range = value.span();
    let span = Span::new(range.start, range.end);
    if depth > MAX_DEPTH {
        return Node { span, value: Value::Null };
    }
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::Bool(*truth),
        DeValue::Datetime(datetime) => Value::Text(datetime.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| from_toml(item, depth + 1)).collect()),
        DeValue::Table(table) => from_toml_table(table, depth),
    };
    Node { span, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_sign_where_toml_wants_another_is_named() {
        for (line, found) in [
            ("outcomes = [\"none\"，\"three\"]", Some(('，', ','))),
            ("id ＝ \"x\"", Some(('＝', '='))),
            ("title = “甲”", Some(('“', '"'))),
            ("title = \"甲，乙\"", None),
            ("title = '甲，乙' # 备注，也可以", None),
            ("points = ", None),
        ] {
            assert_eq!(wide_sign(line), found, "{line}");
        }
        let help = |text: &str| {
            let problem = read_toml(&Source { name: "x.toml", text }).unwrap_err();
            problem.zh.help.unwrap()
        };
        assert!(help("a = 1\nb = [\"x\"，\"y\"]\n").contains("“，”是中文标点"));
        assert!(help("a = [\"x\" \"y\"]\n").contains("漏了逗号"));
    }

    #[test]
    fn json_errors_name_their_place() {
        let source = Source { name: "a.json", text: "{\n  \"a\": 1,\n  \"b\" 2\n}" };
        let error = read_json(&source).unwrap_err();
        assert_eq!(error.place.as_ref().map(|p| p.line), Some(3), "{error}");
        let twice = read_json(&Source { name: "a.json", text: "{\"a\": 1, \"a\": 2}" }).unwrap_err();
        assert_eq!(twice.code, "duplicate-key");
        let deep = "[".repeat(10_000);
        assert_eq!(read_json(&Source { name: "a.json", text: &deep }).unwrap_err().code, "not-json");
        for extension in [
            "{\"a\": 1,}",
            "{a: 1}",
            "{'a': 1}",
            "// x\n{}",
            "{\"a\": 0x10}",
            "{\"a\": +1}",
            "{\"a\": .5}",
            "{\"a\": NaN}",
            "{\"a\": \"\u{1b}[31m\"}",
            "{\"a\": \"two\nlines\"}",
            "{\"a\u{7}\": 1}",
        ] {
            assert!(read_json(&Source { name: "a.json", text: extension }).is_err(), "{extension}");
        }
    }

    #[test]
    fn toml_keys_keep_the_order_of_the_file() {
        let node =
            read_toml(&Source { name: "a.toml", text: "z = 1\na = 2\n[\"第九条（一）4\"]\nx = \"年\"" }).unwrap();
        let keys: Vec<_> = node.table().unwrap().iter().map(|(k, _)| k.name.as_str()).collect();
        assert_eq!(keys, ["z", "a", "第九条（一）4"]);
        assert!(read_toml(&Source { name: "a.toml", text: "a = \nb = [1\n" }).is_err());
    }

    #[test]
    fn a_text_of_toml_hides_nothing_and_turns_nothing_round() {
        let refused = |text: &str| read_toml(&Source { name: "a.toml", text }).err().map(|error| error.code);
        for text in [
            "title = \"甲\u{202e}乙\"",
            "title = \"甲\\u202e乙\"",
            "[zh.contact]\n\"电\u{2066}话\" = \"1\"",
            "list = [\"a\", \"\\u001b[2J\"]",
        ] {
            assert_eq!(refused(text).as_deref(), Some("hidden-character"), "{text}");
        }
        assert_eq!(refused("text = \"\"\"一\n\t二\"\"\"\r\n\"键\" = \"👩\u{200d}🔬\""), None);
    }
}

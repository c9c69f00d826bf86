//! JSON texts of what the kit itself puts together. `serde_json` reads and writes such values too, but brings along how
//! fractions are read and written, whose tables alone are 10 KB that nothing compresses; the kit counts in whole numbers.

use crate::diag::Source;
use crate::node::{self, Node, read_json};
use serde_json::Value as Json;

/// Reads a JSON text as the kit writes it. `None`: it is no JSON, gives a key twice, or holds a number that is not whole
/// (from `i64::MIN` to `u64::MAX`) and could not be written again as it was.
#[must_use]
pub fn read(text: &str) -> Option<Json> {
    of_node(read_json(&Source { name: "", text }).ok()?)
}

/// What was read from a JSON text, as [`read`] gives it.
#[must_use]
pub fn of_node(node: Node) -> Option<Json> {
    Some(match node.value {
        node::Value::Null => Json::Null,
        node::Value::Bool(truth) => Json::Bool(truth),
        node::Value::Number(text) => match (text.parse::<u64>(), text.parse::<i64>()) {
            (Ok(number), _) => number.into(),
            (_, number) => number.ok()?.into(),
        },
        node::Value::Text(text) => Json::String(text),
        node::Value::List(items) => {
            let mut list = Vec::with_capacity(items.len());
            for item in items {
                list.push(of_node(item)?);
            }
            Json::Array(list)
        }
        node::Value::Table(entries) => {
            let mut object = serde_json::Map::new();
            for (key, value) in entries {
                object.insert(key.name, of_node(value)?);
            }
            Json::Object(object)
        }
    })
}

/// A JSON text without spaces. Numbers are whole; others become `null`.
#[must_use]
pub fn write(value: &Json) -> String {
    let mut text = String::new();
    put(&mut text, value, None);
    text
}

/// A JSON text with a line for each entry, indented by two spaces, as `serde_json` writes it. Numbers are whole; others
/// become `null`.
#[must_use]
pub fn write_pretty(value: &Json) -> String {
    let mut text = String::new();
    put(&mut text, value, Some(0));
    text
}

/// The text of a key; `None`: there is none, or it is something else.
#[must_use]
pub fn word(json: &Json, key: &str) -> Option<String> {
    Some(json.get(key)?.as_str()?.to_owned())
}

/// The list of a key, each item read by `one`; `None`: there is none, or one of them cannot be read.
pub fn items<T>(json: &Json, key: &str, one: impl Fn(&Json) -> Option<T>) -> Option<Vec<T>> {
    json.get(key)?.as_array()?.iter().map(one).collect()
}

/// An object of these entries.
#[must_use]
pub fn object(entries: impl Iterator<Item = (String, Json)>) -> Json {
    // Collected, they would be sorted first, by code of its own.
    let mut object = serde_json::Map::new();
    for (key, value) in entries {
        object.insert(key, value);
    }
    Json::Object(object)
}

/// Begins the line of an entry, or of the end of a list.
fn line(text: &mut String, depth: Option<usize>) {
    if let Some(depth) = depth {
        text.push('\n');
        (0..depth).for_each(|_| text.push_str("  "));
    }
}

fn put(text: &mut String, value: &Json, depth: Option<usize>) {
    let inner = depth.map(|depth| depth + 1);
    match value {
        Json::Null => text.push_str("null"),
        Json::Bool(true) => text.push_str("true"),
        Json::Bool(false) => text.push_str("false"),
        Json::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => text.push_str(&number.to_string()),
            (None, Some(number)) => text.push_str(&number.to_string()),
            (None, None) => text.push_str("null"),
        },
        Json::String(string) => quote(text, string),
        Json::Array(items) if items.is_empty() => text.push_str("[]"),
        Json::Array(items) => {
            text.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    text.push(',');
                }
                line(text, inner);
                put(text, item, inner);
            }
            line(text, depth);
            text.push(']');
        }
        Json::Object(entries) if entries.is_empty() => text.push_str("{}"),
        Json::Object(entries) => {
            text.push('{');
            for (i, (key, item)) in entries.iter().enumerate() {
                if i > 0 {
                    text.push(',');
                }
                line(text, inner);
                quote(text, key);
                text.push_str(if depth.is_some() { ": " } else { ":" });
                put(text, item, inner);
            }
            line(text, depth);
            text.push('}');
        }
    }
}

fn quote(text: &mut String, string: &str) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            '\0'..='\u{1f}' => {
                text.push_str(if c < '\u{10}' { "\\u000" } else { "\\u001" });
                text.extend(char::from_digit(u32::from(c) & 15, 16));
            }
            _ => text.push(c),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn json() -> impl Strategy<Value = Json> {
        let text = prop_oneof!["\\PC{0,12}", "[\\x00-\\x7f]{0,8}", Just("\u{2028}\u{7f}\u{9f}😀".to_owned())];
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::Bool),
            any::<i64>().prop_map(Json::from),
            any::<u64>().prop_map(Json::from),
            text.prop_map(Json::String),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Json::Array),
                proptest::collection::btree_map("\\PC{0,6}", inner, 0..5)
                    .prop_map(|entries| Json::Object(entries.into_iter().collect())),
            ]
        })
    }

    #[test]
    fn what_could_not_be_written_again_as_it_was_is_not_read() {
        assert_eq!(read("[-9223372036854775808, 18446744073709551615]"), Some(serde_json::json!([i64::MIN, u64::MAX])));
        for text in [
            "0.5",
            "1e3",
            "[1.0]",
            "18446744073709551616",
            "-9223372036854775809",
            "",
            "{\"a\":1,\"a\":2}",
            "[1,]",
            "// a\n1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn it_is_written_as_serde_json_writes_it(value in json()) {
            prop_assert_eq!(write(&value), serde_json::to_string(&value).unwrap());
            prop_assert_eq!(write_pretty(&value), serde_json::to_string_pretty(&value).unwrap());
            prop_assert_eq!(read(&write(&value)), Some(value.clone()));
            prop_assert_eq!(read(&write_pretty(&value)), Some(value));
        }
    }
}

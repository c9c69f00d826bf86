//! JSON texts as the kit itself writes them, read strictly. Writing is `serde_json`'s; its reader would take the last of
//! two equal keys, and fractions, which the kit never writes and could not keep exactly.

use super::{Node, Value, read_json};
use crate::diag::Source;
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
        Value::Null => Json::Null,
        Value::Bool(truth) => Json::Bool(truth),
        Value::Number(text) => match (text.parse::<u64>(), text.parse::<i64>()) {
            (Ok(number), _) => number.into(),
            (_, number) => number.ok()?.into(),
        },
        Value::Text(text) => Json::String(text),
        Value::List(items) => {
            let mut list = Vec::with_capacity(items.len());
            for item in items {
                list.push(of_node(item)?);
            }
            Json::Array(list)
        }
        Value::Table(entries) => {
            let mut object = serde_json::Map::new();
            for (key, value) in entries {
                object.insert(key.name, of_node(value)?);
            }
            Json::Object(object)
        }
    })
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
        fn what_serde_json_writes_is_read_back(value in json()) {
            prop_assert_eq!(read(&value.to_string()), Some(value.clone()));
            prop_assert_eq!(read(&format!("{value:#}")), Some(value));
        }
    }
}

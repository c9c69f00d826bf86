//! A tree of values that remembers where each stands, read from JSON (answers) or TOML (rule books).
//!
//! One reader of each format, one tree: what is checked is checked once.

use crate::diag::{Diagnostic, Said, Source, Span};
use crate::say;
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
        Ok(result) => match result.value {
            Some(value) => from_json(&value, source),
            None => Err(broken(say!("the file is empty", "文件是空的"), Span::default())),
        },
        Err(error) => {
            let range = error.range();
            let message = Said::new(lower_first(&error.kind().to_string()), json_fault(error.kind()));
            Err(broken(message, Span::new(range.start, range.end)))
        }
    }
}

/// What jsonc-parser finds wrong, in Chinese.
const fn json_fault(kind: &jsonc_parser::errors::ParseErrorKind) -> &'static str {
    use jsonc_parser::ParseStringErrorKind as InText;
    use jsonc_parser::errors::ParseErrorKind as Kind;
    match kind {
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => "不能写注释",
        Kind::ExpectedColonAfterObjectKey => "键的后面缺少“:”",
        Kind::ExpectedObjectValue => "“:”后面缺少值",
        Kind::ExpectedComma => "两项之间缺少“,”",
        Kind::TrailingCommasNotAllowed => "最后一项后面不能再写“,”",
        Kind::ExpectedStringObjectProperty => "键要放在半角双引号里",
        Kind::SingleQuotedStringsNotAllowed => "要用半角双引号，不能用单引号",
        Kind::String(InText::UnterminatedStringLiteral) => "文字的后面缺少双引号",
        Kind::String(_) => "文字里“\\”后面的写法不对",
        Kind::BareDecimalPointNumbersNotAllowed => "小数点的前后都要有数字",
        Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral => "数没有写完",
        Kind::HexadecimalNumbersNotAllowed | Kind::NonFiniteNumbersNotAllowed | Kind::UnaryPlusNumbersNotAllowed => {
            "数不能这样写"
        }
        Kind::MultipleRootJsonValues => "文件的内容到此已经完整，后面多出了内容",
        Kind::UnexpectedCloseBrace => "这里不该有“}”",
        Kind::UnexpectedCloseBracket => "这里不该有“]”",
        Kind::UnexpectedColon => "这里不该有“:”",
        Kind::UnexpectedComma => "这里不该有“,”",
        Kind::UnexpectedToken | Kind::UnexpectedTokenInObject | Kind::UnexpectedWord => {
            "这里的内容不能这样写；文字要放在半角双引号里"
        }
        Kind::UnterminatedArray => "缺少与“[”成对的“]”",
        Kind::UnterminatedObject => "缺少与“{”成对的“}”",
        Kind::NestingDepthExceeded => "嵌套太深",
    }
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
#[cfg(feature = "load")]
pub fn read_toml(source: &Source<'_>) -> Result<Node, Box<Diagnostic>> {
    let (table, errors) = toml::de::DeTable::parse_recoverable(source.text);
    let start = |error: &toml::de::Error| error.span().map_or(usize::MAX, |range| range.start);
    match errors.iter().min_by_key(|error| start(error)) {
        None => Ok(Node { span: Span::new(0, 0), value: from_toml_table(table.get_ref(), 0) }),
        Some(error) => {
            let span = error.span().map_or_else(Span::default, |range| Span::new(range.start, range.end));
            let message = lower_first(error.message().lines().next().unwrap_or("not TOML"));
            let nothing = source.text.get(span.start..span.end).is_none_or(str::is_empty);
            let fault = toml_fault(&message, nothing).map(|fault| format!("：{fault}")).unwrap_or_default();
            Err(Box::new(
                Diagnostic::error("not-toml", Said::new(message, format!("从这里起不是合法的 TOML{fault}")))
                    .help(say!(
                        "see https://toml.io for the notation; keys with dots or Chinese characters need quotes",
                        "键里有点或汉字的，要加引号；写法见 https://toml.io/cn"
                    ))
                    .at(source, span),
            ))
        }
    }
}

/// What the toml crate finds wrong, in Chinese; `None`: it is none of the common faults. It says so only in words.
#[cfg(feature = "load")]
fn toml_fault(message: &str, nothing: bool) -> Option<&'static str> {
    const NO_VALUE: &str = "“=”后面缺少值";
    const NOT_A_VALUE: &str = "这个值不能这样写；文字要放在半角引号里";
    const UNCLOSED_TEXT: &str = "文字的后面缺少引号，或者中间换了行";
    const UNCLOSED_LINES: &str = "多行文字的后面缺少三个引号";
    const HIDDEN_SIGN: &str = "这里有不能直接写的控制字符";
    const BAD_CODE: &str = "文字里没有这样的字符编码";
    // The first that the message begins with.
    const FAULTS: &[(&str, &str)] = &[
        ("duplicate key", "这个键（或这一节）前面已经写过"),
        ("cannot extend value", "这个键前面已经有值，不能再往下分"),
        ("key with no value", "键的后面缺少“=”"),
        ("missing value for key", "键的后面缺少“=”"),
        ("missing assignment", "键的后面缺少“=”"),
        ("missing value", NO_VALUE),
        ("extra `=`", "多写了“=”"),
        ("string values must be quoted", NOT_A_VALUE),
        ("invalid boolean", "真假值只能写 true 或 false，全部小写"),
        ("invalid float", NOT_A_VALUE),
        ("invalid fraction", "数没有写完"),
        ("invalid exponent", "数没有写完"),
        ("invalid integer", "数不能这样写"),
        ("unexpected leading zero", "数的前面不能加 0；编号之类要放在半角引号里"),
        ("redundant numeric sign", "数的前面多写了正负号"),
        ("`_` may only go between digits", "数里的“_”只能写在两个数字之间"),
        ("invalid date", "日期没有这样的写法，或没有这一天"),
        ("invalid time", "时间没有这样的写法，或没有这个时刻"),
        ("missing opening quote", "文字的前面缺少引号"),
        ("invalid basic string, expected `\"`", UNCLOSED_TEXT),
        ("invalid literal string, expected `'`", UNCLOSED_TEXT),
        ("invalid multi-line basic string, expected `\"`", UNCLOSED_LINES),
        ("invalid multi-line literal string, expected `'`", UNCLOSED_LINES),
        ("invalid basic string", HIDDEN_SIGN),
        ("invalid literal string", HIDDEN_SIGN),
        ("invalid multi-line", HIDDEN_SIGN),
        ("invalid comment character", HIDDEN_SIGN),
        ("carriage return must be followed by newline", "换行符不完整，请用文本编辑器重新保存"),
        ("missing escaped value", "文字里“\\”后面的写法不对；要写“\\”本身，写成“\\\\”，或把整段文字放在单引号里"),
        ("too few unicode value digits", BAD_CODE),
        ("invalid value, expected unicode", BAD_CODE),
        ("unquoted keys cannot be empty", "这里缺少键"),
        ("invalid key-value pair", "这里缺少键"),
        ("invalid unquoted key", "不加引号的键只能用英文字母、数字、“-”和“_”"),
        ("keys cannot be multi-line", "键不能用三个引号"),
        ("unclosed array table", "一节的开头缺少“]]”"),
        ("unclosed table", "一节的开头缺少“]”"),
        ("unclosed array", "列表缺少与“[”成对的“]”"),
        ("unclosed inline table", "缺少与“{”成对的“}”"),
        ("missing table open", "缺少与“]”成对的“[”"),
        ("missing array opening", "缺少与“]”成对的“[”"),
        ("missing inline table opening", "缺少与“}”成对的“{”"),
        ("missing comma", "前一项后面缺少“,”，或者没有写右括号"),
        ("extra comma", "多写了“,”"),
        ("unexpected key or value", "这一行到这里应当结束；文字里的半角双引号要写成“\\\"”"),
        ("cannot recurse further", "嵌套太深"),
        ("recursion limit", "嵌套太深"),
    ];
    let fault = FAULTS.iter().find(|(start, _)| message.starts_with(start)).map(|(_, fault)| *fault)?;
    Some(if nothing && fault == NOT_A_VALUE { NO_VALUE } else { fault })
}

#[cfg(feature = "load")]
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

#[cfg(feature = "load")]
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
        ] {
            assert!(read_json(&Source { name: "a.json", text: extension }).is_err(), "{extension}");
        }
    }

    #[cfg(feature = "load")]
    #[test]
    fn toml_keys_keep_the_order_of_the_file() {
        let node =
            read_toml(&Source { name: "a.toml", text: "z = 1\na = 2\n[\"第九条（一）4\"]\nx = \"年\"" }).unwrap();
        let keys: Vec<_> = node.table().unwrap().iter().map(|(k, _)| k.name.as_str()).collect();
        assert_eq!(keys, ["z", "a", "第九条（一）4"]);
        assert!(read_toml(&Source { name: "a.toml", text: "a = \nb = [1\n" }).is_err());
    }

    #[test]
    fn what_is_wrong_with_json_is_said_in_chinese() {
        let zh = |text: &str| read_json(&Source { name: "a.json", text }).unwrap_err().zh.message;
        assert_eq!(zh("{\"a\": 1, \"a\": 2}"), "“a”写了两次");
        assert_eq!(zh(&"[".repeat(100)), "嵌套超过 24 层");
        assert_eq!(zh(" "), "文件是空的");
        assert_eq!(zh("{\"a\": 1 \"b\": 2}"), "两项之间缺少“,”");
        assert_eq!(zh("{\"a\": 1,}"), "最后一项后面不能再写“,”");
        assert_eq!(zh("{\"a\": \"b}"), "文字的后面缺少双引号");
        assert_eq!(zh("{\"a\": \"\\q\"}"), "文字里“\\”后面的写法不对");
        assert_eq!(zh("{\"a\": “b”}"), "这里的内容不能这样写；文字要放在半角双引号里");
    }

    /// The toml crate says what is wrong in words only: were they to change, this would say so.
    #[cfg(feature = "load")]
    #[test]
    fn the_common_faults_of_toml_are_told_apart_in_chinese() {
        for (text, fault) in [
            ("a = 1\na = 2", "这个键（或这一节）前面已经写过"),
            ("[a]\n[a]", "这个键（或这一节）前面已经写过"),
            ("a", "键的后面缺少“=”"),
            ("a ＝ 1", "键的后面缺少“=”"),
            ("a = {b 1}", "键的后面缺少“=”"),
            ("a = \nb = 1", "“=”后面缺少值"),
            ("a = “b”", "这个值不能这样写；文字要放在半角引号里"),
            ("a = no", "这个值不能这样写；文字要放在半角引号里"),
            ("a = True", "真假值只能写 true 或 false，全部小写"),
            ("a = \"b", "文字的后面缺少引号，或者中间换了行"),
            ("a = 'b\nc'", "文字的后面缺少引号，或者中间换了行"),
            ("a = \"\"\"b", "多行文字的后面缺少三个引号"),
            ("a = \"\u{1}\"", "这里有不能直接写的控制字符"),
            ("a = \"\\q\"", "文字里“\\”后面的写法不对；要写“\\”本身，写成“\\\\”，或把整段文字放在单引号里"),
            ("第九条 = 1", "不加引号的键只能用英文字母、数字、“-”和“_”"),
            ("= 1", "这里缺少键"),
            ("[a\nb = 1", "一节的开头缺少“]”"),
            ("[[a]", "一节的开头缺少“]]”"),
            ("a = [1", "列表缺少与“[”成对的“]”"),
            ("a = [1\nb = 2", "前一项后面缺少“,”，或者没有写右括号"),
            ("a = {b = 1", "缺少与“{”成对的“}”"),
            ("a = \"b\"c\"", "这一行到这里应当结束；文字里的半角双引号要写成“\\\"”"),
            ("a = 2026-02-30", "日期没有这样的写法，或没有这一天"),
            ("a = 01", "数的前面不能加 0；编号之类要放在半角引号里"),
        ] {
            let error = read_toml(&Source { name: "a.toml", text }).unwrap_err();
            assert_eq!(error.zh.message, format!("从这里起不是合法的 TOML：{fault}"), "{text}: {error}");
        }
        let deep = format!("a = {}", "[".repeat(200));
        assert!(read_toml(&Source { name: "a.toml", text: &deep }).unwrap_err().zh.message.ends_with("嵌套太深"));
        let keys = format!("{}a = 1", "a.".repeat(200));
        assert!(read_toml(&Source { name: "a.toml", text: &keys }).unwrap_err().zh.message.ends_with("嵌套太深"));
    }
}

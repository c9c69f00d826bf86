//! What the parsers find wrong, in Chinese; they say it in English only.

/// What jsonc-parser finds wrong, in Chinese.
pub(super) const fn json_fault(kind: &jsonc_parser::errors::ParseErrorKind) -> &'static str {
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

/// What the toml crate finds wrong, in Chinese; `None`: it is none of the common faults. It says so only in words.
pub(super) fn toml_fault(message: &str, nothing: bool) -> Option<&'static str> {
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

#[cfg(test)]
mod tests {
    use crate::diag::Source;
    use crate::node::read_json;
    use crate::node::read_toml;

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

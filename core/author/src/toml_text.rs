//! Texts as TOML writes them.

/// A basic string, in quotes.
#[must_use]
pub(crate) fn quoted(text: &str) -> String {
    let mut all = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => all.push_str("\\\""),
            '\\' => all.push_str("\\\\"),
            '\n' => all.push_str("\\n"),
            '\t' => all.push_str("\\t"),
            c if c.is_control() => all.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => all.push(c),
        }
    }
    all.push('"');
    all
}

/// Text in a comment: control characters, which comments cannot hold, are named.
#[must_use]
pub(crate) fn commented(text: &str) -> String {
    let mut all = String::new();
    for c in text.chars() {
        match c {
            '\n' => all.push('⏎'),
            '\r' => {}
            c if c.is_control() && c != '\t' => all.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => all.push(c),
        }
    }
    all
}

/// One line of text: white space of any kind is one blank.
#[must_use]
pub(crate) fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_reads_back_as_it_was() {
        for text in ["a \"b\" \\ c", "两行\n文字\t制表", "\u{1}\u{7f}", "👍"] {
            let table: toml::Table = format!("x = {}", quoted(text)).parse().unwrap();
            assert_eq!(table["x"].as_str(), Some(text));
            let comment: toml::Table = format!("# {}\nx = 1", commented(text)).parse().unwrap();
            assert_eq!(comment.len(), 1);
        }
    }
}

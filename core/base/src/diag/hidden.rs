//! Characters that do not show, or change how what stands around them shows.

/// Whether a character is one that a stranger's text must not bring into a line: control characters, among them those
/// that terminals obey, line ends, marks of direction, and signs without a width.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

/// Whether a character turns round how what stands after it is read: the embeddings, overrides and isolates of direction
/// (UAX #9). They say nothing of their own, and a name that holds one shows as another.
#[must_use]
pub const fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text as one line in which nothing is hidden.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.chars().filter(|c| !is_hidden(*c)).collect()
}

/// The same with a sign in the place of each hidden character, so that what follows keeps its column.
#[must_use]
pub(super) fn marked(text: &str) -> String {
    text.chars().map(|c| if is_hidden(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_terminals_obey_and_what_turns_text_around_is_left_out() {
        assert_eq!(one_line("示例\u{1b}[31m公司\r\n二\t三"), "示例[31m公司二三");
        assert_eq!(one_line("a\u{202e}gpj.exe\u{2066}\u{2069}\u{61c}\u{9b}1m"), "agpj.exe1m");
        assert_eq!(marked("a\u{7}b"), "a\u{fffd}b");
        assert_eq!(one_line("正常 文字 “引号”，—"), "正常 文字 “引号”，—");
    }
}

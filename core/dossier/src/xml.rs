//! XML text: a writer that escapes everything it is given.

use ziping_base::diag::turns_text;
use ziping_rules::fact::typed::several_lines;

/// Whether XML 1.0 can carry a character. Control characters other than tab and line feed cannot be carried or would
/// be lost on the way, and marks of direction turn round what stands after them; they are left out, so that no text of a
/// user can break a file or make it read as something else.
const fn allowed(c: char) -> bool {
    match c {
        '\t' | '\n' => true,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => false,
        c => !turns_text(c),
    }
}

/// The text without what cannot be carried, its line ends as `\n`: those of any system, and the vertical tab that Word
/// puts for a manual break.
#[must_use]
pub(super) fn clean(text: &str) -> String {
    several_lines(text).chars().filter(|c| allowed(*c)).collect()
}

/// A growing XML text.
#[derive(Debug, Default)]
pub(super) struct Xml(String);

impl Xml {
    /// Begins with the XML declaration.
    pub(super) fn document() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    /// Adds markup that the kit itself wrote. Never text of a user.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds text, escaped for content and attribute values alike.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars().filter(|c| allowed(*c)) {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                _ => self.0.push(c),
            }
        }
        self
    }

    /// Adds a number.
    pub(super) fn number(&mut self, number: impl core::fmt::Display) -> &mut Self {
        use core::fmt::Write as _;
        // Writing to a string cannot fail.
        let _ = write!(self.0, "{number}");
        self
    }

    /// The finished file.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_control_characters_are_left_out() {
        let mut xml = Xml::default();
        xml.text("a<w:p>&\"\u{0}\u{1b}\u{8}\u{fffe}\tb\n");
        assert_eq!(xml.0, "a&lt;w:p&gt;&amp;&quot;\tb\n");
    }

    #[test]
    fn line_ends_become_one_kind() {
        assert_eq!(clean("一\r\n二\r三\u{7}"), "一\n二\n三");
        assert_eq!(clean("一\u{b}二\u{2028}三"), "一\n二\n三", "a manual break of Word");
        assert_eq!(clean("示例\u{202e}司公\u{2066}（甲）\u{2069}"), "示例司公（甲）");
    }
}

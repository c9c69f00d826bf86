//! The files that go into a package, named by the numbers of their papers.

use super::xml::clean;
use ziping_assess::proof::{Attached, Records, needs};
use ziping_regime::{RuleBook, Words};

/// The folder of the papers that prove things.
pub(super) const FOLDER: &str = "03-证明材料";
/// The longest ending of a file name that is kept, in characters.
const LONGEST_ENDING: usize = 8;

/// A file that goes into a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure<'a> {
    /// The paper that it belongs to.
    pub paper: &'a str,
    /// The file as it was attached.
    pub file: &'a Attached,
    /// Its path in the package.
    pub path: String,
}

/// 附件-03
pub(super) fn label(number: usize) -> String {
    format!("附件-{number:02}")
}

/// Text as part of a file name: without what a file system would not take, not longer than 60 characters.
pub(super) fn name_part(text: &str) -> String {
    let kept = clean(text).replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\n', '\t'], " ");
    let kept: String = kept.trim_matches(|c: char| c == '.' || c.is_whitespace()).chars().take(60).collect();
    let kept = kept.trim_end();
    if kept.is_empty() { "未命名".to_owned() } else { kept.to_owned() }
}

/// The ending of a file name with its dot, in lower case; empty when there is none that a file system knows.
pub(super) fn ending(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending))
            if !stem.is_empty()
                && (1..=LONGEST_ENDING).contains(&ending.len())
                && ending.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
        {
            format!(".{}", ending.to_ascii_lowercase())
        }
        _ => String::new(),
    }
}

/// The files of a regime's papers in the order of hand-in. `附件-03-近三年审计报告.pdf`; a paper of several files has
/// them numbered: `附件-03-近三年审计报告-1.pdf`. The titles of papers are in Chinese.
#[must_use]
pub fn enclosures<'a>(rulebook: &'a RuleBook, words: &Words, records: &'a Records) -> Vec<Enclosure<'a>> {
    let mut found = Vec::new();
    for (place, need) in needs([rulebook]).into_iter().enumerate() {
        let Some(record) = records.get(need.paper) else { continue };
        let stem = format!("{}-{}", label(place + 1), name_part(words.title("evidence", need.paper)));
        for (i, file) in record.files.iter().enumerate() {
            let number = if record.files.len() > 1 { format!("-{}", i + 1) } else { String::new() };
            let path = format!("{FOLDER}/{stem}{number}{}", ending(&file.name));
            found.push(Enclosure { paper: need.paper, file, path });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_endings_that_a_file_system_knows_are_kept() {
        for (name, kept) in [
            ("审计.PDF", ".pdf"),
            ("a.tar.gz", ".gz"),
            (".pdf", ""),
            ("没有", ""),
            ("x.", ""),
            ("x.p/f", ""),
            ("x.文档", ""),
            ("x.averylongending", ""),
        ] {
            assert_eq!(ending(name), kept, "{name}");
        }
    }

    #[test]
    fn names_are_such_as_every_file_system_takes() {
        assert_eq!(name_part("a/b\\c:d*e?f\"g<h>i|j"), "a b c d e f g h i j");
        assert_eq!(name_part(" .. "), "未命名");
        assert_eq!(name_part("../ 表. "), "表");
        assert_eq!(name_part(&"长".repeat(80)).chars().count(), 60);
    }
}

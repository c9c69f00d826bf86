//! Golden files: what came out beside what came out when someone last looked at it.

use std::path::Path;

/// Set to `1`, golden files are written anew instead of compared: `ZIPING_RECORD=1 cargo test -p ziping-tests`.
pub const RECORD: &str = "ZIPING_RECORD";

/// Compares a text with its golden file, or records it.
///
/// # Errors
/// The first line that differs, and how to record.
pub fn compare(file: &Path, found: &str) -> Result<(), String> {
    if std::env::var_os(RECORD).is_some_and(|value| value == "1") {
        return std::fs::write(file, found).map_err(|error| format!("{}: {error}", file.display()));
    }
    let expected = std::fs::read_to_string(file)
        .map_err(|error| format!("{}: {error}; record it with {RECORD}=1", file.display()))?;
    if expected == found {
        return Ok(());
    }
    let mut lines = expected.lines().zip(found.lines()).enumerate();
    let first = lines.find(|(_, (a, b))| a != b).map_or_else(
        || format!("one has {} lines, the other {}", expected.lines().count(), found.lines().count()),
        |(at, (a, b))| format!("line {}:\n  golden: {a}\n  found:  {b}", at + 1),
    );
    Err(format!("{} differs: {first}\nif this is right, record it with {RECORD}=1 and read the diff", file.display()))
}

/// Of problems shown in Chinese, those lines that still say something in English: two words side by side that are
/// neither quoted nor notation.
pub fn english_in(shown: &str) -> impl Iterator<Item = &str> {
    shown.lines().filter(|line| {
        let said = match line.split_once("]：") {
            Some((head, said)) if head.starts_with("错误[") || head.starts_with("提醒[") => said,
            _ => match line.strip_prefix("  = 怎么改：") {
                Some(said) => said,
                None => return false,
            },
        };
        let mut quoted = false;
        let plain: String = said
            .chars()
            .filter(|c| {
                quoted = match c {
                    '“' => true,
                    '”' => false,
                    _ => quoted,
                };
                !quoted
            })
            .collect();
        let words: Vec<&str> = plain.split(' ').collect();
        let is_word = |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        words.windows(2).any(|pair| pair.iter().all(is_word)) || !plain.chars().any(|c| c > '\u{3000}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_in_english_is_found_among_chinese() {
        let shown = "错误[a-b]：没有“some other words”这个事实\n  = 怎么改：写 true 或 false\n\
                     错误[c]：缺少 the missing key 一项\n  = 怎么改：see above";
        let found: Vec<&str> = english_in(shown).collect();
        assert_eq!(found, ["错误[c]：缺少 the missing key 一项", "  = 怎么改：see above"]);
    }
}

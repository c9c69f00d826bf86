//! Ids that name folders and stand in addresses.

/// Whether an id is one short word: at most 40 lower-case letters, digits, `_` and `-`, a letter first.
#[must_use]
pub fn is_word(id: &str) -> bool {
    (1..=40).contains(&id.len())
        && id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::is_word;

    #[test]
    fn an_id_is_one_short_word() {
        assert!(["a", "om", "nextgen-it", "x_2"].into_iter().all(is_word));
        assert!(["", "Om", "2x", "a/b", "../x", "规则", &"a".repeat(41)].into_iter().all(|id| !is_word(id)));
    }
}

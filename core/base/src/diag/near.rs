//! Words that are near enough to be meant, and lists to choose from.

use super::Said;
use crate::say;

/// The known word nearest to `word`, if one is near enough to be meant (Damerau–Levenshtein, optimal string
/// alignment, at most a third of its length).
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: String = word.chars().take(80).collect();
    let length = wanted.chars().count();
    known
        .into_iter()
        .filter_map(|candidate| {
            let limit = length.max(candidate.chars().count()).div_ceil(3);
            let distance = strsim::osa_distance(&wanted, candidate);
            (distance <= limit).then_some((distance, candidate))
        })
        .min_by_key(|(distance, candidate)| (*distance, *candidate))
        .map(|(_, candidate)| candidate)
}

/// *Did you mean …?*
#[must_use]
pub fn did_you_mean(near: &str) -> Said {
    say!("did you mean `{near}`?", "是不是想写“{near}”？")
}

/// A list of words, as each language joins them.
#[must_use]
pub fn joined<'a>(words: impl IntoIterator<Item = &'a str>) -> Said {
    let all: Vec<&str> = words.into_iter().collect();
    Said::new(all.join(", "), all.join("、"))
}

/// What to do about a word that is not known; before it *did you mean …?*, if a known one is near enough to be meant.
#[must_use]
pub fn or_nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>, otherwise: Said) -> Said {
    let Some(near) = nearest(word, known) else { return otherwise };
    let mut en = otherwise.en.into_owned();
    if let Some(first) = en.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    did_you_mean(near).and(&Said::new(en, otherwise.zh))
}

/// *It is one of: …*, with the nearest one first if one is near enough to be meant.
#[must_use]
pub fn one_of<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> Said {
    let Said { en, zh } = joined(known.clone());
    or_nearest(word, known, say!("it is one of: {en}", "可以写：{zh}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_known_word_is_suggested_only_when_near() {
        let known = ["record.violation", "record.quality_penalty", "org.kind"];
        assert_eq!(nearest("record.qualty_penalty", known), Some("record.quality_penalty"));
        assert_eq!(nearest("org.knid", known), Some("org.kind"));
        assert_eq!(nearest("zzzz", known), None);
    }
}

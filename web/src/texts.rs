//! The site's own texts in both languages, checked against each other when the site is built.

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// A text with its `{places}` filled in.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            filled.push_str(value);
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn places_are_filled_by_name_and_user_text_is_not_filled_again() {
        assert_eq!(fill("{a}、{b}，{a}", &[("a", "{b}"), ("b", "乙")]), "{b}、乙，{b}");
        assert_eq!(fill("没有位置", &[]), "没有位置");
        assert_eq!(fill("{未闭合", &[]), "{未闭合");
    }
}

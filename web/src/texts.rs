//! The site's own texts in both languages, checked against each other when the site is built. One language comes as a
//! pack; it is kept for as long as the page is open.

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

impl Texts {
    /// Takes the texts of a pack (see `web/languages.rs`). `None`: it is of another build, or damaged.
    pub(crate) fn read(pack: String) -> Option<&'static Self> {
        let pack: &'static str = Box::leak(pack.into_boxed_str());
        let mut parts = pack.split('\0');
        if parts.next()? != STAMP {
            return None;
        }
        let mut texts = Box::new(Self([""; _]));
        for text in &mut texts.0 {
            *text = parts.next()?;
        }
        // A pack that was cut may end where its last text begins; none is empty.
        let whole = parts.next().is_none() && texts.0.last().is_some_and(|last| !last.is_empty());
        whole.then(|| &*Box::leak(texts))
    }
}

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
    use super::{KEYS, STAMP, Texts, fill};
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_pack_gives_each_text_its_key_and_one_of_another_build_is_refused() {
        let pack = |stamp: &str, texts: &[&str]| format!("{stamp}\0{}", texts.join("\0"));
        let texts = Texts::read(pack(STAMP, KEYS)).unwrap();
        assert_eq!((texts.site_name(), texts.frame_mark()), ("site_name", "frame_mark"));
        assert!(Texts::read(pack("another", KEYS)).is_none());
        assert!(Texts::read(pack(STAMP, &KEYS[1..])).is_none());
        assert!(Texts::read(pack(STAMP, &[KEYS, &[""]].concat())).is_none());
        assert!(Texts::read(String::new()).is_none());
    }

    #[wasm_bindgen_test]
    fn places_are_filled_by_name_and_user_text_is_not_filled_again() {
        assert_eq!(fill("{a}、{b}，{a}", &[("a", "{b}"), ("b", "乙")]), "{b}、乙，{b}");
        assert_eq!(fill("没有位置", &[]), "没有位置");
        assert_eq!(fill("{未闭合", &[]), "{未闭合");
    }
}

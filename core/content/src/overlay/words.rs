//! The words of an overlay, in its own file, for every language.

use super::NewBasis;
use crate::files::LANGUAGES;
use crate::reader::{Get, Reader};
use crate::scores::NewScores;
use crate::words_file::{compare, flat, in_language, words_of};
use crate::written::Overlay;
use std::collections::BTreeMap;
use ziping_base::diag::Span;
use ziping_base::lang::Lang;
use ziping_base::node::Node;
use ziping_base::say;
use ziping_regime::Cap;
use ziping_regime::Words;
use ziping_regime::{Basis, OverlayInfo};
use ziping_rules::fact::Fact;

/// The most entries of contact data.
const MAX_CONTACT: usize = 40;

/// Words by language, compared with what needs them. Texts of forms come as words of the kind `document`.
pub(super) fn read(
    written: &Overlay<'_>,
    info: &OverlayInfo,
    facts: &[Fact],
    (basis, scores, caps): (&[NewBasis], &NewScores, &[Cap]),
    reader: &mut Reader<'_>,
) -> Vec<(String, Words)> {
    let pair = |kind: &str, id: &str| (kind.to_owned(), id.to_owned());
    let mut expected = vec![pair("overlay", "")];
    expected.extend(facts.iter().map(|fact| pair("fact", &fact.id)));
    for (_, basis, _) in basis {
        if let Basis::Levels(rules) = basis {
            expected.extend(rules.iter().map(|rule| pair("level", &rule.id)));
        }
    }
    expected.extend(scores.scored().into_iter().map(|item| pair("item", &item.id)));
    expected.extend(caps.iter().map(|cap| pair("cap", &cap.id)));
    expected.extend(scores.published.iter().map(|given| pair("published", &given.id)));
    let facts: Vec<&Fact> = facts.iter().collect();
    let mut all = Vec::new();
    for lang in LANGUAGES {
        let Some(table) = written.words(lang).node else { continue };
        let lang = lang.code();
        let mut found = Vec::new();
        if let Some(own) = table.get("overlay") {
            found.push(("overlay".to_owned(), String::new(), words_of(own, reader), table.span_of("overlay")));
        }
        for kind in ["fact", "level", "item", "published", "cap", "form"] {
            if let Some(of_kind) = table.get(kind) {
                found.extend(flat(of_kind, kind, reader));
            }
        }
        // A form may keep all its texts: words for it are welcome, not required.
        let mut expected = expected.clone();
        expected.extend(
            info.forms
                .iter()
                .map(|form| pair("form", &form.document))
                .filter(|(_, id)| found.iter().any(|(kind, known, ..)| kind == "form" && known == id)),
        );
        in_language(&found, lang, reader);
        let mut words = Words::default();
        compare(found, &expected, &facts, Some(lang), reader, &mut words);
        all.push((lang.to_owned(), renamed(&words, info)));
    }
    all
}

/// Under the kinds and ids by which they are looked up.
fn renamed(words: &Words, info: &OverlayInfo) -> Words {
    let mut renamed = Words::default();
    for (kind, id, of) in words.iter() {
        match kind {
            "overlay" => renamed.insert("overlay", &info.id, of.clone()),
            "form" => renamed.insert("document", id, of.clone()),
            _ => renamed.insert(kind, id, of.clone()),
        }
    }
    renamed
}

/// The association's contact data by language. `file`: the place of the file.
pub(super) fn contact(
    written: &Overlay<'_>,
    file: Span,
    reader: &mut Reader<'_>,
) -> BTreeMap<String, Vec<(String, String)>> {
    let mut all = BTreeMap::new();
    let of = |lang: Lang| written.words(lang).node.and_then(|words| words.get("contact"));
    for lang in LANGUAGES {
        let entries = of(lang).and_then(Node::table).unwrap_or_default();
        let texts: Vec<(String, String)> = entries
            .iter()
            .map(|(label, text)| (label.name.clone(), text.text().unwrap_or_default().to_owned()))
            .collect();
        all.insert(lang.code().to_owned(), texts);
    }
    let counts: Vec<usize> = all.values().map(Vec::len).collect();
    let span = LANGUAGES.into_iter().find_map(of).map_or(file, |contact| contact.span);
    if counts.windows(2).any(|pair| pair.first() != pair.last()) {
        reader.problem(
            span,
            "missing-words",
            say!("the contact data of the languages differ in number", "中文和英文的联系方式条数不同"),
            say!("the same entries in [zh.contact] and [en.contact]", "[zh.contact] 和 [en.contact] 的各项要一一对应"),
        );
    }
    if counts.iter().any(|count| *count > MAX_CONTACT) {
        let help = say!("at most {MAX_CONTACT} entries", "最多 {MAX_CONTACT} 项");
        reader.problem(span, "too-many", say!("too much contact data", "联系方式太多"), help);
    }
    all
}

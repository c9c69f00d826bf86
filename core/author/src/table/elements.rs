//! Which element of the score each line belongs to, and which elements the lines divide.

use crate::phrase::plain;
use ziping_base::diag::Said;
use ziping_base::say;
use ziping_content::Content;
use ziping_regime::{Element, Model, RuleBook};
use ziping_rules::rule::score::Ratio;

/// What was found.
pub(super) struct Elements {
    /// The element of each line, where its lines divide it.
    pub of_lines: Vec<Option<String>>,
    /// How many elements the lines divide.
    pub divided: usize,
    /// What is to be said of the others.
    pub notes: Vec<Said>,
}

/// Finds the elements of lines: what each says of its element, and its most points, where it is an item. An element is
/// divided where all its lines are items and come to what it has.
pub(super) fn elements(content: &Content, book: &RuleBook, lines: &[(Option<&str>, Option<Ratio>)]) -> Elements {
    let mut notes: Vec<Said> = Vec::new();
    if !matches!(book.grade.model, Model::Scored { .. }) {
        notes.push(say!(
            "the grade of this rule book is no score: the items stand for themselves, for level conditions and gates to look at",
            "这份规则不是按总分定级：各项目单独计算，供等级条件和限制引用"
        ));
        return Elements { of_lines: vec![None; lines.len()], divided: 0, notes };
    }
    let ids = |element: &Element| content.library.catalogue.id(element.fact).to_owned();
    let known = book.elements().iter().map(ids).collect::<Vec<_>>().join(", ");
    let of_lines: Vec<Option<&Element>> =
        lines.iter().map(|(text, _)| text.and_then(|text| named(content, book, text))).collect();
    let mut unknown: Vec<&str> = Vec::new();
    for ((text, _), element) in lines.iter().zip(&of_lines) {
        if let (Some(text), None) = (text, element)
            && !unknown.contains(text)
        {
            unknown.push(text);
        }
    }
    for text in unknown {
        notes.push(say!(
            "“{text}” is no element of the rule book: its lines stand for themselves and add nothing to the score. Elements: {known}",
            "“{text}”不是这份规则的要素：它下面的项目单独计算，不计入总分。要素有：{known}"
        ));
    }
    if lines.iter().any(|(text, _)| text.is_none()) {
        notes.push(say!(
            "some lines say no element: they stand for themselves. Elements: {known}",
            "有的行没有写要素：单独计算，不计入总分。要素有：{known}"
        ));
    }
    let mut divided = Vec::new();
    for element in book.elements() {
        let own = || {
            let of = lines.iter().zip(&of_lines);
            of.filter(|(_, own)| own.is_some_and(|own| own.fact == element.fact)).map(|((_, most), _)| *most)
        };
        if own().next().is_none() {
            continue;
        }
        let sum = own().flatten().fold(Ratio::ZERO, Ratio::added);
        let has = Ratio::fixed(element.max, 1);
        if own().all(|most| most.is_some()) && sum == has {
            divided.push(element.fact);
            continue;
        }
        notes.push(say!(
            "the lines of `{id}` come to {sum} points, the element has {has}: it is not divided yet. A table out of 100 is a [[group]] with a weight",
            "“{id}”各项满分合计 {sum} 分，要素的满分是 {has} 分：暂不拆分。百分制的表，请写成带 weight 的 [[group]]",
            id = ids(element),
            sum = sum.shown(),
            has = has.shown()
        ));
    }
    let of_lines =
        of_lines.into_iter().map(|element| element.filter(|own| divided.contains(&own.fact)).map(ids)).collect();
    Elements { of_lines, divided: divided.len(), notes }
}

/// The element that a text names: by its id, or by its title in either language, with whatever else is said.
fn named<'b>(content: &Content, book: &'b RuleBook, text: &str) -> Option<&'b Element> {
    let bare = |text: &str| -> String {
        let plain = plain(text).to_lowercase();
        let plain = plain.split('(').next().unwrap_or_default().trim();
        let numbered = |c: char| "一二三四五六七八九十表第类,.: ".contains(c) || c.is_ascii_digit();
        let plain = plain.trim_start_matches(numbered);
        plain.trim_end_matches("得分").trim_end_matches("评价").trim().to_owned()
    };
    let wanted = bare(text);
    let names = |element: &Element| -> Vec<String> {
        let id = content.library.catalogue.id(element.fact);
        let titles = ["zh", "en"].into_iter().flat_map(|lang| {
            let words = content.words_for(lang, &book.id);
            ["element", "fact"].map(|kind| bare(words.title(kind, id)))
        });
        titles.filter(|title| !title.is_empty()).collect()
    };
    let elements = book.elements();
    let exact = elements
        .iter()
        .find(|element| content.library.catalogue.id(element.fact) == text.trim() || names(element).contains(&wanted));
    if exact.is_some() || wanted.chars().count() < 2 {
        return exact;
    }
    let mut near = elements
        .iter()
        .filter(|element| names(element).iter().any(|name| name.contains(&wanted) || wanted.contains(name.as_str())));
    let first = near.next()?;
    near.next().is_none().then_some(first)
}

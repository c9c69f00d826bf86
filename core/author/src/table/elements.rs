//! Which element of the score each line belongs to, and which elements the lines divide: as they stand, or as a group with
//! a weight or with points on top.

use crate::phrase::plain;
use ziping_base::diag::Said;
use ziping_base::say;
use ziping_content::Content;
use ziping_regime::{Element, Model, RuleBook};
use ziping_rules::rule::score::Ratio;

/// What a line says of where it belongs.
#[derive(Debug, Clone, Default)]
pub(super) struct Stated {
    /// Of its element, as it is printed.
    pub element: Option<String>,
    /// Its most points, where it is an item.
    pub most: Option<Ratio>,
    /// Its points come on top.
    pub bonus: bool,
    /// The weight of its element, and the cell that says so.
    pub weight: Option<(String, String)>,
}

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// Below nothing.
    Alone,
    /// Below the element of this place in the rule book.
    Element(usize),
    /// Below this group.
    Group(usize),
}

/// A group that the lines of an element are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gathered {
    /// The element, by place.
    pub element: usize,
    /// Its weight, as it is printed.
    pub weight: Option<String>,
    /// The most points of the element.
    pub most: Ratio,
    /// What is to be looked at.
    pub note: Said,
}

/// What was found.
pub(super) struct Elements {
    /// The ids of the rule book's elements.
    pub ids: Vec<String>,
    /// Where each line stands.
    pub of_lines: Vec<Home>,
    /// The groups.
    pub groups: Vec<Gathered>,
    /// How many elements the lines divide.
    pub divided: usize,
    /// What is to be said of the others.
    pub notes: Vec<Said>,
}

/// Finds the elements of lines. An element is divided where all its lines are items and come to what it has, by
/// themselves or by their weight. `limits`: what sentences beside the table say of the most that a part comes to.
pub(super) fn elements(
    content: &Content,
    book: &RuleBook,
    lines: &[Stated],
    limits: &[(String, String, String)],
) -> Elements {
    let ids: Vec<String> =
        book.elements().iter().map(|element| content.library.catalogue.id(element.fact).to_owned()).collect();
    let mut found =
        Elements { ids, of_lines: vec![Home::Alone; lines.len()], groups: Vec::new(), divided: 0, notes: Vec::new() };
    if !matches!(book.grade.model, Model::Scored { .. }) {
        found.notes.push(say!(
            "the grade of this rule book is no score: the items stand for themselves, for level conditions and gates to look at",
            "这份规则不是按总分定级：各项目单独计算，供等级条件和限制引用"
        ));
        return found;
    }
    let known = found.ids.join(", ");
    let of_lines: Vec<Option<usize>> = lines
        .iter()
        .map(|line| {
            let element = named(content, book, line.element.as_ref()?)?;
            book.elements().iter().position(|own| own.fact == element.fact)
        })
        .collect();
    let mut unknown: Vec<&str> = Vec::new();
    for (line, element) in lines.iter().zip(&of_lines) {
        if let (Some(text), None) = (&line.element, element)
            && !unknown.contains(&text.as_str())
        {
            unknown.push(text);
        }
    }
    for text in unknown {
        found.notes.push(say!(
            "“{text}” is no element of the rule book: its lines stand for themselves and add nothing to the score. Elements: {known}",
            "“{text}”不是这份规则的要素：它下面的项目单独计算，不计入总分。要素有：{known}"
        ));
    }
    if lines.iter().any(|line| line.element.is_none()) {
        found.notes.push(say!(
            "some lines say no element: they stand for themselves. Elements: {known}",
            "有的行没有写要素：单独计算，不计入总分。要素有：{known}"
        ));
    }
    for (place, element) in book.elements().iter().enumerate() {
        let own: Vec<&Stated> =
            lines.iter().zip(&of_lines).filter(|(_, of)| **of == Some(place)).map(|(line, _)| line).collect();
        if own.is_empty() {
            continue;
        }
        let has = Ratio::fixed(element.max, 1);
        let names = limits.iter().find(|(name, points, _)| {
            named(content, book, name).is_some_and(|of| of.fact == element.fact) && Ratio::parse(points) == Some(has)
        });
        let home =
            match divide(&own, has, found.ids.get(place).map_or("", String::as_str), names.map(|(.., cell)| cell)) {
                Ok(None) => Home::Element(place),
                Ok(Some((weight, note))) => {
                    found.groups.push(Gathered { element: place, weight, most: has, note });
                    Home::Group(found.groups.len() - 1)
                }
                Err(note) => {
                    found.notes.push(note);
                    continue;
                }
            };
        found.divided += 1;
        let mine = of_lines.iter().zip(&mut found.of_lines).filter(|(of, _)| **of == Some(place));
        mine.for_each(|(_, slot)| *slot = home);
    }
    found
}

/// Whether the lines of an element divide it: as they stand (`None`), or as a group, with its weight.
fn divide(
    own: &[&Stated],
    has: Ratio,
    id: &str,
    limited: Option<&String>,
) -> Result<Option<(Option<String>, Said)>, Said> {
    let counted = || own.iter().filter(|line| !line.bonus);
    let sum = counted().filter_map(|line| line.most).fold(Ratio::ZERO, Ratio::added);
    let bonus = own.iter().any(|line| line.bonus);
    let all_items = own.iter().all(|line| line.most.is_some());
    let (sum_said, has_said) = (sum.shown(), has.shown());
    if all_items && sum == has && counted().next().is_some() {
        if !bonus {
            return Ok(None);
        }
        let note = match limited {
            Some(cell) => say!(
                "points on top count up to what the element has, as {cell} says",
                "加分计到要素的满分为止，见 {cell}"
            ),
            None => say!(
                "the table does not say whether points on top may pass what the element has: here they do not. Where they may, take the group out and write beyond = true",
                "表里没有写加分能不能超过满分：这里按不超过来写。能超过的，去掉这个组，写 beyond = true"
            ),
        };
        return Ok(Some((None, note)));
    }
    let mut weights: Vec<&(String, String)> = Vec::new();
    for weight in own.iter().filter_map(|line| line.weight.as_ref()) {
        if !weights.contains(&weight) {
            weights.push(weight);
        }
    }
    match weights.as_slice() {
        [(weight, cell)] if all_items => {
            let by = Ratio::parse(weight.trim_end_matches('%')).and_then(|by| by.over(Ratio::whole(100)));
            if by.and_then(|by| by.times(sum)) == Some(has) {
                let note = say!("weight {weight}: {cell}", "权重 {weight}：见 {cell}");
                return Ok(Some((Some(weight.clone()), note)));
            }
            Err(say!(
                "the lines of `{id}` come to {sum_said} points, at {weight} ({cell}) that is not the {has_said} that the element has: it is not divided yet",
                "“{id}”各项满分合计 {sum_said} 分，按 {weight} 计（{cell}）不是要素的满分 {has_said} 分：暂不拆分"
            ))
        }
        [_, _, ..] => {
            let cells: Vec<&str> = weights.iter().map(|(_, cell)| cell.as_str()).collect();
            let cells = cells.join(", ");
            Err(say!(
                "the lines of `{id}` have several weights ({cells}): each is a [[group]] of its own; it is not divided yet",
                "“{id}”各行的权重不止一个（{cells}）：请各写成一个 [[group]]；暂不拆分"
            ))
        }
        _ => Err(say!(
            "the lines of `{id}` come to {sum_said} points, the element has {has_said}: it is not divided yet. A table out of 100 is a [[group]] with a weight",
            "“{id}”各项满分合计 {sum_said} 分，要素的满分是 {has_said} 分：暂不拆分。百分制的表，请写成带 weight 的 [[group]]"
        )),
    }
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

//! Points that are worked out, in an overlay: what stands below which element of the rule book, and what for itself.

use super::adds_up;
use super::read::{Home, ReadScores};
use crate::reader::Reader;
use ziping_base::diag::{Said, Span, did_you_mean, joined, nearest};
use ziping_base::say;
use ziping_regime::{Basis, Standing};
use ziping_regime::{Model, RuleBook};
use ziping_rules::fact::Catalogue;
use ziping_rules::rule::score::{Given, Ratio, Scored};

/// What an overlay brings.
#[derive(Debug, Default)]
pub(crate) struct NewScores {
    /// By the place of the element: its items, and where the overlay first names it.
    pub below: Vec<(usize, Basis, Span)>,
    /// Items that stand for themselves.
    pub standing: Vec<Standing>,
    /// Figures.
    pub published: Vec<Given>,
    /// Figures of the rule book that it gives.
    pub given: Vec<Given>,
}

impl NewScores {
    /// Every item and group, each before its parts.
    pub fn scored(&self) -> Vec<&Scored> {
        let below = self.below.iter().flat_map(|(_, basis, _)| match basis {
            Basis::Items(items) => items.as_slice(),
            _ => &[],
        });
        below.chain(self.standing.iter().map(|standing| &standing.item)).flat_map(Scored::all).collect()
    }
}

/// Sorts what was read by where it stands.
pub(crate) fn below_elements(
    read: ReadScores,
    book: &RuleBook,
    catalogue: &Catalogue,
    reader: &mut Reader<'_>,
) -> NewScores {
    let scored = matches!(book.grade.model, Model::Scored { .. });
    let elements = book.elements();
    let mut new = NewScores { published: read.given, ..NewScores::default() };
    let unread = read.unread;
    for (root, home) in read.roots {
        let (id, span, element) = match home {
            Home::Alone => {
                new.standing.push(Standing { item: root, aspect: None });
                continue;
            }
            Home::Element(id, span) => (id, span, true),
            Home::Aspect(id, span) => (id, span, false),
        };
        let known = || elements.iter().map(|element| catalogue.id(element.fact));
        let place = known().position(|known| known == id).filter(|_| element == scored);
        let Some((place, of)) = place.and_then(|place| Some((place, elements.get(place)?))) else {
            let (kind, kind_zh) = if element { ("an element", "要素") } else { ("an aspect", "方面") };
            let help = match nearest(&id, known()) {
                Some(near) if element == scored => did_you_mean(near),
                _ if element != scored || elements.is_empty() => {
                    say!("its grade is found otherwise", "它的等级另有评法")
                }
                _ => {
                    let Said { en, zh } = joined(known());
                    say!("it has: {en}", "有：{zh}")
                }
            };
            let message = say!("`{id}` is not {kind} of `{of}`", "“{id}”不是规则“{of}”的{kind_zh}", of = &book.id);
            reader.problem(span, "unknown-item", message, help);
            new.standing.push(Standing { item: root, aspect: None });
            continue;
        };
        if !element {
            new.standing.push(Standing { item: root, aspect: Some(of.fact) });
            continue;
        }
        if of.basis != Basis::Typed {
            let message = say!("`{id}` is worked out already", "“{id}”已经另有算法");
            let help =
                say!("two files cannot both work it out: apply one of them", "同一项不能由两份算出，请只用其中一份");
            reader.problem(span, "divided-twice", message, help);
            new.standing.push(Standing { item: root, aspect: None });
            continue;
        }
        match new.below.iter_mut().find(|(known, ..)| *known == place) {
            Some((_, Basis::Items(items), _)) => items.push(root),
            _ => new.below.push((place, Basis::Items(vec![root]), span)),
        }
    }
    for (place, basis, span) in new.below.iter().filter(|_| !unread) {
        if let (Basis::Items(items), Some(element)) = (basis, elements.get(*place)) {
            let (id, most) = (catalogue.id(element.fact), Ratio::fixed(element.max, 1));
            adds_up(id, most, &items.iter().collect::<Vec<_>>(), *span, reader);
        }
    }
    new
}

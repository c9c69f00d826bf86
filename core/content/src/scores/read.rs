//! The tables of a file, each compiled after what it looks at.

use super::stray::words_of;
use crate::facts_file::check_id;
use crate::reader::Reader;
use crate::surroundings::Surroundings;
use crate::written::{Group, Item, Part, Points, Text};
use std::collections::HashSet;
use ziping_base::diag::{Said, Span, did_you_mean, nearest};
use ziping_base::node::Node;
use ziping_base::say;
use ziping_rules::rule::Scores;
use ziping_rules::rule::score::{Given, Scored, Shared};

/// Where an item or a group stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Home {
    /// Below an element of the score.
    Element(String, Span),
    /// Beside an aspect.
    Aspect(String, Span),
    /// For itself: conditions look at it.
    Alone,
}

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct ReadScores {
    /// Items and groups that stand for themselves or below an element, in the order of the file.
    pub roots: Vec<(Scored, Home)>,
    /// Figures.
    pub given: Vec<Given>,
    /// Ids of the elements that something stands below.
    pub worked_out: Vec<String>,
    /// Something could not be read.
    pub unread: bool,
}

impl ReadScores {
    /// As conditions look at them.
    pub fn scores(&self) -> Scores {
        Scores {
            items: self.roots.iter().map(|(root, _)| root.clone()).collect(),
            given: self.given.clone(),
            worked_out: self.worked_out.clone(),
        }
    }
}

/// One table of the file.
struct Draft<'n> {
    part: Part<'n>,
    of: Of<'n>,
    state: State,
}

#[derive(Clone, Copy)]
enum Of<'n> {
    Item(&'n Item<'n>),
    Group(&'n Group<'n>),
}

impl<'n> Of<'n> {
    fn part(self) -> Part<'n> {
        match self {
            Self::Item(item) => item.part(),
            Self::Group(group) => group.part(),
        }
    }
}

impl Draft<'_> {
    fn id(&self) -> &str {
        self.part.id.text()
    }

    const fn is_group(&self) -> bool {
        matches!(self.of, Of::Group(_))
    }

    /// Whether it is a part of a group.
    fn is_part_of(&self, id: &str) -> bool {
        self.part.group.is_some_and(|group| group.value == Some(id))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Open,
    Done,
}

/// What is being read.
pub(super) struct Desk<'r, 'a, 's, 'n> {
    pub(super) reader: &'r mut Reader<'a>,
    pub(super) around: &'r mut Surroundings<'s>,
    pub(super) readings: &'r [String],
    drafts: Vec<Draft<'n>>,
    /// What is compiled, parts as well as wholes.
    pub(super) done: Scores,
    pub(super) unread: bool,
}

/// Compiles all of them, and looks in the whole file for what uses them. `known` are items that may be looked at besides;
/// `named` is asked about each id.
pub(crate) fn read_scores(
    (written, file): (Points<'_>, &Node),
    known: &Scores,
    readings: &[String],
    reader: &mut Reader<'_>,
    around: &mut Surroundings<'_>,
    mut named: impl FnMut(&str, Span, &mut Reader<'_>),
) -> ReadScores {
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    let mut ids = HashSet::new();
    let items = written.item.iter().map(|item| (item.id, Some(Of::Item(item))));
    let groups = written.group.iter().map(|group| (group.id, Some(Of::Group(group))));
    let figures = written.published.iter().map(|figure| (figure.id, None));
    for (id, of) in items.chain(groups).chain(figures) {
        let (id, span) = (id.text(), id.span);
        check_id(id, span, reader);
        named(id, span, reader);
        if !ids.insert(id) || known.item(id).is_some() || around.catalogue.find(id).is_some() {
            let message = say!("`{id}` is used twice", "“{id}”用了两次");
            let help =
                say!("items, groups, figures and facts have ids of their own", "项目、组、数值和事实的编号不能重复");
            reader.problem(span, "duplicate-id", message, help);
        } else if let Some(of) = of {
            drafts.push(Draft { part: of.part(), of, state: State::Waiting });
        }
    }
    drafts.sort_by_key(|draft| draft.part.node.span.start);
    let elements = drafts.iter().filter_map(|draft| draft.part.element?.value);
    let worked_out: Vec<String> = elements.filter(|element| !element.is_empty()).map(str::to_owned).collect();
    let mut desk = Desk { reader, around, readings, drafts, done: known.clone(), unread: false };
    let given: Vec<Given> = written.published.iter().filter_map(|figure| desk.published(figure)).collect();
    desk.done.given.extend(given.iter().cloned());
    desk.done.worked_out.extend(worked_out.iter().cloned());
    for place in 0..desk.drafts.len() {
        desk.build(place);
    }
    let roots = desk.roots();
    desk.unused((written, file), &roots);
    ReadScores { roots, given, worked_out, unread: desk.unread }
}

impl Desk<'_, '_, '_, '_> {
    pub(super) fn problem(&mut self, span: Span, code: &str, message: Said, help: Said) {
        self.unread = true;
        self.reader.problem(span, code, message, help);
    }

    /// Compiles a table and, before it, what it looks at.
    fn build(&mut self, place: usize) {
        let Some(draft) = self.drafts.get_mut(place) else { return };
        match draft.state {
            State::Done => return,
            State::Open => {
                let (id, span) = (draft.id().to_owned(), draft.part.id.span);
                let message = say!("`{id}` looks at its own points", "“{id}”用到了它自己的得分");
                let help = say!("an item cannot be a part of itself", "一个项目不能用到自己，也不能互相用到");
                return self.problem(span, "circular", message, help);
            }
            State::Waiting => draft.state = State::Open,
        }
        let Draft { part, of, .. } = *draft;
        let mut words = HashSet::new();
        words_of(part.node, &mut words);
        let needed = self.drafts.iter().enumerate().filter(|(other, draft)| {
            let own_group = part.group.is_some_and(|group| group.value == Some(draft.id()));
            let own_part = matches!(of, Of::Group(_)) && draft.is_part_of(part.id.text());
            *other != place && (words.contains(draft.id()) && !own_group || own_part)
        });
        let needed: Vec<usize> = needed.map(|(other, _)| other).collect();
        needed.into_iter().for_each(|other| self.build(other));
        let built = match of {
            Of::Item(item) => self.item(item),
            Of::Group(group) => {
                let parts = self.parts(part.id.text());
                self.group(group, parts)
            }
        };
        if let Some(draft) = self.drafts.get_mut(place) {
            draft.state = State::Done;
        }
        self.unread |= built.is_none();
        // One that cannot be read still stands for its id, so that nothing else is told of it.
        let mut scored = built.unwrap_or_else(|| Self::unreadable(part));
        scored.shared = Shared::of(&scored);
        self.done.items.push(scored);
    }

    /// The parts of a group that are compiled, in the order of the file.
    fn parts(&self, id: &str) -> Vec<Scored> {
        let mine = self.drafts.iter().filter(|draft| draft.is_part_of(id));
        mine.filter_map(|draft| self.done.items.iter().find(|item| item.id == draft.id()).cloned()).collect()
    }

    /// What is no part of another, with where it stands.
    fn roots(&mut self) -> Vec<(Scored, Home)> {
        let mut roots = Vec::new();
        for place in 0..self.drafts.len() {
            let Some(Draft { part, .. }) = self.drafts.get(place) else { continue };
            let part = *part;
            let id = part.id.text();
            let named: Vec<Text<'_>> = [part.element, part.group, part.aspect].into_iter().flatten().collect();
            if let [_, second, ..] = named.as_slice() {
                let message = say!("`{id}` stands in two places", "“{id}”写了两处归属");
                let help =
                    say!("an element, a group, an aspect or nothing", "element、group、aspect 只写一个，或都不写");
                self.problem(second.span, "bad-home", message, help);
                continue;
            }
            if let Some(group) = part.group {
                self.known_group(group);
                continue;
            }
            let home = match (part.element, part.aspect) {
                (Some(element), _) => Home::Element(element.owned(), element.span),
                (None, Some(aspect)) => Home::Aspect(aspect.owned(), aspect.span),
                (None, None) => Home::Alone,
            };
            let Some(scored) = self.done.items.iter().find(|item| item.id == id).cloned() else { continue };
            self.outside_groups(part, &scored, &home);
            roots.push((scored, home));
        }
        roots
    }

    /// That the group that something names is there.
    fn known_group(&mut self, named: Text<'_>) {
        let group = named.text();
        let known = || self.drafts.iter().filter(|draft| draft.is_group()).map(Draft::id);
        if !known().any(|known| known == group) {
            let help = nearest(group, known())
                .map_or_else(|| say!("add it as a [[group]]", "请补上它的 [[group]]"), did_you_mean);
            let message = say!("unknown group `{group}`", "没有“{group}”这个组");
            self.problem(named.span, "unknown-item", message, help);
        }
    }
}

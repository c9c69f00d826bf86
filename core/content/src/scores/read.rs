//! The tables of a file, each compiled after what it looks at.

use crate::facts_file::check_id;
use crate::reader::{Get, Reader};
use crate::surroundings::{Surroundings, compile};
use crate::written::Text;
use std::collections::HashSet;
use ziping_base::diag::{Said, Span, did_you_mean, nearest};
use ziping_base::node::{Node, Value as NodeValue};
use ziping_base::say;
use ziping_rules::rule::score::{Absent, Given, Ratio, Rounding, Scored, Shared, Shown, Take, Value};
use ziping_rules::rule::{Scope, Scores, compile_test, compile_value, rounding_mode};

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
    node: &'n Node,
    id: String,
    group: bool,
    state: State,
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

/// Reads all of them. `known` are items that may be looked at besides; `named` is asked about each id.
pub(crate) fn read_scores(
    node: &Node,
    known: &Scores,
    readings: &[String],
    reader: &mut Reader<'_>,
    around: &mut Surroundings<'_>,
    mut named: impl FnMut(&str, Span, &mut Reader<'_>),
) -> ReadScores {
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    let mut ids = HashSet::new();
    for key in ["item", "group", "published"] {
        for table in node.tables(key) {
            let (id, span) = (table.owned("id"), table.span_of("id"));
            check_id(&id, span, reader);
            named(&id, span, reader);
            if !ids.insert(id.clone()) || known.item(&id).is_some() || around.catalogue.find(&id).is_some() {
                let message = say!("`{id}` is used twice", "“{id}”用了两次");
                let help = say!(
                    "items, groups, figures and facts have ids of their own",
                    "项目、组、数值和事实的编号不能重复"
                );
                reader.problem(span, "duplicate-id", message, help);
            } else if key != "published" {
                drafts.push(Draft { node: table, id, group: key == "group", state: State::Waiting });
            }
        }
    }
    drafts.sort_by_key(|draft| draft.node.span.start);
    let elements = drafts.iter().map(|draft| draft.node.owned("element"));
    let worked_out: Vec<String> = elements.filter(|element| !element.is_empty()).collect();
    let mut desk = Desk { reader, around, readings, drafts, done: known.clone(), unread: false };
    let given: Vec<Given> = node.tables("published").iter().filter_map(|table| desk.published(table)).collect();
    desk.done.given.extend(given.iter().cloned());
    desk.done.worked_out.extend(worked_out.iter().cloned());
    for place in 0..desk.drafts.len() {
        desk.build(place);
    }
    let roots = desk.roots();
    desk.unused(node, &roots);
    ReadScores { roots, given, worked_out, unread: desk.unread }
}

impl Desk<'_, '_, '_, '_> {
    pub(super) fn problem(&mut self, span: Span, code: &str, message: Said, help: Said) {
        self.unread = true;
        self.reader.problem(span, code, message, help);
    }

    fn published(&mut self, table: &Node) -> Option<Given> {
        let mut said = match table.text_at("unit") {
            "percent" => Some(Shown::Percent),
            "money" => Some(Shown::Money),
            "points" => Some(Shown::Points),
            "number" => Some(Shown::Plain),
            _ => None,
        };
        let mut of = |key: &str, desk: &mut Self| -> Option<Option<Ratio>> {
            let Some(node) = table.get(key) else { return Some(None) };
            match desk.expression(node)? {
                (Value::Fixed(ratio), unit) => {
                    // Points are written as bare numbers; amounts and percentages have their unit with them.
                    let unit = if said == Some(Shown::Points) && unit == Shown::Plain { Shown::Points } else { unit };
                    let known = *said.get_or_insert(unit);
                    if known != unit && ratio != Ratio::ZERO {
                        let message = say!("the figure has two units", "这个数值写了两种单位");
                        let help = match known {
                            Shown::Money => {
                                say!("an amount needs its unit: 4000元, 4000万元", "金额要写单位：4000元、4000万元")
                            }
                            Shown::Percent => say!("write a percentage: 40%", "写百分数，如 40%"),
                            _ => say!(
                                "all of `value`, `low` and `high` have one unit, that of `unit` where it is written",
                                "value、low、high 的单位要一致；写了 unit 的，与它一致"
                            ),
                        };
                        desk.problem(node.span, "wrong-type", message, help);
                        return None;
                    }
                    Some(Some(ratio))
                }
                _ => {
                    let message = say!("a number is expected here", "这里应是一个数");
                    desk.problem(node.span, "wrong-type", message, say!("write the figure itself", "请直接写数值"));
                    None
                }
            }
        };
        let (value, low, high) = (of("value", self)?, of("low", self)?, of("high", self)?);
        if low.zip(high).is_some_and(|(low, high)| low > high) {
            let message = say!("the least is more than the most", "最低值大于最高值");
            self.problem(table.span_of("low"), "bad-band", message, say!("exchange them", "请对调"));
        }
        let shown = said.unwrap_or_default();
        let required = table.flag("required");
        Some(Given { id: table.owned("id"), low: value.or(low), high: value.or(high), shown, required })
    }

    /// Compiles a table and, before it, what it looks at.
    fn build(&mut self, place: usize) {
        let Some(draft) = self.drafts.get_mut(place) else { return };
        match draft.state {
            State::Done => return,
            State::Open => {
                let (id, span) = (draft.id.clone(), draft.node.span_of("id"));
                let message = say!("`{id}` looks at its own points", "“{id}”用到了它自己的得分");
                let help = say!("an item cannot be a part of itself", "一个项目不能用到自己，也不能互相用到");
                return self.problem(span, "circular", message, help);
            }
            State::Waiting => draft.state = State::Open,
        }
        let (node, id, group) = (draft.node, draft.id.clone(), draft.group);
        let mut words = HashSet::new();
        words_of(node, &mut words);
        let needed = self.drafts.iter().enumerate().filter(|(other, draft)| {
            *other != place
                && (words.contains(draft.id.as_str()) && !is_parent(node, &draft.id)
                    || group && is_parent(draft.node, &id))
        });
        let needed: Vec<usize> = needed.map(|(other, _)| other).collect();
        needed.into_iter().for_each(|other| self.build(other));
        let parts: Vec<Scored> = if group { self.parts(&id) } else { Vec::new() };
        let built = if group { self.group(node, parts) } else { self.item(node) };
        if let Some(draft) = self.drafts.get_mut(place) {
            draft.state = State::Done;
        }
        self.unread |= built.is_none();
        // One that cannot be read still stands for its id, so that nothing else is told of it.
        let mut scored = built.unwrap_or_else(|| Self::unreadable(node));
        scored.shared = Shared::of(&scored);
        self.done.items.push(scored);
    }

    /// The parts of a group that are compiled, in the order of the file.
    fn parts(&self, id: &str) -> Vec<Scored> {
        let mine = self.drafts.iter().filter(|draft| is_parent(draft.node, id));
        mine.filter_map(|draft| self.done.items.iter().find(|item| item.id == draft.id).cloned()).collect()
    }

    /// What is no part of another, with where it stands.
    fn roots(&mut self) -> Vec<(Scored, Home)> {
        let mut roots = Vec::new();
        for place in 0..self.drafts.len() {
            let Some(Draft { node, id, .. }) = self.drafts.get(place) else { continue };
            let (node, id) = (*node, id.clone());
            let named: Vec<&str> =
                ["element", "group", "aspect"].into_iter().filter(|key| node.get(key).is_some()).collect();
            if let [_, second, ..] = named.as_slice() {
                let message = say!("`{id}` stands in two places", "“{id}”写了两处归属");
                let help =
                    say!("an element, a group, an aspect or nothing", "element、group、aspect 只写一个，或都不写");
                self.problem(node.span_of(second), "bad-home", message, help);
                continue;
            }
            let owned = |key: &str| (node.owned(key), node.span_of(key));
            let home = match named.first() {
                Some(&"element") => {
                    let (id, span) = owned("element");
                    Home::Element(id, span)
                }
                Some(&"aspect") => {
                    let (id, span) = owned("aspect");
                    Home::Aspect(id, span)
                }
                Some(_) => {
                    let (group, span) = owned("group");
                    if !self.drafts.iter().any(|draft| draft.group && draft.id == group) {
                        let known = self.drafts.iter().filter(|draft| draft.group).map(|draft| draft.id.as_str());
                        let help = nearest(&group, known)
                            .map_or_else(|| say!("add it as a [[group]]", "请补上它的 [[group]]"), did_you_mean);
                        let message = say!("unknown group `{group}`", "没有“{group}”这个组");
                        self.problem(span, "unknown-item", message, help);
                    }
                    continue;
                }
                None => Home::Alone,
            };
            let Some(scored) = self.done.items.iter().find(|item| item.id == id).cloned() else { continue };
            self.outside_groups(node, &scored, &home);
            roots.push((scored, home));
        }
        roots
    }

    /// What only means something in a group, said of what stands in none.
    fn outside_groups(&mut self, node: &Node, scored: &Scored, home: &Home) {
        let below = matches!(home, Home::Element(..));
        if matches!(scored.applies, Some((_, Absent::LeftOut))) {
            let message = say!(
                "`{id}` stands in no group that could make up for what is left out",
                "“{id}”不在组里，不计入总分的部分没有别的项目可以补足",
                id = &scored.id
            );
            let help = say!(
                "put it and its neighbours into one [[group]]; or absent = \"nothing\" or \"full\"",
                "请把它和同类项目放进一个 [[group]]；或者写 absent = \"nothing\"、\"full\""
            );
            self.problem(node.span_of("absent"), "bad-home", message, help);
        }
        let beyond = node.flag("beyond");
        if scored.bonus && below && !beyond {
            let message = say!(
                "the bonus `{id}` lifts its element, and the total, above the most",
                "加分项“{id}”会使要素得分和总分超过满分",
                id = &scored.id
            );
            let help = say!(
                "put it into the group whose max ends it; where the document has it so, beyond = true",
                "请放进以满分为限的组里；原文件就是这样的，写 beyond = true"
            );
            self.warn(node.span_of("bonus"), "bonus-beyond", message, help);
        } else if scored.bonus && !below {
            let message = say!("`bonus` does nothing here", "bonus 在这里不起作用");
            let help = say!("it counts in a [[group]] or below an element", "加分项要在组里，或写在要素下面");
            self.warn(node.span_of("bonus"), "bad-home", message, help);
        }
        if beyond && !(scored.bonus && below) {
            let message = say!("`beyond` does nothing here", "beyond 在这里不起作用");
            let help = say!("it goes with a bonus directly below an element", "它只用于直接写在要素下面的加分项");
            self.warn(node.span_of("beyond"), "bad-home", message, help);
        }
    }

    /// What stands for itself and nothing looks at, and figures that nothing uses.
    fn unused(&mut self, node: &Node, roots: &[(Scored, Home)]) {
        let mut used = HashSet::new();
        let logic = node.table().unwrap_or_default().iter();
        for (_, value) in logic.filter(|(key, _)| !matches!(key.name.as_str(), "zh" | "en" | "case" | "base")) {
            words_of(value, &mut used);
        }
        for table in ["item", "group", "published"].into_iter().flat_map(|key| node.tables(key)) {
            let id = table.text_at("id");
            let alone = roots.iter().any(|(root, home)| root.id == id && *home == Home::Alone);
            let figure = self.done.given.iter().any(|given| given.id == id);
            if (alone || figure) && !used.contains(id) {
                let message = say!("nothing looks at `{id}`", "“{id}”没有被任何地方用到");
                let help = if figure {
                    say!("use it in a row or an expression, or remove it", "请在分档或式子里用到它，或删去")
                } else {
                    say!(
                        "say where it stands: element, group or aspect; or let a condition ask points({id})",
                        "请写明它属于哪个要素、组或方面；或在条件里写 points({id})"
                    )
                };
                self.warn(table.span_of("id"), "unused", message, help);
            }
        }
    }

    /// Compiles a text against what is known so far.
    pub(super) fn compiled<R>(
        &mut self,
        node: &Node,
        with: impl FnOnce(&str, &mut Scope<'_>) -> Option<R>,
    ) -> Option<R> {
        let Surroundings { catalogue, derived, evidence, .. } = *self.around;
        let mut around =
            Surroundings { catalogue, derived, windows: &mut *self.around.windows, evidence, scores: &self.done };
        let found =
            compile(Text::of_node(node), self.reader.source, &mut around, self.readings, self.reader.problems, with);
        self.unread |= found.is_none();
        found
    }

    /// A number expression.
    pub(super) fn expression(&mut self, node: &Node) -> Option<(Value, Shown)> {
        self.compiled(node, compile_value)
    }

    /// Points: a number.
    pub(super) fn number(&mut self, table: &Node, key: &str) -> Option<Ratio> {
        let node = table.get(key)?;
        let found = node.text().and_then(Ratio::parse);
        // What is no text has been told.
        if found.is_none() && node.text().is_some() {
            self.problem(node.span, "bad-points", say!("these are no points", "这不是分数"), write_points());
        }
        self.unread |= found.is_none();
        found
    }

    /// What all items and groups have.
    pub(super) fn common(&mut self, table: &Node) -> Common {
        let applies = table.get("applies").map(|node| {
            let test = self.compiled(node, compile_test);
            let absent = match table.text_at("absent") {
                "full" => Absent::Full,
                "left_out" => Absent::LeftOut,
                _ => Absent::Nothing,
            };
            (test, absent)
        });
        if applies.is_none() && table.get("absent").is_some() {
            let message = say!("`absent` without `applies`", "写了 absent，没有写 applies");
            let help = say!("say when it applies", "请写明适用的前提");
            self.problem(table.span_of("absent"), "missing-key", message, help);
        }
        let named = [table.texts("asks"), table.texts("suggests")].concat();
        self.unread |= !self.around.all_evidence(named.iter(), self.reader);
        Common {
            applies: applies.and_then(|(test, absent)| Some((test?, absent))),
            rounding: self.rounding(table),
            max: self.number(table, "max"),
            min: self.number(table, "min"),
        }
    }

    fn rounding(&mut self, table: &Node) -> Option<Rounding> {
        let node = table.get("round")?;
        let found = node.text().and_then(|text| {
            let (digits, mode) = text.split_once(' ')?;
            let digits = digits.parse::<u8>().ok().filter(|digits| *digits <= 6)?;
            Some(Rounding { digits, mode: rounding_mode(mode.trim())? })
        });
        if found.is_none() {
            let message = say!("the rounding is not clear", "取舍的写法不对");
            let help = say!(
                "digits and half_up, half_even or down: \"2 half_up\"",
                "写位数和 half_up、half_even 或 down，如 \"2 half_up\""
            );
            self.problem(node.span, "bad-rounding", message, help);
        }
        found
    }

    /// Which parts of a group count.
    pub(super) fn take(table: &Node) -> Take {
        match table.text_at("take") {
            "best" => Take::Best,
            "worst" => Take::Worst,
            "first" => Take::First,
            "mean" => Take::Mean,
            _ => Take::Sum,
        }
    }
}

/// What all items and groups have.
pub(super) struct Common {
    pub(super) applies: Option<(ziping_rules::rule::Test, Absent)>,
    pub(super) rounding: Option<Rounding>,
    pub(super) max: Option<Ratio>,
    pub(super) min: Option<Ratio>,
}

pub(super) fn write_points() -> Said {
    say!("write a number in quotes: \"8\", \"0.5\", \"-2\"", "写加引号的数：\"8\"、\"0.5\"、\"-2\"")
}

/// Whether a table is a part of a group.
fn is_parent(node: &Node, id: &str) -> bool {
    node.get("group").is_some_and(|group| group.text() == Some(id))
}

/// All words that stand in the texts of a table.
fn words_of<'n>(node: &'n Node, words: &mut HashSet<&'n str>) {
    match &node.value {
        NodeValue::Text(text) => {
            let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
            words.extend(text.split(|c| !is_word(c)).filter(|word| !word.is_empty()));
        }
        NodeValue::List(items) => items.iter().for_each(|item| words_of(item, words)),
        NodeValue::Table(entries) => {
            let entries = entries.iter().filter(|(key, _)| !matches!(key.name.as_str(), "id" | "clause"));
            entries.for_each(|(_, value)| words_of(value, words));
        }
        NodeValue::Null | NodeValue::Bool(_) | NodeValue::Number(_) => {}
    }
}

//! What stands where it does nothing, and what nothing looks at.

use super::read::{Desk, Home};
use crate::written::{Part, Points};
use std::collections::HashSet;
use ziping_base::node::{Node, Value as NodeValue};
use ziping_base::say;
use ziping_rules::rule::score::{Absent, Scored};

impl Desk<'_, '_, '_, '_> {
    /// What only means something in a group, said of what stands in none.
    pub(super) fn outside_groups(&mut self, part: Part<'_>, scored: &Scored, home: &Home) {
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
            self.problem(part.absent.map_or(part.node.span, |absent| absent.span), "bad-home", message, help);
        }
        let beyond = part.beyond.is_on();
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
            self.warn(part.bonus.span, "bonus-beyond", message, help);
        } else if scored.bonus && !below {
            let message = say!("`bonus` does nothing here", "bonus 在这里不起作用");
            let help = say!("it counts in a [[group]] or below an element", "加分项要在组里，或写在要素下面");
            self.warn(part.bonus.span, "bad-home", message, help);
        }
        if beyond && !(scored.bonus && below) {
            let message = say!("`beyond` does nothing here", "beyond 在这里不起作用");
            let help = say!("it goes with a bonus directly below an element", "它只用于直接写在要素下面的加分项");
            self.warn(part.beyond.span, "bad-home", message, help);
        }
    }

    /// What stands for itself and nothing looks at, and figures that nothing uses.
    pub(super) fn unused(&mut self, (written, file): (Points<'_>, &Node), roots: &[(Scored, Home)]) {
        let mut used = HashSet::new();
        let logic = file.table().unwrap_or_default().iter();
        for (_, value) in logic.filter(|(key, _)| !matches!(key.name.as_str(), "zh" | "en" | "case" | "base")) {
            words_of(value, &mut used);
        }
        for (written, _) in written.ids() {
            let id = written.text();
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
                self.warn(written.span, "unused", message, help);
            }
        }
    }
}

/// All words that stand in the texts of a table.
pub(super) fn words_of<'n>(node: &'n Node, words: &mut HashSet<&'n str>) {
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

//! Points that are worked out, in a rule book: where they stand, which clauses they have.

use crate::levels::levels;
use crate::rulebook_file::Book;
use crate::scores::{Home, adds_up};
use crate::written::Text;
use ziping_base::diag::{did_you_mean, nearest};
use ziping_base::say;
use ziping_regime::{Basis, LevelRule, Standing};
use ziping_rules::fact::FactIx;
use ziping_rules::rule::facts_of;
use ziping_rules::rule::score::{Ratio, Scored};

impl Book<'_, '_, '_, '_> {
    /// Ids of items, groups and figures are ids of the rule book, and their clauses are clauses of it.
    pub(crate) fn scored_ids(&mut self) {
        let written = self.written;
        for (id, clauses) in written.points().ids() {
            self.ids.insert(id.owned());
            self.cite(clauses);
        }
    }

    /// Where the points of an element come from.
    pub(crate) fn worked_out(&mut self, element: Text<'_>, max: i64) -> Basis {
        let id = element.text();
        let below = |home: &Home| matches!(home, Home::Element(of, _) if of == id);
        let items: Vec<Scored> =
            self.scores.roots.iter().filter(|(_, home)| below(home)).map(|(root, _)| root.clone()).collect();
        if items.is_empty() {
            return Basis::Typed;
        }
        if self.scores.unread {
            return Basis::Items(items);
        }
        adds_up(id, Ratio::fixed(max, 1), &items.iter().collect::<Vec<_>>(), element.span, self.reader);
        Basis::Items(items)
    }

    /// The conditions of an aspect's levels, where the rule book has them: every level above the lowest needs one.
    pub(crate) fn levels_of(&mut self, aspect: Text<'_>) -> Basis {
        let id = aspect.text();
        let mut rules: Vec<LevelRule> = Vec::new();
        for written in self.written.level.iter().filter(|level| level.aspect.text() == id) {
            let (own, backing) = (self.id(written.id), self.backing(written));
            let when = self.test(written.when);
            let level = self.outcome(written.level.text(), written.level.span);
            if level == 0 {
                let message = say!("the lowest outcome needs no condition", "最低的等级不需要条件");
                self.problem(written.level.span, "unknown-outcome", message, say!("remove it", "请删去"));
            }
            let mut facts = Vec::new();
            facts_of(&when, &mut facts);
            if let Some(fact) = self.around.catalogue.find(id).filter(|fact| facts.contains(fact)) {
                let fact = self.around.catalogue.id(fact).to_owned();
                let message = say!("the condition looks at the level `{fact}` itself", "条件用到了等级“{fact}”自己");
                let help = say!("a level comes from other facts", "等级要由别的事实得出");
                self.problem(written.when.span, "fact-in-use", message, help);
            }
            rules.push(LevelRule { id: own, level, when, clause: backing.clause().to_owned() });
        }
        if rules.is_empty() {
            return Basis::Typed;
        }
        levels(rules, id, &self.outcomes, aspect.span, self.reader)
    }

    /// That every level condition is one of an aspect.
    fn levels_without_aspect(&mut self, known: &[String]) {
        let aspects = self.written.level.iter().map(|level| level.aspect);
        for aspect in aspects.filter(|aspect| !known.iter().any(|id| id == aspect.text())) {
            let id = aspect.text();
            let help = nearest(id, known.iter().map(String::as_str))
                .map_or_else(|| say!("name a fact of [[grade.aspect]]", "写 [[grade.aspect]] 的事实"), did_you_mean);
            let message = say!("`{id}` is no aspect of this rule book", "“{id}”不是本规则的方面");
            self.problem(aspect.span, "unknown-item", message, help);
        }
    }

    /// The items that stand for themselves; what stands below an element that there is not is told.
    pub(crate) fn standing(&mut self) -> Vec<Standing> {
        let mut standing = Vec::new();
        let known: Vec<String> = self.graded.iter().map(|fact| self.around.catalogue.id(*fact).to_owned()).collect();
        self.levels_without_aspect(&known);
        for (item, home) in std::mem::take(&mut self.scores.roots) {
            let aspect: Option<FactIx> = match &home {
                Home::Alone => None,
                Home::Element(id, span) | Home::Aspect(id, span) => {
                    if !known.contains(id) {
                        let help = nearest(id, known.iter().map(String::as_str)).map_or_else(
                            || {
                                say!(
                                    "name a fact of [[grade.element]] or [[grade.aspect]]",
                                    "写 [[grade.element]] 或 [[grade.aspect]] 的事实"
                                )
                            },
                            did_you_mean,
                        );
                        let message =
                            say!("`{id}` is no element or aspect of this rule book", "“{id}”不是本规则的要素或方面");
                        self.problem(*span, "unknown-item", message, help);
                        standing.push(Standing { item, aspect: None });
                        continue;
                    }
                    if matches!(home, Home::Element(..)) {
                        continue;
                    }
                    self.around.catalogue.find(id)
                }
            };
            standing.push(Standing { item, aspect });
        }
        standing
    }
}

//! What must hold over a whole rule book: every item on the page, every clause accounted for, every reference found.

use super::rulebook_file::Book;
use super::written;
use std::collections::{BTreeSet, HashSet};
use ziping_base::say;
use ziping_regime::*;

impl Book<'_, '_, '_, '_> {
    pub(super) fn sections(&mut self, book: &RuleBook) -> Vec<Section> {
        let catalogue = self.around.catalogue;
        let graded: Vec<&str> = match &book.grade.model {
            Model::Scored { elements, .. } => elements.iter().map(|element| catalogue.id(element.fact)).collect(),
            Model::Aspects { aspects, .. } => aspects.iter().map(|aspect| catalogue.id(aspect.fact)).collect(),
            Model::Met { .. } => Vec::new(),
        };
        let mut missing: Vec<&str> = book.conditions.iter().map(|item| item.id.as_str()).collect();
        missing.extend(book.caps.iter().map(|item| item.id.as_str()));
        missing.extend(book.grounds.iter().map(|item| item.id.as_str()));
        missing.extend(graded);
        let figures: Vec<&str> = book.figures.iter().map(|item| item.id.as_str()).collect();
        let written = &self.written.section;
        let mut sections = Vec::new();
        for section in written.iter() {
            for (item, span) in section.items.iter() {
                if let Some(at) = missing.iter().position(|known| known == item) {
                    missing.swap_remove(at);
                } else if !figures.contains(item) {
                    self.problem(
                        *span,
                        "unknown-item",
                        say!(
                            "`{item}` is not an item of this rule book, or stands in two sections",
                            "“{item}”不是本规则的项目，或已列入另一节"
                        ),
                        say!(
                            "conditions, caps, grounds, elements, aspects and figures, each once",
                            "写条件、限制、事由、要素、方面和计算项，每项只列一次"
                        ),
                    );
                }
            }
            let mut facts = Vec::new();
            for (id, span) in section.facts.iter() {
                facts.extend(self.fact(id, *span));
            }
            sections.push(Section { id: self.id(section.id), items: section.items.strings(), facts });
        }
        for item in missing {
            let message = say!("`{item}` stands in no section", "“{item}”没有列入任何一节");
            let help = say!("add it to the items of a [[section]]", "请加进某一节 [[section]] 的 items");
            self.problem(written.span, "missing-item", message, help);
        }
        sections
    }

    /// Every clause is cited by an item, or has a part that is, or says that nothing encodes it.
    pub(super) fn clauses(&mut self) -> Vec<Clause> {
        let all = &self.written.clause;
        let mut seen = HashSet::new();
        for written::Clause { id, nothing } in all.iter() {
            let (id, span) = (id.text(), id.span);
            if !seen.insert(id) {
                let message = say!("clause `{id}` is listed twice", "条款“{id}”列了两次");
                self.problem(span, "duplicate-id", message, say!("keep one", "只留一处"));
            }
            let part_cited = self.cited.iter().any(|cited| cited == id || is_part(cited, id));
            let part_listed = all.iter().any(|other| is_part(other.id.text(), id));
            if !part_cited && !nothing && !part_listed {
                self.problem(
                    span,
                    "clause-not-encoded",
                    say!("nothing cites clause `{id}`", "没有哪一项引用条款“{id}”"),
                    say!(
                        "encode it, or write nothing = true and the reason in its words",
                        "请把它编成规则；不编的，写 nothing = true，并在文字中说明理由"
                    ),
                );
            }
            if self.cited.contains(id) && *nothing {
                self.problem(
                    span,
                    "clause-encoded",
                    say!(
                        "clause `{id}` says nothing = true but is cited",
                        "条款“{id}”写了 nothing = true，却有项目引用它"
                    ),
                    say!("remove nothing = true", "请删去 nothing = true"),
                );
            }
        }
        all.iter().map(|clause| Clause { id: clause.id.owned(), nothing: clause.nothing }).collect()
    }

    /// References between items that need the whole book.
    pub(super) fn references(&mut self, book: &RuleBook) {
        let acts = |actor: &str| {
            let receives = |document: &Document| document.to.iter().chain(&document.through).any(|to| to == actor);
            book.steps.iter().any(|step| step.actor == actor) || book.documents.iter().any(receives)
        };
        let written = self.written;
        for (actor, fact) in written.named.iter() {
            let name = &actor.name;
            if !acts(name) {
                let message = say!("nobody is called `{name}` here", "这里没有办理单位“{name}”");
                let help =
                    say!("write an `actor`, `to` or `through` of this file", "写本文件 actor、to 或 through 中的编号");
                self.problem(fact.span, "unknown-actor", message, help);
            }
        }
        let procedures: BTreeSet<&str> = (book.steps.iter().flat_map(|step| &step.procedures))
            .chain(book.documents.iter().flat_map(|document| &document.procedures))
            .map(String::as_str)
            .collect();
        for duty in written.duty.iter() {
            for (procedure, span) in duty.procedure.iter() {
                if !procedures.contains(procedure) {
                    let message = say!("there is no procedure `{procedure}`", "没有“{procedure}”这个程序");
                    let help = ziping_base::diag::one_of(procedure, procedures.iter().copied());
                    self.problem(*span, "unknown-procedure", message, help);
                }
            }
        }
        let documents: Vec<&str> = book.documents.iter().map(|document| document.id.as_str()).collect();
        for step in written.step.iter() {
            for (id, span) in step.documents.iter() {
                if !documents.contains(id) {
                    self.problem(
                        *span,
                        "unknown-document",
                        say!("unknown document `{id}`", "没有“{id}”这份提交材料"),
                        say!("add it as a [[document]]", "请补上它的 [[document]]"),
                    );
                }
            }
        }
        let requirement = |id: &str| {
            let mut of_kind = book.conditions.iter().filter(|condition| condition.kind == ConditionKind::Requirement);
            of_kind.any(|condition| condition.id == id)
        };
        for (id, span) in written.grade.relaxable.iter() {
            if !requirement(id) {
                self.problem(
                    *span,
                    "unknown-item",
                    say!("`{id}` is not a requirement of this rule book", "“{id}”不是本规则的要求"),
                    say!("only requirements can be relaxed", "只有要求（requirement）可以放宽"),
                );
            }
        }
    }
}

/// Whether a clause is an item of another: `第六条（二）` of `第六条`, `依据1a` of `依据1`.
fn is_part(clause: &str, of: &str) -> bool {
    clause.strip_prefix(of).is_some_and(|rest| {
        let mut chars = rest.chars();
        match (chars.next(), of.chars().last()) {
            (Some(first), Some(last)) => !(first.is_ascii_digit() && last.is_ascii_digit()),
            _ => false,
        }
    })
}

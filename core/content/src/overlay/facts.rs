//! The facts that an overlay creates: its own, and one for each indicator.

use super::{NewFacts, check_prefix};
use crate::facts_file::{self, FromTable, check_id};
use crate::reader::{Get, Reader};
use crate::written::{self, At, Tables, Text, Written};
use ziping_base::node::Node;
use ziping_base::say;
use ziping_regime::Library;
use ziping_rules::fact::{Fact, Kind};

/// All of them, in the order of the file: facts, then indicators.
pub(super) fn new_facts<'f>(
    node: &'f Node,
    overlay: &str,
    library: &Library,
    reader: &mut Reader<'_>,
    from_tables: &mut Vec<FromTable<'f>>,
) -> NewFacts {
    let facts: Tables<written::Fact<'f>> = Tables::read(node.get("fact"), node.span);
    let mut found: Vec<_> = facts_file::facts(&facts, reader, from_tables);
    for table in node.tables("indicator") {
        let id = table.owned("id");
        check_id(&id, table.span_of("id"), reader);
        if let Some(max) = facts_file::points(Text::of(table, "max"), reader) {
            let said = (Some(At::of(table, "change")), Some(At::of(table, "period")));
            found.push((facts_file::plain_fact(id, Kind::Score { max }, said), table.span_of("id")));
        }
    }
    let mut facts: Vec<Fact> = Vec::new();
    for (fact, span) in found {
        check_prefix(&fact.id, overlay, span, reader);
        let known = library.catalogue.find(&fact.id).is_some() || facts.iter().any(|other| other.id == fact.id);
        if known {
            let message = say!("the fact `{id}` is defined twice", "事实“{id}”定义了两次", id = &fact.id);
            let help =
                say!("ids are unique over the rule books and all overlays", "编号在各份规则和所有补充规则中不能重复");
            reader.problem(span, "duplicate-id", message, help);
        } else {
            facts.push(fact);
        }
    }
    facts
}

//! The facts that an overlay creates: its own, and one for each indicator.

use super::{NewFacts, check_prefix};
use crate::facts_file::{self, FromTable, check_id};
use crate::reader::Reader;
use crate::written::Overlay;
use ziping_base::say;
use ziping_regime::Library;
use ziping_rules::fact::{Fact, Kind};

/// All of them, in the order of the file: facts, then indicators.
pub(super) fn new_facts<'f>(
    written: &Overlay<'f>,
    overlay: &str,
    library: &Library,
    reader: &mut Reader<'_>,
    from_tables: &mut Vec<FromTable<'f>>,
) -> NewFacts {
    let mut found: Vec<_> = facts_file::facts(&written.fact, reader, from_tables);
    for indicator in written.indicator.iter() {
        let (id, span) = (indicator.id.owned(), indicator.id.span);
        check_id(&id, span, reader);
        if let Some(max) = facts_file::points(indicator.max, reader) {
            let said = (indicator.change, indicator.period);
            found.push((facts_file::plain_fact(id, Kind::Score { max }, said), span));
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

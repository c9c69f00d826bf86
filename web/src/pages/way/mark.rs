//! What was done with an application, as long as its answers and papers are those of then.

use crate::state::{Client, Mark};
use ziping_assess::proof::write_records;
use ziping_assess::{Seen, only, uses};
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::write_answers;

/// Tells one state of the answers and papers of an application from another (FNV-1a).
pub(in crate::pages) fn fingerprint(library: &Library, rules: &RuleBook, client: &Client) -> String {
    let used = only(&client.sheet, &uses(library, rules));
    let answers = write_answers("", &used, &library.catalogue);
    let records = write_records(&client.records);
    let bytes = answers.bytes().chain([0]).chain(records.bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

/// What was done with what the application is now.
pub(super) fn seen(library: &Library, rules: &RuleBook, client: &Client) -> Seen {
    let Some(way) = client.way.get(&rules.id) else { return Seen::default() };
    if way.marks().next().is_none() {
        return Seen::default();
    }
    let now = fingerprint(library, rules, client);
    let holds = |mark: &Option<Mark>| mark.as_ref().is_some_and(|mark| mark.of == now);
    Seen { checked: holds(&way.checked), packaged: holds(&way.packaged) }
}

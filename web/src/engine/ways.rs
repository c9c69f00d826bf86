//! Ways that are nearly the same: of a way beside one that is shown already, what is different.

use ziping_assess::Path;
use ziping_assess::Speaker;
use ziping_rules::rule::Change;

/// What a way has in common with one that is shown already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Beside {
    /// How many changes they share.
    pub(crate) shared: usize,
    /// The places of the changes that this one has alone.
    pub(crate) own: Vec<usize>,
    /// The changes of the other that this one does without, in words.
    pub(crate) spared: Vec<String>,
}

/// The changes of a way in words.
pub(crate) fn said(path: &Path, speaker: &Speaker<'_>) -> Vec<String> {
    let rests_on = |change: &Change| change.target().0.is_some_and(|fact| path.rests_on.contains(&fact));
    path.changes.iter().map(|change| speaker.change(change, rests_on(change))).collect()
}

/// What is different about a way, where it is nearly that other one: they share at least two changes, and more than this
/// one has alone. `None`: it is a way of its own and is told in full.
pub(crate) fn beside(other: &[String], own: &[String]) -> Option<Beside> {
    let alone: Vec<usize> =
        own.iter().enumerate().filter(|(_, change)| !other.contains(change)).map(|(place, _)| place).collect();
    let shared = own.len() - alone.len();
    let spared = other.iter().filter(|change| !own.contains(change)).cloned().collect();
    (shared >= 2 && shared > alone.len()).then_some(Beside { shared, own: alone, spared })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn way(changes: &str) -> Vec<String> {
        changes.chars().map(String::from).collect()
    }

    #[wasm_bindgen_test]
    fn a_way_that_is_nearly_another_is_told_by_its_difference() {
        let found = beside(&way("甲乙丙丁"), &way("甲乙戊丁"));
        assert_eq!(found, Some(Beside { shared: 3, own: vec![2], spared: way("丙") }));
    }

    #[wasm_bindgen_test]
    fn a_way_of_its_own_is_told_in_full() {
        assert_eq!(beside(&way("甲"), &way("乙")), None);
        assert_eq!(beside(&way("甲乙"), &way("甲丙")), None, "half of it is new");
        assert_eq!(beside(&way("甲乙"), &way("甲乙丙丁")), None, "as much is new as is shared");
    }
}

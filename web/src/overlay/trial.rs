//! What overlays do: their cases run, and what becomes of them and of the example by the overlays.

use super::order::{Attempt, Trial};
use ziping_assess::{effect, failed_cases};
use ziping_base::diag::Source;
use ziping_content::overlay::Overlaid;
use ziping_regime::Library;
use ziping_rules::fact::read_answers;

/// Tries overlays out. `library`: the rule books without them.
pub(super) fn trial(library: &Library, overlaid: &Overlaid, attempt: &Attempt) -> Trial {
    let failed = failed_cases(&overlaid.library, &overlaid.cases);
    let mut trial = Trial { failed, cases: overlaid.cases.values().map(Vec::len).sum(), ..Trial::default() };
    let example = read_answers(&Source { name: "example.json", text: &attempt.example }, &library.catalogue).ok();
    for book in overlaid.library.regimes.iter().filter(|book| !book.overlays.is_empty()) {
        let cases = overlaid.cases.get(&book.id).into_iter().flatten();
        let cases = cases.map(|case| (case.name.clone(), &case.sheet, case.as_of));
        let example = example.iter().map(|answers| (String::new(), &answers.sheet, attempt.as_of));
        for (name, sheet, as_of) in example.chain(cases) {
            trial.of += 1;
            // Facts keep their numbers when overlays are laid on, and new ones follow.
            if let Some(found) = effect((library, sheet), (&overlaid.library, sheet), &book.id, as_of) {
                trial.effects.push((book.id.clone(), name, found));
            }
        }
    }
    trial
}

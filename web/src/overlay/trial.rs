//! What overlays and rule books do: their cases run, and what becomes of these and of the example by them.

use super::order::{Attempt, Named, Open, Trial};
use std::collections::BTreeMap;
use ziping_assess::{effect, failed_cases};
use ziping_base::diag::Source;
use ziping_content::Content;
use ziping_content::overlay::Overlaid;
use ziping_regime::{Case, Library, RuleBook, WordsOf};
use ziping_rules::fact::foreign::{Foreign, moved};
use ziping_rules::fact::{Sheet, read_answers};
use ziping_rules::rule::score::Shown;

/// What they are tried out beside.
pub(super) struct Beside<'l> {
    /// The rule books that come with the site.
    pub(super) kit: &'l Library,
    /// The same with the rule books that are tried, without the overlays.
    pub(super) library: &'l Library,
    /// What the rule books that are tried were loaded with; `None`: there are none.
    pub(super) content: Option<&'l Content>,
    /// What visitors have now; `None`: the rule books as they come with the site.
    pub(super) now: Option<&'l Overlaid>,
}

/// Tries overlays and rule books out. `without`: the library with the overlays and without the figures of the year, which is
/// what the overlays' cases are about.
pub(super) fn trial(beside: &Beside<'_>, without: &Library, overlaid: &Overlaid, attempt: &Attempt) -> Trial {
    let (with, none) = (&overlaid.library, BTreeMap::new());
    // The content of a page has no cases but those of the rule books that were put in; they expect what comes out without
    // overlays.
    let own = beside.content.map_or(&none, |content| &content.cases);
    let mut failed = failed_cases(beside.library, own);
    failed.extend(failed_cases(without, &overlaid.cases));
    let count = |cases: &BTreeMap<String, Vec<Case>>| cases.values().map(Vec::len).sum::<usize>();
    let mut trial = Trial { failed, cases: count(own) + count(&overlaid.cases), ..Trial::default() };
    trial.figures = open_figures(beside, overlaid, &attempt.given);
    let read = |library: &Library| {
        read_answers(&Source { name: "example.json", text: &attempt.example }, &library.catalogue).ok()
    };
    let (of_kit, of_library, example) = (read(beside.kit), read(beside.library), read(with));
    let of_now = beside.now.and_then(|now| read(&now.library));
    trial.is_beside_now = beside.now.is_some();
    for book in &with.regimes {
        let is_new = !book.origin.is_kit();
        trial.books.extend(beside.content.filter(|_| is_new).map(|content| named(content, book)));
        let (before, then) = match beside.now {
            Some(now) => (&now.library, &of_now),
            None if is_new => (beside.kit, &of_kit),
            None => (beside.library, &of_library),
        };
        // Where there was no such rule book, or nothing was and is laid over it, nothing changes.
        let Some(known) = before.regime(&book.id) else { continue };
        if !is_new && known.origin.is_kit() && book.overlays.is_empty() && known.overlays.is_empty() {
            continue;
        }
        if let (Some(then), Some(now)) = (then, &example) {
            trial.of += 1;
            let found = effect((before, &then.sheet), (with, &now.sheet), &book.id, attempt.as_of);
            trial.effects.extend(found.map(|found| (book.id.clone(), String::new(), found)));
        }
        for case in own.get(&book.id).into_iter().chain(overlaid.cases.get(&book.id)).flatten() {
            trial.of += 1;
            let Some(then) = sheet_before(case, with, before) else { continue };
            let found = effect((before, &then), (with, &case.sheet), &book.id, case.as_of);
            trial.effects.extend(found.map(|found| (book.id.clone(), case.name.clone(), found)));
        }
    }
    trial
}

/// The figures that are left to the host: those that are open, and those that it gives.
fn open_figures(beside: &Beside<'_>, overlaid: &Overlaid, given: &[String]) -> Vec<Open> {
    let mut all = Vec::new();
    for book in &overlaid.library.regimes {
        for figure in book.published.iter().filter(|figure| !figure.is_published() || given.contains(&figure.id)) {
            let words = |lang: &str, of: fn(&WordsOf) -> &String| {
                let over = overlaid.words.get(lang).and_then(|of| of.get(&book.id));
                let own = beside.content.and_then(|content| content.words.get(lang)?.get(&book.id));
                let found = [over, own].into_iter().flatten().find_map(|words| words.find("published", &figure.id));
                found.map(of).cloned().unwrap_or_default()
            };
            let like = match figure.shown {
                Shown::Money => "4000万元",
                Shown::Percent => "40%",
                Shown::Plain | Shown::Points | Shown::Years | Shown::Months | Shown::Days => "120",
            };
            all.push(Open {
                regime: book.id.clone(),
                id: figure.id.clone(),
                titles: ["zh", "en"].map(|lang| words(lang, |words| &words.title)),
                texts: ["zh", "en"].map(|lang| words(lang, |words| &words.text)),
                like: like.to_owned(),
                required: figure.required,
            });
        }
    }
    all
}

/// The answers of a case as the facts were numbered before; answers that nobody asked then are left out.
pub(super) fn sheet_before(case: &Case, now: &Library, before: &Library) -> Option<Sheet> {
    moved(&case.sheet, &Foreign::new(), &now.catalogue, &before.catalogue).map(|(sheet, _)| sheet)
}

fn named(content: &Content, book: &RuleBook) -> Named {
    let title = |lang: &str| {
        let words = content.words.get(lang).and_then(|folders| folders.get(&book.id));
        words.map(|words| words.title("regime", "").to_owned()).unwrap_or_default()
    };
    Named { id: book.id.clone(), version: book.version.clone(), titles: ["zh", "en"].map(title) }
}

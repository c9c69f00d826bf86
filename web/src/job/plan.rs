//! One plan for several rule books: worked out beside the page, told or written as a Word file.

use super::order::{Event, PlanOrder};
use super::worker::{answers_of, file_of, no_book};
use crate::worker::{Rules, Trouble, WORD, say};
use js_sys::{Array, Uint8Array};
use std::collections::BTreeMap;
use std::rc::Rc;
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use ziping_assess::{Aim, JointReport, Wanted, joint, joint_report};
use ziping_base::lang::Lang;
use ziping_dossier::{PackageError, joint_plan};
use ziping_regime::{RuleBook, Words};

pub(super) async fn make(
    scope: &DedicatedWorkerGlobalScope,
    order: &PlanOrder,
    over: Option<&Blob>,
) -> Result<(), Trouble> {
    let rules = Rules::of(scope, over).await?;
    let library = rules.library();
    let lang = if order.word { Lang::Zh } else { order.lang };
    let mut aims: Vec<Aim<'_>> = Vec::new();
    for (regime, level) in &order.aims {
        let rulebook = library.regime(regime).ok_or_else(|| no_book(regime))?;
        aims.push(Aim { rulebook, wanted: level.map_or(Wanted::Keep, Wanted::Level) });
    }
    // The plan also says what falls elsewhere, in the words of those rule books.
    let is_told = |book: &&RuleBook| !book.status.is_over() || order.aims.iter().any(|(regime, _)| *regime == book.id);
    let mut words: BTreeMap<String, Rc<Words>> = BTreeMap::new();
    for rulebook in library.regimes.iter().filter(is_told) {
        words.insert(rulebook.id.clone(), rules.words(scope, &rulebook.id, lang.code()).await?);
    }
    let answers = answers_of(&order.answers, library)?;
    let plan = joint(library, &aims, &answers.sheet, order.as_of);
    let of = |regime: &str| words.get(regime).map(|words| &**words);
    let report: JointReport = joint_report(&plan, library, &of, (&order.organisation, lang, order.word));
    if !order.word {
        say(scope, &Event::Planned(Box::new(report)));
        return Ok(());
    }
    let bytes = joint_plan(&report, order.as_of).map_err(|error| Trouble::other(PackageError::from(error).said()))?;
    let file = file_of(&Array::of1(&Uint8Array::from(bytes.as_slice())), WORD)?;
    say(scope, &Event::Done { name: order.file.clone(), file, carried: Vec::new() });
    Ok(())
}

//! Every paper of every regime and procedure, word for word, for three made-up organisations: one that has answered
//! everything, one half-filled and in contradiction with itself, one that may not apply. What was last read by people
//! stands in `tests/fixtures/papers`; after a change that is meant,
//! `ZIPING_RECORD=1 cargo test -p ziping-tests --test dossier golden` takes the new texts down: read the difference line by
//! line, as the one who signs.

use crate::content::{Applicant, CONTENT};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use ziping_dossier::texts;
use ziping_regime::RuleBook;
use ziping_tests::golden::compare;
use ziping_tests::project::root;

/// The organisations, by the name of their answer file.
pub const ORGANISATIONS: [&str; 3] = ["complete", "half-filled", "not-eligible"];

/// What the papers say, by path.
type Papers = BTreeMap<String, String>;

fn papers(applicant: &mut Applicant, procedure: &'static str) -> Papers {
    applicant.procedure = Some(procedure);
    texts(&applicant.order(&[])).unwrap().into_iter().collect()
}

/// All papers of a procedure; of a later one only what differs from the first application.
fn written(of: &Papers, first: Option<&Papers>) -> String {
    let mut text = String::new();
    for (path, said) in of {
        if first.and_then(|first| first.get(path)) == Some(said) {
            let _ = writeln!(text, "======== {path}：同首次申报\n");
        } else {
            let _ = writeln!(text, "======== {path}\n{said}");
        }
    }
    text
}

fn of_regime(rulebook: &'static RuleBook, organisation: &str) -> Vec<String> {
    let mut applicant = Applicant::saved(organisation, &rulebook.id);
    let mut wrong = Vec::new();
    let mut first: Option<Papers> = None;
    for procedure in rulebook.procedures() {
        let of = papers(&mut applicant, procedure);
        let text = written(&of, first.as_ref());
        let file = root().join(format!("tests/fixtures/papers/{organisation}/{}.{procedure}.txt", rulebook.id));
        wrong.extend(compare(&file, &text).err());
        first.get_or_insert(of);
    }
    wrong
}

#[test]
fn golden_papers_say_what_was_last_read() {
    let all = ORGANISATIONS.iter().flat_map(|organisation| {
        CONTENT.library.regimes.iter().flat_map(move |rulebook| of_regime(rulebook, organisation))
    });
    let wrong: Vec<String> = all.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

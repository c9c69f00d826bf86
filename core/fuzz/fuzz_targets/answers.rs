//! Any text as an answer file: read or refused without panic; what is read is written and read back the same, and
//! assessed in every regime.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ziping_base::diag::Source;
use ziping_fuzz::{assess_fully, content};
use ziping_rules::fact::{read_answers, write_answers};

fuzz_target!(|text: &str| {
    let library = &content().library;
    match read_answers(&Source { name: "answers", text }, &library.catalogue) {
        Ok(answers) => {
            let written = write_answers(&answers.organisation, &answers.sheet, &library.catalogue);
            let again = read_answers(&Source { name: "again", text: &written }, &library.catalogue);
            assert_eq!(again.as_ref().ok(), Some(&answers), "{written}");
            library.regimes.iter().for_each(|book| assess_fully(library, book, &answers.sheet));
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            problems.iter().for_each(|problem| assert!(!problem.to_string().is_empty()));
        }
    }
});

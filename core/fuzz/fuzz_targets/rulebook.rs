//! Any text as a rule book beside the other files of a good one: loaded or refused without panic, and used when loaded.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ziping_content::load;
use ziping_fuzz::{assess_fully, fixture};
use ziping_rules::fact::Sheet;

fuzz_target!(|text: &str| {
    let mut files = fixture().to_vec();
    for file in &mut files {
        if file.path == "demo/rulebook.toml" {
            file.text = text.to_owned();
        }
    }
    match load(&files) {
        Ok(content) => {
            for book in &content.library.regimes {
                assess_fully(&content.library, book, &Sheet::new());
                for case in content.cases.values().flatten() {
                    assess_fully(&content.library, book, &case.sheet);
                }
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            problems.iter().for_each(|problem| assert!(!problem.to_string().is_empty()));
        }
    }
});

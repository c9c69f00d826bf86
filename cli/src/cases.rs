//! `ziping case-answers`: the cases that ship with a rule book, for tests of other front ends of the same core.

use crate::assess::{Failure, content, known};
use std::io::Write;
use std::path::Path;
use ziping_rules::fact::{Catalogue, Sheet, value_to_json};

/// Prints the cases of a regime: `{"name", "as_of", "answers"}`, one a line.
///
/// # Errors
/// Bad content, or output that cannot be written.
pub fn cases(regime: &str, folder: Option<&Path>) -> Result<(), Failure> {
    let content = content(folder)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let book = known(&content, regime)?;
    for case in content.cases.get(&book.id).into_iter().flatten() {
        let line = serde_json::json!({
            "name": case.name,
            "as_of": case.as_of.to_string(),
            "answers": {
                "schema": 1,
                "organisation": case.name,
                "facts": facts(&case.sheet, &content.library.catalogue),
            },
        });
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(())
}

fn facts(sheet: &Sheet, catalogue: &Catalogue) -> serde_json::Map<String, serde_json::Value> {
    sheet
        .answered()
        .filter_map(|(ix, value)| {
            let fact = catalogue.get(ix)?;
            Some((fact.id.clone(), value_to_json(&fact.kind, value)))
        })
        .collect()
}

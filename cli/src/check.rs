//! `ziping check`: all problems of rule books at once, and their cases.

use crate::content::with_overlays;
use std::path::{Path, PathBuf};
use ziping_core::assess::run_case;
use ziping_core::diag::Diagnostic;
use ziping_core::regime::{Content, OverlayInfo, RuleBook, load};
use ziping_core::say;

/// Checks a content folder; the diagnostics, and a summary where there are none.
///
/// # Errors
/// Every problem found; one without a place when the folder cannot be read.
pub fn check(root: &Path, overlays: &[PathBuf]) -> Result<String, Vec<Diagnostic>> {
    let files = ziping_files::below(root).map_err(|error| {
        vec![
            Diagnostic::error(
                "unreadable",
                say!("`{path}` cannot be read: {error}", "“{path}”读不出来：{error}", path = root.display()),
            )
            .help(say!("name a folder with rule books, such as content/", "请写规则所在的文件夹，如 content/")),
        ]
    })?;
    let content = load(&files)?;
    let problems = failed_cases(&content);
    if !problems.is_empty() {
        return Err(problems);
    }
    // The cases expect what the rule books alone give, so they run without the overlays.
    let mut summary = summary(&content);
    for line in overlay_lines(&with_overlays(content, overlays)?) {
        summary.push('\n');
        summary.push_str(&line);
    }
    Ok(summary)
}

fn overlay_lines(content: &Content) -> Vec<String> {
    let of_book = |book: &RuleBook| -> Vec<String> {
        let line = |overlay: &OverlayInfo| {
            let derived: Vec<&str> = overlay.derives.iter().map(|fact| content.library.catalogue.id(*fact)).collect();
            format!(
                "overlay {} {} on {} {}: {} facts, {} forms, derives {}: no problems",
                overlay.id,
                overlay.version,
                book.id,
                book.version,
                overlay.facts.len(),
                overlay.forms.len(),
                if derived.is_empty() { "nothing".to_owned() } else { derived.join(", ") }
            )
        };
        book.overlays.iter().map(line).collect()
    };
    content.library.regimes.iter().flat_map(of_book).collect()
}

fn failed_cases(content: &Content) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for book in &content.library.regimes {
        for case in content.cases.get(&book.id).into_iter().flatten() {
            if let Err(problem) = run_case(&content.library, book, case) {
                problems.push(*problem);
            }
        }
    }
    problems
}

fn summary(content: &Content) -> String {
    let mut lines = vec![format!(
        "{:<16} {:>7} {:>10} {:>5} {:>8} {:>6} {:>10} {:>7} {:>6}",
        "regime", "clauses", "conditions", "caps", "grounds", "steps", "documents", "duties", "cases"
    )];
    for book in &content.library.regimes {
        lines.push(format!(
            "{:<16} {:>7} {:>10} {:>5} {:>8} {:>6} {:>10} {:>7} {:>6}",
            book.id,
            book.clauses.len(),
            book.conditions.len(),
            book.caps.len(),
            book.grounds.len(),
            book.steps.len(),
            book.documents.len(),
            book.duties.len(),
            content.cases.get(&book.id).map_or(0, Vec::len),
        ));
    }
    lines.push(format!(
        "{} facts, {} evidence items: no problems",
        content.library.catalogue.len(),
        content.library.evidence.len()
    ));
    lines.join("\n")
}

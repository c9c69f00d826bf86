//! What conditions of a file may refer to, and compiling them among it.

use super::reader::Reader;
use super::written::Text;
use std::collections::{HashMap, HashSet};
use ziping_base::diag::{Diagnostic, Source, Span, did_you_mean, nearest};
use ziping_base::say;
use ziping_regime::FigureValue;
use ziping_rules::fact::{Catalogue, FactIx};
use ziping_rules::rule::{Checked, Scope as RuleScope, Scores, Windows};

/// What a rule book may refer to.
pub(super) struct Surroundings<'a> {
    pub catalogue: &'a Catalogue,
    pub derived: &'a HashMap<FactIx, (FactIx, Checked)>,
    pub windows: &'a mut Windows,
    pub evidence: &'a HashSet<String>,
    /// Items whose points may be looked at, and figures that the issuer publishes.
    pub scores: &'a Scores,
}

impl Surroundings<'_> {
    /// Looks whether the evidence that something names is there; answers whether all of it is.
    pub fn all_evidence<'n>(&self, named: impl Iterator<Item = &'n (&'n str, Span)>, reader: &mut Reader<'_>) -> bool {
        let unknown: Vec<_> = named.filter(|(id, _)| !self.evidence.contains(*id)).collect();
        for (id, span) in &unknown {
            let help = nearest(id, self.evidence.iter().map(String::as_str))
                .map_or_else(|| say!("add it to evidence.toml", "请在 evidence.toml 中补上"), did_you_mean);
            let message = say!("unknown evidence `{id}`", "没有“{id}”这份证明材料");
            reader.problem(*span, "unknown-evidence", message, help);
        }
        unknown.is_empty()
    }
}

/// Compiles a text.
pub(super) fn compile<R>(
    written: Text<'_>,
    source: Source<'_>,
    around: &mut Surroundings<'_>,
    readings: &[String],
    problems: &mut Vec<Diagnostic>,
    with: impl FnOnce(&str, &mut RuleScope<'_>) -> Option<R>,
) -> Option<R> {
    let text = written.value?;
    // Where places inside the text cannot be told, they fall on the text as a whole.
    let offset = text_offset(&source, written);
    let mut found = Vec::new();
    let mut scope = RuleScope {
        catalogue: around.catalogue,
        derived: around.derived,
        readings,
        scores: around.scores,
        windows: around.windows,
        source,
        offset: offset.unwrap_or(written.span.start),
        problems: &mut found,
    };
    let result = with(text, &mut scope);
    if offset.is_none() {
        for problem in &mut found {
            problem.place = Some(Box::new(source.place(written.span)));
        }
    }
    problems.append(&mut found);
    result
}

pub(super) fn figure_value(checked: Checked) -> FigureValue {
    match checked {
        Checked::Number(number, unit) => FigureValue::Number(number, unit),
        Checked::Share(part, whole) => FigureValue::Share(part, whole),
        Checked::Test(test) => FigureValue::Test(test),
    }
}

/// Where a text value's characters begin in the file: behind its quotes. `None` when the spelling has escapes, so
/// that places inside cannot be told.
pub(super) fn text_offset(source: &Source<'_>, written: Text<'_>) -> Option<usize> {
    let (text, span) = (written.value?, written.span);
    let raw = source.text.get(span.start..span.end)?;
    for quote in ["\"\"\"\n", "'''\n", "\"\"\"", "'''", "\"", "'"] {
        if let Some(rest) = raw.strip_prefix(quote)
            && rest.starts_with(text)
        {
            return Some(span.start + quote.len());
        }
    }
    None
}

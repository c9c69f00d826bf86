//! What a check says of rule books: what is wrong with their files, which cases come out otherwise, what no case shows.

use ziping_assess::{failed_cases, untested};
use ziping_base::diag::{Diagnostic, Severity, in_order};
use ziping_base::say;
use ziping_content::draft::Draft;
use ziping_content::{Content, TextFile, load_with_problems, missing_figures, place_of};
use ziping_regime::{Case, RuleBook};

/// What was found in rule books.
#[derive(Debug, Clone)]
pub struct Checked {
    /// As much of them as could be loaded.
    pub content: Content,
    /// What the loader says; with an error among it nothing can be assessed.
    pub problems: Vec<Diagnostic>,
    /// Figures that have to be given and are not.
    pub figures: Vec<Diagnostic>,
    /// The cases were run: nothing but words is wrong.
    pub ran: bool,
    /// Cases that come out otherwise than they say.
    pub failed: Vec<Diagnostic>,
    /// Rule books without cases.
    pub bare: Vec<Diagnostic>,
}

/// Checks the files of a content folder; cases and figures of those rule books alone that are wanted.
#[must_use]
pub fn check(files: &[TextFile], wanted: impl Fn(&str) -> bool) -> Checked {
    let (mut content, problems) = load_with_problems(files);
    content.cases.retain(|id, _| wanted(id));
    // What a case gives does not hang on words: it is told although some are missing.
    let ran = problems.iter().filter(|problem| is_error(problem)).all(is_about_words);
    let (failed, bare) = if ran {
        (failed_cases(&content.library, &content.cases), without_cases(&content, &wanted))
    } else {
        (Vec::new(), Vec::new())
    };
    let figures = not_given(&content, files);
    Checked { content, problems, figures, ran, failed, bare }
}

impl Checked {
    /// Whether it can be assessed with.
    #[must_use]
    pub fn loads(&self) -> bool {
        !self.problems.iter().chain(&self.figures).any(is_error)
    }

    /// What is said of one rule book among these files beside what its cases give: what keeps it from being assessed with,
    /// and what to look at in its own files all the same.
    #[must_use]
    pub fn said_of(&self, draft: &Draft, files: &[TextFile]) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let is_own = |problem: &Diagnostic| {
            problem.place.as_ref().is_none_or(|place| draft.files.iter().any(|file| file.path == place.file))
        };
        let unshown = self.unshown(&draft.id, files);
        let all = self.problems.iter().chain(&self.figures).chain(&self.bare).chain(&unshown);
        let (errors, remarks): (Vec<&Diagnostic>, Vec<&Diagnostic>) = all.partition(|problem| is_error(problem));
        (errors.into_iter().cloned().collect(), remarks.into_iter().filter(|remark| is_own(remark)).cloned().collect())
    }

    /// What the cases of a rule book do not show, each at its place; nothing where the files have errors or a case fails.
    #[must_use]
    pub fn unshown(&self, regime: &str, files: &[TextFile]) -> Vec<Diagnostic> {
        let sound = self.failed.is_empty() && !self.problems.iter().any(is_error);
        let Some(book) = self.content.library.regime(regime).filter(|_| sound) else {
            return Vec::new();
        };
        let cases = self.content.cases.get(regime).map_or(&[][..], Vec::as_slice);
        let mut found = unshown(&self.content, book, cases, files, |_| true);
        in_order(&mut found);
        found
    }
}

/// Figures that have to be given and are not, each at its place in these files.
#[must_use]
pub fn not_given(content: &Content, files: &[TextFile]) -> Vec<Diagnostic> {
    let placed =
        |(id, problem): (String, Diagnostic)| Diagnostic { place: place_of(files, &id, None).map(Box::new), ..problem };
    missing_figures(&content.library).into_iter().map(placed).collect()
}

/// What cases do not show of those parts of a rule book that are wanted, each at its place in these files; nothing where
/// there are no cases, which is told by itself.
#[must_use]
pub fn unshown(
    content: &Content,
    book: &RuleBook,
    cases: &[Case],
    files: &[TextFile],
    wanted: impl Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    if cases.is_empty() {
        return Vec::new();
    }
    let all = untested(&content.library, book, cases, wanted);
    all.into_iter()
        .map(|one| Diagnostic {
            place: place_of(files, &one.id, one.row).map(Box::new),
            ..Diagnostic::warning(one.code, one.message).help(one.help)
        })
        .collect()
}

fn is_error(problem: &Diagnostic) -> bool {
    problem.severity == Severity::Error
}

fn is_about_words(problem: &Diagnostic) -> bool {
    matches!(problem.code.as_str(), "missing-file" | "missing-words" | "surplus-words" | "empty-text")
}

/// A rule book without cases says nothing about what is right.
fn without_cases(content: &Content, wanted: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let books = content.library.regimes.iter().filter(|book| wanted(&book.id));
    let without = books.filter(|book| content.cases.get(&book.id).is_none_or(Vec::is_empty));
    without
        .map(|book| {
            let id = &book.id;
            let message = say!(
                "the rule book `{id}` has no cases, so nothing shows that it decides rightly",
                "规则“{id}”没有案例，评得对不对无从核对"
            );
            Diagnostic::warning("no-cases", message).help(say!(
                "write {id}/cases.toml: for each threshold a case below, on and above it (content/README.md, “Cases”)",
                "请写 {id}/cases.toml：每个界限都要有低于、等于、高于它的案例（见 content/README.zh-CN.md 的“案例”一节）"
            ))
        })
        .collect()
}

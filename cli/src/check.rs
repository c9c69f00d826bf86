//! `ziping check`: all problems of rule books at once, and their cases.

use crate::content::overlay_texts;
use std::path::{Path, PathBuf};
use ziping_assess::failed_cases;
use ziping_author::check::{Checked as Found, check as check_files, not_given, unshown};
use ziping_base::diag::{Diagnostic, Place, Severity, in_order};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_content::{Content, overlay};
use ziping_regime::{OverlayInfo, RuleBook};

/// What is said of rule books that have no errors.
pub struct Checked {
    /// What to look at all the same.
    pub warnings: Vec<Diagnostic>,
    /// What there is.
    pub summary: String,
}

/// Checks a content folder; the warnings, and a summary, where there are no errors.
///
/// # Errors
/// Every problem found; one without a place when the folder cannot be read.
pub fn check(root: &Path, overlays: &[PathBuf], lang: Lang) -> Result<Checked, Vec<Diagnostic>> {
    let files = ziping_files::below(root).map_err(|error| {
        vec![
            Diagnostic::error(
                "unreadable",
                say!("`{path}` cannot be read: {error}", "“{path}”读不出来：{error}", path = root.display()),
            )
            .help(say!("name a folder with rule books, such as content/", "请写规则所在的文件夹，如 content/")),
        ]
    })?;
    let found = check_files(&files, |_| true);
    let of_cases: Vec<Diagnostic> =
        found.content.library.regimes.iter().flat_map(|book| found.unshown(&book.id, &files)).collect();
    let Found { content, mut problems, figures, ran: _, failed, bare } = found;
    problems.extend(failed);
    problems.extend(bare);
    in_order(&mut problems);
    // An overlay may give them.
    if overlays.is_empty() {
        problems.extend(figures);
    }
    if problems.iter().any(is_error) {
        return Err(problems);
    }
    problems.extend(of_cases);
    in_order(&mut problems);
    // The cases expect what the rule books alone give, so they run without the overlays.
    let mut summary = summary(&content, problems.len(), lang);
    if !overlays.is_empty() {
        let texts = overlay_texts(overlays)?;
        let mut overlaid = overlay::apply(&content.library, &texts)?;
        let mut warnings = std::mem::take(&mut overlaid.warnings);
        // Cases of overlays expect what comes out with them.
        let cases = std::mem::take(&mut overlaid.cases);
        let infos = overlaid.overlays.clone();
        let content = overlaid.over(content);
        let of_books = || cases.iter().filter_map(|(regime, cases)| Some((content.library.regime(regime)?, cases)));
        let failed = failed_cases(&content.library, &cases);
        if !failed.is_empty() {
            return Err(failed);
        }
        let missing = not_given(&content, &files);
        if !missing.is_empty() {
            return Err(missing);
        }
        for (book, cases) in of_books() {
            warnings.extend(unshown(&content, book, cases, &texts, |id| id.starts_with("overlay.")));
        }
        in_order(&mut warnings);
        for (info, text) in infos.iter().zip(&texts) {
            let own = |place: &Place| place.file == text.path;
            let warned = warnings.iter().filter(|warning| warning.place.as_deref().is_some_and(own)).count();
            let cases = cases.get(&info.regime).into_iter().flatten().filter(|case| own(&case.place)).count();
            if let Some(book) = content.library.regime(&info.regime) {
                summary.push('\n');
                summary.push_str(&overlay_line(&content, book, info, (cases, warned), lang));
            }
        }
        problems.append(&mut warnings);
    }
    Ok(Checked { warnings: problems, summary })
}

fn is_error(problem: &Diagnostic) -> bool {
    problem.severity == Severity::Error
}

fn overlay_line(
    content: &Content,
    book: &RuleBook,
    overlay: &OverlayInfo,
    (cases, warnings): (usize, usize),
    lang: Lang,
) -> String {
    let OverlayInfo { id, version, facts, forms, .. } = overlay;
    let (regime, of, facts, forms) = (&book.id, &book.version, facts.len(), forms.len());
    let own = format!("overlay.{id}.");
    let items = book.scored().iter().filter(|item| item.id.starts_with(&own)).count();
    let caps = book.caps.iter().filter(|cap| cap.id.starts_with(&own)).count();
    let derived: Vec<&str> = overlay.derives.iter().map(|fact| content.library.catalogue.id(*fact)).collect();
    let derived =
        if derived.is_empty() { lang.pick("无", "nothing").to_owned() } else { derived.join(lang.pick("、", ", ")) };
    // What there is none of is not counted.
    let counted = |count: usize, zh: &str, en: &str| match (count, lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!("，{count} {zh}"),
        (_, Lang::En) => format!(", {count} {en}"),
    };
    let more = [
        counted(items, "个评分项目和组", "items and groups"),
        counted(caps, "项限制", "caps"),
        counted(cases, "个案例", "cases"),
    ]
    .concat();
    let end = ending(warnings, lang);
    match lang {
        Lang::Zh => format!(
            "补充规则 {id} {version}（用于 {regime} {of}）：{facts} 个事实{more}，{forms} 份表，推导：{derived}；{end}"
        ),
        Lang::En => {
            format!(
                "overlay {id} {version} on {regime} {of}: {facts} facts{more}, {forms} forms, derives {derived}: {end}"
            )
        }
    }
}

/// Whether there is something to look at.
fn ending(warnings: usize, lang: Lang) -> String {
    match (warnings, lang) {
        (0, Lang::Zh) => "没有问题".to_owned(),
        (0, Lang::En) => "no problems".to_owned(),
        (count, Lang::Zh) => format!("没有错误，{count} 处提醒见上"),
        (1, Lang::En) => "no errors, 1 warning above".to_owned(),
        (count, Lang::En) => format!("no errors, {count} warnings above"),
    }
}

fn summary(content: &Content, warnings: usize, lang: Lang) -> String {
    let heads = match lang {
        Lang::Zh => ["规则", "条款", "条件", "限制", "事由", "项目", "步骤", "材料", "期限", "案例"],
        Lang::En => {
            ["regime", "clauses", "conditions", "caps", "grounds", "items", "steps", "documents", "duties", "cases"]
        }
    };
    let mut lines = vec![row(heads.map(str::to_owned))];
    for book in &content.library.regimes {
        let cases = content.cases.get(&book.id).map_or(0, Vec::len);
        let counts = [
            book.clauses.len(),
            book.conditions.len(),
            book.caps.len(),
            book.grounds.len(),
            book.scored().len(),
            book.steps.len(),
            book.documents.len(),
            book.duties.len(),
            cases,
        ];
        let [clauses, conditions, caps, grounds, items, steps, documents, duties, cases] =
            counts.map(|n| n.to_string());
        lines.push(row([book.id.clone(), clauses, conditions, caps, grounds, items, steps, documents, duties, cases]));
    }
    let (facts, papers) = (content.library.catalogue.len(), content.library.evidence.len());
    let end = ending(warnings, lang);
    lines.push(match lang {
        Lang::Zh => format!("{facts} 个事实，{papers} 份证明材料：{end}"),
        Lang::En => format!("{facts} facts, {papers} evidence items: {end}"),
    });
    lines.join("\n")
}

/// A line of the table; Chinese characters take two columns.
fn row(cells: [String; 10]) -> String {
    let widths = [16, 7, 10, 5, 8, 6, 6, 10, 7, 6];
    let mut line = String::new();
    for (place, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let taken: usize = cell.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        let blanks = " ".repeat(usize::saturating_sub(width, taken));
        match place {
            0 => line.push_str(&format!("{cell}{blanks}")),
            _ => line.push_str(&format!(" {blanks}{cell}")),
        }
    }
    line
}

//! `ziping host check`: whether a host folder can be put beside the site, and what visitors will find.

use super::Folder;
use crate::assess::{Failure, content};
use crate::content::applied;
use crate::form::of;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use ziping_assess::{assess, failed_cases};
use ziping_base::diag::{Diagnostic, Source};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_content::Content;
use ziping_dossier::folder::{Found, check_forms, check_picture, missing_files};
use ziping_host::{FILE, Host};
use ziping_regime::RuleBook;
use ziping_rules::fact::{read_answers, write_answers};

/// What is said of a folder that can be used.
pub struct Checked {
    /// What to look at all the same.
    pub warnings: Vec<Diagnostic>,
    /// What visitors will find, a line each.
    pub lines: Vec<String>,
}

/// Checks a host folder against the rule books.
///
/// # Errors
/// Everything that is wrong with it.
pub fn check(path: &Path, other: Option<&Path>, lang: Lang) -> Result<Checked, Failure> {
    let content = content(other)?;
    let folder = Folder::open(path, &content.library)?;
    let mut warnings = Vec::new();
    let Some(host) = &folder.host else {
        let line = lang.pick(
            "host.json 是空的：网站与没有这个文件夹时一样",
            "host.json is empty: the site is as without the folder",
        );
        return Ok(Checked { warnings, lines: vec![line.to_owned()] });
    };
    let files = folder.files()?;
    let mut early = missing_files(host, &|name| files.iter().any(|file| file.name == name));
    early.extend(check_picture(host, &files));
    if !early.is_empty() {
        return Err(Failure::Content(listed(early)));
    }
    let mut overlaid = applied(&content, &folder.overlays()).map_err(Failure::Content)?;
    warnings.append(&mut overlaid.warnings);
    let cases = std::mem::take(&mut overlaid.cases);
    // The cases of the rule books expect what comes out without the overlays.
    let with = overlaid.over(content.clone());
    let words = |regime: &str| Cow::Owned(with.words_for("zh", regime));
    let mut problems = failed_cases(&with.library, &cases);
    problems.extend(listed(check_forms(host, &with.library, &words, &files)));
    if !problems.is_empty() {
        return Err(Failure::Content(problems));
    }
    warnings.extend(unused(path, host)?);
    Ok(Checked { warnings, lines: lines(host, &content, &with, lang) })
}

/// Files of the folder that nothing names: visitors could fetch them, and nothing uses them.
fn unused(path: &Path, host: &Host) -> Result<Vec<Diagnostic>, Failure> {
    let named: BTreeSet<&str> = host.files().chain([FILE]).collect();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !named.contains(name.as_str()) {
            let message =
                say!("`{name}` lies in the folder and nothing names it", "文件夹里有“{name}”，host.json 没有用到");
            let help = say!(
                "take it out: everything in the folder can be fetched by anybody",
                "请拿走：这个文件夹里的东西谁都能下载"
            );
            found.push(Diagnostic::warning("unused-file", message).help(help));
        }
    }
    found.sort_by(|a, b| a.message.cmp(&b.message));
    Ok(found)
}

/// The problems of files in one list, each with the name of its file.
pub fn listed(found: Found) -> Vec<Diagnostic> {
    let named = |(name, problems): (String, Vec<Diagnostic>)| {
        let told = |problem: &Diagnostic| problem.place.is_some() || problem.message.contains(&format!("`{name}`"));
        let one = |problem| if told(&problem) { problem } else { of(&name, problem) };
        problems.into_iter().map(one).collect::<Vec<_>>()
    };
    found.into_iter().flat_map(named).collect()
}

/// How many cases of a rule book come to another result with the overlays.
fn differing(plain: &Content, with: &Content, book: &RuleBook) -> (usize, usize) {
    let cases = plain.cases.get(&book.id).map(Vec::as_slice).unwrap_or_default();
    let Some(before) = plain.library.regime(&book.id) else { return (0, 0) };
    let differs = |case: &&ziping_regime::Case| {
        let text = write_answers("", &case.sheet, &plain.library.catalogue);
        // An answer that has no place any more makes a difference too.
        let Ok(answers) = read_answers(&Source { name: "", text: &text }, &with.library.catalogue) else { return true };
        let was = assess(&plain.library, before, &case.sheet, case.as_of);
        let is = assess(&with.library, book, &answers.sheet, case.as_of);
        (was.grade, was.eligible) != (is.grade, is.eligible)
    };
    (cases.iter().filter(differs).count(), cases.len())
}

fn lines(host: &Host, plain: &Content, with: &Content, lang: Lang) -> Vec<String> {
    let title = |book: &RuleBook| with.words_for(lang.code(), &book.id).get("regime", "").title.clone();
    let mut lines = vec![match lang {
        Lang::Zh => format!("本站提供方：{}", host.name.zh),
        Lang::En => format!("served by: {}", host.name.en),
    }];
    for (name, said) in host.contact.rows(lang) {
        lines.push(format!("{name}{}{said}", lang.pick("：", ": ")));
    }
    let shown: Vec<String> = host.regimes.iter().filter_map(|id| with.library.regime(id)).map(&title).collect();
    if !shown.is_empty() {
        lines.push(format!("{}{}", lang.pick("显示的规则：", "rule books shown: "), shown.join(lang.pick("、", ", "))));
    }
    for book in with.library.regimes.iter().filter(|book| !book.overlays.is_empty()) {
        let names: Vec<String> = book.overlays.iter().map(|over| format!("{}@{}", over.id, over.version)).collect();
        let (names, (other, of)) = (names.join(" + "), differing(plain, with, book));
        lines.push(match lang {
            Lang::Zh => format!("{}：加上 {names}；{of} 个案例中有 {other} 个的结果因此不同", title(book)),
            Lang::En => format!("{}: with {names}; {other} of {of} cases come to another result by it", title(book)),
        });
    }
    if !host.forms.is_empty() {
        let names: Vec<&str> = host.forms.iter().map(|form| form.file.as_str()).collect();
        lines.push(format!(
            "{}{}",
            lang.pick("自动填写的表格：", "forms that are filled: "),
            names.join(lang.pick("、", ", "))
        ));
    }
    lines.push(lang.pick("没有问题", "no problems").to_owned());
    lines
}

//! `ziping host check`: whether a host folder can be put beside the site, and what visitors will find.

use super::Folder;
use super::beside::{Served, with_texts};
use super::compile::compile;
use crate::assess::{Failure, content, content_files, content_with};
use crate::content::overlay_texts;
use crate::form::of;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use ziping_assess::{Effect, Stand, effect, failed_cases};
use ziping_author::check::{check as check_rules, not_given};
use ziping_base::diag::{Diagnostic, Source};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_content::draft::Draft;
use ziping_content::{Content, TextFile, load_with_problems, overlay};
use ziping_dossier::folder::{Found, check_forms, check_picture, missing_files};
use ziping_host::{FILE, Given, Host, given};
use ziping_regime::{Case, Origin, RuleBook, Words};

/// What is said of a folder that can be used.
pub struct Checked {
    /// What to look at all the same.
    pub warnings: Vec<Diagnostic>,
    /// What visitors will find, a line each.
    pub lines: Vec<String>,
    /// What `compiled` of host.json is to name; `None`: there is nothing to compile.
    pub compiled: Option<Vec<u8>>,
}

/// Checks a host folder against the rule books. `before`: the folder that visitors have now, to say what changes for them.
///
/// # Errors
/// Everything that is wrong with it.
pub fn check(path: &Path, other: Option<&Path>, before: Option<&Path>, lang: Lang) -> Result<Checked, Failure> {
    let kit = content(other)?;
    let folder = Folder::open(path, &kit.library)?;
    let mut warnings = Vec::new();
    let Some(host) = &folder.host else {
        let line = lang.pick(
            "host.json 是空的：网站与没有这个文件夹时一样",
            "host.json is empty: the site is as without the folder",
        );
        return Ok(Checked { warnings, lines: vec![line.to_owned()], compiled: None });
    };
    let files = folder.files()?;
    let mut early = missing_files(host, &|name| files.iter().any(|file| file.name == name));
    early.extend(check_picture(host, &files));
    if !early.is_empty() {
        return Err(Failure::Content(listed(early)));
    }
    let books = folder.rulebooks()?;
    let site = content_files(other)?;
    warnings.extend(check_books(&site, &books)?);
    let content = content_with(other, &books)?;
    let mut texts = overlay_texts(&folder.overlays()).map_err(Failure::Content)?;
    let of_overlays = texts.clone();
    texts.extend(folder.figures());
    let mut overlaid = overlay::apply(&content.library, &texts).map_err(|problems| {
        Failure::Content(problems.into_iter().map(|problem| at_home(host, &folder.text, problem)).collect())
    })?;
    warnings.append(&mut overlaid.warnings);
    let compiled = compile(&kit.library, &content, &books, &texts, overlaid.clone());
    let cases = std::mem::take(&mut overlaid.cases);
    let overlays = with_texts(&overlaid, &of_overlays);
    // The cases of the rule books expect what comes out without the overlays.
    let with = overlaid.over(content.clone());
    let words = |regime: &str| Cow::Owned(with.words_for("zh", regime));
    // Those of overlays expect what comes out without the figures of the year.
    let without = overlay::apply(&content.library, &of_overlays).map_err(Failure::Content)?;
    let mut problems = failed_cases(&without.library, &cases);
    problems.extend(not_given(&with, &of_overlays).into_iter().map(to_be_given));
    problems.extend(listed(check_forms(host, &with.library, &words, &files)));
    if !problems.is_empty() {
        return Err(Failure::Content(problems));
    }
    warnings.extend(unused(path, host)?);
    if let Some(name) = &host.compiled {
        let is_same = files.iter().any(|file| file.name == *name && Some(&file.bytes) == compiled.as_ref());
        warnings.extend((!is_same).then(|| compiled_otherwise(name)));
    }
    let mut lines = lines(host, &content, &with, &cases, lang);
    for book in books.iter().filter(|book| kit.library.regime(&book.id).is_some()) {
        lines.extend(replaced(&kit, &site, book, lang));
    }
    if let Some(before) = before {
        let before = Served::of(before, other)?;
        warnings.extend(before.republished(&overlays));
        lines.extend(before.changes(&with, &cases, lang));
    }
    lines.push(lang.pick("没有问题", "no problems").to_owned());
    Ok(Checked { warnings, lines, compiled })
}

/// A problem with a figure of the year at its place in `host.json`; others stay where they are.
fn at_home(host: &Host, said: &str, problem: Diagnostic) -> Diagnostic {
    let of = |given: &Given| problem.place.as_ref().is_some_and(|place| place.file == given.name);
    let given = given(&host.figures).into_iter().find(of);
    given.map_or(problem.clone(), |given| given.at_home(problem, &Source { name: FILE, text: said }))
}

/// That a figure is missing, with what a host does about it.
fn to_be_given(problem: Diagnostic) -> Diagnostic {
    problem.help(say!(
        "give it in host.json: \"figures\": [{{ \"regime\": …, \"figure\": …, \"value\": …, \"year\": … }}]",
        "请在 host.json 里给出：\"figures\": [{{ \"regime\": …, \"figure\": …, \"value\": …, \"year\": … }}]"
    ))
}

/// What to look at in rule books all the same.
///
/// # Errors
/// What keeps one from being assessed with, and those of its cases that come out otherwise than they say.
fn check_books(site: &[TextFile], books: &[Draft]) -> Result<Vec<Diagnostic>, Failure> {
    let (mut problems, mut warnings) = (Vec::new(), Vec::new());
    for book in books {
        let files = book.among(site);
        let checked = check_rules(&files, |id| id == book.id);
        let (errors, remarks) = checked.said_of(book, &files);
        problems.extend(errors.into_iter().chain(checked.failed));
        warnings.extend(remarks);
    }
    if problems.is_empty() { Ok(warnings) } else { Err(Failure::Content(problems)) }
}

/// What is compiled is not what this version of the kit makes of the files.
fn compiled_otherwise(name: &str) -> Diagnostic {
    let message = say!(
        "`{name}` was made of other files or by another version of the kit",
        "“{name}”不是由现在这些文件、用本版工具生成的"
    );
    let help = say!(
        "the site works all the same: each visitor's browser compiles the files on the first visit; to spare them that, make \
         the folder anew with the version of the site, in the page or by `ziping host make`",
        "网站照样能用：访问者的浏览器第一次打开时会自己编译；要省去这一步，请用与网站同一版本的页面或 ziping host make 重新生成"
    );
    Diagnostic::warning("compiled-otherwise", message).help(help)
}

/// Files of the folder that nothing names: visitors could fetch them, and nothing uses them.
fn unused(path: &Path, host: &Host) -> Result<Vec<Diagnostic>, Failure> {
    let named: BTreeSet<&str> = host.files().chain([FILE]).collect();
    let mut found = Vec::new();
    let mut names = names_in(path)?;
    for id in host.books() {
        names.retain(|name| name != id);
        names.extend(names_in(&path.join(id))?.into_iter().map(|name| format!("{id}/{name}")));
    }
    for name in names {
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

/// The names of what lies in a folder.
fn names_in(path: &Path) -> std::io::Result<Vec<String>> {
    std::fs::read_dir(path)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
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

/// The cases of a rule book and those of the overlays on it that come to another result with the overlays, and how many
/// there are in all.
fn differing(plain: &Content, with: &Content, own: &[Case], book: &RuleBook) -> (Vec<(String, Effect)>, usize) {
    let (before, after) = (&plain.library, &with.library);
    let cases = plain.cases.get(&book.id).map(Vec::as_slice).unwrap_or_default();
    // Facts keep their numbers when overlays are laid on, and new ones follow.
    let effects = cases.iter().chain(own).filter_map(|case| {
        let found = effect((before, &case.sheet), (after, &case.sheet), &book.id, case.as_of)?;
        Some((case.name.clone(), found))
    });
    (effects.collect(), cases.len() + own.len())
}

/// The most cases that are told one by one.
const TOLD: usize = 12;

/// What comes out before and after: `A–AA → B`.
fn change(effect: &Effect, book: &RuleBook, words: &Words, lang: Lang) -> String {
    let outcome = |id: &String| book.grade.outcomes.contains(id).then(|| words.title("outcome", id).to_owned());
    let said = |stand: &Stand| {
        let [worst, best] = stand.grade.each_ref().map(|id| outcome(id).unwrap_or_else(|| id.clone()));
        let grade = if worst == best { worst } else { format!("{worst} – {best}") };
        let eligible = match stand.eligible {
            Some(true) => lang.pick("符合申报条件", "eligible"),
            Some(false) => lang.pick("不符合申报条件", "not eligible"),
            None => lang.pick("申报条件未定", "eligibility open"),
        };
        if effect.before.eligible == effect.after.eligible {
            grade
        } else {
            format!("{eligible}{}{grade}", lang.pick("，", ", "))
        }
    };
    format!("{} → {}", said(&effect.before), said(&effect.after))
}

fn lines(host: &Host, plain: &Content, with: &Content, cases: &BTreeMap<String, Vec<Case>>, lang: Lang) -> Vec<String> {
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
    for book in with.library.regimes.iter().filter(|book| book.origin == Origin::Host) {
        let (title, version) = (title(book), &book.version);
        let count = with.cases.get(&book.id).map_or(0, Vec::len);
        lines.push(match lang {
            Lang::Zh => format!("自己的规则：{title} {version}（{id}），{count} 个案例都与所写的一致", id = book.id),
            Lang::En => format!(
                "a rule book of its own: {title} {version} ({id}); its {count} cases come out as they say",
                id = book.id
            ),
        });
    }
    for book in with.library.regimes.iter().filter(|book| !book.overlays.is_empty()) {
        let names: Vec<String> = book.overlays.iter().map(|over| format!("{}@{}", over.id, over.version)).collect();
        let own = cases.get(&book.id).map(Vec::as_slice).unwrap_or_default();
        let (names, (effects, of)) = (names.join(" + "), differing(plain, with, own, book));
        let other = effects.len();
        lines.push(match lang {
            Lang::Zh => format!("{}：加上 {names}；{of} 个案例中有 {other} 个的结果因此不同", title(book)),
            Lang::En => format!("{}: with {names}; {other} of {of} cases come to another result by it", title(book)),
        });
        let words = with.words_for(lang.code(), &book.id);
        lines.extend(told(&effects, book, &words, lang));
    }
    if !host.forms.is_empty() {
        let names: Vec<&str> = host.forms.iter().map(|form| form.file.as_str()).collect();
        lines.push(format!(
            "{}{}",
            lang.pick("自动填写的表格：", "forms that are filled: "),
            names.join(lang.pick("、", ", "))
        ));
    }
    lines
}

/// What a rule book does that takes the place of the kit's: which of the kit's cases come to another result by it.
fn replaced(kit: &Content, site: &[TextFile], book: &Draft, lang: Lang) -> Vec<String> {
    let path = format!("{}/cases.toml", book.id);
    let mut files = book.among(site);
    files.retain(|file| file.path != path);
    files.extend(site.iter().filter(|file| file.path == path).cloned());
    // Cases that ask what the new one does not know any more are left out.
    let (with, _) = load_with_problems(&files);
    let Some(rules) = with.library.regime(&book.id) else { return Vec::new() };
    let of = |content: &Content| content.cases.get(&book.id).cloned().unwrap_or_default();
    let (before, after) = (of(kit), of(&with));
    let effects: Vec<(String, Effect)> = after
        .iter()
        .filter_map(|case| {
            let then = before.iter().find(|known| known.name == case.name)?;
            let found = effect((&kit.library, &then.sheet), (&with.library, &case.sheet), &book.id, case.as_of)?;
            Some((case.name.clone(), found))
        })
        .collect();
    let (other, count) = (effects.len(), after.len());
    let words = with.words_for(lang.code(), &book.id);
    let mut lines = vec![match lang {
        Lang::Zh => format!("“{}”代替本工具的那份；那份的 {count} 个案例中有 {other} 个的结果因此不同", book.id),
        Lang::En => format!(
            "`{}` takes the kit's place; {other} of the kit's {count} cases come to another result by it",
            book.id
        ),
    }];
    lines.extend(told(&effects, rules, &words, lang));
    lines
}

/// Effects, a line each, as many as are told one by one.
pub(super) fn told(effects: &[(String, Effect)], book: &RuleBook, words: &Words, lang: Lang) -> Vec<String> {
    let one = |(name, effect): &(String, Effect)| {
        format!("  {name}{}{}", lang.pick("：", ": "), change(effect, book, words, lang))
    };
    let mut lines: Vec<String> = effects.iter().take(TOLD).map(one).collect();
    if effects.len() > TOLD {
        let more = effects.len() - TOLD;
        lines.push(match lang {
            Lang::Zh => format!("  另有 {more} 个"),
            Lang::En => format!("  and {more} more"),
        });
    }
    lines
}

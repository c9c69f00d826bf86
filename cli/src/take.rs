//! `ziping take`: what a filled-in workbook says, and what it would change.

use crate::args::{Accept, Taking};
use crate::assess::Failure;
use crate::ground::{Matter, no_place};
use crate::text::{BOLD, DIM, PLAIN, RED};
use std::io::Write as _;
use std::path::Path;
use ziping_base::diag::{Diagnostic, one_line};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_collect::{Change, ChangeKind, Changes, Collected, Reading, Refused, apply, compare, read};
use ziping_rules::fact::Value;

/// Prints what a workbook would change, and writes what is accepted of it; `false` when something of it cannot be read, or
/// the answers are bad.
///
/// # Errors
/// Bad content or usage, or a file that cannot be written.
pub fn run(request: &Taking, lang: Lang) -> Result<bool, Failure> {
    let matter = Matter::new(&request.base, lang)?;
    if request.accept != Accept::None && request.out.is_none() {
        return Err(no_place());
    }
    let Some(answers) = matter.answers(request.answers.as_deref()) else { return Ok(false) };
    let Some(mut collected) = collected(&matter, &request.workbook) else { return Ok(false) };
    // Beside no answers nothing has been changed or taken away here: all that the workbook says is new.
    if let (None, Some(sent)) = (&request.answers, &mut collected.sent) {
        sent.sheet = None;
    }
    let changes = compare(&matter.content.library.catalogue, &answers.sheet, &collected);
    tell(&matter, &collected, &changes)?;
    let accepted = |change: &&Change| match request.accept {
        Accept::All => true,
        Accept::New => change.kind == ChangeKind::New,
        Accept::None => false,
    };
    if let (Some(out), true) = (&request.out, request.accept != Accept::None) {
        let sheet = apply(&answers.sheet, changes.changes.iter().filter(accepted));
        let named = || {
            let sent = collected.sent.as_ref().map(|sent| sent.organisation.clone()).filter(|name| !name.is_empty());
            let fact = matter.content.library.catalogue.find("org.name");
            let own = fact.and_then(|fact| sheet.get(fact)).and_then(|value| match value {
                Value::Text(name) => Some(name.clone()),
                _ => None,
            });
            own.or(sent).unwrap_or_default()
        };
        let organisation = if answers.organisation.is_empty() { named() } else { answers.organisation.clone() };
        matter.write(&organisation, &sheet, &[&answers.unknown], out)?;
    }
    Ok(collected.is_clean())
}

/// Reads a workbook, or complains.
fn collected(matter: &Matter, file: &Path) -> Option<Collected> {
    let name = file.display().to_string();
    // What the system says comes in the system's own words.
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = say!("`{name}` cannot be read: {error}", "“{name}”读不出来：{error}");
            let help = say!("name the workbook that was filled in (.xlsx)", "请写填好的工作簿（.xlsx）的路径");
            matter.complain(&Diagnostic::error("unreadable", message).help(help));
            return None;
        }
    };
    let reading = Reading { library: &matter.content.library, regimes: &matter.regimes(), as_of: matter.as_of };
    match read(&bytes, &reading) {
        Ok(collected) => Some(collected),
        Err(refused) => {
            matter.complain(&named(&refused, &name));
            None
        }
    }
}

/// Why a workbook is refused, with its name.
fn named(refused: &Refused, name: &str) -> Diagnostic {
    let mut problem = refused.problem();
    problem.message = format!("{name}: {}", problem.message);
    problem.zh.message = format!("{name}：{}", problem.zh.message);
    problem
}

/// Prints what was found.
fn tell(matter: &Matter, collected: &Collected, changes: &Changes) -> std::io::Result<()> {
    let lang = matter.lang;
    let mut out = anstream::stdout().lock();
    let of = |kind: ChangeKind| changes.changes.iter().filter(move |change| change.kind == kind);
    let count = |kind: ChangeKind| of(kind).count();
    let (new, changed, removed) = (count(ChangeKind::New), count(ChangeKind::Changed), count(ChangeKind::Removed));
    let (same, unread) = (changes.same, collected.unread.len());
    let (against, unknown) = (collected.contradictions.len(), collected.unknown.len());
    match lang {
        Lang::Zh => writeln!(
            out,
            "新增 {new}，改动 {changed}，清空 {removed}，相同 {same}；自相矛盾 {against}，读不出来 {unread}，不认识 {unknown}"
        )?,
        Lang::En => writeln!(
            out,
            "{new} new, {changed} changed, {removed} cleared, {same} the same; {against} contradictory, {unread} not readable, {unknown} unknown"
        )?,
    }
    if let Some(sent) = &collected.sent {
        let (kit, own) = (&sent.kit, env!("CARGO_PKG_VERSION"));
        if kit != own {
            match lang {
                Lang::Zh => writeln!(out, "{DIM}由 {kit} 版制作，本版是 {own}{PLAIN}")?,
                Lang::En => writeln!(out, "{DIM}made by version {kit}, this is {own}{PLAIN}")?,
            }
        }
        for (id, version) in &sent.regimes {
            let now = matter.content.library.regime(id).map(|book| book.version.as_str());
            if now != Some(version) {
                let now = now.unwrap_or_else(|| lang.pick("没有", "none"));
                match lang {
                    Lang::Zh => writeln!(out, "{DIM}规则 {id}：发出时是 {version} 版，现在是 {now}{PLAIN}")?,
                    Lang::En => writeln!(out, "{DIM}rule book {id}: version {version} when sent, {now} now{PLAIN}")?,
                }
            }
        }
    }
    for (kind, zh, en) in [
        (ChangeKind::New, "新增", "New"),
        (ChangeKind::Changed, "改动", "Changed"),
        (ChangeKind::Removed, "清空：发出时填着，现在是空的", "Cleared: filled in when it was sent, blank now"),
    ] {
        if count(kind) > 0 {
            writeln!(out, "\n{BOLD}{}{PLAIN}", lang.pick(zh, en))?;
        }
        for change in of(kind) {
            writeln!(out, "  {}", line(matter, change))?;
        }
    }
    heading(
        &mut out,
        lang,
        !changes.newer_here.is_empty(),
        "这里后来改过，保留这里的",
        "Changed here since; what is here stays",
    )?;
    for piece in &changes.newer_here {
        let mine = matter.value(piece.fact, &piece.part, piece.mine.as_ref());
        writeln!(out, "  {}{}{mine}", matter.piece(piece.fact, &piece.part), lang.pick("：", ": "))?;
    }
    heading(
        &mut out,
        lang,
        !collected.contradictions.is_empty(),
        "自相矛盾，都没有采用",
        "Contradictory; none is taken",
    )?;
    for one in &collected.contradictions {
        let answers: Vec<String> =
            one.answers.iter().map(|(spot, said)| format!("{} {DIM}{spot}{PLAIN}", matter.said(said))).collect();
        let joined = answers.join(lang.pick("；", "; "));
        writeln!(out, "  {}{}{joined}", matter.piece(one.fact, &one.part), lang.pick("：", ": "))?;
    }
    heading(&mut out, lang, !collected.unread.is_empty(), "读不出来", "Not readable")?;
    for one in &collected.unread {
        let title = one.fact.map_or_else(String::new, |fact| matter.title(fact));
        let text = one_line(&one.text);
        let shown = if text.is_empty() {
            String::new()
        } else {
            format!("{}{text}{}", lang.pick("“", "`"), lang.pick("”", "`"))
        };
        writeln!(out, "  {RED}{}{PLAIN} {title} {shown}{}{}", one.spot, lang.pick("：", ": "), matter.said(&one.why))?;
    }
    heading(&mut out, lang, !collected.unknown.is_empty(), "不认识，没有采用", "Unknown; not taken")?;
    for one in &collected.unknown {
        writeln!(out, "  {} {}{}{}", one.spot, one.id, lang.pick("：", ": "), one_line(&one.text))?;
    }
    heading(
        &mut out,
        lang,
        !collected.gone.is_empty(),
        "发出时问过，工作簿里已经找不到",
        "Asked when it was sent, gone from the workbook",
    )?;
    for fact in &collected.gone {
        writeln!(out, "  {}", matter.title(*fact))?;
    }
    heading(&mut out, lang, !collected.asides.is_empty(), "没有读", "Not read")?;
    for one in &collected.asides {
        writeln!(out, "  {} {}{}{}", one.spot, one_line(&one.text), lang.pick("：", ": "), matter.said(&one.why))?;
    }
    heading(&mut out, lang, !collected.remarks.is_empty(), "备注", "Remarks")?;
    for one in &collected.remarks {
        let title =
            matter.content.library.catalogue.find(&one.id).map_or_else(|| one.id.clone(), |fact| matter.title(fact));
        writeln!(out, "  {title}{}{} {DIM}{}{PLAIN}", lang.pick("：", ": "), one_line(&one.text), one.spot)?;
    }
    heading(&mut out, lang, !collected.papers.is_empty(), "材料", "Papers")?;
    for one in &collected.papers {
        let ready = if one.ready { lang.pick("已备好", "ready") } else { lang.pick("没有备好", "not ready") };
        writeln!(out, "  {}{}{ready} {DIM}{}{PLAIN}", matter.paper(&one.id), lang.pick("：", ": "), one.spot)?;
    }
    Ok(())
}

/// A heading, where there is something under it.
fn heading(out: &mut impl std::io::Write, lang: Lang, any: bool, zh: &str, en: &str) -> std::io::Result<()> {
    if any { writeln!(out, "\n{BOLD}{}{PLAIN}", lang.pick(zh, en)) } else { Ok(()) }
}

/// One change.
fn line(matter: &Matter, change: &Change) -> String {
    let (lang, piece) = (matter.lang, &change.piece);
    let value = |value: Option<&Value>| matter.value(piece.fact, &piece.part, value);
    let said = match change.kind {
        ChangeKind::New => value(piece.theirs.as_ref()),
        ChangeKind::Changed => format!("{} → {}", value(piece.mine.as_ref()), value(piece.theirs.as_ref())),
        ChangeKind::Removed => value(piece.mine.as_ref()),
    };
    let spots: Vec<String> = change.spots.iter().map(ToString::to_string).collect();
    let mut line = format!("{}{}{said}", matter.piece(piece.fact, &piece.part), lang.pick("：", ": "));
    if !spots.is_empty() {
        line.push_str(&format!(" {DIM}{}{PLAIN}", spots.join(lang.pick("、", ", "))));
    }
    if change.here_too {
        line.push_str(lang.pick("（发出以后这里也改过）", " (changed here as well since)"));
    }
    if let Some(doubt) = &change.doubt {
        line.push_str(&format!("{}{}{}", lang.pick("（", " ("), matter.said(doubt), lang.pick("）", ")")));
    }
    line
}

//! `ziping merge`: two answer files made into one.

use crate::args::Merging;
use crate::assess::Failure;
use crate::ground::Matter;
use crate::text::{BOLD, PLAIN, YELLOW};
use std::io::Write as _;
use ziping_base::lang::Lang;
use ziping_collect::{Merged, Piece, Side, Standing, merge};

/// Merges; `false` when the answers are bad, or conflicts are left.
///
/// # Errors
/// Bad content, or a file that cannot be written.
pub fn run(request: &Merging, lang: Lang) -> Result<bool, Failure> {
    let matter = Matter::new(&request.base, lang)?;
    let (mine, theirs) = (matter.answers(Some(&request.first)), matter.answers(Some(&request.second)));
    let base = request.before.as_deref().map(|file| matter.answers(Some(file)));
    let (Some(mine), Some(theirs)) = (mine, theirs) else { return Ok(false) };
    let base = match base {
        None => None,
        Some(Some(base)) => Some(base),
        Some(None) => return Ok(false),
    };
    let side = match (request.mine, request.theirs) {
        (true, _) => Some(Side::Mine),
        (false, true) => Some(Side::Theirs),
        (false, false) => None,
    };
    let catalogue = &matter.content.library.catalogue;
    let merged = merge(catalogue, base.as_ref().map(|base| &base.sheet), &mine.sheet, &theirs.sheet, side);
    let names = (mine.organisation.trim(), theirs.organisation.trim());
    let other_name = !names.0.is_empty() && !names.1.is_empty() && names.0 != names.1;
    tell(&matter, &merged, other_name.then_some(names), side)?;
    let left = side.is_none() && (other_name || merged.conflicts().next().is_some());
    if left {
        let said = lang.pick(
            "有冲突，没有写入；请用 --mine 或 --theirs 说明以哪一份为准",
            "there are conflicts and nothing was written; say with --mine or --theirs which file counts",
        );
        anstream::eprintln!("{said}");
        return Ok(false);
    }
    if let Some(out) = &request.out {
        let theirs_counts = names.0.is_empty() || (other_name && side == Some(Side::Theirs));
        matter.write(
            if theirs_counts { names.1 } else { names.0 },
            &merged.sheet,
            &[&mine.unknown, &theirs.unknown],
            out,
        )?;
    }
    Ok(true)
}

fn tell(matter: &Matter, merged: &Merged, names: Option<(&str, &str)>, side: Option<Side>) -> std::io::Result<()> {
    let lang = matter.lang;
    let mut out = anstream::stdout().lock();
    let of = |standing: Standing| merged.pieces.iter().filter(move |piece| piece.standing == standing);
    let (filled, newer, kept) = (of(Standing::Filled).count(), of(Standing::Newer).count(), of(Standing::Mine).count());
    let (conflicts, same) = (merged.conflicts().count() + usize::from(names.is_some()), merged.same);
    match lang {
        Lang::Zh => writeln!(
            out,
            "补上 {filled}，对方更新 {newer}，只有我方有或只有我方改过 {kept}，相同 {same}，冲突 {conflicts}"
        )?,
        Lang::En => writeln!(
            out,
            "{filled} filled, {newer} newer on their side, {kept} only on mine or changed only there, {same} the same, {conflicts} in conflict"
        )?,
    }
    for (standing, zh, en) in
        [(Standing::Filled, "补上的", "Filled"), (Standing::Newer, "对方更新的", "Newer on their side")]
    {
        if of(standing).next().is_some() {
            writeln!(out, "\n{BOLD}{}{PLAIN}", lang.pick(zh, en))?;
        }
        for piece in of(standing) {
            let theirs = matter.value(piece.fact, &piece.part, piece.theirs.as_ref());
            writeln!(out, "  {}{}{theirs}", matter.piece(piece.fact, &piece.part), lang.pick("：", ": "))?;
        }
    }
    if conflicts > 0 {
        let taken = match side {
            Some(Side::Mine) => lang.pick("冲突，以我方为准", "In conflict; mine counts"),
            Some(Side::Theirs) => lang.pick("冲突，以对方为准", "In conflict; theirs counts"),
            None => lang.pick("冲突", "In conflict"),
        };
        writeln!(out, "\n{BOLD}{taken}{PLAIN}")?;
    }
    if let Some((mine, theirs)) = names {
        let (mine, theirs) = (ziping_base::diag::one_line(mine), ziping_base::diag::one_line(theirs));
        match lang {
            Lang::Zh => writeln!(out, "  {YELLOW}单位{PLAIN}：我方 {mine}；对方 {theirs}")?,
            Lang::En => writeln!(out, "  {YELLOW}organisation{PLAIN}: mine {mine}; theirs {theirs}")?,
        }
    }
    for piece in merged.conflicts() {
        writeln!(out, "  {}", conflict(matter, piece))?;
    }
    Ok(())
}

fn conflict(matter: &Matter, piece: &Piece) -> String {
    let value = |value: Option<&ziping_rules::fact::Value>| matter.value(piece.fact, &piece.part, value);
    let title = matter.piece(piece.fact, &piece.part);
    let (mine, theirs) = (value(piece.mine.as_ref()), value(piece.theirs.as_ref()));
    let base = piece.base.as_ref().map(|base| value(Some(base)));
    match matter.lang {
        Lang::Zh => {
            let base = base.map_or_else(String::new, |base| format!("；原来 {base}"));
            format!("{YELLOW}{title}{PLAIN}：我方 {mine}；对方 {theirs}{base}")
        }
        Lang::En => {
            let base = base.map_or_else(String::new, |base| format!("; before {base}"));
            format!("{YELLOW}{title}{PLAIN}: mine {mine}; theirs {theirs}{base}")
        }
    }
}

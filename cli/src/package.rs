//! `ziping package`: the application package of an answer file.

use crate::args::{How, Purpose};
use crate::assess::{Failure, content};
use crate::attachments::Attachments;
use crate::form::{Blank, beside, diagnostics, tell_carried};
use crate::host::Folder;
use crate::order::Matter;
use std::fs::File;
use std::io::{BufWriter, IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use ziping_base::diag::Diagnostic;
use ziping_base::lang::Lang;
use ziping_dossier::{Form, Order, PackageError, Piece, Progress, Written, write_package};

/// What is asked for.
pub struct Request<'a> {
    pub how: &'a How,
    pub lang: Lang,
    pub purpose: &'a Purpose,
    /// Forms of an association's own.
    pub forms: &'a [PathBuf],
    /// What is said of papers (`材料.json`).
    pub evidence: Option<&'a Path>,
    /// The folder of the files attached to them.
    pub attachments: Option<&'a Path>,
    /// The host folder of a site.
    pub host: Option<&'a Path>,
    pub out: &'a Path,
    pub answers: &'a Path,
}

/// Writes the package of one answer file; `false` when the answers are bad. Papers are in Chinese.
///
/// # Errors
/// Bad content or usage, or a file that cannot be read or written.
pub fn run(request: &Request<'_>) -> Result<bool, Failure> {
    let Request { how, lang, purpose, forms, evidence, attachments, host, out, answers } = *request;
    let folder = match host {
        Some(folder) => Some(Folder::open(folder, &content(how.content.as_deref())?.library)?),
        None => None,
    };
    // The host's overlays come first, as on its site.
    let mut how = how.clone();
    let overlays: Vec<PathBuf> = folder.iter().flat_map(Folder::overlays).collect();
    how.overlay.splice(0..0, overlays);
    if let Some(folder) = &folder {
        how.rulebooks = folder.rulebooks()?;
        how.figures = folder.figures();
    }
    let how = &how;
    let Some(matter) = Matter::read(how, lang, purpose, answers)? else { return Ok(false) };
    let matter = matter.of_host(folder.as_ref().and_then(|folder| folder.host.clone()));
    let Some(rulebook) = matter.rulebook() else { return Ok(false) };
    let procedure = matter.procedure(rulebook);
    let (beside, missing) = beside(how, rulebook, procedure);
    let of_host: Vec<_> = folder.iter().flat_map(|folder| folder.forms(rulebook, procedure)).collect();
    let given = |name: &str| forms.iter().any(|path| path.file_name().is_some_and(|known| known == name));
    for name in missing.into_iter().filter(|name| !given(name)) {
        match lang {
            Lang::Zh => anstream::eprintln!(
                "补充规则的表“{name}”不在它旁边，没有装进来，材料包里仍是本工具自拟的申请表；请用 --form 指明"
            ),
            Lang::En => anstream::eprintln!(
                "the overlay's form `{name}` does not lie beside it; the package has the kit's own application instead: name it with --form"
            ),
        }
    }
    let mut blanks = Vec::new();
    for (path, document) in &beside {
        blanks.push(Blank::read(path)?.of(document));
    }
    // Those that overlays name lie beside them and are among the others.
    for (path, _) in of_host.iter().filter(|(path, _)| beside.iter().all(|(known, _)| known != path)) {
        blanks.push(Blank::read(path)?);
    }
    let named = rulebook.forms_of_overlays(procedure);
    for path in forms {
        let document = named.iter().find(|(name, _)| path.file_name().is_some_and(|known| known == *name));
        let blank = Blank::read(path)?;
        blanks.push(match document {
            Some((_, document)) => blank.of(document),
            None => blank,
        });
    }
    let forms: Vec<Form<'_>> = blanks.iter().map(Blank::form).collect();
    let attached = Attachments::gather(rulebook, evidence, attachments)?;
    let order = matter.order(rulebook, &attached.records, &attached.measured, &forms);
    let shown = std::io::stderr().is_terminal();
    // Written beside its place first: a package is there whole or not at all.
    let part = out.with_extension("zip.part");
    let made = write(&part, &order, &attached, shown);
    let made = match made {
        Ok(made) => made,
        Err(failure) => {
            // What was begun is of no use; a part that cannot be removed is named by the next attempt.
            let _ = std::fs::remove_file(&part);
            return Err(failure);
        }
    };
    std::fs::rename(&part, out)?;
    tell_carried(&made.carried, purpose.keep_links, lang);
    if let Some(warning) = matter.warning(rulebook, lang) {
        anstream::eprintln!("{}{warning}", lang.pick("提醒：", "warning: "));
    }
    if purpose.whole_sheet {
        let said = lang.pick(
            "材料包里有整份答案文件：请自己留存，不要递交",
            "the package holds the whole answer file: keep it, do not hand it in",
        );
        anstream::eprintln!("{said}");
    }
    let (place, files, bytes) = (out.display(), made.manifest.files.len() + 1, made.bytes);
    match lang {
        Lang::Zh => anstream::println!("{place}：{files} 个文件，{bytes} 字节"),
        Lang::En => anstream::println!("{place}: {files} files, {bytes} bytes"),
    }
    Ok(true)
}

/// Writes the pieces of a package as they come; attached files go from disk to disk.
fn write(part: &Path, order: &Order<'_>, attached: &Attachments, shown: bool) -> Result<Written, Failure> {
    let mut file = BufWriter::new(File::create(part)?);
    let mut trouble = None;
    let mut sink = |piece: Piece<'_>| {
        if trouble.is_none() {
            let written = match piece {
                Piece::Bytes(bytes) => file.write_all(bytes),
                Piece::File(at) => attached.copy(at, &mut file),
            };
            trouble = written.err();
        }
    };
    let made = write_package(order, &mut sink, &mut |progress: Progress<'_>| {
        if shown && !progress.file.is_empty() {
            anstream::eprintln!("{}/{} {}", progress.done + 1, progress.of, progress.file);
        }
        ControlFlow::Continue(())
    })
    .map_err(refused)?;
    match trouble {
        Some(error) => Err(error.into()),
        None => Ok(file.flush().map(|()| made)?),
    }
}

/// Why there is no package.
fn refused(error: PackageError) -> Failure {
    Failure::Content(match error {
        PackageError::Forms(forms) => forms.iter().flat_map(|(name, problems)| diagnostics(name, problems)).collect(),
        error => vec![Diagnostic::error("package", error.said())],
    })
}

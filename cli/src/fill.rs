//! `ziping fill`: an association's own Word form, filled.

use crate::args::{How, Purpose};
use crate::assess::Failure;
use crate::form::{Blank, beside, diagnostics, tell_carried};
use crate::order::Matter;
use std::path::Path;
use ziping_assess::proof::Records;
use ziping_base::diag::Diagnostic;
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_dossier::{Form, fill};

/// Fills a form; `false` when the answers are bad.
///
/// # Errors
/// Bad content, a form that cannot be read or has wrong placeholders, or a file that cannot be written.
pub fn run(
    how: &How,
    lang: Lang,
    purpose: &Purpose,
    form: Option<&Path>,
    out: &Path,
    answers: &Path,
) -> Result<bool, Failure> {
    let Some(matter) = Matter::read(how, lang, purpose, answers)? else { return Ok(false) };
    let Some(rulebook) = matter.rulebook() else { return Ok(false) };
    let form = match form {
        Some(form) => form.to_path_buf(),
        None => {
            beside(how, rulebook, matter.procedure(rulebook)).0.into_iter().next().map(|(path, _)| path).ok_or_else(
                || {
                    let problem = Diagnostic::error("usage", say!("there is no form to fill", "没有要填的表"));
                    Failure::Content(vec![problem.help(say!(
                        "name one with --form, or an overlay that has one (docx) with --overlay",
                        "用 --form 指明，或用 --overlay 加上带表（docx）的补充规则"
                    ))])
                },
            )?
        }
    };
    let blank = Blank::read(&form)?;
    let records = Records::default();
    let order = matter.order(rulebook, &records, &[], &[]);
    let Form { name, bytes, .. } = blank.form();
    let filled = fill(bytes, &order).map_err(|problems| Failure::Content(diagnostics(name, &problems)))?;
    std::fs::write(out, &filled.bytes)?;
    tell_carried(&[(name.to_owned(), filled.carried)], purpose.keep_links, lang);
    let (place, bytes) = (out.display(), filled.bytes.len());
    match lang {
        Lang::Zh => anstream::println!("{place}：{bytes} 字节"),
        Lang::En => anstream::println!("{place}: {bytes} bytes"),
    }
    Ok(true)
}

//! `ziping form`: a form of the kit's own as a Word template with placeholders, for an association to start from.

use crate::args::Templating;
use crate::assess::{Failure, content, today};
use crate::content::with_overlays;
use ziping_base::diag::{Diagnostic, Said, joined};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_dossier::{PackageError, Template, templates};

fn refuse<T>(code: &str, message: Said, known: &Said) -> Result<T, Failure> {
    let help = say!("one of: {en}", "可以写：{zh}", en = &known.en, zh = &known.zh);
    Err(Failure::Content(vec![Diagnostic::error(code, message).help(help)]))
}

/// Writes a template.
///
/// # Errors
/// Bad content; a regime, procedure or form that there is not; or a file that cannot be written.
pub fn run(asked: &Templating, lang: Lang) -> Result<bool, Failure> {
    let content = with_overlays(content(asked.content.as_deref())?, &asked.overlay).map_err(Failure::Content)?;
    let regime = &asked.regime;
    let Some(rulebook) = content.library.regime(regime) else {
        let known = joined(content.library.regimes.iter().map(|book| book.id.as_str()));
        return refuse("unknown-regime", say!("there is no regime `{regime}`", "没有“{regime}”这份规则"), &known);
    };
    let words = content.words_for("zh", regime);
    let made = templates(&content.library, rulebook, &words, asked.procedure.as_deref(), today());
    let all = match made {
        Ok(all) => all,
        Err(PackageError::UnknownProcedure) => {
            let wanted = asked.procedure.as_deref().unwrap_or_default();
            let message = say!(
                "`{regime}` has no procedure `{wanted}` with a form to fill",
                "“{regime}”没有“{wanted}”这个要填表的程序"
            );
            return refuse("unknown-procedure", message, &joined(rulebook.procedures().iter().copied()));
        }
        Err(error) => return Err(Failure::Content(vec![Diagnostic::error("template", error.said())])),
    };
    let is_wanted = |template: &&Template| asked.document.as_ref().is_none_or(|id| template.document == *id);
    let Some(template) = all.iter().find(is_wanted) else {
        let wanted = asked.document.as_deref().unwrap_or_default();
        let message = say!("the procedure has no form `{wanted}`", "这个程序没有“{wanted}”这份表");
        return refuse("unknown-form", message, &joined(all.iter().map(|template| template.document.as_str())));
    };
    std::fs::write(&asked.out, &template.bytes)?;
    let (place, title) = (asked.out.display(), &template.title);
    let others = all.iter().filter(|other| other.document != template.document);
    let others: Vec<String> = others.map(|other| format!("{}（{}）", other.document, other.title)).collect();
    match lang {
        Lang::Zh => {
            anstream::println!("{place}：{title}");
            if !others.is_empty() {
                anstream::println!("同一程序的其他表，用 --document 指明：{}", others.join("、"));
            }
        }
        Lang::En => {
            anstream::println!("{place}: {title}");
            if !others.is_empty() {
                anstream::println!("further forms of the procedure, by --document: {}", others.join(", "));
            }
        }
    }
    Ok(true)
}

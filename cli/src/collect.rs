//! `ziping collect`: a workbook with the questions of rule books, or a form on paper.

use crate::args::{Collection, WorkbookLanguage};
use crate::assess::Failure;
use crate::ground::{Matter, write_whole};
use ziping_base::lang::Lang;
use ziping_collect::{Order, Tongue, Wanted, form, make};

/// Writes a workbook, or a form where the file is to end in `.docx`; `false` when the answers are bad.
///
/// # Errors
/// Bad content or usage, nothing to ask, or a file that cannot be written.
pub fn run(request: &Collection, lang: Lang) -> Result<bool, Failure> {
    let matter = Matter::new(&request.base, lang)?;
    let regimes = matter.chosen(&request.regime)?;
    let Some(answers) = matter.answers(request.answers.as_deref()) else { return Ok(false) };
    let order = Order {
        wanted: Wanted {
            library: &matter.content.library,
            regimes: &regimes,
            procedure: request.procedure.as_deref(),
            sections: &request.section,
            open_only: request.open,
            sheet: &answers.sheet,
            as_of: matter.as_of,
        },
        organisation: &answers.organisation,
        filled: request.filled,
        tongue: match request.workbook_lang {
            Some(WorkbookLanguage::Zh) => Tongue::One(Lang::Zh),
            Some(WorkbookLanguage::En) => Tongue::One(Lang::En),
            Some(WorkbookLanguage::Both) => Tongue::Both,
            None => Tongue::One(lang),
        },
        unknown: &answers.unknown,
        from: &request.from,
        until: request.until,
        kit_version: env!("CARGO_PKG_VERSION"),
    };
    let is_form = request.out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
    let made = if is_form { form(&order) } else { make(&order) };
    let made = made.map_err(|problem| Failure::Content(vec![problem]))?;
    write_whole(&request.out, &made.bytes)?;
    for fact in &made.left_blank {
        let title = matter.title(*fact);
        match lang {
            Lang::Zh => anstream::eprintln!("提醒：“{title}”的答案太长，一个单元格放不下，没有填进去"),
            Lang::En => anstream::eprintln!("warning: the answer to `{title}` is too long for a cell and was left out"),
        }
    }
    let (place, questions, papers) = (request.out.display(), made.questions, made.papers);
    match lang {
        Lang::Zh => anstream::println!("{place}：{questions} 个问题，{papers} 种材料"),
        Lang::En => anstream::println!("{place}: {questions} questions, {papers} papers"),
    }
    Ok(true)
}

//! `ziping placeholders`: all placeholders that a form can have.

use crate::args::ListFormat;
use crate::assess::{Failure, content};
use crate::content::with_overlays;
use serde_json::json;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use ziping_base::diag::{Diagnostic, joined, one_line};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_dossier::{Placeholder, placeholders};

/// A cell of a table that programs of an office open: in quotes where it has to be.
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// Lists the placeholders of a rule book.
///
/// # Errors
/// Bad content, a regime that there is not, or a file that cannot be written.
pub fn run(
    regime: &str,
    folder: Option<&Path>,
    overlays: &[PathBuf],
    format: ListFormat,
    out: Option<&Path>,
    lang: Lang,
) -> Result<bool, Failure> {
    let content = with_overlays(content(folder)?, overlays).map_err(Failure::Content)?;
    let Some(rulebook) = content.library.regime(regime) else {
        let message = say!("there is no regime `{regime}`", "没有“{regime}”这份规则");
        let known = joined(content.library.regimes.iter().map(|book| book.id.as_str()));
        let help = say!("one of: {en}", "可以写：{zh}", en = &known.en, zh = &known.zh);
        return Err(Failure::Content(vec![Diagnostic::error("unknown-regime", message).help(help)]));
    };
    let of = |lang: Lang| placeholders(&content.library, rulebook, &content.words_for(lang.code(), regime), lang);
    // Forms are Chinese: so are the titles that stand for ids.
    let (chinese, other) = (of(Lang::Zh), of(lang));
    let rows: Vec<(&Placeholder, &str)> =
        chinese.iter().zip(&other).map(|(one, other)| (one, other.title.as_str())).collect();
    let kind = |one: &Placeholder| {
        let said = one.says.said();
        lang.pick(&said.zh, &said.en).to_owned()
    };
    let mut text = String::new();
    // Writing to a string cannot fail.
    match format {
        ListFormat::Json => {
            let list: Vec<_> = rows
                .iter()
                .map(|(one, title)| {
                    json!({ "written": one.written, "by_title": one.by_title, "says": one.says, "title_zh": one.title, "title": title })
                })
                .collect();
            let _ =
                writeln!(text, "{}", json!({ "regime": regime, "version": rulebook.version, "placeholders": list }));
        }
        ListFormat::Csv => {
            let heads = match lang {
                Lang::Zh => "占位符,中文写法,名称,内容",
                Lang::En => "placeholder,with the Chinese title,Chinese title,what it says,title",
            };
            let _ = write!(text, "\u{feff}{heads}\r\n");
            for (one, title) in &rows {
                let mut cells = vec![cell(&one.written), cell(&one.by_title), cell(&one.title), cell(&kind(one))];
                cells.extend((lang == Lang::En).then(|| cell(title)));
                let _ = write!(text, "{}\r\n", cells.join(","));
            }
        }
        ListFormat::Text => {
            for (one, title) in &rows {
                let by_title = if one.by_title.is_empty() { String::new() } else { format!("  {}", one.by_title) };
                let title = if *title == one.title { String::new() } else { format!(" · {title}") };
                let _ = writeln!(text, "{}", one_line(&format!("{}{by_title}", one.written)));
                let _ = writeln!(text, "    {}", one_line(&format!("{}{title} · {}", one.title, kind(one))));
            }
        }
    }
    match out {
        Some(path) => {
            std::fs::write(path, text)?;
            match lang {
                Lang::Zh => anstream::println!("{}：{} 个占位符", path.display(), rows.len()),
                Lang::En => anstream::println!("{}: {} placeholders", path.display(), rows.len()),
            }
        }
        None => {
            use std::io::Write as _;
            write!(anstream::stdout().lock(), "{text}")?;
        }
    }
    Ok(true)
}

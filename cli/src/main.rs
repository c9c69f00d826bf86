//! `ziping`: the kit on files. A thin shell over the core.

mod args;
mod assess;
mod attachments;
mod author;
mod cases;
mod check;
mod collect;
mod compare;
mod content;
mod fill;
mod form;
mod ground;
mod host;
mod inspect;
mod lang;
mod merge;
mod order;
mod package;
mod placeholders;
mod plan;
mod schema;
mod take;
mod template;
mod text;

use args::{Cli, Command, HostCommand, OverlayFrom};
use assess::Failure;
use clap::{CommandFactory as _, Parser as _};
use std::process::ExitCode;
use ziping_base::diag::{Diagnostic, Said, one_line};
use ziping_base::lang::Lang;
use ziping_base::say;

/// Bad answers.
const BAD_ANSWERS: u8 = 1;
/// Bad content or usage.
const BAD_CONTENT: u8 = 2;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let lang = lang::chosen(cli.lang);
    match run(&cli.command, lang) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(BAD_ANSWERS),
        Err(Failure::Content(problems)) => {
            for problem in &problems {
                anstream::eprintln!("{}\n", text::problem(problem, lang));
            }
            match lang {
                Lang::Zh => anstream::eprintln!("共 {} 处问题", problems.len()),
                Lang::En => anstream::eprintln!("{} problem(s)", problems.len()),
            }
            ExitCode::from(BAD_CONTENT)
        }
        // The reader of a pipe may have had enough.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            let problem = Diagnostic::error("output", Said::english(error.to_string()))
                .help(say!("check the disk and the file's permissions", "请看磁盘和文件的权限"));
            anstream::eprintln!("{}", text::problem(&problem, lang));
            ExitCode::from(BAD_CONTENT)
        }
    }
}

fn run(command: &Command, lang: Lang) -> Result<bool, Failure> {
    match command {
        Command::Assess { how, format, answers } => assess::assess(how, lang, *format, answers),
        Command::Batch { how, outcome_only, first_line } => assess::batch(how, lang, *outcome_only, *first_line),
        Command::Compare { how, to_as_of, to_content, to_overlay, to_no_overlay, format, before, after } => {
            let other = *to_no_overlay || !to_overlay.is_empty();
            let request = compare::Request {
                how,
                lang,
                to_as_of: *to_as_of,
                to_content: to_content.as_deref(),
                to_overlays: other.then_some(to_overlay.as_slice()),
                before,
                after,
            };
            compare::run(&request, *format)
        }
        Command::Package { how, purpose, form, evidence, attachments, host, out, answers } => {
            package::run(&package::Request {
                how,
                lang,
                purpose,
                forms: form,
                evidence: evidence.as_deref(),
                attachments: attachments.as_deref(),
                host: host.as_deref(),
                out,
                answers,
            })
        }
        Command::Fill { how, purpose, form, out, answers } => {
            fill::run(how, lang, purpose, form.as_deref(), out, answers)
        }
        Command::Placeholders { regime, content, overlay, format, out } => {
            placeholders::run(regime, content.as_deref(), overlay, *format, out.as_deref(), lang)
        }
        Command::Form(asked) => template::run(asked, lang),
        Command::Collect(request) => collect::run(request, lang),
        Command::Take(request) => take::run(request, lang),
        Command::Merge(request) => merge::run(request, lang),
        Command::Plan(request) => plan::run(request, lang),
        Command::Inspect(request) => inspect::run(request, lang),
        Command::Schema { folder, content, overlay } => {
            let content = assess::content(content.as_deref())?;
            let content = content::with_overlays(content, overlay).map_err(Failure::Content)?;
            for name in schema::write(folder, &content)? {
                anstream::println!("{name}");
            }
            Ok(true)
        }
        Command::Host(command) => {
            let checked = match command {
                HostCommand::Check { folder, content, before } => {
                    host::check::check(folder, content.as_deref(), before.as_deref(), lang)?
                }
                HostCommand::Make(asked) => host::make::make(asked, lang)?,
            };
            for warning in &checked.warnings {
                anstream::eprintln!("{}\n", text::problem(warning, lang));
            }
            for line in &checked.lines {
                anstream::println!("{}", one_line(line));
            }
            Ok(true)
        }
        Command::Check { folder, strict, overlay } => {
            let checked = check::check(folder, overlay, lang).map_err(Failure::Content)?;
            if *strict && !checked.warnings.is_empty() {
                return Err(Failure::Content(checked.warnings));
            }
            for warning in &checked.warnings {
                anstream::eprintln!("{}\n", text::problem(warning, lang));
            }
            anstream::println!("{}", checked.summary);
            Ok(true)
        }
        Command::New { what } => {
            author::begin(what, lang)?;
            Ok(true)
        }
        Command::Cases { path, regime, content, as_of, out } => {
            let asked = author::Asked { path, regime: regime.as_deref(), content: content.as_deref(), as_of: *as_of };
            author::cases(&asked, out.as_deref(), lang)?;
            Ok(true)
        }
        Command::Overlay { from: OverlayFrom::FromXlsx { table, regime, out, id, content } } => {
            author::from_xlsx(table, regime, id.as_deref(), content.as_deref(), out, lang)?;
            Ok(true)
        }
        Command::CaseAnswers { regime, content } => {
            cases::cases(regime, content.as_deref())?;
            Ok(true)
        }
        Command::Regimes { content } => {
            let content = assess::content(content.as_deref())?;
            for book in &content.library.regimes {
                let words = content.words_for(lang.code(), &book.id);
                anstream::println!("{:<16} {:<8} {}", book.id, book.version, words.get("regime", "").title);
            }
            Ok(true)
        }
        Command::Completions { shell } => {
            clap_complete::generate(*shell, &mut Cli::command(), "ziping", &mut std::io::stdout());
            Ok(true)
        }
    }
}

//! `ziping`: the kit on files. A thin shell over the core.

mod args;
mod assess;
mod attachments;
mod cases;
mod check;
mod compare;
mod content;
mod fill;
mod form;
mod inspect;
mod order;
mod package;
mod schema;
mod text;

use args::{Cli, Command};
use assess::Failure;
use clap::{CommandFactory as _, Parser as _};
use std::process::ExitCode;
use ziping_core::assess::Lang;

/// Bad answers.
const BAD_ANSWERS: u8 = 1;
/// Bad content or usage.
const BAD_CONTENT: u8 = 2;

fn main() -> ExitCode {
    let cli = Cli::parse();
    // Those who write rule books read their problems in their language.
    let lang = match &cli.command {
        Command::Check { lang, .. } => (*lang).into(),
        _ => Lang::En,
    };
    match run(&cli.command) {
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
            anstream::eprintln!("error[output]: {error}\n  = help: check the disk and the file's permissions");
            ExitCode::from(BAD_CONTENT)
        }
    }
}

fn run(command: &Command) -> Result<bool, Failure> {
    match command {
        Command::Assess { how, format, answers } => assess::assess(how, *format, answers),
        Command::Batch { how, outcome_only } => assess::batch(how, *outcome_only),
        Command::Compare { how, to_as_of, to_content, to_overlay, to_no_overlay, format, before, after } => {
            let other = *to_no_overlay || !to_overlay.is_empty();
            let request = compare::Request {
                how,
                to_as_of: *to_as_of,
                to_content: to_content.as_deref(),
                to_overlays: other.then_some(to_overlay.as_slice()),
                before,
                after,
            };
            compare::run(&request, *format)
        }
        Command::Package { how, purpose, form, evidence, attachments, out, answers } => {
            package::run(&package::Request {
                how,
                purpose,
                forms: form,
                evidence: evidence.as_deref(),
                attachments: attachments.as_deref(),
                out,
                answers,
            })
        }
        Command::Fill { how, purpose, form, out, answers } => fill::run(how, purpose, form.as_deref(), out, answers),
        Command::Inspect(request) => inspect::run(request),
        Command::Schema { folder, content, overlay } => {
            let content = assess::content(content.as_deref())?;
            let content = content::with_overlays(content, overlay).map_err(Failure::Content)?;
            for name in schema::write(folder, &content)? {
                anstream::println!("{name}");
            }
            Ok(true)
        }
        Command::Check { folder, overlay, .. } => {
            let summary = check::check(folder, overlay).map_err(Failure::Content)?;
            anstream::println!("{summary}");
            Ok(true)
        }
        Command::Cases { regime, content } => {
            cases::cases(regime, content.as_deref())?;
            Ok(true)
        }
        Command::Regimes { content } => {
            let content = assess::content(content.as_deref())?;
            for book in &content.library.regimes {
                let words = content.words_for("zh", &book.id);
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

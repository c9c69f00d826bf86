//! `ziping assess` and `ziping batch`.

use crate::args::{Format, Horizon, How};
use crate::content::{built_in, with_overlays};
use crate::text;
use rayon::prelude::*;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use ziping_core::assess::{Lang, Mode, Refused, Report, ReportOptions, outcome_report, report};
use ziping_core::calendar::Day;
use ziping_core::diag::{Diagnostic, Said, Source};
use ziping_core::fact::{Answers, read_answers_on};
use ziping_core::regime::{Content, RuleBook, Words, load};
use ziping_core::rule::Moment;

/// What ends a command early, with its exit status.
#[derive(Debug)]
pub enum Failure {
    /// Bad content or usage: 2.
    Content(Vec<Diagnostic>),
    /// Output could not be written.
    Output(std::io::Error),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

/// A regime with everything that it needs.
pub struct Setup {
    content: Content,
    regime: String,
    words: Words,
    as_of: Day,
    options: ReportOptions,
}

/// The content: another folder's, or the built-in one.
///
/// # Errors
/// What is wrong with it.
pub fn content(folder: Option<&Path>) -> Result<Content, Failure> {
    match folder {
        None => built_in().map_err(Failure::Content),
        Some(folder) => {
            let files = ziping_files::below(folder).map_err(|error| {
                let message = format!("`{}` cannot be read: {error}", folder.display());
                Failure::Content(vec![
                    Diagnostic::error("unreadable", Said::english(message))
                        .help(Said::english("name a content folder")),
                ])
            })?;
            load(&files).map_err(Failure::Content)
        }
    }
}

/// The rule book of a regime.
///
/// # Errors
/// The content has no such regime.
pub fn known<'c>(content: &'c Content, regime: &str) -> Result<&'c RuleBook, Failure> {
    content.library.regime(regime).ok_or_else(|| {
        let known: Vec<&str> = content.library.regimes.iter().map(|book| book.id.as_str()).collect();
        let help = match ziping_core::diag::nearest(regime, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? Known: {}", known.join(", ")),
            None => format!("known: {}", known.join(", ")),
        };
        let problem = Diagnostic::error("unknown-regime", Said::english(format!("unknown regime `{regime}`")))
            .help(Said::english(help));
        Failure::Content(vec![problem])
    })
}

impl Setup {
    /// Loads what `how` asks for.
    ///
    /// # Errors
    /// Bad content, or a regime that it does not have.
    pub fn new(how: &How) -> Result<Self, Failure> {
        let content = content(how.content.as_deref())?;
        let content = with_overlays(content, &how.overlay).map_err(Failure::Content)?;
        known(&content, &how.regime)?;
        let lang: Lang = how.lang.into();
        let horizon = match how.horizon {
            Horizon::Held => Mode::Held,
            Horizon::Strict => Mode::Strict,
        };
        let words = content.words_for(lang.code(), &how.regime);
        let as_of = how.as_of.unwrap_or_else(today);
        Ok(Self { content, regime: how.regime.clone(), words, as_of, options: ReportOptions { lang, horizon } })
    }

    /// The same, with another date, content and overlays where they are given.
    ///
    /// # Errors
    /// Bad content, or a regime that it does not have.
    pub fn other(
        &self,
        how: &How,
        as_of: Option<Day>,
        folder: Option<&Path>,
        overlays: Option<&[PathBuf]>,
    ) -> Result<Self, Failure> {
        let how = How {
            regime: how.regime.clone(),
            as_of: Some(as_of.unwrap_or(self.as_of)),
            lang: how.lang,
            horizon: how.horizon,
            content: folder.map(Path::to_path_buf).or_else(|| how.content.clone()),
            overlay: overlays.unwrap_or(&how.overlay).to_vec(),
        };
        Self::new(&how)
    }

    /// The content.
    pub const fn content(&self) -> &Content {
        &self.content
    }

    /// The words.
    pub const fn words(&self) -> &Words {
        &self.words
    }

    /// The assessment date.
    pub const fn as_of(&self) -> Day {
        self.as_of
    }

    /// The language.
    pub const fn lang(&self) -> Lang {
        self.options.lang
    }

    /// Reads a file (`-`: standard input), or complains on standard error.
    pub fn open(&self, file: &Path) -> Option<Answers> {
        let name = file.display().to_string();
        let text = if name == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(file) };
        let problems = match text {
            Err(error) => {
                let problem =
                    Diagnostic::error("unreadable", Said::english(format!("`{name}` cannot be read: {error}")));
                vec![problem.help(Said::english("name an answer file (*.ziping.json)"))]
            }
            Ok(text) => match self.read(&name, &text) {
                Ok(answers) => return Some(answers),
                Err(problems) => problems,
            },
        };
        for problem in &problems {
            anstream::eprintln!("{}\n", text::problem(problem, Lang::En));
        }
        None
    }

    fn report(&self, rulebook: &RuleBook, answers: &Answers) -> Report {
        let library = &self.content.library;
        report(library, rulebook, &self.words, &answers.organisation, &answers.sheet, self.as_of, self.options)
    }

    /// The rule book.
    pub fn rulebook(&self) -> Option<&RuleBook> {
        self.content.library.regime(&self.regime)
    }

    fn read(&self, name: &str, text: &str) -> Result<Answers, Vec<Diagnostic>> {
        read_answers_on(&Source { name, text }, &self.content.library.catalogue, self.as_of)
    }
}

/// Today in UTC.
pub fn today() -> Day {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Day::from_number(719_163 + i32::try_from(seconds / 86_400).unwrap_or(0))
}

/// Assesses files.
///
/// # Errors
/// Bad content, or output that cannot be written. Bad answers are reported on standard error; the result is then
/// `false`.
pub fn assess(how: &How, format: Format, files: &[PathBuf]) -> Result<bool, Failure> {
    let setup = Setup::new(how)?;
    let Some(rulebook) = setup.rulebook() else { return Ok(false) };
    let mut out = anstream::stdout().lock();
    let mut good = true;
    for file in files {
        let Some(answers) = setup.open(file) else {
            good = false;
            continue;
        };
        let report = setup.report(rulebook, &answers);
        match format {
            Format::Json => {
                let json = serde_json::to_string(&report).map_err(std::io::Error::other)?;
                writeln!(out, "{json}")?;
            }
            Format::Text => write!(out, "{}", text::report(&report, &setup.words, setup.options.lang))?,
        }
    }
    Ok(good)
}

/// How many lines are in memory at once.
const CHUNK: usize = 2_048;

/// Assesses lines of standard input on all cores, in their order, in constant memory.
///
/// # Errors
/// Bad content, or input or output that fails. `false` when some line was bad.
pub fn batch(how: &How, outcome_only: bool) -> Result<bool, Failure> {
    let setup = Setup::new(how)?;
    let Some(rulebook) = setup.rulebook() else { return Ok(false) };
    let moment = Moment::new(setup.as_of, &setup.content.library.windows);
    let mut input = std::io::stdin().lock();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut good = true;
    let mut first = 1_usize;
    loop {
        let mut lines: Vec<Vec<u8>> = Vec::with_capacity(CHUNK);
        while lines.len() < CHUNK {
            let mut line = Vec::new();
            if input.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            lines.push(line);
        }
        if lines.is_empty() {
            break;
        }
        let results: Vec<(bool, String)> = lines
            .par_iter()
            .enumerate()
            .map(|(i, line)| one_line(&setup, rulebook, &moment, first + i, line, outcome_only))
            .collect();
        for (fine, result) in results {
            good &= fine;
            if !result.is_empty() {
                writeln!(out, "{result}")?;
            }
        }
        first += lines.len();
    }
    out.flush()?;
    Ok(good)
}

fn one_line(
    setup: &Setup,
    rulebook: &RuleBook,
    moment: &Moment,
    number: usize,
    line: &[u8],
    outcome_only: bool,
) -> (bool, String) {
    let bad = |problems: Vec<Diagnostic>| {
        let refused = Refused { line: number, errors: problems };
        (false, serde_json::to_string(&refused).unwrap_or_default())
    };
    let Ok(text) = std::str::from_utf8(line) else {
        return bad(vec![
            Diagnostic::error("not-utf8", Said::english("the line is not UTF-8"))
                .help(Said::english("write the file as UTF-8")),
        ]);
    };
    if text.trim().is_empty() {
        return (true, String::new());
    }
    match setup.read(&format!("line {number}"), text.trim_end()) {
        Err(problems) => bad(problems),
        Ok(answers) => {
            let json = if outcome_only {
                serde_json::to_string(&outcome_report(rulebook, &answers.organisation, &answers.sheet, moment))
            } else {
                serde_json::to_string(&setup.report(rulebook, &answers))
            };
            match json {
                Ok(json) => (true, json),
                Err(error) => bad(vec![Diagnostic::error("internal", Said::english(error.to_string()))]),
            }
        }
    }
}

//! `ziping assess` and `ziping batch`.

use crate::args::{Format, Horizon, How};
use crate::content::{built_in, with_overlays};
use crate::text;
use rayon::prelude::*;
use std::borrow::Cow;
use std::io::{BufRead, Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use ziping_assess::{Findings, Mode, Refused, Report, ReportOptions, outcome_report, report};
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said, Source, joined, nearest};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_content::draft::{Draft, lay_each};
use ziping_content::{Content, TextFile, load, overlay};
use ziping_regime::{Origin, RuleBook, Words};
use ziping_rules::fact::{Answers, read_answers_on};
use ziping_rules::rule::Moment;

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
    /// No day was given: it is today.
    is_today: bool,
    options: ReportOptions,
}

/// The content: another folder's, or the built-in one.
///
/// # Errors
/// What is wrong with it.
pub fn content(folder: Option<&Path>) -> Result<Content, Failure> {
    load(&content_files(folder)?).map_err(Failure::Content)
}

/// The files of the content: another folder's, or those built in.
///
/// # Errors
/// When they cannot be read.
pub fn content_files(folder: Option<&Path>) -> Result<Vec<TextFile>, Failure> {
    let Some(folder) = folder else { return Ok(built_in()) };
    ziping_files::below(folder).map_err(|error| {
        let message = say!("`{place}` cannot be read: {error}", "“{place}”读不出来：{error}", place = folder.display());
        let help = say!("name a content folder", "请写规则所在的文件夹");
        Failure::Content(vec![Diagnostic::error("unreadable", message).help(help)])
    })
}

/// The content with rule books of a host, beside those that it has or in the place of one.
///
/// # Errors
/// What is wrong with any of them.
pub fn content_with(folder: Option<&Path>, rulebooks: &[Draft]) -> Result<Content, Failure> {
    if rulebooks.is_empty() {
        return content(folder);
    }
    let of_host: Vec<(Draft, Origin)> = rulebooks.iter().map(|draft| (draft.clone(), Origin::Host)).collect();
    let (content, found) = lay_each(&content_files(folder)?, &of_host);
    let problems: Vec<Diagnostic> = found.into_iter().flatten().collect();
    if problems.is_empty() { Ok(content) } else { Err(Failure::Content(problems)) }
}

/// The rule book of a regime.
///
/// # Errors
/// The content has no such regime.
pub fn known<'c>(content: &'c Content, regime: &str) -> Result<&'c RuleBook, Failure> {
    content.library.regime(regime).ok_or_else(|| {
        let known = || content.library.regimes.iter().map(|book| book.id.as_str());
        let Said { en, zh } = joined(known());
        let help = match nearest(regime, known()) {
            Some(near) => say!("did you mean `{near}`? Known: {en}", "是不是想写“{near}”？现有：{zh}"),
            None => say!("known: {en}", "现有：{zh}"),
        };
        let message = say!("unknown regime `{regime}`", "没有“{regime}”这套规则");
        Failure::Content(vec![Diagnostic::error("unknown-regime", message).help(help)])
    })
}

impl Setup {
    /// Loads what `how` asks for.
    ///
    /// # Errors
    /// Bad content, or a regime that it does not have.
    pub fn new(how: &How, lang: Lang) -> Result<Self, Failure> {
        let content = content_with(how.content.as_deref(), &how.rulebooks)?;
        let content = with_overlays(content, &how.overlay).map_err(Failure::Content)?;
        let content = overlay::apply(&content.library, &how.figures).map_err(Failure::Content)?.over(content);
        known(&content, &how.regime)?;
        let horizon = match how.horizon {
            Horizon::Held => Mode::Held,
            Horizon::Strict => Mode::Strict,
        };
        let words = content.words_for(lang.code(), &how.regime);
        let as_of = how.as_of.unwrap_or_else(today);
        Ok(Self {
            content,
            regime: how.regime.clone(),
            words,
            as_of,
            is_today: how.as_of.is_none(),
            options: ReportOptions { lang, horizon },
        })
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
            horizon: how.horizon,
            content: folder.map(Path::to_path_buf).or_else(|| how.content.clone()),
            overlay: overlays.unwrap_or(&how.overlay).to_vec(),
            rulebooks: how.rulebooks.clone(),
            figures: how.figures.clone(),
        };
        Self::new(&how, self.options.lang)
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
        open(file, &self.content, self.as_of, self.options.lang)
    }

    fn report(&self, rulebook: &RuleBook, answers: &Answers) -> Report {
        let library = &self.content.library;
        report(
            &Findings::of(library, rulebook, &answers.sheet, self.as_of),
            &self.words,
            &answers.organisation,
            self.options,
        )
    }

    /// The rule book.
    pub fn rulebook(&self) -> Option<&RuleBook> {
        self.content.library.regime(&self.regime)
    }

    fn read(&self, name: &str, text: &str) -> Result<Answers, Vec<Diagnostic>> {
        read_answers_on(&Source { name, text }, &self.content.library.catalogue, self.as_of)
    }
}

/// Reads an answer file (`-`: standard input), or complains on standard error.
pub fn open(file: &Path, content: &Content, as_of: Day, lang: Lang) -> Option<Answers> {
    let name = file.display().to_string();
    let problems = match text_of(file) {
        Err(problem) if problem.help.is_some() => vec![*problem],
        Err(problem) => {
            vec![problem.help(say!("name an answer file (*.ziping.json)", "请写答案文件（*.ziping.json）的路径"))]
        }
        Ok(text) => match read_answers_on(&Source { name: &name, text: &text }, &content.library.catalogue, as_of) {
            Ok(answers) => return Some(answers),
            Err(problems) => problems,
        },
    };
    for problem in &problems {
        anstream::eprintln!("{}\n", text::problem(problem, lang));
    }
    None
}

/// The text of a file (`-`: standard input).
fn text_of(file: &Path) -> Result<String, Box<Diagnostic>> {
    if file != Path::new("-") {
        return ziping_files::read_text(file);
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(|error| {
        Diagnostic::error("unreadable", say!("standard input cannot be read: {error}", "标准输入读不出来：{error}"))
    })?;
    ziping_files::decode(&bytes).map_err(|refused| Box::new(refused.problem()))
}

/// Today in China, wherever this runs.
pub fn today() -> Day {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Day::in_china(i64::try_from(seconds).unwrap_or(0))
}

/// Assesses files.
///
/// # Errors
/// Bad content, or output that cannot be written. Bad answers are reported on standard error; the result is then
/// `false`.
pub fn assess(how: &How, lang: Lang, format: Format, files: &[PathBuf]) -> Result<bool, Failure> {
    let setup = Setup::new(how, lang)?;
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
            Format::Text => write!(out, "{}", text::report(&report, &setup.words, setup.options.lang, setup.is_today))?,
        }
    }
    Ok(good)
}

/// Input whose lines end in a line feed. UTF-16 is turned into UTF-8 first, for which all of it is read.
fn lines_of<'i>(mut input: impl BufRead + 'i) -> Result<Box<dyn BufRead + 'i>, Failure> {
    if !matches!(input.fill_buf()?, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        return Ok(Box::new(input));
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let text = ziping_files::decode(&bytes).map_err(|refused| Failure::Content(vec![refused.problem()]))?;
    Ok(Box::new(std::io::Cursor::new(text.into_bytes())))
}

/// How many lines are in memory at once.
const CHUNK: usize = 2_048;

/// Assesses lines of standard input on all cores, in their order, in constant memory.
///
/// # Errors
/// Bad content, or input or output that fails. `false` when some line was bad.
pub fn batch(how: &How, lang: Lang, outcome_only: bool, first_line: NonZeroUsize) -> Result<bool, Failure> {
    let setup = Setup::new(how, lang)?;
    let Some(rulebook) = setup.rulebook() else { return Ok(false) };
    let moment = Moment::new(setup.as_of, &setup.content.library.windows);
    let mut input = lines_of(std::io::stdin().lock())?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut good = true;
    let mut first = first_line.get();
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
            .map(|(i, line)| one_line(&setup, rulebook, &moment, first.saturating_add(i), line, outcome_only))
            .collect();
        for (fine, result) in results {
            good &= fine;
            if !result.is_empty() {
                writeln!(out, "{result}")?;
            }
        }
        first = first.saturating_add(lines.len());
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
    let text = match std::str::from_utf8(line) {
        // The mark of a file's first line.
        Ok(text) => Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)),
        // A line feed is no part of any character of GBK.
        Err(_) => match ziping_files::decode(line) {
            Ok(text) => Cow::Owned(text),
            Err(refused) => return bad(vec![refused.problem()]),
        },
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

//! What the command line takes.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use ziping_core::assess::Lang;
use ziping_core::calendar::Day;

/// Assess organisations against published rule books, on files.
///
/// Nothing leaves this machine. Exit status: 0 assessed, 1 bad answers, 2 bad content or usage.
#[derive(Debug, Parser)]
#[command(name = "ziping", version, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "Examples:
  ziping assess --regime credit --as-of 2026-11-21 answers.ziping.json
  ziping assess --regime om --format json a.json b.json
  ziping batch --regime credit --as-of 2026-11-21 < answers.ndjson > results.ndjson
  ziping package --regime credit --out package.zip answers.ziping.json
  ziping inspect package.zip
  ziping assess --regime credit --overlay our-indicators.toml answers.ziping.json
  ziping check content/
  ziping completions bash > /etc/bash_completion.d/ziping";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Assess answer files; with --format json one JSON object a file
    #[command(
        after_help = "Example:\n  ziping assess --regime credit --as-of 2026-11-21 --format json answers.ziping.json"
    )]
    Assess {
        /// How.
        #[command(flatten)]
        how: How,
        /// Output for people or for programs
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
        /// Answer files (*.ziping.json); `-` for standard input
        #[arg(required = true)]
        answers: Vec<PathBuf>,
    },
    /// Assess many answer sheets: one JSON object a line in, one a line out
    #[command(
        after_help = "A bad line gives {\"line\": N, \"errors\": […]} and the rest goes on; the exit status is then 1.\n\nExample:\n  ziping batch --regime credit < answers.ndjson > results.ndjson"
    )]
    Batch {
        /// How.
        #[command(flatten)]
        how: How,
        /// Only eligibility, score and grade: many times faster
        #[arg(long)]
        outcome_only: bool,
    },
    /// Write the application package of an answer file, as a zip
    #[command(
        after_help = "The papers are in Chinese. An export for outsiders leaves out what --redact names, and says so.\n\nExample:\n  ziping package --regime credit --as-of 2026-11-21 --out package.zip answers.ziping.json\n  ziping package --regime credit --attachments papers/ --out package.zip answers.ziping.json\n  ziping package --regime credit --form association.docx --out package.zip answers.ziping.json"
    )]
    Package {
        /// How.
        #[command(flatten)]
        how: How,
        /// For what.
        #[command(flatten)]
        purpose: Purpose,
        /// An association's own form, a Word document with placeholders, to be filled and enclosed; may be given several
        /// times. The forms that overlays name (docx) and that lie beside them come in by themselves
        #[arg(long, value_name = "DOCX")]
        form: Vec<PathBuf>,
        /// What there is of the papers to enclose: `06-数据/材料.json` of an unzipped package
        #[arg(long, value_name = "FILE")]
        evidence: Option<PathBuf>,
        /// Folder of the files to enclose, named after the paper: `licence.pdf`, `audit_reports/2025.pdf`, `附件-03.pdf`;
        /// with --evidence the folder of the unzipped package
        #[arg(long, value_name = "DIR")]
        attachments: Option<PathBuf>,
        /// Where to write the package
        #[arg(long)]
        out: PathBuf,
        /// The answer file
        answers: PathBuf,
    },
    /// Fill an association's own Word form with the answers of a file
    #[command(
        after_help = "Placeholders in the form: {{org.name}}, {{finance.revenue.3}}, {{om.projects.name}} in a table row that is then repeated, {{#org.history_clear}} … {{/org.history_clear}} around text, paragraphs or table rows. content/README.md lists them.\n\nExample:\n  ziping fill --regime credit --form form.docx --out filled.docx answers.ziping.json"
    )]
    Fill {
        /// How.
        #[command(flatten)]
        how: How,
        /// For what.
        #[command(flatten)]
        purpose: Purpose,
        /// The form, a Word document with placeholders; the one that an overlay names, beside it, when left out
        #[arg(long)]
        form: Option<PathBuf>,
        /// Where to write the filled form
        #[arg(long)]
        out: PathBuf,
        /// The answer file
        answers: PathBuf,
    },
    /// Open packages from others: what is in them, whether every file is intact, and whether the result is the same today
    #[command(
        after_help = "Every file is checked against the manifest and the answers are assessed again with the present rule book, on the package's date. A hostile or damaged file is refused with a reason. Exit status 1 when any package is not intact or its result differs.\n\nExamples:\n  ziping inspect package.zip\n  ziping inspect --format xlsx --out table.xlsx packages/*.zip"
    )]
    Inspect(Inspection),
    /// Compare two assessments: what changed in the grade, and why
    #[command(
        after_help = "Separates changed answers, the changed date, another version of the rule book and other overlays.\n\nExample:\n  ziping compare --regime credit --as-of 2026-11-21 --to-as-of 2027-03-02 before.json after.json"
    )]
    Compare {
        /// How the first is assessed.
        #[command(flatten)]
        how: How,
        /// Assessment date of the second; the same as the first when left out
        #[arg(long, value_parser = day)]
        to_as_of: Option<Day>,
        /// Content folder of the second; the same as the first when left out
        #[arg(long)]
        to_content: Option<PathBuf>,
        /// An overlay of the second; those of the first when left out
        #[arg(long, value_name = "FILE", conflicts_with = "to_no_overlay")]
        to_overlay: Vec<PathBuf>,
        /// The second has no overlays
        #[arg(long)]
        to_no_overlay: bool,
        /// Output for people or for programs
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
        /// The first answer file
        before: PathBuf,
        /// The second answer file
        after: PathBuf,
    },
    /// Check rule books: all problems at once, and all their cases; overlays on them
    #[command(
        after_help = "Examples:\n  ziping check content/\n  ziping check --lang zh content/\n  ziping check --overlay our-indicators.toml content/"
    )]
    Check {
        /// The content folder
        folder: PathBuf,
        /// An overlay to check on it (a TOML file); may be given several times
        #[arg(long, value_name = "FILE")]
        overlay: Vec<PathBuf>,
        /// Language of the problems
        #[arg(long, value_enum, default_value = "en")]
        lang: Language,
    },
    /// Write the JSON Schemas of rule books, overlays and answer files into a folder, for editors
    #[command(after_help = "Example:\n  ziping schema content/schema")]
    Schema {
        /// Where to
        folder: PathBuf,
        /// Another content folder than the built-in one: its facts are the ones that answers may have
        #[arg(long)]
        content: Option<PathBuf>,
        /// An overlay whose facts answers may have too; may be given several times
        #[arg(long, value_name = "FILE")]
        overlay: Vec<PathBuf>,
    },
    /// Print a regime's cases, an object a line with its name, date and answers (for tests of other front ends)
    #[command(hide = true)]
    Cases {
        /// The regime
        #[arg(long)]
        regime: String,
        /// Another content folder than the built-in one
        #[arg(long)]
        content: Option<PathBuf>,
    },
    /// List the regimes
    Regimes {
        /// Another content folder than the built-in one
        #[arg(long)]
        content: Option<PathBuf>,
    },
    /// Print a completion script for a shell
    #[command(after_help = "Example:\n  ziping completions zsh > ~/.zfunc/_ziping")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// What papers are made for.
#[derive(Debug, Args)]
pub struct Purpose {
    /// The outcome applied for; the best one when left out
    #[arg(long)]
    pub target: Option<String>,
    /// The procedure that it is for, such as yearly_review; a first application when left out
    #[arg(long)]
    pub procedure: Option<String>,
    /// Leave out, for outsiders: contacts, names, amounts
    #[arg(long, value_enum, value_delimiter = ',')]
    pub redact: Vec<Redact>,
}

/// How to inspect packages.
#[derive(Debug, Args)]
pub struct Inspection {
    /// The day of opening, such as 2026-11-21, for the grade on that day; today (UTC) when left out
    #[arg(long, value_parser = day)]
    pub on: Option<Day>,
    /// Language of the sentences
    #[arg(long, value_enum, default_value = "zh")]
    pub lang: Language,
    /// Output for people, for programs (an object a line), or a table in Excel
    #[arg(long, value_enum, default_value = "text")]
    pub format: InspectFormat,
    /// Where to write the table of `--format xlsx`
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Another content folder than the built-in one
    #[arg(long)]
    pub content: Option<PathBuf>,
    /// An overlay that adds to a rule book (a TOML file); may be given several times
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<PathBuf>,
    /// The packages (*.zip)
    #[arg(required = true)]
    pub packages: Vec<PathBuf>,
}

/// How to assess.
#[derive(Debug, Args)]
pub struct How {
    /// The regime: iets, nextgen-it, credit, om, bizsec, iii-consulting
    #[arg(long)]
    pub regime: String,
    /// Assessment date, such as 2026-11-21; today (UTC) when left out
    #[arg(long, value_parser = day)]
    pub as_of: Option<Day>,
    /// Language of the sentences
    #[arg(long, value_enum, default_value = "zh")]
    pub lang: Language,
    /// Facts about a period that passes: held as they stand, or asked strictly
    #[arg(long, value_enum, default_value = "held")]
    pub horizon: Horizon,
    /// Another content folder than the built-in one
    #[arg(long)]
    pub content: Option<PathBuf>,
    /// An overlay that adds to the rule book (a TOML file); may be given several times
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<PathBuf>,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text)
        .filter(|day| (Day::EARLIEST..=Day::LATEST).contains(day))
        .ok_or_else(|| "write a day that exists as 2026-11-21".to_owned())
}

/// Output formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For programs.
    Json,
    /// For people.
    Text,
}

/// Output formats of an inspection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InspectFormat {
    /// For programs.
    Json,
    /// For people.
    Text,
    /// A table for an office.
    Xlsx,
}

/// Languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English (unofficial).
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => Self::Zh,
            Language::En => Self::En,
        }
    }
}

/// What an export for outsiders leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Redact {
    /// Telephone numbers, mail addresses, addresses, contact persons.
    Contacts,
    /// Names and other texts of the applicant's own.
    Names,
    /// Amounts of money.
    Amounts,
}

/// What becomes of facts about a period that passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Horizon {
    /// Held; steps that rest on them say so.
    Held,
    /// Unanswered once their period has passed.
    Strict,
}

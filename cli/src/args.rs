//! What the command line takes.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_content::TextFile;
use ziping_content::draft::Draft;

/// Assess organisations against published rule books, on files.
///
/// Nothing leaves this machine. Exit status: 0 assessed, 1 bad answers, 2 bad content or usage.
#[derive(Debug, Parser)]
#[command(name = "ziping", version, after_help = EXAMPLES)]
pub struct Cli {
    /// Language of everything that is said; the system's when left out (LC_ALL, LC_MESSAGES, LANG), Chinese where that is
    /// neither
    #[arg(long, value_enum, global = true)]
    pub lang: Option<Language>,
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
  ziping plan --regime credit=AA --regime iets=keep answers.ziping.json
  ziping collect --regime om --open --out questions.xlsx answers.ziping.json
  ziping take questions.xlsx answers.ziping.json
  ziping check content/
  ziping new overlay credit our-table.overlay.toml
  ziping host check dist/host
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
        /// The number of the first line, for a part of a larger file: bad lines are then named by their place in the whole
        #[arg(long, default_value = "1", value_name = "N")]
        first_line: NonZeroUsize,
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
        /// An association's own form, a Word document with placeholders, to be filled in the place of the kit's own
        /// application; may be given several times. The forms that overlays name (docx) and that lie beside them come in by
        /// themselves
        #[arg(long, value_name = "DOCX")]
        form: Vec<PathBuf>,
        /// What there is of the papers to enclose: `06-数据/材料.json` of an unzipped package
        #[arg(long, value_name = "FILE")]
        evidence: Option<PathBuf>,
        /// Folder of the files to enclose, named after the paper: `licence.pdf`, `audit_reports/2025.pdf`, `附件-03.pdf`;
        /// with --evidence the folder of the unzipped package
        #[arg(long, value_name = "DIR")]
        attachments: Option<PathBuf>,
        /// The host folder of a site: its overlays and forms are used, and its name, contact and hand-in place stand in the
        /// papers
        #[arg(long, value_name = "DIR")]
        host: Option<PathBuf>,
        /// Where to write the package
        #[arg(long)]
        out: PathBuf,
        /// The answer file
        answers: PathBuf,
    },
    /// Fill an association's own Word form with the answers of a file
    #[command(
        after_help = "Placeholders in the form: {{org.name}}, {{finance.revenue.3}}, {{om.projects.name}} in a table row that is then repeated, {{#org.history_clear}} … {{/org.history_clear}} around text, paragraphs or table rows, {{☐org.kind=enterprise}} for a box. `ziping placeholders` lists them, content/README.md explains them.\n\nExample:\n  ziping fill --regime credit --form form.docx --out filled.docx answers.ziping.json"
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
    /// List all placeholders that a form can have, with their Chinese titles
    #[command(
        after_help = "A placeholder can be written with the id or, where only one thing has it, with the Chinese title. content/README.md explains blocks, boxes and units.\n\nExample:\n  ziping placeholders --regime credit --format csv --out placeholders.csv"
    )]
    Placeholders {
        /// The regime: iets, nextgen-it, credit, om, bizsec, iii-consulting
        #[arg(long)]
        regime: String,
        /// Another content folder than the built-in one
        #[arg(long)]
        content: Option<PathBuf>,
        /// An overlay that adds to the rule book (a TOML file); may be given several times
        #[arg(long, value_name = "FILE")]
        overlay: Vec<PathBuf>,
        /// Output for people, for programs (one object), or a table
        #[arg(long, value_enum, default_value = "text")]
        format: ListFormat,
        /// Where to write it; standard output when left out
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Write a form of the kit's own as a Word template with placeholders, for an association to start from
    #[command(
        after_help = "Change it in Word or WPS: leave out, move, reword; what stands between braces is filled in. `ziping fill`, `ziping package --form` and the package page take it. `ziping placeholders` lists what else can stand in it.\n\nExamples:\n  ziping form --regime credit --out form.docx\n  ziping form --regime bizsec --procedure change --out change.docx"
    )]
    Form(Templating),
    /// Open packages from others: what is in them, whether every file is intact, and whether the result is the same today
    #[command(
        after_help = "Every file is checked against the manifest and the answers are assessed again with the present rule book, on the package's date. A hostile or damaged file is refused with a reason. Exit status 1 when any package is not intact or its result differs.\n\nExamples:\n  ziping inspect package.zip\n  ziping inspect --format xlsx --out table.xlsx packages/*.zip"
    )]
    Inspect(Inspection),
    /// Write a workbook (.xlsx) or a form on paper (.docx) with the questions of rule books, to be filled in by somebody else
    #[command(
        after_help = "Whoever fills it in needs Excel, WPS or LibreOffice and nothing of this kit. `ziping take` reads it back. A form for those who write by hand is made where --out ends in .docx; its answers are typed in by whoever collects them. One file per person: --section once or several times for what that person knows, once for each person.\n\nExamples:\n  ziping collect --regime credit --regime om --open --out questions.xlsx answers.ziping.json\n  ziping collect --regime credit --section finance --out questions-Wang.docx answers.ziping.json\n  ziping collect --regime om --section finance --section projects --filled --workbook-lang both --from 'Li, 010-…' --until 2026-12-10 --out questions.xlsx answers.ziping.json"
    )]
    Collect(Collection),
    /// Read a filled-in workbook: what is new, changed, contradictory or cannot be read; nothing changes unless asked
    #[command(
        after_help = "Prints the list. With --accept new or all it writes the answers with those changes to --out. Exit status 1 when something cannot be read, contradicts itself or is not known, also after what can be read was written.\n\nExamples:\n  ziping take questions.xlsx answers.ziping.json\n  ziping take questions.xlsx answers.ziping.json --accept new --out answers.ziping.json"
    )]
    Take(Taking),
    /// Merge two answer files: gaps are filled, rows of tables go one by one, conflicts are listed
    #[command(
        after_help = "With --base, what only one side has changed since then is taken. Where both differ --mine or --theirs decides; without them the conflicts are listed, nothing is written and the exit status is 1.\n\nExamples:\n  ziping merge mine.ziping.json theirs.ziping.json\n  ziping merge mine.ziping.json theirs.ziping.json --base sent.ziping.json --theirs --out merged.ziping.json"
    )]
    Merge(Merging),
    /// One plan for several rule books: the fewest changes that reach the levels wanted, each once
    #[command(
        after_help = "A level is an outcome of the rule book, such as AA; `keep` keeps what is certain now. Aims that come first are held where two cannot be had together, what is kept before all. The paper is in Chinese. Exit status 1 when the plan does not reach every aim.\n\nExamples:\n  ziping plan --regime credit=AA --regime iets=keep answers.ziping.json\n  ziping plan --regime credit=AA --regime bizsec=2 --out plan.docx answers.ziping.json"
    )]
    Plan(Planning),
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
        after_help = "Examples:\n  ziping check content/\n  ziping check --lang zh content/\n  ziping check --overlay our-indicators.toml content/\n  ziping check --strict content/"
    )]
    Check {
        /// The content folder
        folder: PathBuf,
        /// Warnings count as errors: exit status 2 where there is one, such as a threshold without a case
        #[arg(long)]
        strict: bool,
        /// An overlay to check on it (a TOML file); may be given several times
        #[arg(long, value_name = "FILE")]
        overlay: Vec<PathBuf>,
    },
    /// The host folder of a site: who serves it, overlays and forms for every visitor
    #[command(subcommand)]
    Host(HostCommand),
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
    /// Begin a rule book or an overlay: commented files that have no problems as they stand. No file is ever overwritten
    #[command(
        after_help = "Examples:\n  ziping new overlay credit our-table.overlay.toml\n  ziping new rulebook workshop my-rules/"
    )]
    New {
        /// What.
        #[command(subcommand)]
        what: New,
    },
    /// Propose cases below, on and above every threshold, with the result that the program gives today: to be read by a human
    #[command(
        after_help = "The cases go to the end of the overlay, or into cases.toml. Compare each with the document before you keep it.\n\nExamples:\n  ziping cases our-table.overlay.toml\n  ziping cases --regime workshop --out proposed.toml my-rules/"
    )]
    Cases {
        /// An overlay (a TOML file), or a content folder
        path: PathBuf,
        /// Only this regime of the folder
        #[arg(long)]
        regime: Option<String>,
        /// Another content folder than the built-in one, for an overlay
        #[arg(long)]
        content: Option<PathBuf>,
        /// Assessment date of the cases; that of the first case there is, else today in China (UTC+8), when left out
        #[arg(long, value_parser = day)]
        as_of: Option<Day>,
        /// Where to write them; standard output when left out
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Overlays from other files
    Overlay {
        /// From what.
        #[command(subcommand)]
        from: OverlayFrom,
    },
    /// Print a regime's cases, an object a line with its name, date and answers (for tests of other front ends)
    #[command(hide = true)]
    CaseAnswers {
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

/// What to begin.
#[derive(Debug, Subcommand)]
pub enum New {
    /// A rule book: its folder below the content folder, and the shared files where there are none yet
    Rulebook {
        /// Its id, which is the name of its folder: one word
        id: String,
        /// The content folder; made where it is not there
        folder: PathBuf,
    },
    /// An overlay on a rule book
    Overlay {
        /// The regime that it adds to
        regime: String,
        /// The file to write
        file: PathBuf,
        /// Its id, one word; from the file's name when left out
        #[arg(long)]
        id: Option<String>,
        /// Another content folder than the built-in one
        #[arg(long)]
        content: Option<PathBuf>,
    },
}

/// What an overlay is made from.
#[derive(Debug, Subcommand)]
pub enum OverlayFrom {
    /// Read a table of points from a workbook as a first draft; what could not be read is kept as comments with its cell
    #[command(
        after_help = "Columns in any order, in Chinese or English: element (一级指标), item (二级指标, 项目), most (满分, 分值), rule in words (评分标准), value (取值), rows (分档); merged cells are understood.\n\nExample:\n  ziping overlay from-xlsx table.xlsx --regime credit --out our-table.overlay.toml"
    )]
    FromXlsx {
        /// The workbook (.xlsx, .xls, .et or .ods)
        table: PathBuf,
        /// The regime that the table belongs to
        #[arg(long)]
        regime: String,
        /// The overlay to write; a file that is there is never overwritten
        #[arg(long)]
        out: PathBuf,
        /// Its id, one word; from the name of the output when left out
        #[arg(long)]
        id: Option<String>,
        /// Another content folder than the built-in one
        #[arg(long)]
        content: Option<PathBuf>,
    },
}

/// What to do with a host folder.
#[derive(Debug, Subcommand)]
pub enum HostCommand {
    /// Check a host folder: all problems at once, and what visitors will find
    #[command(after_help = "docs/hosting.md lists the keys of host.json.\n\nExample:\n  ziping host check dist/host")]
    Check {
        /// The folder that holds host.json
        folder: PathBuf,
        /// The folder that visitors have now, to say what changes for them
        #[arg(long, value_name = "FOLDER")]
        before: Option<PathBuf>,
        /// Another content folder than the built-in one
        #[arg(long)]
        content: Option<PathBuf>,
    },
    /// Make a host folder of what is given; a text without its English is shown in both languages
    #[command(
        after_help = "Files are copied into the folder. A folder that is filled in already is left alone.\n\nExample:\n  ziping host make --out host --name 某市软件协会 --name-en 'Software Association' --phone 010-12345678 --regimes om,credit --overlay om-2026.toml --form om=form.docx"
    )]
    Make(Box<HostMake>),
}

/// A host folder to make.
#[derive(Debug, Args)]
pub struct HostMake {
    /// Where to write the folder
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Also write the folder as a zip, to be unpacked beside index.html: the same bytes as the page *Make this site yours*
    /// gives for the same content
    #[arg(long, value_name = "FILE")]
    pub zip: Option<PathBuf>,
    /// Who serves the site
    #[arg(long)]
    pub name: String,
    /// The same in English
    #[arg(long)]
    pub name_en: Option<String>,
    /// Its mark: a PNG or SVG file
    #[arg(long, value_name = "FILE")]
    pub mark: Option<PathBuf>,
    /// Whom to ask for
    #[arg(long)]
    pub person: Option<String>,
    /// The same in English
    #[arg(long)]
    pub person_en: Option<String>,
    /// A telephone number
    #[arg(long)]
    pub phone: Option<String>,
    /// A mail address
    #[arg(long)]
    pub email: Option<String>,
    /// An address for letters
    #[arg(long)]
    pub address: Option<String>,
    /// The same in English
    #[arg(long)]
    pub address_en: Option<String>,
    /// Where and how papers are handed in
    #[arg(long)]
    pub hand_in: Option<String>,
    /// The same in English
    #[arg(long)]
    pub hand_in_en: Option<String>,
    /// What every visitor should know
    #[arg(long)]
    pub notice: Option<String>,
    /// The same in English
    #[arg(long)]
    pub notice_en: Option<String>,
    /// A page of your own, with its title in front, in English too where there is one; may be given several times
    #[arg(long, value_name = "TITLE[|ENGLISH]=https://…")]
    pub link: Vec<String>,
    /// The number of the ICP filing (ICP 备案号)
    #[arg(long)]
    pub icp: Option<String>,
    /// The number of the filing with the public security organs (公安备案号)
    #[arg(long)]
    pub police: Option<String>,
    /// The languages in which the site is shown, the first one first
    #[arg(long, value_enum, value_delimiter = ',')]
    pub languages: Vec<Language>,
    /// The rule books shown, in their order; all of them when left out
    #[arg(long, value_delimiter = ',')]
    pub regimes: Vec<String>,
    /// The accent colours of light and dark pages, such as '#b3261e,#ff7a6b'
    #[arg(long, value_name = "LIGHT,DARK")]
    pub accent: Option<String>,
    /// An overlay in force for every visitor (a TOML file); may be given several times
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<PathBuf>,
    /// A rule book in force for every visitor (its folder of TOML files); may be given several times
    #[arg(long, value_name = "DIR")]
    pub rulebook: Vec<PathBuf>,
    /// A figure of the year that a rule book or an overlay leaves open: its rule book, its id, the value with its unit, the
    /// year; may be given several times
    #[arg(long, value_name = "REGIME,ID,VALUE,YEAR")]
    pub figure: Vec<String>,
    /// A Word form that is filled for every visitor: `form.docx` where an overlay names it, `om=form.docx` for the
    /// application of a rule book; may be given several times
    #[arg(long, value_name = "[REGIME=]DOCX")]
    pub form: Vec<String>,
    /// Another content folder than the built-in one
    #[arg(long)]
    pub content: Option<PathBuf>,
}

/// What papers are made for.
#[derive(Debug, Args)]
pub struct Purpose {
    /// The outcome that the improvement plan aims at; when left out the level applied for, else the next better one. Which
    /// level is applied for is an answer, such as credit.applied_level
    #[arg(long)]
    pub target: Option<String>,
    /// The procedure that it is for, such as yearly_review; a first application when left out
    #[arg(long)]
    pub procedure: Option<String>,
    /// Leave out, for outsiders: contacts, names, amounts
    #[arg(long, value_enum, value_delimiter = ',')]
    pub redact: Vec<Redact>,
    /// Put the whole answer file in, also what other regimes use: for your own archive, not for hand-in
    #[arg(long)]
    pub whole_sheet: bool,
    /// Keep what a form fetches from elsewhere (linked pictures, templates, objects, fields); without it that is left out
    /// and named. Macros are always left out
    #[arg(long)]
    pub keep_links: bool,
}

/// How to inspect packages.
#[derive(Debug, Args)]
pub struct Inspection {
    /// The day of opening, such as 2026-11-21, for the grade on that day; today in China (UTC+8) when left out
    #[arg(long, value_parser = day)]
    pub on: Option<Day>,
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
    /// Another version of an overlay, for packages that were made with it (a TOML file); may be given several times
    #[arg(long, value_name = "FILE")]
    pub also: Vec<PathBuf>,
    /// The packages (*.zip), or archives that hold several
    #[arg(required = true)]
    pub packages: Vec<PathBuf>,
}

/// What to ask for in a workbook.
#[derive(Debug, Args)]
pub struct Collection {
    /// The regime: iets, nextgen-it, credit, om, bizsec, iii-consulting; may be given several times
    #[arg(long, required = true)]
    pub regime: Vec<String>,
    /// The procedure that it is for, such as yearly_review; a first application when left out
    #[arg(long)]
    pub procedure: Option<String>,
    /// Only this section: org, people, finance, record, contact, one of a rule book such as om.projects, or papers; may be
    /// given several times
    #[arg(long)]
    pub section: Vec<String>,
    /// Only what is still missing
    #[arg(long)]
    pub open: bool,
    /// Fill in what is known; without it every cell is blank
    #[arg(long)]
    pub filled: bool,
    /// Language of the workbook; that of --lang when left out
    #[arg(long, value_enum)]
    pub workbook_lang: Option<WorkbookLanguage>,
    /// Who asks, and how to reach them; printed on the first sheet
    #[arg(long, default_value = "", hide_default_value = true)]
    pub from: String,
    /// The day by which it is wanted back; printed on the first sheet
    #[arg(long, value_parser = day)]
    pub until: Option<Day>,
    /// Where facts and rules come from.
    #[command(flatten)]
    pub base: Ground,
    /// Where to write it: a workbook, or a form in Word where it ends in .docx
    #[arg(long)]
    pub out: PathBuf,
    /// The answer file; of a new organisation none
    pub answers: Option<PathBuf>,
}

/// Which form of the kit's own to write as a template.
#[derive(Debug, Args)]
pub struct Templating {
    /// The regime: iets, nextgen-it, credit, om, bizsec, iii-consulting
    #[arg(long)]
    pub regime: String,
    /// The procedure; the first application when left out
    #[arg(long)]
    pub procedure: Option<String>,
    /// The form, by its id in the rule book; the application or the first letter when left out
    #[arg(long)]
    pub document: Option<String>,
    /// Another content folder than the built-in one
    #[arg(long)]
    pub content: Option<PathBuf>,
    /// An overlay that adds to the rule book (a TOML file); may be given several times
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<PathBuf>,
    /// Where to write it
    #[arg(long)]
    pub out: PathBuf,
}

/// How to read a workbook.
#[derive(Debug, Args)]
pub struct Taking {
    /// Which changes to write: all, only new answers, or none
    #[arg(long, value_enum, default_value = "none")]
    pub accept: Accept,
    /// Where to write the answers with the changes
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Where facts and rules come from.
    #[command(flatten)]
    pub base: Ground,
    /// The workbook (.xlsx, .xls, .et or .ods)
    pub workbook: PathBuf,
    /// The answer file that it is compared with; of a new organisation none
    pub answers: Option<PathBuf>,
}

/// How to merge.
#[derive(Debug, Args)]
pub struct Merging {
    /// The answers that both came from
    #[arg(long = "base", value_name = "FILE")]
    pub before: Option<PathBuf>,
    /// Where both differ the first file counts
    #[arg(long, conflicts_with = "theirs")]
    pub mine: bool,
    /// Where both differ the second file counts
    #[arg(long)]
    pub theirs: bool,
    /// Where to write the merged answers
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Where facts and rules come from.
    #[command(flatten)]
    pub base: Ground,
    /// My answer file
    #[arg(value_name = "MINE")]
    pub first: PathBuf,
    /// Their answer file
    #[arg(value_name = "THEIRS")]
    pub second: PathBuf,
}

/// What to plan.
#[derive(Debug, Args)]
pub struct Planning {
    /// A regime and the level aimed at, or `keep`; given once for each
    #[arg(long, required = true, value_name = "REGIME=LEVEL")]
    pub regime: Vec<String>,
    /// Output for people or for programs
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Also write the plan as a Word file
    #[arg(long, value_name = "DOCX")]
    pub out: Option<PathBuf>,
    /// Where facts and rules come from.
    #[command(flatten)]
    pub base: Ground,
    /// The answer file
    pub answers: PathBuf,
}

/// Where facts and rules come from, for commands that are not about one regime.
#[derive(Debug, Args)]
pub struct Ground {
    /// Assessment date, such as 2026-11-21; today in China (UTC+8) when left out
    #[arg(long, value_parser = day)]
    pub as_of: Option<Day>,
    /// Another content folder than the built-in one
    #[arg(long)]
    pub content: Option<PathBuf>,
    /// An overlay that adds to a rule book (a TOML file); may be given several times
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<PathBuf>,
}

/// Languages of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WorkbookLanguage {
    /// Chinese.
    Zh,
    /// English (unofficial).
    En,
    /// Chinese and English.
    Both,
}

/// Which changes of a workbook are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Accept {
    /// All of them.
    All,
    /// Only answers where there was none.
    New,
    /// None.
    None,
}

/// How to assess.
#[derive(Debug, Clone, Args)]
pub struct How {
    /// The regime: iets, nextgen-it, credit, om, bizsec, iii-consulting
    #[arg(long)]
    pub regime: String,
    /// Assessment date, such as 2026-11-21; today in China (UTC+8) when left out
    #[arg(long, value_parser = day)]
    pub as_of: Option<Day>,
    /// Facts about a period that passes: held as they stand, or asked strictly
    #[arg(long, value_enum, default_value = "held")]
    pub horizon: Horizon,
    /// Another content folder than the built-in one
    #[arg(long)]
    pub content: Option<PathBuf>,
    /// An overlay that adds to the rule book (a TOML file); may be given several times
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<PathBuf>,
    /// Rule books of a host folder, beside those of the content or in the place of one.
    #[arg(skip)]
    pub rulebooks: Vec<Draft>,
    /// Figures of the year of a host folder, as overlays.
    #[arg(skip)]
    pub figures: Vec<TextFile>,
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

/// Output formats of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For programs.
    Json,
    /// For people.
    Text,
    /// A table: UTF-8 with a byte order mark, as Excel and WPS open it.
    Csv,
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

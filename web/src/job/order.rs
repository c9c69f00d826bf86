//! What page and worker say to each other about packages, files and back-ups.

use crate::worker::post;
use serde::{Deserialize, Serialize};
use web_sys::Blob;
use ziping_assess::proof::Attached;
use ziping_assess::{DueTask, JointReport};
use ziping_base::calendar::Day;
use ziping_base::diag;
use ziping_base::lang::Lang;
use ziping_dossier::Grid;

/// What to make a package of. Its attached files come beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) regime: String,
    pub(crate) organisation: String,
    /// An answer file.
    pub(crate) answers: String,
    /// What is said of the papers, as a package has it.
    pub(crate) records: String,
    /// Where each file beside it lies for the records.
    pub(crate) places: Vec<String>,
    pub(crate) as_of: Day,
    /// The outcome that the improvement plan aims at, by place; `None`: the best possible.
    pub(crate) target: Option<u8>,
    /// The procedure that it is for; `None`: a first application.
    pub(crate) procedure: Option<String>,
    /// The day on which the applicant means to hand in.
    pub(crate) hand_in: Option<Day>,
    /// The tasks until then.
    pub(crate) tasks: Vec<DueTask>,
    /// Leave out contact data, names, amounts.
    pub(crate) without: [bool; 3],
    /// All answers go in, not only those that the regime uses.
    pub(crate) whole: bool,
    /// The names of an association's own forms, and the documents in whose place they stand; the files come beside it,
    /// behind the attached ones.
    pub(crate) forms: Vec<(String, Option<String>)>,
    /// Forms keep what they fetch from elsewhere.
    pub(crate) keep_links: bool,
    /// The `host.json` of the site, where it has a host.
    pub(crate) host: Option<String>,
    /// The language in which to say what is wrong with a form.
    pub(crate) lang: Lang,
}

/// Whose deadlines to put into one calendar file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DueOrder {
    /// The name of the calendar, and of the file.
    pub(crate) name: String,
    /// The rule books that count, by id.
    pub(crate) regimes: Vec<String>,
    pub(crate) clients: Vec<DueClient>,
    /// The `host.json` of the site, where it has a host.
    pub(crate) host: Option<String>,
}

/// An organisation that has deadlines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DueClient {
    pub(crate) organisation: String,
    /// An answer file.
    pub(crate) answers: String,
    pub(crate) as_of: Day,
    /// The days on which it means to hand in, by the id of the rule book.
    pub(crate) hand_in: Vec<(String, Day)>,
    /// The tasks until then, by the id of the rule book.
    pub(crate) tasks: Vec<(String, Vec<DueTask>)>,
}

/// What to plan for an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PlanOrder {
    pub(crate) organisation: String,
    /// An answer file.
    pub(crate) answers: String,
    pub(crate) as_of: Day,
    /// The rule books by id, each with the outcome aimed at, by place; `None`: it stays as it is.
    pub(crate) aims: Vec<(String, Option<u8>)>,
    /// The language of what is told; a file is in Chinese.
    pub(crate) lang: Lang,
    /// As a Word file of this name.
    pub(crate) word: bool,
    pub(crate) file: String,
}

/// What the page asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Ask {
    /// A package.
    Package(Box<Order>),
    /// The calendar of a package by itself.
    Calendar(Box<Order>),
    /// The deadlines of many organisations as one calendar.
    Deadlines(Box<DueOrder>),
    /// One plan for several rule books.
    Plan(Box<PlanOrder>),
    /// A table as an Excel file of this name.
    Grid {
        name: String,
        grid: Box<Grid>,
        /// For the file's properties.
        made: Day,
        lang: Lang,
    },
    /// The files beside it in one zip of this name, each under its own.
    Together { name: String, names: Vec<String> },
    /// The kit's own form of a procedure as a Word template: the application, or the first letter.
    Template {
        regime: String,
        procedure: String,
        /// For the file's properties.
        as_of: Day,
    },
    /// The sizes and hashes of the files beside it.
    Measure,
    /// How many pages the PDF beside it has.
    Count,
    /// What is in the package beside it.
    Unpack,
    /// A back-up of the text beside it and of these files behind the text.
    BackUp(Vec<Attached>),
    /// What is in the back-up beside it.
    Restore,
}

/// A file as it was measured: how many bytes, SHA-256.
pub(crate) type Sum = (u64, String);

/// A form that cannot be filled: its name, and everything that is wrong with it and what to do.
pub(crate) type BadForm = (String, Vec<(String, String)>);

/// What becomes of a job, as the worker says it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Event {
    /// So many of so many; this file is next.
    Progress { done: usize, of: usize, file: String },
    /// So many bytes of the attached files are read, of so many.
    Reading { done: u64, of: u64 },
    /// The file that was ordered, and its name.
    Done {
        name: String,
        #[serde(with = "serde_wasm_bindgen::preserve")]
        file: Blob,
        /// What forms carried that reaches beyond them or runs, and what became of it.
        carried: Vec<String>,
    },
    /// A plan in words.
    Planned(Box<JointReport>),
    /// The files as measured, in their order; `None`: this one cannot be read.
    Measured(Vec<Option<Sum>>),
    /// The pages of a PDF; `None`: they cannot be counted.
    Counted(Option<u32>),
    /// No package: these attached files, by where they lie, are not what was attached.
    Lost(Vec<String>),
    /// No package: these forms cannot be filled.
    BadForms(Vec<BadForm>),
    /// What was in a package; its attached files in the order of the records.
    Unpacked {
        answers: String,
        records: String,
        as_of: String,
        regime: String,
        #[serde(with = "post::files")]
        files: Vec<Blob>,
    },
    /// A back-up, without these files: they are not what was attached.
    BackedUp {
        #[serde(with = "serde_wasm_bindgen::preserve")]
        file: Blob,
        without: Vec<String>,
    },
    /// What was in a back-up: its text, its files and where they lay.
    Restored {
        text: String,
        places: Vec<String>,
        #[serde(with = "post::files")]
        files: Vec<Blob>,
    },
    /// Why, and a word for it where the page knows what to say; nothing when the worker itself failed.
    Failed { why: Option<(diag::Said, String)> },
}

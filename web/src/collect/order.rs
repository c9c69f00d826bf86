//! What page and worker say to each other about answers from others.

use crate::worker::post;
use serde::{Deserialize, Serialize};
use web_sys::Blob;
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said};
use ziping_base::lang::Lang;
use ziping_rules::fact::FactIx;

/// What a workbook asks, whomever it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wish {
    pub(crate) regimes: Vec<String>,
    /// The procedure; `None`: the first of each rule book.
    pub(crate) procedure: Option<String>,
    /// Only these sections; none: all.
    pub(crate) sections: Vec<String>,
    pub(crate) open_only: bool,
    pub(crate) filled: bool,
    /// `None`: in both languages.
    pub(crate) lang: Option<Lang>,
    /// Who asks; may be empty.
    pub(crate) from: String,
    pub(crate) until: Option<Day>,
}

/// A workbook, or a form on paper, that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Form {
    pub(crate) organisation: String,
    /// What is known, as an answer file.
    pub(crate) answers: String,
    pub(crate) as_of: Day,
    /// The name of the file.
    pub(crate) name: String,
    /// Who fills it in; empty: whoever gets it.
    pub(crate) person: String,
    /// Only these sections; none: those of the wish.
    pub(crate) sections: Vec<String>,
}

/// What a file is compared with, as answer files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sides {
    pub(crate) mine: String,
    /// What both sides came from, where the page knows it; a workbook notes it itself.
    pub(crate) base: Option<String>,
}

/// Which side of a piece is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Take {
    Mine,
    Theirs,
    /// What both came from.
    Before,
}

/// What the page asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Ask {
    /// Which sections and how many questions a workbook would have.
    Count(Box<Wish>, Box<Form>),
    /// A workbook, or a zip of several.
    Make(Box<Wish>, Vec<Form>),
    /// What is in the workbook or the package beside it.
    Open { row: usize, as_of: Day },
    /// What is in an answer file.
    Read { row: usize, name: String, text: String },
    /// What it would change in these answers.
    Compare { row: usize, mine: Sides },
    /// These answers with what was chosen for each line of the comparison.
    Merge { row: usize, mine: Sides, takes: Vec<Take> },
}

/// A section of questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) title: Said,
    pub(crate) questions: usize,
}

/// What became of a workbook that was wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Made {
    pub(crate) organisation: String,
    /// Who fills it in; may be empty.
    pub(crate) person: String,
    pub(crate) questions: usize,
    pub(crate) papers: usize,
    /// Answers that no cell can hold.
    pub(crate) left_blank: Vec<Said>,
    /// Why there is none.
    pub(crate) refused: Option<Diagnostic>,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Source {
    Workbook,
    Answers,
    /// A package; so many attached files are in it.
    Package(usize),
}

/// What is said beside the answers of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum NoteKind {
    /// A cell that is no answer.
    Unread,
    /// Different answers to one question; none is taken.
    Contradiction,
    /// An answer to what is not known here.
    Unknown,
    /// Asked, and gone from the workbook.
    Gone,
    /// They have yet to find it out.
    NotKnown,
    /// It stands where nothing was asked.
    Aside,
    Remark,
    /// Made by another version of the kit or with another version of a rule book.
    Version,
}

/// Something beside the answers, with the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Note {
    pub(crate) kind: NoteKind,
    /// Sheet and cell; may be empty.
    pub(crate) spot: String,
    pub(crate) title: Option<Said>,
    /// What the cell holds.
    pub(crate) text: String,
    pub(crate) why: Option<Said>,
}

/// What was written beside a question or a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Remark {
    /// The question; `None`: it stands beside a paper.
    pub(crate) fact: Option<FactIx>,
    /// The id of the fact or the paper.
    pub(crate) id: String,
    pub(crate) text: String,
    /// The question is answered in the same file.
    pub(crate) answered: bool,
}

/// What is in a file, whomever it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Found {
    pub(crate) source: Source,
    pub(crate) organisation: String,
    /// The unified social credit code.
    pub(crate) code: Option<String>,
    pub(crate) notes: Vec<Note>,
    /// Remarks, which stand among the notes as well.
    pub(crate) remarks: Vec<Remark>,
    /// Papers that are said to be there: ids and titles.
    pub(crate) papers: Vec<(String, Said)>,
    /// All its answers, as an answer file.
    pub(crate) answers: String,
}

/// How the sides differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Differs {
    /// Only theirs says something: a gap is filled.
    Filled,
    /// Theirs has changed, mine has not.
    Newer,
    /// They say something else, and nothing says which is newer.
    Conflict,
    /// Theirs has taken away what mine still says as it was.
    Removed,
}

/// A piece on which the sides differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) differs: Differs,
    pub(crate) title: Said,
    pub(crate) mine: Option<Said>,
    pub(crate) theirs: Option<Said>,
    /// What both came from, where it is neither of the two.
    pub(crate) before: Option<Said>,
    /// Where it stands in the workbook.
    pub(crate) spots: Vec<String>,
    pub(crate) doubt: Option<Said>,
}

impl Line {
    /// Whether somebody has to decide.
    pub(crate) const fn is_open(&self) -> bool {
        matches!(self.differs, Differs::Conflict | Differs::Removed)
    }
}

/// What a file would change in an organisation's answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct View {
    pub(crate) lines: Vec<Line>,
    /// On how many pieces both say the same.
    pub(crate) same: usize,
    /// What only has changed here, or is only here: it stays.
    pub(crate) kept: usize,
}

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Event {
    Counted {
        groups: Vec<Group>,
        papers: usize,
    },
    /// So many of so many workbooks are made.
    Making {
        done: usize,
        of: usize,
    },
    /// The workbook or the zip; `None`: no workbook could be made.
    Made {
        #[serde(with = "post::file_or_none")]
        file: Option<Blob>,
        made: Vec<Made>,
    },
    Found {
        row: usize,
        found: Box<Found>,
    },
    /// A file that is not taken in, and why.
    Refused {
        row: usize,
        problems: Vec<Diagnostic>,
    },
    Compared {
        row: usize,
        view: View,
    },
    /// The answers as they would be, as an answer file.
    Merged {
        row: usize,
        answers: String,
    },
    /// What it needs does not come, or it is wrong what was asked.
    Failed(Said),
    /// The worker itself failed.
    Broken,
}

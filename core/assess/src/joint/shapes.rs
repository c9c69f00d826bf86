//! What a plan is reported as: the same for the command line, the page and the paper.

use serde::{Deserialize, Serialize};
use ziping_regime::Words;

/// A plan in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointReport {
    /// The organisation's name.
    pub organisation: String,
    /// The day on which the plan begins.
    pub as_of: String,
    /// The day on which everything that it promises is reached, its changes made.
    pub on: String,
    /// What is aimed at, in the order in which it was asked for.
    pub aims: Vec<JointAim>,
    /// The changes, each once, by their day.
    pub changes: Vec<JointChange>,
    /// Why some aims cannot be had together, in sentences.
    pub conflicts: Vec<String>,
    /// What the changes make fall where nothing is aimed at.
    pub falls: Vec<JointFall>,
    /// What is not answered and is taken to turn out well, beside what the changes themselves name: titles of facts.
    pub rests_on: Vec<String>,
    /// What is taken to stay as it is although its period passes: titles of facts.
    pub assumes: Vec<String>,
    /// All ways that were found were tried with one another: no choice among them has fewer changes.
    pub all_tried: bool,
}

/// A rule book of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointAim {
    /// Its id.
    pub regime: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// The outcome aimed at, by id; nothing where the grade is to stay as it is.
    pub wanted: Option<String>,
    /// What is aimed at, in words.
    pub aim: String,
    /// Now.
    pub before: JointStand,
    /// With all changes made, on the plan's last day.
    pub after: JointStand,
    /// Whether the plan promises it.
    pub state: JointState,
    /// The first day on which it is reached, where the plan promises it.
    pub on: Option<String>,
    /// What became of it, in a sentence.
    pub said: String,
}

/// How an organisation stands under a rule book.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointStand {
    /// The worst possible outcome, by id.
    pub worst: String,
    /// The best possible.
    pub best: String,
    /// The grade in words.
    pub grade: String,
    /// Whether it may apply: `true`, `false`, `unknown`; nothing where nobody asks that.
    pub eligible: Option<String>,
}

/// Whether a plan promises an aim.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JointState {
    /// It is so already, and stays so.
    Already,
    /// With the plan.
    Planned,
    /// No way was found.
    #[default]
    NoWay,
    /// Not together with what comes before it.
    Conflict,
}

/// A change of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointChange {
    /// The fact, where it is about one.
    pub fact: Option<String>,
    /// What is to be done.
    pub text: String,
    /// By when at the earliest.
    pub when: String,
    /// The same as a day, where there is one.
    pub day: Option<String>,
    /// What it takes.
    pub kind: JointKind,
    /// What it lifts.
    pub lifts: Vec<JointLift>,
    /// What proves it, each paper once.
    pub papers: Vec<JointPaper>,
}

/// What a change takes; a plan lists what is to be done first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JointKind {
    /// Something is to be done.
    #[default]
    Do,
    /// A day has to come.
    Wait,
    /// It is not answered yet: it has to be checked, and to turn out so.
    Check,
}

/// What a change lifts in a rule book.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointLift {
    /// The rule book.
    pub regime: String,
    /// In a line: rule book, from what to what.
    pub text: String,
    /// The clauses that ask for it.
    pub clauses: Vec<String>,
}

/// A paper that proves a change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointPaper {
    /// Evidence id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A document asks for it; else the kit suggests it.
    pub asked: bool,
}

/// A rule book that falls.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointFall {
    /// Its id.
    pub regime: String,
    /// What falls and why.
    pub text: String,
}

/// The words of a rule book by its id; the plan names none of which there are no words.
pub type WordsBy<'a> = &'a dyn Fn(&str) -> Option<&'a Words>;

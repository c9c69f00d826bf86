//! What the files of a content folder say: each file that could be parsed, read into its struct once.

use super::files::{File, Files, Folder, Regime, Slot};
use super::reader::Reader;
use super::written::{
    CasesFile, ChecksFile, EvidenceFile, FactsFile, HeadingsFile, HolidaysFile, PapersFile, RuleBook, Table,
};
use ziping_base::diag::Diagnostic;

/// A file and what it says.
#[derive(Debug)]
pub(super) struct Read<'f, T> {
    pub file: &'f File<'f>,
    pub written: T,
}

impl<'f, T: Table<'f>> Read<'f, T> {
    /// Nothing: there is no such file, or it could not be parsed.
    fn of(slot: &'f Slot<'f>) -> Option<Self> {
        slot.file().map(|file| Self { file, written: T::of(&file.node) })
    }

    /// For what it means; problems are said of this file.
    pub fn reader<'p>(&self, problems: &'p mut Vec<Diagnostic>) -> Reader<'p>
    where
        'f: 'p,
    {
        self.file.reader(problems)
    }
}

/// What the files of a folder say.
#[derive(Debug)]
pub(super) struct ReadFolder<'f> {
    /// The id of its rule book; of the shared folder: nothing.
    pub name: &'f str,
    pub facts: Option<Read<'f, FactsFile<'f>>>,
    pub evidence: Option<Read<'f, EvidenceFile<'f>>>,
    pub rulebook: Option<Read<'f, RuleBook<'f>>>,
    pub cases: Option<Read<'f, CasesFile<'f>>>,
}

impl<'f> ReadFolder<'f> {
    fn shared(folder: &'f Folder<'f>) -> Self {
        let Folder { name, facts, evidence, .. } = folder;
        Self { name, facts: Read::of(facts), evidence: Read::of(evidence), rulebook: None, cases: None }
    }

    fn of(regime: &'f Regime<'f>) -> Self {
        let Regime { folder, rulebook, cases, .. } = regime;
        Self { rulebook: Read::of(rulebook), cases: Read::of(cases), ..Self::shared(folder) }
    }
}

/// What all files say but those of words, which are read with what needs them.
#[derive(Debug)]
pub(super) struct ReadFiles<'f> {
    /// The shared folder, then those of rule books.
    pub folders: Vec<ReadFolder<'f>>,
    pub checks: Option<Read<'f, ChecksFile<'f>>>,
    pub papers: Option<Read<'f, PapersFile<'f>>>,
    pub holidays: Option<Read<'f, HolidaysFile<'f>>>,
    pub headings: Option<Read<'f, HeadingsFile<'f>>>,
}

impl<'f> ReadFiles<'f> {
    pub fn of(files: &'f Files<'f>) -> Self {
        let shared = &files.shared;
        let of_regimes = files.regimes.iter().map(ReadFolder::of);
        Self {
            folders: std::iter::once(ReadFolder::shared(&shared.folder)).chain(of_regimes).collect(),
            checks: Read::of(&shared.checks),
            papers: Read::of(&shared.papers),
            holidays: Read::of(&shared.holidays),
            headings: Read::of(&shared.headings),
        }
    }

    /// Whether a folder's file of facts defines this one.
    pub fn defines(&self, folder: &str, fact: &str) -> bool {
        let facts = self.folders.iter().filter(|of| of.name == folder).filter_map(|of| of.facts.as_ref());
        facts.flat_map(|file| file.written.fact.iter()).any(|of| of.id.text() == fact)
    }
}

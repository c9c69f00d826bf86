//! Reading a workbook that was filled in.

mod found;
mod rows;
mod table;

use crate::cells::{Grid, Held, Spot, open};
use crate::keys::SheetKind;
use crate::make::about::{AS_OF, FACT, KIT, ORGANISATION, REGIME, SENT};
use crate::pieces::Part;
use crate::refused::Refused;
use crate::tongue::{Regime, both};
use crate::words;
use found::Found;
use ziping_base::calendar::Day;
use ziping_base::diag::{Said, Source};
use ziping_regime::Library;
use ziping_rules::fact::{FactIx, Sheet, read_answers};

/// What a workbook is read with.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// All facts and rule books.
    pub library: &'a Library,
    /// The words of all rule books, by whose names options are known.
    pub regimes: &'a [Regime<'a>],
    /// The day for which it is assessed: nothing has happened after it.
    pub as_of: Day,
}

/// What was sent out, as the workbook notes it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sent {
    /// The version of the kit that made it.
    pub kit: String,
    /// The day for which it was made.
    pub as_of: Option<Day>,
    /// Whom it was for.
    pub organisation: String,
    /// Rule books and their versions.
    pub regimes: Vec<(String, String)>,
    /// The answers that were filled in; `None` where the note cannot be read any more.
    pub sheet: Option<Sheet>,
}

/// A cell that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Where it is.
    pub spot: Spot,
    /// The fact that it answers.
    pub fact: Option<FactIx>,
    /// What it holds.
    pub text: String,
    /// Why it is no answer, and what to do.
    pub why: Said,
}

/// Different answers to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The fact.
    pub fact: FactIx,
    /// Which piece of it.
    pub part: Part,
    /// The answers and where each stands; none of them is taken.
    pub answers: Vec<(Spot, Said)>,
}

/// An answer to something that is not known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// Where it is.
    pub spot: Spot,
    /// The id of what it answers.
    pub id: String,
    /// What it holds.
    pub text: String,
}

/// Something that stands where nothing was asked, and is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Where it begins.
    pub spot: Spot,
    /// What it holds, in its first words.
    pub text: String,
    /// Why it is not read.
    pub why: Said,
}

/// A remark beside a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where it is.
    pub spot: Spot,
    /// The id of the fact or the paper.
    pub id: String,
    /// What it says.
    pub text: String,
}

/// What is said of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperSaid {
    /// Where it is said.
    pub spot: Spot,
    /// The paper's id.
    pub id: String,
    /// Whether it is ready.
    pub ready: bool,
}

/// What was filled in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collected {
    /// What went out; `None` where the workbook does not say any more.
    pub sent: Option<Sent>,
    /// The answers that can be read.
    pub answers: Sheet,
    /// The facts whose cells are there, filled in or not.
    pub seen: Vec<FactIx>,
    /// The facts of which something cannot be read or contradicts itself.
    pub incomplete: Vec<FactIx>,
    /// The facts that were asked, and whose cells are not there any more.
    pub gone: Vec<FactIx>,
    /// Cells that cannot be read.
    pub unread: Vec<Unread>,
    /// Different answers to one question.
    pub contradictions: Vec<Contradiction>,
    /// Answers to what is not known here.
    pub unknown: Vec<Unknown>,
    /// What stands where nothing was asked.
    pub asides: Vec<Aside>,
    /// Remarks.
    pub remarks: Vec<Remark>,
    /// What is said of papers.
    pub papers: Vec<PaperSaid>,
    /// Where answers stand.
    spots: Vec<(FactIx, Part, Spot)>,
}

impl Collected {
    /// Where an answer stands, as far as one cell holds it.
    pub(crate) fn spots_of(&self, fact: FactIx, part: &Part) -> Vec<Spot> {
        let mine = |(of, which, _): &&(FactIx, Part, Spot)| *of == fact && which == part;
        self.spots.iter().filter(mine).map(|(.., spot)| spot.clone()).collect()
    }

    /// Whether everything that was filled in could be read.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.unread.is_empty() && self.contradictions.is_empty() && self.unknown.is_empty()
    }
}

/// Reads a workbook.
///
/// # Errors
/// Why the file is not read at all. What of it cannot be read is told in [`Collected`].
pub fn read(bytes: &[u8], reading: &Reading<'_>) -> Result<Collected, Refused> {
    let grids = open(bytes)?;
    let marked: Vec<(&Grid, Option<Mark>)> = grids.iter().map(|grid| (grid, mark(grid))).collect();
    let about = marked.iter().find(|(_, mark)| matches!(mark, Some((SheetKind::About, _))));
    if let Some(format) = grids.iter().find_map(other_format) {
        return Err(Refused::OtherVersion { format, kit: grids.iter().find_map(|grid| note(grid, KIT)) });
    }
    if marked.iter().all(|(_, mark)| mark.is_none()) {
        return Err(Refused::NotOurs);
    }
    let mut found = Found::new(reading);
    for (grid, mark) in &marked {
        match mark {
            None => found.strange_sheet(grid),
            Some((SheetKind::About | SheetKind::Guide, _)) => {}
            Some((SheetKind::Questions | SheetKind::Years, at)) => found.questions(grid, *at),
            Some((SheetKind::Papers, at)) => found.papers(grid, *at),
            Some((SheetKind::Table(fact), at)) => found.table(grid, *at, fact),
        }
    }
    let sent = about.map(|(grid, _)| sent(grid, reading));
    let asked = about.map_or_else(Vec::new, |(grid, _)| notes(grid, FACT));
    Ok(found.collected(sent, &asked))
}

/// What a sheet holds, and where its mark stands.
type Mark = (SheetKind, (u32, u32));

/// The mark of a sheet, wherever it stands.
fn mark(grid: &Grid) -> Option<Mark> {
    grid.cells.iter().find_map(|(at, held)| match held {
        Held::Text(text) => Some((SheetKind::read(text)?.ok()?, *at)),
        _ => None,
    })
}

/// The format of a sheet of another version.
fn other_format(grid: &Grid) -> Option<u32> {
    grid.cells.values().find_map(|held| match held {
        Held::Text(text) => SheetKind::read(text)?.err(),
        _ => None,
    })
}

/// What the hidden sheet notes under a name.
fn notes(grid: &Grid, name: &str) -> Vec<String> {
    let named = grid.cells.iter().filter(|(_, held)| matches!(held, Held::Text(text) if text == name));
    named.map(|((row, column), _)| grid.words(*row, column + 1).to_owned()).collect()
}

fn note(grid: &Grid, name: &str) -> Option<String> {
    notes(grid, name).into_iter().next()
}

fn sent(grid: &Grid, reading: &Reading<'_>) -> Sent {
    let quoted = |piece: String| piece.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).map(str::to_owned);
    let text: Option<String> = notes(grid, SENT).into_iter().map(quoted).collect();
    let answers = text
        .filter(|text| !text.is_empty())
        .and_then(|text| read_answers(&Source { name: SENT, text: &text }, &reading.library.catalogue).ok());
    let regimes = notes(grid, REGIME).into_iter().filter_map(|text| {
        let (id, version) = text.split_once(' ')?;
        Some((id.to_owned(), version.to_owned()))
    });
    Sent {
        kit: note(grid, KIT).unwrap_or_default(),
        as_of: note(grid, AS_OF).and_then(|text| Day::parse(&text)),
        organisation: note(grid, ORGANISATION).unwrap_or_default(),
        regimes: regimes.collect(),
        sheet: answers.map(|answers| answers.sheet),
    }
}

/// Why something is not read.
fn not_asked() -> Said {
    both(words::reading::left_out::not_asked)
}

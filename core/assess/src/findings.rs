//! Everything that follows from one sheet under one rule book on one day.

use crate::duties::{DutyDate, duties};
use crate::finding::{Assessment, assess};
use crate::horizon::{HorizonStep, Mode, horizon};
use crate::next::next;
use crate::paths::{PathsTo, paths};
use std::borrow::Cow;
use std::cell::OnceCell;
use ziping_base::calendar::Day;
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{FactIx, Sheet};

/// What follows from a sheet under a rule book on a day; each part is worked out once, when it is first asked for.
/// Reports, papers and the lists beside them read from one of these, so that they cannot differ.
#[derive(Debug, Clone)]
pub struct Findings<'a> {
    /// All facts and rule books.
    pub library: &'a Library,
    /// The rule book.
    pub rulebook: &'a RuleBook,
    /// The answers.
    pub sheet: Cow<'a, Sheet>,
    /// The assessment date.
    pub as_of: Day,
    assessment: OnceCell<Assessment>,
    next: OnceCell<Vec<FactIx>>,
    paths: OnceCell<Vec<PathsTo>>,
    horizon: OnceCell<Vec<HorizonStep>>,
    strict_horizon: OnceCell<Vec<HorizonStep>>,
    duties: OnceCell<Vec<DutyDate>>,
}

impl<'a> Findings<'a> {
    /// For a sheet that lies elsewhere. Nothing is worked out yet.
    #[must_use]
    pub fn of(library: &'a Library, rulebook: &'a RuleBook, sheet: &'a Sheet, as_of: Day) -> Self {
        Self::new(library, rulebook, Cow::Borrowed(sheet), as_of)
    }

    /// Nothing is worked out yet.
    #[must_use]
    pub fn new(library: &'a Library, rulebook: &'a RuleBook, sheet: Cow<'a, Sheet>, as_of: Day) -> Self {
        Self {
            library,
            rulebook,
            sheet,
            as_of,
            assessment: OnceCell::new(),
            next: OnceCell::new(),
            paths: OnceCell::new(),
            horizon: OnceCell::new(),
            strict_horizon: OnceCell::new(),
            duties: OnceCell::new(),
        }
    }

    /// The assessment, as [`assess`] gives it.
    pub fn assessment(&self) -> &Assessment {
        self.assessment.get_or_init(|| assess(self.library, self.rulebook, &self.sheet, self.as_of))
    }

    /// Open facts that can still change the grade, as [`next`] gives them.
    pub fn next(&self) -> &[FactIx] {
        self.next.get_or_init(|| next(self.library, self.rulebook, &self.sheet, self.as_of))
    }

    /// The ways to better grades, as [`paths`] gives them.
    pub fn paths(&self) -> &[PathsTo] {
        self.paths.get_or_init(|| paths(self.library, self.rulebook, &self.sheet, self.as_of))
    }

    /// The grade as time passes, as [`horizon`] gives it.
    pub fn horizon(&self, mode: Mode) -> &[HorizonStep] {
        let kept = match mode {
            Mode::Held => &self.horizon,
            Mode::Strict => &self.strict_horizon,
        };
        kept.get_or_init(|| horizon(self.library, self.rulebook, &self.sheet, self.as_of, mode))
    }

    /// The days of duties, as [`duties`] gives them.
    pub fn duties(&self) -> &[DutyDate] {
        self.duties.get_or_init(|| duties(self.library, self.rulebook, &self.sheet, self.as_of))
    }
}

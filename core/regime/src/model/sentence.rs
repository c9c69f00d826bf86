//! Sentences of papers, those that are signed above all: each is printed only where it is true.

use serde::{Deserialize, Serialize};
use ziping_rules::rule::Test;

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SentencePart {
    /// Above the items of a declaration.
    DeclarationHead,
    /// An item of the declaration in an application.
    Declaration,
    /// Under the figures by fiscal year.
    Finances,
    /// Under the points of the elements.
    Scores,
    /// Under the levels of the aspects.
    Levels,
    /// Under the self-scoring sheet.
    Sheet,
    /// Under the conclusion.
    Conclusion,
    /// Under the figures worked out from tables.
    Figures,
    /// Beside a condition that an authority may relax.
    Relaxable,
    /// Above the matter of a letter.
    LetterHead,
    /// What a letter declares.
    LetterDeclaration,
    /// A note for whoever fills the application in: on a leaf of its own that is no part of it.
    Filling,
    /// Advice in the guide.
    Advice,
}

/// What a package is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaperState {
    /// One may apply under the rule book now: it is neither a draft nor replaced nor abolished.
    Current,
    /// An application that assesses the organisation, not a letter about a matter.
    Application,
    /// Something of the procedure is signed and sealed: an application, a letter, a pledge.
    Signed,
    /// A first application.
    First,
    /// An association's own form takes the place of the kit's application.
    OwnForm,
    /// Someone other than the applicant acts in the procedure.
    Reviewed,
    /// No answers contradict each other.
    Consistent,
    /// No figure of the form is only known to lie within a range.
    Exact,
    /// The rules look at records, caps or grounds, so that the paper lists them.
    RecordsListed,
    /// All of those are answered.
    RecordsAnswered,
    /// Some of the papers enclosed are copies.
    Copies,
    /// The result is one outcome.
    Decided,
    /// Some fact that the rules look at is not answered.
    FactsOpen,
    /// Something depends on the reading of a clause.
    ReadingsOpen,
    /// Some element of the score is not answered.
    ElementsOpen,
    /// Tables or conditions work out all points or levels.
    WorkedOut,
    /// Tables or conditions work out some of them.
    PartlyWorkedOut,
    /// Some points rest on the applicant's own judgement.
    Judged,
    /// Some points are not published.
    PointsUnpublished,
    /// Something is left out, for outsiders.
    Redacted,
}

/// Names as the files have them.
macro_rules! named {
    ($type:ident { $($variant:ident = $name:literal,)* }) => {
        impl $type {
            /// All of them, as the files name them.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// As the files name it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// Reads what [`Self::name`] says.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

named! { SentencePart {
    DeclarationHead = "declaration_head",
    Declaration = "declaration",
    Finances = "finances",
    Scores = "scores",
    Levels = "levels",
    Sheet = "sheet",
    Conclusion = "conclusion",
    Figures = "figures",
    Relaxable = "relaxable",
    LetterHead = "letter_head",
    LetterDeclaration = "letter_declaration",
    Filling = "filling",
    Advice = "advice",
} }

named! { PaperState {
    Current = "current",
    Application = "application",
    Signed = "signed",
    First = "first",
    OwnForm = "own_form",
    Reviewed = "reviewed",
    Consistent = "consistent",
    Exact = "exact",
    RecordsListed = "records_listed",
    RecordsAnswered = "records_answered",
    Copies = "copies",
    Decided = "decided",
    FactsOpen = "facts_open",
    ReadingsOpen = "readings_open",
    ElementsOpen = "elements_open",
    WorkedOut = "worked_out",
    PartlyWorkedOut = "partly_worked_out",
    Judged = "judged",
    PointsUnpublished = "points_unpublished",
    Redacted = "redacted",
} }

/// A sentence and when it is printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// Permanent id.
    pub id: String,
    /// Where it stands.
    pub part: SentencePart,
    /// All of these must hold.
    pub holds: Vec<PaperState>,
    /// None of these may hold.
    pub unless: Vec<PaperState>,
    /// What the answers must say: printed only where this is true, not where it is open.
    pub when: Option<Test>,
    /// Printed where this is false or open: in the place of a sentence that is printed where it is true.
    pub not_when: Option<Test>,
    /// Only in these regimes; empty: in all.
    pub regimes: Vec<String>,
    /// In all but these.
    pub except: Vec<String>,
}

impl Sentence {
    /// What may stand in braces in its text.
    pub const PLACES: [&'static str; 7] = ["regime", "document", "paper", "day", "clause", "facts", "asks"];

    /// Whether it belongs to a regime at all.
    #[must_use]
    pub fn is_of(&self, regime: &str) -> bool {
        let named = |ids: &[String]| ids.iter().any(|id| id == regime);
        (self.regimes.is_empty() || named(&self.regimes)) && !named(&self.except)
    }
}

/// The names in braces of a text, in order; `None`: a brace stands alone.
#[must_use]
pub fn braced(text: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        if before.contains('}') {
            return None;
        }
        names.push(name);
        rest = after;
    }
    (!rest.contains('}')).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_as_they_are_written() {
        for name in SentencePart::NAMES {
            assert_eq!(SentencePart::parse(name).map(SentencePart::name), Some(*name));
        }
        for name in PaperState::NAMES {
            assert_eq!(PaperState::parse(name).map(PaperState::name), Some(*name));
        }
        assert_eq!(PaperState::parse("Current"), None);
    }

    #[test]
    fn braces_come_in_pairs() {
        assert_eq!(braced("依据《{document}》{clause}"), Some(vec!["document", "clause"]));
        assert_eq!(braced("没有"), Some(vec![]));
        for broken in ["{day", "day}", "}{day}", "{day} }"] {
            assert_eq!(braced(broken), None, "{broken}");
        }
    }
}

//! A rule book as the kit works with it.

mod basis;
mod entries;
mod form;
mod grade;
mod items;
mod procedure;
mod sentence;

pub use basis::{Basis, Indicator, LevelRule, OverlayForm, OverlayInfo, Standing};
pub use entries::{Entry, EntryKind, Finder, Scope};
pub use form::Form;
pub use grade::{Band, Element, Grade, Model};
pub use procedure::{Document, DurationUnit, Duty, DutyFrom, DutyKind, Fee, Step, Validity, Writing};
pub use sentence::{PaperState, Sentence, SentencePart, braced};
use serde::{Deserialize, Serialize};
use ziping_base::calendar::WorkingDays;
use ziping_rules::fact::pasted::Names;
use ziping_rules::fact::{Catalogue, FactIx};
use ziping_rules::rule::score::{Given, Scored};
use ziping_rules::rule::{Number, Test, Unit, Windows, facts_of, facts_of_number};

/// Everything that is needed to assess: all facts, all rule books, the working-day calendar.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Library {
    /// All facts.
    pub catalogue: Catalogue,
    /// The windows of all conditions.
    pub windows: Windows,
    /// The rule books, in order of their ids' first appearance.
    pub regimes: Vec<RuleBook>,
    /// Papers that prove things.
    pub evidence: Vec<Evidence>,
    /// Consistency checks over facts.
    pub checks: Vec<Check>,
    /// Figures that tables replace: the fact, its table, what is worked out.
    pub derived: Vec<Derived>,
    /// Sentences of papers, in the order in which they are printed.
    pub sentences: Vec<Sentence>,
    /// Working days.
    pub calendar: WorkingDays,
    /// What headings of pasted rows may say.
    pub names: Names,
}

impl Library {
    /// The rule book with an id.
    #[must_use]
    pub fn regime(&self, id: &str) -> Option<&RuleBook> {
        self.regimes.iter().find(|regime| regime.id == id)
    }
}

/// How the ids of certificates begin; that of the rule book whose certificates they are follows.
const CERTIFICATE: &str = "certificate.";

/// Whether a fact of this id is a table of certificates, of whichever rule book.
#[must_use]
pub fn is_certificate(id: &str) -> bool {
    id.starts_with(CERTIFICATE)
}

impl RuleBook {
    /// The fact that holds the certificates under this rule book, where there is one.
    #[must_use]
    pub fn certificate(&self, catalogue: &Catalogue) -> Option<FactIx> {
        catalogue.find(&format!("{CERTIFICATE}{}", self.id))
    }

    /// Whether one has to be eligible at all.
    #[must_use]
    pub fn has_eligibility(&self) -> bool {
        self.conditions.iter().any(|condition| condition.kind == ConditionKind::Eligibility)
    }

    /// Every item and group of points, wherever it stands, each before its parts.
    #[must_use]
    pub fn scored(&self) -> Vec<&Scored> {
        let below = self.elements().iter().flat_map(Element::items);
        below.chain(self.items.iter().map(|standing| &standing.item)).flat_map(Scored::all).collect()
    }

    /// The Word forms that overlays name for a procedure: file name and document.
    #[must_use]
    pub fn forms_of_overlays(&self, procedure: &str) -> Vec<(&str, &str)> {
        let asked = |document: &str| {
            let known = self.documents.iter().find(|known| known.id == document);
            known.is_some_and(|known| known.procedures.iter().any(|known| known == procedure))
        };
        let forms = self.overlays.iter().flat_map(|overlay| &overlay.forms).filter(|form| asked(&form.document));
        forms.filter_map(|form| Some((form.docx.as_deref()?, form.document.as_str()))).collect()
    }

    /// The items and groups that stand beside an aspect, or with `None` beside none, where only conditions look at them.
    pub fn items_beside(&self, aspect: Option<FactIx>) -> impl Iterator<Item = &Scored> {
        self.items.iter().filter(move |standing| standing.aspect == aspect).map(|standing| &standing.item)
    }

    /// The items and groups of an element, or those beside an aspect: in the order of its findings.
    #[must_use]
    pub fn items_of<'a>(&'a self, element: &'a Element) -> Vec<&'a Scored> {
        element.items().iter().chain(self.items_beside(Some(element.fact))).collect()
    }

    /// The elements or aspects of its grade; none in a met / not-met regime.
    #[must_use]
    pub fn elements(&self) -> &[Element] {
        match &self.grade.model {
            Model::Scored { elements, .. } | Model::Aspects { aspects: elements, .. } => elements,
            Model::Met { .. } => &[],
        }
    }
}

/// Where a rule book stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Status {
    /// Being written.
    Draft,
    /// In force; the document says from when.
    InForce,
    /// Published; the document does not say when, nor from when it applies.
    Undated,
    /// Another document has replaced it.
    Superseded,
    /// No longer applied; kept for reference.
    Historical,
}

/// Who has put a rule book or an overlay where it is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// It comes with the kit.
    #[default]
    Kit,
    /// Whoever serves the site: in force for every visitor, by the host's own word.
    Host,
    /// Whoever assesses has loaded it.
    Visitor,
    /// Whoever assesses tries it out: a draft, by which nobody can apply.
    Trial,
}

impl Origin {
    /// Whether it comes with the kit.
    #[must_use]
    pub const fn is_kit(&self) -> bool {
        matches!(self, Self::Kit)
    }

    /// Reads the name that it is written by; `None`: it is none.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "kit" => Some(Self::Kit),
            "host" => Some(Self::Host),
            "visitor" => Some(Self::Visitor),
            "trial" => Some(Self::Trial),
            _ => None,
        }
    }
}

impl Status {
    /// All of them.
    const ALL: [Self; 5] = [Self::Draft, Self::InForce, Self::Undated, Self::Superseded, Self::Historical];

    /// Whether nobody can apply under it any more.
    #[must_use]
    pub const fn is_over(self) -> bool {
        match self {
            Self::Superseded | Self::Historical => true,
            Self::Draft | Self::InForce | Self::Undated => false,
        }
    }

    /// As rule books and manifests say it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InForce => "in_force",
            Self::Undated => "undated",
            Self::Superseded => "superseded",
            Self::Historical => "historical",
        }
    }

    /// Reads what [`Self::name`] says.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == text)
    }
}

/// The rules of one assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleBook {
    /// Permanent id.
    pub id: String,
    /// Version of this encoding.
    pub version: String,
    /// Where it stands.
    pub status: Status,
    /// File name of the document it encodes.
    pub source: String,
    /// From, to and what it repeals, as far as the document says.
    pub effective: Effective,
    /// Every article and item of the document.
    pub clauses: Vec<Clause>,
    /// Conditions.
    pub conditions: Vec<Condition>,
    /// Disqualifying factors that cap the grade.
    pub caps: Vec<Cap>,
    /// Grounds that open the range down to the lowest outcome.
    pub grounds: Vec<Ground>,
    /// Numbers worked out from tables and shown.
    pub figures: Vec<Figure>,
    /// How the grade is found.
    pub grade: Grade,
    /// The assessing page.
    pub sections: Vec<Section>,
    /// The procedure.
    pub steps: Vec<Step>,
    /// What is handed in.
    pub documents: Vec<Document>,
    /// Those who act and whom the document knows by their kind only, each with the fact that names the one chosen.
    pub named: Vec<(String, FactIx)>,
    /// Dates after the certificate.
    pub duties: Vec<Duty>,
    /// How long a certificate is valid.
    pub validity: Option<Validity>,
    /// Fees.
    pub fees: Vec<Fee>,
    /// Definitions, sanctions, notes, gaps, benefits, terms and readings.
    pub entries: Vec<Entry>,
    /// Industry finder.
    pub finder: Vec<Finder>,
    /// What a level can undertake.
    pub scope: Vec<Scope>,
    /// Overlays that have been applied, in their order.
    pub overlays: Vec<OverlayInfo>,
    /// Items and groups of points that stand for themselves.
    pub items: Vec<Standing>,
    /// Figures that the issuer publishes.
    pub published: Vec<Given>,
    /// Who has put it here.
    pub origin: Origin,
}

/// When a document applies, as it says itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Effective {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// What it repeals.
    pub repeals: Option<String>,
}

/// An article or item of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// As the source cites it.
    pub id: String,
    /// Nothing encodes it; its words say why.
    pub nothing: bool,
}

/// What a condition is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConditionKind {
    /// May one apply at all.
    Eligibility,
    /// Part of the grade of a met / not-met regime.
    Requirement,
}

/// Clauses cited (the first is shown) and evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backing {
    /// Clauses.
    pub clauses: Vec<String>,
    /// Evidence that the document asks for.
    pub asks: Vec<String>,
    /// Evidence that the kit suggests.
    pub suggests: Vec<String>,
    /// Doubts shown here.
    pub notes: Vec<String>,
    /// The kit's inference.
    pub inferred: bool,
}

impl Backing {
    /// The clause that is shown where there is room for one.
    #[must_use]
    pub fn clause(&self) -> &str {
        self.clauses.first().map_or("", String::as_str)
    }

    /// All of them, as papers cite them.
    #[must_use]
    pub fn all_clauses(&self) -> String {
        self.clauses.join("、")
    }
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// Permanent id.
    pub id: String,
    /// Clauses and evidence.
    pub backing: Backing,
    /// What it is for.
    pub kind: ConditionKind,
    /// When it holds.
    pub when: Test,
    /// Where false, it does not apply.
    pub applies: Option<Test>,
}

/// A disqualifying factor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cap {
    /// Permanent id.
    pub id: String,
    /// Clauses and evidence.
    pub backing: Backing,
    /// The best outcome while it holds, by place; the best of all where it lowers the grade instead.
    pub limit: u8,
    /// By how many outcomes it lowers the grade that would be reached without caps; 0: it limits the grade. Those that
    /// hold are taken together, and limits come after them.
    pub lowers: u8,
    /// When it holds.
    pub when: Test,
}

/// A ground for cancelling a rating.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ground {
    /// Permanent id.
    pub id: String,
    /// Clauses and evidence.
    pub backing: Backing,
    /// When it holds.
    pub when: Test,
}

/// A number worked out and shown; decides nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Permanent id.
    pub id: String,
    /// Clauses.
    pub backing: Backing,
    /// What is worked out.
    pub value: FigureValue,
    /// The fact beside which it is shown.
    pub beside: Option<FactIx>,
}

/// What a figure is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FigureValue {
    /// A number of a unit.
    Number(Number, Unit),
    /// A share of two numbers.
    Share(Number, Number),
    /// A condition.
    Test(Test),
}

impl FigureValue {
    /// The facts that it is worked out from, each once.
    #[must_use]
    pub fn facts(&self) -> Vec<FactIx> {
        let mut facts = Vec::new();
        match self {
            Self::Number(number, _) => facts_of_number(number, &mut facts),
            Self::Share(part, whole) => {
                facts_of_number(part, &mut facts);
                facts_of_number(whole, &mut facts);
            }
            Self::Test(test) => facts_of(test, &mut facts),
        }
        facts
    }
}

/// A part of the assessing page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Conditions, caps, grounds, elements, aspects, figures.
    pub items: Vec<String>,
    /// Further facts asked here.
    pub facts: Vec<FactIx>,
}

/// A paper that proves something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Permanent id.
    pub id: String,
    /// How it is usually handed in.
    pub form: Form,
    /// For how many months it is usually accepted.
    pub valid_months: Option<u16>,
    /// The regime that defines it; `None`: shared.
    pub regime: Option<String>,
    /// It says that none of these has happened: once one is declared it would be false.
    pub denies: Vec<FactIx>,
    /// It shows what happened: it is handed in only once one of these is declared, for what looks at that one.
    pub shows: Vec<FactIx>,
}

/// A consistency check over facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Permanent id.
    pub id: String,
    /// An error rather than a warning.
    pub error: bool,
    /// What must hold.
    pub holds: Test,
}

/// A figure that a table replaces.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Derived {
    /// The fact that may be typed.
    pub fact: FactIx,
    /// Its table.
    pub table: FactIx,
    /// What is worked out.
    pub value: FigureValue,
}

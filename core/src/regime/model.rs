//! A rule book as the kit works with it.

use super::basis::{Basis, OverlayInfo};
use crate::calendar::{Period, WorkingDays};
use crate::fact::{Catalogue, FactIx};
use crate::rule::{Number, Test, Unit, Windows};
use serde::{Deserialize, Serialize};

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
    /// Working days.
    pub calendar: WorkingDays,
}

impl Library {
    /// The rule book with an id.
    #[must_use]
    pub fn regime(&self, id: &str) -> Option<&RuleBook> {
        self.regimes.iter().find(|regime| regime.id == id)
    }
}

impl RuleBook {
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
    /// In force.
    InForce,
    /// Another document has replaced it.
    Superseded,
    /// No longer applied; kept for reference.
    Historical,
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
    /// The clause that is shown.
    #[must_use]
    pub fn clause(&self) -> &str {
        self.clauses.first().map_or("", String::as_str)
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
    /// The best outcome while it holds, by place.
    pub limit: u8,
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

/// How the grade is found, with its outcomes in ascending order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grade {
    /// Outcome ids, ascending.
    pub outcomes: Vec<String>,
    /// Clauses.
    pub backing: Backing,
    /// The model.
    pub model: Model,
}

/// The models.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Model {
    /// Points in elements, bands, caps.
    Scored {
        /// What is added up.
        elements: Vec<Element>,
        /// Published bands, ascending.
        bands: Vec<Band>,
    },
    /// A level in each aspect.
    Aspects {
        /// The aspects: ordered choices whose options are the outcomes.
        aspects: Vec<Element>,
        /// No rule is published that combines them: anything from the lowest to the highest.
        between: bool,
    },
    /// Met when all conditions of a kind hold.
    Met {
        /// Which conditions decide.
        of: ConditionKind,
        /// Conditions that an authority may relax.
        relaxable: Vec<String>,
    },
}

/// A fact that goes into the grade.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Element {
    /// The fact.
    pub fact: FactIx,
    /// The most it can give, in tenths of a point; 0 for an aspect.
    pub max: i64,
    /// Where its points or its level come from.
    pub basis: Basis,
    /// Clauses and evidence.
    pub backing: Backing,
}

/// A published band, both ends included, in tenths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// The outcome, by place.
    pub outcome: u8,
    /// From.
    pub from: i64,
    /// To.
    pub to: i64,
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

/// What a published duration is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DurationUnit {
    /// Working days.
    WorkingDays,
    /// Plain days.
    Days,
    /// Months.
    Months,
}

impl RuleBook {
    /// The procedure of a first application: the first that the steps name; empty where there are none.
    #[must_use]
    pub fn first_procedure(&self) -> &str {
        self.steps.iter().flat_map(|step| &step.procedures).next().map_or("", String::as_str)
    }

    /// The procedures that have a form to fill, in the order of the documents; the first application among them.
    #[must_use]
    pub fn procedures(&self) -> Vec<&str> {
        let first = self.first_procedure();
        let mut all = if first.is_empty() { Vec::new() } else { vec![first] };
        let forms = self.documents.iter().filter(|document| document.form);
        for procedure in forms.flat_map(|document| &document.procedures).map(String::as_str) {
            if !all.contains(&procedure) {
                all.push(procedure);
            }
        }
        all
    }
}

/// A step of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Permanent id.
    pub id: String,
    /// Clauses.
    pub backing: Backing,
    /// Procedures that it belongs to.
    pub procedures: Vec<String>,
    /// Who acts.
    pub actor: String,
    /// Published duration; `None`: not published.
    pub duration: Option<(u16, DurationUnit)>,
    /// Only for these outcomes; empty: for all.
    pub only: Vec<String>,
    /// What is handed in.
    pub documents: Vec<String>,
}

/// Something handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Permanent id.
    pub id: String,
    /// Clauses.
    pub backing: Backing,
    /// Procedures that it belongs to.
    pub procedures: Vec<String>,
    /// How many; `None`: not published.
    pub copies: Option<u16>,
    /// To whom; `None`: not published.
    pub to: Option<String>,
    /// A form to fill.
    pub form: bool,
    /// What its form asks besides the organisation and the certificate.
    pub facts: Vec<FactIx>,
}

/// What a duty's date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DutyKind {
    /// Act by this day.
    Latest,
    /// A window opens.
    Opens,
    /// Something ends.
    Ends,
    /// Each anniversary.
    Yearly,
}

/// What a duty is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DutyFrom {
    /// The day of issue.
    Issue,
    /// The end of validity.
    Expiry,
    /// The last day of an event.
    Event(FactIx),
}

/// A date after the certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Permanent id.
    pub id: String,
    /// Clauses.
    pub backing: Backing,
    /// Counted from.
    pub from: DutyFrom,
    /// By how much, and whether back.
    pub offset: Option<(Period, bool)>,
    /// What the date is.
    pub kind: DutyKind,
    /// How often, for yearly duties.
    pub times: u16,
}

/// How long a certificate is valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// Clauses.
    pub backing: Backing,
    /// Years from the day of issue.
    pub years: u16,
}

/// A fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// Permanent id.
    pub id: String,
    /// Clauses.
    pub backing: Backing,
    /// Fen; `None`: not published.
    pub amount: Option<i64>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryKind {
    /// A term that the document defines.
    Definition,
    /// Grounds and outcomes after the certificate.
    Sanction,
    /// A doubt about the text.
    Note,
    /// Referred to but not contained.
    Gap,
    /// Privileges.
    Benefit,
    /// Anything else that a reader must know.
    Term,
    /// A reading named in a condition.
    Reading,
}

impl EntryKind {
    /// The kind as rule books and language files name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Definition => "definition",
            Self::Sanction => "sanction",
            Self::Note => "note",
            Self::Gap => "gap",
            Self::Benefit => "benefit",
            Self::Term => "term",
            Self::Reading => "reading",
        }
    }

    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Definition, Self::Sanction, Self::Note, Self::Gap, Self::Benefit, Self::Term, Self::Reading];
}

/// Something to know that decides nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Permanent id.
    pub id: String,
    /// Clauses.
    pub backing: Backing,
}

/// Sections of GB/T 4754 that belong to an industry item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finder {
    /// Clauses.
    pub backing: Backing,
    /// Section letters.
    pub sections: Vec<String>,
    /// The industry item.
    pub item: String,
    /// Only a prompt to consider it.
    pub prompt: bool,
}

/// What a level can undertake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Clauses.
    pub backing: Backing,
    /// Scale of the work.
    pub scale: String,
    /// Role in it.
    pub role: String,
    /// Lowest outcome that covers it, by place; `None`: the text does not name the case.
    pub level: Option<u8>,
}

/// How a paper is handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Permanent id.
    pub id: String,
    /// `original`, `copy_sealed`, `copy`, `print`, `statement`.
    pub original: String,
    /// For how many months it is usually accepted.
    pub valid_months: Option<u16>,
    /// The regime that defines it; `None`: shared.
    pub regime: Option<String>,
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

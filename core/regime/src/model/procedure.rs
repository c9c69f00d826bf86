//! What is handed in and done, and what follows a certificate.

use super::{Backing, RuleBook};
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Period;
use ziping_rules::fact::FactIx;

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

/// A step of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Permanent id.
    pub id: String,
    /// Clauses.
    pub backing: Backing,
    /// Procedures that it belongs to.
    pub procedures: Vec<String>,
    /// Who acts: the id of their name.
    pub actor: String,
    /// The document does not say who acts.
    pub inferred_actor: bool,
    /// Who acts gives an opinion of the application: the form has room for it.
    pub opinion: bool,
    /// Published duration; `None`: not published.
    pub duration: Option<(u16, DurationUnit)>,
    /// The duration is a deadline for whoever acts, not how long the step takes.
    pub within: bool,
    /// Only for these outcomes; empty: for all.
    pub only: Vec<String>,
    /// What is handed in.
    pub documents: Vec<String>,
}

/// What a form is where it is no application.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Writing {
    /// A letter of the organisation, signed and sealed.
    #[default]
    Letter,
    /// The text of a public notice.
    Notice,
    /// An outline of what others are to fill in; nobody signs it.
    Outline,
    /// A pledge that goes with the application.
    Pledge,
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
    /// To whom, by the id of their name; `None`: not published.
    pub to: Option<String>,
    /// The document does not say to whom.
    pub inferred_to: bool,
    /// Handed in at these, for those whom it is meant for, by the id of their name.
    pub through: Option<String>,
    /// A form to fill.
    pub form: bool,
    /// What the form is.
    pub writing: Writing,
    /// What its form asks besides the organisation and the certificate.
    pub facts: Vec<FactIx>,
}

impl Document {
    /// Whether it is handed in in this procedure.
    #[must_use]
    pub fn is_of(&self, procedure: &str) -> bool {
        self.procedures.iter().any(|known| known == procedure)
    }
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
    /// The procedures that are due by it, or open with it.
    pub procedures: Vec<String>,
    /// It presupposes a certificate that was valid when it began.
    pub holders: bool,
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

impl RuleBook {
    /// What a step hands in, seen from a procedure: papers that belong to it. Of a step that leads on into another
    /// procedure, so that none of its papers belongs to this one, all.
    #[must_use]
    pub fn handed_in(&self, step: &Step, procedure: &str) -> Vec<&Document> {
        let all: Vec<&Document> =
            step.documents.iter().filter_map(|id| self.documents.iter().find(|document| document.id == *id)).collect();
        let own: Vec<&Document> = all.iter().copied().filter(|document| document.is_of(procedure)).collect();
        if own.is_empty() { all } else { own }
    }

    /// The procedure of a first application: the first that the steps name; empty where there are none.
    #[must_use]
    pub fn first_procedure(&self) -> &str {
        self.steps.iter().flat_map(|step| &step.procedures).next().map_or("", String::as_str)
    }

    /// Whether a procedure assesses the organisation, as a first application does: they have a step in common.
    #[must_use]
    pub fn assesses(&self, procedure: &str) -> bool {
        let first = self.first_procedure();
        let belongs = |procedures: &[String], wanted: &str| procedures.iter().any(|known| known == wanted);
        procedure == first
            || self.steps.iter().any(|step| belongs(&step.procedures, procedure) && belongs(&step.procedures, first))
    }

    /// The forms of a procedure, in the order of the documents.
    #[must_use]
    pub fn forms_of(&self, procedure: &str) -> Vec<&Document> {
        self.documents.iter().filter(|document| document.form && document.is_of(procedure)).collect()
    }

    /// Whether a form is a letter with a matter of its own, not an application.
    #[must_use]
    pub fn is_letter(&self, document: &Document) -> bool {
        document.form
            && document.writing == Writing::Letter
            && !document.procedures.iter().any(|procedure| self.assesses(procedure))
    }

    /// The fact that names an actor whom the document knows by its kind only.
    #[must_use]
    pub fn name_of(&self, actor: &str) -> Option<FactIx> {
        self.named.iter().find(|(known, _)| known == actor).map(|(_, fact)| *fact)
    }

    /// What a form asks: its own facts, and the names of those whom it goes to or through.
    pub fn asked_by<'a>(&'a self, document: &'a Document) -> impl Iterator<Item = FactIx> + 'a {
        let names = document.to.iter().chain(&document.through).filter_map(|actor| self.name_of(actor));
        document.facts.iter().copied().chain(names.filter(|_| document.form))
    }

    /// The steps of a procedure that lie ahead for some outcome between two, both included.
    #[must_use]
    pub fn steps_ahead(&self, procedure: &str, worst: u8, best: u8) -> Vec<&Step> {
        let levels = self.grade.outcomes.get(usize::from(worst)..=usize::from(best)).unwrap_or_default();
        let mine = |step: &&Step| {
            step.procedures.iter().any(|known| known == procedure)
                && (step.only.is_empty() || step.only.iter().any(|id| levels.contains(id)))
        };
        self.steps.iter().filter(mine).collect()
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

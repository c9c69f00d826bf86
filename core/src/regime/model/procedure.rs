//! What is handed in and done, and what follows a certificate.

use super::{Backing, RuleBook};
use crate::calendar::Period;
use crate::fact::FactIx;
use serde::{Deserialize, Serialize};

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

//! Small independent models of the grades, written plainly from the documents: one function a regime, on complete
//! answers and under one choice of readings. They share the answers with the core and nothing else: no conditions,
//! no evaluator, no calendar.

mod aspects;
pub mod caps;
mod credit;
mod facts;
mod om;
mod readings;
pub mod scores;

pub use facts::Facts;
pub use readings::{Readings, all_readings, readings_of_the_grade};

/// What a model says of complete answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The outcome, by place in the regime's ascending list.
    pub outcome: u8,
    /// Whether the organisation may apply.
    pub eligible: bool,
}

/// The verdict of a regime; `None` for a regime that has no model.
#[must_use]
pub fn verdict(regime: &str, facts: &Facts<'_>, readings: &Readings) -> Option<Verdict> {
    Some(match regime {
        "credit" => credit::verdict(facts, readings),
        "om" => om::verdict(facts, readings),
        "iets" => aspects::iets(facts, readings),
        "nextgen-it" => aspects::nextgen(facts, readings),
        "bizsec" => aspects::bizsec(facts),
        "iii-consulting" => aspects::iii(facts, readings),
        _ => return None,
    })
}

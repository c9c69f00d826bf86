//! The pure kit of Ziping 自评: facts, the condition language, rule books, assessments.
//!
//! No browser, no clock, no I/O: the assessment date is an argument and texts come in as strings.

pub mod assess;
pub mod calendar;
pub mod diag;
#[cfg(feature = "dossier")]
pub mod dossier;
pub mod fact;
pub mod json;
pub mod node;
pub mod order;
pub mod pack;
pub mod proof;
#[cfg(feature = "dossier")]
pub mod receive;
pub mod regime;
pub mod rule;
#[cfg(feature = "dossier")]
pub mod unzip;

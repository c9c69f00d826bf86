//! One plan for several rule books, as a Word file.

use super::archive::TooLarge;
use super::{compose, plain};
use crate::word::word;
use ziping_assess::JointReport;
use ziping_base::calendar::Day;

/// The Word file of a plan. `report`: in Chinese, days as papers write them; `as_of`: the day on which it begins.
///
/// # Errors
/// When it would be larger than a zip archive can be.
pub fn joint_plan(report: &JointReport, as_of: Day) -> Result<Vec<u8>, TooLarge> {
    word(&compose::joint(report, as_of), &report.organisation, as_of)
}

/// What the file says, as plain text.
#[must_use]
pub fn joint_plan_text(report: &JointReport, as_of: Day) -> String {
    plain::paper(&compose::joint(report, as_of))
}

//! Fact sheet + rule book + date → assessment; paths to better grades; next questions; the horizon; duties.

mod advice;
mod compare;
mod duties;
mod finding;
mod grade;
mod horizon;
mod inconsistent;
mod later;
mod many;
mod next;
mod outcome;
mod paths;
mod report;
mod report_elements;
#[cfg(feature = "load")]
mod run;
mod say;
mod timetable;

pub use advice::{Covered, Found, Suggestion, advice, covered, found};
pub use compare::{Cause, Difference, Rules, Side, alone, compare};
pub use duties::{DutyDate, duties};
pub use finding::{
    Assessment, CapFinding, ElementFinding, FigureFinding, Figured, Finding, IndicatorFinding, Outcome, assess,
    assess_at,
};
pub use grade::{GradeRange, Graded, Levels, eligible, grade};
pub use horizon::{HorizonStep, Mode, horizon};
pub use inconsistent::{Inconsistency, inconsistencies};
pub use later::{Later, later};
pub use many::grades;
pub use next::{next, probes};
pub use outcome::{OutcomeReport, Refused, outcome_report};
pub use paths::{Path, PathsTo, Target, is_open, paths};
pub use report::{
    CapReport, ChangeReport, ConditionReport, DutyReport, Ends, FigureReport, HorizonReport, LowHigh, PathReport,
    PathsReport, Report, ReportOptions, report,
};
pub use report_elements::{ElementReport, IndicatorReport, LevelReport};
#[cfg(feature = "load")]
pub use run::run_case;
pub use say::{Lang, Speaker};
pub use timetable::{procedures, step_end};

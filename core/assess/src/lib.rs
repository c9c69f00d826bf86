//! Fact sheet + rule book + date → assessment; paths to better grades; next questions; the horizon; duties; papers wanted.
//!
//! # Invariants
//!
//! * A grade is a range that is sound: whatever the open answers turn out to be, and whichever reading prevails, the true
//!   grade lies inside.
//! * Explanations come out of the evaluation itself; nothing is worked out a second time to be shown.
//! * What is assessed twice with the same sheet, rule book and date is the same.
//!
//! # Example
//!
//! ```
//! use ziping_assess::assess;
//! use ziping_base::calendar::Day;
//! use ziping_rules::fact::Sheet;
//!
//! let content = ziping_content::load(&ziping_files::below("../../content".as_ref()).unwrap()).unwrap();
//! let rulebook = content.library.regime("credit").unwrap();
//!
//! // Nothing is answered: everything from the worst outcome to the best is still possible.
//! let assessment = assess(&content.library, rulebook, &Sheet::new(), Day::parse("2026-11-30").unwrap());
//! assert_eq!(rulebook.grade.outcomes[usize::from(assessment.grade.worst)], "none");
//! assert_eq!(rulebook.grade.outcomes[usize::from(assessment.grade.best)], "AAA");
//! ```

mod advice;
mod applied;
mod asking;
mod assigned;
mod begun;
mod changed;
mod comes;
mod compare;
mod duties;
mod earliest;
mod effect;
mod finding;
mod findings;
mod first_days;
mod grade;
mod horizon;
mod inconsistent;
mod joint;
mod later;
mod many;
mod missing;
mod next;
mod outcome;
mod paths;
pub mod proof;
mod report;
mod run;
mod say;
mod tasks;
mod timetable;
mod undecided;
mod untested;
mod uses;

pub use advice::{Covered, Found, Suggestion, advice, advised, covered, found};
pub use applied::{Applied, Beyond, applied};
pub use asking::{Asking, asking};
pub use assigned::{Assigned, Assignments, DueTask, LONGEST_LEAD, due_tasks};
pub use begun::begun;
pub use changed::{Changed, Judged, Judgement, Rejudged, Verdict, changed};
pub use comes::{Coming, coming};
pub use compare::{Cause, Difference, ItemDifference, Rules, Side, alone, compare};
pub use duties::{Certificate, DutyDate, certificates, duties, leading_certificate, undated};
pub use earliest::{Earliest, change_earliest, earliest, rests_on_answers};
pub use effect::{Effect, Stand, effect};
pub use finding::{
    Assessment, CapFinding, ElementFinding, FigureFinding, Figured, Finding, IndicatorFinding, Outcome, assess,
    assess_at,
};
pub use findings::Findings;
pub use grade::{GradeRange, Graded, Levels, eligible, grade};
pub use horizon::{HorizonStep, Mode, horizon};
pub use inconsistent::{Inconsistency, inconsistencies};
pub use joint::{
    Aim, Aimed, Conflict, Fall, Joint, JointAim, JointChange, JointFall, JointKind, JointLift, JointPaper, JointReport,
    JointStand, JointState, Lift, Reached, Step, Wanted, WordsBy, joint, joint_report,
};
pub use later::{Later, found_later, later, paths_later};
pub use many::grades;
pub use missing::{Lack, Lacking, Missing, is_later, is_whole, missing};
pub use next::{next, probes};
pub use outcome::{OutcomeReport, Refused, outcome_report};
pub use paths::{Path, PathsTo, Target, is_open, paths};
pub use report::{
    CapReport, ChangeReport, ConditionReport, DutyReport, ElementReport, Ends, FigureReport, HorizonReport,
    IndicatorReport, ItemReport, LevelReport, LowHigh, NextReport, PathReport, PathsReport, Report, ReportOptions,
    RowReport, ValueReport, items, report,
};
pub use run::{failed_cases, run_case};
pub use say::Speaker;
pub use say::percent_of;
pub use tasks::{Seen, Task, TaskKind, TaskState, tasks};
pub use timetable::{Dated, Dates, Matter, Place, Scheduled, procedures, schedule, step_end};
pub use untested::{Untested, untested};
pub use uses::{only, uses};
/// The language in which reports and sentences are.
pub use ziping_base::lang::Lang;

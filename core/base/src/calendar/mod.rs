//! Days, periods and working days by the rules of the Civil Code (民法典 200–204, 1259).
//!
//! Nothing here knows today's date: every question names its day.

mod day;
mod duty;
mod period;
mod workdays;

pub use day::Day;
pub use duty::{Deadline, count_back, count_forward};
pub use period::{Bounds, Period, Unit, Window};
pub use workdays::{WorkingDays, YearPlan};

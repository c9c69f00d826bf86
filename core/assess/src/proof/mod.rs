//! Papers that prove things: what rule books call for, and what an organisation has of them.

mod cite;
mod guess;
mod json;
mod need;
mod record;

pub use cite::{applies, cites, is_missing};
pub use guess::{Named, guess};
pub use json::{read_records, record_from_json, record_to_json, records_from_json, records_to_json, write_records};
pub use need::{Caller, Need, Use, UseKind, needs};
pub use record::{Attached, Expiry, Paged, Record, Records, Standing, is_program, paged};

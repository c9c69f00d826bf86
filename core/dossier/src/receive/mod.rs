//! The receiving side: a package that someone else made, opened, checked and assessed again.
//!
//! What is in it, whether every file is the one that its manifest names, and whether the answers lead to the result that
//! the applicant saw. A manifest tells changed files from unchanged ones; whoever changes a file on purpose can change
//! the manifest too, so a sound package is consistent, not genuine.
//!
//! Everything read here is untrusted: bounded, and shown without characters that hide or turn text.

mod about;
mod compare;
mod files;
mod handed;
mod inspect;
mod say;
mod seen;
mod table;
#[cfg(test)]
mod tests;

pub use about::{About, NotAPackage};
pub use compare::{Difference, ItemKind};
pub use files::{FileFound, FileState};
pub use handed::{duplicates, extract, open};
pub use inspect::{AppliedFor, Carrying, Disagreeing, InUse, Inspection, Opener, Problem, Verdict, inspect};
pub use say::Desk;
pub use seen::{Caught, Judged, Seen};
pub use table::{Row, table};

/// A stranger's text as it can be shown: one line, not longer than `most` characters, nothing hidden in it.
fn shown(text: &str, most: usize) -> String {
    let mut line: String = text.chars().filter(|c| !ziping_base::diag::is_hidden(*c)).take(most + 1).collect();
    if let Some((end, _)) = line.char_indices().nth(most) {
        line.truncate(end);
        line.push('…');
    }
    line
}

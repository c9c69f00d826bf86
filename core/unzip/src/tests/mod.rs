//! Sound archives are read, hostile ones refused, each for its own reason.

mod build;
mod hostile;
mod sound;

use super::{Limits, Reason, Refused, Zip};
use build::Build;
use core::ops::ControlFlow;

/// Small limits, so that tests can go over them.
const LIMITS: Limits = Limits { archive: 1 << 20, entries: 20, name: 100, single: 200_000, total: 300_000, ratio: 50 };

/// Opens an archive and reads all of it.
fn read(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Refused> {
    let zip = Zip::open(&bytes, &LIMITS)?;
    let mut all = Vec::new();
    for entry in zip.entries() {
        let mut content = Vec::new();
        zip.stream(entry, &mut |piece| {
            content.extend_from_slice(piece);
            assert!(content.len() as u64 <= entry.size(), "more than promised was given away");
            ControlFlow::Continue(())
        })?;
        all.push((entry.name().to_owned(), content));
    }
    Ok(all)
}

/// The reason why an archive is refused.
fn refusal(build: Build) -> Reason {
    read(&build.bytes()).expect_err("it was accepted").reason
}

//! Any bytes as a zip archive: read or refused without panic and within the limits; what is read twice is the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::ops::ControlFlow;
use ziping_unzip::{Limits, Zip};

const LIMITS: Limits = Limits { archive: 1 << 20, entries: 50, name: 100, single: 1 << 20, total: 2 << 20, ratio: 100 };

fuzz_target!(|bytes: &[u8]| {
    let Ok(zip) = Zip::open(&bytes, &LIMITS) else { return };
    assert!(zip.entries().len() <= LIMITS.entries);
    let mut total = 0;
    for entry in zip.entries() {
        let name = entry.name();
        assert!(!name.is_empty() && name.len() <= LIMITS.name && !name.starts_with('/') && !name.contains('\\'));
        assert!(name.split('/').all(|part| !part.is_empty() && part != "." && part != ".."));
        let mut given = 0;
        let streamed = zip.stream(entry, &mut |piece| {
            given += piece.len() as u64;
            assert!(given <= entry.size());
            ControlFlow::Continue(())
        });
        total += given;
        let read = zip.read(entry, LIMITS.single);
        assert_eq!(streamed.is_ok(), read.is_ok());
        if let Ok(content) = read {
            assert_eq!(content.len() as u64, entry.size());
        }
    }
    assert!(total <= LIMITS.total);
});

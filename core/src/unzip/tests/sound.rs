//! What is read.

use super::build::{Build, File};
use super::read;
use crate::unzip::{Limits, Reason, Zip};
use core::ops::ControlFlow;

/// Bytes that do not compress to nothing.
fn varied(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        // Few different values, so that it compresses somewhat.
        u8::try_from(state >> 28).unwrap()
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn stored_and_deflated_files_come_back_in_their_order() {
    // Larger than the pieces in which it is read, packed and unpacked.
    let large = varied(180_000);
    let files = [
        File::stored("01-申请表/申报书.docx", b"abc"),
        File::deflated("b.txt", &large),
        File::stored("empty", b""),
        File::deflated("empty too", b""),
    ];
    let all = read(&Build::of(files).bytes()).unwrap();
    let named: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(named, ["01-申请表/申报书.docx", "b.txt", "empty", "empty too"]);
    assert_eq!(all[0].1, b"abc");
    assert!(all[1].1 == large, "the large file came back changed");
}

#[test]
fn an_archive_without_entries_is_empty_not_wrong() {
    let mut bytes = Build::default().bytes();
    assert_eq!(read(&bytes).unwrap(), []);
    bytes.pop();
    assert_eq!(read(&bytes).unwrap_err().reason, Reason::Truncated);
}

#[test]
fn folders_are_checked_and_left_out() {
    let mut folder = File::stored("a/", b"");
    folder.mode = 0o040_755;
    let all = read(&Build::of([folder.clone(), File::stored("a/b", b"x")]).bytes()).unwrap();
    assert_eq!(all, [("a/b".to_owned(), b"x".to_vec())]);
    // In the other order too: some archivers write folders last.
    assert_eq!(read(&Build::of([File::stored("a/b", b"x"), folder]).bytes()).unwrap().len(), 1);
}

#[test]
fn sizes_after_the_data_are_read_with_and_without_their_signature() {
    for signed in [true, false] {
        let files = [File::deflated("a", b"aaaaaaaaaaaa").described(signed), File::stored("b", b"b").described(signed)];
        let all = read(&Build::of(files).bytes()).unwrap();
        assert_eq!(all, [("a".to_owned(), b"aaaaaaaaaaaa".to_vec()), ("b".to_owned(), b"b".to_vec())]);
    }
}

#[test]
fn extra_fields_and_a_system_without_kinds_of_file_are_no_harm() {
    let mut file = File::stored("a", b"x");
    file.own.extra = b"UT\x05\x00\x01abcd".to_vec();
    file.mode = 0;
    assert_eq!(read(&Build::of([file]).bytes()).unwrap().len(), 1);
}

#[test]
fn a_reader_can_stop_and_can_ask_for_no_more_than_it_wants() {
    let bytes = Build::of([File::deflated("a", &varied(180_000))]).bytes();
    let source = bytes.as_slice();
    let zip = Zip::open(&source, &Limits::PACKAGE).unwrap();
    let entry = zip.find("a").unwrap();
    let mut pieces = 0;
    let stopped = zip.stream(entry, &mut |_| {
        pieces += 1;
        ControlFlow::Break(())
    });
    assert_eq!((stopped.unwrap_err().reason, pieces), (Reason::Stopped, 1));
    assert_eq!(zip.read(entry, 179_999).unwrap_err().reason, Reason::EntryTooLarge);
    assert_eq!(zip.read(entry, 180_000).unwrap().len(), 180_000);
    assert_eq!(zip.find("b"), None);
}

//! What is read.

use super::build::{Build, File};
use super::read;
use crate::{Limits, Reason, Zip};
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

/// GBK for the few characters of these tests.
fn gbk(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        rest = match (first, after) {
            (0..=0x7f, _) => {
                text.push(char::from(*first));
                after
            }
            (0xc7, [0xe5, after @ ..]) => {
                text.push('清');
                after
            }
            (0xb5, [0xa5, after @ ..]) => {
                text.push('单');
                after
            }
            // Its second byte is that of a backslash.
            (0xd5, [0x5c, after @ ..]) => {
                text.push('誠');
                after
            }
            _ => return None,
        };
    }
    Some(text)
}

fn names(build: &Build) -> Vec<String> {
    let bytes = build.bytes();
    let source = bytes.as_slice();
    let zip = Zip::open_named(&source, &Limits::PACKAGE, &gbk).unwrap();
    zip.entries().iter().map(|entry| entry.name().to_owned()).collect()
}

#[test]
fn names_in_a_code_page_are_read_in_the_whole_archive_alike() {
    let coded = |name: &[u8]| File::stored("x", b"1").says(|head| (head.name, head.flags) = (name.to_vec(), 0));
    let all = Build::of([coded(b"a.txt"), coded(b"\xc7\xe5\xb5\xa5.json"), coded(b"\xd5\x5c/\xb5\xa5")]);
    assert_eq!(names(&all), ["a.txt", "清单.json", "誠/单"]);
    // The name in UTF-8 beside it counts, where it is of the same name.
    let beside = |raw: &[u8], of: &[u8]| {
        let mut field = vec![1];
        field.extend(crc32fast::hash(of).to_le_bytes());
        field.extend("清单2".as_bytes());
        let mut extra = 0x7075_u16.to_le_bytes().to_vec();
        extra.extend(u16::try_from(field.len()).unwrap().to_le_bytes());
        extra.extend(field);
        coded(raw).says(|head| head.extra.clone_from(&extra))
    };
    assert_eq!(names(&Build::of([beside(b"\xc7\xe5", b"\xc7\xe5")])), ["清单2"]);
    assert_eq!(names(&Build::of([beside(b"\xc7\xe5", b"other")])), ["清"]);
    // Names in UTF-8 that do not say so stay what they are.
    assert_eq!(names(&Build::of([File::stored("清单", b"1").says(|head| head.flags = 0)])), ["清单"]);
}

#[test]
fn backslashes_part_folders() {
    let mut folder = File::stored("b\\", b"");
    folder.mode = 0;
    assert_eq!(names(&Build::of([File::stored("06-数据\\答案.json", b"1"), folder])), ["06-数据/答案.json"]);
}

#[test]
fn a_comment_behind_the_archive_is_no_harm() {
    let mut build = Build::of([File::stored("a", b"x")]);
    build.comment = "由某某压缩软件制作".as_bytes().to_vec();
    assert_eq!(read(&build.bytes()).unwrap().len(), 1);
    build.comment = vec![b'x'; 65_535];
    assert_eq!(read(&build.bytes()).unwrap().len(), 1);
    let mut cut = build.bytes();
    cut.pop();
    assert_eq!(read(&cut).unwrap_err().reason, Reason::Truncated);
}

#[test]
fn the_64_bit_extension_is_read_in_small_archives_too() {
    let field = |size: u64| [&[1, 0, 16, 0][..], &size.to_le_bytes(), &size.to_le_bytes()].concat();
    // As Python's `force_zip64` writes it: in the entry's own header only, and in the directory too.
    let mut own = File::stored("a", b"abc");
    (own.own.size, own.own.packed, own.own.extra) = (u32::MAX, u32::MAX, field(3));
    let both = File::stored("b", b"abcd").says(|head| {
        (head.size, head.packed) = (u32::MAX, u32::MAX);
        head.extra = field(4);
    });
    let all = read(&Build::of([own, both]).bytes()).unwrap();
    assert_eq!(all, [("a".to_owned(), b"abc".to_vec()), ("b".to_owned(), b"abcd".to_vec())]);
    // Sizes of 64 bits behind the data.
    for signed in [true, false] {
        let mut late = File::stored("c", b"abcde");
        if signed {
            late.after.extend(b"PK\x07\x08");
        }
        late.after.extend(late.own.crc.to_le_bytes());
        late.after.extend([5_u64.to_le_bytes(), 5_u64.to_le_bytes()].concat());
        late.own.flags |= 8;
        late.listed.flags |= 8;
        (late.own.crc, late.own.packed, late.own.size, late.own.extra) = (0, u32::MAX, u32::MAX, field(0));
        assert_eq!(read(&Build::of([late]).bytes()).unwrap().len(), 1, "{signed}");
    }
}

#[test]
fn the_64_bit_end_record_is_read() {
    let plain = Build::of([File::stored("a", b"x")]).bytes();
    let end = plain.len() - 22;
    let word = |at: usize| u64::from(u32::from_le_bytes(plain[at..at + 4].try_into().unwrap()));
    let (length, at) = (word(end + 12), word(end + 16));
    let mut wide = plain[..end].to_vec();
    wide.extend(b"PK\x06\x06");
    wide.extend(44_u64.to_le_bytes());
    wide.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for value in [1, 1, length, at] {
        wide.extend(value.to_le_bytes());
    }
    wide.extend(b"PK\x06\x07\0\0\0\0");
    wide.extend((end as u64).to_le_bytes());
    wide.extend(1_u32.to_le_bytes());
    let short = |elsewhere: bool| {
        let mut record = plain[end..].to_vec();
        if elsewhere {
            record[8..20].fill(0xff);
        }
        [wide.clone(), record].concat()
    };
    for elsewhere in [true, false] {
        assert_eq!(read(&short(elsewhere)).unwrap().len(), 1, "{elsewhere}");
    }
}

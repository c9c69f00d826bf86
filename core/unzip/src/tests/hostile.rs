//! What is refused, and why.

use super::build::{Build, File};
use super::{LIMITS, read, refusal};
use crate::Reason;

fn one(file: File) -> Reason {
    refusal(Build::of([file]))
}

fn named(name: &str) -> Reason {
    one(File::stored(name, b"x"))
}

#[test]
fn what_is_no_archive_or_only_part_of_one_is_refused() {
    let whole = Build::of([File::deflated("a", b"some text"), File::stored("b", b"more")]).bytes();
    assert_eq!(read(b"").unwrap_err().reason, Reason::NotZip);
    assert_eq!(read(b"%PDF-1.7 and so on, long enough to be one").unwrap_err().reason, Reason::NotZip);
    for length in 0..whole.len() {
        let reason = read(&whole[..length]).expect_err("part of an archive was accepted").reason;
        assert!(matches!(reason, Reason::NotZip | Reason::Truncated), "{length}: {reason:?}");
    }
}

#[test]
fn every_single_changed_byte_is_noticed_or_harmless() {
    let good = Build::of([File::deflated("a", b"some text, some text"), File::stored("b", b"more")]);
    let whole = good.bytes();
    let expected = read(&whole).unwrap();
    for at in 0..whole.len() {
        for flip in [1, 0x80, 0xff] {
            let mut changed = whole.clone();
            changed[at] ^= flip;
            // Times, versions, rights and how hard the packer tried say nothing of the contents.
            if let Ok(read) = read(&changed) {
                assert_eq!(read, expected, "byte {at}");
            }
        }
    }
}

#[test]
fn names_that_leave_the_folder_are_refused() {
    for name in
        ["../a", "a/../b", "..", ".", "a/./b", "/etc/passwd", "a//b", "C:/a", "C:a", "..\\a", "\\\\host\\a", "/"]
    {
        assert_eq!(named(name), Reason::NamePath, "{name}");
    }
    for name in ["...", "a..b", ".hidden", "附件-01-营业执照.pdf", "a b"] {
        assert!(read(&Build::of([File::stored(name, b"x")]).bytes()).is_ok(), "{name}");
    }
}

#[test]
fn names_that_cannot_be_shown_as_they_are_are_refused() {
    for name in ["a\0b", "a\nb", "\u{202e}fdp.exe", "a\u{200b}b", "\u{7f}"] {
        assert_eq!(named(name), Reason::NameCharacters, "{name:?}");
    }
    // A Chinese name in a code page, and nobody who reads it; or one that says it is UTF-8.
    for flags in [0, 0x0800] {
        let gbk = File::stored("a", b"x").says(|head| (head.name, head.flags) = (vec![0xc9, 0xea, 0xc7, 0xeb], flags));
        assert_eq!(one(gbk), Reason::NameCharacters);
    }
    assert_eq!(named(""), Reason::NameLength);
    assert_eq!(named(&"长".repeat(34)), Reason::NameLength);
}

#[test]
fn a_name_may_occur_once_whatever_its_case_and_not_as_file_and_folder() {
    let both = |a: &str, b: &str| refusal(Build::of([File::stored(a, b"1"), File::stored(b, b"2")]));
    assert_eq!(both("a", "a"), Reason::Duplicate);
    assert_eq!(both("manifest.json", "Manifest.JSON"), Reason::Duplicate);
    assert_eq!(both("a", "a/b"), Reason::Duplicate);
    assert_eq!(both("a/b", "a"), Reason::Duplicate);
    let mut folder = File::stored("a/", b"");
    folder.mode = 0o040_755;
    assert_eq!(refusal(Build::of([folder.clone(), File::stored("a", b"x")])), Reason::Duplicate);
    assert_eq!(refusal(Build::of([File::stored("a", b"x"), folder])), Reason::Duplicate);
}

#[test]
fn links_and_special_files_are_refused() {
    for kind in [0o120_777, 0o020_666, 0o060_660, 0o010_644, 0o140_755] {
        let mut file = File::stored("a", b"/etc/passwd");
        file.mode = kind;
        assert_eq!(one(file), Reason::NotAFile, "{kind:o}");
    }
    let mut pretender = File::stored("a", b"x");
    pretender.mode = 0o040_755;
    assert_eq!(one(pretender), Reason::NotAFile);
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    let zeros = vec![0; 190_000];
    assert_eq!(one(File::deflated("a", &zeros)), Reason::Ratio);
    // Up to 64 KiB any ratio is fine: a page of blanks is no bomb.
    assert!(read(&Build::of([File::deflated("a", &zeros[..65_536])]).bytes()).is_ok());
    assert_eq!(one(File::stored("a", &vec![7; 200_001])), Reason::EntryTooLarge);
    assert!(read(&Build::of([File::stored("a", &vec![7; 200_000])]).bytes()).is_ok());
    let three = ["a", "b", "c"].map(|name| File::stored(name, &vec![7; 100_001]));
    assert_eq!(refusal(Build::of(three)), Reason::TotalTooLarge);
    let many = |count: usize| Build::of((0..count).map(|i| File::stored(&i.to_string(), b"")));
    assert_eq!(refusal(many(21)), Reason::TooManyEntries);
    assert!(read(&many(20).bytes()).is_ok());
    assert_eq!(
        read(&vec![b'P'; usize::try_from(LIMITS.archive).unwrap() + 1]).unwrap_err().reason,
        Reason::ArchiveTooLarge
    );
}

#[test]
fn sizes_that_lie_are_noticed_and_no_more_than_promised_is_given_away() {
    let content = b"what is really there, and quite a bit of it".repeat(20);
    let claims = |size: u32| File::deflated("a", &content).says(|head| head.size = size);
    let true_size = u32::try_from(content.len()).unwrap();
    assert_eq!(one(claims(true_size - 1)), Reason::SizeLies);
    assert_eq!(one(claims(1)), Reason::SizeLies);
    assert_eq!(one(claims(true_size + 1)), Reason::SizeLies);
    assert_eq!(one(File::stored("a", b"abc").says(|head| head.size = 2)), Reason::SizeLies);
    // Bytes behind the end of the packed data.
    let mut padded = File::deflated("a", &content).says(|head| head.packed += 3);
    padded.data.extend(b"xyz");
    assert_eq!(one(padded), Reason::SizeLies);
    let mut folder = File::stored("a/", b"x");
    folder.mode = 0o040_755;
    assert_eq!(one(folder), Reason::SizeLies);
}

#[test]
fn damaged_contents_are_noticed() {
    assert_eq!(one(File::stored("a", b"abc").says(|head| head.crc ^= 1)), Reason::Checksum);
    assert_eq!(one(File::deflated("a", b"aaaaaaa").says(|head| head.crc ^= 1)), Reason::Checksum);
    let mut garbage = File::deflated("a", &b"some text ".repeat(9));
    garbage.data[0] = 0xff;
    assert_eq!(one(garbage), Reason::Damaged);
    let mut cut = File::deflated("a", &b"some text ".repeat(9)).says(|head| head.packed -= 1);
    cut.data.pop();
    assert_eq!(one(cut), Reason::Damaged);
}

#[test]
fn the_directory_and_the_entries_own_headers_agree() {
    let file = || File::deflated("a", b"some text");
    let lies: [fn(&mut File); 7] = [
        |file| file.own.name = b"b".to_vec(),
        |file| file.own.method = 0,
        |file| file.own.crc ^= 1,
        |file| file.own.size += 1,
        |file| file.own.packed -= 1,
        |file| file.own.flags ^= 2,
        |file| file.own.extra = vec![1, 2, 3],
    ];
    for (i, lie) in lies.iter().enumerate() {
        let mut lying = file();
        lie(&mut lying);
        assert_eq!(one(lying), Reason::HeadersDisagree, "{i}");
    }
    let mut descriptor = file().described(true);
    descriptor.after[5] ^= 1;
    assert_eq!(one(descriptor), Reason::HeadersDisagree);
    let mut half = file().described(true);
    half.own.size = half.listed.size;
    assert_eq!(one(half), Reason::HeadersDisagree);
}

#[test]
fn an_archive_within_does_not_make_one_that_is_cut_off_complete() {
    let inner = Build::of([File::stored("x", b"y")]).bytes();
    let mut bytes = Build::of([File::stored("in.docx", &inner), File::stored("z", b"z")]).bytes();
    bytes.truncate(bytes.len() - 10);
    assert_eq!(read(&bytes).unwrap_err().reason, Reason::Truncated);
}

#[test]
fn entries_lie_back_to_back_and_fill_the_file() {
    let two = || [File::stored("a", b"aaaa"), File::stored("b", b"bbbb")];
    // Both entries of the directory point to the same place: a bomb of overlapping files.
    let mut shared = two();
    shared[1].shift = -35;
    assert_eq!(refusal(Build::of(shared)), Reason::Overlap);
    let mut beyond = File::stored("a", b"aaaa").says(|head| {
        head.packed = 150_000;
        head.size = 150_000;
    });
    beyond.mode = 0;
    assert_eq!(one(beyond), Reason::Overlap);
    let stray = |change: fn(&mut Build)| {
        let mut build = Build::of(two());
        change(&mut build);
        refusal(build)
    };
    assert_eq!(stray(|build| build.before = b"PK and a program that unpacks itself".to_vec()), Reason::Stray);
    assert_eq!(stray(|build| build.between = b"hidden".to_vec()), Reason::Stray);
    // A comment that could itself be the end of an archive: two readers might see two archives.
    assert_eq!(stray(|build| build.comment = Build::default().bytes()), Reason::Stray);
    assert_eq!(stray(|build| build.locator = b"more directory".to_vec()), Reason::Stray);
    assert_eq!(stray(|build| build.claimed = -1), Reason::Stray);
    assert_eq!(stray(|build| build.claimed = 1), Reason::Truncated);
    let mut gap = two();
    gap[0].after = b"hidden".to_vec();
    assert_eq!(refusal(Build::of(gap)), Reason::Stray);
}

#[test]
fn what_packages_never_need_is_refused_by_name() {
    for bit in [0, 6, 13] {
        assert_eq!(one(File::stored("a", b"x").says(|head| head.flags |= 1 << bit)), Reason::Encrypted, "{bit}");
    }
    assert_eq!(one(File::stored("a", b"x").says(|head| head.method = 99)), Reason::Encrypted);
    for method in [1, 9, 12, 14, 93, 98] {
        assert_eq!(one(File::stored("a", b"x").says(|head| head.method = method)), Reason::Method, "{method}");
    }
    assert_eq!(one(File::stored("a", b"x").says(|head| head.flags |= 1 << 5)), Reason::Method);
    let rar = b"Rar!\x1a\x07\x01\x00 and so on, long enough to be one";
    assert_eq!(read(rar).unwrap_err().reason, Reason::Rar);
    assert_eq!(read(b"7z\xbc\xaf\x27\x1c\x00\x04 and so on, long enough").unwrap_err().reason, Reason::SevenZip);
    let mut volume = File::stored("a", b"x");
    volume.disk = 1;
    assert_eq!(one(volume), Reason::Volumes);
}

#[test]
fn a_64_bit_extension_that_does_not_keep_to_itself_is_refused() {
    assert_eq!(one(File::stored("a", b"x").says(|head| head.size = u32::MAX)), Reason::Zip64);
    let field = |size: u64, packed: u64| [&[1, 0, 16, 0][..], &size.to_le_bytes(), &packed.to_le_bytes()].concat();
    let wide = |size: u64, packed: u64| {
        File::stored("a", b"abc").says(|head| {
            (head.size, head.packed) = (u32::MAX, u32::MAX);
            head.extra = field(size, packed);
        })
    };
    assert_eq!(one(wide(3, 4)), Reason::SizeLies);
    assert_eq!(one(wide(3, u64::MAX)), Reason::SizeLies);
    assert_eq!(one(wide(u64::MAX, u64::MAX)), Reason::EntryTooLarge);
    let mut own = wide(3, 3);
    own.own.extra = field(2, 3);
    assert_eq!(one(own), Reason::HeadersDisagree);
    let mut located = Build::of([File::stored("a", b"x")]);
    located.locator = b"PK\x06\x07\0\0\0\0\x09\0\0\0\0\0\0\0\x01\0\0\0".to_vec();
    assert_eq!(refusal(located), Reason::Zip64);
}

#[test]
fn deep_folders_in_many_names_take_no_time_to_speak_of() {
    // Each name lies in as many folders as fit; every one of them is looked up once, not in each name again.
    let deep = "f/".repeat(49);
    let many = Build::of((0..20).map(|i| File::stored(&format!("{deep}{i}"), b"")));
    assert_eq!(read(&many.bytes()).unwrap().len(), 20);
    let file_as_folder = [File::stored(&format!("{deep}a"), b"1"), File::stored("f/f", b"2")];
    assert_eq!(refusal(Build::of(file_as_folder)), Reason::Duplicate);
}

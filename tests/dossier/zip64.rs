//! Word forms and packages in archives of the 64-bit extension, as Python writes them: with 64-bit sizes before each
//! file, and throughout, with the 64-bit records at the end.

use crate::content::Applicant;
use crate::programs::{Folder, read_with_python};
use crate::receive::opener;
use crate::word_file::{WordFile, p, part_of, t, texts};
use std::ops::ControlFlow;
use std::path::Path;
use ziping_dossier::fill;
use ziping_dossier::receive::{Verdict, inspect};

/// Packs an archive again; `wide`: 64-bit throughout, else only in the heads of its files.
fn packed(archive: &Path, wide: bool) -> Vec<u8> {
    let script = format!(
        r"
import sys, zipfile
path = sys.argv[1]
old = zipfile.ZipFile(path)
limit = zipfile.ZIP64_LIMIT
if {}: zipfile.ZIP64_LIMIT = 0
try:
    with zipfile.ZipFile(path + '.64', 'w', zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            with new.open(name, 'w', force_zip64=True) as entry: entry.write(old.read(name))
finally:
    zipfile.ZIP64_LIMIT = limit
",
        if wide { "True" } else { "False" }
    );
    read_with_python(&script, archive);
    let bytes = std::fs::read(format!("{}.64", archive.display())).unwrap();
    let has = |mark: &[u8]| bytes.windows(mark.len()).any(|part| part == mark);
    assert_eq!(has(b"PK\x06\x06") && has(b"PK\x06\x07"), wide, "the 64-bit records at the end");
    bytes
}

#[test]
fn a_word_form_with_64_bit_records_is_filled() {
    let folder = Folder::new();
    let path = folder.0.join("form.docx");
    for wide in [false, true] {
        std::fs::write(&path, WordFile::of(&p(&t("{{org.name}}"))).bytes()).unwrap();
        let form = packed(&path, wide);
        let made = fill(&form, &Applicant::example().order(&[])).unwrap();
        assert_eq!(texts(&part_of(&made.bytes, "word/document.xml").unwrap()), "示例科技有限公司", "{wide}");
    }
}

#[test]
fn a_package_packed_again_with_64_bit_records_is_sound_at_the_receiving_desk() {
    let folder = Folder::new();
    let package = Applicant::example().package();
    let zip = folder.zip(&package);
    for wide in [false, true] {
        let bytes = packed(&zip, wide);
        let found = inspect(&bytes.as_slice(), &opener(), &mut |_, _| ControlFlow::Continue(())).unwrap();
        assert_eq!(found.verdict(), Verdict::Sound, "{wide}: {:?}", found.files);
        assert_eq!(found.files.len(), package.manifest.files.len(), "{wide}");
    }
}

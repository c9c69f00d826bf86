//! The pages of attached PDFs, of real ones and of some made to do harm.

use crate::content::Applicant;
use crate::programs::{Folder, convert, read_with_python};
use std::time::{Duration, Instant};
use ziping_dossier::count_pages;

/// A PDF of these objects, numbered from 1, the first of them its root.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let at = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n").bytes());
    bytes
}

const ROOT: &str = "<< /Type /Catalog /Pages 2 0 R >>";

/// A plain PDF of so many pages.
fn plain(pages: usize) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", page + 3)).collect();
    let mut objects = vec![ROOT.to_owned(), format!("<< /Type /Pages /Kids [{}] /Count {pages} >>", kids.join(" "))];
    objects.extend((0..pages).map(|_| "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned()));
    pdf(&objects)
}

#[test]
fn pages_are_counted_as_other_programs_count_them() {
    assert_eq!(count_pages(&plain(1)), Some(1));
    assert_eq!(count_pages(&plain(120)), Some(120));
    // As an office suite writes one, with compressed object streams.
    let applicant = Applicant::of("om");
    let folder = Folder::new();
    let package = applicant.package();
    let file = convert(&folder.unzipped(&package).join(&package.manifest.files[0].path), "pdf");
    const PAGES: &str = r"
import subprocess, sys
for line in subprocess.check_output(['pdfinfo', sys.argv[1]], text=True).splitlines():
    if line.startswith('Pages:'): print(line.split()[1])
";
    let pages = read_with_python(PAGES, &file).trim().parse().unwrap();
    assert!(pages > 5);
    assert_eq!(count_pages(&std::fs::read(file).unwrap()), Some(pages));
}

#[test]
fn a_pdf_that_cannot_be_counted_has_no_number_and_takes_no_time() {
    let pages = |object: &str| pdf(&[ROOT.to_owned(), object.to_owned()]);
    let deep: String = (0..50_000).map(|_| "[").chain((0..50_000).map(|_| "]")).collect();
    let chain: Vec<String> = std::iter::once(ROOT.to_owned())
        .chain((3..20_000).map(|next| format!("<< /Type /Pages /Kids [{next} 0 R] >>")))
        .collect();
    let locked = String::from_utf8(plain(3)).unwrap().replace("/Root", "/Encrypt << /Filter /Unknown /V 9 >> /Root");
    let hostile: [(&str, Vec<u8>); 9] = [
        ("no PDF", b"PK\x03\x04".to_vec()),
        ("nothing", Vec::new()),
        ("only a head", b"%PDF-1.7\n".to_vec()),
        ("pages within themselves", pages("<< /Type /Pages /Kids [2 0 R] >>")),
        ("fewer pages than none", pages("<< /Type /Pages /Kids [] /Count -5 >>")),
        ("more pages than there is paper", pages("<< /Type /Pages /Kids [] /Count 99999999999 >>")),
        ("nested without end", pages(&format!("<< /Type /Pages /Kids {deep} >>"))),
        ("a chain of pages", pdf(&chain)),
        ("locked", locked.into_bytes()),
    ];
    for (what, bytes) in hostile {
        let begun = Instant::now();
        assert_eq!(count_pages(&bytes), None, "{what}");
        // A guard against running away, not a measurement.
        assert!(begun.elapsed() < Duration::from_secs(20), "{what} took {:?}", begun.elapsed());
    }
}

#[test]
fn a_small_pdf_that_unpacks_to_more_than_memory_is_not_unpacked() {
    const BOMB: &str = r"
import sys, zlib
squeeze = zlib.compressobj(9)
part = bytes(1 << 20)
data = b''.join(squeeze.compress(part) for _ in range(600)) + squeeze.flush()
head = b'%PDF-1.5\n1 0 obj\n<< /Type /XRef /Size 3 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length ' + str(len(data)).encode() + b' >>\nstream\n'
open(sys.argv[1], 'wb').write(head + data + b'\nendstream\nendobj\nstartxref\n9\n%%EOF\n')
";
    let folder = Folder::new();
    let file = folder.0.join("bomb.pdf");
    read_with_python(BOMB, &file);
    let bytes = std::fs::read(file).unwrap();
    assert!(bytes.len() < 1 << 20);
    assert_eq!(count_pages(&bytes), None);
}

#[test]
fn a_file_cut_off_anywhere_does_no_harm() {
    let whole = plain(7);
    for end in (0..whole.len()).step_by(37) {
        let pages = count_pages(&whole[..end]);
        assert!(pages.is_none_or(|pages| pages <= 7), "cut at {end}: {pages:?}");
    }
}

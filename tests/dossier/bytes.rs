//! The bytes of a package: the same for the same answers, and what the manifest says.

use crate::content::{Applicant, CONTENT, regimes};
use crate::programs::{Folder, read_with_python};
use std::ops::ControlFlow;
use ziping_assess::{only, uses};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_dossier::{PackageError, Redaction, package};
use ziping_rules::fact::{Range, Value, read_answers};

#[test]
fn the_same_answers_give_the_same_bytes_and_another_date_others() {
    let mut applicant = Applicant::example();
    let first = applicant.package();
    assert_eq!(first, applicant.package());
    applicant.as_of = Day::parse("2026-11-22").unwrap();
    assert_ne!(first.bytes, applicant.package().bytes);
}

#[test]
fn every_entry_is_what_the_manifest_says_and_nothing_else_is_in_the_zip() {
    const SCRIPT: &str = r"
import sys, zipfile, json, hashlib
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
m = json.loads(z.read('清单.manifest.json'))
assert [f['path'] for f in m['files']] == z.namelist()[:-1], z.namelist()
for f in m['files']:
    b = z.read(f['path'])
    assert len(b) == f['bytes'] and hashlib.sha256(b).hexdigest() == f['sha256'], f
for i in z.infolist():
    assert i.date_time == (1980, 1, 1, 0, 0, 0) and i.flag_bits == 0x800 and i.external_attr >> 16 == 0o100644, i
print(m['regime'], m['as_of'], m['kit'], m['rulebook'], len(m['files']))
";
    for regime in regimes() {
        let folder = Folder::new();
        let applicant = Applicant::of(&regime);
        let said = read_with_python(SCRIPT, &folder.zip(&applicant.package()));
        let version = &applicant.rulebook().version;
        // As many as were written: the papers of a regime differ, and where nothing has a day there is no calendar file.
        let files = applicant.package().manifest.files.len();
        assert!((9..=11).contains(&files), "{regime}: {files}");
        assert_eq!(said.trim(), format!("{regime} {} 0.0.0-test {version} {files}", applicant.as_of));
    }
}

#[test]
fn the_answer_file_reads_back_with_nothing_lost() {
    for regime in regimes() {
        let folder = Folder::new();
        let applicant = Applicant::of(&regime);
        let unzipped = folder.unzipped(&applicant.package());
        let text = std::fs::read_to_string(unzipped.join("06-数据/答案.ziping.json")).unwrap();
        let source = Source { name: "答案.ziping.json", text: &text };
        let answers = read_answers(&source, &CONTENT.library.catalogue).unwrap();
        let both = |sheet: &ziping_rules::fact::Sheet| {
            sheet.answered().map(|(ix, value)| (ix, value.clone())).collect::<Vec<_>>()
        };
        let used = uses(&CONTENT.library, applicant.rulebook());
        assert_eq!(both(&answers.sheet), both(&only(&applicant.sheet, &used)), "{regime}");
        assert_eq!(answers.organisation, applicant.name);
    }
}

#[test]
fn progress_names_every_file_and_can_stop_the_work() {
    let applicant = Applicant::example();
    let mut files = Vec::new();
    let made = package(&applicant.order(&[]), &mut |progress| {
        files.push((progress.done, progress.of, progress.file.to_owned()));
        ControlFlow::Continue(())
    })
    .unwrap();
    let named: Vec<&str> = files.iter().map(|(_, _, file)| file.as_str()).filter(|file| !file.is_empty()).collect();
    let listed: Vec<&str> = made.manifest.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(named, listed);
    assert!(files.iter().enumerate().all(|(i, (done, of, _))| *done == i && *of == listed.len()));
    let stopped = package(&applicant.order(&[]), &mut |progress| {
        if progress.done == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(stopped, Err(PackageError::Cancelled));
}

#[test]
fn a_target_that_is_no_outcome_is_refused() {
    let mut applicant = Applicant::example();
    applicant.target = Some(6);
    assert_eq!(package(&applicant.order(&[]), &mut |_| ControlFlow::Continue(())), Err(PackageError::UnknownTarget(6)));
}

#[test]
fn an_export_for_outsiders_holds_no_name_no_contact_and_no_amount_anywhere() {
    const SCRIPT: &str = r"
import sys, zipfile, io
def walk(data):
    for i in zipfile.ZipFile(io.BytesIO(data)).infolist():
        b = zipfile.ZipFile(io.BytesIO(data)).read(i)
        if i.filename.endswith(('.docx', '.xlsx')): yield from walk(b)
        else: yield i.filename, b.decode('utf-8')
for name, text in walk(open(sys.argv[1], 'rb').read()):
    for secret in ['示例科技', '91350100M000100Y43', '张示例', '李示例', '王示例', '000-0000-0000', 'info@example.com',
                   '48120000', '4812万', '4,812万', '49800000', '20000000', '2000万', '示例大厦']:
        assert secret not in text, (name, secret)
print('clean')
";
    let mut applicant = Applicant::example();
    applicant.redact = Redaction { contacts: true, names: true, amounts: true };
    let package = applicant.package();
    assert_eq!(package.manifest.redacted, Some(applicant.redact));
    assert_eq!(package.manifest.organisation, None);
    assert!(!package.file_name.contains("示例科技"));
    let folder = Folder::new();
    assert_eq!(read_with_python(SCRIPT, &folder.zip(&package)).trim(), "clean");
}

#[test]
fn amounts_left_out_are_not_told_by_reasons_paths_or_totals_either() {
    const SCRIPT: &str = r"
import sys, zipfile, io
def walk(data):
    for i in zipfile.ZipFile(io.BytesIO(data)).infolist():
        b = zipfile.ZipFile(io.BytesIO(data)).read(i)
        if i.filename.endswith(('.docx', '.xlsx')): yield from walk(b)
        else: yield i.filename, b.decode('utf-8')
found = [s for _, t in walk(open(sys.argv[1], 'rb').read()) for s in ['12345678', '12,345,678', '37037034', '37,037,034', '7654321', '7,654,321'] if s in t]
print('told' if found else 'clean', '运维收入' in ''.join(t for _, t in walk(open(sys.argv[1], 'rb').read())))
";
    let mut applicant = Applicant::of("om");
    let yearly = |yuan: i64| Value::Yearly((2023..=2025).map(|year| (year, Range::exactly(yuan * 100))).collect());
    applicant.put("om.revenue", yearly(12_345_678));
    applicant.put("finance.revenue", yearly(712_345_678));
    applicant.put("org.paid_in_capital", Value::Number(Range::exactly(765_432_100)));
    let folder = Folder::new();
    assert_eq!(read_with_python(SCRIPT, &folder.zip(&applicant.package())).trim(), "told True");
    applicant.redact = Redaction { amounts: true, ..Redaction::default() };
    assert_eq!(read_with_python(SCRIPT, &folder.zip(&applicant.package())).trim(), "clean True");
}

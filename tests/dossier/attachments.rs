//! Papers that prove things: what is said of them in the index, their files in the zip, and the way back.

use crate::content::{Applicant, CONTENT, regimes};
use crate::programs::{Folder, read_with_python};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use ziping_assess::proof::{Record, Records, Standing, needs};
use ziping_base::calendar::Day;
use ziping_dossier::{PackageError, RECORDS, Redaction, UnpackError, check_file, enclosures, unpack, write_package};
use ziping_regime::Form;
use ziping_rules::fact::{Kind, Sheet, Value};
use ziping_tests::cli::ziping;
use ziping_tests::{property, sheets};
use ziping_unzip::{Limits, Zip};

/// The credit applicant with papers in all states and files of several kinds.
fn with_papers() -> Applicant {
    let mut applicant = Applicant::example();
    let day = |text| Day::parse(text);
    let said = [
        ("licence", Record { standing: Standing::Have, valid_until: day("2026-11-20"), ..Record::default() }),
        (
            "audit_reports",
            Record {
                standing: Standing::Have,
                form: Some(Form::Original),
                copies: Some(7),
                valid_until: day("2027-06-30"),
                note: "三年各一册".into(),
                ..Record::default()
            },
        ),
        ("tax_record", Record { standing: Standing::NotNeeded, note: "免税单位".into(), ..Record::default() }),
    ];
    for (paper, record) in said {
        applicant.records.put(paper, record);
    }
    applicant.attach("audit_reports", "2024 审计.PDF", b"%PDF-1.4 one");
    applicant.attach("audit_reports", "../../2025.pdf", b"%PDF-1.4 two");
    applicant.attach("licence", "执照", &[0, 1, 2, 255].repeat(1000));
    applicant
}

#[test]
fn attached_files_are_renamed_to_the_numbers_of_their_papers_and_are_what_they_were() {
    const SCRIPT: &str = r"
import sys, zipfile, json, io, openpyxl
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
files = {n.split('/')[-1]: z.read(n) for n in z.namelist() if n.startswith('03-证明材料/附件-')}
b = openpyxl.load_workbook(io.BytesIO(z.read('03-证明材料/证明材料目录.xlsx'))).active
heads = [c.value for c in b[3]]
rows = {r[1].value: dict(zip(heads, (c.value for c in r))) for r in b.iter_rows(min_row=4)}
more = openpyxl.load_workbook(io.BytesIO(z.read('03-证明材料/证明材料目录.xlsx'))).worksheets[1]
names = {r[1].value: r[2].value or '' for r in more.iter_rows(min_row=4)}
audit, licence, tax = rows['近三年审计报告'], rows['营业执照或法人证书'], rows['纳税证明与无欠税证明']
n = audit['编号'] + '-近三年审计报告'
assert files.pop(n + '-1.pdf') == b'%PDF-1.4 one' and files.pop(n + '-2.pdf') == b'%PDF-1.4 two', list(files)
assert files.pop(licence['编号'] + '-营业执照或法人证书') == bytes([0, 1, 2, 255]) * 1000
assert not files, files
assert names['近三年审计报告'].split('\n') == [n + '-1.pdf', n + '-2.pdf'], names
assert (audit['形式'], audit['份数'], audit['状态'], audit['备注']) == ('原件', 7, '已附', '三年各一册'), audit
assert audit['有效期至'].isoformat()[:10] == '2027-06-30'
assert licence['状态'] == '已附，评定日前到期' and licence['形式'] == '复印件，加盖公章', licence
assert tax['状态'] == '不适用' and tax['备注'] == '免税单位' and not names['纳税证明与无欠税证明'], tax
# The numbers of the condition table are those of the index.
t = openpyxl.load_workbook(io.BytesIO(z.read('02-条件对照表/条件对照表.xlsx'))).active
columns = {c.value: i for i, c in enumerate(t[3])}
known, seen = {r['编号'][-2:] for r in rows.values()}, set()
for r in t.iter_rows(min_row=4):
    v = r[columns['材料编号']].value
    assert r[columns['所在页码']].value == '〔待填〕'
    seen |= set() if v == '—' else set(v.split())
assert seen and seen <= known, (seen, known)
print('good')
";
    let folder = Folder::new();
    assert_eq!(read_with_python(SCRIPT, &folder.zip(&with_papers().package())).trim(), "good");
}

#[test]
fn the_same_files_give_the_same_bytes() {
    assert_eq!(with_papers().package().bytes, with_papers().package().bytes);
}

#[test]
fn a_file_that_is_gone_or_changed_is_named_and_no_package_comes_of_it() {
    let refused = |applicant: &Applicant| {
        let measured = applicant.measured();
        write_package(&applicant.order(&measured), &mut |_| {}, &mut |_| ControlFlow::Continue(())).unwrap_err()
    };
    let mut applicant = with_papers();
    let at = applicant.files.keys().find(|at| at.contains("2024")).unwrap().clone();
    applicant.files.get_mut(&at).unwrap()[0] ^= 1;
    assert_eq!(refused(&applicant), PackageError::Changed("2024 审计.PDF".into()));
    applicant.files.remove(&at);
    assert_eq!(refused(&applicant), PackageError::Gone("2024 审计.PDF".into()));
}

#[test]
fn an_export_for_outsiders_has_no_attached_files_and_none_of_the_applicants_remarks() {
    let mut applicant = with_papers();
    applicant.redact = Redaction { names: true, ..Redaction::default() };
    let package = applicant.package();
    assert!(package.manifest.files.iter().all(|file| !file.path.contains("附件-")), "{:?}", package.manifest.files);
    let bytes = package.bytes.as_slice();
    let zip = Zip::open(&bytes, &Limits::PACKAGE).unwrap();
    let records = String::from_utf8(zip.read(zip.find(RECORDS).unwrap(), 1 << 20).unwrap()).unwrap();
    assert!(!records.contains("三年各一册") && !records.contains("2024"), "{records}");
    assert_eq!(unpack(&zip, &CONTENT.library.catalogue), Err(UnpackError::Redacted));
}

#[test]
fn a_package_with_a_changed_file_is_not_taken_back() {
    let mut bytes = with_papers().package().bytes;
    let at = bytes.windows(12).position(|part| part == b"%PDF-1.4 two").unwrap();
    bytes[at] ^= 1;
    let bytes = bytes.as_slice();
    let zip = Zip::open(&bytes, &Limits::PACKAGE).unwrap();
    let unpacked = unpack(&zip, &CONTENT.library.catalogue).unwrap();
    let wrong = unpacked.records.files().filter(|(_, file)| check_file(&zip, file, &mut |_| {}).is_err());
    assert_eq!(wrong.map(|(_, file)| file.name.as_str()).collect::<Vec<_>>(), ["../../2025.pdf"]);
}

/// What may be said of a paper, and its files by name and bytes.
fn record() -> impl Strategy<Value = (Record, Vec<(String, Vec<u8>)>)> {
    let name = prop_oneof!["[a-z]{1,8}\\.(pdf|jpg|PNG)", "\\PC{0,20}", Just("报告 (1).tar.gz".to_owned())];
    let file = (name, proptest::collection::vec(any::<u8>(), 0..200));
    let day = proptest::option::of((2020..2035, 1_u32..13, 1_u32..29).prop_map(|(y, m, d)| Day::new(y, m, d).unwrap()));
    let form = proptest::option::of(proptest::sample::select(Form::ALL.to_vec()));
    let standing = proptest::sample::select(Standing::ALL.to_vec());
    let files = proptest::collection::vec(file, 0..4);
    let who = ("\\PC{0,12}", day.clone());
    (standing, "\\PC{0,30}", form, proptest::option::of(any::<u16>()), day, who, files).prop_map(
        |(standing, note, form, copies, valid_until, (owner, due), files)| {
            (Record { standing, note, form, copies, valid_until, owner, due, files: Vec::new() }, files)
        },
    )
}

/// What matters of records once their files lie elsewhere: everything but where.
fn without_places(records: &Records) -> Vec<(String, Record)> {
    let named = records.iter().map(|(paper, record)| {
        let mut record = record.clone();
        record.files.iter_mut().for_each(|file| file.at.clear());
        (paper.to_owned(), record)
    });
    named.collect()
}

/// The answers that can be typed: hiding a part of a score may leave a range beyond its maximum, which no one can enter.
fn typable(mut sheet: Sheet) -> Sheet {
    for (fact, known) in CONTENT.library.catalogue.iter() {
        if let (Kind::Score { max }, Some(Value::Number(range))) = (&known.kind, sheet.get(fact))
            && range.high > *max
        {
            sheet.put(fact, None);
        }
    }
    sheet
}

#[test]
fn a_package_gives_back_answers_records_and_files_with_nothing_lost() {
    for regime in regimes() {
        let rulebook = CONTENT.library.regime(&regime).unwrap();
        let papers: Vec<String> = needs([rulebook]).iter().map(|need| need.paper.to_owned()).collect();
        let said = proptest::collection::btree_map(proptest::sample::select(papers), record(), 0..6);
        // A character that stands for one that was lost is refused when read.
        let name = "\\PC{0,12}".prop_map(|name| name.replace(char::REPLACEMENT_CHARACTER, "□"));
        let strategy = (sheets::cases(&CONTENT, rulebook, 2), name, said);
        property::check("round trip", 12, &strategy, |(case, name, said)| {
            let mut applicant = Applicant::of(&regime);
            (applicant.sheet, applicant.name, applicant.as_of) = (typable(case.partial()), name, case.as_of);
            for (paper, (record, files)) in said {
                applicant.records.put(&paper, record);
                for (name, bytes) in files {
                    applicant.attach(&paper, &name, &bytes);
                }
            }
            let package = applicant.package();
            let bytes = package.bytes.as_slice();
            let zip = Zip::open(&bytes, &Limits::PACKAGE).unwrap();
            let back = unpack(&zip, &CONTENT.library.catalogue).unwrap();
            prop_assert_eq!(&back.answers.organisation, &applicant.name);
            prop_assert!(back.answers.sheet.answered().eq(applicant.sheet.answered()), "answers differ");
            prop_assert_eq!(&back.manifest, &package.manifest);
            prop_assert_eq!(without_places(&back.records), without_places(&applicant.records));
            let enclosed = enclosures(rulebook, &applicant.words, &applicant.records);
            prop_assert_eq!(enclosed.len(), applicant.files.len());
            let paths: BTreeMap<&str, &str> =
                enclosed.iter().map(|one| (one.path.as_str(), one.file.at.as_str())).collect();
            prop_assert_eq!(paths.len(), enclosed.len(), "two files of one path");
            for (_, file) in back.records.files() {
                let mut bytes = Vec::new();
                check_file(&zip, file, &mut |part| bytes.extend_from_slice(part)).unwrap();
                prop_assert_eq!(Some(&bytes), applicant.files.get(paths[file.at.as_str()]));
            }
            Ok(())
        });
    }
}

#[test]
fn the_command_line_takes_files_from_a_folder_and_packs_an_unzipped_package_again_to_the_same_bytes() {
    let folder = Folder::new();
    let papers = folder.0.join("papers");
    std::fs::create_dir_all(papers.join("audit_reports")).unwrap();
    std::fs::write(papers.join("licence.pdf"), "执照").unwrap();
    std::fs::write(papers.join("audit_reports/2024.pdf"), vec![7; 3_000_000]).unwrap();
    std::fs::write(papers.join("audit_reports/2025.pdf"), "二").unwrap();
    std::fs::write(papers.join("附件-04 扫描.JPG"), "四").unwrap();
    let path = |name: &str| folder.0.join(name).to_str().unwrap().to_owned();
    let package = |out: &str, more: &[&str]| {
        let fixed = ["package", "--lang", "en", "--regime", "credit", "--as-of", "2026-11-21", "--out", out];
        ziping(&[&fixed[..], more, &["content/credit/example.json"]].concat(), "").unwrap()
    };
    let (first, again) = (path("first.zip"), path("again.zip"));
    let run = package(&first, &["--attachments", &path("papers")]);
    assert_eq!(run.status, 0, "{}", run.err);
    let made = std::fs::read(&first).unwrap();
    let made = made.as_slice();
    let zip = Zip::open(&made, &Limits::PACKAGE).unwrap();
    let attached: Vec<&str> = zip.entries().iter().filter_map(|e| e.name().strip_prefix("03-证明材料/附件-")).collect();
    assert_eq!(attached.len(), 4, "{attached:?}");
    for (number, end) in [("04-", ".jpg"), ("02-", "-1.pdf"), ("02-", "-2.pdf"), ("", "-营业执照或法人证书.pdf")]
    {
        assert!(attached.iter().any(|name| name.starts_with(number) && name.ends_with(end)), "{attached:?}");
    }
    let unzipped = folder.unzipped_file(std::path::Path::new(&first));
    let unzipped = unzipped.to_str().unwrap();
    let records = format!("{unzipped}/{RECORDS}");
    let run = package(&again, &["--evidence", &records, "--attachments", unzipped]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(std::fs::read(&again).unwrap(), made);

    // What belongs to no paper, and what is not what it was, is named; there is no package then.
    std::fs::write(papers.join("licenc.pdf"), "x").unwrap();
    let run = package(&path("none.zip"), &["--attachments", &path("papers")]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("licenc.pdf") && run.err.contains("did you mean `licence`?"), "{}", run.err);
    let one = zip.entries().iter().find(|entry| entry.name().ends_with("-2.pdf")).unwrap();
    std::fs::write(format!("{unzipped}/{}", one.name()), "三").unwrap();
    let run = package(&path("none.zip"), &["--evidence", &records, "--attachments", unzipped]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("2025.pdf") && run.err.contains("attach it again"), "{}", run.err);
    assert!(!folder.0.join("none.zip").exists() && !folder.0.join("none.zip.part").exists());
}

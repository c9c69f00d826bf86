//! Packages opened at the receiving side, after other programs have packed, changed or damaged them.

use crate::content::{Applicant, CONTENT, regimes};
use crate::programs::{Folder, read_with_python};
use serde_json::Value as Json;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use ziping_core::calendar::Day;
use ziping_core::dossier::Redaction;
use ziping_core::fact::{Occurrence, Value};
use ziping_core::receive::{Difference, FileState, Inspection, NotAPackage, Problem, Verdict, inspect};
use ziping_tests::cli::ziping;

/// Packs a package again after a change: `files` is a table of names and bytes that `change` may alter.
fn repacked(zip: &Path, change: &str) -> PathBuf {
    let script = format!(
        r"
import sys, zipfile, json, hashlib
path = sys.argv[1]
old = zipfile.ZipFile(path)
files = {{i.filename: old.read(i) for i in old.infolist()}}
M, A, R = '清单.manifest.json', '06-数据/答案.ziping.json', '06-数据/结果.json'
def edit(name, change):
    tree = json.loads(files[name]); change(tree); files[name] = json.dumps(tree, ensure_ascii=False).encode()
def sign():
    def again(m):
        for f in m['files']:
            if f['path'] in files: f['bytes'], f['sha256'] = len(files[f['path']]), hashlib.sha256(files[f['path']]).hexdigest()
    edit(M, again)
{change}
out = path[:-4] + '-again.zip'
with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as new:
    for name, data in files.items(): new.writestr(name, data)
print(out)
"
    );
    PathBuf::from(read_with_python(&script, zip).trim())
}

fn open(zip: &Path) -> Result<Inspection, NotAPackage> {
    let bytes = std::fs::read(zip).unwrap();
    inspect(&bytes.as_slice(), &CONTENT.library, None, &mut |_, _| ControlFlow::Continue(()))
}

/// The example's package, changed.
fn changed(change: &str) -> Result<Inspection, NotAPackage> {
    let folder = Folder::new();
    open(&repacked(&folder.zip(&Applicant::example().package()), change))
}

#[test]
fn a_package_of_each_regime_is_intact_and_leads_to_the_same_result() {
    for regime in regimes() {
        let package = Applicant::of(&regime).package();
        let source = package.bytes.as_slice();
        let found = inspect(&source, &CONTENT.library, None, &mut |_, _| ControlFlow::Continue(())).unwrap();
        assert_eq!(found.verdict(), Verdict::Sound, "{regime}: {found:?}");
        assert_eq!(found.differences, [], "{regime}");
        assert_eq!(found.then, found.now, "{regime}");
        assert_eq!(found.files.len(), package.manifest.files.len(), "{regime}");
    }
}

#[test]
fn a_package_packed_again_by_another_program_stays_sound_also_below_a_folder() {
    assert_eq!(changed("").unwrap().verdict(), Verdict::Sound);
    let below = changed("files = {'甲单位/' + name: data for name, data in files.items()}").unwrap();
    assert_eq!(below.verdict(), Verdict::Sound);
    assert!(below.files.iter().all(|file| !file.path.starts_with("甲单位")));
}

#[test]
fn changed_missing_and_added_files_are_named() {
    let found = changed(
        "files['06-数据/日程.ics'] += b' '\ndel files['05-递交指南/递交指南.docx']\nfiles['__MACOSX/x'] = b'x'",
    )
    .unwrap();
    let state = |state: FileState| {
        let of = found.files.iter().filter(|file| file.state == state).map(|file| file.path.as_str());
        of.collect::<Vec<_>>()
    };
    assert_eq!(state(FileState::Changed), ["06-数据/日程.ics"]);
    assert_eq!(state(FileState::Missing), ["05-递交指南/递交指南.docx"]);
    assert_eq!(state(FileState::Extra), ["__MACOSX/x"]);
    assert_eq!(state(FileState::Intact).len(), 8);
    assert_eq!(found.verdict(), Verdict::Changed);
}

#[test]
fn answers_changed_together_with_their_hash_show_in_the_result() {
    let found = changed(
        "edit(A, lambda a: a['facts'].update({'record.quality_penalty': '2026-03-01', 'credit.score.finance': '10'}))\nsign()",
    )
    .unwrap();
    assert!(found.is_intact());
    assert_eq!(found.verdict(), Verdict::Differs);
    let grades = found.differences.iter().find_map(|difference| match difference {
        Difference::Grade { then, now } => Some((then.best.as_str(), now.best.as_str())),
        _ => None,
    });
    assert_eq!(grades, Some(("AA", "B")));
    let cap = |difference: &Difference| matches!(difference, Difference::Item { id, .. } if id == "credit.cap.quality");
    assert!(found.differences.iter().any(cap), "{:?}", found.differences);
}

#[test]
fn a_result_made_up_with_its_hash_shows_against_the_answers() {
    let found = changed("edit(R, lambda r: r.update(grade={'worst': 'AAA', 'best': 'AAA'}))\nsign()").unwrap();
    assert_eq!(found.verdict(), Verdict::Differs);
    assert_eq!(found.differences.len(), 1, "{:?}", found.differences);
    let other = changed("edit(M, lambda m: m.update(organisation='别的公司', as_of='2026-11-20'))").unwrap();
    assert!(other.differences.iter().any(|found| matches!(found, Difference::Organisation { .. })));
    assert!(other.differences.iter().any(|found| matches!(found, Difference::Head { .. })));
}

#[test]
fn another_version_of_the_rule_book_is_said_and_is_no_fault_by_itself() {
    let found =
        changed("edit(R, lambda r: r.update(version='0.9.0'))\nedit(M, lambda m: m.update(rulebook='0.9.0'))\nsign()")
            .unwrap();
    let [Difference::RuleBook { then, now }] = found.differences.as_slice() else { panic!("{:?}", found.differences) };
    assert_eq!((then.as_str(), now.as_str()), ("0.9.0", "1.0.0"));
    assert_eq!(found.verdict(), Verdict::Sound);
    // A condition that the older rule book did not have, and one that the present one does not.
    let items = changed("edit(R, lambda r: (r['conditions'].pop(0), r['caps'].append({'id': 'credit.cap.old', 'outcome': 'false'})))\nsign()").unwrap();
    let ends = items.differences.iter().map(|difference| match difference {
        Difference::Item { then, now, .. } => (then.is_some(), now.is_some()),
        other => panic!("{other:?}"),
    });
    assert_eq!(ends.collect::<Vec<_>>(), [(false, true), (true, false)]);
}

#[test]
fn a_redacted_package_is_recognised_and_what_is_left_out_is_no_difference() {
    for redact in [
        Redaction { contacts: true, ..Redaction::default() },
        Redaction { names: true, ..Redaction::default() },
        Redaction { contacts: true, names: true, amounts: true },
    ] {
        for regime in regimes() {
            let mut applicant = Applicant::of(&regime);
            applicant.redact = redact;
            let package = applicant.package();
            let source = package.bytes.as_slice();
            let found = inspect(&source, &CONTENT.library, None, &mut |_, _| ControlFlow::Continue(())).unwrap();
            assert_eq!(found.about.redacted, Some(redact));
            assert_eq!(found.verdict(), Verdict::Sound, "{regime} {redact:?}: {:?}", found.differences);
        }
    }
}

#[test]
fn what_cannot_be_assessed_again_says_why() {
    let problems = |change: &str| changed(change).unwrap().problems;
    assert_eq!(problems("del files[A]"), [Problem::NoAnswers]);
    assert_eq!(problems("files[R] = b'{}'"), [Problem::NoResult]);
    assert_eq!(problems("files[R] = b'[' * 50000"), [Problem::NoResult]);
    assert_eq!(problems("edit(M, lambda m: m.update(regime='unheard-of'))"), [Problem::UnknownRegime]);
    let bad = problems("edit(A, lambda a: a['facts'].update({'overlay.x.y': '1'}))\nsign()");
    assert!(
        matches!(bad.as_slice(), [Problem::BadAnswers { first, count: 1 }] if first.contains("overlay.x.y")),
        "{bad:?}"
    );
}

#[test]
fn what_is_no_package_or_a_hostile_one_is_refused_with_a_reason() {
    let code = |change: &str| changed(change).unwrap_err().code();
    assert_eq!(code("del files[M]"), "no-manifest");
    assert_eq!(code("files[M] = b'{'"), "bad-manifest");
    assert_eq!(code("edit(M, lambda m: m.pop('as_of'))"), "bad-manifest");
    assert_eq!(code("edit(M, lambda m: m.update(as_of='2026-02-30'))"), "bad-manifest");
    assert_eq!(code("edit(M, lambda m: m['files'].append(m['files'][0]))"), "bad-manifest");
    assert_eq!(code("edit(M, lambda m: m['files'][0].update(bytes=1.5))"), "bad-manifest");
    assert_eq!(code("edit(M, lambda m: m.update(schema=2))"), "newer");
    assert_eq!(code("edit(M, lambda m: m.update(schema=2, scale=1.5))"), "newer");
    let cut = changed("files[M] = b'{\\n  \"schema\": 1,\\n  \"kit\" 2\\n}'").unwrap_err().to_string();
    assert!(cut.contains("at line 3 column"), "{cut}");
    assert_eq!(code("files = {'a/' + M: files[M], 'b/' + M: files[M]}"), "no-manifest");
    assert_eq!(code("files['../x'] = b'x'"), "name-path");
    assert_eq!(code("files['bomb'] = bytes(80_000_000)"), "ratio");
    assert_eq!(code("files.update({str(i): b'' for i in range(2000)})"), "too-many-entries");
    let folder = Folder::new();
    let zip = folder.zip(&Applicant::example().package());
    let mut bytes = std::fs::read(&zip).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    std::fs::write(&zip, &bytes).unwrap();
    assert!(matches!(open(&zip), Err(NotAPackage::Archive(_))));
    bytes.truncate(middle);
    std::fs::write(&zip, &bytes).unwrap();
    assert_eq!(open(&zip).unwrap_err().code(), "truncated");
}

#[test]
fn the_work_can_be_stopped_and_tells_how_far_it_is() {
    let package = Applicant::example().package();
    let source = package.bytes.as_slice();
    let mut heard = Vec::new();
    inspect(&source, &CONTENT.library, None, &mut |done, of| {
        heard.push((done, of));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(heard.windows(2).all(|pair| pair[0].0 < pair[1].0) && heard.last().unwrap().0 == heard[0].1, "{heard:?}");
    let stopped = inspect(&source, &CONTENT.library, None, &mut |_, _| ControlFlow::Break(()));
    assert_eq!(stopped.unwrap_err().code(), "stopped");
}

#[test]
fn the_grade_on_the_day_of_opening_is_told_beside_that_of_then() {
    let mut applicant = Applicant::example();
    let day = |text: &str| Day::parse(text).unwrap();
    applicant.put("record.quality_penalty", Value::Occurrence(Occurrence::On(day("2026-03-01"))));
    let package = applicant.package();
    let source = package.bytes.as_slice();
    let mut ignore = |_, _| ControlFlow::Continue(());
    let found = inspect(&source, &CONTENT.library, Some(day("2027-03-02")), &mut ignore).unwrap();
    assert_eq!(found.now.as_ref().unwrap().grade.best, "B");
    assert_eq!(found.today.as_ref().unwrap().worst, "AA");
    assert_eq!(found.verdict(), Verdict::Sound);
}

// The command line

#[test]
fn the_command_line_tells_sound_packages_from_others_by_its_exit_status() {
    let folder = Folder::new();
    let good = folder.zip(&Applicant::example().package());
    let bad = repacked(&good, "files['06-数据/日程.ics'] += b' '");
    let (good, bad) = (good.to_str().unwrap(), bad.to_str().unwrap());
    let run = ziping(&["inspect", good], "").unwrap();
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("示例科技有限公司") && run.out.contains("10 个文件全部完好"), "{}", run.out);
    let run = ziping(&["inspect", "--lang", "en", good, bad, "README.md", "no-such.zip"], "").unwrap();
    assert_eq!(run.status, 1);
    for said in
        ["all 10 files intact", "1 changed", "changed 06-数据/日程.ics", "it is not a zip archive", "it cannot be read"]
    {
        assert!(run.out.contains(said), "`{said}` is not in:\n{}", run.out);
    }
    assert!(run.err.contains("`no-such.zip` cannot be read"), "{}", run.err);
}

#[test]
fn programs_get_an_object_for_each_package() {
    let folder = Folder::new();
    let good = folder.zip(&Applicant::example().package());
    let run = ziping(&["inspect", "--format", "json", good.to_str().unwrap(), "README.md"], "").unwrap();
    let lines: Vec<Json> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["verdict"], "sound");
    assert_eq!(lines[0]["intact"], true);
    assert_eq!(lines[0]["then"]["grade"], lines[0]["now"]["grade"]);
    assert_eq!(lines[0]["about"]["organisation"], "示例科技有限公司");
    assert_eq!(lines[1]["refused"]["reason"], "not-zip");
}

#[test]
fn an_office_gets_a_table_that_openpyxl_reads() {
    const SCRIPT: &str = r"
import sys, openpyxl
s = openpyxl.load_workbook(sys.argv[1]).active
assert s.freeze_panes == 'A4' and s.auto_filter.ref == 'A3:N6', s.auto_filter.ref
for row in s.iter_rows(min_row=4):
    assert all(c.data_type != 'f' for c in row)
    print('|'.join(str(c.value or '') for c in row).replace('\n', ' '))
";
    let folder = Folder::new();
    let good = folder.zip(&Applicant::example().package());
    let bad = repacked(&good, "edit(A, lambda a: a['facts'].update({'record.quality_penalty': '2026-03-01'}))\nsign()");
    let out = folder.0.join("table.xlsx");
    let arguments = ["inspect", "--on", "2026-11-22", "--format", "xlsx", "--out", out.to_str().unwrap()];
    let packages = [good.to_str().unwrap(), bad.to_str().unwrap(), "README.md"];
    let run = ziping(&[&arguments[..], &packages[..]].concat(), "").unwrap();
    assert_eq!(run.status, 1, "{}", run.err);
    let said = read_with_python(SCRIPT, &out);
    let rows: Vec<&str> = said.lines().collect();
    assert!(
        rows[0].contains("|示例科技有限公司|")
            && rows[0].contains("|2026-11-21 00:00:00|AAA 级|AA 级|AA 级|AA 级|文件完好，结果一致|10 个文件全部完好|"),
        "{said}"
    );
    assert!(
        rows[1].contains("|AA 级|B 级|B 级|文件完好，结果不同|") && rows[1].contains("等级：原为 AA 级，现为 B 级"),
        "{said}"
    );
    assert!(rows[2].contains("|不予打开|") && rows[2].contains("不是 zip 压缩包"), "{said}");
    let without = ziping(&["inspect", "--format", "xlsx", "README.md"], "").unwrap();
    assert_eq!(without.status, 2, "{}", without.err);
}

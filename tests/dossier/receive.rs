//! Packages opened at the receiving side, after other programs have packed, changed or damaged them.

use crate::content::{Applicant, CONTENT, regimes};
use crate::programs::{Folder, read_with_python};
use serde_json::Value as Json;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_dossier::Redaction;
use ziping_dossier::receive::{
    Desk, Difference, FileState, Inspection, NotAPackage, Opener, Problem, Row, Verdict, duplicates, extract, inspect,
};
use ziping_rules::fact::{Occurrence, Value};
use ziping_tests::cli::ziping;
use ziping_tests::project::root;

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

/// With the rule books of the project, no day of opening and no code page.
pub fn opener() -> Opener<'static> {
    Opener { library: &CONTENT.library, others: &[], today: None, decode: &|_| None }
}

fn open(zip: &Path) -> Result<Inspection, NotAPackage> {
    let bytes = std::fs::read(zip).unwrap();
    inspect(&bytes.as_slice(), &opener(), &mut |_, _| ControlFlow::Continue(()))
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
        let found = inspect(&source, &opener(), &mut |_, _| ControlFlow::Continue(())).unwrap();
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
        "files['06-数据/材料.json'] += b' '\ndel files['05-递交指南/递交指南.docx']\nfiles['__MACOSX/x'] = b'x'",
    )
    .unwrap();
    let state = |state: FileState| {
        let of = found.files.iter().filter(|file| file.state == state).map(|file| file.path.as_str());
        of.collect::<Vec<_>>()
    };
    assert_eq!(state(FileState::Changed), ["06-数据/材料.json"]);
    assert_eq!(state(FileState::Missing), ["05-递交指南/递交指南.docx"]);
    assert_eq!(state(FileState::Dropping), ["__MACOSX/x"]);
    assert_eq!(state(FileState::Intact).len(), 7);
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
    assert_eq!((then.as_str(), now.as_str()), ("0.9.0", Applicant::example().rulebook().version.as_str()));
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
            let found = inspect(&source, &opener(), &mut |_, _| ControlFlow::Continue(())).unwrap();
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
    inspect(&source, &opener(), &mut |done, of| {
        heard.push((done, of));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(heard.windows(2).all(|pair| pair[0].0 < pair[1].0) && heard.last().unwrap().0 == heard[0].1, "{heard:?}");
    let stopped = inspect(&source, &opener(), &mut |_, _| ControlFlow::Break(()));
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
    let found = inspect(&source, &Opener { today: Some(day("2027-03-02")), ..opener() }, &mut ignore).unwrap();
    assert_eq!(found.now.as_ref().unwrap().grade.best, "B");
    assert_eq!(found.today.as_ref().unwrap().worst, "AA");
    assert_eq!(found.verdict(), Verdict::Sound);
}

// The command line

#[test]
fn the_command_line_tells_sound_packages_from_others_by_its_exit_status() {
    let folder = Folder::new();
    let good = folder.zip(&Applicant::example().package());
    let bad = repacked(&good, "files['06-数据/材料.json'] += b' '");
    let (good, bad) = (good.to_str().unwrap(), bad.to_str().unwrap());
    let run = ziping(&["inspect", good], "").unwrap();
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("示例科技有限公司") && run.out.contains("9 个文件全部完好"), "{}", run.out);
    let run = ziping(&["inspect", "--lang", "en", good, bad, "README.md", "no-such.zip"], "").unwrap();
    assert_eq!(run.status, 1);
    for said in
        ["all 9 files intact", "1 changed", "changed 06-数据/材料.json", "it is not a zip archive", "it cannot be read"]
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
assert s.freeze_panes == 'A4' and s.auto_filter.ref == 'A3:T6', s.auto_filter.ref
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
            && rows[0].contains("|91350100M000100Y43|")
            && rows[0].contains("|AA 级|AA 级|AA 级|文件完好，结果一致|9 个文件全部完好|"),
        "{said}"
    );
    assert!(
        rows[1].contains("|AA 级|B 级|B 级|数据完好，结果不同|")
            && rows[1].contains("|同序号 1|")
            && rows[1].contains("等级：原为 AA 级，现为 B 级"),
        "{said}"
    );
    assert!(rows[2].contains("|不予打开|") && rows[2].contains("不是 zip 压缩包"), "{said}");
    let without = ziping(&["inspect", "--format", "xlsx", "README.md"], "").unwrap();
    assert_eq!(without.status, 2, "{}", without.err);
}

#[test]
fn a_manifest_that_names_another_level_than_the_answers_is_a_difference() {
    let folder = Folder::new();
    let zip = folder.zip(&Applicant::saved("complete", "credit").package());
    let change = "def level(m): m['target'] = 'AAA'\nedit(M, level)";
    let found = open(&repacked(&zip, change)).unwrap();
    assert_eq!(found.differences, [Difference::Level { manifest: "AAA".into(), answers: "AA".into() }]);
    assert_eq!(found.verdict(), Verdict::Differs);
}

#[test]
fn a_package_of_before_levels_were_asked_shows_what_its_plan_aimed_at_as_that() {
    let folder = Folder::new();
    let zip = folder.zip(&Applicant::saved("complete", "credit").package());
    let change = "def old(m): m['target'] = 'AAA'; del m['answers']\nedit(M, old)";
    let found = open(&repacked(&zip, change)).unwrap();
    assert_eq!(found.applied_for, ziping_dossier::receive::AppliedFor::Aim { level: "AAA".into() });
    assert_eq!(found.differences, []);
}

// As people pack them

/// The rows of a file that another program packed out of `a`, the example's package, and `b`, one of another organisation.
fn rows(script: &str) -> Vec<Row> {
    let folder = Folder::new();
    let a = folder.zip(&Applicant::example().package());
    let mut other = Applicant::example();
    other.name = "乙公司".to_owned();
    other.put("org.name", Value::Text("乙公司".to_owned()));
    other.put("org.uscc", Value::Text("91350100M000100Y44".to_owned()));
    let b = folder.0.join("b.zip");
    std::fs::write(&b, other.package().bytes).unwrap();
    let script = format!(
        "import sys, zipfile\nD = zipfile.ZIP_DEFLATED\na = sys.argv[1]\nb = a.rsplit('/', 1)[0] + '/b.zip'\n\
         out = a.rsplit('/', 1)[0] + '/out.zip'\n\
         def inside(path): return {{i.filename: zipfile.ZipFile(path).read(i) for i in zipfile.ZipFile(path).infolist()}}\n\
         {script}\nprint(out)"
    );
    let out = PathBuf::from(read_with_python(&script, &a).trim());
    let bytes = std::fs::read(out).unwrap();
    let decode = |bytes: &[u8]| {
        encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
    };
    let opener = Opener { decode: &decode, ..opener() };
    ziping_dossier::receive::open(&bytes.as_slice(), "收到.zip", &opener, &mut |_, _| ControlFlow::Continue(()))
}

fn verdicts(rows: &[Row]) -> Vec<(String, Verdict)> {
    rows.iter().map(|row| (row.file.clone(), row.found.as_ref().unwrap().verdict())).collect()
}

#[test]
fn names_in_the_code_page_of_chinese_windows_are_read() {
    // zipfile writes the code page only behind its own back.
    let found = rows(
        "class Info(zipfile.ZipInfo):\n    def _encodeFilenameFlags(self): return self.filename.encode('gb18030'), self.flag_bits & ~0x800\n\
         with zipfile.ZipFile(out, 'w', D) as z:\n    for name, data in inside(a).items(): z.writestr(Info(name), data)",
    );
    assert_eq!(verdicts(&found), [("收到.zip".to_owned(), Verdict::Sound)]);
}

#[test]
fn backslashes_and_comments_are_no_attack() {
    let found = rows(
        "with zipfile.ZipFile(out, 'w', D) as z:\n    z.comment = '由压缩软件制作'.encode('gbk')\n    \
         for name, data in inside(a).items():\n        i = zipfile.ZipInfo(name); i.filename = name.replace('/', '\\\\'); z.writestr(i, data)",
    );
    assert_eq!(verdicts(&found), [("收到.zip".to_owned(), Verdict::Sound)]);
}

#[test]
fn several_packages_in_one_file_are_rows_of_their_own() {
    let folders = rows(
        "with zipfile.ZipFile(out, 'w', D) as z:\n    for folder, path in (('甲', a), ('乙', b)):\n        \
         for name, data in inside(path).items(): z.writestr(folder + '/' + name, data)",
    );
    let expected = [("收到.zip › 甲".to_owned(), Verdict::Sound), ("收到.zip › 乙".to_owned(), Verdict::Sound)];
    assert_eq!(verdicts(&folders), expected);
    for method in ["zipfile.ZIP_STORED", "D"] {
        let zips = rows(&format!(
            "with zipfile.ZipFile(out, 'w', {method}) as z:\n    z.write(a, '甲.zip'); z.write(b, '第二批/乙.zip'); z.writestr('丙.rar', b'Rar!\\x1a\\x07\\x01\\x00')"
        ));
        let (last, first) = zips.split_last().unwrap();
        let expected =
            [("收到.zip › 甲.zip".to_owned(), Verdict::Sound), ("收到.zip › 第二批/乙.zip".to_owned(), Verdict::Sound)];
        assert_eq!(verdicts(first), expected, "{method}");
        assert_eq!(last.found.as_ref().unwrap_err().code(), "rar");
    }
}

#[test]
fn archives_within_archives_without_end_are_not_followed() {
    let found = rows(
        "import shutil\nlast = a\nfor i in range(6):\n    next = out + str(i)\n    with zipfile.ZipFile(next, 'w') as z: z.write(last, 'x.zip')\n    last = next\nshutil.copy(last, out)",
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].found.as_ref().unwrap_err().code(), "too-deep");
}

#[test]
fn papers_that_were_finished_and_scans_that_were_added_are_told_from_damage() {
    let edit = "files['01-申请表/' + [n for n in files if n.startswith('01-')][0].split('/')[1]] += b''\n";
    let found = changed(&format!(
        "{edit}name = [n for n in files if n.startswith('01-')][0]\n\
         import io\nold = zipfile.ZipFile(io.BytesIO(files[name])); new = io.BytesIO()\n\
         with zipfile.ZipFile(new, 'w', zipfile.ZIP_DEFLATED) as z:\n    \
         for i in old.infolist(): z.writestr(i.filename, old.read(i).replace('示例科技有限公司'.encode(), '另一家公司'.encode()))\n\
         files[name] = new.getvalue()\nfiles['01-申请表/盖章扫描件.pdf'] = b'%PDF'\nfiles['Thumbs.db'] = b'x'"
    ))
    .unwrap();
    assert_eq!(found.verdict(), Verdict::Edited, "{:?}", found.files);
    assert_eq!(found.count(FileState::Edited), 1);
    assert_eq!((found.count(FileState::Extra), found.count(FileState::Dropping)), (1, 1));
    let facts: Vec<&str> = found.disagreeing[0].facts.iter().map(String::as_str).collect();
    assert_eq!(facts, ["org.name"], "what was changed is named, what was not is not");
    let quiet = changed("files['.DS_Store'] = b'x'\nfiles['__MACOSX/._a'] = b'x'").unwrap();
    assert_eq!(quiet.verdict(), Verdict::Sound);
}

#[test]
fn an_office_is_told_whom_to_ask_and_what_came_twice() {
    let found =
        rows("with zipfile.ZipFile(out, 'w') as z:\n    z.write(a, '1.zip'); z.write(b, '2.zip'); z.write(a, '3.zip')");
    assert_eq!(duplicates(&found), [None, None, Some(0)]);
    let second = found[1].found.as_ref().unwrap();
    assert_eq!(second.code, "91350100M000100Y44");
    assert!(!second.contact.is_empty());
}

#[test]
fn answers_of_an_overlay_that_is_not_here_are_one_line_that_names_it() {
    let found = changed(
        "edit(A, lambda a: a['facts'].update({'overlay.x.y': '1', 'overlay.x.z': '2'}))\n\
         edit(M, lambda m: m.update(overlays=['x@2']))\nsign()",
    )
    .unwrap();
    assert_eq!(found.problems, [Problem::NeedsOverlays { overlays: vec!["x@2".to_owned()] }]);
    assert_eq!(found.about.overlays, ["x@2"]);
}

#[test]
fn a_file_of_a_package_can_be_taken_out_wherever_it_lies() {
    let package = Applicant::example().package();
    let path = "06-数据/材料.json";
    let alone = extract(&package.bytes.as_slice(), &|_| None, 0, path, 1 << 20).unwrap();
    assert!(alone.starts_with(b"{"));
    assert!(extract(&package.bytes.as_slice(), &|_| None, 1, path, 1 << 20).is_err());
    assert!(extract(&package.bytes.as_slice(), &|_| None, 0, path, 10).is_err(), "larger than wanted");
}

#[test]
fn who_may_not_apply_is_said_so_beside_the_grade() {
    for regime in ["credit", "bizsec"] {
        let applicant = Applicant::saved("not-eligible", regime);
        let folder = Folder::new();
        let zip = folder.zip(&applicant.package());
        let found = open(&zip).unwrap();
        let words = CONTENT.words_for("zh", regime);
        let desk = Desk { words: Some(&words), lang: Lang::Zh };
        assert_eq!((found.verdict(), desk.eligible(&found)), (Verdict::Sound, "不符合"), "{regime}");
        let run = ziping(&["inspect", "--lang", "en", zip.to_str().unwrap()], "").unwrap();
        assert!(run.out.contains("eligible: not met"), "{regime}: {}", run.out);
        let cells = table_cells(&[zip.to_str().unwrap()]);
        assert_eq!(cells[1][8], "不符合", "{regime}: {cells:?}");
    }
}

/// The heads and rows of the table that an office gets.
fn table_cells(packages: &[&str]) -> Vec<Vec<String>> {
    const SCRIPT: &str = r"
import sys, openpyxl
for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows(min_row=3):
    print('\t'.join(str(c.value or '').replace('\n', ' ') for c in row))
";
    let folder = Folder::new();
    let out = folder.0.join("table.xlsx");
    let fixed = ["inspect", "--on", "2026-11-22", "--format", "xlsx", "--out", out.to_str().unwrap()];
    let run = ziping(&[&fixed[..], packages].concat(), "").unwrap();
    assert!(out.exists(), "{}", run.err);
    read_with_python(SCRIPT, &out).lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn the_table_says_whom_to_ask_what_came_of_it_and_which_files_to_look_at() {
    let folder = Folder::new();
    let good = folder.zip(&Applicant::example().package());
    let bad = repacked(&good, "files['06-数据/材料.json'] += b' '\nfiles['01-申请表/盖章.pdf'] = b'%PDF'");
    let cells = table_cells(&[good.to_str().unwrap(), bad.to_str().unwrap()]);
    let of = |head: &str, row: usize| {
        let column = cells[0].iter().position(|known| known == head).unwrap_or_else(|| panic!("{head}: {cells:?}"));
        cells[row][column].as_str()
    };
    assert_eq!(of("统一社会信用代码", 1), "91350100M000100Y43");
    assert_eq!((of("申报资格", 1), of("得分", 1)), ("符合", "86–88"));
    assert!(!of("联系人", 1).is_empty() && !of("规则版本", 1).is_empty());
    assert_eq!((of("重复", 1), of("重复", 2)), ("", "同序号 1"));
    assert!(
        of("文件核对", 2).contains("06-数据/材料.json") && of("文件核对", 2).contains("01-申请表/盖章.pdf"),
        "{cells:?}"
    );
    assert!(cells[0].iter().any(|head| head == "补充规则"));
}

#[test]
fn packages_of_two_versions_of_an_overlay_are_each_assessed_with_their_own() {
    let folder = Folder::new();
    let place = |name: &str| folder.0.join(name).to_str().unwrap().to_owned();
    let first = std::fs::read_to_string(root().join("tests/overlays/credit-indicators.toml")).unwrap();
    let second = first.replacen("version = \"1.0.0\"", "version = \"2.0.0\"", 1);
    assert_ne!(first, second);
    for (name, text) in [("1.toml", &first), ("2.toml", &second)] {
        std::fs::write(place(name), text).unwrap();
    }
    let answers = std::fs::read_to_string(root().join("content/credit/example.json")).unwrap();
    let own = "\"overlay.made-up-credit.premises\": \"2\", \"overlay.made-up-credit.team\": \"3\", ";
    let answers = answers.replacen("\"facts\": {", &format!("\"facts\": {{{own}"), 1);
    std::fs::write(place("answers.json"), answers).unwrap();
    for version in ["1", "2"] {
        let (overlay, out) = (place(&format!("{version}.toml")), place(&format!("{version}.zip")));
        let fixed = ["package", "--regime", "credit", "--as-of", "2026-11-21", "--overlay", &overlay, "--out", &out];
        let run = ziping(&[&fixed[..], &[&place("answers.json")]].concat(), "").unwrap();
        assert_eq!(run.status, 0, "{}", run.err);
    }
    let (one, two) = (place("1.zip"), place("2.zip"));
    let inspect = |overlays: &[&str]| {
        let run = ziping(&[&["inspect", "--format", "json"], overlays, &[&one, &two]].concat(), "").unwrap();
        let verdict = |line: &str| {
            let object: Json = serde_json::from_str(line).unwrap();
            (
                object["about"]["overlays"][0].as_str().unwrap().to_owned(),
                object["verdict"].as_str().unwrap().to_owned(),
            )
        };
        run.out.lines().map(verdict).collect::<Vec<_>>()
    };
    let found = inspect(&["--overlay", &place("2.toml"), "--also", &place("1.toml")]);
    let sound = |version: &str| (format!("made-up-credit@{version}"), "sound".to_owned());
    assert_eq!(found, [sound("1.0.0"), sound("2.0.0")]);
    // Beside it what the version in use makes of it.
    let with = ["inspect", "--lang", "zh", "--overlay", &place("2.toml"), "--also", &place("1.toml"), &one];
    let said = ziping(&with, "").unwrap().out;
    assert!(said.contains("按现在用的补充规则: ") && said.contains("（made-up-credit@2.0.0）"), "{said}");
    // With one of them only, the other package is not assessed with the wrong one in silence.
    let found = inspect(&["--overlay", &place("2.toml")]);
    assert_eq!(found[1], sound("2.0.0"));
    let run = ziping(&["inspect", "--lang", "en", "--overlay", &place("2.toml"), &one], "").unwrap();
    assert!(run.out.contains("made-up-credit@1.0.0"), "{}", run.out);
}

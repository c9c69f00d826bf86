//! `ziping host check`, `ziping host make` and `ziping package --host` on the command line.

#![expect(clippy::panic, reason = "a failed test panics")]

use std::fs;
use std::path::{Path, PathBuf};
use ziping_author::skeleton;
use ziping_base::lang::Lang;
use ziping_dossier::folder::open_folder;
use ziping_tests::cli::{Run, ziping};
use ziping_tests::project::{root, scratch};
use ziping_unzip::{Limits, Zip};

const OVERLAY: &str = "tests/overlays/credit-indicators.toml";

fn run(arguments: &[&str]) -> Run {
    ziping(arguments, "").unwrap_or_else(|error| panic!("{error}"))
}

fn folder(name: &str) -> PathBuf {
    let folder = scratch(name).unwrap_or_else(|error| panic!("{error}")).join("host");
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{error}"));
    fs::write(folder.join(name), text).unwrap_or_else(|error| panic!("{error}"));
}

fn check(folder: &Path, lang: &str) -> Run {
    run(&["host", "check", "--lang", lang, &folder.to_string_lossy()])
}

/// An overlay that names no Word form.
fn overlay(folder: &Path) -> PathBuf {
    let text = fs::read_to_string(root().join(OVERLAY)).unwrap_or_else(|error| panic!("{error}"));
    let text: Vec<&str> = text.lines().filter(|line| !line.starts_with("docx")).collect();
    write(folder, "indicators.toml", &text.join("\n"));
    folder.join("indicators.toml")
}

#[test]
fn a_folder_is_made_checked_and_used_for_packages() {
    let host = folder("host-made");
    let files = folder("host-files");
    let overlay = overlay(&files);
    write(
        &files,
        "logo.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>",
    );
    let (out, overlay, logo) = (host.to_string_lossy(), overlay.to_string_lossy(), files.join("logo.svg"));
    let logo = logo.to_string_lossy();
    let made = ["host", "make", "--lang", "zh", "--out", &out, "--name", "某市软件协会", "--name-en", "Association"];
    let more =
        ["--phone", "010-12345678", "--hand-in", "寄到示例路 1 号", "--regimes", "om,credit", "--overlay", &overlay];
    let archive = host.with_file_name("host.zip");
    let archive = archive.to_string_lossy();
    let link = ["--link", "通知|Call=https://www.example.org/call"];
    let last = [&link[..], &["--mark", &logo, "--accent", "#1c3d8f,#8fb8f0", "--zip", &archive]].concat();
    let arguments = [&made[..], &more[..], &last].concat();
    let found = run(&arguments);
    assert_eq!((found.status, found.err.as_str()), (0, ""), "{}", found.out);
    for said in ["本站提供方：某市软件协会", "电话：010-12345678", "加上 made-up-credit@1.0.0", "没有问题"]
    {
        assert!(found.out.contains(said), "{said}: {}", found.out);
    }
    // What a change does to visitors: cases of the rule book that have scores of the replaced elements differ.
    assert!(found.out.contains("个案例中有"), "{}", found.out);
    let changed: Vec<&str> = found.out.lines().filter(|line| line.starts_with("  ") && line.contains(" → ")).collect();
    assert!(!changed.is_empty(), "{}", found.out);
    for line in changed {
        let (before, after) =
            line.rsplit_once('：').and_then(|(_, change)| change.split_once(" → ")).unwrap_or_default();
        assert!(!before.is_empty() && before != after, "{line}");
    }
    let said = fs::read_to_string(host.join("host.json")).unwrap_or_else(|error| panic!("{error}"));
    assert!(said.contains("\"通知\"") && said.contains("\"Call\""), "{said}");
    let zip = fs::read(&*archive).unwrap_or_else(|error| panic!("{error}"));
    let packed = open_folder(&zip.as_slice()).unwrap_or_else(|problem| panic!("{problem}"));
    for file in &packed {
        assert_eq!(fs::read(host.join(&file.name)).ok().as_ref(), Some(&file.bytes), "{}", file.name);
    }
    let names: Vec<&str> = packed.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["host.json", "logo.svg", "indicators.toml", "compiled.bin"]);
    let checked = check(&host, "en");
    assert!(checked.out.contains("served by: Association") && checked.err.is_empty(), "{}", checked.err);
    // What is compiled is told from what the files would give now.
    let table = fs::read_to_string(host.join("indicators.toml")).unwrap_or_else(|error| panic!("{error}"));
    write(&host, "indicators.toml", &table.replace("version = \"1.0.0\"", "version = \"1.0.1\""));
    let checked = check(&host, "en");
    assert_eq!(checked.status, 0, "{}", checked.err);
    assert!(
        checked.err.contains("compiled-otherwise") || checked.out.contains("compiled-otherwise"),
        "{}",
        checked.err
    );
    write(&host, "indicators.toml", &table);

    let again = run(&arguments);
    assert_eq!(again.status, 2, "what is filled in is left alone: {}", again.out);
    assert!(again.err.contains("exists"), "{}", again.err);

    let package = host.with_file_name("package.zip");
    let zip = package.to_string_lossy();
    let order = ["package", "--regime", "credit", "--as-of", "2026-11-21", "--host", &out, "--out", &zip];
    let found = run(&[&order[..], &["content/credit/example.json"]].concat());
    assert_eq!(found.status, 0, "{}", found.err);
    let inspected = run(&["inspect", "--format", "json", "--overlay", &overlay, &zip]);
    assert!(inspected.out.contains("made-up-credit@1.0.0"), "{}{}", inspected.out, inspected.err);
}

#[test]
fn a_change_is_told_beside_what_visitors_have_now_and_a_table_published_again_under_its_version_is_named() {
    let (nothing, now, next) = (folder("host-nothing"), folder("host-now"), folder("host-next"));
    let files = folder("host-next-files");
    let (table, is_now) = (overlay(&files), "beside what the site has now, ");
    let text = fs::read_to_string(&table).unwrap_or_else(|error| panic!("{error}"));
    let make = |out: &Path, text: &str| {
        write(&files, "indicators.toml", text);
        let _ = fs::remove_dir_all(out);
        let (out, table) = (out.to_string_lossy(), table.to_string_lossy());
        let made = run(&["host", "make", "--out", &out, "--name", "甲协会", "--overlay", &table]);
        assert_eq!(made.status, 0, "{}", made.err);
    };
    let check = |folder: &Path, before: &Path| {
        let (folder, before) = (folder.to_string_lossy(), before.to_string_lossy());
        let found = run(&["host", "check", "--lang", "en", &folder, "--before", &before]);
        assert_eq!(found.status, 0, "{}", found.err);
        found.out + &found.err
    };
    write(&nothing, "host.json", "{ \"schema\": 1 }");
    make(&now, &text);
    let said = check(&now, &nothing);
    let line = said.lines().find(|line| line.contains(is_now)).unwrap_or_else(|| panic!("{said}"));
    assert!(!line.contains(", 0 of"), "{line}");
    assert!(!said.contains("same-version"), "{said}");

    let other = text.replace("clause = \"虚构表一 1\"", "clause = \"虚构表一 9\"");
    make(&next, &other);
    let said = check(&next, &now);
    assert!(said.contains("same-version") && !said.contains(is_now), "{said}");
    make(&next, &other.replace("version = \"1.0.0\"", "version = \"1.1.0\""));
    let said = check(&next, &now);
    assert!(!said.contains("same-version") && said.contains(&format!("{is_now}0 of ")), "{said}");
}

#[test]
fn where_something_is_wrong_nothing_is_left_behind_and_the_corrected_call_makes_the_folder() {
    let (host, files) = (folder("host-again"), folder("host-again-files"));
    write(&files, "broken.toml", "id = \"x\"\npoints = ");
    write(&host, "robots.txt", "mine");
    write(&host, "host.json", "{ \"schema\": 1 }");
    let (out, broken) = (host.to_string_lossy(), files.join("broken.toml"));
    let make = |overlay: &str| {
        run(&[
            "host",
            "make",
            "--lang",
            "en",
            "--out",
            &out,
            "--name",
            "甲",
            "--regimes",
            "credit",
            "--overlay",
            overlay,
        ])
    };
    let made = make(&broken.to_string_lossy());
    assert_eq!(made.status, 2, "{}", made.err);
    let left: Vec<String> = fs::read_dir(&host).unwrap().map(|entry| file_name(&entry.unwrap().path())).collect();
    assert_eq!(left.iter().filter(|name| !["robots.txt", "host.json"].contains(&name.as_str())).count(), 0, "{left:?}");
    assert_eq!(fs::read_to_string(host.join("host.json")).unwrap(), "{ \"schema\": 1 }");
    let made = make(&overlay(&files).to_string_lossy());
    assert_eq!(made.status, 0, "{}", made.err);
    assert!(host.join("compiled.bin").is_file());
    // A new folder goes again, and so do those above it.
    let new = folder("host-new").join("deep").join("host");
    let out = new.to_string_lossy();
    let made = run(&["host", "make", "--out", &out, "--name", "甲", "--overlay", &broken.to_string_lossy()]);
    assert_eq!(made.status, 2, "{}", made.err);
    assert!(!new.parent().unwrap().exists());
}

#[test]
fn everything_that_is_wrong_with_a_folder_is_told_in_both_languages_with_its_place() {
    let host = folder("host-wrong");
    write(
        &host,
        "host.json",
        "{\n  \"schema\": 1,\n  \"name\": \"甲\",\n  \"regimes\": [\"credti\"],\n  \"phone\": \"1\"\n}\n",
    );
    let (zh, en) = (check(&host, "zh"), check(&host, "en"));
    assert_eq!((zh.status, en.status), (2, 2));
    for said in ["没有“credti”这份规则", "是不是想写“credit”", "host.json:4:15", "不认识的键“phone”"]
    {
        assert!(zh.err.contains(said), "{said}: {}", zh.err);
    }
    assert!(en.err.contains("no rule book `credti`") && en.err.contains("did you mean `credit`"), "{}", en.err);
}

#[test]
fn files_that_are_missing_unsafe_or_unused_are_named() {
    let host = folder("host-files-wrong");
    write(
        &host,
        "host.json",
        "{ \"schema\": 1, \"name\": \"甲\", \"mark\": \"logo.svg\", \"overlays\": [\"gone.toml\"] }",
    );
    write(&host, "logo.svg", "<svg><script>1</script></svg>");
    let found = check(&host, "en");
    assert_eq!(found.status, 2);
    assert!(
        found.err.contains("`gone.toml` is named in host.json") && found.err.contains("mark-runs"),
        "{}",
        found.err
    );

    let host = folder("host-unused");
    write(&host, "host.json", "{ \"schema\": 1, \"name\": \"甲\" }");
    write(&host, "passwords.txt", "x");
    let found = check(&host, "zh");
    assert_eq!(found.status, 0, "{}", found.err);
    assert!(found.err.contains("提醒[unused-file]：文件夹里有“passwords.txt”"), "{}", found.err);
}

#[test]
fn forms_must_be_named_fillable_and_listed() {
    let host = folder("host-forms");
    write(
        &host,
        "host.json",
        "{ \"schema\": 1, \"name\": \"甲\", \"forms\": [{ \"file\": \"a.docx\" }, { \"file\": \"b.docx\", \"regime\": \"om\" }] }",
    );
    write(&host, "a.docx", "x");
    write(&host, "b.docx", "no zip");
    let found = check(&host, "en");
    assert_eq!(found.status, 2);
    assert!(found.err.contains("nothing fills the form `a.docx`") && found.err.contains("b.docx: "), "{}", found.err);

    // An overlay that names a form of which host.json says nothing.
    let host = folder("host-form-not-listed");
    write(&host, "host.json", "{ \"schema\": 1, \"name\": \"甲\", \"overlays\": [\"o.toml\"] }");
    let text = fs::read_to_string(root().join(OVERLAY)).unwrap_or_else(|error| panic!("{error}"));
    write(&host, "o.toml", &text);
    let found = check(&host, "en");
    assert!(found.err.contains("form-not-listed"), "{}", found.err);
}

#[test]
fn a_folder_that_nobody_has_filled_in_is_said_to_be_empty_and_a_missing_one_to_be_missing() {
    let host = folder("host-empty");
    write(&host, "host.json", "{ \"schema\": 1 }\n");
    let found = check(&host, "zh");
    assert_eq!((found.status, found.err.as_str()), (0, ""));
    assert!(found.out.contains("host.json 是空的"), "{}", found.out);
    let gone = check(&host.join("nowhere"), "en");
    assert_eq!(gone.status, 2);
    assert!(gone.err.contains("dist/host"), "{}", gone.err);
}

/// A new rule book in a folder of its own, as `ziping new` writes it.
fn rulebook(folder: &Path) {
    for file in skeleton::rulebook("workshop", Lang::Zh).unwrap_or_else(|problem| panic!("{problem}")) {
        let path = folder.join(&file.path);
        write(path.parent().unwrap_or(folder), &file_name(&path), &file.text);
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[test]
fn a_rule_book_of_the_host_s_own_is_made_part_of_the_folder_checked_and_used_for_packages() {
    let host = folder("host-rulebook");
    let files = folder("host-rulebook-files");
    rulebook(&files);
    let (out, mine) = (host.to_string_lossy(), files.join("workshop"));
    let mine = mine.to_string_lossy();
    let arguments = ["--out", &out, "--name", "甲", "--regimes", "workshop,credit", "--rulebook", &mine];
    let made = run(&[&["host", "make", "--lang", "zh"][..], &arguments].concat());
    assert_eq!(made.status, 0, "{}", made.err);
    assert!(made.out.contains("自己的规则：") && made.out.contains("（workshop）"), "{}", made.out);
    let said = fs::read_to_string(host.join("host.json")).unwrap_or_else(|error| panic!("{error}"));
    assert!(said.contains("\"workshop/rulebook.toml\"") && host.join("workshop/zh.toml").is_file(), "{said}");

    let answers = files.join("answers.json");
    write(&files, "answers.json", "{ \"schema\": 1, \"organisation\": \"示例\", \"facts\": {} }");
    let (answers, package) = (answers.to_string_lossy(), host.with_file_name("package.zip"));
    let package = package.to_string_lossy();
    let with = ["package", "--lang", "en", "--host", &out, "--regime", "workshop", "--out", &package, &answers];
    let packed = run(&with);
    assert_eq!(packed.status, 0, "{}", packed.err);
    let bytes = fs::read(&*package).unwrap_or_else(|error| panic!("{error}"));
    let source = bytes.as_slice();
    let zip = Zip::open(&source, &Limits::PACKAGE).unwrap_or_else(|refused| panic!("{refused}"));
    let manifest = zip.entries().iter().find(|entry| entry.name().ends_with(".manifest.json"));
    let manifest = manifest.and_then(|entry| zip.read(entry, 1 << 20).ok()).unwrap_or_default();
    let manifest = String::from_utf8_lossy(&manifest);
    assert!(manifest.contains("\"origin\": \"host\"") && manifest.contains("\"workshop\""), "{manifest}");
    let without = run(&["package", "--lang", "en", "--regime", "workshop", "--out", &package, &answers]);
    assert_eq!(without.status, 2, "the kit has no such rule book: {}", without.err);

    // What nothing names, and what is wrong, with its place.
    write(&host.join("workshop"), "notes.toml", "");
    let found = check(&host, "zh");
    assert_eq!(found.status, 0, "{}", found.err);
    assert!(found.err.contains("提醒[unused-file]：文件夹里有“workshop/notes.toml”"), "{}", found.err);
    let main = host.join("workshop/rulebook.toml");
    let text = fs::read_to_string(&main).unwrap_or_else(|error| panic!("{error}"));
    write(&host.join("workshop"), "rulebook.toml", &text.replacen("when = \"", "when = \"no.such.fact and ", 1));
    let found = check(&host, "en");
    assert_eq!(found.status, 2);
    assert!(found.err.contains("workshop/rulebook.toml") && found.err.contains("no.such.fact"), "{}", found.err);
    fs::remove_file(main).unwrap_or_else(|error| panic!("{error}"));
    let found = check(&host, "en");
    assert!(found.err.contains("`workshop/rulebook.toml` is named in host.json"), "{}", found.err);
}

#[test]
fn a_rule_book_in_the_place_of_the_kit_s_and_a_figure_of_the_year_are_said_with_what_they_change() {
    let host = folder("host-replaced");
    let files = folder("host-replaced-files").join("credit");
    let content = root().join("content/credit");
    for name in ["facts", "facts.zh", "facts.en", "evidence", "evidence.zh", "evidence.en", "zh", "en", "rulebook"] {
        let name = format!("{name}.toml");
        let text = fs::read_to_string(content.join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let from = "full_fiscal_years(org.established) >= 3";
        assert!(name != "rulebook.toml" || text.contains(from), "the rule book says {from}");
        write(&files, &name, &text.replace(from, "full_fiscal_years(org.established) >= 30"));
    }
    let (out, mine) = (host.to_string_lossy(), files.to_string_lossy());
    let made = run(&["host", "make", "--lang", "zh", "--out", &out, "--name", "甲", "--rulebook", &mine]);
    assert_eq!(made.status, 0, "{}", made.err);
    assert!(made.out.contains("“credit”代替本工具的那份"), "{}", made.out);
    assert!(made.out.lines().any(|line| line.starts_with("  ") && line.contains("不符合申报条件，")), "{}", made.out);

    let host = folder("host-figures");
    let (out, table) = (host.to_string_lossy(), root().join("tests/scores/forty.overlay.toml"));
    let table = table.to_string_lossy();
    let with = |value: &str| {
        let figure = format!("credit,overlay.forty.highest,{value},2026");
        let _ = fs::remove_dir_all(&host);
        run(&["host", "make", "--lang", "en", "--out", &out, "--name", "甲", "--overlay", &table, "--figure", &figure])
    };
    let wrong = with("40%");
    assert_eq!(wrong.status, 2, "{}", wrong.out);
    assert!(wrong.err.contains("host.json:") && wrong.err.contains("\"value\": \"40%\""), "{}", wrong.err);
    let good = with("6000万元");
    assert_eq!(good.status, 0, "{}", good.err);
    assert!(good.out.contains("forty@1.0.0 + figures-2026-credit@2026.0.0"), "{}", good.out);
}

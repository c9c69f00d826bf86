//! `ziping new`, `ziping cases` and `ziping overlay from-xlsx` as people run them.

#![expect(clippy::panic, reason = "a failed test panics")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use ziping_tests::cli::{Run, ziping};
use ziping_tests::project::{root, scratch};

fn run(arguments: &[&str]) -> Run {
    ziping(arguments, "").unwrap_or_else(|error| panic!("{error}"))
}

fn folder(name: &str) -> PathBuf {
    let folder = scratch(name).unwrap_or_else(|error| panic!("{error}"));
    std::fs::remove_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
    std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
    folder
}

fn named(path: &Path) -> &str {
    path.to_str().unwrap_or_else(|| panic!("{}", path.display()))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn good(run: &Run) -> &str {
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    &run.out
}

#[test]
fn an_overlay_and_a_rule_book_begin_without_a_problem_and_never_overwrite() {
    let folder = folder("authoring-new");
    let overlay = folder.join("our-table.overlay.toml");
    let first = run(&["new", "overlay", "credit", named(&overlay)]);
    assert!(good(&first).contains("ziping check --overlay"), "{}", first.out);
    let text = read(&overlay);
    assert!(text.contains("id = \"our-table\"") && text.contains("# 补充规则的骨架"), "{text}");
    good(&run(&["check", "--overlay", named(&overlay), "content"]));
    let again = run(&["new", "overlay", "credit", named(&overlay)]);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("已经存在"), "{}", again.err);
    assert_eq!(read(&overlay), text);

    let rules = folder.join("my-rules");
    good(&run(&["new", "rulebook", "workshop", named(&rules), "--lang", "en"]));
    good(&run(&["check", named(&rules)]));
    let facts = rules.join("facts.toml");
    std::fs::write(&facts, format!("# mine\n{}", read(&facts))).unwrap_or_else(|error| panic!("{error}"));
    // A second rule book beside the first: shared files stay as they are.
    good(&run(&["new", "rulebook", "bakery", named(&rules)]));
    assert!(read(&facts).starts_with("# mine\n"));
    good(&run(&["check", named(&rules)]));
    let again = run(&["new", "rulebook", "bakery", named(&rules)]);
    assert_eq!((again.status, again.out.as_str()), (2, ""));
}

#[test]
fn cases_are_proposed_written_and_come_out() {
    let folder = folder("authoring-cases");
    let overlay = folder.join("a.overlay.toml");
    good(&run(&["new", "overlay", "credit", named(&overlay)]));
    let out = folder.join("proposed.toml");
    good(&run(&["cases", named(&overlay), "--out", named(&out)]));
    let cases = read(&out);
    assert!(cases.starts_with("# 以下案例是算出来的，须由人阅读"), "{cases}");
    assert!(cases.contains("计算所得：overlay.a.by_people 略低于 10"), "{cases}");
    let both = format!("{}\n{cases}", read(&overlay));
    std::fs::write(&overlay, both).unwrap_or_else(|error| panic!("{error}"));
    good(&run(&["check", "--overlay", named(&overlay), "content"]));
    assert_eq!(run(&["cases", named(&overlay), "--out", named(&out)]).status, 2, "never overwrites");
    assert_eq!(read(&out), cases);

    let rules = folder.join("rules");
    good(&run(&["new", "rulebook", "workshop", named(&rules)]));
    let found = run(&["cases", "--lang", "en", named(&rules)]);
    assert!(good(&found).starts_with("# workshop/cases.toml\n# These cases are computed, to be read by a human"));
    assert!(found.out.contains("computed: workshop.staffed, just below 3"), "{}", found.out);
    let missing = run(&["cases", named(&folder.join("nothing.toml"))]);
    assert_eq!(missing.status, 2);
}

#[test]
fn a_workbook_becomes_a_draft_that_the_check_reads() {
    let folder = folder("authoring-table");
    let out = folder.join("draft.overlay.toml");
    let table = root().join("tests/fixtures/tables/association.xlsx");
    let arguments = ["overlay", "from-xlsx", named(&table), "--regime", "credit", "--out", named(&out)];
    let found = run(&arguments);
    assert!(good(&found).contains("读懂 8 行；2 行没有读懂"), "{}", found.out);
    let check = run(&["check", "--overlay", named(&out), "content"]);
    assert_eq!(check.status, 0, "{}", check.err);
    // English is still to be translated and cases are still to be written; nothing else.
    let told: BTreeSet<&str> = check.err.split("提醒[").skip(1).filter_map(|rest| rest.split(']').next()).collect();
    assert_eq!(told, BTreeSet::from(["no-cases", "not-translated"]), "{}", check.err);
    let again = run(&arguments);
    assert_eq!(again.status, 2);
    let no_book = folder.join("x.xlsx");
    std::fs::write(&no_book, "id,name\n").unwrap_or_else(|error| panic!("{error}"));
    let refused = run(&["overlay", "from-xlsx", named(&no_book), "--regime", "credit", "--out", "y.toml"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("读不了"), "{}", refused.err);
    assert!(!root().join("y.toml").exists());
}

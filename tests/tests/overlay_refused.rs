//! Broken and hostile overlays are refused, with every problem and its place.

#![expect(clippy::panic, reason = "a failed test panics")]

use std::fmt::Write as _;
use ziping_base::diag::Diagnostic;
use ziping_base::lang::Lang;
use ziping_content::{TextFile, overlay};
use ziping_rules::rule::operators::Compare;
use ziping_rules::rule::{Comparison, Number, Operand, Unit};
use ziping_tests::golden::{compare, english_in};
use ziping_tests::project::{content, root};

fn problems(files: &[TextFile]) -> Vec<Diagnostic> {
    overlay::apply(&content().library, files).err().unwrap_or_default()
}

fn codes(text: &str) -> Vec<String> {
    let file = TextFile { path: "overlay.toml".to_owned(), text: text.to_owned() };
    problems(&[file]).into_iter().map(|problem| problem.code).collect()
}

fn good(name: &str) -> TextFile {
    let path = root().join("tests/overlays").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    TextFile { path: name.to_owned(), text }
}

#[test]
fn every_broken_overlay_has_exactly_the_problems_expected() {
    let folder = root().join("tests/overlays/broken");
    let mut seen = 0;
    let mut different = Vec::new();
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap_or_else(|error| panic!("{error}")).path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        seen += 1;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let file = good(&format!("broken/{name}"));
        let found = problems(&[TextFile { path: name.clone(), ..file }]);
        assert!(!found.is_empty(), "{name} is not refused");
        for (lang, extension) in [(Lang::En, "expected"), (Lang::Zh, "zh.expected")] {
            let mut shown = String::new();
            for problem in &found {
                let _ = writeln!(shown, "{}\n", problem.shown(lang));
            }
            different.extend(compare(&path.with_extension(extension), &shown).err());
            if lang == Lang::Zh {
                different.extend(english_in(&shown).map(|line| format!("{name}: English in Chinese: {line}")));
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n\n"));
    assert!(seen >= 8, "only {seen} broken overlays");
}

#[test]
fn two_overlays_cannot_divide_one_element_and_none_is_applied_twice() {
    let first = good("credit-indicators.toml");
    let same = problems(&[first.clone(), first.clone()]);
    assert!(same.iter().any(|problem| problem.code == "duplicate-id"));
    let other = TextFile { path: "other.toml".to_owned(), text: first.text.replace("made-up-credit", "second") };
    let divided: Vec<Diagnostic> =
        problems(&[first, other]).into_iter().filter(|problem| problem.code == "divided-twice").collect();
    assert!(!divided.is_empty());
    assert!(divided.iter().all(|problem| problem.place.as_ref().is_some_and(|place| place.file == "other.toml")));
}

#[test]
fn overlays_of_different_regimes_go_together() {
    let all = ["credit-indicators.toml", "iets-levels.toml", "om-contact.toml"].map(good);
    assert!(problems(&all).is_empty());
}

/// A condition that reads an element as it is typed would not see what is derived.
#[test]
fn an_element_that_a_condition_reads_cannot_be_derived() {
    let mut library = content().library.clone();
    let social = library.catalogue.find("credit.score.social").unwrap_or_else(|| panic!("no such fact"));
    let cap = library.regimes.iter_mut().find(|book| book.id == "credit").and_then(|book| book.caps.first_mut());
    let cap = cap.unwrap_or_else(|| panic!("no cap"));
    let typed = Number::Answer(Operand::Fact(social), 0, 280);
    cap.when =
        Compare { left: typed, comparison: Comparison::Less, right: Number::Literal(100), unit: Unit::Score }.into();
    let id = cap.id.clone();
    let found = overlay::apply(&library, &[good("credit-indicators.toml")]).err().unwrap_or_default();
    let said: Vec<(&str, &str)> =
        found.iter().map(|problem| (problem.code.as_str(), problem.message.as_str())).collect();
    let message = format!("`credit.score.social` cannot be derived: `{id}` uses it as it is typed");
    assert_eq!(said, [("fact-in-use", message.as_str())]);
}

#[test]
fn the_size_of_an_overlay_is_bounded() {
    let head = "overlay = 1\nid = \"big\"\nregime = \"iets\"\nversion = \"1.0.0\"\nfor_version = \"1\"\n\
        status = \"draft\"\nsource = \"虚构\"\n[zh.overlay]\ntitle = \"大\"\n[en.overlay]\ntitle = \"Big\"\n";
    assert_eq!(codes(head), Vec::<String>::new());
    assert_eq!(codes(&format!("{head}# {}", "x".repeat(300_000))), ["too-long"]);
    let facts: String = (0..301).map(|i| format!("[[fact]]\nid = \"overlay.big.f{i}\"\nkind = \"bool\"\n")).collect();
    assert_eq!(codes(&format!("{head}{facts}")), ["too-many"]);
    let level = |i: usize, when: &str| {
        format!(
            "[[level]]\nid = \"overlay.big.l{i}\"\naspect = \"iets.level.basic\"\nlevel = \"IETS-4\"\n\
             clause = \"虚构\"\nwhen = \"{when}\"\n"
        )
    };
    let levels: String = (0..301).map(|i| level(i, "true")).collect();
    assert_eq!(codes(&format!("{head}{levels}")), ["too-many"]);
    // A condition is bounded as in a rule book.
    for hostile in ["(".repeat(2_000), "not ".repeat(500), vec!["true"; 700].join(" and "), "x".repeat(5_000)] {
        let found = codes(&format!("{head}{}", level(0, &hostile)));
        assert!(found.iter().any(|code| code == "condition-syntax"), "{found:?}");
    }
    // Nesting without end is refused, not followed.
    for nested in [format!("{head}x = {}", "[".repeat(50_000)), format!("{head}x = {}1", "{a = ".repeat(20_000))] {
        assert!(!codes(&nested).is_empty());
    }
    let many: Vec<TextFile> = (0..17).map(|_| good("om-contact.toml")).collect();
    assert_eq!(problems(&many).first().map(|problem| problem.code.as_str()), Some("too-many"));
}

#[test]
fn cut_and_mangled_overlays_never_panic() {
    let file = good("iets-levels.toml");
    for (at, _) in file.text.char_indices().step_by(7) {
        let text = file.text.get(..at).unwrap_or_default().to_owned();
        // A file that is cut short is refused: its words stand last.
        assert!(!problems(&[TextFile { path: "cut.toml".to_owned(), text }]).is_empty());
    }
    for (from, to) in [("\"", ""), ("=", "=="), ("overlay.", ""), ("[[", "["), ("zh", "en"), ("IETS", "X"), ("1", "-1")]
    {
        let text = file.text.replace(from, to);
        assert!(!problems(&[TextFile { path: "mangled.toml".to_owned(), text }]).is_empty(), "{from} to {to}");
    }
}

//! The authors' guide, `content/README.md`: its worked example loads and comes out, its overlay applies, its forms
//! compile, and no key of any file is left out of it.

#![expect(clippy::panic, reason = "a failed test panics")]

use std::collections::{BTreeSet, HashMap};
use ziping_assess::{assess, paths, run_case};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_content::{Content, Shape, TextFile, Want, files, load, overlay};
use ziping_regime::RuleBook;
use ziping_rules::fact::read_answers;
use ziping_rules::rule::{Change, Checked, Scope, Test, compile_number};
use ziping_tests::parts::{ALL, of_number, of_test};
use ziping_tests::project::{content, files_below, root};

fn guide() -> String {
    let path = root().join("content/README.md");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The fenced blocks of a language, in order.
fn blocks(guide: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    guide
        .split(&fence)
        .skip(1)
        .filter_map(|rest| rest.split_once("\n```"))
        .map(|(block, _)| format!("{block}\n"))
        .collect()
}

/// The TOML blocks that say on their first line which file they are.
fn named(guide: &str, prefix: &str) -> Vec<TextFile> {
    blocks(guide, "toml")
        .into_iter()
        .filter_map(|text| {
            let path = text.lines().next()?.strip_prefix("# ")?.strip_prefix(prefix)?.to_owned();
            Some(TextFile { path, text })
        })
        .collect()
}

/// The folder that the guide makes: copies of the shared files that it names, and its own.
fn folder(guide: &str) -> Vec<TextFile> {
    let shared = ["facts.", "evidence.", "readings."];
    let mut all: Vec<TextFile> = files_below(&root().join("content"))
        .unwrap_or_else(|error| panic!("{error}"))
        .into_iter()
        .filter(|file| shared.iter().any(|name| file.path.starts_with(name)))
        .collect();
    assert_eq!(all.len(), 8, "the guide says which shared files to copy");
    all.extend(named(guide, "my-rules/"));
    all
}

fn loaded(files: &[TextFile]) -> Content {
    load(files).unwrap_or_else(|problems| {
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", shown.join("\n\n"))
    })
}

fn workshop(content: &Content) -> &RuleBook {
    content.library.regime("workshop").unwrap_or_else(|| panic!("no workshop"))
}

#[test]
fn the_worked_example_loads_and_its_cases_come_out() {
    let guide = guide();
    // Step 1: the shared files alone have no problems.
    let shared: Vec<TextFile> = folder(&guide).into_iter().filter(|file| !file.path.contains('/')).collect();
    assert!(loaded(&shared).library.regimes.is_empty());
    let content = loaded(&folder(&guide));
    let book = workshop(&content);
    let cases = content.cases.get("workshop").map_or(&[][..], Vec::as_slice);
    let counts =
        format!("{} clauses, {} conditions and {} cases", book.clauses.len(), book.conditions.len(), cases.len());
    assert!(guide.contains(&counts), "the guide does not count {counts}");
    for case in cases {
        run_case(&content.library, book, case).unwrap_or_else(|problem| panic!("{problem}"));
    }
    for at in 0..book.conditions.len() {
        let mut without = book.clone();
        let removed = without.conditions.get_mut(at).map(|condition| {
            condition.when = Test::Constant(true);
            condition.id.clone()
        });
        let noticed = cases.iter().any(|case| run_case(&content.library, &without, case).is_err());
        assert!(noticed, "no case of the guide notices that {removed:?} is gone");
    }
}

#[test]
fn the_answers_of_the_worked_example_give_what_the_guide_says() {
    let guide = guide();
    let content = loaded(&folder(&guide));
    let book = workshop(&content);
    let answers = blocks(&guide, "json").into_iter().next().unwrap_or_default();
    let source = Source { name: "answers.ziping.json", text: &answers };
    let answers = read_answers(&source, &content.library.catalogue).unwrap_or_else(|problems| panic!("{problems:?}"));
    let day = Day::parse("2026-11-21").unwrap_or_else(|| panic!("no day"));
    let found = assess(&content.library, book, &answers.sheet, day);
    assert_eq!((found.grade.worst, found.grade.best), (0, 0));
    let to = paths(&content.library, book, &answers.sheet, day);
    let changes = to.first().and_then(|to| to.paths.first()).map_or(&[][..], |path| &path.changes);
    let until = Day::parse("2027-02-02");
    assert!(changes.iter().any(|change| matches!(change, Change::Wait { until: day, .. } if Some(*day) == until)));
    assert!(changes.iter().any(|change| matches!(change, Change::Number { to: 3, raise: true, .. })));
    assert_eq!(changes.len(), 2);
}

#[test]
fn the_error_shown_is_the_error_given() {
    let guide = guide();
    let mut files = folder(&guide);
    for file in &mut files {
        if file.path == "workshop/rulebook.toml" {
            file.text = file.text.replace("workshop.craftspeople >=", "workshop.craftpeople >=");
        }
    }
    let problems = load(&files).err().unwrap_or_default();
    let shown: Vec<String> = problems.iter().map(|problem| format!("{problem}\n")).collect();
    assert_eq!(shown, blocks(&guide, "text"));
}

#[test]
fn the_overlay_of_the_guide_applies() {
    let files = named(&guide(), "our-");
    assert_eq!(files.len(), 1);
    let applied = overlay::apply(&content().library, &files).unwrap_or_else(|problems| {
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", shown.join("\n\n"))
    });
    let derived: Vec<&str> = applied
        .overlays
        .iter()
        .flat_map(|overlay| &overlay.derives)
        .map(|fact| applied.library.catalogue.id(*fact))
        .collect();
    assert_eq!(derived, ["credit.score.finance"]);
}

/// The forms of the language, from the first column of their table.
fn forms(guide: &str) -> Vec<String> {
    let table = guide.split("| form | gives | meaning |").nth(1).unwrap_or_default();
    table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| Some(line.split('`').nth(1)?.to_owned()))
        .collect()
}

/// The forms of the table, compiled.
fn compiled() -> Vec<Checked> {
    let forms = forms(&guide());
    assert!(forms.len() >= 30, "{forms:?}");
    let library = &content().library;
    // Facts for forms only may be looked at in checks, such as the identifier here.
    let open = library.catalogue.iter().map(|(_, fact)| {
        let mut fact = fact.clone();
        fact.forms_only = false;
        fact
    });
    let catalogue = ziping_rules::fact::Catalogue::new(open.collect());
    let mut windows = library.windows.clone();
    let one = |form: String| {
        let form = form.replace("narrow: …, wide: …", "narrow: org.legal_person, wide: org.history_clear");
        let mut problems = Vec::new();
        let readings = ["narrow", "wide"].map(str::to_owned);
        let mut scope = Scope {
            catalogue: &catalogue,
            derived: &HashMap::new(),
            readings: &readings,
            scores: ziping_rules::rule::Scores::none(),
            windows: &mut windows,
            source: Source { name: "content/README.md", text: &form },
            offset: 0,
            problems: &mut problems,
        };
        let compiled = compile_number(&form, &mut scope);
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        compiled.filter(|_| shown.is_empty()).unwrap_or_else(|| panic!("{form}: {}", shown.join("\n")))
    };
    forms.into_iter().map(one).collect()
}

#[test]
fn every_form_in_the_table_compiles_and_no_form_of_the_language_is_missing() {
    let mut found = BTreeSet::new();
    for form in compiled() {
        match form {
            Checked::Test(test) => of_test(&test, &mut found),
            Checked::Number(number, _) => of_number(&number, &mut found),
            Checked::Share(part, whole) => {
                found.insert("share");
                of_number(&part, &mut found);
                of_number(&whole, &mut found);
            }
        }
    }
    let missing: Vec<&str> = ALL.into_iter().filter(|form| !found.contains(form)).collect();
    assert!(missing.is_empty(), "the table in content/README.md has no example of {missing:?}");
    assert_eq!(found.len(), ALL.len(), "a part is missing in tests/src/parts.rs: {found:?}");
    // Units as people write them.
    let all = forms(&guide()).join(" ");
    for unit in ["亿元", "万元", "3年", "个月", "日", "近3年", "%", "fiscal years"] {
        assert!(all.contains(unit), "the table in content/README.md has no example with {unit}");
    }
}

fn keys(want: Want, found: &mut BTreeSet<(&'static str, &'static str)>) {
    let (Want::Table(shape) | Want::Tables(shape) | Want::ById(shape)) = want else { return };
    let Shape { name, keys: all, .. } = shape;
    for key in *all {
        if found.insert((name, key.name)) {
            keys(key.want, found);
        }
    }
}

#[test]
fn the_guide_names_every_key_and_every_word_that_a_key_takes() {
    let scores = root().join("docs/scores.md");
    let scores = std::fs::read_to_string(&scores).unwrap_or_else(|error| panic!("{}: {error}", scores.display()));
    let guide = guide() + &scores;
    let words: BTreeSet<&str> = guide.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).collect();
    let mut all = BTreeSet::new();
    for (_, want, _) in files() {
        keys(want, &mut all);
    }
    let missing: Vec<_> = all.iter().filter(|(_, key)| !words.contains(key)).collect();
    assert!(missing.is_empty(), "content/README.md does not name {missing:?}");
    let mut options = BTreeSet::new();
    for (_, want, _) in files() {
        options_of(want, &mut options);
    }
    let missing: Vec<_> = options.iter().filter(|option| !words.contains(*option)).collect();
    assert!(missing.is_empty(), "content/README.md does not name {missing:?}");
    for (name, ..) in files() {
        assert!(guide.contains(&format!("`{name}`")), "content/README.md does not name the schema {name}");
    }
}

fn options_of(want: Want, found: &mut BTreeSet<&'static str>) {
    match want {
        Want::OneOf(options) => found.extend(options),
        Want::Table(shape) | Want::Tables(shape) | Want::ById(shape) => {
            shape.keys.iter().for_each(|key| options_of(key.want, found));
        }
        _ => {}
    }
}

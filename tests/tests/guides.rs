//! The guides for those who write tables: the Chinese ones say the same as the English ones, and every block of code in
//! them runs.

#![expect(clippy::panic, reason = "a failed test panics")]

use jsonschema::draft202012;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use ziping_assess::{assess, run_case};
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Source};
use ziping_content::{TextFile, load, overlay};
use ziping_rules::fact::read_answers;
use ziping_tests::project::{content, files_below, root};

const PAIRS: [[&str; 2]; 2] =
    [["content/README.md", "content/README.zh-CN.md"], ["docs/scores.md", "docs/scores.zh-CN.md"]];

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A page in its parts: lines of prose, and blocks of code with their fences.
fn parts(page: &str) -> (Vec<&str>, Vec<String>) {
    let (mut prose, mut blocks, mut block): (Vec<&str>, Vec<String>, Option<String>) = Default::default();
    for line in page.lines() {
        match &mut block {
            None if line.starts_with("```") => block = Some(format!("{line}\n")),
            None => prose.push(line),
            Some(open) => {
                let _ = writeln!(open, "{line}");
                if line == "```" {
                    blocks.extend(block.take());
                }
            }
        }
    }
    assert!(block.is_none(), "a block is not closed");
    (prose, blocks)
}

/// The block at a place, without its fences.
fn block(path: &str, place: usize) -> String {
    let page = text(path);
    let (_, blocks) = parts(&page);
    let block = blocks.get(place).unwrap_or_else(|| panic!("{path} has no block {place}"));
    let inner = block.split_once('\n').and_then(|(_, rest)| rest.strip_suffix("```\n"));
    inner.unwrap_or_else(|| panic!("{path}: {block}")).to_owned()
}

fn shown(problems: &[Diagnostic]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn the_chinese_guides_have_the_headings_and_the_blocks_of_the_english_ones() {
    for [english, chinese] in PAIRS {
        let (english_page, chinese_page) = (text(english), text(chinese));
        let ((prose, blocks), (chinese_prose, chinese_blocks)) = (parts(&english_page), parts(&chinese_page));
        let levels = |prose: &[&str]| -> Vec<usize> {
            let heads = prose.iter().filter(|line| line.starts_with('#'));
            heads.map(|line| line.chars().take_while(|c| *c == '#').count()).collect()
        };
        assert!(levels(&prose).len() > 10);
        assert_eq!(levels(&prose), levels(&chinese_prose), "{chinese}");
        assert_eq!(blocks, chinese_blocks, "{chinese}");
        // A name in a heading, such as `facts.toml`, stands in both.
        let names = |prose: &[&str]| -> Vec<Vec<String>> {
            let heads = prose.iter().filter(|line| line.starts_with('#'));
            heads.map(|line| line.split('`').skip(1).step_by(2).map(str::to_owned).collect()).collect()
        };
        assert_eq!(names(&prose), names(&chinese_prose), "{chinese}");
    }
}

/// The page on many machines: short, and without tables.
#[test]
fn the_page_on_many_machines_says_the_same_in_both_languages_and_its_programs_are_there() {
    let (english, chinese) = (text("docs/scale.md"), text("docs/scale.zh-CN.md"));
    let ((prose, blocks), (chinese_prose, chinese_blocks)) = (parts(&english), parts(&chinese));
    let heads = |prose: &[&str]| prose.iter().filter(|line| line.starts_with('#')).count();
    assert_eq!((heads(&prose), &blocks), (heads(&chinese_prose), &chinese_blocks));
    let named = blocks.iter().flat_map(|block| block.split_whitespace()).filter(|word| word.ends_with(".py"));
    let named: BTreeSet<&str> = named.collect();
    let there = files_of("docs/examples/scale");
    assert_eq!(named.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), there);
    // Each command is one that the program takes: batch with the options that are written there.
    for block in blocks.iter().filter(|block| block.contains("ziping batch")) {
        assert!(block.contains("-- ziping batch --regime credit --as-of 2026-11-21 --outcome-only"), "{block}");
    }
}

fn files_of(folder: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())).collect()
}

#[test]
fn the_chinese_guides_have_the_tables_of_the_english_ones_row_by_row() {
    for [english, chinese] in PAIRS {
        let (english_page, chinese_page) = (text(english), text(chinese));
        // What stands in code in the first cell of each row; cells are divided by `|` that nothing escapes.
        let rows = |page: &str| -> Vec<Vec<String>> {
            let (prose, _) = parts(page);
            let rows = prose.iter().filter(|line| line.starts_with('|'));
            rows.map(|line| {
                let line = line.replace("\\|", "\u{1}");
                let first = line.trim_start_matches('|').split('|').next().unwrap_or_default().to_owned();
                first.split('`').skip(1).step_by(2).map(str::to_owned).collect()
            })
            .collect()
        };
        let (of_english, of_chinese) = (rows(&english_page), rows(&chinese_page));
        assert!(of_english.len() > 30);
        for (place, (one, other)) in of_english.iter().zip(&of_chinese).enumerate() {
            assert_eq!(one, other, "{chinese}, row {place}");
        }
        assert_eq!(of_english.len(), of_chinese.len(), "{chinese}");
    }
}

#[test]
fn links_of_the_guides_lead_somewhere() {
    for path in PAIRS.iter().flatten() {
        let page = text(path);
        let folder = root().join(path).parent().map(std::path::Path::to_path_buf).unwrap_or_default();
        let anchors = |page: &str| -> BTreeSet<String> {
            let (prose, _) = parts(page);
            let heads = prose.iter().filter_map(|line| line.strip_prefix('#')).map(|line| line.trim_start_matches('#'));
            heads
                .map(|head| {
                    let kept = head.trim().to_lowercase().replace(' ', "-");
                    kept.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
                })
                .collect()
        };
        let mut count = 0;
        for link in page.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            if link.starts_with("http") {
                continue;
            }
            count += 1;
            let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
            let target = if file.is_empty() { root().join(path) } else { folder.join(file) };
            let there = std::fs::read_to_string(&target).unwrap_or_else(|error| panic!("{path}: {link}: {error}"));
            if let Some(anchor) = anchor {
                assert!(anchors(&there).contains(anchor), "{path}: {link}: {:?}", anchors(&there));
            }
        }
        assert!(count > 1, "{path}");
    }
}

const README: &str = "content/README.md";
const SCORES: &str = "docs/scores.md";

/// The blocks of each guide that a test runs, with the one that does.
#[test]
fn every_block_of_code_runs_in_a_test() {
    // README: 0 to 9 and 19 in engine/guide.rs (0 and 8 below too), the others here. Whoever adds a block adds its test.
    let (readme, scores) = (text(README), text(SCORES));
    assert_eq!((parts(&readme).1.len(), parts(&scores).1.len()), (22, 8));
}

#[test]
fn the_files_of_the_tree_are_there() {
    let tree = block(README, 0);
    let words = tree
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| word.ends_with(".toml") || word.ends_with(".json"));
    let mut names: BTreeSet<&str> = words.collect();
    assert!(names.len() > 15, "{names:?}");
    let all = files_below(&root().join("content")).unwrap_or_default();
    names.retain(|name| !all.iter().any(|file| file.path.ends_with(name)));
    names.retain(|name| !root().join("content/credit").join(name).exists());
    assert!(names.is_empty(), "{names:?}");
}

fn to_json(value: toml::Value) -> Json {
    match value {
        toml::Value::String(text) => Json::String(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(truth) => Json::Bool(truth),
        toml::Value::Datetime(day) => Json::String(day.to_string()),
        toml::Value::Array(items) => Json::Array(items.into_iter().map(to_json).collect()),
        toml::Value::Table(table) => {
            Json::Object(table.into_iter().map(|(key, value)| (key, to_json(value))).collect())
        }
    }
}

/// What the schema of a kind of file finds wrong with a text.
fn refused(schema: &str, text: &str) -> Vec<String> {
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{schema}: {error}\n{text}"));
    let path = root().join(format!("content/schema/{schema}.schema.json"));
    let schema = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let schema: Json = serde_json::from_str(&schema).unwrap_or_else(|error| panic!("{error}"));
    let validator = draft202012::new(&schema).unwrap_or_else(|error| panic!("{error}"));
    let instance = to_json(toml::Value::Table(table));
    validator.iter_errors(&instance).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The text with the body of a table under each of the heads that stand right above it.
fn spread(text: &str) -> String {
    let is_head = |line: &str| line.starts_with("[[");
    let lines: Vec<&str> = text.lines().collect();
    let mut all = String::new();
    for (place, line) in lines.iter().enumerate() {
        let _ = writeln!(all, "{line}");
        if is_head(line) && lines.get(place + 1).is_some_and(|next| is_head(next)) {
            let rest = lines.iter().skip(place + 1).skip_while(|line| is_head(line));
            rest.take_while(|line| !line.is_empty()).for_each(|line| {
                let _ = writeln!(all, "{line}");
            });
        }
    }
    all
}

#[test]
fn the_reference_blocks_have_the_shape_of_their_files() {
    let rulebook = format!("{}\n{}", block(README, 11), spread(&block(README, 12)));
    let section = "[[fact]]\nid = \"org.other\"\nkind = \"bool\"\nsection = \"org\"\n";
    for (schema, text) in [
        ("facts", format!("{}\n{section}", block(README, 10))),
        ("rulebook", rulebook.clone()),
        ("language", block(README, 13)),
        ("fact-words", block(README, 14)),
        ("papers", block(README, 15)),
        ("checks", block(README, 17)),
        ("cases", block(README, 18)),
    ] {
        let wrong = refused(schema, &text);
        assert!(wrong.is_empty(), "{schema}: {wrong:#?}");
        // A key that the file does not know is told, so the shape was looked at.
        assert!(!refused(schema, &format!("unheard_of = {{ x = 1 }}\n{text}")).is_empty(), "{schema}");
    }
    // Its conditions are those that the rule books have.
    let table: toml::Table = rulebook.parse().unwrap_or_else(|error| panic!("{error}"));
    let conditions = ["condition", "cap", "ground"].map(|kind| table[kind].as_array().cloned().unwrap_or_default());
    for condition in conditions.iter().flatten() {
        let when = condition["when"].as_str().unwrap_or_default();
        let all = files_below(&root().join("content")).unwrap_or_default();
        let there =
            all.iter().any(|file| file.path.ends_with("rulebook.toml") && file.text.contains(&format!("\"{when}\"")));
        assert!(there, "no rule book has {when}");
    }
    let fact = block(README, 10);
    let fact: toml::Table = fact.parse().unwrap_or_else(|error| panic!("{error}"));
    let facts: toml::Table = text("content/facts.toml").parse().unwrap_or_else(|error| panic!("{error}"));
    assert!(facts["fact"].as_array().is_some_and(|all| all.contains(&fact["fact"][0])), "{fact}");
}

#[test]
fn the_examples_of_the_grammar_are_read() {
    let grammar = block(README, 16);
    let examples = |name: &str| -> Vec<String> {
        // `amount = …`, not the line in which it is one of several.
        let of = grammar.split(name).find_map(|rest| rest.trim_start_matches(' ').strip_prefix('='));
        let after = of.and_then(|rest| rest.lines().next()).unwrap_or_default().trim();
        let own = after.split("   ").next().unwrap_or_default();
        own.split('|').map(|example| example.trim().to_owned()).filter(|example| !example.is_empty()).collect()
    };
    let mut conditions = Vec::new();
    for amount in examples("amount") {
        conditions.push(format!("org.registered_capital > {amount}"));
    }
    for percentage in examples("percentage") {
        conditions.push(format!("share(om.staff_college, om.staff) >= {percentage}"));
    }
    for period in examples("period") {
        conditions.push(format!("since(org.established) >= {period}"));
    }
    for window in examples("window") {
        conditions.push(format!("within(record.violation, {window})"));
    }
    for day in examples("day") {
        conditions.push(format!("org.established < {day}"));
    }
    assert!(conditions.len() >= 10, "{conditions:?}");
    for (place, when) in conditions.iter().enumerate() {
        let text = format!(
            "overlay = 1\nid = \"g\"\nregime = \"credit\"\nversion = \"1.0.0\"\nfor_version = \"1\"\nstatus = \"draft\"\nsource = \"x\"\n[[cap]]\nid = \"overlay.g.{place}\"\nclause = \"1\"\nlimit = \"B\"\nwhen = \"{when}\"\n[zh.overlay]\ntitle = \"x\"\ntext = \"x\"\n[zh.cap.\"overlay.g.{place}\"]\ntitle = \"x\"\ntext = \"x\"\n[en.overlay]\ntitle = \"x\"\ntext = \"x\"\n[en.cap.\"overlay.g.{place}\"]\ntitle = \"x\"\ntext = \"x\"\n"
        );
        applied(&text, "grammar");
    }
    // Every word in quotes is one of the language.
    let words: BTreeSet<&str> = grammar.split('"').skip(1).step_by(2).collect();
    let known = [
        "or", "and", "not", "==", "!=", "<", "<=", ">", ">=", "in", "(", ")", ",", "today", "where", ":", "true",
        "false", "fiscal", "years",
    ];
    let unknown: Vec<_> = words.iter().filter(|word| !known.contains(word)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

fn applied(text: &str, name: &str) -> overlay::Overlaid {
    let file = TextFile { path: format!("{name}.overlay.toml"), text: text.to_owned() };
    overlay::apply(&content().library, &[file]).unwrap_or_else(|problems| panic!("{}", shown(&problems)))
}

#[test]
fn the_check_of_the_guide_is_kept_beside_its_rule_book() {
    let shared = ["facts.", "evidence.", "readings."];
    let mut files: Vec<TextFile> = files_below(&root().join("content"))
        .unwrap_or_default()
        .into_iter()
        .filter(|file| shared.iter().any(|name| file.path.starts_with(name)))
        .collect();
    for place in 1..=7 {
        let text = block(README, place);
        let path = text.lines().next().and_then(|line| line.strip_prefix("# my-rules/")).unwrap_or_default().to_owned();
        files.push(TextFile { path, text });
    }
    files.push(TextFile { path: "checks.toml".into(), text: block(README, 17) });
    let words = "[\"workshop.young\"]\ntitle = \"x\"\ntext = \"x\"\n";
    for lang in ["zh", "en"] {
        files.push(TextFile { path: format!("checks.{lang}.toml"), text: words.into() });
    }
    let content = load(&files).unwrap_or_else(|problems| panic!("{}", shown(&problems)));
    assert_eq!(content.library.checks.len(), 1);
    assert_eq!(content.library.checks[0].id, "workshop.young");
}

#[test]
fn the_level_of_the_guide_stands_in_an_overlay_that_applies() {
    let level = block(README, 20);
    let whole = text("tests/overlays/iets-levels.toml");
    assert!(whole.contains(level.trim()), "tests/overlays/iets-levels.toml has another level");
    applied(&whole, "iets-levels");
    let schema = block(README, 21);
    let path = schema.trim().strip_prefix("#:schema ../").unwrap_or_default();
    assert!(root().join(path).exists(), "{path}");
}

#[test]
fn the_overlay_of_the_guide_to_scores_passes_and_gives_what_the_guide_says() {
    let mut overlaid = applied(&block(SCORES, 0), "our");
    assert!(overlaid.warnings.is_empty(), "{}", shown(&overlaid.warnings));
    let cases = std::mem::take(&mut overlaid.cases);
    let content = overlaid.over(content().clone());
    let book = content.library.regime("credit").unwrap_or_else(|| panic!("no credit"));
    let cases = cases.get("credit").map_or(&[][..], Vec::as_slice);
    assert_eq!(cases.len(), 3);
    cases.iter().for_each(|case| run_case(&content.library, book, case).unwrap_or_else(|problem| panic!("{problem}")));
    let answers = block(SCORES, 1);
    let source = Source { name: "answers.ziping.json", text: &answers };
    let answers = read_answers(&source, &content.library.catalogue).unwrap_or_else(|problems| panic!("{problems:?}"));
    let day = Day::parse("2026-11-21").unwrap_or_else(|| panic!("no day"));
    let found = assess(&content.library, book, &answers.sheet, day);
    let points: Vec<String> = found.elements[0].items.iter().map(|item| item.points.low.shown()).collect();
    assert_eq!(points, ["6", "2"]);
    assert!(
        text(SCORES).contains("the element has 8 of its 12 points: nine years give 6, rules that are partly there 2")
    );
}

#[test]
fn the_pieces_of_the_guide_to_scores_make_an_overlay_that_applies() {
    let mut all = String::from(
        "overlay = 1\nid = \"table\"\nregime = \"credit\"\nversion = \"1.0.0\"\nfor_version = \"1\"\nstatus = \"draft\"\nsource = \"x\"\n",
    );
    all.push_str(
        r#"
[[fact]]
id = "overlay.table.governance"
kind = "choice"
options = ["clear", "rather", "not"]
[[fact]]
id = "overlay.table.awards"
kind = "table"
column = [{ id = "name", kind = "text" }, { id = "until", kind = "date" }]
[[fact]]
id = "overlay.table.complaints"
kind = "table"
column = [{ id = "on", kind = "date" }]
[[fact]]
id = "overlay.table.assets"
kind = "money"
[[fact]]
id = "overlay.table.income"
kind = "money"
signed = true
[[group]]
id = "overlay.table.basics"
clause = "1"
max = "8"
"#,
    );
    // Pieces of other tables than the overlay's own, by its facts.
    let own = |text: String| {
        text.replace("lender.net_assets", "overlay.table.assets").replace("finance.income", "overlay.table.income")
    };
    all.push_str(&own(block(SCORES, 7)));
    all.push_str(&own(block(SCORES, 2)));
    let mut items = vec!["overlay.table.basics".to_owned(), "overlay.table.age".to_owned()];
    for (place, name) in [(3, "judged"), (4, "counted"), (5, "stepped"), (6, "pieced")] {
        let id = format!("overlay.table.{name}");
        let _ = write!(all, "[[item]]\nid = \"{id}\"\nclause = \"1\"\n{}\n", own(block(SCORES, place)));
        items.push(id);
    }
    for lang in ["zh", "en"] {
        let _ = writeln!(all, "[{lang}.overlay]\ntitle = \"x\"\ntext = \"x\"");
        let words = "title = \"x\"\ntext = \"x\"\n";
        let _ = writeln!(
            all,
            "[{lang}.fact.\"overlay.table.governance\"]\n{words}options = {{ clear = \"x\", rather = \"y\", not = \"z\" }}"
        );
        let _ =
            writeln!(all, "[{lang}.fact.\"overlay.table.awards\"]\n{words}columns = {{ name = \"x\", until = \"y\" }}");
        let _ = writeln!(all, "[{lang}.fact.\"overlay.table.complaints\"]\n{words}columns = {{ on = \"x\" }}");
        for fact in ["assets", "income"] {
            let _ = writeln!(all, "[{lang}.fact.\"overlay.table.{fact}\"]\n{words}");
        }
        let _ = writeln!(all, "[{lang}.published.\"overlay.table.highest\"]\n{words}");
        for item in &items {
            let _ = writeln!(all, "[{lang}.item.\"{item}\"]\n{words}");
        }
    }
    let overlaid = applied(&all, "table");
    // The pieces stand alone, below no element; the guide says that what grows evenly needs its rounding.
    let codes: Vec<&str> = overlaid.warnings.iter().map(|warning| warning.code.as_str()).collect();
    let others: Vec<&str> = codes.into_iter().filter(|code| *code != "unused").collect();
    assert_eq!(others, ["no-cases", "rounding"], "{}", shown(&overlaid.warnings));
    let book = overlaid.library.regime("credit").unwrap_or_else(|| panic!("no credit"));
    assert_eq!(book.scored().len(), 6);
}

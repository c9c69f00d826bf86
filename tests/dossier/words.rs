//! The words of papers stand in `content/papers`, those of packages and those of collection workbooks: what is wrong there is
//! named, none of them stands in code, and no rule book is made of them.

use crate::programs::Folder;
use std::path::Path;
use ziping_content::{TextFile, load, pack_files, packs, unpack_files};
use ziping_tests::project::{files_below, root};
use ziping_words_build::{Entry, OWNERS, Section, Text, read, read_text};

/// What is wrong with a file.
fn problems(text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    read_text("plan.toml", text, &mut problems);
    problems
}

#[test]
fn what_is_wrong_with_a_text_is_named_with_file_and_key() {
    for (text, problem) in [
        ("a = \"一\"\n[b\n", "`plan.toml`, line 2: "),
        ("[gaps]\nnothing = \"\"", "`plan.toml`, `gaps.nothing`: the text is empty"),
        ("[gaps]\nnothing = 1", "`plan.toml`, `gaps.nothing`: it is no text"),
        ("heads = [\"一\", 2]", "`plan.toml`, `heads`: a list is of texts"),
        ("a = \"第{n次\"", "`plan.toml`, `a`: a place has no `}`"),
        ("a = \"第{n}}次\"", "`plan.toml`, `a`: a `}` closes no place"),
        ("a = \"第{次数}次\"", "`plan.toml`, `a`: a place is named in small letters, digits and `_`, not `次数`"),
        ("a = \"第{}次\"", "`plan.toml`, `a`: a place is named in small letters, digits and `_`, not ``"),
        ("\"标题\" = \"一\"", "`plan.toml`, `标题`: a key is of small letters, digits and `_`"),
        ("a = { zh = \"一\" }", "`plan.toml`, `a`: there is no text in `en`"),
        (
            "a = { zh = \"一\", en = \"1\", de = \"1\" }",
            "`plan.toml`, `a`: beside `zh` and `en` there is something else",
        ),
        ("a = { zh = \"第{n}次\", en = \"once\" }", "`plan.toml`, `a`: the two languages have different places"),
    ] {
        let found = problems(text);
        assert!(found.len() == 1 && found.iter().all(|found| found.starts_with(problem)), "{text}: {found:?}");
    }
    assert_eq!(problems("a = \"\"\nb = 2\nc = \"一\"").len(), 2, "all problems at once");
    assert_eq!(problems("[b]\na = \"第{n}次，共{of}次\"\nc = { zh = \"{n}年\", en = \"{n} years\" }"), [""; 0]);
}

#[test]
fn each_file_is_read_by_its_owner_and_one_that_is_nobody_s_is_refused() {
    let folder = Folder::new();
    let write = |name: &str, text: &str| std::fs::write(folder.0.join(name), text).unwrap();
    write("plan.toml", "a = \"一\"");
    write("collection-plan.toml", "b = { zh = \"一\", en = \"one\" }");
    write("readme.md", "");
    let keys = |whose: Option<&str>| match read(&folder.0, whose).unwrap().remove("plan") {
        Some(Entry::Section(section)) => section.into_keys().collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!((keys(None), keys(Some("collection"))), (vec!["a".to_owned()], vec!["b".to_owned()]));
    write("colection-plan.toml", "c = \"一\"");
    for whose in OWNERS {
        let problem = "`content/papers/colection-plan.toml`: nothing reads files that begin with `colection-`";
        assert_eq!(read(&folder.0, whose), Err(vec![problem.to_owned()]));
    }
    std::fs::remove_file(folder.0.join("colection-plan.toml")).unwrap();
    write("collection-a-b.toml", "c = \"一\"");
    let problem = "`content/papers/collection-a-b.toml`: a file is named in small letters, digits and `_`";
    assert_eq!(read(&folder.0, Some("collection")), Err(vec![problem.to_owned()]));
}

/// Every text of a section by its key, with its language.
fn all<'s>(section: &'s Section, before: &str, found: &mut Vec<(String, &'s Text, &'static str)>) {
    for (key, entry) in section {
        let key = format!("{before}{key}");
        match entry {
            Entry::Text(text) => found.push((key, text, "zh")),
            Entry::Both { zh, en } => found.extend([(key.clone(), zh, "zh"), (key, en, "en")]),
            Entry::List(words) => assert!(!words.is_empty(), "{key}"),
            Entry::Section(section) => all(section, &format!("{key}."), found),
        }
    }
}

/// Amounts as people type them in China, which English texts show too.
const AMOUNTS: [&str; 4] = ["1200万", "1.2亿", "100–120万", "80万"];

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn each_file_says_what_it_is_and_each_text_is_in_its_language() {
    let folder = root().join("content/papers");
    let of = OWNERS.map(|whose| read(&folder, whose).unwrap());
    let mut found = Vec::new();
    for (whose, files) in OWNERS.iter().zip(&of) {
        all(files, whose.unwrap_or_default(), &mut found);
    }
    assert!(found.len() > 700, "{}", found.len());
    assert!(found.iter().filter(|(_, text, _)| !text.places.is_empty()).count() > 200);
    for (key, text, language) in found {
        let text = &text.text;
        let right = match language {
            "zh" => !text.contains(['"', '\'']),
            _ => !AMOUNTS.iter().fold(text.clone(), |text, amount| text.replace(amount, "")).contains(is_chinese),
        };
        assert!(right, "{key} is not in `{language}` or has straight quotes: {text}");
    }
    for file in files_below(&folder).unwrap() {
        let first = file.text.lines().next().unwrap_or_default();
        assert!(first.starts_with("# ") && first.contains(is_chinese), "{} does not say what it is", file.path);
    }
}

/// Files and folders whose words are in `content/papers`, below `core`.
const MOVED: [&str; 8] = [
    "dossier/src/compose",
    "dossier/src/word",
    "dossier/src/excel",
    "dossier/src/receive",
    "dossier/src/ics.rs",
    "dossier/src/joint.rs",
    "dossier/src/fill/values.rs",
    "collect/src",
];

/// Literals with Chinese characters that are no words of a paper, by file: how they begin, and why they stand there.
const NO_WORDS: [(&str, &[&str], &str); 6] = [
    (
        "dossier/src/word/styles.rs",
        &["仿宋", "黑体", "楷体", "宋体", "方正", "SimHei,"],
        "names of fonts, which programs look up",
    ),
    ("dossier/src/excel/parts.rs", &["宋体", "黑体", "yyyy"], "names of fonts; how Excel is told to write a day"),
    ("dossier/src/fill/values.rs", &["是", "否", "yes（", "no（"], "how placeholders of forms are written"),
    (
        "dossier/src/receive/files.rs",
        &["03-证明材料", "证明材料目录.xlsx", "06-数据"],
        "names of files, by which packages are known",
    ),
    ("collect/src/make/look.rs", &["宋体", "黑体"], "names of fonts, which programs look up"),
    (
        "collect/src/read/rows.rs",
        &["十", "百", "千", "万", "亿", "否", "年"],
        "what people write into headings and cells, to be recognised",
    ),
];

/// The texts of a Rust file that stand in quotes, without what is after `#[cfg(test)]`, with their lines.
fn literals(code: &str) -> Vec<(usize, String)> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    let mut chars = code.chars().peekable();
    let mut line = 1;
    while let Some(c) = chars.next() {
        match c {
            '\n' => line += 1,
            '/' if chars.peek() == Some(&'/') => while chars.next_if(|c| *c != '\n').is_some() {},
            // A character, which may be a quote; a lifetime has no second mark.
            '\'' => match chars.next() {
                Some('\\') => {
                    chars.next();
                }
                Some(one) if chars.peek() == Some(&'\'') => {
                    found.push((line, one.to_string()));
                    chars.next();
                }
                _ => {}
            },
            '"' => {
                let at = line;
                let mut text = String::new();
                while let Some(c) = chars.next().filter(|c| *c != '"') {
                    line += usize::from(c == '\n');
                    text.push(c);
                    if c == '\\' {
                        let escaped = chars.next();
                        line += usize::from(escaped == Some('\n'));
                        text.extend(escaped);
                    }
                }
                found.push((at, text));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn no_word_of_a_paper_stands_in_code() {
    let sample =
        "let a = \"一\\\"二\"; // \"三\"\nfn b<'a>(c: &'a str) { '四'; '\\''; \"five\" }\n#[cfg(test)]\n\"六\"";
    let known: Vec<(usize, String)> = vec![(1, "一\\\"二".into()), (2, "四".into()), (2, "five".into())];
    assert_eq!(literals(sample), known, "how literals are found");
    let source = root().join("core");
    let mut files = Vec::new();
    for name in MOVED {
        rust_files(&source.join(name), &mut files);
    }
    assert!(files.len() > 60, "{}", files.len());
    let (mut wrong, mut used) = (Vec::new(), Vec::new());
    for file in files {
        let name = file.strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/");
        for (line, literal) in literals(&std::fs::read_to_string(&file).unwrap()) {
            if !literal.contains(is_chinese) {
                continue;
            }
            let allowed = NO_WORDS.iter().filter(|(file, ..)| *file == name).flat_map(|(_, begins, _)| *begins);
            // A single character is the whole literal: many a sentence begins with it.
            let is = |begin: &str| literal == begin || begin.chars().count() > 1 && literal.starts_with(begin);
            match allowed.copied().find(|begin| is(begin)) {
                Some(begin) => used.push((name.clone(), begin)),
                None => wrong.push(format!("{name}:{line}: {literal}")),
            }
        }
    }
    assert!(wrong.is_empty(), "words of papers belong into `content/papers`: {wrong:#?}");
    for (file, begins, _) in NO_WORDS {
        for begin in begins {
            assert!(used.contains(&(file.to_owned(), *begin)), "{file} has no literal {begin} any more");
        }
    }
}

fn rust_files(path: &Path, found: &mut Vec<std::path::PathBuf>) {
    if path.is_file() {
        if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            found.push(path.to_owned());
        }
        return;
    }
    for entry in std::fs::read_dir(path).unwrap() {
        rust_files(&entry.unwrap().path(), found);
    }
}

#[test]
fn the_folder_of_words_is_no_rule_book() {
    let is_word = |file: &TextFile| file.path.starts_with("papers/");
    let files = files_below(&root().join("content")).unwrap();
    let without: Vec<TextFile> = files.iter().filter(|file| !is_word(file)).cloned().collect();
    assert!(files.len() > without.len() + 10);
    let (all, without) = (load(&files).unwrap(), load(&without).unwrap());
    assert_eq!(packs(&all), packs(&without), "nothing of it is in a pack");
    let packed = unpack_files(&pack_files(&files)).unwrap();
    assert!(!packed.is_empty() && !packed.iter().any(is_word), "visitors do not load it");
}

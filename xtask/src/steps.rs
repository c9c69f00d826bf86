//! The steps of `cargo xtask test`, and the programs from outside that the tests of each start.

use crate::outside::Outside::{
    self, Calc, ChineseFont, ChromeDriver, Chromium, Firefox, HeadlessShell, LatinFont, Nginx, Poppler, Python,
    PythonDocx, PythonOpenpyxl, PythonVenv, Unzip, WebKit, Writer, Xvfb,
};

/// A step.
#[derive(Debug)]
pub struct Step {
    pub name: &'static str,
    /// What is installed before it; a test compares this with what the sources of its tests start.
    pub needs: &'static [Outside],
    /// Where the sources of its tests lie: folders, and how the names in them end.
    #[cfg_attr(not(test), expect(dead_code, reason = "what a test compares `needs` with"))]
    sources: &'static [(&'static str, &'static str)],
}

const NOTHING: &[Outside] = &[];

/// All of them, in the order in which they run.
pub static STEPS: [Step; 11] = [
    Step { name: "format", needs: NOTHING, sources: &[] },
    Step { name: "lints", needs: NOTHING, sources: &[] },
    Step {
        name: "tests",
        needs: &[ChineseFont, LatinFont, Writer, Calc, Poppler, Unzip, Python, PythonVenv, PythonDocx, PythonOpenpyxl],
        sources: &[("tests", ".rs"), ("core", ".rs"), ("files", ".rs"), ("cli", ".rs"), ("kit", ".rs")],
    },
    Step { name: "doc-tests", needs: NOTHING, sources: &[] },
    Step { name: "content", needs: NOTHING, sources: &[] },
    Step { name: "kit", needs: NOTHING, sources: &[("tests/kit", ".mjs")] },
    Step { name: "wasm-lints", needs: NOTHING, sources: &[] },
    Step { name: "components", needs: &[Chromium, ChromeDriver, ChineseFont], sources: &[] },
    Step { name: "site", needs: NOTHING, sources: &[] },
    Step {
        name: "browser",
        needs: &[
            Chromium,
            HeadlessShell,
            ChineseFont,
            LatinFont,
            Firefox,
            Nginx,
            Writer,
            Calc,
            Poppler,
            Python,
            PythonDocx,
            PythonOpenpyxl,
        ],
        sources: &[("tests/site", ".test.mjs")],
    },
    Step {
        name: "dist",
        needs: &[Chromium, ChineseFont, WebKit, Xvfb, Python, PythonOpenpyxl],
        sources: &[("tests/site", ".dist.test.mjs")],
    },
];

/// The names, for messages.
pub fn names() -> String {
    STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::project::Project;

    /// What a program's name, as the sources write it, stands for. Names that are not here are refused below, so that
    /// whoever starts another program in a test comes by this list.
    fn meant(started: &str) -> Option<&'static [Outside]> {
        Some(match started {
            "\"unzip\"" => &[Unzip],
            "\"soffice\"" => &[Writer, Calc, ChineseFont, LatinFont],
            "\"pdftotext\"" | "\"pdfinfo\"" => &[Poppler],
            "\"Xvfb\"" => &[Xvfb],
            "\"nginx\"" => &[Nginx],
            "driver" => &[WebKit],
            "globalThis.process.env.ZIPING_CHROMIUM" => &[Chromium, ChineseFont],
            "\"python3\"" | "python" | "&python" | "python()" => &[Python],
            // Cargo, Node, the project's own command line and programs from npm are there whenever the tests are; every
            // system has `tar`.
            "cargo" | "program()?" | "program" | "cli" | "process.execPath" | "program(name)" | "\"tar\"" => NOTHING,
            _ => return None,
        })
    }

    /// How programs are started: what stands before the program's name, and where the name ends.
    const STARTS: [(&str, &[char]); 5] = [
        ("Command::new(", &[')']),
        ("execFileSync(", &[',', ')']),
        ("spawnSync(", &[',', ')']),
        (" spawn(", &[',']),
        ("execFile(", &[',']),
    ];

    /// Words that mean something from outside wherever they stand in a test.
    const WORDS: [(&str, &[Outside]); 4] = [
        ("\"-m\", \"venv\"", &[PythonVenv]),
        ("chromium.launch(", &[Chromium, ChineseFont]),
        ("ZIPING_FIREFOX", &[Firefox]),
        (" launch()", &[Chromium, ChineseFont]),
    ];

    /// What a source starts and imports, and what is started that [`meant`] does not know.
    fn used(source: &str) -> (BTreeSet<Outside>, Vec<String>) {
        let (mut used, mut unknown) = (BTreeSet::new(), Vec::new());
        for (begin, ends) in STARTS {
            for after in source.split(begin).skip(1) {
                // `program()?` holds a bracket of its own.
                let end = match after.find("()") {
                    Some(brackets) if after.find(ends) == Some(brackets + 1) => {
                        after.get(brackets + 2..).and_then(|rest| rest.find(ends)).map(|end| brackets + 2 + end)
                    }
                    _ => after.find(ends),
                };
                let name = after.get(..end.unwrap_or(0)).unwrap_or_default().trim();
                match meant(name) {
                    Some(needs) => used.extend(needs),
                    None => unknown.push(format!("{begin}{name}")),
                }
            }
        }
        for (word, needs) in WORDS {
            if source.contains(word) {
                used.extend(needs);
            }
        }
        for line in source.lines().filter(|line| line.contains("import ")) {
            let mut words = line.split(|sign: char| !sign.is_alphanumeric());
            if words.clone().any(|word| word == "docx") && !line.contains("from \"") {
                used.insert(PythonDocx);
            }
            if words.any(|word| word == "openpyxl") {
                used.insert(PythonOpenpyxl);
            }
        }
        (used, unknown)
    }

    fn files(folder: &Path, ending: &str, found: &mut Vec<std::path::PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("node_modules") && !path.ends_with("target") {
                files(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }

    /// Adds the files beside them that JavaScript sources import.
    fn imported(sources: &mut Vec<std::path::PathBuf>) {
        let mut at = 0;
        while let Some(path) = sources.get(at).cloned() {
            let text = fs::read_to_string(&path).unwrap();
            for name in text.split("from \"./").skip(1).filter_map(|rest| rest.split('"').next()) {
                let beside = path.with_file_name(name);
                if !sources.contains(&beside) {
                    sources.push(beside);
                }
            }
            at += 1;
        }
    }

    #[test]
    fn every_step_declares_exactly_the_programs_that_its_tests_start() {
        let project = Project::find().unwrap();
        for step in STEPS.iter().filter(|step| !step.sources.is_empty()) {
            let (mut sources, mut all) = (Vec::new(), BTreeSet::new());
            for (folder, ending) in step.sources {
                files(&project.root().join(folder), ending, &mut sources);
            }
            if step.name == "browser" {
                // The same tests, in the browser without a window.
                all.insert(HeadlessShell);
                sources.retain(|path| !path.to_string_lossy().ends_with(".dist.test.mjs"));
            }
            imported(&mut sources);
            assert!(!sources.is_empty(), "{}: there are no tests", step.name);
            for path in sources {
                let (used, unknown) = used(&fs::read_to_string(&path).unwrap());
                assert!(
                    unknown.is_empty(),
                    "{} starts {unknown:?}: say in xtask/src/steps.rs what that is, and which step needs it",
                    path.display()
                );
                all.extend(used);
            }
            let declared: BTreeSet<Outside> = step.needs.iter().copied().collect();
            assert_eq!(declared, all, "the step `{}`: left is declared, right is started by its tests", step.name);
        }
    }

    #[test]
    fn examples_in_the_documentation_stand_where_they_are_run() {
        let root = Project::find().unwrap().root().to_owned();
        let mut examples = 0;
        for package in fs::read_dir(&root).unwrap().chain(fs::read_dir(root.join("core")).unwrap()) {
            let package = package.unwrap().path();
            let Ok(manifest) = fs::read_to_string(package.join("Cargo.toml")) else { continue };
            let mut sources = Vec::new();
            files(&package.join("src"), ".rs", &mut sources);
            let has_example = |path: &std::path::PathBuf| {
                let text = fs::read_to_string(path).unwrap();
                text.lines().any(|line| line.trim().starts_with("//! ```") || line.trim().starts_with("/// ```"))
            };
            let with = sources.iter().filter(|path| has_example(path)).count();
            let runs = !manifest.contains("doctest = false") && package.join("src/lib.rs").is_file();
            assert!(with == 0 || runs, "an example in {} is not run", package.display());
            examples += with;
        }
        assert!(examples > 5, "{examples} files with examples are few");
    }

    #[test]
    fn what_a_test_starts_is_seen_in_each_form() {
        let all = |source: &str| used(source);
        assert_eq!(all("Command::new(\"soffice\").arg(1)").0, BTreeSet::from([Writer, Calc, ChineseFont, LatinFont]));
        assert_eq!(all("execFileSync(python, [\"-c\", `\nimport sys, docx`])").0, BTreeSet::from([Python, PythonDocx]));
        assert_eq!(all("execFileSync(\"pdfinfo\", [path])").0, BTreeSet::from([Poppler]));
        assert_eq!(all("Command::new(program()?)"), (BTreeSet::new(), Vec::new()));
        assert_eq!(all("import { docx } from \"./docx.mjs\""), (BTreeSet::new(), Vec::new()));
        assert_eq!(all("Command::new(\"qpdf\")").1, ["Command::new(\"qpdf\""]);
        assert_eq!(all("spawnSync(tool, [])").1, ["spawnSync(tool"]);
    }

    #[test]
    fn steps_have_names_of_their_own() {
        let names: BTreeSet<&str> = STEPS.iter().map(|step| step.name).collect();
        assert_eq!(names.len(), STEPS.len());
    }
}

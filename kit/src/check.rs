//! `check`: what is wrong with rule books.

use crate::built_in::library;
use crate::error::{plain, thrown_one};
use std::collections::BTreeMap;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use ziping_assess::failed_cases;
use ziping_base::diag::{Diagnostic, Said, Source};
use ziping_base::node::read_toml;
use ziping_content::{TextFile, load, overlay};

/// The facts of all built-in rule books, without words.
const FACTS: &str = include_str!("../generated/facts.toml");
/// The papers that prove things.
const EVIDENCE: &str = include_str!("../generated/evidence.toml");

/// Checks rule books and gives every problem; an empty list when there is none.
///
/// A text is one `rulebook.toml`: its logic is checked against the built-in facts and evidence, its words are not
/// asked for. An object of paths and texts is a whole content folder, checked with its words, and its cases are run.
///
/// @throws {ZipingError} when it is neither
#[wasm_bindgen(unchecked_return_type = "Diagnostic[]")]
pub fn check(
    #[wasm_bindgen(unchecked_param_type = "string | { [path: string]: string }")] files: JsValue,
) -> Result<JsValue, JsValue> {
    let problems = match files.as_string() {
        Some(text) => one(&text),
        None => {
            let files: BTreeMap<String, String> = serde_wasm_bindgen::from_value(files).map_err(|error| {
                thrown_one(
                    Diagnostic::error("wrong-kind", Said::english(format!("the files cannot be read: {error}"))).help(
                        Said::english(
                            "hand over the text of a rulebook.toml, or { \"path/of/file.toml\": \"its text\" }",
                        ),
                    ),
                )
            })?;
            all(files)
        }
    };
    plain(&problems)
}

/// Checks overlays on the built-in rule books, as `ziping check --overlay` does; an empty list when there is no problem.
///
/// @throws {ZipingError} when they are no texts
#[wasm_bindgen(js_name = "checkOverlays", unchecked_return_type = "Diagnostic[]")]
pub fn check_overlays(
    #[wasm_bindgen(unchecked_param_type = "Overlays")] overlays: &JsValue,
) -> Result<JsValue, JsValue> {
    let files = crate::options::overlays(overlays)?;
    plain(&overlay::apply(library()?, &files).err().unwrap_or_default())
}

/// A content folder.
fn all(files: BTreeMap<String, String>) -> Vec<Diagnostic> {
    let files: Vec<TextFile> = files.into_iter().map(|(path, text)| TextFile { path, text }).collect();
    if !files.iter().any(|file| file.path.ends_with("/rulebook.toml")) {
        let message = "no file is called `<regime>/rulebook.toml`";
        return vec![
            Diagnostic::error("missing-file", Said::english(message))
                .help(Said::english("name the files as in the content folder")),
        ];
    }
    match load(&files) {
        Err(problems) => problems,
        Ok(content) => failed_cases(&content.library, &content.cases),
    }
}

/// One rule book among the built-in facts.
fn one(text: &str) -> Vec<Diagnostic> {
    let source = Source { name: "rulebook.toml", text };
    let id = match read_toml(&source) {
        Err(problem) => return vec![*problem],
        Ok(node) => node.get("id").and_then(|id| id.text()).unwrap_or("rulebook").to_owned(),
    };
    let file = |path: &str, text: &str| TextFile { path: path.to_owned(), text: text.to_owned() };
    let path = format!("{id}/rulebook.toml");
    let files = [file("facts.toml", FACTS), file("evidence.toml", EVIDENCE), file(&path, text)];
    match load(&files) {
        Ok(_) => Vec::new(),
        // Words stand in files of their own, and the facts, here without their rule books, were checked by the build.
        Err(problems) => problems.into_iter().filter(|problem| is_in(problem, &path)).collect(),
    }
}

fn is_in(problem: &Diagnostic, path: &str) -> bool {
    problem.place.as_ref().is_some_and(|place| place.file == path)
}

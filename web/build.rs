//! Turns the language files into one struct with a function for each text, so that a text that is missing in a language
//! stops the build and a text that is not there cannot be used. The texts themselves come in packs, one language at a
//! time (`cargo xtask packs` writes them).

mod languages;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use languages::Language;

fn main() -> ExitCode {
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            println!("cargo::error={problem}");
            ExitCode::FAILURE
        }
    }
}

/// `cargo xtask build` cuts the linked site into parts (see `src/main.rs`) and needs the linker's notes for that.
fn split() {
    println!("cargo::rustc-check-cfg=cfg(split)");
    println!("cargo::rerun-if-env-changed=ZIPING_SPLIT");
    if env::var_os("ZIPING_SPLIT").is_some() {
        println!("cargo::rustc-cfg=split");
        println!("cargo::rustc-link-arg-bin=ziping-web=--emit-relocs");
    }
}

fn generate() -> Result<(), String> {
    println!("cargo::rerun-if-changed=texts");
    println!("cargo::rerun-if-changed=languages.rs");
    split();
    let languages = languages::read(Path::new("texts"))?;
    let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    fs::write(Path::new(&out).join("texts.rs"), code(&languages)).map_err(|error| error.to_string())
}

/// The texts by name, and what must be there before any pack is.
fn code(languages: &[Language; 2]) -> String {
    let keys: Vec<&String> = languages[0].texts.keys().collect();
    let count = keys.len();
    // One list and not a field for each text: hundreds of fields are filled by as many pieces of code.
    let mut code = format!(
        "/// All texts of the site in one language, in the order of their keys; see `web/texts`.\n\
         pub(crate) struct Texts([&'static str; {count}]);\n\nimpl Texts {{\n"
    );
    // What `Boot` says is said by it only.
    for (place, key) in keys.iter().enumerate().filter(|(_, key)| !key.starts_with("boot_")) {
        code.push_str(&format!("    pub(crate) const fn {key}(&self) -> &'static str {{ self.0[{place}] }}\n"));
    }
    code.push_str("}\n\n");
    code.push_str(&format!(
        "/// Says of which keys a pack has the texts.\nconst STAMP: &str = {:?};\n\n",
        languages::stamp(&languages[0])
    ));
    code.push_str(&format!("#[cfg(test)]\nconst KEYS: &[&str] = &{keys:?};\n"));
    for Language { code: name, texts } in languages {
        let name = name.to_uppercase();
        let texts: Vec<&String> = texts.values().collect();
        code.push_str(&format!("#[cfg(test)]\npub(crate) static {name}: Texts = Texts({texts:?});\n"));
    }
    code.push_str("\n/// What is said when no texts came, in each language.\npub(crate) struct Boot {\n");
    let boot = |texts: &BTreeMap<String, String>| -> Vec<(String, String)> {
        texts.iter().filter_map(|(key, text)| Some((key.strip_prefix("boot_")?.to_owned(), text.clone()))).collect()
    };
    for (key, _) in boot(&languages[0].texts) {
        code.push_str(&format!("    pub(crate) {key}: &'static str,\n"));
    }
    code.push_str("}\n");
    for Language { code: name, texts } in languages {
        code.push_str(&format!("pub(crate) const BOOT_{}: Boot = Boot {{\n", name.to_uppercase()));
        for (key, text) in boot(texts) {
            code.push_str(&format!("    {key}: {text:?},\n"));
        }
        code.push_str("};\n");
    }
    code
}

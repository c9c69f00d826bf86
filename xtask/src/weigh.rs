//! What pays for what in the program of a first visit: its code by the crate that it comes from.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::manner::files_of;
use crate::project::Project;
use crate::split;

/// Crates with less than this share of the code, in hundredths, stand together in the last line.
const LEAST: u64 = 1;

/// Prints each crate's share of the main part of the page's program, and what that share comes to in Brotli.
///
/// Names are known before the program is optimised, so the shares are those of the linked program, and the sizes that follow from
/// them are about right.
pub fn print(project: &Project, dist: &Path) -> Result<()> {
    let linked = split::main_part(project);
    let Ok(program) = fs::read(&linked) else {
        println!("What the program consists of is not known: `{}` is not there", linked.display());
        println!("  help: remove dist/ and run this again, so that the program is linked anew");
        return Ok(());
    };
    let is_program = |path: &&String| path.starts_with("page-") && path.ends_with("_bg.wasm");
    let files = files_of(dist)?;
    let built = files.iter().find(is_program).context("the built site has no program")?;
    let packed = fs::metadata(dist.join(format!("{built}.br"))).context("the program has no compressed copy")?.len();
    let crates = by_crate(&program)?;
    let all: u64 = crates.iter().map(|(_, bytes)| bytes).sum();
    let (shown, rest): (Vec<_>, Vec<_>) = crates.into_iter().partition(|(_, bytes)| bytes * 100 >= all * LEAST);
    let rest = (format!("{} others", rest.len()), rest.iter().map(|(_, bytes)| bytes).sum());
    println!("\n   share   brotli  what the program of a first visit consists of, by crate");
    for (name, bytes) in shown.into_iter().chain([rest]) {
        let share = bytes as f64 / all as f64;
        println!("{:>6.1} % {:>5.1} kB  {name}", share * 100.0, share * packed as f64 / 1000.0);
    }
    Ok(())
}

/// How many bytes of code each crate has in a linked program, the largest first. Functions without a name stand under `?`.
fn by_crate(program: &[u8]) -> Result<Vec<(String, u64)>> {
    let (mut sizes, mut names, mut imported) = (Vec::new(), BTreeMap::new(), 0_u32);
    for payload in Parser::new(0).parse_all(program) {
        match payload.context("the linked program cannot be read")? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.as_bytes().len() as u64),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(reader) = section.as_known() else { continue };
                for name in reader {
                    let Name::Function(functions) = name? else { continue };
                    for function in functions {
                        let function = function?;
                        names.insert(function.index, function.name);
                    }
                }
            }
            _ => {}
        }
    }
    let mut crates: BTreeMap<String, u64> = BTreeMap::new();
    for (place, size) in (imported..).zip(sizes) {
        let name = names.get(&place).map(|name| rustc_demangle::demangle(name).to_string());
        *crates.entry(crate_of(name.as_deref().unwrap_or_default()).to_owned()).or_default() += size;
    }
    let mut crates: Vec<(String, u64)> = crates.into_iter().collect();
    crates.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    Ok(crates)
}

/// The crate that a function's name begins with; of a method the crate of its type.
fn crate_of(name: &str) -> &str {
    let begin = name.trim_start_matches(|sign: char| !(sign.is_ascii_alphabetic() || sign == '_'));
    let begin = ["mut ", "dyn "].iter().fold(begin, |begin, word| begin.strip_prefix(word).unwrap_or(begin));
    let end = begin.find(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '_')).unwrap_or(begin.len());
    let (found, after) = begin.split_at(end);
    // `alloc[0123abcd]::vec::…`; a name without a path is of no crate.
    if after.starts_with("::") || after.starts_with('[') { found } else { "?" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_of_the_crate_that_its_name_begins_with() {
        for (name, expected) in [
            ("ziping_rules::rule::eval::evaluate::<ziping_rules::rule::trace::Record>", "ziping_rules"),
            ("<ziping_regime[5a]::model::Library as serde_core[1]::de::Deserialize>::deserialize", "ziping_regime"),
            ("<&mut serde_json::de::Deserializer<_> as serde_core::de::Deserializer>::deserialize_any", "serde_json"),
            ("<dyn yew::scheduler::Runnable>::run", "yew"),
            ("memcpy", "?"),
            ("", "?"),
        ] {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }

    /// A program of two functions, the second of which is called as this says.
    fn program(name: &str) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        let mut section = |id: u8, body: &[u8]| {
            bytes.extend([id, body.len() as u8]);
            bytes.extend(body);
        };
        section(1, &[1, 0x60, 0, 0]);
        section(3, &[2, 0, 0]);
        // One does nothing, the other nothing three times.
        section(10, &[2, 2, 0, 0x0b, 5, 0, 1, 1, 1, 0x0b]);
        let mut named = vec![1, 1, name.len() as u8];
        named.extend(name.as_bytes());
        let mut names = b"\x04name\x01".to_vec();
        names.push(named.len() as u8);
        names.extend(named);
        section(0, &names);
        bytes
    }

    #[test]
    fn code_is_counted_for_the_crate_it_comes_from_and_what_has_no_name_is_not_left_out() {
        let found = by_crate(&program("_RNvCs1234_7mycrate3foo")).unwrap();
        assert_eq!(found, [("mycrate".to_owned(), 5), ("?".to_owned(), 2)]);
        assert!(by_crate(b"no program").is_err());
    }
}

//! Leaves out of a program what only people and tools read: the names of its functions, and who made it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload};

/// Rewrites the program in this file without them.
pub fn file(path: &Path) -> Result<()> {
    let program = fs::read(path).with_context(|| format!("`{}` cannot be read", path.display()))?;
    let small = program_of(&program).with_context(|| format!("`{}` is no program", path.display()))?;
    fs::write(path, small).with_context(|| format!("`{}` cannot be written", path.display()))
}

/// The program without its custom sections: by WebAssembly's rules (Core Specification, 5.5.3) they change nothing of what it does.
fn program_of(program: &[u8]) -> Result<Vec<u8>> {
    let mut kept = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload?;
        if matches!(payload, Payload::CustomSection(_)) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let place = usize::try_from(range.start)?..usize::try_from(range.end)?;
            kept.section(&RawSection { id, data: program.get(place).context("a section ends behind the file")? });
        }
    }
    Ok(kept.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CodeSection, CustomSection, Function, FunctionSection, TypeSection};

    #[test]
    fn sections_that_do_something_stay_as_they_are_and_the_others_go() {
        let program = |named: bool| {
            let mut module = Module::new();
            let mut types = TypeSection::new();
            types.ty().function([], []);
            let mut functions = FunctionSection::new();
            functions.function(0);
            let mut code = CodeSection::new();
            let mut body = Function::new([]);
            body.instructions().nop().end();
            code.function(&body);
            module.section(&types).section(&functions).section(&code);
            if named {
                module.section(&CustomSection { name: "name".into(), data: (&[][..]).into() });
                module.section(&CustomSection { name: "producers".into(), data: (&[0][..]).into() });
            }
            module.finish()
        };
        assert_ne!(program(true), program(false));
        assert_eq!(program_of(&program(true)).unwrap(), program(false));
        assert!(program_of(b"no program").is_err());
    }
}

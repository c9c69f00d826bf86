//! The rule books and words that the module carries, read when first needed.

use crate::error::thrown_one;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;
use wasm_bindgen::JsValue;
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said};
use ziping_base::lang::Lang;
use ziping_regime::compiled::{PackError, read_library, read_words};
use ziping_regime::{Library, Words};

/// The packs by name, as `cargo xtask packs` makes them from the content.
static PACKS: &[(&str, &[u8])] = include!("../generated/packs.rs");

static LIBRARY: LazyLock<Result<Library, PackError>> = LazyLock::new(|| read_library(pack("library.bin")));

thread_local! {
    /// Words by language and regime.
    static WORDS: RefCell<HashMap<(&'static str, String), Rc<Words>>> = RefCell::new(HashMap::new());
}

fn pack(name: &str) -> &'static [u8] {
    PACKS.iter().find(|(known, _)| *known == name).map_or(&[], |(_, bytes)| bytes)
}

fn damaged(error: PackError) -> JsValue {
    thrown_one(
        Diagnostic::error("damaged-module", Said::english(error.to_string()))
            .help(Said::english("build or install the module again")),
    )
}

/// All rule books.
pub fn library() -> Result<&'static Library, JsValue> {
    LIBRARY.as_ref().map_err(|error| damaged(*error))
}

/// The words for assessing a regime: the shared ones and its own.
pub fn words(lang: Lang, regime: &str) -> Result<Rc<Words>, JsValue> {
    let key = (lang.code(), regime.to_owned());
    if let Some(words) = WORDS.with_borrow(|known| known.get(&key).cloned()) {
        return Ok(words);
    }
    let mut words = read_words(pack(&format!("words.{}.bin", lang.code()))).map_err(damaged)?;
    for part in [regime, &format!("{regime}.more")] {
        words.merge(&read_words(pack(&format!("{part}.{}.bin", lang.code()))).map_err(damaged)?);
    }
    let words = Rc::new(words);
    WORDS.with_borrow_mut(|known| known.insert(key, Rc::clone(&words)));
    Ok(words)
}

/// An assessment date.
pub fn day(text: &str) -> Result<Day, JsValue> {
    Day::parse(text).filter(|day| (Day::EARLIEST..=Day::LATEST).contains(day)).ok_or_else(|| {
        let message = format!("`{text}` is not an assessment date");
        thrown_one(
            Diagnostic::error("not-a-date", Said::english(message))
                .help(Said::english("write a day that exists as \"2026-11-21\"")),
        )
    })
}

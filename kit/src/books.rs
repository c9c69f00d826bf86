//! The rule books that a call works with: the built-in ones, or those with an association's overlays applied.

use crate::built_in;
use crate::error::{thrown, thrown_one};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use ziping_base::diag::{Diagnostic, Said, nearest};
use ziping_base::lang::Lang;
use ziping_content::{TextFile, overlay};
use ziping_regime::{Library, RuleBook, Words};

thread_local! {
    /// The overlays used last, as texts and applied: a page asks with the same ones again and again.
    static LAST: RefCell<Option<(Vec<TextFile>, Rc<overlay::Overlaid>)>> = const { RefCell::new(None) };
}

/// Rule books; cloning shares them.
#[derive(Debug, Clone, Default)]
pub struct Books(Option<Rc<overlay::Overlaid>>);

impl Books {
    /// The built-in rule books with overlays; every problem of the overlays is thrown.
    pub fn with(overlays: Vec<TextFile>) -> Result<Self, JsValue> {
        if overlays.is_empty() {
            return Ok(Self(None));
        }
        let same = |known: &[TextFile]| {
            let pairs = known.iter().zip(&overlays);
            known.len() == overlays.len() && pairs.into_iter().all(|(a, b)| a.path == b.path && a.text == b.text)
        };
        let known =
            LAST.with_borrow(|last| last.as_ref().filter(|(texts, _)| same(texts)).map(|(_, it)| Rc::clone(it)));
        if known.is_some() {
            return Ok(Self(known));
        }
        let applied = overlay::apply(built_in::library()?, &overlays).map_err(|problems| thrown(&problems))?;
        let applied = Rc::new(applied);
        LAST.set(Some((overlays, Rc::clone(&applied))));
        Ok(Self(Some(applied)))
    }

    /// These, where they are more than the built-in ones.
    pub fn unless_built_in(self) -> Option<Self> {
        self.0.is_some().then_some(self)
    }

    /// All rule books.
    pub fn library(&self) -> Result<&Library, JsValue> {
        match &self.0 {
            Some(overlaid) => Ok(&overlaid.library),
            None => built_in::library(),
        }
    }

    /// The place of a regime's rule book.
    pub fn place(&self, regime: &str) -> Result<usize, JsValue> {
        let library = self.library()?;
        library.regimes.iter().position(|book| book.id == regime).ok_or_else(|| {
            let known: Vec<&str> = library.regimes.iter().map(|book| book.id.as_str()).collect();
            let help = match nearest(regime, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`? Known: {}", known.join(", ")),
                None => format!("known: {}", known.join(", ")),
            };
            thrown_one(
                Diagnostic::error("unknown-regime", Said::english(format!("unknown regime `{regime}`")))
                    .help(Said::english(help)),
            )
        })
    }

    /// The rule book at a place that [`Books::place`] gave.
    pub fn book(&self, place: usize) -> Result<&RuleBook, JsValue> {
        self.library()?.regimes.get(place).ok_or(JsValue::UNDEFINED)
    }

    /// The rule book of a regime.
    pub fn rulebook(&self, regime: &str) -> Result<&RuleBook, JsValue> {
        self.book(self.place(regime)?)
    }

    /// The words for assessing a regime: the shared ones, its own, and what the overlays put over them.
    pub fn words(&self, lang: Lang, regime: &str) -> Result<Rc<Words>, JsValue> {
        let words = built_in::words(lang, regime)?;
        let over = self.0.as_ref().and_then(|overlaid| overlaid.words.get(lang.code())?.get(regime));
        Ok(match over {
            None => words,
            Some(over) => {
                let mut laid = Words::clone(&words);
                laid.lay(over);
                Rc::new(laid)
            }
        })
    }

    /// Whether answers read for these rule books can be assessed with others: an overlay's facts are its own, so
    /// answers that know overlays need the same ones.
    pub fn fit(&self, rules: &Self) -> bool {
        let overlays = |books: &Self| books.0.as_ref().map(|overlaid| overlaid.overlays.clone());
        match (&self.0, &rules.0) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => Rc::ptr_eq(a, b) || overlays(self) == overlays(rules),
        }
    }
}

/// The error of answers that belong to other overlays.
pub fn unfit() -> JsValue {
    let message = "the answers were read with other overlays than the rules";
    thrown_one(
        Diagnostic::error("other-overlays", Said::english(message))
            .help(Said::english("make both with the same `overlays`")),
    )
}

//! What all components share, in the context that they stand in.

use crate::engine::Packs;
use crate::host::Hosted;
use crate::lazy::Shelf;
use crate::state::Workspace;
use crate::store::{SaveState, Saver};
use crate::texts::Texts;
use crate::theme::Theme;
use std::rc::Rc;
use yew::prelude::*;
use ziping_base::lang::Lang;
use ziping_regime::{Library, Words};
use ziping_rules::fact::FactIx;

/// What every component may need and what rarely changes: language, words, rule books, the way to act.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) packs: Packs,
    pub(crate) lang: Lang,
    pub(crate) t: &'static Texts,
    /// Shared words in the language.
    pub(crate) words: Rc<Words>,
    pub(crate) dispatch: UseReducerDispatcher<Workspace>,
    pub(crate) saver: Saver,
    pub(crate) set_lang: Callback<Lang>,
    /// A language that was asked for and did not come, and what is to be said of it in that language.
    pub(crate) lost_lang: Option<(Lang, &'static str)>,
    pub(crate) theme: Theme,
    pub(crate) set_theme: Callback<Theme>,
    pub(crate) shelf: Shelf,
    /// Who serves the site.
    pub(crate) hosted: Rc<Hosted>,
    /// The rules are others than this browser had, and the visitor has not seen yet what that changes.
    pub(crate) rules_changed: bool,
    pub(crate) set_rules_changed: Callback<bool>,
    /// The overlays of the saved work could not be had: the rule books at hand are without them.
    pub(crate) without_overlays: bool,
}

impl PartialEq for Site {
    fn eq(&self, other: &Self) -> bool {
        self.lang == other.lang
            && self.lost_lang == other.lost_lang
            && self.theme == other.theme
            && self.without_overlays == other.without_overlays
            && self.rules_changed == other.rules_changed
            && self.packs == other.packs
            && Rc::ptr_eq(&self.words, &other.words)
            && self.dispatch == other.dispatch
    }
}

impl Site {
    pub(crate) fn library(&self) -> &Rc<Library> {
        self.packs.library()
    }

    /// The id of a fact.
    pub(crate) fn id_of(&self, fact: FactIx) -> &str {
        self.library().catalogue.id(fact)
    }
}

/// How saving goes and what was put aside.
#[derive(Clone, PartialEq)]
pub(crate) struct Saving {
    pub(crate) state: SaveState,
    pub(crate) kept: Rc<Vec<String>>,
}

/// The site's context, which every component stands in.
#[hook]
pub(crate) fn use_site() -> Site {
    #[expect(clippy::expect_used, reason = "the root component provides it before it draws anything")]
    use_context::<Site>().expect("the site's context")
}

//! The host folder: what an association or office that serves the site says of itself, read from `host/host.json`. Bytes
//! in, a [`Host`] or every problem with its place out.
//!
//! Its keys are listed in `docs/hosting.md`.
//!
//! # Invariants
//!
//! * The file is the host's own word and is shown as such; it decides nothing.
//! * It is used whole or not at all: with one problem the site is as without it, and every problem is told with its place.
//!
//! # Example
//!
//! ```
//! use ziping_base::diag::Source;
//!
//! let text = r#"{ "schema": 1, "name": { "zh": "某市软件协会", "en": "Software Association" }, "regimes": ["om"] }"#;
//! let source = Source { name: "host/host.json", text };
//! let host = ziping_host::read(&source, &["credit", "om"]).unwrap().unwrap();
//! assert_eq!(host.name.zh, "某市软件协会");
//!
//! let problems = ziping_host::read(&source, &["credit"]).unwrap_err();
//! assert_eq!(problems.len(), 1);
//! ```

mod colour;
mod draft;
mod figures;
mod mark;
mod moment;
mod read;
#[cfg(test)]
mod tests;
mod write;

use serde::{Deserialize, Serialize};
use ziping_base::lang::Lang;

pub use colour::{Colour, DARK, Ground, LIGHT};
pub use draft::{Draft, DraftLink, Wrong};
pub use figures::{Given, HostFigure, given};
pub use mark::{LARGEST_MARK, check_mark};
pub use moment::moment_of;
pub use read::{LARGEST, is_empty, read};
pub use write::write;

/// The name of the file in the folder.
pub const FILE: &str = "host.json";
/// What the compiled rule books of the folder are called where the kit writes them.
pub const COMPILED: &str = "compiled.bin";
/// What the folder holds before somebody fills it in.
pub const EMPTY: &str = "{ \"schema\": 1 }\n";

/// Who serves the site, and what every visitor of it is to find.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// Its name.
    pub name: Both,
    /// Its mark, a PNG or SVG file of the folder.
    pub mark: Option<String>,
    /// How to reach it.
    pub contact: Contact,
    /// Where and how papers are handed in.
    pub hand_in: Option<Both>,
    /// What it wants every visitor to know.
    pub notice: Option<Both>,
    /// Its own pages.
    pub links: Vec<Link>,
    /// The number of the site's ICP filing (ICP 备案号).
    pub icp: Option<String>,
    /// The number of its filing with the public security organs (公安备案号).
    pub police: Option<String>,
    /// The languages in which the site is shown, the first one first; never empty.
    pub languages: Vec<Lang>,
    /// The rule books shown, by id, in their order; empty: all of them, in the kit's order.
    pub regimes: Vec<String>,
    /// The accent colour in place of the kit's.
    pub accent: Option<Accent>,
    /// Overlays in force for every visitor, in the order in which they apply: TOML files of the folder.
    pub overlays: Vec<String>,
    /// Word forms that are filled for every visitor.
    pub forms: Vec<HostForm>,
    /// The files of rule books in force for every visitor, each as `ID/FILE`: a folder of the id of its rule book.
    pub rulebooks: Vec<String>,
    /// Figures of the year that rule books and overlays leave open.
    pub figures: Vec<HostFigure>,
    /// The rule books with all of these, compiled: a file of the folder. It is used by the version of the kit that it was
    /// made with; another one compiles the files that it was made of.
    pub compiled: Option<String>,
}

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Both {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Both {
    /// In a language.
    #[must_use]
    pub fn pick(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// How to reach the host.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Whom to ask for.
    pub person: Option<Both>,
    /// A telephone number.
    pub phone: Option<String>,
    /// A mail address.
    pub email: Option<String>,
    /// An address for letters.
    pub address: Option<Both>,
}

impl Contact {
    /// Whether nothing is said.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.person.is_none() && self.phone.is_none() && self.email.is_none() && self.address.is_none()
    }

    /// What is said, with its name in a language, in the order in which one reads it.
    #[must_use]
    pub fn rows<'h>(&'h self, lang: Lang) -> Vec<(&'static str, &'h str)> {
        let both = |text: &'h Option<Both>| text.as_ref().map(|text| text.pick(lang));
        [
            (lang.pick("联系人", "Contact"), both(&self.person)),
            (lang.pick("电话", "Telephone"), self.phone.as_deref()),
            (lang.pick("邮箱", "Mail"), self.email.as_deref()),
            (lang.pick("地址", "Address"), both(&self.address)),
        ]
        .into_iter()
        .filter_map(|(name, said)| Some((name, said?)))
        .collect()
    }
}

/// A page of the host's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it is called.
    pub title: Both,
    /// Its address, which begins with `https://`.
    pub address: String,
}

/// The accent colour in each theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accent {
    /// On light pages.
    pub light: Colour,
    /// On dark pages.
    pub dark: Colour,
}

/// A Word form of the host's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostForm {
    /// A file of the folder.
    pub file: String,
    /// The rule book whose application it is, by id; `None`: an overlay names it and says what it stands for.
    pub regime: Option<String>,
}

/// Whether a file lies in the folder of a rule book.
#[must_use]
pub fn is_of_book(file: &str, id: &str) -> bool {
    file.split_once('/').is_some_and(|(folder, _)| folder == id)
}

/// The ids of the rule books that files belong to, by the folders that these lie in, each once.
fn books(files: &[String]) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    for (id, _) in files.iter().filter_map(|file| file.split_once('/')) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

impl Host {
    /// A host of which only the name is known.
    #[must_use]
    pub fn new(name: Both) -> Self {
        Self {
            name,
            mark: None,
            contact: Contact::default(),
            hand_in: None,
            notice: None,
            links: Vec::new(),
            icp: None,
            police: None,
            languages: vec![Lang::Zh, Lang::En],
            regimes: Vec::new(),
            accent: None,
            overlays: Vec::new(),
            forms: Vec::new(),
            rulebooks: Vec::new(),
            figures: Vec::new(),
            compiled: None,
        }
    }

    /// The ids of its rule books, in their order.
    #[must_use]
    pub fn books(&self) -> Vec<&str> {
        books(&self.rulebooks)
    }

    /// The files of the folder that it names, without `host.json` itself.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let forms = self.forms.iter().map(|form| form.file.as_str());
        let overlays = self.overlays.iter().map(String::as_str);
        let books = self.rulebooks.iter().map(String::as_str);
        self.mark.as_deref().into_iter().chain(overlays).chain(forms).chain(books).chain(self.compiled.as_deref())
    }
}

//! What a host folder changes beside the one that visitors have now.

use super::Folder;
use super::check::told;
use crate::assess::{Failure, content, content_with};
use crate::content::overlay_texts;
use std::collections::BTreeMap;
use std::path::Path;
use ziping_assess::{Effect, effect};
use ziping_base::diag::Diagnostic;
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_content::overlay::{self, Edition, Overlaid};
use ziping_content::{Content, TextFile};
use ziping_regime::{Case, OverlayInfo, RuleBook};
use ziping_rules::fact::foreign::{Foreign, moved};

/// What visitors have with a host folder: the rule books with everything that it lays over them, and its overlays with their
/// texts.
pub struct Served {
    content: Content,
    overlays: Vec<(OverlayInfo, String)>,
}

impl Served {
    /// # Errors
    /// Everything that is wrong with the folder.
    pub fn of(path: &Path, other: Option<&Path>) -> Result<Self, Failure> {
        let folder = Folder::open(path, &content(other)?.library)?;
        let content = content_with(other, &folder.rulebooks()?)?;
        let mut texts = overlay_texts(&folder.overlays()).map_err(Failure::Content)?;
        texts.extend(folder.figures());
        let overlaid = overlay::apply(&content.library, &texts).map_err(Failure::Content)?;
        let overlays = with_texts(&overlaid, &texts);
        Ok(Self { content: overlaid.over(content), overlays })
    }

    /// Overlays of a new folder that are not what visitors have and have the same version: papers name the version alone.
    pub fn republished(&self, now: &[(OverlayInfo, String)]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for Edition { id, version, .. } in overlay::republished(editions(now), &editions(&self.overlays)) {
            let message = say!(
                "`{id}` is not what visitors have now, and has the same version, {version}",
                "“{id}”的内容与网站现在用的不同，版本却同为 {version}"
            );
            let help = say!(
                "give it a new version: papers name it, so that the two can be told apart",
                "请改用新的版本号：材料上写的是版本号，前后才分得清"
            );
            found.push(Diagnostic::warning("same-version", message).help(help));
        }
        found
    }

    /// The cases that come to another result with a new folder, rule book by rule book, a line each. `cases`: those of its
    /// overlays.
    pub fn changes(&self, now: &Content, cases: &BTreeMap<String, Vec<Case>>, lang: Lang) -> Vec<String> {
        let mut lines = Vec::new();
        for book in &now.library.regimes {
            let Some(before) = self.content.library.regime(&book.id) else { continue };
            let all = [&now.cases, cases].into_iter().filter_map(|cases| cases.get(&book.id)).flatten();
            let all: Vec<&Case> = all.collect();
            let effects: Vec<(String, Effect)> = all.iter().filter_map(|case| self.becomes(case, now, book)).collect();
            if effects.is_empty() && names(before) == names(book) {
                continue;
            }
            let words = now.words_for(lang.code(), &book.id);
            let title = &words.get("regime", "").title;
            let (n, of) = (effects.len(), all.len());
            lines.push(match lang {
                Lang::Zh => format!("{title}：与网站现在的规则相比，{of} 个案例中有 {n} 个的结果不同"),
                Lang::En => format!("{title}: beside what the site has now, {n} of {of} cases come to another result"),
            });
            lines.extend(told(&effects, book, &words, lang));
        }
        lines
    }

    /// What becomes of a case; `None`: nothing.
    fn becomes(&self, case: &Case, now: &Content, book: &RuleBook) -> Option<(String, Effect)> {
        let before = &self.content.library;
        // Answers that nobody asked then, or asked otherwise, are left out.
        let (then, _) = moved(&case.sheet, &Foreign::new(), &now.library.catalogue, &before.catalogue)?;
        let found = effect((before, &then), (&now.library, &case.sheet), &book.id, case.as_of)?;
        Some((case.name.clone(), found))
    }
}

/// The overlays of a folder, each with its text.
pub fn with_texts(overlaid: &Overlaid, texts: &[TextFile]) -> Vec<(OverlayInfo, String)> {
    overlaid.overlays.iter().cloned().zip(texts.iter().map(|file| file.text.clone())).collect()
}

/// Overlays with their texts, as they are told from each other.
fn editions(overlays: &[(OverlayInfo, String)]) -> Vec<Edition<'_>> {
    let all = overlays.iter();
    all.map(|(info, text)| Edition { id: info.id.clone(), version: info.version.clone(), text }).collect()
}

/// What a rule book is made of.
fn names(book: &RuleBook) -> Vec<(&str, &str)> {
    let overlays = book.overlays.iter().map(|overlay| (overlay.id.as_str(), overlay.version.as_str()));
    [(book.id.as_str(), book.version.as_str())].into_iter().chain(overlays).collect()
}

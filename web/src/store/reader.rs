//! Reading saves, which a first visit does without, and who serves the site, of which most sites say nothing.

use super::format::{Opened, read, tag_of};
use super::forms::{Forms, KeptForm};
use super::journal::{Replayed, replay};
use crate::browser;
use crate::state::Workspace;
use futures_util::future::LocalBoxFuture;
use ziping_base::diag::{Diagnostic, Source};
use ziping_content::TextFile;
use ziping_content::draft::Draft;
use ziping_dossier::Measure;
use ziping_host::{Draft as HostDraft, Given, Host, HostFigure, Wrong, given, write};
use ziping_rules::fact::Catalogue;

/// A part of the program on its way; `None` when it cannot be had now.
pub type Loading<T> = LocalBoxFuture<'static, Option<T>>;

/// Puts notes onto a workspace that was read from a save.
type Replay = fn(Option<&str>, Workspace, &[String], &Catalogue) -> Replayed;

/// Reads the file of a host folder: its name, its bytes, the ids of the rule books that there are. The text, and who
/// serves the site; or everything that is wrong.
type ReadHost = fn(&str, &[u8], &[&str]) -> Result<(String, Option<Host>), Vec<Diagnostic>>;

fn read_host(name: &str, bytes: &[u8], regimes: &[&str]) -> Result<(String, Option<Host>), Vec<Diagnostic>> {
    let text = browser::decode(bytes).map_err(|refused| vec![refused.problem_of(name)])?;
    let host = ziping_host::read(&Source { name, text: &text }, regimes)?;
    Ok((text, host))
}

/// Checks a host that is being filled in against the ids of the rule books that there are: its `host.json`, or all that is
/// wrong, by field.
type CheckHost = fn(&HostDraft, &[&str]) -> Result<String, Vec<Wrong>>;

fn check_host(draft: &HostDraft, regimes: &[&str]) -> Result<String, Vec<Wrong>> {
    draft.check(regimes).map(|host| write(&host))
}

/// The forms that are kept, the files of a folder that is being made among them.
fn kept_forms() -> Loading<Vec<KeptForm>> {
    Box::pin(async { Forms::open().await.ok()?.all().await.ok() })
}

/// Makes one text, as rule books are kept, of the id of a rule book and its files, `ID/FILE`.
type ReadRulebook = fn(&str, Vec<TextFile>) -> Result<String, Box<Diagnostic>>;

fn rulebook(id: &str, files: Vec<TextFile>) -> Result<String, Box<Diagnostic>> {
    Draft::of_folder(id, files).map(|rulebook| rulebook.to_text())
}

/// The functions that read a save. The rest of the program calls them through this value only, so that the build can put
/// them into a file of their own, which is loaded when there is a save to read.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    read: fn(&str, &Catalogue) -> Opened,
    tag_of: fn(&str) -> String,
    replay: Replay,
    host: ReadHost,
    check_host: CheckHost,
    forms: fn() -> Loading<Vec<KeptForm>>,
    sum: fn(&str) -> String,
    rulebook: ReadRulebook,
    given: fn(&[HostFigure]) -> Vec<Given>,
}

impl Reader {
    pub(crate) fn here() -> Self {
        Self {
            read,
            tag_of,
            replay,
            host: read_host,
            check_host,
            forms: kept_forms,
            sum: Measure::sha256_of,
            rulebook,
            given,
        }
    }

    pub(crate) fn host(
        self,
        name: &str,
        bytes: &[u8],
        regimes: &[&str],
    ) -> Result<(String, Option<Host>), Vec<Diagnostic>> {
        (self.host)(name, bytes, regimes)
    }

    pub(crate) fn check_host(self, draft: &HostDraft, regimes: &[&str]) -> Result<String, Vec<Wrong>> {
        (self.check_host)(draft, regimes)
    }

    pub(crate) async fn forms(self) -> Option<Vec<KeptForm>> {
        (self.forms)().await
    }

    pub(crate) fn sum(self, text: &str) -> String {
        (self.sum)(text)
    }

    pub(crate) fn rulebook(self, id: &str, files: Vec<TextFile>) -> Result<String, Box<Diagnostic>> {
        (self.rulebook)(id, files)
    }

    pub(crate) fn given(self, figures: &[HostFigure]) -> Vec<Given> {
        (self.given)(figures)
    }

    pub(super) fn read(self, text: &str, catalogue: &Catalogue) -> Opened {
        (self.read)(text, catalogue)
    }

    pub(super) fn tag_of(self, text: &str) -> String {
        (self.tag_of)(text)
    }

    pub(super) fn replay(
        self,
        text: Option<&str>,
        workspace: Workspace,
        notes: &[String],
        catalogue: &Catalogue,
    ) -> Replayed {
        (self.replay)(text, workspace, notes, catalogue)
    }
}

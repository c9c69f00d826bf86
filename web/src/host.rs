//! Who serves the site, from the folder `host/` beside the page: read once when the page begins. What is wrong with the
//! folder costs nothing but the folder: the site is then as without it, and the settings say what is wrong.

use crate::browser;
use crate::state::{Overlay, laid_over};
use crate::store::{Forms, KeptForm};
use futures_util::future::join_all;
use std::rc::Rc;
use web_sys::Blob;
use ziping_base::diag::{Diagnostic, Said, Source};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_content::TextFile;
use ziping_content::draft::Draft;
use ziping_content::overlay::LARGEST;
use ziping_dossier::Measure;
use ziping_host::{Given, Host, given, is_empty, is_of_book};
use ziping_regime::Origin;

/// The folder, beside the page.
const FOLDER: &str = "host";
/// What says everything else.
const FILE: &str = "host/host.json";

/// Where `web/start.js` leaves it: it is fetched beside the program, and so is what it names.
const AHEAD: &str = "zipingHost";

/// The code of the problem that a file did not come.
const NOT_FETCHED: &str = "not-fetched";

/// A folder that is being made, as it was when the visitor asked to see it; kept for this tab.
const PREVIEW: &str = "ziping.host-preview";

/// Where the files of the folder are.
#[derive(Debug, Clone, Default, PartialEq)]
enum Folder {
    /// Beside the page.
    #[default]
    Served,
    /// In the browser, for one is looking at a folder that is being made: each with its address.
    Made(Vec<(KeptForm, String)>),
}

/// What came of the host folder.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Hosted {
    /// Who serves the site; `None`: nobody says so, or what is said is wrong.
    pub(crate) host: Option<Host>,
    /// `host.json` as it came, for the worker that makes packages.
    text: String,
    folder: Folder,
    /// Rule books and overlays in force for every visitor.
    pub(crate) overlays: Rc<Vec<Overlay>>,
    /// What is wrong, by file.
    pub(crate) problems: Vec<(String, Vec<Diagnostic>)>,
}

/// `host.json`, if it comes; that of the folder being looked at, where one is.
pub(crate) async fn fetch() -> Option<Vec<u8>> {
    match browser::remembered_here(PREVIEW) {
        Some(text) => Some(text.into_bytes()),
        None => match browser::promised(AHEAD) {
            Some(promise) => browser::buffer(promise).await,
            None => browser::fetch(FILE).await,
        },
    }
}

/// The address of a file that lies in the served folder.
fn served(name: &str) -> String {
    let parts = name.split('/').map(|part| String::from(js_sys::encode_uri_component(part)));
    format!("{FOLDER}/{}", parts.collect::<Vec<_>>().join("/"))
}

/// Shows the site in this tab as visitors will see it with a folder that is being made: its `host.json` as it would be, its
/// files as they are kept in the browser.
pub(crate) fn begin_preview(text: &str) {
    browser::remember_here(PREVIEW, text);
    browser::go("#/");
    browser::reload();
}

/// Shows the site as it is again, and the page on which the folder is made.
pub(crate) fn end_preview(page: &str) {
    browser::remember_here(PREVIEW, "");
    browser::go(page);
    browser::reload();
}

impl Hosted {
    /// What came of the folder, with its overlays. `regimes`: the ids of the rule books that there are.
    pub(crate) async fn begin(file: Option<Vec<u8>>, regimes: &[&str]) -> Self {
        let Some(bytes) = file else {
            return Self::wrong(vec![lost(FILE)]);
        };
        if core::str::from_utf8(&bytes).is_ok_and(is_empty) {
            return Self::default();
        }
        let (text, host) = match read_host(FILE, &bytes, regimes) {
            Ok((text, Some(host))) => (text, host),
            Ok((_, None)) => return Self::default(),
            Err(problems) => return Self::wrong(problems),
        };
        let folder = if browser::remembered_here(PREVIEW).is_some() { made().await } else { Folder::Served };
        let (mut overlays, mut problems) = (Vec::new(), Vec::new());
        let folder_of = &folder;
        let names: Vec<&String> = host.rulebooks.iter().chain(&host.overlays).collect();
        let fetched = names.iter().map(|name| async move { folder_of.bytes(name).await });
        let mut files: Vec<(String, Result<String, Diagnostic>)> = Vec::new();
        for (name, bytes) in names.iter().zip(join_all(fetched).await) {
            let place = format!("{FOLDER}/{name}");
            files.push(((*name).clone(), text_of(&place, bytes)));
        }
        let mut take = |name: &str, book: Option<String>, text: Result<String, Diagnostic>| match text {
            Ok(text) => {
                let (name, hash) = (format!("{FOLDER}/{name}"), Measure::sha256_of(&text));
                overlays.push(Overlay { name, hash, text, book, origin: Origin::Host, instead_of: None });
            }
            Err(problem) => problems.push((format!("{FOLDER}/{name}"), vec![problem])),
        };
        let of_overlays = files.split_off(host.rulebooks.len());
        for id in host.books() {
            let own = files.iter().filter(|(name, _)| is_of_book(name, id));
            let own = own.map(|(name, text)| Ok(TextFile { path: name.clone(), text: text.clone()? }));
            let text = own.collect::<Result<_, _>>().and_then(|files| text_of_rulebook(id, files));
            take(id, Some(id.to_owned()), text);
        }
        of_overlays.into_iter().for_each(|(name, text)| take(&name, None, text));
        for Given { name, text, .. } in given(&host.figures) {
            overlays.push(Overlay {
                name,
                hash: Measure::sha256_of(&text),
                text,
                book: None,
                origin: Origin::Host,
                instead_of: None,
            });
        }
        Self { host: Some(host), text, folder, overlays: Rc::new(overlays), problems }
    }

    fn wrong(problems: Vec<Diagnostic>) -> Self {
        Self { problems: vec![(FILE.to_owned(), problems)], ..Self::default() }
    }

    /// The files without which the host's rules are not whole: an overlay or rule book that did not come or cannot be read, or
    /// a wrong `host.json`, of which nobody knows what it asked for. A folder that is not there asks for nothing.
    pub(crate) fn lacking(&self) -> Vec<&str> {
        let is_no_folder = |(name, problems): &&(String, Vec<Diagnostic>)| {
            name == FILE && problems.iter().all(|problem| problem.code == NOT_FETCHED)
        };
        self.problems.iter().filter(|problem| !is_no_folder(problem)).map(|(name, _)| name.as_str()).collect()
    }

    /// The address of a file of the folder.
    pub(crate) fn address(&self, name: &str) -> String {
        match self.folder.made(name) {
            Some((_, address)) => address.clone(),
            None => served(name),
        }
    }

    /// A file of the folder; `None`: it does not come.
    pub(crate) async fn file(&self, name: &str) -> Option<Blob> {
        match self.folder.made(name) {
            Some((form, _)) => Some(form.file.clone()),
            None => browser::fetch_blob(&served(name)).await,
        }
    }

    /// The mark and the forms that `host.json` names and that do not come, each with what is to be done. Asked for by whoever looks
    /// after the folder: a first visit does not wait for them.
    pub(crate) async fn lost_files(&self) -> Vec<(String, Vec<Diagnostic>)> {
        let named = self.host.iter().flat_map(|host| host.mark.iter().chain(host.forms.iter().map(|form| &form.file)));
        let named: Vec<&String> = named.collect();
        let came = join_all(named.iter().map(|name| self.file(name))).await;
        let gone =
            named.iter().zip(&came).filter(|(_, file)| file.is_none()).map(|(name, _)| format!("{FOLDER}/{name}"));
        gone.map(|place| (place.clone(), vec![lost(&place)])).collect()
    }

    /// Whether the folder is one that is being made, and this the site as visitors will see it.
    pub(crate) fn is_preview() -> bool {
        browser::remembered_here(PREVIEW).is_some()
    }

    /// The rule books with the folder's overlays, rule books and figures, compiled by whoever made the folder; `None`: there
    /// are none. Those of a folder that is being made are compiled anew: its files may come from anybody.
    pub(crate) async fn compiled(&self) -> Option<Vec<u8>> {
        let name = self.host.as_ref()?.compiled.as_ref()?;
        match self.folder {
            Folder::Served => browser::fetch(&served(name)).await,
            Folder::Made(_) => None,
        }
    }

    /// `host.json`, where there is a host.
    pub(crate) fn text(&self) -> Option<String> {
        self.host.is_some().then(|| self.text.clone())
    }

    /// The host's rule books and overlays, then those of the visitor, without those that the host has too; those that are
    /// tried in the place of another one stand there.
    pub(crate) fn with(&self, own: &Rc<Vec<Overlay>>) -> Rc<Vec<Overlay>> {
        if self.overlays.is_empty() && own.iter().all(|own| own.instead_of.is_none()) {
            return Rc::clone(own);
        }
        Rc::new(laid_over(&self.overlays, own))
    }

    /// The rule books shown, in their order; none: all of them.
    pub(crate) fn regimes(&self) -> &[String] {
        self.host.as_ref().map(|host| host.regimes.as_slice()).unwrap_or_default()
    }

    /// The language to begin in, where `asked` is what the visitor has asked for.
    pub(crate) fn language(&self, asked: Option<Lang>) -> Option<Lang> {
        let languages = &self.host.as_ref()?.languages;
        asked.filter(|lang| languages.contains(lang)).or_else(|| languages.first().copied())
    }

    /// Whether the site is shown in more than one language.
    pub(crate) fn has_languages(&self) -> bool {
        self.host.as_ref().is_none_or(|host| host.languages.len() > 1)
    }

    /// Gives the page the host's accent colour; the styles say where (`web/styles/tokens.css`).
    pub(crate) fn paint(&self) {
        if let Some(accent) = self.host.as_ref().and_then(|host| host.accent) {
            browser::set_root_style("--accent-light", &accent.light.to_string());
            browser::set_root_style("--accent-dark", &accent.dark.to_string());
        }
    }
}

/// The files of the folder that is being made.
async fn made() -> Folder {
    let kept = Forms::of_host().await.into_iter();
    Folder::Made(kept.filter_map(|form| browser::address_of(&form.file).map(|address| (form, address))).collect())
}

impl Folder {
    /// A file of a folder that is being made.
    fn made(&self, name: &str) -> Option<&(KeptForm, String)> {
        match self {
            Self::Served => None,
            Self::Made(files) => files.iter().find(|(form, _)| form.name == name),
        }
    }

    /// All of a file; `None`: it does not come.
    async fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        match self {
            Self::Served => browser::fetch(&served(name)).await,
            Self::Made(_) => browser::bytes_of(&self.made(name)?.0.file).await,
        }
    }
}

/// Reads the file of a host folder: its name, its bytes, the ids of the rule books that there are. The text, and who serves the site;
/// or everything that is wrong.
pub(crate) fn read_host(name: &str, bytes: &[u8], regimes: &[&str]) -> Result<(String, Option<Host>), Vec<Diagnostic>> {
    let text = browser::decode(bytes).map_err(|refused| vec![refused.problem_of(name)])?;
    let host = ziping_host::read(&Source { name, text: &text }, regimes)?;
    Ok((text, host))
}

/// One text, as rule books are kept, of the id of a rule book and its files, `ID/FILE`.
pub(crate) fn text_of_rulebook(id: &str, files: Vec<TextFile>) -> Result<String, Diagnostic> {
    Draft::of_folder(id, files).map(|rulebook| rulebook.to_text()).map_err(|problem| *problem)
}

/// The text of a file of the folder.
fn text_of(place: &str, bytes: Option<Vec<u8>>) -> Result<String, Diagnostic> {
    let bytes = bytes.ok_or_else(|| lost(place))?;
    if bytes.len() > LARGEST {
        let message = say!("`{place}` is larger than 256 kB", "“{place}”超过 256 KB");
        return Err(
            Diagnostic::error("too-large", message).help(say!("divide it into several overlays", "请分成几份补充规则"))
        );
    }
    browser::decode(&bytes).map_err(|refused| refused.problem_of(place))
}

/// A file that did not come.
fn lost(place: &str) -> Diagnostic {
    let Said { en, zh } = say!("`{place}` did not come", "“{place}”没有取到");
    Diagnostic::error(NOT_FETCHED, Said::new(en, zh)).help(say!(
        "put it beside the site, readable for everybody; host.json names the files, and their names differ in case",
        "请把它放在网站上，让访问者读得到；文件名以 host.json 里写的为准，区分大小写"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;
    use ziping_host::Both;

    fn overlay(hash: &str) -> Overlay {
        Overlay {
            name: format!("{hash}.toml"),
            text: String::new(),
            hash: hash.to_owned(),
            book: None,
            origin: Origin::Host,
            instead_of: None,
        }
    }

    fn hosted(overlays: &[&str], languages: &[Lang]) -> Hosted {
        let mut host = Host::new(Both { zh: "甲".into(), en: "A".into() });
        host.languages = languages.to_vec();
        Hosted {
            host: Some(host),
            overlays: Rc::new(overlays.iter().map(|hash| overlay(hash)).collect()),
            ..Hosted::default()
        }
    }

    #[wasm_bindgen_test]
    fn the_host_s_overlays_come_first_and_none_comes_twice() {
        let own = Rc::new(vec![overlay("b"), overlay("c")]);
        let hashes = |hosted: &Hosted| hosted.with(&own).iter().map(|overlay| overlay.hash.clone()).collect::<Vec<_>>();
        assert_eq!(hashes(&hosted(&["a", "b"], &[Lang::Zh])), ["a", "b", "c"]);
        assert!(Rc::ptr_eq(&Hosted::default().with(&own), &own));
        let tried = |hash: &str, of: &str| Overlay { instead_of: Some(of.to_owned()), ..overlay(hash) };
        let own = Rc::new(vec![overlay("c"), tried("x", "a"), tried("y", "c"), tried("z", "gone")]);
        let with = hosted(&["a", "b"], &[Lang::Zh]).with(&own);
        let hashes: Vec<&str> = with.iter().map(|overlay| overlay.hash.as_str()).collect();
        assert_eq!(hashes, ["x", "b", "y", "z"]);
    }

    #[wasm_bindgen_test]
    fn what_is_missing_of_the_host_s_rules_is_named_and_a_folder_that_is_not_there_asks_for_none() {
        let with = |problems: Vec<(&str, Diagnostic)>| Hosted {
            problems: problems.into_iter().map(|(name, problem)| (name.to_owned(), vec![problem])).collect(),
            ..Hosted::default()
        };
        assert!(with(vec![(FILE, lost(FILE))]).lacking().is_empty());
        let wrong = Diagnostic::error("syntax", Said::new("a", "b"));
        assert_eq!(with(vec![(FILE, wrong)]).lacking(), [FILE]);
        assert_eq!(with(vec![("host/a.toml", lost("host/a.toml"))]).lacking(), ["host/a.toml"]);
    }

    #[wasm_bindgen_test]
    fn the_visitor_s_language_counts_where_the_host_has_it() {
        let both = hosted(&[], &[Lang::En, Lang::Zh]);
        assert_eq!(both.language(None), Some(Lang::En));
        assert_eq!(both.language(Some(Lang::Zh)), Some(Lang::Zh));
        let chinese = hosted(&[], &[Lang::Zh]);
        assert_eq!((chinese.language(Some(Lang::En)), chinese.has_languages()), (Some(Lang::Zh), false));
        assert_eq!((Hosted::default().language(Some(Lang::En)), Hosted::default().has_languages()), (None, true));
    }
}

//! The files checked beside the rule books, and what they change for visitors.

use super::making::Making;
use crate::browser;
use crate::folder::{Ask, Contents, Event, Problems, ask};
use crate::host::{Hosted, text_of_rulebook};
use crate::overlay::{Asked, Attempt, Named, Open, Trial, attempt};
use crate::pages::effects::effects;
use crate::pages::home::problems::listed;
use crate::site::Site;
use crate::state::Overlay;
use crate::texts::fill;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::prelude::*;
use ziping_base::diag::{Diagnostic, Source};
use ziping_base::say;
use ziping_content::TextFile;
use ziping_host::{Both, Draft, FILE, Given, given, write};
use ziping_regime::Origin;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Found {
    /// What is wrong, by file.
    pub(super) problems: Problems,
    /// What overlays do, where there are some.
    pub(super) trial: Option<Trial>,
    /// The rule books compiled with the files, where there are overlays, rule books or figures.
    pub(super) compiled: Option<Blob>,
}

impl Found {
    /// The rule books that can be assessed with.
    fn books(&self) -> &[Named] {
        self.trial.as_ref().map(|trial| trial.books.as_slice()).unwrap_or_default()
    }

    /// The figures that are left to the host.
    fn figures(&self) -> &[Open] {
        self.trial.as_ref().map(|trial| trial.figures.as_slice()).unwrap_or_default()
    }

    pub(super) fn is_good(&self) -> bool {
        self.problems.is_empty() && self.trial.as_ref().is_none_or(|trial| trial.failed.is_empty())
    }
}

/// How the check stands.
#[derive(Clone, PartialEq)]
pub(super) enum Check {
    /// There are no files.
    Nothing,
    Checking,
    Found(Rc<Found>),
    /// The programs that check cannot be had.
    Failed,
}

impl Check {
    /// The figures that are left to the host, as far as they are known.
    pub(super) fn figures(&self) -> Vec<Open> {
        match self {
            Self::Found(found) => found.figures().to_vec(),
            Self::Nothing | Self::Checking | Self::Failed => Vec::new(),
        }
    }

    /// The rule books that can be assessed with, as far as they are known.
    pub(super) fn books(&self) -> Vec<Named> {
        match self {
            Self::Found(found) => found.books().to_vec(),
            Self::Nothing | Self::Checking | Self::Failed => Vec::new(),
        }
    }
}

/// What is checked: the files and what the fields say of them. The rest is checked as it is typed.
fn of_files(draft: &Draft) -> Draft {
    Draft {
        name: Both { zh: "-".to_owned(), en: "-".to_owned() },
        mark: draft.mark.clone(),
        overlays: draft.overlays.clone(),
        forms: draft.forms.clone(),
        rulebooks: draft.rulebooks.clone(),
        figures: draft.figures.clone(),
        ..Draft::default()
    }
}

/// Checks files whenever they change.
#[hook]
pub(super) fn use_check(site: &Site, making: &UseReducerHandle<Making>) -> Check {
    let check = use_state(|| Check::Nothing);
    let turn = use_mut_ref(|| 0_u32);
    let setter = check.setter();
    let (site, now) = (site.clone(), (**making).clone());
    let wanted = (of_files(&making.draft), Rc::clone(&making.files), making.ready);
    use_effect_with(wanted, move |(draft, _, ready)| {
        *turn.borrow_mut() += 1;
        let mine = *turn.borrow();
        if !*ready || (draft.files().is_empty() && draft.figures.is_empty()) {
            return setter.set(Check::Nothing);
        }
        setter.set(Check::Checking);
        spawn_local(async move {
            let found = look(&site, &now).await;
            // Meanwhile others may be there.
            if *turn.borrow() == mine {
                setter.set(found.map_or(Check::Failed, |found| Check::Found(Rc::new(found))));
            }
        });
    });
    (*check).clone()
}

/// Checks the files as they are now. `None`: what checks them cannot be had.
pub(super) async fn look(site: &Site, making: &Making) -> Option<Found> {
    let mut found = Found::default();
    let mut overlays = Vec::new();
    let mut take = |name: &str, book: Option<String>, text: Result<String, Diagnostic>| match text {
        Ok(text) => {
            let (name, hash) = (name.to_owned(), String::new());
            overlays.push(Overlay { name, text, hash, book, origin: Origin::Host, instead_of: None });
        }
        Err(problem) => found.problems.push((name.to_owned(), vec![problem])),
    };
    for id in making.draft.books() {
        take(id, Some(id.to_owned()), text_of_book(making, id).await);
    }
    for name in &making.draft.overlays {
        let Some(file) = making.file(name) else { continue };
        take(name, None, text_of(file).await);
    }
    let figures = given(&making.draft.figures);
    for Given { name, text, .. } in &figures {
        take(name, None, Ok(text.clone()));
    }
    if !overlays.is_empty() {
        let example = browser::fetch("packs/example.json").await.and_then(|text| String::from_utf8(text).ok());
        let with = Attempt {
            example: example.unwrap_or_default(),
            as_of: browser::today(),
            given: making.draft.figures.iter().map(|figure| figure.figure.clone()).collect(),
            figures: figures.len(),
            now: in_force(site),
        };
        let read = attempt(&overlays, with).await?;
        found.compiled = Some(browser::blob_of_bytes(&read.applied)?);
        let host = making.draft.text();
        let source = Source { name: FILE, text: &host };
        // What is wrong with a figure of the year is told where it stands.
        let home = |name: &str, problem: Diagnostic| match figures.iter().find(|given| given.name == name) {
            Some(given) => given.at_home(problem, &source),
            None => problem,
        };
        let named = overlays.iter().zip(read.problems).map(|(overlay, problems)| {
            let problems: Vec<_> = problems.into_iter().map(|problem| home(&overlay.name, problem)).collect();
            (overlay.name.clone(), problems)
        });
        found.problems.extend(named.filter(|(_, problems)| !problems.is_empty()));
        found.trial = read.trial;
        let required = found.figures().iter().filter(|figure| figure.required).map(|figure| figure.id.clone());
        let has = |id: &String| making.draft.figures.iter().any(|given| given.figure == *id);
        for id in required.filter(|id| !has(id)).collect::<Vec<_>>() {
            found.problems.push((site.t.make_figures().to_owned(), vec![not_given(&id)]));
        }
    }
    let regimes: Vec<&str> = site.packs.all_ids().iter().map(String::as_str).collect();
    // What is wrong with the names of files is told at each of them.
    let Ok(host) = of_files(&making.draft).check(&regimes).map(|host| write(&host)) else { return Some(found) };
    let (names, files): (Vec<String>, Vec<Blob>) = making.named();
    match ask(Ask::Check(Contents { host, names }), found.compiled.clone(), files).await? {
        Event::Checked(problems) | Event::Refused(problems) => found.problems.extend(problems),
        Event::Packed(_) | Event::Opened { .. } => return None,
    }
    for problem in found.problems.iter_mut().flat_map(|(_, problems)| problems) {
        *problem = here(problem.clone());
    }
    Some(found)
}

/// A problem with what to do on this page, where one writes no `host.json`.
fn here(problem: Diagnostic) -> Diagnostic {
    match problem.code.as_str() {
        "unused-form" => problem.help(say!(
            "choose the rule book whose application it is, above; or load an overlay that names it",
            "请在上面选它是哪份规则的申请表；或载入指定它的补充规则"
        )),
        "form-not-listed" => problem.help(say!("choose that file too", "请把这个文件也选进来")),
        "missing-file" => problem.help(say!("choose it again, or remove it above", "请重新选这个文件，或在上面去掉它")),
        _ => problem,
    }
}

/// A figure of the year that has to be given and is not.
fn not_given(id: &str) -> Diagnostic {
    Diagnostic::error("figure-missing", say!("the figure `{id}` is not given", "数值“{id}”还没有给出"))
        .help(say!("fill it in above", "请在上面填写"))
}

/// What visitors have now. Where the site is shown as they will see it, nobody knows here what that is.
fn in_force(site: &Site) -> Vec<Asked> {
    if Hosted::is_preview() { Vec::new() } else { site.hosted.overlays.iter().map(Asked::of).collect() }
}

async fn text_of(file: &Blob) -> Result<String, Diagnostic> {
    let read = browser::read_text(file).await;
    read.map_err(|refused| refused.map_or_else(unreadable, |refused| refused.problem()))
}

/// The files of a rule book as one text.
async fn text_of_book(making: &Making, id: &str) -> Result<String, Diagnostic> {
    let mut files = Vec::new();
    for file in making.of_book(id) {
        files.push(TextFile { path: file.name.clone(), text: text_of(&file.file).await? });
    }
    text_of_rulebook(id, files)
}

fn unreadable() -> Diagnostic {
    Diagnostic::error("unreadable", say!("the file cannot be read", "文件读不出来"))
        .help(say!("choose it again", "请重新选择"))
}

/// The id of the list of problems.
pub(super) const PROBLEMS: &str = "host-problems";

pub(super) fn view(site: &Site, check: &Check) -> Html {
    let t = site.t;
    let inside = match check {
        Check::Nothing => return Html::default(),
        Check::Checking => html! { <p role="status">{ t.make_checking() }</p> },
        Check::Failed => html! { <p class="notice bad" role="alert">{ t.make_check_failed() }</p> },
        Check::Found(found) => of(site, found),
    };
    html! {
        <section class="sheet" aria-labelledby="make-check" aria-busy={(*check == Check::Checking).to_string()}>
            <h2 id="make-check">{ t.make_check() }</h2>
            { inside }
        </section>
    }
}

fn of(site: &Site, found: &Found) -> Html {
    let t = site.t;
    html! {
        <>
            if found.problems.is_empty() {
                <p class="notice">{ t.make_check_good() }</p>
            } else {
                <div class="notice bad problems" id={PROBLEMS} tabindex="-1">
                    for (name, problems) in found.problems.iter() {
                        <p><b>{ fill(t.make_check_files_wrong(), &[("name", name), ("n", &problems.len().to_string())]) }</b></p>
                        { listed(problems, site.lang, t) }
                    }
                </div>
            }
            if let Some(trial) = &found.trial {
                { tried(site, trial) }
            }
        </>
    }
}

fn tried(site: &Site, trial: &Trial) -> Html {
    let t = site.t;
    let (count, of) = (trial.effects.len(), trial.of.to_string());
    html! {
        <>
            if trial.cases > 0 && trial.failed.is_empty() {
                <p>{ fill(t.make_cases_run(), &[("n", &trial.cases.to_string())]) }</p>
            }
            if !trial.failed.is_empty() {
                <div class="notice bad problems" role="alert">
                    <p><b>{ fill(t.make_cases_wrong(), &[("n", &trial.cases.to_string()), ("wrong", &trial.failed.len().to_string())]) }</b></p>
                    { listed(&trial.failed, site.lang, t) }
                </div>
            }
            for (id, version) in &trial.republished {
                <p class="notice bad" key={id.clone()}>{ fill(t.make_republished(), &[("id", id), ("version", version)]) }</p>
            }
            if trial.of > 0 {
                <h3>{ t.make_effects() }</h3>
                if trial.is_beside_now {
                    <p>{ t.make_effects_now() }</p>
                }
                if count == 0 {
                    <p>{ fill(t.make_effects_none(), &[("of", &of)]) }</p>
                } else {
                    <p>{ fill(t.make_effects_some(), &[("of", &of), ("n", &count.to_string())]) }</p>
                    { effects(site, &trial.effects) }
                }
            }
        </>
    }
}

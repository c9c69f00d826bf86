//! Where to begin: from a folder made before, from what the site has now, or anew; and files coming in.

use super::making::{Act, FileKind};
use crate::browser;
use crate::folder::{Ask, Event, Problems, ask};
use crate::host::read_host;
use crate::pages::home::problems::listed;
use crate::parts::{Chooser, Dialog, Given, chooser};
use crate::site::{Site, use_site};
use crate::store::{FILES_OF_HOST, KeptForm};
use crate::texts::fill;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};
use yew::prelude::*;
use ziping_host::{Draft, FILE};

/// The file by which a rule book is known.
const RULEBOOK: &str = "rulebook.toml";

/// What became of what was loaded last.
#[derive(Clone, PartialEq)]
pub(super) enum News {
    Nothing,
    Opened(String),
    OpenedOwn,
    OwnLost,
    Cleared,
    /// This file is none that a folder has.
    NotTaken(String),
    /// The zip, and what is wrong in it.
    Refused(String, Rc<Problems>),
    Failed,
}

pub(super) fn kept(name: String, file: Blob) -> KeptForm {
    KeptForm { of: FILES_OF_HOST.to_owned(), name, file }
}

/// Takes files in; a zip is a folder that was made before, or a rule book, as are files with a rulebook.toml among them.
pub(super) fn take_in(
    site: &Site,
    act: &Callback<Act>,
    news: &UseStateSetter<News>,
    put: &Callback<Given>,
    files: Vec<File>,
) {
    if let Some(zip) = files.iter().find(|file| FileKind::of(&file.name()) == Some(FileKind::Folder)) {
        return open(site, act, news, put, zip.clone());
    }
    if files.iter().any(|file| file.name() == RULEBOOK) {
        news.set(News::Nothing);
        return put.emit(Given::Files(files));
    }
    news.set(match files.iter().find(|file| FileKind::of(&file.name()).is_none()) {
        Some(other) => News::NotTaken(browser::name_of(other)),
        None => News::Nothing,
    });
    let good = files.into_iter().filter(|file| FileKind::of(&file.name()).is_some());
    let good: Vec<KeptForm> = good.map(|file| kept(browser::name_of(&file), Blob::clone(&file))).collect();
    if !good.is_empty() {
        act.emit(Act::Take(good));
    }
}

/// Goes on from a folder in a zip. What is wrong with it changes nothing.
fn open(site: &Site, act: &Callback<Act>, news: &UseStateSetter<News>, put: &Callback<Given>, zip: File) {
    let (site, act, news, put) = (site.clone(), act.clone(), news.clone(), put.clone());
    let name = zip.name();
    spawn_local(async move {
        let opened = ask(Ask::OpenZip, None, vec![Blob::clone(&zip)]).await;
        let (names, files) = match opened {
            Some(Event::Opened { names, files }) => (names, files),
            Some(Event::Refused(problems)) if is_no_folder(&problems) => {
                news.set(News::Nothing);
                return put.emit(Given::Files(vec![zip]));
            }
            Some(Event::Refused(problems)) => return news.set(News::Refused(name, Rc::new(problems))),
            _ => return news.set(News::Failed),
        };
        let mut files: Vec<KeptForm> = names.into_iter().zip(files).map(|(name, file)| kept(name, file)).collect();
        let said = match files.iter().position(|file| file.name == FILE) {
            Some(place) => browser::bytes_of(&files.remove(place).file).await,
            None => None,
        };
        match draft(&site, said) {
            Some(Ok(draft)) => {
                files.retain(|file| draft.files().contains(&file.name.as_str()));
                act.emit(Act::Begin(Box::new(draft), files));
                news.set(News::Opened(name));
            }
            Some(Err(problems)) => news.set(News::Refused(name, Rc::new(problems))),
            None => news.set(News::Failed),
        }
    });
}

/// Whether a zip was opened and holds no host folder: it may be that of a rule book.
fn is_no_folder(problems: &Problems) -> bool {
    problems.iter().flat_map(|(_, problems)| problems).any(|problem| problem.code == "no-host-json")
}

/// What a `host.json` says, to go on from there. `None`: there is none.
fn draft(site: &Site, said: Option<Vec<u8>>) -> Option<Result<Draft, Problems>> {
    let regimes: Vec<&str> = site.packs.all_ids().iter().map(String::as_str).collect();
    Some(match read_host(FILE, &said?, &regimes) {
        Ok((_, host)) => Ok(host.map(|host| Draft::of(&host)).unwrap_or_default()),
        Err(problems) => Err(vec![(FILE.to_owned(), problems)]),
    })
}

/// Goes on from what the site has now.
fn from_site(site: &Site, act: &Callback<Act>, news: &UseStateSetter<News>) {
    let Some(host) = &site.hosted.host else { return };
    let draft = Draft::of(host);
    let (hosted, act, news) = (Rc::clone(&site.hosted), act.clone(), news.clone());
    spawn_local(async move {
        let mut files = Vec::new();
        for name in draft.files() {
            match hosted.file(name).await {
                Some(file) => files.push(kept(name.to_owned(), file)),
                None => return news.set(News::OwnLost),
            }
        }
        act.emit(Act::Begin(Box::new(draft), files));
        news.set(News::OpenedOwn);
    });
}

#[derive(Properties, PartialEq)]
pub(super) struct BeginProps {
    pub(super) draft: Rc<Draft>,
    pub(super) news: UseStateHandle<News>,
    pub(super) act: Callback<Act>,
    pub(super) take: Callback<Vec<File>>,
}

/// The ways to begin.
#[component]
pub(super) fn Begin(props: &BeginProps) -> Html {
    let site = use_site();
    let t = site.t;
    let asking = use_state_eq(|| false);
    let with = Chooser {
        id: "open-host",
        accept: ".zip,application/zip",
        label: t.make_load(),
        multiple: false,
        primary: false,
        disabled: false,
    };
    let own = {
        let (site, act, news) = (site.clone(), props.act.clone(), props.news.setter());
        Callback::from(move |_: MouseEvent| from_site(&site, &act, &news))
    };
    let open = {
        let asking = asking.setter();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let close = {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(false))
    };
    let clear = {
        let (asking, act, news) = (asking.setter(), props.act.clone(), props.news.setter());
        Callback::from(move |_: MouseEvent| {
            asking.set(false);
            act.emit(Act::Begin(Box::default(), Vec::new()));
            news.set(News::Cleared);
        })
    };
    html! {
        <section class="sheet" aria-labelledby="make-begin">
            <h2 id="make-begin">{ t.make_begin() }</h2>
            <p class="acts">
                { chooser(&with, &props.take) }
                if site.hosted.host.is_some() {
                    <button type="button" id="own-host" onclick={own}>{ t.make_own() }</button>
                }
                if !props.draft.is_empty() {
                    <button type="button" class="quiet" id="clear-host" onclick={open}>{ t.make_anew() }</button>
                }
            </p>
            <div aria-live="polite">{ tell(&site, &props.news) }</div>
            if *asking {
                <Dialog title={t.make_anew()} on_close={close}>
                    <p>{ t.make_anew_ask() }</p>
                    <p class="acts"><button type="button" class="primary" id="clear-host-now" onclick={clear}>{ t.make_anew_now() }</button></p>
                </Dialog>
            }
        </section>
    }
}

fn tell(site: &Site, news: &News) -> Html {
    let t = site.t;
    let good = |text: String| html! { <p class="notice">{ text }</p> };
    let bad = |text: String| html! { <p class="notice bad" role="alert">{ text }</p> };
    match news {
        News::Nothing => Html::default(),
        News::Opened(name) => good(fill(t.make_opened(), &[("name", name)])),
        News::OpenedOwn => good(t.make_opened_own().to_owned()),
        News::OwnLost => bad(t.make_own_lost().to_owned()),
        News::Cleared => good(t.make_cleared().to_owned()),
        News::NotTaken(name) => bad(fill(t.make_not_taken(), &[("name", name)])),
        News::Failed => bad(t.make_check_failed().to_owned()),
        News::Refused(name, problems) => html! {
            <div class="notice bad problems" role="alert">
                <p><b>{ fill(t.make_not_opened(), &[("name", name)]) }</b></p>
                for (file, problems) in problems.iter() {
                    if file == FILE {
                        <p>{ file.clone() }</p>
                    }
                    { listed(problems, site.lang, t) }
                }
            </div>
        },
    }
}

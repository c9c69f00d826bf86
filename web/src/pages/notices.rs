//! What the user must know about saving: that it does not work, that another tab was quicker, what was put aside.

use super::file_names::file_name;
use super::handed::Handed;
use super::overlaid::overlays;
use super::update::Update;
use crate::browser;
use crate::handed;
use crate::lang::{boot, tag};
use crate::parts::retry;
use crate::route::Route;
use crate::site::{Saving, Site, use_site};
use crate::state::{Action, Removed, Workspace};
use crate::store::{SaveState, Trouble};
use crate::surroundings::Surroundings;
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_rules::fact::{Catalogue, write_answers_noting};

/// Hands the answers at hand over as an answer file.
pub(crate) fn download_answers(workspace: &Workspace, catalogue: &Catalogue, unnamed: &str) {
    let client = workspace.client();
    let name = client.shown_name(catalogue);
    let file = file_name(name, unnamed);
    let answers = write_answers_noting(name, &client.sheet, &client.unsure.notes, catalogue);
    handed::text(&format!("{file}.ziping.json"), &answers);
}

/// The id of the button that brings back what was removed last.
pub(super) const RESTORE: &str = "restore-removed";

#[derive(Properties, PartialEq)]
pub(crate) struct NoticesProps {
    pub(crate) route: Route,
}

#[component]
pub(crate) fn Notices(props: &NoticesProps) -> Html {
    let site = use_site();
    let t = site.t;
    let (Some(saving), Some(workspace)) = (use_context::<Saving>(), use_context::<UseReducerHandle<Workspace>>())
    else {
        return Html::default();
    };
    let download = {
        let (site, workspace) = (site.clone(), workspace.clone());
        Callback::from(move |_: MouseEvent| {
            download_answers(&workspace, &site.library().catalogue, site.t.client_unnamed());
        })
    };
    let download = html! { <button type="button" onclick={download}>{ t.notice_download() }</button> };
    let choose = |take: fn(&crate::store::Saver, Rc<Workspace>)| {
        let (saver, mine) = (site.saver.clone(), Rc::new((*workspace).clone()));
        Callback::from(move |_: MouseEvent| take(&saver, Rc::clone(&mine)))
    };
    // In the language that was asked for: whoever asked for it reads it.
    let language = site.lost_lang.map(|(lang, text)| {
        let again = site.set_lang.reform(move |_: MouseEvent| lang);
        html! { <div class="notice bad" lang={tag(lang)}>{ retry(text, boot(lang).again, again) }</div> }
    });
    let trouble = match &saving.state {
        SaveState::Fresh | SaveState::Saving | SaveState::Saved(_) => Html::default(),
        SaveState::Unsaved(trouble) => {
            let text = match trouble {
                Trouble::Unavailable => t.notice_unavailable(),
                Trouble::Full => t.notice_full(),
                Trouble::Failed => t.notice_failed(),
            };
            html! { <div class="notice bad" role="alert"><p>{ text }</p><p class="acts">{ download }</p></div> }
        }
        SaveState::Newer => {
            html! { <div class="notice bad" role="alert"><p>{ t.notice_newer() }</p><p class="acts">{ download }</p></div> }
        }
        state @ (SaveState::Overtaken | SaveState::Unread) => html! {
            <div class="notice bad" role="alert">
                <p>{ if *state == SaveState::Unread { t.notice_unread() } else { t.notice_overtaken() } }</p>
                <p class="acts">
                    <button type="button" class="primary" onclick={choose(crate::store::Saver::take_theirs)}>{ t.notice_take_theirs() }</button>
                    <button type="button" onclick={choose(crate::store::Saver::keep_mine)}>{ t.notice_keep_mine() }</button>
                    { download }
                </p>
            </div>
        },
    };
    let removed = workspace.removed.as_ref().map(|removed| {
        let (text, undo) = match removed {
            Removed::Client(_, id) => {
                let binned = workspace.bin.iter().find(|binned| binned.client.id == *id);
                let name = binned.map_or("", |binned| binned.client.shown_name(&site.library().catalogue));
                let name = if name.is_empty() { t.client_unnamed() } else { name };
                (fill(t.notice_removed(), &[("name", name)]), t.notice_restore())
            }
            Removed::Snapshot { snapshot, .. } => {
                (fill(t.notice_forgotten(), &[("name", &snapshot.name)]), t.notice_restore())
            }
            Removed::Overlay(_, overlay) if overlay.book.is_some() => {
                (fill(t.drafts_notice_removed(), &[("name", &overlay.name)]), t.notice_restore())
            }
            Removed::Overlay(_, overlay) => (fill(t.notice_overlay(), &[("name", &overlay.name)]), t.notice_restore()),
            Removed::Handling(before) => {
                (fill(t.notice_handled(), &[("n", &before.len().to_string())]), t.notice_undo_handled())
            }
            Removed::Archived(ids, archived) => {
                let said = if *archived { t.batch_archived() } else { t.batch_got_back() };
                (fill(said, &[("n", &ids.len().to_string())]), t.batch_undo())
            }
            Removed::All(_) => (t.notice_replaced().to_owned(), t.notice_undo_replaced()),
            Removed::Erased(_) => (t.notice_erased().to_owned(), t.notice_undo_erased()),
            Removed::Back(_) => (t.notice_back().to_owned(), t.notice_undo_back()),
        };
        let (dispatch, saver) = (site.dispatch.clone(), site.saver.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            saver.bring_back();
            dispatch.dispatch(Action::Restore);
            browser::hand_on(vec![crate::parts::HEADING.to_owned()]);
        });
        html! {
            <div class="notice" role="status">
                <p>{ text }</p>
                <p class="acts"><button type="button" id={RESTORE} {onclick}>{ undo }</button></p>
            </div>
        }
    });
    let overlays = overlays(&site, props.route.regime());
    let rules = changed_rules(&site, &props.route);
    html! { <>{ language.unwrap_or_default() }{ trouble }{ removed.unwrap_or_default() }{ kept(&site, &saving) }{ rules }{ overlays }<Here /><Handed /><Update /></> }
}

/// That the rules are others than before, until the visitor has seen what changed.
fn changed_rules(site: &Site, route: &Route) -> Html {
    if !site.rules_changed || *route == Route::Changes {
        return Html::default();
    }
    html! {
        <div class="notice" role="status" id="rules-changed">
            <p>{ site.t.changes_notice() }</p>
            <p class="acts"><a class="button" href={Route::Changes.href()}>{ site.t.changes_look() }</a></p>
        </div>
    }
}

/// What must be known before anything is typed here: that files can hardly be saved, or that the browser forgets. Said until
/// the user has seen it.
#[component]
fn Here() -> Html {
    const SEEN: &str = "ziping.told";
    let t = use_site().t;
    let seen = use_state_eq(|| browser::remembered(SEEN).is_some());
    let text = match Surroundings::here() {
        Surroundings::Chat => t.handed_chat(),
        Surroundings::Safari => t.handed_safari(),
        Surroundings::Browser | Surroundings::HomeScreen => return Html::default(),
    };
    if *seen {
        return Html::default();
    }
    let onclick = {
        let seen = seen.setter();
        Callback::from(move |_: MouseEvent| {
            browser::remember(SEEN, "1");
            seen.set(true);
        })
    };
    html! {
        <div class="notice" role="status" id="surroundings">
            <p>{ text }</p>
            <p class="acts"><button type="button" {onclick}>{ t.handed_close() }</button></p>
        </div>
    }
}

/// Saves that could not be read, or that gave way to another tab's: each can be downloaded, and dropped when the user
/// says so.
fn kept(site: &Site, saving: &Saving) -> Html {
    if saving.kept.is_empty() {
        return Html::default();
    }
    let act = |name: &String, act: fn(&crate::store::Saver, String)| {
        let (saver, name) = (site.saver.clone(), name.clone());
        Callback::from(move |_: MouseEvent| act(&saver, name.clone()))
    };
    html! {
        <div class="notice" role="status">
            <p>{ site.t.notice_kept() }</p>
            <ul>
                for name in saving.kept.iter() {
                    <li key={name.clone()}>
                        { name.rsplit_once(' ').map_or(name.as_str(), |(when, _)| when) }
                        { " " }
                        <button type="button" onclick={act(name, crate::store::Saver::download_kept)}>{ site.t.notice_download_kept() }</button>
                        { " " }
                        <button type="button" class="quiet" onclick={act(name, crate::store::Saver::drop_kept)}>{ site.t.notice_drop_kept() }</button>
                    </li>
                }
            </ul>
        </div>
    }
}

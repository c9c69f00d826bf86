//! The line at the top: where I am, whose answers these are, whether they are saved; below it the navigation.

use super::nav::{GLOBAL_ID, nav};
use crate::browser;
use crate::keeping::last_backup;
use crate::lang;
use crate::parts::{HEADING, host_mark};
use crate::route::Route;
use crate::site::{Saving, Site, use_site};
use crate::state::{Action, Touched, Workspace};
use crate::store::SaveState;
use crate::texts::{Texts, fill};
use gloo::timers::callback::Timeout;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct HeaderProps {
    pub(crate) route: Route,
}

#[component]
pub(crate) fn Header(props: &HeaderProps) -> Html {
    let site = use_site();
    let t = site.t;
    let title = props.route.regime().map(|regime| site.words.get("card", regime).title.clone());
    let other = lang::other(site.lang);
    let switch = site.set_lang.reform(move |_: MouseEvent| other);
    let unfolded = use_state_eq(|| false);
    {
        let fold = unfolded.setter();
        use_effect_with(props.route.clone(), move |_| fold.set(false));
    }
    let toggle = {
        let unfolded = unfolded.clone();
        Callback::from(move |_: MouseEvent| unfolded.set(!*unfolded))
    };
    html! {
        <>
        <header class="top">
            <a class="mark" href={Route::Home.href()} aria-label={format!("{} · {}", t.frame_mark(), t.frame_home())}>{ t.frame_mark() }</a>
            { host_mark(&site) }
            <Whose />
            if let Some(title) = title {
                <small class="where">{ title }</small>
            }
            <span class="grow"></span>
            <SavedMark />
            <UndoRedo />
            if site.hosted.has_languages() {
                <button type="button" class="quiet lang" lang={lang::tag(other)} onclick={switch}>{ t.frame_other_language() }</button>
            }
            <button
                type="button"
                class="quiet icon menu"
                aria-label={t.nav_menu()}
                aria-expanded={unfolded.to_string()}
                aria-controls={GLOBAL_ID}
                onclick={toggle}
            >{ "☰" }</button>
        </header>
        { nav(&site, &props.route, *unfolded) }
        </>
    }
}

/// Whose answers these are; with several organisations, the way to another.
#[component]
fn Whose() -> Html {
    let site = use_site();
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let catalogue = &site.library().catalogue;
    let name = |name: &str| if name.is_empty() { site.t.client_unnamed().to_owned() } else { name.to_owned() };
    let at_hand = workspace.client();
    if workspace.clients.len() < 2 {
        return html! {
            <a class="whose" href={Route::Organisation.href()}>{ name(at_hand.shown_name(catalogue)) }</a>
        };
    }
    let onchange = {
        let (dispatch, ids) = (
            site.dispatch.clone(),
            workspace
                .clients
                .iter()
                .filter(|client| !client.archived || client.id == at_hand.id)
                .map(|client| client.id.clone())
                .collect::<Vec<_>>(),
        );
        Callback::from(move |event: Event| {
            let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            if let Some(id) = usize::try_from(place).ok().and_then(|place| ids.get(place)) {
                dispatch.dispatch(Action::Show { id: id.clone() });
            }
        })
    };
    html! {
        <select class="whose" aria-label={site.t.client_choose()} {onchange}>
            for client in workspace.clients.iter().filter(|client| !client.archived || client.id == at_hand.id) {
                <option key={client.id.clone()} selected={client.id == at_hand.id}>{ name(client.shown_name(catalogue)) }</option>
            }
        </select>
    }
}

/// How saving stands, in words.
pub(crate) fn saved_words(state: &SaveState, t: &Texts) -> String {
    match state {
        SaveState::Fresh => t.saved_fresh().to_owned(),
        SaveState::Saving => t.saved_saving().to_owned(),
        SaveState::Saved(time) => fill(t.saved_at(), &[("time", time)]),
        SaveState::Unsaved(_) => t.saved_not().to_owned(),
        SaveState::Overtaken | SaveState::Unread => t.saved_overtaken().to_owned(),
        SaveState::Newer => t.saved_newer().to_owned(),
    }
}

#[component]
fn SavedMark() -> Html {
    let t = use_site().t;
    let Some(saving) = use_context::<Saving>() else { return Html::default() };
    let (class, shape) = match saving.state {
        SaveState::Fresh | SaveState::Saved(_) => ("saved", "●"),
        SaveState::Saving => ("saved saving", "○"),
        SaveState::Unsaved(_) | SaveState::Overtaken | SaveState::Unread | SaveState::Newer => ("saved not", "▲"),
    };
    html! {
        <p {class} role="status" title={last_backup(t)}>
            <span aria-hidden="true">{ shape }</span>
            <span class="words">{ saved_words(&saving.state, t) }</span>
            <span class="promise">{ " · " }{ t.saved_promise() }</span>
        </p>
    }
}

/// The ids of the two buttons.
const UNDO: &str = "undo";
const REDO: &str = "redo";

/// How long it is said what was undone, in milliseconds.
const SAID: u32 = 6_000;

/// What a step back or forward is about.
fn named(touched: &Touched, site: &Site) -> String {
    match touched {
        Touched::Fact(fact) => site.words.title("fact", site.id_of(*fact)).to_owned(),
        Touched::Several(n) => fill(site.t.undo_several(), &[("n", &n.to_string())]),
        Touched::Paper => site.t.undo_paper().to_owned(),
        Touched::Task => site.t.undo_task().to_owned(),
    }
}

#[component]
fn UndoRedo() -> Html {
    let site = use_site();
    let said = use_state(|| None::<String>);
    {
        let setter = said.setter();
        use_effect_with((*said).clone(), move |said| {
            let over = said.is_some().then(|| Timeout::new(SAID, move || setter.set(None)));
            move || drop(over)
        });
    }
    let workspace = use_context::<UseReducerHandle<Workspace>>();
    let client = workspace.map(|workspace| workspace.client());
    {
        // However it was asked for, by the button or by a key; what is put back may stand on another page.
        let steps = client.as_ref().map(|client| (client.id.clone(), client.steps_back()));
        let (before, setter) = (use_mut_ref(|| None::<(String, usize)>), said.setter());
        let told = client.as_ref().and_then(|client| client.to_redo());
        let told = told.map(|touched| fill(site.t.undo_undone(), &[("what", &named(&touched, &site))]));
        use_effect_with(steps, move |steps| {
            let before = before.replace(steps.clone());
            if let (Some((id, now)), Some((same, then))) = (steps, before)
                && *id == same
                && *now > then
            {
                setter.set(told);
            }
        });
    }
    let Some(client) = client else { return Html::default() };
    let t = site.t;
    let of = |touched: Option<&Touched>, text: &'static str, bare: &'static str| match touched {
        Some(touched) => fill(text, &[("what", &named(touched, &site))]),
        None => bare.to_owned(),
    };
    let (undo, redo) = (client.to_undo(), client.to_redo());
    let act = |action: fn() -> Action, other: &'static str| {
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(action());
            // After the last step there is none left for this button.
            browser::hand_on(vec![other.to_owned(), HEADING.to_owned()]);
        })
    };
    let [undo_title, redo_title] =
        [of(undo.as_ref(), t.undo_undo_of(), t.undo_undo()), of(redo.as_ref(), t.undo_redo_of(), t.undo_redo())];
    html! {
        <>
            <button
                type="button"
                class="quiet icon"
                id={UNDO}
                aria-label={undo_title.clone()}
                title={undo_title}
                disabled={undo.is_none()}
                onclick={act(|| Action::Undo, REDO)}
            >{ "↶" }</button>
            <button
                type="button"
                class="quiet icon redo"
                id={REDO}
                aria-label={redo_title.clone()}
                title={redo_title}
                disabled={redo.is_none()}
                onclick={act(|| Action::Redo, UNDO)}
            >{ "↷" }</button>
            <p class="toast" role="status">{ (*said).clone().unwrap_or_default() }</p>
        </>
    }
}

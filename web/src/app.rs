//! The page as a whole: what all parts share, the frame around the pages, and which page is shown.

use crate::browser;
use crate::changes::watch;
use crate::engine::{Packs, Trouble};
use crate::host::Hosted;
use crate::lang;
use crate::lazy::Shelf;
use crate::overlay::{Followed, Following, follow, is_of};
use crate::pages::{Frame, Page};
use crate::route::Route;
use crate::site::{Saving, Site, use_site};
use crate::state::{Action, Workspace};
use crate::store::{Beginning, SaveEvent, SaveState, Saver, ask_to_persist, remember_at_hand};
use crate::texts::Texts;
use crate::theme::Theme;
use gloo::events::EventListener;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use ziping_base::lang::Lang;
use ziping_regime::Library;

/// What was there before the first component.
pub(crate) struct Begun {
    pub(crate) packs: Packs,
    pub(crate) lang: Lang,
    pub(crate) texts: &'static Texts,
    pub(crate) beginning: RefCell<Option<Beginning>>,
    saver: Saver,
    shelf: Shelf,
    hosted: Rc<Hosted>,
    state: SaveState,
    kept: Rc<Vec<String>>,
}

impl Begun {
    pub(crate) fn new(
        packs: Packs,
        (lang, texts): (Lang, &'static Texts),
        beginning: Beginning,
        shelf: Shelf,
        hosted: Rc<Hosted>,
    ) -> Self {
        Self {
            hosted,
            packs,
            lang,
            texts,
            shelf,
            saver: beginning.saver.clone(),
            state: beginning.state.clone(),
            kept: Rc::new(beginning.kept.clone()),
            beginning: RefCell::new(Some(beginning)),
        }
    }
}

#[derive(Properties)]
pub(crate) struct AppProps {
    pub(crate) begun: Rc<Begun>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.begun, &other.begun)
    }
}

#[component]
pub(crate) fn App(props: &AppProps) -> Html {
    let begun = &props.begun;
    let workspace = {
        let begun = Rc::clone(begun);
        use_reducer_eq(move || {
            let beginning = begun.beginning.borrow_mut().take();
            beginning.map_or_else(|| Workspace::new(browser::new_id()), |beginning| beginning.workspace)
        })
    };
    let (packs, without_overlays) = use_overlays(begun, &workspace);
    let rules_changed = use_rules(begun, &workspace, &packs);
    use_saver(begun, &workspace, packs.library());
    let route = use_route();
    let Language { lang, texts, set_lang, lost_lang } = use_language(begun, &packs, &route);
    let theme = use_state_eq(Theme::chosen);
    let set_theme = {
        let set = theme.setter();
        use_callback((), move |theme: Theme, ()| {
            theme.apply();
            set.set(theme);
        })
    };
    use_undo_keys(workspace.dispatcher());
    let site = Site {
        lang,
        t: texts,
        words: packs.words(lang).unwrap_or_default(),
        packs,
        dispatch: workspace.dispatcher(),
        saver: begun.saver.clone(),
        set_lang,
        lost_lang,
        theme: *theme,
        set_theme,
        shelf: begun.shelf.clone(),
        hosted: Rc::clone(&begun.hosted),
        set_rules_changed: Callback::from({
            let set = rules_changed.setter();
            move |changed| set.set(changed)
        }),
        rules_changed: *rules_changed,
        without_overlays,
    };
    html! {
        <ContextProvider<Site> context={site}>
            <ContextProvider<UseReducerHandle<Workspace>> context={workspace}>
                <WithSaving begun={Rc::clone(begun)} {route} />
            </ContextProvider<UseReducerHandle<Workspace>>>
        </ContextProvider<Site>>
    }
}

/// Saves each change, and remembers what this tab has at hand.
#[hook]
fn use_saver(begun: &Rc<Begun>, workspace: &UseReducerHandle<Workspace>, library: &Rc<Library>) {
    let client = workspace.client();
    use_effect_with((client.id.clone(), client.is_blank()), |(id, blank)| remember_at_hand(id, *blank));
    // Noted and saved while this is drawn: where drawing takes longer than a frame, Yew gives the browser a turn before
    // effects, and a page that is left then would have shown a change that nothing holds.
    use_memo((workspace.edits, workspace.met), |(edits, met)| {
        if met.is_some_and(|met| met.hand_gone) {
            browser::leave_field();
            browser::go(&Route::Clients.href());
        }
        if *edits > 0 || met.is_some() {
            begun.saver.changed(Rc::new((**workspace).clone()), Rc::clone(library));
        }
        // After the first few answers there is something worth keeping.
        if *edits == 3 {
            ask_to_persist();
        }
    });
}

#[derive(Properties)]
struct WithSavingProps {
    begun: Rc<Begun>,
    route: Route,
}

impl PartialEq for WithSavingProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.begun, &other.begun) && self.route == other.route
    }
}

/// Follows what becomes of saving, and tells those who show it; a save under way is no reason to draw anything else.
#[component]
fn WithSaving(props: &WithSavingProps) -> Html {
    let (begun, route) = (&props.begun, &props.route);
    let state = use_state_eq(|| begun.state.clone());
    let kept = use_state_eq(|| Rc::clone(&begun.kept));
    let site = use_site();
    {
        let (state, kept, dispatch) = (state.setter(), kept.setter(), site.dispatch);
        let saver = begun.saver.clone();
        use_effect_with((), move |()| {
            saver.listen(Callback::from(move |event| match event {
                SaveEvent::State(now) => state.set(now),
                SaveEvent::Join(joining) => dispatch.dispatch(Action::Join(joining)),
                SaveEvent::Kept(now) => kept.set(Rc::new(now)),
            }));
        });
    }
    let saving = Saving { state: (*state).clone(), kept: (*kept).clone() };
    html! {
        <ContextProvider<Saving> context={saving}>
            <Frame route={route.clone()}>
                <Page route={route.clone()} />
            </Frame>
        </ContextProvider<Saving>>
    }
}

/// The rule books with the overlays of the host and of the saved work, and whether those could not be had. Whoever changes
/// the overlays (the user, another tab, a back-up), the rule books follow; answers are numbered anew in the same step.
#[hook]
fn use_overlays(begun: &Rc<Begun>, workspace: &UseReducerHandle<Workspace>) -> (Packs, bool) {
    let packs = use_state(|| begun.packs.clone());
    let without = use_state_eq(|| false);
    let turn = use_mut_ref(|| 0_u32);
    let wanted = use_memo(Rc::clone(&workspace.overlays), |own| begun.hosted.with(own));
    let wanted = Rc::clone(&*wanted);
    let follows = is_of(packs.overlays(), &wanted);
    {
        let (saver, dispatch) = (begun.saver.clone(), workspace.dispatcher());
        let (now, set, without) = ((*packs).clone(), packs.setter(), without.setter());
        let hosted = Rc::clone(&begun.hosted);
        use_effect_with((wanted, follows), move |(wanted, follows)| {
            *turn.borrow_mut() += 1;
            if *follows {
                return without.set(false);
            }
            let (mine, wanted, hosted) = (*turn.borrow(), Rc::clone(wanted), Rc::clone(&hosted));
            spawn_local(async move {
                let following = Following { packs: now.clone(), saver: saver.clone(), wanted, hosted, at_once: false };
                let found = follow(following).await;
                // Meanwhile others may be wanted.
                if *turn.borrow() != mine {
                    return;
                }
                without.set(found.is_none());
                if let Some(Followed { packs, step }) = found {
                    saver.follow(&step);
                    set.set(packs);
                    dispatch.dispatch(Action::Follow(step));
                }
            });
        });
    }
    ((*packs).clone(), *without)
}

/// Whether the rules are others than this browser had, and the visitor has not seen yet what that changes.
#[hook]
fn use_rules(begun: &Rc<Begun>, workspace: &UseReducerHandle<Workspace>, packs: &Packs) -> UseStateHandle<bool> {
    let changed = use_state_eq(|| false);
    // Nothing is assessed before something is answered.
    let begins = workspace.clients.iter().any(|client| !client.is_blank());
    {
        let (set, workspace) = (changed.setter(), workspace.clone());
        let rules = (packs.clone(), Rc::clone(&begun.hosted));
        let (saver, shelf) = (begun.saver.clone(), begun.shelf.clone());
        use_effect_with(begins, move |begins| {
            if *begins {
                let compare = async move |comparing| shelf.compare(comparing).await;
                let workspace = Rc::new((*workspace).clone());
                spawn_local(async move { set.set(watch(rules, workspace, saver, compare).await) });
            }
        });
    }
    changed
}

/// The language with its texts, the way to another one, and one that did not come.
struct Language {
    lang: Lang,
    texts: &'static Texts,
    set_lang: Callback<Lang>,
    lost_lang: Option<(Lang, &'static str)>,
}

/// Another language is shown as soon as its texts and words are here. That they did not come is said until they do, or
/// until the visitor goes on in the language at hand.
#[hook]
fn use_language(begun: &Rc<Begun>, packs: &Packs, route: &Route) -> Language {
    let shown = use_state(|| (begun.lang, begun.texts));
    let lost = use_state_eq(|| None);
    let set_lang = {
        let (shown, lost) = (shown.setter(), lost.setter());
        use_callback(packs.clone(), move |lang: Lang, packs| {
            let (packs, shown, lost) = (packs.clone(), shown.clone(), lost.clone());
            spawn_local(async move {
                lost.set(match packs.fetch_shared(lang).await {
                    Ok(shared) => {
                        lang::apply(lang);
                        shown.set((lang, shared.texts));
                        None
                    }
                    Err(Trouble::Network) => Some((lang, lang::boot(lang).language)),
                    Err(Trouble::Refused(_)) => Some((lang, lang::boot(lang).refused)),
                });
            });
        })
    };
    let forget = lost.setter();
    use_effect_with(route.clone(), move |_| forget.set(None));
    let (lang, texts) = *shown;
    Language { lang, texts, set_lang, lost_lang: *lost }
}

/// The place in the site that the address names.
#[hook]
fn use_route() -> Route {
    let route = use_state_eq(|| Route::parse(&browser::fragment()));
    let setter = route.setter();
    use_effect_with((), move |()| {
        let listener = browser::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| setter.set(Route::parse(&browser::fragment())))
        });
        move || drop(listener)
    });
    (*route).clone()
}

/// Ctrl+Z and Ctrl+Y outside text fields, which have an undo of their own.
#[hook]
fn use_undo_keys(dispatch: UseReducerDispatcher<Workspace>) {
    use_effect_with((), move |()| {
        let listener = browser::document().map(|document| {
            EventListener::new_with_options(
                &document,
                "keydown",
                gloo::events::EventListenerOptions::enable_prevent_default(),
                move |event| {
                    let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
                    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || browser::is_typing(event) {
                        return;
                    }
                    let action = match event.key().to_ascii_lowercase().as_str() {
                        "z" if event.shift_key() => Action::Redo,
                        "z" => Action::Undo,
                        "y" => Action::Redo,
                        _ => return,
                    };
                    event.prevent_default();
                    dispatch.dispatch(action);
                },
            )
        });
        move || drop(listener)
    });
}

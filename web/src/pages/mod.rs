//! The pages, and the frame around them.

mod assess;
mod calendar;
mod changes;
mod clauses;
mod clients;
mod collect;
mod drafts;
mod effects;
mod evidence;
mod file_names;
mod frame;
mod handed;
mod header;
mod home;
mod host;
mod import;
mod in_words;
mod known;
mod later;
mod nav;
mod notices;
mod open;
mod organisation;
mod overlaid;
mod package;
mod plan;
mod result;
mod settings;
mod take;
mod update;
mod way;

pub(crate) use frame::Frame;

use crate::browser;
use crate::changes::compare;
use crate::engine::{Book, Trouble};
use crate::lang::boot;
use crate::lazy::Desk;
use crate::outdated;
use crate::parts::{heading, retry};
use crate::route::Route;
use crate::site::{Site, use_site};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use ziping_regime::compiled::PackError;

#[derive(Properties, PartialEq)]
pub(crate) struct PageProps {
    pub(crate) route: Route,
}

/// The page of a place. Those that it takes to answer questions stand here, the others in [`DeskPage`].
#[component]
pub(crate) fn Page(props: &PageProps) -> Html {
    match &props.route {
        Route::Home => html! { <home::Home /> },
        Route::Organisation => html! { <organisation::Organisation /> },
        Route::Assess { regime, section } => {
            let section = section.clone().map(AttrValue::from);
            html! { <WithBook regime={regime.clone()} show={Callback::from(move |book: Book| {
                let section = section.clone();
                html! { <assess::Assess {book} {section} /> }
            })} /> }
        }
        // The key tells it from the page by sections, so that each visit begins with the first question.
        Route::Ask { regime } => html! {
            <WithBook
                regime={regime.clone()}
                show={Callback::from(|book: Book| html! { <assess::Assess key="ask" {book} walk={assess::walk()} /> })}
            />
        },
        Route::Unknown => html! { <Lost /> },
        later => html! { <later::Later route={later.clone()} /> },
    }
}

/// What is brought when first wanted: all other pages.
pub(crate) fn desk() -> Desk {
    Desk { page: |route| html! { <DeskPage {route} /> }, compare: |comparing| Box::pin(compare(comparing)) }
}

/// The page of any other place. Only [`desk`] may lead here.
#[component]
fn DeskPage(props: &PageProps) -> Html {
    match &props.route {
        Route::Result { regime } => html! {
            <WithBook
                regime={regime.clone()}
                whole=true
                show={Callback::from(|book: Book| html! { <result::ResultPage {book} /> })}
            />
        },
        Route::Way { regime } => html! {
            <WithBook
                regime={regime.clone()}
                show={Callback::from(|book: Book| html! { <way::TaskList {book} /> })}
            />
        },
        Route::Check { regime } => html! {
            <WithBook
                regime={regime.clone()}
                show={Callback::from(|book: Book| html! { <way::Check {book} /> })}
            />
        },
        Route::Plan { regime } => html! { <plan::Plan regime={regime.clone()} /> },
        Route::Deadlines => html! { <calendar::Deadlines /> },
        Route::Calendar { regime: None } => html! { <calendar::AllDates /> },
        Route::Calendar { regime: Some(regime) } => html! {
            <WithBook
                regime={regime.clone()}
                whole=true
                show={Callback::from(|book: Book| html! { <calendar::Calendar {book} /> })}
            />
        },
        Route::Clauses { regime, clause } => {
            let clause = clause.clone().map(AttrValue::from);
            html! { <WithBook regime={regime.clone()} whole=true show={Callback::from(move |book: Book| {
                let clause = clause.clone();
                html! { <clauses::Clauses {book} {clause} /> }
            })} /> }
        }
        Route::Package { regime } => html! {
            <WithBook
                regime={regime.clone()}
                whole=true
                show={Callback::from(|book: Book| html! { <package::Package {book} /> })}
            />
        },
        Route::Clients => html! { <clients::Clients /> },
        Route::Compare { from, to } => {
            html! { <clients::compare::Compare from={from.clone()} to={to.clone()} /> }
        }
        Route::Open => html! { <open::Open /> },
        Route::Collect { clients } => html! { <collect::Collect clients={clients.clone()} /> },
        Route::Take => html! { <take::TakeIn /> },
        Route::Evidence => html! { <evidence::Evidence /> },
        Route::Import => html! { <import::Import /> },
        Route::Settings => html! { <settings::Settings /> },
        Route::Drafts => html! { <drafts::Drafts /> },
        Route::Changes => html! { <changes::ChangesPage /> },
        Route::Host => html! { <host::MakeHost /> },
        _ => Html::default(),
    }
}

/// What stands at an address that leads nowhere. A page like the others: it has a title, and its heading the focus.
#[component]
fn Lost() -> Html {
    let site = use_site();
    use_arrival(site.t.unknown_title(), "unknown".to_owned());
    html! {
        <main class="page" id="main" tabindex="-1">
            { heading(site.t.unknown_title()) }
            <p>{ site.t.unknown_text() }</p>
            <p><a href={Route::Home.href()}>{ site.t.unknown_home() }</a></p>
        </main>
    }
}

#[derive(Properties, PartialEq)]
struct WithBookProps {
    regime: AttrValue,
    show: Callback<Book, Html>,
    /// With the words of its clauses, steps, documents and duties.
    #[prop_or_default]
    whole: bool,
}

/// What became of a rule book's words.
#[derive(Clone, PartialEq)]
enum Fetched {
    Waiting,
    Here(Book),
    Missing,
    Not(Trouble),
}

/// Shows a page once its rule book is here. In a change of language the old words stay until the new ones come.
#[component]
fn WithBook(props: &WithBookProps) -> Html {
    let site = use_site();
    let whole = props.whole;
    let at_once =
        if whole { site.packs.whole_book(&props.regime, site.lang) } else { site.packs.book(&props.regime, site.lang) };
    let fetched = use_state(|| at_once.clone().map_or(Fetched::Waiting, Fetched::Here));
    let tries = use_state(|| 0);
    // The words at hand are in another language: those wanted did not come.
    let stale = use_state_eq(|| false);
    let is_mine = |book: &Book| book.rules().id == *props.regime && Rc::ptr_eq(book.library(), site.library());
    {
        let shown = matches!(&*fetched, Fetched::Here(book) if is_mine(book));
        let (packs, fetched, stale) = (site.packs.clone(), fetched.setter(), stale.setter());
        use_effect_with((props.regime.clone(), site.lang, packs.clone(), *tries), move |(regime, lang, _, _)| {
            let (regime, lang) = (regime.clone(), *lang);
            spawn_local(async move {
                let book =
                    if whole { packs.fetch_whole(&regime, lang).await } else { packs.fetch_book(&regime, lang).await };
                // Where the words of another language do not come, those that are here stay.
                let stays = book.is_err() && shown;
                stale.set(stays);
                if stays {
                    return;
                }
                fetched.set(match book {
                    Ok(Some(book)) => Fetched::Here(book),
                    Ok(None) => Fetched::Missing,
                    Err(trouble) => Fetched::Not(trouble),
                });
            });
        });
    }
    let t = site.t;
    let again = {
        let (fetched, tries, stale) = (fetched.setter(), tries.clone(), *stale);
        Callback::from(move |_: MouseEvent| {
            if !stale {
                fetched.set(Fetched::Waiting);
            }
            tries.set(*tries + 1);
        })
    };
    let title = match (&at_once, &*fetched) {
        (Some(_), _) => None,
        (None, Fetched::Here(book)) if is_mine(book) => None,
        (None, Fetched::Waiting | Fetched::Here(_)) => Some(t.loading_title()),
        (None, Fetched::Missing) => Some(t.unknown_title()),
        (None, Fetched::Not(_)) => Some(t.loading_failed()),
    };
    use_title(title, &site);
    let title = title.unwrap_or_default();
    let message = |text: &'static str| {
        html! { <main class="page" id="main">{ heading(title) }<p>{ text }</p></main> }
    };
    match (at_once, &*fetched) {
        (Some(book), _) => with_words(&site, props.show.emit(book.clone()), &book, None),
        // Words of another language may do for a moment; other rules, those without an overlay, never.
        (None, Fetched::Here(book)) if is_mine(book) => {
            with_words(&site, props.show.emit(book.clone()), book, stale.then_some(again))
        }
        (None, Fetched::Waiting | Fetched::Here(_)) => message(t.loading_text()),
        (None, Fetched::Missing) => message(t.unknown_rulebook()),
        (None, Fetched::Not(Trouble::Network)) => {
            let said = retry(outdated::said(t, t.loading_network()), t.loading_again(), again);
            html! { <main class="page" id="main">{ heading(title) }{ said }</main> }
        }
        (None, Fetched::Not(Trouble::Refused(PackError::OtherBuild | PackError::Damaged))) => {
            message(boot(site.lang).refused)
        }
    }
}

/// A page whose words are those of its rule book, the shared ones among them; above it, where they are in another language
/// than the page, the way to try again.
fn with_words(site: &Site, page: Html, book: &Book, again: Option<Callback<MouseEvent>>) -> Html {
    let t = site.t;
    let said = again
        .map(|again| html! { <div class="notice bad">{ retry(outdated::said(t, t.loading_words()), t.loading_again(), again) }</div> });
    let site = Site { words: Rc::clone(book.words()), ..site.clone() };
    // One list, whether something is said or not: so the page stays the same one.
    html! { <>{ said.unwrap_or_default() }<ContextProvider<Site> context={site}>{ page }</ContextProvider<Site>></> }
}

/// Calls the document what is shown, also while that is on its way. `None`: what is drawn within says it.
#[hook]
fn use_title(title: Option<&str>, site: &Site) {
    let title = title.map(|title| format!("{title} · {}", site.t.site_name()));
    use_effect_with(title, |title| title.iter().for_each(|title| browser::set_title(title)));
}

/// Says where the visitor is: the document's title, and the focus on the page's heading after a navigation.
#[hook]
fn use_arrival(title: &str, place: String) {
    let site = use_site();
    use_title(Some(title), &site);
    let first = use_mut_ref(|| true);
    use_effect_with(place, move |_| {
        // On the first page the browser has put the focus where it belongs.
        if first.replace(false) && !browser::has_arrived() {
            return;
        }
        browser::to_top();
        browser::focus(crate::parts::HEADING);
    });
}

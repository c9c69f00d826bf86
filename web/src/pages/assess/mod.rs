//! The working page: where I am and how far; the questions; what it means now.

mod ahead;
mod as_of;
mod breach;
mod decided;
mod derived;
mod finder;
mod mark;
mod question;
mod result;
mod scope;
mod section;
mod side;
mod walk;

pub(crate) use ahead::place_of;
pub(crate) use breach::breaches;
pub(crate) use mark::{cap, effect, finding, mark};
pub(crate) use question::Plain;
pub(crate) use result::{inconsistent, verdict};
pub(crate) use scope::scope;

use super::home::remember_place;
use super::use_arrival;
use crate::browser;
use crate::engine::{Book, View};
use crate::parts::use_clause;
use crate::route::Route;
use crate::site::use_site;
use crate::state::Workspace;
use crate::texts::fill;
use yew::prelude::*;
use ziping_assess::asking;
use ziping_rules::fact::FactIx;

#[derive(Properties, PartialEq)]
pub(crate) struct AssessProps {
    pub(crate) book: Book,
    /// The id of the section; the first one where none is named.
    #[prop_or_default]
    pub(crate) section: Option<AttrValue>,
    /// Asks only what still matters, whichever section it is in; drawn by [`walk()`].
    #[prop_or_default]
    pub(crate) walk: Option<Callback<walk::WalkProps, Html>>,
}

/// What draws one question at a time. The page itself does not know it, so that it can come later.
pub(crate) fn walk() -> Callback<walk::WalkProps, Html> {
    Callback::from(|props| html! { <walk::Walk ..props /> })
}

#[component]
pub(crate) fn Assess(props: &AssessProps) -> Html {
    let site = use_site();
    let book = &props.book;
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let client = workspace.client();
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let view =
        use_memo((book.clone(), client.sheet.clone(), as_of), |(book, sheet, as_of)| View::of(book, sheet, *as_of));
    let (open_clause, clause) = use_clause(book);
    let ask = use_ask(book);
    let asking = use_memo((book.clone(), client.sheet.clone(), view.clone()), |(book, sheet, view)| {
        asking(book.library(), book.rules(), sheet, view.assessment(), view.next())
    });
    let trail = use_state_eq(|| walk::Trail::begin(&asking.order));
    {
        // Another organisation has its own first question.
        let (trail, asking) = (trail.setter(), asking.clone());
        use_effect_with(client.id.clone(), move |_| trail.set(walk::Trail::begin(&asking.order)));
    }
    let sections = &book.rules().sections;
    let asked = trail.at_hand().filter(|_| props.walk.is_some()).and_then(|fact| book.section_of(fact));
    let wanted = asked.map(|section| section.id.as_str()).or(props.section.as_deref());
    let section = sections.iter().find(|section| Some(section.id.as_str()) == wanted).or_else(|| sections.first());
    let regime = book.rules().id.clone();
    let (title, href) = if props.walk.is_some() {
        (site.t.walk_title(), Route::Ask { regime }.href())
    } else {
        let title = section.map_or("", |section| book.words().title("section", &section.id));
        (title, Route::Assess { regime, section: section.map(|section| section.id.clone()) }.href())
    };
    use_effect_with(href.clone(), |href| remember_place(href));
    use_arrival(&fill(site.t.assess_title(), &[("section", title), ("regime", book.title())]), href);
    let Some(section) = section else { return Html::default() };
    // At the end of the questions one is in no section.
    let in_section = props.walk.is_none() || asked.is_some();
    // Once nothing open can change the result there is nothing left to ask.
    let open = if asking.order.is_empty() { 0 } else { asking.at_most.len() };
    let here = if in_section { AttrValue::from(section.id.clone()) } else { AttrValue::default() };
    html! {
        <div class="room">
            <side::Side book={book.clone()} sheet={client.sheet.clone()} {as_of} section={here} walk={props.walk.is_some()} {open} />
            <main id="main" tabindex="-1">
                if let Some(walk) = &props.walk {
                    { walk.emit(walk::WalkProps {
                        book: book.clone(),
                        view: (*view).clone(),
                        asking: asking.clone(),
                        sheet: client.sheet.clone(),
                        records: client.records.clone(),
                        drafts: client.drafts.clone(),
                        unsure: client.unsure.clone(),
                        as_of,
                        trail,
                        on_clause: open_clause.clone(),
                    }) }
                } else {
                    <section::SectionView
                        book={book.clone()}
                        section={section.id.clone()}
                        view={(*view).clone()}
                        sheet={client.sheet.clone()}
                        drafts={client.drafts.clone()}
                        unsure={client.unsure.clone()}
                        {as_of}
                        on_clause={&open_clause}
                    />
                }
            </main>
            <result::ResultPanel
                whose={client.id.clone()}
                book={book.clone()}
                view={(*view).clone()}
                walk={props.walk.is_some()}
                on_clause={open_clause}
                on_ask={ask}
            />
            { clause }
        </div>
    }
}

/// Goes to the question of a fact, in whichever section it is asked.
#[hook]
pub(crate) fn use_ask(book: &Book) -> Callback<FactIx> {
    use_callback(book.clone(), |fact: FactIx, book| {
        let section = book.section_of(fact).map(|section| section.id.clone());
        let href = Route::Assess { regime: book.rules().id.clone(), section }.href();
        browser::go(&href);
        // The section is drawn before the next frame.
        gloo::timers::callback::Timeout::new(60, move || browser::show(&question::id_of(fact))).forget();
    })
}

//! The application package: what it holds, what is missing, how and where it is handed in, and its making.

mod attached;
mod choice;
mod copy;
mod doubts;
mod export;
mod forms;
mod level;
mod lost;
mod many;
mod missing;
mod placeholders;
mod procedure;
mod proofs;
mod stage;
mod template;
mod unreadable;

pub(super) use level::level;
pub(super) use many::{Many, in_for, packages};
pub(super) use missing::missing;
pub(crate) use procedure::{actor, duration, inference, only};
pub(super) use unreadable::unreadable;

use super::assess::{inconsistent, use_ask};
use super::use_arrival;
use crate::browser;
use crate::engine::{Book, View, headline};
use crate::parts::{heading, host, ladder};
use crate::route::Route;
use crate::site::use_site;
use crate::state::Workspace;
use crate::texts::fill;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct PackageProps {
    pub(crate) book: Book,
}

#[component]
pub(crate) fn Package(props: &PackageProps) -> Html {
    let site = use_site();
    let t = site.t;
    let (book, rules) = (&props.book, props.book.rules());
    let title = fill(t.package_title(), &[("regime", book.title())]);
    use_arrival(&title, format!("package/{}", rules.id));
    let choice = use_state(choice::Choice::default);
    let ask = use_ask(book);
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let client = workspace.client();
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let view =
        use_memo((book.clone(), client.sheet.clone(), as_of), |(book, sheet, as_of)| View::of(book, sheet, *as_of));
    let assessment = view.assessment();
    let outcomes = &rules.grade.outcomes;
    html! {
        <main class="page package" id="main" tabindex="-1">
            { heading(&title) }
            <p class="lead">{ t.package_lead() }</p>
            // What is missing comes first and may be long; nothing of it needs to be there.
            <p class="acts"><button type="button" onclick={|_: MouseEvent| browser::reveal(export::HERE)}>{ t.package_down() }{ " ↓" }</button></p>
            <section class="sheet">
                <h2>{ headline(book, assessment.grade, t) }</h2>
                { ladder(outcomes, assessment.grade, assessment.uncapped, t) }
                <p><a href={Route::Assess { regime: rules.id.clone(), section: None }.href()}>{ t.package_back() }</a></p>
            </section>
            { missing(&site, book, &view, &client, choice.procedure(book), as_of) }
            { inconsistent(&site, book, &view, Some(&client.sheet), &ask) }
            <export::Export book={book.clone()} client={client.clone()} view={view.clone()} {as_of} choice={choice.clone()} />
            { host(&site) }
            { proofs::proofs(book, &client.sheet, t) }
            { procedure::procedure(book, &view, &client.sheet, &choice, t) }
        </main>
    }
}

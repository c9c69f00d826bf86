//! The dates: the procedure step by step, and once there is a certificate, what follows from it.

mod all;
mod dates;
mod download;
mod procedure;

pub(crate) use all::AllDates;
pub(crate) use dates::dates;

use super::assess::Plain;
use super::use_arrival;
use crate::browser;
use crate::fields::use_site;
use crate::kit::Book;
use crate::parts::{heading, use_clause};
use crate::state::Workspace;
use crate::texts::fill;
use yew::prelude::*;
use ziping_core::assess::duties;
use ziping_core::fact::FactIx;
use ziping_core::regime::DutyFrom;

#[derive(Properties, PartialEq)]
pub(crate) struct CalendarProps {
    pub(crate) book: Book,
}

/// The facts that dates count from: the certificate, then the events, each once.
fn sources(book: &Book) -> Vec<FactIx> {
    let rules = book.rules();
    let mut facts: Vec<FactIx> =
        book.library().catalogue.find(&format!("certificate.{}", rules.id)).into_iter().collect();
    for duty in &rules.duties {
        if let DutyFrom::Event(fact) = duty.from
            && !facts.contains(&fact)
        {
            facts.push(fact);
        }
    }
    facts
}

#[component]
pub(crate) fn Calendar(props: &CalendarProps) -> Html {
    let site = use_site();
    let t = site.t;
    let book = &props.book;
    let title = fill(t.calendar_title(), &[("regime", book.title())]);
    use_arrival(&title, format!("calendar/{}", book.rules().id));
    let (open_clause, clause) = use_clause(book);
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let client = workspace.client();
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let found = duties(book.library(), book.rules(), &client.sheet, as_of);
    html! {
        <main class="page calendar" id="main" tabindex="-1">
            { heading(&title) }
            <p class="lead">{ t.calendar_lead() }</p>
            <section class="sheet" aria-labelledby="certificate">
                <h2 id="certificate">{ t.calendar_certificate() }</h2>
                <p class="intro">{ t.calendar_certificate_text() }</p>
                for fact in sources(book) {
                    <Plain
                        key={fact.index()}
                        {fact}
                        value={client.sheet.get(fact).cloned()}
                        drafts={client.drafts.clone()}
                        {as_of}
                    />
                }
            </section>
            <section class="sheet" aria-labelledby="dates">
                <h2 id="dates">{ t.calendar_dates() }</h2>
                { dates(book, &found, as_of, &open_clause, t) }
                <download::Download book={book.clone()} client={client.clone()} {as_of} />
            </section>
            <procedure::Procedure book={book.clone()} {as_of} on_clause={&open_clause} />
            { clause }
        </main>
    }
}

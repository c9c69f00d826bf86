//! The facts that every rule book shares, asked once.

use super::assess::{Plain, breaches};
use super::use_arrival;
use crate::browser;
use crate::engine::Book;
use crate::parts::heading;
use crate::route::Route;
use crate::site::{Site, use_site};
use crate::state::{Action, Workspace};
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_assess::inconsistencies;
use ziping_rules::fact::FactIx;

/// The shared facts by their section, in the order of the content.
fn sections(site: &Site) -> Vec<(String, Vec<FactIx>)> {
    let mut sections: Vec<(String, Vec<FactIx>)> = Vec::new();
    for (ix, fact) in site.library().catalogue.iter() {
        let Some(section) = &fact.section else { continue };
        match sections.iter_mut().find(|(known, _)| known == section) {
            Some((_, facts)) => facts.push(ix),
            None => sections.push((section.clone(), vec![ix])),
        }
    }
    sections
}

/// What a fact is used for: the rule books that ask it, each with its clause, or for its forms only.
fn uses(site: &Site, books: &[Book], fact: FactIx) -> Html {
    let used = books.iter().filter_map(|book| {
        let regime = book.rules().id.clone();
        let section = Some(book.section_of(fact)?.id.clone());
        let clause = book.item_of(fact).and_then(|item| book.backing(item)).map(|backing| backing.clause());
        Some(html! {
            <li key={regime.clone()}>
                <a href={Route::Assess { regime: regime.clone(), section }.href()}>{ site.words.title("card", &regime) }</a>
                { " " }
                <small>{ clause.unwrap_or(site.t.organisation_used_form()) }</small>
            </li>
        })
    });
    let used: Vec<Html> = used.collect();
    if used.is_empty() {
        return Html::default();
    }
    html! {
        <details>
            <summary>{ fill(site.t.organisation_uses(), &[("n", &used.len().to_string())]) }</summary>
            <ul class="uses">{ for used }</ul>
        </details>
    }
}

#[component]
pub(crate) fn Organisation() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.organisation_title(), "organisation".to_owned());
    let workspace = use_context::<UseReducerHandle<Workspace>>();
    let rename = use_callback(site.clone(), |event: InputEvent, site| {
        let name = event.target_unchecked_into::<web_sys::HtmlInputElement>().value();
        site.dispatch.dispatch(Action::Rename(name));
    });
    let asked = use_memo(site.clone(), |site| {
        let book = |rules| Book::new(Rc::clone(site.library()), Rc::clone(rules), Rc::clone(&site.words), site.lang);
        let books: Vec<Book> = site.packs.regimes().iter().map(book).collect();
        let with_uses = |(section, facts): (String, Vec<FactIx>)| {
            let facts: Vec<(FactIx, Html)> = facts.into_iter().map(|fact| (fact, uses(site, &books, fact))).collect();
            (section, facts)
        };
        let asked = sections(site).into_iter().map(with_uses).collect::<Vec<_>>();
        (asked, books.into_iter().next())
    });
    let (asked, any_book) = &*asked;
    let Some(workspace) = workspace else { return Html::default() };
    let client = workspace.client();
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let found = inconsistencies(site.library(), &[], &client.sheet, as_of);
    // Shared facts are spoken of in the same way whatever the rule book.
    let speaker = any_book.as_ref().map(Book::speaker);
    let is_asked = |fact: FactIx| asked.iter().any(|(_, facts)| facts.iter().any(|(known, _)| *known == fact));
    let breaches = |fact: FactIx| {
        let about = |speaker| breaches(speaker, &found, fact, &client.sheet, is_asked);
        speaker.as_ref().map(about).unwrap_or_default()
    };
    let title = |section: &str| match section {
        "org" => t.organisation_org(),
        "people" => t.organisation_people(),
        "finance" => t.organisation_finance(),
        "record" => t.organisation_record(),
        "contact" => t.organisation_contact(),
        "event" => t.organisation_event(),
        _ => t.organisation_other(),
    };
    html! {
        <main class="page organisation" id="main" tabindex="-1">
            { heading(t.organisation_title()) }
            <p class="lead">{ t.organisation_lead() }</p>
            <p class="rename">
                <label for="client-name">{ t.organisation_name() }</label>
                <input id="client-name" type="text" autocomplete="off" maxlength="200" value={client.name.clone()} oninput={rename} />
            </p>
            for (section, facts) in asked.iter() {
                <section key={section.clone()}>
                    <h2>{ title(section) }</h2>
                    <div class="sheet">
                        for (fact, uses) in facts {
                            <Plain
                                key={fact.index()}
                                fact={*fact}
                                value={client.sheet.typed(*fact).cloned()}
                                drafts={client.drafts.clone()}
                                unsure={client.unsure.note(*fact)}
                                {as_of}
                                breaches={breaches(*fact)}
                                uses={uses.clone()}
                            />
                        }
                    </div>
                </section>
            }
            <nav class="onward" aria-label={t.organisation_onward()}>
                <a class="button" href={Route::Plan { regime: None }.href()}>{ t.joint_link() }</a>
                <a class="button primary" href={Route::Home.href()}>{ t.organisation_onward() }{ " →" }</a>
            </nav>
        </main>
    }
}

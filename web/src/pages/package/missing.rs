//! What the procedure still needs: answers, by the place where they are asked, and papers; the package says 〔待填〕 there.

use crate::engine::{Book, View};
use crate::pages::assess::place_of;
use crate::route::Route;
use crate::site::Site;
use crate::state::Client;
use crate::texts::fill;
use yew::prelude::*;
use ziping_assess::{Lack, Lacking, missing as needed};
use ziping_base::calendar::Day;

/// A place where answers are missing: its title, its address, and what is missing there.
type Place<'m> = (String, String, Vec<&'m Lacking>);

pub(in crate::pages) fn missing(
    site: &Site,
    book: &Book,
    view: &View,
    client: &Client,
    procedure: &str,
    as_of: Day,
) -> Html {
    let t = site.t;
    let found = view.assessment();
    let needed = needed(book.library(), book.rules(), procedure, &client.sheet, &client.records, found, as_of);
    let mut places: Vec<Place<'_>> = Vec::new();
    for lacking in &needed.answers {
        let (title, href) = place_of(site, book, lacking.fact);
        match places.iter_mut().find(|(_, known, _)| *known == href) {
            Some((.., facts)) => facts.push(lacking),
            None => places.push((title, href, vec![lacking])),
        }
    }
    let errors = view.inconsistencies().iter().filter(|found| found.is_error()).count();
    let (answers, papers) = (needed.answers.len(), needed.papers.len());
    html! {
        <section class="sheet" aria-labelledby="missing">
            <h2 id="missing">{ t.missing_title() }</h2>
            if errors > 0 {
                <p class="error">{ fill(t.missing_errors(), &[("n", &errors.to_string())]) }</p>
            }
            if answers == 0 {
                <p>{ t.missing_none() }</p>
            } else {
                <p>{ fill(t.missing_some(), &[("n", &answers.to_string())]) }</p>
                <ul class="list">
                    for (title, href, lacking) in places {
                        <li key={href.clone()}>
                            <a {href}>{ title }</a>
                            { t.list_colon() }
                            <small>{ lacking.into_iter().map(|lacking| say(lacking, client, site)).collect::<Vec<_>>().join(t.list_comma()) }</small>
                        </li>
                    }
                </ul>
            }
            if papers > 0 {
                <p>
                    <a href={Route::Evidence.href()}>{ fill(t.missing_papers(), &[("n", &papers.to_string())]) }</a>
                    { t.list_colon() }
                    <small>{ needed.papers.iter().map(|need| book.words().title("evidence", need.paper)).collect::<Vec<_>>().join(t.list_comma()) }</small>
                </p>
            }
        </section>
    }
}

/// What is missing, with what of it where that is not all, and the note where it is not known yet.
fn say(lacking: &Lacking, client: &Client, site: &Site) -> String {
    let t = site.t;
    let title = site.words.title("fact", site.id_of(lacking.fact));
    let part = match &lacking.lack {
        Lack::Answer => match client.unsure.notes.get(&lacking.fact) {
            None => return title.to_owned(),
            Some(note) if note.trim().is_empty() => t.unsure_noted().to_owned(),
            Some(note) => fill(t.unsure_said(), &[("note", note.trim())]),
        },
        Lack::Years(years) => {
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            fill(t.missing_years(), &[("years", &years.join(t.list_comma()))])
        }
        Lack::Cells(rows) => fill(t.missing_cells(), &[("n", &rows.to_string())]),
        Lack::Exact => t.missing_exact().to_owned(),
        Lack::Day => t.missing_day().to_owned(),
    };
    fill(t.missing_part(), &[("title", title), ("part", &part)])
}

//! What comes after the questions: what the application still needs, one thing after the other, and the package.

use crate::engine::{Book, View};
use crate::parts::{Tone, chip};
use crate::route::Route;
use crate::site::Site;
use crate::texts::fill;
use yew::prelude::*;
use ziping_assess::proof::{Need, Records, is_missing, needs};
use ziping_assess::{Missing, missing};
use ziping_base::calendar::Day;
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::Truth;

/// The place where a fact is asked: a section of the rule book, or else the organisation's page. Its title and address.
pub(crate) fn place_of(site: &Site, book: &Book, fact: FactIx) -> (String, String) {
    match book.section_of(fact) {
        Some(section) => {
            let route = Route::Assess { regime: book.rules().id.clone(), section: Some(section.id.clone()) };
            (book.words().title("section", &section.id).to_owned(), route.href())
        }
        None => (site.t.organisation_title().to_owned(), Route::Organisation.href()),
    }
}

/// What a first application still needs.
fn needed<'b>(book: &'b Book, view: &View, sheet: &Sheet, records: &Records, as_of: Day) -> Missing<'b> {
    let (library, rules) = (book.library(), book.rules());
    missing(library, rules, rules.first_procedure(), sheet, records, view.assessment(), as_of)
}

/// A thing to do: what, how it stands, where.
struct Task {
    title: &'static str,
    done: bool,
    left: String,
    go: String,
    href: String,
}

pub(super) fn ahead(site: &Site, book: &Book, view: &View, sheet: &Sheet, records: &Records, as_of: Day) -> Html {
    let t = site.t;
    let needed = needed(book, view, sheet, records, as_of);
    let regime = book.rules().id.clone();
    let first = needed.answers.first().map(|lacking| place_of(site, book, lacking.fact));
    let (section, href) = first.unwrap_or_default();
    // A document that names no papers still wants its conditions proved: then what is suggested counts.
    let wanted = needs([book.rules()]);
    let (papers, papers_left) = if wanted.iter().any(Need::asked) {
        (needed.papers.len(), t.ahead_papers_left())
    } else {
        let suggested = wanted.iter().filter(|need| is_missing(book.library(), sheet, records, need)).count();
        (suggested, t.ahead_papers_suggested())
    };
    // Papers may be made ready for the day on which one may apply; that they are no use before is said first.
    let barred = (view.assessment().eligible == Truth::False).then(|| Task {
        title: t.ahead_eligible(),
        done: false,
        left: t.ahead_eligible_left().to_owned(),
        go: t.ahead_go_eligible().to_owned(),
        href: Route::Result { regime: regime.clone() }.href(),
    });
    let tasks = [
        Task {
            title: t.ahead_answers(),
            done: needed.answers.is_empty(),
            left: fill(t.ahead_answers_left(), &[("n", &needed.answers.len().to_string()), ("section", &section)]),
            go: fill(t.ahead_go_answers(), &[("section", &section)]),
            href,
        },
        Task {
            title: t.ahead_papers(),
            done: papers == 0,
            left: fill(papers_left, &[("n", &papers.to_string())]),
            go: t.ahead_go_papers().to_owned(),
            href: Route::Evidence.href(),
        },
        Task {
            title: t.ahead_package(),
            done: false,
            left: t.ahead_package_text().to_owned(),
            go: t.ahead_go_package().to_owned(),
            href: Route::Package { regime }.href(),
        },
    ];
    let tasks: Vec<Task> = barred.into_iter().chain(tasks).collect();
    let now = tasks.iter().position(|task| !task.done).unwrap_or(0);
    html! {
        <section class="sheet ahead" aria-labelledby="ahead">
            <h2 id="ahead">{ t.ahead_title() }</h2>
            <ol class="tasks">
                for (place, task) in tasks.iter().enumerate() {
                    <li key={task.title} class={(place == now).then_some("now")}>
                        <span>
                            <b>{ task.title }</b>
                            if !task.done {
                                <br /><small>{ &task.left }</small>
                            }
                        </span>
                        if task.done {
                            { chip(Tone::Good, t.ahead_done()) }
                        } else {
                            <a class={classes!("button", (place == now).then_some("primary"))} href={task.href.clone()}>{ &task.go }</a>
                        }
                    </li>
                }
            </ol>
        </section>
    }
}

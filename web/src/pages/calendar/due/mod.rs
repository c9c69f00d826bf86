//! What is to be done by when for all organisations: one list, and the same as one calendar file.

mod lines;

use super::dates::kind_of;
use super::download::Download;
use crate::browser;
use crate::engine::{Book, Trouble};
use crate::job::{Ask, DueClient, DueOrder};
use crate::outdated;
use crate::pages::clients::{Sieve, short, shown, sieves};
use crate::pages::use_arrival;
use crate::pages::way::due;
use crate::parts::{Tone, chip, heading, retry};
use crate::route::Route;
use crate::site::{Site, use_site};
use crate::state::{Action, Client, Workspace};
use crate::texts::fill;
use lines::{Line, Lines, Over};
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use ziping_assess::DueTask;
use ziping_base::calendar::Day;
use ziping_regime::RuleBook;
use ziping_rules::fact::write_answers;

/// How many days ahead are listed, as one may choose; the last: all of them.
const WINDOWS: [Option<i32>; 4] = [Some(30), Some(90), Some(365), None];

/// What became of the words of all rule books.
#[derive(Clone, PartialEq)]
enum Fetched {
    Waiting,
    Here(Rc<Vec<Book>>),
    Not,
}

/// All rule books with all their words; and how to try again.
#[hook]
fn use_books(site: &Site) -> (UseStateHandle<Fetched>, Callback<MouseEvent>) {
    let fetched = use_state(|| Fetched::Waiting);
    let tries = use_state(|| 0);
    let setter = fetched.setter();
    use_effect_with((site.packs.clone(), site.lang, *tries), move |(packs, lang, _)| {
        let (packs, lang) = (packs.clone(), *lang);
        spawn_local(async move {
            let mut books = Vec::new();
            for rules in packs.regimes() {
                match packs.fetch_whole(&rules.id, lang).await {
                    Ok(book) => books.extend(book),
                    Err(Trouble::Network | Trouble::Refused(_)) => return setter.set(Fetched::Not),
                }
            }
            setter.set(Fetched::Here(Rc::new(books)));
        });
    });
    let again = {
        let fetched = fetched.setter();
        Callback::from(move |_: MouseEvent| {
            fetched.set(Fetched::Waiting);
            tries.set(*tries + 1);
        })
    };
    (fetched, again)
}

/// An organisation with its name and what is to be done for it.
type Of = (Rc<Client>, String, Rc<[Line]>);

#[component]
pub(crate) fn Deadlines() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.due_title(), "deadlines".to_owned());
    let (fetched, again) = use_books(&site);
    let known = use_mut_ref(Lines::default);
    let sieve = use_state_eq(Sieve::default);
    let window = use_state_eq(|| WINDOWS.get(1).copied().flatten());
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let today = browser::today();
    let active: Vec<Rc<Client>> = workspace.clients.iter().filter(|client| !client.archived).map(Rc::clone).collect();
    let (passing, sift) = (sieve.standing(&active), sieve.setter());
    let chosen: Vec<Rc<Client>> = active.iter().filter(|client| passing.takes(client)).map(Rc::clone).collect();
    let list = match &*fetched {
        Fetched::Waiting => html! { <p role="status">{ t.loading_text() }</p> },
        Fetched::Not => retry(outdated::said(t, t.loading_network()), t.loading_again(), again),
        Fetched::Here(books) => {
            let mut known = known.borrow_mut();
            let all: Vec<Of> = chosen
                .iter()
                .map(|client| {
                    let lines = known.of(books, client, client.as_of.unwrap_or(today), t);
                    (Rc::clone(client), shown(&site, client), lines)
                })
                .collect();
            list(&site, books, &all, *window, today)
        }
    };
    html! {
        <main class="page calendar deadlines" id="main" tabindex="-1">
            { heading(t.due_title()) }
            <p class="lead">{ t.due_lead() }</p>
            <div class="controls">
                { windows(&site, &window) }
                { sieves(&site, &active, &passing, &Callback::from(move |next| sift.set(next))) }
            </div>
            <section class="sheet" aria-labelledby="due-file">
                <h2 id="due-file">{ t.due_file() }</h2>
                <Download order={order(&site, chosen, today)} hint={t.due_hint()} none={t.due_none()} />
            </section>
            { list }
            <p class="acts"><a class="button" href={Route::Clients.href()}>{ t.desk_title() }</a></p>
        </main>
    }
}

fn windows(site: &Site, window: &UseStateHandle<Option<i32>>) -> Html {
    let t = site.t;
    let onchange = {
        let window = window.setter();
        Callback::from(move |event: Event| {
            let days = event.target_unchecked_into::<HtmlSelectElement>().value();
            window.set(days.parse().ok());
        })
    };
    let option = |days: &Option<i32>| {
        let code = days.map_or_else(|| "all".to_owned(), |days| days.to_string());
        let name = days.map_or_else(|| t.due_all().to_owned(), |days| fill(t.due_days(), &[("n", &days.to_string())]));
        html! { <option key={code.clone()} value={code} selected={*days == **window}>{ name }</option> }
    };
    html! {
        <p>
            <label for="window">{ t.due_window() }</label>
            <select id="window" {onchange}>{ for WINDOWS.iter().map(option) }</select>
        </p>
    }
}

/// The calendar file of these organisations, when it is to be made.
fn order(site: &Site, clients: Vec<Rc<Client>>, today: Day) -> Callback<(), Ask> {
    let site = site.clone();
    Callback::from(move |()| due_order(&site, &clients, today))
}

/// What makes the calendar file of these organisations: those that have nothing to date are left out.
pub(crate) fn due_order(site: &Site, clients: &[Rc<Client>], today: Day) -> Ask {
    let catalogue = &site.library().catalogue;
    let one = |client: &Rc<Client>| {
        let organisation = client.shown_name(catalogue).to_owned();
        DueClient {
            answers: write_answers(&organisation, &client.sheet, catalogue),
            organisation,
            as_of: client.as_of.unwrap_or(today),
            hand_in: client.hand_in.iter().map(|(regime, day)| (regime.clone(), *day)).collect(),
            tasks: tasks_of(site, client, client.as_of.unwrap_or(today)),
        }
    };
    Ask::Deadlines(Box::new(DueOrder {
        name: fill(site.t.due_name(), &[("day", &today.to_string())]),
        regimes: site.packs.regimes().iter().map(|rules| rules.id.clone()).collect(),
        clients: clients.iter().filter(|client| !client.is_blank()).map(one).collect(),
        host: site.hosted.text(),
    }))
}

/// The tasks of an organisation, by the id of the rule book.
fn tasks_of(site: &Site, client: &Client, as_of: Day) -> Vec<(String, Vec<DueTask>)> {
    let one = |rules: &Rc<RuleBook>| {
        let tasks = due(site.library(), rules, client, as_of);
        (!tasks.is_empty()).then(|| (rules.id.clone(), tasks))
    };
    site.packs.regimes().iter().filter_map(one).collect()
}

/// The list, month by month.
fn list(site: &Site, books: &[Book], all: &[Of], window: Option<i32>, today: Day) -> Html {
    let t = site.t;
    let last = window.map(|days| today.plus_days(days));
    let mut lines: Vec<(&Of, &Line)> = all.iter().flat_map(|of| of.2.iter().map(move |line| (of, line))).collect();
    let every = lines.len();
    lines.retain(|(_, line)| last.is_none_or(|last| line.day <= last));
    // Of one day in the order of the organisations.
    lines.sort_by_key(|(_, line)| line.day);
    let organisations: BTreeSet<&str> = lines.iter().map(|((client, ..), _)| client.id.as_str()).collect();
    let [n, whole, clients] = [lines.len(), every, organisations.len()].map(|count| count.to_string());
    let counts = [("n", n.as_str()), ("all", whole.as_str()), ("clients", clients.as_str())];
    let month = |day: Day| (day.year(), day.month());
    html! {
        <>
            <p class="count" role="status">{ if every == 0 { t.due_none().to_owned() } else { fill(t.due_count(), &counts) } }</p>
            for of_month in lines.chunk_by(|(_, a), (_, b)| month(a.day) == month(b.day)) {
                { section(site, books, of_month, today) }
            }
        </>
    }
}

fn section(site: &Site, books: &[Book], lines: &[(&Of, &Line)], today: Day) -> Html {
    let Some((_, first)) = lines.first() else { return Html::default() };
    let month = format!("{}-{:02}", first.day.year(), first.day.month());
    let id = format!("due-{month}");
    html! {
        <section class="sheet" key={month.clone()} aria-labelledby={id.clone()}>
            <h2 {id}>{ fill(site.t.due_month(), &[("month", &month), ("n", &lines.len().to_string())]) }</h2>
            <ol class="dates">
                for (place, (of, line)) in lines.iter().enumerate() {
                    { one(site, books, of, line, today, place) }
                }
            </ol>
        </section>
    }
}

fn one(site: &Site, books: &[Book], (client, name, _): &Of, line: &Line, today: Day, key: usize) -> Html {
    let t = site.t;
    let Some(book) = books.get(line.book) else { return Html::default() };
    let regime = book.rules().id.clone();
    let onclick = {
        let (dispatch, id) = (site.dispatch.clone(), client.id.clone());
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Show { id: id.clone() }))
    };
    let away = line.day.number() - today.number();
    html! {
        <li {key}>
            <p class="day">
                <time datetime={line.day.to_string()}>{ line.day.to_string() }</time>
                <small>{ kind_of(&book.library().calendar, line.day, t) }</small>
            </p>
            <div>
                <p>
                    <a href={Route::Calendar { regime: Some(regime.clone()) }.href()} {onclick}>{ name }</a>
                    { " " }<span class="tag">{ short(site, &regime) }</span>
                </p>
                <p><b>{ &line.title }</b></p>
                <p class="marks">
                    if let Some(over) = line.over {
                        { match over {
                            Over::Task => chip(Tone::Bad, t.way_late()),
                            Over::Safe => chip(Tone::Bad, t.dates_only_arguable()),
                            Over::Missed => chip(Tone::Bad, t.dates_past()),
                            Over::Open => chip(Tone::Open, t.dates_open()),
                        } }
                    } else if away >= 0 {
                        { chip(if away <= 14 { Tone::Open } else { Tone::Quiet }, &fill(t.dates_away(), &[("n", &away.to_string())])) }
                    }
                    if line.provisional {
                        { " " }{ chip(Tone::Arguable, t.dates_provisional()) }
                    }
                </p>
            </div>
        </li>
    }
}

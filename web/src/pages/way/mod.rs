//! The way to hand-in of one application: what is to be done, one task after the other, how far each is, and the next step.

mod answers;
mod assign;
mod check;
mod mark;
mod task;

pub(crate) use check::Check;
pub(super) use mark::fingerprint;

use super::use_arrival;
use crate::browser;
use crate::engine::{Book, View, grade_range};
use crate::parts::heading;
use crate::route::Route;
use crate::site::{Site, use_site};
use crate::state::{Client, Workspace};
use crate::texts::fill;
use mark::seen;
use task::task;
pub(super) use task::title;
use yew::prelude::*;
use ziping_assess::{
    Applied, Assessment, Assignments, Beyond, DueTask, Task, TaskState, applied, assess, due_tasks, tasks,
};
use ziping_base::calendar::Day;
use ziping_regime::{Library, RuleBook};

#[derive(Properties, PartialEq)]
pub(crate) struct WayProps {
    pub(crate) book: Book,
}

/// What a first application takes.
fn tasks_of(library: &Library, rules: &RuleBook, found: &Assessment, client: &Client, as_of: Day) -> Vec<Task> {
    let known = (&*client.sheet, &*client.records);
    tasks(library, rules, rules.first_procedure(), known, found, as_of, seen(library, rules, client))
}

/// The same with who does what and by when.
fn due_of(library: &Library, rules: &RuleBook, tasks: &[Task], client: &Client) -> Vec<DueTask> {
    let nobody = Assignments::new();
    let assigned = client.way.get(&rules.id).map_or(&nobody, |way| &way.assigned);
    due_tasks(&library.calendar, tasks, assigned, client.hand_in_of(rules, rules.first_procedure()))
}

/// Who does what and by when; none where nobody is named and nobody has said when to hand in.
pub(super) fn due(library: &Library, rules: &RuleBook, client: &Client, as_of: Day) -> Vec<DueTask> {
    let named = client.way.get(&rules.id).is_some_and(|way| !way.assigned.is_empty());
    if !named && client.hand_in_of(rules, rules.first_procedure()).is_none() {
        return Vec::new();
    }
    let found = assess(library, rules, &client.sheet, as_of);
    due_of(library, rules, &tasks_of(library, rules, &found, client, as_of), client)
}

#[component]
pub(crate) fn TaskList(props: &WayProps) -> Html {
    let site = use_site();
    let t = site.t;
    let (book, rules) = (&props.book, props.book.rules());
    let title = fill(t.way_title(), &[("regime", book.title())]);
    use_arrival(&title, format!("way/{}", rules.id));
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let client = workspace.client();
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let view = View::of(book, &client.sheet, as_of);
    let tasks = tasks_of(book.library(), rules, view.assessment(), &client, as_of);
    let due = due_of(book.library(), rules, &tasks, &client);
    let now = tasks.iter().position(|task| task.state != TaskState::Done);
    let done = tasks.iter().filter(|task| task.state == TaskState::Done).count();
    html! {
        <main class="page way" id="main" tabindex="-1">
            { heading(&title) }
            <p class="lead">{ level_line(book, &view, &client, &site) }</p>
            { hand_in(book, &client, as_of, &site) }
            <section class="sheet" aria-labelledby="tasks">
                <h2 id="tasks">{ fill(t.way_done(), &[("n", &done.to_string()), ("of", &tasks.len().to_string())]) }</h2>
                <p class="hint">{ t.way_plan() }</p>
                <ol class="tasks">
                    for (place, (one, due)) in tasks.iter().zip(&due).enumerate() {
                        { task(&site, book, &view, &client, (one, due), now == Some(place)) }
                    }
                </ol>
                if now.is_none() {
                    <p class="notice">{ t.way_all_done() }</p>
                }
                <p class="acts">
                    <a class="button" href={Route::Plan { regime: Some(rules.id.clone()) }.href()}>{ t.joint_link() }</a>
                    <a class="button" href={Route::Collect { clients: String::new() }.href()}>{ t.way_collect() }</a>
                    <a class="button" href={Route::Take.href()}>{ t.way_take() }</a>
                </p>
            </section>
        </main>
    }
}

/// The level applied for beside the predicted one.
fn level_line(book: &Book, view: &View, client: &Client, site: &Site) -> Html {
    let (t, rules, grade) = (site.t, book.rules(), view.assessment().grade);
    let predicted = grade_range(&rules.grade.outcomes, grade, t);
    let applied = applied(rules, &client.sheet, grade);
    let said = match applied {
        Applied::Stated(place) => {
            let id = rules.grade.outcomes.get(usize::from(place)).map_or("", String::as_str);
            fill(t.way_level(), &[("applied", book.words().title("outcome", id)), ("predicted", &predicted)])
        }
        Applied::Predicted(_) => fill(t.way_no_level(), &[("predicted", &predicted)]),
        Applied::NotAsked => fill(t.way_predicted(), &[("predicted", &predicted)]),
    };
    let warning = match applied.beyond(grade) {
        Some(Beyond::Above) => Some((crate::parts::Tone::Bad, t.way_above())),
        Some(Beyond::Open) => Some((crate::parts::Tone::Open, t.way_open())),
        None => None,
    };
    html! {
        <>
            { said }
            if let Some((tone, word)) = warning {
                { " " }{ crate::parts::chip(tone, word) }
            }
        </>
    }
}

/// The day on which it means to hand in.
fn hand_in(book: &Book, client: &Client, as_of: Day, site: &Site) -> Html {
    let (t, rules) = (site.t, book.rules());
    let regime = rules.id.clone();
    let said = client.hand_in_of(rules, rules.first_procedure()).map_or_else(
        || t.way_no_day().to_owned(),
        |day| {
            let left = (day.number() - as_of.number()).to_string();
            let text = if day < as_of { t.way_day_past() } else { t.way_day() };
            fill(text, &[("day", &day.to_string()), ("n", &left)])
        },
    );
    html! { <p>{ said }{ " " }<a href={Route::Calendar { regime: Some(regime) }.href()}>{ t.way_set_day() }</a></p> }
}

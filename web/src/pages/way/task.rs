//! One task: what it is, what its next step is, how far it is, and the way to it.

use super::assign::assign;
use crate::engine::{Book, View, grade_label};
use crate::pages::assess::place_of;
use crate::parts::{Tone, chip};
use crate::route::Route;
use crate::site::Site;
use crate::state::Client;
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::{DueTask, Task, TaskKind, TaskState};
use ziping_rules::rule::Truth;

pub(in crate::pages) fn title(kind: TaskKind, t: &Texts) -> &'static str {
    match kind {
        TaskKind::Organisation => t.way_organisation(),
        TaskKind::Eligibility => t.way_eligibility(),
        TaskKind::Grade => t.way_grade(),
        TaskKind::Caps => t.way_caps(),
        TaskKind::Form => t.way_form(),
        TaskKind::Papers => t.way_papers(),
        TaskKind::Check => t.way_check(),
        TaskKind::Package => t.way_package(),
    }
}

/// Where it is done.
fn place(site: &Site, book: &Book, task: &Task) -> (Option<String>, String) {
    let regime = book.rules().id.clone();
    match task.kind {
        TaskKind::Papers => (None, Route::Evidence.href()),
        TaskKind::Check => (None, Route::Check { regime }.href()),
        TaskKind::Package => (None, Route::Package { regime }.href()),
        TaskKind::Organisation => (None, Route::Organisation.href()),
        TaskKind::Eligibility | TaskKind::Grade | TaskKind::Caps | TaskKind::Form => match task.first {
            Some(fact) => {
                let (title, href) = place_of(site, book, fact);
                (Some(title), href)
            }
            None => (None, Route::Assess { regime, section: None }.href()),
        },
    }
}

/// How it stands, in a word: where it is done, what came of it.
fn word(book: &Book, view: &View, client: &Client, task: &Task, t: &'static Texts) -> (Tone, String) {
    let found = view.assessment();
    match (task.state, task.kind) {
        (TaskState::NotBegun, _) => (Tone::Quiet, t.way_not_begun().to_owned()),
        (TaskState::UnderWay, _) => {
            (Tone::Open, fill(t.way_under_way(), &[("n", &task.left.to_string()), ("of", &task.of.to_string())]))
        }
        (TaskState::Done, TaskKind::Eligibility) => match found.eligible {
            Truth::True => (Tone::Good, t.way_eligible().to_owned()),
            Truth::False => (Tone::Bad, t.way_not_eligible().to_owned()),
            Truth::Unknown => (Tone::Arguable, t.way_eligible_open().to_owned()),
        },
        (TaskState::Done, TaskKind::Caps) => match found.caps.iter().find(|cap| cap.binds) {
            Some(cap) => {
                let id = book.rules().grade.outcomes.get(usize::from(cap.limit)).map_or("", String::as_str);
                (Tone::Bad, fill(t.way_capped(), &[("grade", &grade_label(id, t))]))
            }
            None => (Tone::Good, t.way_task_done().to_owned()),
        },
        (TaskState::Done, TaskKind::Check | TaskKind::Package) => {
            let way = client.way.get(&book.rules().id);
            let mark =
                way.and_then(
                    |way| if task.kind == TaskKind::Check { way.checked.as_ref() } else { way.packaged.as_ref() },
                );
            let day = mark.map(|mark| mark.day.to_string()).unwrap_or_default();
            (Tone::Good, fill(t.way_done_on(), &[("day", &day)]))
        }
        (TaskState::Done, _) => (Tone::Good, t.way_task_done().to_owned()),
    }
}

/// `now`: it is the next one.
pub(super) fn task(
    site: &Site,
    book: &Book,
    view: &View,
    client: &Client,
    (task, due): (&Task, &DueTask),
    now: bool,
) -> Html {
    let t = site.t;
    let (section, href) = place(site, book, task);
    let (tone, word) = word(book, view, client, task, t);
    let name = title(task.kind, t);
    let next = match (task.state, &section) {
        (TaskState::Done, _) => None,
        (_, Some(section)) => Some(fill(t.way_next_in(), &[("section", section), ("n", &task.left.to_string())])),
        (_, None) => match task.kind {
            TaskKind::Papers => Some(fill(t.way_next_papers(), &[("n", &task.left.to_string())])),
            TaskKind::Check => Some(t.way_next_check().to_owned()),
            TaskKind::Package => Some(t.way_next_package().to_owned()),
            _ => Some(fill(t.way_next_answers(), &[("n", &task.left.to_string())])),
        },
    };
    html! {
        <li key={name} class={now.then_some("now")} aria-current={now.then_some("step")}>
            <span>
                if now {
                    <b>{ name }</b>
                } else {
                    <a href={href.clone()}>{ name }</a>
                }
                if let Some(next) = next {
                    <br /><small>{ next }</small>
                }
            </span>
            <span class="stand">
                { chip(tone, &word) }
                if now {
                    <a class="button primary" {href}>{ fill(t.way_go(), &[("task", name)]) }</a>
                }
            </span>
            { assign(site, book, client, due, name) }
        </li>
    }
}

//! Everything that has a day, in the order of the days: what the calendar file holds, and nothing else.

use super::dates::{kind_of, one};
use crate::engine::{Book, grade_range};
use crate::pages::way;
use crate::parts::{Tone, chip, clause_chip};
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::{Dated, DueTask, Matter, Place, Scheduled};
use ziping_base::calendar::Day;

pub(super) fn agenda(
    book: &Book,
    days: &[Dated<'_>],
    as_of: Day,
    on_clause: &Callback<AttrValue>,
    t: &'static Texts,
) -> Html {
    if days.is_empty() {
        return html! { <p>{ t.dates_none() }</p> };
    }
    html! {
        <ol class="dates">
            for (place, dated) in days.iter().enumerate() {
                <li key={place} class={is_past(dated, as_of).then_some("past")}>
                    { match &dated.matter {
                        Matter::Duty(date) => one(book, date, as_of, on_clause, t),
                        Matter::Free(..) | Matter::Met(_) | Matter::Grade(_) | Matter::Step(_) | Matter::Task(_) => {
                            other(book, dated, as_of, on_clause, t)
                        }
                    } }
                </li>
            }
        </ol>
    }
}

/// A date is over only when nobody can argue for it any more.
pub(super) fn is_past(dated: &Dated<'_>, as_of: Day) -> bool {
    match dated.matter {
        Matter::Duty(date) => date.arguable < as_of,
        Matter::Free(..) | Matter::Met(_) | Matter::Grade(_) | Matter::Step(_) | Matter::Task(_) => dated.day < as_of,
    }
}

fn other(book: &Book, dated: &Dated<'_>, as_of: Day, on_clause: &Callback<AttrValue>, t: &'static Texts) -> Html {
    let rules = book.rules();
    let (title, text, clause, provisional) = match dated.matter {
        Matter::Free(place, arguable) => {
            let Some(cap) = rules.caps.get(place) else { return Html::default() };
            let free = if cap.lowers > 0 { t.agenda_free_lowers() } else { t.agenda_free() };
            let title = fill(free, &[("title", book.words().title("cap", &cap.id))]);
            let text = (arguable != dated.day).then(|| fill(t.agenda_free_text(), &[("day", &arguable.to_string())]));
            (title, text, Some(cap.backing.clause()), false)
        }
        Matter::Met(met) => {
            let Some(condition) = rules.conditions.get(met.place) else { return Html::default() };
            let title = fill(t.agenda_met(), &[("title", book.words().title("condition", &condition.id))]);
            let wider = || fill(t.agenda_met_wider(), &[("day", &met.arguable.to_string())]);
            let wider = if met.arguable == met.safe { String::new() } else { wider() };
            let text = fill(t.agenda_met_text(), &[("wider", &wider)]);
            (title, Some(text), Some(condition.backing.clause()), false)
        }
        Matter::Grade(range) => {
            let grade = grade_range(&rules.grade.outcomes, range, t);
            (fill(t.agenda_grade(), &[("grade", &grade)]), Some(t.agenda_grade_text().to_owned()), None, false)
        }
        Matter::Step(scheduled) => {
            let (title, text) = step(book, &scheduled, t);
            (title, text, Some(scheduled.step.backing.clause()), scheduled.provisional)
        }
        Matter::Task(task) => (task_title(task, t), Some(t.agenda_task_text().to_owned()), None, task.provisional),
        Matter::Duty(_) => return Html::default(),
    };
    let away = dated.day.number() - as_of.number();
    html! {
        <>
            <p class="day">
                <time datetime={dated.day.to_string()}>{ dated.day.to_string() }</time>
                <small>{ kind_of(&book.library().calendar, dated.day, t) }</small>
            </p>
            <div>
                <p>
                    <b>{ title }</b>
                    if let Some(clause) = clause {
                        { " " }{ clause_chip(clause, on_clause, t) }
                    }
                </p>
                if let Some(text) = text {
                    <p><small>{ text }</small></p>
                }
                <p class="marks">
                    if away < 0 {
                        { chip(Tone::Quiet, t.dates_past()) }
                    } else {
                        { chip(Tone::Quiet, &fill(t.dates_away(), &[("n", &away.to_string())])) }
                    }
                    if provisional {
                        { " " }{ chip(Tone::Arguable, t.dates_provisional()) }
                    }
                </p>
            </div>
        </>
    }
}

/// A task that is to be done, with who does it.
pub(super) fn task_title(task: &DueTask, t: &'static Texts) -> String {
    let said = fill(t.agenda_task(), &[("task", way::title(task.kind, t))]);
    match task.owner.trim() {
        "" => said,
        owner => fill(t.agenda_task_of(), &[("task", &said), ("owner", owner)]),
    }
}

pub(super) fn step(book: &Book, scheduled: &Scheduled<'_>, t: &'static Texts) -> (String, Option<String>) {
    let name = book.words().title("step", &scheduled.step.id);
    let text = match scheduled.place {
        Place::Before { .. } => return (fill(t.agenda_before(), &[("step", name)]), None),
        Place::HandIn(_) => return (fill(t.agenda_hand_in(), &[("step", name)]), None),
        Place::After { from, .. } => fill(t.agenda_after_text(), &[("from", &from.to_string())]),
    };
    let title = if scheduled.certain { t.agenda_after() } else { t.agenda_after_earliest() };
    (fill(title, &[("step", name)]), Some(text))
}

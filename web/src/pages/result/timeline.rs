//! The grade over five years. The line is dragged, or moved with the keys, to any day: a slider of the browser's own
//! lies over the drawing.

use super::day::{Chosen, last};
use super::fraction::{length, place, years};
use crate::engine::{Book, View, grade_label, grade_range};
use crate::fields::DateEntry;
use crate::parts::check_box;
use crate::site::Site;
use crate::texts::fill;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use ziping_assess::HorizonStep;
use ziping_base::calendar::Day;
use ziping_rules::fact::FactIx;

/// The height of a rung, as in `styles/result.css`.
const RUNG: usize = 24;

pub(super) fn timeline(site: &Site, book: &Book, view: &View, as_of: Day, chosen: &Chosen) -> Html {
    let t = site.t;
    let outcomes = &book.rules().grade.outcomes;
    let strict = {
        let set = chosen.set_strict.clone();
        Callback::from(move |event: Event| set.emit(event.target_unchecked_into::<HtmlInputElement>().checked()))
    };
    let typed = {
        let set = chosen.set_day.clone();
        Callback::from(move |day: Option<Day>| set.emit(day.unwrap_or(as_of)))
    };
    html! {
        <section class="sheet timeline" aria-labelledby="timeline">
            <h2 id="timeline">{ t.timeline_title() }</h2>
            <p class="intro">{ t.timeline_lead() }</p>
            <div class="plot">
                <ol class="rungs" aria-hidden="true">
                    for id in outcomes.iter().rev() {
                        <li key={id.clone()}>{ grade_label(id, t) }</li>
                    }
                </ol>
                <div class="chart">
                    { drawing(view, outcomes.len(), as_of) }
                    { slider(book, view, as_of, chosen, site) }
                </div>
            </div>
            <div class="controls">
                <label for="day">{ t.timeline_day() }</label>
                <DateEntry id="day" value={chosen.day} on_value={typed} />
                { check_box("strict".to_owned(), t.timeline_strict(), chosen.strict, strict) }
            </div>
            <p class="hint">{ if chosen.strict { t.timeline_strict_on() } else { t.timeline_strict_off() } }</p>
            <ol class="stops">
                for step in view.horizon() {
                    <li key={step.from.number()}>{ stop(site, book, view, step, chosen) }</li>
                }
            </ol>
        </section>
    }
}

/// What the slider says of a day.
fn spoken(book: &Book, view: &View, chosen: &Chosen, site: &Site) -> String {
    let t = site.t;
    let grade = grade_range(&book.rules().grade.outcomes, view.assessment().grade, t);
    let mut said = fill(t.timeline_value(), &[("day", &chosen.day.to_string()), ("grade", &grade)]);
    if let Some(step) = view.step().filter(|step| !step.assumes.is_empty()) {
        said.push_str(&fill(t.timeline_assuming(), &[("facts", &titles(site, &step.assumes))]));
    }
    said
}

fn slider(book: &Book, view: &View, as_of: Day, chosen: &Chosen, site: &Site) -> Html {
    let days = last(as_of).number() - as_of.number();
    let set = chosen.set_day.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        let ahead = event.target_unchecked_into::<HtmlInputElement>().value().parse().unwrap_or(0);
        set.emit(as_of.plus_days(ahead));
    });
    html! {
        <input
            type="range"
            id="horizon"
            min="0"
            max={days.to_string()}
            step="1"
            value={(chosen.day.number() - as_of.number()).to_string()}
            aria-label={site.t.timeline_slider()}
            aria-valuetext={spoken(book, view, chosen, site)}
            {oninput}
        />
    }
}

/// The steps of the horizon: what is certain solid, a range hatched.
fn drawing(view: &View, rungs: usize, as_of: Day) -> Html {
    let steps = view.horizon();
    let ends = steps.iter().skip(1).map(|step| step.from).chain([last(as_of)]);
    let step = |(step, end): (&HorizonStep, Day)| {
        let (worst, best) = (usize::from(step.range.worst), usize::from(step.range.best));
        let top = rungs.saturating_sub(best + 1) * RUNG + 3;
        let height = (best - worst + 1) * RUNG - 6;
        html! {
            <rect
                key={step.from.number()}
                class={if step.range.is_decided() { "certain" } else { "possible" }}
                x={place(as_of, step.from)}
                width={length(as_of, step.from, end)}
                y={top.to_string()}
                height={height.to_string()}
                rx="2"
            />
        }
    };
    let foot = rungs * RUNG;
    html! {
        <svg width="100%" height={(foot + RUNG).to_string()} aria-hidden="true">
            <defs>
                <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="wash" width="7" height="7" />
                    <rect class="stripe" width="2.5" height="7" />
                </pattern>
            </defs>
            for rung in 0..=rungs {
                <line key={rung} class="rule" x2="100%" y1={(rung * RUNG).to_string()} y2={(rung * RUNG).to_string()} />
            }
            for day in years(as_of) {
                <g key={day.year()}>
                    <line class="year" x1={place(as_of, day)} x2={place(as_of, day)} y2={foot.to_string()} />
                    <text x={place(as_of, day)} y={(foot + 17).to_string()} text-anchor="middle">{ day.year() }</text>
                </g>
            }
            { for steps.iter().zip(ends).map(step) }
        </svg>
    }
}

/// A day on which something changes; pressing it goes there.
fn stop(site: &Site, book: &Book, view: &View, step: &HorizonStep, chosen: &Chosen) -> Html {
    let t = site.t;
    let from = step.from;
    let grade = grade_range(&book.rules().grade.outcomes, step.range, t);
    let here = view.step().is_some_and(|at| at.from == from);
    let changed: Vec<String> = step.changed.iter().map(|id| book.title_of(id)).collect();
    html! {
        <>
            <button type="button" aria-pressed={here.to_string()} onclick={chosen.set_day.reform(move |_: MouseEvent| from)}>
                { fill(t.horizon_from(), &[("day", &from.to_string()), ("grade", &grade)]) }
            </button>
            if !changed.is_empty() {
                <small>{ fill(t.timeline_changed(), &[("items", &changed.join(t.list_comma()))]) }</small>
            }
            if !step.assumes.is_empty() {
                <small>{ fill(t.horizon_assumes(), &[("facts", &titles(site, &step.assumes))]) }</small>
            }
        </>
    }
}

/// The titles of facts, in one line.
pub(super) fn titles(site: &Site, facts: &[FactIx]) -> String {
    let titles: Vec<&str> = facts.iter().map(|fact| site.words.title("fact", site.id_of(*fact))).collect();
    titles.join(site.t.list_comma())
}

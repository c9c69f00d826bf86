//! What a file would change, line by line, with the side that is taken.

use super::kept;
use super::row::Row;
use crate::collect::{Differs, Line, Take};
use crate::fields::segments;
use crate::site::Site;
use crate::texts::fill;
use yew::prelude::*;
use ziping_base::diag::Said;

/// The kinds in the order in which they are told: what somebody has to decide comes first.
const KINDS: [Differs; 4] = [Differs::Conflict, Differs::Removed, Differs::Newer, Differs::Filled];

pub(super) fn lines(site: &Site, place: usize, row: &Row) -> Html {
    let t = site.t;
    let Some(view) = &row.compared else { return html! { <p role="status">{ t.take_waits() }</p> } };
    let said = [("same", &*view.same.to_string()), ("kept", &view.kept.to_string())];
    let all = |take: Take| Callback::from(move |_: MouseEvent| kept::choose(place, None, take));
    html! {
        <>
            if view.lines.is_empty() {
                <p>{ t.take_nothing() }</p>
            } else {
                <p class="acts">
                    <button type="button" id="take-all" onclick={all(Take::Theirs)}>{ t.take_all_theirs() }</button>
                    <button type="button" id="take-none" onclick={all(Take::Mine)}>{ t.take_all_mine() }</button>
                </p>
            }
            <p class="hint">{ fill(t.take_counted(), &said) }</p>
            for kind in KINDS {
                { of_kind(site, place, row, &view.lines, kind) }
            }
        </>
    }
}

fn of_kind(site: &Site, place: usize, row: &Row, lines: &[Line], kind: Differs) -> Html {
    let t = site.t;
    let of: Vec<(usize, &Line)> = lines.iter().enumerate().filter(|(_, line)| line.differs == kind).collect();
    if of.is_empty() {
        return Html::default();
    }
    let (heading, what) = match kind {
        Differs::Conflict => (t.take_conflict_title(), t.take_conflict_text()),
        Differs::Removed => (t.take_removed_title(), t.take_removed_text()),
        Differs::Newer => (t.take_newer_title(), t.take_newer_text()),
        Differs::Filled => (t.take_filled_title(), t.take_filled_text()),
    };
    html! {
        <section class="differs">
            <h3>{ heading }{ " " }<small>{ of.len().to_string() }</small></h3>
            <p class="hint">{ what }</p>
            <ul class="list">
                for (number, line) in of {
                    <li key={number}>{ one(site, place, number, line, row.takes.get(number).copied().unwrap_or(Take::Mine)) }</li>
                }
            </ul>
        </section>
    }
}

/// A line: what is asked, what stands on either side and where, and which of it is taken.
fn one(site: &Site, place: usize, number: usize, line: &Line, take: Take) -> Html {
    let (t, lang) = (site.t, site.lang);
    let said = |said: &Said| lang.pick(&said.zh, &said.en).to_owned();
    let value = |value: Option<&Said>| value.map_or_else(|| t.take_blank().to_owned(), said);
    let id = format!("take-{place}-{number}");
    let title = format!("{id}-title");
    let mut sides = vec![(Take::Mine, t.take_mine()), (Take::Theirs, t.take_theirs())];
    if line.before.is_some() {
        sides.push((Take::Before, t.take_before()));
    }
    let names: Vec<&str> = sides.iter().map(|(_, name)| *name).collect();
    let chosen = sides.iter().position(|(side, _)| *side == take);
    let takes: Vec<Take> = sides.iter().map(|(side, _)| *side).collect();
    let choose = Callback::from(move |side: usize| {
        if let Some(take) = takes.get(side) {
            kept::choose(place, Some(number), *take);
        }
    });
    html! {
        <div class="differing">
            <div>
                <b id={title.clone()}>{ said(&line.title) }</b>
                <dl>
                    <dt>{ t.take_mine() }</dt><dd>{ value(line.mine.as_ref()) }</dd>
                    <dt>{ t.take_theirs() }</dt>
                    <dd>
                        { value(line.theirs.as_ref()) }
                        if !line.spots.is_empty() {
                            { " " }<span class="tag">{ line.spots.join(t.list_comma()) }</span>
                        }
                    </dd>
                    if let Some(before) = &line.before {
                        <dt>{ t.take_before() }</dt><dd>{ said(before) }</dd>
                    }
                </dl>
                if let Some(doubt) = &line.doubt {
                    <p class="warning">{ said(doubt) }</p>
                }
            </div>
            { segments(&id, &title.into(), &names, chosen, &choose) }
        </div>
    }
}

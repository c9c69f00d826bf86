//! The ways up, a card for each better grade: what must change, by when, on what it rests, where there is room for
//! points; or why there is no way.

use super::timeline::titles;
use crate::app::Site;
use crate::kit::{Book, View};
use crate::parts::bar;
use crate::texts::fill;
use yew::prelude::*;
use ziping_core::assess::{Path, PathsTo, Target};
use ziping_core::fact::{FactIx, Range, format_fixed};
use ziping_core::rule::Change;

pub(super) fn paths(site: &Site, book: &Book, view: &View) -> Html {
    let t = site.t;
    html! {
        <section class="ways" aria-labelledby="ways">
            <h2 id="ways">{ t.paths_title() }</h2>
            if view.paths().is_empty() {
                <p>{ t.ways_top() }</p>
            }
            <ul class="cards">
                for (place, to) in view.paths().iter().enumerate() {
                    <li class="card" key={place}>{ card(to, site, book) }</li>
                }
            </ul>
        </section>
    }
}

fn card(to: &PathsTo, site: &Site, book: &Book) -> Html {
    let t = site.t;
    let name = match to.target {
        Target::Eligible => t.paths_eligible(),
        Target::Outcome(place) => book.speaker().outcome_title(place),
    };
    html! {
        <>
            <h3>{ name.to_owned() }</h3>
            if to.paths.is_empty() {
                { none(to, site, book) }
            }
            for (place, path) in to.paths.iter().enumerate() {
                <div class="way" key={place}>
                    if to.paths.len() > 1 {
                        <p class="tag">{ fill(t.ways_way(), &[("n", &(place + 1).to_string())]) }</p>
                    }
                    { way(path, site, book) }
                </div>
            }
            if to.more {
                <p><small>{ t.paths_more() }</small></p>
            }
        </>
    }
}

fn none(to: &PathsTo, site: &Site, book: &Book) -> Html {
    let t = site.t;
    let why: Vec<String> = to.why.iter().map(|id| book.title_of(id)).collect();
    html! {
        <p>{ if why.is_empty() { t.paths_none().to_owned() } else { fill(t.paths_blocked(), &[("why", &why.join(t.list_comma()))]) } }</p>
    }
}

fn way(path: &Path, site: &Site, book: &Book) -> Html {
    let t = site.t;
    let speaker = book.speaker();
    let rests_on = |change: &Change| change.target().0.is_some_and(|fact| path.rests_on.contains(&fact));
    html! {
        <>
            <ul class="changes">
                for (place, change) in path.changes.iter().enumerate() {
                    <li key={place}>
                        { speaker.change(change, rests_on(change)) }
                        if let Change::Points { rooms, .. } = change {
                            { room(rooms, site) }
                        }
                    </li>
                }
            </ul>
            <p><small>
                { fill(t.ways_on(), &[("day", &path.on.to_string())]) }
                if !path.rests_on.is_empty() {
                    { fill(t.ways_rests(), &[("facts", &titles(site, &path.rests_on))]) }
                }
            </small></p>
        </>
    }
}

/// The room of each element, and what the way takes of it.
fn room(rooms: &[(FactIx, i64, i64)], site: &Site) -> Html {
    let most = rooms.iter().map(|(_, room, _)| *room).max().unwrap_or(1);
    html! {
        <ul class="rooms">
            for (fact, room, gain) in rooms.iter().copied() {
                <li key={fact.index()}>
                    <span>{ site.words.title("fact", site.id_of(fact)) }</span>
                    { bar(Range { low: gain, high: room }, most) }
                    <span class="n">{ fill(site.t.ways_room(), &[("gain", &format_fixed(gain, 1)), ("room", &format_fixed(room, 1))]) }</span>
                </li>
            }
        </ul>
    }
}

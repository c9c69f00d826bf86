//! The ways up, a card for each better grade: what must change, by when, on what it rests, where there is room for
//! points; or why there is no way.

use super::timeline::titles;
use crate::engine::{Beside, Book, View, beside, said};
use crate::pages::plan;
use crate::parts::bar;
use crate::site::Site;
use crate::texts::fill;
use yew::prelude::*;
use ziping_assess::{Earliest, Path, PathsTo, Target, earliest};
use ziping_rules::fact::{FactIx, Range, format_fixed};
use ziping_rules::rule::Change;

pub(super) fn paths(site: &Site, book: &Book, view: &View) -> Html {
    let t = site.t;
    html! {
        <section class="ways" aria-labelledby="ways">
            <h2 id="ways">{ t.paths_title() }</h2>
            { plan::link(site, Some(&book.rules().id)) }
            if view.paths().is_empty() {
                <p>{ t.ways_top() }</p>
            }
            <ul class="cards">
                for (place, to) in view.paths().iter().enumerate() {
                    <li class="card" key={place}>{ card(to, place.checked_sub(1).and_then(|before| view.paths().get(before)), site, book, view) }</li>
                }
            </ul>
        </section>
    }
}

fn name_of(target: Target, site: &Site, book: &Book) -> String {
    match target {
        Target::Eligible => site.t.paths_eligible().to_owned(),
        Target::Outcome(place) => book.speaker().outcome_title(place).to_owned(),
    }
}

/// The ways to one target. A way that is nearly one told before (the first way, or the way to the target before) is told
/// by what is different.
fn card(to: &PathsTo, before: Option<&PathsTo>, site: &Site, book: &Book, view: &View) -> Html {
    let t = site.t;
    let speaker = book.speaker();
    let first = to.paths.first().map(|path| said(path, &speaker)).unwrap_or_default();
    let told = |place: usize, path: &Path| {
        let own = said(path, &speaker);
        if place > 0 {
            return beside(&first, &own)
                .map(|found| (fill(t.ways_like_first(), &[("n", &found.shared.to_string())]), found));
        }
        let before = before.filter(|before| !before.paths.is_empty())?;
        let found = beside(&said(before.paths.first()?, &speaker), &own)?;
        let (name, shared) = (name_of(before.target, site, book), found.shared.to_string());
        let intro = match (found.own.as_slice(), found.spared.as_slice()) {
            ([], []) => fill(t.ways_same(), &[("name", &name)]),
            // Part of that way: told in full.
            ([], _) => return None,
            _ => fill(t.ways_like_before(), &[("name", &name), ("n", &shared)]),
        };
        Some((intro, Beside { spared: Vec::new(), ..found }))
    };
    html! {
        <>
            <h3>{ name_of(to.target, site, book) }</h3>
            if to.paths.is_empty() {
                <p>{ view.no_way(to, t) }</p>
            }
            for (place, path) in to.paths.iter().enumerate() {
                <div class="way" key={place}>
                    if to.paths.len() > 1 {
                        <p class="tag">{ fill(t.ways_way(), &[("n", &(place + 1).to_string())]) }</p>
                    }
                    { way(path, told(place, path), site, book, view) }
                </div>
            }
            if to.more && !to.paths.is_empty() {
                <p><small>{ t.paths_more() }</small></p>
            }
        </>
    }
}

fn way(path: &Path, like: Option<(String, Beside)>, site: &Site, book: &Book, view: &View) -> Html {
    let t = site.t;
    let speaker = book.speaker();
    let is_told = |place: usize| like.as_ref().is_none_or(|(_, like)| like.own.contains(&place));
    let spared = like.as_ref().map(|(_, like)| like.spared.join(t.list_comma())).unwrap_or_default();
    html! {
        <>
            if let Some((intro, _)) = &like {
                <p>{ intro }</p>
            }
            <ul class="changes">
                for (place, (change, said)) in path.changes.iter().zip(said(path, &speaker)).enumerate().filter(|(place, _)| is_told(*place)) {
                    <li key={place}>
                        { said }
                        if let Change::Points { rooms, .. } = change {
                            { room(rooms, site) }
                        }
                    </li>
                }
            </ul>
            if !spared.is_empty() {
                <p><small>{ fill(t.ways_spared(), &[("changes", &spared)]) }</small></p>
            }
            <p><small>
                { reached(earliest(path, view.day()), site) }
                if like.is_none() && !path.rests_on.is_empty() {
                    { fill(t.ways_rests(), &[("facts", &titles(site, &path.rests_on))]) }
                }
                if !path.assumes.is_empty() {
                    { fill(t.ways_assumes(), &[("facts", &titles(site, &path.assumes))]) }
                }
            </small></p>
        </>
    }
}

/// When the way can be walked: effort has no day.
fn reached(earliest: Earliest, site: &Site) -> String {
    let t = site.t;
    match earliest {
        Earliest::Check => t.ways_check().to_owned(),
        Earliest::Effort => t.ways_effort().to_owned(),
        Earliest::On(day) => fill(t.ways_on(), &[("day", &day.to_string())]),
        Earliest::NotBefore(day) => fill(t.ways_not_before(), &[("day", &day.to_string())]),
        Earliest::NewYear { year, from } => {
            fill(t.ways_new_year(), &[("year", &year.to_string()), ("day", &from.to_string())])
        }
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

//! Many files: a line for each, and all that nobody has to decide anything about in one go.

use super::kept;
use super::kept::Shown;
use super::row::{Row, State, Target};
use super::whose::whose;
use crate::collect::{Differs, Line};
use crate::parts::{Tone, chip};
use crate::site::Site;
use crate::state::Client;
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;

pub(super) fn many(site: &Site, shown: &Shown, clients: &[Rc<Client>], on_show: &Callback<usize>, blank: bool) -> Html {
    let t = site.t;
    let is_new = |row: &Row| row.done.is_none() && row.target(clients, site.library()) == Some(Target::New);
    // Of several files of one organisation that is not here yet the first makes it; the others are compared with it then.
    let follows = |place: usize, row: &Row| {
        shown.rows.iter().take(place).any(|earlier| is_new(earlier) && earlier.is_of_same(row))
    };
    let is_clear =
        |place: usize, row: &Row| row.is_clear() || is_new(row) && row.problems() == 0 && !follows(place, row);
    let clear: Vec<usize> =
        (0..shown.rows.len()).filter(|place| shown.rows.get(*place).is_some_and(|row| is_clear(*place, row))).collect();
    let n = clear.len().to_string();
    let take_all = {
        let new: Vec<bool> = clear.iter().map(|place| shown.rows.get(*place).is_some_and(|row| is_new(row))).collect();
        Callback::from(move |_: MouseEvent| {
            let mut blank = blank;
            for (place, new) in clear.iter().zip(&new) {
                if *new {
                    kept::adopt(*place, blank);
                    blank = false;
                } else {
                    kept::take(*place);
                }
            }
        })
    };
    html! {
        <section aria-labelledby="taken-table">
            <h2 id="taken-table">{ fill(t.take_files(), &[("n", &shown.rows.len().to_string())]) }</h2>
            <p class="acts">
                <button type="button" class="primary" id="take-clear" disabled={n == "0"} onclick={take_all}>{ fill(t.take_clear_ones(), &[("n", &n)]) }</button>
            </p>
            <div class="scroll" role="region" aria-labelledby="taken-table" tabindex="0">
                <table class="clients-table taken">
                    <thead>
                        <tr>
                            <th scope="col">{ t.take_file() }</th>
                            <th scope="col">{ t.take_organisation() }</th>
                            <th scope="col">{ t.take_filled() }</th>
                            <th scope="col">{ t.take_newer() }</th>
                            <th scope="col">{ t.take_conflicts() }</th>
                            <th scope="col">{ t.take_problems() }</th>
                            <th scope="col">{ t.take_state() }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for (place, row) in shown.rows.iter().enumerate() {
                            { line(site, place, row, clients, on_show) }
                        }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

fn line(site: &Site, place: usize, row: &Row, clients: &[Rc<Client>], on_show: &Callback<usize>) -> Html {
    let t = site.t;
    let onclick = on_show.reform(move |_: MouseEvent| place);
    let number = |label: &'static str, count: Option<usize>| {
        html! { <td class="number" data-label={label}>{ count.map_or_else(|| "–".to_owned(), |count| count.to_string()) }</td> }
    };
    let of = |kind: Differs| row.compared.as_ref().map(|_| row.count(|line| line.differs == kind));
    let open = row.compared.as_ref().map(|_| row.count(Line::is_open));
    html! {
        <tr key={place}>
            <th scope="row"><button type="button" class="link" {onclick}>{ &row.file }</button></th>
            <td data-label={t.take_organisation()}>
                if row.found().is_some() {
                    { whose(site, place, row, clients, format!("whose-{place}")) }
                } else {
                    { "–" }
                }
            </td>
            { number(t.take_filled(), of(Differs::Filled)) }
            { number(t.take_newer(), of(Differs::Newer)) }
            { number(t.take_conflicts(), open) }
            { number(t.take_problems(), row.found().map(|_| row.problems())) }
            <td data-label={t.take_state()}>{ state(site, place, row, clients) }</td>
        </tr>
    }
}

/// How a file stands, in a word.
fn state(site: &Site, place: usize, row: &Row, clients: &[Rc<Client>]) -> Html {
    let t = site.t;
    let (tone, word) = match &row.state {
        State::Reading => (Tone::Quiet, t.take_waits()),
        State::Refused(_) | State::TooLarge | State::Unreadable => (Tone::Bad, t.take_refused()),
        State::Found(_) if row.done.is_some() => (Tone::Good, t.take_done()),
        State::Found(_) => match row.target(clients, site.library()) {
            None => (Tone::Open, t.take_nobody()),
            Some(Target::New) => (Tone::Quiet, t.take_new()),
            Some(Target::Client(_)) if row.compared.is_none() => (Tone::Quiet, t.take_waits()),
            Some(Target::Client(_))
                if row.count(Line::is_open) > 0 || row.problems() > 0 || row.has_loose_remarks() =>
            {
                (Tone::Open, t.take_to_decide())
            }
            Some(Target::Client(_)) if row.is_clear() => (Tone::Quiet, t.take_ready()),
            Some(Target::Client(_)) => (Tone::Good, t.take_same()),
        },
    };
    let label = format!("{}{}{}", t.take_undo(), t.list_colon(), row.file);
    html! {
        <>
            { chip(tone, word) }
            if row.can_undo(clients) {
                { " " }
                <button type="button" class="quiet" aria-label={label} onclick={Callback::from(move |_: MouseEvent| kept::undo(place))}>{ t.take_undo() }</button>
            }
        </>
    }
}

//! Many packages as a table that can be sorted by any column.

use super::view::View;
use crate::site::use_site;
use crate::texts::{Texts, fill};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct ManyProps {
    pub(super) rows: Vec<View>,
    pub(super) show: Callback<usize>,
    pub(super) shown: Option<usize>,
}

/// The columns: what they are called, and what of a package they show.
fn columns(t: &Texts) -> [(&'static str, &'static str); 15] {
    [
        (t.receive_file(), "file"),
        (t.receive_verdict(), "code"),
        (t.receive_eligible(), "eligible"),
        (t.receive_organisation(), "organisation"),
        (t.receive_code(), "org_code"),
        (t.receive_contact(), "contact"),
        (t.receive_regime(), "regime"),
        (t.receive_target(), "target"),
        (t.receive_points(), "points"),
        (t.receive_then(), "then"),
        (t.receive_now(), "now"),
        (t.receive_today(), "today"),
        (t.receive_overlays(), "overlays"),
        (t.receive_noted(), "noted"),
        (t.receive_repeats(), "repeats"),
    ]
}

/// What a row is sorted by: words by themselves, verdicts by their gravity.
fn key(view: &View, column: &str) -> String {
    if column == "code" {
        let order = ["changed", "refused", "unknown", "differs", "edited", "sound"];
        return order.iter().position(|code| *code == view.code()).unwrap_or_default().to_string();
    }
    view.text(column).to_owned()
}

#[component]
pub(super) fn Many(props: &ManyProps) -> Html {
    let site = use_site();
    let t = site.t;
    // The column, and whether it runs backwards; as the files came when there is none.
    let sorted = use_state(|| None::<(usize, bool)>);
    let heads = columns(t);
    let mut order: Vec<usize> = (0..props.rows.len()).collect();
    if let Some((column, backwards)) = *sorted
        && let Some((_, column)) = heads.get(column)
    {
        order.sort_by_cached_key(|place| props.rows.get(*place).map(|view| key(view, column)));
        if backwards {
            order.reverse();
        }
    }
    let head = |(column, (title, _)): (usize, &(&'static str, &'static str))| {
        let current = sorted.filter(|(sorted, _)| *sorted == column).map(|(_, backwards)| backwards);
        let (mark, sort) = match current {
            None => ("", "none"),
            Some(false) => (" ▲", "ascending"),
            Some(true) => (" ▼", "descending"),
        };
        let setter = sorted.setter();
        let onclick = Callback::from(move |_: MouseEvent| setter.set(Some((column, current == Some(false)))));
        html! {
            <th key={column} scope="col" aria-sort={sort}>
                <button type="button" {onclick}>{ *title }<span aria-hidden="true">{ mark }</span></button>
            </th>
        }
    };
    html! {
        <section aria-labelledby="packages-table">
            <h2 id="packages-table">{ t.receive_table_title() }</h2>
            <p class="hint">{ t.receive_table_hint() }</p>
            <div class="wide-table" role="region" aria-labelledby="packages-table" tabindex="0">
                <table class="packages">
                    <thead><tr>{ heads.iter().enumerate().map(head).collect::<Html>() }</tr></thead>
                    <tbody>
                        for place in order {
                            { row(place, props, &heads, t) }
                        }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

fn row(place: usize, props: &ManyProps, heads: &[(&'static str, &'static str)], t: &Texts) -> Html {
    let Some(view) = props.rows.get(place) else { return Html::default() };
    let name = format!("{}. {}", place + 1, view.text("file"));
    let onclick = props.show.reform(move |_: MouseEvent| place);
    let cell = |(title, column): &(&'static str, &'static str)| {
        let said = match *column {
            "code" => view.chip(t),
            "repeats" if !view.text("repeats").is_empty() => {
                let first = fill(t.receive_repeats_row(), &[("n", view.text("repeats"))]);
                html! { <b>{ first }</b> }
            }
            column => html! { { view.text(column) } },
        };
        html! { <td key={*column} data-title={*title}>{ said }</td> }
    };
    html! {
        <tr key={place} class={classes!((props.shown == Some(place)).then_some("shown"))}>
            <th scope="row"><button type="button" class="link" {onclick}>{ name }</button></th>
            { heads.iter().skip(1).map(cell).collect::<Html>() }
        </tr>
    }
}

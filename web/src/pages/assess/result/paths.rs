//! The ways to better grades: for each, what must change and which open answers it rests on. Beside a table of many lines they
//! take longer than all the rest, and follow when nothing is typed for a moment; until then those of before stand there.

use crate::engine::{Book, View, beside, said};
use crate::site::use_site;
use crate::texts::{Texts, fill};
use gloo::timers::callback::Timeout;
use yew::prelude::*;
use ziping_assess::{Path, PathsTo, Target};

/// The most changes of one way before it is folded up.
const SHORT: usize = 4;

/// So long nothing is answered before ways are looked for that take long, in milliseconds.
const PAUSE: u32 = 150;

#[derive(Clone, Properties, PartialEq)]
pub(super) struct WaysProps {
    /// The organisation that answers.
    pub(super) whose: AttrValue,
    pub(super) book: Book,
    pub(super) view: View,
}

/// The way to the nearest better grade; those to the others unfold.
#[component]
pub(super) fn Ways(props: &WaysProps) -> Html {
    let t = use_site().t;
    let WaysProps { book, view, .. } = props;
    // What stands there while those of the answers at hand are looked for.
    let before = use_state(|| None::<WaysProps>);
    {
        let set = before.setter();
        use_effect_with(props.clone(), move |now| {
            let now = now.clone();
            // A further answer in the meantime drops it.
            let waits = now.view.paths_take_long().then(|| {
                Timeout::new(PAUSE, move || {
                    now.view.paths();
                    set.set(Some(now));
                })
            });
            move || drop(waits)
        });
    }
    let waits = view.paths_take_long();
    let of_before = before.as_ref().filter(|before| before.whose == props.whose && before.book == *book);
    let shown = if waits { of_before.map(|before| &before.view) } else { Some(view) };
    let paths = shown.map(View::paths).unwrap_or_default();
    if paths.is_empty() && !waits {
        return Html::default();
    }
    let of = shown.unwrap_or(view);
    let list = |all: &[PathsTo]| {
        html! { <ul class="list">{ for all.iter().map(|to| html! { <li key={key(to.target)}>{ target(to, book, of, t) }</li> }) }</ul> }
    };
    html! {
        <section aria-busy={waits.to_string()}>
            <h3>{ t.paths_title() }</h3>
            if let Some((first, others)) = paths.split_first() {
                { list(std::slice::from_ref(first)) }
                if !others.is_empty() {
                    <details>
                        <summary>{ fill(t.paths_further(), &[("n", &others.len().to_string())]) }</summary>
                        { list(others) }
                    </details>
                }
            }
        </section>
    }
}

fn key(target: Target) -> u16 {
    match target {
        Target::Eligible => 1_000,
        Target::Outcome(place) => u16::from(place),
    }
}

fn target(to: &PathsTo, book: &Book, view: &View, t: &'static Texts) -> Html {
    let name = match to.target {
        Target::Eligible => t.paths_eligible().to_owned(),
        Target::Outcome(place) => book.speaker().outcome_title(place).to_owned(),
    };
    let Some(first) = to.paths.first() else {
        return html! { <><b>{ name }</b>{ t.list_colon() }<small>{ view.no_way(to, t) }</small></> };
    };
    let speaker = book.speaker();
    let told = said(first, &speaker);
    html! {
        <>
            <b>{ name }</b>
            { changes(&told, t) }
            { assumed(first, book, t) }
            if to.paths.len() > 1 || to.more {
                <details>
                    <summary>{ t.paths_others() }</summary>
                    for (place, other) in to.paths.iter().enumerate().skip(1) {
                        <div key={place} class="or">{ alternative(&told, &said(other, &speaker), t) }{ assumed(other, book, t) }</div>
                    }
                    if to.more {
                        <p><small>{ t.paths_more() }</small></p>
                    }
                </details>
            }
        </>
    }
}

/// Another way: in full, or what is different where it is nearly the first one.
fn alternative(first: &[String], own: &[String], t: &Texts) -> Html {
    let Some(found) = beside(first, own) else { return changes(own, t) };
    let different: Vec<String> = found.own.iter().filter_map(|place| own.get(*place).cloned()).collect();
    html! {
        <>
            <p><small>{ fill(t.paths_like_first(), &[("n", &found.shared.to_string())]) }</small></p>
            { changes(&different, t) }
        </>
    }
}

/// The changes of a way; a long one shows its first and unfolds the rest.
fn changes(said: &[String], t: &Texts) -> Html {
    let (first, rest) = said.split_at(said.len().min(SHORT));
    // By place, so that of a change that says another number only the text is drawn anew.
    let items = |said: &[String]| {
        said.iter().enumerate().map(|(place, said)| html! { <li key={place}>{ said }</li> }).collect::<Html>()
    };
    html! {
        <>
            <ul class="changes">{ items(first) }</ul>
            if !rest.is_empty() {
                <details>
                    <summary>{ fill(t.paths_rest(), &[("n", &rest.len().to_string())]) }</summary>
                    <ul class="changes">{ items(rest) }</ul>
                </details>
            }
        </>
    }
}

/// The facts that a way takes to stay as they are.
fn assumed(path: &Path, book: &Book, t: &'static Texts) -> Html {
    if path.assumes.is_empty() {
        return Html::default();
    }
    let ids = path.assumes.iter().map(|fact| book.library().catalogue.id(*fact));
    let facts = ids.map(|id| book.title_of(id)).collect::<Vec<_>>().join(t.list_comma());
    html! { <p><small>{ fill(t.horizon_assumes(), &[("facts", &facts)]) }</small></p> }
}

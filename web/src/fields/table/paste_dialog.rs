//! Where rows from a spreadsheet are pasted.

use super::paste::{Problem, Unknown, read_rows};
use crate::fields::use_site;
use crate::parts::Dialog;
use crate::texts::{Texts, fill};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use ziping_core::fact::{Column, Row};

/// The most faults that are listed.
const LISTED: usize = 8;

#[derive(Properties, PartialEq)]
pub(crate) struct PasteDialogProps {
    pub(crate) columns: Vec<Column>,
    pub(crate) labels: Vec<String>,
    pub(crate) on_rows: Callback<Vec<Row>>,
    pub(crate) on_close: Callback<()>,
}

#[component]
pub(crate) fn PasteDialog(props: &PasteDialogProps) -> Html {
    let site = use_site();
    let text = use_state(String::new);
    let oninput = {
        let text = text.setter();
        Callback::from(move |event: InputEvent| text.set(event.target_unchecked_into::<HtmlTextAreaElement>().value()))
    };
    let read = read_rows(&text, &props.columns, &props.labels);
    let rows = read.as_ref().map_or(0, |pasted| pasted.rows.len());
    let take = {
        let (read, on_rows, on_close) = (read.clone(), props.on_rows.clone(), props.on_close.clone());
        Callback::from(move |_: MouseEvent| {
            if let Ok(pasted) = &read {
                on_rows.emit(pasted.rows.clone());
                on_close.emit(());
            }
        })
    };
    html! {
        <Dialog title={site.t.table_paste()} on_close={&props.on_close}>
            <p>{ fill(site.t.paste_how(), &[("columns", &props.labels.join(site.t.list_comma()))]) }</p>
            <textarea
                id="paste"
                rows="8"
                aria-label={site.t.paste_label()}
                aria-describedby="paste-result"
                value={(*text).clone()}
                {oninput}
            />
            <div id="paste-result" aria-live="polite">
                { match &read {
                    Err(problems) => html! {
                        <ul class="faults">
                            for (place, problem) in problems.iter().take(LISTED).enumerate() {
                                <li key={place} class="error">{ say(problem, &props.labels, site.t) }</li>
                            }
                            if problems.len() > LISTED {
                                <li>{ fill(site.t.paste_more(), &[("n", &(problems.len() - LISTED).to_string())]) }</li>
                            }
                        </ul>
                    },
                    Ok(pasted) if rows > 0 => html! {
                        <>
                            <p>{ fill(site.t.paste_rows(), &[("n", &rows.to_string())]) }</p>
                            { beside(site.t.paste_unknown(), pasted.unknown.iter().map(|column| named(column, site.t)), site.t) }
                            { beside(site.t.paste_missing(), pasted.missing.iter().map(|column| label(&props.labels, *column)), site.t) }
                        </>
                    },
                    Ok(_) => Html::default(),
                } }
            </div>
            <p class="acts">
                <button type="button" class="primary" disabled={rows == 0} onclick={take}>{ site.t.paste_take() }</button>
            </p>
        </Dialog>
    }
}

/// Something to know of columns, where there are such.
fn beside(text: &str, columns: impl Iterator<Item = String>, t: &Texts) -> Html {
    let columns: Vec<String> = columns.collect();
    if columns.is_empty() {
        return Html::default();
    }
    html! { <p class="warning">{ fill(text, &[("columns", &columns.join(t.list_comma()))]) }</p> }
}

fn label(labels: &[String], column: usize) -> String {
    labels.get(column).cloned().unwrap_or_default()
}

fn named(column: &Unknown, t: &Texts) -> String {
    match column {
        Unknown::Named(name) => name.clone(),
        Unknown::At(place) => fill(t.paste_column(), &[("n", &(place + 1).to_string())]),
    }
}

/// A problem in words, with what to do.
fn say(problem: &Problem, labels: &[String], t: &Texts) -> String {
    let label = |column: usize| label(labels, column);
    match problem {
        Problem::Unread { row, column, text, fault } => fill(
            t.paste_fault(),
            &[("row", &(row + 1).to_string()), ("column", &label(*column)), ("text", text), ("fault", &fault.say(t))],
        ),
        Problem::Twice { first, second, column } => {
            fill(t.paste_twice(), &[("first", first), ("second", second), ("column", &label(*column))])
        }
        Problem::Several { heading, columns } => {
            let columns = columns.iter().map(|column| label(*column)).collect::<Vec<_>>().join(t.list_comma());
            fill(t.paste_several(), &[("heading", heading), ("columns", &columns)])
        }
        Problem::Unit { heading, column } => fill(t.paste_unit(), &[("heading", heading), ("column", &label(*column))]),
    }
}

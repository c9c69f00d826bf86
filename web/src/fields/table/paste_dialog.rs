//! Where rows from a spreadsheet or a CSV file are pasted: which column is which, and the rows as they will be.

mod preview;
mod report;
mod source;

use crate::parts::Dialog;
use crate::site::{Site, use_site};
use crate::texts::fill;
use preview::{Choices, preview, units};
use report::report;
use source::{Source, file_button};
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use ziping_rules::fact::pasted::{Divider, Layout, Under, Unread, cells, read_rows};
use ziping_rules::fact::typed::Unit;
use ziping_rules::fact::{Column, Kind, MAX_ROWS, Row};

/// Rows that are taken into the table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Taken {
    pub(crate) rows: Vec<Row>,
    /// Cells of theirs that cannot be read: the place among these rows, the column, what it holds.
    pub(crate) unread: Vec<(usize, usize, String)>,
}

#[derive(Properties, PartialEq)]
pub(crate) struct PasteDialogProps {
    /// The table's id.
    pub(crate) table: AttrValue,
    pub(crate) columns: Vec<Column>,
    pub(crate) labels: Vec<String>,
    /// How many rows the table still takes.
    pub(crate) room: usize,
    pub(crate) on_take: Callback<Taken>,
    pub(crate) on_close: Callback<()>,
}

/// What whoever pasted the text has said of it; forgotten with the text.
#[derive(Debug, Clone, PartialEq, Default)]
struct Said {
    divider: Option<Divider>,
    headings: Option<bool>,
    /// By the place of the pasted column.
    columns: Vec<(usize, Under)>,
}

/// Whether the table's own field of such a cell can hold what cannot be read: one that is typed into can.
fn holds_drafts(columns: &[Column], cell: &Unread) -> bool {
    let kind = columns.get(cell.column).map(|column| &column.kind);
    matches!(kind, Some(Kind::Count | Kind::Money { .. } | Kind::Score { .. } | Kind::Date))
}

/// What the field shows: the cell, with the unit that its heading gave it, which the field does not know.
fn kept(site: &Site, layout: &Layout, cell: &Unread) -> String {
    let unit = layout.columns.iter().find(|under| under.column == Some(cell.column)).map(|under| under.unit);
    let named = units(site.t).into_iter().find(|(known, _)| Some(*known) == unit && *known != Unit::YUAN);
    format!("{}{}", cell.text, named.map_or("", |(_, name)| name))
}

#[component]
pub(crate) fn PasteDialog(props: &PasteDialogProps) -> Html {
    let site = use_site();
    let t = site.t;
    let source = use_state(Source::default);
    let said = use_state_eq(Said::default);
    let take_text = {
        let (source, said) = (source.setter(), said.setter());
        Callback::from(move |next: Source| {
            source.set(next);
            said.set(Said::default());
        })
    };
    let oninput = take_text
        .reform(|event: InputEvent| Source::typed(event.target_unchecked_into::<HtmlTextAreaElement>().value()));
    let text = source.text();
    let divider = said.divider.unwrap_or_else(|| Divider::of(text));
    let lines = Rc::new(cells(text, divider));
    let names = &site.library().names;
    let mut layout = Layout::guess(&lines, said.headings, (&props.table, &props.columns, &props.labels), names);
    for (place, under) in &said.columns {
        layout.set(*place, *under);
    }
    let problems = layout.problems();
    let pasted = read_rows(&lines, &layout, &props.columns, names);
    let rows = pasted.rows.len();
    let fits = rows <= props.room;
    let unread = pasted.unread.len();
    let can_be_kept = pasted.unread.iter().all(|cell| holds_drafts(&props.columns, cell));
    let is_ready = rows > 0 && fits && problems.is_empty() && can_be_kept;
    let take = {
        let unread = pasted.unread.iter().map(|cell| (cell.row, cell.column, kept(&site, &layout, cell)));
        let taken = Taken { rows: pasted.rows.clone(), unread: unread.collect() };
        let (on_take, on_close) = (props.on_take.clone(), props.on_close.clone());
        Callback::from(move |_: MouseEvent| {
            on_take.emit(taken.clone());
            on_close.emit(());
        })
    };
    let choices = Choices {
        columns: &props.columns,
        labels: &props.labels,
        lines: &lines,
        layout: &layout,
        divider,
        on_divider: {
            let (setter, now) = (said.setter(), (*said).clone());
            Callback::from(move |divider| {
                setter.set(Said { divider: Some(divider), headings: now.headings, columns: Vec::new() })
            })
        },
        on_headings: {
            let (setter, now) = (said.setter(), (*said).clone());
            Callback::from(move |headings| {
                setter.set(Said { headings: Some(headings), divider: now.divider, columns: Vec::new() })
            })
        },
        on_column: {
            let (setter, now) = (said.setter(), (*said).clone());
            Callback::from(move |(place, under): (usize, Under)| {
                let mut next = now.clone();
                next.columns.retain(|(known, _)| *known != place);
                next.columns.push((place, under));
                setter.set(next);
            })
        },
    };
    html! {
        <Dialog title={t.table_paste()} on_close={&props.on_close}>
            <p>{ fill(t.paste_how(), &[("columns", &props.labels.join(t.list_comma()))]) }</p>
            <textarea
                id="paste"
                rows="6"
                aria-label={t.paste_label()}
                aria-describedby="paste-result"
                value={text.to_owned()}
                {oninput}
            />
            { file_button(&site, &take_text) }
            if let Some(problem) = source.problem() {
                <p class="error" role="alert">{ problem }</p>
            }
            if !lines.is_empty() {
                { preview(&site, &choices, &pasted) }
            }
            <div id="paste-result" aria-live="polite">
                if !lines.is_empty() {
                    { report(&site, &choices, &problems, &pasted) }
                    if !can_be_kept {
                        <p class="error">{ t.paste_not_kept() }</p>
                    } else if unread > 0 {
                        <p class="warning">{ fill(t.paste_kept(), &[("n", &unread.to_string())]) }</p>
                    }
                    if !fits {
                        <p class="error">{ fill(t.paste_too_many(), &[("most", &MAX_ROWS.to_string()), ("n", &props.room.to_string())]) }</p>
                    }
                }
            </div>
            <p class="acts">
                <button type="button" class="primary" disabled={!is_ready} onclick={take}>
                    if unread > 0 {
                        { fill(t.paste_take_some(), &[("n", &unread.to_string())]) }
                    } else {
                        { t.paste_take() }
                    }
                </button>
            </p>
        </Dialog>
    }
}

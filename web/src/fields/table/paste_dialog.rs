//! Where rows from a spreadsheet are pasted.

use super::paste::read_rows;
use crate::fields::use_site;
use crate::parts::Dialog;
use crate::texts::fill;
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
    let rows = read.as_ref().map_or(0, Vec::len);
    let take = {
        let (read, on_rows, on_close) = (read.clone(), props.on_rows.clone(), props.on_close.clone());
        Callback::from(move |_: MouseEvent| {
            if let Ok(rows) = &read {
                on_rows.emit(rows.clone());
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
                if let Err(unread) = &read {
                    <ul class="faults">
                        for cell in unread.iter().take(LISTED) {
                            <li key={format!("{}-{}", cell.row, cell.column)} class="error">
                                { fill(site.t.paste_fault(), &[
                                    ("row", &(cell.row + 1).to_string()),
                                    ("column", props.labels.get(cell.column).map_or("", String::as_str)),
                                    ("text", &cell.text),
                                    ("fault", &cell.fault.say(site.t)),
                                ]) }
                            </li>
                        }
                        if unread.len() > LISTED {
                            <li>{ fill(site.t.paste_more(), &[("n", &(unread.len() - LISTED).to_string())]) }</li>
                        }
                    </ul>
                } else if rows > 0 {
                    <p>{ fill(site.t.paste_rows(), &[("n", &rows.to_string())]) }</p>
                }
            </div>
            <p class="acts">
                <button type="button" class="primary" disabled={rows == 0} onclick={take}>{ site.t.paste_take() }</button>
            </p>
        </Dialog>
    }
}

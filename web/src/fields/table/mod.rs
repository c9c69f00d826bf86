//! Tables: rows are added, changed, deleted, put in order, and pasted from a spreadsheet.

mod cell;
mod order;
mod paste_dialog;

use self::cell::{Place, cell};
use self::order::{Order, drafts_after, is_sorted, places_after};
use self::paste_dialog::{PasteDialog, Taken};
use super::{FieldProps, answer};
use crate::browser;
use crate::site::use_site;
use crate::state::Action;
use crate::texts::fill;
use std::cmp::Ordering;
use std::rc::Rc;
use yew::prelude::*;
use ziping_rules::fact::{Column, MAX_ROWS, Row, Table, Value};

/// What happens to a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Edit {
    Add,
    Delete(usize),
    Cell(usize, usize, Option<Value>),
    Append(Taken),
    Sort(Order),
    /// There are no rows, and that is the answer.
    None,
}

/// The rows after an edit; `places` as [`places_after`] says. The last row deleted takes the answer back.
fn edited(rows: &Table, columns: usize, edit: Edit, places: Option<&[usize]>) -> Option<Table> {
    if let Edit::Cell(place, column, value) = edit {
        return Some(rows.with_cell(place, column, value));
    }
    let mut after: Vec<Row> = match places {
        Some(places) => places.iter().filter_map(|place| rows.get(*place)).cloned().collect(),
        None => rows.to_vec(),
    };
    match edit {
        // What no answer file holds is not begun.
        Edit::Add if after.len() < MAX_ROWS => after.push(Row { cells: vec![None; columns] }),
        Edit::Delete(_) if after.is_empty() => return None,
        Edit::Append(taken) => after.extend(taken.rows),
        Edit::Add | Edit::Delete(_) | Edit::Sort(_) | Edit::Cell(..) | Edit::None => {}
    }
    Some(after.into())
}

/// The order of words for Chinese readers: by their sounds, and 2 before 10.
fn by_sound(a: &str, b: &str) -> Ordering {
    browser::compare_words(a, b, "zh-CN-u-kn-true")
}

/// How many rows are drawn at first, and more with each press: a thousand rows of fields keep a browser busy for seconds.
const AT_ONCE: usize = 100;

#[derive(Properties, PartialEq, Clone)]
pub(crate) struct TableFieldProps {
    pub(crate) field: FieldProps,
    pub(crate) columns: Vec<Column>,
}

#[component]
pub(crate) fn TableField(props: &TableFieldProps) -> Html {
    let TableFieldProps { field: props, columns } = props;
    let site = use_site();
    let pasting = use_state(|| false);
    let shown = use_state(|| AT_ONCE);
    let by = use_state(|| None::<Order>);
    let id = site.id_of(props.fact).to_owned();
    let on_edit = {
        let deps = (site.clone(), props.fact, props.value.clone(), columns.len(), Rc::clone(&props.drafts));
        let add = props.id("");
        use_callback(deps, move |edit: Edit, (site, fact, value, columns, drafts)| {
            let none = Table::default();
            let rows = match value {
                Some(Value::Table(rows)) => rows,
                _ => &none,
            };
            let typing = matches!(edit, Edit::Cell(..));
            let places = places_after(rows, &edit, by_sound);
            if let Some(places) = &places {
                // Drafts are kept by the number of their row, which changes now.
                let key = format!("{}#", site.id_of(*fact));
                let moved = drafts_after(drafts.iter(), &key, places);
                site.dispatch.dispatch(Action::Draft { field: key, text: None });
                for (field, text) in moved {
                    site.dispatch.dispatch(Action::Draft { field, text: Some(text) });
                }
            }
            if let Edit::Append(taken) = &edit {
                for (row, column, text) in &taken.unread {
                    let field = format!("{}#{}-{column}", site.id_of(*fact), rows.len() + row);
                    site.dispatch.dispatch(Action::Draft { field, text: Some(text.clone()) });
                }
            }
            let after = edited(rows, *columns, edit, places.as_deref());
            answer(site, *fact, after.map(Value::Table), typing);
            // The row that was deleted had the focus, or the button that says that there are none.
            if !typing {
                browser::hand_on(vec![add.clone()]);
            }
        })
    };
    let label = |column: &Column| site.words.label("fact", &id, &column.id).to_owned();
    let edit = |edit: Edit| {
        let on_edit = on_edit.clone();
        Callback::from(move |_: MouseEvent| on_edit.emit(edit.clone()))
    };
    let (open, close) = (pasting.setter(), pasting.setter());
    let rows: &[Row] = match &props.value {
        Some(Value::Table(rows)) => rows,
        _ => &[],
    };
    let order = (*by).filter(|order| is_sorted(rows, *order, by_sound));
    let heading = |column: usize, label: &str| {
        let up = order.is_some_and(|order| order.column == column && !order.down);
        let down = order.is_some_and(|order| order.column == column && order.down);
        let (by, next) = (by.setter(), Order { column, down: up });
        let onclick = on_edit.reform(move |_: MouseEvent| {
            by.set(Some(next));
            Edit::Sort(next)
        });
        let (state, arrow) = match (up, down) {
            (true, _) => (Some("ascending"), "↑"),
            (_, true) => (Some("descending"), "↓"),
            _ => (None, "↕"),
        };
        html! {
            <th key={column} scope="col" aria-sort={state}>
                <button type="button" class="sort" aria-label={fill(site.t.table_sort(), &[("column", label)])} {onclick}>
                    { label }<span aria-hidden="true">{ arrow }</span>
                </button>
            </th>
        }
    };
    // The last row is always there: it is the one that was added.
    let rest = rows.len().saturating_sub(1).saturating_sub(*shown);
    let more = {
        let (shown, now) = (shown.setter(), *shown);
        Callback::from(move |_: MouseEvent| shown.set(now + AT_ONCE))
    };
    html! {
        <div class="table-field" role="group" aria-labelledby={&props.labelled_by}>
            if !rows.is_empty() {
                <table>
                    <thead>
                        <tr>
                            for (at, column) in columns.iter().enumerate() {
                                { heading(at, &label(column)) }
                            }
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>
                        for (place, row) in rows.iter().enumerate().filter(|(place, _)| place + 1 == rows.len() || *place < *shown) {
                            if place + 1 == rows.len() && rest > 0 {
                                <tr key="rest">
                                    <td colspan={(columns.len() + 1).to_string()}>
                                        <button type="button" onclick={more.clone()}>{ fill(site.t.table_rest(), &[("n", &rest.to_string())]) }</button>
                                    </td>
                                </tr>
                            }
                            <tr key={place}>
                                for (at, column) in columns.iter().enumerate() {
                                    <td key={column.id.clone()} data-label={label(column)}>
                                        { cell(&site, Place { props, place, at, label: fill(site.t.table_cell(), &[("row", &(place + 1).to_string()), ("column", &label(column))]) }, &column.kind, row.cells.get(at).and_then(Option::as_ref), &on_edit) }
                                    </td>
                                }
                                <td class="act">
                                    <button
                                        type="button"
                                        class="quiet"
                                        aria-label={fill(site.t.table_delete_row(), &[("row", &(place + 1).to_string())])}
                                        onclick={edit(Edit::Delete(place))}
                                    >{ site.t.table_delete() }</button>
                                </td>
                            </tr>
                        }
                    </tbody>
                </table>
            } else if props.value.is_some() {
                <p class="hint">{ site.t.table_is_empty() }</p>
            }
            <p class="acts">
                <button type="button" id={props.id("")} onclick={edit(Edit::Add)}>{ site.t.table_add() }</button>
                <button type="button" onclick={Callback::from(move |_: MouseEvent| open.set(true))}>{ site.t.table_paste() }</button>
                if rows.is_empty() && props.value.is_none() {
                    <button type="button" class="quiet" onclick={edit(Edit::None)}>{ site.t.table_none() }</button>
                }
            </p>
            if *pasting {
                <PasteDialog
                    table={id.clone()}
                    columns={columns.to_vec()}
                    labels={columns.iter().map(label).collect::<Vec<_>>()}
                    room={MAX_ROWS.saturating_sub(rows.len())}
                    on_take={on_edit.reform(Edit::Append)}
                    on_close={Callback::from(move |()| close.set(false))}
                />
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn rows(texts: &[&str]) -> Vec<Row> {
        texts.iter().map(|text| Row { cells: vec![Some(Value::Text((*text).into())), None] }).collect()
    }

    fn after(rows: &[Row], edit: Edit) -> Option<Vec<Row>> {
        let places = places_after(rows, &edit, str::cmp);
        edited(&rows.to_vec().into(), 2, edit, places.as_deref()).map(|rows| rows.to_vec())
    }

    #[wasm_bindgen_test]
    fn rows_are_added_changed_moved_and_deleted_by_their_place() {
        let two = rows(&["甲", "乙"]);
        assert_eq!(after(&two, Edit::Delete(0)), Some(rows(&["乙"])));
        assert_eq!(after(&two, Edit::Add).map(|rows| rows.len()), Some(3));
        assert_eq!(after(&two, Edit::Cell(1, 0, Some(Value::Text("丙".into())))), Some(rows(&["甲", "丙"])));
        assert_eq!(after(&two, Edit::Cell(7, 0, None)), Some(two.clone()));
        assert_eq!(after(&two, Edit::Sort(Order { column: 0, down: false })), Some(rows(&["乙", "甲"])));
    }

    #[wasm_bindgen_test]
    fn deleting_the_last_row_takes_the_answer_back_and_none_is_an_answer() {
        assert_eq!(after(&rows(&["甲"]), Edit::Delete(0)), None);
        assert_eq!(after(&[], Edit::None), Some(Vec::new()));
        assert_eq!(after(&rows(&["甲"]), Edit::None), Some(Vec::new()));
    }
}

//! The rows as they will be, each pasted column under a choice of what it is.

use crate::fields::typed::write_number;
use crate::parts::check_box;
use crate::site::Site;
use crate::texts::{Texts, fill};
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use ziping_rules::fact::pasted::{Divider, Layout, Pasted, Under};
use ziping_rules::fact::typed::{Fault, Unit};
use ziping_rules::fact::{Column, Kind, Row, Value};

/// How many rows are shown.
const SHOWN: usize = 6;

/// How the text is laid out, and how that is changed.
pub(super) struct Choices<'c> {
    pub(super) columns: &'c [Column],
    pub(super) labels: &'c [String],
    pub(super) lines: &'c [Vec<String>],
    pub(super) layout: &'c Layout,
    pub(super) divider: Divider,
    pub(super) on_divider: Callback<Divider>,
    pub(super) on_headings: Callback<bool>,
    pub(super) on_column: Callback<(usize, Under)>,
}

impl Choices<'_> {
    /// A pasted column by its heading, or by its place.
    pub(super) fn pasted(&self, site: &Site, place: usize) -> String {
        let heading = self.layout.headings.and_then(|line| self.lines.get(line)?.get(place)).map(|cell| cell.trim());
        match heading {
            None | Some("") => fill(site.t.paste_column(), &[("n", &(place + 1).to_string())]),
            Some(heading) => heading.to_owned(),
        }
    }

    pub(super) fn label(&self, column: usize) -> &str {
        self.labels.get(column).map_or("", String::as_str)
    }
}

pub(super) fn preview(site: &Site, choices: &Choices<'_>, pasted: &Pasted) -> Html {
    let t = site.t;
    let dividers = [
        (Divider::Tab, t.paste_by_tab()),
        (Divider::Comma, t.paste_by_comma()),
        (Divider::Semicolon, t.paste_by_semicolon()),
    ];
    let on_divider = choices.on_divider.reform(move |event: Event| {
        let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        usize::try_from(place).ok().and_then(|place| dividers.get(place)).map_or(Divider::Tab, |(divider, _)| *divider)
    });
    let has_headings = choices.layout.headings.is_some();
    let on_headings = choices.on_headings.reform(move |_: Event| !has_headings);
    html! {
        <>
            <div class="controls">
                <p>
                    <label for="paste-divider">{ t.paste_divider() }</label>
                    <select id="paste-divider" onchange={on_divider}>
                        for (divider, name) in dividers {
                            <option key={name} selected={divider == choices.divider}>{ name }</option>
                        }
                    </select>
                </p>
                { check_box("paste-headings".to_owned(), t.paste_has_headings(), has_headings, on_headings) }
            </div>
            <div class="paste-scroll" role="region" aria-label={t.paste_preview()} tabindex="0">
                <table class="paste-preview">
                    <caption>{ fill(t.paste_preview_of(), &[("n", &pasted.rows.len().min(SHOWN).to_string()), ("all", &pasted.rows.len().to_string())]) }</caption>
                    <thead>
                        <tr>
                            for place in 0..choices.layout.columns.len() {
                                <th key={place} scope="col">{ chooser(site, choices, pasted, place) }</th>
                            }
                        </tr>
                    </thead>
                    <tbody>
                        for (at, row) in pasted.rows.iter().enumerate().take(SHOWN) {
                            <tr key={at}>
                                for (place, under) in choices.layout.columns.iter().enumerate() {
                                    <td key={place}>{ cell(site, choices, pasted, (at, row), under) }</td>
                                }
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
        </>
    }
}

/// The units that a column of amounts may have, with their names.
pub(super) fn units(t: &Texts) -> [(Unit, &str); 6] {
    [
        (Unit::YUAN, t.unit_yuan()),
        (Unit::THOUSAND, t.unit_thousand()),
        (Unit::WAN, t.unit_wan()),
        (Unit::MILLION, t.unit_million()),
        (Unit::TEN_MILLION, t.unit_ten_million()),
        (Unit::YI, t.unit_yi()),
    ]
}

/// What a pasted column is, and where that matters in which unit, or how its days are counted.
fn chooser(site: &Site, choices: &Choices<'_>, pasted: &Pasted, place: usize) -> Html {
    let t = site.t;
    let under = choices.layout.columns.get(place).copied().unwrap_or_default();
    let name = choices.pasted(site, place);
    let kind = under.column.and_then(|column| choices.columns.get(column)).map(|column| &column.kind);
    let on_column = choices.on_column.reform(move |event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        // The first one leaves it out.
        let column = usize::try_from(chosen).ok().and_then(|chosen| chosen.checked_sub(1));
        (place, Under { column, ..under })
    });
    let units = units(t);
    let on_unit = choices.on_column.reform(move |event: Event| {
        let chosen = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index()).unwrap_or(0);
        (place, Under { unit: units.get(chosen).map_or(Unit::YUAN, |(unit, _)| *unit), ..under })
    });
    let serial = pasted.unread.iter().find_map(|unread| match unread.fault {
        Fault::Serial(day) if Some(unread.column) == under.column => Some((unread.text.clone(), day)),
        _ => None,
    });
    let on_serial = choices.on_column.reform(move |_: MouseEvent| (place, Under { serial: true, ..under }));
    html! {
        <>
            <span class="pasted">{ &name }</span>
            <select aria-label={fill(t.paste_is(), &[("column", &name)])} onchange={on_column}>
                <option selected={under.column.is_none()}>{ t.paste_leave() }</option>
                for (at, label) in choices.labels.iter().enumerate() {
                    <option key={at} selected={under.column == Some(at)}>{ label }</option>
                }
            </select>
            if matches!(kind, Some(Kind::Money { .. })) {
                <select aria-label={fill(t.paste_unit_of(), &[("column", &name)])} onchange={on_unit}>
                    for (unit, name) in units {
                        <option key={name} selected={under.unit == unit}>{ name }</option>
                    }
                </select>
            }
            if let Some((number, day)) = serial {
                <button type="button" class="quiet" onclick={on_serial}>{ fill(t.paste_serial(), &[("number", &number), ("day", &day.to_string())]) }</button>
            }
        </>
    }
}

/// A cell as it will be; one that could not be read as it was pasted.
fn cell(site: &Site, choices: &Choices<'_>, pasted: &Pasted, (at, row): (usize, &Row), under: &Under) -> Html {
    let Some(column) = under.column else { return html! { <span class="hint">{ "—" }</span> } };
    if let Some(unread) = pasted.unread.iter().find(|unread| (unread.row, unread.column) == (at, column)) {
        return html! { <span class="error">{ &unread.text }</span> };
    }
    let kind = choices.columns.get(column).map(|column| &column.kind);
    match (row.cells.get(column).and_then(Option::as_ref), kind) {
        (Some(Value::Number(range)), Some(kind)) => html! { { write_number(kind, *range) } },
        (Some(Value::Date(day)), _) => html! { { day.to_string() } },
        (Some(Value::Bool(truth)), _) => html! { { if *truth { site.t.field_yes() } else { site.t.field_no() } } },
        (Some(Value::Text(text)), _) => html! { { text } },
        _ => Html::default(),
    }
}

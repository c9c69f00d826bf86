//! What there is to know before the rows are taken: what could not be read, what is left out, what stays blank.

use super::preview::Choices;
use crate::fields::typed::beside;
use crate::site::Site;
use crate::texts::fill;
use yew::prelude::*;
use ziping_rules::fact::pasted::{LeftOut, Pasted, Problem, Unread};

/// The most faults that are listed.
const LISTED: usize = 8;

pub(super) fn report(site: &Site, choices: &Choices<'_>, problems: &[Problem], pasted: &Pasted) -> Html {
    let t = site.t;
    let said = problems.iter().map(|problem| decide(problem, choices, site));
    let all = problems.len() + pasted.unread.len();
    let faults = said.chain(pasted.unread.iter().map(|unread| unreadable(unread, choices, site)));
    let faults: Vec<String> = faults.take(LISTED).collect();
    let names = |places: &[usize]| places.iter().map(|place| choices.pasted(site, *place)).collect::<Vec<_>>();
    let labels = pasted.missing.iter().map(|column| choices.label(*column).to_owned()).collect::<Vec<_>>();
    html! {
        <>
            if !faults.is_empty() {
                <ul class="faults">
                    for (place, fault) in faults.iter().enumerate() {
                        <li key={place} class="error">{ fault }</li>
                    }
                    if all > LISTED {
                        <li>{ fill(t.paste_more(), &[("n", &(all - LISTED).to_string())]) }</li>
                    }
                </ul>
            }
            <p>{ fill(t.paste_rows(), &[("n", &pasted.rows.len().to_string())]) }</p>
            { left_out(site, pasted) }
            { beside_columns(site, t.paste_unknown(), &names(&pasted.lost)) }
            { beside_columns(site, t.paste_missing(), &labels) }
        </>
    }
}

/// Lines that are no rows.
fn left_out(site: &Site, pasted: &Pasted) -> Html {
    if pasted.left_out.is_empty() {
        return Html::default();
    }
    let t = site.t;
    let one = |(line, why, words): &(usize, LeftOut, String)| {
        let text = match why {
            LeftOut::Above => t.paste_above(),
            LeftOut::Total => t.paste_total(),
        };
        fill(text, &[("line", &(line + 1).to_string()), ("words", words)])
    };
    let all: Vec<String> = pasted.left_out.iter().take(LISTED).map(one).collect();
    let mut said = all.join(t.list_comma());
    if pasted.left_out.len() > LISTED {
        said.push_str(&fill(t.paste_and_more(), &[("n", &(pasted.left_out.len() - LISTED).to_string())]));
    }
    html! { <p class="warning">{ fill(t.paste_left_out(), &[("lines", &said)]) }</p> }
}

/// Something to know of columns, where there are such.
fn beside_columns(site: &Site, text: &str, columns: &[String]) -> Html {
    if columns.is_empty() {
        return Html::default();
    }
    html! { <p class="warning">{ fill(text, &[("columns", &columns.join(site.t.list_comma()))]) }</p> }
}

/// What whoever pasted the text has to decide.
fn decide(problem: &Problem, choices: &Choices<'_>, site: &Site) -> String {
    let t = site.t;
    match problem {
        Problem::Twice { places: [first, second], column } => fill(
            t.paste_twice(),
            &[
                ("first", &choices.pasted(site, *first)),
                ("second", &choices.pasted(site, *second)),
                ("column", choices.label(*column)),
            ],
        ),
        Problem::Several { place, columns } => {
            let labels: Vec<&str> = columns.iter().map(|column| choices.label(*column)).collect();
            fill(
                t.paste_several(),
                &[("heading", &choices.pasted(site, *place)), ("columns", &labels.join(t.list_comma()))],
            )
        }
        Problem::Unit { place, column } => {
            fill(t.paste_unit(), &[("heading", &choices.pasted(site, *place)), ("column", choices.label(*column))])
        }
    }
}

fn unreadable(unread: &Unread, choices: &Choices<'_>, site: &Site) -> String {
    fill(
        site.t.paste_fault(),
        &[
            ("row", &(unread.row + 1).to_string()),
            ("column", choices.label(unread.column)),
            ("text", &unread.text),
            ("fault", &beside(&unread.fault.say(), site.lang)),
        ],
    )
}

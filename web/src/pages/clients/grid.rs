//! The organisations that are listed as an Excel file: what the table shows, with code and contact.

use super::Line;
use super::handling::phase_name;
use super::row::short;
use crate::browser;
use crate::engine::grade_range;
use crate::job::Ask;
use crate::pages::calendar::Download;
use crate::site::Site;
use crate::state::Client;
use crate::texts::fill;
use yew::prelude::*;
use ziping_dossier::{Grid, GridCell};
use ziping_rules::fact::Value;
use ziping_rules::rule::Truth;

/// The answers that tell an organisation, and their widths.
pub(super) const TOLD: [(&str, u16); 4] =
    [("org.uscc", 22), ("contact.name", 14), ("contact.phone", 18), ("contact.email", 26)];

/// What an organisation has answered in words.
pub(super) fn text_of<'c>(site: &Site, client: &'c Client, id: &str) -> Option<&'c str> {
    match client.sheet.get(site.library().catalogue.find(id)?) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

pub(super) fn take_grid(site: &Site, lines: &[Line]) -> Html {
    let t = site.t;
    let order = {
        let (site, lines) = (site.clone(), lines.to_vec());
        Callback::from(move |()| Ask::Grid {
            name: fill(site.t.desk_grid_file(), &[("day", &browser::today().to_string())]),
            grid: Box::new(grid(&site, &lines)),
            made: browser::today(),
            lang: site.lang,
        })
    };
    html! {
        <Download id="make-grid" label={t.desk_grid()} {order} hint={t.desk_grid_hint()} none={t.desk_grid_hint()} />
    }
}

fn grid(site: &Site, lines: &[Line]) -> Grid {
    let t = site.t;
    let title = |id: &str| site.words.title("fact", id).to_owned();
    let mut columns = vec![(t.desk_name().to_owned(), 32)];
    columns.extend(TOLD.map(|(id, width)| (title(id), width)));
    columns.extend([
        (t.desk_tag().to_owned(), 20),
        (t.desk_phase().to_owned(), 12),
        (t.desk_in_charge().to_owned(), 14),
    ]);
    columns.extend(site.packs.regimes().iter().map(|rules| (short(site, &rules.id), 18)));
    columns.extend([
        (t.desk_open().to_owned(), 8),
        (t.desk_deadline().to_owned(), 13),
        (t.desk_deadline_of().to_owned(), 18),
    ]);
    Grid {
        title: t.desk_title().to_owned(),
        remark: fill(t.desk_grid_remark(), &[("day", &browser::today().to_string())]),
        columns,
        rows: lines.iter().map(|line| row(site, line)).collect(),
    }
}

fn row(site: &Site, (client, name, summary): &Line) -> Vec<GridCell> {
    let t = site.t;
    let text = |text: &str| GridCell::Text(text.to_owned());
    let told = |id: &str| text(text_of(site, client, id).unwrap_or_default());
    let handling = &client.handling;
    let mut cells = vec![text(name)];
    cells.extend(TOLD.map(|(id, _)| told(id)));
    cells.extend([
        GridCell::Text(handling.tags.join(t.list_comma())),
        text(handling.phase.map_or("", |phase| phase_name(phase, t))),
        text(&handling.in_charge),
    ]);
    for (rules, (range, eligible)) in site.packs.regimes().iter().zip(&summary.grades) {
        let grade = grade_range(&rules.grade.outcomes, *range, t);
        cells.push(GridCell::Text(match (summary.begun, eligible) {
            (false, _) => String::new(),
            (true, Truth::False) => format!("{grade} {}", t.desk_not_eligible()),
            (true, Truth::True | Truth::Unknown) => grade,
        }));
    }
    cells.push(if summary.begun { GridCell::Count(i64::try_from(summary.open).unwrap_or(i64::MAX)) } else { text("") });
    let next = summary.deadline.and_then(|(day, place)| Some((day, site.packs.regimes().get(place)?)));
    cells.extend(match next {
        Some((day, rules)) => [GridCell::Date(day), GridCell::Text(short(site, &rules.id))],
        None => [text(""), text("")],
    });
    cells
}

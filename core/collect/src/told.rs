//! Pieces of answers in words, in both languages, for lists of what changes.

use crate::answer::shown;
use crate::pieces::Part;
use crate::tongue::{Regime, both, fact_label, fact_title};
use crate::words;
use ziping_base::diag::{Said, one_line};
use ziping_rules::fact::{Catalogue, FactIx, Kind, Value};

/// The title of a fact, and which piece of it.
#[must_use]
pub fn piece_title(catalogue: &Catalogue, regimes: &[Regime<'_>], fact: FactIx, part: &Part) -> Said {
    let id = catalogue.id(fact);
    let Said { en, zh } = fact_title(regimes, id);
    match part {
        Part::Whole => Said { en, zh },
        Part::Year(year) => {
            both(|lang| words::answers::shown::TitleOfYear { lang, title: lang.pick(&zh, &en), year }.to_string())
        }
        Part::Row(row) => {
            let row = one_line(row);
            Said::new(format!("{en} · {row}"), format!("{zh} · {row}"))
        }
        Part::Cell(row, place) => {
            let row = one_line(row);
            let column = match catalogue.get(fact).map(|fact| &fact.kind) {
                Some(Kind::Table { columns }) => columns.get(*place).map_or("", |column| column.id.as_str()),
                _ => "",
            };
            let label = fact_label(regimes, id, column);
            Said::new(format!("{en} · {row} · {}", label.en), format!("{zh} · {row} · {}", label.zh))
        }
    }
}

/// An answer, or a piece of one, in words; that there is none.
#[must_use]
pub fn piece_value(
    catalogue: &Catalogue,
    regimes: &[Regime<'_>],
    fact: FactIx,
    part: &Part,
    value: Option<&Value>,
) -> Said {
    let (Some(value), Some(fact)) = (value, catalogue.get(fact)) else {
        return both(words::answers::shown::not_answered);
    };
    let kind = match (part, &fact.kind) {
        (Part::Cell(_, place), Kind::Table { columns }) => columns.get(*place).map_or(&fact.kind, |of| &of.kind),
        (_, kind) => kind,
    };
    match (value, kind) {
        // Of a row the words of its cells.
        (Value::Table(rows), Kind::Table { columns }) if matches!(part, Part::Row(_)) => {
            let cells = rows.iter().flat_map(|row| columns.iter().zip(&row.cells));
            let cells = cells.filter_map(|(column, cell)| Some((&column.kind, cell.as_ref()?)));
            let said: Vec<Said> = cells.map(|(kind, cell)| shown(kind, cell, &fact.id, regimes)).collect();
            let join = |pick: fn(&Said) -> &str, comma| said.iter().map(pick).collect::<Vec<_>>().join(comma);
            Said::new(join(|said| &said.en, ", "), join(|said| &said.zh, "，"))
        }
        (value, kind) => shown(kind, value, &fact.id, regimes),
    }
}

/// The title of a paper, or its id.
#[must_use]
pub fn paper_title(regimes: &[Regime<'_>], id: &str) -> Said {
    let known = regimes.iter().find(|regime| regime.zh.find("evidence", id).is_some());
    known.map_or_else(|| Said::english(id.to_owned()), |regime| regime.title("evidence", id))
}

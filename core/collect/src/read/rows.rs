//! Sheets with a question a row: answers, amounts by year, papers.

use super::found::{Found, Slot};
use crate::answer;
use crate::cells::{Grid, Held};
use crate::keys::{ColumnKey, RowKey};
use crate::tongue::both;
use crate::words::reading::questions;
use std::collections::BTreeMap;
use ziping_base::diag::Said;
use ziping_rules::fact::{FactIx, Kind, Value};

/// The keys over the columns of a sheet.
pub(super) type Columns = BTreeMap<u32, ColumnKey>;

/// The keys of a sheet whose mark stands at a place.
pub(super) fn columns(grid: &Grid, (row, column): (u32, u32)) -> Columns {
    let key = |(at, held): (u32, &Held)| match held {
        Held::Text(text) if at != column => Some((at, ColumnKey::read(text)?)),
        _ => None,
    };
    grid.row(row).filter_map(key).collect()
}

/// The row of the heads.
pub(super) fn head(grid: &Grid, (_, column): (u32, u32)) -> Option<u32> {
    let heads = |row: &u32| RowKey::read(grid.words(*row, column)) == Some(RowKey::Head);
    grid.rows().into_iter().find(heads)
}

/// Whether a heading or a unit that somebody has changed makes amounts larger: a number under it would be a wrong amount.
/// `ours`: the words as the kit writes them.
pub(super) fn is_scaled(words: &str, ours: &[&str]) -> bool {
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let text = plain(words);
    let scales = ["十", "百", "千", "万", "亿", "thousand", "million", "billion"];
    scales.iter().any(|scale| text.contains(scale)) && !ours.iter().any(|own| plain(own) == text)
}

fn other_unit(words: &str) -> Said {
    let words = words.trim().replace('\n', " ");
    both(|lang| questions::other_unit(lang, &words))
}

impl Found<'_> {
    /// A sheet with questions, or with amounts by year.
    pub(super) fn questions(&mut self, grid: &Grid, mark: (u32, u32)) {
        let mut columns = columns(grid, mark);
        let head = head(grid, mark);
        // A year that was added beside the others is known by its heading.
        let added = head.into_iter().flat_map(|head| grid.row(head)).filter_map(|(column, held)| {
            let year = year(&held.shown())?;
            (!columns.contains_key(&column) && column != mark.1).then_some((column, ColumnKey::Year(year)))
        });
        let added: Vec<(u32, ColumnKey)> = added.collect();
        let has_years = columns.values().any(|key| matches!(key, ColumnKey::Year(_)));
        columns.extend(added.into_iter().filter(|_| has_years));
        for row in grid.rows() {
            if row == mark.0 {
                continue;
            }
            match RowKey::read(grid.words(row, mark.1)) {
                Some(RowKey::Head) => {}
                None | Some(RowKey::Own) => {
                    self.unasked(grid, row, mark.1, &columns, RowKey::read(grid.words(row, mark.1)).is_none())
                }
                Some(RowKey::Of(id)) => self.question(grid, row, mark.1, head, &columns, &id),
                Some(RowKey::Option { fact, option }) => self.option(grid, row, &columns, &fact, Some(&option)),
                Some(RowKey::NoneOf(fact)) => self.option(grid, row, &columns, &fact, None),
            }
        }
    }

    /// A row that asks nothing: one that was added (`added`), or one of the kit's own words.
    fn unasked(&mut self, grid: &Grid, row: u32, key: u32, columns: &Columns, added: bool) {
        for (column, held) in grid.row(row) {
            let own = matches!(columns.get(&column), Some(ColumnKey::Own));
            if column != key && (added || !own) {
                self.nothing_asked(grid, row, column, held);
                if added {
                    // One word is enough to find the row by.
                    return;
                }
            }
        }
    }

    fn question(&mut self, grid: &Grid, row: u32, key: u32, head: Option<u32>, columns: &Columns, id: &str) {
        let known = self.fact(id);
        let unit = columns.iter().find(|(_, key)| **key == ColumnKey::Unit).map(|(column, _)| grid.words(row, *column));
        for (column, held) in grid.row(row).filter(|(column, _)| *column != key) {
            let spot = grid.spot(row, column);
            let slot = match columns.get(&column) {
                Some(ColumnKey::Own | ColumnKey::Unit) => continue,
                Some(ColumnKey::Remark) => {
                    self.remark(spot, id, held);
                    continue;
                }
                Some(ColumnKey::Answer) => Slot::Whole,
                Some(ColumnKey::Year(year)) => Slot::Year(*year),
                Some(ColumnKey::Ready | ColumnKey::Cell(_)) | None => {
                    self.nothing_asked(grid, row, column, held);
                    continue;
                }
            };
            let Some((ix, fact)) = known else {
                self.unknown(spot, id, held.shown());
                continue;
            };
            let fits = match (&fact.kind, slot) {
                (Kind::Yearly { .. }, slot) => matches!(slot, Slot::Year(_)),
                (Kind::Table { .. } | Kind::Several { .. }, _) => false,
                (_, slot) => slot == Slot::Whole,
            };
            if !fits {
                let why = both(questions::asked_otherwise);
                self.unread(spot, Some(ix), held.shown(), why);
                continue;
            }
            let heading = head.map_or("", |head| grid.words(head, column));
            let is_money = matches!(fact.kind, Kind::Money { .. } | Kind::Yearly { .. });
            let year_words = if let Slot::Year(_) = slot { heading } else { "" };
            let changed = [unit.unwrap_or_default(), year_words].into_iter().find(|words| is_scaled(words, &[]));
            if let Some(words) = changed.filter(|_| is_money && matches!(held, Held::Number(_))) {
                self.unread(spot, Some(ix), held.shown(), other_unit(words));
                continue;
            }
            self.cell(grid, row, column, held, (ix, &fact.kind, &fact.id), slot);
        }
        if let Some((ix, _)) = known {
            self.see(ix);
        }
    }

    /// A cell that answers.
    fn cell(
        &mut self,
        grid: &Grid,
        row: u32,
        column: u32,
        held: &Held,
        (ix, kind, id): (FactIx, &Kind, &str),
        slot: Slot,
    ) {
        let spot = grid.spot(row, column);
        match answer::read(kind, Some(held), id, self.reading.regimes, self.reading.as_of) {
            Ok(Some(value)) => self.answer(ix, slot, spot, value),
            Ok(None) => {}
            Err(why) => self.unread(spot, Some(ix), held.shown(), why),
        }
    }

    /// Whether there is none. “没有” is a no elsewhere, and may mean a yes here: only plain words are read.
    pub(super) fn none_of(&mut self, grid: &Grid, row: u32, column: u32, held: &Held, ix: FactIx) {
        let (regimes, as_of) = (self.reading.regimes, self.reading.as_of);
        let spot = grid.spot(row, column);
        let is_plain = |text: String| ["否", "no", "n", "×", "false", "0"].contains(&text.to_lowercase().as_str());
        match answer::read(&Kind::Bool, Some(held), "", regimes, as_of) {
            Ok(Some(value)) if value == Value::Bool(true) || is_plain(held.shown()) => {
                self.answer(ix, Slot::NoneOf, spot, value);
            }
            Ok(None) => {}
            Ok(Some(_)) | Err(_) => {
                let why = both(questions::none_of);
                self.unread(spot, Some(ix), held.shown(), why);
            }
        }
    }

    /// A line of a question of which several may be chosen; without an option: none of them.
    fn option(&mut self, grid: &Grid, row: u32, columns: &Columns, id: &str, option: Option<&str>) {
        let known = self.fact(id);
        let options: &[String] = match known.map(|(_, fact)| &fact.kind) {
            Some(Kind::Several { options }) => options,
            _ => &[],
        };
        let place = option.and_then(|option| options.iter().position(|known| known == option));
        let slot = match (option, place.and_then(|place| u8::try_from(place).ok())) {
            (None, _) => Some(Slot::NoneOf),
            (Some(_), Some(place)) => Some(Slot::Option(place)),
            (Some(_), None) => None,
        };
        for (column, key) in columns {
            let Some(held) = grid.get(row, *column) else { continue };
            match (key, known, slot) {
                (ColumnKey::Answer, Some((ix, fact)), Some(Slot::NoneOf))
                    if matches!(fact.kind, Kind::Several { .. }) =>
                {
                    self.none_of(grid, row, *column, held, ix);
                }
                (ColumnKey::Answer, Some((ix, fact)), Some(slot)) if matches!(fact.kind, Kind::Several { .. }) => {
                    self.cell(grid, row, *column, held, (ix, &Kind::Bool, &fact.id), slot);
                }
                (ColumnKey::Answer, _, _) => {
                    let named = option.map_or_else(|| id.to_owned(), |option| format!("{id}={option}"));
                    self.unknown(grid.spot(row, *column), &named, held.shown());
                }
                (ColumnKey::Remark, ..) => self.remark(grid.spot(row, *column), id, held),
                (ColumnKey::Own | ColumnKey::Unit | ColumnKey::Ready | ColumnKey::Year(_) | ColumnKey::Cell(_), ..) => {
                }
            }
        }
        if let Some((ix, _)) = known {
            self.see(ix);
        }
    }

    /// The sheet of papers.
    pub(super) fn papers(&mut self, grid: &Grid, mark: (u32, u32)) {
        let columns = columns(grid, mark);
        for row in grid.rows().into_iter().filter(|row| *row != mark.0) {
            let id = match RowKey::read(grid.words(row, mark.1)) {
                Some(RowKey::Of(id)) => id,
                Some(RowKey::Head) => continue,
                None => {
                    self.unasked(grid, row, mark.1, &columns, true);
                    continue;
                }
                Some(RowKey::Own | RowKey::Option { .. } | RowKey::NoneOf(_)) => {
                    self.unasked(grid, row, mark.1, &columns, false);
                    continue;
                }
            };
            let is_known = self.reading.library.evidence.iter().any(|evidence| evidence.id == id);
            for (column, held) in grid.row(row).filter(|(column, _)| *column != mark.1) {
                let spot = grid.spot(row, column);
                match columns.get(&column) {
                    Some(ColumnKey::Own) => {}
                    Some(ColumnKey::Remark) => self.remark(spot, &id, held),
                    Some(ColumnKey::Ready) if !is_known => self.unknown(spot, &id, held.shown()),
                    Some(ColumnKey::Ready) => {
                        let (regimes, as_of) = (self.reading.regimes, self.reading.as_of);
                        match answer::read(&Kind::Bool, Some(held), &id, regimes, as_of) {
                            Ok(Some(Value::Bool(ready))) => self.paper(spot, &id, ready),
                            Ok(_) => {}
                            Err(why) => self.unread(spot, None, held.shown(), why),
                        }
                    }
                    Some(ColumnKey::Answer | ColumnKey::Unit | ColumnKey::Year(_) | ColumnKey::Cell(_)) | None => {
                        self.nothing_asked(grid, row, column, held);
                    }
                }
            }
        }
    }
}

/// The fiscal year that a heading names: `2022`, `2022年`, `2022年（元）`.
fn year(heading: &str) -> Option<i32> {
    let digits: String = heading.trim().chars().take_while(char::is_ascii_digit).collect();
    let rest = heading.trim().strip_prefix(digits.as_str())?;
    let plain = rest.is_empty() || rest.starts_with(['年', '(', '（', ' ', '\n']);
    digits.parse().ok().filter(|year| digits.len() == 4 && plain && (1900..=2199).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_known_by_its_heading() {
        for (heading, known) in [
            ("2022", Some(2022)),
            ("2022年", Some(2022)),
            ("2022年（元）", Some(2022)),
            (" 2022 (yuan)", Some(2022)),
            ("2022年（元）\n2022 (yuan)", Some(2022)),
            ("20220101", None),
            ("22年", None),
            ("2022-2023", None),
            ("合计", None),
            ("", None),
        ] {
            assert_eq!(year(heading), known, "{heading}");
        }
    }

    #[test]
    fn a_unit_that_makes_amounts_larger_is_seen() {
        for words in ["万元", "2025年（万元）", "Amount (thousand yuan)", "百 万 元"] {
            assert!(is_scaled(words, &[]), "{words}");
        }
        for words in ["元", "yuan", "2025年（元）", ""] {
            assert!(!is_scaled(words, &[]), "{words}");
        }
        assert!(!is_scaled("100 万元以上的金额（元）", &["100万元以上的金额（元）"]), "as the kit writes it");
    }
}

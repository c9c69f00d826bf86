//! Which column of a sheet says what, by its heading.

use crate::phrase::plain;
use crate::workbook::Sheet;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The number of the line.
    Number,
    /// The part of the score that the line belongs to.
    Element,
    /// What the line is about.
    Item,
    /// The most points.
    Most,
    /// By how much the points of the line's element count.
    Weight,
    /// The rule in words.
    Rule,
    /// What is looked at.
    Value,
    /// A range of it.
    Rows,
    /// The points of the range.
    Points,
}

/// So many rows are looked through for headings.
const LOOKED_THROUGH: u32 = 40;

static NAMES: LazyLock<BTreeMap<String, Role>> = LazyLock::new(|| {
    let table: toml::Table = include_str!("headings.toml").parse().unwrap_or_default();
    let roles = [
        ("number", Role::Number),
        ("element", Role::Element),
        ("item", Role::Item),
        ("most", Role::Most),
        ("weight", Role::Weight),
        ("rule", Role::Rule),
        ("value", Role::Value),
        ("rows", Role::Rows),
        ("points", Role::Points),
    ];
    let names = roles.into_iter().flat_map(|(key, role)| {
        let listed = table.get(key).and_then(toml::Value::as_array).into_iter().flatten();
        listed.filter_map(toml::Value::as_str).map(move |name| (name.to_owned(), role)).collect::<Vec<_>>()
    });
    names.collect()
});

/// The headings of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    /// The last row of the headings.
    pub row: u32,
    /// Column and heading by what it says.
    pub by_role: BTreeMap<Role, (u32, String)>,
}

impl Columns {
    /// Finds the headings: the first row that names an item and what it gives.
    pub(super) fn find(sheet: &Sheet) -> Option<Self> {
        let last = sheet.cells.keys().map(|(row, _)| *row).max()?;
        let last_column = sheet.cells.keys().map(|(_, column)| *column).max()?;
        (0..=last.min(LOOKED_THROUGH)).find_map(|row| {
            let mut by_role: BTreeMap<Role, (u32, String)> = BTreeMap::new();
            let mut end = row;
            for column in 0..=last_column {
                let Some((at, cell)) = sheet.seen((row, column)) else { continue };
                // A heading over several columns names the first of them.
                if at.1 != column {
                    continue;
                }
                let Some(role) = role(&cell.text) else { continue };
                end = sheet.merged.iter().find(|(first, _)| *first == at).map_or(end, |(_, to)| end.max(to.0));
                // 一级指标、二级指标、三级指标: the last one names the lines.
                if role == Role::Item || !by_role.contains_key(&role) {
                    by_role.insert(role, (column, cell.text.clone()));
                }
            }
            let has = |role: Role| by_role.contains_key(&role);
            (has(Role::Item) && (has(Role::Most) || has(Role::Rule) || has(Role::Rows)))
                .then_some(Self { row: end, by_role })
        })
    }

    /// The column that says something.
    pub(super) fn of(&self, role: Role) -> Option<u32> {
        self.by_role.get(&role).map(|(column, _)| *column)
    }
}

/// What a heading is: `分值（分）` is 分值.
fn role(heading: &str) -> Option<Role> {
    let plain = plain(heading).to_lowercase().replace('\n', "");
    let bare = plain.split('(').next().unwrap_or_default().trim().trim_end_matches([':', '*']).to_owned();
    NAMES.get(&bare).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_both_languages_with_units_behind_them() {
        for (heading, expected) in [
            ("分值（分）", Some(Role::Most)),
            (" 评 分 标 准 ", Some(Role::Rule)),
            ("Rule in words", Some(Role::Rule)),
            ("一级指标", Some(Role::Element)),
            ("Max:", Some(Role::Most)),
            ("权重（%）", Some(Role::Weight)),
            ("权重分", Some(Role::Most)),
            ("备注", None),
        ] {
            assert_eq!(role(heading), expected, "{heading}");
        }
        assert!(NAMES.len() > 60, "no heading stands in two lists: {}", NAMES.len());
    }
}

//! Headings of pasted columns: which column of a table each names, however it is spelt, and in which unit its amounts are.

use super::names::Names;
use crate::fact::typed::{Unit, half_width};
use crate::fact::{Column, Kind};

/// A table as headings see it: its columns under all their names.
pub(super) struct Named<'t> {
    columns: &'t [Column],
    /// Label and id of each column.
    own: Vec<Vec<Spelt>>,
    /// Its other names.
    other: Vec<Vec<Spelt>>,
}

impl<'t> Named<'t> {
    pub(super) fn new(table: &str, columns: &'t [Column], labels: &[String], names: &Names) -> Self {
        let spelt = |(column, label): (&Column, &String)| vec![Spelt::of(label), Spelt::of(&column.id)];
        let other = |column: &Column| names.of(table, &column.id).map(Spelt::of).collect();
        Self {
            columns,
            own: columns.iter().zip(labels).map(spelt).collect(),
            other: columns.iter().map(other).collect(),
        }
    }

    /// The label of a column.
    pub(super) fn label(&self, column: usize) -> Option<&Spelt> {
        self.own.get(column)?.first()
    }

    /// The columns that a heading may name: by their own names, else by other ones.
    pub(super) fn fitting(&self, heading: &Spelt) -> Vec<usize> {
        if heading.whole.is_empty() {
            return Vec::new();
        }
        let own = self.alike(heading, &self.own);
        if own.is_empty() { self.alike(heading, &self.other) } else { own }
    }

    /// Those spelt alike, else those alike but for what stands in brackets, else those alike but for a unit behind.
    fn alike(&self, heading: &Spelt, names: &[Vec<Spelt>]) -> Vec<usize> {
        let like = |same: &dyn Fn(&Spelt, &Column) -> bool| -> Vec<usize> {
            let known = names.iter().zip(self.columns).enumerate();
            known
                .filter(|(_, (names, column))| names.iter().any(|name| same(name, column)))
                .map(|(place, _)| place)
                .collect()
        };
        let alike = like(&|name, _| name.whole == heading.whole);
        if !alike.is_empty() {
            return alike;
        }
        let alike = like(&|name, _| !heading.outside.is_empty() && name.outside == heading.outside);
        if !alike.is_empty() {
            return alike;
        }
        let is_amount = |column: &Column| matches!(column.kind, Kind::Money { .. } | Kind::Yearly { .. });
        UNITS
            .iter()
            .filter_map(|(unit, _)| heading.outside.strip_suffix(unit))
            .map(|rest| like(&|name, column| is_amount(column) && !rest.is_empty() && name.outside == rest))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }
}

/// Units of amounts in headings; the longer ones first.
const UNITS: [(&str, Unit); 13] = [
    ("千万元", Unit::TEN_MILLION),
    ("百万元", Unit::MILLION),
    ("万元", Unit::WAN),
    ("亿元", Unit::YI),
    ("千元", Unit::THOUSAND),
    ("千万", Unit::TEN_MILLION),
    ("百万", Unit::MILLION),
    ("yuan", Unit::YUAN),
    ("cny", Unit::YUAN),
    ("rmb", Unit::YUAN),
    ("万", Unit::WAN),
    ("亿", Unit::YI),
    ("元", Unit::YUAN),
];

/// What makes a unit larger.
const SCALES: [char; 5] = ['十', '百', '千', '万', '亿'];

/// The unit that a heading gives to the amounts of a column with this label. `None`: it names one that cannot be read; a
/// number under it would be a wrong amount.
pub(super) fn unit_of(heading: &Spelt, label: &Spelt, kind: &Kind) -> Option<Unit> {
    let (said, known) = (heading.inside.as_str(), heading.inside == label.inside);
    let scaled = said.contains(SCALES);
    match kind {
        Kind::Money { .. } | Kind::Yearly { .. } => {}
        Kind::Count | Kind::Score { .. } if scaled && !known => return None,
        _ => return Some(Unit::YUAN),
    }
    let named = |said: &str| {
        // `百元`, `十万元` end like a unit and are none of these.
        let behind = |unit: &str| said.strip_suffix(unit).is_some_and(|rest| !rest.contains(SCALES));
        UNITS.iter().find(|(unit, _)| behind(unit)).map(|(_, unit)| *unit)
    };
    if said.is_empty() {
        let behind = if heading.outside == label.outside { None } else { named(&heading.outside) };
        return Some(behind.unwrap_or_default());
    }
    let foreign = ["美", "港", "欧", "日", "英", "usd", "eur", "hkd", "jpy", "gbp", "$", "€"];
    if foreign.iter().any(|currency| said.contains(currency)) {
        return None;
    }
    // `单位：万元`, `人民币万元`; what is no unit, such as `含税`, says nothing of the amounts.
    let is_unit = scaled
        || said.contains(|c: char| c == '元' || c.is_ascii_digit())
        || ["million", "thousand", "billion"].iter().any(|word| said.contains(word))
        || matches!(said, "k" | "m" | "w" | "mn" | "bn");
    named(said).or((known || !is_unit).then_some(Unit::YUAN))
}

/// A heading without what people spell differently: case, width, spaces, punctuation, and what stands in brackets apart.
#[derive(Debug, Default)]
pub(super) struct Spelt {
    pub(super) whole: String,
    pub(super) outside: String,
    pub(super) inside: String,
}

impl Spelt {
    pub(super) fn of(text: &str) -> Self {
        let (mut spelt, mut depth) = (Self::default(), 0_u32);
        for c in text.chars().map(narrow) {
            match c {
                '(' | '[' | '{' | '【' | '〔' | '〈' | '《' => depth += 1,
                ')' | ']' | '}' | '】' | '〕' | '〉' | '》' => depth = depth.saturating_sub(1),
                c if is_beside(c) => {}
                c => {
                    spelt.whole.push(c);
                    if depth == 0 { &mut spelt.outside } else { &mut spelt.inside }.push(c);
                }
            }
        }
        spelt
    }
}

/// In half width and small letters.
fn narrow(c: char) -> char {
    half_width(c).to_ascii_lowercase()
}

/// Spaces and punctuation, of both scripts. Signs of currencies say something.
fn is_beside(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{b7}' | '\u{feff}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}')
        || c.is_whitespace()
        || c.is_ascii_punctuation() && c != '$'
}

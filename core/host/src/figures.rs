//! Figures of the year that the host gives. They are given as all figures are, by an overlay (`[[given]]`): one for each rule
//! book and year is made of what stands in `host.json`, and what is wrong with one is told at its place there.

use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use ziping_base::diag::{Diagnostic, Source};
use ziping_base::node::{Node, read_json};

/// A figure of the year that a rule book or an overlay leaves open (`[[published]]`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HostFigure {
    /// The rule book, by id.
    pub regime: String,
    /// The figure, by id.
    pub figure: String,
    /// What it is, with its unit: `4000万元`, `40%`, `120`.
    pub value: String,
    /// The year that it is for, in four digits.
    pub year: String,
    /// Where it was published; empty: not said.
    pub source: String,
}

impl HostFigure {
    /// Whether nothing is said of it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        [&self.value, &self.year, &self.source].into_iter().all(|said| said.trim().is_empty())
    }
}

/// Whether a text is a year in four digits.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|c| c.is_ascii_digit())
}

/// Figures of one rule book and one year, as an overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// What it is called as a file.
    pub name: String,
    /// The overlay.
    pub text: String,
    /// Which of the host's figures it gives, by their places.
    places: Vec<usize>,
    /// The lines before the first figure.
    head: usize,
}

/// The keys of a figure in the overlay, a line each, and what they are called in `host.json`.
const LINES: [&str; 4] = ["", "figure", "source", "value"];

/// The overlays that these figures are, without those that are not whole yet.
#[must_use]
pub fn given(figures: &[HostFigure]) -> Vec<Given> {
    let mut all: Vec<(&str, &str, Vec<usize>)> = Vec::new();
    let is_whole = |figure: &HostFigure| !figure.value.trim().is_empty() && is_year(&figure.year);
    for (place, figure) in figures.iter().enumerate().filter(|(_, figure)| is_whole(figure)) {
        let (regime, year) = (figure.regime.as_str(), figure.year.as_str());
        match all.iter_mut().find(|(of, for_year, _)| (*of, *for_year) == (regime, year)) {
            Some((.., places)) => places.push(place),
            None => all.push((regime, year, vec![place])),
        }
    }
    let one = |(regime, year, places): (&str, &str, Vec<usize>)| {
        let mut text = head(regime, year);
        let head = text.lines().count();
        for figure in places.iter().filter_map(|place| figures.get(*place)) {
            let source = if figure.source.is_empty() { year } else { &figure.source };
            let lines = [quoted(&figure.figure), quoted(source), quoted(&figure.value)];
            let [id, source, value] = lines;
            let _ = writeln!(text, "[[given]]\nfigure = {id}\nclause = {source}\nvalue = {value}");
        }
        Given { name: format!("host/host.json ({regime} {year})"), text, places, head }
    };
    all.into_iter().map(one).collect()
}

/// What an overlay must say of itself. Figures fit whatever version of the rule book has them.
fn head(regime: &str, year: &str) -> String {
    let versions: Vec<String> = (0..100).map(|major| quoted(&major.to_string())).collect();
    let id: String = format!("figures-{year}-{regime}").chars().take(40).collect();
    format!(
        "overlay = 1\nid = {id}\nregime = {regime}\nversion = \"{year}.0.0\"\nfor_version = [{versions}]\nstatus = \"in_force\"\n\
         source = \"host.json\"\n\
         [zh.overlay]\ntitle = \"{year} 年的数值\"\ntext = \"由提供本站的单位给出。\"\n\
         [en.overlay]\ntitle = \"Figures of {year}\"\ntext = \"Given by whoever serves this site.\"\n",
        id = quoted(&id),
        regime = quoted(regime),
        versions = versions.join(", "),
    )
}

/// A text as TOML has it; what JSON escapes means the same there.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

impl Given {
    /// A problem of the overlay at its place in `host.json`.
    #[must_use]
    pub fn at_home(&self, problem: Diagnostic, host: &Source<'_>) -> Diagnostic {
        let span = || {
            let line = usize::try_from(problem.place.as_ref()?.line).ok()?.checked_sub(self.head + 1)?;
            let (place, key) = (self.places.get(line / LINES.len())?, LINES.get(line % LINES.len())?);
            let root = read_json(host).ok()?;
            let figure = root.get("figures").and_then(Node::list)?.get(*place)?;
            Some(figure.get(key).unwrap_or(figure).span)
        };
        match span() {
            Some(span) => Diagnostic { place: None, ..problem }.at(host, span),
            None => problem,
        }
    }
}
